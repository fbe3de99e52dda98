//! Rows of very wide tables as records: a heading from the first two columns, the others as labels and values.
//!
//! Invariant: every cell of the row is there, empty ones too, so that a reader sees what was not found out; a record
//! stays on one page if it fits on one. Deliberately absent: any knowledge of which table it is.

use super::flow::{Band, Flow, Piece};
use super::style::{GROUP, LABEL, NAVY, QUIET, SIDE};
use super::table::{self, Around};
use junkai_core::report::document::{Row, RowKind, Table};

const SIZE: f32 = 7.5;
/// A heading longer than this many ems is given as a field as well as the others.
const LONGEST_HEADING: f32 = 60.0;

/// Draws each row of `table` as a record.
pub(super) fn draw(flow: &mut Flow<'_>, table: &Table, around: &Around<'_>) {
    table::caption(flow, table, 80.0);
    let over = |flow: &mut Flow<'_>| table::continued(flow, table, around);
    for row in &table.rows {
        if row.kind == RowKind::Group {
            let text = row
                .cells
                .first()
                .map(|cell| cell.display(around.lang))
                .unwrap_or_default();
            let band = table::group(flow, &text, SIZE + 1.0, flow.paper().measure());
            if flow.room() < band.height() + 90.0 {
                flow.turn(flow.paper());
                over(flow);
            }
            flow.place(band, &over);
            flow.y += 4.0;
        } else {
            record(flow, table, row, around);
        }
    }
}

fn record(flow: &mut Flow<'_>, table: &Table, row: &Row, around: &Around<'_>) {
    let texts: Vec<String> = (0..table.columns.len())
        .map(|at| {
            row.cells
                .get(at)
                .map(|cell| cell.display(around.lang))
                .unwrap_or_default()
        })
        .collect();
    let name = texts
        .iter()
        .take(2)
        .filter(|text| !text.is_empty())
        .cloned()
        .collect::<Vec<_>>()
        .join("　");
    let short = flow.width(&name, 1.0, true) <= LONGEST_HEADING && !name.contains('\n');
    let (heading, skipped) = if short {
        (name, 2)
    } else {
        (texts.first().cloned().unwrap_or_default(), 1)
    };
    let (heading, skipped) = if flow.width(&heading, 1.0, true) <= LONGEST_HEADING && !heading.contains('\n')
    {
        (heading, skipped)
    } else {
        (String::new(), 0)
    };
    let fields: Vec<(&str, &str)> = table
        .columns
        .iter()
        .zip(&texts)
        .skip(skipped)
        .map(|(c, text)| (c.header.as_str(), text.as_str()))
        .collect();
    let head = title(flow, &heading);
    let bands = grid(flow, &fields);
    let whole = head.height() + bands.iter().map(Band::height).sum::<f32>();
    let start = |flow: &mut Flow<'_>| table::continued(flow, table, around);
    let needed = if whole <= flow.paper().depth() - 16.0 {
        whole
    } else {
        head.height() + 60.0
    };
    if flow.room() < needed && !flow.at_top() {
        flow.turn(flow.paper());
        start(flow);
    }
    flow.draw(&head);
    let again = title(flow, &format!("{heading}{}", around.frame.continued));
    let over = |flow: &mut Flow<'_>| flow.draw(&again);
    for band in bands {
        flow.place(band, &over);
    }
    flow.y += 7.0;
}

fn title(flow: &Flow<'_>, text: &str) -> Band {
    let mut piece = flow.piece(SIDE, flow.paper().measure(), text, SIZE + 1.0, true);
    piece.color = NAVY;
    piece.fill = Some(GROUP);
    Band {
        pieces: vec![piece],
        size: SIZE + 1.0,
        middle: false,
    }
}

/// Labels and values beside each other; a long value has a line of its own.
fn grid(flow: &Flow<'_>, fields: &[(&str, &str)]) -> Vec<Band> {
    let measure = flow.paper().measure();
    let across = if flow.paper().width > flow.paper().height {
        4
    } else {
        2
    };
    let cell = measure / across as f32;
    let widest = fields
        .iter()
        .map(|(name, _)| flow.width(name, SIZE, false))
        .fold(0.0, f32::max);
    let label = (widest + 8.0).clamp(cell * 0.25, cell * 0.42);
    let mut bands = Vec::new();
    let mut waiting: Vec<(&str, &str)> = Vec::new();
    for &field in fields {
        let lines = flow.lines(field.1, cell - label - 7.0, SIZE, false).len();
        if lines > 4 {
            flush(flow, &mut waiting, &mut bands, cell, label);
            bands.push(pairs(flow, &[field], measure, label));
        } else {
            waiting.push(field);
            if waiting.len() == across {
                flush(flow, &mut waiting, &mut bands, cell, label);
            }
        }
    }
    flush(flow, &mut waiting, &mut bands, cell, label);
    bands
}

fn flush(flow: &Flow<'_>, waiting: &mut Vec<(&str, &str)>, bands: &mut Vec<Band>, cell: f32, label: f32) {
    if !waiting.is_empty() {
        bands.push(pairs(flow, waiting, cell, label));
        waiting.clear();
    }
}

/// One band of labels and values; the last value reaches the right margin.
fn pairs(flow: &Flow<'_>, fields: &[(&str, &str)], cell: f32, label: f32) -> Band {
    let mut pieces: Vec<Piece> = Vec::new();
    for (at, (name, value)) in fields.iter().enumerate() {
        let x = SIDE + at as f32 * cell;
        let mut left = flow.piece(x, label, name, SIZE, false);
        left.fill = Some(LABEL);
        left.color = QUIET;
        pieces.push(left);
        let end = if at + 1 == fields.len() {
            SIDE + flow.paper().measure()
        } else {
            x + cell
        };
        pieces.push(flow.piece(x + label, end - x - label, value, SIZE, false));
    }
    Band {
        pieces,
        size: SIZE,
        middle: false,
    }
}
