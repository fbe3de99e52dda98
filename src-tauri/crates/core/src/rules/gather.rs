//! What rules have in common: picking records, naming them as people do, and making one hit of many.
//!
//! Invariant: hits come in the order of the snapshot, so that the same survey gives the same report; looking up a
//! record never walks the whole ledger, so that rules stay linear.
//! Deliberately absent: any judgement of what is worth a finding.

use super::{Facts, Hit, Param};
use crate::backup::Backup;
use crate::checklist::{Checklist, applicable_items};
use crate::connection::Connection;
use crate::interview::{Answer, Interview};
use crate::inventory::Asset;
use crate::record::{Kept, Record, RecordKind, Tri};
use crate::request::Request;
use crate::{InterviewId, RecordRef, SystemId};
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

/// Subject of a hit that speaks of all records concerned at once.
pub(super) const ALL: &str = "all";

/// Params of [`together`].
pub(super) const COUNT_AND_LIST: &[&str] = &["count", "list"];

/// Params of [`one_each`].
pub(super) const NAME: &[&str] = &["name"];

/// A record with the name by which people know it.
pub(super) struct Named {
    pub(super) at: RecordRef,
    pub(super) name: String,
}

/// Points at a record.
pub(super) fn at<T: Record + ts_rs::TS>(kept: &Kept<T>) -> RecordRef {
    RecordRef {
        kind: T::KIND,
        id: kept.id,
    }
}

/// Points at the survey itself: for hits about what is not there.
pub(super) fn the_survey(facts: &Facts) -> RecordRef {
    RecordRef {
        kind: RecordKind::Survey,
        id: facts.snapshot.id.0,
    }
}

/// A connection as people call it.
pub(super) fn name_of(connection: &Connection) -> String {
    format!("{} {}", connection.label, connection.purpose)
}

/// Connections that are `wanted`.
pub(super) fn connections(facts: &Facts, wanted: impl Fn(&Connection) -> bool) -> Vec<Named> {
    let found = facts.snapshot.connections.iter().filter(|c| wanted(&c.record));
    found
        .map(|c| Named {
            at: at(c),
            name: name_of(&c.record),
        })
        .collect()
}

/// Assets that are `wanted`.
pub(super) fn assets(facts: &Facts, wanted: impl Fn(&Asset) -> bool) -> Vec<Named> {
    let found = facts.snapshot.assets.iter().filter(|a| wanted(&a.record));
    found
        .map(|a| Named {
            at: at(a),
            name: a.record.name.clone(),
        })
        .collect()
}

/// One hit about all of `found`, or none when there is nothing: dozens of findings alike would not be read.
pub(super) fn together(found: Vec<Named>) -> Vec<Hit> {
    if found.is_empty() {
        return Vec::new();
    }
    let rests_on = found.iter().map(|n| n.at).collect();
    let count = found.len();
    let names = found.into_iter().map(|n| n.name).collect();
    vec![Hit {
        subject: ALL.into(),
        rests_on,
        params: vec![("count", count.into()), ("list", Param::List(names))],
    }]
}

/// A hit about each of `found`: for what is rare and wants a decision of its own.
pub(super) fn one_each(found: Vec<Named>) -> Vec<Hit> {
    let hit = |n: Named| Hit {
        subject: n.at.id.to_string(),
        rests_on: vec![n.at],
        params: vec![("name", n.name.into())],
    };
    found.into_iter().map(hit).collect()
}

/// Whether something was asked, and the answer was no or that nobody knew.
pub(super) fn asked_in_vain(answer: Option<Tri>) -> bool {
    matches!(answer, Some(Tri::No | Tri::Unknown))
}

/// Whether nothing was written down.
pub(super) fn blank(text: &Option<String>) -> bool {
    text.as_deref().is_none_or(|t| t.trim().is_empty())
}

/// Assets by id.
pub(super) fn assets_by_id<'a>(facts: &Facts<'a>) -> HashMap<Uuid, &'a Asset> {
    facts.snapshot.assets.iter().map(|a| (a.id, &a.record)).collect()
}

/// Connections by the asset on which they end.
pub(super) fn connections_by_end<'a>(facts: &Facts<'a>) -> HashMap<Uuid, Vec<&'a Kept<Connection>>> {
    let mut ends: HashMap<Uuid, Vec<_>> = HashMap::new();
    for connection in &facts.snapshot.connections {
        if let Some(asset) = connection.record.terminating_asset {
            ends.entry(asset.0).or_default().push(connection);
        }
    }
    ends
}

/// One hit about the data whose backups, taken together, are `wanted`; several backups of the same data of a system
/// complete each other.
pub(super) fn backups_of_same_data(facts: &Facts, wanted: impl Fn(&[&Backup]) -> bool) -> Vec<Hit> {
    let mut groups: BTreeMap<(SystemId, &str), Vec<&Kept<Backup>>> = BTreeMap::new();
    for backup in &facts.snapshot.backups {
        groups
            .entry((backup.record.system, backup.record.data.trim()))
            .or_default()
            .push(backup);
    }
    let systems: HashMap<Uuid, &str> = facts
        .snapshot
        .systems
        .iter()
        .map(|s| (s.id, s.record.name.as_str()))
        .collect();
    let mut rests_on = Vec::new();
    let mut names = Vec::new();
    for ((system, data), group) in groups {
        let records: Vec<&Backup> = group.iter().map(|b| &b.record).collect();
        if wanted(&records) {
            rests_on.extend(group.into_iter().map(at));
            names.push(match systems.get(&system.0) {
                Some(system) => format!("{system} {data}"),
                None => data.to_string(),
            });
        }
    }
    if names.is_empty() {
        return Vec::new();
    }
    let params = vec![("count", names.len().into()), ("list", Param::List(names))];
    vec![Hit {
        subject: ALL.into(),
        rests_on,
        params,
    }]
}

/// A hit about each request that is `wanted`, with the paper, whom it was asked of, and a day.
pub(super) fn requests(
    facts: &Facts,
    wanted: impl Fn(&Request) -> bool,
    day: (&'static str, fn(&Request) -> crate::Day),
) -> Vec<Hit> {
    let found = facts.snapshot.requests.iter().filter(|r| wanted(&r.record));
    found
        .map(|r| Hit {
            subject: r.id.to_string(),
            rests_on: vec![at(r)],
            params: vec![
                ("what", r.record.what.as_str().into()),
                ("whom", r.record.from_whom.as_str().into()),
                (day.0, (day.1)(&r.record).into()),
            ],
        })
        .collect()
}

/// An interview with the answers that count in it, in the order of the checklist.
pub(super) struct Held<'a> {
    pub(super) interview: &'a Kept<Interview>,
    pub(super) checklist: Option<&'a Checklist>,
    pub(super) answers: Vec<&'a Kept<Answer>>,
}

/// Interviews with their answers. Answers to items that do not apply are left out where the checklist is known.
pub(super) fn held<'a>(facts: &Facts<'a>) -> Vec<Held<'a>> {
    let mut by_interview: HashMap<InterviewId, Vec<&Kept<Answer>>> = HashMap::new();
    for answer in &facts.snapshot.answers {
        by_interview
            .entry(answer.record.interview)
            .or_default()
            .push(answer);
    }
    let mut all = Vec::new();
    for interview in &facts.snapshot.interviews {
        let mut answers = by_interview
            .remove(&InterviewId(interview.id))
            .unwrap_or_default();
        let named = |c: &&Checklist| {
            c.id == interview.record.checklist && c.version == interview.record.checklist_version
        };
        let checklist = facts.checklists.iter().find(named);
        match checklist {
            Some(list) => {
                let records: Vec<Answer> = answers.iter().map(|a| a.record.clone()).collect();
                let items = applicable_items(list, &records);
                let order: HashMap<&str, usize> = items
                    .iter()
                    .enumerate()
                    .map(|(at, item)| (item.no.as_str(), at))
                    .collect();
                answers.retain(|a| order.contains_key(a.record.item.as_str()));
                answers.sort_by_key(|a| (order.get(a.record.item.as_str()).copied(), a.id));
            }
            None => answers.sort_by(|a, b| (&a.record.item, a.id).cmp(&(&b.record.item, b.id))),
        }
        all.push(Held {
            interview,
            checklist,
            answers,
        });
    }
    all
}

/// Numbers of the items that `answers` belong to.
pub(super) fn item_numbers(answers: &[&Kept<Answer>]) -> Param {
    Param::List(answers.iter().map(|a| a.record.item.clone()).collect())
}
