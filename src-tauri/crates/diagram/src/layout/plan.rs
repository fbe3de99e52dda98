//! Which gutters, lanes and channels each net of lines uses, before anything has a size.
//!
//! A net is all lines that share a node: the external connections that end on one device and come from one side, or
//! the links of one hub. Invariant: a net uses a gutter once and a lane once, so widths follow from counting.

use super::block::Block;
use super::geometry::Side;
use super::outside::Outside;
use crate::graph::Graph;
use junkai_core::drawing::{DiagramKind, EdgeKind, NodeKind};
use junkai_core::{EdgeId, NodeId};
use std::collections::{BTreeMap, BTreeSet};

/// Where a node stands in the frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Seat {
    pub(super) block: usize,
    pub(super) at: At,
}

/// How a node is reached within its block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum At {
    /// In the grid, by a lane.
    Cell { row: usize, col: usize },
    /// Placed by hand: straight from the gutter.
    Pinned,
    /// The zone itself: at its edge.
    Zone,
    /// A role: its upper or lower edge for links, a lane for other lines.
    Alone,
}

/// How a net reaches a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Access {
    /// Along a lane to the node's side.
    Lane { lane: usize, side: Side },
    /// Straight from the gutter.
    Drop { from_below: bool },
}

/// An end of a net: a node, the gutter from which it is reached, and how.
#[derive(Clone, Copy, Debug)]
pub(super) struct End {
    pub(super) node: NodeId,
    pub(super) block: usize,
    pub(super) gutter: usize,
    pub(super) access: Access,
}

/// Lines that share their way.
#[derive(Clone, Debug)]
pub(super) enum Net {
    /// External connections that end on one node and come from one side.
    Trunk {
        end: End,
        side: Side,
        edges: Vec<EdgeId>,
    },
    /// Links of one hub.
    Links {
        hub: End,
        targets: Vec<(EdgeId, End)>,
        spine: Option<Side>,
    },
}

impl Net {
    /// Every end inside the hospital.
    pub(super) fn ends(&self) -> impl Iterator<Item = &End> {
        let (first, rest) = match self {
            Self::Trunk { end, .. } => (end, &[][..]),
            Self::Links { hub, targets, .. } => (hub, &targets[..]),
        };
        std::iter::once(first).chain(rest.iter().map(|target| &target.1))
    }
}

/// A stretch of a net in a gutter.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stretch {
    pub(super) net: usize,
    pub(super) gutter: usize,
    /// Whether it serves the row below the gutter.
    pub(super) below: bool,
}

/// Everything that was decided.
#[derive(Default)]
pub(super) struct Plan {
    pub(super) seats: BTreeMap<NodeId, Seat>,
    pub(super) row_of: Vec<Option<usize>>,
    on_left: Vec<bool>,
    pub(super) nets: Vec<Net>,
    pub(super) stretches: Vec<Stretch>,
    /// Nets that reach a node on a side, in the order of its ports.
    pub(super) ports: BTreeMap<(NodeId, Side), Vec<usize>>,
    /// Nets that reach a node from the gutter above or below.
    pub(super) drops: BTreeMap<(NodeId, bool), Vec<usize>>,
    /// Links within one block.
    pub(super) inner: Vec<EdgeId>,
    /// Edges that are drawn without gutters, because an end was placed by hand.
    pub(super) free: Vec<EdgeId>,
}

impl Plan {
    pub(super) fn new(graph: &Graph, blocks: &[Block], rows: &[Vec<usize>]) -> Self {
        let mut plan = Self {
            row_of: vec![None; blocks.len()],
            on_left: vec![true; blocks.len()],
            ..Self::default()
        };
        for (row, members) in rows.iter().enumerate() {
            for (at, block) in members.iter().enumerate() {
                plan.row_of[*block] = Some(row);
                plan.on_left[*block] = 2 * at < members.len();
            }
        }
        for (i, block) in blocks.iter().enumerate() {
            if let Some(zone) = block.zone {
                plan.seats.insert(
                    zone,
                    Seat {
                        block: i,
                        at: At::Zone,
                    },
                );
            }
            let alone =
                block.zone.is_none() && block.cells.len() == 1 && graph.kind() == DiagramKind::Management;
            for cell in &block.cells {
                let at = if alone {
                    At::Alone
                } else {
                    At::Cell {
                        row: cell.row,
                        col: cell.col,
                    }
                };
                plan.seats.insert(cell.node, Seat { block: i, at });
            }
            for (node, _) in &block.pinned {
                plan.seats.insert(
                    *node,
                    Seat {
                        block: i,
                        at: At::Pinned,
                    },
                );
            }
        }
        plan
    }

    /// How far down the hospital a node stands, for the order of parties.
    pub(super) fn depth(&self, node: NodeId) -> usize {
        let Some(seat) = self.seats.get(&node) else {
            return usize::MAX;
        };
        let row = self.row_of[seat.block].unwrap_or(0);
        let within = if let At::Cell { row, .. } = seat.at {
            row
        } else {
            0
        };
        row * 1000 + within
    }

    /// Decides the ways of all edges and counts what uses each lane.
    pub(super) fn route(&mut self, graph: &Graph, blocks: &mut [Block], outside: &Outside) {
        let mut done: BTreeSet<EdgeId> = BTreeSet::new();
        for side in [Side::Left, Side::Right] {
            let mut trunks: BTreeMap<NodeId, Vec<EdgeId>> = BTreeMap::new();
            for edge in outside.parties(side).flat_map(|party| &party.edges) {
                if let Some(ends) = graph.ends(*edge)
                    && self.in_rows(ends.inside)
                {
                    trunks.entry(ends.inside).or_default().push(*edge);
                    done.insert(*edge);
                }
            }
            for (node, edges) in trunks {
                self.add_trunk(blocks, node, side, edges);
            }
        }
        let links = self.sort_links(graph, &done);
        for (hub, edges) in links {
            self.add_links(hub, &edges);
        }
        self.count(blocks);
    }

    fn in_rows(&self, node: NodeId) -> bool {
        self.seats
            .get(&node)
            .is_some_and(|seat| self.row_of[seat.block].is_some())
    }

    fn add_trunk(&mut self, blocks: &[Block], node: NodeId, side: Side, edges: Vec<EdgeId>) {
        let seat = self.seats[&node];
        let row = self.row_of[seat.block].expect("BUG: trunks end in rows");
        let lower = matches!(seat.at, At::Cell { row, .. } if 2 * row >= blocks[seat.block].rows && row > 0);
        let access = match seat.at {
            At::Cell { col, .. } => Access::Lane {
                lane: col + usize::from(side == Side::Right),
                side,
            },
            At::Alone => Access::Lane {
                lane: usize::from(side == Side::Right),
                side,
            },
            At::Pinned | At::Zone => Access::Drop { from_below: false },
        };
        let end = End {
            node,
            block: seat.block,
            gutter: row + usize::from(lower),
            access,
        };
        let net = self.nets.len();
        self.stretches.push(Stretch {
            net,
            gutter: end.gutter,
            below: !lower,
        });
        self.nets.push(Net::Trunk { end, side, edges });
    }

    /// Sorts what is not an external line into links within a block, links by hub, and free edges.
    fn sort_links(
        &mut self,
        graph: &Graph,
        done: &BTreeSet<EdgeId>,
    ) -> BTreeMap<NodeId, Vec<(EdgeId, NodeId)>> {
        let mut crossing: Vec<(EdgeId, NodeId, NodeId)> = Vec::new();
        let mut degree: BTreeMap<NodeId, usize> = BTreeMap::new();
        for (id, edge) in graph
            .edges()
            .filter(|(id, edge)| !done.contains(id) && edge.from != edge.to)
        {
            let seats = (self.seats.get(&edge.from), self.seats.get(&edge.to));
            let (Some(a), Some(b)) = seats else {
                self.free.push(id);
                continue;
            };
            if a.block == b.block {
                let gridded = [a, b].iter().all(|seat| matches!(seat.at, At::Cell { .. }));
                if gridded {
                    self.inner.push(id)
                } else {
                    self.free.push(id)
                }
            } else if self.row_of[a.block].is_none() || self.row_of[b.block].is_none() {
                self.free.push(id);
            } else {
                // In the tree of roles the superior is the hub, however few report to it.
                let (from, to) = upper_first(edge.kind, edge.from, edge.to);
                crossing.push((id, from, to));
                *degree.entry(from).or_default() += 1;
                *degree.entry(to).or_default() += usize::from(graph.kind() == DiagramKind::Network);
            }
        }
        let mut links: BTreeMap<NodeId, Vec<(EdgeId, NodeId)>> = BTreeMap::new();
        for (id, from, to) in crossing {
            let is_zone = |node| graph.node(node).is_some_and(|n| n.kind == NodeKind::Zone);
            // A zone only becomes a hub among zones: the bus begins at a device where there is one.
            let weight = |node| (!is_zone(node), degree.get(&node).copied().unwrap_or(0));
            let (hub, target) = if weight(to) > weight(from) {
                (to, from)
            } else {
                (from, to)
            };
            links.entry(hub).or_default().push((id, target));
        }
        links
    }

    fn add_links(&mut self, hub: NodeId, edges: &[(EdgeId, NodeId)]) {
        let seat = self.seats[&hub];
        let row = |node: &NodeId| self.row_of[self.seats[node].block].expect("BUG: links stand in rows");
        let own = row(&hub);
        let all_above = edges.iter().all(|(_, target)| row(target) < own);
        let gutter = if all_above { own } else { own + 1 };
        let mut targets = Vec::with_capacity(edges.len());
        let mut gutters: BTreeMap<usize, bool> = BTreeMap::from([(gutter, all_above)]);
        for (edge, target) in edges {
            let theirs = row(target);
            // From below where the hub's own gutter lies there, else from above.
            let from_below = theirs < own && theirs + 1 == gutter || theirs == own && gutter == own + 1;
            let at = if from_below { theirs + 1 } else { theirs };
            *gutters.entry(at).or_default() |= !from_below;
            targets.push((*edge, self.end(*target, at, from_below, false)));
        }
        let nearer = if self.on_left[seat.block] {
            Side::Left
        } else {
            Side::Right
        };
        let spine = (gutters.len() > 1).then_some(nearer);
        let net = self.nets.len();
        for (gutter, below) in gutters {
            self.stretches.push(Stretch { net, gutter, below });
        }
        let hub = self.end(hub, gutter, !all_above, true);
        self.nets.push(Net::Links { hub, targets, spine });
    }

    fn end(&self, node: NodeId, gutter: usize, from_below: bool, hub: bool) -> End {
        let seat = self.seats[&node];
        let access = match seat.at {
            At::Cell { col, .. } if hub => Access::Lane {
                lane: col + 1,
                side: Side::Right,
            },
            At::Cell { col, .. } => Access::Lane {
                lane: col,
                side: Side::Left,
            },
            At::Pinned | At::Zone | At::Alone => Access::Drop { from_below },
        };
        End {
            node,
            block: seat.block,
            gutter,
            access,
        }
    }

    fn count(&mut self, blocks: &mut [Block]) {
        for (i, net) in self.nets.iter().enumerate() {
            for end in net.ends() {
                match end.access {
                    Access::Lane { lane, side } => {
                        once(&mut blocks[end.block].lanes[lane], i);
                        once(self.ports.entry((end.node, side)).or_default(), i);
                    }
                    Access::Drop { from_below } => {
                        once(self.drops.entry((end.node, from_below)).or_default(), i)
                    }
                }
            }
        }
        self.sort_lanes(blocks);
    }

    /// In a lane, lines to the column on its left run left of those to the column on its right, and lines that go
    /// farther run farther from the nodes that they pass; so they cross as little as can be.
    fn sort_lanes(&self, blocks: &mut [Block]) {
        let mut keys: BTreeMap<(usize, usize, usize), (bool, i64)> = BTreeMap::new();
        for (i, net) in self.nets.iter().enumerate() {
            for end in net.ends() {
                let Access::Lane { lane, side } = end.access else {
                    continue;
                };
                let At::Cell { row, .. } = self.seats[&end.node].at else {
                    continue;
                };
                let from_above = self.row_of[end.block] == Some(end.gutter);
                let way = if from_above {
                    row
                } else {
                    blocks[end.block].rows - row
                };
                let way = i64::try_from(way).unwrap_or(i64::MAX);
                let serves_left = side == Side::Right;
                keys.insert(
                    (end.block, lane, i),
                    (!serves_left, if serves_left { way } else { -way }),
                );
            }
        }
        for (b, block) in blocks.iter_mut().enumerate() {
            for (lane, nets) in block.lanes.iter_mut().enumerate() {
                nets.sort_by_key(|net| (keys.get(&(b, lane, *net)).copied(), *net));
            }
        }
    }
}

/// Whoever is above: a report goes upwards, everything else is drawn as it was entered.
pub(super) fn upper_first(kind: EdgeKind, from: NodeId, to: NodeId) -> (NodeId, NodeId) {
    if kind == EdgeKind::ReportsTo {
        (to, from)
    } else {
        (from, to)
    }
}

fn once(list: &mut Vec<usize>, net: usize) {
    if list.last() != Some(&net) && !list.contains(&net) {
        list.push(net);
    }
}
