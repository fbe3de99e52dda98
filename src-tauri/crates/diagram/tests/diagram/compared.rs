//! What is on the ledger and not on the drawing, and the reverse.

use crate::build::{Drawn, asset, connection, draw, kept};
use junkai_core::AssetId;
use junkai_core::drawing::DiagramKind;
use junkai_core::inventory::AssetKind;
use junkai_diagram::compare::{Difference, compare, drawn};
use junkai_diagram::graph::Graph;
use uuid::Uuid;

fn check(text: &str, change: impl FnOnce(&mut Drawn), expected: &[&str]) {
    let mut drawn = draw(DiagramKind::Network, text);
    change(&mut drawn);
    let graph = Graph::of(&drawn.snapshot, DiagramKind::Network);
    let found: Vec<&str> = compare(&graph).into_iter().map(Difference::key).collect();
    assert_eq!(found, expected, "differences of\n{text}");
}

fn check_drawn(text: &str, change: impl FnOnce(&mut Drawn), expected: (usize, usize)) {
    let mut sheet = draw(DiagramKind::Network, text);
    change(&mut sheet);
    let graph = Graph::of(&sheet.snapshot, DiagramKind::Network);
    assert_eq!(drawn(&graph), expected, "drawn of all in\n{text}");
}

const SOUND: &str = "
    zone Core
    firewall FW in Core
    party Vendor
    Vendor => FW C-01
";

#[test]
fn a_drawing_that_agrees_with_the_ledger_has_no_differences() {
    check(SOUND, |_| {}, &[]);
}

#[test]
fn gateways_and_connections_of_the_ledger_are_counted_as_drawn_or_not() {
    check_drawn(SOUND, |_| {}, (2, 2));
    check_drawn(
        SOUND,
        |d| {
            d.snapshot
                .connections
                .push(kept(Uuid::from_u128(900), connection("C-02", 2)))
        },
        (2, 3),
    );
    check_drawn(SOUND, |d| d.snapshot.edges.clear(), (1, 2));
    check_drawn(SOUND, |d| d.snapshot.nodes.clear(), (0, 2));
}

#[test]
fn a_connection_on_the_list_is_missed_on_the_drawing() {
    check(
        SOUND,
        |d| {
            d.snapshot
                .connections
                .push(kept(Uuid::from_u128(900), connection("C-02", 2)))
        },
        &["connection_not_drawn"],
    );
}

#[test]
fn a_gateway_on_the_ledger_is_missed_and_a_server_is_not() {
    check(
        SOUND,
        |d| {
            d.snapshot
                .assets
                .push(kept(Uuid::from_u128(901), asset(AssetKind::MobileRouter, "LTE")));
            d.snapshot
                .assets
                .push(kept(Uuid::from_u128(902), asset(AssetKind::Server, "S")));
        },
        &["gateway_not_drawn"],
    );
}

#[test]
fn a_line_whose_connection_is_gone_or_was_never_named_is_reported() {
    check(
        SOUND,
        |d| d.snapshot.connections.clear(),
        &["edge_without_connection"],
    );
    check(
        "zone Z\n firewall FW in Z\n party P\n P ~> FW x",
        |_| {},
        &["edge_without_connection"],
    );
}

#[test]
fn a_line_that_ends_on_another_device_than_the_list_says_is_reported() {
    check(
        SOUND,
        |d| {
            let other = Uuid::from_u128(903);
            d.snapshot.assets.push(kept(other, asset(AssetKind::Server, "S")));
            d.snapshot.connections[0].record.terminating_asset = Some(AssetId(other));
        },
        &["ends_elsewhere"],
    );
}

#[test]
fn what_points_at_nothing_is_reported() {
    check(SOUND, |d| d.snapshot.assets.clear(), &["node_without_asset"]);
    check(
        SOUND,
        |d| d.snapshot.nodes.retain(|n| n.record.asset.is_none()),
        &["connection_not_drawn", "gateway_not_drawn", "edge_without_end"],
    );
    check(
        SOUND,
        |d| d.snapshot.nodes[0].record.system = Some(junkai_core::SystemId(Uuid::from_u128(904))),
        &["node_without_system"],
    );
}
