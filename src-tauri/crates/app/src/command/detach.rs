//! Taking a photo or paper away from the record that shows it.
//!
//! Invariant: what no record shows any more does not stay behind in the survey; both changes are one step, so that one
//! undo brings back both.

use super::wire;
use crate::dispatch::Ctx;
use crate::error::Error;
use junkai_core::evidence::Evidence;
use junkai_core::{EvidenceId, RecordKind, RecordRef, SurveyId};
use serde_json::{Value, json};

wire! {
    /// Takes a photo or paper away from a record.
    EvidenceDetach {
        /// The survey.
        survey: SurveyId,
        /// Its id.
        id: EvidenceId,
        /// The record that shows it.
        from: RecordRef,
    }
}

/// Takes it away, and out of the survey where nothing else shows it.
pub(crate) fn detach(ctx: &mut Ctx<'_>, input: EvidenceDetach) -> Result<super::Saved, Error> {
    let EvidenceDetach { survey, id, from } = input;
    let actor = ctx.actor();
    let rev = ctx.vault()?.write(survey, &actor, |w| {
        let unknown = |kind, id| junkai_store::Error::UnknownRecord { kind, id };
        let shown = w
            .get_raw(from.kind, from.id)?
            .ok_or_else(|| unknown(from.kind, from.id))?;
        let paper = w
            .get::<Evidence>(id)?
            .ok_or_else(|| unknown(RecordKind::Evidence, id.0))?;
        let mut record = shown.record;
        let ids = record.get_mut("evidence").and_then(Value::as_array_mut);
        // What that record does not show is not its to take away, even where no other shows it yet.
        let ids = ids
            .filter(|ids| ids.contains(&json!(id)))
            .ok_or_else(|| unknown(RecordKind::Evidence, id.0))?;
        ids.retain(|one| *one != json!(id));
        let rev = w.put_raw(from.kind, from.id, &record, Some(shown.rev), None)?;
        match w.remove::<Evidence>(id, paper.rev, None) {
            Ok(()) | Err(junkai_store::Error::InUse { .. }) => Ok(rev),
            Err(error) => Err(error),
        }
    })?;
    Ok(super::Saved {
        id: from.id,
        rev,
        saved_at: ctx.env.now(),
    })
}
