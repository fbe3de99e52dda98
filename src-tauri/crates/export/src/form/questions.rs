//! The sheet with the questions: a row an item.
//!
//! Invariant: headings stand in the second row, items below it; the number cell begins with the item's number, by which
//! the row is found again. Rows are as high as their texts and as the longest answer that is offered.
//! Deliberately absent: sorting and filtering; the sheet is protected.

use super::looks::{Look, runs};
use super::pages::{Pages, SECTION, TITLE};
use super::rules::{anything, day, number, telling};
use super::{Writing, height, print_setup, protect, serial, text};
use crate::Error;
use junkai_core::Lang;
use junkai_core::form::{AnswerCell, ColumnKind, FormRow, Line};
use junkai_core::report::document::Cell;
use rust_xlsxwriter::{DataValidation, IgnoreError, Worksheet};

/// The row with the headings.
const HEADER: u32 = 1;
/// Rows of an item are at least so high, so that there is room to write on paper.
const LEAST: f64 = 30.0;
/// The highest row that spreadsheet programs allow is 409.5.
const MOST: f64 = 400.0;
/// What each text is given around it and does not need inside a cell.
const BETWEEN: f64 = 3.0;
/// A column is not made wider than this.
const WIDEST: f64 = 120.0;

/// Fills the sheet called `name`.
pub(super) fn write(sheet: &mut Worksheet, name: &str, writing: &mut Writing<'_>) -> Result<(), Error> {
    let form = writing.form;
    let columns = columns(writing);
    sheet.set_screen_gridlines(false);
    let last = u16::try_from(columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    for (at, (_, width)) in (0u16..).zip(&columns) {
        sheet.set_column_width(at, *width)?;
    }
    let widths: Vec<f64> = columns.iter().map(|(_, width)| *width).collect();
    let title = writing.shown(&form.title, "");
    sheet.merge_range(0, 0, 0, last, &title, &Look::Title.format(form.lang))?;
    sheet.set_row_height(0, TITLE)?;
    let mut tall: f64 = 0.0;
    for (at, column) in (0u16..).zip(&form.columns) {
        text(sheet, (HEADER, at), &column.header, Look::Header, form.lang)?;
        tall = tall.max(height(&[(&column.header, column.width, 10.0)]));
    }
    let header = tall + 8.0;
    sheet.set_row_height(HEADER, header)?;
    writing.hidden.fact(["sheet", name, "", ""]);
    let mut rows = Rows {
        sheet,
        writing,
        columns,
        last,
        pages: Pages::new(&widths, header),
    };
    let mut row = HEADER + 1;
    for of in &form.rows {
        match of {
            FormRow::Section(title) => rows.section(row, title)?,
            FormRow::Item(line) => rows.item(row, line)?,
        }
        row += 1;
    }
    let Rows { sheet, pages, .. } = rows;
    sheet.set_page_breaks(&pages.breaks)?;
    if row > HEADER + 1 {
        // Numbers of items and ids of options are texts on purpose.
        sheet.ignore_error_range(HEADER + 1, 0, row - 1, last, IgnoreError::NumberStoredAsText)?;
    }
    sheet.set_freeze_panes(HEADER + 1, 1)?;
    // Whoever turns to the sheet can answer at once.
    let answer = form
        .columns
        .iter()
        .position(|column| column.kind == ColumnKind::Answer);
    let item = form.rows.iter().position(|row| matches!(row, FormRow::Item(_)));
    if let (Some(Ok(row)), Some(Ok(at))) = (item.map(u32::try_from), answer.map(u16::try_from)) {
        sheet.set_selection(HEADER + 1 + row, at, HEADER + 1 + row, at)?;
    }
    sheet.set_repeat_rows(HEADER, HEADER)?;
    sheet.set_landscape();
    print_setup(sheet, form);
    protect(sheet);
    Ok(())
}

/// Columns with widths at which every text can be seen.
fn columns(writing: &mut Writing<'_>) -> Vec<(ColumnKind, f64)> {
    let form = writing.form;
    form.columns
        .iter()
        .map(|column| {
            let mut width = column.width;
            if matches!(column.kind, ColumnKind::Question | ColumnKind::How) {
                let too_tall = |width: f64| form.lines().any(|line| locked(line, column.kind, width) > MOST);
                while width < WIDEST && too_tall(width) {
                    width += 6.0;
                }
            }
            (column.kind, width)
        })
        .collect()
}

/// Height that the locked text of a column takes.
fn locked(line: &Line, kind: ColumnKind, width: f64) -> f64 {
    match kind {
        ColumnKind::Question => {
            let small = line
                .conditions
                .iter()
                .chain(&line.help)
                .map(|text| height(&[(text, width, 9.0)]) - BETWEEN);
            height(&[(&line.question, width, 10.0)]) + small.sum::<f64>()
        }
        ColumnKind::How => height(&[(&line.how.join("\n"), width, 9.0)]),
        _ => 0.0,
    }
}

struct Rows<'a, 'w> {
    sheet: &'a mut Worksheet,
    writing: &'a mut Writing<'w>,
    columns: Vec<(ColumnKind, f64)>,
    last: u16,
    pages: Pages,
}

impl Rows<'_, '_> {
    fn lang(&self) -> Lang {
        self.writing.lang()
    }

    /// A heading; the number column stays empty, so that it is never taken for an item.
    fn section(&mut self, row: u32, title: &str) -> Result<(), Error> {
        let title = self.writing.shown(title, "");
        let format = Look::Section.format(self.lang());
        self.sheet.write_blank(row, 0, &format)?;
        self.sheet.merge_range(row, 1, row, self.last, &title, &format)?;
        self.sheet.set_row_height(row, SECTION)?;
        self.pages.heading(row);
        Ok(())
    }

    fn item(&mut self, row: u32, line: &Line) -> Result<(), Error> {
        self.writing
            .hidden
            .fact(["item", &line.no, &(row + 1).to_string(), ""]);
        let mut tall = LEAST;
        for (at, (kind, width)) in (0u16..).zip(self.columns.clone()) {
            let place = (row, at);
            match kind {
                ColumnKind::Number => {
                    let official = line.official_no.iter().map(|no| format!("\n{no}"));
                    let shown = line.no.clone() + &official.collect::<String>();
                    tall = tall.max(height(&[(&shown, width, 10.0)]));
                    self.put(place, &shown, Look::Number, line)?;
                }
                ColumnKind::Question => {
                    tall = tall.max(locked(line, kind, width) + 2.0);
                    self.question(place, line)?;
                }
                ColumnKind::How => {
                    tall = tall.max(locked(line, kind, width) + 2.0);
                    self.put(place, &line.how.join("\n"), Look::Small, line)?;
                }
                ColumnKind::Answer => {
                    tall = tall.max(self.answer(place, width, line)?);
                }
                ColumnKind::Beside => {
                    let open = line.beside || !line.entry.beside.is_empty();
                    let look = if open { Look::Open } else { Look::Closed };
                    tall = tall.max(height(&[(&line.entry.beside, width, 10.0)]));
                    self.put(place, &line.entry.beside, look, line)?;
                }
                ColumnKind::CheckedOn => self.day(place, line, line.entry.checked_on)?,
                ColumnKind::TargetOn => self.day(place, line, line.entry.target_on)?,
                ColumnKind::NotUnderstood => {
                    tall = tall.max(height(&[(&line.entry.not_understood, width, 10.0)]));
                    self.put(place, &line.entry.not_understood, Look::Open, line)?;
                }
                ColumnKind::Note => self.put(place, "", Look::Open, line)?,
            }
        }
        self.sheet.set_row_height(row, tall.min(409.0))?;
        self.pages.item(row, tall.min(409.0));
        Ok(())
    }

    fn put(&mut self, at: (u32, u16), content: &str, look: Look, line: &Line) -> Result<(), Error> {
        let shown = self.writing.shown(content, &line.no);
        text(self.sheet, at, &shown, look, self.lang())
    }

    /// The question, and in smaller type when it needs an answer and what it means.
    fn question(&mut self, at: (u32, u16), line: &Line) -> Result<(), Error> {
        let [question, condition, help] = runs();
        let mut parts = vec![(question, line.question.clone())];
        let conditions = line
            .conditions
            .iter()
            .map(|text| (condition.clone(), text.clone()));
        parts.extend(conditions);
        parts.extend(line.help.iter().map(|text| (help.clone(), text.clone())));
        let parts: Vec<_> = parts
            .into_iter()
            .enumerate()
            .map(|(nth, (format, text))| {
                let shown = self.writing.shown(&text, &line.no);
                (format, if nth == 0 { shown } else { format!("\n{shown}") })
            })
            .collect();
        let format = Look::Text.format(self.lang());
        match parts.as_slice() {
            [(_, only)] => {
                self.sheet.write_string_with_format(at.0, at.1, only, &format)?;
            }
            _ => {
                let runs: Vec<_> = parts
                    .iter()
                    .map(|(format, text)| (format, text.as_str()))
                    .collect();
                self.sheet
                    .write_rich_string_with_format(at.0, at.1, &runs, &format)?;
            }
        }
        Ok(())
    }

    /// The answer cell with its rule; how high it has to be.
    fn answer(&mut self, at: (u32, u16), width: f64, line: &Line) -> Result<f64, Error> {
        let (rule, look) = self.rule(at, line)?;
        let messages = &self.writing.form.messages;
        let rule = telling(rule, &line.hint, messages, &messages.reject_text)?;
        self.sheet.add_data_validation(at.0, at.1, at.0, at.1, &rule)?;
        let lang = self.lang();
        let mut tall = match &line.entry.answer {
            Cell::Number { value, .. } if value.is_finite() => {
                let format = Look::OpenNumber.format(lang);
                self.sheet.write_number_with_format(at.0, at.1, *value, &format)?;
                0.0
            }
            other => {
                let content = other.display(lang);
                self.put(at, &content, look, line)?;
                height(&[(&content, width, 10.0)])
            }
        };
        if let AnswerCell::Choice(choices) = &line.cell {
            let each = choices.iter().map(|choice| height(&[(choice, width, 10.0)]));
            tall = each.fold(tall, f64::max);
        }
        Ok(if line.cell == AnswerCell::Text {
            tall.max(54.0)
        } else {
            tall
        })
    }

    fn rule(&mut self, at: (u32, u16), line: &Line) -> Result<(DataValidation, Look), Error> {
        let hidden = &mut self.writing.hidden;
        Ok(match &line.cell {
            AnswerCell::Choice(choices) => {
                let short = choices.iter().all(|choice| choice.chars().count() < 9);
                let look = if short { Look::OpenCentre } else { Look::Open };
                (hidden.offer(choices)?, look)
            }
            AnswerCell::Table { choices, .. } => (hidden.offer(choices)?, Look::Open),
            AnswerCell::Codes => (anything(), Look::OpenCentre),
            AnswerCell::Number(words) => (number(at, words), Look::OpenNumber),
            AnswerCell::Text => (anything(), Look::Open),
        })
    }

    fn day(&mut self, at: (u32, u16), line: &Line, entered: Option<junkai_core::Day>) -> Result<(), Error> {
        let lang = self.lang();
        if !line.days {
            return text(self.sheet, at, "", Look::Closed, lang);
        }
        let messages = &self.writing.form.messages;
        let rule = telling(day()?, &messages.day, messages, &messages.reject_day)?;
        self.sheet.add_data_validation(at.0, at.1, at.0, at.1, &rule)?;
        match entered.and_then(serial) {
            Some(date) => {
                let format = Look::OpenDay.format(lang);
                self.sheet
                    .write_datetime_with_format(at.0, at.1, &date, &format)?;
            }
            None => text(self.sheet, at, "", Look::OpenDay, lang)?,
        }
        Ok(())
    }
}
