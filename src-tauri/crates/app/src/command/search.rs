//! Search over everything that was recorded in a survey.
//!
//! Invariant: reads one moment, changes nothing; what is found and in which order is decided in core.

use super::{finding, wire};
use crate::dispatch::Ctx;
use crate::error::Error;
use junkai_core::search::{Hit, Searched, search};
use junkai_core::{Lang, SurveyId};

wire! {
    /// Searches a survey.
    SearchGet {
        /// The survey.
        survey: SurveyId,
        /// The words, parted by spaces; all of them must be there.
        text: String,
        /// The language of questions, findings and words.
        #[serde(default)]
        lang: Lang,
    }
}

/// The records that hold every word, best first.
pub(crate) fn list(ctx: &mut Ctx<'_>, input: SearchGet) -> Result<Vec<Hit>, Error> {
    let snapshot = ctx.vault()?.read(input.survey, |r| r.snapshot())?;
    let findings = finding::of(ctx, &snapshot);
    let searched = Searched {
        snapshot: &snapshot,
        checklists: &ctx.content.checklists,
        findings: &findings,
        templates: &ctx.content.templates,
        lang: input.lang,
    };
    Ok(search(&searched, &input.text))
}
