//! Connections of which contract or boundary of responsibility could not be named.

use super::gather::{COUNT_AND_LIST, blank, connections, together};
use super::{Facts, Hit, Rule};
use crate::finding::Severity;

pub(super) const RULE: Rule = Rule {
    name: "find_connection_without_contract",
    severity: Severity::Medium,
    for_hospital: true,
    params: COUNT_AND_LIST,
    look,
};

fn look(facts: &Facts) -> Vec<Hit> {
    together(connections(facts, |c| blank(&c.contract) || blank(&c.boundary)))
}

#[cfg(test)]
mod tests {
    use crate::rules::test_facts::check;

    #[test]
    fn one_of_the_two_is_missing() {
        check(
            &super::RULE,
            "connection C-01 contract=K1\n connection C-02 boundary=ONU",
            &["all <- C-01 C-02 | count=2 list=[C-01 line, C-02 line]"],
        );
    }

    #[test]
    fn both_are_named() {
        check(&super::RULE, "connection C-01 contract=K1 boundary=ONU", &[]);
    }
}
