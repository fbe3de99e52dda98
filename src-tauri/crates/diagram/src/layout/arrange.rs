//! The whole layout, step by step: blocks, rows, ways, widths, heights, columns outside, lines.
//!
//! Invariant: widths are settled before heights, because how many lines run side by side in a gutter depends on how
//! far each of them goes; nothing is measured twice.

use super::block::{Block, Members};
use super::content::{self, Content};
use super::geometry::{Rect, Side, off_lattice, on_lattice, tracks};
use super::outside::{GROUP_WIDTH, Outside};
use super::plan::{Access, End, Net, Plan, upper_first};
use super::route::{self, Ways};
use super::rows::{self, BLOCK_GAP};
use super::{DETAIL_SIZE, Layout, TRACK};
use crate::graph::Graph;
use crate::text;
use crate::words::Words;
use junkai_core::connection::LineKind;
use junkai_core::drawing::{DiagramKind, EdgeKind, NodeKind};
use junkai_core::{EdgeId, NodeId};
use std::collections::BTreeMap;

const MARGIN: f64 = 18.0;
const FRAME_PAD: f64 = 14.0;
const FRAME_HEADER: f64 = 24.0;
const GUTTER: f64 = 16.0;
const MAX_COLS: usize = 6;
/// About what a column of parties with its tags and channel takes.
const COLUMN: f64 = 330.0;
const TAG_MAX: f64 = 132.0;
/// Room between a tag and the channel, where numbers of problems stand.
const TAG_ROOM: f64 = 28.0;

/// Lays a drawing out.
pub(super) fn arrange(graph: &Graph, words: &Words) -> Layout {
    let contents = content::contents(graph, words);
    let mut blocks = blocks(graph, &contents);
    let rows = rows_of(graph, &blocks);
    let mut plan = Plan::new(graph, &blocks, &rows);
    let outside = Outside::of(graph, words, &contents, |node| plan.depth(node));
    plan.route(graph, &mut blocks, &outside);

    let tags = tag_texts(graph, words);
    let sheet = Sheet::new(&plan, &outside, &tags);
    let mut layout = Layout::default();
    let fixed = place_by_hand(graph, &contents, &mut blocks, &mut layout);
    let width = place_across(graph, &mut blocks, &rows, &sheet);
    layout.frame = Rect::new(
        sheet.frame_x,
        sheet.frame_y,
        sheet.inner_left() + width + sheet.inner_right(),
        0.0,
    );
    let mut ways = Ways::new(&plan, &layout.frame, &sheet);
    let bottom = place_down(&plan, &mut blocks, &rows, &fixed, &mut ways, &layout);
    layout.frame.h = bottom - layout.frame.y;

    for block in &blocks {
        if let Some(zone) = block.zone {
            layout.nodes.insert(zone, block.rect);
        }
        layout.nodes.extend(block.places());
    }
    for (id, rect) in &fixed {
        if !graph.is_outside(*id) {
            layout.frame = layout.frame.around(&rect.grown(FRAME_PAD));
        }
    }
    place_outside(&outside, &sheet, &fixed, &mut ways, &mut layout);
    layout.contents = contents;
    route::draw(graph, &plan, &blocks, &mut ways, &tags, &mut layout);
    layout.bounds = bounds(&layout);
    layout
}

/// Widths that follow from counting lines.
pub(super) struct Sheet {
    frame_x: f64,
    frame_y: f64,
    spines: [usize; 2],
    /// Width of the strip for tags.
    pub(super) tag_lane: f64,
    trunks: [usize; 2],
}

impl Sheet {
    fn new(plan: &Plan, outside: &Outside, tags: &BTreeMap<EdgeId, String>) -> Self {
        let (mut spines, mut trunks) = ([0; 2], [0; 2]);
        for net in &plan.nets {
            match net {
                Net::Trunk { side, .. } => trunks[*side as usize] += 1,
                Net::Links {
                    spine: Some(side), ..
                } => spines[*side as usize] += 1,
                Net::Links { spine: None, .. } => {}
            }
        }
        let widest = tags
            .values()
            .map(|tag| text::width(tag, DETAIL_SIZE))
            .fold(0.0, f64::max);
        let tag_lane = if tags.is_empty() {
            20.0
        } else {
            widest + 8.0 + TAG_ROOM
        };
        let mut sheet = Self {
            frame_x: MARGIN,
            frame_y: MARGIN,
            spines,
            tag_lane,
            trunks,
        };
        if outside.parties(Side::Left).next().is_some() {
            sheet.frame_x = MARGIN + GROUP_WIDTH + tag_lane + sheet.channel(Side::Left);
        }
        sheet
    }

    /// Width of the channel beside the frame: every trunk has its own way there.
    pub(super) fn channel(&self, side: Side) -> f64 {
        12.0 + TRACK * (self.trunks[side as usize] + 1) as f64
    }

    fn inner_left(&self) -> f64 {
        FRAME_PAD + TRACK * self.spines[0] as f64
    }

    fn inner_right(&self) -> f64 {
        FRAME_PAD + TRACK * self.spines[1] as f64
    }

    /// Where the `k`-th spine of a side runs.
    pub(super) fn spine_x(&self, frame: &Rect, side: Side, k: usize) -> f64 {
        let away = FRAME_PAD / 2.0 + 2.0 + TRACK * k as f64;
        match side {
            Side::Left => frame.x + away,
            Side::Right => frame.right() - away,
        }
    }
}

/// Zones with their nodes, then what stands in no zone.
fn blocks(graph: &Graph, contents: &BTreeMap<NodeId, Content>) -> Vec<Block> {
    let mut members: BTreeMap<Option<NodeId>, Vec<NodeId>> = BTreeMap::new();
    let mut alone: Vec<NodeId> = Vec::new();
    for (id, node) in graph.nodes() {
        match graph.zone_of(id) {
            Some(zone) => members.entry(Some(zone)).or_default().push(id),
            None if node.kind == NodeKind::Zone => {
                members.entry(Some(id)).or_default();
            }
            None if graph.is_outside(id) || node.x.is_some() && node.y.is_some() => {}
            None if graph.kind() == DiagramKind::Management => alone.push(id),
            None => members.entry(None).or_default().push(id),
        }
    }
    // What stands in no zone comes last, not first as the order of `None` would have it.
    let loose = members.remove(&None).map(|nodes| (None, nodes));
    let alone = alone.into_iter().map(|node| (None, vec![node]));
    members
        .into_iter()
        .chain(loose)
        .chain(alone)
        .map(|(zone, nodes)| Block::new(&members_of(graph, contents, zone, &nodes)))
        .collect()
}

fn members_of(
    graph: &Graph,
    contents: &BTreeMap<NodeId, Content>,
    zone: Option<NodeId>,
    nodes: &[NodeId],
) -> Members {
    let index: BTreeMap<NodeId, usize> = nodes.iter().copied().zip(0..).collect();
    let mut links = Vec::new();
    for edge in nodes.iter().flat_map(|node| graph.edges_at(*node)) {
        let Some(edge) = graph
            .edge(edge)
            .filter(|edge| edge.kind != EdgeKind::ExternalConnection)
        else {
            continue;
        };
        let (upper, lower) = upper_first(edge.kind, edge.from, edge.to);
        if let (Some(a), Some(b)) = (index.get(&upper), index.get(&lower)) {
            links.push((*a, *b));
        }
    }
    links.sort_unstable();
    links.dedup();
    let square = (nodes.len() as f64).sqrt().ceil() as usize;
    Members {
        zone,
        nodes: nodes
            .iter()
            .map(|id| {
                let by_hand = graph
                    .node(*id)
                    .and_then(|node| node.x.zip(node.y))
                    .filter(|_| zone.is_some());
                (*id, contents.get(id).map_or(0.0, Content::height), by_hand)
            })
            .collect(),
        links,
        node_w: content::node_width(graph.kind()),
        max_cols: MAX_COLS.max(square),
        place: zone
            .and_then(|zone| graph.node(zone))
            .and_then(|node| node.x.zip(node.y)),
    }
}

fn rows_of(graph: &Graph, blocks: &[Block]) -> Vec<Vec<usize>> {
    let mut block_of: BTreeMap<NodeId, usize> = BTreeMap::new();
    for (i, block) in blocks.iter().enumerate() {
        block_of.extend(block.zone.map(|zone| (zone, i)));
        block_of.extend(block.cells.iter().map(|cell| (cell.node, i)));
        block_of.extend(block.pinned.iter().map(|(node, _)| (*node, i)));
    }
    let mut links = Vec::new();
    let mut degree: BTreeMap<NodeId, usize> = BTreeMap::new();
    for (_, edge) in graph.edges() {
        let (upper, lower) = upper_first(edge.kind, edge.from, edge.to);
        if let (Some(a), Some(b)) = (block_of.get(&upper), block_of.get(&lower))
            && a != b
        {
            links.push((*a, *b));
            for end in [edge.from, edge.to] {
                *degree.entry(end).or_default() += 1;
            }
        }
    }
    if graph.kind() == DiagramKind::Management {
        return rows::of_roles(blocks, &links);
    }
    let hub = degree
        .into_iter()
        .max_by_key(|(id, n)| (*n, std::cmp::Reverse(*id)))
        .filter(|(_, n)| *n > 2);
    let hub = hub
        .and_then(|(id, _)| block_of.get(&id).copied())
        .filter(|b| blocks[*b].place.is_none());
    let outside = graph.nodes().filter(|(id, _)| graph.is_outside(*id)).count();
    let columns = if outside > 0 { 2.0 * COLUMN } else { 0.0 };
    rows::of_zones(blocks, hub, rows::target_width(blocks, hub, columns))
}

/// Gives everything that was placed by hand on the sheet its place.
fn place_by_hand(
    graph: &Graph,
    contents: &BTreeMap<NodeId, Content>,
    blocks: &mut [Block],
    layout: &mut Layout,
) -> Vec<(NodeId, Rect)> {
    let mut fixed = Vec::new();
    for block in blocks {
        if let (Some(zone), Some((x, y))) = (block.zone, block.place) {
            block.rect = Rect::new(x, y, block.natural_width(), block.natural_height());
            fixed.push((zone, block.rect));
        }
    }
    for (id, node) in graph.nodes() {
        let standing = node.kind != NodeKind::Zone && graph.zone_of(id).is_none();
        if let Some((x, y)) = node.x.zip(node.y).filter(|_| standing) {
            let w = if graph.is_outside(id) {
                content::PARTY_WIDTH
            } else {
                content::node_width(graph.kind())
            };
            let rect = Rect::new(x, y, w, contents.get(&id).map_or(24.0, |c| c.height().max(24.0)));
            layout.nodes.insert(id, rect);
            fixed.push((id, rect));
        }
    }
    fixed
}

/// Gives blocks their left edge and width; gives back the width of the widest row.
fn place_across(graph: &Graph, blocks: &mut [Block], rows: &[Vec<usize>], sheet: &Sheet) -> f64 {
    let left = sheet.frame_x + sheet.inner_left();
    let natural: Vec<f64> = blocks.iter().map(Block::natural_width).collect();
    let middles: Vec<f64> = blocks
        .iter()
        .map(|block| block.col_x(0) + block.node_w / 2.0)
        .collect();
    let of_row = |row: &Vec<usize>| row.iter().map(|b| natural[*b] + BLOCK_GAP).sum::<f64>() - BLOCK_GAP;
    let mut widest = rows.iter().map(of_row).fold(160.0, f64::max);
    if graph.kind() == DiagramKind::Management {
        let links: Vec<(usize, usize)> = role_links(graph, blocks);
        let xs = rows::align_roles(&natural, &middles, rows, &links);
        for block in rows.iter().flatten() {
            blocks[*block].rect.x = left + xs[*block];
            blocks[*block].rect.w = natural[*block];
            widest = widest.max(xs[*block] + natural[*block]);
        }
        return widest;
    }
    for row in rows {
        let spare = widest - of_row(row);
        let sum: f64 = row.iter().map(|b| natural[*b]).sum();
        let mut x = left;
        for b in row {
            let block = &mut blocks[*b];
            // A lone small zone would look lost in a box as wide as the frame.
            let share = (spare * natural[*b] / sum.max(1.0)).min(natural[*b] * 0.8);
            let width = if row.len() == 1 && natural[*b] + share < widest * 0.95 && block.lanes.len() > 4 {
                widest
            } else {
                natural[*b] + share
            };
            block.widen(width);
            block.rect.x = x;
            block.rect.w = width;
            x += width + BLOCK_GAP;
        }
    }
    widest
}

fn role_links(graph: &Graph, blocks: &[Block]) -> Vec<(usize, usize)> {
    let mut block_of: BTreeMap<NodeId, usize> = BTreeMap::new();
    for (i, block) in blocks.iter().enumerate() {
        block_of.extend(block.zone.map(|zone| (zone, i)));
        block_of.extend(block.cells.iter().map(|cell| (cell.node, i)));
    }
    graph
        .edges()
        .filter_map(|(_, edge)| {
            let (upper, lower) = upper_first(edge.kind, edge.from, edge.to);
            Some((*block_of.get(&upper)?, *block_of.get(&lower)?)).filter(|(a, b)| a != b)
        })
        .collect()
}

/// Gives gutters their tracks and blocks their upper edge and height; gives back the lower edge of the frame.
fn place_down(
    plan: &Plan,
    blocks: &mut [Block],
    rows: &[Vec<usize>],
    fixed: &[(NodeId, Rect)],
    ways: &mut Ways,
    layout: &Layout,
) -> f64 {
    let mut y = layout.frame.y + FRAME_HEADER;
    for gutter in 0..=rows.len() {
        let (upper, up) = gutter_tracks(plan, blocks, gutter, false, ways, &layout.frame);
        let (lower, down) = gutter_tracks(plan, blocks, gutter, true, ways, &layout.frame);
        let top = off_lattice(y + GUTTER / 2.0);
        for (net, track) in upper {
            ways.heights.insert((net, gutter), top + TRACK * track as f64);
        }
        let first = top + TRACK * (up + down) as f64;
        let mut row_y = on_lattice(first + GUTTER / 2.0);
        if let Some(row) = rows.get(gutter) {
            let height = row
                .iter()
                .map(|b| blocks[*b].natural_height())
                .fold(0.0, f64::max);
            row_y = below_fixed(row, blocks, fixed, row_y, height, TRACK * (down + 2) as f64);
            for b in row {
                let block = &mut blocks[*b];
                block.rect.y = row_y;
                block.rect.h = if block.zone.is_some() {
                    height
                } else {
                    block.natural_height()
                };
            }
            y = row_y + height;
        } else {
            y = row_y;
        }
        // Tracks for the row below are counted upwards from it, the shortest lines nearest.
        let last = off_lattice(row_y - GUTTER / 2.0 - TRACK);
        for (net, track) in lower {
            ways.heights.insert((net, gutter), last - TRACK * track as f64);
        }
    }
    y
}

/// The first height at which a row meets nothing that was placed by hand.
fn below_fixed(
    row: &[usize],
    blocks: &[Block],
    fixed: &[(NodeId, Rect)],
    mut y: f64,
    height: f64,
    room: f64,
) -> f64 {
    loop {
        let hit = row.iter().find_map(|b| {
            let rect = Rect::new(blocks[*b].rect.x, y, blocks[*b].rect.w, height).grown(4.0);
            fixed
                .iter()
                .map(|(_, taken)| taken)
                .find(|taken| taken.overlaps(&rect))
        });
        match hit {
            Some(taken) => y = on_lattice((taken.bottom() + GUTTER + room).max(y + TRACK)),
            None => return y,
        }
    }
}

/// Tracks of the nets that serve one side of a gutter, the shortest first.
fn gutter_tracks(
    plan: &Plan,
    blocks: &[Block],
    gutter: usize,
    below: bool,
    ways: &Ways,
    frame: &Rect,
) -> (Vec<(usize, usize)>, usize) {
    let mut stretches: Vec<(f64, f64, usize)> = plan
        .stretches
        .iter()
        .filter(|s| s.gutter == gutter && s.below == below)
        .map(|s| {
            let xs = crossings(plan, blocks, s.net, gutter, ways, frame);
            let (from, to) = (
                xs.first().copied().unwrap_or(0.0),
                xs.last().copied().unwrap_or(0.0),
            );
            (from, to, s.net)
        })
        .collect();
    stretches.sort_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0)).then(a.2.cmp(&b.2)));
    let intervals: Vec<(f64, f64)> = stretches.iter().map(|(from, to, _)| (*from, *to)).collect();
    let (given, count) = tracks(&intervals);
    (stretches.iter().map(|s| s.2).zip(given).collect(), count)
}

/// Where a net leaves or enters a gutter, from left to right.
pub(super) fn crossings(
    plan: &Plan,
    blocks: &[Block],
    net: usize,
    gutter: usize,
    ways: &Ways,
    frame: &Rect,
) -> Vec<f64> {
    let mut xs: Vec<f64> = match &plan.nets[net] {
        Net::Trunk { end, side, .. } => {
            let edge = if *side == Side::Left {
                frame.x
            } else {
                frame.right()
            };
            vec![edge, end_x(plan, blocks, end, net)]
        }
        links @ Net::Links { .. } => {
            let here = links
                .ends()
                .filter(|end| end.gutter == gutter)
                .map(|end| end_x(plan, blocks, end, net));
            here.chain(ways.spines.get(&net).copied()).collect()
        }
    };
    xs.sort_by(f64::total_cmp);
    xs.dedup();
    xs
}

/// Where a net goes from the gutter to a node.
pub(super) fn end_x(plan: &Plan, blocks: &[Block], end: &End, net: usize) -> f64 {
    let block = &blocks[end.block];
    match end.access {
        Access::Lane { lane, .. } => block.track_x(lane, net),
        Access::Drop { from_below } => {
            let nets = &plan.drops[&(end.node, from_below)];
            let at = nets.iter().position(|n| *n == net).unwrap_or(0) as f64;
            let aside = (at - (nets.len() - 1) as f64 / 2.0) * TRACK;
            let pinned = block.pinned.iter().find(|(node, _)| *node == end.node);
            let middle = pinned.map_or(block.col_x(0) + block.node_w / 2.0, |(_, rect)| rect.middle().0);
            block.rect.x + middle + aside
        }
    }
}

/// What the tag of each external connection says.
fn tag_texts(graph: &Graph, words: &Words) -> BTreeMap<EdgeId, String> {
    let mut tags = BTreeMap::new();
    for (id, edge) in graph.edges() {
        let mut parts = vec![graph.edge_label(id)];
        if let Some(connection) = graph.connection(id) {
            let other = connection
                .line_other
                .clone()
                .filter(|_| connection.line == LineKind::Other);
            parts.push(other.unwrap_or_else(|| words.line_kind(connection.line).to_owned()));
            if connection.unknown_to_manager {
                parts.push(words.mark.unknown_to_manager.clone());
            }
        }
        let crosses = graph.ends(id).is_some() || edge.kind == EdgeKind::ExternalConnection;
        let tag = text::fit(&parts.join(" "), DETAIL_SIZE, TAG_MAX);
        if crosses && !tag.is_empty() {
            tags.insert(id, tag);
        }
    }
    tags
}

fn place_outside(
    outside: &Outside,
    sheet: &Sheet,
    fixed: &[(NodeId, Rect)],
    ways: &mut Ways,
    layout: &mut Layout,
) {
    let taken: Vec<Rect> = fixed.iter().map(|(_, rect)| rect.grown(6.0)).collect();
    for side in [Side::Left, Side::Right] {
        let x = match side {
            Side::Left => MARGIN,
            Side::Right => layout.frame.right() + sheet.channel(side) + sheet.tag_lane,
        };
        // A short column stands in the middle of the frame's height, so that its lines stay short.
        let spare = (layout.frame.h - outside.height(side)).max(0.0) / 2.0;
        let ports = outside.place(side, x, layout.frame.y + spare, &taken, layout);
        ways.ports
            .extend(ports.into_iter().map(|(edge, y)| (edge, (side, y))));
    }
}

fn bounds(layout: &Layout) -> Rect {
    let boxes = layout.nodes.values().chain(layout.groups.iter().map(|g| &g.rect));
    let tags = layout.tags.values().map(|tag| &tag.rect);
    let all = boxes.chain(tags).fold(layout.frame, |all, rect| all.around(rect));
    let points = layout.routes.iter().flat_map(|route| &route.points);
    points
        .fold(all, |all, (x, y)| all.around(&Rect::new(*x, *y, 0.0, 0.0)))
        .grown(MARGIN)
}
