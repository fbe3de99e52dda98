//! The legend: only what occurs on the drawing, each with a sample.
//!
//! Invariant: entries flow in lines as wide as the sheet, so the legend is never wider than the drawing.

use super::style::{self, ALARM, ALARM_FILL, GREY, INK};
use super::{marker, node_box};
use crate::graph::Graph;
use crate::layout::{Layout, Rect};
use crate::rules::DrawingProblem;
use crate::scene::{Anchor, Item, Stroke};
use crate::text;
use crate::words::Words;
use junkai_core::connection::LineKind;
use junkai_core::drawing::EdgeKind;
use junkai_core::record::Choice;
use std::collections::BTreeSet;

const SIZE: f64 = 8.0;
const LINE: f64 = 16.0;
const SAMPLE: f64 = 30.0;

enum Sample {
    Stroke(Stroke),
    Node(style::NodeLook),
    Tag,
    Number,
}

/// Draws the legend below `y`, and gives back where it ends.
pub(super) fn draw(
    graph: &Graph,
    layout: &Layout,
    words: &Words,
    problems: &[DrawingProblem],
    (x, y, width): (f64, f64, f64),
    items: &mut Vec<Item>,
) -> f64 {
    let entries = entries(graph, layout, words, problems);
    if entries.is_empty() {
        return y;
    }
    let heading = text::fit(&words.mark.legend, SIZE, width / 4.0);
    let indent = x + text::width(&heading, SIZE) + 18.0;
    items.push(Item::Text {
        x,
        y: y + 11.0,
        size: SIZE,
        bold: true,
        anchor: Anchor::Start,
        color: INK,
        text: heading,
    });
    let (mut at, mut top) = (indent, y);
    for (sample, label) in entries {
        let label = text::fit(&label, SIZE, (x + width - indent - SAMPLE - 6.0).max(SIZE * 2.0));
        let need = SAMPLE + 6.0 + text::width(&label, SIZE) + 20.0;
        if at > indent && at + need > x + width {
            (at, top) = (indent, top + LINE);
        }
        draw_sample(&sample, at, top, items);
        items.push(Item::Text {
            x: at + SAMPLE + 6.0,
            y: top + 11.0,
            size: SIZE,
            bold: false,
            anchor: Anchor::Start,
            color: INK,
            text: label,
        });
        at += need;
    }
    top + LINE
}

fn entries(
    graph: &Graph,
    layout: &Layout,
    words: &Words,
    problems: &[DrawingProblem],
) -> Vec<(Sample, String)> {
    let mut entries = Vec::new();
    let lines: BTreeSet<LineKind> = graph
        .edges()
        .filter_map(|(id, _)| graph.connection(id))
        .map(|connection| connection.line)
        .collect();
    let kinds: BTreeSet<EdgeKind> = graph
        .edges()
        .filter(|(id, _)| graph.connection(*id).is_none())
        .map(|(_, edge)| edge.kind)
        .collect();
    for kind in EdgeKind::ALL.iter().filter(|kind| kinds.contains(kind)) {
        entries.push((
            Sample::Stroke(style::edge_kind(*kind)),
            words.edge_kind(*kind).to_owned(),
        ));
    }
    for kind in LineKind::ALL.iter().filter(|kind| lines.contains(kind)) {
        entries.push((
            Sample::Stroke(style::line(*kind)),
            words.line_kind(*kind).to_owned(),
        ));
    }
    let mark = &words.mark;
    if layout
        .routes
        .iter()
        .any(|r| r.edges.len() > 1 && style::shared(graph, &r.edges) == style::TRUNK)
    {
        entries.push((Sample::Stroke(style::TRUNK), mark.trunk.clone()));
    }
    if graph
        .edges()
        .any(|(id, _)| graph.connection(id).is_some_and(|c| c.unknown_to_manager))
    {
        entries.push((Sample::Tag, mark.unknown_to_manager.clone()));
    }
    if graph
        .nodes()
        .any(|(id, _)| graph.asset(id).is_some_and(|a| a.vendor_owned))
    {
        entries.push((Sample::Node(style::vendor_look()), mark.vendor_owned.clone()));
    }
    if graph.nodes().any(|(id, _)| graph.is_unregistered(id)) {
        entries.push((
            Sample::Node(style::unregistered_look()),
            mark.unregistered.clone(),
        ));
    }
    if !problems.is_empty() {
        entries.push((Sample::Number, mark.problem.clone()));
    }
    entries
}

fn draw_sample(sample: &Sample, x: f64, y: f64, items: &mut Vec<Item>) {
    let middle = y + 8.0;
    match sample {
        Sample::Stroke(stroke) => items.push(Item::Line {
            points: vec![(x, middle), (x + SAMPLE, middle)],
            stroke: *stroke,
            arrow: false,
        }),
        Sample::Node(look) => node_box(&Rect::new(x + 2.0, middle - 5.0, SAMPLE - 4.0, 10.0), look, items),
        Sample::Tag => items.push(Item::Rect {
            x: x + 2.0,
            y: middle - 5.0,
            w: SAMPLE - 4.0,
            h: 10.0,
            radius: 2.0,
            fill: Some(ALARM_FILL),
            stroke: Some(style::solid(ALARM, 1.0)),
        }),
        Sample::Number => {
            items.push(Item::Line {
                points: vec![(x, middle), (x + SAMPLE, middle)],
                stroke: style::solid(GREY, 0.5),
                arrow: false,
            });
            marker((x + SAMPLE / 2.0, middle), 1, items);
        }
    }
}
