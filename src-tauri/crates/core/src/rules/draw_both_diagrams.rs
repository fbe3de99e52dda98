//! Drawings of which nothing was drawn yet: network overview and management structure are both deliverables.

use super::gather::the_survey;
use super::{Facts, Hit, Param, Rule};
use crate::drawing::DiagramKind;
use crate::finding::Severity;
use crate::record::Choice;

pub(super) const RULE: Rule = Rule {
    name: "draw_both_diagrams",
    severity: Severity::Low,
    for_hospital: false,
    params: &["diagram"],
    look,
};

fn look(facts: &Facts) -> Vec<Hit> {
    let empty = |kind: &&DiagramKind| !facts.snapshot.nodes.iter().any(|n| n.record.diagram == **kind);
    let hit = |kind: &DiagramKind| Hit {
        subject: kind.name().into(),
        rests_on: vec![the_survey(facts)],
        params: vec![("diagram", Param::Word(format!("diagram_{}", kind.name())))],
    };
    DiagramKind::ALL.iter().filter(empty).map(hit).collect()
}

#[cfg(test)]
mod tests {
    use crate::rules::test_facts::check;

    #[test]
    fn a_drawing_is_missing() {
        check(
            &super::RULE,
            "node FW",
            &["management <- survey | diagram=diagram_management"],
        );
        check(
            &super::RULE,
            "node Director diagram=management",
            &["network <- survey | diagram=diagram_network"],
        );
    }

    #[test]
    fn both_are_begun() {
        check(&super::RULE, "node FW\n node Director diagram=management", &[]);
    }
}
