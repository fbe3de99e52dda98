//! The sample hospital: a script of commands, replayed through the dispatcher like anybody else's.
//!
//! Invariant: there is no back door; what the sample shows, a surveyor could have typed.

use crate::app::App;
use crate::env::Env;
use crate::error::{Error, WireError};
use data_encoding::HEXLOWER;
use junkai_core::{Moment, SurveyId};
use secrecy::SecretString;
use serde_json::{Value, json};
use std::path::Path;

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

/// The sample hospital in an open vault.
pub struct Sample {
    /// Its survey.
    pub survey: SurveyId,
    /// How many commands it took.
    pub commands: usize,
}

/// A line of the sample that was refused.
#[derive(Debug)]
pub struct SampleRefused {
    /// The file; empty for what is not a line of the script.
    pub file: &'static str,
    /// The line in it, counted from 1.
    pub line: usize,
    /// Why.
    pub error: WireError,
}

impl App {
    /// An app at the sample's day with a new vault in `folder` that nobody knows the passphrase of.
    pub fn throw_away(folder: &Path, device: &str) -> Result<Self, WireError> {
        let wire = |e: Error| e.to_wire(&mut Env::real());
        let mut app = App::new(Env::scripted(sample_now(), uuid::Uuid::now_v7), "A", device).map_err(wire)?;
        let mut bytes = [0_u8; 24];
        getrandom::fill(&mut bytes).map_err(|_| wire(Error::internal("random")))?;
        app.create_vault(folder, &SecretString::from(HEXLOWER.encode(&bytes)))?;
        Ok(app)
    }

    /// Replays the sample hospital into the open vault; the first refused line ends it.
    pub fn replay_sample(&mut self) -> Result<Sample, SampleRefused> {
        let mut commands = 0;
        let mut survey = None;
        for (file, script) in SAMPLE_SCRIPT {
            for (index, text) in script.lines().enumerate().filter(|(_, l)| !l.trim().is_empty()) {
                let view = self.run_line(text).map_err(|error| SampleRefused {
                    file,
                    line: index + 1,
                    error,
                })?;
                survey = survey.or_else(|| serde_json::from_value(view.get("id")?.clone()).ok());
                commands += 1;
            }
        }
        let refused = |app: &mut App| {
            let error = Error::internal("sample").to_wire(&mut app.env);
            SampleRefused {
                file: "",
                line: 0,
                error,
            }
        };
        let survey = survey.ok_or_else(|| refused(self))?;
        // The sample is there from the start; undo begins with what is done to it.
        if let Some(vault) = &mut self.vault {
            vault.forget_steps(survey);
        }
        Ok(Sample { survey, commands })
    }

    fn run_line(&mut self, text: &str) -> Result<Value, WireError> {
        let line: Value = serde_json::from_str(text).map_err(|e| self.invalid_line(&e))?;
        let name = line.get("cmd").and_then(Value::as_str).unwrap_or_default();
        self.dispatch(name, line.get("args").cloned().unwrap_or(json!({})))
    }
}
