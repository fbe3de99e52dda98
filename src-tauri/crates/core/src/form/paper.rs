//! The form as a document to print and fill in by hand.
//!
//! Invariant: the same items and the same answers as in the workbook, with boxes to tick and lines to write on instead
//! of cells. Deliberately absent: answers that stand in the form already; a printed form starts empty.

use super::{AnswerCell, ColumnKind, Form, FormRow, Line};
use crate::report::document::{Align, Block, Cell, Column, Report, Row, RowKind, Section, Table};

/// Characters of room in the columns to write in, so that writers do not take them for empty.
const ROOM: [usize; 2] = [15, 10];

/// The form on paper.
pub fn report(form: &Form) -> Report {
    let mut head = form.head.clone();
    head.extend(form.filled.iter().map(|label| (label.clone(), String::new())));
    let instructions = (1u32..)
        .zip(&form.paper_instructions)
        .map(|(nth, line)| format!("{nth}. {line}"));
    // Below the numbered lines and not at the end, where it would often take a page of its own.
    let about = form.about.iter().map(|about| about.paper.clone());
    let mut sections = vec![
        Section {
            title: form.cover.clone(),
            blocks: instructions.chain(about).map(Block::Paragraph).collect(),
        },
        Section {
            title: form.sheets[1].clone(),
            blocks: vec![Block::Table(questions(form))],
        },
    ];
    let tables: Vec<Block> = form.lines().flat_map(blank_table).collect();
    if !tables.is_empty() {
        sections.push(Section {
            title: form.paper_tables.clone(),
            blocks: tables,
        });
    }
    Report {
        file: format!("form-{}-{}", form.list, form.version),
        lang: form.lang,
        title: form.title.clone(),
        head,
        marking: form.marking.clone(),
        revision: format!("{} {}", form.list, form.version),
        frame: form.frame.clone(),
        landscape: true,
        sections,
    }
}

fn questions(form: &Form) -> Table {
    let columns = [
        (ColumnKind::Number, 1.1),
        (ColumnKind::Question, 4.4),
        (ColumnKind::Answer, 3.2),
        (ColumnKind::NotUnderstood, 3.2),
        (ColumnKind::Note, 2.1),
    ];
    let columns = columns.map(|(kind, width)| Column {
        header: header(form, kind),
        width,
        align: Align::Left,
        choices: Vec::new(),
    });
    let rows = form.rows.iter().map(|row| match row {
        FormRow::Section(title) => Row {
            kind: RowKind::Group,
            cells: vec![Cell::text(title)],
        },
        FormRow::Item(line) => Row {
            kind: RowKind::Body,
            cells: vec![
                Cell::text(with(&line.no, line.official_no.iter())),
                Cell::text(with(&line.question, line.conditions.iter().chain(&line.help))),
                Cell::text(line.paper.join("\n")),
                room(ROOM[0]),
                room(ROOM[1]),
            ],
        },
    });
    Table {
        caption: None,
        columns: columns.into(),
        rows: rows.collect(),
    }
}

fn room(characters: usize) -> Cell {
    Cell::Text("\u{3000}".repeat(characters))
}

fn header(form: &Form, kind: ColumnKind) -> String {
    let column = form.columns.iter().find(|column| column.kind == kind);
    column.map(|column| column.header.clone()).unwrap_or_default()
}

fn with<'a>(first: &str, more: impl Iterator<Item = &'a String>) -> String {
    let mut text = first.to_owned();
    for line in more {
        text.push('\n');
        text.push_str(line);
    }
    text
}

fn blank_table(line: &Line) -> Vec<Block> {
    let AnswerCell::Table { table, .. } = &line.cell else {
        return Vec::new();
    };
    let columns = table.columns.iter().map(|header| Column {
        header: header.clone(),
        width: 1.0,
        align: Align::Left,
        choices: Vec::new(),
    });
    let row = Row {
        kind: RowKind::Body,
        // A line of its own height to write on.
        cells: vec![Cell::Text("\u{3000}\n\u{3000}".into()); table.columns.len()],
    };
    let mut blocks = vec![Block::Heading(table.lead.clone())];
    blocks.extend(table.help.clone().map(Block::Paragraph));
    blocks.push(Block::Table(Table {
        caption: Some(table.sheet.clone()),
        columns: columns.collect(),
        rows: vec![row; usize::try_from(table.rows / 2).unwrap_or(5)],
    }));
    blocks
}
