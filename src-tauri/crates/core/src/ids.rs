//! Identifiers: UUID newtypes, so that an asset is never taken for a connection.
//!
//! Invariant: an id is made once, by the laptop that made the record, and never reused; two laptops that work
//! on one survey never collide (UUIDv7). Ids of answers are derived (UUIDv5) from interview and item, so that
//! two laptops that answer the same item mean the same record.
//! Deliberately absent: generation of random ids, which needs a clock and randomness (the app gives them).

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
                 schemars::JsonSchema, ts_rs::TS)]
        #[serde(transparent)]
        #[ts(type = "string")]
        pub struct $name(pub Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }
        impl From<$name> for Uuid {
            fn from(id: $name) -> Uuid {
                id.0
            }
        }
    )+};
}

ids! {
    /// One survey of one hospital; also the name of its vault file.
    SurveyId,
    /// The hospital profile of a survey.
    HospitalId,
    /// A visit to the hospital.
    VisitId,
    /// An interview on one checklist.
    InterviewId,
    /// The answer to one item in one interview.
    AnswerId,
    /// A paper asked for: homework or vendor enquiry.
    RequestId,
    /// An information system of the hospital.
    SystemId,
    /// A device or a piece of equipment on the ledger.
    AssetId,
    /// A connection to the outside.
    ConnectionId,
    /// A step in the investigation of a connection.
    InvestigationId,
    /// Whether one of the eight categories of connection was asked about.
    CategoryCheckId,
    /// How a system's data are backed up.
    BackupId,
    /// Hours booked on a row of the effort sheet.
    EffortId,
    /// A finding written by hand, or what was decided about one from a rule.
    FindingId,
    /// A node on a diagram.
    NodeId,
    /// An edge on a diagram.
    EdgeId,
    /// A photo or paper kept with the survey.
    EvidenceId,
    /// A remark of the supervising firm.
    CommentId,
    /// A numbered revision of the deliverables.
    RevisionId,
    /// A contact card.
    CardId,
    /// A bundle that was sealed.
    BundleId,
}

/// Namespace of derived ids: fixed for ever, because stored answers depend on it.
const DERIVED: Uuid = Uuid::from_u128(0x6a75_6e6b_6169_4001_8000_0000_0000_0001);

impl AnswerId {
    /// The id of the answer to `item` in `interview`: the same on every laptop.
    pub fn of(interview: InterviewId, item: &str) -> Self {
        Self(Uuid::new_v5(
            &DERIVED,
            format!("answer\u{0}{interview}\u{0}{item}").as_bytes(),
        ))
    }
}

impl FindingId {
    /// The id of the finding that `rule` makes about `subject` (its record's id, or a fixed word).
    pub fn of(rule: &str, subject: &str) -> Self {
        Self(Uuid::new_v5(
            &DERIVED,
            format!("finding\u{0}{rule}\u{0}{subject}").as_bytes(),
        ))
    }
}

impl CategoryCheckId {
    /// There is one check per category in a survey.
    pub fn of(survey: SurveyId, category: u8) -> Self {
        Self(Uuid::new_v5(
            &DERIVED,
            format!("category\u{0}{survey}\u{0}{category}").as_bytes(),
        ))
    }
}

impl HospitalId {
    /// There is one profile in a survey.
    pub fn of(survey: SurveyId) -> Self {
        Self(Uuid::new_v5(
            &DERIVED,
            format!("hospital\u{0}{survey}").as_bytes(),
        ))
    }
}
