//! Tests of the projection, on the templates that ship.
//!
//! Invariant: nothing here names the fields of a record one by one where their schema can be read instead.

mod documents;
mod every_field;
mod small_survey;
mod templates;

use super::document::{Block, Report, RowKind, Table};
use super::*;

/// The template files that ship, as name and text.
fn files() -> Vec<(String, String)> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../report-templates");
    let read = |name: String| {
        let text = std::fs::read_to_string(folder.join(&name)).expect("a template file that ships");
        (name, text)
    };
    Templates::files().into_iter().map(read).collect()
}

fn templates() -> Templates {
    let files = files();
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    Templates::parse(&files).expect("the templates that ship have no problem")
}

fn tables(report: &Report) -> impl Iterator<Item = &Table> {
    report
        .sections
        .iter()
        .flat_map(|section| &section.blocks)
        .filter_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        })
}

/// The texts of all cells of all tables.
fn cells(reports: &[Report]) -> Vec<String> {
    let rows = reports.iter().flat_map(tables).flat_map(|table| &table.rows);
    rows.flat_map(|row| &row.cells)
        .map(|cell| cell.display(reports[0].lang))
        .collect()
}

/// One section as a person would read it, cells between bars and blanks cut.
fn page(report: &Report, title: &str) -> String {
    let mut text = String::new();
    for section in report.sections.iter().filter(|section| section.title == title) {
        for block in &section.blocks {
            match block {
                Block::Paragraph(line) => text.push_str(&format!("{line}\n")),
                Block::Note(line) => text.push_str(&format!("({line})\n")),
                Block::Heading(line) => text.push_str(&format!("# {line}\n")),
                Block::Figure => text.push_str("[figure]\n"),
                Block::Chart(chart) => text.push_str(&format!("[{chart:?}]\n")),
                Block::Table(table) => text.push_str(&ruled(table, report.lang)),
            }
        }
    }
    text
}

fn ruled(table: &Table, lang: Lang) -> String {
    let header: Vec<&str> = table
        .columns
        .iter()
        .map(|column| column.header.as_str())
        .collect();
    let mut text = format!("| {} |\n", header.join(" | "));
    for row in &table.rows {
        let cells: Vec<String> = row
            .cells
            .iter()
            .map(|cell| cell.display(lang).replace('\n', " / "))
            .collect();
        let mark = match row.kind {
            RowKind::Group => '>',
            RowKind::Total => '=',
            RowKind::Body => '|',
        };
        text.push_str(&format!("{mark} {} |\n", cells.join(" | ")));
    }
    text
}
