//! Connections of the ledger that are not on the network drawing.

use super::gather::{COUNT_AND_LIST, Named, at, name_of, together};
use super::{Facts, Hit, Rule};
use crate::drawing::DiagramKind;
use crate::finding::Severity;
use std::collections::HashSet;
use uuid::Uuid;

pub(super) const RULE: Rule = Rule {
    name: "draw_listed_connection",
    severity: Severity::Low,
    for_hospital: false,
    params: COUNT_AND_LIST,
    look,
};

fn look(facts: &Facts) -> Vec<Hit> {
    let edges = facts
        .snapshot
        .edges
        .iter()
        .filter(|e| e.record.diagram == DiagramKind::Network);
    let drawn: HashSet<Uuid> = edges
        .filter_map(|e| e.record.connection)
        .map(Uuid::from)
        .collect();
    let left_out = facts
        .snapshot
        .connections
        .iter()
        .filter(|c| !drawn.contains(&c.id));
    together(
        left_out
            .map(|c| Named {
                at: at(c),
                name: name_of(&c.record),
            })
            .collect(),
    )
}

#[cfg(test)]
mod tests {
    use crate::rules::test_facts::check;

    #[test]
    fn on_the_list_only() {
        check(
            &super::RULE,
            "connection C-01\n connection C-02
             edge e from=@FW to=@Internet connection=@C-01
             edge f from=@FW to=@Internet connection=@C-02 diagram=management",
            &["all <- C-02 | count=1 list=[C-02 line]"],
        );
    }

    #[test]
    fn on_both() {
        check(
            &super::RULE,
            "connection C-01\n edge e from=@FW to=@Internet connection=@C-01",
            &[],
        );
    }
}
