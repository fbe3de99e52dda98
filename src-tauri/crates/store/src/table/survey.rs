//! `survey` in the registry: which surveys there are, their wrapped keys, and how long their logs were last seen.

use super::{moment, signed, unsigned, uuid};
use crate::chain::Checkpoint;
use crate::error::{Error, Result};
use crate::secret::NONCE;
use junkai_core::{Moment, SurveyId};
use rusqlite::{Connection, OptionalExtension, Row};

/// A wrapped survey key; gone once the survey is erased.
pub(crate) type Wrapped = Option<([u8; NONCE], Vec<u8>)>;

/// A row.
pub(crate) struct SurveyRow {
    pub(crate) id: SurveyId,
    pub(crate) label: String,
    pub(crate) created: Moment,
    pub(crate) key: Wrapped,
    pub(crate) recorded: Checkpoint,
    pub(crate) erased: Option<Moment>,
}

pub(crate) fn get(conn: &Connection, id: SurveyId) -> Result<Option<SurveyRow>> {
    let mut statement = conn.prepare_cached("SELECT * FROM survey WHERE id = ?1")?;
    let raw = statement.query_row([id.to_string()], Raw::read).optional()?;
    raw.map(Raw::row).transpose()
}

/// All rows, oldest first.
pub(crate) fn all(conn: &Connection) -> Result<Vec<SurveyRow>> {
    let mut statement = conn.prepare_cached("SELECT * FROM survey ORDER BY created, id")?;
    let raws: Vec<Raw> = statement
        .query_map([], Raw::read)?
        .collect::<std::result::Result<_, _>>()?;
    raws.into_iter().map(Raw::row).collect()
}

pub(crate) fn insert(
    conn: &Connection,
    id: SurveyId,
    label: &str,
    created: Moment,
    key: (&[u8], &[u8]),
    recorded: &Checkpoint,
) -> Result<()> {
    conn.prepare_cached("INSERT INTO survey VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, NULL)")?
        .execute((
            id.to_string(),
            label,
            created.to_string(),
            key.0,
            key.1,
            signed(recorded.size)?,
            &recorded.head,
        ))?;
    Ok(())
}

pub(crate) fn set_key(conn: &Connection, id: SurveyId, nonce: &[u8], wrapped: &[u8]) -> Result<()> {
    conn.prepare_cached("UPDATE survey SET nonce = ?2, wrapped = ?3 WHERE id = ?1")?
        .execute((id.to_string(), nonce, wrapped))?;
    Ok(())
}

pub(crate) fn set_label(conn: &Connection, id: SurveyId, label: &str) -> Result<()> {
    conn.prepare_cached("UPDATE survey SET label = ?2 WHERE id = ?1")?
        .execute((id.to_string(), label))?;
    Ok(())
}

pub(crate) fn record_checkpoint(conn: &Connection, id: SurveyId, seen: &Checkpoint) -> Result<()> {
    conn.prepare_cached("UPDATE survey SET size = ?2, head = ?3 WHERE id = ?1")?
        .execute((id.to_string(), signed(seen.size)?, &seen.head))?;
    Ok(())
}

/// Leaves a tombstone: the id, the dates, the last checkpoint. Name and key go.
pub(crate) fn erase(conn: &Connection, id: SurveyId, at: Moment) -> Result<()> {
    conn.prepare_cached(
        "UPDATE survey SET label = '', nonce = NULL, wrapped = NULL, erased = ?2 WHERE id = ?1",
    )?
    .execute((id.to_string(), at.to_string()))?;
    Ok(())
}

struct Raw {
    id: String,
    label: String,
    created: String,
    nonce: Option<Vec<u8>>,
    wrapped: Option<Vec<u8>>,
    size: i64,
    head: String,
    erased: Option<String>,
}

impl Raw {
    fn read(r: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: r.get(0)?,
            label: r.get(1)?,
            created: r.get(2)?,
            nonce: r.get(3)?,
            wrapped: r.get(4)?,
            size: r.get(5)?,
            head: r.get(6)?,
            erased: r.get(7)?,
        })
    }

    fn row(self) -> Result<SurveyRow> {
        let key = match (self.nonce, self.wrapped) {
            (Some(nonce), Some(wrapped)) => Some((
                nonce.as_slice().try_into().map_err(|_| Error::stored_form())?,
                wrapped,
            )),
            _ => None,
        };
        Ok(SurveyRow {
            id: SurveyId(uuid(&self.id)?),
            label: self.label,
            created: moment(&self.created)?,
            key,
            recorded: Checkpoint {
                size: unsigned(self.size)?,
                head: self.head,
            },
            erased: self.erased.as_deref().map(moment).transpose()?,
        })
    }
}
