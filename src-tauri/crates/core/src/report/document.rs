//! The document model that all writers read: title block, sections, tables, notes.
//!
//! Invariant: everything a reader will see is in here, in the order and the language in which it is printed; a writer
//! decides only where it stands on paper or in cells. Deliberately absent: fonts, colours, page sizes in millimetres.

use crate::{Day, Lang};

/// One finished document.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// File name without its ending, such as `05-external-connections`.
    pub file: String,
    /// Language it is written in.
    pub lang: Lang,
    /// Title.
    pub title: String,
    /// Rows of the title block: label and value (hospital, firm, period, revision …).
    pub head: Vec<(String, String)>,
    /// Marking on each page, such as 秘密.
    pub marking: String,
    /// Revision as printed on each page.
    pub revision: String,
    /// Words that frame every page.
    pub frame: Frame,
    /// Wide pages.
    pub landscape: bool,
    /// Sections, in order; each becomes a sheet of the workbook.
    pub sections: Vec<Section>,
}

/// Words that writers print around the content, already in the document's language.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Frame {
    /// Page counter with `{page}` and `{pages}`.
    pub page: String,
    /// Appended to the heading of a table that goes on from the page before.
    pub continued: String,
    /// Heading of the list of adaptations.
    pub adaptations: String,
    /// Says, above rows laid out as records, that fields without content are not printed.
    pub blank_left_out: String,
}

/// A section.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// Heading.
    pub title: String,
    /// Content, in order.
    pub blocks: Vec<Block>,
}

/// A piece of content.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// Running text.
    Paragraph(String),
    /// A remark in small type.
    Note(String),
    /// A smaller heading.
    Heading(String),
    /// A table.
    Table(Table),
    /// The diagram of this document, drawn as large as the page allows.
    Figure,
    /// Counts as bars.
    Chart(Chart),
}

/// Bars of counts, one below the other, each made of the same parts.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// Caption above it.
    pub caption: String,
    /// What the parts of every bar are, in order.
    pub parts: Vec<String>,
    /// The bars.
    pub bars: Vec<Bar>,
}

/// A bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// What it is about.
    pub label: String,
    /// A count for each part.
    pub counts: Vec<u32>,
}

impl Chart {
    /// The same as numbers, for a medium without drawings.
    pub fn as_table(&self) -> Table {
        let column = |header: &str, width: f32, align: Align| Column {
            header: header.to_owned(),
            width,
            align,
            choices: Vec::new(),
        };
        let parts = self.parts.iter().map(|part| column(part, 1.0, Align::Right));
        let row = |bar: &Bar| Row {
            kind: RowKind::Body,
            cells: std::iter::once(Cell::text(&bar.label))
                .chain(bar.counts.iter().map(|count| Cell::Number {
                    value: f64::from(*count),
                    decimals: 0,
                }))
                .collect(),
        };
        Table {
            caption: Some(self.caption.clone()),
            columns: std::iter::once(column("", 4.0, Align::Left))
                .chain(parts)
                .collect(),
            rows: self.bars.iter().map(row).collect(),
        }
    }
}

/// A ruled table.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Caption above it.
    pub caption: Option<String>,
    /// Columns.
    pub columns: Vec<Column>,
    /// Rows.
    pub rows: Vec<Row>,
}

/// A column.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Heading.
    pub header: String,
    /// Width relative to the other columns of the table.
    pub width: f32,
    /// Where its cells stand.
    pub align: Align,
    /// Words that a cell may hold, offered as a list in the workbook; empty for free cells.
    pub choices: Vec<String>,
}

/// Alignment of cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Align {
    /// At the left.
    #[default]
    Left,
    /// In the middle.
    Centre,
    /// At the right.
    Right,
}

/// A row.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What sort of row it is.
    pub kind: RowKind,
    /// As many cells as there are columns; a group row has one.
    pub cells: Vec<Cell>,
}

/// Sorts of row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// Ordinary.
    Body,
    /// A heading across all columns; its first cell is the text.
    Group,
    /// A sum.
    Total,
}

/// A cell, typed so that the workbook can reckon with it.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Text.
    Text(String),
    /// A number with so many decimals.
    Number {
        /// The number.
        value: f64,
        /// Decimals shown.
        decimals: u8,
    },
    /// A day.
    Day(Day),
}

impl Cell {
    /// A text cell, or an empty one for blank text.
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.trim().is_empty() {
            Self::Empty
        } else {
            Self::Text(text)
        }
    }

    /// As printed in `lang`.
    pub fn display(&self, lang: Lang) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => text.clone(),
            Self::Number { value, decimals } => grouped(&format!("{value:.*}", usize::from(*decimals))),
            Self::Day(day) => day.display(lang),
        }
    }
}

/// Thousands set apart from five digits on: amounts of money and sizes are read, not counted off.
fn grouped(number: &str) -> String {
    let (whole, decimals) = number
        .split_once('.')
        .map_or((number, None), |(whole, rest)| (whole, Some(rest)));
    let digits = whole.trim_start_matches('-');
    if digits.len() < 5 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return number.to_owned();
    }
    let mut text = if whole.starts_with('-') {
        "-".to_owned()
    } else {
        String::new()
    };
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    if let Some(decimals) = decimals {
        text.push('.');
        text.push_str(decimals);
    }
    text
}

/// A place where a writer could not put a text down as it was, and what it wrote instead.
#[derive(
    Clone,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
    ts_rs::TS,
)]
pub struct Adaptation {
    /// The file.
    pub file: String,
    /// Section, table row and column, as far as they are known.
    pub place: String,
    /// What was done.
    pub what: AdaptationKind,
    /// The characters concerned as `U+XXXX`, or a length.
    pub detail: String,
}

crate::record::choices! {
    /// Ways in which a text is adapted.
    AdaptationKind "adaptation" {
        /// A control character is shown as its code point.
        ControlShown "control_shown",
        /// A direction mark is shown as its code point.
        DirectionShown "direction_shown",
        /// A character that the font lacks is shown as its code point.
        GlyphShown "glyph_shown",
        /// A text longer than a cell can hold goes on in further cells.
        Split "split",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_numbers_are_grouped() {
        let number = |value: f64, decimals: u8| Cell::Number { value, decimals }.display(Lang::Ja);
        for (value, decimals, expected) in [
            (9999.0, 0, "9999"),
            (12345.0, 0, "12,345"),
            (-3_000_000.5, 2, "-3,000,000.50"),
            (f64::NAN, 0, "NaN"),
        ] {
            assert_eq!(number(value, decimals), expected, "thousands of {value}");
        }
    }
}
