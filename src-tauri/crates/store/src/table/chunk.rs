//! `evidence_chunk`: the bytes of photos and papers, in pieces, so that none has to be in memory twice.

use crate::error::Result;
use data_encoding::HEXLOWER;
use rusqlite::{Connection, OptionalExtension};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// Largest piece; the schema refuses more.
pub(crate) const MOST: usize = 256 * 1024;

pub(crate) fn put(conn: &Connection, id: Uuid, bytes: &[u8]) -> Result<()> {
    let mut insert = conn.prepare_cached("INSERT INTO evidence_chunk VALUES (?1, ?2, ?3)")?;
    for (n, piece) in (0_i64..).zip(bytes.chunks(MOST)) {
        insert.execute((id.to_string(), n, piece))?;
    }
    Ok(())
}

pub(crate) fn get(conn: &Connection, id: Uuid, n: i64) -> Result<Option<Vec<u8>>> {
    let mut statement = conn.prepare_cached("SELECT bytes FROM evidence_chunk WHERE id = ?1 AND n = ?2")?;
    Ok(statement
        .query_row((id.to_string(), n), |r| r.get(0))
        .optional()?)
}

pub(crate) fn remove(conn: &Connection, id: Uuid) -> Result<()> {
    conn.prepare_cached("DELETE FROM evidence_chunk WHERE id = ?1")?
        .execute([id.to_string()])?;
    Ok(())
}

/// SHA-256 of the bytes that are there, as lower-case hex.
pub(crate) fn sha256(conn: &Connection, id: Uuid) -> Result<String> {
    let mut hasher = Sha256::new();
    let mut n = 0;
    while let Some(piece) = get(conn, id, n)? {
        hasher.update(&piece);
        n += 1;
    }
    Ok(HEXLOWER.encode(&hasher.finalize()))
}

/// Removes the bytes that belong to no record any more.
pub(crate) fn sweep(conn: &Connection) -> Result<()> {
    conn.execute(
        "DELETE FROM evidence_chunk WHERE id NOT IN (SELECT id FROM record WHERE kind = 'evidence')",
        [],
    )?;
    Ok(())
}
