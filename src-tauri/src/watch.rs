//! When the vault closes by itself: nobody touched anything for long, or the machine slept.
//!
//! Invariant: input is what a person did, told by the page; a command that the page runs by itself is none. Sleep shows
//! as a gap: of the wall clock against the running clock, or between two looks that should lie a second apart.
//! Deliberately absent: the system's own idle time, which is not to be had everywhere.

use std::time::{Duration, Instant, SystemTime};

/// A gap of this length means that the machine slept.
const GAP: Duration = Duration::from_secs(60);

/// Why the vault closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub(crate) enum LockedBy {
    /// Somebody asked for it.
    Person,
    /// Nobody touched anything.
    Idle,
    /// The machine slept, or its screen was locked.
    Away,
}

impl LockedBy {
    /// The name on the wire.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Idle => "idle",
            Self::Away => "away",
        }
    }
}

/// Two clocks at one moment.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Look {
    running: Instant,
    wall: SystemTime,
}

impl Look {
    /// Now.
    pub(crate) fn now() -> Self {
        Self {
            running: Instant::now(),
            wall: SystemTime::now(),
        }
    }

    /// Whether the machine slept between `before` and this look. A wall clock that was set back tells nothing.
    fn slept_since(self, before: Look) -> bool {
        let running = self.running.saturating_duration_since(before.running);
        let wall = self.wall.duration_since(before.wall).unwrap_or_default();
        running > GAP || wall.saturating_sub(running) > GAP
    }
}

/// Whether the vault should close now: the look `before`, the one `now`, when somebody last touched something, and how
/// long that may be ago.
pub(crate) fn should_lock(before: Look, now: Look, touched: Instant, idle: Duration) -> Option<LockedBy> {
    if now.slept_since(before) {
        Some(LockedBy::Away)
    } else if now.running.saturating_duration_since(touched) >= idle {
        Some(LockedBy::Idle)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const IDLE: Duration = Duration::from_secs(300);

    /// A second look `running` and `wall` seconds after the first, and a touch `quiet` seconds before it.
    fn check(running: u64, wall: u64, quiet: u64, expected: Option<LockedBy>) {
        let start = Instant::now();
        let before = Look {
            running: start + Duration::from_secs(1_000),
            wall: SystemTime::UNIX_EPOCH + Duration::from_secs(1_000),
        };
        let now = Look {
            running: before.running + Duration::from_secs(running),
            wall: before.wall + Duration::from_secs(wall),
        };
        let touched = now.running - Duration::from_secs(quiet);
        assert_eq!(
            should_lock(before, now, touched, IDLE),
            expected,
            "after {running} s by one clock, {wall} s by the other, {quiet} s of quiet"
        );
    }

    #[test]
    fn a_person_at_work_is_left_alone() {
        check(1, 1, 0, None);
        check(1, 1, 299, None);
        check(3, 40, 5, None);
    }

    #[test]
    fn quiet_closes_the_vault() {
        check(1, 1, 300, Some(LockedBy::Idle));
        check(1, 1, 500, Some(LockedBy::Idle));
    }

    #[test]
    fn sleep_shows_as_a_gap_of_either_clock() {
        check(1, 3_600, 0, Some(LockedBy::Away));
        check(3_600, 3_600, 0, Some(LockedBy::Away));
    }

    #[test]
    fn a_clock_that_is_set_back_is_no_sleep() {
        let now = Look::now();
        let back = Look {
            wall: now.wall - Duration::from_secs(86_400),
            ..now
        };
        assert_eq!(should_lock(now, back, now.running, IDLE), None, "nobody was away");
    }
}
