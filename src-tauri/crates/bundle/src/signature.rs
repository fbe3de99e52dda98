//! Minisign signatures in the prehashed form: Ed25519 over BLAKE2b-512, and a trusted comment under a second signature.
//!
//! Invariant: a signature has exactly one text; `verify` looks at raw bytes, before anything is parsed out of them, and
//! a file that stock `minisign -V` accepts under the same key is accepted here unless it uses the legacy form or a
//! malleable encoding.
//! Deliberately absent: the legacy form `Ed`, which signs the message itself, and every other algorithm.

use crate::error::{Error, Result};
use crate::keys::{PublicKey, SigningKey};
use blake2::{Blake2b512, Digest as _};
use data_encoding::BASE64;

/// Larger than any signature file that we write.
pub const MAX_SIGNATURE_BYTES: u64 = 4096;

const PREHASHED: [u8; 2] = *b"ED";
const UNTRUSTED: &str = "untrusted comment: ";
const TRUSTED: &str = "trusted comment: ";

/// A signature file, taken apart but not yet believed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    key_id: [u8; 8],
    signature: [u8; 64],
    trusted_comment: String,
    global: [u8; 64],
}

impl Signature {
    /// Signs `message` and `trusted_comment`.
    pub fn sign(message: &[u8], trusted_comment: &str, key: &SigningKey) -> Self {
        let signature = key.sign(&Blake2b512::digest(message));
        let global = key.sign(&globally_signed(&signature, trusted_comment));
        Self {
            key_id: key.public().id(),
            signature,
            trusted_comment: trusted_comment.to_owned(),
            global,
        }
    }

    /// Takes a signature file apart: four lines, each ended by a line feed.
    pub fn parse(bytes: &[u8]) -> Result<Self> {
        let text = std::str::from_utf8(bytes).map_err(|_| Error::BadSignature)?;
        let lines: Vec<&str> = text
            .strip_suffix('\n')
            .ok_or(Error::BadSignature)?
            .split('\n')
            .collect();
        let [untrusted, signature, trusted, global] = lines[..] else {
            return Err(Error::BadSignature);
        };
        if !untrusted.starts_with(UNTRUSTED) || text.contains(['\r', '\0']) {
            return Err(Error::BadSignature);
        }
        let trusted_comment = trusted
            .strip_prefix(TRUSTED)
            .ok_or(Error::BadSignature)?
            .to_owned();
        let head: [u8; 74] = base64(signature)?;
        let global: [u8; 64] = base64(global)?;
        if head[..2] != PREHASHED {
            return Err(Error::BadSignature);
        }
        let mut parsed = Self {
            key_id: [0; 8],
            signature: [0; 64],
            trusted_comment,
            global,
        };
        parsed.key_id.copy_from_slice(&head[2..10]);
        parsed.signature.copy_from_slice(&head[10..]);
        Ok(parsed)
    }

    /// The signature file.
    pub fn text(&self) -> String {
        let mut head = [0u8; 74];
        head[..2].copy_from_slice(&PREHASHED);
        head[2..10].copy_from_slice(&self.key_id);
        head[10..].copy_from_slice(&self.signature);
        format!(
            "{UNTRUSTED}signature of a Junkai office\n{}\n{TRUSTED}{}\n{}\n",
            BASE64.encode(&head),
            self.trusted_comment,
            BASE64.encode(&self.global)
        )
    }

    /// Whether `key` signed `message` and the trusted comment. `WrongSender` when the signature names another key,
    /// `BadSignature` when it names this one and does not fit.
    pub fn verify(&self, message: &[u8], key: &PublicKey) -> Result<&str> {
        if self.key_id != key.id() {
            return Err(Error::WrongSender);
        }
        let fits = key.verify(&Blake2b512::digest(message), &self.signature)
            && key.verify(
                &globally_signed(&self.signature, &self.trusted_comment),
                &self.global,
            );
        if fits {
            Ok(&self.trusted_comment)
        } else {
            Err(Error::BadSignature)
        }
    }
}

/// What the second signature covers, so that the comment cannot be moved to another signature.
fn globally_signed(signature: &[u8; 64], trusted_comment: &str) -> Vec<u8> {
    let mut bytes = signature.to_vec();
    bytes.extend_from_slice(trusted_comment.as_bytes());
    bytes
}

fn base64<const N: usize>(line: &str) -> Result<[u8; N]> {
    let bytes = BASE64.decode(line.as_bytes()).map_err(|_| Error::BadSignature)?;
    bytes.try_into().map_err(|_| Error::BadSignature)
}
