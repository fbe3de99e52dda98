//! Looks of the cells of a form.
//!
//! Invariant: a cell that can be filled in is coloured and unlocked, every other one is locked; colour is never the
//! only sign, because paper may be grey: cells to fill in are ruled and empty. Deliberately absent: conditional formats.

use crate::xlsx::styles::{FONT, NAVY, QUIET, RED, RULE, TEXT};
use junkai_core::Lang;
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder};

/// Background of cells to fill in.
const OPEN: u32 = 0xFF_F8E1;
/// Background of cells that an item does not use.
const CLOSED: u32 = 0xEC_EEF1;

/// What a cell is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// Title of the form.
    Title,
    /// The marking.
    Marking,
    /// A heading.
    Heading,
    /// Running text.
    Paragraph,
    /// Running text in small type.
    Note,
    /// Label of the title block.
    Label,
    /// Value beside a label.
    Value,
    /// Header of a column.
    Header,
    /// Heading of a section.
    Section,
    /// Number of an item.
    Number,
    /// A locked text.
    Text,
    /// A locked remark in small type.
    Small,
    /// To be filled in with text.
    Open,
    /// To be filled in with text, in the middle.
    OpenCentre,
    /// To be filled in with a number.
    OpenNumber,
    /// To be filled in with a day.
    OpenDay,
    /// To be filled in, below the rows that are drawn.
    OpenBelow,
    /// Not used by this item.
    Closed,
}

impl Look {
    /// Size of the type in points.
    pub(super) fn size(self) -> f64 {
        match self {
            Self::Title => 14.0,
            Self::Heading | Self::Marking => 12.0,
            Self::Small | Self::Note => 9.0,
            _ => 10.0,
        }
    }

    /// The format.
    pub(super) fn format(self, lang: Lang) -> Format {
        let plain = Format::new()
            .set_font_name(FONT)
            .set_font_size(self.size())
            .set_font_color(TEXT)
            .set_text_wrap()
            .set_align(FormatAlign::Left)
            .set_align(FormatAlign::Top);
        let middle = FormatAlign::VerticalCenter;
        match self {
            Self::Title | Self::Heading => plain.set_bold().set_font_color(NAVY).set_align(middle),
            Self::Marking => plain
                .set_bold()
                .set_font_color(RED)
                .set_align(FormatAlign::Right)
                .set_align(middle),
            Self::Paragraph => plain,
            Self::Note => plain.set_font_color(QUIET),
            Self::Label => ruled(plain)
                .set_bold()
                .set_background_color(0xF6_F7F9)
                .set_align(middle),
            Self::Value => ruled(plain).set_align(middle),
            Self::Text => ruled(plain),
            Self::Number => ruled(plain).set_align(FormatAlign::Center),
            Self::Small => ruled(plain).set_font_color(QUIET),
            Self::Header => ruled(plain)
                .set_bold()
                .set_font_color(NAVY)
                .set_background_color(0xE6_E9EE)
                .set_align(FormatAlign::Center)
                .set_align(middle),
            Self::Section => ruled(plain)
                .set_bold()
                .set_font_color(NAVY)
                .set_background_color(0xF0_F3F7)
                .set_align(middle),
            // As text, so that a spreadsheet takes neither "1-2" for a day nor "1,2" for a number.
            Self::Open => open(plain).set_num_format("@"),
            Self::OpenCentre => open(plain).set_num_format("@").set_align(FormatAlign::Center),
            Self::OpenNumber => open(plain).set_align(FormatAlign::Right).set_indent(1),
            Self::OpenDay => open(plain)
                .set_align(FormatAlign::Center)
                .set_num_format(match lang {
                    Lang::Ja => "yyyy/mm/dd",
                    Lang::En => "yyyy-mm-dd",
                }),
            Self::OpenBelow => plain.set_unlocked().set_num_format("@"),
            Self::Closed => ruled(plain).set_background_color(CLOSED),
        }
    }
}

fn ruled(format: Format) -> Format {
    format.set_border(FormatBorder::Thin).set_border_color(RULE)
}

fn open(format: Format) -> Format {
    ruled(format).set_background_color(OPEN).set_unlocked()
}

/// Type within a question: the question itself, its condition, and what it means.
pub(super) fn runs() -> [Format; 3] {
    let plain = || Format::new().set_font_name(FONT).set_font_color(TEXT);
    [
        plain().set_font_size(10),
        plain().set_font_size(9).set_font_color(NAVY),
        plain().set_font_size(9).set_font_color(QUIET),
    ]
}
