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

pub fn write(name: &str, text: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("diagram");
    std::fs::create_dir_all(&folder).expect("the target folder can be written");
    let path = folder.join(name);
    std::fs::write(&path, text).expect("the target folder can be written");
    path
}

#[test]
fn both_pictures_of_the_hospital_are_drawn() {
    let snapshot = drawn();
    for (kind, name) in
        [(DiagramKind::Network, "network.svg"), (DiagramKind::Management, "management.svg")]
    {
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
        let Item::Text { x, y, size, anchor, text, .. } = item else { continue };
        let width = text::width(text, *size);
        let left = match anchor {
            Anchor::Start => *x,
            Anchor::Middle => x - width / 2.0,
            Anchor::End => x - width,
        };
        assert!(left >= 0.0 && left + width <= scene.width, "{text:?} stays on the sheet from side to side");
        assert!(*y >= *size && *y <= scene.height, "{text:?} stays on the sheet from top to bottom");
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
    assert!(!problems.is_empty(), "the hospital has lines that end on no gateway");
    let layout = layout::arrange(&graph, &words());
    let scene = render::scene(&graph, &layout, &words(), &problems);
    for problem in &problems {
        let number = problem.number.to_string();
        assert!(texts(&scene).any(|text| text == number), "number {number} stands on the picture");
    }
}
