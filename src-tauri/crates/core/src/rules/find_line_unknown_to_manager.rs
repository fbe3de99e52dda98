//! Connections that the manager did not know of before the survey: what the walk-round is for.
//!
//! "Nobody could say whether it was known" is left out: it says nothing about the line.

use super::gather::{COUNT_AND_LIST, connections, together};
use super::{Facts, Hit, Rule};
use crate::finding::Severity;
use crate::record::Tri;

pub(super) const RULE: Rule = Rule {
    name: "find_line_unknown_to_manager",
    severity: Severity::High,
    for_hospital: true,
    params: COUNT_AND_LIST,
    look,
};

fn look(facts: &Facts) -> Vec<Hit> {
    together(connections(facts, |c| c.known_to_manager == Some(Tri::No)))
}

#[cfg(test)]
mod tests {
    use crate::rules::test_facts::check;

    #[test]
    fn a_line_nobody_had_on_the_list() {
        check(
            &super::RULE,
            "connection C-01 known_to_manager=no\n connection C-02 known_to_manager=yes",
            &["all <- C-01 | count=1 list=[C-01 line]"],
        );
    }

    #[test]
    fn known_or_never_asked() {
        check(
            &super::RULE,
            "connection C-01 known_to_manager=yes\n connection C-02 known_to_manager=unknown",
            &[],
        );
        check(&super::RULE, "connection C-01", &[]);
    }
}
