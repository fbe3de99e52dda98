//! A sheet for each table that is to be filled in.
//!
//! Invariant: headings stand in the third row, as the list gives them; below the rows that are drawn there is open room
//! for more. Deliberately absent: sums, and rules for cells; a table takes whatever is written.

use super::looks::Look;
use super::{Writing, height, print_setup, protect, text};
use crate::Error;
use junkai_core::form::{FormTable, Line};
use rust_xlsxwriter::{IgnoreError, Worksheet};

/// The row with the headings.
const HEADER: u32 = 2;
/// Open rows below those that are drawn.
const BELOW: u32 = 90;
/// Width of the sheet.
const TOTAL: f64 = 98.0;
const NARROWEST: f64 = 14.0;

/// Fills the sheet.
pub(super) fn write(
    sheet: &mut Worksheet,
    line: &Line,
    table: &FormTable,
    writing: &mut Writing<'_>,
) -> Result<(), Error> {
    let lang = writing.lang();
    let count = u16::try_from(table.columns.len()).unwrap_or(u16::MAX).max(1);
    let width = (TOTAL / f64::from(count)).max(NARROWEST);
    let total = width * f64::from(count);
    sheet.set_column_range_width(0, count - 1, width)?;
    sheet.set_screen_gridlines(false);
    let more = table
        .help
        .iter()
        .chain([&table.more])
        .cloned()
        .collect::<Vec<_>>()
        .join("\n");
    for (row, content, look) in [(0, &table.lead, Look::Heading), (1, &more, Look::Paragraph)] {
        let shown = writing.shown(content, &line.no);
        let format = look.format(lang);
        if count > 1 {
            sheet.merge_range(row, 0, row, count - 1, &shown, &format)?;
        } else {
            sheet.write_string_with_format(row, 0, &shown, &format)?;
        }
        sheet.set_row_height(row, height(&[(&shown, total - 2.0, look.size())]) + 8.0)?;
    }
    let mut tall: f64 = 0.0;
    for (at, header) in (0u16..).zip(&table.columns) {
        let shown = writing.shown(header, &line.no);
        tall = tall.max(height(&[(&shown, width, 10.0)]));
        text(sheet, (HEADER, at), &shown, Look::Header, lang)?;
    }
    sheet.set_row_height(HEADER, tall + 8.0)?;
    let filled = u32::try_from(line.entry.rows.len()).unwrap_or(u32::MAX);
    let drawn = table.rows.max(filled);
    for nth in 0..drawn + BELOW {
        let cells = usize::try_from(nth).ok().and_then(|at| line.entry.rows.get(at));
        let look = if nth < drawn { Look::Open } else { Look::OpenBelow };
        let mut tall = 24.0;
        for at in 0..count {
            let cell = cells.and_then(|cells| cells.get(usize::from(at)));
            let shown = writing.shown(cell.map(String::as_str).unwrap_or_default(), &line.no);
            tall = height(&[(&shown, width, 10.0)]).max(tall);
            text(sheet, (HEADER + 1 + nth, at), &shown, look, lang)?;
        }
        if nth < drawn {
            sheet.set_row_height(HEADER + 1 + nth, tall)?;
        }
    }
    let last = HEADER + drawn + BELOW;
    sheet.ignore_error_range(HEADER + 1, 0, last, count - 1, IgnoreError::NumberStoredAsText)?;
    sheet.set_print_area(0, 0, HEADER + drawn, count - 1)?;
    sheet.set_freeze_panes(HEADER + 1, 0)?;
    sheet.set_repeat_rows(HEADER, HEADER)?;
    if total > TOTAL + 1.0 {
        sheet.set_landscape();
    } else {
        sheet.set_portrait();
    }
    print_setup(sheet, writing.form);
    protect(sheet);
    Ok(())
}
