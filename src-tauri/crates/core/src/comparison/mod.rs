//! Answers side by side: of two audiences on items that mean the same, and of two surveys of one hospital.
//!
//! Invariant: only answers that count are compared, so an item that does not apply stands as unanswered; nothing is
//! compared that no map and no succession of versions says to be the same item.
//! Deliberately absent: a judgement. That two answers differ is to be asked about, not to be marked.

mod map;
mod pairing;
mod side;

pub use map::{ItemPair, ListMap, ListRef, parse_map};
pub use pairing::{Comparison, Interviewed, across, since};
pub use side::{Compared, Side, compare};

use crate::checklist::{AnswerValue, Checklist};
use crate::record::choices;
use std::collections::HashMap;

choices! {
    /// How the answer on the right stands to the one on the left.
    Agreement "agreement" {
        /// Both say the same.
        Same "same",
        /// No on the left, yes on the right.
        ToYes "to_yes",
        /// Yes on the left, no on the right.
        ToNo "to_no",
        /// Both answered, otherwise different.
        Differs "differs",
        /// Answered on one side only.
        OneSided "one_sided",
        /// Answered on neither side.
        Unanswered "unanswered",
    }
}

impl Agreement {
    /// How `right` stands to `left`.
    pub fn of(left: Option<&AnswerValue>, right: Option<&AnswerValue>) -> Self {
        let (Some(left), Some(right)) = (left, right) else {
            return if left.is_none() && right.is_none() {
                Self::Unanswered
            } else {
                Self::OneSided
            };
        };
        match (left.yes(), right.yes()) {
            (Some(false), Some(true)) => Self::ToYes,
            (Some(true), Some(false)) => Self::ToNo,
            (Some(_), Some(_)) => Self::Same,
            _ if left == right => Self::Same,
            _ => Self::Differs,
        }
    }
}

/// Pairs of item numbers that lead from `old` to `new`, two versions of one list; none when the versions between them
/// are not all at hand.
pub fn succession(old: &Checklist, new: &Checklist, lists: &[Checklist]) -> Option<Vec<(String, String)>> {
    if old.id != new.id {
        return None;
    }
    if old.version == new.version {
        return Some(old.items.iter().map(|i| (i.no.clone(), i.no.clone())).collect());
    }
    let step = new.previous.as_ref()?;
    let before = lists
        .iter()
        .find(|l| l.id == new.id && l.version == step.version)?;
    // A list that names itself or a later version as its previous one would never end; versions at hand are few.
    if before.version == new.version || lists.iter().filter(|l| l.id == new.id).count() > 100 {
        return None;
    }
    let moved: HashMap<&str, &str> = step
        .moved
        .iter()
        .map(|m| (m.from.as_str(), m.to.as_str()))
        .collect();
    let rest: Vec<Checklist> = lists
        .iter()
        .filter(|l| l.id == new.id && l.version != new.version)
        .cloned()
        .collect();
    let pairs = succession(old, before, &rest)?;
    let onward = pairs.into_iter().filter_map(|(from, no)| {
        let to = match moved.get(no.as_str()) {
            Some(to) => (*to).to_owned(),
            None if step.dropped.contains(&no) => return None,
            None => no,
        };
        new.item(&to).is_some().then_some((from, to))
    });
    Some(onward.collect())
}

#[cfg(test)]
mod tests;
