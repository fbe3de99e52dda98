//! Ruled tables, their header row repeated on every page.
//!
//! Invariant: a column is never narrower than its words need at the size chosen; a table whose columns do not fit at
//! the smallest size on any paper is laid out as records instead (`cards`). Deliberately absent: sorting, merging.

use super::cards;
use super::flow::{Band, Flow, PAD_Y};
use super::style::{GROUP, HEADER, LABEL, NAVY, Paper, QUIET, SIDE, SMALLEST, TEXT};
use super::widths::{self, Column};
use junkai_core::Lang;
use junkai_core::report::document::{Align, Frame, Row, RowKind, Table};
use std::collections::VecDeque;

/// What a table needs to know of the document around it.
pub(super) struct Around<'a> {
    pub(super) lang: Lang,
    pub(super) frame: &'a Frame,
    /// Heading of the section.
    pub(super) section: &'a str,
}

/// How a table is laid out.
pub(super) enum Plan {
    /// Ruled columns on this paper.
    Columns {
        paper: Paper,
        size: f32,
        widths: Vec<f32>,
    },
    /// A record for each row.
    Cards { paper: Paper },
}

impl Plan {
    /// The paper that it is laid out for.
    pub(super) fn paper(&self) -> Paper {
        match self {
            Self::Columns { paper, .. } | Self::Cards { paper } => *paper,
        }
    }
}

/// Down to this size, type gives way to wider columns.
const COMFORTABLE: f32 = 7.5;
/// How much of the measure the words may need for a size above that.
const SLACK: f32 = 0.75;

/// Decides on paper, size and widths.
pub(super) fn plan(flow: &Flow<'_>, table: &Table, lang: Lang) -> Plan {
    let columns: Vec<Column> = (0..table.columns.len())
        .map(|at| widths::measured(flow, table, at, lang))
        .collect();
    let lying = Paper::a4(true);
    let tries: [(Paper, &[f32]); 4] = [
        (flow.base, &[9.0, 8.5, 8.0, COMFORTABLE]),
        (lying, &[9.0, 8.5, 8.0, COMFORTABLE]),
        (flow.base, &[7.0, SMALLEST]),
        (lying, &[7.0, SMALLEST]),
    ];
    for (paper, sizes) in tries {
        for &size in sizes {
            // Large type in narrow columns reads worse than smaller type with some room.
            let slack = if size > COMFORTABLE { SLACK } else { 1.0 };
            if widths::need(&columns, size) <= paper.measure() * slack {
                return Plan::Columns {
                    paper,
                    size,
                    widths: widths::share(&columns, size, paper.measure()),
                };
            }
        }
    }
    Plan::Cards { paper: flow.base }
}

/// Draws the table.
pub(super) fn draw(flow: &mut Flow<'_>, table: &Table, plan: &Plan, around: &Around<'_>) {
    if table.columns.is_empty() {
        return;
    }
    match plan {
        Plan::Columns { size, widths, .. } => ruled(flow, table, *size, widths, around),
        Plan::Cards { .. } => cards::draw(flow, table, around),
    }
    flow.gap(10.0);
}

/// Draws the caption above a table or a list of records.
pub(super) fn caption(flow: &mut Flow<'_>, table: &Table, following: f32) {
    if let Some(text) = &table.caption {
        flow.gap(4.0);
        flow.keep(18.0 + following);
        flow.running(text, 9.5, true, TEXT, 1.5);
        flow.y += 2.0;
    }
}

/// Names, at the top of a page, what goes on there.
pub(super) fn continued(flow: &mut Flow<'_>, table: &Table, around: &Around<'_>) {
    let name = table.caption.as_deref().unwrap_or(around.section);
    if !around.frame.continued.is_empty() && !name.is_empty() {
        let text = format!("{name}{}", around.frame.continued);
        let line = flow
            .lines(&text, flow.paper().measure(), 8.5, false)
            .swap_remove(0);
        let y = flow.y + 8.5;
        flow.page().text(SIDE, y, 8.5, false, QUIET, &line);
        flow.y += 13.5;
    }
}

fn ruled(flow: &mut Flow<'_>, table: &Table, size: f32, widths: &[f32], around: &Around<'_>) {
    let head = header(flow, table, size, widths);
    let mut rows = table
        .rows
        .iter()
        .map(|row| (row.kind, band(flow, table, row, size, widths, around.lang)));
    let mut bands: VecDeque<(RowKind, Band)> = rows.by_ref().take(2).collect();
    drop(rows);
    // Neither a header nor a group's heading is of any use at the foot of a page.
    let first = match (bands.front(), bands.get(1)) {
        (Some((RowKind::Group, group)), Some((_, next))) => group.height() + flow.start(next),
        (Some((_, first)), _) => flow.start(first),
        _ => 0.0,
    };
    caption(flow, table, head.height() + first);
    flow.keep(head.height() + first);
    flow.draw(&head);
    let over = |flow: &mut Flow<'_>| {
        continued(flow, table, around);
        flow.draw(&head);
    };
    for at in 0..table.rows.len() {
        let Some((kind, this)) = bands.pop_front() else {
            break;
        };
        let following = bands.front().map_or(0.0, |(_, next)| flow.start(next));
        if kind == RowKind::Group && flow.room() < this.height() + following {
            flow.turn(flow.paper());
            over(flow);
        }
        flow.place(this, &over);
        if let Some(row) = table.rows.get(at + 2) {
            bands.push_back((row.kind, band(flow, table, row, size, widths, around.lang)));
        }
    }
}

fn header(flow: &Flow<'_>, table: &Table, size: f32, widths: &[f32]) -> Band {
    let mut x = SIDE;
    let pieces = table.columns.iter().zip(widths).map(|(column, &w)| {
        let mut piece = flow.piece(x, w, &column.header, size, true);
        x += w;
        piece.align = Align::Centre;
        piece.color = NAVY;
        piece.fill = Some(HEADER);
        piece
    });
    Band {
        pieces: pieces.collect(),
        size,
        pad: PAD_Y,
        middle: true,
    }
}

fn band(flow: &Flow<'_>, table: &Table, row: &Row, size: f32, widths: &[f32], lang: Lang) -> Band {
    if row.kind == RowKind::Group {
        let text = row
            .cells
            .first()
            .map(|cell| cell.display(lang))
            .unwrap_or_default();
        return group(flow, &text, size, widths.iter().sum());
    }
    let total = row.kind == RowKind::Total;
    let mut x = SIDE;
    let pieces = table
        .columns
        .iter()
        .zip(widths)
        .enumerate()
        .map(|(at, (column, &w))| {
            let text = row
                .cells
                .get(at)
                .map(|cell| cell.display(lang))
                .unwrap_or_default();
            let mut piece = flow.piece(x, w, &text, size, total);
            x += w;
            piece.align = column.align;
            piece.fill = total.then_some(LABEL);
            piece
        });
    Band {
        pieces: pieces.collect(),
        size,
        pad: PAD_Y,
        middle: false,
    }
}

/// A heading across a table.
pub(super) fn group(flow: &Flow<'_>, text: &str, size: f32, width: f32) -> Band {
    let mut piece = flow.piece(SIDE, width, text, size, true);
    piece.color = NAVY;
    piece.fill = Some(GROUP);
    Band {
        pieces: vec![piece],
        size,
        pad: PAD_Y,
        middle: false,
    }
}
