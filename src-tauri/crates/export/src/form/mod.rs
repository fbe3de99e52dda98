//! The form that a hospital fills in, as a workbook.
//!
//! Invariant: questions are locked and answers are not, without a password; text is always a string cell; the same form
//! gives the same bytes, which name neither a person nor a machine nor a time. A hidden sheet says which list this is.
//! Deliberately absent: macros, links, and checking answers; what comes back is read by `junkai_core::form`.

mod cover;
mod looks;
mod pages;
mod questions;
mod rules;
mod tables;

use crate::Error;
use crate::visible::{Medium, show};
use crate::xlsx::measure;
use crate::xlsx::names::Names;
use crate::xlsx::styles::Styles;
use junkai_core::form::{Form, MARK_SHEET};
use junkai_core::report::document::Adaptation;
use junkai_core::{Day, Lang};
use looks::Look;
use rules::Hidden;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, ProtectionOptions, Workbook, Worksheet};
use std::io::Write;

const A4: u8 = 9;

/// Writes the form, and returns every place where a text is shown differently.
pub fn write(form: &Form, mut out: impl Write) -> Result<Vec<Adaptation>, Error> {
    let mut book = Workbook::new();
    book.set_default_format(&Styles::plain(), 18, 64)?;
    // Without a time of our own the library takes the clock's.
    let never = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(
        &DocProperties::new()
            .set_title(&form.title)
            .set_creation_datetime(&never),
    );
    let mut names = Names::default();
    // No other sheet may be called so.
    names.name(MARK_SHEET);
    let mut writing = Writing {
        form,
        hidden: Hidden::new(form),
        adaptations: Vec::new(),
    };
    let [cover, questions] = form.sheets.each_ref().map(|name| names.name(name));
    cover::write(book.add_worksheet().set_name(cover)?, &mut writing)?;
    let sheet = book.add_worksheet().set_name(&questions)?;
    questions::write(sheet, &questions, &mut writing)?;
    for line in form.lines() {
        if let junkai_core::form::AnswerCell::Table { table, .. } = &line.cell {
            let name = names.name(&table.sheet);
            writing.hidden.fact(["table", &line.no, &name, ""]);
            tables::write(book.add_worksheet().set_name(name)?, line, table, &mut writing)?;
        }
    }
    writing.hidden.write(&mut book)?;
    out.write_all(&book.save_to_buffer()?)?;
    out.flush()?;
    Ok(writing.adaptations)
}

/// What all sheets of one form share.
struct Writing<'a> {
    form: &'a Form,
    hidden: Hidden,
    adaptations: Vec<Adaptation>,
}

impl Writing<'_> {
    /// `text` with every character visible.
    fn shown(&mut self, text: &str, place: &str) -> String {
        let medium = Medium {
            has: &|_| true,
            tab: "\t",
        };
        show(
            text,
            &medium,
            &format!("form-{}-{}", self.form.list, self.form.version),
            place,
            &mut self.adaptations,
        )
    }

    fn lang(&self) -> Lang {
        self.form.lang
    }
}

/// Locks the sheet, except for cells that are unlocked and for sizes, which only the reader's screen can tell.
fn protect(sheet: &mut Worksheet) {
    let options = ProtectionOptions {
        format_columns: true,
        format_rows: true,
        ..ProtectionOptions::default()
    };
    sheet.protect_with_options(&options);
}

/// One page wide on A4, with title and page number at the foot.
fn print_setup(sheet: &mut Worksheet, form: &Form) {
    sheet.set_paper_size(A4);
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_print_center_horizontally(true);
    sheet.set_margins(0.5, 0.5, 0.55, 0.7, 0.3, 0.35);
    let plain = |text: &str, most: usize| {
        let text: String = text.chars().take(most).collect();
        text.replace('&', "&&").replace('\n', " ")
    };
    let page = plain(&form.frame.page, 40)
        .replace("{pages}", "&N")
        .replace("{page}", "&P");
    let left = [plain(&form.marking, 20), plain(&form.title, 100)].join("　");
    let right = [plain(&format!("{} {}", form.list, form.version), 60), page].join("　");
    // The space keeps a digit of the text from being read as part of the size.
    sheet.set_footer(format!("&L&8 {left}&R&8 {right}"));
}

/// Height of a row whose texts stand in columns of these widths, in type of these sizes.
fn height(texts: &[(&str, f64, f64)]) -> f64 {
    let tallest = texts.iter().map(|(text, width, size)| {
        // A column holds more characters of smaller type.
        measure::height(measure::lines(text, width * 10.0 / size), *size)
    });
    tallest.fold(0.0, f64::max)
}

/// A day as spreadsheets keep it; nothing for one that they cannot keep.
fn serial(day: Day) -> Option<ExcelDateTime> {
    let part = |number: i8| u8::try_from(number).ok();
    let year = u16::try_from(day.0.year()).ok().filter(|year| *year >= 1900)?;
    ExcelDateTime::from_ymd(year, part(day.0.month())?, part(day.0.day())?).ok()
}

/// Writes a text, or an empty cell that looks alike.
fn text(sheet: &mut Worksheet, at: (u32, u16), text: &str, look: Look, lang: Lang) -> Result<(), Error> {
    let format = look.format(lang);
    if text.is_empty() {
        sheet.write_blank(at.0, at.1, &format)?;
    } else {
        sheet.write_string_with_format(at.0, at.1, text, &format)?;
    }
    Ok(())
}
