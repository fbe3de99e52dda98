//! From a kind to its record type, for everything that is done to any record: undo, import, audit.
//!
//! Invariant: the match has no rest arm, so a new kind does not compile until it has its place here.

use crate::error::{Error, Result};
use crate::table::record;
use junkai_core::backup::Backup;
use junkai_core::connection::{CategoryCheck, Connection, Investigation};
use junkai_core::drawing::{DiagramEdge, DiagramNode};
use junkai_core::effort::Effort;
use junkai_core::evidence::Evidence;
use junkai_core::finding::Finding;
use junkai_core::interview::{Answer, Interview};
use junkai_core::inventory::{Asset, System};
use junkai_core::record::Kept;
use junkai_core::request::Request;
use junkai_core::review::{Comment, Revision};
use junkai_core::survey::{Hospital, Survey, Visit};
use junkai_core::{HospitalId, Problem, Record, RecordKind, RecordRef, Snapshot, SurveyId};
use rusqlite::Connection as Db;
use serde_json::{Map, Value};
use uuid::Uuid;

/// A record taken apart: its JSON form and what it points at. Only a record without problems gets here.
pub(crate) struct Parts {
    pub(crate) kind: RecordKind,
    pub(crate) fields: Map<String, Value>,
    pub(crate) refs: Vec<(&'static str, RecordRef)>,
}

/// Takes a record apart, or says what is wrong with it.
pub(crate) fn parts<T: Record>(record: &T) -> Result<Parts> {
    let problems = record.problems();
    if !problems.is_empty() {
        return Err(Error::Invalid(problems));
    }
    match serde_json::to_value(record)? {
        Value::Object(fields) => Ok(Parts {
            kind: T::KIND,
            fields,
            refs: record.refs(),
        }),
        _ => Err(Error::stored_form()),
    }
}

/// Takes apart a record that comes as JSON. The message of the parser may quote content, so it is dropped.
pub(crate) fn parts_of_value(kind: RecordKind, value: &Value) -> Result<Parts> {
    fn read<T: Record>(value: &Value) -> Result<Parts> {
        let record: T =
            T::deserialize(value).map_err(|_| Error::Invalid(vec![Problem::new("record", "format")]))?;
        parts(&record)
    }
    match kind {
        RecordKind::Survey => read::<Survey>(value),
        RecordKind::Hospital => read::<Hospital>(value),
        RecordKind::Visit => read::<Visit>(value),
        RecordKind::Interview => read::<Interview>(value),
        RecordKind::Answer => read::<Answer>(value),
        RecordKind::Request => read::<Request>(value),
        RecordKind::System => read::<System>(value),
        RecordKind::Asset => read::<Asset>(value),
        RecordKind::Connection => read::<Connection>(value),
        RecordKind::Investigation => read::<Investigation>(value),
        RecordKind::CategoryCheck => read::<CategoryCheck>(value),
        RecordKind::Backup => read::<Backup>(value),
        RecordKind::Effort => read::<Effort>(value),
        RecordKind::Finding => read::<Finding>(value),
        RecordKind::DiagramNode => read::<DiagramNode>(value),
        RecordKind::DiagramEdge => read::<DiagramEdge>(value),
        RecordKind::Evidence => read::<Evidence>(value),
        RecordKind::Comment => read::<Comment>(value),
        RecordKind::Revision => read::<Revision>(value),
    }
}

/// Reads every record of a survey into the form of rules and reports.
pub(crate) fn snapshot(conn: &Db, survey: SurveyId) -> Result<Snapshot> {
    let (_, body) = record::get(conn, RecordKind::Survey, survey.0)?.ok_or(Error::UnknownRecord {
        kind: RecordKind::Survey,
        id: survey.0,
    })?;
    let mut snapshot = Snapshot::empty(survey, serde_json::from_str(&body)?);
    let profile: Uuid = HospitalId::of(survey).into();
    record::each(conn, |kind, id, rev, body| {
        fn push<T: Record + ts_rs::TS>(
            list: &mut Vec<Kept<T>>,
            id: Uuid,
            rev: u64,
            body: &str,
        ) -> Result<()> {
            list.push(Kept {
                id,
                rev,
                record: serde_json::from_str(body)?,
            });
            Ok(())
        }
        match kind {
            RecordKind::Survey => Ok(()),
            RecordKind::Hospital => {
                if id == profile {
                    snapshot.hospital = Some(serde_json::from_str(body)?);
                }
                Ok(())
            }
            RecordKind::Visit => push(&mut snapshot.visits, id, rev, body),
            RecordKind::Interview => push(&mut snapshot.interviews, id, rev, body),
            RecordKind::Answer => push(&mut snapshot.answers, id, rev, body),
            RecordKind::Request => push(&mut snapshot.requests, id, rev, body),
            RecordKind::System => push(&mut snapshot.systems, id, rev, body),
            RecordKind::Asset => push(&mut snapshot.assets, id, rev, body),
            RecordKind::Connection => push(&mut snapshot.connections, id, rev, body),
            RecordKind::Investigation => push(&mut snapshot.investigations, id, rev, body),
            RecordKind::CategoryCheck => push(&mut snapshot.category_checks, id, rev, body),
            RecordKind::Backup => push(&mut snapshot.backups, id, rev, body),
            RecordKind::Effort => push(&mut snapshot.efforts, id, rev, body),
            RecordKind::Finding => push(&mut snapshot.findings, id, rev, body),
            RecordKind::DiagramNode => push(&mut snapshot.nodes, id, rev, body),
            RecordKind::DiagramEdge => push(&mut snapshot.edges, id, rev, body),
            RecordKind::Evidence => push(&mut snapshot.evidence, id, rev, body),
            RecordKind::Comment => push(&mut snapshot.comments, id, rev, body),
            RecordKind::Revision => push(&mut snapshot.revisions, id, rev, body),
        }
    })?;
    snapshot.sort();
    Ok(snapshot)
}
