//! `card` and `own_key` in the registry: contact cards of other offices, and this office's own keys.

use super::uuid;
use crate::error::{Error, Result};
use crate::office::{Card, CardState};
use junkai_core::CardId;
use rusqlite::{Connection, OptionalExtension};
use zeroize::Zeroizing;

/// All cards by id.
pub(crate) fn all(conn: &Connection) -> Result<Vec<Card>> {
    let mut statement =
        conn.prepare_cached("SELECT id, card, fingerprint, state, own FROM card ORDER BY id")?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(r) = rows.next()? {
        found.push(Card {
            id: CardId(uuid(&r.get::<_, String>(0)?)?),
            text: r.get(1)?,
            fingerprint: r.get(2)?,
            state: CardState::from_name(&r.get::<_, String>(3)?).ok_or(Error::stored_form())?,
            own: r.get(4)?,
        });
    }
    Ok(found)
}

/// The card with this id.
pub(crate) fn get(conn: &Connection, id: CardId) -> Result<Option<Card>> {
    Ok(all(conn)?.into_iter().find(|c| c.id == id))
}

pub(crate) fn put(conn: &Connection, card: &Card) -> Result<()> {
    conn.prepare_cached(
        "INSERT INTO card VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO UPDATE SET
         card = excluded.card, fingerprint = excluded.fingerprint, state = excluded.state, own = excluded.own",
    )?
    .execute((card.id.to_string(), &card.text, &card.fingerprint, card.state.name(), card.own))?;
    Ok(())
}

pub(crate) fn set_state(conn: &Connection, id: CardId, state: CardState) -> Result<bool> {
    let changed = conn
        .prepare_cached("UPDATE card SET state = ?2 WHERE id = ?1")?
        .execute((id.to_string(), state.name()))?;
    Ok(changed == 1)
}

pub(crate) fn own_key(conn: &Connection, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>> {
    let mut statement = conn.prepare_cached("SELECT bytes FROM own_key WHERE name = ?1")?;
    let bytes: Option<Vec<u8>> = statement.query_row([name], |r| r.get(0)).optional()?;
    Ok(bytes.map(Zeroizing::new))
}

pub(crate) fn set_own_key(conn: &Connection, name: &str, bytes: &[u8]) -> Result<()> {
    conn.prepare_cached(
        "INSERT INTO own_key VALUES (?1, ?2) ON CONFLICT DO UPDATE SET bytes = excluded.bytes",
    )?
    .execute((name, bytes))?;
    Ok(())
}
