//! The domain of a hospital cybersecurity survey: records, checklists, rules, statistics and reports.
//!
//! Invariant: everything here is a pure function of its arguments. Time, ids and randomness come from
//! the caller; nothing reads a file, a clock or an environment variable.
//! Deliberately absent: storage, encryption, file formats, and every word of the window.
//!
//! Records are the contract between vault, command table and bundle, so they are `Serialize` on purpose;
//! what is derived from them (findings, reports) is not stored and may change from version to version.

pub mod backup;
pub mod checklist;
pub mod comparison;
pub mod connection;
pub mod drawing;
pub mod effort;
pub mod evidence;
pub mod finding;
pub mod form;
pub mod handover;
pub mod ids;
pub mod interview;
pub mod inventory;
pub mod mapping;
pub mod record;
pub mod report;
pub mod request;
pub mod review;
pub mod rules;
pub mod search;
pub mod snapshot;
pub mod survey;
pub mod time;
pub mod wording;
pub mod workbook;

pub use ids::*;
pub use record::{Problem, Record, RecordKind, RecordRef};
pub use snapshot::Snapshot;
pub use time::{Day, Moment};
pub use wording::{Lang, Wording};
