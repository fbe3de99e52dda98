//! Connections that are always open and can be opened from outside.

use super::gather::{COUNT_AND_LIST, connections, together};
use super::{Facts, Hit, Rule};
use crate::connection::{Availability, Direction};
use crate::finding::Severity;

pub(super) const RULE: Rule = Rule {
    name: "find_inbound_always_on",
    severity: Severity::Medium,
    for_hospital: true,
    params: COUNT_AND_LIST,
    look,
};

fn look(facts: &Facts) -> Vec<Hit> {
    together(connections(facts, |c| {
        c.availability == Some(Availability::AlwaysOn)
            && matches!(c.direction, Some(Direction::Inbound | Direction::Both))
    }))
}

#[cfg(test)]
mod tests {
    use crate::rules::test_facts::check;

    #[test]
    fn open_day_and_night() {
        check(
            &super::RULE,
            "connection C-01 availability=always_on direction=inbound
             connection C-02 availability=always_on direction=both",
            &["all <- C-01 C-02 | count=2 list=[C-01 line, C-02 line]"],
        );
    }

    #[test]
    fn outbound_or_on_demand() {
        check(
            &super::RULE,
            "connection C-01 availability=always_on direction=outbound
             connection C-02 availability=on_demand direction=inbound
             connection C-03 availability=always_on",
            &[],
        );
    }
}
