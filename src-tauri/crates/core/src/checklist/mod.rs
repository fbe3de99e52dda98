//! Checklists as data, and what answers to them mean.
//!
//! Invariant: a released version never changes; an answer names the version it was given to. Item wording is the
//! project's own, keyed by the official number where there is one; what is derived says so.
//! Deliberately absent: reading files (the app hands in the text) and the wording of any questionnaire.

mod answer;
mod condition;
mod parse;
mod progress;

pub use answer::{AnswerKind, AnswerValue};
pub use condition::Condition;
pub use parse::{ContentProblem, parse_benchmarks, parse_checklist};
pub use progress::{Progress, applicable_items, progress};

use crate::Wording;
use crate::interview::Audience;
use serde::{Deserialize, Serialize};

/// One version of one checklist.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct Checklist {
    /// Format of the file; 1.
    pub format: u32,
    /// Id, also the folder it lies in.
    pub id: String,
    /// Version, also the file name.
    pub version: String,
    /// Whom it is for.
    pub audience: Audience,
    /// Whether items and numbers are those of an official sheet.
    pub official: bool,
    /// Title.
    pub title: Wording,
    /// What it rests on, printed on the document.
    pub source: Wording,
    /// What must be said about it, such as that it is derived and not official.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Wording>,
    /// Planned minutes of the interview.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u32>,
    /// Sections, in order.
    pub sections: Vec<ChecklistSection>,
    /// Items, in order.
    pub items: Vec<Item>,
}

/// A section of a checklist.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct ChecklistSection {
    /// Id, unique in the list.
    pub id: String,
    /// Title.
    pub title: Wording,
}

/// One option of a choice.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct ItemOption {
    /// Id, unique in the item.
    pub id: String,
    /// Text.
    pub text: Wording,
}

/// One item of a checklist.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Number; the official one where there is one.
    pub no: String,
    /// Section id.
    pub section: String,
    /// Text.
    pub text: Wording,
    /// What it means and what to look at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<Wording>,
    /// How it is answered.
    pub kind: AnswerKind,
    /// Options of a choice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<ItemOption>,
    /// Column headings of a table answer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<Wording>,
    /// When it applies; always when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub show_if: Option<Condition>,
    /// Whether "not applicable" is an answer.
    #[serde(default)]
    pub may_not_apply: bool,
    /// Section of the guideline it rests on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub guideline: Vec<String>,
    /// Whether number and wording are derived and not official.
    #[serde(default)]
    pub derived: bool,
    /// Id of a national figure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub benchmark: Option<String>,
    /// Paper that would show it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Wording>,
}

impl Checklist {
    /// The item numbered `no`.
    pub fn item(&self, no: &str) -> Option<&Item> {
        self.items.iter().find(|item| item.no == no)
    }
}

/// A national figure: how many of whom answered yes, when, and where that is printed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct Benchmark {
    /// Id that items name.
    pub id: String,
    /// What was asked.
    pub what: Wording,
    /// Per cent that answered yes.
    pub percent: f64,
    /// Of whom.
    pub of: Wording,
    /// Source and date.
    pub source: Wording,
}
