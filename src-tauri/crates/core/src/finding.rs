//! Findings: what a rule or a surveyor noticed, how grave it is, what it rests on.
//!
//! Invariant: a finding from a rule is computed, never stored; what is stored is what a surveyor decided about it
//! (accepted, reworded, dismissed with a reason), under the same derived id.
//! Source: mission, "no blame, no audit": a finding is an observation to confirm, worded as such.

use crate::Wording;
use crate::record::{Problem, Record, RecordKind, RecordRef, choices, require};
use serde::{Deserialize, Serialize};

choices! {
    /// How grave a finding is.
    Severity "severity" {
        /// Wants attention at once.
        High "high",
        /// Wants care.
        Medium "medium",
        /// Good to know.
        Low "low",
    }
    /// What a surveyor decided.
    FindingState "finding_state" {
        /// Not looked at.
        Open "open",
        /// Stands.
        Accepted "accepted",
        /// Does not stand, for the reason given.
        Dismissed "dismissed",
    }
}

/// A finding written by hand, or the decision about one from a rule.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct Finding {
    /// The rule, where one made it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// How grave.
    pub severity: Severity,
    /// What is found, in both languages.
    pub wording: Wording,
    /// The records it rests on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rests_on: Vec<RecordRef>,
    /// What was decided.
    pub state: FindingState,
    /// Whether it goes into the report to the hospital.
    pub in_report: bool,
    /// Why it was dismissed or reworded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Note.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl Record for Finding {
    const KIND: RecordKind = RecordKind::Finding;
    type Id = crate::FindingId;

    fn refs(&self) -> Vec<(&'static str, RecordRef)> {
        self.rests_on.iter().map(|r| ("rests_on", *r)).collect()
    }

    fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        require(&mut problems, "wording", &self.wording.ja);
        if self.state == FindingState::Dismissed && self.reason.as_deref().unwrap_or("").trim().is_empty() {
            problems.push(Problem::new("reason", "required"));
        }
        problems
    }
}
