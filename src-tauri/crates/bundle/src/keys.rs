//! Keys: Ed25519 for signing, X25519 (age) for reading.
//!
//! Invariant: secret keys have no `Debug`, `Clone` or serde and are wiped when dropped; their bytes leave only through
//! the methods that say so. A signing key is used for minisign signatures of this crate and nothing else.
//! Deliberately absent: storage, passphrases and minisign's own encrypted key files; the vault keeps the keys.

use crate::digest::Fingerprint;
use crate::error::{Error, Result};
use data_encoding::{BASE64, Specification};
use ed25519_dalek::Signer as _;
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest as _, Sha256};
use std::fmt;
use std::str::FromStr;
use zeroize::{Zeroize, Zeroizing};

/// What minisign writes before the id and key of an Ed25519 public key.
const PUBLIC_KEY_ALGORITHM: [u8; 2] = *b"Ed";

/// The secret half with which an office signs.
pub struct SigningKey {
    inner: ed25519_dalek::SigningKey,
}

impl SigningKey {
    /// A new key from the system's randomness.
    pub fn generate() -> Result<Self> {
        let mut seed = Zeroizing::new([0u8; 32]);
        getrandom::fill(seed.as_mut_slice()).map_err(|_| Error::Randomness)?;
        Ok(Self::from_bytes(&seed))
    }

    /// The key that `secret_bytes` gave out.
    pub fn from_bytes(seed: &[u8; 32]) -> Self {
        Self {
            inner: ed25519_dalek::SigningKey::from_bytes(seed),
        }
    }

    /// The secret itself, for the vault; wiped when dropped.
    pub fn secret_bytes(&self) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(self.inner.to_bytes())
    }

    /// The public half. Its id follows from the key, so that no second value has to be kept.
    pub fn public(&self) -> PublicKey {
        let key = self.inner.verifying_key().to_bytes();
        let digest = Sha256::digest(key);
        let mut id = [0u8; 8];
        id.copy_from_slice(&digest[..8]);
        PublicKey { id, key }
    }

    pub(crate) fn sign(&self, message: &[u8]) -> [u8; 64] {
        self.inner.sign(message).to_bytes()
    }
}

/// A minisign public key.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct PublicKey {
    id: [u8; 8],
    key: [u8; 32],
}

impl PublicKey {
    /// The eight bytes by which a signature names its key: a hint, never a proof.
    pub fn id(&self) -> [u8; 8] {
        self.id
    }

    /// Twelve groups of five digits for the key's text, by which people name a sender whose card they do not have.
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(self.to_string().as_bytes())
    }

    /// A `.pub` file as `minisign -p` reads it.
    pub fn file_text(&self) -> String {
        format!(
            "untrusted comment: minisign public key {:016X}\n{self}\n",
            u64::from_le_bytes(self.id)
        )
    }

    /// Reads a `.pub` file, or the bare key text.
    pub fn from_file_text(text: &str) -> Result<Self> {
        let mut lines = text
            .lines()
            .filter(|line| !line.starts_with("untrusted comment:") && !line.is_empty());
        match (lines.next(), lines.next()) {
            (Some(line), None) => line.parse(),
            _ => Err(NO_PUBLIC_KEY),
        }
    }

    /// Verifies strictly: no small-order keys, no second encoding of a valid signature.
    pub(crate) fn verify(&self, message: &[u8], signature: &[u8; 64]) -> bool {
        let signature = ed25519_dalek::Signature::from_bytes(signature);
        ed25519_dalek::VerifyingKey::from_bytes(&self.key)
            .is_ok_and(|key| key.verify_strict(message, &signature).is_ok())
    }
}

const NO_PUBLIC_KEY: Error = Error::KeyInvalid {
    what: "minisign public key",
};
const NO_IDENTITY: Error = Error::KeyInvalid { what: "age identity" };
const NO_RECIPIENT: Error = Error::KeyInvalid {
    what: "age recipient",
};

impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut bytes = [0u8; 42];
        bytes[..2].copy_from_slice(&PUBLIC_KEY_ALGORITHM);
        bytes[2..10].copy_from_slice(&self.id);
        bytes[10..].copy_from_slice(&self.key);
        f.write_str(&BASE64.encode(&bytes))
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for PublicKey {
    type Err = Error;
    fn from_str(text: &str) -> Result<Self> {
        let bytes = BASE64.decode(text.as_bytes()).map_err(|_| NO_PUBLIC_KEY)?;
        let bytes: [u8; 42] = bytes.try_into().map_err(|_| NO_PUBLIC_KEY)?;
        if bytes[..2] != PUBLIC_KEY_ALGORITHM {
            return Err(NO_PUBLIC_KEY);
        }
        let mut key = Self {
            id: [0; 8],
            key: [0; 32],
        };
        key.id.copy_from_slice(&bytes[2..10]);
        key.key.copy_from_slice(&bytes[10..]);
        // A small-order key verifies signatures that nobody made.
        match ed25519_dalek::VerifyingKey::from_bytes(&key.key) {
            Ok(point) if !point.is_weak() => Ok(key),
            _ => Err(NO_PUBLIC_KEY),
        }
    }
}

/// The secret half with which an office reads bundles: one `AGE-SECRET-KEY-1…` line.
pub struct Identity {
    inner: age::x25519::Identity,
}

impl Identity {
    /// A new identity from the system's randomness.
    pub fn generate() -> Self {
        Self {
            inner: age::x25519::Identity::generate(),
        }
    }

    /// Reads a key file: comment lines, empty lines and exactly one identity.
    pub fn parse(text: &SecretString) -> Result<Self> {
        let mut lines = text
            .expose_secret()
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty() && !line.starts_with('#'));
        match (lines.next(), lines.next()) {
            (Some(line), None) => line.parse().map(|inner| Self { inner }).map_err(|_| NO_IDENTITY),
            _ => Err(NO_IDENTITY),
        }
    }

    /// The secret line itself.
    pub fn secret_text(&self) -> SecretString {
        self.inner.to_string()
    }

    /// A key file as `age -d -i` reads it.
    pub fn file_text(&self) -> SecretString {
        let secret = self.secret_text();
        let mut text = format!("# public key: {}\n{}\n", self.recipient(), secret.expose_secret());
        let file = SecretString::from(text.as_str());
        text.zeroize();
        file
    }

    /// The public half, `age1…`.
    pub fn recipient(&self) -> Recipient {
        Recipient {
            inner: self.inner.to_public(),
        }
    }

    pub(crate) fn age(&self) -> &age::x25519::Identity {
        &self.inner
    }
}

/// An age X25519 recipient in its one text form.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Recipient {
    inner: age::x25519::Recipient,
}

impl Recipient {
    pub(crate) fn age(&self) -> &age::x25519::Recipient {
        &self.inner
    }
}

impl fmt::Display for Recipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner.fmt(f)
    }
}

impl fmt::Debug for Recipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Recipient {
    type Err = Error;
    fn from_str(text: &str) -> Result<Self> {
        let inner: age::x25519::Recipient = text.parse().map_err(|_| NO_RECIPIENT)?;
        // Upper case is the same key to age, but recipients are compared as text.
        if inner.to_string() != text || is_low_order(&point(text)?) {
            return Err(NO_RECIPIENT);
        }
        Ok(Self { inner })
    }
}

impl serde::Serialize for Recipient {
    fn serialize<S: serde::Serializer>(&self, to: S) -> std::result::Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Recipient {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> std::result::Result<Self, D::Error> {
        String::deserialize(from)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

impl serde::Serialize for PublicKey {
    fn serialize<S: serde::Serializer>(&self, to: S) -> std::result::Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for PublicKey {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> std::result::Result<Self, D::Error> {
        String::deserialize(from)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

/// The 32 bytes in a recipient's text, whose checksum age has already verified.
fn point(text: &str) -> Result<[u8; 32]> {
    const CHECKSUM: usize = 6;
    let mut alphabet = Specification::new();
    alphabet.symbols.push_str("qpzry9x8gf2tvdw0s3jn54khce6mua7l");
    let alphabet = alphabet
        .encoding()
        .expect("BUG: the alphabet of Bech32 has 32 different symbols");
    let data = text.strip_prefix("age1").ok_or(NO_RECIPIENT)?;
    let data = data
        .len()
        .checked_sub(CHECKSUM)
        .and_then(|end| data.get(..end))
        .ok_or(NO_RECIPIENT)?;
    let bytes = alphabet.decode(data.as_bytes()).map_err(|_| NO_RECIPIENT)?;
    bytes.try_into().map_err(|_| NO_RECIPIENT)
}

/// Whether every secret shared with this X25519 point is zero. age panics on such a recipient, and a card is a file
/// from outside.
fn is_low_order(point: &[u8; 32]) -> bool {
    /// The points of order 1, 2, 4 and 8 on the curve and its twist, little-endian, without the ignored top bit.
    const ORDER_EIGHT: [[u8; 32]; 2] = [
        [
            0xe0, 0xeb, 0x7a, 0x7c, 0x3b, 0x41, 0xb8, 0xae, 0x16, 0x56, 0xe3, 0xfa, 0xf1, 0x9f, 0xc4, 0x6a,
            0xda, 0x09, 0x8d, 0xeb, 0x9c, 0x32, 0xb1, 0xfd, 0x86, 0x62, 0x05, 0x16, 0x5f, 0x49, 0xb8, 0x00,
        ],
        [
            0x5f, 0x9c, 0x95, 0xbc, 0xa3, 0x50, 0x8c, 0x24, 0xb1, 0xd0, 0xb1, 0x55, 0x9c, 0x83, 0xef, 0x5b,
            0x04, 0x44, 0x5c, 0xc4, 0x58, 0x1c, 0x8e, 0x86, 0xd8, 0x22, 0x4e, 0xdd, 0xd0, 0x9f, 0x11, 0x57,
        ],
    ];
    let mut point = *point;
    point[31] &= 0x7f;
    let rest_is = |value: u8| point[1..31].iter().all(|byte| *byte == value);
    // 0 and 1; then p-1, p and p+1 with p = 2^255 - 19.
    let small = point[0] <= 1 && rest_is(0) && point[31] == 0;
    let near_p = (0xec..=0xee).contains(&point[0]) && rest_is(0xff) && point[31] == 0x7f;
    small || near_p || ORDER_EIGHT.contains(&point)
}
