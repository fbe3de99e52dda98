//! Surveys of the vault, and how far the open one has come.

use super::record::{RecordSet, Saved, check, put};
use super::{InSurvey, Nothing, wire};
use crate::dispatch::Ctx;
use crate::error::{Code, Error};
use junkai_core::checklist::{Progress, progress};
use junkai_core::interview::Answer;
use junkai_core::record::Kept;
use junkai_core::survey::{Hospital, Survey};
use junkai_core::{Day, HospitalId, SurveyId};
use uuid::Uuid;

wire! {
    /// Opens a survey.
    SurveyCreate {
        /// Its id; a fresh one when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        id: Option<SurveyId>,
        /// What the list of surveys shows, usually the hospital's name.
        label: String,
        /// Parties, dates and money.
        record: Survey,
    }
    /// A survey in the list.
    SurveyLine {
        /// Its id.
        survey: SurveyId,
        /// Its label.
        label: String,
        /// When it was opened.
        created: junkai_core::Moment,
        /// Whether it was erased.
        erased: bool,
    }
    /// One interview's progress.
    InterviewProgress {
        /// The interview.
        interview: junkai_core::InterviewId,
        /// Its checklist.
        checklist: String,
        /// Position of the interviewee.
        interviewee: String,
        /// How far it has come.
        progress: Progress,
    }
    /// What is done of what, for every stage.
    SurveyOverview {
        /// The survey.
        survey: Kept<Survey>,
        /// The hospital profile, once there is one.
        hospital: Option<Kept<Hospital>>,
        /// Today, as due dates are reckoned.
        today: Day,
        /// Progress of each interview.
        interviews: Vec<InterviewProgress>,
        /// Requests that are open.
        requests_open: u32,
        /// Of these, overdue.
        requests_overdue: u32,
        /// How many records there are of each kind, by its name; and how far the stages have come: `system_covered` by
        /// a backup, `asset_confirmed`, `category_settled` of `category`, `drawn` of what the ledger wants on the network
        /// drawing (`to_draw`), `finding_decided` of `finding` about the hospital, `gap_error` before a hand-over.
        counts: std::collections::BTreeMap<String, u32>,
        /// Actual hours in hundredths.
        effort_hundredths: u32,
        /// Number of the newest revision.
        revision: u32,
    }
}

/// Opens a survey.
pub(crate) fn create(ctx: &mut Ctx<'_>, input: SurveyCreate) -> Result<Saved, Error> {
    check(&input.record)?;
    if input.label.trim().is_empty() {
        return Err(Error::of(Code::InvalidRecord)
            .with("kind", "survey")
            .with("field", "label"));
    }
    let id = input.id.unwrap_or_else(|| SurveyId(ctx.env.id()));
    let actor = ctx.actor();
    ctx.vault()?.survey_create(id, &input.label, &actor)?;
    put(ctx, id, id.0, &input.record, None, None)
}

/// Changes parties, dates and money.
pub(crate) fn set(ctx: &mut Ctx<'_>, input: RecordSet<Survey>) -> Result<Saved, Error> {
    check(&input.record)?;
    put(
        ctx,
        input.survey,
        input.survey.0,
        &input.record,
        input.rev,
        input.reason.as_deref(),
    )
}

/// The surveys of the vault.
pub(crate) fn list(ctx: &mut Ctx<'_>, _: Nothing) -> Result<Vec<SurveyLine>, Error> {
    let surveys = ctx.vault()?.surveys()?;
    Ok(surveys
        .into_iter()
        .map(|s| SurveyLine {
            survey: s.id,
            label: s.label,
            created: s.created,
            erased: s.erased,
        })
        .collect())
}

/// Sets the hospital profile, of which a survey has one.
pub(crate) fn hospital_set(ctx: &mut Ctx<'_>, input: RecordSet<Hospital>) -> Result<Saved, Error> {
    check(&input.record)?;
    let id: Uuid = HospitalId::of(input.survey).into();
    put(
        ctx,
        input.survey,
        id,
        &input.record,
        input.rev,
        input.reason.as_deref(),
    )
}

/// What is done of what.
pub(crate) fn overview(ctx: &mut Ctx<'_>, input: InSurvey) -> Result<SurveyOverview, Error> {
    let today = ctx.now.day_in_japan();
    let (survey, hospital, snapshot) = ctx.vault()?.read(input.survey, |r| {
        Ok((
            r.get::<Survey>(input.survey)?,
            r.get::<Hospital>(HospitalId::of(input.survey))?,
            r.snapshot()?,
        ))
    })?;
    let survey = survey.ok_or(Error::of(Code::NotFound).with("kind", "survey"))?;
    let interviews = snapshot
        .interviews
        .iter()
        .map(|kept| {
            let of_this: Vec<Answer> = snapshot
                .answers
                .iter()
                .filter(|a| a.record.interview.0 == kept.id)
                .map(|a| a.record.clone())
                .collect();
            let list = ctx
                .content
                .checklist(&kept.record.checklist, &kept.record.checklist_version)?;
            Ok(InterviewProgress {
                interview: kept.id.into(),
                checklist: kept.record.checklist.clone(),
                interviewee: kept.record.interviewee.clone(),
                progress: progress(list, &of_this),
            })
        })
        .collect::<Result<Vec<_>, Error>>()?;
    let found = super::finding::of(ctx, &snapshot);
    let gaps = super::document::gaps_of(ctx, &snapshot, &found);
    let of_hospital: Vec<_> = found
        .iter()
        .filter(|f| !super::finding::reminds(f))
        .map(|f| &f.state)
        .collect();
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let open = || {
        snapshot
            .requests
            .iter()
            .filter(|r| r.record.outcome == junkai_core::request::RequestOutcome::Open)
    };
    Ok(SurveyOverview {
        survey,
        hospital,
        today,
        interviews,
        requests_open: count(open().count()),
        requests_overdue: count(open().filter(|r| r.record.overdue(today)).count()),
        counts: super::done::counts(&snapshot, &of_hospital, &gaps),
        effort_hundredths: junkai_core::effort::EffortSum::of(snapshot.efforts.iter().map(|e| &e.record))
            .total,
        revision: snapshot.revision(),
    })
}
