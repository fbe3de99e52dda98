//! One interview on either side, and what stands beside what.
//!
//! Invariant: the order is that of the list on the left.

use super::{Agreement, ItemPair};
use crate::Wording;
use crate::checklist::{AnswerValue, Applicability, Checklist};
use crate::interview::{Answer, Interview};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// One interview, with the list it was held on.
#[derive(Clone, Copy)]
pub struct Side<'a> {
    /// The interview.
    pub interview: &'a Interview,
    /// Its list.
    pub list: &'a Checklist,
    /// Its answers.
    pub answers: &'a [Answer],
}

/// Two items that mean the same, with what was answered to them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct Compared {
    /// Number on the left.
    pub left: String,
    /// Number on the right.
    pub right: String,
    /// What counts on the left; none for an item that is unanswered or does not apply.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub left_answer: Option<AnswerValue>,
    /// What counts on the right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub right_answer: Option<AnswerValue>,
    /// How the right stands to the left.
    pub agreement: Agreement,
    /// In what the two items differ all the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub note: Option<Wording>,
}

/// The pairs with both answers.
pub fn compare(left: Side<'_>, right: Side<'_>, pairs: &[ItemPair]) -> Vec<Compared> {
    let on_left = Counted::of(left);
    let on_right = Counted::of(right);
    let places: HashMap<&str, usize> = left
        .list
        .items
        .iter()
        .enumerate()
        .map(|(at, item)| (item.no.as_str(), at))
        .collect();
    let mut compared: Vec<Compared> = pairs
        .iter()
        .map(|pair| {
            let left_answer = on_left.answer(&pair.left);
            let right_answer = on_right.answer(&pair.right);
            Compared {
                left: pair.left.clone(),
                right: pair.right.clone(),
                agreement: Agreement::of(left_answer, right_answer),
                left_answer: left_answer.cloned(),
                right_answer: right_answer.cloned(),
                note: pair.note.clone(),
            }
        })
        .collect();
    compared.sort_by_key(|c| places.get(c.left.as_str()).copied().unwrap_or(usize::MAX));
    compared
}

/// The answers of a side that count.
struct Counted<'a> {
    side: Side<'a>,
    applies: Applicability<'a>,
}

impl<'a> Counted<'a> {
    fn of(side: Side<'a>) -> Self {
        Self {
            side,
            applies: Applicability::of(side.list, side.answers),
        }
    }

    fn answer(&self, no: &str) -> Option<&'a AnswerValue> {
        let item = self.side.list.item(no)?;
        let answer = self.side.answers.iter().find(|a| a.item == no)?;
        answer.counted().filter(|_| self.applies.applies(item))
    }
}
