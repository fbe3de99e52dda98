//! Sealed bundles: what one office hands another, encrypted, signed, complete, and readable for decades without us.
//!
//! Invariant: `*.junkai` is a binary age v1 file around a strict ustar archive of `manifest.json`,
//! `manifest.json.minisig`, `records.ndjson`, `checklists/…`, `deliverables/…` and `evidence/…`, in that order; stock
//! `age`, `tar` and `minisign` open and verify it. A `*.junkai-checklist` is a signed checklist, not encrypted. Sealing fails closed, opening hands nothing over before everything is verified, and
//! no name from a file becomes a path unless it has the form that this crate gives to names.
//! Deliberately absent: the vault, the meaning of records, the window, and the network.

mod archive;
mod card;
mod digest;
mod disk;
mod envelope;
mod error;
mod json;
mod keys;
mod manifest;
pub mod name;
mod open;
mod pack;
mod seal;
mod signature;
mod walk;

pub use card::{Card, CardDraft, CardState, KnownCard, MAX_CARD_BYTES};
pub use digest::{Digest, Fingerprint, NotADigest};
pub use envelope::{MAX_HEADER_BYTES, MAX_STANZAS};
pub use error::{Error, Result};
pub use keys::{Identity, PublicKey, Recipient, SigningKey};
pub use manifest::{
    AuditCheckpoint, Draft, Entry, Kind, MAX_ENTRIES, MAX_ENTRY_BYTES, MAX_MANIFEST_BYTES, MAX_RECIPIENTS,
    MAX_TOTAL_BYTES, Manifest, Program, SealedFor, Sender, VERSION, Version,
};
pub use open::{Inspection, Opened, inspect, open};
pub use pack::{MAX_CHECKLIST_BYTES, Pack};
pub use seal::{Bytes, OnProgress, Progress, SealRequest, Sealed, Source, Step, seal};
pub use signature::{MAX_SIGNATURE_BYTES, Signature};
