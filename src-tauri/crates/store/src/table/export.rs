//! `export` in the registry: the ledger of copies outside of the vault.

use super::{moment, signed, unsigned, uuid};
use crate::error::Result;
use crate::office::Export;
use junkai_core::{BundleId, SurveyId};
use rusqlite::Connection;

pub(crate) fn add(conn: &Connection, export: &Export) -> Result<()> {
    let seq = export.seq.map(signed).transpose()?;
    conn.prepare_cached("INSERT INTO export VALUES (NULL, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")?
        .execute((
            export.survey.to_string(),
            seq,
            export.at.to_string(),
            &export.kind,
            export.bundle.map(|b| b.to_string()),
            &export.sha256,
            signed(export.size)?,
            serde_json::to_string(&export.recipients)?,
            &export.purpose,
        ))?;
    Ok(())
}

/// Exports of one survey, oldest first.
pub(crate) fn of_survey(conn: &Connection, survey: SurveyId) -> Result<Vec<Export>> {
    let mut statement = conn.prepare_cached(
        "SELECT seq, utc, kind, bundle, sha256, size, recipients, purpose FROM export WHERE survey = ?1 ORDER BY number",
    )?;
    let mut rows = statement.query([survey.to_string()])?;
    let mut found = Vec::new();
    while let Some(r) = rows.next()? {
        found.push(Export {
            survey,
            seq: r.get::<_, Option<i64>>(0)?.map(unsigned).transpose()?,
            at: moment(&r.get::<_, String>(1)?)?,
            kind: r.get(2)?,
            bundle: r
                .get::<_, Option<String>>(3)?
                .map(|b| uuid(&b))
                .transpose()?
                .map(BundleId),
            sha256: r.get(4)?,
            size: unsigned(r.get(5)?)?,
            recipients: serde_json::from_str(&r.get::<_, String>(6)?)?,
            purpose: r.get(7)?,
        });
    }
    Ok(found)
}

/// The number after the highest that a bundle of this survey ever had.
pub(crate) fn next_seq(conn: &Connection, survey: SurveyId) -> Result<u64> {
    let mut statement =
        conn.prepare_cached("SELECT coalesce(max(seq), 0) + 1 FROM export WHERE survey = ?1")?;
    unsigned(statement.query_row([survey.to_string()], |r| r.get(0))?)
}
