//! The open vault: making, opening, recovering, locking.
//!
//! Invariant: while a [`Vault`] lives it holds the folder's lock, and it is the only writer of every file in it.
//! Dropping it without [`Vault::lock`] loses nothing that was acknowledged; it only leaves no snapshot and no entry.

mod audit;
mod erase;
mod registry;
mod snapshot;
mod survey;
#[cfg(test)]
mod tests;
mod undo;

pub use audit::{AuditReport, ChainReport, Fault, SurveyAudit};
pub use erase::{ErasedFile, ErasedReport};
pub use snapshot::SnapshotInfo;
pub use survey::SurveyInfo;
pub use undo::StepInfo;

use crate::change::Actor;
use crate::cipher::{self, FileKey};
use crate::error::{Error, Result};
use crate::file::{self, FolderLock};
use crate::header::{Header, Opener};
use crate::recovery::RecoveryKey;
use crate::secret::{Kdf, Key, random};
use crate::table::{change, event};
use junkai_core::{Moment, RecordKind, SurveyId};
use rusqlite::{Connection, TransactionBehavior};
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use survey::SurveyFile;
use undo::Steps;
use uuid::Uuid;

/// An open vault.
pub struct Vault {
    // Fields drop in this order: databases close before the lock is let go.
    pub(crate) registry: Connection,
    open: BTreeMap<SurveyId, SurveyFile>,
    steps: BTreeMap<SurveyId, Steps>,
    vmk: Key,
    header: Header,
    dir: PathBuf,
    notices: Vec<Notice>,
    restored: Option<Restored>,
    lock: FolderLock,
}

/// What is there after an end that was none: the last change of a survey that nobody had recorded yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    /// What the list shows for the survey.
    pub label: String,
    /// The kind of the record that was changed last.
    pub kind: RecordKind,
    /// When that was saved.
    pub at: Moment,
}

/// Something that went on without failing, and that the user should hear of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// A copy of the header was damaged and has been rewritten from the other.
    HeaderRepaired,
    /// A snapshot that was due could not be made; what was written is safe all the same.
    SnapshotFailed {
        /// The survey.
        survey: SurveyId,
    },
    /// Files of an erased survey were still there after a crash and have been wiped now.
    ErasureFinished {
        /// The survey.
        survey: SurveyId,
    },
    /// The registry was damaged and has been replaced by its newest sound copy.
    RegistryRestored {
        /// When that copy was made.
        from: Moment,
    },
    /// The file of a survey is there, and the registry does not know it: an older registry was put in place.
    UnlistedSurvey {
        /// The survey.
        survey: SurveyId,
    },
    /// The clock of this machine shows less than what was recorded last.
    ClockBack {
        /// When that was, by the clock of then.
        recorded: Moment,
    },
}

impl Vault {
    /// Makes a vault in an empty folder, which is created where it does not exist. Where that fails half way, what
    /// was made is removed, so that it can be tried again.
    pub fn create(
        dir: &Path,
        passphrase: &SecretString,
        kdf: Kdf,
        actor: &Actor,
    ) -> Result<(Self, RecoveryKey)> {
        cipher::gate()?;
        if passphrase.expose_secret().is_empty() {
            return Err(Error::EmptyPassphrase);
        }
        if !kdf.in_bounds() {
            return Err(Error::KdfOutOfBounds);
        }
        let was_there = dir.try_exists()?;
        file::private_folder(dir)?;
        let dir = dir.canonicalize()?;
        if Header::is_in(&dir) {
            return Err(Error::VaultExists);
        }
        if std::fs::read_dir(&dir)?.next().is_some() {
            return Err(Error::FolderNotEmpty);
        }
        let made = FolderLock::take(&dir).and_then(|lock| Self::fill(&dir, lock, passphrase, kdf, actor));
        // Where another one holds the lock, what is there is theirs.
        if made.as_ref().is_err_and(|e| !matches!(e, Error::VaultInUse)) {
            remove_skeleton(&dir, !was_there, actor.at);
        }
        made
    }

    /// Makes everything in the empty folder.
    fn fill(
        dir: &Path,
        lock: FolderLock,
        passphrase: &SecretString,
        kdf: Kdf,
        actor: &Actor,
    ) -> Result<(Self, RecoveryKey)> {
        file::private_folder(&dir.join("surveys"))?;
        file::private_folder(&dir.join("snapshots").join("registry"))?;
        let vmk = Key::random()?;
        let recovery = RecoveryKey::random()?;
        let vault_id = Uuid::from_bytes(random()?);
        let header = Header::new(vault_id, &vmk, passphrase, kdf, &recovery)?;
        let registry = registry::create(dir, &vmk, vault_id)?;
        event::append(&registry, actor, "create", "vault", &json!({"vault": vault_id}))?;
        // The header last: a folder is a vault only once everything else is in it.
        header.write(dir)?;
        let vault = Self {
            registry,
            open: BTreeMap::new(),
            steps: BTreeMap::new(),
            vmk,
            header,
            dir: dir.to_path_buf(),
            notices: Vec::new(),
            restored: None,
            lock,
        };
        vault.keep_registry(actor.at)?;
        Ok((vault, recovery))
    }

    /// Opens a vault with its passphrase.
    pub fn open(dir: &Path, passphrase: &SecretString, actor: &Actor) -> Result<Self> {
        Self::open_with(dir, &Opener::Passphrase(passphrase), actor, "unlock")
    }

    /// Opens a vault with its recovery key and gives it a new passphrase. The recovery key stays valid.
    pub fn recover(
        dir: &Path,
        recovery: &RecoveryKey,
        new_passphrase: &SecretString,
        actor: &Actor,
    ) -> Result<Self> {
        if new_passphrase.expose_secret().is_empty() {
            return Err(Error::EmptyPassphrase);
        }
        let mut vault = Self::open_with(dir, &Opener::Recovery(recovery), actor, "recover")?;
        vault.set_passphrase(new_passphrase, actor)?;
        Ok(vault)
    }

    fn open_with(dir: &Path, opener: &Opener<'_>, actor: &Actor, action: &str) -> Result<Self> {
        cipher::gate()?;
        if !dir.try_exists()? {
            return Err(Error::VaultGone);
        }
        // Asked before anything is made, so that a mistaken folder stays as it is.
        if !dir.is_dir() || !Header::is_in(dir) {
            return Err(Error::NotAVault);
        }
        let dir = dir.canonicalize()?;
        let lock = FolderLock::take(&dir)?;
        let (header, vmk, repaired) = Header::read_and_open(&dir, opener)?;
        let (registry, restored) = registry::open(&dir, &vmk, header.vault)?;
        let mut vault = Self {
            registry,
            open: BTreeMap::new(),
            steps: BTreeMap::new(),
            vmk,
            header,
            dir,
            notices: Vec::new(),
            restored: None,
            lock,
        };
        vault.notices.extend(repaired.then_some(Notice::HeaderRepaired));
        vault
            .notices
            .extend(restored.map(|from| Notice::RegistryRestored { from }));
        vault.finish_erasures()?;
        let unlisted = vault.unlisted()?.into_iter();
        vault
            .notices
            .extend(unlisted.map(|survey| Notice::UnlistedSurvey { survey }));
        vault.look_back(actor)?;
        vault.in_registry(
            actor,
            action,
            "vault",
            &json!({"registry_restored": restored}),
            |_| Ok(()),
        )?;
        Ok(vault)
    }

    /// Looks at how the last session ended, and at whether the clock went on since.
    fn look_back(&mut self, actor: &Actor) -> Result<()> {
        let Some((action, at)) = event::last(&self.registry)? else {
            return Ok(());
        };
        if action != "lock" {
            self.restored = self.unrecorded();
        }
        let recorded = self.restored.as_ref().map_or(at, |last| last.at.max(at));
        if actor.at < recorded {
            self.notices.push(Notice::ClockBack { recorded });
        }
        Ok(())
    }

    /// The newest change that no checkpoint covers. A survey that cannot be looked at says so when it is opened.
    fn unrecorded(&self) -> Option<Restored> {
        let surveys = self.surveys().ok()?;
        let alive = surveys.into_iter().filter(|survey| !survey.erased);
        let last = alive.filter_map(|survey| {
            let file = self.open_file(survey.id).ok()?;
            let (size, _) = change::head(&file.conn, file.genesis).ok()?;
            let entry = (size > survey.recorded.size).then(|| change::range(&file.conn, size, size));
            let entry = entry?.ok()?.pop()?;
            Some(Restored {
                label: survey.label,
                kind: entry.kind,
                at: entry.by.at,
            })
        });
        last.max_by_key(|restored| restored.at)
    }

    /// What was found whole after a session that nothing had ended, if there was one.
    pub fn restored(&self) -> Option<&Restored> {
        self.restored.as_ref()
    }

    /// Refuses to go on where the folder is not in its place. Asked before any file is written, moved or wiped by its
    /// path: what stands there else may be another vault's.
    pub(crate) fn in_place(&self) -> Result<()> {
        if self.lock.is_in(&self.dir) {
            Ok(())
        } else {
            Err(Error::VaultGone)
        }
    }

    /// The vault's id.
    pub fn id(&self) -> Uuid {
        self.header.vault
    }

    /// How the passphrase is stretched.
    pub fn kdf(&self) -> Kdf {
        self.header.kdf()
    }

    /// What went on without failing since the last call.
    pub fn notices(&mut self) -> Vec<Notice> {
        std::mem::take(&mut self.notices)
    }

    /// Changes the passphrase. One slot of the header is rewritten; no data is.
    pub fn change_passphrase(&mut self, old: &SecretString, new: &SecretString, actor: &Actor) -> Result<()> {
        self.header.open(&Opener::Passphrase(old))?;
        self.set_passphrase(new, actor)
    }

    /// Replaces the recovery key, where the printed one was lost or seen. The old one opens nothing any more.
    pub fn new_recovery_key(&mut self, passphrase: &SecretString, actor: &Actor) -> Result<RecoveryKey> {
        self.in_place()?;
        self.header.open(&Opener::Passphrase(passphrase))?;
        let recovery = RecoveryKey::random()?;
        let header = Header::new(
            self.header.vault,
            &self.vmk,
            passphrase,
            self.header.kdf(),
            &recovery,
        )?;
        self.write_header(&header)?;
        self.header = header;
        self.in_registry(actor, "recovery_key", "vault", &json!({}), |_| Ok(()))?;
        Ok(recovery)
    }

    fn set_passphrase(&mut self, new: &SecretString, actor: &Actor) -> Result<()> {
        let mut header = self.header.clone();
        header.set_passphrase(&self.vmk, new, header.kdf())?;
        self.write_header(&header)?;
        self.header = header;
        self.in_registry(actor, "passphrase", "vault", &json!({}), |_| Ok(()))
    }

    /// Writes both copies of the header. Stretching the passphrase takes a while, so it is asked here once more that no
    /// other vault stands in this one's place: it would be opened by nothing any more.
    pub(crate) fn write_header(&self, header: &Header) -> Result<()> {
        self.in_place()?;
        header.write(&self.dir)
    }

    /// Closes the vault in good order: a snapshot of every survey that changed, every survey's checkpoint into the
    /// registry and its log, all logs of the databases folded in. Each step is tried even where one before it
    /// failed; the first failure is given back. Keys are wiped whatever happens.
    pub fn lock(mut self, actor: &Actor) -> Result<()> {
        let mut outcome = Ok(());
        let mut seen = serde_json::Map::new();
        let open: Vec<SurveyId> = self.open.keys().copied().collect();
        for survey in open {
            keep_first(&mut outcome, self.sweep(survey));
            keep_first(&mut outcome, self.snapshot_if_changed(survey, actor));
            let recorded = self.record_checkpoint(survey).and_then(|checkpoint| {
                seen.insert(survey.to_string(), serde_json::to_value(checkpoint)?);
                Ok(())
            });
            keep_first(&mut outcome, recorded);
        }
        keep_first(
            &mut outcome,
            self.in_registry(actor, "lock", "vault", &Value::Object(seen), |_| Ok(())),
        );
        keep_first(&mut outcome, self.keep_registry(actor.at));
        for file in std::mem::take(&mut self.open).into_values() {
            keep_first(&mut outcome, close(file.conn));
        }
        keep_first(&mut outcome, close(self.registry));
        outcome
    }

    /// Runs `change` and appends to the vault's own log, in one transaction.
    pub(crate) fn in_registry(
        &mut self,
        actor: &Actor,
        action: &str,
        object: &str,
        detail: &Value,
        change: impl FnOnce(&Connection) -> Result<()>,
    ) -> Result<()> {
        self.in_place()?;
        let tx = self
            .registry
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        change(&tx)?;
        event::append(&tx, actor, action, object, detail)?;
        tx.commit()?;
        Ok(())
    }

    fn survey_path(&self, survey: SurveyId) -> PathBuf {
        self.dir.join("surveys").join(format!("{survey}.db"))
    }

    fn snapshot_folder(&self, survey: SurveyId) -> PathBuf {
        self.dir.join("snapshots").join(survey.to_string())
    }
}

/// Removes what making a vault leaves when it fails, by name: whatever else has come into the folder stays, and so
/// do the folders around it then. The failure itself is what the caller hears of.
fn remove_skeleton(dir: &Path, folder_too: bool, at: Moment) {
    // The header first: without it nothing takes the rest for a vault.
    Header::remove(dir);
    let copies = registry::copies(dir);
    let _ = file::remove_database(&copies.join(registry::copy_name(at)));
    let _ = file::remove_database(&registry::path(dir));
    let _ = file::remove_if_there(&dir.join("lock"));
    for folder in [copies, dir.join("snapshots"), dir.join("surveys")] {
        let _ = std::fs::remove_dir(folder);
    }
    if folder_too {
        let _ = std::fs::remove_dir(dir);
    }
}

fn keep_first(outcome: &mut Result<()>, next: Result<()>) {
    if outcome.is_ok() {
        *outcome = next;
    }
}

/// Closes a database with its log folded into the file, so that nothing stands beside it.
fn close(conn: Connection) -> Result<()> {
    conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    conn.close().map_err(|(_, e)| e)?;
    Ok(())
}

/// The key of a survey's file.
fn file_key(survey_key: &Key) -> FileKey {
    FileKey::derive(survey_key, "junkai/survey-file/v1")
}

/// What a survey's wrapped key is bound to.
fn key_place(vault: Uuid, survey: SurveyId) -> Vec<u8> {
    format!("junkai-survey-key\0{}\0{}", vault.simple(), survey.0.simple()).into_bytes()
}

/// The key that wraps survey keys.
fn wrapping_key(vmk: &Key) -> Key {
    vmk.derive("junkai/survey-key-wrap/v1")
}

/// Text of which a search of any file on the disk must find nothing.
fn new_canary() -> Result<String> {
    Ok(format!(
        "canary-{}",
        data_encoding::HEXLOWER.encode(&random::<16>()?)
    ))
}
