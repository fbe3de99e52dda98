//! The cells of a sheet.
//!
//! Invariant: one pass over the part; a cell costs what its content costs wherever it stands, and all sheets of a
//! workbook share one allowance of cells, text and merged areas. A cell that comes twice or refers to a text that is
//! not there makes the file damaged: nothing is guessed. Deliberately absent: the declared dimension, and formulas
//! beyond the fact that there is one.

use crate::formats::Formats;
use crate::xml::Part;
use crate::{Error, Limit, MAX_CELLS, MAX_COLUMNS, MAX_MERGED, MAX_ROWS, MAX_TEXT, area, strings};
use junkai_core::Day;
use junkai_core::workbook::{Area, Sheet, SheetCell, SheetValue};
use std::collections::btree_map::Entry;
use std::io::Read;

/// Most cells looked at to find the results of formulas that fill an area.
const MAX_MARKED: usize = 50_000_000;

/// What all sheets of a workbook share.
pub(crate) struct Reading<'a> {
    texts: &'a [String],
    formats: &'a Formats,
    cells: usize,
    text: usize,
    merged: usize,
    marked: usize,
}

/// A cell as its tag declares it.
struct Declared {
    kind: String,
    format: usize,
}

impl<'a> Reading<'a> {
    /// Before the first sheet.
    pub(crate) fn new(texts: &'a [String], formats: &'a Formats) -> Self {
        Self {
            texts,
            formats,
            cells: 0,
            text: 0,
            merged: 0,
            marked: 0,
        }
    }

    /// Reads a part into a sheet.
    pub(crate) fn sheet<R: Read>(&mut self, mut part: Part<R>, sheet: &mut Sheet) -> Result<(), Error> {
        let mut filled = Vec::new();
        part.root("worksheet")?;
        while part.child()? {
            if part.is("sheetData") {
                self.rows(&mut part, sheet, &mut filled)?;
            } else if part.is("mergeCells") {
                self.merged(&mut part, sheet)?;
            } else {
                part.skip()?;
            }
        }
        part.finish()?;
        self.mark(sheet, &filled)
    }

    fn rows<R: Read>(
        &mut self,
        part: &mut Part<R>,
        sheet: &mut Sheet,
        filled: &mut Vec<Area>,
    ) -> Result<(), Error> {
        let mut next_row = 0;
        while part.child()? {
            if !part.is("row") {
                part.skip()?;
                continue;
            }
            let row = match part.attribute("r")? {
                Some(number) => area::row(number.trim())?,
                None if next_row < MAX_ROWS => next_row,
                None => return Err(Limit::Rows.into()),
            };
            next_row = row + 1;
            let mut next_column = 0;
            while part.child()? {
                if !part.is("c") {
                    part.skip()?;
                    continue;
                }
                let place = match part.attribute("r")? {
                    Some(reference) => area::cell(reference.trim())?,
                    None if next_column < MAX_COLUMNS => (row, next_column),
                    None => return Err(Limit::Columns.into()),
                };
                next_column = place.1 + 1;
                if let Some(cell) = self.cell(part, filled)? {
                    self.keep(sheet, place, cell)?;
                }
            }
        }
        Ok(())
    }

    fn keep(&mut self, sheet: &mut Sheet, place: (u32, u32), cell: SheetCell) -> Result<(), Error> {
        self.cells += 1;
        if self.cells > MAX_CELLS {
            return Err(Limit::Cells.into());
        }
        if let SheetValue::Text(text) | SheetValue::Error(text) = &cell.value {
            self.text += text.len();
            if self.text > MAX_TEXT {
                return Err(Limit::Text.into());
            }
        }
        match sheet.cells.entry(place) {
            Entry::Vacant(free) => free.insert(cell),
            Entry::Occupied(_) => return Err(Error::Damaged),
        };
        Ok(())
    }

    /// Leaves the `c` that was just entered with its content.
    fn cell<R: Read>(&self, part: &mut Part<R>, filled: &mut Vec<Area>) -> Result<Option<SheetCell>, Error> {
        let declared = Declared {
            kind: part.attribute("t")?.unwrap_or_default(),
            format: match part.attribute("s")? {
                Some(number) => number.trim().parse().map_err(|_| Error::Damaged)?,
                None => 0,
            },
        };
        let mut from_formula = false;
        let mut raw: Option<String> = None;
        let mut inline: Option<String> = None;
        while part.child()? {
            if part.is("v") {
                part.text(raw.get_or_insert_default())?;
            } else if part.is("is") {
                inline = Some(strings::rich(part)?);
            } else {
                if part.is("f") {
                    remember_filled(part, filled)?;
                    let mut formula = String::new();
                    part.text(&mut formula)?;
                    from_formula = !is_constant(&formula);
                } else {
                    part.skip()?;
                }
            }
        }
        let value = match (declared.kind.as_str(), inline, raw) {
            ("inlineStr", Some(text), _) => text_value(text),
            (_, _, Some(raw)) => self.value(&declared, &raw)?,
            _ => None,
        };
        Ok(value.map(|value| SheetCell { value, from_formula }))
    }

    fn value(&self, declared: &Declared, raw: &str) -> Result<Option<SheetValue>, Error> {
        let bare = raw.trim();
        Ok(match declared.kind.as_str() {
            "s" => {
                let index: usize = bare.parse().map_err(|_| Error::Damaged)?;
                text_value(self.texts.get(index).ok_or(Error::Damaged)?.clone())
            }
            "str" => text_value(strings::unescaped(raw)),
            _ if bare.is_empty() => None,
            "" | "n" => {
                let number: f64 = bare.parse().map_err(|_| Error::Damaged)?;
                if !number.is_finite() {
                    return Err(Error::Damaged);
                }
                Some(match self.formats.day(declared.format, number) {
                    Some(day) => SheetValue::Day(day),
                    None => SheetValue::Number(number),
                })
            }
            "b" => match bare {
                "1" | "true" => Some(SheetValue::Bool(true)),
                "0" | "false" => Some(SheetValue::Bool(false)),
                _ => return Err(Error::Damaged),
            },
            "e" => Some(SheetValue::Error(bare.to_owned())),
            "d" => Some(match bare.get(..10).and_then(|day| day.parse().ok()) {
                Some(day) => SheetValue::Day(Day(day)),
                None => SheetValue::Text(bare.to_owned()),
            }),
            _ => return Err(Error::Damaged),
        })
    }

    fn merged<R: Read>(&mut self, part: &mut Part<R>, sheet: &mut Sheet) -> Result<(), Error> {
        while part.child()? {
            if part.is("mergeCell") {
                self.merged += 1;
                if self.merged > MAX_MERGED {
                    return Err(Limit::Merged.into());
                }
                let reference = part.attribute("ref")?.ok_or(Error::Damaged)?;
                sheet.merged.push(area::area(reference.trim())?);
            }
            part.skip()?;
        }
        Ok(())
    }

    /// A formula that fills an area stands in its first cell only; the other results are marked here.
    fn mark(&mut self, sheet: &mut Sheet, filled: &[Area]) -> Result<(), Error> {
        for area in filled {
            for ((_, column), cell) in sheet.cells.range_mut(area.first..=area.last) {
                self.marked += 1;
                if self.marked > MAX_MARKED {
                    return Err(Limit::Cells.into());
                }
                if (area.first.1..=area.last.1).contains(column) {
                    cell.from_formula = true;
                }
            }
        }
        Ok(())
    }
}

/// Remembers the area of an array formula or a data table that has more than one cell.
fn remember_filled<R: Read>(part: &Part<R>, filled: &mut Vec<Area>) -> Result<(), Error> {
    let kind = part.attribute("t")?;
    if !matches!(kind.as_deref(), Some("array" | "dataTable")) {
        return Ok(());
    }
    if let Some(reference) = part.attribute("ref")? {
        let area = area::area(reference.trim())?;
        if area.first != area.last {
            if filled.len() == MAX_CELLS {
                return Err(Limit::Cells.into());
            }
            filled.push(area);
        }
    }
    Ok(())
}

/// An empty text is no content.
fn text_value(text: String) -> Option<SheetValue> {
    (!text.is_empty()).then_some(SheetValue::Text(text))
}

/// LibreOffice writes the constants true and false as formulas.
fn is_constant(formula: &str) -> bool {
    matches!(formula.trim(), "TRUE()" | "FALSE()")
}
