//! What the world gives: the time and fresh ids. Tests and the sample hospital bring their own.
//!
//! Invariant: the time never goes back while the program runs, whatever somebody does to the machine's clock.

use jiff::{SignedDuration, Timestamp};
use junkai_core::Moment;
use std::time::Instant;
use uuid::Uuid;

/// Clock and ids.
pub struct Env {
    clock: Box<dyn FnMut() -> Moment + Send>,
    ids: Box<dyn FnMut() -> Uuid + Send>,
}

impl Env {
    /// The clock of this machine and time-ordered random ids.
    pub fn real() -> Self {
        Self {
            clock: Box::new(onward(wall, Instant::now)),
            ids: Box::new(Uuid::now_v7),
        }
    }

    /// A clock that begins at `start` and goes on by a millisecond a call, and ids as given.
    pub fn scripted(start: Moment, ids: impl FnMut() -> Uuid + Send + 'static) -> Self {
        let mut calls = 0_i64;
        let clock = move || {
            calls += 1;
            let at = start.0.saturating_add(SignedDuration::from_millis(calls));
            Moment(at.unwrap_or(start.0))
        };
        Self {
            clock: Box::new(clock),
            ids: Box::new(ids),
        }
    }

    /// Now.
    pub fn now(&mut self) -> Moment {
        (self.clock)()
    }

    /// A fresh id.
    pub fn id(&mut self) -> Uuid {
        (self.ids)()
    }
}

/// A clock that shows what `wall` does, and goes on by itself where that was set back.
fn onward(
    mut wall: impl FnMut() -> Timestamp + Send,
    mut running: impl FnMut() -> Instant + Send,
) -> impl FnMut() -> Moment + Send {
    let mut before: Option<(Timestamp, Instant)> = None;
    move || {
        let (shown, now) = (wall(), running());
        let least = before.and_then(|(at, then)| {
            let passed = SignedDuration::try_from(now.saturating_duration_since(then)).ok()?;
            at.checked_add(passed).ok()
        });
        let at = least.map_or(shown, |least| shown.max(least));
        before = Some((at, now));
        Moment(at)
    }
}

/// The clock on the wall. The window test cannot set that of the machine: it names a file with the seconds by which
/// its own is off.
fn wall() -> Timestamp {
    let now = Timestamp::now();
    #[cfg(debug_assertions)]
    if let Some(seconds) = std::env::var_os("JUNKAI_CLOCK_OFF")
        .and_then(|file| std::fs::read_to_string(file).ok())
        .and_then(|text| text.trim().parse().ok())
    {
        return now.checked_add(SignedDuration::from_secs(seconds)).unwrap_or(now);
    }
    now
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn time_goes_on_when_the_clock_is_set_back() {
        let check = |looks: &[(i64, u64)], expected: &[i64]| {
            let start = Instant::now();
            let (mut walls, mut runnings) = (looks.iter().copied(), looks.iter().copied());
            let mut clock = onward(
                move || Timestamp::from_second(walls.next().expect("a look").0).expect("a time"),
                move || start + Duration::from_secs(runnings.next().expect("a look").1),
            );
            let told: Vec<i64> = looks.iter().map(|_| clock().0.as_second()).collect();
            assert_eq!(told, expected, "wall and running clock {looks:?}");
        };
        check(&[(100, 0), (110, 10), (111, 11)], &[100, 110, 111]);
        check(&[(100, 0), (40, 10), (50, 20), (200, 25)], &[100, 110, 120, 200]);
        check(&[(100, 0), (3_700, 10), (110, 12)], &[100, 3_700, 3_702]);
    }
}
