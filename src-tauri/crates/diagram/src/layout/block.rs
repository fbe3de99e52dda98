//! A block of the hospital: a zone with its nodes in a grid, or a single node that stands for itself.
//!
//! Invariant: nodes stand in columns with a lane for lines on either side of each, so a line can pass the whole
//! block without touching a node. A node placed by hand keeps its place in the zone; grid cells that it covers stay
//! empty, and the lanes of such a block keep their width, so that the others do not move when a line is added.

use super::TRACK;
use super::geometry::Rect;
use super::layered;
use junkai_core::NodeId;

const LANE: f64 = 14.0;
const MARGIN: f64 = 10.0;
const FIXED_LANE: f64 = 24.0;
const GAP_Y: f64 = 12.0;
const LINKED_GAP_Y: f64 = 22.0;
const HEADER: f64 = 22.0;

/// A node of a grid.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    pub(super) node: NodeId,
    pub(super) row: usize,
    pub(super) col: usize,
    pub(super) h: f64,
}

/// A node with its height and, where it was placed by hand, its place relative to the zone.
pub(super) type Member = (NodeId, f64, Option<(f64, f64)>);

/// What a block is made from.
pub(super) struct Members {
    /// The zone, if it is one.
    pub(super) zone: Option<NodeId>,
    /// Its nodes.
    pub(super) nodes: Vec<Member>,
    /// Links among them, by index, from upper to lower.
    pub(super) links: Vec<(usize, usize)>,
    /// Width of a node.
    pub(super) node_w: f64,
    /// Not more columns than this.
    pub(super) max_cols: usize,
    /// Where the zone was placed by hand.
    pub(super) place: Option<(f64, f64)>,
}

#[derive(Clone, Debug)]
pub(super) struct Block {
    pub(super) zone: Option<NodeId>,
    pub(super) cells: Vec<Cell>,
    pub(super) pinned: Vec<(NodeId, Rect)>,
    pub(super) cols: usize,
    pub(super) rows: usize,
    pub(super) node_w: f64,
    pub(super) place: Option<(f64, f64)>,
    pub(super) rect: Rect,
    /// Nets that use each lane; lane `k` lies left of column `k`, the last one right of the last column.
    pub(super) lanes: Vec<Vec<usize>>,
    /// Width that each lane gets on top, so that a row of blocks fills the frame.
    stretch: f64,
    /// Width that both outer lanes get on top of that, so that the grid stands in the middle.
    indent: f64,
    /// Height of the highest node.
    max_h: f64,
    /// Upper edge and height of each row, where nothing was placed by hand.
    bands: Vec<(f64, f64)>,
    gap_y: f64,
    header: f64,
}

impl Block {
    pub(super) fn new(members: &Members) -> Self {
        let n = members.nodes.len();
        let max_h = members.nodes.iter().map(|(_, h, _)| *h).fold(0.0, f64::max);
        let linked = !members.links.is_empty();
        let mut block = Self {
            zone: members.zone,
            cells: Vec::new(),
            pinned: Vec::new(),
            cols: 1,
            rows: 0,
            node_w: members.node_w,
            place: members.place,
            rect: Rect::default(),
            lanes: Vec::new(),
            stretch: 0.0,
            indent: 0.0,
            max_h,
            bands: Vec::new(),
            gap_y: if linked { LINKED_GAP_Y } else { GAP_Y },
            header: if members.zone.is_some() { HEADER } else { 0.0 },
        };
        let slots = slots(members, max_h + block.gap_y);
        block.cols = slots.iter().map(|(_, col)| col + 1).max().unwrap_or(1);
        for (node, h, place) in &members.nodes {
            if let Some((x, y)) = place {
                let rect = Rect::new(x.max(MARGIN), y.max(block.header + 2.0), block.node_w, *h);
                block.pinned.push((*node, rect));
            }
        }
        block.lanes = vec![Vec::new(); block.cols + 1];
        block.settle(members, &slots);
        block.rows = block.cells.iter().map(|cell| cell.row + 1).max().unwrap_or(0);
        block.bands = block.bands();
        debug_assert_eq!(
            block.cells.len() + block.pinned.len(),
            n,
            "every member has a place"
        );
        block
    }

    /// Each row is as high as its highest node; with a node placed by hand all are alike, so that cells stay put.
    fn bands(&self) -> Vec<(f64, f64)> {
        let mut heights = vec![if self.fixed() { self.max_h } else { 0.0 }; self.rows];
        for cell in &self.cells {
            heights[cell.row] = f64::max(heights[cell.row], cell.h);
        }
        let mut y = self.header + 6.0;
        heights
            .into_iter()
            .map(|h| {
                let band = (y, h);
                y += h + self.gap_y;
                band
            })
            .collect()
    }

    /// Puts nodes on their slots; those whose slot is covered by a node placed by hand go to the first free one below.
    fn settle(&mut self, members: &Members, slots: &[(usize, usize)]) {
        let mut late = Vec::new();
        for ((node, h, place), (row, col)) in members.nodes.iter().zip(slots) {
            if place.is_some() {
                continue;
            }
            if self.covered(*row, *col) {
                late.push((*node, *h));
            } else {
                self.cells.push(Cell {
                    node: *node,
                    row: *row,
                    col: *col,
                    h: *h,
                });
            }
        }
        let mut slot = slots.iter().map(|(row, _)| row + 1).max().unwrap_or(0) * self.cols;
        for (node, h) in late {
            while self.covered(slot / self.cols, slot % self.cols) {
                slot += 1;
            }
            self.cells.push(Cell {
                node,
                row: slot / self.cols,
                col: slot % self.cols,
                h,
            });
            slot += 1;
        }
    }

    fn covered(&self, row: usize, col: usize) -> bool {
        let slot = Rect::new(self.col_x(col), self.row_y(row), self.node_w, self.max_h).grown(2.0);
        self.pinned.iter().any(|(_, rect)| rect.overlaps(&slot))
    }

    fn fixed(&self) -> bool {
        !self.pinned.is_empty()
    }

    fn lane_width(&self, lane: usize) -> f64 {
        if self.fixed() {
            return FIXED_LANE;
        }
        let base = if lane == 0 || lane == self.cols {
            MARGIN + self.indent
        } else {
            LANE
        };
        base + TRACK * self.lanes.get(lane).map_or(0, Vec::len) as f64 + self.stretch
    }

    /// Left edge of a lane, relative to the block.
    fn lane_x(&self, lane: usize) -> f64 {
        (0..lane).map(|l| self.lane_width(l) + self.node_w).sum()
    }

    /// Left edge of a column, relative to the block.
    pub(super) fn col_x(&self, col: usize) -> f64 {
        self.lane_x(col) + self.lane_width(col)
    }

    /// Upper edge of a row of nodes, relative to the block.
    fn row_y(&self, row: usize) -> f64 {
        // Rows that are only being tried are as high as the highest node.
        let even = self.header + 6.0 + row as f64 * (self.max_h + self.gap_y);
        self.bands.get(row).map_or(even, |band| band.0)
    }

    /// Height of the middle of the gap above a row, on the sheet.
    pub(super) fn gap_above(&self, row: usize) -> f64 {
        self.rect.y + self.row_y(row) - self.gap_y / 2.0
    }

    /// Where a net runs in a lane, on the sheet.
    pub(super) fn track_x(&self, lane: usize, net: usize) -> f64 {
        let nets = self.lanes.get(lane).map_or(&[][..], Vec::as_slice);
        let at = nets.iter().position(|n| *n == net).unwrap_or(0) as f64;
        let step = self.lane_width(lane) / (nets.len() + 1) as f64;
        let step = step.min(TRACK * 1.5);
        let first = (self.lane_width(lane) - step * (nets.len().max(1) - 1) as f64) / 2.0;
        self.rect.x + self.lane_x(lane) + first + at * step
    }

    /// The width that it needs. Asked before it is widened.
    pub(super) fn natural_width(&self) -> f64 {
        let own = self.lane_x(self.cols + 1) - self.node_w;
        self.pinned
            .iter()
            .map(|(_, rect)| rect.right() + MARGIN)
            .fold(own, f64::max)
    }

    pub(super) fn natural_height(&self) -> f64 {
        let end = self.bands.last().map_or(self.header + 24.0, |(y, h)| y + h);
        let below = if self.zone.is_some() { 10.0 } else { 6.0 };
        self.pinned
            .iter()
            .map(|(_, rect)| rect.bottom())
            .fold(end, f64::max)
            + below
    }

    /// Widens the lanes so that the block takes a width, as far as that is good for the eye.
    pub(super) fn widen(&mut self, width: f64) {
        let spare = width - self.natural_width();
        if !self.fixed() && spare > 0.0 {
            self.stretch = (spare / (self.cols + 1) as f64).min(26.0);
            self.indent = (spare - self.stretch * (self.cols + 1) as f64) / 2.0;
        }
    }

    /// Where the nodes stand, on the sheet.
    pub(super) fn places(&self) -> Vec<(NodeId, Rect)> {
        let cells = self.cells.iter().map(|cell| {
            let (x, y) = (
                self.rect.x + self.col_x(cell.col),
                self.rect.y + self.row_y(cell.row),
            );
            // Nodes of one row share their upper edge and a height, so that a row reads as a row.
            (cell.node, Rect::new(x, y, self.node_w, self.height_in(cell)))
        });
        let pinned = self.pinned.iter().map(|(node, rect)| {
            (
                *node,
                Rect::new(self.rect.x + rect.x, self.rect.y + rect.y, rect.w, rect.h),
            )
        });
        cells.chain(pinned).collect()
    }

    fn height_in(&self, cell: &Cell) -> f64 {
        if self.zone.is_some() {
            self.bands[cell.row].1
        } else {
            cell.h
        }
    }
}

/// Row and column of each member.
fn slots(members: &Members, pitch: f64) -> Vec<(usize, usize)> {
    let n = members.nodes.len();
    let square = (n as f64 * pitch * 1.2 / (members.node_w + LANE)).sqrt().ceil() as usize;
    let levels = layered::levels(n, &members.links);
    let widest = levels.iter().flatten().map(Vec::len).max().unwrap_or(0);
    let cols = square
        .max(widest.min(members.max_cols))
        .clamp(1, members.max_cols.max(1));
    let mut slots = vec![(0, 0); n];
    let mut row = 0;
    let linked: std::collections::BTreeSet<usize> =
        members.links.iter().flat_map(|(a, b)| [*a, *b]).collect();
    for level in levels.unwrap_or_default() {
        let level: Vec<usize> = level.into_iter().filter(|node| linked.contains(node)).collect();
        // Equal parts look better than a full row and a remainder.
        let parts = level.len().div_ceil(cols).max(1);
        for part in level.chunks(level.len().div_ceil(parts).max(1)) {
            let indent = (cols - part.len()) / 2;
            for (col, node) in part.iter().enumerate() {
                slots[*node] = (row, col + indent);
            }
            row += 1;
        }
    }
    let layered = row > 0;
    let rest: Vec<usize> = (0..n).filter(|node| !layered || !linked.contains(node)).collect();
    for part in rest.chunks(cols) {
        for (col, node) in part.iter().enumerate() {
            slots[*node] = (row, col);
        }
        row += 1;
    }
    slots
}
