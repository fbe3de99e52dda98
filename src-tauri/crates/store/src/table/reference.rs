//! `reference`: which record points at which. Derived from the records, written with them.

use super::{kind, uuid};
use crate::error::Result;
use junkai_core::RecordRef;
use rusqlite::Connection;

/// Replaces what `from` points at.
pub(crate) fn set(conn: &Connection, from: RecordRef, to: impl Iterator<Item = RecordRef>) -> Result<()> {
    clear(conn, from)?;
    let mut insert = conn.prepare_cached("INSERT OR IGNORE INTO reference VALUES (?1, ?2, ?3, ?4)")?;
    for target in to {
        insert.execute((
            from.kind.name(),
            from.id.to_string(),
            target.kind.name(),
            target.id.to_string(),
        ))?;
    }
    Ok(())
}

pub(crate) fn clear(conn: &Connection, from: RecordRef) -> Result<()> {
    conn.prepare_cached("DELETE FROM reference WHERE from_kind = ?1 AND from_id = ?2")?
        .execute((from.kind.name(), from.id.to_string()))?;
    Ok(())
}

/// Who points at `to`, itself left out.
pub(crate) fn to(conn: &Connection, to: RecordRef) -> Result<Vec<RecordRef>> {
    let mut statement = conn.prepare_cached(
        "SELECT from_kind, from_id FROM reference WHERE to_kind = ?1 AND to_id = ?2 ORDER BY from_kind, from_id",
    )?;
    let mut rows = statement.query((to.kind.name(), to.id.to_string()))?;
    let mut found = Vec::new();
    while let Some(r) = rows.next()? {
        let from = RecordRef {
            kind: kind(&r.get::<_, String>(0)?)?,
            id: uuid(&r.get::<_, String>(1)?)?,
        };
        if from != to {
            found.push(from);
        }
    }
    Ok(found)
}
