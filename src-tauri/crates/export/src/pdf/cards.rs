//! Rows of very wide tables as records: a heading from the first two columns, the others as labels and values.
//!
//! Invariant: every cell with something in it is there, in the order of the columns, and where cells are left out
//! because nothing is in them, a remark at the head says so; a record stays on one page if it fits on one.
//! Deliberately absent: any knowledge of which table it is.

use super::flow::{Band, Flow, PAD_X, Piece};
use super::style::{GROUP, LABEL, NAVY, NOTE, NOTE_LEADING, QUIET, SIDE};
use super::table::{self, Around};
use junkai_core::report::document::{Cell, Row, RowKind, Table};

const SIZE: f32 = 7.0;
const PAD_Y: f32 = 1.3;
/// Fields are as wide as so many of these columns as they need.
const UNIT: f32 = 62.0;
/// A label is broken rather than wider than this.
const WIDEST_LABEL: f32 = 118.0;
/// A heading longer than this many ems is given as a field as well as the others.
const LONGEST_HEADING: f32 = 60.0;

/// Draws each row of `table` as a record.
pub(super) fn draw(flow: &mut Flow<'_>, table: &Table, around: &Around<'_>) {
    table::caption(flow, table, 80.0);
    let blank = |row: &Row| row.kind != RowKind::Group && row.cells.contains(&Cell::Empty);
    if table.rows.iter().any(blank) && !around.frame.blank_left_out.is_empty() {
        flow.running(&around.frame.blank_left_out, NOTE, false, QUIET, NOTE_LEADING);
        flow.gap(3.0);
    }
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
        .filter(|(_, text)| !text.trim().is_empty())
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
    flow.y += 4.0;
}

fn title(flow: &Flow<'_>, text: &str) -> Band {
    let mut piece = flow.piece(SIDE, flow.paper().measure(), text, SIZE + 1.0, true);
    piece.color = NAVY;
    piece.fill = Some(GROUP);
    Band {
        pieces: vec![piece],
        size: SIZE + 1.0,
        pad: PAD_Y,
        middle: false,
    }
}

/// A label and its value.
struct Field<'a> {
    name: &'a str,
    value: &'a str,
    /// Width of the label.
    label: f32,
    /// How many columns of the grid it takes.
    span: usize,
}

/// Labels and values beside each other, each as wide as it needs; a value of several lines has a line of its own.
fn grid(flow: &Flow<'_>, fields: &[(&str, &str)]) -> Vec<Band> {
    let measure = flow.paper().measure();
    let units = (measure / UNIT).floor().max(1.0) as usize;
    let unit = measure / units as f32;
    let mut bands = Vec::new();
    let mut line: Vec<Field<'_>> = Vec::new();
    let mut taken = 0;
    for &(name, value) in fields {
        let wide = |text: &str| {
            let lines = text.split('\n').map(|line| flow.width(line, SIZE, false));
            lines.fold(0.0, f32::max) + 2.0 * PAD_X + 0.1
        };
        let label = wide(name).min(WIDEST_LABEL);
        let span = ((label + wide(value)) / unit).ceil().clamp(1.0, units as f32) as usize;
        if taken + span > units {
            bands.push(pairs(flow, &line, unit));
            line.clear();
            taken = 0;
        }
        taken += span;
        line.push(Field {
            name,
            value,
            label,
            span,
        });
    }
    if !line.is_empty() {
        bands.push(pairs(flow, &line, unit));
    }
    bands
}

/// One band of labels and values; the last value reaches the right margin.
fn pairs(flow: &Flow<'_>, fields: &[Field<'_>], unit: f32) -> Band {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut x = SIDE;
    for (at, field) in fields.iter().enumerate() {
        let mut left = flow.piece(x, field.label, field.name, SIZE, false);
        left.fill = Some(LABEL);
        left.color = QUIET;
        pieces.push(left);
        let end = if at + 1 == fields.len() {
            SIDE + flow.paper().measure()
        } else {
            x + field.span as f32 * unit
        };
        let start = x + field.label;
        pieces.push(flow.piece(start, end - start, field.value, SIZE, false));
        x = end;
    }
    Band {
        pieces,
        size: SIZE,
        pad: PAD_Y,
        middle: false,
    }
}
