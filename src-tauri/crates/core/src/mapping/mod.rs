//! Any checklist workbook to checklists of our own, by a mapping that a person chooses and sees at work row by row.
//!
//! Source: issue 3, point 6: sheets of the field with merged cells, one sheet an audience, blank rows, vertical text
//! and rows of notes.
//! Invariant: every row up to the last one comes back with what it was taken as and why; nothing is guessed silently,
//! and a list that is returned satisfies the lint. What is wrong with a mapping is said all at once.
//! Deliberately absent: reading files (`junkai-import`), storing drafts, translation, and editing: a draft is edited
//! as a whole checklist.

mod answer;
mod build;
mod column;
mod grid;
mod guess;
mod header;
mod line;
mod number;
mod rows;
mod spelling;
mod version;

#[cfg(test)]
mod tests;

pub use build::apply;
pub use guess::outline;
pub use version::{next_version, succession};

use crate::checklist::{AnswerKind, Checklist};
use crate::interview::Audience;
use crate::record::choices;
use crate::{Lang, Wording};
use serde::{Deserialize, Serialize};

/// The most items of one list.
pub const MOST_ITEMS: usize = 5_000;

/// What a workbook looks like, to choose a mapping by.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct Outline {
    /// Its sheets, in order, hidden ones included.
    pub sheets: Vec<OutlineSheet>,
}

/// What a sheet looks like.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct OutlineSheet {
    /// Its name.
    pub name: String,
    /// Whether the file hides it; a hidden sheet gets no guess and is only taken when a person names it.
    pub hidden: bool,
    /// Rows in use.
    pub rows: u32,
    /// Columns in use.
    pub columns: u32,
    /// The first rows as text, with the content of merged cells in each cell they cover.
    pub head: Vec<Vec<String>>,
    /// What its columns seem to be for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guess: Option<SheetMapping>,
}

impl Outline {
    /// The mapping by what was guessed, to be looked at by a person before it is applied.
    pub fn mapping(&self, id: &str, version: &str, title: Wording, source: Wording, lang: Lang) -> Mapping {
        Mapping {
            id: id.into(),
            version: version.into(),
            title,
            source,
            lang,
            sheets: self.sheets.iter().filter_map(|s| s.guess.clone()).collect(),
        }
    }
}

/// How a workbook becomes checklists: one for each sheet that is named.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// Id of the list; with several sheets each list gets the audience, or its place, at the end.
    pub id: String,
    /// Version of the lists.
    pub version: String,
    /// Title; one language is enough, the other then gets the same text.
    pub title: Wording,
    /// What it rests on; one language is enough.
    pub source: Wording,
    /// Language of the workbook.
    pub lang: Lang,
    /// The sheets to take.
    pub sheets: Vec<SheetMapping>,
}

/// How a sheet becomes a checklist. Columns are letters, as the spreadsheet shows them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct SheetMapping {
    /// Name of the sheet.
    pub sheet: String,
    /// Row of the column headings, counted from 1, the last one where they take several; 0 without headings.
    pub header_row: u32,
    /// The last row to take, counted from 1; to the end when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_row: Option<u32>,
    /// Column of the numbers; without it items are numbered by us.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Column of the sections.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// Column of the questions.
    pub text: String,
    /// Column of explanations.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// Column in which one answers; options are taken from what it offers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<String>,
    /// Column of guideline sections.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guideline: Option<String>,
    /// Whom the list is for.
    pub audience: Audience,
    /// How items are answered where the answer column does not say.
    pub kind: AnswerKind,
}

/// What a mapping makes of a workbook.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct Mapped {
    /// The lists, one for each sheet that could be taken, not official.
    pub lists: Vec<Checklist>,
    /// Every row of these sheets below the headings.
    pub rows: Vec<MappedRow>,
    /// What stands in the way of a list.
    pub problems: Vec<SheetProblem>,
}

/// A row, or several in a row that were taken as the same nothing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct MappedRow {
    /// Name of the sheet.
    pub sheet: String,
    /// The row, counted from 1.
    pub row: u32,
    /// The last row; the same unless several blank ones stand together.
    pub last_row: u32,
    /// What it was taken as.
    pub what: MappedAs,
    /// Why.
    pub why: MappedWhy,
    /// Number of the item.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub no: Option<String>,
    /// Title of the section of an item.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// What stands there.
    pub text: String,
    /// What a person should look at.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub problems: Vec<RowProblem>,
}

/// Something that stands in the way of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct SheetProblem {
    /// The sheet; empty for the whole mapping.
    pub sheet: String,
    /// What is wrong.
    pub problem: MappingProblem,
    /// What it is about: a field of the mapping, column letters, a count.
    pub detail: String,
}

choices! {
    /// What a row was taken as.
    MappedAs "mapped_as" {
        /// An item.
        Item "item",
        /// The heading of a section.
        Section "section",
        /// Nothing stands there.
        Blank "blank",
        /// A note to the reader of the sheet; it is not taken over.
        Note "note",
        /// More of the item above.
        Continued "continued",
        /// Left out.
        Skipped "skipped",
        /// It could not be taken.
        Problem "problem",
    }
    /// Why a row was taken as what.
    MappedWhy "mapped_why" {
        /// Number and text.
        Numbered "numbered",
        /// Text in a sheet or at a place without numbers.
        Unnumbered "unnumbered",
        /// One cell of several that share a number.
        SharesNumber "shares_number",
        /// A name in the column of the sections.
        SectionCell "section_cell",
        /// A section's name written down a column, one character in each row.
        SpreadDown "spread_down",
        /// One cell across the columns.
        Across "across",
        /// It begins as headings do.
        HeadingMark "heading_mark",
        /// A few words without a number above numbered items.
        ShortTitle "short_title",
        /// Nothing stands there.
        Empty "empty",
        /// It begins as notes do.
        NoteMark "note_mark",
        /// It stands outside of the chosen columns, or is too long for a heading.
        Outside "outside",
        /// The cell above reaches over this row.
        MergedAbove "merged_above",
        /// The text above has not ended, or this one begins as an addition.
        Unfinished "unfinished",
        /// More explanation.
        MoreHelp "more_help",
        /// The headings, or once more the headings.
        Header "header",
        /// There is nothing but an answer or a reference.
        NoQuestion "no_question",
    }
    /// What a person should look at in a row.
    RowProblem "row_problem" {
        /// A number without a question.
        TextMissing "text_missing",
        /// A cell holds an error.
        ErrorValue "error_value",
        /// What stands there is the last result of a formula.
        FromFormula "from_formula",
        /// It had no number among items with numbers; it has one of ours.
        NumberMissing "number_missing",
        /// Its number stood there before; it has another one.
        NumberRepeated "number_repeated",
        /// Numbers begin anew in each section; the section's was put before.
        NumberPrefixed "number_prefixed",
        /// The spreadsheet had made a date of its number.
        NumberWasDate "number_was_date",
        /// It shares a number with the item above; it has one of ours.
        NumberShared "number_shared",
        /// A choice was asked for, but no options stand there: it is free text.
        OptionsMissing "options_missing",
    }
    /// What stands in the way of a list.
    MappingProblem "mapping_problem" {
        /// The id or the version is not a name of a file.
        BadName "bad_name",
        /// Title or source is blank.
        TextMissing "text_missing",
        /// No sheet is named.
        NoSheets "no_sheets",
        /// The sheet is not in the workbook.
        UnknownSheet "unknown_sheet",
        /// A column is not one.
        UnknownColumn "unknown_column",
        /// A column is chosen twice.
        ColumnTwice "column_twice",
        /// The last row stands above the first one.
        NoRows "no_rows",
        /// No row is an item.
        NoItems "no_items",
        /// There are more items than one list may have.
        TooManyItems "too_many_items",
    }
}
