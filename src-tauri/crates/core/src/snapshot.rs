//! Everything of one survey at one moment, as rules and reports read it.
//!
//! Invariant: taken under one read transaction, ordered as the documents list things, and never written back.

use crate::backup::Backup;
use crate::connection::{CategoryCheck, Connection, Investigation};
use crate::drawing::{DiagramEdge, DiagramNode};
use crate::effort::Effort;
use crate::evidence::Evidence;
use crate::finding::Finding;
use crate::interview::{Answer, Interview};
use crate::inventory::{Asset, System};
use crate::record::{Kept, Record, RecordRef};
use crate::request::Request;
use crate::review::{Comment, Revision};
use crate::survey::{Hospital, Survey, Visit};
use crate::{AssetId, SurveyId, SystemId};
use std::collections::HashMap;

/// One survey, whole.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// The survey's id.
    pub id: SurveyId,
    /// The survey.
    pub survey: Survey,
    /// The hospital profile, once there is one.
    pub hospital: Option<Hospital>,
    /// Visits by day.
    pub visits: Vec<Kept<Visit>>,
    /// Interviews in the order in which they were made.
    pub interviews: Vec<Kept<Interview>>,
    /// Answers of all interviews.
    pub answers: Vec<Kept<Answer>>,
    /// Document requests by day asked.
    pub requests: Vec<Kept<Request>>,
    /// Systems.
    pub systems: Vec<Kept<System>>,
    /// Assets.
    pub assets: Vec<Kept<Asset>>,
    /// External connections by label.
    pub connections: Vec<Kept<Connection>>,
    /// Investigation entries by day.
    pub investigations: Vec<Kept<Investigation>>,
    /// Category checks by category.
    pub category_checks: Vec<Kept<CategoryCheck>>,
    /// Backups.
    pub backups: Vec<Kept<Backup>>,
    /// Effort entries by day.
    pub efforts: Vec<Kept<Effort>>,
    /// Findings by hand, and decisions about those from rules.
    pub findings: Vec<Kept<Finding>>,
    /// Nodes of both diagrams.
    pub nodes: Vec<Kept<DiagramNode>>,
    /// Edges of both diagrams.
    pub edges: Vec<Kept<DiagramEdge>>,
    /// Photos and papers.
    pub evidence: Vec<Kept<Evidence>>,
    /// Review comments.
    pub comments: Vec<Kept<Comment>>,
    /// Revisions by number.
    pub revisions: Vec<Kept<Revision>>,
}

impl Snapshot {
    /// A survey in which nothing was recorded yet.
    pub fn empty(id: SurveyId, survey: Survey) -> Self {
        Self {
            id,
            survey,
            hospital: None,
            visits: Vec::new(),
            interviews: Vec::new(),
            answers: Vec::new(),
            requests: Vec::new(),
            systems: Vec::new(),
            assets: Vec::new(),
            connections: Vec::new(),
            investigations: Vec::new(),
            category_checks: Vec::new(),
            backups: Vec::new(),
            efforts: Vec::new(),
            findings: Vec::new(),
            nodes: Vec::new(),
            edges: Vec::new(),
            evidence: Vec::new(),
            comments: Vec::new(),
            revisions: Vec::new(),
        }
    }

    /// Puts every list into the order of the documents. Ties are broken by id, so the order is total.
    pub fn sort(&mut self) {
        self.visits.sort_by_key(|v| (v.record.on, v.id));
        self.interviews
            .sort_by_key(|i| (i.record.audience, i.record.started, i.id));
        self.answers.sort_by_key(|a| a.id);
        self.requests.sort_by_key(|r| (r.record.asked_on, r.id));
        self.systems.sort_by_key(|s| s.id);
        self.assets.sort_by(|a, b| {
            (a.record.kind, &a.record.name, a.id).cmp(&(b.record.kind, &b.record.name, b.id))
        });
        self.connections
            .sort_by(|a, b| (&a.record.label, a.id).cmp(&(&b.record.label, b.id)));
        self.investigations.sort_by_key(|i| (i.record.on, i.id));
        self.category_checks.sort_by_key(|c| (c.record.category, c.id));
        self.backups.sort_by_key(|b| (b.record.system, b.id));
        self.efforts.sort_by_key(|e| (e.record.on, e.record.row, e.id));
        self.findings.sort_by_key(|f| (f.record.severity, f.id));
        self.nodes.sort_by_key(|n| n.id);
        self.edges.sort_by_key(|e| e.id);
        self.evidence.sort_by_key(|e| e.id);
        self.comments.sort_by_key(|c| (c.record.on, c.id));
        self.revisions.sort_by_key(|r| (r.record.number, r.id));
    }

    /// The asset with this id.
    pub fn asset(&self, id: AssetId) -> Option<&Asset> {
        find(&self.assets, id)
    }

    /// The system with this id.
    pub fn system(&self, id: SystemId) -> Option<&System> {
        find(&self.systems, id)
    }

    /// Number of the newest revision; 1 while none was recorded.
    pub fn revision(&self) -> u32 {
        self.revisions.iter().map(|r| r.record.number).max().unwrap_or(1)
    }
}

/// Where each record of a snapshot stands in its list, for those who look up many.
///
/// Holds good only while the snapshot is not changed.
#[derive(Clone, Debug, Default)]
pub struct Index {
    places: HashMap<RecordRef, usize>,
}

impl Index {
    /// Of all lists of `snapshot`.
    pub fn of(snapshot: &Snapshot) -> Self {
        let mut index = Self::default();
        index.add(&snapshot.visits);
        index.add(&snapshot.interviews);
        index.add(&snapshot.answers);
        index.add(&snapshot.requests);
        index.add(&snapshot.systems);
        index.add(&snapshot.assets);
        index.add(&snapshot.connections);
        index.add(&snapshot.investigations);
        index.add(&snapshot.category_checks);
        index.add(&snapshot.backups);
        index.add(&snapshot.efforts);
        index.add(&snapshot.findings);
        index.add(&snapshot.nodes);
        index.add(&snapshot.edges);
        index.add(&snapshot.evidence);
        index.add(&snapshot.comments);
        index.add(&snapshot.revisions);
        index
    }

    fn add<T: Record + ts_rs::TS>(&mut self, list: &[Kept<T>]) {
        for (place, kept) in list.iter().enumerate() {
            let to = RecordRef {
                kind: T::KIND,
                id: kept.id,
            };
            self.places.entry(to).or_insert(place);
        }
    }

    /// The record with this id in `list`, which is the one of the snapshot that this was made of.
    pub fn find<'s, T: Record + ts_rs::TS>(&self, list: &'s [Kept<T>], id: T::Id) -> Option<&'s T> {
        let to = RecordRef {
            kind: T::KIND,
            id: id.into(),
        };
        let kept = list.get(*self.places.get(&to)?)?;
        Some(&kept.record)
    }
}

/// The record with this id, found by walking the list: for a single look-up. [`Index`] is for many.
pub fn find<T: Record + ts_rs::TS>(list: &[Kept<T>], id: T::Id) -> Option<&T> {
    let id: uuid::Uuid = id.into();
    list.iter().find(|kept| kept.id == id).map(|kept| &kept.record)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::VisitId;
    use crate::record::Choice;
    use crate::survey::VisitKind;
    use uuid::Uuid;

    #[test]
    fn the_index_finds_what_a_walk_finds() {
        let survey =
            serde_json::from_value(serde_json::json!({ "firm": "A" })).expect("a survey needs a firm");
        let mut s = Snapshot::empty(SurveyId(Uuid::nil()), survey);
        for n in 1..4 {
            s.visits.push(Kept {
                id: Uuid::from_u128(n),
                rev: 1,
                record: Visit {
                    on: "2026-11-03".parse().expect("a day"),
                    kind: VisitKind::ALL[n as usize],
                    participants: Vec::new(),
                    started: None,
                    ended: None,
                    note: None,
                },
            });
        }
        let index = Index::of(&s);
        for n in 0..5 {
            let id = VisitId(Uuid::from_u128(n));
            assert_eq!(index.find(&s.visits, id), find(&s.visits, id), "visit {n}");
            assert_eq!(
                index.find(&s.visits, id).is_some(),
                (1..4).contains(&n),
                "visit {n}"
            );
        }
        let same = AssetId(Uuid::from_u128(1));
        assert!(
            index.find(&s.assets, same).is_none(),
            "a visit's id is not an asset's"
        );
    }
}
