//! What can be wrong with content, and where.
//!
//! Invariant: a problem is data with a key of the message catalogue, so all problems of a file are shown at once.

use serde::{Deserialize, Serialize};

/// Something wrong with content: where, and what, as a key of the message catalogue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct ContentProblem {
    /// Line in the file, counted from 1, where it is known.
    pub line: Option<u32>,
    /// Item or section, or the empty string for the whole file.
    pub place: String,
    /// What is wrong: one of [`PROBLEMS`]; in the words of findings also `missing_rule`, `unknown_rule`,
    /// `missing_word`, `unknown_placeholder`, `different_placeholders`.
    pub problem: String,
    /// What it is about: the text of the parser, an item, an option.
    pub detail: String,
}

/// Everything that can be wrong with a checklist, the national figures or a map between lists.
pub const PROBLEMS: &[&str] = &[
    "syntax",
    "format_newer",
    "empty",
    "duplicate",
    "duplicate_option",
    "unknown_section",
    "unknown_item",
    "unknown_option",
    "unknown_list",
    "missing_language",
    "missing_text",
    "missing_options",
    "missing_columns",
    "missing_figure",
    "range",
    "day",
    "bad_number",
    "cycle",
    "unreachable",
    "vanished",
    "kind_changed",
    "previous_unknown",
    "misplaced",
];

/// Where the lines of a text begin, looked up once: counting anew for each of many items costs the square of them.
pub(crate) struct LineStarts(Vec<usize>);

impl LineStarts {
    /// Of a text.
    pub(crate) fn of(text: &str) -> Self {
        let ends = text.bytes().enumerate().filter(|(_, b)| *b == b'\n');
        Self(ends.map(|(at, _)| at).collect())
    }

    /// The line of a byte, counted from 1.
    pub(crate) fn line_at(&self, byte: usize) -> Option<u32> {
        u32::try_from(self.0.partition_point(|end| *end < byte) + 1).ok()
    }

    /// What the TOML reader complains about, at its line. A text that lacks is named as such.
    pub(crate) fn syntax(&self, place: &str, error: &toml::de::Error) -> ContentProblem {
        let lacks = |field: &str| error.message().contains(&format!("missing field `{field}`"));
        let problem = if lacks("ja") || lacks("en") {
            "missing_language"
        } else if lacks("text") {
            "missing_text"
        } else {
            "syntax"
        };
        ContentProblem {
            line: error.span().and_then(|span| self.line_at(span.start)),
            place: place.into(),
            problem: problem.into(),
            detail: error.message().into(),
        }
    }
}

/// The line of a byte of `text`, counted from 1.
pub(crate) fn line_at(text: &str, byte: usize) -> Option<u32> {
    let before = text.as_bytes().iter().take(byte).filter(|b| **b == b'\n').count();
    u32::try_from(before + 1).ok()
}

/// What the TOML reader complains about, at its line. A text that lacks is named as such.
pub(crate) fn syntax(text: &str, place: &str, error: &toml::de::Error) -> ContentProblem {
    LineStarts::of(text).syntax(place, error)
}
