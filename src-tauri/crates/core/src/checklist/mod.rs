//! Checklists as data, and what answers to them mean.
//!
//! Invariant: a released version never changes; an answer names the version it was given to. Item wording is the
//! project's own, keyed by the official number where there is one; what is derived says so.
//! Deliberately absent: reading files (the app hands in the text) and the wording of any questionnaire.

mod answer;
mod condition;
#[cfg(test)]
mod hostile;
mod lint;
mod parse;
mod problem;
mod progress;
mod reach;
#[cfg(test)]
mod reference;

pub use answer::{AnswerKind, AnswerValue};
pub use condition::Condition;
pub(crate) use lint::is_name;
pub(crate) use parse::FORMAT;
pub use parse::{parse_benchmarks, parse_checklist, parse_checklist_after};
pub use problem::{ContentProblem, PROBLEMS};
pub(crate) use problem::{line_at, syntax};
pub use progress::{Applicability, Cause, Progress, applicable_items, progress};

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
    /// What became of the items of the version before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<Previous>,
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
    /// When its items apply; always when absent. An item's own condition comes on top.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub show_if: Option<Condition>,
}

/// How a version follows from the one before it. An item with the same number in both is the same item.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct Previous {
    /// The version before.
    pub version: String,
    /// Items that have another number now.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub moved: Vec<Moved>,
    /// Numbers that went without a successor, or now mean something else.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dropped: Vec<String>,
}

/// An item that has another number than in the version before.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct Moved {
    /// Its number then.
    pub from: String,
    /// Its number now.
    pub to: String,
}

/// One option of a choice.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct ItemOption {
    /// Id, unique in the item.
    pub id: String,
    /// Text.
    pub text: Wording,
    /// What is to be written beside it, such as a name or a source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub specify: Option<Wording>,
    /// When it is offered; always when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub show_if: Option<Condition>,
}

/// One item of a checklist.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Number; the official one where there is one.
    pub no: String,
    /// Number as an official sheet prints it, where that differs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub official_no: Option<String>,
    /// Section id.
    pub section: String,
    /// Text.
    pub text: Wording,
    /// What it means and what counts as which answer; printed for those who answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<Wording>,
    /// What a surveyor asks on and looks at; for surveyors only, never on a form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub probe: Option<Wording>,
    /// How it is answered.
    pub kind: AnswerKind,
    /// Options of a choice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<ItemOption>,
    /// Unit of a number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Wording>,
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
    /// Ids of national figures; the first is the one that is printed beside it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub benchmarks: Vec<String>,
    /// Paper that would show it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Wording>,
}

impl Checklist {
    /// The item numbered `no`.
    pub fn item(&self, no: &str) -> Option<&Item> {
        self.items.iter().find(|item| item.no == no)
    }

    /// The conditions under which the item applies: its section's and its own.
    pub fn conditions<'a>(&'a self, item: &'a Item) -> impl Iterator<Item = &'a Condition> {
        let section = self.sections.iter().find(|s| s.id == item.section);
        let of_section = section.and_then(|s| s.show_if.as_ref());
        of_section.into_iter().chain(&item.show_if)
    }

    /// Whether "not applicable" is an answer to the item: it says so, or a condition can take it away.
    pub fn may_not_apply(&self, item: &Item) -> bool {
        item.may_not_apply || self.conditions(item).next().is_some()
    }

    /// Whether the value is an answer to the item.
    pub fn accepts(&self, item: &Item, value: &AnswerValue) -> bool {
        match value {
            AnswerValue::NotApplicable => self.may_not_apply(item),
            _ => value.fits(item),
        }
    }
}

/// A national figure: what share of whom said so, when, and where that is printed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct Benchmark {
    /// Id that items name.
    pub id: String,
    /// What was asked.
    pub what: Wording,
    /// Per cent that answered yes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub percent: Option<f64>,
    /// The figure in words, where it is not a share that answered yes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub figure: Option<Wording>,
    /// Per cent in the survey before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<f64>,
    /// How often each option was chosen.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub counts: Vec<OptionCount>,
    /// Of whom.
    pub of: Wording,
    /// Day of the figure: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    pub on: String,
    /// Source.
    pub source: Wording,
    /// What to mind when comparing, such as a bias of the sample.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caution: Option<Wording>,
}

/// How often an option was chosen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct OptionCount {
    /// Id of the option in the item.
    pub option: String,
    /// How many chose it.
    pub count: u32,
}
