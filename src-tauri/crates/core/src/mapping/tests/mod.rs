//! Workbooks as one meets them, built by hand, and what becomes of them.
//!
//! Invariant: every list that comes out is written as TOML and read back, so it satisfies the lint.
//! Deliberately absent: words of any published sheet; only their shapes are taken.

mod hostile;
mod random;
mod sheets;
mod trouble;
mod versions;

use super::{Mapped, MappedAs, Mapping, SheetMapping, apply, outline};
use crate::checklist::{AnswerKind, Checklist, parse_checklist};
use crate::interview::Audience;
use crate::workbook::{Area, Sheet, SheetCell, SheetValue, Workbook};
use crate::{Lang, Wording};

/// A sheet from rows of cells parted by `|`. `<` is covered by the cell to the left, `^` by the one above; a cell of
/// digits is a number; `=` before a text makes it the result of a formula; `\n` is a line end.
fn sheet(name: &str, rows: &[&str]) -> Sheet {
    let mut sheet = Sheet {
        name: name.into(),
        ..Sheet::default()
    };
    let grid: Vec<Vec<String>> = rows
        .iter()
        .map(|row| row.split('|').map(|c| c.trim().replace("\\n", "\n")).collect())
        .collect();
    let text = |row: usize, column: usize| {
        grid.get(row)
            .and_then(|r| r.get(column))
            .map_or("", String::as_str)
    };
    for (row, cells) in grid.iter().enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            if ["", "<", "^"].contains(&cell.as_str()) {
                continue;
            }
            sheet.cells.insert(place(row, column), value(cell));
            let right = (column + 1..).take_while(|c| text(row, *c) == "<").last();
            let down = (row + 1..).take_while(|r| text(*r, column) == "^").last();
            if right.is_some() || down.is_some() {
                sheet.merged.push(Area {
                    first: place(row, column),
                    last: place(down.unwrap_or(row), right.unwrap_or(column)),
                });
            }
        }
    }
    sheet
}

fn place(row: usize, column: usize) -> (u32, u32) {
    let small = |n: usize| u32::try_from(n).expect("sheets of tests are small");
    (small(row), small(column))
}

fn value(text: &str) -> SheetCell {
    let (text, from_formula) = text.strip_prefix('=').map_or((text, false), |rest| (rest, true));
    let value = match text.parse::<f64>() {
        Ok(number) => SheetValue::Number(number),
        Err(_) if text.starts_with('#') && text.ends_with('!') => SheetValue::Error(text.into()),
        Err(_) => text
            .parse()
            .map_or_else(|_| SheetValue::Text(text.into()), SheetValue::Day),
    };
    SheetCell { value, from_formula }
}

fn workbook(sheets: Vec<Sheet>) -> Workbook {
    Workbook { sheets }
}

/// The mapping by what was guessed.
fn guessed(workbook: &Workbook) -> Mapping {
    let title = Wording::new("院内の確認表", "Checklist of the hospital");
    outline(workbook).mapping("own", "1", title, Wording::new("病院", ""), Lang::Ja)
}

/// A mapping of one sheet: number, section, text, help, answer, guideline, `-` for none.
fn chosen(sheet: &str, header_row: u32, columns: [&str; 6], kind: AnswerKind) -> Mapping {
    let [number, section, text, help, answer, guideline] = columns.map(|c| (c != "-").then(|| c.to_owned()));
    Mapping {
        id: "own".into(),
        version: "1".into(),
        title: Wording::new("院内の確認表", "Checklist of the hospital"),
        source: Wording::new("病院", "The hospital"),
        lang: Lang::Ja,
        sheets: vec![SheetMapping {
            sheet: sheet.into(),
            header_row,
            last_row: None,
            number,
            section,
            text: text.unwrap_or_default(),
            help,
            answer,
            guideline,
            audience: Audience::Admin,
            kind,
        }],
    }
}

/// Applies the mapping; every list satisfies the lint.
fn mapped(mapping: &Mapping, workbook: &Workbook) -> Mapped {
    let mapped = apply(mapping, workbook);
    for list in &mapped.lists {
        proper(list);
    }
    mapped
}

fn proper(list: &Checklist) {
    let text = toml::to_string(list).expect("a list can be written");
    match parse_checklist(&text) {
        Ok(read) => assert_eq!(&read, list, "what was written is read back the same"),
        Err(problems) => assert_eq!(problems, Vec::new(), "the list satisfies the lint:\n{text}"),
    }
}

/// One line a row: what it was taken as and why, its number, its problems.
fn told(mapped: &Mapped) -> Vec<String> {
    let row = |row: &super::MappedRow| {
        let span = if row.row == row.last_row {
            row.row.to_string()
        } else {
            format!("{}-{}", row.row, row.last_row)
        };
        let number = row.no.as_deref().map(|no| format!(" {no}")).unwrap_or_default();
        let problems: Vec<String> = row.problems.iter().map(|p| format!(" !{}", word(p))).collect();
        format!(
            "{span} {} {}{number}{}",
            word(&row.what),
            word(&row.why),
            problems.concat()
        )
    };
    mapped.rows.iter().map(row).collect()
}

/// One line an item: section, number, text, kind with options.
fn items(list: &Checklist) -> Vec<String> {
    let item = |item: &crate::checklist::Item| {
        let section = list.sections.iter().find(|s| s.id == item.section);
        let options: Vec<String> = item
            .options
            .iter()
            .map(|o| format!(" {}={}", o.id, o.text.ja))
            .collect();
        let section = section.map_or("", |s| s.title.ja.as_str());
        let text = item.text.ja.replace('\n', "⏎");
        format!(
            "{section}/{} {text} [{}{}]",
            item.no,
            word(&item.kind),
            options.concat()
        )
    };
    list.items.iter().map(item).collect()
}

fn word(value: &impl serde::Serialize) -> String {
    serde_json::json!(value).as_str().unwrap_or_default().to_owned()
}

fn count(mapped: &Mapped, what: MappedAs) -> usize {
    mapped.rows.iter().filter(|row| row.what == what).count()
}
