//! What cells accept, and the hidden sheet that says which form this is.
//!
//! Invariant: a rule warns and never refuses, because an unusual answer is better than none; lists that a rule cannot
//! hold stand on the hidden sheet. No rule holds anything but our own words and the place of its cell.
//! Deliberately absent: passwords; the protection keeps hands off by mistake, not on purpose.

use crate::Error;
use crate::xlsx::lists::column_name;
use junkai_core::form::{FORMAT, Form, MARK, MARK_SHEET, Messages};
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, ExcelDateTime, Formula, Workbook,
};

/// Most characters that a list inside a rule may have.
const LONGEST_LIST: usize = 255;
/// Most characters of a message and of its title.
const LONGEST_TEXT: usize = 255;
const LONGEST_TITLE: usize = 32;
/// The first column of the hidden sheet with words that cells may hold; before it stands what the form is.
const FIRST_LIST: u16 = 5;

/// The hidden sheet while it is being gathered.
pub(super) struct Hidden {
    facts: Vec<[String; 4]>,
    lists: Vec<Vec<String>>,
}

impl Hidden {
    /// The hidden sheet of `form`.
    pub(super) fn new(form: &Form) -> Self {
        let lang = match form.lang {
            junkai_core::Lang::Ja => "ja",
            junkai_core::Lang::En => "en",
        };
        let mut hidden = Self {
            facts: Vec::new(),
            lists: Vec::new(),
        };
        hidden.fact([MARK, &FORMAT.to_string(), "", ""]);
        hidden.fact(["list", &form.list, "", ""]);
        hidden.fact(["version", &form.version, "", ""]);
        hidden.fact(["lang", lang, "", ""]);
        for (at, column) in (1..).zip(&form.columns) {
            let at: u32 = at;
            hidden.fact(["column", column.kind.name(), &column.header, &at.to_string()]);
        }
        hidden
    }

    /// Notes a row of facts.
    pub(super) fn fact(&mut self, fact: [&str; 4]) {
        self.facts.push(fact.map(str::to_owned));
    }

    /// The rule that offers `choices`.
    pub(super) fn offer(&mut self, choices: &[String]) -> Result<DataValidation, Error> {
        let length: usize = choices
            .iter()
            .map(|choice| choice.encode_utf16().count() + 1)
            .sum();
        let simple = choices
            .iter()
            .all(|choice| !choice.contains([',', '"', '\n']) && choice.trim() == choice);
        if simple && length <= LONGEST_LIST {
            return Ok(DataValidation::new().allow_list_strings(choices)?);
        }
        let at = match self.lists.iter().position(|list| list == choices) {
            Some(at) => at,
            None => {
                self.lists.push(choices.to_vec());
                self.lists.len() - 1
            }
        };
        let letters = column_name(usize::from(FIRST_LIST) + at);
        let range = format!("='{MARK_SHEET}'!${letters}$1:${letters}${}", choices.len());
        Ok(DataValidation::new().allow_list_formula(Formula::new(range)))
    }

    /// Adds the sheet, which a reader does not see and cannot show by the menu.
    pub(super) fn write(self, book: &mut Workbook) -> Result<(), Error> {
        let sheet = book.add_worksheet().set_name(MARK_SHEET)?;
        sheet.set_very_hidden(true);
        sheet.protect();
        for (row, fact) in (0u32..).zip(&self.facts) {
            for (column, text) in (0u16..).zip(fact) {
                if !text.is_empty() {
                    sheet.write_string(row, column, text)?;
                }
            }
        }
        for (column, words) in (FIRST_LIST..).zip(&self.lists) {
            for (row, word) in (0u32..).zip(words) {
                sheet.write_string(row, column, word)?;
            }
        }
        Ok(())
    }
}

/// A rule for a cell that takes anything.
pub(super) fn anything() -> DataValidation {
    DataValidation::new().allow_any_value()
}

/// A rule for a number at `place`, or for one of `words`.
pub(super) fn number(place: (u32, u16), words: &[String]) -> DataValidation {
    let cell = format!("{}{}", column_name(usize::from(place.1)), place.0 + 1);
    let mut parts = vec![format!("ISNUMBER({cell})")];
    let words = words.iter().map(|word| word.replace('"', "\"\""));
    parts.extend(words.map(|word| format!("{cell}=\"{word}\"")));
    DataValidation::new().allow_custom(Formula::new(format!("=OR({})", parts.join(","))))
}

/// A rule for a day of this age.
pub(super) fn day() -> Result<DataValidation, Error> {
    let first = ExcelDateTime::from_ymd(1990, 1, 1)?;
    Ok(DataValidation::new().allow_date(DataValidationRule::GreaterThanOrEqualTo(first)))
}

/// The rule with a message beside the cell and a warning when something else is entered.
pub(super) fn telling(
    rule: DataValidation,
    hint: &str,
    messages: &Messages,
    warning: &str,
) -> Result<DataValidation, Error> {
    Ok(rule
        .set_input_message(shorten(hint, LONGEST_TEXT))?
        .set_error_style(DataValidationErrorStyle::Warning)
        .set_error_title(shorten(&messages.reject_title, LONGEST_TITLE))?
        .set_error_message(shorten(warning, LONGEST_TEXT))?)
}

/// The beginning of `text` that has at most `units` UTF-16 units.
fn shorten(text: &str, units: usize) -> &str {
    let mut used = 0;
    for (at, character) in text.char_indices() {
        used += character.len_utf16();
        if used > units {
            return &text[..at];
        }
    }
    text
}
