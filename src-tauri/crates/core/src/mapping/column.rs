//! Column letters, and which column of a sheet is for what.
//!
//! Invariant: columns are counted from 0 inside, and written as letters outside.

use super::SheetMapping;

/// Columns that a spreadsheet has.
const MOST: u32 = 16_384;

/// The column of some letters, such as 2 of `C`.
pub(super) fn index(letters: &str) -> Option<u32> {
    let letters = letters.trim();
    if letters.is_empty() || letters.len() > 3 || !letters.bytes().all(|b| b.is_ascii_alphabetic()) {
        return None;
    }
    let place = |at: u32, b: u8| at * 26 + u32::from(b.to_ascii_uppercase() - b'A') + 1;
    let counted = letters.bytes().fold(0, place);
    (counted <= MOST).then_some(counted - 1)
}

/// The letters of a column.
pub(super) fn letters(index: u32) -> String {
    let mut rest = index + 1;
    let mut letters = Vec::new();
    while rest > 0 {
        let digit = (rest - 1) % 26;
        letters.push(char::from(b'A' + u8::try_from(digit).unwrap_or(0)));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// The columns of a mapping.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Columns {
    pub(super) number: Option<u32>,
    pub(super) section: Option<u32>,
    pub(super) text: u32,
    pub(super) help: Option<u32>,
    pub(super) answer: Option<u32>,
    pub(super) guideline: Option<u32>,
}

impl Columns {
    /// The columns, or what of the mapping is no column and what is chosen twice.
    pub(super) fn of(mapping: &SheetMapping) -> Result<Self, (Vec<String>, Vec<String>)> {
        let text = Some(mapping.text.clone());
        let chosen = [
            ("number", &mapping.number),
            ("section", &mapping.section),
            ("text", &text),
            ("help", &mapping.help),
            ("answer", &mapping.answer),
            ("guideline", &mapping.guideline),
        ];
        let (mut unknown, mut twice) = (Vec::new(), Vec::new());
        let mut found: Vec<Option<u32>> = Vec::new();
        for (field, value) in chosen {
            let column = value.as_deref().and_then(index);
            if value.is_some() && column.is_none() {
                unknown.push(field.to_owned());
            }
            if column.is_some() && found.contains(&column) {
                twice.push(field.to_owned());
            }
            found.push(column);
        }
        match found[..] {
            [number, section, Some(text), help, answer, guideline]
                if unknown.is_empty() && twice.is_empty() =>
            {
                Ok(Self {
                    number,
                    section,
                    text,
                    help,
                    answer,
                    guideline,
                })
            }
            _ => Err((unknown, twice)),
        }
    }

    /// Every chosen column.
    pub(super) fn all(&self) -> impl Iterator<Item = u32> + use<> {
        let text = Some(self.text);
        [
            self.number,
            self.section,
            text,
            self.help,
            self.answer,
            self.guideline,
        ]
        .into_iter()
        .flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_columns_are_the_same_thing() {
        for (text, expected) in [("A", 0), ("z", 25), ("AA", 26), (" AZ ", 51), ("XFD", 16_383)] {
            assert_eq!(index(text), Some(expected), "{text} is a column");
            assert_eq!(letters(expected), text.trim().to_uppercase(), "and back again");
        }
        for text in ["", "1", "A1", "XFE", "AAAA", "Ａ"] {
            assert_eq!(index(text), None, "{text} is none");
        }
    }
}
