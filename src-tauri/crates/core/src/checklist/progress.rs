//! Which items apply, and how many of them are answered.
//!
//! Invariant: an item that a condition hides keeps its answer but does not count, and counts as unanswered for
//! other conditions.

use super::{AnswerValue, Checklist, Item};
use crate::interview::Answer;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// How far an interview has come; only items that apply count.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS,
)]
pub struct Progress {
    /// Items that apply.
    pub applicable: u32,
    /// Of these, confirmed with the interviewee.
    pub confirmed: u32,
    /// Of these, answered by the hospital beforehand.
    pub own: u32,
    /// Of these, confirmed as "don't know".
    pub dont_know: u32,
}

/// Items that apply, given the answers of one interview.
pub fn applicable_items<'c>(list: &'c Checklist, answers: &[Answer]) -> Vec<&'c Item> {
    let given: HashMap<&str, &AnswerValue> = answers
        .iter()
        .filter_map(|a| a.counted().map(|v| (a.item.as_str(), v)))
        .collect();
    let by_no: HashMap<&str, &Item> = list.items.iter().map(|i| (i.no.as_str(), i)).collect();
    let mut known = HashMap::new();
    list.items
        .iter()
        .filter(|item| applies(item, &by_no, &given, &mut known))
        .collect()
}

fn applies<'c>(
    item: &'c Item,
    by_no: &HashMap<&'c str, &'c Item>,
    given: &HashMap<&str, &AnswerValue>,
    known: &mut HashMap<&'c str, bool>,
) -> bool {
    if let Some(known) = known.get(item.no.as_str()) {
        return *known;
    }
    // A cycle is refused when content is loaded; the provisional value only keeps this total.
    known.insert(&item.no, false);
    let shown = match &item.show_if {
        None => true,
        Some(condition) => {
            let mut visible = HashMap::new();
            for no in condition.items() {
                if let Some(other) = by_no.get(no) {
                    visible.insert(no, applies(other, by_no, given, known));
                }
            }
            condition.holds(&|no| {
                given
                    .get(no)
                    .copied()
                    .filter(|_| visible.get(no).copied().unwrap_or(false))
            })
        }
    };
    known.insert(&item.no, shown);
    shown
}

/// Counts answers over the items that apply.
pub fn progress(list: &Checklist, answers: &[Answer]) -> Progress {
    let by_item: HashMap<&str, &Answer> = answers.iter().map(|a| (a.item.as_str(), a)).collect();
    let mut progress = Progress::default();
    for item in applicable_items(list, answers) {
        progress.applicable += 1;
        if let Some(answer) = by_item.get(item.no.as_str()) {
            progress.own += u32::from(answer.own.is_some());
            progress.confirmed += u32::from(answer.confirmed.is_some());
            progress.dont_know += u32::from(answer.confirmed == Some(AnswerValue::DontKnow));
        }
    }
    progress
}
