//! A sheet with its merged areas found quickly.
//!
//! Invariant: what stands in a cell that a merged area covers, other than its first one, does not count, as in the
//! spreadsheet itself. Cost grows with cells and with areas, never with the rows or columns that an area claims.

use super::spelling::clean;
use crate::workbook::{Area, Sheet, SheetCell, SheetValue};
use std::collections::HashMap;

pub(super) struct Grid<'a> {
    pub(super) sheet: &'a Sheet,
    areas: HashMap<u32, Vec<Area>>,
}

impl<'a> Grid<'a> {
    /// The sheet; areas are only looked for in `columns`.
    pub(super) fn new(sheet: &'a Sheet, columns: impl IntoIterator<Item = u32>) -> Self {
        let mut areas: HashMap<u32, Vec<Area>> = columns.into_iter().map(|c| (c, Vec::new())).collect();
        for area in &sheet.merged {
            let area = Area {
                first: (area.first.0.min(area.last.0), area.first.1.min(area.last.1)),
                last: (area.first.0.max(area.last.0), area.first.1.max(area.last.1)),
            };
            for (_, of_column) in areas
                .iter_mut()
                .filter(|(c, _)| (area.first.1..=area.last.1).contains(c))
            {
                of_column.push(area);
            }
        }
        for of_column in areas.values_mut() {
            of_column.sort_by_key(|area| (area.first, area.last));
        }
        Self { sheet, areas }
    }

    /// The merged area over a cell.
    pub(super) fn area(&self, row: u32, column: u32) -> Option<Area> {
        let of_column = self.areas.get(&column)?;
        // Areas of a proper file do not overlap, so only the last one that has begun can reach here.
        let begun = of_column.partition_point(|area| area.first.0 <= row);
        of_column[..begun]
            .last()
            .copied()
            .filter(|area| row <= area.last.0)
    }

    /// The cell in which the content of a cell stands.
    pub(super) fn cell(&self, row: u32, column: u32) -> Option<&'a SheetCell> {
        let place = self.area(row, column).map_or((row, column), |area| area.first);
        self.sheet.cells.get(&place)
    }

    /// What a reader sees in the cell, the content of a merged area in each cell of it.
    pub(super) fn filled(&self, row: u32, column: u32) -> String {
        self.cell(row, column).map(shown).unwrap_or_default()
    }
}

/// What a reader sees of a cell.
pub(super) fn shown(cell: &SheetCell) -> String {
    match &cell.value {
        // A result such as 1.2000000000000002 shows as what it means.
        SheetValue::Number(number) if number.abs() < 1e15 => ((number * 1e9).round() / 1e9).to_string(),
        value => clean(&value.display()),
    }
}
