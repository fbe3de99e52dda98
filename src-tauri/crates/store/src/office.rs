//! What the registry keeps for the office: contact cards, its own keys, the ledger of copies outside.
//!
//! Invariant: a card's fingerprint does not change while its text stays; a state is one of three. The ledger is only
//! added to. Deliberately absent: what a card says and whether its signature holds (the bundle crate knows).

use crate::change::Actor;
use crate::error::{Error, Result};
use crate::table::{card, event, export, meta};
use crate::vault::Vault;
use junkai_core::{BundleId, CardId, Moment, SurveyId};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use zeroize::Zeroizing;

/// How far a card is trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CardState {
    /// Received; nobody compared the fingerprint.
    Unverified,
    /// The fingerprint was compared by voice or in person.
    Verified,
    /// No longer to be used.
    Retired,
}

impl CardState {
    const ALL: [(CardState, &'static str); 3] = [
        (CardState::Unverified, "unverified"),
        (CardState::Verified, "verified"),
        (CardState::Retired, "retired"),
    ];

    /// The name on the wire.
    pub fn name(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(s, _)| *s == self)
            .expect("BUG: every state has a name")
            .1
    }

    /// The state called `name`.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, n)| *n == name).map(|(s, _)| *s)
    }
}

/// A contact card as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// Its id.
    pub id: CardId,
    /// The card itself, byte for byte.
    pub text: String,
    /// Its fingerprint.
    pub fingerprint: String,
    /// How far it is trusted.
    pub state: CardState,
    /// Whether it is this office's own.
    pub own: bool,
}

/// This office's own keys. Not `Debug`, not `Clone`.
pub struct OwnKeys {
    /// Seed of the Ed25519 signing key.
    pub signing_seed: Zeroizing<[u8; 32]>,
    /// The age identity, as age writes it.
    pub age_identity: SecretString,
}

/// A copy of something outside of the vault.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Export {
    /// The survey.
    pub survey: SurveyId,
    /// Number of the bundle within the survey; none for plain files.
    pub seq: Option<u64>,
    /// When.
    pub at: Moment,
    /// What kind: `bundle`, `plain`.
    pub kind: String,
    /// The bundle's id.
    pub bundle: Option<BundleId>,
    /// SHA-256 of the file, lower-case hex.
    pub sha256: String,
    /// Its size.
    pub size: u64,
    /// Fingerprints of those who can open it; empty for plain files.
    pub recipients: Vec<String>,
    /// What for.
    pub purpose: String,
}

/// An entry of the vault's own log: ids, hashes and counts only.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct VaultEvent {
    /// Its number, counted from 1.
    pub seq: u64,
    /// When, who and where.
    pub by: Actor,
    /// What was done.
    pub action: String,
    /// To what: an id, or `vault`.
    pub object: String,
    /// Ids, hashes and counts that belong to it.
    pub detail: Value,
}

const SEED: &str = "signing_seed";
const IDENTITY: &str = "age_identity";

impl Vault {
    /// All contact cards by id.
    pub fn cards(&self) -> Result<Vec<Card>> {
        card::all(&self.registry)
    }

    /// Keeps a card, or renews the one with its id and fingerprint. The id is its author's choice, so another
    /// fingerprint under a known id is refused; an own card stays own, and a retired one retired.
    pub fn card_put(&mut self, kept: &Card, actor: &Actor) -> Result<()> {
        let mut kept = kept.clone();
        if let Some(known) = card::get(&self.registry, kept.id)? {
            if known.fingerprint != kept.fingerprint {
                return Err(Error::CardIdTaken);
            }
            kept.own |= known.own;
            if known.state == CardState::Retired {
                kept.state = CardState::Retired;
            }
        }
        let detail = json!({"fingerprint": kept.fingerprint, "state": kept.state.name(), "own": kept.own});
        self.in_registry(actor, "card", &kept.id.to_string(), &detail, |tx| {
            card::put(tx, &kept)
        })
    }

    /// Changes how far a card is trusted.
    pub fn card_state(&mut self, id: CardId, state: CardState, actor: &Actor) -> Result<()> {
        let detail = json!({"state": state.name()});
        self.in_registry(actor, "card", &id.to_string(), &detail, |tx| {
            if card::set_state(tx, id, state)? {
                Ok(())
            } else {
                Err(Error::UnknownCard)
            }
        })
    }

    /// This office's own keys, once there are some.
    pub fn own_keys(&self) -> Result<Option<OwnKeys>> {
        let (Some(seed), Some(identity)) = (
            card::own_key(&self.registry, SEED)?,
            card::own_key(&self.registry, IDENTITY)?,
        ) else {
            return Ok(None);
        };
        let mut signing_seed = Zeroizing::new([0; 32]);
        if seed.len() != signing_seed.len() {
            return Err(Error::stored_form());
        }
        signing_seed.copy_from_slice(&seed);
        let identity = std::str::from_utf8(&identity).map_err(|_| Error::stored_form())?;
        Ok(Some(OwnKeys {
            signing_seed,
            age_identity: SecretString::from(identity),
        }))
    }

    /// Sets this office's own keys.
    pub fn set_own_keys(&mut self, keys: &OwnKeys, actor: &Actor) -> Result<()> {
        self.in_registry(actor, "own_keys", "vault", &json!({}), |tx| {
            card::set_own_key(tx, SEED, &keys.signing_seed[..])?;
            card::set_own_key(tx, IDENTITY, keys.age_identity.expose_secret().as_bytes())
        })
    }

    /// Writes a copy that left the vault into the ledger, and the survey's checkpoint with it.
    pub fn export_add(&mut self, entry: &Export, actor: &Actor) -> Result<()> {
        let detail = json!({
            "kind": entry.kind, "bundle": entry.bundle, "seq": entry.seq, "sha256": entry.sha256,
            "size": entry.size, "recipients": entry.recipients,
        });
        self.in_registry(actor, "export", &entry.survey.to_string(), &detail, |tx| {
            export::add(tx, entry)
        })?;
        self.record_checkpoint(entry.survey)?;
        Ok(())
    }

    /// Copies of a survey outside of the vault, oldest first.
    pub fn exports(&self, survey: SurveyId) -> Result<Vec<Export>> {
        export::of_survey(&self.registry, survey)
    }

    /// The number that the next bundle of this survey takes.
    pub fn next_bundle_seq(&self, survey: SurveyId) -> Result<u64> {
        export::next_seq(&self.registry, survey)
    }

    /// A setting of this vault.
    pub fn setting(&self, name: &str) -> Result<Option<String>> {
        meta::get(&self.registry, &format!("setting.{name}"))
    }

    /// Changes a setting of this vault.
    pub fn set_setting(&mut self, name: &str, value: &str) -> Result<()> {
        meta::set(&self.registry, &format!("setting.{name}"), value)
    }

    /// The vault's own log, oldest first.
    pub fn events(&self) -> Result<Vec<VaultEvent>> {
        event::all(&self.registry)
    }

    /// Appends to the vault's own log. `detail` holds ids, hashes and counts only.
    pub fn event_add(&mut self, action: &str, object: &str, detail: &Value, actor: &Actor) -> Result<()> {
        self.in_registry(actor, action, object, detail, |_| Ok(()))
    }
}
