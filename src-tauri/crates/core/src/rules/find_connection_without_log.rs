//! Connections of which no log is kept, or nobody knew whether one is.

use super::gather::{COUNT_AND_LIST, asked_in_vain, connections, together};
use super::{Facts, Hit, Rule};
use crate::finding::Severity;

pub(super) const RULE: Rule = Rule {
    name: "find_connection_without_log",
    severity: Severity::Medium,
    for_hospital: true,
    params: COUNT_AND_LIST,
    look,
};

fn look(facts: &Facts) -> Vec<Hit> {
    together(connections(facts, |c| asked_in_vain(c.log_kept)))
}

#[cfg(test)]
mod tests {
    use crate::rules::test_facts::check;

    #[test]
    fn no_log_or_nobody_knew() {
        check(
            &super::RULE,
            "connection C-01 log_kept=no\n connection C-02 log_kept=unknown",
            &["all <- C-01 C-02 | count=2 list=[C-01 line, C-02 line]"],
        );
    }

    #[test]
    fn a_log_or_never_asked() {
        check(
            &super::RULE,
            "connection C-01 log_kept=yes\n connection C-02",
            &[],
        );
    }
}
