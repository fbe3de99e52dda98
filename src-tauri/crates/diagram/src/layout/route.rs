//! The lines themselves, once everything has a place.
//!
//! Invariant: every edge of the drawing whose ends have places gets a line, and lines of different nets never run
//! on top of each other in gutters, lanes and channels. Lines to what was placed by hand take the plain way and may
//! pass under other nodes, which are drawn above them.

use super::arrange::{Sheet, crossings, end_x};
use super::block::Block;
use super::geometry::{Rect, Side};
use super::plan::{Access, At, End, Net, Plan};
use super::{DETAIL_SIZE, Layout, Route, TRACK, Tag};
use crate::graph::Graph;
use crate::text;
use junkai_core::{EdgeId, NodeId};
use std::collections::BTreeMap;

const PORT_ASIDE: f64 = 4.0;
const TAG_HEIGHT: f64 = 10.0;

/// Coordinates of everything that lines run in.
pub(super) struct Ways {
    /// Height of each net in each gutter.
    pub(super) heights: BTreeMap<(usize, usize), f64>,
    /// Where the spine of a net runs.
    pub(super) spines: BTreeMap<usize, f64>,
    /// Where each edge leaves its party.
    pub(super) ports: BTreeMap<EdgeId, (Side, f64)>,
    tag_lane: f64,
}

impl Ways {
    pub(super) fn new(plan: &Plan, frame: &Rect, sheet: &Sheet) -> Self {
        let mut spines = BTreeMap::new();
        let mut counts = [0; 2];
        for (i, net) in plan.nets.iter().enumerate() {
            if let Net::Links {
                spine: Some(side), ..
            } = net
            {
                spines.insert(i, sheet.spine_x(frame, *side, counts[*side as usize]));
                counts[*side as usize] += 1;
            }
        }
        Self {
            heights: BTreeMap::new(),
            spines,
            ports: BTreeMap::new(),
            tag_lane: sheet.tag_lane,
        }
    }
}

/// Draws all lines.
pub(super) fn draw(
    graph: &Graph,
    plan: &Plan,
    blocks: &[Block],
    ways: &mut Ways,
    tags: &BTreeMap<EdgeId, String>,
    layout: &mut Layout,
) {
    let channel = channel_order(plan, ways, &layout.frame);
    for (i, net) in plan.nets.iter().enumerate() {
        match net {
            Net::Trunk { end, side, edges } => {
                let trunk = Trunk {
                    net: i,
                    end,
                    side: *side,
                    edges,
                    x: channel[&i],
                };
                trunk.draw(graph, plan, blocks, ways, layout);
            }
            Net::Links { .. } => draw_links(plan, blocks, ways, i, layout),
        }
    }
    for edge in &plan.inner {
        draw_inner(graph, plan, blocks, *edge, layout);
    }
    for edge in &plan.free {
        draw_free(graph, ways, *edge, layout);
    }
    place_tags(graph, ways, tags, layout);
}

struct Trunk<'a> {
    net: usize,
    end: &'a End,
    side: Side,
    edges: &'a [EdgeId],
    x: f64,
}

impl Trunk<'_> {
    fn draw(&self, graph: &Graph, plan: &Plan, blocks: &[Block], ways: &Ways, layout: &mut Layout) {
        let gutter = ways.heights[&(self.net, self.end.gutter)];
        let inward = inward(plan, blocks, self.end, self.net, gutter, layout);
        let leave: Vec<(EdgeId, (f64, f64))> = self
            .edges
            .iter()
            .filter_map(|edge| {
                let party = layout.nodes.get(&graph.ends(*edge)?.outside)?;
                let x = if self.side == Side::Left {
                    party.right()
                } else {
                    party.x
                };
                Some((*edge, (x, ways.ports.get(edge)?.1)))
            })
            .collect();
        let low = leave.iter().map(|(_, p)| p.1).fold(f64::INFINITY, f64::min);
        let high = leave.iter().map(|(_, p)| p.1).fold(f64::NEG_INFINITY, f64::max);
        if let [(edge, port)] = leave[..] {
            let mut points = vec![port, (self.x, port.1), (self.x, gutter)];
            points.extend(inward);
            push(layout, vec![edge], points);
            return;
        }
        for (edge, port) in &leave {
            push(layout, vec![*edge], vec![*port, (self.x, port.1)]);
            if port.1 > low.min(gutter) && port.1 < high.max(gutter) {
                layout.joints.push((self.x, port.1));
            }
        }
        let all: Vec<EdgeId> = leave.iter().map(|(edge, _)| *edge).collect();
        let within = low < gutter && gutter < high;
        if within {
            push(layout, all.clone(), vec![(self.x, low), (self.x, high)]);
            layout.joints.push((self.x, gutter));
        }
        let start = if within {
            gutter
        } else if gutter <= low {
            high
        } else {
            low
        };
        let mut points = vec![(self.x, start), (self.x, gutter)];
        points.extend(inward);
        push(layout, all, points);
    }
}

/// From the gutter to the node.
fn inward(
    plan: &Plan,
    blocks: &[Block],
    end: &End,
    net: usize,
    gutter: f64,
    layout: &Layout,
) -> Vec<(f64, f64)> {
    let x = end_x(plan, blocks, end, net);
    let Some(rect) = layout.nodes.get(&end.node) else {
        return Vec::new();
    };
    match end.access {
        Access::Lane { side, .. } => {
            let nets = &plan.ports[&(end.node, side)];
            let at = nets.iter().position(|n| *n == net).unwrap_or(0);
            // Neighbours share a lane, so lines to the left and to the right of it never lie at one height.
            let aside = if side == Side::Left {
                -PORT_ASIDE
            } else {
                PORT_ASIDE
            };
            let y = rect.y + rect.h * (at + 1) as f64 / (nets.len() + 1) as f64 + aside;
            let edge = if side == Side::Left { rect.x } else { rect.right() };
            vec![(x, gutter), (x, y), (edge, y)]
        }
        Access::Drop { from_below } => {
            vec![(x, gutter), (x, if from_below { rect.bottom() } else { rect.y })]
        }
    }
}

fn draw_links(plan: &Plan, blocks: &[Block], ways: &Ways, net: usize, layout: &mut Layout) {
    let Net::Links { hub, targets, .. } = &plan.nets[net] else {
        return;
    };
    let height = |gutter: usize| ways.heights[&(net, gutter)];
    let from = height(hub.gutter);
    let outward = inward(plan, blocks, hub, net, from, layout);
    let mut drawn: Vec<Vec<(f64, f64)>> = Vec::new();
    for (edge, target) in targets {
        let to = height(target.gutter);
        let mut points: Vec<(f64, f64)> = outward.iter().rev().copied().collect();
        if let Some(x) = ways.spines.get(&net).filter(|_| target.gutter != hub.gutter) {
            points.extend([(*x, from), (*x, to)]);
        }
        points.extend(inward(plan, blocks, target, net, to, layout));
        let points = plain(points);
        push(layout, vec![*edge], fresh_part(&drawn, &points));
        drawn.push(points);
    }
    // A line that goes on to both sides of a branching needs a dot, or it reads as a crossing.
    let mut gutters: Vec<usize> = targets.iter().map(|t| t.1.gutter).chain([hub.gutter]).collect();
    gutters.sort_unstable();
    gutters.dedup();
    let count = gutters.len();
    for (i, gutter) in gutters.into_iter().enumerate() {
        let xs = crossings(plan, blocks, net, gutter, ways, &layout.frame);
        if let [_, between @ .., _] = &xs[..] {
            layout.joints.extend(between.iter().map(|x| (*x, height(gutter))));
        }
        if let Some(x) = ways
            .spines
            .get(&net)
            .filter(|_| i > 0 && i + 1 < count && xs.len() > 1)
        {
            layout.joints.push((*x, height(gutter)));
        }
    }
}

/// A link within one zone.
fn draw_inner(graph: &Graph, plan: &Plan, blocks: &[Block], edge: EdgeId, layout: &mut Layout) {
    let Some(record) = graph.edge(edge) else { return };
    let (Some(a), Some(b)) = (plan.seats.get(&record.from), plan.seats.get(&record.to)) else {
        return;
    };
    let (At::Cell { row: ra, col: ca }, At::Cell { row: rb, col: cb }) = (a.at, b.at) else {
        return;
    };
    let (upper, lower, ru, rl, cu, cl) = if ra <= rb {
        (record.from, record.to, ra, rb, ca, cb)
    } else {
        (record.to, record.from, rb, ra, cb, ca)
    };
    let (Some(u), Some(l)) = (
        layout.nodes.get(&upper).copied(),
        layout.nodes.get(&lower).copied(),
    ) else {
        return;
    };
    let block = &blocks[a.block];
    let points = if ru == rl && cu.abs_diff(cl) == 1 {
        let y = u.middle().1.min(l.middle().1);
        if cu < cl {
            vec![(u.right(), y), (l.x, y)]
        } else {
            vec![(u.x, y), (l.right(), y)]
        }
    } else if ru == rl {
        let y = block.gap_above(ru);
        vec![
            (u.middle().0, u.y),
            (u.middle().0, y),
            (l.middle().0, y),
            (l.middle().0, l.y),
        ]
    } else if rl == ru + 1 {
        let y = block.gap_above(rl);
        vec![
            (u.middle().0, u.bottom()),
            (u.middle().0, y),
            (l.middle().0, y),
            (l.middle().0, l.y),
        ]
    } else {
        let (first, second) = (block.gap_above(ru + 1), block.gap_above(rl));
        let x = u.right() + 4.0;
        vec![
            (u.middle().0, u.bottom()),
            (u.middle().0, first),
            (x, first),
            (x, second),
            (l.middle().0, second),
            (l.middle().0, l.y),
        ]
    };
    push(layout, vec![edge], points);
}

/// A line to or from something that was placed by hand: out to the side, and once round the corner.
fn draw_free(graph: &Graph, ways: &Ways, edge: EdgeId, layout: &mut Layout) {
    let Some(record) = graph.edge(edge) else { return };
    let ends = graph.ends(edge);
    let (first, second) = ends.map_or((record.from, record.to), |ends| (ends.outside, ends.inside));
    let place = |id: NodeId| layout.nodes.get(&id).copied();
    let (Some(a), Some(b)) = (place(first), place(second)) else {
        return;
    };
    let mut from = a.middle().1;
    if let Some((_, y)) = ways.ports.get(&edge) {
        from = *y;
    }
    let to = b.middle().1;
    let points = if a.right() <= b.x || b.right() <= a.x {
        let (start, end) = if a.right() <= b.x {
            (a.right(), b.x)
        } else {
            (a.x, b.right())
        };
        let reach = ways.tag_lane.min((end - start).abs() / 2.0).copysign(end - start);
        vec![
            (start, from),
            (start + reach, from),
            (start + reach, to),
            (end, to),
        ]
    } else {
        let (start, end) = if a.y <= b.y {
            (a.bottom(), b.y)
        } else {
            (a.y, b.bottom())
        };
        let half = (start + end) / 2.0;
        vec![
            (a.middle().0, start),
            (a.middle().0, half),
            (b.middle().0, half),
            (b.middle().0, end),
        ]
    };
    push(layout, vec![edge], points);
}

/// Tags stand beside the party, on the line.
fn place_tags(graph: &Graph, ways: &Ways, tags: &BTreeMap<EdgeId, String>, layout: &mut Layout) {
    let mut starts: BTreeMap<EdgeId, [(f64, f64); 2]> = BTreeMap::new();
    for route in &layout.routes {
        if let ([edge], [first, second, ..]) = (&route.edges[..], &route.points[..]) {
            starts.entry(*edge).or_insert([*first, *second]);
        }
    }
    for (edge, text) in tags {
        let Some([first, second]) = starts.get(edge) else {
            continue;
        };
        let w = text::width(text, DETAIL_SIZE) + 6.0;
        let rect = match ways.ports.get(edge) {
            Some((Side::Left, y)) => Rect::new(first.0 + 12.0, y - TAG_HEIGHT / 2.0, w, TAG_HEIGHT),
            Some((Side::Right, y)) => Rect::new(first.0 - 12.0 - w, y - TAG_HEIGHT / 2.0, w, TAG_HEIGHT),
            None => {
                let (x, y) = ((first.0 + second.0) / 2.0, (first.1 + second.1) / 2.0);
                Rect::new(x - w / 2.0, y - TAG_HEIGHT / 2.0, w, TAG_HEIGHT)
            }
        };
        if graph.edge(*edge).is_some() {
            layout.tags.insert(
                *edge,
                Tag {
                    text: text.clone(),
                    rect,
                },
            );
        }
    }
}

/// Where each trunk runs in its channel. Neighbours change places as long as that saves crossings.
fn channel_order(plan: &Plan, ways: &Ways, frame: &Rect) -> BTreeMap<usize, f64> {
    let mut places = BTreeMap::new();
    for side in [Side::Left, Side::Right] {
        let mut spans: Vec<Span> = plan
            .nets
            .iter()
            .enumerate()
            .filter_map(|(net, n)| match n {
                Net::Trunk { end, side: s, edges } if *s == side => {
                    let entry = ways.heights[&(net, end.gutter)];
                    let ports = edges
                        .iter()
                        .filter_map(|e| ways.ports.get(e))
                        .map(|p| p.1)
                        .collect();
                    Some(Span::new(net, entry, ports))
                }
                _ => None,
            })
            .collect();
        for _ in 0..spans.len() {
            let mut calm = true;
            for i in 1..spans.len() {
                if spans[i - 1].crossings(&spans[i]) > spans[i].crossings(&spans[i - 1]) {
                    spans.swap(i - 1, i);
                    calm = false;
                }
            }
            if calm {
                break;
            }
        }
        // The first stands farthest from the frame.
        let count = spans.len();
        for (i, span) in spans.iter().enumerate() {
            let away = 8.0 + TRACK * (count - i) as f64;
            places.insert(
                span.net,
                if side == Side::Left {
                    frame.x - away
                } else {
                    frame.right() + away
                },
            );
        }
    }
    places
}

struct Span {
    net: usize,
    entry: f64,
    ports: Vec<f64>,
    low: f64,
    high: f64,
}

impl Span {
    fn new(net: usize, entry: f64, ports: Vec<f64>) -> Self {
        let low = ports.iter().copied().fold(entry, f64::min);
        let high = ports.iter().copied().fold(entry, f64::max);
        Self {
            net,
            entry,
            ports,
            low,
            high,
        }
    }

    fn covers(&self, y: f64) -> bool {
        self.low < y && y < self.high
    }

    /// Crossings when this one stands farther from the frame than the other.
    fn crossings(&self, nearer: &Self) -> usize {
        usize::from(nearer.covers(self.entry)) + nearer.ports.iter().filter(|y| self.covers(**y)).count()
    }
}

/// What a line does not share with those of its net that are drawn already. All of them begin at the hub.
fn fresh_part(drawn: &[Vec<(f64, f64)>], points: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let mut best: (usize, f64, Option<(f64, f64)>) = (0, 0.0, None);
    for other in drawn {
        let same = points
            .iter()
            .zip(other)
            .take_while(|(a, b)| near(**a, **b))
            .count();
        if same == 0 || same == points.len() || same == other.len() {
            continue;
        }
        let (last, next, theirs) = (points[same - 1], points[same], other[same]);
        let (way, their_way) = (
            (next.0 - last.0, next.1 - last.1),
            (theirs.0 - last.0, theirs.1 - last.1),
        );
        let together = way.0 * their_way.0 + way.1 * their_way.1 > 0.0;
        let (own, others) = (way.0.hypot(way.1), their_way.0.hypot(their_way.1));
        // Where both go on the same way, the line begins where the shorter one turns off.
        let (shared, turn) = match together {
            true if own <= others => (own, Some(next)),
            true => (others, Some(theirs)),
            false => (0.0, None),
        };
        if (same, shared) > (best.0, best.1) {
            best = (same, shared, turn);
        }
    }
    let (same, _, turn) = best;
    let start = turn.or_else(|| same.checked_sub(1).map(|i| points[i]));
    start.into_iter().chain(points[same..].iter().copied()).collect()
}

/// The way without points that say nothing.
fn plain(points: Vec<(f64, f64)>) -> Vec<(f64, f64)> {
    let mut kept: Vec<(f64, f64)> = Vec::with_capacity(points.len());
    for point in points {
        if kept.last().is_some_and(|last| near(*last, point)) {
            continue;
        }
        if let [.., a, b] = kept[..] {
            let upright = (a.0 - b.0).abs() < 1e-9
                && (b.0 - point.0).abs() < 1e-9
                && (b.1 - a.1) * (point.1 - b.1) > 0.0;
            let level = (a.1 - b.1).abs() < 1e-9
                && (b.1 - point.1).abs() < 1e-9
                && (b.0 - a.0) * (point.0 - b.0) > 0.0;
            if upright || level {
                kept.pop();
            }
        }
        kept.push(point);
    }
    kept
}

fn push(layout: &mut Layout, edges: Vec<EdgeId>, points: Vec<(f64, f64)>) {
    let points = plain(points);
    if points.len() > 1 {
        layout.routes.push(Route { edges, points });
    }
}

fn near(a: (f64, f64), b: (f64, f64)) -> bool {
    (a.0 - b.0).abs() < 1e-9 && (a.1 - b.1).abs() < 1e-9
}
