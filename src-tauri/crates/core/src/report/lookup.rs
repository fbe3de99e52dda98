//! What tables ask again and again, put together in one walk over the survey, so that documents grow with the records
//! and not with their square.
//!
//! Invariant: says the same as a search through the lists would, in the order of the snapshot.

use super::Sources;
use crate::backup::Backup;
use crate::checklist::Benchmark;
use crate::connection::Investigation;
use crate::record::{Kept, Record, RecordKind, RecordRef};
use crate::snapshot::Index;
use crate::{AssetId, ConnectionId, NodeId, Snapshot, SystemId};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// Records by what they belong to.
pub(super) struct Lookup<'a> {
    pub(super) index: Index,
    /// National figures by id.
    pub(super) figures: HashMap<&'a str, &'a Benchmark>,
    pub(super) backups: HashMap<SystemId, Vec<&'a Backup>>,
    pub(super) steps: HashMap<ConnectionId, Vec<&'a Investigation>>,
    /// Labels of the connections that end on an asset.
    pub(super) ends: HashMap<AssetId, Vec<&'a str>>,
    /// Connections that some drawing shows.
    pub(super) drawn: HashSet<ConnectionId>,
    /// How many edges a node has.
    pub(super) edges: HashMap<NodeId, usize>,
    /// Records that point at a photo or paper.
    pub(super) uses: HashMap<Uuid, Vec<RecordRef>>,
}

impl<'a> Lookup<'a> {
    pub(super) fn of(sources: &Sources<'a>) -> Self {
        let s = sources.snapshot;
        let mut drawn = HashSet::new();
        let mut edges: HashMap<NodeId, usize> = HashMap::new();
        for edge in s.edges.iter().map(|kept| &kept.record) {
            drawn.extend(edge.connection);
            *edges.entry(edge.from).or_default() += 1;
            if edge.to != edge.from {
                *edges.entry(edge.to).or_default() += 1;
            }
        }
        let mut figures = HashMap::new();
        for figure in sources.benchmarks {
            figures.entry(figure.id.as_str()).or_insert(figure);
        }
        let ends = s.connections.iter().map(|kept| &kept.record);
        Self {
            index: Index::of(s),
            figures,
            backups: grouped(s.backups.iter().map(|b| (b.record.system, &b.record))),
            steps: grouped(s.investigations.iter().map(|i| (i.record.connection, &i.record))),
            ends: grouped(ends.filter_map(|l| Some((l.terminating_asset?, l.label.as_str())))),
            drawn,
            edges,
            uses: uses(s),
        }
    }
}

fn grouped<K: std::hash::Hash + Eq, V>(pairs: impl Iterator<Item = (K, V)>) -> HashMap<K, Vec<V>> {
    let mut groups: HashMap<K, Vec<V>> = HashMap::new();
    for (key, value) in pairs {
        groups.entry(key).or_default().push(value);
    }
    groups
}

fn uses(s: &Snapshot) -> HashMap<Uuid, Vec<RecordRef>> {
    let mut uses = HashMap::new();
    note_uses(&s.answers, &mut uses);
    note_uses(&s.requests, &mut uses);
    note_uses(&s.assets, &mut uses);
    note_uses(&s.connections, &mut uses);
    uses
}

fn note_uses<T: Record + ts_rs::TS>(list: &[Kept<T>], uses: &mut HashMap<Uuid, Vec<RecordRef>>) {
    for kept in list {
        let user = RecordRef {
            kind: T::KIND,
            id: kept.id,
        };
        let papers = kept.record.refs().into_iter().map(|(_, to)| to);
        for paper in papers.filter(|to| to.kind == RecordKind::Evidence) {
            let users = uses.entry(paper.id).or_default();
            // A record that names a paper twice uses it once.
            if users.last() != Some(&user) {
                users.push(user);
            }
        }
    }
}
