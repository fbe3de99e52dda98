//! Civil days for what people agree on (visits, due dates), UTC moments for the trail.
//!
//! Invariant: both print and parse as ISO 8601 only. Deliberately absent: "now"; the caller says what time it is.

use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// A civil day, `2026-11-21` on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(transparent)]
#[ts(type = "string")]
pub struct Day(pub jiff::civil::Date);

impl Day {
    /// The day `days` later (earlier when negative); the last representable day when that is past the calendar.
    pub fn plus(self, days: i64) -> Self {
        Self(
            self.0
                .saturating_add(jiff::Span::new().days(days.clamp(-3_000_000, 3_000_000))),
        )
    }

    /// Days from `earlier` to this day; negative when this day is the earlier one.
    pub fn days_since(self, earlier: Day) -> i64 {
        i64::from((self.0 - earlier.0).get_days())
    }

    /// The moment at which the day begins in Japan (UTC+9, no daylight saving).
    pub fn start_in_japan(self) -> Moment {
        let midnight = self.0.at(0, 0, 0, 0);
        let moment = jiff::tz::Offset::constant(9).to_timestamp(midnight);
        Moment(moment.unwrap_or(jiff::Timestamp::MIN))
    }

    /// As written in the documents: `2026年11月21日` or `2026-11-21`.
    pub fn display(self, lang: crate::Lang) -> String {
        match lang {
            crate::Lang::Ja => format!("{}年{}月{}日", self.0.year(), self.0.month(), self.0.day()),
            crate::Lang::En => self.0.to_string(),
        }
    }
}

impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::str::FromStr for Day {
    type Err = jiff::Error;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}

impl schemars::JsonSchema for Day {
    fn schema_name() -> Cow<'static, str> {
        "Day".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({"type": "string", "format": "date"})
    }
}

/// A moment in UTC, `2026-11-21T04:02:11Z` on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(transparent)]
#[ts(type = "string")]
pub struct Moment(pub jiff::Timestamp);

impl Moment {
    /// Whole milliseconds since 1970, as the vault orders its snapshots.
    pub fn millis(self) -> i64 {
        self.0.as_millisecond()
    }

    /// The moment `seconds` later, or the last representable one.
    pub fn plus_seconds(self, seconds: i64) -> Self {
        Self(
            self.0
                .saturating_add(jiff::SignedDuration::from_secs(seconds))
                .unwrap_or(jiff::Timestamp::MAX),
        )
    }

    /// The civil day in Japan (UTC+9, no daylight saving), where every survey takes place.
    pub fn day_in_japan(self) -> Day {
        Day(jiff::tz::Offset::constant(9).to_datetime(self.0).date())
    }
}

impl std::fmt::Display for Moment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::str::FromStr for Moment {
    type Err = jiff::Error;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}

impl schemars::JsonSchema for Moment {
    fn schema_name() -> Cow<'static, str> {
        "Moment".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({"type": "string", "format": "date-time"})
    }
}
