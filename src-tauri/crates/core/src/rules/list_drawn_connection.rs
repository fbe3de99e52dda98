//! External connections on the network drawing that are not on the ledger.

use super::gather::{COUNT_AND_LIST, Named, at, blank, together};
use super::{Facts, Hit, Rule};
use crate::drawing::{DiagramEdge, DiagramKind, EdgeKind};
use crate::finding::Severity;
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

pub(super) const RULE: Rule = Rule {
    name: "list_drawn_connection",
    severity: Severity::Medium,
    for_hospital: false,
    params: COUNT_AND_LIST,
    look,
};

fn look(facts: &Facts) -> Vec<Hit> {
    let listed: HashSet<Uuid> = facts.snapshot.connections.iter().map(|c| c.id).collect();
    let ends = names_of_nodes(facts);
    let stray = |e: &DiagramEdge| {
        e.diagram == DiagramKind::Network
            && e.kind == EdgeKind::ExternalConnection
            && e.connection.is_none_or(|id| !listed.contains(&id.0))
    };
    let found = facts.snapshot.edges.iter().filter(|e| stray(&e.record));
    together(
        found
            .map(|e| Named {
                at: at(e),
                name: name_of(&e.record, &ends),
            })
            .collect(),
    )
}

/// The label of the edge, or what stands at its two ends.
fn name_of(edge: &DiagramEdge, ends: &HashMap<Uuid, String>) -> String {
    match &edge.label {
        Some(label) if !blank(&edge.label) => label.clone(),
        _ => {
            let end = |id: Uuid| ends.get(&id).map_or("?", String::as_str);
            format!("{} - {}", end(edge.from.0), end(edge.to.0))
        }
    }
}

fn names_of_nodes(facts: &Facts) -> HashMap<Uuid, String> {
    let survey = facts.snapshot;
    let assets = survey.assets.iter().map(|a| (a.id, a.record.name.clone()));
    let ledger: HashMap<Uuid, String> = assets
        .chain(survey.systems.iter().map(|s| (s.id, s.record.name.clone())))
        .collect();
    let named = survey.nodes.iter().filter_map(|n| {
        let entry = n.record.asset.map(Uuid::from).or(n.record.system.map(Uuid::from));
        let name = entry
            .and_then(|id| ledger.get(&id).cloned())
            .or_else(|| n.record.label.clone())?;
        Some((n.id, name))
    });
    named.collect()
}

#[cfg(test)]
mod tests {
    use crate::rules::test_facts::check;

    #[test]
    fn on_the_drawing_only() {
        check(
            &super::RULE,
            "asset FW-1 kind=firewall
             node n1 kind=asset asset=@FW-1\n node Vendor kind=external_party
             edge e1 from=@n1 to=@Vendor\n edge e2 from=@n1 to=@Vendor label=LTE connection=@gone
             edge e3 from=@n1 to=@nowhere label=",
            &[
                // Edges have no order of their own but that of their ids.
                "all <- e1 e3 e2 | count=3 list=[FW-1 - Vendor, FW-1 - ?, LTE]",
            ],
        );
    }

    #[test]
    fn on_the_ledger_or_no_way_out() {
        check(
            &super::RULE,
            "connection C-01
             edge e1 from=@a to=@b connection=@C-01
             edge e2 from=@a to=@b kind=link
             edge e3 from=@a to=@b diagram=management",
            &[],
        );
    }
}
