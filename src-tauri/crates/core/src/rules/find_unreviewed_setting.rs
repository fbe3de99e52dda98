//! Connections whose setting was not reviewed, or nobody knew whether it was.

use super::gather::{COUNT_AND_LIST, asked_in_vain, connections, together};
use super::{Facts, Hit, Rule};
use crate::finding::Severity;

pub(super) const RULE: Rule = Rule {
    name: "find_unreviewed_setting",
    severity: Severity::Medium,
    for_hospital: true,
    params: COUNT_AND_LIST,
    look,
};

fn look(facts: &Facts) -> Vec<Hit> {
    together(connections(facts, |c| asked_in_vain(c.setting_reviewed)))
}

#[cfg(test)]
mod tests {
    use crate::rules::test_facts::check;

    #[test]
    fn nobody_looked_at_the_setting() {
        check(
            &super::RULE,
            "connection C-01 setting_reviewed=no\n connection C-02 setting_reviewed=unknown",
            &["all <- C-01 C-02 | count=2 list=[C-01 line, C-02 line]"],
        );
    }

    #[test]
    fn reviewed_or_never_asked() {
        check(
            &super::RULE,
            "connection C-01 setting_reviewed=yes\n connection C-02",
            &[],
        );
    }
}
