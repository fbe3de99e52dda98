//! A management structure without an officer for the safety of the medical information systems.
//!
//! As long as nothing of the structure is drawn, there is nothing that it could lack.

use super::gather::{ALL, the_survey};
use super::{Facts, Hit, Rule};
use crate::drawing::{DiagramKind, NodeKind};
use crate::finding::Severity;

pub(super) const RULE: Rule = Rule {
    name: "name_safety_officer",
    severity: Severity::High,
    for_hospital: true,
    params: &[],
    look,
};

fn look(facts: &Facts) -> Vec<Hit> {
    let mut structure = facts
        .snapshot
        .nodes
        .iter()
        .filter(|n| n.record.diagram == DiagramKind::Management)
        .peekable();
    if structure.peek().is_none() || structure.any(|n| n.record.kind == NodeKind::SafetyOfficer) {
        return Vec::new();
    }
    vec![Hit {
        subject: ALL.into(),
        rests_on: vec![the_survey(facts)],
        params: Vec::new(),
    }]
}

#[cfg(test)]
mod tests {
    use crate::rules::test_facts::check;

    #[test]
    fn roles_but_no_officer() {
        check(
            &super::RULE,
            "node Director diagram=management kind=role\n node Officer kind=safety_officer",
            &["all <- survey | "],
        );
    }

    #[test]
    fn an_officer_or_no_drawing() {
        check(
            &super::RULE,
            "node Director diagram=management kind=role\n node Officer diagram=management kind=safety_officer",
            &[],
        );
        check(&super::RULE, "node FW", &[]);
    }
}
