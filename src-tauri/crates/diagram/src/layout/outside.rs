//! The columns of parties outside the hospital.
//!
//! Invariant: parties of one category stand together under its heading; every edge has a height of its own at its
//! party, so that tags never touch; and both columns are about equally high. Deliberately absent: parties that were
//! placed by hand, which stand where they were put.

use super::content::{Content, PAD_Y, PARTY_WIDTH};
use super::geometry::{Rect, Side, on_lattice};
use super::{Group, HEADING_SIZE, Layout};
use crate::graph::Graph;
use crate::text::wrap;
use crate::words::Words;
use junkai_core::drawing::{DiagramKind, NodeKind};
use junkai_core::{EdgeId, NodeId};
use std::collections::BTreeMap;

const PORT: f64 = 12.0;
const PAD: f64 = 6.0;
const HEADING_LINE: f64 = 12.0;
/// Width of a group box.
pub(super) const GROUP_WIDTH: f64 = PARTY_WIDTH + 2.0 * PAD;

/// Under which heading a party stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Heading {
    Authorities,
    Category(u8),
    Contractors,
    Others,
}

/// A party with the edges that leave it towards the hospital.
#[derive(Clone, Debug)]
pub(super) struct Party {
    pub(super) node: NodeId,
    pub(super) edges: Vec<EdgeId>,
    h: f64,
}

#[derive(Clone, Debug)]
struct Box {
    heading: Heading,
    lines: Vec<String>,
    parties: Vec<Party>,
}

impl Box {
    fn height(&self) -> f64 {
        let parties: f64 = self.parties.iter().map(|party| party.h + PAD).sum();
        self.lines.len() as f64 * HEADING_LINE + PAD + parties
    }
}

/// Both columns, before anything has a place.
#[derive(Clone, Debug, Default)]
pub(super) struct Outside {
    left: Vec<Box>,
    right: Vec<Box>,
}

impl Outside {
    /// Sorts the parties into columns. `order` says how far down the hospital the other end of a party stands.
    pub(super) fn of(
        graph: &Graph,
        words: &Words,
        contents: &BTreeMap<NodeId, Content>,
        order: impl Fn(NodeId) -> usize,
    ) -> Self {
        let mut boxes: BTreeMap<Heading, Vec<(usize, NodeId, Party)>> = BTreeMap::new();
        for (id, node) in graph.nodes() {
            if !graph.is_outside(id) || node.x.is_some() && node.y.is_some() || graph.zone_of(id).is_some() {
                continue;
            }
            let mut edges: Vec<EdgeId> = graph
                .edges_at(id)
                .into_iter()
                .filter(|edge| graph.ends(*edge).is_some())
                .collect();
            let near = |edge: &EdgeId| graph.ends(*edge).map_or(usize::MAX, |ends| order(ends.inside));
            edges.sort_by_key(|edge| (near(edge), graph.edge_label(*edge), *edge));
            let h = height(contents.get(&id), edges.len());
            let first = edges.first().map_or(usize::MAX, near);
            let party = Party { node: id, edges, h };
            boxes
                .entry(heading(graph, &party, node.kind))
                .or_default()
                .push((first, id, party));
        }
        let mut made: Vec<Box> = Vec::new();
        for (heading, mut parties) in boxes {
            parties.sort_by_key(|(order, id, _)| (*order, *id));
            let lines = wrap(&text(heading, words), HEADING_SIZE - 1.0, PARTY_WIDTH, 2);
            made.push(Box {
                heading,
                lines,
                parties: parties.into_iter().map(|(_, _, party)| party).collect(),
            });
        }
        match graph.kind() {
            DiagramKind::Management => {
                let (left, right) = made.into_iter().partition(|b| b.heading == Heading::Authorities);
                Self { left, right }
            }
            DiagramKind::Network => balanced(made),
        }
    }

    /// Parties on a side, from top to bottom.
    pub(super) fn parties(&self, side: Side) -> impl Iterator<Item = &Party> {
        self.side(side).iter().flat_map(|b| &b.parties)
    }

    /// Height of a column.
    pub(super) fn height(&self, side: Side) -> f64 {
        self.side(side).iter().map(|b| b.height() + 2.0 * PAD).sum()
    }

    fn side(&self, side: Side) -> &[Box] {
        match side {
            Side::Left => &self.left,
            Side::Right => &self.right,
        }
    }

    /// Gives a column its place, below anything that stands there by hand. Gives back where each edge leaves.
    pub(super) fn place(
        &self,
        side: Side,
        x: f64,
        top: f64,
        taken: &[Rect],
        layout: &mut Layout,
    ) -> BTreeMap<EdgeId, f64> {
        let mut heights = BTreeMap::new();
        let mut y = on_lattice(top);
        for group in self.side(side) {
            let mut rect = Rect::new(x, y, GROUP_WIDTH, group.height());
            while let Some(hit) = taken.iter().find(|t| t.overlaps(&rect)) {
                rect.y = on_lattice(hit.bottom() + PAD);
            }
            let mut at = rect.y + group.lines.len() as f64 * HEADING_LINE + PAD;
            for party in &group.parties {
                layout
                    .nodes
                    .insert(party.node, Rect::new(x + PAD, at, PARTY_WIDTH, party.h));
                let first = at + party.h / 2.0 - (party.edges.len().max(1) - 1) as f64 * PORT / 2.0;
                for (edge, i) in party.edges.iter().zip(0..) {
                    heights.insert(*edge, first + f64::from(i) * PORT);
                }
                at += party.h + PAD;
            }
            layout.groups.push(Group {
                heading: group.lines.clone(),
                rect,
            });
            y = rect.bottom() + 2.0 * PAD;
        }
        heights
    }
}

/// Height of a party: room for its text and a port for each edge, in whole ports.
fn height(content: Option<&Content>, edges: usize) -> f64 {
    let text = content.map_or(2.0 * PAD_Y, Content::height);
    PORT * (text / PORT).ceil().max(edges as f64).max(2.0)
}

fn heading(graph: &Graph, party: &Party, kind: NodeKind) -> Heading {
    match kind {
        NodeKind::Authority => Heading::Authorities,
        NodeKind::Contractor => Heading::Contractors,
        _ => party
            .edges
            .iter()
            .filter_map(|edge| graph.connection(*edge))
            .map(|connection| Heading::Category(connection.category))
            .min()
            .unwrap_or(Heading::Others),
    }
}

fn text(heading: Heading, words: &Words) -> String {
    match heading {
        Heading::Authorities => words.mark.authorities.clone(),
        Heading::Category(category) => words.category(category),
        Heading::Contractors => words.mark.contractors.clone(),
        Heading::Others => words.mark.other_parties.clone(),
    }
}

/// Two columns of about the same height, in the order of the headings; a category is split only when the columns
/// would be very unequal otherwise.
fn balanced(boxes: Vec<Box>) -> Outside {
    let total: f64 = boxes.iter().map(Box::height).sum();
    let mut outside = Outside::default();
    let mut height = 0.0;
    for group in boxes {
        let own = group.height();
        let middle = total / 2.0;
        if height + own <= middle {
            outside.left.push(group);
        } else if height >= middle || own < total / 4.0 && height + own / 2.0 >= middle {
            outside.right.push(group);
        } else if own < total / 4.0 {
            outside.left.push(group);
        } else {
            let (first, second) = split(group, middle - height);
            outside.left.extend(first);
            outside.right.extend(second);
        }
        height += own;
    }
    outside
}

fn split(group: Box, room: f64) -> (Option<Box>, Option<Box>) {
    let mut used = 0.0;
    let (mut first, mut second) = (Vec::new(), Vec::new());
    for party in group.parties {
        used += party.h + PAD;
        if used <= room {
            first.push(party)
        } else {
            second.push(party)
        }
    }
    let part = |parties: Vec<Party>| {
        (!parties.is_empty()).then(|| Box {
            heading: group.heading,
            lines: group.lines.clone(),
            parties,
        })
    };
    (part(first), part(second))
}
