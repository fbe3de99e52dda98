//! Effort: the sheet of 17 rows with planned hours, and the hours booked on it.
//!
//! Source: seed 002, document 6. Hours are kept in hundredths so that sums are exact.
//! Invariant: planned hours are 200.00 in all; rows 15 and 16 have no plan.

use crate::record::{Problem, Record, RecordKind, require};
use crate::time::Day;
use serde::{Deserialize, Serialize};

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
}

impl Record for Effort {
    const KIND: RecordKind = RecordKind::Effort;
    type Id = crate::EffortId;

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
}
