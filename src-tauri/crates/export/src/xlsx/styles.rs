//! Looks of cells.
//!
//! Invariant: one named font, thin rules, the same restrained colours as on paper. Deliberately absent: conditional
//! formats, which would say by colour what a column already says in words.

use junkai_core::Lang;
use junkai_core::report::document::Align;
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder};
use std::collections::BTreeMap;

pub(crate) const FONT: &str = "BIZ UDGothic";
pub(crate) const NAVY: u32 = 0x1B_2F52;
pub(crate) const TEXT: u32 = 0x26_2B33;
pub(crate) const QUIET: u32 = 0x5B_6470;
pub(crate) const RED: u32 = 0xB4_1F24;
pub(crate) const RULE: u32 = 0xB4_BBC4;

/// What a cell is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Look {
    /// The document's title.
    Title,
    /// The marking.
    Marking,
    /// An entry of the title block.
    Head,
    /// Heading of the section.
    Section,
    /// A smaller heading.
    Heading,
    /// Running text.
    Paragraph,
    /// A remark.
    Note,
    /// Caption of a table.
    Caption,
    /// Header of a column.
    Header,
    /// Heading across a table.
    Group,
    /// A cell.
    Body,
    /// A sum.
    Total,
}

/// What sort of value a cell holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Value {
    /// Text.
    Text,
    /// A number with so many decimals.
    Number(u8),
    /// A day.
    Day,
}

/// Every format made so far.
pub(crate) struct Styles {
    lang: Lang,
    made: BTreeMap<(Look, u8, Value), Format>,
}

impl Styles {
    pub(super) fn new(lang: Lang) -> Self {
        Self {
            lang,
            made: BTreeMap::new(),
        }
    }

    /// The plain format of a workbook.
    pub(crate) fn plain() -> Format {
        Format::new()
            .set_font_name(FONT)
            .set_font_size(10)
            .set_font_color(TEXT)
    }

    /// Size of the type in points.
    pub(super) fn size(look: Look) -> f64 {
        match look {
            Look::Title => 16.0,
            Look::Section | Look::Marking => 12.0,
            Look::Heading => 11.0,
            Look::Note => 9.0,
            _ => 10.0,
        }
    }

    pub(super) fn get(&mut self, look: Look, align: Align, value: Value) -> &Format {
        let lang = self.lang;
        let side = match align {
            Align::Left => 0,
            Align::Centre => 1,
            Align::Right => 2,
        };
        self.made
            .entry((look, side, value))
            .or_insert_with(|| make(look, align, value, lang))
    }
}

fn make(look: Look, align: Align, value: Value, lang: Lang) -> Format {
    let side = match align {
        Align::Left => FormatAlign::Left,
        Align::Centre => FormatAlign::Center,
        Align::Right => FormatAlign::Right,
    };
    let format = Styles::plain()
        .set_font_size(Styles::size(look))
        .set_text_wrap()
        .set_align(side);
    let format = match look {
        Look::Title => format
            .set_bold()
            .set_font_color(NAVY)
            .set_align(FormatAlign::VerticalCenter),
        Look::Marking => format
            .set_bold()
            .set_font_color(RED)
            .set_align(FormatAlign::VerticalCenter),
        Look::Section | Look::Heading => format
            .set_bold()
            .set_font_color(NAVY)
            .set_align(FormatAlign::VerticalCenter),
        Look::Caption => format.set_bold().set_align(FormatAlign::Bottom),
        Look::Paragraph => format.set_align(FormatAlign::Top),
        Look::Note => format.set_font_color(QUIET).set_align(FormatAlign::Top),
        Look::Head => ruled(format).set_background_color(0xF6_F7F9),
        Look::Body => ruled(format),
        Look::Header => ruled(format)
            .set_bold()
            .set_font_color(NAVY)
            .set_background_color(0xE6_E9EE)
            .set_align(FormatAlign::VerticalCenter),
        Look::Group => ruled(format)
            .set_bold()
            .set_font_color(NAVY)
            .set_background_color(0xF0_F3F7),
        Look::Total => ruled(format)
            .set_bold()
            .set_background_color(0xF6_F7F9)
            .set_border_top(FormatBorder::Medium),
    };
    // Without it a number touches the text of the next column.
    let format = if align == Align::Right && look != Look::Marking {
        format.set_indent(1)
    } else {
        format
    };
    match value {
        Value::Text => format,
        Value::Number(0) => format.set_num_format("0"),
        Value::Number(decimals) => format.set_num_format(format!("0.{}", "0".repeat(usize::from(decimals)))),
        Value::Day => format.set_num_format(match lang {
            Lang::Ja => "yyyy\"年\"m\"月\"d\"日\"",
            Lang::En => "yyyy-mm-dd",
        }),
    }
}

fn ruled(format: Format) -> Format {
    format
        .set_border(FormatBorder::Thin)
        .set_border_color(RULE)
        .set_align(FormatAlign::Top)
}
