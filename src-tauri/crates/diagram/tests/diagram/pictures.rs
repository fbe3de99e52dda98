//! The pictures of a hospital of ordinary size. They are written to `target/tmp/diagram`, where a person can open
//! them; the tests check what a machine can see: nothing overlaps, every line and every text is there.

use crate::sample::{drawing_ids, hospital, take, words};
use junkai_core::Snapshot;
use junkai_core::drawing::DiagramKind;
use junkai_diagram::from_ledger::{management, network};
use junkai_diagram::graph::Graph;
use junkai_diagram::scene::{Anchor, Item, Scene};
use junkai_diagram::{layout, render, rules, svg, text};
use std::path::PathBuf;

fn drawn() -> Snapshot {
    let mut snapshot = hospital();
    let mut ids = drawing_ids();
    let overview = network(&snapshot, &words(), &mut ids);
    let structure = management(&snapshot, &words(), &mut ids);
    take(&mut snapshot, &overview);
    take(&mut snapshot, &structure);
    snapshot
}

pub(crate) fn write(name: &str, text: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("diagram");
    std::fs::create_dir_all(&folder).expect("the target folder can be written");
    let path = folder.join(name);
    std::fs::write(&path, text).expect("the target folder can be written");
    path
}

#[test]
fn both_pictures_of_the_hospital_are_drawn() {
    let snapshot = drawn();
    for (kind, name) in [
        (DiagramKind::Network, "network.svg"),
        (DiagramKind::Management, "management.svg"),
    ] {
        let graph = Graph::of(&snapshot, kind);
        let scene = render::draw(&graph, &words());
        write(name, &svg::write(&scene, name, name));
        check_texts(&scene);
        let tags = graph.edges().filter(|(id, _)| graph.is_external(*id)).count();
        let labels = texts(&scene).filter(|text| text.starts_with("C-")).count();
        assert!(labels >= tags, "every external connection carries its label");
    }
}

fn texts(scene: &Scene) -> impl Iterator<Item = &str> {
    scene.items.iter().filter_map(|item| match item {
        Item::Text { text, .. } => Some(text.as_str()),
        _ => None,
    })
}

/// No text leaves the sheet.
fn check_texts(scene: &Scene) {
    for item in &scene.items {
        let Item::Text {
            x,
            y,
            size,
            anchor,
            text,
            ..
        } = item
        else {
            continue;
        };
        let width = text::width(text, *size);
        let left = match anchor {
            Anchor::Start => *x,
            Anchor::Middle => x - width / 2.0,
            Anchor::End => x - width,
        };
        assert!(
            left >= 0.0 && left + width <= scene.width,
            "{text:?} stays on the sheet from side to side"
        );
        assert!(
            *y >= *size && *y <= scene.height,
            "{text:?} stays on the sheet from top to bottom"
        );
    }
}

#[test]
fn the_same_drawing_gives_the_same_bytes() {
    let (first, second) = (drawn(), drawn());
    for kind in [DiagramKind::Network, DiagramKind::Management] {
        let one = svg::write(&render::draw(&Graph::of(&first, kind), &words()), "t", "d");
        let other = svg::write(&render::draw(&Graph::of(&second, kind), &words()), "t", "d");
        assert_eq!(one, other, "nothing in a drawing depends on the run");
    }
}

#[test]
fn every_problem_has_its_number_on_the_picture() {
    let graph = Graph::of(&drawn(), DiagramKind::Network);
    let problems = rules::check(&graph);
    assert!(
        !problems.is_empty(),
        "the hospital has lines that end on no gateway"
    );
    let layout = layout::arrange(&graph, &words());
    let scene = render::scene(&graph, &layout, &words(), &problems);
    for problem in &problems {
        let number = problem.number.to_string();
        assert!(
            texts(&scene).any(|text| text == number),
            "number {number} stands on the picture"
        );
    }
}

/// A hospital of the largest size: a thousand assets and three hundred connections.
fn large() -> Snapshot {
    let mut snapshot = hospital();
    let (assets, connections, systems) = (
        snapshot.assets.clone(),
        snapshot.connections.clone(),
        snapshot.systems.len() as u128,
    );
    let mut next = 0x10_0000_u128;
    let mut id = || {
        next += 1;
        uuid::Uuid::from_u128(next)
    };
    for copy in 2..=10 {
        let mut moved = std::collections::BTreeMap::new();
        for asset in assets.iter().filter(|_| systems > 0) {
            let mut asset = asset.clone();
            let new = id();
            moved.insert(asset.id, new);
            asset.id = new;
            asset.record.name = format!("{} {copy}号館", asset.record.name);
            asset.record.department = asset.record.department.map(|d| format!("{d} {}病院棟", copy / 2));
            snapshot.assets.push(asset);
        }
        for (connection, n) in connections.iter().zip(1..) {
            let mut connection = connection.clone();
            connection.id = id();
            connection.record.label = format!("C-{:03}", (copy - 1) * 30 + n);
            let party = connection
                .record
                .counterpart
                .clone()
                .map(|c| format!("{c} 第{}拠点", copy % 4));
            connection.record.counterpart = party;
            let end = connection.record.terminating_asset.and_then(|a| moved.get(&a.0));
            connection.record.terminating_asset = end.map(|a| junkai_core::AssetId(*a));
            snapshot.connections.push(connection);
        }
    }
    snapshot.sort();
    snapshot
}

#[test]
fn a_thousand_assets_and_three_hundred_lines_are_drawn() {
    let mut snapshot = large();
    let proposal = network(&snapshot, &words(), &mut drawing_ids());
    take(&mut snapshot, &proposal);
    let graph = Graph::of(&snapshot, DiagramKind::Network);
    let scene = render::draw(&graph, &words());
    write("large.svg", &svg::write(&scene, "large", "large"));
    check_texts(&scene);
    let labels = texts(&scene).filter(|text| text.starts_with("C-")).count();
    assert!(
        labels >= 300,
        "every one of three hundred connections carries its label"
    );
}

#[test]
fn a_drawing_that_somebody_rearranged_is_drawn() {
    let mut snapshot = drawn();
    let graph = Graph::of(&snapshot, DiagramKind::Network);
    let find = |label: &str| {
        graph
            .nodes()
            .map(|(id, _)| id)
            .find(|id| graph.label(*id) == label)
    };
    for (label, x, y) in [
        ("CT 64列", 150.0, 210.0),
        ("薬剤部門", 1320.0, 60.0),
        ("給与計算クラウド", 60.0, 20.0),
        ("PACSサーバ2", 420.0, 40.0),
    ] {
        let id = find(label).expect("the sample has this node");
        let kept = snapshot
            .nodes
            .iter_mut()
            .find(|n| n.id == id.0)
            .expect("the node has a record");
        (kept.record.x, kept.record.y) = (Some(x), Some(y));
    }
    let scene = render::draw(&Graph::of(&snapshot, DiagramKind::Network), &words());
    write("by-hand.svg", &svg::write(&scene, "by hand", "by hand"));
    check_texts(&scene);
}

#[test]
fn the_parts_of_an_editor_are_the_items_of_the_picture() {
    let snapshot = drawn();
    let graph = Graph::of(&snapshot, DiagramKind::Network);
    let placed = layout::arrange(&graph, &words());
    let problems = rules::check(&graph);
    let parts = render::parts(&graph, &placed, &words(), &problems);
    let scene = render::scene(&graph, &placed, &words(), &problems);
    let said = |items: &[Item]| -> Vec<String> {
        items
            .iter()
            .filter_map(|item| match item {
                Item::Text { text, .. } => Some(text.clone()),
                _ => None,
            })
            .collect()
    };
    let items: Vec<Item> = parts.iter().flat_map(|part| part.items.clone()).collect();
    let on_paper = said(&scene.items);
    assert!(
        on_paper.starts_with(&said(&items)),
        "the same words in the same order; the legend follows"
    );
    for (id, _) in graph.nodes() {
        let own = parts
            .iter()
            .filter(|part| part.owner == render::Owner::Node(id))
            .count();
        assert!(own > 0, "every node has a part that can be taken hold of");
    }
    for (id, _) in graph.edges() {
        let own = parts
            .iter()
            .any(|part| matches!(&part.owner, render::Owner::Edges(ids) if ids.contains(&id)));
        assert!(own, "every edge has a part that can be pressed");
    }
}
