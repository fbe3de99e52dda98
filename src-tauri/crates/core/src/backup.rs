//! How the data of each system are backed up: deliverable 4.
//!
//! Source: seed 002, section 3.5; seed 004 for what the nation is asked (offline, generations, leak protection).

use crate::SystemId;
use crate::record::{Problem, Record, RecordKind, RecordRef, Tri, point, require};
use crate::time::Day;
use serde::{Deserialize, Serialize};

/// One backup of one system's data.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct Backup {
    /// The system.
    pub system: SystemId,
    /// Which data.
    pub data: String,
    /// Method, such as full to NAS.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// How often.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frequency: Option<String>,
    /// How many generations are kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub generations: Option<u32>,
    /// Where it is kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// Whether a copy is cut off from the network.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offline: Option<Tri>,
    /// Whether it is encrypted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub encrypted: Option<Tri>,
    /// Whether a copy is outside the hospital.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub off_site: Option<Tri>,
    /// Whether restoring was ever tried.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub restore_tested: Option<Tri>,
    /// When it was last tried.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub restore_tested_on: Option<Day>,
    /// Who is in charge, by position.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_charge: Option<String>,
    /// Note.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl Record for Backup {
    const KIND: RecordKind = RecordKind::Backup;
    type Id = crate::BackupId;

    fn refs(&self) -> Vec<(&'static str, RecordRef)> {
        vec![point("system", RecordKind::System, self.system)]
    }

    fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        require(&mut problems, "data", &self.data);
        problems
    }
}
