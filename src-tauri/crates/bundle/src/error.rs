//! Every way in which sealing or opening a bundle can fail, one variant each.
//!
//! Invariant: no message holds a secret, a path, a name of a person or anything the hospital told us. The only
//! texts that come out of a file are entry names that passed the grammar of `name` and versions.
//! Deliberately absent: words for the surveyor; the catalogue of the app has what happened and what to do.

use std::io;

/// The result of everything in this crate.
pub type Result<T> = std::result::Result<T, Error>;

/// What went wrong.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    // ---- the envelope
    /// None of the file's recipients is this key.
    #[error("not encrypted for this key")]
    NotForThisKey,
    /// The file ends early.
    #[error("the file is incomplete")]
    Truncated,
    /// The file was altered, or ends early where that cannot be told apart.
    #[error("the file is damaged")]
    Damaged,
    /// Not an age file, or an age file with something else inside.
    #[error("not a bundle")]
    NotABundle,
    /// Encrypted with a passphrase. No bundle is, so nobody is asked for one.
    #[error("encrypted with a passphrase, which no bundle is")]
    PassphraseFile,
    /// Over one of the limits.
    #[error("{what} over the limit of {limit}")]
    TooLarge {
        /// What is too large.
        what: &'static str,
        /// The limit: bytes, or a count.
        limit: u64,
    },

    // ---- the format
    /// Made by a newer program.
    #[error("made in a newer format, needs {needs}")]
    NewerFormat {
        /// The format that can read it, such as `bundle 2`.
        needs: String,
    },
    /// Demands something that this program does not know and must not ignore.
    #[error("demands an unknown feature")]
    UnknownCritical,
    /// The manifest breaks its own rules.
    #[error("manifest invalid: {what}")]
    ManifestInvalid {
        /// Which rule or field.
        what: &'static str,
    },
    /// The archive is not in the one form that is accepted.
    #[error("archive invalid: {what}")]
    ArchiveInvalid {
        /// Which rule or field.
        what: &'static str,
    },
    /// Something follows the end of the archive.
    #[error("data after the end of the archive")]
    TrailingData,

    // ---- checklist packs
    /// Not a checklist pack.
    #[error("not a checklist pack")]
    NotAPack,
    /// The pack is not in the one form that is accepted.
    #[error("checklist pack invalid: {what}")]
    PackInvalid {
        /// Which rule.
        what: &'static str,
    },

    // ---- the sender
    /// Signed by somebody else than the card says.
    #[error("signed by another sender")]
    WrongSender,
    /// The sender's card was never compared with its owner.
    #[error("the sender's card is not verified")]
    SenderNotVerified,
    /// The sender's card is no longer to be trusted.
    #[error("the sender's card is retired")]
    SenderRetired,
    /// The signature does not fit.
    #[error("the signature does not fit")]
    BadSignature,
    /// Signed for somebody else: forwarded by one of the recipients.
    #[error("signed for another recipient")]
    NotARecipient,

    // ---- the entries
    /// An entry that the manifest lists is not there.
    #[error("entry {name} is missing")]
    EntryMissing {
        /// The entry.
        name: String,
    },
    /// An entry that the manifest does not list.
    #[error("entry {name} is not in the manifest")]
    EntryExtra {
        /// The entry.
        name: String,
    },
    /// An entry comes twice.
    #[error("entry {name} comes twice")]
    EntryDuplicate {
        /// The entry.
        name: String,
    },
    /// An entry stands in the wrong place.
    #[error("entry {name} is out of order")]
    EntryOrder {
        /// The entry.
        name: String,
    },
    /// An entry has a name that no bundle has.
    #[error("an entry has a forbidden name")]
    EntryPath,
    /// An entry is a link, a folder or an extension, not a regular file.
    #[error("an entry is not a regular file")]
    EntryKind,
    /// Size or content of an entry is not what the manifest says.
    #[error("entry {name} is not what the manifest says")]
    EntryMismatch {
        /// The entry.
        name: String,
    },

    // ---- keys and cards
    /// Nobody to seal for whose card was verified.
    #[error("no verified recipient")]
    NoVerifiedRecipient,
    /// One of the recipients has a card that is not verified, or retired.
    #[error("a recipient's card is not verified")]
    RecipientNotVerified,
    /// The card breaks its own rules.
    #[error("contact card invalid: {what}")]
    CardInvalid {
        /// Which rule or field.
        what: &'static str,
    },
    /// The day is not within the card's validity.
    #[error("contact card not valid on this day")]
    CardExpired,
    /// The signing key is not the one on the sender's card.
    #[error("the signing key does not belong to the sender's card")]
    KeyNotOnCard,
    /// The text is not a key of the kind wanted.
    #[error("not a usable key: {what}")]
    KeyInvalid {
        /// Which kind of key.
        what: &'static str,
    },
    /// The system gave no random bytes.
    #[error("no randomness from the system")]
    Randomness,

    // ---- the disk and the caller
    /// No space left. The old file is as it was.
    #[error("disk full")]
    DiskFull,
    /// The folder to write into is not there any more.
    #[error("target folder is gone")]
    FolderGone,
    /// The folder cannot be written to.
    #[error("target folder is read-only")]
    ReadOnly,
    /// Something is there already.
    #[error("target exists and is not empty")]
    TargetExists,
    /// One of the entries to seal could not be read.
    #[error("an entry could not be read")]
    SourceRead(#[source] io::Error),
    /// One of the entries changed while it was being sealed.
    #[error("entry {name} changed while it was being sealed")]
    SourceChanged {
        /// The entry.
        name: String,
    },
    /// What was written could not be read back; it was thrown away.
    #[error("what was written does not verify")]
    ReadBack(#[source] Box<Error>),
    /// Stopped by the caller.
    #[error("cancelled")]
    Cancelled,
    /// The caller's own step failed while taking over an entry.
    #[error("an entry could not be taken over")]
    TakeOver(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// Any other failure of the disk.
    #[error("input or output failed")]
    Io(#[source] io::Error),
}

impl Error {
    /// A failure while writing a file or folder, told apart by what the user can do about it.
    pub(crate) fn writing(error: io::Error) -> Self {
        use io::ErrorKind as Kind;
        match error.kind() {
            Kind::StorageFull | Kind::QuotaExceeded | Kind::WriteZero => Self::DiskFull,
            Kind::FileTooLarge => Self::TooLarge {
                what: "file for this disk",
                limit: u64::from(u32::MAX),
            },
            Kind::NotFound | Kind::NotADirectory => Self::FolderGone,
            Kind::ReadOnlyFilesystem | Kind::PermissionDenied => Self::ReadOnly,
            _ => Self::Io(error),
        }
    }

    /// A failure while reading the plaintext of an age file: its reader says by kind what it found.
    pub(crate) fn reading(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::UnexpectedEof => Self::Truncated,
            io::ErrorKind::InvalidData => Self::Damaged,
            _ => Self::Io(error),
        }
    }
}
