//! Taking back what was written, and making it again.
//!
//! Invariant: the log is the only history. A step is two numbers, the first and the last entry that one call of
//! [`Vault::write`] appended; what it did is read from the log, and taking it back appends entries that name in their
//! reason the entries they are about. Taking back never writes over something newer: what an entry left behind must
//! still stand there, field by field, or nothing changes.
//!
//! The steps are those of one session: they end when the vault is locked or the survey put back to a snapshot. What
//! was done before that stands in the log, and is changed by a new change with its own reason.
//! Not among them, because it cannot be taken back: opening and erasing a survey, whatever left the vault or came into
//! it (sealing, exporting, importing), snapshots, and all that stands in the registry (cards, checklists, passphrase).

use super::Vault;
use crate::change::{Actor, Change, Mark};
use crate::error::{Error, Result};
use crate::reader::Reader;
use crate::table::{change, chunk};
use junkai_core::{RecordKind, SurveyId};

/// What one call wrote: entries of the log, the first and the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Step {
    pub(crate) first: u64,
    pub(crate) last: u64,
}

/// The steps of a survey in this session.
#[derive(Debug, Default)]
pub(super) struct Steps {
    /// That can be taken back, the newest last.
    done: Vec<Step>,
    /// That were taken back and can be made again, the next one last.
    undone: Vec<Step>,
}

impl Steps {
    /// Notes a new step; what was taken back before it cannot be made again.
    pub(super) fn made(&mut self, step: Step) {
        self.done.push(step);
        self.undone.clear();
    }
}

/// A step, as a button or a message names it.
#[derive(Clone, Debug, PartialEq)]
pub struct StepInfo {
    /// Its first entry.
    pub first: Change,
    /// How many entries it has.
    pub entries: u64,
    /// The kinds of record that it changed.
    pub kinds: Vec<RecordKind>,
}

impl Vault {
    /// Takes back the newest step, or the one that holds entry `seq`, and says which it was. Where it was written over
    /// since, or something refers to what it made, nothing changes; the newest step then gives way to the one below.
    pub fn undo(&mut self, survey: SurveyId, seq: Option<u64>, actor: &Actor) -> Result<StepInfo> {
        self.row(survey)?;
        let done = self.steps.get(&survey).map_or(&[][..], |s| &s.done);
        let place = match seq {
            Some(seq) => done.iter().rposition(|s| (s.first..=s.last).contains(&seq)),
            None => done.len().checked_sub(1),
        };
        let place = place.ok_or(Error::NoStep)?;
        let step = done[place];
        let taken = self.write_apart(survey, actor, |w| {
            let taken = info(w, step)?;
            for entry in w.changes(step.first..=step.last)?.iter().rev() {
                w.replay(&entry.reversed(), &Mark::Undo(entry.seq).to_string())?;
            }
            Ok(taken)
        });
        let stuck = seq.is_none() && taken.as_ref().is_err_and(stands_in_the_way);
        if let Some(steps) = self.steps.get_mut(&survey)
            && (taken.is_ok() || stuck)
        {
            steps.done.remove(place);
            steps.undone.extend(taken.is_ok().then_some(step));
        }
        taken.map(|(taken, _)| taken)
    }

    /// Makes the step again that was taken back last, and says which it was.
    pub fn redo(&mut self, survey: SurveyId, actor: &Actor) -> Result<StepInfo> {
        self.row(survey)?;
        let next = self.steps.get(&survey).and_then(|s| s.undone.last().copied());
        let step = next.ok_or(Error::NoStep)?;
        let made = self.write_apart(survey, actor, |w| {
            let made = info(w, step)?;
            for entry in &w.changes(step.first..=step.last)? {
                w.replay(entry, &Mark::Redo(entry.seq).to_string())?;
            }
            Ok(made)
        });
        let stuck = made.as_ref().is_err_and(stands_in_the_way);
        if let Some(steps) = self.steps.get_mut(&survey)
            && (made.is_ok() || stuck)
        {
            steps.undone.pop();
            steps.done.extend(made.is_ok().then_some(step));
        }
        made.map(|(made, _)| made)
    }

    /// What [`Vault::undo`] and [`Vault::redo`] would take next.
    pub fn next_steps(&mut self, survey: SurveyId) -> Result<(Option<StepInfo>, Option<StepInfo>)> {
        let steps = self.steps.get(&survey);
        let undo = steps.and_then(|s| s.done.last().copied());
        let redo = steps.and_then(|s| s.undone.last().copied());
        self.read(survey, |r| {
            let next = |step: Option<Step>| step.map(|s| info(r, s)).transpose();
            Ok((next(undo)?, next(redo)?))
        })
    }

    /// Lets go of the steps of a survey: nothing written so far can be taken back any more.
    pub fn forget_steps(&mut self, survey: SurveyId) {
        self.steps.remove(&survey);
    }

    /// Removes the bytes of photos that no record describes and no step can put back.
    pub(super) fn sweep(&mut self, survey: SurveyId) -> Result<()> {
        self.forget_steps(survey);
        match self.open.get(&survey) {
            Some(file) => chunk::sweep(&file.conn),
            None => Ok(()),
        }
    }
}

fn info(r: &Reader<'_>, step: Step) -> Result<StepInfo> {
    Ok(StepInfo {
        first: r
            .changes(step.first..=step.first)?
            .pop()
            .ok_or(Error::stored_form())?,
        entries: step.last - step.first + 1,
        kinds: change::kinds(r.conn, step.first, step.last)?,
    })
}

/// Whether a step was refused for what was written after it: trying again would be refused again.
fn stands_in_the_way(error: &Error) -> bool {
    matches!(
        error,
        Error::Conflict { .. } | Error::InUse { .. } | Error::UnknownReference { .. } | Error::Invalid(_)
    )
}
