//! How far sealing has come, and the wish to stop it: what the window asks while the work holds the app.
//!
//! Invariant: a wish to stop is about the sealing that is going on; the next one begins without it.
//! Deliberately absent: the work itself.

use crate::request::{SealProgress, SealStep};
use junkai_app::{BundleStep, Sealing};
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, AtomicU8, AtomicU64, Ordering::Relaxed};

/// The course of one sealing.
#[derive(Default)]
pub(crate) struct Course {
    step: AtomicU8,
    done: AtomicU64,
    all: AtomicU64,
    stop: AtomicBool,
}

const STEPS: [SealStep; 5] = [
    SealStep::Idle,
    SealStep::Documents,
    SealStep::Hashing,
    SealStep::Writing,
    SealStep::Verifying,
];

impl Course {
    /// A sealing begins: the person is asked where to, and may stop it from then on.
    pub(crate) fn begin(&self) {
        self.stop.store(false, Relaxed);
        self.end();
    }

    /// It is over, however it ended.
    pub(crate) fn end(&self) {
        self.set(SealStep::Idle, 0, 0);
    }

    /// The person wants it to stop.
    pub(crate) fn cancel(&self) {
        self.stop.store(true, Relaxed);
    }

    /// Notes how far it has come; whether to go on.
    pub(crate) fn tell(&self, now: Sealing) -> ControlFlow<()> {
        match now {
            Sealing::Documents { done, all } => self.set(SealStep::Documents, done as u64, all as u64),
            Sealing::Bundle(progress) => {
                let step = match progress.step {
                    BundleStep::Hashing => SealStep::Hashing,
                    BundleStep::Writing => SealStep::Writing,
                    BundleStep::Verifying => SealStep::Verifying,
                };
                self.set(step, progress.done, progress.total);
            }
        }
        match self.stop.load(Relaxed) {
            true => ControlFlow::Break(()),
            false => ControlFlow::Continue(()),
        }
    }

    /// How far it has come.
    pub(crate) fn now(&self) -> SealProgress {
        let step = STEPS.get(usize::from(self.step.load(Relaxed)));
        SealProgress {
            step: step.copied().unwrap_or_default(),
            done: self.done.load(Relaxed),
            all: self.all.load(Relaxed),
        }
    }

    fn set(&self, step: SealStep, done: u64, all: u64) {
        let place = STEPS.iter().position(|known| *known == step).unwrap_or(0);
        self.step.store(u8::try_from(place).unwrap_or(0), Relaxed);
        self.done.store(done, Relaxed);
        self.all.store(all, Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wish_to_stop_is_about_one_sealing() {
        let course = Course::default();
        assert_eq!(course.now().step, SealStep::Idle, "nothing is sealed yet");
        course.begin();
        let half = Sealing::Documents { done: 1, all: 2 };
        assert_eq!(
            course.tell(half),
            ControlFlow::Continue(()),
            "nobody wants it to stop"
        );
        let now = course.now();
        assert_eq!((now.step, now.done, now.all), (SealStep::Documents, 1, 2));
        course.cancel();
        assert_eq!(course.tell(half), ControlFlow::Break(()), "now somebody does");
        course.end();
        course.begin();
        assert_eq!(
            course.tell(half),
            ControlFlow::Continue(()),
            "the next one is another"
        );
    }

    #[test]
    fn it_can_be_stopped_before_the_first_file_is_made() {
        let course = Course::default();
        course.begin();
        assert_eq!(course.now().step, SealStep::Idle, "the picker is open");
        course.cancel();
        let first = Sealing::Documents { done: 0, all: 2 };
        assert_eq!(
            course.tell(first),
            ControlFlow::Break(()),
            "stopped while the picker was open"
        );
    }
}
