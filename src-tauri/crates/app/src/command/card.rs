//! Contact cards of other offices, and the ledger of everything that left the vault.
//!
//! Invariant: a card counts only after its fingerprint was typed in as its owner read it out.

use super::{Nothing, wire};
use crate::dispatch::Ctx;
use crate::error::{Code, Error};
use junkai_bundle::Card;
use junkai_core::{Day, Moment};
use junkai_store::CardState;

wire! {
    /// Takes in a card.
    CardAdd {
        /// The card's text.
        card: String,
    }
    /// Names a card.
    CardGet {
        /// Its fingerprint: the one its owner read out, when it is verified.
        fingerprint: String,
    }
    /// A card in the list.
    CardLine {
        /// Short name of the office.
        org: String,
        /// Name of the office.
        name: String,
        /// Fingerprint, twelve groups of five digits.
        fingerprint: String,
        /// `unverified`, `verified` or `retired`.
        state: String,
        /// Whether it is this office's own.
        own: bool,
        /// The card itself, to seal for.
        card: String,
        /// First day of validity.
        valid_from: Day,
        /// Last day of validity.
        valid_to: Day,
    }
    /// Something that left the vault.
    SealedLine {
        /// Survey it was of.
        survey: String,
        /// `bundle` or `plain`.
        kind: String,
        /// Running number of the office.
        #[ts(type = "number")]
        seq: u64,
        /// When.
        at: Moment,
        /// Size in bytes.
        #[ts(type = "number")]
        bytes: u64,
        /// SHA-256 of the file.
        sha256: String,
        /// For whom.
        recipients: Vec<String>,
        /// What for.
        purpose: String,
    }
}

/// Digits only, so that spaces and line breaks in what was typed do not matter.
pub(crate) fn digits(fingerprint: &str) -> String {
    use unicode_normalization::UnicodeNormalization as _;
    fingerprint.nfkc().filter(char::is_ascii_digit).collect()
}

fn line(kept: &junkai_store::Card) -> Result<CardLine, Error> {
    let card = Card::parse(&kept.text)?;
    Ok(CardLine {
        org: card.org().into(),
        name: card.name().into(),
        fingerprint: kept.fingerprint.clone(),
        state: kept.state.name().into(),
        own: kept.own,
        card: kept.text.clone(),
        valid_from: card.valid_from(),
        valid_to: card.valid_to(),
    })
}

/// Takes in a card as unverified; one that is known already stays as it is.
pub(crate) fn add(ctx: &mut Ctx<'_>, input: CardAdd) -> Result<CardLine, Error> {
    let card = Card::parse(&input.card)?;
    let actor = ctx.actor();
    let vault = ctx.vault()?;
    if let Some(known) = vault
        .cards()?
        .iter()
        .find(|c| c.fingerprint == card.fingerprint().as_str())
    {
        return line(known);
    }
    let kept = crate::handover::kept(&card, CardState::Unverified, false);
    vault.card_put(&kept, &actor)?;
    line(&kept)
}

/// Marks the card with this fingerprint as verified.
pub(crate) fn verify(ctx: &mut Ctx<'_>, input: CardGet) -> Result<CardLine, Error> {
    set_state(ctx, &input.fingerprint, CardState::Verified)
}

/// Marks the card with this fingerprint as no longer to be used.
pub(crate) fn retire(ctx: &mut Ctx<'_>, input: CardGet) -> Result<CardLine, Error> {
    set_state(ctx, &input.fingerprint, CardState::Retired)
}

fn set_state(ctx: &mut Ctx<'_>, fingerprint: &str, state: CardState) -> Result<CardLine, Error> {
    let actor = ctx.actor();
    let vault = ctx.vault()?;
    let typed = digits(fingerprint);
    let known = vault
        .cards()?
        .into_iter()
        .find(|c| digits(&c.fingerprint) == typed);
    let mut known = known.ok_or_else(|| Error::of(Code::NotFound).with("kind", "card"))?;
    if known.state == CardState::Retired && state != CardState::Retired {
        return Err(Error::of(Code::CardExpired).with("state", "retired"));
    }
    vault.card_state(known.id, state, &actor)?;
    known.state = state;
    line(&known)
}

/// The cards of other offices and this one's own.
pub(crate) fn list(ctx: &mut Ctx<'_>, _: Nothing) -> Result<Vec<CardLine>, Error> {
    ctx.vault()?.cards()?.iter().map(line).collect()
}

/// Everything that left the vault, survey by survey.
pub(crate) fn exports(ctx: &mut Ctx<'_>, _: Nothing) -> Result<Vec<SealedLine>, Error> {
    let vault = ctx.vault()?;
    let mut lines = Vec::new();
    for survey in vault.surveys()? {
        for export in vault.exports(survey.id)? {
            lines.push(SealedLine {
                survey: survey.id.to_string(),
                kind: export.kind,
                seq: export.seq.unwrap_or(0),
                at: export.at,
                bytes: export.size,
                sha256: export.sha256,
                recipients: export.recipients,
                purpose: export.purpose,
            });
        }
    }
    Ok(lines)
}
