//! From the errors of vault, bundle, documents and files to the codes of the wire.
//!
//! Invariant: only ids, counts, names of fields and formats pass; what a library said stays behind in the log.

use crate::error::{Code, Error, problems_param};
use junkai_bundle::Error as BundleError;
use junkai_store::{Error as StoreError, Notice};
use serde_json::json;
use std::io;

impl From<junkai_import::Error> for Error {
    fn from(error: junkai_import::Error) -> Self {
        use junkai_import::Error as E;
        let code = match error {
            E::NotAWorkbook => Code::WorkbookNotOne,
            E::OldWorkbook => Code::WorkbookOld,
            E::BinaryWorkbook => Code::WorkbookBinary,
            E::Password => Code::WorkbookPassword,
            E::Macros => Code::WorkbookMacros,
            E::ExternalLinks => Code::WorkbookLinks,
            E::TooLarge { what } => return Error::of(Code::WorkbookTooLarge).with("what", what.to_string()),
            _ => Code::WorkbookDamaged,
        };
        Error::of(code).because(error)
    }
}

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        use StoreError as E;
        let out = match &error {
            E::BuildWithoutSqlCipher => Error::of(Code::BuildWithoutCipher),
            E::NotAVault => Error::of(Code::NotAVault),
            E::VaultGone => Error::of(Code::VaultGone),
            E::VaultExists | E::FolderNotEmpty => Error::of(Code::VaultExists),
            E::VaultInUse => Error::of(Code::VaultInUse),
            E::VaultTooNew { found, supported } => Error::of(Code::VaultTooNew)
                .with("found", *found)
                .with("supported", *supported),
            E::HeaderDamaged => Error::of(Code::HeaderDamaged),
            E::HeaderRefused | E::KdfOutOfBounds => Error::of(Code::HeaderRefused),
            E::EmptyPassphrase => Error::of(Code::InvalidArgs)
                .with("field", "passphrase")
                .with("problem", "required"),
            E::WrongPassphrase => Error::of(Code::WrongPassphrase),
            E::WrongRecoveryKey | E::RecoveryKeyMalformed => Error::of(Code::WrongRecoveryKey),
            E::RecoveryKeyTypo { group } => Error::of(Code::RecoveryKeyTypo).with("group", *group),
            E::RegistryDamaged => Error::of(Code::RegistryDamaged),
            E::SurveyDamaged { survey } => Error::of(Code::SurveyDamaged).with("survey", survey.to_string()),
            E::RolledBack { survey } => Error::of(Code::RolledBack).with("survey", survey.to_string()),
            E::Erased { survey } => Error::of(Code::SurveyErased).with("survey", survey.to_string()),
            E::UnknownSurvey { survey } => Error::of(Code::NotFound)
                .with("kind", "survey")
                .with("id", survey.to_string()),
            E::SurveyExists { survey } => Error::of(Code::SurveyExists).with("survey", survey.to_string()),
            E::UnknownRecord { kind, id } => Error::of(Code::NotFound)
                .with("kind", kind.name())
                .with("id", id.to_string()),
            E::UnknownReference { field, to } => Error::of(Code::UnknownReference)
                .with("field", *field)
                .with("kind", to.kind.name())
                .with("id", to.id.to_string()),
            E::Conflict { rev } => Error::of(Code::Conflict).with("rev", *rev),
            E::InUse { by } => Error::of(Code::InUse)
                .with("count", by.len())
                .with("by", json!(by)),
            E::Invalid(problems) => Error::of(Code::InvalidRecord).with("problems", problems_param(problems)),
            E::NoStep => Error::of(Code::NotFound).with("kind", "change"),
            E::UnknownSnapshot => Error::of(Code::NotFound).with("kind", "snapshot"),
            E::CardIdTaken => Error::of(Code::CardInvalid).with("what", "id_taken"),
            E::UnknownCard => Error::of(Code::NotFound).with("kind", "card"),
            E::UnknownChecklist => Error::of(Code::ChecklistUnknown),
            E::ChecklistReleased => Error::of(Code::ChecklistReleased),
            E::ChecklistDiffers => Error::of(Code::ChecklistDiffers),
            E::Io(_) => Error::of(Code::FileUnreadable),
            E::CopyRefused { .. } => Error::of(Code::SurveyDamaged),
            E::DiskFull => Error::of(Code::DiskFull),
            E::ReadOnly => Error::of(Code::ReadOnly),
            _ => Error::internal("store"),
        };
        out.because(error)
    }
}

/// A notice as a key of the catalogue, with the survey or moment that it is about.
pub(crate) fn notice(notice: &Notice) -> (&'static str, String) {
    match notice {
        Notice::HeaderRepaired => ("notice_header_repaired", String::new()),
        Notice::SnapshotFailed { survey } => ("notice_snapshot_failed", survey.to_string()),
        Notice::ErasureFinished { survey } => ("notice_erasure_finished", survey.to_string()),
        Notice::RegistryRestored { from } => ("notice_registry_restored", from.to_string()),
        Notice::UnlistedSurvey { survey } => ("notice_unlisted_survey", survey.to_string()),
        Notice::ClockBack { recorded } => ("notice_clock_back", recorded.to_string()),
    }
}

impl From<BundleError> for Error {
    fn from(error: BundleError) -> Self {
        use BundleError as E;
        let entry = |code, name: &str| Error::of(code).with("entry", name);
        let out = match &error {
            E::NotForThisKey => Error::of(Code::BundleNotForThisKey),
            E::Truncated => Error::of(Code::BundleTruncated),
            E::Damaged => Error::of(Code::BundleDamaged),
            E::NotABundle => Error::of(Code::NotABundle),
            E::NotAPack => Error::of(Code::NotAChecklistPack),
            E::PackInvalid { what } => Error::of(Code::ChecklistPackDamaged).with("what", *what),
            E::PassphraseFile => Error::of(Code::BundlePassphrase),
            E::TooLarge { what, .. } if what.contains("card") => {
                Error::of(Code::CardInvalid).with("what", "size")
            }
            E::TooLarge { what, limit } => Error::of(Code::BundleTooLarge)
                .with("what", *what)
                .with("limit", *limit),
            E::NewerFormat { needs } => Error::of(Code::BundleTooNew).with("needs", needs.as_str()),
            E::UnknownCritical => Error::of(Code::BundleTooNew),
            E::ManifestInvalid { what } | E::ArchiveInvalid { what } => {
                Error::of(Code::BundleInvalid).with("what", *what)
            }
            E::TrailingData => Error::of(Code::BundleDamaged).with("what", "trailing"),
            E::WrongSender => Error::of(Code::BundleWrongSender),
            E::SenderNotVerified | E::SenderRetired => Error::of(Code::BundleSenderNotVerified),
            E::BadSignature => Error::of(Code::BundleBadSignature),
            E::NotARecipient => Error::of(Code::BundleNotARecipient),
            E::EntryMissing { name } => entry(Code::BundleEntryMissing, name),
            E::EntryExtra { name } => entry(Code::BundleEntryExtra, name),
            E::EntryDuplicate { name } => entry(Code::BundleEntryDuplicate, name),
            E::EntryOrder { name } => entry(Code::BundleEntryOrder, name),
            E::EntryPath | E::EntryKind => Error::of(Code::BundleEntryPath),
            E::EntryMismatch { name } => entry(Code::BundleEntryMismatch, name),
            E::NoVerifiedRecipient | E::RecipientNotVerified => Error::of(Code::NoVerifiedRecipient),
            E::CardInvalid { what } => Error::of(Code::CardInvalid).with("what", *what),
            E::CardExpired => Error::of(Code::CardExpired),
            E::KeyInvalid { .. } => Error::of(Code::IdentityInvalid),
            E::DiskFull => Error::of(Code::DiskFull),
            E::FolderGone => Error::of(Code::FolderGone),
            E::ReadOnly => Error::of(Code::ReadOnly),
            E::TargetExists => Error::of(Code::TargetExists),
            E::Cancelled => Error::of(Code::Cancelled),
            _ => Error::internal("bundle"),
        };
        out.because(error)
    }
}

impl Error {
    /// An error of the file system; what is not one of the known kinds becomes `otherwise`.
    pub fn from_io(error: io::Error, otherwise: Code) -> Self {
        let code = match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
                Code::DiskFull
            }
            io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied => Code::ReadOnly,
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Code::FolderGone,
            io::ErrorKind::AlreadyExists | io::ErrorKind::DirectoryNotEmpty => Code::TargetExists,
            _ => otherwise,
        };
        Error::of(code).because(error)
    }
}
