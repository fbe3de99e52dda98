//! Proposals from the ledger.

use crate::sample::{drawing_ids, hospital, take, words};
use junkai_core::Snapshot;
use junkai_core::drawing::{DiagramKind, EdgeKind, NodeKind};
use junkai_diagram::compare::compare;
use junkai_diagram::from_ledger::{management, network};
use junkai_diagram::graph::Graph;
use junkai_diagram::rules;

fn overview() -> (Snapshot, Graph) {
    let mut snapshot = hospital();
    let proposal = network(&snapshot, &words(), &mut drawing_ids());
    take(&mut snapshot, &proposal);
    let graph = Graph::of(&snapshot, DiagramKind::Network);
    (snapshot, graph)
}

fn labels(graph: &Graph, kind: NodeKind) -> Vec<String> {
    graph
        .nodes()
        .filter(|(_, node)| node.kind == kind)
        .map(|(id, _)| graph.label(id))
        .collect()
}

#[test]
fn the_overview_leaves_nothing_out_that_the_comparison_would_miss() {
    let (_, graph) = overview();
    assert_eq!(
        compare(&graph),
        [],
        "gateways and connections all stand on a fresh proposal"
    );
    let external = graph
        .edges()
        .filter(|(_, edge)| edge.kind == EdgeKind::ExternalConnection)
        .count();
    assert_eq!(external, 30, "one edge per connection");
}

#[test]
fn zones_follow_systems_and_departments() {
    let (_, graph) = overview();
    let zones = labels(&graph, NodeKind::Zone);
    assert_eq!(
        zones.len(),
        13,
        "twelve zones, and one for what has none: {zones:?}"
    );
    for (asset, zone) in [
        ("CT 64列", "放射線部門"),
        ("CT保守用LTEルータ", "放射線部門"),
        ("検査装置保守ルータ箱", "検査部門"),
        ("インターネット境界UTM", "基幹ネットワーク(境界・コア)"),
        ("透析サーバ1", "透析室"),
    ] {
        let id = graph
            .nodes()
            .map(|(id, _)| id)
            .find(|id| graph.label(*id) == asset)
            .expect("the asset is drawn");
        let holder = graph.zone_of(id).map(|zone| graph.label(zone));
        assert_eq!(
            holder.as_deref(),
            Some(zone),
            "{asset} stands where its department is"
        );
    }
}

#[test]
fn terminals_of_a_system_are_one_node_and_parties_are_drawn_once() {
    let (snapshot, graph) = overview();
    let systems = graph.nodes().filter(|(_, node)| node.system.is_some()).count();
    assert_eq!(
        systems,
        snapshot.systems.len(),
        "each system shows its terminals once"
    );
    let mut parties = labels(&graph, NodeKind::ExternalParty);
    let all = parties.len();
    parties.sort();
    parties.dedup();
    assert_eq!(parties.len(), all, "a vendor with two lines is one party");
}

#[test]
fn a_line_that_ends_nowhere_known_ends_on_a_marked_node() {
    let (_, graph) = overview();
    let strangers: Vec<_> = graph
        .nodes()
        .map(|(id, _)| id)
        .filter(|id| graph.is_unregistered(*id))
        .collect();
    assert_eq!(
        strangers.len(),
        2,
        "one in the dialysis unit, whose system is known, one where nothing is known"
    );
    let lines: usize = strangers.iter().map(|id| graph.edges_at(*id).len()).sum();
    assert_eq!(lines, 5, "the five lines without a terminating asset end there");
}

#[test]
fn a_second_proposal_adds_nothing_and_respects_what_was_removed() {
    let (mut snapshot, _) = overview();
    let again = network(&snapshot, &words(), &mut drawing_ids());
    assert_eq!(
        again.nodes.len() + again.edges.len(),
        0,
        "everything was found again"
    );
    snapshot.edges.retain(|edge| edge.record.kind != EdgeKind::Link);
    let again = network(&snapshot, &words(), &mut drawing_ids());
    assert_eq!(
        again.edges.len(),
        0,
        "links between old nodes that were removed stay removed"
    );
}

#[test]
fn a_new_connection_is_the_only_addition() {
    let (mut snapshot, _) = overview();
    let mut record = snapshot.connections[0].clone();
    record.id = uuid::Uuid::from_u128(0xabcdef);
    record.record.label = "C-99".into();
    snapshot.connections.push(record);
    let mut ids = drawing_ids();
    for _ in 0..2000 {
        ids();
    }
    let added = network(&snapshot, &words(), &mut ids);
    assert_eq!(
        (added.nodes.len(), added.edges.len()),
        (0, 1),
        "party and device are drawn already"
    );
}

#[test]
fn the_structure_is_made_of_contacts_vendors_and_authorities() {
    let mut snapshot = hospital();
    let proposal = management(&snapshot, &words(), &mut drawing_ids());
    take(&mut snapshot, &proposal);
    let graph = Graph::of(&snapshot, DiagramKind::Management);
    assert_eq!(
        labels(&graph, NodeKind::SafetyOfficer),
        ["医療情報システム安全管理責任者"],
        "one safety officer"
    );
    assert_eq!(
        labels(&graph, NodeKind::Authority).len(),
        4,
        "the authorities that the caller named"
    );
    assert_eq!(
        labels(&graph, NodeKind::Contractor).len(),
        7,
        "each vendor of a system once"
    );
    let reports: Vec<(String, String)> = graph
        .edges()
        .filter(|(_, edge)| edge.kind == EdgeKind::ReportsTo)
        .map(|(_, edge)| (graph.label(edge.from), graph.label(edge.to)))
        .collect();
    assert!(
        reports.contains(&(
            "情報システム部門(窓口)".into(),
            "医療情報システム安全管理責任者".into()
        )),
        "the system department reports to the safety officer"
    );
    assert_eq!(
        reports.len(),
        11,
        "everybody but the director reports to somebody"
    );
    assert_eq!(rules::check(&graph), [], "the structure is in order");
    let again = management(&snapshot, &words(), &mut drawing_ids());
    assert_eq!(
        again.nodes.len() + again.edges.len(),
        0,
        "a second proposal adds nothing"
    );
}

#[test]
fn nobody_is_made_up() {
    let mut snapshot = hospital();
    snapshot.hospital = None;
    let proposal = management(&snapshot, &words(), &mut drawing_ids());
    let people = proposal
        .nodes
        .iter()
        .filter(|(_, n)| matches!(n.kind, NodeKind::Role | NodeKind::SafetyOfficer));
    assert_eq!(people.count(), 0, "without contacts there are no roles");
}

#[test]
fn one_record_of_the_ledger_brings_what_it_needs_and_nothing_else() {
    let snapshot = hospital();
    let all = network(&snapshot, &words(), &mut drawing_ids());
    let connection = snapshot.connections[0].id;
    let wanted = |kind, id| junkai_core::RecordRef { kind, id };
    let one = all.only(wanted(junkai_core::RecordKind::Connection, connection));
    assert_eq!(one.edges.len(), 1, "the line of that connection");
    let edge = &one.edges[0].1;
    assert_eq!(edge.connection.map(|c| c.0), Some(connection));
    let standing: Vec<_> = one.nodes.iter().map(|(id, _)| *id).collect();
    for end in [edge.from, edge.to] {
        assert!(standing.contains(&end), "both of its ends are brought");
    }
    for (_, node) in &one.nodes {
        assert!(
            node.zone.is_none_or(|zone| standing.contains(&zone)),
            "and the zones in which they stand"
        );
    }
    assert!(one.nodes.len() < 5, "and nothing else: {:?}", one.nodes.len());

    let asset = snapshot
        .assets
        .iter()
        .find(|a| a.record.is_gateway())
        .expect("the hospital has a gateway");
    let one = all.only(wanted(junkai_core::RecordKind::Asset, asset.id));
    let assets = one.nodes.iter().filter(|(_, node)| node.asset.is_some()).count();
    assert_eq!(
        (assets, one.edges.len()),
        (1, 0),
        "an asset comes with its zone, without lines"
    );
}
