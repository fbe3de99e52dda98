//! What the supervising firm said of the deliverables, and their numbered revisions.
//!
//! Source: seed 002, sections 3 and 6 (review in the middle and at the end). Invariant: a correction is a new
//! revision with its reason; an old one is never changed.

use crate::record::{Problem, Record, RecordKind, require};
use crate::time::Day;
use serde::{Deserialize, Serialize};

/// A remark of the supervising firm.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct Comment {
    /// Number of the deliverable it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deliverable: Option<u8>,
    /// Where in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// What was said.
    pub text: String,
    /// By whom, by position.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<Day>,
    /// What was done about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<String>,
    /// When it was settled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resolved_on: Option<Day>,
}

impl Record for Comment {
    const KIND: RecordKind = RecordKind::Comment;
    type Id = crate::CommentId;

    fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        require(&mut problems, "text", &self.text);
        problems
    }
}

/// A numbered revision of the deliverables.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct Revision {
    /// Counted from 1.
    pub number: u32,
    /// When it was made.
    pub on: Day,
    /// Why.
    pub reason: String,
    /// Note.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl Record for Revision {
    const KIND: RecordKind = RecordKind::Revision;
    type Id = crate::RevisionId;

    fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        require(&mut problems, "reason", &self.reason);
        if self.number == 0 {
            problems.push(Problem::new("number", "range"));
        }
        problems
    }
}
