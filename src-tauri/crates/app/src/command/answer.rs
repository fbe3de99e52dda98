//! Answers, and the sheet of an interview: items, answers and national figures side by side.
//!
//! Invariant: only the fields that are named change; what is to be emptied is named in `clear`. The hospital's own
//! answer and the confirmed one are set apart from each other.

use super::record::{check, put};
use super::{InSurvey, wire};
use crate::dispatch::Ctx;
use crate::error::{Code, Error};
use junkai_core::checklist::{
    AnswerValue, Applicability, Benchmark, Cause, Checklist, Item, Progress, progress,
};
use junkai_core::interview::{Answer, Interview};
use junkai_core::record::{Kept, RecordKind};
use junkai_core::{AnswerId, EvidenceId, InterviewId, Moment, SurveyId};

wire! {
    /// Sets the answer to one item.
    AnswerSet {
        /// The survey.
        survey: SurveyId,
        /// The interview.
        interview: InterviewId,
        /// Number of the item.
        item: String,
        /// The revision that is changed, when the caller wants a stale change refused.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(type = "number", optional)]
        rev: Option<u64>,
        /// Why, for a correction.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        reason: Option<String>,
        /// The hospital's own answer.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        own: Option<AnswerValue>,
        /// The confirmed answer.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        confirmed: Option<AnswerValue>,
        /// Note.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        note: Option<String>,
        /// What the hospital wrote beside its own answer.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        own_note: Option<String>,
        /// What was not understood.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        not_understood: Option<String>,
        /// The item itself is hard to understand.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        hard_to_understand: Option<bool>,
        /// Why it does not apply.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        not_applicable_because: Option<String>,
        /// Papers and photos.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        evidence: Option<Vec<EvidenceId>>,
        /// Fields to empty.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        #[ts(optional, as = "Option<Vec<ClearField>>")]
        clear: Vec<ClearField>,
    }
    /// The answer as it stands, with the time at which the commit returned.
    AnswerView {
        /// The answer.
        answer: Kept<Answer>,
        /// When the commit returned.
        saved_at: Moment,
        /// How far the interview has come.
        progress: Progress,
    }
    /// One interview.
    InInterview {
        /// The survey.
        survey: SurveyId,
        /// The interview.
        interview: InterviewId,
    }
    /// An item with its answer.
    SheetLine {
        /// The item.
        item: Item,
        /// Its answer, once there is one.
        answer: Option<Kept<Answer>>,
        /// Whether it applies.
        applies: bool,
        /// Why it does not apply: the items whose answers say so.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        #[ts(optional, as = "Option<Vec<Cause>>")]
        because: Vec<Cause>,
        /// The options that are offered, by id.
        options: Vec<String>,
        /// The national figures beside it.
        benchmarks: Vec<Benchmark>,
    }
    /// The sheet of an interview.
    InterviewSheet {
        /// The interview.
        interview: Kept<Interview>,
        /// Items in order.
        lines: Vec<SheetLine>,
        /// How far it has come.
        progress: Progress,
    }
}

/// Fields of an answer that can be emptied.
#[derive(Clone, Copy, Debug, serde::Serialize, serde::Deserialize, schemars::JsonSchema, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum ClearField {
    /// The hospital's own answer.
    Own,
    /// The confirmed answer.
    Confirmed,
    /// The note.
    Note,
    /// What the hospital wrote beside its own answer.
    OwnNote,
    /// What was not understood.
    NotUnderstood,
    /// The hard-to-understand mark.
    HardToUnderstand,
    /// Why it does not apply.
    NotApplicableBecause,
}

/// Sets the answer to one item. Every press of a key ends here, so progress is read in the same transaction.
pub(crate) fn set(ctx: &mut Ctx<'_>, input: AnswerSet) -> Result<AnswerView, Error> {
    let at = InInterview {
        survey: input.survey,
        interview: input.interview,
    };
    let (interview, mut answers) = read(ctx, &at)?;
    let list = ctx
        .content
        .checklist(&interview.record.checklist, &interview.record.checklist_version)?;
    let item = list.item(&input.item).ok_or_else(|| {
        Error::of(Code::NotFound)
            .with("kind", "item")
            .with("item", input.item.clone())
    })?;
    for value in [&input.own, &input.confirmed].into_iter().flatten() {
        if !list.accepts(item, value) {
            return Err(Error::of(Code::AnswerDoesNotFit).with("item", item.no.clone()));
        }
    }
    let id = AnswerId::of(input.interview, &input.item);
    let kept = answers.iter().find(|a| a.id == id.0).cloned();
    if input.rev.is_some() && input.rev != kept.as_ref().map(|k| k.rev) {
        return Err(Error::of(Code::Conflict)
            .with("kind", RecordKind::Answer.name())
            .with("rev", kept.map_or(0, |k| k.rev)));
    }
    let rev = kept.as_ref().map(|k| k.rev);
    let mut record = kept.map_or_else(|| Answer::blank(input.interview, &input.item), |k| k.record);
    apply(&mut record, &input);
    check(&record)?;
    let saved = put(ctx, input.survey, id.0, &record, rev, input.reason.as_deref())?;
    let answer = Kept {
        id: id.0,
        rev: saved.rev,
        record,
    };
    answers.retain(|a| a.id != answer.id);
    answers.push(answer.clone());
    let plain: Vec<Answer> = answers.into_iter().map(|a| a.record).collect();
    Ok(AnswerView {
        answer,
        saved_at: saved.saved_at,
        progress: progress(list, &plain),
    })
}

fn apply(record: &mut Answer, input: &AnswerSet) {
    for field in &input.clear {
        match field {
            ClearField::Own => record.own = None,
            ClearField::Confirmed => record.confirmed = None,
            ClearField::Note => record.note = None,
            ClearField::OwnNote => record.own_note = None,
            ClearField::NotUnderstood => record.not_understood = None,
            ClearField::HardToUnderstand => record.hard_to_understand = None,
            ClearField::NotApplicableBecause => record.not_applicable_because = None,
        }
    }
    let keep = |new: &Option<String>, old: &mut Option<String>| {
        if new.is_some() {
            old.clone_from(new);
        }
    };
    keep(&input.note, &mut record.note);
    keep(&input.own_note, &mut record.own_note);
    keep(&input.not_understood, &mut record.not_understood);
    keep(&input.not_applicable_because, &mut record.not_applicable_because);
    if input.own.is_some() {
        record.own.clone_from(&input.own);
    }
    if input.confirmed.is_some() {
        record.confirmed.clone_from(&input.confirmed);
    }
    if input.hard_to_understand.is_some() {
        record.hard_to_understand = input.hard_to_understand;
    }
    if let Some(evidence) = &input.evidence {
        record.evidence.clone_from(evidence);
    }
}

/// An interview with its answers.
pub(crate) fn read(
    ctx: &mut Ctx<'_>,
    at: &InInterview,
) -> Result<(Kept<Interview>, Vec<Kept<Answer>>), Error> {
    let (interview, answers) = ctx.vault()?.read(at.survey, |r| {
        Ok((r.get::<Interview>(at.interview)?, r.all::<Answer>()?))
    })?;
    let interview = interview.ok_or_else(|| Error::of(Code::NotFound).with("kind", "interview"))?;
    Ok((
        interview,
        answers
            .into_iter()
            .filter(|a| a.record.interview == at.interview)
            .collect(),
    ))
}

/// Creates or changes an interview; its checklist must be one that the content holds.
pub(crate) fn interview_set(
    ctx: &mut Ctx<'_>,
    input: super::RecordSet<Interview>,
) -> Result<super::Saved, Error> {
    ctx.content
        .checklist(&input.record.checklist, &input.record.checklist_version)?;
    super::record::set(ctx, input)
}

/// The sheet of an interview.
pub(crate) fn sheet(ctx: &mut Ctx<'_>, input: InInterview) -> Result<InterviewSheet, Error> {
    let (interview, answers) = read(ctx, &input)?;
    let list: &Checklist = ctx
        .content
        .checklist(&interview.record.checklist, &interview.record.checklist_version)?;
    let plain: Vec<Answer> = answers.iter().map(|a| a.record.clone()).collect();
    let applicability = Applicability::of(list, &plain);
    let lines = list
        .items
        .iter()
        .map(|item| SheetLine {
            answer: answers.iter().find(|a| a.record.item == item.no).cloned(),
            applies: applicability.applies(item),
            because: applicability.because(item),
            options: applicability
                .options(item)
                .into_iter()
                .map(|o| o.id.clone())
                .collect(),
            benchmarks: item
                .benchmarks
                .iter()
                .filter_map(|id| ctx.content.benchmark(id))
                .cloned()
                .collect(),
            // Whoever answers need not know the conditions of sections to know what may be answered.
            item: Item {
                may_not_apply: list.may_not_apply(item),
                ..item.clone()
            },
        })
        .collect();
    Ok(InterviewSheet {
        interview,
        lines,
        progress: progress(list, &plain),
    })
}

/// All answers of a survey.
pub(crate) fn list(ctx: &mut Ctx<'_>, input: InSurvey) -> Result<Vec<Kept<Answer>>, Error> {
    super::record::list(ctx, input)
}
