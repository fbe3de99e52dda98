//! The effort sheet of the open survey, added up: by row, by week, by person, and in yen; and the timer of whoever is
//! working on it now.
//!
//! Invariant: the sums are those of the effort document, since both come from core. Hours are hundredths, so that they
//! are exact on the wire. A timer is no record: it is a setting of the vault, on no document and in no bundle, until
//! its hours are booked as an entry.

use super::{InSurvey, wire};
use crate::dispatch::Ctx;
use crate::error::{Code, Error};
use junkai_core::effort::{Effort, EffortSum, IN_SIGHT_PERCENT, ROWS, people, planned_total, weeks};
use junkai_core::survey::Survey;
use junkai_core::{Day, Moment, SurveyId};

wire! {
    /// One of the 17 rows.
    EffortLine {
        /// 1 to 17.
        number: u8,
        /// What kind of work, a name of the choice `effort_work`.
        work: String,
        /// Planned hundredths of an hour, where the sheet has a plan.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        planned: Option<u32>,
        /// Booked hundredths of an hour.
        actual: u32,
    }
    /// One week, Monday to Sunday.
    EffortWeek {
        /// Its Monday.
        from: Day,
        /// Its Sunday.
        to: Day,
        /// Hundredths of an hour in it.
        hours: u32,
        /// Hundredths of an hour up to its end.
        so_far: u32,
    }
    /// One surveyor.
    EffortPerson {
        /// Who, by the firm's sign.
        surveyor: String,
        /// Days with an entry.
        days: u32,
        /// Entries.
        entries: u32,
        /// Hundredths of an hour.
        hours: u32,
    }
    /// What the hours cost.
    EffortCost {
        /// Yen an hour.
        #[ts(type = "number")]
        price: u64,
        /// Yen spent.
        #[ts(type = "number")]
        cost: u64,
        /// Whether the cap is near, or reached.
        cap_in_sight: bool,
        /// Hundredths of an hour that may still be booked; none where an hour costs nothing.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(type = "number | null")]
        hours_left: Option<u64>,
    }
    /// The sheet, planned beside actual.
    EffortOverview {
        /// The rows, in the order of the sheet.
        rows: Vec<EffortLine>,
        /// The weeks with an entry, in order.
        weeks: Vec<EffortWeek>,
        /// Everybody with an entry, by sign.
        people: Vec<EffortPerson>,
        /// Planned hundredths of an hour in all.
        planned: u32,
        /// Booked hundredths of an hour in all.
        actual: u32,
        /// Whether the planned hours are nearly used up, or more than that.
        plan_in_sight: bool,
        /// Yen that the hours may cost.
        #[ts(type = "number")]
        cap: u64,
        /// What they cost; none while the price of an hour is not known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        cost: Option<EffortCost>,
    }
}

wire! {
    /// Hours that are being timed and not yet booked.
    EffortTimer {
        /// Row of the sheet, 1 to 17.
        row: u8,
        /// Who works, by the firm's sign.
        surveyor: String,
        /// The day on which it began.
        on: Day,
        /// Since when it runs; none while it is paused.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        since: Option<Moment>,
        /// Seconds before that.
        before: u32,
    }
    /// What is being timed in a survey.
    EffortTiming {
        /// The timer; none while nothing is being timed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        timer: Option<EffortTimer>,
    }
    /// Remembers what is being timed.
    EffortTimerSet {
        /// The survey.
        survey: SurveyId,
        /// The timer; none to forget it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        timer: Option<EffortTimer>,
    }
}

fn timer_setting(survey: SurveyId) -> String {
    format!("effort_timer.{survey}")
}

/// What is being timed. What an older or newer program left there in another form counts as nothing.
pub(crate) fn timer(ctx: &mut Ctx<'_>, input: InSurvey) -> Result<EffortTiming, Error> {
    let kept = ctx.vault()?.setting(&timer_setting(input.survey))?;
    Ok(EffortTiming {
        timer: kept.and_then(|text| serde_json::from_str(&text).ok()),
    })
}

/// Remembers it, so that neither locking nor a killed program loses time that was worked.
pub(crate) fn set_timer(ctx: &mut Ctx<'_>, input: EffortTimerSet) -> Result<EffortTiming, Error> {
    let vault = ctx.vault()?;
    // A survey that is not there has no timer either.
    vault.read(input.survey, |_| Ok(()))?;
    let text = match &input.timer {
        Some(timer) => serde_json::to_string(timer).map_err(|e| Error::of(Code::Internal).because(e))?,
        None => String::new(),
    };
    vault.set_setting(&timer_setting(input.survey), &text)?;
    Ok(EffortTiming { timer: input.timer })
}

/// Leaves nothing of a timer behind.
pub(super) fn forget_timer(ctx: &mut Ctx<'_>, survey: SurveyId) -> Result<(), Error> {
    Ok(ctx.vault()?.set_setting(&timer_setting(survey), "")?)
}

/// The sheet as it stands.
pub(crate) fn overview(ctx: &mut Ctx<'_>, input: InSurvey) -> Result<EffortOverview, Error> {
    // Not the whole survey: a ledger of thousands of assets has nothing to say here.
    let (survey, efforts) = ctx.vault()?.read(input.survey, |r| {
        Ok((r.get::<Survey>(input.survey)?, r.all::<Effort>()?))
    })?;
    let survey = survey
        .ok_or(Error::of(Code::NotFound).with("kind", "survey"))?
        .record;
    let entries = || efforts.iter().map(|kept| &kept.record);
    let sum = EffortSum::of(entries());
    let rows = ROWS.iter().zip(sum.actual).map(|(row, actual)| EffortLine {
        number: row.number,
        work: row.work().to_owned(),
        planned: row.planned,
        actual,
    });
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Ok(EffortOverview {
        rows: rows.collect(),
        weeks: weeks(entries())
            .into_iter()
            .map(|week| EffortWeek {
                from: week.monday,
                to: week.monday.plus(6),
                hours: week.hours,
                so_far: week.so_far,
            })
            .collect(),
        people: people(entries())
            .into_iter()
            .map(|person| EffortPerson {
                surveyor: person.surveyor.to_owned(),
                days: count(person.days),
                entries: count(person.entries),
                hours: person.hours,
            })
            .collect(),
        planned: planned_total(),
        actual: sum.total,
        plan_in_sight: u64::from(sum.total) * 100 >= u64::from(planned_total()) * IN_SIGHT_PERCENT,
        cap: survey.cost_cap(),
        cost: sum.cost(&survey).map(|cost| EffortCost {
            price: cost.price,
            cost: cost.cost,
            cap_in_sight: cost.cap_in_sight(),
            hours_left: cost.hours_left(),
        }),
    })
}
