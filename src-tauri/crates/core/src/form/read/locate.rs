//! Where a returned workbook keeps its questions: the hidden sheet, the header rows, and the list that was asked.
//!
//! Invariant: columns are found by their headings and rows by item numbers, never by position, because rows may have
//! been sorted, inserted or copied. What the hidden sheet says is a claim: an unknown list or version is refused.
//! Deliberately absent: reading answers.

use super::super::spelling::{number, squashed};
use super::super::words::FormWords;
use super::super::{ColumnKind, FORMAT, MARK, MARK_SHEET};
use super::Refusal;
use crate::Lang;
use crate::checklist::{Checklist, Item};
use crate::workbook::{Sheet, Workbook};
use std::collections::{BTreeMap, BTreeSet};

/// Rows in which a header row is looked for.
const HEADER_WITHIN: u32 = 200;
/// Columns in which headings are looked for.
const COLUMNS_WITHIN: u32 = 200;

/// What the hidden sheet says.
#[derive(Default)]
pub(super) struct Hidden {
    format: u32,
    pub(super) list: String,
    pub(super) version: String,
    /// Headings by what they head.
    headers: Vec<(ColumnKind, String)>,
    /// Sheets of tables by item number.
    pub(super) tables: BTreeMap<String, String>,
}

impl Hidden {
    /// The hidden sheet, if the workbook has one.
    pub(super) fn of(book: &Workbook) -> Option<Self> {
        let sheet = book
            .sheets
            .iter()
            .find(|sheet| is_hidden_sheet(sheet) && sheet.text(0, 0) == MARK)?;
        let mut hidden = Self {
            format: sheet.text(0, 1).parse().unwrap_or(u32::MAX),
            ..Self::default()
        };
        for row in 1..sheet.size().0 {
            let cell = |column| sheet.text(row, column);
            match cell(0).as_str() {
                "list" => hidden.list = cell(1),
                "version" => hidden.version = cell(1),
                "column" => {
                    let kind = ColumnKind::ALL.into_iter().find(|kind| kind.name() == cell(1));
                    hidden.headers.extend(kind.map(|kind| (kind, squashed(&cell(2)))));
                }
                "table" => {
                    hidden.tables.insert(number(&cell(1)), cell(2));
                }
                _ => {}
            }
        }
        Some(hidden)
    }
}

fn is_hidden_sheet(sheet: &Sheet) -> bool {
    sheet.name.eq_ignore_ascii_case(MARK_SHEET)
}

/// A sheet with questions.
pub(super) struct Page<'a> {
    pub(super) sheet: &'a Sheet,
    /// The row with the headings.
    pub(super) header: u32,
    /// Columns by what they hold.
    pub(super) columns: BTreeMap<ColumnKind, u32>,
}

/// The sheets with headings of ours, of which one heads numbers and one answers.
pub(super) fn pages<'a>(book: &'a Workbook, words: &FormWords, hidden: Option<&Hidden>) -> Vec<Page<'a>> {
    let mut known: BTreeMap<String, ColumnKind> = BTreeMap::new();
    for kind in ColumnKind::ALL {
        for lang in [Lang::Ja, Lang::En] {
            let header = words.get(&format!("column_{}", kind.name()), lang);
            known.insert(squashed(header), kind);
        }
    }
    // What stood on the form when it was made counts more than today's words.
    let recorded = hidden.iter().flat_map(|hidden| &hidden.headers);
    known.extend(recorded.map(|(kind, header)| (header.clone(), *kind)));
    let sheets = book.sheets.iter().filter(|sheet| !is_hidden_sheet(sheet));
    sheets
        .filter_map(|sheet| {
            let rows: BTreeSet<u32> = sheet.cells.keys().map(|(row, _)| *row).collect();
            let mut best: Option<Page<'a>> = None;
            for row in rows.into_iter().take_while(|row| *row < HEADER_WITHIN) {
                let page = headed(sheet, row, &known);
                let complete = [ColumnKind::Number, ColumnKind::Answer]
                    .iter()
                    .all(|kind| page.columns.contains_key(kind));
                let more = best
                    .as_ref()
                    .is_none_or(|best| best.columns.len() < page.columns.len());
                if complete && more {
                    best = Some(page);
                }
            }
            best
        })
        .collect()
}

fn headed<'a>(sheet: &'a Sheet, row: u32, known: &BTreeMap<String, ColumnKind>) -> Page<'a> {
    let mut columns = BTreeMap::new();
    for ((_, column), cell) in sheet.cells.range((row, 0)..(row, COLUMNS_WITHIN)) {
        if let Some(kind) = known.get(&squashed(&cell.value.display())) {
            columns.entry(*kind).or_insert(*column);
        }
    }
    Page {
        sheet,
        header: row,
        columns,
    }
}

impl Page<'_> {
    /// The rows below the headings, each with the number that stands in it.
    pub(super) fn rows(&self) -> Vec<(u32, String)> {
        let rows: BTreeSet<u32> = self
            .sheet
            .cells
            .range((self.header + 1, 0)..)
            .map(|((row, _), _)| *row)
            .collect();
        rows.into_iter()
            .map(|row| (row, self.text(row, ColumnKind::Number)))
            .collect()
    }

    /// The cell itself: looking through merged areas for every row would take too long in a sheet full of them.
    fn text(&self, row: u32, kind: ColumnKind) -> String {
        let cell = self
            .columns
            .get(&kind)
            .and_then(|column| self.sheet.cells.get(&(row, *column)));
        cell.map(|cell| cell.value.display()).unwrap_or_default()
    }
}

/// Which of `lists` was asked.
pub(super) fn list<'l>(
    lists: &'l [Checklist],
    hidden: Option<&Hidden>,
    pages: &[Page<'_>],
) -> Result<&'l Checklist, Refusal> {
    let Some(hidden) = hidden else {
        return by_numbers(lists, pages);
    };
    if hidden.format > FORMAT {
        return Err(Refusal::NewerForm);
    }
    let versions: Vec<&Checklist> = lists.iter().filter(|list| list.id == hidden.list).collect();
    if versions.is_empty() {
        return Err(Refusal::UnknownList);
    }
    versions
        .into_iter()
        .find(|list| list.version == hidden.version)
        .ok_or(Refusal::UnknownVersion)
}

/// The list whose numbers and questions stand on the pages, if only one can be meant.
fn by_numbers<'l>(lists: &'l [Checklist], pages: &[Page<'_>]) -> Result<&'l Checklist, Refusal> {
    if pages.is_empty() {
        return Err(Refusal::NoForm);
    }
    let mut asked: BTreeMap<String, String> = BTreeMap::new();
    for page in pages {
        for (row, no) in page.rows() {
            let question = squashed(&page.text(row, ColumnKind::Question));
            asked.entry(number(&no)).or_insert(question);
        }
    }
    let mut scores: Vec<((usize, usize), &Checklist)> = lists
        .iter()
        .map(|list| (score(list, &asked), list))
        .filter(|((numbers, _), list)| *numbers > 0 && *numbers * 2 >= list.items.len())
        .collect();
    scores.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    match scores.as_slice() {
        [] => Err(Refusal::NoForm),
        [(best, _), (next, _), ..] if best == next => Err(Refusal::Ambiguous),
        [(_, list), ..] => Ok(list),
    }
}

/// How many items of the list have a row with their number, and how many of these with their question.
fn score(list: &Checklist, asked: &BTreeMap<String, String>) -> (usize, usize) {
    let (mut numbers, mut questions) = (0, 0);
    for item in &list.items {
        let Some(question) = asked.get(&number(&item.no)) else {
            continue;
        };
        numbers += 1;
        let says = |text: &str| question.starts_with(&squashed(text));
        questions += usize::from(says(&item.text.ja) || says(&item.text.en));
    }
    (numbers, questions)
}

/// The rows of an item's table, as long as the item has columns; nothing if it has none or nothing stands in it.
pub(super) fn table(
    book: &Workbook,
    words: &FormWords,
    hidden: Option<&Hidden>,
    item: &Item,
) -> Option<FilledTable> {
    let named = |name: &str| {
        let same = |sheet: &&Sheet| squashed(&sheet.name) == squashed(name);
        book.sheets.iter().find(same)
    };
    let recorded = hidden.and_then(|hidden| hidden.tables.get(&number(&item.no)));
    let sheet = recorded.and_then(|name| named(name)).or_else(|| {
        [Lang::Ja, Lang::En]
            .iter()
            .find_map(|lang| named(&words.fill("sheet_table", *lang, &[("no", &item.no)])))
    })?;
    let rows: BTreeSet<u32> = sheet.cells.keys().map(|(row, _)| *row).collect();
    let mut header = None;
    for row in rows.iter().take_while(|row| **row < HEADER_WITHIN) {
        let columns = columns_of(sheet, *row, item);
        if columns.iter().all(Option::is_some) {
            header = Some((*row, columns));
            break;
        }
    }
    let (header, columns) = header?;
    let mut filled = FilledTable::default();
    for row in rows.into_iter().filter(|row| *row > header) {
        let cells: Vec<_> = columns
            .iter()
            .map(|column| column.and_then(|column| sheet.cells.get(&(row, column))))
            .collect();
        let texts: Vec<String> = cells
            .iter()
            .map(|cell| cell.map(|cell| cell.value.display()).unwrap_or_default())
            .collect();
        if texts.iter().any(|text| !text.is_empty()) {
            filled.from_formula |= cells.iter().flatten().any(|cell| cell.from_formula);
            filled.rows.push(texts);
        }
    }
    (!filled.rows.is_empty()).then_some(filled)
}

/// What stands in a table.
#[derive(Default)]
pub(super) struct FilledTable {
    pub(super) rows: Vec<Vec<String>>,
    pub(super) from_formula: bool,
}

fn columns_of(sheet: &Sheet, row: u32, item: &Item) -> Vec<Option<u32>> {
    let mut taken = BTreeSet::new();
    item.columns
        .iter()
        .map(|heading| {
            let texts = [squashed(&heading.ja), squashed(&heading.en)];
            let cells = sheet.cells.range((row, 0)..(row, COLUMNS_WITHIN));
            let found = cells
                .filter(|((_, column), _)| !taken.contains(column))
                .find(|(_, cell)| texts.contains(&squashed(&cell.value.display())));
            let column = found.map(|((_, column), _)| *column);
            taken.extend(column);
            column
        })
        .collect()
}
