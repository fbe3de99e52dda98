//! Answer kinds and values.
//!
//! Invariant: "don't know" and "not applicable" are answers of their own for every kind, never an empty one.

use super::Item;
use crate::record::choices;
use crate::time::Day;
use serde::{Deserialize, Serialize};

choices! {
    /// How an item is answered.
    AnswerKind "answer_kind" {
        /// ○ or ×.
        Mark "mark",
        /// Yes or no.
        YesNo "yes_no",
        /// Yes or no with the day of checking and, for no, the day aimed at.
        YesNoDate "yes_no_date",
        /// One of the options.
        Single "single",
        /// Any of the options.
        Multi "multi",
        /// A number.
        Number "number",
        /// Free text.
        Text "text",
        /// Rows under given columns.
        Table "table",
    }
}

/// What was answered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum AnswerValue {
    /// ○ (true) or × (false).
    Mark {
        /// ○ when true.
        value: bool,
    },
    /// Yes or no.
    YesNo {
        /// Yes when true.
        value: bool,
    },
    /// Yes or no, with days.
    YesNoDate {
        /// Yes when true.
        value: bool,
        /// Day of checking.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        checked_on: Option<Day>,
        /// Day by which it is to be yes.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        target_on: Option<Day>,
    },
    /// One option.
    Single {
        /// Its id.
        option: String,
        /// What the option asks to be written beside it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<String>,
    },
    /// Any options.
    Multi {
        /// Their ids.
        options: Vec<String>,
        /// What the options ask to be written beside them.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<String>,
    },
    /// A number.
    Number {
        /// The number.
        value: f64,
    },
    /// Free text.
    Text {
        /// The text.
        text: String,
    },
    /// Rows of cells.
    Table {
        /// Rows, each as long as the item has columns.
        rows: Vec<Vec<String>>,
    },
    /// The interviewee does not know.
    DontKnow,
    /// It does not apply.
    NotApplicable,
}

impl AnswerValue {
    /// Whether this is an answer to an item like `item`, as far as the item alone says it: whether a condition of its
    /// section allows "not applicable" is known to the list.
    pub(super) fn fits(&self, item: &Item) -> bool {
        let has = |id: &String| item.options.iter().any(|o| &o.id == id);
        match (self, item.kind) {
            (Self::DontKnow, _) => true,
            (Self::NotApplicable, _) => item.may_not_apply,
            (Self::Mark { .. }, AnswerKind::Mark)
            | (Self::YesNo { .. }, AnswerKind::YesNo)
            | (Self::YesNoDate { .. }, AnswerKind::YesNoDate)
            | (Self::Text { .. }, AnswerKind::Text) => true,
            (Self::Number { value }, AnswerKind::Number) => value.is_finite(),
            (Self::Single { option, .. }, AnswerKind::Single) => has(option),
            (Self::Multi { options, .. }, AnswerKind::Multi) => options.iter().all(has),
            (Self::Table { rows }, AnswerKind::Table) => rows.iter().all(|r| r.len() == item.columns.len()),
            _ => false,
        }
    }

    /// Yes or no where the answer says one of them.
    pub fn yes(&self) -> Option<bool> {
        match self {
            Self::Mark { value } | Self::YesNo { value } | Self::YesNoDate { value, .. } => Some(*value),
            _ => None,
        }
    }
}
