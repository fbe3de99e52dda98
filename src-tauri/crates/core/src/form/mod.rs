//! Forms that are sent to a hospital before the visit, and reading them back.
//!
//! Source: seed 002: the hospital fills in each list alone; what it does not understand it writes down first.
//! Invariant: a form says everything that is needed to fill it in without us; an answer that comes back is taken as it
//! is only when it can mean one thing, everything else is shown to a person, and nothing that was written is dropped.
//! Deliberately absent: file formats (`junkai-export` writes, `junkai-import` reads) and storing what came back.

mod build;
mod conditions;
mod entry;
mod how;
mod paper;
mod preview;
mod read;
mod spelling;
mod words;

#[cfg(test)]
mod round_trip;
#[cfg(test)]
mod tests;

pub use entry::Entry;
pub use paper::report;
pub use preview::{Preview, PreviewRow, RowState, preview};
pub use read::{Reading, Refusal, Returned, ReturnedRow, RowFlag, read_back};
pub use words::FormWords;

use crate::report::document::Frame;
use crate::{Day, Lang};

/// Format of the hidden sheet that tells our forms from others.
pub const FORMAT: u32 = 1;
/// Name of that sheet, and what stands in its first cell.
pub const MARK_SHEET: &str = "junkai";
/// First cell of that sheet.
pub const MARK: &str = "junkai-form";

/// What a form is made for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FormArgs {
    /// Language of the form.
    pub lang: Lang,
    /// The hospital.
    pub hospital: Option<String>,
    /// Day by which it is to come back.
    pub return_by: Option<Day>,
    /// To whom.
    pub return_to: Option<String>,
    /// Marking on each page; none when empty.
    pub marking: String,
}

/// A form, in one language, ready to be written as a workbook or on paper.
#[derive(Clone, Debug, PartialEq)]
pub struct Form {
    /// Id of the checklist.
    pub list: String,
    /// Its version.
    pub version: String,
    /// Language.
    pub lang: Lang,
    /// Title.
    pub title: String,
    /// Marking on each page; none when empty.
    pub marking: String,
    /// Rows of the title block.
    pub head: Vec<(String, String)>,
    /// Labels of what the hospital says about itself: by whom and when the form was filled in.
    pub filled: [String; 2],
    /// Heading of the first page.
    pub cover: String,
    /// What the hospital is asked to do, for the workbook.
    pub instructions: Vec<String>,
    /// The same for paper.
    pub paper_instructions: Vec<String>,
    /// Where the list comes from.
    pub about: Option<About>,
    /// Names of the first sheet and of the one with the questions.
    pub sheets: [String; 2],
    /// Columns, in order.
    pub columns: Vec<FormColumn>,
    /// Rows, in order.
    pub rows: Vec<FormRow>,
    /// Messages beside cells.
    pub messages: Messages,
    /// Words around every page.
    pub frame: Frame,
    /// Heading over the tables, on paper.
    pub paper_tables: String,
}

/// Where a list comes from: nobody needs it in order to answer.
#[derive(Clone, Debug, PartialEq)]
pub struct About {
    /// Heading, for the workbook.
    pub title: String,
    /// The text below it.
    pub note: String,
    /// Both in one paragraph, for paper.
    pub paper: String,
}

/// Messages beside cells of the workbook.
#[derive(Clone, Debug, PartialEq)]
pub struct Messages {
    /// Beside a cell for a day.
    pub day: String,
    /// Title of the warning about an unusual answer.
    pub reject_title: String,
    /// Text of that warning.
    pub reject_text: String,
    /// Its text for days.
    pub reject_day: String,
}

/// What a column is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ColumnKind {
    /// Number of the item.
    Number,
    /// The question with its condition and its explanation.
    Question,
    /// How to answer.
    How,
    /// The answer.
    Answer,
    /// What an option asks to be written beside it.
    Beside,
    /// Day of checking.
    CheckedOn,
    /// Day aimed at.
    TargetOn,
    /// What was not understood.
    NotUnderstood,
    /// Anything else.
    Note,
}

impl ColumnKind {
    /// Every column, in the order in which they stand.
    pub const ALL: [Self; 9] = [
        Self::Number,
        Self::Question,
        Self::How,
        Self::Answer,
        Self::Beside,
        Self::CheckedOn,
        Self::TargetOn,
        Self::NotUnderstood,
        Self::Note,
    ];

    /// Its name on the hidden sheet; its heading is the word `column_` and this.
    pub fn name(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Question => "question",
            Self::How => "how",
            Self::Answer => "answer",
            Self::Beside => "beside",
            Self::CheckedOn => "checked_on",
            Self::TargetOn => "target_on",
            Self::NotUnderstood => "not_understood",
            Self::Note => "note",
        }
    }
}

/// A column.
#[derive(Clone, Debug, PartialEq)]
pub struct FormColumn {
    /// What it is for.
    pub kind: ColumnKind,
    /// Heading.
    pub header: String,
    /// Width in half-width characters.
    pub width: f64,
}

/// A row.
#[derive(Clone, Debug, PartialEq)]
pub enum FormRow {
    /// Heading of a section.
    Section(String),
    /// An item.
    Item(Box<Line>),
}

/// One item.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Its number.
    pub no: String,
    /// The official number in words, where it differs.
    pub official_no: Option<String>,
    /// The question.
    pub question: String,
    /// What it means.
    pub help: Option<String>,
    /// When it needs an answer, a sentence each; empty when always.
    pub conditions: Vec<String>,
    /// How to answer, a line each.
    pub how: Vec<String>,
    /// The same on paper: boxes to tick and lines to write on.
    pub paper: Vec<String>,
    /// What the answer cell takes.
    pub cell: AnswerCell,
    /// Message beside the answer cell.
    pub hint: String,
    /// Whether something may be written beside the answer.
    pub beside: bool,
    /// Whether days belong to the answer.
    pub days: bool,
    /// What stands in its cells already.
    pub entry: Entry,
}

/// What an answer cell takes.
#[derive(Clone, Debug, PartialEq)]
pub enum AnswerCell {
    /// One of these.
    Choice(Vec<String>),
    /// Ids of options.
    Codes,
    /// A number, or one of these words.
    Number(Vec<String>),
    /// Free text.
    Text,
    /// A table on a sheet of its own; the cell points there, or takes another of these words.
    Table {
        /// The table.
        table: FormTable,
        /// Words that the cell takes; the first one points to the table.
        choices: Vec<String>,
    },
}

/// A table to fill in.
#[derive(Clone, Debug, PartialEq)]
pub struct FormTable {
    /// Name of its sheet.
    pub sheet: String,
    /// What stands above it.
    pub lead: String,
    /// How it is filled in.
    pub help: Option<String>,
    /// That there is room below.
    pub more: String,
    /// Headings.
    pub columns: Vec<String>,
    /// Rows drawn.
    pub rows: u32,
}

impl Form {
    /// The items, in order.
    pub fn lines(&self) -> impl Iterator<Item = &Line> {
        self.rows.iter().filter_map(|row| match row {
            FormRow::Item(line) => Some(&**line),
            FormRow::Section(_) => None,
        })
    }
}
