//! The hash chain over a log: each entry names the one before it by its hash.
//!
//! Invariant: every field goes in with its length before it, so that no two entries give the same bytes; the first
//! entry rests on a hash of the log's own name, so that entries cannot move from one log to another.
//! Deliberately absent: a promise against rewriting the whole log. That is what checkpoints outside of the file are
//! for: the registry keeps one, and every bundle carries one to the other party.

use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

const DOMAIN: &[u8] = b"junkai-audit-v1\0";

/// A hash of the chain.
pub(crate) type Hash = [u8; 32];

/// How long a log is, and the hash of its last entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checkpoint {
    /// Number of entries.
    pub size: u64,
    /// Hash of the last one, lower-case hex; of an empty log the hash of its name.
    pub head: String,
}

impl Checkpoint {
    pub(crate) fn new(size: u64, head: &Hash) -> Self {
        Self {
            size,
            head: HEXLOWER.encode(head),
        }
    }
}

/// What the first entry of the log called `name` rests on.
pub(crate) fn genesis(name: &str) -> Hash {
    link(&Hash::default(), &[b"genesis", name.as_bytes()])
}

/// The hash of an entry with these fields after `prev`.
pub(crate) fn link(prev: &Hash, fields: &[&[u8]]) -> Hash {
    let mut hasher = Sha256::new();
    hasher.update(DOMAIN);
    for field in fields.iter().chain([&prev.as_slice()]) {
        let length = u64::try_from(field.len()).expect("BUG: lengths fit in 64 bits");
        hasher.update(length.to_be_bytes());
        hasher.update(field);
    }
    hasher.finalize().into()
}

/// SHA-256 as lower-case hex.
pub(crate) fn sha256_hex(bytes: &[u8]) -> String {
    HEXLOWER.encode(&Sha256::digest(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_border_between_fields_is_part_of_the_hash() {
        let prev = genesis("a");
        assert_ne!(
            link(&prev, &[b"ab", b"c"]),
            link(&prev, &[b"a", b"bc"]),
            "shifted border"
        );
        assert_ne!(
            link(&prev, &[b"ab"]),
            link(&prev, &[b"ab", b""]),
            "an empty field counts"
        );
        assert_ne!(
            link(&prev, &[b"ab"]),
            link(&genesis("b"), &[b"ab"]),
            "another log"
        );
    }

    #[test]
    fn the_hash_is_fixed_for_ever() {
        // Vaults and bundles hold such hashes; worked out with an independent implementation.
        assert_eq!(
            HEXLOWER.encode(&genesis("vault")),
            "48e36285403075f3294f008bdbd08e164a91dc7753511ae089d5a3d3b0a4e500",
            "genesis of the vault's log"
        );
    }
}
