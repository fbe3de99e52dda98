//! Reading a form that came back.
//!
//! Invariant: nothing that stands in a row of the form is dropped: it is in the reading, in a text of the row, or in
//! the cell as it stands. A formula's result is never taken without asking.
//! Deliberately absent: files, and writing anything to the survey.

mod answer;
mod days;
mod locate;
mod numbers;
mod options;
#[cfg(test)]
mod tests;

use super::ColumnKind;
use super::spelling::{number, squashed};
use super::words::FormWords;
use crate::Day;
use crate::checklist::{AnswerKind, AnswerValue, Checklist, Item};
use crate::workbook::{SheetCell, Workbook};
use answer::{Context, Parts};
use days::ReadDay;
use locate::{Hidden, Page};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Rows in which a sheet says who filled it in.
const LABELS_WITHIN: u32 = 60;

/// A form that came back.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct Returned {
    /// Why it could not be read; then there are no rows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refusal: Option<Refusal>,
    /// Id of the checklist, as far as it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub list: Option<String>,
    /// Its version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// Whether the list was recognised by its numbers only, because the workbook did not say which it is.
    pub by_numbers: bool,
    /// Who filled the form in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filled_by: Option<String>,
    /// When it was filled in, as it stands there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filled_on: Option<String>,
    /// Rows in which something stands, in the order of the workbook.
    pub rows: Vec<ReturnedRow>,
    /// Numbers of items without a row.
    pub missing: Vec<String>,
}

/// Why a workbook was not read as a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// It was made by a newer program.
    NewerForm,
    /// It is of a list that is not here.
    UnknownList,
    /// It is of a version that is not here.
    UnknownVersion,
    /// No form of any list is in it.
    NoForm,
    /// Several lists fit, and it does not say which.
    Ambiguous,
}

/// A row of a form that came back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct ReturnedRow {
    /// Name of the sheet.
    pub sheet: String,
    /// Row, counted from 1.
    pub row: u32,
    /// Number of the item; absent when no item has this number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    /// What stands in the number column.
    pub number: String,
    /// What stands in the answer cell.
    pub cell: String,
    /// What that means.
    pub reading: Reading,
    /// What was not understood.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_understood: Option<String>,
    /// Remark, and whatever stands in cells that this item does not use.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// What is odd about the row.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub flags: Vec<RowFlag>,
}

/// What an answer cell means.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
#[serde(tag = "reading", rename_all = "snake_case")]
pub enum Reading {
    /// This answer.
    Certain {
        /// The answer.
        value: AnswerValue,
    },
    /// Perhaps one of these; somebody has to say which.
    Ask {
        /// What it may mean.
        suggestions: Vec<AnswerValue>,
    },
    /// Nothing that is an answer to the item.
    Unreadable,
    /// Nothing stands there.
    Blank,
}

impl Reading {
    fn certain(value: AnswerValue) -> Self {
        Self::Certain { value }
    }

    /// The same, to be confirmed by somebody.
    fn doubted(self) -> Self {
        match self {
            Self::Certain { value } => Self::Ask {
                suggestions: vec![value],
            },
            other => other,
        }
    }
}

/// What is odd about a row.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
    ts_rs::TS,
)]
#[serde(rename_all = "snake_case")]
pub enum RowFlag {
    /// Another row has the same number.
    Duplicate,
    /// A formula stands in it.
    Formula,
    /// A day in it could not be read.
    DayUnclear,
    /// Something stands in a cell that this item does not use; it is in the note.
    UnusedCell,
}

/// Reads a workbook as a form of one of `lists`.
pub fn read_back(lists: &[Checklist], words: &FormWords, book: &Workbook) -> Returned {
    let hidden = Hidden::of(book);
    let pages = locate::pages(book, words, hidden.as_ref());
    let mut returned = Returned {
        by_numbers: hidden.is_none(),
        ..Returned::default()
    };
    if let Some(hidden) = &hidden {
        returned.list = Some(hidden.list.clone());
        returned.version = Some(hidden.version.clone());
    }
    let found = locate::list(lists, hidden.as_ref(), &pages);
    let list = match found {
        Ok(_) if pages.is_empty() => {
            returned.refusal = Some(Refusal::NoForm);
            return returned;
        }
        Ok(list) => list,
        Err(refusal) => {
            returned.refusal = Some(refusal);
            return returned;
        }
    };
    returned.list = Some(list.id.clone());
    returned.version = Some(list.version.clone());
    returned.filled_by = beside_label(book, words, "head_filled_by");
    returned.filled_on = beside_label(book, words, "head_filled_on");
    let reader = Reader {
        list,
        words,
        book,
        hidden: hidden.as_ref(),
        by_no: list.items.iter().map(|item| (number(&item.no), item)).collect(),
    };
    for page in &pages {
        let rows = page.rows().into_iter();
        returned
            .rows
            .extend(rows.filter_map(|(row, number)| reader.row(page, row, number)));
    }
    mark_duplicates(&mut returned.rows);
    let seen: BTreeSet<&str> = returned
        .rows
        .iter()
        .filter_map(|row| row.item.as_deref())
        .collect();
    returned.missing = list
        .items
        .iter()
        .filter(|item| !seen.contains(item.no.as_str()))
        .map(|item| item.no.clone())
        .collect();
    returned
}

/// What stands at the right of a label on any sheet.
fn beside_label(book: &Workbook, words: &FormWords, key: &str) -> Option<String> {
    let labels = [crate::Lang::Ja, crate::Lang::En].map(|lang| squashed(words.get(key, lang)));
    let sheets = book.sheets.iter();
    sheets
        .flat_map(|sheet| {
            let near = sheet.cells.range((0, 0)..(LABELS_WITHIN, 0));
            near.map(move |(at, cell)| (sheet, *at, cell))
        })
        .filter(|(_, _, cell)| labels.contains(&squashed(&cell.value.display())))
        .find_map(|(sheet, (row, column), _)| {
            let next = sheet.cells.range((row, column + 1)..(row + 1, 0)).next()?;
            let text = next.1.value.display();
            (!text.is_empty()).then_some(text)
        })
}

/// Of several rows for one item, none is taken without asking, unless the others are blank.
fn mark_duplicates(rows: &mut [ReturnedRow]) {
    let (mut count, mut answered) = (BTreeMap::new(), BTreeMap::new());
    for row in rows.iter() {
        if let Some(item) = &row.item {
            *count.entry(item.clone()).or_insert(0_usize) += 1;
            *answered.entry(item.clone()).or_insert(0_usize) += usize::from(row.reading != Reading::Blank);
        }
    }
    for row in rows {
        let Some(item) = &row.item else { continue };
        if count.get(item).is_some_and(|count| *count > 1) {
            row.flags.push(RowFlag::Duplicate);
            if answered.get(item).is_some_and(|answered| *answered > 1) {
                row.reading = std::mem::replace(&mut row.reading, Reading::Blank).doubted();
            }
        }
    }
}

struct Reader<'a> {
    list: &'a Checklist,
    words: &'a FormWords,
    book: &'a Workbook,
    hidden: Option<&'a Hidden>,
    by_no: BTreeMap<String, &'a Item>,
}

/// Cells of a row by what they hold.
struct Cells<'a> {
    page: &'a Page<'a>,
    row: u32,
}

impl<'a> Cells<'a> {
    /// The cell itself, never that of a merged area that covers it: an answer counts for one row.
    fn cell(&self, kind: ColumnKind) -> Option<&'a SheetCell> {
        let column = self.page.columns.get(&kind)?;
        self.page.sheet.cells.get(&(self.row, *column))
    }

    fn text(&self, kind: ColumnKind) -> Option<String> {
        let text = self.cell(kind)?.value.display();
        (!text.is_empty()).then(|| text.replace("\r\n", "\n").replace('\r', "\n"))
    }
}

/// Columns in which the hospital writes.
const WRITTEN: [ColumnKind; 6] = [
    ColumnKind::Answer,
    ColumnKind::Beside,
    ColumnKind::CheckedOn,
    ColumnKind::TargetOn,
    ColumnKind::NotUnderstood,
    ColumnKind::Note,
];

impl Reader<'_> {
    /// The row; nothing for headings between rows and for rows in which nothing was written under a blank number.
    fn row(&self, page: &Page<'_>, row: u32, no: String) -> Option<ReturnedRow> {
        let cells = Cells { page, row };
        let item = self.by_no.get(&number(&no)).copied();
        let written = WRITTEN.iter().any(|kind| cells.text(*kind).is_some());
        if item.is_none() && !written {
            return None;
        }
        let mut found = ReturnedRow {
            sheet: page.sheet.name.clone(),
            row: row + 1,
            item: item.map(|item| item.no.clone()),
            number: no,
            cell: cells.text(ColumnKind::Answer).unwrap_or_default(),
            reading: Reading::Unreadable,
            not_understood: cells.text(ColumnKind::NotUnderstood),
            note: cells.text(ColumnKind::Note),
            flags: Vec::new(),
        };
        if WRITTEN
            .iter()
            .any(|kind| cells.cell(*kind).is_some_and(|cell| cell.from_formula))
        {
            found.flags.push(RowFlag::Formula);
        }
        match item {
            Some(item) => self.answer(item, &cells, &mut found),
            None => {
                let others = [ColumnKind::Beside, ColumnKind::CheckedOn, ColumnKind::TargetOn];
                let texts: Vec<String> = others.iter().filter_map(|kind| cells.text(*kind)).collect();
                append(&mut found.note, &texts);
            }
        }
        Some(found)
    }

    fn answer(&self, item: &Item, cells: &Cells<'_>, found: &mut ReturnedRow) {
        let mut unused = Vec::new();
        let mut parts = Parts {
            answer: cells.cell(ColumnKind::Answer).map(|cell| &cell.value),
            ..Parts::default()
        };
        let mut doubted = found.flags.contains(&RowFlag::Formula);
        match cells.text(ColumnKind::Beside) {
            Some(text) if item.options.is_empty() => unused.push(text),
            text => parts.beside = text,
        }
        for (kind, day) in [
            (ColumnKind::CheckedOn, &mut parts.checked_on),
            (ColumnKind::TargetOn, &mut parts.target_on),
        ] {
            match days::read(cells.cell(kind).map(|cell| &cell.value)) {
                ReadDay::Day(read) if item.kind == AnswerKind::YesNoDate => *day = Some(read),
                ReadDay::Blank => {}
                ReadDay::Unclear if item.kind == AnswerKind::YesNoDate => {
                    found.flags.push(RowFlag::DayUnclear);
                    append(&mut found.note, &cells.text(kind).into_iter().collect::<Vec<_>>());
                    doubted = true;
                }
                ReadDay::Day(_) | ReadDay::Unclear => unused.extend(cells.text(kind)),
            }
        }
        if item.kind == AnswerKind::Table
            && let Some(table) = locate::table(self.book, self.words, self.hidden, item)
        {
            if table.from_formula {
                found.flags.push(RowFlag::Formula);
                doubted = true;
            }
            parts.rows = Some(table.rows);
        }
        let context = Context {
            item,
            may_not_apply: self.list.may_not_apply(item),
            words: self.words,
        };
        let reading = answer::read(&context, &parts);
        if let Some(beside) = &parts.beside
            && !keeps_beside(&reading)
        {
            unused.push(beside.clone());
        }
        let lost = days_lost(&reading, &parts);
        unused.extend(lost.iter().map(Day::to_string));
        found.reading = if doubted { reading.doubted() } else { reading };
        if !unused.is_empty() {
            found.flags.push(RowFlag::UnusedCell);
            append(&mut found.note, &unused);
        }
        found.flags.sort_unstable();
        found.flags.dedup();
    }
}

/// Whether what stands beside the answer is in the reading.
fn keeps_beside(reading: &Reading) -> bool {
    let keeps = |value: &AnswerValue| {
        matches!(
            value,
            AnswerValue::Single { text: Some(_), .. } | AnswerValue::Multi { text: Some(_), .. }
        )
    };
    match reading {
        Reading::Certain { value } => keeps(value),
        Reading::Ask { suggestions } => suggestions.iter().any(keeps),
        Reading::Unreadable | Reading::Blank => false,
    }
}

/// Days that stand in the row and are not in the reading.
fn days_lost(reading: &Reading, parts: &Parts<'_>) -> Vec<Day> {
    let keeps = |value: &AnswerValue| matches!(value, AnswerValue::YesNoDate { .. });
    let kept = match reading {
        Reading::Certain { value } => keeps(value),
        Reading::Ask { suggestions } => suggestions.iter().any(keeps),
        Reading::Unreadable | Reading::Blank => false,
    };
    let days = [parts.checked_on, parts.target_on];
    days.into_iter().flatten().filter(|_| !kept).collect()
}

fn append(note: &mut Option<String>, texts: &[String]) {
    for text in texts {
        *note = Some(match note.take() {
            Some(before) => format!("{before}\n{text}"),
            None => text.clone(),
        });
    }
}
