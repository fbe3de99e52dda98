//! Sheets that were made to keep the mapping busy for ever, or to fill the memory.
//!
//! Invariant: whatever stands in a workbook, its mapping ends, with lists or with a problem. A test here that does not
//! end, or ends the process, has failed.

use super::*;
use crate::mapping::MappingProblem;

const ROWS: u32 = 40_000;

/// A sheet with headings, and below them what `cell` gives for row and column.
fn filled(rows: u32, cell: impl Fn(u32, u32) -> Option<String>, merged: &[(u32, u32)]) -> Workbook {
    let mut sheet = sheet("S", &["No|項目|回答|備考"]);
    for row in 1..rows {
        for column in 0..4 {
            if let Some(text) = cell(row, column) {
                let value = SheetValue::Text(text);
                let from_formula = false;
                sheet
                    .cells
                    .insert((row, column), SheetCell { value, from_formula });
            }
        }
    }
    for (row, column) in merged {
        sheet.merged.push(Area {
            first: (*row, *column),
            last: (rows, *column),
        });
    }
    Workbook { sheets: vec![sheet] }
}

fn mapped(book: &Workbook) -> Mapped {
    let columns = |letters: &str| Some(letters.to_owned());
    let sheet = SheetMapping {
        sheet: "S".into(),
        header_row: 1,
        last_row: None,
        number: columns("A"),
        section: None,
        text: "B".into(),
        help: columns("D"),
        answer: columns("C"),
        guideline: None,
        audience: Audience::Admin,
        kind: AnswerKind::YesNo,
    };
    let mapping = Mapping {
        id: "own".into(),
        version: "1".into(),
        title: Wording::new("題", "Title"),
        source: Wording::new("出典", "Source"),
        lang: Lang::Ja,
        sheets: vec![sheet],
    };
    apply(&mapping, book)
}

fn check(book: &Workbook, expected: Option<MappingProblem>, why: &str) {
    let mapped = mapped(book);
    let problems: Vec<MappingProblem> = mapped.problems.iter().map(|p| p.problem).collect();
    assert_eq!(problems, expected.into_iter().collect::<Vec<_>>(), "{why}");
}

#[test]
fn a_long_text_over_many_rows_is_not_held_for_each() {
    let long = "説明".repeat(200_000);
    let cell = |row, column| match (row, column) {
        (1, 3) => Some(long.clone()),
        (row, 1) => Some(format!("項目{row}を確かめていますか。")),
        _ => None,
    };
    let book = filled(4_000, cell, &[(1, 3)]);
    check(
        &book,
        Some(MappingProblem::TooManyItems),
        "no list holds that much",
    );
}

#[test]
fn many_rows_of_one_item_are_read_once() {
    let answers = |row: u32, column| match (row, column) {
        (1, 0) => Some("1".into()),
        (1, 1) => Some("確かめていますか。".into()),
        (row, 2) => Some(format!("答え{row}")),
        _ => None,
    };
    check(
        &filled(ROWS, answers, &[(1, 1)]),
        None,
        "one item with a long answer cell",
    );
    let texts = |row: u32, column| match (row, column) {
        (1, 0) => Some("1".into()),
        (row, 1) => Some(format!("端末{row}、")),
        _ => None,
    };
    check(&filled(ROWS, texts, &[]), None, "one item with a long text");
}

#[test]
fn many_headings_are_told_apart() {
    let headings = |row: u32, column| (column == 1).then(|| format!("■見出し{row:09}"));
    check(
        &filled(ROWS, headings, &[]),
        Some(MappingProblem::NoItems),
        "headings only",
    );
}

#[test]
fn more_rows_than_a_list_can_come_of_are_not_read() {
    let cell = |row: u32, column| (column == 0).then(|| row.to_string());
    check(
        &filled(100_002, cell, &[]),
        Some(MappingProblem::TooManyItems),
        "a sheet of numbers",
    );
}

#[test]
fn one_number_in_many_spellings_is_counted_on() {
    // Two to the power of the letters: all of them are one number.
    let spelled = |row: u32| {
        (0..13)
            .map(|bit| if row >> bit & 1 == 1 { 'A' } else { 'a' })
            .collect()
    };
    let cell = |row: u32, column| match column {
        0 => Some(spelled(row)),
        1 => Some(format!("項目{row}を確かめていますか。")),
        _ => None,
    };
    let mapped = mapped(&filled(4_000, cell, &[]));
    let last = mapped
        .lists
        .first()
        .and_then(|list| list.items.last())
        .map(|item| item.no.to_lowercase());
    assert_eq!(
        last.as_deref(),
        Some("aaaaaaaaaaaaa-3999"),
        "each is the next one of the first"
    );
}
