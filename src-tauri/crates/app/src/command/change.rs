//! Undo and redo of whatever the table wrote into a survey.
//!
//! Invariant: the change log is the only history; what is taken back is written as new entries, through the same checks
//! as any change, and a change that something newer wrote over is refused with nothing changed.
//!
//! What one command wrote is one step. The steps begin when the vault is opened and end when it is locked, when a
//! snapshot of the survey is put back, or when the program ends; after that the audit trail still says what was there.
//! No step, because it cannot be taken back: `survey_create`, `survey_erase`, sealing and exporting, snapshots, and what
//! the vault holds outside of surveys (contact cards, checklists, passphrase and recovery key).

use super::{InSurvey, wire};
use crate::dispatch::Ctx;
use crate::error::Error;
use junkai_core::{Moment, RecordKind, RecordRef, SurveyId};
use junkai_store::{Change, Reader, StepInfo};
use serde_json::Value;

wire! {
    /// Takes a change back.
    ChangeUndo {
        /// The survey.
        survey: SurveyId,
        /// An entry of the change, when it is not the newest one that is meant.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(type = "number", optional)]
        seq: Option<u64>,
    }
    /// What one command changed.
    ChangeStep {
        /// Number of its first entry in the log.
        #[ts(type = "number")]
        seq: u64,
        /// When.
        at: Moment,
        /// What was done with the first record: `create`, `update`, `remove`.
        action: String,
        /// The first record.
        about: RecordRef,
        /// What the first record is called, where it has a name.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        name: Option<String>,
        /// Fields of the first record that changed.
        fields: Vec<String>,
        /// How many entries it wrote: more than one where several records changed at once.
        #[ts(type = "number")]
        entries: u64,
        /// The kinds of record that changed.
        kinds: Vec<RecordKind>,
    }
    /// What can be taken back and what can be made again next.
    ChangeSteps {
        /// What undo would take back.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        undo: Option<ChangeStep>,
        /// What redo would make again.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        redo: Option<ChangeStep>,
    }
    /// What was taken back, or made again.
    ChangeMoved {
        /// The change.
        change: ChangeStep,
        /// What comes next.
        next: ChangeSteps,
        /// When the commit returned.
        saved_at: Moment,
    }
}

/// Takes back the newest change of this session, or the one that is named.
pub(crate) fn undo(ctx: &mut Ctx<'_>, input: ChangeUndo) -> Result<ChangeMoved, Error> {
    let actor = ctx.actor();
    // Described before it is gone: the record may have no name any more afterwards.
    let before = match input.seq {
        None => steps(ctx, input.survey)?.undo,
        Some(_) => None,
    };
    let taken = ctx.vault()?.undo(input.survey, input.seq, &actor)?;
    moved(ctx, input.survey, taken, before)
}

/// Makes the change again that was taken back last.
pub(crate) fn redo(ctx: &mut Ctx<'_>, input: InSurvey) -> Result<ChangeMoved, Error> {
    let actor = ctx.actor();
    let before = steps(ctx, input.survey)?.redo;
    let made = ctx.vault()?.redo(input.survey, &actor)?;
    moved(ctx, input.survey, made, before)
}

/// What undo and redo would do next.
pub(crate) fn status(ctx: &mut Ctx<'_>, input: InSurvey) -> Result<ChangeSteps, Error> {
    steps(ctx, input.survey)
}

fn moved(
    ctx: &mut Ctx<'_>,
    survey: SurveyId,
    info: StepInfo,
    before: Option<ChangeStep>,
) -> Result<ChangeMoved, Error> {
    let saved_at = ctx.env.now();
    let change = match before {
        Some(step) => step,
        None => ctx.vault()?.read(survey, |r| step(r, info))?,
    };
    Ok(ChangeMoved {
        change,
        next: steps(ctx, survey)?,
        saved_at,
    })
}

fn steps(ctx: &mut Ctx<'_>, survey: SurveyId) -> Result<ChangeSteps, Error> {
    let vault = ctx.vault()?;
    let (undo, redo) = vault.next_steps(survey)?;
    Ok(vault.read(survey, |r| {
        Ok(ChangeSteps {
            undo: undo.map(|info| step(r, info)).transpose()?,
            redo: redo.map(|info| step(r, info)).transpose()?,
        })
    })?)
}

fn step(r: &Reader<'_>, info: StepInfo) -> junkai_store::Result<ChangeStep> {
    let name = name(r, &info.first)?;
    let Change {
        seq,
        by,
        action,
        kind,
        id,
        fields,
        ..
    } = info.first;
    Ok(ChangeStep {
        seq,
        at: by.at,
        action: action.name().into(),
        about: RecordRef { kind, id },
        name,
        fields: fields.into_iter().map(|f| f.field).collect(),
        entries: info.entries,
        kinds: info.kinds,
    })
}

/// What the record is called: now, or where it is gone or the name itself changed, in the entry.
fn name(r: &Reader<'_>, entry: &Change) -> junkai_store::Result<Option<String>> {
    let Some(field) = naming(entry.kind) else {
        return Ok(None);
    };
    let in_entry = entry
        .fields
        .iter()
        .find(|f| f.field == field)
        .and_then(|f| f.after.clone().or(f.before.clone()));
    let value = match in_entry {
        Some(value) => Some(value),
        None => r
            .get_raw(entry.kind, entry.id)?
            .and_then(|kept| kept.record.get(field).cloned()),
    };
    Ok(value.and_then(|value| match value {
        Value::String(text) => Some(text),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }))
}

/// The field by which a person knows a record of `kind`.
pub(super) fn naming(kind: RecordKind) -> Option<&'static str> {
    match kind {
        RecordKind::Survey | RecordKind::Finding => None,
        RecordKind::Hospital | RecordKind::System | RecordKind::Asset | RecordKind::Evidence => Some("name"),
        RecordKind::Visit | RecordKind::Effort | RecordKind::Investigation => Some("on"),
        RecordKind::Interview => Some("interviewee"),
        RecordKind::Answer => Some("item"),
        RecordKind::Request => Some("what"),
        RecordKind::Connection | RecordKind::DiagramNode | RecordKind::DiagramEdge => Some("label"),
        RecordKind::CategoryCheck => Some("category"),
        RecordKind::Backup => Some("data"),
        RecordKind::Comment => Some("text"),
        RecordKind::Revision => Some("number"),
    }
}
