//! Edits and their inverses.

use crate::build::{draw, edge, node};
use junkai_core::drawing::{DiagramKind, EdgeKind, NodeKind};
use junkai_core::{EdgeId, NodeId};
use junkai_diagram::edit::{Change, Edit, Error, apply, commit};
use junkai_diagram::graph::Graph;
use proptest::prelude::*;
use uuid::Uuid;

const NETWORK: &str = "
    zone A
    zone B
    firewall FW in A
    switch SW in A
    server S in B
    party P
    FW -- SW
    SW -- B
    P => FW C-01
";

fn graph() -> Graph {
    Graph::of(
        &draw(DiagramKind::Network, NETWORK).snapshot,
        DiagramKind::Network,
    )
}

fn names() -> std::collections::BTreeMap<String, NodeId> {
    draw(DiagramKind::Network, NETWORK).names
}

/// Small ids, so that random edits often meet something.
fn any_node() -> impl Strategy<Value = NodeId> {
    (0..16_u128).prop_map(|n| NodeId(Uuid::from_u128(n)))
}

fn any_edge() -> impl Strategy<Value = EdgeId> {
    (0..24_u128).prop_map(|n| EdgeId(Uuid::from_u128(n)))
}

fn any_edit() -> impl Strategy<Value = Edit> {
    let kind = prop_oneof![
        Just(NodeKind::Zone),
        Just(NodeKind::System),
        Just(NodeKind::ExternalParty)
    ];
    let add = (any_node(), kind, proptest::option::of(any_node())).prop_map(|(id, kind, zone)| {
        let mut node = node(DiagramKind::Network, kind, "new");
        node.zone = zone;
        Edit::AddNode { id, node }
    });
    let connect = (any_edge(), any_node(), any_node()).prop_map(|(id, a, b)| Edit::Connect {
        id,
        edge: edge(DiagramKind::Network, EdgeKind::Link, a, b),
    });
    let single = prop_oneof![
        add,
        connect,
        any_node().prop_map(|id| Edit::RemoveNode { id }),
        any_edge().prop_map(|id| Edit::Disconnect { id }),
        (any_node(), proptest::option::of((-50..900_i32, 0..900_i32))).prop_map(|(id, place)| Edit::Move {
            id,
            place: place.map(|(x, y)| (x.into(), y.into()))
        }),
        (any_node(), proptest::option::of("[a-z ]{0,5}")).prop_map(|(id, label)| Edit::Rename { id, label }),
        (any_edge(), proptest::option::of("[a-z]{0,5}"))
            .prop_map(|(id, label)| Edit::RenameEdge { id, label }),
        (any_node(), proptest::option::of(any_node())).prop_map(|(id, zone)| Edit::PutInZone { id, zone }),
    ];
    single.prop_recursive(2, 8, 4, |inner| {
        proptest::collection::vec(inner, 0..4).prop_map(|edits| Edit::All { edits })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn undoing_all_edits_restores_the_drawing(edits in proptest::collection::vec(any_edit(), 1..12)) {
        let before = graph();
        let mut now = before.clone();
        let mut undo: Vec<(Graph, Change)> = Vec::new();
        for edit in &edits {
            let kept = now.clone();
            match apply(&mut now, edit) {
                Ok(inverse) => undo.push((kept, inverse)),
                Err(_) => prop_assert_eq!(&now, &kept, "a refused edit changes nothing"),
            }
        }
        let after = now.clone();
        let mut redo = Vec::new();
        while let Some((earlier, inverse)) = undo.pop() {
            redo.push(commit(&mut now, &inverse));
            prop_assert_eq!(&now, &earlier, "each inverse restores what was there");
        }
        prop_assert_eq!(&now, &before, "all inverses together restore the beginning");
        while let Some(change) = redo.pop() {
            commit(&mut now, &change);
        }
        prop_assert_eq!(&now, &after, "the inverses of the inverses bring everything back");
    }

    #[test]
    fn edits_and_changes_survive_being_stored(edit in any_edit()) {
        let text = serde_json::to_string(&edit).expect("edits can be written");
        let back: Edit = serde_json::from_str(&text).expect("edits can be read");
        prop_assert_eq!(back, edit.clone(), "an edit read is the edit written");
        if let Ok(inverse) = apply(&mut graph(), &edit) {
            let text = serde_json::to_string(&inverse).expect("changes can be written");
            let back: Change = serde_json::from_str(&text).expect("changes can be read");
            prop_assert_eq!(back, inverse, "a change read is the change written");
        }
    }
}

#[test]
fn removing_a_zone_frees_its_members_and_takes_its_lines_along() {
    let (mut graph, names) = (graph(), names());
    let before = graph.clone();
    let inverse = apply(&mut graph, &Edit::RemoveNode { id: names["B"] }).expect("a zone can be removed");
    assert_eq!(
        graph.zone_of(names["S"]),
        None,
        "the server stands in no zone now"
    );
    assert_eq!(
        graph.edges_at(names["SW"]).len(),
        1,
        "the line to the zone went with it"
    );
    commit(&mut graph, &inverse);
    assert_eq!(graph, before, "zone, membership and line are back");
}

#[test]
fn edits_that_make_no_sense_are_refused() {
    let (mut graph, names) = (graph(), names());
    let nowhere = NodeId(Uuid::from_u128(999));
    let new = EdgeId(Uuid::from_u128(998));
    let link = |a, b| edge(DiagramKind::Network, EdgeKind::Link, a, b);
    let other = node(DiagramKind::Management, NodeKind::Role, "R");
    let cases = [
        (Edit::RemoveNode { id: nowhere }, Error::NoSuchNode(nowhere)),
        (
            Edit::Connect {
                id: new,
                edge: link(names["FW"], nowhere),
            },
            Error::NoSuchNode(nowhere),
        ),
        (Edit::Disconnect { id: new }, Error::NoSuchEdge(new)),
        (
            Edit::PutInZone {
                id: names["S"],
                zone: Some(names["FW"]),
            },
            Error::NotAZone(names["FW"]),
        ),
        (
            Edit::PutInZone {
                id: names["A"],
                zone: Some(names["B"]),
            },
            Error::ZoneInZone(names["A"]),
        ),
        (
            Edit::AddNode {
                id: nowhere,
                node: other.clone(),
            },
            Error::OtherDrawing,
        ),
        (
            Edit::AddNode {
                id: names["S"],
                node: other,
            },
            Error::IdTaken(names["S"].0),
        ),
        (
            Edit::Rename {
                id: names["P"],
                label: None,
            },
            Error::Invalid("label".into()),
        ),
        (
            Edit::Move {
                id: names["P"],
                place: Some((f64::NAN, 0.0)),
            },
            Error::Invalid("x".into()),
        ),
    ];
    for (edit, expected) in cases {
        assert_eq!(apply(&mut graph, &edit), Err(expected), "{edit:?} is refused");
    }
}

#[test]
fn a_list_of_edits_of_which_one_fails_changes_nothing() {
    let (mut graph, names) = (graph(), names());
    let before = graph.clone();
    let edits = vec![
        Edit::RemoveNode { id: names["FW"] },
        Edit::Rename {
            id: names["P"],
            label: Some("Q".into()),
        },
        Edit::RemoveNode { id: names["FW"] },
    ];
    let refused = apply(&mut graph, &Edit::All { edits });
    assert_eq!(
        refused,
        Err(Error::NoSuchNode(names["FW"])),
        "what is gone cannot be removed again"
    );
    assert_eq!(graph, before, "the first two edits were taken back");
}

#[test]
fn a_line_that_waits_for_its_end_comes_back_with_it() {
    let mut drawn = draw(DiagramKind::Network, NETWORK);
    let lost = drawn.snapshot.nodes.pop().expect("the last node is the party");
    let mut graph = Graph::of(&drawn.snapshot, DiagramKind::Network);
    assert_eq!(
        graph.loose().count(),
        1,
        "the external line has lost its outer end"
    );
    apply(
        &mut graph,
        &Edit::AddNode {
            id: NodeId(lost.id),
            node: lost.record,
        },
    )
    .expect("the party can be added");
    assert_eq!(graph.loose().count(), 0, "the line found its end");
}
