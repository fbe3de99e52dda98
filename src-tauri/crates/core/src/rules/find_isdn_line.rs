//! ISDN lines, the service of which is coming to its end.

use super::gather::{NAME, connections, one_each};
use super::{Facts, Hit, Rule};
use crate::connection::LineKind;
use crate::finding::Severity;

pub(super) const RULE: Rule = Rule {
    name: "find_isdn_line",
    severity: Severity::Medium,
    for_hospital: true,
    params: NAME,
    look,
};

fn look(facts: &Facts) -> Vec<Hit> {
    one_each(connections(facts, |c| c.line == Some(LineKind::Isdn)))
}

#[cfg(test)]
mod tests {
    use crate::rules::test_facts::check;

    #[test]
    fn an_isdn_line_is_left() {
        check(
            &super::RULE,
            "connection C-01 line=isdn\n connection C-02 line=leased",
            &["C-01 <- C-01 | name=C-01 line"],
        );
    }

    #[test]
    fn other_lines() {
        check(&super::RULE, "connection C-01 line=other\n connection C-02", &[]);
    }
}
