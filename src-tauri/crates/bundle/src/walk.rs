//! One pass over a sealed file: envelope, manifest, signature, every entry, and the end of it all.
//!
//! Invariant: whoever walks a file to `Ok` has read it to its last authenticated byte, in the one order, with nothing
//! missing and nothing beside it. The manifest is parsed only after the caller's `judge` saw the raw signed bytes.
//! Deliberately absent: what becomes of the content; that is the visitor's part.

use crate::archive::{self, ArchiveReader, Found};
use crate::digest::Digest;
use crate::envelope::{self, Tap};
use crate::error::{Error, Result};
use crate::keys::{Identity, PublicKey};
use crate::manifest::{Entry, MAX_ENTRY_BYTES, MAX_MANIFEST_BYTES, Manifest};
use crate::name;
use crate::signature::{MAX_SIGNATURE_BYTES, Signature};
use sha2::{Digest as _, Sha256};
use std::io::Read;

/// The first two entries, as they stand in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Front {
    pub(crate) manifest: Vec<u8>,
    pub(crate) signature: Vec<u8>,
}

impl Front {
    /// The manifest, if `key` signed these very bytes and its comment names this very bundle.
    pub(crate) fn signed_by(&self, key: &PublicKey) -> Result<Manifest> {
        let signature = Signature::parse(&self.signature)?;
        let comment = signature.verify(&self.manifest, key)?;
        let manifest = Manifest::parse(&self.manifest)?;
        if comment != manifest.trusted_comment() {
            return Err(Error::BadSignature);
        }
        if manifest.sender.ed25519 != *key {
            return Err(Error::WrongSender);
        }
        Ok(manifest)
    }
}

/// Takes the content of the entries as it goes by.
pub(crate) trait Visitor {
    /// The next entry begins.
    fn begin(&mut self, _entry: &Entry) -> Result<()> {
        Ok(())
    }
    /// A piece of its content, not yet verified.
    fn piece(&mut self, _piece: &[u8]) -> Result<()> {
        Ok(())
    }
    /// It ended; `holds` when size and SHA-256 are what the manifest says.
    fn end(&mut self, entry: &Entry, holds: bool) -> Result<()> {
        if holds {
            Ok(())
        } else {
            Err(Error::EntryMismatch {
                name: entry.name.clone(),
            })
        }
    }
}

/// What a walk found out.
pub(crate) struct Walked {
    pub(crate) manifest: Manifest,
    pub(crate) front: Front,
    pub(crate) sha256: Digest,
    pub(crate) bytes: u64,
}

/// Walks the whole file.
pub(crate) fn walk<R: Read>(
    file: R,
    identity: &Identity,
    judge: impl FnOnce(&Front) -> Result<Manifest>,
    visitor: &mut dyn Visitor,
) -> Result<Walked> {
    let mut tap = Tap::new(file);
    let mut expected = None;
    let outcome = walk_plain(&mut tap, identity, judge, visitor, &mut expected);
    match outcome {
        Ok((manifest, front)) => {
            let (sha256, bytes) = tap.finish();
            Ok(Walked {
                manifest,
                front,
                sha256,
                bytes,
            })
        }
        // A cut in the middle of a chunk looks to age like a changed one; the signed sizes tell them apart.
        Err(Error::Damaged) if expected.is_some_and(|bytes| tap.ended_before(bytes)) => Err(Error::Truncated),
        Err(error) => Err(error),
    }
}

fn walk_plain<R: Read>(
    tap: &mut Tap<R>,
    identity: &Identity,
    judge: impl FnOnce(&Front) -> Result<Manifest>,
    visitor: &mut dyn Visitor,
    expected: &mut Option<u64>,
) -> Result<(Manifest, Front)> {
    let (plain, header_bytes) = envelope::decrypt(tap, identity)?;
    let mut archive = ArchiveReader::new(plain);
    let front = read_front(&mut archive)?;
    let manifest = judge(&front)?;
    *expected = Some(envelope::sealed_bytes(
        header_bytes,
        plain_bytes(&front, &manifest),
    ));
    for (position, entry) in manifest.entries.iter().enumerate() {
        let Some(found) = archive.next_header()? else {
            return Err(Error::EntryMissing {
                name: entry.name.clone(),
            });
        };
        if found.name != entry.name {
            return Err(misplaced(&mut archive, found, position, &manifest.entries));
        }
        visit(&mut archive, &found, entry, visitor)?;
    }
    match archive.next_header()? {
        None => Ok((manifest, front)),
        Some(found) => Err(misplaced(
            &mut archive,
            found,
            manifest.entries.len(),
            &manifest.entries,
        )),
    }
}

/// Bytes of the archive of such a bundle.
pub(crate) fn plain_bytes(front: &Front, manifest: &Manifest) -> u64 {
    let sizes = [front.manifest.len() as u64, front.signature.len() as u64];
    let sizes = sizes
        .into_iter()
        .chain(manifest.entries.iter().map(|entry| entry.size));
    sizes.map(archive::stored_bytes).sum::<u64>() + archive::END_BYTES
}

fn read_front<R: Read>(archive: &mut ArchiveReader<R>) -> Result<Front> {
    let first = match archive.next_header() {
        Ok(Some(found)) => found,
        // Something that is no archive at all was encrypted for us.
        Ok(None) | Err(Error::ArchiveInvalid { .. }) => return Err(Error::NotABundle),
        Err(error) => return Err(error),
    };
    if first.name != name::MANIFEST {
        return Err(Error::NotABundle);
    }
    let manifest = read_limited(archive, &first, "manifest", MAX_MANIFEST_BYTES)?;
    let second = match archive.next_header()? {
        Some(found) if found.name == name::SIGNATURE => found,
        Some(found) if found.name == name::MANIFEST => {
            return Err(Error::EntryDuplicate { name: found.name });
        }
        _ => {
            return Err(Error::EntryMissing {
                name: name::SIGNATURE.to_owned(),
            });
        }
    };
    let signature = read_limited(archive, &second, "signature", MAX_SIGNATURE_BYTES)?;
    Ok(Front { manifest, signature })
}

fn read_limited<R: Read>(
    archive: &mut ArchiveReader<R>,
    found: &Found,
    what: &'static str,
    limit: u64,
) -> Result<Vec<u8>> {
    if found.size > limit {
        return Err(Error::TooLarge { what, limit });
    }
    archive.small_content(found.size)
}

fn visit<R: Read>(
    archive: &mut ArchiveReader<R>,
    found: &Found,
    entry: &Entry,
    visitor: &mut dyn Visitor,
) -> Result<()> {
    if found.size > MAX_ENTRY_BYTES {
        return Err(Error::TooLarge {
            what: "entry",
            limit: MAX_ENTRY_BYTES,
        });
    }
    visitor.begin(entry)?;
    let mut hash = Sha256::new();
    archive.content(found.size, |piece| {
        hash.update(piece);
        visitor.piece(piece)
    })?;
    let holds = found.size == entry.size && Digest::finish(hash) == entry.sha256;
    visitor.end(entry, holds)
}

/// Says what is wrong with an entry that is not the one due at `position`.
fn misplaced<R: Read>(
    archive: &mut ArchiveReader<R>,
    found: Found,
    position: usize,
    entries: &[Entry],
) -> Error {
    let name = found.name;
    let is_front = name == name::MANIFEST || name == name::SIGNATURE;
    if is_front || entries[..position].iter().any(|entry| entry.name == name) {
        return Error::EntryDuplicate { name };
    }
    if name::place(&name).is_err() {
        return Error::EntryPath;
    }
    let Some(due) = entries.get(position) else {
        return Error::EntryExtra { name };
    };
    if !entries[position..].iter().any(|entry| entry.name == name) {
        return Error::EntryExtra { name };
    }
    if comes_later(archive, found.size, &due.name) {
        Error::EntryOrder { name }
    } else {
        Error::EntryMissing {
            name: due.name.clone(),
        }
    }
}

/// Whether an entry called `name` follows; `skip` bytes of the entry at hand come first.
fn comes_later<R: Read>(archive: &mut ArchiveReader<R>, skip: u64, name: &str) -> bool {
    let mut skip = skip;
    loop {
        if archive.content(skip, |_| Ok(())).is_err() {
            return false;
        }
        match archive.next_header() {
            Ok(Some(found)) if found.name == name => return true,
            Ok(Some(found)) => skip = found.size,
            _ => return false,
        }
    }
}
