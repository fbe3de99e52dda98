//! Lists of words that cells may hold.
//!
//! Invariant: a list too long for a cell's own rule, or with a word that such a rule cannot hold, stands on a hidden
//! sheet; the same list stands there once. Deliberately absent: refusing other words; a reader is warned, not stopped.

use crate::Error;
use rust_xlsxwriter::{DataValidation, DataValidationErrorStyle, Formula, Workbook};

/// Most characters that a list inside a rule may have.
const LONGEST: usize = 255;

/// The lists of a workbook.
pub(super) struct Lists {
    name: String,
    columns: Vec<Vec<String>>,
}

impl Lists {
    /// No lists yet; the hidden sheet will be called `name`.
    pub(super) fn new(name: String) -> Self {
        Self {
            name,
            columns: Vec::new(),
        }
    }

    /// The rule that offers `choices`.
    pub(super) fn rule(&mut self, choices: &[String]) -> Result<DataValidation, Error> {
        let length: usize = choices
            .iter()
            .map(|choice| choice.encode_utf16().count() + 1)
            .sum();
        let simple = choices
            .iter()
            .all(|choice| !choice.contains([',', '"', '\n']) && choice.trim() == choice);
        let rule = if simple && length <= LONGEST {
            DataValidation::new().allow_list_strings(choices)?
        } else {
            let at = self.column(choices);
            let letter = column_name(at);
            let range = format!(
                "='{}'!${letter}$1:${letter}${}",
                self.name.replace('\'', "''"),
                choices.len()
            );
            DataValidation::new().allow_list_formula(Formula::new(range))
        };
        Ok(rule.set_error_style(DataValidationErrorStyle::Warning))
    }

    fn column(&mut self, choices: &[String]) -> usize {
        if let Some(at) = self.columns.iter().position(|column| column == choices) {
            return at;
        }
        self.columns.push(choices.to_vec());
        self.columns.len() - 1
    }

    /// Adds the hidden sheet, if there is something to put on it.
    pub(super) fn write(self, book: &mut Workbook) -> Result<(), Error> {
        if self.columns.is_empty() {
            return Ok(());
        }
        let sheet = book.add_worksheet().set_name(self.name)?;
        sheet.set_hidden(true);
        for (column, words) in (0u16..).zip(&self.columns) {
            for (row, word) in (0u32..).zip(words) {
                sheet.write_string(row, column, word)?;
            }
        }
        Ok(())
    }
}

/// The letters of a column.
pub(crate) fn column_name(at: usize) -> String {
    let mut name = String::new();
    let mut rest = at + 1;
    while rest > 0 {
        let letter = b'A' + u8::try_from((rest - 1) % 26).unwrap_or_default();
        name.insert(0, char::from(letter));
        rest = (rest - 1) / 26;
    }
    name
}

#[cfg(test)]
mod tests {
    use super::column_name;

    #[test]
    fn columns_are_lettered() {
        let found: Vec<String> = [0, 25, 26, 701, 702].into_iter().map(column_name).collect();
        assert_eq!(found, ["A", "Z", "AA", "ZZ", "AAA"], "letters carry over");
    }
}
