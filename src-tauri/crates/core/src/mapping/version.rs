//! The next version of a list, and what became of the items of the one before.
//!
//! Invariant: what [`succession`] writes satisfies the lint of the new version after the old one, and no item of the
//! old version vanishes silently. An item is the same when it has the same text and kind, or else the same number and
//! kind.

use super::spelling::folded;
use crate::checklist::{AnswerKind, Checklist, Item, Moved, Previous};
use std::collections::{HashMap, HashSet, VecDeque};

/// A copy as the next version, to be edited.
pub fn next_version(list: &Checklist, version: &str) -> Checklist {
    Checklist {
        version: version.to_owned(),
        previous: Some(Previous {
            version: list.version.clone(),
            moved: Vec::new(),
            dropped: Vec::new(),
        }),
        ..list.clone()
    }
}

/// Writes into `new` what became of the items of `old`; what stood there about that is replaced.
pub fn succession(old: &Checklist, new: &mut Checklist) {
    let now: HashMap<&str, Meaning> = new.items.iter().map(|i| (i.no.as_str(), meaning(i))).collect();
    let then: Vec<(&Item, Meaning)> = old.items.iter().map(|i| (i, meaning(i))).collect();
    let kept = |(item, meant): &&(&Item, Meaning)| now.get(item.no.as_str()) == Some(meant);
    // Numbers whose item has not changed are nobody else's successor.
    let mut taken: HashSet<&str> = then.iter().filter(kept).map(|(i, _)| i.no.as_str()).collect();
    let mut free: HashMap<&Meaning, VecDeque<&str>> = HashMap::new();
    for item in new.items.iter().filter(|i| !taken.contains(i.no.as_str())) {
        if let Some(meant) = now.get(item.no.as_str()) {
            free.entry(meant).or_default().push_back(&item.no);
        }
    }
    let mut moved = Vec::new();
    let mut open = Vec::new();
    for (item, meant) in then.iter().filter(|one| !kept(one)) {
        match free.get_mut(meant).and_then(VecDeque::pop_front) {
            Some(to) => {
                taken.insert(to);
                moved.push(Moved {
                    from: item.no.clone(),
                    to: to.to_owned(),
                });
            }
            None => open.push(*item),
        }
    }
    let reworded = |item: &&Item| {
        let kind = now.get(item.no.as_str()).map(|(kind, ..)| *kind);
        kind == Some(item.kind) && !taken.contains(item.no.as_str())
    };
    let dropped = open
        .into_iter()
        .filter(|i| !reworded(i))
        .map(|i| i.no.clone())
        .collect();
    new.previous = Some(Previous {
        version: old.version.clone(),
        moved,
        dropped,
    });
}

type Meaning = (AnswerKind, String, String);

/// What makes an item the same under another number.
fn meaning(item: &Item) -> Meaning {
    (item.kind, folded(&item.text.ja), folded(&item.text.en))
}
