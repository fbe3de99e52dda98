//! When an item applies, depending on answers to others.
//!
//! Invariant: evaluation is total: an unanswered item satisfies no `is`, and a hidden item counts as unanswered.

use super::AnswerValue;
use serde::{Deserialize, Serialize};

/// A condition on answers.
#[derive(Clone, Debug, PartialEq, Serialize, schemars::JsonSchema, ts_rs::TS)]
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

/// As it is written; read apart from [`Condition`], because a condition with two heads must not lose one silently.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    all: Option<Vec<Condition>>,
    any: Option<Vec<Condition>>,
    not: Option<Box<Condition>>,
    item: Option<String>,
    is: Option<Vec<String>>,
}

impl<'de> Deserialize<'de> for Condition {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = Written::deserialize(deserializer)?;
        match (written.all, written.any, written.not, written.item, written.is) {
            (Some(all), None, None, None, None) => Ok(Self::All { all }),
            (None, Some(any), None, None, None) => Ok(Self::Any { any }),
            (None, None, Some(not), None, None) => Ok(Self::Not { not }),
            (None, None, None, Some(item), Some(is)) => Ok(Self::Is { item, is }),
            _ => Err(serde::de::Error::custom(
                "a condition is one of `all`, `any`, `not`, or `item` with `is`",
            )),
        }
    }
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
        self.looks().into_iter().map(|(item, _)| item).collect()
    }

    /// The items it looks at, each with the answers it looks for.
    pub(super) fn looks(&self) -> Vec<(&str, &[String])> {
        match self {
            Self::All { all: parts } | Self::Any { any: parts } => {
                parts.iter().flat_map(Self::looks).collect()
            }
            Self::Not { not } => not.looks(),
            Self::Is { item, is } => vec![(item, is)],
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
