//! `checklist` in the registry: the office's own checklists, a row a version.
//!
//! Invariant: a released row is neither updated nor deleted; triggers hold that even against this module.

use super::moment;
use crate::checklist::{ChecklistState, OwnChecklist};
use crate::error::{Error, Result};
use rusqlite::{Connection, Row};

/// All rows by id and version.
pub(crate) fn all(conn: &Connection) -> Result<Vec<OwnChecklist>> {
    let mut statement = conn.prepare_cached(
        "SELECT id, version, text, state, signer, sha256, added FROM checklist ORDER BY id, version",
    )?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(r) = rows.next()? {
        found.push(read(r)?);
    }
    Ok(found)
}

/// The row of this id and version.
pub(crate) fn get(conn: &Connection, id: &str, version: &str) -> Result<Option<OwnChecklist>> {
    let mut statement = conn.prepare_cached(
        "SELECT id, version, text, state, signer, sha256, added FROM checklist WHERE id = ?1 AND version = ?2",
    )?;
    let mut rows = statement.query((id, version))?;
    rows.next()?.map(read).transpose()
}

/// Inserts a row, or replaces the draft under its id and version.
pub(crate) fn put(conn: &Connection, list: &OwnChecklist) -> Result<()> {
    conn.prepare_cached(
        "INSERT INTO checklist VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO UPDATE SET
         text = excluded.text, state = excluded.state, signer = excluded.signer, sha256 = excluded.sha256,
         added = excluded.added",
    )?
    .execute((
        &list.id,
        &list.version,
        &list.text,
        list.state.name(),
        &list.signer,
        &list.sha256,
        list.added.to_string(),
    ))?;
    Ok(())
}

/// Removes a draft.
pub(crate) fn remove(conn: &Connection, id: &str, version: &str) -> Result<()> {
    conn.prepare_cached("DELETE FROM checklist WHERE id = ?1 AND version = ?2")?
        .execute((id, version))?;
    Ok(())
}

fn read(r: &Row<'_>) -> Result<OwnChecklist> {
    Ok(OwnChecklist {
        id: r.get(0)?,
        version: r.get(1)?,
        text: r.get(2)?,
        state: ChecklistState::from_name(&r.get::<_, String>(3)?).ok_or(Error::stored_form())?,
        signer: r.get(4)?,
        sha256: r.get(5)?,
        added: moment(&r.get::<_, String>(6)?)?,
    })
}
