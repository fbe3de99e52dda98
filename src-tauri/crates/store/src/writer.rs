//! What may be written to a survey, within one transaction that also appends to the log.
//!
//! Invariant: a record and its log entry are written together or not at all. Everything that can be refused is
//! refused before the first statement; where a statement fails none the less, the transaction cannot be committed
//! any more, even if the closure swallows the error.

use crate::chain::{Hash, sha256_hex};
use crate::change::{Action, Actor, Change, FieldChange, apply, difference};
use crate::error::{Error, Result};
use crate::kind::{Parts, parts, parts_of_value};
use crate::reader::Reader;
use crate::table::{change, chunk, record, reference};
use junkai_core::evidence::Evidence;
use junkai_core::{EvidenceId, Problem, Record, RecordKind, RecordRef};
use serde_json::{Map, Value};
use std::ops::Deref;
use uuid::Uuid;

/// Writes to one survey. Reads as [`Reader`] does, what it has written included.
pub struct Writer<'a> {
    pub(crate) reader: Reader<'a>,
    pub(crate) actor: &'a Actor,
    pub(crate) size: u64,
    pub(crate) head: Hash,
    /// Writes that were begun and not finished. One that failed is counted for good.
    pub(crate) unfinished: u32,
    /// Whether all of it can be taken back.
    pub(crate) undoable: bool,
}

impl<'a> Deref for Writer<'a> {
    type Target = Reader<'a>;
    fn deref(&self) -> &Reader<'a> {
        &self.reader
    }
}

impl Writer<'_> {
    /// Writes a record and gives its new revision. `expected` is the revision that was changed, `None` to create.
    /// Where nothing differs nothing is written, and the revision stays.
    pub fn put<T: Record>(
        &mut self,
        id: T::Id,
        record: &T,
        expected: Option<u64>,
        reason: Option<&str>,
    ) -> Result<u64> {
        self.put_parts(id.into(), &parts(record)?, expected, reason)
    }

    /// Writes a record that comes as JSON: undo, import.
    pub fn put_raw(
        &mut self,
        kind: RecordKind,
        id: Uuid,
        record: &Value,
        expected: Option<u64>,
        reason: Option<&str>,
    ) -> Result<u64> {
        self.put_parts(id, &parts_of_value(kind, record)?, expected, reason)
    }

    /// Removes a record that nothing refers to.
    pub fn remove<T: Record>(&mut self, id: T::Id, expected: u64, reason: Option<&str>) -> Result<()> {
        self.remove_raw(T::KIND, id.into(), expected, reason)
    }

    /// Removes a record of any kind that nothing refers to. The bytes of a photo cannot be read any more; they stay in
    /// the file until nothing can put the record back, see [`crate::Vault::undo`].
    pub fn remove_raw(
        &mut self,
        kind: RecordKind,
        id: Uuid,
        expected: u64,
        reason: Option<&str>,
    ) -> Result<()> {
        let conn = self.reader.conn;
        let itself = RecordRef { kind, id };
        let (rev, body) = record::get(conn, kind, id)?.ok_or(Error::UnknownRecord { kind, id })?;
        if rev != expected {
            return Err(Error::Conflict { rev });
        }
        let by = reference::to(conn, itself)?;
        if !by.is_empty() {
            return Err(Error::InUse { by });
        }
        let before: Map<String, Value> = serde_json::from_str(&body)?;
        self.begin();
        record::remove(conn, kind, id)?;
        reference::clear(conn, itself)?;
        self.append(
            Action::Remove,
            itself,
            rev,
            difference(&before, &Map::new()),
            reason,
        )?;
        self.done();
        Ok(())
    }

    /// Keeps a photo or paper. Size and hash are those of `bytes`, whatever `meta` says; the bytes never change.
    pub fn put_evidence(&mut self, id: EvidenceId, meta: &Evidence, bytes: &[u8]) -> Result<u64> {
        let size = u64::try_from(bytes.len()).map_err(|_| Error::stored_form())?;
        let record = Evidence {
            bytes: size,
            sha256: sha256_hex(bytes),
            ..meta.clone()
        };
        let parts = parts(&record)?;
        let conn = self.reader.conn;
        if let Some((rev, _)) = record::get(conn, RecordKind::Evidence, id.0)? {
            return Err(Error::Conflict { rev });
        }
        self.begin();
        // An earlier one of this id that was removed may have left its bytes to be put back.
        chunk::remove(conn, id.0)?;
        chunk::put(conn, id.0, bytes)?;
        let rev = self.write_parts(id.0, &parts, None, None)?;
        self.done();
        Ok(rev)
    }

    /// Notes in the log something that changed no record: an export, an import.
    pub fn note(&mut self, action: Action, fields: Vec<FieldChange>, reason: Option<&str>) -> Result<()> {
        let whole = RecordRef {
            kind: RecordKind::Survey,
            id: self.reader.survey.0,
        };
        let rev = record::get(self.reader.conn, whole.kind, whole.id)?.map_or(0, |(rev, _)| rev);
        self.begin();
        self.append(action, whole, rev, fields, reason)?;
        self.done();
        Ok(())
    }

    /// Makes `entry` again: what it says was before must stand there now, and what it says was after will.
    pub(crate) fn replay(&mut self, entry: &Change, reason: &str) -> Result<()> {
        let present = match record::get(self.reader.conn, entry.kind, entry.id)? {
            Some((rev, body)) => Some((rev, serde_json::from_str::<Map<String, Value>>(&body)?)),
            None => None,
        };
        let rev = present.as_ref().map(|(rev, _)| *rev);
        let conflict = Error::Conflict {
            rev: rev.unwrap_or(0),
        };
        let mut fields = match (entry.action, present) {
            (Action::Create, None) => Map::new(),
            (Action::Update | Action::Remove, Some((_, fields))) => fields,
            _ => return Err(conflict),
        };
        let untouched = entry
            .fields
            .iter()
            .all(|c| fields.get(&c.field) == c.before.as_ref());
        // A removal takes all fields with it, those included that came later.
        let whole = entry.action != Action::Remove || fields.len() == entry.fields.len();
        if !untouched || !whole {
            return Err(conflict);
        }
        if entry.action == Action::Remove {
            return self.remove_raw(entry.kind, entry.id, rev.unwrap_or(0), Some(reason));
        }
        apply(&mut fields, &entry.fields);
        let parts = parts_of_value(entry.kind, &Value::Object(fields))?;
        if entry.kind == RecordKind::Evidence && rev.is_none() {
            return self.put_evidence_back(entry.id, &parts, reason);
        }
        self.put_parts(entry.id, &parts, rev, Some(reason)).map(|_| ())
    }

    /// Puts the description of a photo back beside its bytes, which must be those that it describes.
    fn put_evidence_back(&mut self, id: Uuid, parts: &Parts, reason: &str) -> Result<()> {
        let found = chunk::sha256(self.reader.conn, id)?;
        if parts.fields.get("sha256").and_then(Value::as_str) != Some(found.as_str()) {
            return Err(Error::Conflict { rev: 0 });
        }
        self.begin();
        self.write_parts(id, parts, None, Some(reason))?;
        self.done();
        Ok(())
    }

    fn put_parts(
        &mut self,
        id: Uuid,
        parts: &Parts,
        expected: Option<u64>,
        reason: Option<&str>,
    ) -> Result<u64> {
        let kind = parts.kind;
        let before = match (record::get(self.reader.conn, kind, id)?, expected) {
            (Some((rev, body)), Some(wanted)) if rev == wanted => Some((rev, serde_json::from_str(&body)?)),
            (Some((rev, _)), _) => return Err(Error::Conflict { rev }),
            (None, Some(_)) => return Err(Error::UnknownRecord { kind, id }),
            (None, None) => None,
        };
        if kind == RecordKind::Evidence {
            self.bytes_stay(before.as_ref().map(|(_, fields)| fields), &parts.fields)?;
        }
        let itself = RecordRef { kind, id };
        for (field, to) in &parts.refs {
            if *to != itself && !record::exists(self.reader.conn, to.kind, to.id)? {
                return Err(Error::UnknownReference { field, to: *to });
            }
        }
        if let Some((rev, fields)) = &before
            && *fields == parts.fields
        {
            return Ok(*rev);
        }
        self.begin();
        let rev = self.write_parts(id, parts, before.map(|(_, fields)| fields), reason)?;
        self.done();
        Ok(rev)
    }

    /// The description of a photo may change, what it says of the bytes may not: what they are was looked at
    /// when they came. And there is none without bytes.
    fn bytes_stay(&self, before: Option<&Map<String, Value>>, after: &Map<String, Value>) -> Result<()> {
        let same = |field: &str| before.is_some_and(|b| b.get(field) == after.get(field));
        let problems: Vec<Problem> = ["bytes", "sha256", "media_type"]
            .into_iter()
            .filter(|f| !same(f))
            .map(|f| Problem::new(f, "unknown"))
            .collect();
        if problems.is_empty() {
            Ok(())
        } else {
            Err(Error::Invalid(problems))
        }
    }

    fn write_parts(
        &mut self,
        id: Uuid,
        parts: &Parts,
        before: Option<Map<String, Value>>,
        reason: Option<&str>,
    ) -> Result<u64> {
        let conn = self.reader.conn;
        let itself = RecordRef { kind: parts.kind, id };
        let action = if before.is_some() {
            Action::Update
        } else {
            Action::Create
        };
        // Counted over removals too, so that a revision never names two forms of a record.
        let rev = change::last_rev(conn, parts.kind, id)? + 1;
        record::put(conn, parts.kind, id, rev, &serde_json::to_string(&parts.fields)?)?;
        reference::set(conn, itself, parts.refs.iter().map(|(_, to)| *to))?;
        self.append(
            action,
            itself,
            rev,
            difference(&before.unwrap_or_default(), &parts.fields),
            reason,
        )?;
        Ok(rev)
    }

    fn append(
        &mut self,
        action: Action,
        of: RecordRef,
        rev: u64,
        fields: Vec<FieldChange>,
        reason: Option<&str>,
    ) -> Result<()> {
        let whole_survey = of.kind == RecordKind::Survey && action != Action::Update;
        let of_records = matches!(action, Action::Create | Action::Update | Action::Remove);
        self.undoable &= of_records && !whole_survey;
        let entry = Change {
            seq: self.size + 1,
            by: self.actor.clone(),
            action,
            kind: of.kind,
            id: of.id,
            rev,
            fields,
            reason: reason.map(String::from),
        };
        self.head = change::append(self.reader.conn, &self.head, &entry)?;
        self.size += 1;
        Ok(())
    }

    fn begin(&mut self) {
        self.unfinished += 1;
    }

    fn done(&mut self) {
        self.unfinished -= 1;
    }
}
