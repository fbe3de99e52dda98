//! What was read from a workbook that somebody else made: sheets of cells, nothing else.
//!
//! Invariant: plain data, already bounded by whoever read the file; rows and columns are counted from 0, as in the
//! file, and only cells with content are present. Deliberately absent: formulas (their last result stands here and is
//! marked), styles, and the file format.

use crate::Day;
use std::collections::BTreeMap;

/// A workbook.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Workbook {
    /// Sheets in the order of the file, hidden ones included.
    pub sheets: Vec<Sheet>,
}

/// A sheet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Whether the file hides it.
    pub hidden: bool,
    /// Cells with content, by row and column.
    pub cells: BTreeMap<(u32, u32), SheetCell>,
    /// Merged areas; the content stands in the first cell of each.
    pub merged: Vec<Area>,
}

/// A rectangle of cells, both corners included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Area {
    /// First row and column.
    pub first: (u32, u32),
    /// Last row and column.
    pub last: (u32, u32),
}

/// The content of a cell.
#[derive(Clone, Debug, PartialEq)]
pub struct SheetCell {
    /// What it holds.
    pub value: SheetValue,
    /// Whether it is the last result of a formula.
    pub from_formula: bool,
}

/// A value in a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum SheetValue {
    /// Text, without furigana.
    Text(String),
    /// A number.
    Number(f64),
    /// True or false.
    Bool(bool),
    /// A day, from a number shown as a date.
    Day(Day),
    /// An error such as `#REF!`.
    Error(String),
}

impl Sheet {
    /// The cell, with the content of the merged area that covers it.
    pub fn at(&self, row: u32, column: u32) -> Option<&SheetCell> {
        self.cells.get(&(row, column)).or_else(|| {
            let covers =
                |a: &&Area| (a.first.0..=a.last.0).contains(&row) && (a.first.1..=a.last.1).contains(&column);
            self.merged
                .iter()
                .find(covers)
                .and_then(|area| self.cells.get(&area.first))
        })
    }

    /// The cell as a reader sees it, without white space around it; empty where there is nothing.
    pub fn text(&self, row: u32, column: u32) -> String {
        self.at(row, column)
            .map(|cell| cell.value.display())
            .unwrap_or_default()
    }

    /// Rows and columns in use, counted from the first of the sheet.
    pub fn size(&self) -> (u32, u32) {
        let rows = self.cells.keys().map(|(row, _)| row + 1).max();
        let columns = self.cells.keys().map(|(_, column)| column + 1).max();
        (rows.unwrap_or(0), columns.unwrap_or(0))
    }
}

impl SheetValue {
    /// As a reader sees it: whole numbers without decimals, days as `YYYY-MM-DD`.
    pub fn display(&self) -> String {
        match self {
            Self::Text(text) => text.trim().to_owned(),
            Self::Number(number) => number.to_string(),
            Self::Bool(value) => value.to_string().to_uppercase(),
            Self::Day(day) => day.to_string(),
            Self::Error(error) => error.clone(),
        }
    }
}
