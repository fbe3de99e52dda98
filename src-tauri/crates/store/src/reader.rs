//! What may be read of a survey, within one read transaction.
//!
//! Invariant: all reads of one `read` closure see the same moment. Nothing here writes.

use crate::chain::{Checkpoint, Hash};
use crate::change::{Change, LogFilter};
use crate::error::{Error, Result};
use crate::kind;
use crate::table::{change, chunk, record, reference};
use junkai_core::record::Kept;
use junkai_core::{EvidenceId, Record, RecordKind, RecordRef, Snapshot, SurveyId};
use rusqlite::Connection;
use serde_json::Value;
use std::io::{self, Read};
use std::ops::{Bound, RangeBounds};
use ts_rs::TS;
use uuid::Uuid;

/// Reads one survey.
pub struct Reader<'a> {
    pub(crate) conn: &'a Connection,
    pub(crate) survey: SurveyId,
    pub(crate) genesis: Hash,
}

/// A record of any kind, as JSON.
#[derive(Clone, Debug, PartialEq)]
pub struct RawRecord {
    /// Its kind.
    pub kind: RecordKind,
    /// Its id.
    pub id: Uuid,
    /// Its revision.
    pub rev: u64,
    /// The record.
    pub record: Value,
}

impl<'a> Reader<'a> {
    /// The survey that is read.
    pub fn survey(&self) -> SurveyId {
        self.survey
    }

    /// The record with this id.
    pub fn get<T: Record + TS>(&self, id: T::Id) -> Result<Option<Kept<T>>> {
        let id: Uuid = id.into();
        let row = record::get(self.conn, T::KIND, id)?;
        row.map(|(rev, body)| {
            Ok(Kept {
                id,
                rev,
                record: serde_json::from_str(&body)?,
            })
        })
        .transpose()
    }

    /// All records of a kind, by id.
    pub fn all<T: Record + TS>(&self) -> Result<Vec<Kept<T>>> {
        let rows = record::of_kind(self.conn, T::KIND)?;
        rows.into_iter()
            .map(|r| {
                Ok(Kept {
                    id: r.id,
                    rev: r.rev,
                    record: serde_json::from_str(&r.body)?,
                })
            })
            .collect()
    }

    /// The record of this kind and id, as JSON.
    pub fn get_raw(&self, kind: RecordKind, id: Uuid) -> Result<Option<RawRecord>> {
        let row = record::get(self.conn, kind, id)?;
        row.map(|(rev, body)| {
            Ok(RawRecord {
                kind,
                id,
                rev,
                record: serde_json::from_str(&body)?,
            })
        })
        .transpose()
    }

    /// All records of a kind as JSON, by id.
    pub fn kept(&self, kind: RecordKind) -> Result<Vec<RawRecord>> {
        let rows = record::of_kind(self.conn, kind)?;
        rows.into_iter()
            .map(|r| {
                Ok(RawRecord {
                    kind: r.kind,
                    id: r.id,
                    rev: r.rev,
                    record: serde_json::from_str(&r.body)?,
                })
            })
            .collect()
    }

    /// The records that point at this one, by kind and id.
    pub fn referring(&self, to: RecordRef) -> Result<Vec<RecordRef>> {
        reference::to(self.conn, to)
    }

    /// Everything, sorted as the documents list it.
    pub fn snapshot(&self) -> Result<Snapshot> {
        kind::snapshot(self.conn, self.survey)
    }

    /// The bytes of a photo or paper; `None` when there is no such record.
    pub fn evidence_bytes(&self, id: EvidenceId) -> Result<Option<Vec<u8>>> {
        if !record::exists(self.conn, RecordKind::Evidence, id.0)? {
            return Ok(None);
        }
        let mut bytes = Vec::new();
        let mut n = 0;
        while let Some(piece) = chunk::get(self.conn, id.0, n)? {
            bytes.extend_from_slice(&piece);
            n += 1;
        }
        Ok(Some(bytes))
    }

    /// The bytes of a photo or paper piece by piece, so that a large one is never in memory as a whole.
    pub fn evidence_reader(&self, id: EvidenceId) -> Result<EvidenceReader<'a>> {
        if !record::exists(self.conn, RecordKind::Evidence, id.0)? {
            return Err(Error::UnknownRecord {
                kind: RecordKind::Evidence,
                id: id.0,
            });
        }
        Ok(EvidenceReader {
            conn: self.conn,
            id: id.0,
            next: 0,
            piece: Vec::new(),
            taken: 0,
        })
    }

    /// Entries of the log by number, counted from 1.
    pub fn changes(&self, range: impl RangeBounds<u64>) -> Result<Vec<Change>> {
        let from = match range.start_bound() {
            Bound::Included(n) => *n,
            Bound::Excluded(n) => n.saturating_add(1),
            Bound::Unbounded => 0,
        };
        let to = match range.end_bound() {
            Bound::Included(n) => *n,
            Bound::Excluded(0) => return Ok(Vec::new()),
            Bound::Excluded(n) => n - 1,
            Bound::Unbounded => u64::MAX,
        };
        change::range(self.conn, from, to)
    }

    /// The newest entries of the log that `filter` lets through, oldest first.
    pub fn log(&self, filter: &LogFilter) -> Result<Vec<Change>> {
        change::filtered(self.conn, filter)
    }

    /// Entries of the log about one record, oldest first.
    pub fn history(&self, kind: RecordKind, id: Uuid) -> Result<Vec<Change>> {
        change::of_record(self.conn, kind, id)
    }

    /// How long the log is, and its last hash.
    pub fn chain(&self) -> Result<Checkpoint> {
        let (size, head) = change::head(self.conn, self.genesis)?;
        Ok(Checkpoint::new(size, &head))
    }
}

/// Streams the bytes of a photo or paper.
pub struct EvidenceReader<'a> {
    conn: &'a Connection,
    id: Uuid,
    next: i64,
    piece: Vec<u8>,
    taken: usize,
}

impl Read for EvidenceReader<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.taken == self.piece.len() {
            let piece = chunk::get(self.conn, self.id, self.next).map_err(io::Error::other)?;
            let Some(piece) = piece else { return Ok(0) };
            (self.piece, self.taken, self.next) = (piece, 0, self.next + 1);
        }
        let n = out.len().min(self.piece.len() - self.taken);
        out[..n].copy_from_slice(&self.piece[self.taken..self.taken + n]);
        self.taken += n;
        Ok(n)
    }
}
