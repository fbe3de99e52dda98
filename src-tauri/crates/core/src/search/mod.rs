//! Finding what was recorded: by any word of it, however it was typed, over all stages of a survey.
//!
//! Invariant: same records, same words, same hits in the same order: those whose name says it before those that say it
//! somewhere inside, then in the order of the stages. Every word asked for must be in the record.
//! Deliberately absent: an index. A survey is small enough to read, and an index would be a second copy to keep true.

mod excerpt;
mod fold;
mod texts;

pub use fold::fold;

use crate::checklist::Checklist;
use crate::report::Templates;
use crate::rules::FindingView;
use crate::{InterviewId, Lang, RecordKind, Snapshot};
use serde::{Deserialize, Serialize};
use texts::Entry;
use uuid::Uuid;

/// The most hits that a list shows.
pub const MOST_HITS: usize = 50;

/// What is searched.
pub struct Searched<'a> {
    /// The survey.
    pub snapshot: &'a Snapshot,
    /// The checklists that its interviews name.
    pub checklists: &'a [Checklist],
    /// Its findings, as people see them.
    pub findings: &'a [FindingView],
    /// The words for choices.
    pub templates: &'a Templates,
    /// The language of questions, findings and words.
    pub lang: Lang,
}

/// A record in which all words were found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct Hit {
    /// Its kind; `answer` stands for an item of an interview, whether it was answered or not.
    pub kind: RecordKind,
    /// Its id.
    #[ts(type = "string")]
    pub id: Uuid,
    /// What it is called.
    pub title: String,
    /// The place at which the words stand, or where the title says it all, what the record belongs to.
    pub detail: String,
    /// The field in which the words stand.
    #[serde(rename = "where")]
    pub field: String,
    /// The interview, for an item.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub interview: Option<InterviewId>,
    /// The item's number, for an item.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub item: Option<String>,
}

/// The records that hold every word of `text`, best first, [`MOST_HITS`] at the most; none when it has no word.
pub fn search(searched: &Searched<'_>, text: &str) -> Vec<Hit> {
    let wanted = fold(text);
    let words: Vec<&str> = wanted.split_whitespace().collect();
    if words.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<(u32, Hit)> = Vec::new();
    let (mut said, mut folded) = (Vec::new(), String::new());
    texts::each(searched, &mut |entry| {
        if let Some((rank, field)) = rank(entry, &words, &mut said, &mut folded) {
            found.push((rank, hit(entry, field, &words)));
        }
    });
    // Stable: within a rank the order of the stages stays.
    found.sort_by_key(|(rank, _)| *rank);
    found.truncate(MOST_HITS);
    found.into_iter().map(|(_, hit)| hit).collect()
}

/// How well a word is said, less is better, and by which of an entry's texts.
type Said = Option<(u32, usize)>;

/// How well an entry says all words together, and the text to show; nothing when a word is missing.
fn rank(entry: &Entry<'_>, words: &[&str], said: &mut Vec<Said>, folded: &mut String) -> Said {
    said.clear();
    said.resize(words.len(), None);
    for (place, (_, text)) in entry.texts.iter().enumerate().filter(|(_, (_, t))| !t.is_empty()) {
        fold::fold_into(text, folded);
        for (word, said) in words.iter().zip(said.iter_mut()) {
            let rank = match folded.find(word) {
                None => continue,
                Some(_) if place >= entry.names => 4,
                Some(_) if folded.len() == word.len() => 0,
                Some(0) => 1,
                Some(_) => 2,
            };
            if said.is_none_or(|(best, _)| rank < best) {
                *said = Some((rank, place));
            }
        }
    }
    let mut all = (0, 0);
    for said in said.iter() {
        let (rank, place) = (*said)?;
        // The text to show is one that the title does not say already, where there is one.
        all = (all.0 + rank, all.1.max(place));
    }
    Some(all)
}

fn hit(entry: &Entry<'_>, place: usize, words: &[&str]) -> Hit {
    let (field, text) = &entry.texts[place];
    Hit {
        kind: entry.kind,
        id: entry.id,
        title: entry.title.to_string(),
        detail: if place < entry.names {
            entry.belongs_to.to_string()
        } else {
            excerpt::around(text, words)
        },
        field: (*field).into(),
        interview: entry.item.map(|(interview, _)| interview),
        item: entry.item.map(|(_, no)| no.to_string()),
    }
}

#[cfg(test)]
mod tests;
