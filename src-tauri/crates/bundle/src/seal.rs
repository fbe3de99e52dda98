//! Sealing: one file for verified recipients, on the disk completely and proven readable, or not at all.
//!
//! Invariant: nothing is sealed for a card that was not verified, and the target is replaced only after the file was
//! read back from the disk, decrypted, its signature and every hash verified. Memory does not grow with the content.
//! Deliberately absent: compression, so that no bundle unpacks to more than its size; and the ledger of what was
//! sealed, which the vault keeps.

use crate::archive::{self, BUFFER};
use crate::card::{Card, CardState, KnownCard};
use crate::digest::Digest;
use crate::disk::PartFile;
use crate::envelope;
use crate::error::{Error, Result};
use crate::keys::{Identity, Recipient, SigningKey};
use crate::manifest::{Draft, Entry, MAX_ENTRIES, MAX_ENTRY_BYTES, Manifest, SealedFor};
use crate::name;
use crate::signature::Signature;
use crate::walk::{self, Front, Visitor};
use sha2::{Digest as _, Sha256};
use std::fs::File;
use std::io::{self, BufWriter, Read, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

const FILE_BUFFER: usize = 256 << 10;

/// One file to seal. It is opened twice, once to be hashed and once to be written; once only where its hash is known.
pub trait Source {
    /// Its name in the bundle: `name::RECORDS`, `name::deliverable_name(..)` or `name::evidence_name(..)`.
    fn name(&self) -> &str;
    /// Its media type.
    fn media_type(&self) -> &str;
    /// Its content, from the beginning.
    fn open(&self) -> io::Result<Box<dyn Read + '_>>;
    /// Its size in bytes and its SHA-256, where they are known without reading it. Reading back compares them with what
    /// was written, so a wrong value gives no bundle.
    fn known(&self) -> Option<(u64, Digest)> {
        None
    }
}

/// A source in memory.
#[derive(Clone, Debug)]
pub struct Bytes {
    /// Its name in the bundle.
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// Its content.
    pub content: Vec<u8>,
}

impl Source for Bytes {
    fn name(&self) -> &str {
        &self.name
    }
    fn media_type(&self) -> &str {
        &self.media_type
    }
    fn open(&self) -> io::Result<Box<dyn Read + '_>> {
        Ok(Box::new(self.content.as_slice()))
    }
}

/// What sealing is busy with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Hashing the entries.
    Hashing,
    /// Encrypting and writing.
    Writing,
    /// Reading back.
    Verifying,
}

/// How far sealing has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The step.
    pub step: Step,
    /// Bytes of content done in this step.
    pub done: u64,
    /// Bytes of content in all; zero while it is not known yet.
    pub total: u64,
}

/// Hears of progress, and stops the work with `ControlFlow::Break`.
pub type OnProgress<'a> = &'a mut dyn FnMut(Progress) -> ControlFlow<()>;

/// Everything that is needed to seal.
pub struct SealRequest<'a> {
    /// What the manifest shall say.
    pub draft: Draft,
    /// The files, in any order.
    pub entries: &'a [Box<dyn Source + 'a>],
    /// The sealing office's own card.
    pub sender: &'a Card,
    /// The key on that card.
    pub signing_key: &'a SigningKey,
    /// Whom to seal for: verified cards only.
    pub recipients: &'a [KnownCard],
    /// The file to write or replace.
    pub target: &'a Path,
    /// Hears of progress.
    pub progress: OnProgress<'a>,
}

/// A bundle on the disk.
#[derive(Clone, Debug)]
pub struct Sealed {
    /// Where it is.
    pub path: PathBuf,
    /// Its size.
    pub bytes: u64,
    /// SHA-256 of the file, as read back from the disk.
    pub sha256: Digest,
    /// Its manifest, with the recipients in it.
    pub manifest: Manifest,
}

/// Seals a bundle.
pub fn seal(request: SealRequest<'_>) -> Result<Sealed> {
    seal_through(request, &|file| Box::new(file))
}

/// How bytes get to the file; tests put a full disk in between.
type Route<'w> = &'w dyn for<'f> Fn(&'f File) -> Box<dyn Write + 'f>;

fn seal_through(request: SealRequest<'_>, route: Route<'_>) -> Result<Sealed> {
    let recipients = addressees(&request)?;
    may_replace(request.target)?;
    let mut meter = Meter {
        tell: request.progress,
        step: Step::Hashing,
        done: 0,
        total: 0,
    };
    let sources = in_order(request.entries)?;
    let entries = hash_all(&sources, &mut meter)?;
    let manifest = Manifest::new(request.draft, request.sender, recipients, entries)?;
    let front = sign(&manifest, request.signing_key)?;

    // Its secret half never leaves this function: it proves that the bytes on the disk can be opened.
    let witness = Identity::generate();
    let part = PartFile::beside(request.target)?;
    meter.next(Step::Writing, manifest.total_bytes());
    let write = Writing {
        front: &front,
        manifest: &manifest,
        sources: &sources,
        witness: witness.recipient(),
    };
    write.to(route(part.file()), &mut meter)?;
    part.file().sync_all().map_err(Error::writing)?;

    meter.next(Step::Verifying, manifest.total_bytes());
    let (sha256, bytes) = read_back(part.reopen()?, &witness, &front, request.signing_key, &mut meter)?;
    part.persist(request.target)?;
    Ok(Sealed {
        path: request.target.to_owned(),
        bytes,
        sha256,
        manifest,
    })
}

/// A new name, or that of an older age file. Anything else was named by mistake: a photo, a card, a file of the vault,
/// a device.
fn may_replace(target: &Path) -> Result<()> {
    const MAGIC: &[u8] = b"age-encryption.org/v1";
    match std::fs::symlink_metadata(target) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(Error::writing(error)),
        Ok(found) if !found.is_file() => return Err(Error::TargetExists),
        Ok(_) => {}
    }
    let mut head = Vec::new();
    let file = File::open(target).map_err(Error::writing)?;
    file.take(MAGIC.len() as u64)
        .read_to_end(&mut head)
        .map_err(Error::writing)?;
    if head == MAGIC {
        Ok(())
    } else {
        Err(Error::TargetExists)
    }
}

/// The keys to seal for, after making sure that every card may be used today.
fn addressees(request: &SealRequest<'_>) -> Result<Vec<SealedFor>> {
    let today = request.draft.created_at.day_in_japan();
    if *request.sender.public_key() != request.signing_key.public() {
        return Err(Error::KeyNotOnCard);
    }
    let verified = |known: &KnownCard| known.state == CardState::Verified;
    if !request.recipients.iter().any(verified) {
        return Err(Error::NoVerifiedRecipient);
    }
    // Leaving one out in silence would be as wrong as sealing for it.
    if !request.recipients.iter().all(verified) {
        return Err(Error::RecipientNotVerified);
    }
    let cards = request.recipients.iter().map(|known| &known.card);
    if cards
        .clone()
        .chain([request.sender])
        .any(|card| !card.is_valid_on(today))
    {
        return Err(Error::CardExpired);
    }
    let mut sealed_for: Vec<SealedFor> = Vec::new();
    for card in cards {
        for key in card.recipients() {
            if sealed_for.iter().all(|other| other.age != *key) {
                let (org, fingerprint) = (card.org().to_owned(), card.fingerprint().clone());
                sealed_for.push(SealedFor {
                    org,
                    fingerprint,
                    age: key.clone(),
                });
            }
        }
    }
    Ok(sealed_for)
}

fn in_order<'s>(entries: &'s [Box<dyn Source + 's>]) -> Result<Vec<&'s dyn Source>> {
    if entries.len() > MAX_ENTRIES {
        return Err(Error::TooLarge {
            what: "number of entries",
            limit: MAX_ENTRIES as u64,
        });
    }
    let mut placed = Vec::with_capacity(entries.len());
    for entry in entries {
        placed.push((name::place(entry.name())?, entry.as_ref()));
    }
    placed.sort_by_key(|(place, _)| *place);
    name::check_order(placed.iter().map(|(_, source)| source.name()))?;
    Ok(placed.into_iter().map(|(_, source)| source).collect())
}

fn hash_all(sources: &[&dyn Source], meter: &mut Meter<'_>) -> Result<Vec<Entry>> {
    let mut buffer = vec![0; BUFFER];
    let mut entries = Vec::with_capacity(sources.len());
    for source in sources {
        let (name, media_type) = (source.name().to_owned(), source.media_type().to_owned());
        if let Some((size, sha256)) = source.known() {
            if size > MAX_ENTRY_BYTES {
                return Err(Error::TooLarge {
                    what: "entry",
                    limit: MAX_ENTRY_BYTES,
                });
            }
            entries.push(Entry {
                name,
                size,
                sha256,
                media_type,
            });
            continue;
        }
        let (mut hash, mut size) = (Sha256::new(), 0u64);
        copy(*source, &mut buffer, |piece| {
            size += piece.len() as u64;
            if size > MAX_ENTRY_BYTES {
                return Err(Error::TooLarge {
                    what: "entry",
                    limit: MAX_ENTRY_BYTES,
                });
            }
            hash.update(piece);
            meter.add(piece.len())
        })?;
        entries.push(Entry {
            name,
            size,
            sha256: Digest::finish(hash),
            media_type,
        });
    }
    Ok(entries)
}

fn sign(manifest: &Manifest, key: &SigningKey) -> Result<Front> {
    let bytes = manifest.bytes()?;
    let signature = Signature::sign(&bytes, &manifest.trusted_comment(), key)
        .text()
        .into_bytes();
    Ok(Front {
        manifest: bytes,
        signature,
    })
}

struct Writing<'a> {
    front: &'a Front,
    manifest: &'a Manifest,
    sources: &'a [&'a dyn Source],
    witness: Recipient,
}

impl Writing<'_> {
    fn to(&self, file: Box<dyn Write + '_>, meter: &mut Meter<'_>) -> Result<()> {
        let file = BufWriter::with_capacity(FILE_BUFFER, file);
        let keys = self
            .manifest
            .recipients
            .iter()
            .map(|recipient| &recipient.age)
            .chain([&self.witness]);
        let mut archive = envelope::encrypt(file, keys)?;
        small_entry(&mut archive, name::MANIFEST, &self.front.manifest).map_err(Error::writing)?;
        small_entry(&mut archive, name::SIGNATURE, &self.front.signature).map_err(Error::writing)?;
        let mut buffer = vec![0; BUFFER];
        for (source, entry) in self.sources.iter().zip(&self.manifest.entries) {
            large_entry(&mut archive, *source, entry, &mut buffer, meter)?;
        }
        archive::write_end(&mut archive).map_err(Error::writing)?;
        let file = archive.finish().map_err(Error::writing)?;
        file.into_inner()
            .map_err(|error| Error::writing(error.into_error()))?
            .flush()
            .map_err(Error::writing)
    }
}

fn small_entry(archive: &mut impl Write, name: &str, content: &[u8]) -> io::Result<()> {
    archive::write_header(archive, name, content.len() as u64)?;
    archive.write_all(content)?;
    archive::write_padding(archive, content.len() as u64)
}

fn large_entry(
    archive: &mut impl Write,
    source: &dyn Source,
    entry: &Entry,
    buffer: &mut [u8],
    meter: &mut Meter<'_>,
) -> Result<()> {
    let changed = || Error::SourceChanged {
        name: entry.name.clone(),
    };
    archive::write_header(archive, &entry.name, entry.size).map_err(Error::writing)?;
    let mut left = entry.size;
    copy(source, buffer, |piece| {
        left = left.checked_sub(piece.len() as u64).ok_or_else(changed)?;
        archive.write_all(piece).map_err(Error::writing)?;
        meter.add(piece.len())
    })?;
    if left > 0 {
        return Err(changed());
    }
    archive::write_padding(archive, entry.size).map_err(Error::writing)
}

fn copy(source: &dyn Source, buffer: &mut [u8], mut take: impl FnMut(&[u8]) -> Result<()>) -> Result<()> {
    let mut content = source.open().map_err(Error::SourceRead)?;
    loop {
        match content.read(buffer) {
            Ok(0) => return Ok(()),
            Ok(count) => take(&buffer[..count])?,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(Error::SourceRead(error)),
        }
    }
}

fn read_back(
    file: File,
    witness: &Identity,
    written: &Front,
    key: &SigningKey,
    meter: &mut Meter<'_>,
) -> Result<(Digest, u64)> {
    let judge = |front: &Front| {
        let manifest = front.signed_by(&key.public())?;
        if front == written {
            Ok(manifest)
        } else {
            Err(Error::Damaged)
        }
    };
    match walk::walk(file, witness, judge, &mut Verifying { meter }) {
        Ok(walked) => Ok((walked.sha256, walked.bytes)),
        Err(Error::Cancelled) => Err(Error::Cancelled),
        // The content changed between hashing and writing without changing its size, or the disk lies.
        Err(error) => Err(Error::ReadBack(Box::new(error))),
    }
}

struct Verifying<'m, 'p> {
    meter: &'m mut Meter<'p>,
}

impl Visitor for Verifying<'_, '_> {
    fn piece(&mut self, piece: &[u8]) -> Result<()> {
        self.meter.add(piece.len())
    }
}

struct Meter<'p> {
    tell: OnProgress<'p>,
    step: Step,
    done: u64,
    total: u64,
}

impl Meter<'_> {
    fn next(&mut self, step: Step, total: u64) {
        (self.step, self.done, self.total) = (step, 0, total);
    }

    fn add(&mut self, bytes: usize) -> Result<()> {
        self.done += bytes as u64;
        match (self.tell)(Progress {
            step: self.step,
            done: self.done,
            total: self.total,
        }) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(Error::Cancelled),
        }
    }
}

#[cfg(test)]
mod tests;
