//! Contact cards: an office's keys with its name, signed by the office itself.
//!
//! Invariant: a `Card` exists only with a self-signature that fits, and its fingerprint is that of the signed bytes, so
//! two people who read the same twelve groups aloud hold the same keys. Whether that was done is not in the card: it is
//! a `CardState` that the vault keeps.
//! Deliberately absent: any chain of certificates; trust comes from the comparison and from nothing else.
//!
//! The file is one line of JSON and the four lines of a minisign signature over that line with its line feed, so
//! `head -n 1` and `tail -n 4` give what stock `minisign -Vm` wants.

use crate::digest::{Digest, Fingerprint};
use crate::error::{Error, Result};
use crate::json::parse_strict;
use crate::keys::{PublicKey, Recipient, SigningKey};
use crate::signature::Signature;
use junkai_core::{CardId, Day};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Bytes a card may have.
pub const MAX_CARD_BYTES: usize = 16 << 10;

const FORMAT: &str = "junkai-card";
const VERSION: u64 = 1;
const MAX_KEYS: usize = 8;
const MAX_LINE: usize = 200;

/// What the holder of a card knows about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CardState {
    /// Received, but the fingerprint was not yet compared with its owner.
    Unverified,
    /// The fingerprint was compared with its owner.
    Verified,
    /// No longer to be used, whatever its dates say.
    Retired,
}

/// A card together with what is known about it.
#[derive(Clone, Debug)]
pub struct KnownCard {
    /// The card.
    pub card: Card,
    /// Whether it was verified.
    pub state: CardState,
}

/// What stands on a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardDraft {
    /// The card's id.
    pub id: CardId,
    /// The office's short name, such as `firm-031`.
    pub org: String,
    /// The office's name in words.
    pub name: String,
    /// The keys to seal for: the daily one, and the one for recovery.
    pub age: Vec<Recipient>,
    /// The first day of validity.
    pub valid_from: Day,
    /// The last day of validity.
    pub valid_to: Day,
    /// The signed bytes of the card that this one replaces.
    pub prev_card_sha256: Option<Digest>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Body {
    format: String,
    v: u64,
    id: CardId,
    org: String,
    name: String,
    age: Vec<Recipient>,
    ed25519: PublicKey,
    valid_from: Day,
    valid_to: Day,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    prev_card_sha256: Option<Digest>,
}

/// A contact card whose self-signature fits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    body: Body,
    text: String,
    fingerprint: Fingerprint,
    sha256: Digest,
}

impl Card {
    /// Writes and signs a card for the office that holds `key`.
    pub fn sign(draft: CardDraft, key: &SigningKey) -> Result<Self> {
        let body = Body {
            format: FORMAT.to_owned(),
            v: VERSION,
            id: draft.id,
            org: draft.org,
            name: draft.name,
            age: draft.age,
            ed25519: key.public(),
            valid_from: draft.valid_from,
            valid_to: draft.valid_to,
            prev_card_sha256: draft.prev_card_sha256,
        };
        let mut signed = serde_json::to_string(&body).map_err(|_| invalid("not serialisable"))?;
        signed.push('\n');
        let signature = Signature::sign(signed.as_bytes(), &trusted_comment(&body.id), key);
        Self::parse(&format!("{signed}{}", signature.text()))
    }

    /// Reads a card file and verifies that it signed itself.
    pub fn parse(text: &str) -> Result<Self> {
        if text.len() > MAX_CARD_BYTES {
            return Err(Error::TooLarge {
                what: "contact card",
                limit: MAX_CARD_BYTES as u64,
            });
        }
        // Mail programs and editors of Windows turn line ends round; the signed line has none inside.
        let text = text.replace("\r\n", "\n");
        let end = text.find('\n').ok_or(invalid("no signature"))? + 1;
        let (signed, signature) = text.split_at(end);
        let signature = Signature::parse(signature.as_bytes())?;
        let value = parse_strict(signed.as_bytes()).map_err(|_| invalid("not JSON with unique keys"))?;
        if value.get("format").and_then(Value::as_str) != Some(FORMAT) {
            return Err(invalid("format"));
        }
        match value.get("v").and_then(Value::as_u64) {
            Some(VERSION) => {}
            Some(v) if v > VERSION => {
                return Err(Error::NewerFormat {
                    needs: format!("card {v}"),
                });
            }
            _ => return Err(invalid("version")),
        }
        let body: Body = serde_json::from_value(value).map_err(|_| invalid("a field is missing or wrong"))?;
        body.check()?;
        // The key comes out of the card: a card signed by any other key is not a self-signed card.
        let comment = signature
            .verify(signed.as_bytes(), &body.ed25519)
            .map_err(|_| Error::BadSignature)?;
        if comment != trusted_comment(&body.id) {
            return Err(Error::BadSignature);
        }
        let (fingerprint, sha256) = (Fingerprint::of(signed.as_bytes()), Digest::of(signed.as_bytes()));
        Ok(Self {
            body,
            fingerprint,
            sha256,
            text,
        })
    }

    /// The card's id.
    pub fn id(&self) -> CardId {
        self.body.id
    }
    /// The office's short name.
    pub fn org(&self) -> &str {
        &self.body.org
    }
    /// The office's name in words.
    pub fn name(&self) -> &str {
        &self.body.name
    }
    /// The keys to seal for.
    pub fn recipients(&self) -> &[Recipient] {
        &self.body.age
    }
    /// The key with which the office signs.
    pub fn public_key(&self) -> &PublicKey {
        &self.body.ed25519
    }
    /// The first day of validity.
    pub fn valid_from(&self) -> Day {
        self.body.valid_from
    }
    /// The last day of validity.
    pub fn valid_to(&self) -> Day {
        self.body.valid_to
    }
    /// The card that this one replaces.
    pub fn prev_card_sha256(&self) -> Option<Digest> {
        self.body.prev_card_sha256
    }
    /// Twelve groups of five digits to compare with the owner.
    pub fn fingerprint(&self) -> &Fingerprint {
        &self.fingerprint
    }
    /// SHA-256 of the signed bytes: what `prev_card_sha256` of the next card holds.
    pub fn sha256(&self) -> Digest {
        self.sha256
    }
    /// The card file.
    pub fn text(&self) -> &str {
        &self.text
    }
    /// Whether `day` is within the validity.
    pub fn is_valid_on(&self, day: Day) -> bool {
        self.body.valid_from <= day && day <= self.body.valid_to
    }
}

impl Body {
    fn check(&self) -> Result<()> {
        if !is_plain_line(&self.org) {
            return Err(invalid("org"));
        }
        if !is_plain_line(&self.name) {
            return Err(invalid("name"));
        }
        if self.age.is_empty() || self.age.len() > MAX_KEYS {
            return Err(invalid("number of recipients"));
        }
        if self
            .age
            .iter()
            .enumerate()
            .any(|(index, key)| self.age[..index].contains(key))
        {
            return Err(invalid("the same recipient twice"));
        }
        if self.valid_to < self.valid_from {
            Err(invalid("validity ends before it begins"))
        } else {
            Ok(())
        }
    }
}

fn invalid(what: &'static str) -> Error {
    Error::CardInvalid { what }
}

fn trusted_comment(id: &CardId) -> String {
    format!("junkai-card1 {id}")
}

/// One non-empty line that looks on a screen like what it is: no control characters, nothing that turns the direction
/// of writing round or hides.
pub(crate) fn is_plain_line(text: &str) -> bool {
    let invisible = |c: char| {
        c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
    };
    !text.trim().is_empty() && text.chars().count() <= MAX_LINE && !text.contains(invisible)
}
