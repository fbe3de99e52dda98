//! The first sheet: what this is, for whom, and how it is filled in.
//!
//! Invariant: only the two cells in which the hospital says who filled the form in and when are open.
//! Deliberately absent: questions.

use super::looks::Look;
use super::rules::{day, telling};
use super::{Writing, height, print_setup, protect, text};
use crate::Error;
use rust_xlsxwriter::Worksheet;

/// Widths of labels and values.
const WIDTHS: [f64; 2] = [26.0, 72.0];
/// Type that is merged over both columns is estimated with a little less room.
const ALL: f64 = 96.0;

/// Fills the sheet.
pub(super) fn write(sheet: &mut Worksheet, writing: &mut Writing<'_>) -> Result<(), Error> {
    let (form, lang) = (writing.form, writing.lang());
    for (at, width) in (0u16..).zip(WIDTHS) {
        sheet.set_column_width(at, width)?;
    }
    sheet.set_screen_gridlines(false);
    let mut row = 0;
    if !form.marking.is_empty() {
        across(sheet, &mut row, &form.marking, Look::Marking, writing)?;
    }
    across(sheet, &mut row, &form.title, Look::Title, writing)?;
    row += 1;
    for (label, value) in &form.head {
        let value = writing.shown(value, label);
        text(sheet, (row, 0), label, Look::Label, lang)?;
        text(sheet, (row, 1), &value, Look::Value, lang)?;
        let tall = height(&[(label, WIDTHS[0], 10.0), (&value, WIDTHS[1], 10.0)]);
        sheet.set_row_height(row, tall + 4.0)?;
        row += 1;
    }
    let [by, on] = &form.filled;
    for (label, look) in [(by, Look::Open), (on, Look::OpenDay)] {
        text(sheet, (row, 0), label, Look::Label, lang)?;
        text(sheet, (row, 1), "", look, lang)?;
        sheet.set_row_height(row, 24)?;
        row += 1;
    }
    let rule = telling(
        day()?,
        &form.messages.day,
        &form.messages,
        &form.messages.reject_day,
    )?;
    sheet.add_data_validation(row - 1, 1, row - 1, 1, &rule)?;
    row += 1;
    across(sheet, &mut row, &form.cover, Look::Heading, writing)?;
    for (at, line) in (1..).zip(&form.instructions) {
        let at: u32 = at;
        across(
            sheet,
            &mut row,
            &format!("{at}. {line}"),
            Look::Paragraph,
            writing,
        )?;
    }
    if let Some(about) = &form.about {
        row += 1;
        across(sheet, &mut row, &about.title, Look::Heading, writing)?;
        across(sheet, &mut row, &about.note, Look::Note, writing)?;
    }
    sheet.set_portrait();
    print_setup(sheet, form);
    protect(sheet);
    Ok(())
}

/// A text over both columns.
fn across(
    sheet: &mut Worksheet,
    row: &mut u32,
    line: &str,
    look: Look,
    writing: &mut Writing<'_>,
) -> Result<(), Error> {
    let shown = writing.shown(line, &writing.form.title.clone());
    let format = look.format(writing.lang());
    sheet.merge_range(*row, 0, *row, 1, &shown, &format)?;
    let around = if matches!(look, Look::Paragraph | Look::Note) {
        6.0
    } else {
        10.0
    };
    sheet.set_row_height(*row, (height(&[(&shown, ALL, look.size())]) + around).min(409.0))?;
    *row += 1;
    Ok(())
}
