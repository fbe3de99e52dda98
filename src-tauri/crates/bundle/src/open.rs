//! Opening: nothing is handed over before everything is verified.
//!
//! Invariant: an `Opened` exists only after a whole pass over the file found the envelope, the signature by the sender's
//! verified card, my key among the signed recipients, every entry and the end. Content is handed over in a second pass
//! over the same open file, which verifies everything again, so no plaintext is staged on the disk.
//! Deliberately absent: replay checks (id, `seq`, previous bundle), which need the vault, and the import itself.

use crate::card::{CardState, KnownCard};
use crate::digest::Digest;
use crate::disk::PartFolder;
use crate::error::{Error, Result};
use crate::keys::{Identity, PublicKey};
use crate::manifest::{Entry, Manifest};
use crate::name;
use crate::walk::{self, Front, Visitor, Walked};
use junkai_core::Day;
use std::fs::{self, File};
use std::io::{Read, Seek, Write};
use std::path::Path;

/// What a bundle says about itself, and what of it holds.
#[derive(Clone, Debug)]
pub struct Inspection {
    /// The manifest. Its sender is a claim as long as nobody compared the card.
    pub manifest: Manifest,
    /// Whether the key named in the manifest made the signature.
    pub signature_holds: bool,
    /// Whether the identity that opened the file is among the signed recipients.
    pub recipient_is_me: bool,
    /// The entries whose size or SHA-256 is not what the manifest says.
    pub mismatched: Vec<String>,
    /// SHA-256 of the file.
    pub sha256: Digest,
    /// Its size.
    pub bytes: u64,
}

impl Inspection {
    /// Whether signature, recipient and every hash hold.
    pub fn holds(&self) -> bool {
        self.signature_holds && self.recipient_is_me && self.mismatched.is_empty()
    }
}

/// Reads a bundle without knowing its sender, and hands nothing over.
pub fn inspect(file: impl Read, identity: &Identity) -> Result<Inspection> {
    let mut signature_holds = false;
    let mut mismatched = Mismatched(Vec::new());
    let judge = |front: &Front| {
        let manifest = Manifest::parse(&front.manifest)?;
        signature_holds = front.signed_by(&manifest.sender.ed25519).is_ok();
        Ok(manifest)
    };
    let Walked {
        manifest,
        sha256,
        bytes,
        ..
    } = walk::walk(file, identity, judge, &mut mismatched)?;
    let recipient_is_me = manifest.is_for(&identity.recipient());
    Ok(Inspection {
        manifest,
        signature_holds,
        recipient_is_me,
        mismatched: mismatched.0,
        sha256,
        bytes,
    })
}

struct Mismatched(Vec<String>);

impl Visitor for Mismatched {
    fn end(&mut self, entry: &Entry, holds: bool) -> Result<()> {
        if !holds {
            self.0.push(entry.name.clone());
        }
        Ok(())
    }
}

/// A bundle of which everything was verified.
pub struct Opened<'i, R> {
    file: R,
    identity: &'i Identity,
    sender: PublicKey,
    walked: Walked,
}

/// Opens a bundle that was sealed for `identity` by the holder of the card `sender`. `today` decides whether the card
/// may still be used; what the sender wrote as the time of sealing does not, because a stolen key can backdate.
pub fn open<'i, R: Read + Seek>(
    mut file: R,
    identity: &'i Identity,
    sender: &KnownCard,
    today: Day,
) -> Result<Opened<'i, R>> {
    let key = *sender.card.public_key();
    let judge = |front: &Front| {
        let manifest = front.signed_by(&key)?;
        match sender.state {
            CardState::Unverified => return Err(Error::SenderNotVerified),
            CardState::Retired => return Err(Error::SenderRetired),
            CardState::Verified if !sender.card.is_valid_on(today) => return Err(Error::CardExpired),
            CardState::Verified => {}
        }
        if manifest.is_for(&identity.recipient()) {
            Ok(manifest)
        } else {
            Err(Error::NotARecipient)
        }
    };
    file.rewind().map_err(Error::Io)?;
    let walked = walk::walk(&mut file, identity, judge, &mut Strict)?;
    Ok(Opened {
        file,
        identity,
        sender: key,
        walked,
    })
}

/// Looks at everything and takes nothing.
struct Strict;
impl Visitor for Strict {}

impl<R: Read + Seek> Opened<'_, R> {
    /// The manifest.
    pub fn manifest(&self) -> &Manifest {
        &self.walked.manifest
    }

    /// The signed bytes of the manifest.
    pub fn manifest_bytes(&self) -> &[u8] {
        &self.walked.front.manifest
    }

    /// The signature file.
    pub fn signature_bytes(&self) -> &[u8] {
        &self.walked.front.signature
    }

    /// SHA-256 of the bundle file, by which a repeated one is recognised.
    pub fn sha256(&self) -> Digest {
        self.walked.sha256
    }

    /// Size of the bundle file.
    pub fn bytes(&self) -> u64 {
        self.walked.bytes
    }

    /// Hands over every entry, each verified once more before `take` sees it; one at a time is in memory.
    pub fn take_over<E>(
        &mut self,
        mut take: impl FnMut(&Entry, &[u8]) -> std::result::Result<(), E>,
    ) -> Result<()>
    where
        E: Into<Box<dyn std::error::Error + Send + Sync>>,
    {
        let mut taken = |entry: &Entry, content: &[u8]| {
            take(entry, content).map_err(|error| Error::TakeOver(error.into()))
        };
        self.again(&mut TakeOver {
            content: Vec::new(),
            take: &mut taken,
        })
    }

    /// Writes every file of the bundle below the new folder `dir`, which appears only when all of it is there. Files are
    /// not synced one by one: the bundle is still there to extract again.
    pub fn extract_to(&mut self, dir: &Path) -> Result<()> {
        let part = PartFolder::beside(dir)?;
        let entries = &self.manifest().entries;
        for folder in name::folders(entries.iter().map(|entry| entry.name.as_str())) {
            fs::create_dir(part.path().join(folder)).map_err(Error::writing)?;
        }
        for (name, bytes) in [
            (name::MANIFEST, self.manifest_bytes()),
            (name::SIGNATURE, self.signature_bytes()),
        ] {
            fs::write(part.path().join(name), bytes).map_err(Error::writing)?;
        }
        self.again(&mut Extract {
            folder: part.path(),
            file: None,
        })?;
        part.persist(dir)
    }

    /// A second pass over the same file. The same signed manifest makes it the same bundle: it names every hash.
    fn again(&mut self, visitor: &mut dyn Visitor) -> Result<()> {
        self.file.rewind().map_err(Error::Io)?;
        let before = &self.walked.front;
        let judge = |front: &Front| {
            if front == before {
                front.signed_by(&self.sender)
            } else {
                Err(Error::Damaged)
            }
        };
        walk::walk(&mut self.file, self.identity, judge, visitor).map(drop)
    }
}

struct TakeOver<'t> {
    content: Vec<u8>,
    take: &'t mut dyn FnMut(&Entry, &[u8]) -> Result<()>,
}

impl Visitor for TakeOver<'_> {
    fn begin(&mut self, _: &Entry) -> Result<()> {
        self.content.clear();
        Ok(())
    }
    fn piece(&mut self, piece: &[u8]) -> Result<()> {
        self.content.extend_from_slice(piece);
        Ok(())
    }
    fn end(&mut self, entry: &Entry, holds: bool) -> Result<()> {
        if !holds {
            return Err(Error::EntryMismatch {
                name: entry.name.clone(),
            });
        }
        (self.take)(entry, &self.content)
    }
}

struct Extract<'f> {
    folder: &'f Path,
    file: Option<File>,
}

impl Visitor for Extract<'_> {
    fn begin(&mut self, entry: &Entry) -> Result<()> {
        // The name passed the grammar of `name`; `create_new` follows no link that somebody put there.
        let path = self.folder.join(&entry.name);
        self.file = Some(File::create_new(path).map_err(Error::writing)?);
        Ok(())
    }
    fn piece(&mut self, piece: &[u8]) -> Result<()> {
        let file = self
            .file
            .as_mut()
            .expect("BUG: an entry begins before it has content");
        file.write_all(piece).map_err(Error::writing)
    }
}
