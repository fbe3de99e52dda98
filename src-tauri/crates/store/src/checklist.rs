//! The office's own checklists: drafts that change, released versions that never do.
//!
//! Invariant: a released version keeps its text for ever, because answers name it; a draft becomes released, never the
//! other way round. Every change leaves an entry with id, hash and state in the vault's own log.
//! Deliberately absent: what the text says and whether it is a sound checklist (core knows), and signatures (the bundle
//! crate knows).

use crate::change::Actor;
use crate::error::{Error, Result};
use crate::table::checklist;
use crate::vault::Vault;
use data_encoding::HEXLOWER;
use junkai_core::Moment;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

/// Whether a version of a checklist may still change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChecklistState {
    /// Still being written.
    Draft,
    /// Fixed for ever.
    Released,
}

impl ChecklistState {
    const ALL: [(ChecklistState, &'static str); 2] = [
        (ChecklistState::Draft, "draft"),
        (ChecklistState::Released, "released"),
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

/// One version of a checklist as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnChecklist {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// Its text, byte for byte.
    pub text: String,
    /// Whether it may still change.
    pub state: ChecklistState,
    /// Fingerprint of the card of whoever signed it, where it came in from outside.
    pub signer: Option<String>,
    /// SHA-256 of the text, lower-case hex.
    pub sha256: String,
    /// When this text came to be kept.
    pub added: Moment,
}

impl OwnChecklist {
    fn object(&self) -> String {
        format!("{}/{}", self.id, self.version)
    }

    fn detail(&self) -> Value {
        json!({"sha256": self.sha256, "state": self.state.name()})
    }
}

impl Vault {
    /// The office's own checklists by id and version.
    pub fn checklists(&self) -> Result<Vec<OwnChecklist>> {
        checklist::all(&self.registry)
    }

    /// Keeps a draft, or replaces the draft of that id and version. A released version is refused.
    pub fn checklist_put(
        &mut self,
        id: &str,
        version: &str,
        text: &str,
        actor: &Actor,
    ) -> Result<OwnChecklist> {
        let draft = made(id, version, text, ChecklistState::Draft, actor);
        self.in_registry(
            actor,
            "checklist",
            &draft.object(),
            &draft.detail(),
            |tx| match checklist::get(tx, id, version)? {
                Some(kept) if kept.state == ChecklistState::Released => Err(Error::ChecklistReleased),
                _ => checklist::put(tx, &draft),
            },
        )?;
        Ok(draft)
    }

    /// Releases a draft. Its text stays as it is from now on.
    pub fn checklist_release(&mut self, id: &str, version: &str, actor: &Actor) -> Result<OwnChecklist> {
        let released = OwnChecklist {
            state: ChecklistState::Released,
            ..self.draft(id, version)?
        };
        self.in_registry(actor, "checklist", &released.object(), &released.detail(), |tx| {
            checklist::put(tx, &released)
        })?;
        Ok(released)
    }

    /// Keeps a released checklist that came in from the holder of the card with the fingerprint `signer`. The same text
    /// under the same id and version changes nothing; another one is refused, be it a draft or released.
    pub fn checklist_take(
        &mut self,
        id: &str,
        version: &str,
        text: &str,
        signer: &str,
        actor: &Actor,
    ) -> Result<OwnChecklist> {
        match checklist::get(&self.registry, id, version)? {
            Some(kept) if kept.text != text => return Err(Error::ChecklistDiffers),
            Some(kept) if kept.state == ChecklistState::Released => return Ok(kept),
            _ => {}
        }
        let taken = OwnChecklist {
            signer: Some(signer.into()),
            ..made(id, version, text, ChecklistState::Released, actor)
        };
        let mut detail = taken.detail();
        detail["signer"] = signer.into();
        self.in_registry(actor, "checklist", &taken.object(), &detail, |tx| {
            checklist::put(tx, &taken)
        })?;
        Ok(taken)
    }

    /// Removes a draft.
    pub fn checklist_remove(&mut self, id: &str, version: &str, actor: &Actor) -> Result<()> {
        let draft = self.draft(id, version)?;
        let detail = json!({"sha256": draft.sha256, "state": "removed"});
        self.in_registry(actor, "checklist", &draft.object(), &detail, |tx| {
            checklist::remove(tx, id, version)
        })
    }

    fn draft(&self, id: &str, version: &str) -> Result<OwnChecklist> {
        match checklist::get(&self.registry, id, version)? {
            None => Err(Error::UnknownChecklist),
            Some(kept) if kept.state == ChecklistState::Released => Err(Error::ChecklistReleased),
            Some(kept) => Ok(kept),
        }
    }
}

fn made(id: &str, version: &str, text: &str, state: ChecklistState, actor: &Actor) -> OwnChecklist {
    OwnChecklist {
        id: id.into(),
        version: version.into(),
        text: text.into(),
        state,
        signer: None,
        sha256: HEXLOWER.encode(&Sha256::digest(text.as_bytes())),
        added: actor.at,
    }
}
