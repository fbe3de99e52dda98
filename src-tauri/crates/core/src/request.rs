//! Papers asked for: homework from the hospital, enquiries to vendors. Silence is a result.
//!
//! Source: seed 002, section 3.2 (4): one week; what did not come is recorded as not submitted, or as could not be
//! provided. Invariant: a vendor is asked only with the hospital's consent.

use crate::record::{Problem, Record, RecordKind, RecordRef, choices, point, require};
use crate::time::Day;
use crate::{EvidenceId, InterviewId, SystemId};
use serde::{Deserialize, Serialize};

/// Days between asking and the due date.
pub const DUE_DAYS: i64 = 7;

choices! {
    /// Who is asked.
    RequestKind "request_kind" {
        /// The hospital: homework.
        Homework "homework",
        /// A vendor.
        VendorEnquiry "vendor_enquiry",
    }
    /// What came of it.
    RequestOutcome "request_outcome" {
        /// Still waiting.
        Open "open",
        /// The paper came.
        Received "received",
        /// The hospital did not submit it within the week.
        NotSubmitted "not_submitted",
        /// The vendor could not provide it within the week.
        CouldNotBeProvided "could_not_be_provided",
        /// No longer needed.
        Withdrawn "withdrawn",
    }
}

/// A paper asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct Request {
    /// Who is asked.
    pub kind: RequestKind,
    /// The paper or the fact.
    pub what: String,
    /// Position, or vendor and position.
    pub from_whom: String,
    /// When it was asked for.
    pub asked_on: Day,
    /// When it is due; a week after asking unless said otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_on: Option<Day>,
    /// When the hospital consented to asking the vendor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consent_on: Option<Day>,
    /// Who consented, by position.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consent_by: Option<String>,
    /// What came of it.
    pub outcome: RequestOutcome,
    /// When it was closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed_on: Option<Day>,
    /// The interview it arose in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interview: Option<InterviewId>,
    /// The checklist item it arose from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    /// The system it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub system: Option<SystemId>,
    /// Note.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// What came.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<EvidenceId>,
}

impl Record for Request {
    const KIND: RecordKind = RecordKind::Request;
    type Id = crate::RequestId;

    fn refs(&self) -> Vec<(&'static str, RecordRef)> {
        let mut refs = Vec::new();
        refs.extend(
            self.interview
                .map(|id| point("interview", RecordKind::Interview, id)),
        );
        refs.extend(self.system.map(|id| point("system", RecordKind::System, id)));
        refs.extend(
            self.evidence
                .iter()
                .map(|id| point("evidence", RecordKind::Evidence, *id)),
        );
        refs
    }

    fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        require(&mut problems, "what", &self.what);
        require(&mut problems, "from_whom", &self.from_whom);
        if self.due_on.is_some_and(|due| due < self.asked_on) {
            problems.push(Problem::new("due_on", "order"));
        }
        if self.kind == RequestKind::VendorEnquiry && self.consent_on.is_none() {
            problems.push(Problem::new("consent_on", "required"));
        }
        let silence_of_the_other = match self.kind {
            RequestKind::Homework => RequestOutcome::CouldNotBeProvided,
            RequestKind::VendorEnquiry => RequestOutcome::NotSubmitted,
        };
        if self.outcome == silence_of_the_other {
            problems.push(Problem::new("outcome", "unknown"));
        }
        problems
    }
}

impl Request {
    /// The day on which it is due.
    pub fn due(&self) -> Day {
        self.due_on.unwrap_or_else(|| self.asked_on.plus(DUE_DAYS))
    }

    /// Whether it is still open after its due date.
    pub fn overdue(&self, today: Day) -> bool {
        self.outcome == RequestOutcome::Open && today > self.due()
    }

    /// Whether silence was recorded as its result.
    pub fn silent(&self) -> bool {
        matches!(
            self.outcome,
            RequestOutcome::NotSubmitted | RequestOutcome::CouldNotBeProvided
        )
    }
}
