//! Many records of one kind at once: what was edited together on the round, or pasted from a table.
//!
//! Invariant: all rows or none, in one transaction, so that one undo takes all of it back. Rows that break their own
//! rules are named all at once; what only the vault can see (a stale revision, a missing record) is named by its first row.

use super::Saved;
use crate::dispatch::Ctx;
use crate::error::{Code, Error};
use junkai_core::{Record, SurveyId};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use uuid::Uuid;

/// Creates or changes several records of one kind, all or none.
#[derive(Clone, Debug, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct BatchSet<T: ts_rs::TS> {
    /// The survey.
    pub survey: SurveyId,
    /// Why, where a reason is wanted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub reason: Option<String>,
    /// The records, in the order in which they are written.
    pub rows: Vec<BatchRow<T>>,
}

/// One record of several.
#[derive(Clone, Debug, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct BatchRow<T: ts_rs::TS> {
    /// The record's id; a fresh one when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(type = "string", optional)]
    pub id: Option<Uuid>,
    /// The revision that is changed; absent to create.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(type = "number", optional)]
    pub rev: Option<u64>,
    /// The record.
    pub record: T,
}

/// Writes all rows, or none and says which are wrong.
pub(crate) fn set<T: Record + ts_rs::TS>(ctx: &mut Ctx<'_>, input: BatchSet<T>) -> Result<Vec<Saved>, Error> {
    check(&input.rows)?;
    let rows: Vec<(Uuid, BatchRow<T>)> = input
        .rows
        .into_iter()
        .map(|row| (row.id.unwrap_or_else(|| ctx.env.id()), row))
        .collect();
    let actor = ctx.actor();
    let reason = input.reason.as_deref();
    let mut at = 0;
    let written = ctx.vault()?.write(input.survey, &actor, |w| {
        rows.iter()
            .enumerate()
            .map(|(n, (id, row))| {
                at = n;
                w.put(T::Id::from(*id), &row.record, row.rev, reason)
            })
            .collect::<junkai_store::Result<Vec<u64>>>()
    });
    let revs = written.map_err(|e| Error::from(e).with("row", at))?;
    let saved_at = ctx.env.now();
    Ok(rows
        .iter()
        .zip(revs)
        .map(|((id, _), rev)| Saved {
            id: *id,
            rev,
            saved_at,
        })
        .collect())
}

/// Refuses rows that break their own rules, naming every row and field at once.
fn check<T: Record + ts_rs::TS>(rows: &[BatchRow<T>]) -> Result<(), Error> {
    let problems: Vec<Value> = rows
        .iter()
        .enumerate()
        .flat_map(|(n, row)| {
            row.record
                .problems()
                .into_iter()
                .map(move |p| json!({"row": n, "field": p.field, "problem": p.problem}))
        })
        .collect();
    if problems.is_empty() {
        Ok(())
    } else {
        Err(Error::of(Code::InvalidRecord)
            .with("kind", T::KIND.name())
            .with("problems", problems))
    }
}
