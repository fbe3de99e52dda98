//! Connections about which questions of the walk-round were never asked.
//!
//! Absent is not "no": rules about the hospital keep silent on what was not asked, so this one must not.

use super::gather::{COUNT_AND_LIST, connections, together};
use super::{Facts, Hit, Rule};
use crate::connection::Connection;
use crate::finding::Severity;

pub(super) const RULE: Rule = Rule {
    name: "ask_about_connection",
    severity: Severity::Low,
    for_hospital: false,
    params: COUNT_AND_LIST,
    look,
};

/// Category of remote image reading: there, and only there, everybody must be asked about anonymised data.
const IMAGE_READING: u8 = 6;

fn look(facts: &Facts) -> Vec<Hit> {
    together(connections(facts, has_gap))
}

fn has_gap(c: &Connection) -> bool {
    c.line.is_none()
        || c.direction.is_none()
        || c.availability.is_none()
        || c.authentication.is_none()
        || c.log_kept.is_none()
        || c.setting_reviewed.is_none()
        || c.managed_by_network_manager.is_none()
        || c.known_to_manager.is_none()
        || (c.category == IMAGE_READING && c.said_anonymised.is_none())
}

#[cfg(test)]
mod tests {
    use crate::rules::test_facts::check;

    const ASKED: &str = "line=unknown direction=unknown availability=unknown authentication=unknown \
        log_kept=unknown setting_reviewed=unknown managed_by_network_manager=unknown known_to_manager=unknown";

    #[test]
    fn each_question_counts() {
        for question in ASKED.split_whitespace() {
            let rest = ASKED.replace(question, "");
            check(
                &super::RULE,
                &format!("connection C-01 {rest}"),
                &["all <- C-01 | count=1 list=[C-01 line]"],
            );
        }
        check(
            &super::RULE,
            &format!("connection C-01 {ASKED} category=6"),
            &["all <- C-01 | count=1 list=[C-01 line]"],
        );
    }

    #[test]
    fn everything_was_asked() {
        check(&super::RULE, &format!("connection C-01 {ASKED}"), &[]);
        check(
            &super::RULE,
            &format!("connection C-01 {ASKED} category=6 said_anonymised=no"),
            &[],
        );
    }
}
