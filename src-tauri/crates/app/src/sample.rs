//! The sample hospital: a script of commands, replayed through the dispatcher like anybody else's.
//!
//! Invariant: there is no back door; what the sample shows, a surveyor could have typed.

use junkai_core::Moment;

macro_rules! script {
    ($($file:literal),+ $(,)?) => {
        /// The script, file by file, in replay order.
        pub const SAMPLE_SCRIPT: &[(&str, &str)] = &[$((
            $file,
            include_str!(concat!("../../../../tests/fixtures/sample-hospital/", $file)),
        )),+];
    };
}
script![
    "01-survey.ndjson",
    "02-visits-interviews.ndjson",
    "03-answers-executive.ndjson",
    "04-answers-admin.ndjson",
    "05-answers-user-1.ndjson",
    "06-answers-user-2.ndjson",
    "07-systems-assets.ndjson",
    "08-connections.ndjson",
    "09-backups.ndjson",
    "10-requests.ndjson",
    "11-effort.ndjson",
    "12-diagrams.ndjson",
    "13-findings-review.ndjson",
];

/// The moment at which the sample hospital is looked at: due dates and end of support are reckoned from here, so that
/// the sample reads the same next year.
pub fn sample_now() -> Moment {
    "2026-11-21T00:00:00Z"
        .parse()
        .expect("BUG: a literal moment parses")
}
