//! Photos and papers: their description. The bytes are blobs in the same vault file.
//!
//! Invariant: size and SHA-256 are those of the stored bytes, set by the vault, never by the caller.

use crate::record::{Problem, Record, RecordKind, require};
use crate::time::Day;
use serde::{Deserialize, Serialize};

/// A photo or paper kept with the survey.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// What it shows, in a few words.
    pub name: String,
    /// Media type of the bytes.
    pub media_type: String,
    /// Size in bytes.
    #[ts(type = "number")]
    pub bytes: u64,
    /// SHA-256 of the bytes, lower-case hex.
    pub sha256: String,
    /// When it was taken or received.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken_on: Option<Day>,
    /// Note.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl Record for Evidence {
    const KIND: RecordKind = RecordKind::Evidence;
    type Id = crate::EvidenceId;

    fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        require(&mut problems, "name", &self.name);
        problems
    }
}
