//! Erasing a survey: its key goes, the vault key that had wrapped it goes too, then the files.
//!
//! Invariant: from the moment the new header is written nothing on this disk opens the survey any more, save an old
//! header together with the passphrase (the residual risk that a certificate must name). A crash before that moment
//! leaves the vault as it was; a crash after it is finished when the vault is opened next.
//! Deliberately absent: the certificate (the app writes it, from the report), and reaching copies outside.

use super::{Vault, close, key_place, registry, wrapping_key};
use crate::chain::Checkpoint;
use crate::change::Actor;
use crate::cipher::{self, FileKey, Open};
use crate::error::{CopyCheck, Error, Result};
use crate::file;
use crate::header::{Header, Opener};
use crate::office::Export;
use crate::recovery::RecoveryKey;
use crate::secret::Key;
use crate::table::{event, survey as surveys};
use junkai_core::SurveyId;
use rusqlite::{Connection, TransactionBehavior};
use secrecy::SecretString;
use serde_json::json;
use std::path::Path;

/// What was erased.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErasedReport {
    /// The survey.
    pub survey: SurveyId,
    /// Its log as it was last.
    pub last: Checkpoint,
    /// The vault's own log with the erasure in it.
    pub vault: Checkpoint,
    /// Files that were overwritten and removed.
    pub files: Vec<ErasedFile>,
    /// Files that could not be removed; their key is destroyed all the same.
    pub left: Vec<String>,
    /// Copies outside of the vault, from the ledger.
    pub copies: Vec<Export>,
}

/// A file that was overwritten and removed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErasedFile {
    /// Its path within the vault.
    pub name: String,
    /// Its size.
    pub size: u64,
}

impl Vault {
    /// Erases a survey. Needs the passphrase again, and gives a new recovery key: the old one opens nothing now.
    pub fn erase(
        &mut self,
        survey: SurveyId,
        passphrase: &SecretString,
        actor: &Actor,
    ) -> Result<(ErasedReport, RecoveryKey)> {
        self.in_place()?;
        let recorded = self.row(survey)?.recorded;
        self.header.open(&Opener::Passphrase(passphrase))?;
        self.forget_steps(survey);
        let last = match self.open.remove(&survey) {
            Some(file) => {
                let last = file.chain().unwrap_or(recorded);
                let _ = close(file.conn);
                last
            }
            None => recorded,
        };
        let vmk = Key::random()?;
        let recovery = RecoveryKey::random()?;
        let header = Header::new(self.header.vault, &vmk, passphrase, self.header.kdf(), &recovery)?;
        self.stage_registry(survey, &vmk, &last, actor)?;
        // From here on the survey is gone.
        self.write_header(&header)?;
        (self.header, self.vmk) = (header, vmk);
        self.take_staged_registry()?;
        let copies = self.exports(survey)?;
        let (files, left) = self.wipe_files(survey);
        let (size, head) = event::head(&self.registry)?;
        let vault = Checkpoint::new(size, &head);
        self.keep_registry(actor.at)?;
        Ok((
            ErasedReport {
                survey,
                last,
                vault,
                files,
                left,
                copies,
            },
            recovery,
        ))
    }

    /// Prepares a registry under the new vault key: without the survey's key, the other keys wrapped anew.
    fn stage_registry(
        &mut self,
        survey: SurveyId,
        vmk: &Key,
        last: &Checkpoint,
        actor: &Actor,
    ) -> Result<()> {
        let staged = file::staged(&registry::path(&self.dir));
        let key = registry::key(vmk);
        let prepared = (|| {
            cipher::copy(&self.registry, &staged, &key)?;
            let mut conn = cipher::open(&staged, &key, Open::Existing)?;
            self.rewrap(&mut conn, survey, vmk, last, actor)?;
            // The pages that held old wrapped keys go.
            conn.execute_batch("VACUUM; PRAGMA journal_mode = DELETE")?;
            conn.close().map_err(|(_, e)| e)?;
            verify_staged(&staged, &key, &self.registry)
        })();
        if prepared.is_err() {
            let _ = file::remove_database(&staged);
        }
        prepared
    }

    fn rewrap(
        &self,
        conn: &mut Connection,
        survey: SurveyId,
        vmk: &Key,
        last: &Checkpoint,
        actor: &Actor,
    ) -> Result<()> {
        let (old, new) = (wrapping_key(&self.vmk), wrapping_key(vmk));
        let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for row in surveys::all(&tx)?.into_iter().filter(|row| row.id != survey) {
            let Some((nonce, wrapped)) = row.key else { continue };
            let place = key_place(self.header.vault, row.id);
            let key = old
                .unwrap_key(&nonce, &wrapped, &place)
                .ok_or(Error::RegistryDamaged)?;
            let (nonce, wrapped) = new.wrap(&key, &place)?;
            surveys::set_key(&tx, row.id, &nonce, &wrapped)?;
        }
        surveys::record_checkpoint(&tx, survey, last)?;
        surveys::erase(&tx, survey, actor.at)?;
        event::append(&tx, actor, "erase", &survey.to_string(), &json!({"last": last}))?;
        tx.commit()?;
        Ok(())
    }

    /// Puts the staged registry in the place of the old one, which is overwritten with all its copies.
    fn take_staged_registry(&mut self) -> Result<()> {
        let path = registry::path(&self.dir);
        let placeholder = Connection::open_in_memory()?;
        // Whatever the old one still has in its log is in the staged one already.
        let _ = std::mem::replace(&mut self.registry, placeholder).close();
        self.wipe_registry_copies()?;
        registry::close_over(&path)?;
        std::fs::rename(file::staged(&path), &path)?;
        file::sync_folder(&self.dir)?;
        self.registry = registry::open(&self.dir, &self.vmk, self.header.vault)?.0;
        Ok(())
    }

    fn wipe_registry_copies(&self) -> Result<()> {
        let beside = file::files_beginning(&self.dir, "registry.db.aside-")?;
        for copy in file::files_beginning(&registry::copies(&self.dir), "")?
            .iter()
            .chain(&beside)
        {
            file::wipe(copy)?;
        }
        Ok(())
    }

    /// Overwrites and removes everything of a survey: file, log, replaced files, snapshots.
    fn wipe_files(&self, survey: SurveyId) -> (Vec<ErasedFile>, Vec<String>) {
        let (mut gone, mut left) = (Vec::new(), Vec::new());
        let folder = self.snapshot_folder(survey);
        let of_survey = |dir: &Path, prefix: &str| file::files_beginning(dir, prefix).unwrap_or_default();
        let files = of_survey(&self.dir.join("surveys"), &survey.to_string());
        for path in files.iter().chain(&of_survey(&folder, "")) {
            let inside = path.strip_prefix(&self.dir).unwrap_or(path);
            let name = inside.to_string_lossy().replace('\\', "/");
            match file::wipe(path) {
                Ok(size) => gone.push(ErasedFile { name, size }),
                Err(_) => left.push(name),
            }
        }
        let _ = std::fs::remove_dir(&folder);
        (gone, left)
    }

    /// Wipes what a crash left of erased surveys.
    pub(super) fn finish_erasures(&mut self) -> Result<()> {
        let mut finished = false;
        for row in surveys::all(&self.registry)?
            .into_iter()
            .filter(|row| row.erased.is_some())
        {
            let (gone, _) = self.wipe_files(row.id);
            if !gone.is_empty() {
                finished = true;
                self.notices
                    .push(super::Notice::ErasureFinished { survey: row.id });
            }
        }
        if finished {
            // The crash may have come before the copies under the old key were wiped.
            self.wipe_registry_copies()?;
        }
        Ok(())
    }
}

/// The staged registry opens, is sound, and its log goes on from the old one's.
fn verify_staged(staged: &Path, key: &FileKey, old: &Connection) -> Result<()> {
    let conn = cipher::verify_copy(staged, key, "")?;
    let ((size, _), (before, _)) = (event::head(&conn)?, event::head(old)?);
    let walked = event::walk(&conn)?;
    if size == before + 1 && walked.is_ok() {
        Ok(())
    } else {
        Err(Error::CopyRefused {
            check: CopyCheck::Log,
        })
    }
}
