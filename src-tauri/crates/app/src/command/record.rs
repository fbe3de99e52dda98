//! Set, remove and list: the same for every kind of record.
//!
//! Invariant: a change names the revision it was made from; a stale one changes nothing. A record is created when
//! no revision is named, under the id given (a script, another laptop) or a fresh one.

use crate::dispatch::Ctx;
use crate::error::{Code, Error, problems_param};
use junkai_core::record::Kept;
use junkai_core::{Moment, Record, SurveyId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Creates or changes a record.
#[derive(Clone, Debug, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct RecordSet<T: ts_rs::TS> {
    /// The survey.
    pub survey: SurveyId,
    /// The record's id; a fresh one when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(type = "string", optional)]
    pub id: Option<Uuid>,
    /// The revision that is changed; absent to create.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(type = "number", optional)]
    pub rev: Option<u64>,
    /// Why, where a reason is wanted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub reason: Option<String>,
    /// The record.
    pub record: T,
}

/// Removes a record.
#[derive(Clone, Debug, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct RecordRemove {
    /// The survey.
    pub survey: SurveyId,
    /// The record's id.
    #[ts(type = "string")]
    pub id: Uuid,
    /// The revision that is removed.
    #[ts(type = "number")]
    pub rev: u64,
    /// Why, where a reason is wanted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub reason: Option<String>,
}

/// What was written, and when the commit returned.
#[derive(Clone, Debug, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct Saved {
    /// The record's id.
    #[ts(type = "string")]
    pub id: Uuid,
    /// Its revision now; 0 once it is removed.
    #[ts(type = "number")]
    pub rev: u64,
    /// When the commit returned.
    pub saved_at: Moment,
}

/// Refuses a record that breaks its own rules, naming every field at once.
pub(crate) fn check<T: Record>(record: &T) -> Result<(), Error> {
    let problems = record.problems();
    if problems.is_empty() {
        Ok(())
    } else {
        Err(Error::of(Code::InvalidRecord)
            .with("kind", T::KIND.name())
            .with("problems", problems_param(&problems)))
    }
}

/// Creates or changes a record of any kind whose id is random.
pub(crate) fn set<T: Record + ts_rs::TS>(ctx: &mut Ctx<'_>, input: RecordSet<T>) -> Result<Saved, Error> {
    check(&input.record)?;
    let id = input.id.unwrap_or_else(|| ctx.env.id());
    put(
        ctx,
        input.survey,
        id,
        &input.record,
        input.rev,
        input.reason.as_deref(),
    )
}

/// Writes one record in one transaction.
pub(crate) fn put<T: Record>(
    ctx: &mut Ctx<'_>,
    survey: SurveyId,
    id: Uuid,
    record: &T,
    rev: Option<u64>,
    reason: Option<&str>,
) -> Result<Saved, Error> {
    let actor = ctx.actor();
    let rev = ctx
        .vault()?
        .write(survey, &actor, |w| w.put(T::Id::from(id), record, rev, reason))?;
    Ok(Saved {
        id,
        rev,
        saved_at: ctx.env.now(),
    })
}

/// Removes a record that nothing refers to.
pub(crate) fn remove<T: Record>(ctx: &mut Ctx<'_>, input: RecordRemove) -> Result<Saved, Error> {
    let actor = ctx.actor();
    let reason = input.reason.as_deref();
    ctx.vault()?.write(input.survey, &actor, |w| {
        w.remove::<T>(T::Id::from(input.id), input.rev, reason)
    })?;
    Ok(Saved {
        id: input.id,
        rev: 0,
        saved_at: ctx.env.now(),
    })
}

/// All records of a kind.
pub(crate) fn list<T: Record + ts_rs::TS>(
    ctx: &mut Ctx<'_>,
    input: super::InSurvey,
) -> Result<Vec<Kept<T>>, Error> {
    Ok(ctx.vault()?.read(input.survey, |r| r.all::<T>())?)
}
