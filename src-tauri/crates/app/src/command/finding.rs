//! Findings of the open survey: from the rules and by hand, with what was decided about them.

use super::{InSurvey, wire};
use crate::dispatch::Ctx;
use crate::error::Error;
use junkai_core::Snapshot;
use junkai_core::rules::{Facts, FindingView, findings, rule};
use std::collections::HashMap;

wire! {
    /// A finding in the list.
    FindingLine {
        /// The finding.
        #[serde(flatten)]
        finding: FindingView,
        /// The revision of what was decided or written by hand, which a change of it names; none where nothing was.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(type = "number", optional)]
        rev: Option<u64>,
        /// Whether it reminds the surveyor of work to do, and says nothing of the hospital.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        #[ts(optional, as = "Option<bool>")]
        reminder: bool,
    }
}

/// The findings as they stand.
pub(crate) fn list(ctx: &mut Ctx<'_>, input: InSurvey) -> Result<Vec<FindingLine>, Error> {
    let snapshot = ctx.vault()?.read(input.survey, |r| r.snapshot())?;
    let stored: HashMap<_, _> = snapshot.findings.iter().map(|kept| (kept.id, kept.rev)).collect();
    let line = |finding: FindingView| FindingLine {
        rev: stored.get(&finding.id.0).copied(),
        reminder: reminds(&finding),
        finding,
    };
    Ok(of(ctx, &snapshot).into_iter().map(line).collect())
}

/// Whether it is a reminder for the surveyor, and says nothing of the hospital.
pub(super) fn reminds(finding: &FindingView) -> bool {
    let of = finding.rule.as_deref().and_then(rule);
    of.is_some_and(|rule| !rule.for_hospital)
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
