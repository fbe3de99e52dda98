//! `change`: the hash-chained log of a survey.
//!
//! Invariant: what is hashed is the text that is stored, so that verifying needs no second way of writing it.

use super::{hash, kind, moment, signed, unsigned, uuid};
use crate::chain::{Hash, link};
use crate::change::{Action, Actor, Change, LogFilter};
use crate::error::{Error, Result};
use junkai_core::{Moment, RecordKind};
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row, params_from_iter};
use uuid::Uuid;

/// Length and last hash of the log; `genesis` when it is empty.
pub(crate) fn head(conn: &Connection, genesis: Hash) -> Result<(u64, Hash)> {
    let mut statement = conn.prepare_cached("SELECT seq, hash FROM change ORDER BY seq DESC LIMIT 1")?;
    let last: Option<(i64, Vec<u8>)> = statement.query_row([], |r| r.try_into()).optional()?;
    last.map_or(Ok((0, genesis)), |(seq, bytes)| {
        Ok((unsigned(seq)?, hash(&bytes)?))
    })
}

/// The hash of entry `seq`.
pub(crate) fn hash_at(conn: &Connection, seq: u64) -> Result<Option<Hash>> {
    let mut statement = conn.prepare_cached("SELECT hash FROM change WHERE seq = ?1")?;
    let bytes: Option<Vec<u8>> = statement.query_row([signed(seq)?], |r| r.get(0)).optional()?;
    bytes.map(|b| hash(&b)).transpose()
}

/// The highest revision that a record ever had; 0 when it never was.
pub(crate) fn last_rev(conn: &Connection, kind: RecordKind, id: Uuid) -> Result<u64> {
    let mut statement =
        conn.prepare_cached("SELECT coalesce(max(rev), 0) FROM change WHERE kind = ?1 AND id = ?2")?;
    unsigned(statement.query_row((kind.name(), id.to_string()), |r| r.get(0))?)
}

/// Appends an entry after `prev` and gives its hash.
pub(crate) fn append(conn: &Connection, prev: &Hash, entry: &Change) -> Result<Hash> {
    let fields = serde_json::to_string(&entry.fields)?;
    let text = Text {
        seq: signed(entry.seq)?,
        utc: entry.by.at.to_string(),
        actor: entry.by.name.clone(),
        device: entry.by.device.clone(),
        action: entry.action.name().into(),
        kind: entry.kind.name().into(),
        id: entry.id.to_string(),
        rev: signed(entry.rev)?,
        fields,
        reason: entry.reason.clone(),
    };
    let hash = text.hash(prev);
    conn.prepare_cached("INSERT INTO change VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)")?
        .execute((
            text.seq,
            &text.utc,
            &text.actor,
            &text.device,
            &text.action,
            &text.kind,
            &text.id,
            text.rev,
            &text.fields,
            &text.reason,
            prev.as_slice(),
            hash.as_slice(),
        ))?;
    Ok(hash)
}

/// Entries `from..=to`.
pub(crate) fn range(conn: &Connection, from: u64, to: u64) -> Result<Vec<Change>> {
    let mut statement =
        conn.prepare_cached("SELECT * FROM change WHERE seq BETWEEN ?1 AND ?2 ORDER BY seq")?;
    let mut rows = statement.query((signed_or_most(from), signed_or_most(to)))?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(Text::read(row)?.change()?);
    }
    Ok(found)
}

/// Entries about one record.
pub(crate) fn of_record(conn: &Connection, kind: RecordKind, id: Uuid) -> Result<Vec<Change>> {
    let mut statement =
        conn.prepare_cached("SELECT * FROM change WHERE kind = ?1 AND id = ?2 ORDER BY seq")?;
    let mut rows = statement.query((kind.name(), id.to_string()))?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(Text::read(row)?.change()?);
    }
    Ok(found)
}

/// The kinds of record that entries `from..=to` are about.
pub(crate) fn kinds(conn: &Connection, from: u64, to: u64) -> Result<Vec<RecordKind>> {
    let mut statement =
        conn.prepare_cached("SELECT DISTINCT kind FROM change WHERE seq BETWEEN ?1 AND ?2 ORDER BY kind")?;
    let names = statement.query_map((signed_or_most(from), signed_or_most(to)), |r| {
        r.get::<_, String>(0)
    })?;
    names.map(|name| kind(&name?)).collect()
}

/// The newest entries that `filter` lets through, oldest first.
pub(crate) fn filtered(conn: &Connection, filter: &LogFilter) -> Result<Vec<Change>> {
    let mut conditions = vec!["1"];
    let mut values: Vec<Value> = Vec::new();
    let mut narrow = |condition, value: Option<Value>| {
        if let Some(value) = value {
            conditions.push(condition);
            values.push(value);
        }
    };
    narrow("kind = ?", filter.kind.map(|k| Value::Text(k.name().into())));
    narrow("id = ?", filter.id.map(|id| Value::Text(id.to_string())));
    narrow(
        "seq < ?",
        filter.before.map(|n| Value::Integer(signed_or_most(n))),
    );
    narrow("utc >= ?", filter.since.map(|at| Value::Text(bound(at))));
    narrow("utc < ?", filter.until.map(|at| Value::Text(bound(at))));
    values.push(Value::Integer(filter.limit.map_or(-1, signed_or_most)));
    // The numbers first: they come out of an index, or out of the beginning of each row, without its long fields.
    let sql = format!(
        "SELECT * FROM change WHERE seq IN
             (SELECT seq FROM change WHERE {} ORDER BY seq DESC LIMIT ?) ORDER BY seq",
        conditions.join(" AND ")
    );
    let mut statement = conn.prepare_cached(&sql)?;
    let mut rows = statement.query(params_from_iter(values))?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(Text::read(row)?.change()?);
    }
    Ok(found)
}

/// A moment as a bound for the stored text. Without its `Z` it sorts before the fractions of its own second as well.
fn bound(at: Moment) -> String {
    at.to_string().trim_end_matches('Z').to_string()
}

/// Walks the whole log. `take` gets each entry whose link holds; gives the number of the first one whose link
/// does not, or the length and last hash.
pub(crate) fn walk(
    conn: &Connection,
    genesis: Hash,
    mut take: impl FnMut(Change, &Hash) -> Result<()>,
) -> Result<std::result::Result<(u64, Hash), u64>> {
    let mut statement = conn.prepare("SELECT * FROM change ORDER BY seq")?;
    let mut rows = statement.query([])?;
    let (mut size, mut head) = (0, genesis);
    while let Some(row) = rows.next()? {
        let text = Text::read(row)?;
        let stored: (Vec<u8>, Vec<u8>) = (row.get(10)?, row.get(11)?);
        let next = text.hash(&head);
        if text.seq != signed(size + 1)? || stored.0 != head || stored.1 != next {
            return Ok(Err(size + 1));
        }
        (size, head) = (size + 1, next);
        take(text.change()?, &head)?;
    }
    Ok(Ok((size, head)))
}

/// A row as it is stored and hashed.
struct Text {
    seq: i64,
    utc: String,
    actor: String,
    device: String,
    action: String,
    kind: String,
    id: String,
    rev: i64,
    fields: String,
    reason: Option<String>,
}

impl Text {
    fn read(r: &Row<'_>) -> Result<Self> {
        Ok(Self {
            seq: r.get(0)?,
            utc: r.get(1)?,
            actor: r.get(2)?,
            device: r.get(3)?,
            action: r.get(4)?,
            kind: r.get(5)?,
            id: r.get(6)?,
            rev: r.get(7)?,
            fields: r.get(8)?,
            reason: r.get(9)?,
        })
    }

    fn hash(&self, prev: &Hash) -> Hash {
        // An absent reason and an empty one are two things.
        let reason = self.reason.as_ref().map_or("-".to_string(), |r| format!("+{r}"));
        link(
            prev,
            &[
                &self.seq.to_be_bytes(),
                self.utc.as_bytes(),
                self.actor.as_bytes(),
                self.device.as_bytes(),
                self.action.as_bytes(),
                self.kind.as_bytes(),
                self.id.as_bytes(),
                &self.rev.to_be_bytes(),
                self.fields.as_bytes(),
                reason.as_bytes(),
            ],
        )
    }

    fn change(self) -> Result<Change> {
        Ok(Change {
            seq: unsigned(self.seq)?,
            by: Actor {
                name: self.actor,
                device: self.device,
                at: moment(&self.utc)?,
            },
            action: Action::from_name(&self.action).ok_or(Error::stored_form())?,
            kind: kind(&self.kind)?,
            id: uuid(&self.id)?,
            rev: unsigned(self.rev)?,
            fields: serde_json::from_str(&self.fields)?,
            reason: self.reason,
        })
    }
}

fn signed_or_most(number: u64) -> i64 {
    number.try_into().unwrap_or(i64::MAX)
}
