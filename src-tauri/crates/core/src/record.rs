//! What every record has in common: a kind, an id, references to others, and a check of its own fields.
//!
//! Invariant: a record's JSON form is the same in the vault, on the wire and in a bundle. Fields that were not
//! filled in are absent, so "not asked" is never taken for an answer.

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use uuid::Uuid;

macro_rules! kinds {
    ($($(#[$doc:meta])* $variant:ident => $name:literal),+ $(,)?) => {
        /// The kinds of record in a survey, named alike in SQL, on the wire and in bundles.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
                 schemars::JsonSchema, ts_rs::TS)]
        #[serde(rename_all = "snake_case")]
        pub enum RecordKind { $($(#[$doc])* $variant),+ }

        impl RecordKind {
            /// Every kind, in the order in which bundles list them.
            pub const ALL: &[RecordKind] = &[$(RecordKind::$variant),+];

            /// The name used in SQL, on the wire and in bundles.
            pub fn name(self) -> &'static str {
                match self { $(RecordKind::$variant => $name),+ }
            }

            /// The kind called `name`.
            pub fn from_name(name: &str) -> Option<Self> {
                match name { $($name => Some(RecordKind::$variant),)+ _ => None }
            }
        }
    };
}

kinds! {
    /// Dates, parties and money of the survey.
    Survey => "survey",
    /// The hospital profile.
    Hospital => "hospital",
    /// A visit.
    Visit => "visit",
    /// An interview.
    Interview => "interview",
    /// An answer.
    Answer => "answer",
    /// A document request.
    Request => "request",
    /// An information system.
    System => "system",
    /// An asset.
    Asset => "asset",
    /// An external connection.
    Connection => "connection",
    /// An investigation entry of a connection.
    Investigation => "investigation",
    /// Whether a category of connection was asked about.
    CategoryCheck => "category_check",
    /// A backup.
    Backup => "backup",
    /// An effort entry.
    Effort => "effort",
    /// A finding.
    Finding => "finding",
    /// A node of a diagram.
    DiagramNode => "diagram_node",
    /// An edge of a diagram.
    DiagramEdge => "diagram_edge",
    /// A photo or paper.
    Evidence => "evidence",
    /// A review comment.
    Comment => "comment",
    /// A deliverable revision.
    Revision => "revision",
}

/// Points at one record: what a finding rests on, what a problem is about, where to jump.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
    ts_rs::TS,
)]
pub struct RecordRef {
    /// Its kind.
    pub kind: RecordKind,
    /// Its id.
    #[ts(type = "string")]
    pub id: Uuid,
}

/// Something wrong with a field of a record: data, not an error, so that all of it is shown at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct Problem {
    /// The field's name on the wire.
    pub field: String,
    /// What is wrong, a key of the message catalogue: `required`, `range`, `order`, `format`, `unknown`.
    pub problem: String,
}

impl Problem {
    /// A problem with `field`.
    pub fn new(field: &str, problem: &str) -> Self {
        Self {
            field: field.into(),
            problem: problem.into(),
        }
    }
}

/// A record of a survey.
pub trait Record: Serialize + DeserializeOwned + Clone {
    /// Its kind.
    const KIND: RecordKind;
    /// Its id type.
    type Id: Copy + Into<Uuid> + From<Uuid>;

    /// Records that this one points at, with the name of the pointing field.
    fn refs(&self) -> Vec<(&'static str, RecordRef)> {
        Vec::new()
    }

    /// What is wrong with its own fields; empty when it may be stored.
    fn problems(&self) -> Vec<Problem> {
        Vec::new()
    }
}

/// A record with its id and its revision number in the vault (counted from 1, by one a write).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct Kept<T: ts_rs::TS> {
    /// The record's id.
    #[ts(type = "string")]
    pub id: Uuid,
    /// How often it was written.
    #[ts(type = "number")]
    pub rev: u64,
    /// The record itself.
    pub record: T,
}

/// Pushes a `required` problem when `text` is blank.
pub(crate) fn require(problems: &mut Vec<Problem>, field: &str, text: &str) {
    if text.trim().is_empty() {
        problems.push(Problem::new(field, "required"));
    }
}

/// A reference list entry, for `Record::refs`.
pub(crate) fn point(field: &'static str, kind: RecordKind, id: impl Into<Uuid>) -> (&'static str, RecordRef) {
    (field, RecordRef { kind, id: id.into() })
}

/// Closed choices: the wire names are also the keys under which report templates hold the words for them.
macro_rules! choices {
    ($($(#[$doc:meta])* $name:ident $key:literal { $($(#[$vdoc:meta])* $variant:ident $wire:literal),+ $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
                 schemars::JsonSchema, ts_rs::TS)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $wire)] $variant),+ }

        impl $crate::record::Choice for $name {
            const KEY: &'static str = $key;
            const ALL: &'static [Self] = &[$($name::$variant),+];
            fn name(self) -> &'static str {
                match self { $($name::$variant => $wire),+ }
            }
        }
    )+};
}
pub(crate) use choices;

/// A closed choice whose words stand in the catalogues.
pub trait Choice: Copy + PartialEq + 'static {
    /// The section of the word catalogue.
    const KEY: &'static str;
    /// Every choice, in the order in which a list shows them.
    const ALL: &'static [Self];
    /// The wire name.
    fn name(self) -> &'static str;
}

choices! {
    /// Yes, no, or looked for and not found out. Not asked at all is the absence of the field.
    Tri "tri" {
        /// It is so.
        Yes "yes",
        /// It is not so.
        No "no",
        /// Asked, and nobody knew.
        Unknown "unknown",
    }
}
