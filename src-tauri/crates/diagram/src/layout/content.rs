//! What is written in a node, broken into lines, and how large the node must be for it.
//!
//! Invariant: no line is wider than the node, so nothing leaves its box whatever the ledger holds.

use super::{DETAIL_SIZE, TITLE_SIZE};
use crate::graph::Graph;
use crate::text::{clean, wrap};
use crate::words::Words;
use junkai_core::NodeId;
use junkai_core::drawing::{DiagramKind, NodeKind};
use std::collections::BTreeMap;

/// Distance from the edge of a node to its text.
pub(crate) const PAD_X: f64 = 6.0;
/// Distance above and below.
pub(crate) const PAD_Y: f64 = 5.0;
/// Height of a title line.
pub(crate) const TITLE_LINE: f64 = 10.5;
/// Height of a detail line.
pub(crate) const DETAIL_LINE: f64 = 9.0;
/// Width of parties outside.
pub(super) const PARTY_WIDTH: f64 = 134.0;

/// How a detail line is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineKind {
    /// A fact.
    Plain,
    /// A warning.
    Flag,
}

/// A detail line.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// What it says.
    pub text: String,
    /// How it is meant.
    pub kind: LineKind,
}

/// What is written in a node.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Content {
    /// Its name.
    pub title: Vec<String>,
    /// What stands below.
    pub lines: Vec<Line>,
}

impl Content {
    /// The height that it needs.
    pub fn height(&self) -> f64 {
        2.0 * PAD_Y + TITLE_LINE * self.title.len().max(1) as f64 + DETAIL_LINE * self.lines.len() as f64
    }
}

/// Width of nodes inside the hospital.
pub(super) fn node_width(kind: DiagramKind) -> f64 {
    match kind {
        DiagramKind::Network => 118.0,
        DiagramKind::Management => 144.0,
    }
}

/// What is written in each node but zones.
pub(super) fn contents(graph: &Graph, words: &Words) -> BTreeMap<NodeId, Content> {
    let mut ending: BTreeMap<NodeId, Vec<String>> = BTreeMap::new();
    for (id, _) in graph.edges().filter(|(id, _)| graph.is_external(*id)) {
        if let Some(ends) = graph.ends(id) {
            ending
                .entry(ends.inside)
                .or_default()
                .push(clean(&graph.edge_label(id)));
        }
    }
    for labels in ending.values_mut() {
        labels.retain(|label| !label.is_empty());
        labels.sort();
    }
    graph
        .nodes()
        .filter(|(_, node)| node.kind != NodeKind::Zone)
        .map(|(id, _)| {
            (
                id,
                content(graph, words, id, ending.get(&id).map_or(&[][..], Vec::as_slice)),
            )
        })
        .collect()
}

fn content(graph: &Graph, words: &Words, id: NodeId, ending: &[String]) -> Content {
    let outside = graph.is_outside(id);
    let width = if outside {
        PARTY_WIDTH
    } else {
        node_width(graph.kind())
    } - 2.0 * PAD_X;
    let mut content = Content {
        title: wrap(&graph.label(id), TITLE_SIZE, width, if outside { 2 } else { 3 }),
        lines: Vec::new(),
    };
    let mut say = |text: &str, lines: usize, kind: LineKind| {
        let broken = wrap(text, DETAIL_SIZE, width, lines);
        content
            .lines
            .extend(broken.into_iter().map(|text| Line { text, kind }));
    };
    if let Some(asset) = graph.asset(id) {
        let kind = words.asset_kind(asset.kind);
        // A server called server needs no second line to say so.
        if !asset.name.to_lowercase().contains(&kind.to_lowercase()) {
            say(kind, 1, LineKind::Plain);
        }
        say(asset.model.as_deref().unwrap_or_default(), 1, LineKind::Plain);
        let version = asset
            .version
            .as_ref()
            .map(|v| format!("{} {v}", words.mark.version));
        say(version.as_deref().unwrap_or_default(), 1, LineKind::Plain);
        say(asset.ip.as_deref().unwrap_or_default(), 1, LineKind::Plain);
        if asset.vendor_owned {
            say(&words.mark.vendor_owned, 1, LineKind::Flag);
        }
    } else if let Some(node) = graph.node(id) {
        let system = node.system.and_then(|s| graph.ledger().systems.get(&s));
        if let Some(system) = system.filter(|s| node.kind == NodeKind::System && s.terminals > 0) {
            let kind = words.asset_kind(junkai_core::inventory::AssetKind::Terminal);
            say(
                &format!("{kind} {}{}", system.terminals, words.mark.units),
                1,
                LineKind::Plain,
            );
        }
        if node.kind == NodeKind::Asset {
            say(&words.mark.unregistered, 1, LineKind::Flag);
        }
        if !outside {
            say(node.note.as_deref().unwrap_or_default(), 2, LineKind::Plain);
        }
    }
    if !ending.is_empty() {
        say(
            &format!("{} {}", words.mark.connections, ending.join(", ")),
            3,
            LineKind::Plain,
        );
    }
    content
}
