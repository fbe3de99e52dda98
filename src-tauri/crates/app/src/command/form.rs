//! Forms that came back from a hospital: what taking one over would do, and taking it over.
//!
//! Invariant: looking changes nothing. What is taken over is what a person saw and chose, row by row, written in one
//! transaction as the hospital's own answers; confirmed answers are never touched, and an own answer that says something
//! else is replaced only where that was chosen.

use super::answer::{InInterview, read};
use super::record::check;
use super::wire;
use crate::dispatch::Ctx;
use crate::error::{Code, Error};
use junkai_core::checklist::{AnswerValue, Progress, progress};
use junkai_core::form::{Preview, preview, read_back};
use junkai_core::interview::Answer;
use junkai_core::{AnswerId, InterviewId, Moment, SurveyId};

wire! {
    /// Reads a returned workbook without changing anything.
    FormPreview {
        /// The survey.
        survey: SurveyId,
        /// The interview whose own answers it holds.
        interview: InterviewId,
        /// The workbook in base64.
        bytes: String,
    }
    /// Takes over rows of a returned workbook.
    FormTake {
        /// The survey.
        survey: SurveyId,
        /// The interview.
        interview: InterviewId,
        /// The rows that were chosen.
        rows: Vec<FormTakeRow>,
    }
    /// A row that was chosen.
    FormTakeRow {
        /// Number of the item.
        item: String,
        /// The hospital's own answer.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        own: Option<AnswerValue>,
        /// Whether it replaces an own answer that says something else.
        #[serde(default)]
        #[ts(optional, as = "Option<bool>")]
        replace: bool,
        /// What was not understood.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        not_understood: Option<String>,
        /// What the hospital wrote beside its answer.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        note: Option<String>,
    }
    /// What was taken over.
    FormTaken {
        /// Answers that were written.
        answers: u32,
        /// When the commit returned.
        saved_at: Moment,
        /// How far the interview has come.
        progress: Progress,
    }
}

/// What taking over a returned workbook would do.
pub(crate) fn look(ctx: &mut Ctx<'_>, input: FormPreview) -> Result<Preview, Error> {
    let at = InInterview {
        survey: input.survey,
        interview: input.interview,
    };
    let (interview, answers) = read(ctx, &at)?;
    let list = ctx
        .content
        .checklist(&interview.record.checklist, &interview.record.checklist_version)?;
    let workbook = super::workbook::read(&input.bytes)?;
    let answers: Vec<Answer> = answers.into_iter().map(|a| a.record).collect();
    let lists = std::slice::from_ref(list);
    let returned = read_back(lists, &ctx.content.form_words, &workbook);
    Ok(preview(&returned, &answers))
}

/// Takes over the rows that were chosen, all or none.
pub(crate) fn take(ctx: &mut Ctx<'_>, input: FormTake) -> Result<FormTaken, Error> {
    let at = InInterview {
        survey: input.survey,
        interview: input.interview,
    };
    let (interview, kept) = read(ctx, &at)?;
    let list = ctx
        .content
        .checklist(&interview.record.checklist, &interview.record.checklist_version)?;
    let mut changed: Vec<(AnswerId, Option<u64>, Answer)> = Vec::new();
    for row in &input.rows {
        let item = list.item(&row.item).ok_or_else(|| {
            Error::of(Code::NotFound)
                .with("kind", "item")
                .with("item", row.item.clone())
        })?;
        if row.own.as_ref().is_some_and(|own| !list.accepts(item, own)) {
            return Err(Error::of(Code::AnswerDoesNotFit).with("item", item.no.clone()));
        }
        let id = AnswerId::of(input.interview, &row.item);
        if changed.iter().any(|(known, ..)| *known == id) {
            return Err(Error::of(Code::InvalidArgs)
                .with("field", "rows")
                .with("item", item.no.clone()));
        }
        let known = kept.iter().find(|a| a.id == id.0);
        let before = known.map_or_else(|| Answer::blank(input.interview, &row.item), |k| k.record.clone());
        let after = merged(before.clone(), row)?;
        if after != before {
            check(&after)?;
            changed.push((id, known.map(|k| k.rev), after));
        }
    }
    let actor = ctx.actor();
    if !changed.is_empty() {
        ctx.vault()?.write(input.survey, &actor, |w| {
            for (id, rev, answer) in &changed {
                w.put(*id, answer, *rev, Some(REASON))?;
            }
            Ok(())
        })?;
    }
    let saved_at = ctx.env.now();
    let mut answers: Vec<Answer> = kept.into_iter().map(|a| a.record).collect();
    answers.retain(|a| changed.iter().all(|(.., new)| new.item != a.item));
    let count = u32::try_from(changed.len()).unwrap_or(u32::MAX);
    answers.extend(changed.into_iter().map(|(.., answer)| answer));
    Ok(FormTaken {
        answers: count,
        saved_at,
        progress: progress(list, &answers),
    })
}

/// Stands in the change log: a key of the catalogue, not a sentence.
const REASON: &str = "form_taken";

/// The answer with what the row brings.
fn merged(mut answer: Answer, row: &FormTakeRow) -> Result<Answer, Error> {
    if let Some(own) = &row.own {
        if answer.own.as_ref().is_some_and(|known| known != own) && !row.replace {
            return Err(Error::of(Code::OwnAnswerDiffers).with("item", row.item.clone()));
        }
        answer.own = Some(own.clone());
    }
    let add = |new: &Option<String>, old: &mut Option<String>| {
        let Some(new) = new.as_deref().map(str::trim).filter(|new| !new.is_empty()) else {
            return;
        };
        match old {
            Some(old) if old.contains(new) => {}
            Some(old) => *old = format!("{old}\n{new}"),
            None => *old = Some(new.to_owned()),
        }
    };
    add(&row.not_understood, &mut answer.not_understood);
    add(&row.note, &mut answer.own_note);
    Ok(answer)
}
