//! Rules of a drawing, on networks of a few lines.

use crate::build::draw;
use junkai_core::drawing::DiagramKind;
use junkai_diagram::graph::Graph;
use junkai_diagram::rules;

/// Each expectation is a rule with the names of the nodes it is about.
fn check(kind: DiagramKind, text: &str, expected: &[(&str, &[&str])]) {
    let drawn = draw(kind, text);
    let graph = Graph::of(&drawn.snapshot, kind);
    let problems = rules::check(&graph);
    let found: Vec<(&str, Vec<String>)> = problems
        .iter()
        .map(|p| {
            (
                p.rule.key(),
                p.nodes.iter().map(|id| drawn.name_of(*id)).collect(),
            )
        })
        .collect();
    let expected: Vec<(&str, Vec<String>)> = expected
        .iter()
        .map(|(key, names)| (*key, names.iter().map(|n| (*n).to_owned()).collect()))
        .collect();
    assert_eq!(found, expected, "problems of\n{text}");
    let numbers: Vec<u32> = problems.iter().map(|p| p.number).collect();
    assert_eq!(
        numbers,
        (1..).take(numbers.len()).collect::<Vec<u32>>(),
        "problems are numbered from 1"
    );
}

fn network(text: &str, expected: &[(&str, &[&str])]) {
    check(DiagramKind::Network, text, expected);
}

#[test]
fn a_line_on_a_gateway_is_in_order() {
    network("zone Core\n firewall FW in Core\n party P\n P => FW C-01", &[]);
}

#[test]
fn a_line_past_the_gateway_of_its_zone_is_a_problem() {
    network(
        "zone Core\n firewall FW in Core\n server S in Core\n party P\n P => FW C-01\n P => S C-02\n P => S C-03",
        &[("external_edge_not_on_gateway", &["S"])],
    );
}

#[test]
fn a_line_into_a_zone_without_gateway_is_a_problem() {
    network(
        "zone Core\n firewall FW in Core\n zone Radiology\n ct CT in Radiology\n party P\n P => CT C-01",
        &[("external_edge_into_zone_without_gateway", &["CT"])],
    );
    network(
        "zone Radiology\n party P\n P ~> Radiology x",
        &[("external_edge_into_zone_without_gateway", &["Radiology"])],
    );
}

#[test]
fn a_server_in_two_zones_is_a_bridge_and_a_switch_is_not() {
    let text = |kind: &str| format!("zone A\n zone B\n server S in B\n {kind} X in A\n X -- S");
    network(
        &text("server"),
        &[("device_bridges_zones", &["S"]), ("device_bridges_zones", &["X"])],
    );
    network(
        "zone A\n zone B\n switch X in A\n server S in B\n S -- X\n X -- B",
        &[],
    );
    network("zone A\n zone B\n firewall X in A\n X -- B", &[]);
}

#[test]
fn a_node_without_zone_and_line_is_isolated() {
    network(
        "zone A\n server S in A\n server T\n party P",
        &[("isolated_node", &["T"]), ("isolated_node", &["P"])],
    );
}

#[test]
fn two_nodes_of_one_name_are_a_problem_and_a_zone_of_that_name_is_not() {
    let mut drawn = draw(
        DiagramKind::Network,
        "zone A\n server S in A\n server T in A\n zone B",
    );
    drawn.snapshot.assets[1].record.name = " s ".into();
    drawn.snapshot.nodes[3].record.label = Some("S".into());
    let problems = rules::check(&Graph::of(&drawn.snapshot, DiagramKind::Network));
    let found: Vec<(&str, usize)> = problems.iter().map(|p| (p.rule.key(), p.nodes.len())).collect();
    assert_eq!(
        found,
        [("duplicate_label", 2)],
        "case and blanks do not tell two servers apart"
    );
}

#[test]
fn a_structure_needs_a_safety_officer() {
    check(
        DiagramKind::Management,
        "role D\n role S\n S reports D",
        &[("no_safety_officer", &[])],
    );
    check(DiagramKind::Management, "role D\n officer S\n S reports D", &[]);
    check(DiagramKind::Management, "", &[]);
}
