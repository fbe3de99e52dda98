//! Which interviews of a survey are set side by side.
//!
//! Invariant: left is what the map calls left, or the earlier survey; an interview whose list is not at hand takes no
//! part. Of several earlier interviews the one with the same position is taken, else the first.

use super::{Agreement, Compared, ItemPair, ListMap, Side, compare, succession};
use crate::Snapshot;
use crate::checklist::Checklist;
use crate::interview::{Answer, Interview};
use crate::record::Choice as _;
use uuid::Uuid;

/// An interview with its list and answers.
#[derive(Clone)]
pub struct Interviewed<'a> {
    /// Its id.
    pub id: Uuid,
    /// The interview.
    pub interview: &'a Interview,
    /// Its list.
    pub list: &'a Checklist,
    answers: Vec<Answer>,
}

impl Interviewed<'_> {
    fn side(&self) -> Side<'_> {
        Side {
            interview: self.interview,
            list: self.list,
            answers: &self.answers,
        }
    }
}

/// Two interviews side by side.
pub struct Comparison<'a> {
    /// On the left.
    pub left: Interviewed<'a>,
    /// On the right.
    pub right: Interviewed<'a>,
    /// Items that mean the same.
    pub lines: Vec<Compared>,
}

impl<'a> Comparison<'a> {
    fn of(left: &Interviewed<'a>, right: &Interviewed<'a>, pairs: &[ItemPair]) -> Self {
        Self {
            left: left.clone(),
            right: right.clone(),
            lines: compare(left.side(), right.side(), pairs),
        }
    }

    /// How many lines stand in each agreement, in the order of [`Agreement::ALL`](crate::record::Choice::ALL).
    pub fn counts(&self) -> Vec<u32> {
        let count = |agreement: &Agreement| self.lines.iter().filter(|l| l.agreement == *agreement).count();
        Agreement::ALL
            .iter()
            .map(|a| u32::try_from(count(a)).unwrap_or(u32::MAX))
            .collect()
    }
}

fn interviewed<'a>(snapshot: &'a Snapshot, lists: &'a [Checklist]) -> Vec<Interviewed<'a>> {
    let held = snapshot.interviews.iter().filter_map(|kept| {
        let interview = &kept.record;
        let list = lists
            .iter()
            .find(|l| l.id == interview.checklist && l.version == interview.checklist_version)?;
        let answers = snapshot
            .answers
            .iter()
            .filter(|a| a.record.interview.0 == kept.id);
        Some(Interviewed {
            id: kept.id,
            interview,
            list,
            answers: answers.map(|a| a.record.clone()).collect(),
        })
    });
    held.collect()
}

/// Interviews of one survey whose lists a map connects, in the order of the maps.
pub fn across<'a>(snapshot: &'a Snapshot, lists: &'a [Checklist], maps: &[ListMap]) -> Vec<Comparison<'a>> {
    let held = interviewed(snapshot, lists);
    let mut found = Vec::new();
    for map in maps {
        for left in held.iter().filter(|h| map.left.is(h.list)) {
            for right in held.iter().filter(|h| map.right.is(h.list)) {
                found.push(Comparison::of(left, right, &map.pairs));
            }
        }
    }
    found
}

/// Interviews of a survey beside those of an earlier one of the same hospital.
pub fn since<'a>(
    earlier: &'a Snapshot,
    snapshot: &'a Snapshot,
    lists: &'a [Checklist],
    maps: &[ListMap],
) -> Vec<Comparison<'a>> {
    let before = interviewed(earlier, lists);
    let mut found = Vec::new();
    for now in interviewed(snapshot, lists) {
        let mut candidates: Vec<(&Interviewed<'a>, Vec<ItemPair>)> = before
            .iter()
            .filter_map(|then| Some((then, pairs(then.list, now.list, lists, maps)?)))
            .collect();
        let same = |then: &Interviewed<'a>| then.interview.interviewee != now.interview.interviewee;
        candidates.sort_by_key(|(then, _)| (then.list.id != now.list.id, same(then)));
        if let Some((then, pairs)) = candidates.first() {
            found.push(Comparison::of(then, &now, pairs));
        }
    }
    found
}

/// Items of `old` that are items of `new`: by versions of one list, or by a map.
fn pairs(old: &Checklist, new: &Checklist, lists: &[Checklist], maps: &[ListMap]) -> Option<Vec<ItemPair>> {
    if let Some(pairs) = succession(old, new, lists) {
        let pair = |(left, right)| ItemPair {
            left,
            right,
            note: None,
        };
        return Some(pairs.into_iter().map(pair).collect());
    }
    // Maps between audiences of one time connect different interviewees, not two times.
    let map = maps
        .iter()
        .find(|m| m.left.is(old) && m.right.is(new) && old.audience == new.audience)?;
    Some(map.pairs.clone())
}
