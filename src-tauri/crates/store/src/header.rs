//! `vault.toml`: which key slots there are and how the passphrase is stretched. Two copies.
//!
//! Invariant: nothing of it is acted upon before the bounds of its numbers and its checksum were looked at, and the
//! vault key that it yields must prove it by a MAC over the whole. The checksum tells bit rot from a wrong
//! passphrase; it protects nothing against an attacker, the MAC does.
//! The second copy is used only where the first is not whole: never because a passphrase does not fit, since that
//! would keep a changed passphrase alive.

use crate::error::{Error, Result};
use crate::file;
use crate::recovery::RecoveryKey;
use crate::secret::{Kdf, Key, NONCE, WRAPPED, random};
use data_encoding::HEXLOWER;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::path::Path;
use uuid::Uuid;

const MAGIC: &str = "junkai-vault";
/// Format of the header and the folder.
pub(crate) const VERSION: u32 = 1;
/// More than any header has.
const MOST_BYTES: u64 = 64 * 1024;
const FIRST: &str = "vault.toml";
const SECOND: &str = "vault.toml.bak";

/// What `vault.toml` says.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Header {
    pub(crate) vault: Uuid,
    kdf: Kdf,
    passphrase: Slot,
    recovery: Slot,
    mac: [u8; 32],
}

/// The vault key, wrapped under one of the two keys to it.
#[derive(Clone, PartialEq, Eq)]
struct Slot {
    salt: [u8; 32],
    nonce: [u8; NONCE],
    wrapped: [u8; WRAPPED],
}

/// What opens a vault.
pub(crate) enum Opener<'a> {
    Passphrase(&'a SecretString),
    Recovery(&'a RecoveryKey),
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire {
    magic: String,
    version: u32,
    vault: Uuid,
    passphrase: WirePassphrase,
    recovery: WireSlot,
    mac: String,
    checksum: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WirePassphrase {
    kdf: String,
    memory_kib: u32,
    passes: u32,
    lanes: u32,
    salt: String,
    nonce: String,
    wrapped: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WireSlot {
    salt: String,
    nonce: String,
    wrapped: String,
}

#[derive(Deserialize)]
struct WireVersion {
    version: u32,
}

impl Header {
    /// A header for a vault key, with fresh salts in both slots.
    pub(crate) fn new(
        vault: Uuid,
        vmk: &Key,
        passphrase: &SecretString,
        kdf: Kdf,
        recovery: &RecoveryKey,
    ) -> Result<Self> {
        let empty = || Slot {
            salt: [0; 32],
            nonce: [0; NONCE],
            wrapped: [0; WRAPPED],
        };
        let mut header = Self {
            vault,
            kdf,
            passphrase: empty(),
            recovery: empty(),
            mac: [0; 32],
        };
        header.recovery.salt = random()?;
        let key = recovery.key(&header.recovery.salt);
        (header.recovery.nonce, header.recovery.wrapped) = key.wrap(vmk, &header.place("recovery"))?;
        header.set_passphrase(vmk, passphrase, kdf)?;
        Ok(header)
    }

    /// Rewrites the passphrase slot.
    pub(crate) fn set_passphrase(&mut self, vmk: &Key, passphrase: &SecretString, kdf: Kdf) -> Result<()> {
        if passphrase.expose_secret().is_empty() {
            return Err(Error::EmptyPassphrase);
        }
        if !kdf.in_bounds() {
            return Err(Error::KdfOutOfBounds);
        }
        self.kdf = kdf;
        self.passphrase.salt = random()?;
        let key = Key::from_passphrase(passphrase, &self.passphrase.salt, kdf)?;
        (self.passphrase.nonce, self.passphrase.wrapped) = key.wrap(vmk, &self.place("passphrase"))?;
        self.mac = vmk.derive("junkai/header-mac/v1").mac(&self.body());
        Ok(())
    }

    /// How the passphrase is stretched.
    pub(crate) fn kdf(&self) -> Kdf {
        self.kdf
    }

    /// The vault key, proved by the MAC over the header.
    pub(crate) fn open(&self, opener: &Opener<'_>) -> Result<Key> {
        let (slot, key, place, wrong) = match opener {
            Opener::Passphrase(passphrase) => {
                let key = Key::from_passphrase(passphrase, &self.passphrase.salt, self.kdf)?;
                (
                    &self.passphrase,
                    key,
                    self.place("passphrase"),
                    Error::WrongPassphrase,
                )
            }
            Opener::Recovery(recovery) => {
                let key = recovery.key(&self.recovery.salt);
                (
                    &self.recovery,
                    key,
                    self.place("recovery"),
                    Error::WrongRecoveryKey,
                )
            }
        };
        let vmk = key.unwrap_key(&slot.nonce, &slot.wrapped, &place).ok_or(wrong)?;
        if !vmk
            .derive("junkai/header-mac/v1")
            .mac_holds(&self.body(), &self.mac)
        {
            return Err(Error::HeaderDamaged);
        }
        Ok(vmk)
    }

    /// Writes both copies.
    pub(crate) fn write(&self, dir: &Path) -> Result<()> {
        let text = self.text();
        file::write_whole(&dir.join(FIRST), text.as_bytes())?;
        file::write_whole(&dir.join(SECOND), text.as_bytes())
    }

    /// Removes both copies of a vault that was not made after all.
    pub(crate) fn remove(dir: &Path) {
        for name in [FIRST, SECOND] {
            let _ = file::remove_if_there(&dir.join(name));
        }
    }

    /// Whether the folder holds a copy at all.
    pub(crate) fn is_in(dir: &Path) -> bool {
        dir.join(FIRST).exists() || dir.join(SECOND).exists()
    }

    /// Reads and opens the header; `true` when a copy was damaged and has been rewritten from the other.
    pub(crate) fn read_and_open(dir: &Path, opener: &Opener<'_>) -> Result<(Self, Key, bool)> {
        if !Self::is_in(dir) {
            return Err(Error::NotAVault);
        }
        let first = Self::read(&dir.join(FIRST));
        let second = Self::read(&dir.join(SECOND));
        // What may not be read is not damaged: rewriting it from the second could bring an old passphrase back.
        if matches!(first, Err(Error::ReadOnly)) {
            return Err(Error::ReadOnly);
        }
        let open = |copy: &Result<Self>| -> Result<(Self, Key)> {
            match copy {
                Ok(header) => Ok((header.clone(), header.open(opener)?)),
                Err(Error::HeaderRefused) => Err(Error::HeaderRefused),
                Err(Error::VaultTooNew { found, supported }) => Err(Error::VaultTooNew {
                    found: *found,
                    supported: *supported,
                }),
                Err(_) => Err(Error::HeaderDamaged),
            }
        };
        let (header, vmk) = match open(&first) {
            Err(error @ (Error::HeaderDamaged | Error::HeaderRefused)) => match open(&second) {
                Ok(found) => found,
                // The first copy's own fault says more than a second one that is no better.
                Err(Error::HeaderDamaged | Error::HeaderRefused) => {
                    return Err(match first {
                        Err(io @ Error::Io(_)) => io,
                        _ => error,
                    });
                }
                Err(other) => return Err(other),
            },
            other => other?,
        };
        let same = |copy: &Result<Self>| copy.as_ref().is_ok_and(|c| *c == header);
        let repaired = !same(&first) || !same(&second);
        if repaired {
            header.write(dir)?;
        }
        Ok((header, vmk, repaired))
    }

    fn read(path: &Path) -> Result<Self> {
        let bytes = file::read_if_there(path, MOST_BYTES)?.ok_or(Error::HeaderDamaged)?;
        Self::parse(&String::from_utf8(bytes).map_err(|_| Error::HeaderDamaged)?)
    }

    fn parse(text: &str) -> Result<Self> {
        if let Ok(WireVersion { version: found }) = toml::from_str(text)
            && found > VERSION
        {
            return Err(Error::VaultTooNew {
                found,
                supported: VERSION,
            });
        }
        let wire: Wire = toml::from_str(text).map_err(|_| Error::HeaderDamaged)?;
        let slot = &wire.passphrase;
        let kdf = Kdf {
            memory_kib: slot.memory_kib,
            passes: slot.passes,
            lanes: slot.lanes,
        };
        if !kdf.in_bounds() {
            return Err(Error::HeaderRefused);
        }
        let header = Self {
            vault: wire.vault,
            kdf,
            passphrase: Slot {
                salt: unhex(&slot.salt)?,
                nonce: unhex(&slot.nonce)?,
                wrapped: unhex(&slot.wrapped)?,
            },
            recovery: Slot {
                salt: unhex(&wire.recovery.salt)?,
                nonce: unhex(&wire.recovery.nonce)?,
                wrapped: unhex(&wire.recovery.wrapped)?,
            },
            mac: unhex(&wire.mac)?,
        };
        let whole = wire.magic == MAGIC
            && wire.version == VERSION
            && wire.passphrase.kdf == "argon2id"
            && unhex::<32>(&wire.checksum)? == header.checksum();
        if whole {
            Ok(header)
        } else {
            Err(Error::HeaderDamaged)
        }
    }

    fn text(&self) -> String {
        let hex = |bytes: &[u8]| HEXLOWER.encode(bytes);
        let wire = Wire {
            magic: MAGIC.into(),
            version: VERSION,
            vault: self.vault,
            mac: hex(&self.mac),
            checksum: hex(&self.checksum()),
            passphrase: WirePassphrase {
                kdf: "argon2id".into(),
                memory_kib: self.kdf.memory_kib,
                passes: self.kdf.passes,
                lanes: self.kdf.lanes,
                salt: hex(&self.passphrase.salt),
                nonce: hex(&self.passphrase.nonce),
                wrapped: hex(&self.passphrase.wrapped),
            },
            recovery: WireSlot {
                salt: hex(&self.recovery.salt),
                nonce: hex(&self.recovery.nonce),
                wrapped: hex(&self.recovery.wrapped),
            },
        };
        toml::to_string(&wire).expect("BUG: strings and numbers can be written as TOML")
    }

    /// Everything that the MAC covers; every part has a fixed length, so no two headers give the same bytes.
    fn body(&self) -> Vec<u8> {
        let mut body = self.place("body");
        body.extend_from_slice(&self.numbers());
        for slot in [&self.passphrase, &self.recovery] {
            body.extend_from_slice(&slot.salt);
            body.extend_from_slice(&slot.nonce);
            body.extend_from_slice(&slot.wrapped);
        }
        body
    }

    fn checksum(&self) -> [u8; 32] {
        Sha256::new()
            .chain_update(self.body())
            .chain_update(self.mac)
            .finalize()
            .into()
    }

    /// What a wrapped key is bound to. Only the passphrase is stretched, so only its slot names the parameters.
    fn place(&self, name: &str) -> Vec<u8> {
        let mut place = format!("{MAGIC}\0{VERSION}\0{}\0{name}\0", self.vault.simple()).into_bytes();
        if name == "passphrase" {
            place.extend_from_slice(&self.numbers());
        }
        place
    }

    fn numbers(&self) -> Vec<u8> {
        [self.kdf.memory_kib, self.kdf.passes, self.kdf.lanes]
            .iter()
            .flat_map(|n| n.to_be_bytes())
            .collect()
    }
}

fn unhex<const N: usize>(text: &str) -> Result<[u8; N]> {
    HEXLOWER
        .decode(text.as_bytes())
        .ok()
        .and_then(|bytes| bytes.try_into().ok())
        .ok_or(Error::HeaderDamaged)
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: &str = "six words";

    fn opened(header: &Header) -> Result<Key> {
        // Through the text, so that the checksum is made to fit as a careful attacker would.
        Header::parse(&header.text())?.open(&Opener::Passphrase(&SecretString::from(WORDS)))
    }

    #[test]
    fn tampering_with_a_fitting_checksum_does_not_open_the_vault() {
        let vmk = Key::random().expect("random");
        let recovery = RecoveryKey::random().expect("random");
        let header = Header::new(
            Uuid::from_u128(1),
            &vmk,
            &SecretString::from(WORDS),
            Kdf::FLOOR,
            &recovery,
        );
        let header = header.expect("makes");
        assert!(opened(&header).is_ok(), "the untouched header opens");
        let check = |change: fn(&mut Header), expected: fn(&Error) -> bool, why: &str| {
            let mut bent = header.clone();
            change(&mut bent);
            assert!(opened(&bent).is_err_and(|e| expected(&e)), "{why}");
        };
        let damaged = |e: &Error| matches!(e, Error::HeaderDamaged);
        let wrong = |e: &Error| matches!(e, Error::WrongPassphrase);
        check(|h| h.kdf.passes = 4, wrong, "the slot is bound to its parameters");
        check(
            |h| h.vault = Uuid::from_u128(2),
            wrong,
            "the slot is bound to its vault",
        );
        check(
            |h| h.passphrase.wrapped[0] ^= 1,
            wrong,
            "a slot that was altered is no slot of this passphrase",
        );
        check(
            |h| h.recovery.wrapped[0] ^= 1,
            damaged,
            "the other slot is under the MAC",
        );
        check(|h| h.recovery.salt[0] ^= 1, damaged, "and so is its salt");
        check(|h| h.mac[0] ^= 1, damaged, "the MAC itself");
    }

    #[test]
    fn a_header_survives_being_written() {
        let vmk = Key::random().expect("random");
        let recovery = RecoveryKey::random().expect("random");
        let header = Header::new(
            Uuid::from_u128(1),
            &vmk,
            &SecretString::from(WORDS),
            Kdf::FLOOR,
            &recovery,
        );
        let header = header.expect("makes");
        let again = Header::parse(&header.text()).expect("parses");
        assert!(again == header, "every field reads back");
        let key = again
            .open(&Opener::Recovery(&recovery))
            .expect("the recovery key opens it");
        assert_eq!(key.mac(b"x"), vmk.mac(b"x"), "with the same vault key");
    }
}
