//! Findings of the open survey: from the rules and by hand, with what was decided about them.

use super::InSurvey;
use crate::dispatch::Ctx;
use crate::error::Error;
use junkai_core::Snapshot;
use junkai_core::rules::{Facts, FindingView, findings};

/// The findings as they stand.
pub(crate) fn list(ctx: &mut Ctx<'_>, input: InSurvey) -> Result<Vec<FindingView>, Error> {
    let snapshot = ctx.vault()?.read(input.survey, |r| r.snapshot())?;
    Ok(of(ctx, &snapshot))
}

/// The findings of `snapshot` today.
pub(crate) fn of(ctx: &Ctx<'_>, snapshot: &Snapshot) -> Vec<FindingView> {
    let facts = Facts {
        snapshot,
        checklists: &ctx.content.checklists,
        benchmarks: &ctx.content.benchmarks,
        today: ctx.now.day_in_japan(),
    };
    findings(&facts, &ctx.content.finding_texts)
}
