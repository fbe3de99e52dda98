//! Checklist packs: one checklist in one file, signed by the office that shares it.
//!
//! Invariant: `*.junkai-checklist` is a strict ustar archive of `checklist.toml`, `checklist.toml.minisig` and
//! `sender.card`, in that order; stock `tar` and `minisign` unpack and verify it. A [`Pack`] that was read exists only
//! after the card's own signature and the card's signature over the list, its id and its version were found to fit.
//! The same list, card and key give the same bytes.
//! Deliberately absent: encryption, because a checklist holds questions and no answers; the meaning of the list; and
//! trust in the card, which is a comparison that the vault remembers.

use crate::archive::{self, ArchiveReader, Found};
use crate::card::{Card, MAX_CARD_BYTES};
use crate::digest::Digest;
use crate::disk::PartFile;
use crate::error::{Error, Result};
use crate::keys::SigningKey;
use crate::name;
use crate::signature::{MAX_SIGNATURE_BYTES, Signature};
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;

/// Bytes a checklist in a pack may have.
pub const MAX_CHECKLIST_BYTES: u64 = 8 << 20;

const LIST: &str = "checklist.toml";
const SIGNATURE: &str = "checklist.toml.minisig";
const CARD: &str = "sender.card";

/// The entries, with what they are called in an error and how large they may be.
const ENTRIES: [(&str, &str, u64); 3] = [
    (LIST, "checklist", MAX_CHECKLIST_BYTES),
    (SIGNATURE, "signature", MAX_SIGNATURE_BYTES),
    (CARD, "card in the pack", MAX_CARD_BYTES as u64),
];

/// A checklist with who signed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pack {
    id: String,
    version: String,
    text: String,
    card: Card,
    bytes: Vec<u8>,
}

impl Pack {
    /// Signs the checklist `id` in `version`, whose file is `text`, for the owner of `card`.
    pub fn sign(id: &str, version: &str, text: &str, card: &Card, key: &SigningKey) -> Result<Self> {
        // A name that cannot be an entry of a bundle would be one that answers cannot travel with.
        name::checklist_name(id, version)?;
        if *card.public_key() != key.public() {
            return Err(Error::KeyNotOnCard);
        }
        let signature = Signature::sign(text.as_bytes(), &comment(id, version), key).text();
        let contents = [text, &signature, card.text()];
        let mut bytes = Vec::new();
        for ((name, what, limit), content) in ENTRIES.into_iter().zip(contents) {
            let size = content.len() as u64;
            if size > limit {
                return Err(Error::TooLarge { what, limit });
            }
            bytes.extend_from_slice(&archive::header(name, size));
            bytes.extend_from_slice(content.as_bytes());
            archive::write_padding(&mut bytes, size).map_err(Error::Io)?;
        }
        archive::write_end(&mut bytes).map_err(Error::Io)?;
        Self::read(bytes.as_slice())
    }

    /// Reads a pack to its end and verifies all of it.
    pub fn read(from: impl Read) -> Result<Self> {
        let mut tee = Tee {
            from,
            seen: Vec::new(),
        };
        let mut archive = ArchiveReader::new(&mut tee);
        let mut contents = Vec::new();
        for (at, (_, what, limit)) in ENTRIES.into_iter().enumerate() {
            let found = match archive.next_header() {
                Ok(found) => found,
                Err(error) if at == 0 => return Err(not_a_pack(error)),
                Err(error) => return Err(cut(error)),
            };
            due(found.as_ref(), at)?;
            let size = found.map_or(0, |found| found.size);
            if size > limit {
                return Err(Error::TooLarge { what, limit });
            }
            contents.push(archive.small_content(size).map_err(cut)?);
        }
        if let Some(found) = archive.next_header().map_err(cut)? {
            return Err(misplaced(found, ENTRIES.len()));
        }
        let [list, signature, card] = contents
            .try_into()
            .expect("BUG: the loop reads every entry or returns");
        Self::verified(&list, &signature, &card, tee.seen)
    }

    /// Nothing of the list is looked at before its signature.
    fn verified(list: &[u8], signature: &[u8], card: &[u8], bytes: Vec<u8>) -> Result<Self> {
        let text = |bytes, what| std::str::from_utf8(bytes).map_err(|_| Error::PackInvalid { what });
        let card_text = text(card, "card is not UTF-8")?;
        let card = Card::parse(card_text)?;
        if card.text() != card_text {
            return Err(Error::PackInvalid {
                what: "card with other line ends",
            });
        }
        let signature = Signature::parse(signature)?;
        let comment = signature.verify(list, card.public_key())?;
        let (id, version) = named(comment).ok_or(Error::BadSignature)?;
        Ok(Self {
            id: id.to_owned(),
            version: version.to_owned(),
            text: text(list, "checklist is not UTF-8")?.to_owned(),
            card,
            bytes,
        })
    }

    /// Writes the pack: on the disk completely and read back, or not at all. Only an older pack is replaced.
    pub fn write(&self, target: &Path) -> Result<()> {
        may_replace(target)?;
        let part = PartFile::beside(target)?;
        let mut file = part.file();
        file.write_all(&self.bytes).map_err(Error::writing)?;
        file.sync_all().map_err(Error::writing)?;
        match Self::read(part.reopen()?) {
            Ok(written) if written == *self => part.persist(target),
            Ok(_) => Err(Error::ReadBack(Box::new(Error::Damaged))),
            Err(error) => Err(Error::ReadBack(Box::new(error))),
        }
    }

    /// The checklist's id, as its signer named it. Whether the text says the same is for the reader of the text to see.
    pub fn id(&self) -> &str {
        &self.id
    }
    /// The checklist's version, as its signer named it.
    pub fn version(&self) -> &str {
        &self.version
    }
    /// The checklist's file.
    pub fn text(&self) -> &str {
        &self.text
    }
    /// The card of whoever signed. That it is theirs is not proven before somebody compared the fingerprint.
    pub fn card(&self) -> &Card {
        &self.card
    }
    /// The file.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
    /// SHA-256 of the file.
    pub fn sha256(&self) -> Digest {
        Digest::of(&self.bytes)
    }
}

/// What the signature also covers, so that neither a manifest nor a card that somebody signed passes for a checklist.
fn comment(id: &str, version: &str) -> String {
    format!("junkai-checklist1 {id} {version}")
}

/// Id and version in the comment, in the one form in which they are written.
fn named(comment: &str) -> Option<(&str, &str)> {
    let (id, version) = comment.strip_prefix("junkai-checklist1 ")?.split_once(' ')?;
    name::checklist_name(id, version).ok()?;
    Some((id, version))
}

/// Keeps every byte that goes by. The limits of the entries bound it; what stands behind the end is not read on.
struct Tee<R> {
    from: R,
    seen: Vec<u8>,
}

impl<R: Read> Read for Tee<R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        loop {
            match self.from.read(to) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
                Ok(count) => {
                    self.seen.extend_from_slice(&to[..count]);
                    return Ok(count);
                }
            }
        }
    }
}

/// A pack has no envelope that proves where it ends, so an early end is what it looks like.
fn cut(error: Error) -> Error {
    match error {
        Error::ArchiveInvalid { what } if what == archive::ENDS_EARLY => Error::Truncated,
        other => other,
    }
}

/// What the very first block tells of a file that may be anything.
fn not_a_pack(error: Error) -> Error {
    match error {
        Error::Io(error) => Error::Io(error),
        _ => Error::NotAPack,
    }
}

/// Whether the entry found is the one that stands at `at`.
fn due(found: Option<&Found>, at: usize) -> Result<()> {
    let (name, ..) = ENTRIES[at];
    match found {
        Some(found) if found.name == name => Ok(()),
        _ if at == 0 => Err(Error::NotAPack),
        Some(found) => Err(misplaced(found.clone(), at)),
        None => Err(Error::EntryMissing {
            name: name.to_owned(),
        }),
    }
}

/// Says what is wrong with an entry that does not stand at `at`.
fn misplaced(found: Found, at: usize) -> Error {
    match ENTRIES.iter().position(|(name, ..)| *name == found.name) {
        None => Error::EntryPath,
        Some(place) if place < at => Error::EntryDuplicate { name: found.name },
        Some(_) => Error::EntryOrder { name: found.name },
    }
}

/// A new name, or that of an older pack, which is told by its first block. Anything else was named by mistake.
fn may_replace(target: &Path) -> Result<()> {
    match std::fs::symlink_metadata(target) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(Error::writing(error)),
        Ok(found) if !found.is_file() => return Err(Error::TargetExists),
        Ok(_) => {}
    }
    let file = File::open(target).map_err(Error::writing)?;
    match ArchiveReader::new(file).next_header() {
        Ok(Some(found)) if found.name == LIST => Ok(()),
        _ => Err(Error::TargetExists),
    }
}
