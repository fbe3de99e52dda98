//! `record`: the present form of every record, as JSON.

use super::{kind, signed, unsigned, uuid};
use crate::error::Result;
use junkai_core::RecordKind;
use rusqlite::{Connection, OptionalExtension};
use uuid::Uuid;

/// A row, its body still text.
pub(crate) struct Row {
    pub(crate) kind: RecordKind,
    pub(crate) id: Uuid,
    pub(crate) rev: u64,
    pub(crate) body: String,
}

pub(crate) fn get(conn: &Connection, kind: RecordKind, id: Uuid) -> Result<Option<(u64, String)>> {
    let mut statement = conn.prepare_cached("SELECT rev, body FROM record WHERE kind = ?1 AND id = ?2")?;
    let row = statement
        .query_row((kind.name(), id.to_string()), |r| Ok((r.get(0)?, r.get(1)?)))
        .optional()?;
    row.map(|(rev, body)| Ok((unsigned(rev)?, body))).transpose()
}

pub(crate) fn exists(conn: &Connection, kind: RecordKind, id: Uuid) -> Result<bool> {
    let mut statement = conn.prepare_cached("SELECT 1 FROM record WHERE kind = ?1 AND id = ?2")?;
    Ok(statement.exists((kind.name(), id.to_string()))?)
}

/// Rows of one kind by id.
pub(crate) fn of_kind(conn: &Connection, wanted: RecordKind) -> Result<Vec<Row>> {
    let mut statement =
        conn.prepare_cached("SELECT id, rev, body FROM record WHERE kind = ?1 ORDER BY id")?;
    let mut rows = statement.query([wanted.name()])?;
    let mut found = Vec::new();
    while let Some(r) = rows.next()? {
        found.push(Row {
            kind: wanted,
            id: uuid(r.get_ref(0)?.as_str().map_err(into)?)?,
            rev: unsigned(r.get(1)?)?,
            body: r.get(2)?,
        });
    }
    Ok(found)
}

/// Hands every row to `take`, by kind and id.
pub(crate) fn each(
    conn: &Connection,
    mut take: impl FnMut(RecordKind, Uuid, u64, &str) -> Result<()>,
) -> Result<()> {
    let mut statement = conn.prepare_cached("SELECT kind, id, rev, body FROM record ORDER BY kind, id")?;
    let mut rows = statement.query([])?;
    while let Some(r) = rows.next()? {
        let text = |column| {
            r.get_ref(column)
                .map_err(crate::Error::from)?
                .as_str()
                .map_err(into)
        };
        take(kind(text(0)?)?, uuid(text(1)?)?, unsigned(r.get(2)?)?, text(3)?)?;
    }
    Ok(())
}

pub(crate) fn put(conn: &Connection, kind: RecordKind, id: Uuid, rev: u64, body: &str) -> Result<()> {
    conn.prepare_cached(
        "INSERT INTO record VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT DO UPDATE SET rev = excluded.rev, body = excluded.body",
    )?
    .execute((kind.name(), id.to_string(), signed(rev)?, body))?;
    Ok(())
}

pub(crate) fn remove(conn: &Connection, kind: RecordKind, id: Uuid) -> Result<()> {
    conn.prepare_cached("DELETE FROM record WHERE kind = ?1 AND id = ?2")?
        .execute((kind.name(), id.to_string()))?;
    Ok(())
}

fn into(_: rusqlite::types::FromSqlError) -> crate::Error {
    crate::Error::stored_form()
}
