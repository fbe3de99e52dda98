//! Layouts of random hospitals: nothing overlaps, what was placed by hand stays, lines keep out of nodes.

use crate::build::{edge, empty, kept, node};
use crate::sample::{drawing_ids, hospital, take, words};
use junkai_core::drawing::{DiagramKind, EdgeKind, NodeKind};
use junkai_core::{NodeId, Snapshot};
use junkai_diagram::from_ledger::{management, network};
use junkai_diagram::graph::Graph;
use junkai_diagram::layout::{Layout, Rect, arrange};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// A hospital as numbers: members of each zone, parties, links between any two of them, places by hand.
#[derive(Clone, Debug)]
struct Plan {
    kind: DiagramKind,
    zones: Vec<usize>,
    loose: usize,
    parties: usize,
    links: Vec<(usize, usize)>,
    by_hand: Vec<(usize, f64, f64)>,
}

fn plans() -> impl Strategy<Value = Plan> {
    let kind = prop_oneof![4 => Just(DiagramKind::Network), 1 => Just(DiagramKind::Management)];
    (
        kind,
        proptest::collection::vec(0..14_usize, 0..9),
        0..6_usize,
        0..12_usize,
    )
        .prop_flat_map(|(kind, zones, loose, parties)| {
            let all = (zones.iter().sum::<usize>() + zones.len() + loose + parties).max(1);
            let links = proptest::collection::vec((0..all, 0..all), 0..50);
            let by_hand = proptest::collection::vec((0..all, 0.0..500.0, 0.0..500.0), 0..4);
            (
                Just(kind),
                Just(zones),
                Just(loose),
                Just(parties),
                links,
                by_hand,
            )
                .prop_map(|(kind, zones, loose, parties, links, by_hand)| Plan {
                    kind,
                    zones,
                    loose,
                    parties,
                    links,
                    by_hand,
                })
        })
}

fn built(plan: &Plan) -> (Snapshot, BTreeSet<NodeId>) {
    let mut snapshot = empty();
    let mut next = 0_u128;
    let mut add = |kind: NodeKind, zone: Option<NodeId>| {
        next += 1;
        let mut record = node(plan.kind, kind, &format!("機器 {next}"));
        record.zone = zone;
        snapshot.nodes.push(kept(Uuid::from_u128(next), record));
        NodeId(Uuid::from_u128(next))
    };
    let inside = if plan.kind == DiagramKind::Network {
        NodeKind::System
    } else {
        NodeKind::Role
    };
    for members in &plan.zones {
        let zone = add(NodeKind::Zone, None);
        for _ in 0..*members {
            add(inside, Some(zone));
        }
    }
    for _ in 0..plan.loose {
        add(inside, None);
    }
    for _ in 0..plan.parties {
        add(NodeKind::ExternalParty, None);
    }
    let count = snapshot.nodes.len();
    let mut by_hand = BTreeSet::new();
    for (at, x, y) in plan.by_hand.iter().filter(|(at, ..)| *at < count) {
        let kept = &mut snapshot.nodes[*at];
        (kept.record.x, kept.record.y) = (Some(x + 20.0), Some(y + 30.0));
        by_hand.insert(NodeId(kept.id));
    }
    for (i, (a, b)) in plan
        .links
        .iter()
        .filter(|(a, b)| *a < count && *b < count)
        .enumerate()
    {
        let (from, to) = (&snapshot.nodes[*a], &snapshot.nodes[*b]);
        let outside = |n: &junkai_core::record::Kept<_>| {
            let n: &junkai_core::drawing::DiagramNode = &n.record;
            n.kind == NodeKind::ExternalParty
        };
        let kind = if outside(from) != outside(to) {
            EdgeKind::ExternalConnection
        } else {
            EdgeKind::Link
        };
        let record = edge(plan.kind, kind, NodeId(from.id), NodeId(to.id));
        snapshot
            .edges
            .push(kept(Uuid::from_u128(10_000 + i as u128), record));
    }
    (snapshot, by_hand)
}

/// Whether two nodes may cover each other: a zone its own members, and what a person put there.
fn may_overlap(graph: &Graph, by_hand: &BTreeSet<NodeId>, a: NodeId, b: NodeId) -> bool {
    let moved =
        |id: NodeId| by_hand.contains(&id) || graph.zone_of(id).is_some_and(|zone| by_hand.contains(&zone));
    graph.zone_of(a) == Some(b) || graph.zone_of(b) == Some(a) || moved(a) && moved(b)
}

fn check(graph: &Graph, by_hand: &BTreeSet<NodeId>, layout: &Layout) -> Result<(), TestCaseError> {
    prop_assert_eq!(
        layout.nodes.len(),
        graph.nodes().count(),
        "every node has a place"
    );
    let nodes: Vec<(&NodeId, &Rect)> = layout.nodes.iter().collect();
    for (i, (a, first)) in nodes.iter().enumerate() {
        for (b, second) in &nodes[i + 1..] {
            if !may_overlap(graph, by_hand, **a, **b) {
                prop_assert!(
                    !first.overlaps(second),
                    "{a} at {first:?} and {b} at {second:?} stand apart"
                );
            }
        }
    }
    for (id, node) in graph.nodes() {
        let place = layout.nodes[&id];
        if let Some(zone) = graph.zone_of(id) {
            prop_assert!(layout.nodes[&zone].holds(&place), "a zone holds its members");
        }
        if let Some((x, y)) = node.x.zip(node.y) {
            let corner = graph
                .zone_of(id)
                .map_or((0.0, 0.0), |zone| (layout.nodes[&zone].x, layout.nodes[&zone].y));
            let there = (place.x - corner.0 - x).abs() < 1e-6 && (place.y - corner.1 - y).abs() < 1e-6;
            prop_assert!(
                there,
                "what was placed by hand stays at {x}, {y}: {place:?} from {corner:?}"
            );
        }
    }
    let drawn: BTreeSet<_> = layout
        .routes
        .iter()
        .flat_map(|route| &route.edges)
        .copied()
        .collect();
    for (id, edge) in graph.edges() {
        let contained =
            graph.zone_of(edge.from) == Some(edge.to) || graph.zone_of(edge.to) == Some(edge.from);
        let moved = by_hand.contains(&edge.from) || by_hand.contains(&edge.to);
        prop_assert!(
            drawn.contains(&id) || edge.from == edge.to || contained || moved,
            "edge {id} has a line"
        );
    }
    Ok(())
}

/// Lines touch no node but those at their ends.
fn check_lines(graph: &Graph, layout: &Layout) {
    for route in &layout.routes {
        let ends: BTreeSet<NodeId> = route
            .edges
            .iter()
            .filter_map(|id| graph.edge(*id))
            .flat_map(|edge| [edge.from, edge.to])
            .collect();
        for pair in route.points.windows(2) {
            let (a, b) = (pair[0], pair[1]);
            let line =
                Rect::new(a.0.min(b.0), a.1.min(b.1), (a.0 - b.0).abs(), (a.1 - b.1).abs()).grown(0.01);
            for (id, place) in &layout.nodes {
                let zone = graph.node(*id).is_some_and(|node| node.kind == NodeKind::Zone);
                let inner = place.grown(-1.0);
                assert!(
                    zone || ends.contains(id) || !line.overlaps(&inner),
                    "{a:?}-{b:?} keeps out of {place:?}"
                );
            }
        }
    }
}

/// Lines of edges that share no node never run on top of each other.
fn check_apart(graph: &Graph, layout: &Layout) {
    let mut levels: BTreeMap<i64, Vec<(f64, f64, usize)>> = BTreeMap::new();
    for (i, route) in layout.routes.iter().enumerate() {
        for pair in route.points.windows(2).filter(|p| (p[0].1 - p[1].1).abs() < 1e-6) {
            let key = (pair[0].1 * 100.0).round() as i64;
            levels
                .entry(key)
                .or_default()
                .push((pair[0].0.min(pair[1].0), pair[0].0.max(pair[1].0), i));
        }
    }
    let ends = |i: usize| -> BTreeSet<NodeId> {
        layout.routes[i]
            .edges
            .iter()
            .filter_map(|id| graph.edge(*id))
            .flat_map(|e| [e.from, e.to])
            .collect()
    };
    for segments in levels.values() {
        for (n, a) in segments.iter().enumerate() {
            for b in &segments[n + 1..] {
                let apart = a.1 <= b.0 + 1e-6 || b.1 <= a.0 + 1e-6;
                assert!(
                    apart || !ends(a.2).is_disjoint(&ends(b.2)),
                    "{a:?} and {b:?} do not look like one line"
                );
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 160, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_overlaps_and_what_was_placed_stays(plan in plans()) {
        let (snapshot, by_hand) = built(&plan);
        let graph = Graph::of(&snapshot, plan.kind);
        let layout = arrange(&graph, &words());
        check(&graph, &by_hand, &layout)?;
        prop_assert_eq!(&layout, &arrange(&graph, &words()), "the same drawing gives the same layout");
    }
}

fn sample(kind: DiagramKind) -> Graph {
    let mut snapshot = hospital();
    let mut ids = drawing_ids();
    let overview = network(&snapshot, &words(), &mut ids);
    let structure = management(&snapshot, &words(), &mut ids);
    take(&mut snapshot, &overview);
    take(&mut snapshot, &structure);
    Graph::of(&snapshot, kind)
}

#[test]
fn lines_of_the_sample_keep_out_of_nodes_and_of_each_other() {
    for kind in [DiagramKind::Network, DiagramKind::Management] {
        let graph = sample(kind);
        let layout = arrange(&graph, &words());
        check(&graph, &BTreeSet::new(), &layout).expect("nothing overlaps in the sample");
        check_lines(&graph, &layout);
        check_apart(&graph, &layout);
    }
}

#[test]
fn tags_stand_apart_from_each_other_and_from_nodes() {
    let graph = sample(DiagramKind::Network);
    let layout = arrange(&graph, &words());
    let tags: Vec<&Rect> = layout.tags.values().map(|tag| &tag.rect).collect();
    assert_eq!(tags.len(), 30, "every connection has a tag");
    for (i, tag) in tags.iter().enumerate() {
        assert!(
            tags[i + 1..].iter().all(|other| !tag.overlaps(other)),
            "tags stand apart"
        );
        assert!(
            layout.nodes.values().all(|node| !tag.overlaps(node)),
            "tags cover no node"
        );
    }
}

#[test]
fn a_node_moved_in_its_zone_leaves_the_others_where_they_were() {
    let plan = Plan {
        kind: DiagramKind::Network,
        zones: vec![9],
        loose: 0,
        parties: 0,
        links: Vec::new(),
        by_hand: vec![(5, 600.0, 300.0)],
    };
    let (mut snapshot, _) = built(&plan);
    let moved = arrange(&Graph::of(&snapshot, plan.kind), &words());
    (snapshot.nodes[5].record.x, snapshot.nodes[5].record.y) = (Some(620.0), Some(350.0));
    let again = arrange(&Graph::of(&snapshot, plan.kind), &words());
    for kept in snapshot
        .nodes
        .iter()
        .skip(1)
        .filter(|n| n.id != snapshot.nodes[5].id)
    {
        let id = NodeId(kept.id);
        assert_eq!(moved.nodes[&id], again.nodes[&id], "its neighbours do not jump");
    }
}

#[test]
fn a_thousand_nodes_in_one_zone_are_laid_out_in_a_grid() {
    let links = (0..900).map(|n| (n + 1, n / 3 + 1)).collect();
    let plan = Plan {
        kind: DiagramKind::Network,
        zones: vec![1000],
        loose: 0,
        parties: 300,
        links,
        by_hand: Vec::new(),
    };
    let (snapshot, by_hand) = built(&plan);
    let graph = Graph::of(&snapshot, plan.kind);
    check(&graph, &by_hand, &arrange(&graph, &words())).expect("nothing overlaps among a thousand nodes");
}
