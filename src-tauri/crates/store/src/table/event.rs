//! `event` in the registry: the hash-chained log of the vault itself.
//!
//! Invariant: it holds ids, hashes and counts only, so that it may outlive an erased survey.

use super::{hash, moment, signed, unsigned};
use crate::chain::{Hash, genesis, link};
use crate::change::Actor;
use crate::error::Result;
use crate::office::VaultEvent;
use junkai_core::Moment;
use rusqlite::{Connection, OptionalExtension, Row};
use serde_json::Value;

/// What the first entry rests on.
pub(crate) fn start() -> Hash {
    genesis("vault")
}

/// Length and last hash.
pub(crate) fn head(conn: &Connection) -> Result<(u64, Hash)> {
    let mut statement = conn.prepare_cached("SELECT seq, hash FROM event ORDER BY seq DESC LIMIT 1")?;
    let last: Option<(i64, Vec<u8>)> = statement.query_row([], |r| r.try_into()).optional()?;
    last.map_or(Ok((0, start())), |(seq, bytes)| {
        Ok((unsigned(seq)?, hash(&bytes)?))
    })
}

/// The last entry's action and time.
pub(crate) fn last(conn: &Connection) -> Result<Option<(String, Moment)>> {
    let mut statement = conn.prepare_cached("SELECT action, utc FROM event ORDER BY seq DESC LIMIT 1")?;
    let last: Option<(String, String)> = statement.query_row([], |r| r.try_into()).optional()?;
    last.map(|(action, utc)| Ok((action, moment(&utc)?))).transpose()
}

/// The hash of entry `seq`, if there is one.
pub(crate) fn hash_at(conn: &Connection, seq: u64) -> Result<Option<Hash>> {
    let mut statement = conn.prepare_cached("SELECT hash FROM event WHERE seq = ?1")?;
    let bytes: Option<Vec<u8>> = statement.query_row([signed(seq)?], |r| r.get(0)).optional()?;
    bytes.map(|b| hash(&b)).transpose()
}

/// Appends an entry.
pub(crate) fn append(
    conn: &Connection,
    by: &Actor,
    action: &str,
    object: &str,
    detail: &Value,
) -> Result<()> {
    let (size, prev) = head(conn)?;
    let text = Text {
        seq: signed(size + 1)?,
        utc: by.at.to_string(),
        actor: by.name.clone(),
        device: by.device.clone(),
        action: action.into(),
        object: object.into(),
        detail: serde_json::to_string(detail)?,
    };
    let hash = text.hash(&prev);
    conn.prepare_cached("INSERT INTO event VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")?
        .execute((
            text.seq,
            &text.utc,
            &text.actor,
            &text.device,
            &text.action,
            &text.object,
            &text.detail,
            prev.as_slice(),
            hash.as_slice(),
        ))?;
    Ok(())
}

/// All entries, oldest first.
pub(crate) fn all(conn: &Connection) -> Result<Vec<VaultEvent>> {
    let mut statement = conn.prepare("SELECT * FROM event ORDER BY seq")?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let text = Text::read(row)?;
        found.push(VaultEvent {
            seq: unsigned(text.seq)?,
            by: Actor {
                name: text.actor,
                device: text.device,
                at: moment(&text.utc)?,
            },
            action: text.action,
            object: text.object,
            detail: serde_json::from_str(&text.detail)?,
        });
    }
    Ok(found)
}

/// Walks the log: length and last hash, or the number of the first entry whose link does not hold.
pub(crate) fn walk(conn: &Connection) -> Result<std::result::Result<(u64, Hash), u64>> {
    let mut statement = conn.prepare("SELECT * FROM event ORDER BY seq")?;
    let mut rows = statement.query([])?;
    let (mut size, mut head) = (0, start());
    while let Some(row) = rows.next()? {
        let text = Text::read(row)?;
        let stored: (Vec<u8>, Vec<u8>) = (row.get(7)?, row.get(8)?);
        let next = text.hash(&head);
        if text.seq != signed(size + 1)? || stored.0 != head || stored.1 != next {
            return Ok(Err(size + 1));
        }
        (size, head) = (size + 1, next);
    }
    Ok(Ok((size, head)))
}

struct Text {
    seq: i64,
    utc: String,
    actor: String,
    device: String,
    action: String,
    object: String,
    detail: String,
}

impl Text {
    fn read(r: &Row<'_>) -> Result<Self> {
        Ok(Self {
            seq: r.get(0)?,
            utc: r.get(1)?,
            actor: r.get(2)?,
            device: r.get(3)?,
            action: r.get(4)?,
            object: r.get(5)?,
            detail: r.get(6)?,
        })
    }

    fn hash(&self, prev: &Hash) -> Hash {
        link(
            prev,
            &[
                &self.seq.to_be_bytes(),
                self.utc.as_bytes(),
                self.actor.as_bytes(),
                self.device.as_bytes(),
                self.action.as_bytes(),
                self.object.as_bytes(),
                self.detail.as_bytes(),
            ],
        )
    }
}
