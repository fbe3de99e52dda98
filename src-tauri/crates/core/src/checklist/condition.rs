//! When an item applies, depending on answers to others.
//!
//! Invariant: evaluation is total: an unanswered item satisfies no `is`, and a hidden item counts as unanswered.

use super::AnswerValue;
use serde::{Deserialize, Serialize};

/// A condition on answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
#[serde(untagged)]
pub enum Condition {
    /// All of them hold.
    All {
        /// The conditions.
        all: Vec<Condition>,
    },
    /// At least one holds.
    Any {
        /// The conditions.
        any: Vec<Condition>,
    },
    /// It does not hold.
    Not {
        /// The condition.
        not: Box<Condition>,
    },
    /// An item was answered with one of these: an option id, `yes`, `no`, `dont_know`, `not_applicable`.
    Is {
        /// Number of the item.
        item: String,
        /// Accepted answers.
        is: Vec<String>,
    },
}

impl Condition {
    /// Whether it holds, given `answer` that looks up an item's answer.
    pub fn holds<'a>(&self, answer: &dyn Fn(&str) -> Option<&'a AnswerValue>) -> bool {
        match self {
            Self::All { all } => all.iter().all(|c| c.holds(answer)),
            Self::Any { any } => any.iter().any(|c| c.holds(answer)),
            Self::Not { not } => !not.holds(answer),
            Self::Is { item, is } => {
                answer(item).is_some_and(|value| is.iter().any(|word| says(value, word)))
            }
        }
    }

    /// The items it looks at.
    pub fn items(&self) -> Vec<&str> {
        match self {
            Self::All { all: parts } | Self::Any { any: parts } => {
                parts.iter().flat_map(Self::items).collect()
            }
            Self::Not { not } => not.items(),
            Self::Is { item, .. } => vec![item],
        }
    }
}

fn says(value: &AnswerValue, word: &str) -> bool {
    match value {
        AnswerValue::DontKnow => word == "dont_know",
        AnswerValue::NotApplicable => word == "not_applicable",
        AnswerValue::Single { option, .. } => option == word,
        AnswerValue::Multi { options, .. } => options.iter().any(|o| o == word),
        _ => value
            .yes()
            .is_some_and(|yes| word == if yes { "yes" } else { "no" }),
    }
}
