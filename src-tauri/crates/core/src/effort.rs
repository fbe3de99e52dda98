//! Effort: the sheet of 17 rows with planned hours, and the hours booked on it.
//!
//! Source: seed 002, document 6. Hours are kept in hundredths so that sums are exact.
//! Invariant: planned hours are 200.00 in all; rows 15 and 16 have no plan.

use crate::InterviewId;
use crate::record::{Problem, Record, RecordKind, RecordRef, point, require};
use crate::survey::Survey;
use crate::time::Day;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Per cent of a limit from which on it is in sight: early enough to plan the rest of the work, late enough not to warn
/// of a survey that is going as it should.
pub const IN_SIGHT_PERCENT: u64 = 80;

/// A row of the effort sheet.
pub struct EffortRow {
    /// 1 to 17.
    pub number: u8,
    /// The deliverable it is for, 1 to 7; none for travel, meetings and other.
    pub deliverable: Option<u8>,
    /// Survey (true) or drawing up the document (false), where the row belongs to a deliverable.
    pub survey: bool,
    /// Planned hours in hundredths; none where the sheet leaves it blank.
    pub planned: Option<u32>,
}

impl EffortRow {
    /// What kind of work it is, as the catalogue's `effort_work` names it.
    pub fn work(&self) -> &'static str {
        match (self.deliverable, self.survey) {
            (None, _) => "none",
            (Some(_), true) => "survey",
            (Some(_), false) => "drawing_up",
        }
    }
}

const fn row(number: u8, deliverable: Option<u8>, survey: bool, planned: Option<u32>) -> EffortRow {
    EffortRow {
        number,
        deliverable,
        survey,
        planned,
    }
}

/// The rows of the sheet, in its order.
pub const ROWS: [EffortRow; 17] = [
    row(1, Some(1), true, Some(1600)),
    row(2, Some(1), false, Some(1600)),
    row(3, Some(2), true, Some(1600)),
    row(4, Some(2), false, Some(1600)),
    row(5, Some(3), true, Some(1600)),
    row(6, Some(3), false, Some(1600)),
    row(7, Some(4), true, Some(400)),
    row(8, Some(4), false, Some(1600)),
    row(9, Some(5), true, Some(400)),
    row(10, Some(5), false, Some(1600)),
    row(11, Some(6), true, Some(400)),
    row(12, Some(6), false, Some(1600)),
    row(13, Some(7), true, Some(400)),
    row(14, Some(7), false, Some(1600)),
    row(15, None, false, None),
    row(16, None, false, None),
    row(17, None, false, Some(2400)),
];

/// Planned hours of the whole sheet, in hundredths.
pub fn planned_total() -> u32 {
    ROWS.iter().filter_map(|r| r.planned).sum()
}

/// Hours booked on a row of the sheet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct Effort {
    /// The day.
    pub on: Day,
    /// Who worked, by the short sign that the firm uses.
    pub surveyor: String,
    /// Row of the sheet, 1 to 17.
    pub row: u8,
    /// Hours, to the hundredth.
    pub hours: f64,
    /// What was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The interview whose time it is, where its clock booked it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interview: Option<InterviewId>,
}

impl Record for Effort {
    const KIND: RecordKind = RecordKind::Effort;
    type Id = crate::EffortId;

    fn refs(&self) -> Vec<(&'static str, RecordRef)> {
        self.interview
            .map(|id| point("interview", RecordKind::Interview, id))
            .into_iter()
            .collect()
    }

    fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        require(&mut problems, "surveyor", &self.surveyor);
        if !(1..=17).contains(&self.row) {
            problems.push(Problem::new("row", "range"));
        }
        let hundredths = self.hours * 100.0;
        if !(self.hours > 0.0 && self.hours <= 24.0) {
            problems.push(Problem::new("hours", "range"));
        } else if (hundredths - hundredths.round()).abs() > 1e-6 {
            problems.push(Problem::new("hours", "format"));
        }
        problems
    }
}

impl Effort {
    /// The hours in hundredths.
    pub fn hundredths(&self) -> u32 {
        (self.hours * 100.0).round().clamp(0.0, 1e9) as u32
    }
}

/// Hours in hundredths as `16.00`.
pub fn hours_text(hundredths: u32) -> String {
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

/// Planned and actual hours over a survey.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EffortSum {
    /// Actual hundredths of each row, index 0 is row 1.
    pub actual: [u32; 17],
    /// Actual hundredths altogether.
    pub total: u32,
}

impl EffortSum {
    /// Adds up `entries`.
    pub fn of<'a>(entries: impl IntoIterator<Item = &'a Effort>) -> Self {
        let mut sum = Self {
            actual: [0; 17],
            total: 0,
        };
        for entry in entries {
            if let Some(cell) = usize::from(entry.row)
                .checked_sub(1)
                .and_then(|i| sum.actual.get_mut(i))
            {
                *cell = cell.saturating_add(entry.hundredths());
                sum.total = sum.total.saturating_add(entry.hundredths());
            }
        }
        sum
    }

    /// Labour cost in yen at `yen_per_hour`, rounded down.
    pub fn cost_yen(&self, yen_per_hour: u64) -> u64 {
        u64::from(self.total).saturating_mul(yen_per_hour) / 100
    }

    /// What the hours cost against the survey's cap; none while the price of an hour is not known.
    pub fn cost(&self, survey: &Survey) -> Option<CostSum> {
        let price = survey.unit_price_yen?;
        Some(CostSum {
            price,
            cost: self.cost_yen(price),
            cap: survey.cost_cap(),
        })
    }
}

/// Hours of one week, Monday to Sunday.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WeekSum {
    /// Its Monday.
    pub monday: Day,
    /// Hundredths of that week.
    pub hours: u32,
    /// Hundredths up to its end.
    pub so_far: u32,
}

/// The weeks in which anything was booked, in order.
pub fn weeks<'a>(entries: impl IntoIterator<Item = &'a Effort>) -> Vec<WeekSum> {
    let mut weeks: BTreeMap<Day, u32> = BTreeMap::new();
    for effort in entries {
        let since_monday = effort.on.0.weekday().to_monday_zero_offset();
        let week = weeks.entry(effort.on.plus(-i64::from(since_monday))).or_default();
        *week = week.saturating_add(effort.hundredths());
    }
    let mut so_far = 0_u32;
    let sum = |(monday, hours)| {
        so_far = so_far.saturating_add(hours);
        WeekSum {
            monday,
            hours,
            so_far,
        }
    };
    weeks.into_iter().map(sum).collect()
}

/// Hours of one surveyor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PersonSum<'a> {
    /// Who, by the firm's sign.
    pub surveyor: &'a str,
    /// Days on which anything was booked.
    pub days: usize,
    /// Entries.
    pub entries: usize,
    /// Hundredths.
    pub hours: u32,
}

/// Everybody who booked hours, by sign.
pub fn people<'a>(entries: impl IntoIterator<Item = &'a Effort>) -> Vec<PersonSum<'a>> {
    let mut people: BTreeMap<&'a str, Vec<&Effort>> = BTreeMap::new();
    for effort in entries {
        people.entry(&effort.surveyor).or_default().push(effort);
    }
    let sum = |(surveyor, efforts): (&'a str, Vec<&Effort>)| PersonSum {
        surveyor,
        days: efforts.iter().map(|e| e.on).collect::<BTreeSet<_>>().len(),
        entries: efforts.len(),
        hours: efforts
            .iter()
            .fold(0, |sum, e| sum.saturating_add(e.hundredths())),
    };
    people.into_iter().map(sum).collect()
}

/// What the hours cost, against what they may cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CostSum {
    /// Yen an hour.
    pub price: u64,
    /// Yen spent.
    pub cost: u64,
    /// Yen that may be spent.
    pub cap: u64,
}

impl CostSum {
    /// Whether the cap is near, or reached.
    pub fn cap_in_sight(&self) -> bool {
        self.cost > 0 && u128::from(self.cost) * 100 >= u128::from(self.cap) * u128::from(IN_SIGHT_PERCENT)
    }

    /// Hundredths of an hour that may still be booked; none where an hour costs nothing.
    pub fn hours_left(&self) -> Option<u64> {
        self.cap
            .saturating_sub(self.cost)
            .saturating_mul(100)
            .checked_div(self.price)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(on: &str, surveyor: &str, hours: f64) -> Effort {
        Effort {
            on: on.parse().expect("a day"),
            surveyor: surveyor.into(),
            row: 1,
            hours,
            note: None,
            interview: None,
        }
    }

    #[test]
    fn a_week_ends_on_sunday() {
        let entries = [
            entry("2026-11-23", "A", 1.0),
            entry("2026-11-22", "A", 2.25),
            entry("2026-11-16", "B", 0.5),
        ];
        let made: Vec<_> = weeks(&entries)
            .iter()
            .map(|w| (w.monday.to_string(), w.hours, w.so_far))
            .collect();
        let expected = [("2026-11-16".into(), 275, 275), ("2026-11-23".into(), 100, 375)];
        assert_eq!(made, expected, "Monday to Sunday, and the sum so far");
    }

    #[test]
    fn a_day_of_two_entries_is_one_day() {
        let entries = [
            entry("2026-11-16", "B", 1.0),
            entry("2026-11-16", "B", 2.0),
            entry("2026-11-17", "A", 0.25),
        ];
        let made: Vec<_> = people(&entries)
            .iter()
            .map(|p| (p.surveyor, p.days, p.entries, p.hours))
            .collect();
        assert_eq!(made, [("A", 1, 1, 25), ("B", 1, 2, 300)], "by sign");
    }

    #[test]
    fn the_cap_is_in_sight_before_it_is_reached() {
        let of = |cost, cap| CostSum {
            price: 10_000,
            cost,
            cap,
        };
        assert!(!of(799_999, 1_000_000).cap_in_sight(), "a yen below four fifths");
        assert!(of(800_000, 1_000_000).cap_in_sight(), "four fifths");
        assert!(!of(0, 0).cap_in_sight(), "nothing is spent");
        assert_eq!(of(800_000, 1_000_000).hours_left(), Some(2_000), "twenty hours");
        assert_eq!(of(1_200_000, 1_000_000).hours_left(), Some(0), "none is left");
        let free = CostSum {
            price: 0,
            cost: 0,
            cap: 5,
        };
        assert_eq!(
            free.hours_left(),
            None,
            "hours that cost nothing never reach a cap"
        );
    }
}
