//! Key material: deriving, wrapping, unwrapping.
//!
//! Invariant: a key lives on the heap in a type that wipes itself, and that can be neither printed, cloned nor
//! serialised. Every use of a key has its own derivation label, and every wrapped key is bound to its place.
//! Deliberately absent: randomness as an argument. A key that a test can repeat is a key that somebody can repeat.

use crate::error::{Error, Result};
use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use hkdf::Hkdf;
use hkdf::hmac::{Hmac, Mac};
use secrecy::{ExposeSecret, SecretString};
use sha2::Sha256;
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

/// Length of a nonce of XChaCha20-Poly1305.
pub(crate) const NONCE: usize = 24;
/// Length of a wrapped key: the key and its tag.
pub(crate) const WRAPPED: usize = 48;

/// How the passphrase is stretched with Argon2id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kdf {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes over the memory.
    pub passes: u32,
    /// Lanes.
    pub lanes: u32,
}

impl Kdf {
    /// What a vault is made with: 256 MiB, three passes, four lanes.
    pub const STANDARD: Kdf = Kdf {
        memory_kib: 256 * 1024,
        passes: 3,
        lanes: 4,
    };
    /// The least that is accepted, for throw-away vaults and tests: 64 MiB.
    pub const FLOOR: Kdf = Kdf {
        memory_kib: 64 * 1024,
        passes: 3,
        lanes: 4,
    };

    /// Whether this build would allocate and compute it. Checked before anything is allocated.
    pub fn in_bounds(self) -> bool {
        (64 * 1024..=1024 * 1024).contains(&self.memory_kib)
            && (3..=20).contains(&self.passes)
            && (1..=16).contains(&self.lanes)
    }
}

/// A key of 32 bytes.
pub(crate) struct Key(Box<Zeroizing<[u8; 32]>>);

impl Key {
    /// A fresh random key.
    pub(crate) fn random() -> Result<Self> {
        let mut key = Self::blank();
        fill_random(&mut key.0[..])?;
        Ok(key)
    }

    fn blank() -> Self {
        Self(Box::new(Zeroizing::new([0; 32])))
    }

    /// Stretches a passphrase. Full-width and half-width forms of the same letters give the same key, so that
    /// the state of a Japanese input method does not lock anybody out.
    pub(crate) fn from_passphrase(passphrase: &SecretString, salt: &[u8; 32], kdf: Kdf) -> Result<Self> {
        if !kdf.in_bounds() {
            return Err(Error::KdfOutOfBounds);
        }
        let text: Zeroizing<String> = Zeroizing::new(passphrase.expose_secret().nfkc().collect());
        let params = Params::new(kdf.memory_kib, kdf.passes, kdf.lanes, Some(32))
            .map_err(|_| Error::KdfOutOfBounds)?;
        let mut stretched = Self::blank();
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(text.as_bytes(), salt, &mut stretched.0[..])
            .map_err(|_| Error::KdfOutOfBounds)?;
        Ok(stretched.derive("junkai/kek/v1"))
    }

    /// A key from high-entropy bytes that need no stretching.
    pub(crate) fn from_entropy(bytes: &[u8], salt: &[u8; 32], label: &str) -> Self {
        let mut key = Self::blank();
        Hkdf::<Sha256>::new(Some(salt), bytes)
            .expand(label.as_bytes(), &mut key.0[..])
            .expect("BUG: 32 bytes are within reach of HKDF");
        key
    }

    /// The subkey for the use named by `label`.
    pub(crate) fn derive(&self, label: &str) -> Key {
        let mut key = Self::blank();
        self.expand(label, &mut key.0[..]);
        key
    }

    /// Fills `out` with key material for the use named by `label`.
    pub(crate) fn expand(&self, label: &str, out: &mut [u8]) {
        Hkdf::<Sha256>::new(None, &self.0[..])
            .expand(label.as_bytes(), out)
            .expect("BUG: at most 80 bytes are asked of HKDF");
    }

    /// The authentication code of `data`.
    pub(crate) fn mac(&self, data: &[u8]) -> [u8; 32] {
        let mut mac = self.keyed_mac();
        mac.update(data);
        mac.finalize().into_bytes().into()
    }

    /// Whether `code` is the authentication code of `data`, in constant time.
    pub(crate) fn mac_holds(&self, data: &[u8], code: &[u8]) -> bool {
        let mut mac = self.keyed_mac();
        mac.update(data);
        mac.verify_slice(code).is_ok()
    }

    fn keyed_mac(&self) -> Hmac<Sha256> {
        Hmac::<Sha256>::new_from_slice(&self.0[..]).expect("BUG: HMAC takes keys of any length")
    }

    /// Encrypts `inner` under this key for the place described by `place`.
    pub(crate) fn wrap(&self, inner: &Key, place: &[u8]) -> Result<([u8; NONCE], [u8; WRAPPED])> {
        let mut nonce = [0; NONCE];
        fill_random(&mut nonce)?;
        let sealed = self
            .cipher()
            .encrypt(
                &XNonce::from(nonce),
                Payload {
                    msg: &inner.0[..],
                    aad: place,
                },
            )
            .expect("BUG: 32 bytes are within the limits of the cipher");
        let wrapped = sealed.try_into().expect("BUG: a wrapped key is 48 bytes");
        Ok((nonce, wrapped))
    }

    /// Decrypts a wrapped key; `None` when key, place or bytes are not those of the wrapping.
    pub(crate) fn unwrap_key(&self, nonce: &[u8; NONCE], wrapped: &[u8], place: &[u8]) -> Option<Key> {
        let opened = self
            .cipher()
            .decrypt(
                &XNonce::from(*nonce),
                Payload {
                    msg: wrapped,
                    aad: place,
                },
            )
            .ok()?;
        let opened = Zeroizing::new(opened);
        let mut key = Self::blank();
        if opened.len() != 32 {
            return None;
        }
        key.0.copy_from_slice(&opened);
        Some(key)
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new_from_slice(&self.0[..]).expect("BUG: the cipher takes 32 bytes")
    }
}

/// Fills `out` from the operating system's source.
pub(crate) fn fill_random(out: &mut [u8]) -> Result<()> {
    getrandom::fill(out).map_err(|e| Error::Io(std::io::Error::other(e)))
}

/// Fresh random bytes that are no secret: salts, ids, canaries.
pub(crate) fn random<const N: usize>() -> Result<[u8; N]> {
    let mut out = [0; N];
    fill_random(&mut out)?;
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_refuse_before_anything_is_allocated() {
        let check = |kdf: Kdf, expected: bool| assert_eq!(kdf.in_bounds(), expected, "{kdf:?}");
        check(Kdf::STANDARD, true);
        check(Kdf::FLOOR, true);
        check(
            Kdf {
                memory_kib: 1024 * 1024,
                passes: 20,
                lanes: 16,
            },
            true,
        );
        check(
            Kdf {
                memory_kib: 64 * 1024 - 1,
                ..Kdf::FLOOR
            },
            false,
        );
        check(
            Kdf {
                memory_kib: u32::MAX,
                ..Kdf::FLOOR
            },
            false,
        );
        check(
            Kdf {
                passes: 2,
                ..Kdf::FLOOR
            },
            false,
        );
        check(
            Kdf {
                passes: 21,
                ..Kdf::FLOOR
            },
            false,
        );
        check(
            Kdf {
                lanes: 17,
                ..Kdf::FLOOR
            },
            false,
        );
        check(
            Kdf {
                lanes: 0,
                ..Kdf::FLOOR
            },
            false,
        );
    }

    #[test]
    fn a_wrapped_key_opens_only_in_its_place() {
        let outer = Key::random().expect("random");
        let inner = Key::random().expect("random");
        let (nonce, wrapped) = outer.wrap(&inner, b"here").expect("wraps");
        let opened = outer
            .unwrap_key(&nonce, &wrapped, b"here")
            .expect("the same place opens it");
        assert_eq!(
            opened.mac(b"x"),
            inner.mac(b"x"),
            "the key that comes out is the key that went in"
        );
        assert!(
            outer.unwrap_key(&nonce, &wrapped, b"there").is_none(),
            "another place must not open it"
        );
        let other = Key::random().expect("random");
        assert!(
            other.unwrap_key(&nonce, &wrapped, b"here").is_none(),
            "another key must not open it"
        );
        let mut bent = wrapped;
        bent[0] ^= 1;
        assert!(
            outer.unwrap_key(&nonce, &bent, b"here").is_none(),
            "a flipped bit must be noticed"
        );
    }

    #[test]
    fn labels_separate_uses() {
        let key = Key::random().expect("random");
        assert_ne!(
            key.derive("a").mac(b"x"),
            key.derive("b").mac(b"x"),
            "two uses never share a key"
        );
    }
}
