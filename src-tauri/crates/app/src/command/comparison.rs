//! Answers side by side: between interviewees of a survey, or with an earlier survey of the same hospital.
//!
//! Invariant: reads only; an earlier survey that is not in the vault any more compares with nothing.

use super::wire;
use crate::dispatch::Ctx;
use crate::error::Error;
use junkai_core::comparison::{Agreement, Compared, Comparison, Interviewed, across, since};
use junkai_core::record::Choice as _;
use junkai_core::{InterviewId, Snapshot, SurveyId, Wording};
use std::collections::BTreeMap;

wire! {
    /// Asks for comparisons.
    ComparisonGet {
        /// The survey.
        survey: SurveyId,
        /// With the earlier survey that this one names, rather than between interviewees.
        #[serde(default)]
        #[ts(optional, as = "Option<bool>")]
        earlier: bool,
    }
    /// One side of a comparison.
    ComparedInterview {
        /// The interview.
        interview: InterviewId,
        /// Position of the interviewee.
        interviewee: String,
        /// Title of the list.
        list: Wording,
        /// Its version.
        version: String,
    }
    /// Two interviews side by side.
    ComparisonView {
        /// On the left, or earlier.
        left: ComparedInterview,
        /// On the right, or now.
        right: ComparedInterview,
        /// Items that mean the same.
        lines: Vec<Compared>,
        /// How many lines stand in each agreement.
        counts: BTreeMap<String, u32>,
    }
}

/// The comparisons.
pub(crate) fn list(ctx: &mut Ctx<'_>, input: ComparisonGet) -> Result<Vec<ComparisonView>, Error> {
    let snapshot = ctx.vault()?.read(input.survey, |r| r.snapshot())?;
    let earlier = if input.earlier {
        before(ctx, &snapshot)?
    } else {
        None
    };
    let (lists, maps) = (&ctx.content.checklists, &ctx.content.maps);
    let compared = match &earlier {
        Some(earlier) => since(earlier, &snapshot, lists, maps),
        None if input.earlier => Vec::new(),
        None => across(&snapshot, lists, maps),
    };
    Ok(compared.into_iter().map(view).collect())
}

/// The earlier survey that `snapshot` names, when the vault still has it.
pub(crate) fn before(ctx: &mut Ctx<'_>, snapshot: &Snapshot) -> Result<Option<Snapshot>, Error> {
    let Some(id) = snapshot.survey.earlier else {
        return Ok(None);
    };
    let vault = ctx.vault()?;
    if !vault.surveys()?.iter().any(|s| s.id == id && !s.erased) {
        return Ok(None);
    }
    Ok(Some(vault.read(id, |r| r.snapshot())?))
}

fn view(comparison: Comparison<'_>) -> ComparisonView {
    let counts = Agreement::ALL.iter().zip(comparison.counts());
    ComparisonView {
        counts: counts
            .map(|(agreement, count)| (agreement.name().to_owned(), count))
            .collect(),
        left: side(&comparison.left),
        right: side(&comparison.right),
        lines: comparison.lines,
    }
}

fn side(held: &Interviewed<'_>) -> ComparedInterview {
    ComparedInterview {
        interview: held.id.into(),
        interviewee: held.interview.interviewee.clone(),
        list: held.list.title.clone(),
        version: held.list.version.clone(),
    }
}
