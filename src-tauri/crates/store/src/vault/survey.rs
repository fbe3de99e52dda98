//! Surveys of the vault: making, opening, reading, writing.
//!
//! Invariant: one connection per survey, opened when it is first needed and kept. `write` is one IMMEDIATE
//! transaction: it commits when the closure gives `Ok`, and rolls back when it gives an error or panics.

use super::undo::Step;
use super::{Vault, close, file_key, key_place, new_canary, wrapping_key};
use crate::chain::{Checkpoint, Hash, genesis};
use crate::change::Actor;
use crate::cipher::{self, FileKey, Integrity};
use crate::error::{Error, Result};
use crate::file;
use crate::migrate;
use crate::reader::Reader;
use crate::secret::Key;
use crate::table::survey::SurveyRow;
use crate::table::{change, meta, schema, survey as surveys};
use crate::writer::Writer;
use junkai_core::{Moment, SurveyId};
use rusqlite::{Connection, TransactionBehavior};
use serde_json::json;
use std::collections::BTreeSet;
use uuid::Uuid;

/// A survey in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SurveyInfo {
    /// Its id.
    pub id: SurveyId,
    /// What the list shows, usually the hospital's name; empty once it is erased.
    pub label: String,
    /// When it was opened.
    pub created: Moment,
    /// Whether it was erased.
    pub erased: bool,
    /// Its log as last recorded: at least that much must be there.
    pub recorded: Checkpoint,
}

/// The open file of a survey.
pub(super) struct SurveyFile {
    pub(super) conn: Connection,
    pub(super) key: FileKey,
    pub(super) genesis: Hash,
    /// When and at what length of the log the last snapshot was taken.
    pub(super) kept: Option<(Moment, u64)>,
}

impl SurveyFile {
    pub(super) fn chain(&self) -> Result<Checkpoint> {
        let (size, head) = change::head(&self.conn, self.genesis)?;
        Ok(Checkpoint::new(size, &head))
    }
}

impl Vault {
    /// The surveys of this vault, oldest first, erased ones included.
    pub fn surveys(&self) -> Result<Vec<SurveyInfo>> {
        let info = |row: SurveyRow| SurveyInfo {
            id: row.id,
            label: row.label,
            created: row.created,
            erased: row.erased.is_some(),
            recorded: row.recorded,
        };
        Ok(surveys::all(&self.registry)?.into_iter().map(info).collect())
    }

    /// Makes an empty survey with a key of its own.
    pub fn survey_create(&mut self, id: SurveyId, label: &str, actor: &Actor) -> Result<()> {
        self.in_place()?;
        match surveys::get(&self.registry, id)? {
            Some(row) if row.erased.is_some() => return Err(Error::Erased { survey: id }),
            Some(_) => return Err(Error::SurveyExists { survey: id }),
            None => {}
        }
        let survey_key = Key::random()?;
        let key = file_key(&survey_key);
        let path = self.survey_path(id);
        // A file under its final name that the registry does not list belongs to a registry that knew more.
        if path.try_exists()? {
            return Err(Error::SurveyExists { survey: id });
        }
        let checkpoint = self.stage_survey(id, &key)?;
        let (nonce, wrapped) =
            wrapping_key(&self.vmk).wrap(&survey_key, &key_place(self.header.vault, id))?;
        file::sync_folder(&self.dir.join("surveys"))?;
        self.in_registry(
            actor,
            "survey",
            &id.to_string(),
            &json!({"head": checkpoint.head}),
            |tx| surveys::insert(tx, id, label, actor.at, (&nonce, &wrapped), &checkpoint),
        )?;
        self.keep_registry(actor.at)?;
        self.file(id).map(|_| ())
    }

    /// Prepares the file of a new survey. It gets its name only once the registry knows its key: one that a crash
    /// leaves before that can be opened by nobody, and must not look like a survey that the list lost.
    fn stage_survey(&self, id: SurveyId, key: &FileKey) -> Result<Checkpoint> {
        let staged = file::staged(&self.survey_path(id));
        file::remove_database(&staged)?;
        let made = (|| {
            let conn = migrate::create(&staged, key, schema::SURVEY)?;
            meta::set(&conn, "id", &id.to_string())?;
            meta::set(&conn, "canary", &new_canary()?)?;
            let (size, head) = change::head(&conn, genesis(&id.to_string()))?;
            close(conn)?;
            Ok(Checkpoint::new(size, &head))
        })();
        if made.is_err() {
            let _ = file::remove_database(&staged);
        }
        made
    }

    /// Surveys whose file is there and that the registry does not list, not even as erased.
    pub(super) fn unlisted(&self) -> Result<Vec<SurveyId>> {
        let listed: BTreeSet<SurveyId> = surveys::all(&self.registry)?.iter().map(|row| row.id).collect();
        let files = file::files_beginning(&self.dir.join("surveys"), "")?;
        Ok(files
            .iter()
            .filter_map(|path| {
                let id = path.file_name()?.to_str()?.strip_suffix(".db")?;
                Uuid::try_parse(id).ok().map(SurveyId)
            })
            .filter(|id| !listed.contains(id))
            .collect())
    }

    /// Changes what the list shows.
    pub fn survey_label(&mut self, id: SurveyId, label: &str, actor: &Actor) -> Result<()> {
        self.row(id)?;
        self.in_registry(actor, "label", &id.to_string(), &json!({}), |tx| {
            surveys::set_label(tx, id, label)
        })
    }

    /// Reads a survey; all of `f` sees one moment.
    pub fn read<T>(&mut self, survey: SurveyId, f: impl FnOnce(&Reader<'_>) -> Result<T>) -> Result<T> {
        self.in_place()?;
        let file = self.file(survey)?;
        let genesis = file.genesis;
        let read = (|| {
            let tx = file.conn.transaction()?;
            f(&Reader {
                conn: &tx,
                survey,
                genesis,
            })
        })();
        read.map_err(|e| self.diagnose(survey, e))
    }

    /// Writes to a survey: everything that `f` writes, with its log entries, or nothing. Durable on return. What one
    /// call wrote is taken back as one step.
    pub fn write<T>(
        &mut self,
        survey: SurveyId,
        actor: &Actor,
        f: impl FnOnce(&mut Writer<'_>) -> Result<T>,
    ) -> Result<T> {
        let (value, step) = self.write_apart(survey, actor, f)?;
        if let Some(step) = step {
            self.steps.entry(survey).or_default().made(step);
        }
        Ok(value)
    }

    /// Writes to a survey, and gives what was written as a step instead of noting it as the newest one.
    pub(super) fn write_apart<T>(
        &mut self,
        survey: SurveyId,
        actor: &Actor,
        f: impl FnOnce(&mut Writer<'_>) -> Result<T>,
    ) -> Result<(T, Option<Step>)> {
        self.in_place()?;
        let file = self.file(survey)?;
        let genesis = file.genesis;
        let written = (|| {
            let tx = file
                .conn
                .transaction_with_behavior(TransactionBehavior::Immediate)?;
            let (size, head) = change::head(&tx, genesis)?;
            let reader = Reader {
                conn: &tx,
                survey,
                genesis,
            };
            let mut writer = Writer {
                reader,
                actor,
                size,
                head,
                unfinished: 0,
                undoable: true,
            };
            let value = f(&mut writer)?;
            if writer.unfinished > 0 {
                return Err(Error::HalfWritten);
            }
            let step = (writer.undoable && writer.size > size).then_some(Step {
                first: size + 1,
                last: writer.size,
            });
            tx.commit()?;
            Ok((value, step))
        })();
        match written {
            Ok(done) => {
                self.snapshot_if_due(survey, actor);
                Ok(done)
            }
            Err(e) => Err(self.diagnose(survey, e)),
        }
    }

    /// Looks at every page of a survey and at its structure.
    pub fn integrity_check(&mut self, survey: SurveyId) -> Result<Integrity> {
        cipher::integrity(&self.file(survey)?.conn)
    }

    /// Goes on with a survey whose log is shorter than, or different from, what was recorded: the surveyor knows
    /// why (an old copy of the folder was put back). Both checkpoints go into the vault's own log.
    pub fn accept_rollback(&mut self, survey: SurveyId, actor: &Actor) -> Result<()> {
        let row = self.row(survey)?;
        let file = self.open_file(survey)?;
        let found = file.chain()?;
        close(file.conn)?;
        let detail = json!({"recorded": row.recorded, "found": found});
        self.in_registry(actor, "rollback_accepted", &survey.to_string(), &detail, |tx| {
            surveys::record_checkpoint(tx, survey, &found)
        })
    }

    /// Writes the present length and head of a survey's log into the registry.
    pub(crate) fn record_checkpoint(&mut self, survey: SurveyId) -> Result<Checkpoint> {
        let checkpoint = self.file(survey)?.chain()?;
        surveys::record_checkpoint(&self.registry, survey, &checkpoint)?;
        Ok(checkpoint)
    }

    /// The row of a survey that is not erased.
    pub(super) fn row(&self, survey: SurveyId) -> Result<SurveyRow> {
        let row = surveys::get(&self.registry, survey)?.ok_or(Error::UnknownSurvey { survey })?;
        if row.erased.is_some() {
            Err(Error::Erased { survey })
        } else {
            Ok(row)
        }
    }

    /// The survey's file, opened and compared with what the registry recorded.
    pub(super) fn file(&mut self, survey: SurveyId) -> Result<&mut SurveyFile> {
        if !self.open.contains_key(&survey) {
            let recorded = self.row(survey)?.recorded;
            let file = self.open_file(survey)?;
            if !reaches(&file, &recorded)? {
                return Err(Error::RolledBack { survey });
            }
            self.open.insert(survey, file);
            // Left by a process that was killed. A disk that cannot be written must not keep anybody from reading.
            let _ = self.sweep(survey);
        }
        Ok(self.open.get_mut(&survey).expect("BUG: it was inserted just now"))
    }

    /// The key of a survey's file.
    pub(super) fn key_of(&self, survey: SurveyId) -> Result<FileKey> {
        let (nonce, wrapped) = self.row(survey)?.key.ok_or(Error::RegistryDamaged)?;
        let place = key_place(self.header.vault, survey);
        let key = wrapping_key(&self.vmk)
            .unwrap_key(&nonce, &wrapped, &place)
            .ok_or(Error::RegistryDamaged)?;
        Ok(file_key(&key))
    }

    /// Opens a survey's file, whatever the registry recorded of its log.
    pub(super) fn open_file(&self, survey: SurveyId) -> Result<SurveyFile> {
        self.in_place()?;
        let key = self.key_of(survey)?;
        let path = self.survey_path(survey);
        let damaged = |e: Error| {
            if cipher::is_damaged(&path, &key, &e) {
                Error::SurveyDamaged { survey }
            } else {
                e
            }
        };
        file::finish_swap(&path)?;
        if !path.try_exists()? {
            return Err(Error::SurveyDamaged { survey });
        }
        let conn = migrate::open(&path, &key, schema::SURVEY).map_err(damaged)?;
        if meta::get(&conn, "id").map_err(damaged)? != Some(survey.to_string()) {
            return Err(Error::SurveyDamaged { survey });
        }
        // A folder of snapshots that cannot be listed must not stand in the way of the survey itself.
        let kept = self
            .snapshots(survey)
            .unwrap_or_default()
            .last()
            .map(|s| (s.at, s.changes));
        Ok(SurveyFile {
            conn,
            key,
            genesis: genesis(&survey.to_string()),
            kept,
        })
    }

    /// Tells a damaged file from any other refusal of the database, by looking at every page.
    pub(super) fn diagnose(&mut self, survey: SurveyId, error: Error) -> Error {
        let damaged = error.may_be_damage()
            && self
                .open
                .get(&survey)
                .is_some_and(|f| match cipher::integrity(&f.conn) {
                    Ok(found) => !found.is_sound(),
                    Err(e) => e.is_damage(),
                });
        if damaged {
            // Pages in the cache of this connection are not to be trusted any more.
            self.open.remove(&survey);
            return Error::SurveyDamaged { survey };
        }
        error
    }
}

/// Whether the log holds what was recorded of it.
pub(super) fn reaches(file: &SurveyFile, recorded: &Checkpoint) -> Result<bool> {
    let there = match recorded.size {
        0 => Some(file.genesis),
        size => change::hash_at(&file.conn, size)?,
    };
    Ok(there.is_some_and(|hash| Checkpoint::new(recorded.size, &hash) == *recorded))
}
