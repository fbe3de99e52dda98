//! What the world gives: the time and fresh ids. Tests and the sample hospital bring their own.

use junkai_core::Moment;
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
            clock: Box::new(|| Moment(jiff::Timestamp::now())),
            ids: Box::new(Uuid::now_v7),
        }
    }

    /// A clock that begins at `start` and goes on by a millisecond a call, and ids as given.
    pub fn scripted(start: Moment, ids: impl FnMut() -> Uuid + Send + 'static) -> Self {
        let mut calls = 0_i64;
        let clock = move || {
            calls += 1;
            let at = start.0.saturating_add(jiff::SignedDuration::from_millis(calls));
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
