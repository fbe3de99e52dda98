//! Exit codes: a script must be able to tell a wrong passphrase from a full disk.

use junkai_app::{Code, WireError};

/// Why the command failed.
pub(crate) enum Failure {
    /// An error of the table or of a use case; its words are printed.
    Wire(WireError),
    /// Already said; only the exit code is left.
    Said(u8),
}

impl From<WireError> for Failure {
    fn from(error: WireError) -> Self {
        Self::Wire(error)
    }
}

impl Failure {
    /// The exit code, as `junkai --help` lists them.
    pub(crate) fn exit_code(&self) -> u8 {
        match self {
            Self::Said(code) => *code,
            Self::Wire(error) => exit_code(error.code),
        }
    }
}

fn exit_code(code: Code) -> u8 {
    match code {
        Code::WrongPassphrase
        | Code::WrongRecoveryKey
        | Code::HeaderDamaged
        | Code::HeaderRefused
        | Code::VaultTooNew
        | Code::VaultInUse
        | Code::NotAVault
        | Code::VaultGone
        | Code::SurveyDamaged
        | Code::RegistryDamaged
        | Code::RecoveryKeyTypo
        | Code::RolledBack
        | Code::BuildWithoutCipher => 3,
        Code::BundleNotForThisKey
        | Code::BundleTruncated
        | Code::BundleDamaged
        | Code::NotABundle
        | Code::BundlePassphrase
        | Code::BundleTooNew
        | Code::BundleWrongSender
        | Code::BundleBadSignature
        | Code::BundleNotARecipient
        | Code::BundleEntryMissing
        | Code::BundleEntryExtra
        | Code::BundleEntryDuplicate
        | Code::BundleEntryPath
        | Code::BundleEntryMismatch
        | Code::BundleEntryOrder
        | Code::BundleInvalid
        | Code::BundleSenderNotVerified
        | Code::BundleTooLarge
        | Code::CardInvalid
        | Code::CardExpired
        | Code::CardFingerprintDiffers
        | Code::NoVerifiedRecipient
        | Code::NotAChecklistPack
        | Code::ChecklistPackDamaged
        | Code::ChecklistSignerNotVerified
        | Code::IdentityInvalid => 4,
        Code::DiskFull | Code::ReadOnly | Code::FolderGone | Code::TargetExists | Code::VaultExists => 5,
        Code::Internal => 70,
        _ => 1,
    }
}
