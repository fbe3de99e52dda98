//! SHA-256 of files and entries, and fingerprints to read aloud.
//!
//! Invariant: a digest has one text form, 64 lower-case hexadecimal digits, and a fingerprint one, twelve groups of
//! five digits; anything else is refused, so that two texts are equal exactly when the values are.
//! Deliberately absent: any other hash; BLAKE2b belongs to the signature format alone.

use data_encoding::HEXLOWER;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use sha2::{Digest as _, Sha256};
use std::fmt;
use std::str::FromStr;

/// A SHA-256.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest(pub [u8; 32]);

impl Digest {
    /// The digest of `bytes`.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// The digest of what `hash` has taken in.
    pub(crate) fn finish(hash: Sha256) -> Self {
        Self(hash.finalize().into())
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&HEXLOWER.encode(&self.0))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The text is not a digest or a fingerprint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a digest or fingerprint")]
pub struct NotADigest;

impl FromStr for Digest {
    type Err = NotADigest;
    fn from_str(text: &str) -> Result<Self, NotADigest> {
        let bytes = HEXLOWER.decode(text.as_bytes()).map_err(|_| NotADigest)?;
        bytes.try_into().map(Self).map_err(|_| NotADigest)
    }
}

impl Serialize for Digest {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Digest {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?.parse().map_err(de::Error::custom)
    }
}

const GROUPS: usize = 12;

/// Twelve groups of five digits, about 199 bits, to be compared by voice: the SHA-256 as one number, its last
/// sixty decimal digits.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Fingerprint(String);

impl Fingerprint {
    /// The fingerprint of `bytes`.
    pub fn of(bytes: &[u8]) -> Self {
        let mut number = Digest::of(bytes).0;
        let mut groups = [0u32; GROUPS];
        for group in groups.iter_mut().rev() {
            *group = divide(&mut number, 100_000);
        }
        Self(groups.map(|group| format!("{group:05}")).join(" "))
    }

    /// The digits, in groups.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Divides the big-endian `number` in place and returns the remainder.
fn divide(number: &mut [u8; 32], by: u32) -> u32 {
    number.iter_mut().fold(0, |rest, byte| {
        let value = (rest << 8) | u32::from(*byte);
        *byte = u8::try_from(value / by)
            .expect("BUG: a remainder below the divisor gives a quotient of one byte");
        value % by
    })
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Fingerprint {
    type Err = NotADigest;
    fn from_str(text: &str) -> Result<Self, NotADigest> {
        let groups: Vec<&str> = text.split(' ').collect();
        let well_formed = groups.len() == GROUPS
            && groups
                .iter()
                .all(|group| group.len() == 5 && group.bytes().all(|b| b.is_ascii_digit()));
        if well_formed {
            Ok(Self(text.to_owned()))
        } else {
            Err(NotADigest)
        }
    }
}

impl Serialize for Fingerprint {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Fingerprint {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?.parse().map_err(de::Error::custom)
    }
}
