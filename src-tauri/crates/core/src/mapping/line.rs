//! A row as it concerns a mapping: what stands in each chosen column, and what stands elsewhere.
//!
//! Invariant: content of a merged area belongs to one chosen column only, the leftmost that the area covers in its
//! first row; below, it is known as reaching down.

use super::column::Columns;
use super::grid::{Grid, shown};
use super::number::{self, Number};
use crate::workbook::SheetValue;

/// What a chosen column shows in a row.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum Seen {
    /// Nothing, or the content belongs to a column further left.
    #[default]
    Nothing,
    /// Content that begins here.
    Own(String),
    /// The content of an area that begins in the row named.
    Above(u32, String),
}

impl Seen {
    /// What begins here; empty otherwise.
    pub(super) fn own(&self) -> &str {
        match self {
            Self::Own(text) => text,
            _ => "",
        }
    }

    /// What a reader sees.
    pub(super) fn filled(&self) -> &str {
        match self {
            Self::Own(text) | Self::Above(_, text) => text,
            Self::Nothing => "",
        }
    }
}

/// A row with content.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Line {
    /// Counted from 0.
    pub(super) row: u32,
    pub(super) number: Seen,
    /// The number, where the cell can be read as one.
    pub(super) read: Option<Number>,
    pub(super) section: Seen,
    pub(super) text: Seen,
    pub(super) help: Seen,
    pub(super) answer: Seen,
    pub(super) guideline: Seen,
    /// What stands outside of the chosen columns.
    pub(super) outside: Vec<String>,
    /// Content of a cell across the columns, as headings and notes stand there.
    pub(super) across: Option<String>,
    /// Whether number, section, text or help is the last result of a formula.
    pub(super) from_formula: bool,
    /// Whether the number or the text is an error.
    pub(super) number_error: bool,
    pub(super) text_error: bool,
    /// Whether a merged area decides where the answer of this row stands.
    pub(super) answer_above: bool,
}

impl Line {
    /// The row, counted from 0.
    pub(super) fn of(grid: &Grid<'_>, columns: &Columns, row: u32) -> Self {
        let seen = |column: Option<u32>| column.map_or(Seen::Nothing, |c| seen(grid, columns, row, c));
        let owns =
            |column: Option<u32>| column.filter(|c| !self::seen(grid, columns, row, *c).own().is_empty());
        let cell = |column: Option<u32>| owns(column).and_then(|c| grid.cell(row, c));
        let number = seen(columns.number);
        let text = Some(columns.text);
        let is_error = |column| cell(column).is_some_and(|c| matches!(c.value, SheetValue::Error(_)));
        let used = [columns.number, columns.section, text, columns.help];
        let number_error = is_error(columns.number);
        Self {
            row,
            read: cell(columns.number)
                .filter(|_| !number_error)
                .and_then(|c| number::read(c, number.own())),
            number,
            section: seen(columns.section),
            text: seen(text),
            help: seen(columns.help),
            answer: seen(columns.answer),
            guideline: seen(columns.guideline),
            outside: outside(grid, columns, row),
            across: across(grid, columns, row),
            from_formula: used.into_iter().filter_map(cell).any(|c| c.from_formula),
            number_error,
            text_error: is_error(text),
            answer_above: columns
                .answer
                .is_some_and(|c| grid.area(row, c).is_some_and(|a| a.first.0 < row)),
        }
    }

    /// Bytes of all that a reader sees in the row, with what reaches into it from above.
    pub(super) fn size(&self) -> usize {
        let chosen = [
            &self.number,
            &self.section,
            &self.text,
            &self.help,
            &self.answer,
            &self.guideline,
        ];
        let chosen: usize = chosen.into_iter().map(|seen| seen.filled().len()).sum();
        let others: usize = self.outside.iter().chain(&self.across).map(String::len).sum();
        chosen + others
    }

    /// Everything that begins in the row, for a person to recognise it.
    pub(super) fn whole(&self) -> String {
        let chosen = [
            &self.number,
            &self.section,
            &self.text,
            &self.help,
            &self.guideline,
            &self.answer,
        ];
        let texts = chosen.into_iter().map(Seen::own);
        let texts = texts.chain(self.outside.iter().map(String::as_str));
        texts.filter(|t| !t.is_empty()).collect::<Vec<_>>().join(" ")
    }
}

fn seen(grid: &Grid<'_>, columns: &Columns, row: u32, column: u32) -> Seen {
    let text = grid.filled(row, column);
    if text.is_empty() {
        return Seen::Nothing;
    }
    match grid.area(row, column) {
        None => Seen::Own(text),
        Some(area) if area.first.0 < row => Seen::Above(area.first.0, text),
        Some(area) => {
            let covered = columns.all().filter(|c| (area.first.1..=area.last.1).contains(c));
            match covered.min() {
                Some(owner) if owner != column => Seen::Nothing,
                _ => Seen::Own(text),
            }
        }
    }
}

fn outside(grid: &Grid<'_>, columns: &Columns, row: u32) -> Vec<String> {
    let chosen = |column: u32| {
        columns
            .all()
            .any(|c| c == column || grid.area(row, c).is_some_and(|a| a.first == (row, column)))
    };
    let cells = grid.sheet.cells.range((row, 0)..=(row, u32::MAX));
    cells
        .filter(|((_, column), _)| !chosen(*column))
        .map(|(_, cell)| shown(cell))
        .filter(|text| !text.is_empty())
        .collect()
}

/// The content of a merged area that begins in this row and takes the place of question and answer, or of a question
/// and everything else but its number.
fn across(grid: &Grid<'_>, columns: &Columns, row: u32) -> Option<String> {
    let area = grid.area(row, columns.text).filter(|a| a.first.0 == row)?;
    let covered: Vec<u32> = columns
        .all()
        .filter(|c| (area.first.1..=area.last.1).contains(c))
        .collect();
    let numbered = columns
        .number
        .is_some_and(|c| !covered.contains(&c) && !grid.filled(row, c).is_empty());
    let answer = columns.answer.is_some_and(|c| covered.contains(&c));
    let text = grid.filled(row, columns.text);
    (covered.len() >= 2 && (answer || !numbered) && !text.is_empty()).then_some(text)
}
