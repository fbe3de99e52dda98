//! What can go wrong in the vault, one variant for each thing that a caller would do something else about.
//!
//! Invariant: no message and no field holds a path, a key, a passphrase, SQL with values, or text of a record.
//! Deliberately absent: words for the user; the app pairs every variant with its own.

use junkai_core::{Problem, RecordKind, RecordRef, SurveyId};
use rusqlite::ffi;
use std::io;
use uuid::Uuid;

/// Result of everything that touches a vault.
pub type Result<T> = std::result::Result<T, Error>;

/// What went wrong.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// This build lacks SQLCipher, or has one with known flaws; nothing was opened.
    #[error("this build has no usable SQLCipher")]
    BuildWithoutSqlCipher,
    /// The folder holds no vault header.
    #[error("the folder is not a vault")]
    NotAVault,
    /// The folder of the vault is not where it was: moved, removed, or on a medium that was pulled.
    #[error("the folder of the vault is gone")]
    VaultGone,
    /// The folder already holds a vault.
    #[error("there is a vault already")]
    VaultExists,
    /// A vault is only made in an empty folder.
    #[error("the folder is not empty")]
    FolderNotEmpty,
    /// Another process, or another opener in this one, holds the vault.
    #[error("the vault is open elsewhere")]
    VaultInUse,
    /// Made by a newer version of the program.
    #[error("the vault has format {found}, this build knows up to {supported}")]
    VaultTooNew {
        /// The format found.
        found: u32,
        /// The newest format that this build knows.
        supported: u32,
    },
    /// No copy of the header is whole and genuine.
    #[error("the vault header is damaged")]
    HeaderDamaged,
    /// The header asks for key derivation outside the bounds, as a tampered one would.
    #[error("the vault header asks for key derivation out of bounds")]
    HeaderRefused,
    /// The caller asked for key derivation outside the bounds.
    #[error("key derivation out of bounds")]
    KdfOutOfBounds,
    /// The passphrase is empty.
    #[error("the passphrase is empty")]
    EmptyPassphrase,
    /// The header is whole, the passphrase does not open it.
    #[error("wrong passphrase")]
    WrongPassphrase,
    /// The recovery key is well written but belongs to another vault, or was replaced.
    #[error("wrong recovery key")]
    WrongRecoveryKey,
    /// The recovery key does not consist of eight groups of five.
    #[error("the recovery key does not have eight groups of five")]
    RecoveryKeyMalformed,
    /// The check letter of a group does not fit: a slip of the pen or of the finger.
    #[error("group {group} of the recovery key is mistyped")]
    RecoveryKeyTypo {
        /// The group, counted from 1.
        group: u8,
    },
    /// `registry.db` cannot be read with its own key.
    #[error("the registry of the vault is damaged")]
    RegistryDamaged,
    /// A survey's file is missing or has pages that fail their check.
    #[error("the file of survey {survey} is damaged")]
    SurveyDamaged {
        /// The survey.
        survey: SurveyId,
    },
    /// A survey's log is older than, or different from, what the registry recorded.
    #[error("survey {survey} is older than the vault recorded")]
    RolledBack {
        /// The survey.
        survey: SurveyId,
    },
    /// The survey was erased; its tombstone stays.
    #[error("survey {survey} was erased")]
    Erased {
        /// The survey.
        survey: SurveyId,
    },
    /// The vault has no such survey.
    #[error("no survey {survey}")]
    UnknownSurvey {
        /// The survey.
        survey: SurveyId,
    },
    /// The vault has that survey already.
    #[error("survey {survey} exists already")]
    SurveyExists {
        /// The survey.
        survey: SurveyId,
    },
    /// The survey has no such record.
    #[error("no {} {id}", kind.name())]
    UnknownRecord {
        /// Its kind.
        kind: RecordKind,
        /// Its id.
        id: Uuid,
    },
    /// A field points at a record that does not exist.
    #[error("{field} refers to no existing {}", to.kind.name())]
    UnknownReference {
        /// The field.
        field: &'static str,
        /// What it points at.
        to: RecordRef,
    },
    /// The record was written in the meantime.
    #[error("the record is at revision {rev}")]
    Conflict {
        /// Its revision now.
        rev: u64,
    },
    /// Other records refer to it.
    #[error("{} records refer to it", by.len())]
    InUse {
        /// Which.
        by: Vec<RecordRef>,
    },
    /// The record breaks its own rules.
    #[error("the record has {} problems", .0.len())]
    Invalid(Vec<Problem>),
    /// No change of this session is there to be taken back, or made again.
    #[error("no such change in this session")]
    NoStep,
    /// There is no such snapshot.
    #[error("no such snapshot")]
    UnknownSnapshot,
    /// A copy failed one of its checks and was not taken.
    #[error("the copy failed its check of {check}")]
    CopyRefused {
        /// Which check.
        check: CopyCheck,
    },
    /// The database did not accept a safety setting.
    #[error("setting {0} was not accepted")]
    SettingRefused(&'static str),
    /// No such contact card, or one in another state.
    #[error("no such contact card")]
    UnknownCard,
    /// Another card, with another fingerprint, is kept under that id.
    #[error("another contact card has that id")]
    CardIdTaken,
    /// The vault has no such checklist of its own, or not in that version.
    #[error("no such checklist")]
    UnknownChecklist,
    /// That version of the checklist was released, so it neither changes nor goes.
    #[error("the checklist was released")]
    ChecklistReleased,
    /// Another text is kept under that id and version.
    #[error("another checklist has that id and version")]
    ChecklistDiffers,
    /// A write was given up in the middle, and its closure hid that.
    #[error("the write stopped half way")]
    HalfWritten,
    /// No space is left.
    #[error("no space left")]
    DiskFull,
    /// The place cannot be written.
    #[error("the place cannot be written")]
    ReadOnly,
    /// Input or output failed.
    #[error("input or output failed")]
    Io(#[source] io::Error),
    /// The database refused, with SQLite's extended code; 0 where a stored value has the wrong form.
    #[error("the database refused with code {code}")]
    Sql {
        /// SQLite's extended result code.
        code: i32,
    },
}

/// A check that every copy of a database passes before it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CopyCheck {
    /// It does not begin as an unencrypted database does.
    Encryption,
    /// The known text of the original is not readable in it.
    Canary,
    /// Every page has its right authentication code.
    Pages,
    /// The database is consistent in itself.
    Structure,
    /// Its log ends where that of the original ends.
    Log,
}

impl std::fmt::Display for CopyCheck {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            CopyCheck::Encryption => "encryption",
            CopyCheck::Canary => "known text",
            CopyCheck::Pages => "pages",
            CopyCheck::Structure => "structure",
            CopyCheck::Log => "log",
        })
    }
}

impl Error {
    /// A stored value that does not have the form in which it was written.
    pub(crate) fn stored_form() -> Self {
        Error::Sql { code: 0 }
    }

    /// What SQLite's extended result code means to a caller. What the system is short of, or forbids, is told apart
    /// from a refusal of the database: nobody must take the first for a damaged file.
    pub(crate) fn of_code(code: i32) -> Self {
        match (code & 0xFF, code) {
            // The shared memory beside a log grows by writing, so it is room that was missing.
            (ffi::SQLITE_FULL, _) | (_, ffi::SQLITE_IOERR_SHMSIZE) => Error::DiskFull,
            (ffi::SQLITE_READONLY | ffi::SQLITE_PERM, _) => Error::ReadOnly,
            (ffi::SQLITE_IOERR | ffi::SQLITE_CANTOPEN, _) => {
                Error::Io(io::Error::other(ffi::Error::new(code)))
            }
            _ => Error::Sql { code },
        }
    }

    /// Whether it says by itself that the content of a file is not what was written.
    pub(crate) fn is_damage(&self) -> bool {
        match self {
            Error::Sql { code } => matches!(code & 0xFF, 0 | ffi::SQLITE_CORRUPT | ffi::SQLITE_NOTADB),
            _ => false,
        }
    }

    /// Whether a damaged file could be behind it, so that looking at every page is worth the time.
    pub(crate) fn may_be_damage(&self) -> bool {
        matches!(self, Error::Sql { .. })
    }
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
                Error::DiskFull
            }
            io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied => Error::ReadOnly,
            _ => Error::Io(error),
        }
    }
}

impl From<rusqlite::Error> for Error {
    // rusqlite's own error may quote SQL, and one SQL text holds a key: only the code goes on.
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error() {
            Some(e) => Error::of_code(e.extended_code),
            None => Error::stored_form(),
        }
    }
}

impl From<serde_json::Error> for Error {
    fn from(_: serde_json::Error) -> Self {
        Error::stored_form()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operating_system_errors_become_what_the_user_can_act_on() {
        let check = |kind: io::ErrorKind, expected: &str| {
            let error = Error::from(io::Error::from(kind));
            assert_eq!(error.to_string(), expected, "{kind:?} has its own message");
        };
        check(io::ErrorKind::StorageFull, "no space left");
        check(io::ErrorKind::QuotaExceeded, "no space left");
        check(io::ErrorKind::ReadOnlyFilesystem, "the place cannot be written");
        check(io::ErrorKind::PermissionDenied, "the place cannot be written");
        check(io::ErrorKind::BrokenPipe, "input or output failed");
    }

    #[test]
    fn only_broken_content_is_damage() {
        let check = |code: i32, shown: &str, damage: bool| {
            let error = Error::of_code(code);
            assert_eq!(error.to_string(), shown, "code {code}");
            assert_eq!(error.is_damage(), damage, "code {code} as damage");
        };
        check(ffi::SQLITE_NOTADB, "the database refused with code 26", true);
        check(
            ffi::SQLITE_CORRUPT_INDEX,
            "the database refused with code 779",
            true,
        );
        check(0, "the database refused with code 0", true);
        check(ffi::SQLITE_FULL, "no space left", false);
        check(ffi::SQLITE_IOERR_SHMSIZE, "no space left", false);
        check(ffi::SQLITE_PERM, "the place cannot be written", false);
        check(
            ffi::SQLITE_READONLY_DIRECTORY,
            "the place cannot be written",
            false,
        );
        check(ffi::SQLITE_CANTOPEN, "input or output failed", false);
        check(ffi::SQLITE_IOERR_READ, "input or output failed", false);
        check(ffi::SQLITE_BUSY, "the database refused with code 5", false);
        check(ffi::SQLITE_NOMEM, "the database refused with code 7", false);
        check(ffi::SQLITE_ERROR, "the database refused with code 1", false);
    }

    #[test]
    fn an_sql_error_does_not_carry_the_statement_on() {
        let conn = rusqlite::Connection::open_in_memory().expect("memory is there");
        let error: Error = conn
            .execute_batch("SELECT secret FROM nowhere")
            .expect_err("no such table")
            .into();
        let shown = format!("{error} {error:?}");
        assert!(
            !shown.contains("secret") && !shown.contains("nowhere"),
            "statement leaked into {shown}"
        );
    }
}
