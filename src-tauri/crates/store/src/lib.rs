//! The vault: a folder of encrypted databases that one surveyor opens with one passphrase.
//!
//! Invariant: every change of a survey and its log entry are one transaction, durable when the call returns. A file
//! of the vault is either as it was or as it should be, whenever the process dies. Nothing readable is on disk.
//! Deliberately absent: domain rules (they are in core), the clock (every call says who and when), and protection
//! against somebody who controls the unlocked laptop.
//!
//! | in the folder | what it is |
//! | --- | --- |
//! | `vault.toml`, `vault.toml.bak` | header, twice: key slots and how the passphrase is stretched |
//! | `registry.db` | list of surveys with their wrapped keys, cards, own keys, own checklists, ledger, the vault's own log |
//! | `surveys/<uuid>.db` | one survey: records, photos, its log; a key of its own |
//! | `snapshots/<uuid>/`, `snapshots/registry/` | verified copies under the same keys |
//! | `lock` | held by the one process that has it open |

mod chain;
mod change;
mod checklist;
mod cipher;
mod error;
mod file;
mod header;
mod kind;
mod migrate;
mod office;
mod reader;
mod recovery;
mod secret;
mod table;
mod vault;
mod writer;

pub use chain::Checkpoint;
pub use change::{Action, Actor, Change, FieldChange, LogFilter, Mark};
pub use checklist::{ChecklistState, OwnChecklist};
pub use cipher::Integrity;
pub use error::{CopyCheck, Error, Result};
pub use office::{Card, CardState, Export, OwnKeys, VaultEvent};
pub use reader::{EvidenceReader, RawRecord, Reader};
pub use recovery::RecoveryKey;
pub use secret::Kdf;
pub use vault::{
    AuditReport, ChainReport, ErasedFile, ErasedReport, Fault, Notice, Restored, SnapshotInfo, StepInfo,
    SurveyAudit, SurveyInfo, Vault,
};
pub use writer::Writer;
