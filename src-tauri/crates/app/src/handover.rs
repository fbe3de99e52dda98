//! What leaves the vault sealed and what comes in: bundles and contact cards. Plain exports have a file of their own.
//!
//! Invariant: a bundle is sealed only for cards that are verified in this vault and valid today; everything that left
//! stands in the ledger. Opening writes nothing before all of it verified.
//! Deliberately absent: the format of bundles and cards (the bundle crate), and the import of records.

use crate::command::card::digits;
use crate::dispatch::Ctx;
use crate::documents::DocumentSet;
use crate::env::Env;
use crate::error::{Code, Error, WireError};
use crate::share;
use junkai_bundle::{
    AuditCheckpoint, Bytes, Card, CardDraft, CardState, Digest, Draft, Identity, Kind, KnownCard, Program,
    Progress, SealRequest, SigningKey, Source, inspect, name, open, seal as seal_bundle,
};
use junkai_core::evidence::Evidence;
use junkai_core::{BundleId, CardId, Day, EvidenceId, Lang, Moment, RecordKind, SurveyId};
use junkai_store::{Action, CardState as KeptState, Export, OwnKeys, Reader};
use secrecy::{ExposeSecret as _, SecretString};
use serde::Serialize;
use serde_json::json;
use std::fs::File;
use std::io::{self, Read};
use std::ops::ControlFlow;
use std::path::Path;

/// How long a new card is valid, in days.
const CARD_DAYS: i64 = 730;
/// Version of the records in a bundle.
const SCHEMA_VERSION: u32 = 1;

/// A contact card and the key that minisign wants.
pub struct CardMade {
    /// The card's text.
    pub card: String,
    /// Its fingerprint.
    pub fingerprint: String,
    /// The signing key's public half as a `.pub` file.
    pub minisign_public_key: String,
}

/// This office's own contact card.
pub struct OwnCard {
    /// Short name of the office.
    pub org: String,
    /// The card's text.
    pub text: String,
}

/// An office without a vault: its key file and its card.
pub struct Office {
    /// age identity file; the signing key stands in it as a comment line.
    pub identity_file: String,
    /// The card's text.
    pub card: String,
    /// Its fingerprint.
    pub fingerprint: String,
}

/// How far sealing has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sealing {
    /// Documents are made.
    Documents {
        /// Files done.
        done: usize,
        /// Files in all.
        all: usize,
    },
    /// The bundle is hashed, written and read back.
    Bundle(Progress),
}

/// What hears of it, and stops the work with `Break`.
pub type OnSealing<'a> = &'a (dyn Fn(Sealing) -> ControlFlow<()> + Sync);

/// A bundle on the disk.
pub struct SealedBundle {
    /// Size.
    pub bytes: u64,
    /// SHA-256 of the file.
    pub sha256: String,
    /// Offices that can open it.
    pub recipients: Vec<String>,
    /// Names of what is inside, in the order of the bundle.
    pub entries: Vec<String>,
}

/// A bundle that was opened.
pub struct OpenedBundle {
    /// Files below the folder, in the order of the bundle.
    pub files: Vec<String>,
}

/// What a bundle says of itself, and what of it holds.
pub struct Inspected {
    /// For printing.
    pub view: serde_json::Value,
    /// Whether signature, recipient and every hash hold.
    pub holds: bool,
}

/// A card, for showing it.
#[derive(Serialize)]
pub struct CardShown {
    /// Short name of the office.
    pub org: String,
    /// Name of the office.
    pub name: String,
    /// Fingerprint.
    pub fingerprint: String,
    /// age recipients.
    pub age: Vec<String>,
    /// minisign public key.
    pub minisign: String,
    /// First day of validity.
    pub valid_from: Day,
    /// Last day of validity.
    pub valid_to: Day,
}

/// Writes the copy into the survey's log and the ledger.
pub(crate) fn record(ctx: &mut Ctx<'_>, entry: &Export) -> Result<(), Error> {
    let actor = ctx.actor();
    let vault = ctx.vault()?;
    vault.write(entry.survey, &actor, |w| {
        w.note(Action::Export, Vec::new(), Some(&entry.kind))
    })?;
    vault.export_add(entry, &actor)?;
    Ok(())
}

/// The cards, each of which must be verified in this vault.
pub(crate) fn recipients(ctx: &mut Ctx<'_>, cards: &[String]) -> Result<Vec<KnownCard>, Error> {
    if cards.is_empty() {
        return Err(Error::of(Code::NoVerifiedRecipient));
    }
    let kept = ctx.vault()?.cards()?;
    cards
        .iter()
        .map(|text| {
            let card = Card::parse(text)?;
            let fingerprint = card.fingerprint().as_str();
            let verified = kept
                .iter()
                .any(|k| k.fingerprint == fingerprint && k.state == KeptState::Verified);
            let state = if verified {
                CardState::Verified
            } else {
                CardState::Unverified
            };
            if verified {
                Ok(KnownCard { card, state })
            } else {
                Err(Error::of(Code::NoVerifiedRecipient).with("org", card.org()))
            }
        })
        .collect()
}

/// A photo or paper that is read from the vault while the bundle is written.
struct Kept<'r, 'v> {
    reader: &'r Reader<'v>,
    id: EvidenceId,
    name: String,
    media_type: String,
    known: Option<(u64, Digest)>,
}

impl Source for Kept<'_, '_> {
    fn name(&self) -> &str {
        &self.name
    }
    fn media_type(&self) -> &str {
        &self.media_type
    }
    fn open(&self) -> io::Result<Box<dyn Read + '_>> {
        let reader = self.reader.evidence_reader(self.id).map_err(io::Error::other)?;
        Ok(Box::new(reader))
    }
    fn known(&self) -> Option<(u64, Digest)> {
        self.known
    }
}

/// Seals `set` with the records, the evidence and the own checklists of the survey.
pub(crate) fn seal(
    ctx: &mut Ctx<'_>,
    survey: SurveyId,
    set: DocumentSet,
    cards: &[String],
    out: &Path,
    tell: OnSealing<'_>,
) -> Result<SealedBundle, Error> {
    let recipients = recipients(ctx, cards)?;
    let (sender, key) = own(ctx)?;
    let bundle = BundleId(ctx.env.id());
    let now = ctx.now;
    let actor = ctx.actor();
    let marking = ctx
        .content
        .templates
        .word("page", "marking", Lang::Ja)
        .to_string();
    let lists = share::travelling(ctx)?;
    let vault = ctx.vault()?;
    let seq = vault.next_bundle_seq(survey)?;
    let previous = vault
        .exports(survey)?
        .into_iter()
        .rev()
        .find(|e| e.kind == "bundle")
        .map(|e| e.sha256);
    let mut sealed = None;
    let written = vault.write(survey, &actor, |w| {
        // In the same transaction as the file: when sealing fails the log does not speak of it, and when the vault
        // cannot write any more nothing leaves it.
        w.note(Action::Export, Vec::new(), Some(&bundle.to_string()))?;
        let reader: &Reader<'_> = w;
        let draft = Draft {
            bundle_id: bundle,
            seq,
            prev_bundle_sha256: previous.and_then(|hex| hex.parse().ok()),
            created_at: now,
            marking,
            counts: set.counts.clone(),
            ..draft(reader, survey)?
        };
        let mut entries = entries(reader, set)?;
        entries.extend(share::entries(reader, lists)?);
        let request = SealRequest {
            draft,
            entries: &entries,
            sender: &sender,
            signing_key: &key,
            recipients: &recipients,
            target: out,
            progress: &mut |progress| tell(Sealing::Bundle(progress)),
        };
        let done = seal_bundle(request);
        let failed = done.is_err();
        sealed = Some(done);
        if failed {
            Err(junkai_store::Error::HalfWritten)
        } else {
            Ok(())
        }
    });
    let sealed = match (sealed, written) {
        (Some(Err(error)), _) => return Err(error.into()),
        (Some(Ok(_)), Err(error)) => {
            // The log could not name it, so it must not be there.
            let _ = std::fs::remove_file(out);
            return Err(error.into());
        }
        (None, Err(error)) => return Err(error.into()),
        (None, Ok(())) => return Err(Error::internal("seal")),
        (Some(Ok(sealed)), Ok(())) => sealed,
    };
    let entry = Export {
        survey,
        seq: Some(seq),
        at: now,
        kind: "bundle".into(),
        bundle: Some(bundle),
        sha256: sealed.sha256.to_string(),
        size: sealed.bytes,
        recipients: recipients
            .iter()
            .map(|k| k.card.fingerprint().as_str().to_string())
            .collect(),
        purpose: "deliverables".into(),
    };
    ctx.vault()?.export_add(&entry, &actor)?;
    Ok(SealedBundle {
        bytes: sealed.bytes,
        sha256: entry.sha256,
        entries: sealed.manifest.entries.iter().map(|e| e.name.clone()).collect(),
        recipients: sealed.manifest.recipients.into_iter().map(|r| r.org).collect(),
    })
}

/// What the manifest says of the survey as it stands.
fn draft(reader: &Reader<'_>, survey: SurveyId) -> junkai_store::Result<Draft> {
    let chain = reader.chain()?;
    let head = chain.head.parse().ok();
    Ok(Draft {
        bundle_id: BundleId(survey.0),
        kind: Kind::Deliverable,
        survey_id: Some(survey),
        revision: Some(reader.snapshot()?.revision()),
        seq: 0,
        prev_bundle_sha256: None,
        created_at: Moment(jiff::Timestamp::UNIX_EPOCH),
        app: Program {
            version: env!("CARGO_PKG_VERSION").into(),
            commit: None,
        },
        schema_version: SCHEMA_VERSION,
        marking: String::new(),
        purpose: "deliverables".into(),
        counts: Default::default(),
        audit_checkpoint: head.map(|head| AuditCheckpoint {
            size: chain.size,
            head,
        }),
    })
}

fn entries<'r>(reader: &'r Reader<'_>, set: DocumentSet) -> junkai_store::Result<Vec<Box<dyn Source + 'r>>> {
    let mut records = Vec::new();
    for kind in RecordKind::ALL {
        for kept in reader.kept(*kind)? {
            let line = json!({"kind": kept.kind, "id": kept.id, "rev": kept.rev, "record": kept.record});
            records.extend(line.to_string().into_bytes());
            records.push(b'\n');
        }
    }
    let mut entries: Vec<Box<dyn Source + 'r>> = vec![Box::new(Bytes {
        name: name::RECORDS.into(),
        media_type: "application/x-ndjson".into(),
        content: records,
    })];
    for document in set.documents {
        entries.push(Box::new(Bytes {
            name: name::deliverable_name(&document.name),
            media_type: document.media_type.into(),
            content: document.bytes,
        }));
    }
    for (number, kept) in (1_u32..).zip(reader.all::<Evidence>()?) {
        entries.push(Box::new(Kept {
            reader,
            id: EvidenceId(kept.id),
            name: name::evidence_name(number),
            known: kept
                .record
                .sha256
                .parse()
                .ok()
                .map(|sha256| (kept.record.bytes, sha256)),
            media_type: kept.record.media_type,
        }));
    }
    Ok(entries)
}

/// This office's card and key; without a card nobody could tell who sealed.
pub(crate) fn own(ctx: &mut Ctx<'_>) -> Result<(Card, SigningKey), Error> {
    let vault = ctx.vault()?;
    let card = vault
        .cards()?
        .into_iter()
        .find(|c| c.own && c.state == KeptState::Verified);
    let (Some(card), Some(keys)) = (card, vault.own_keys()?) else {
        return Err(Error::of(Code::OwnCardMissing));
    };
    Ok((
        Card::parse(&card.text)?,
        SigningKey::from_bytes(&keys.signing_seed),
    ))
}

fn sign_card(
    env: &mut Env,
    org: &str,
    name: &str,
    key: &SigningKey,
    identity: &Identity,
) -> Result<Card, Error> {
    let today = env.now().day_in_japan();
    let draft = CardDraft {
        id: CardId(env.id()),
        org: org.into(),
        name: name.into(),
        age: vec![identity.recipient()],
        valid_from: today,
        valid_to: today.plus(CARD_DAYS),
        prev_card_sha256: None,
    };
    Ok(Card::sign(draft, key)?)
}

/// Makes this office's card, and its keys when there are none yet; an older own card is retired.
pub(crate) fn own_card(ctx: &mut Ctx<'_>, org: &str, name: &str) -> Result<CardMade, Error> {
    let actor = ctx.actor();
    let (key, identity) = match ctx.vault()?.own_keys()? {
        Some(keys) => (
            SigningKey::from_bytes(&keys.signing_seed),
            Identity::parse(&keys.age_identity)?,
        ),
        None => {
            let (key, identity) = (SigningKey::generate()?, Identity::generate());
            let keys = OwnKeys {
                signing_seed: key.secret_bytes(),
                age_identity: identity.secret_text(),
            };
            ctx.vault()?.set_own_keys(&keys, &actor)?;
            (key, identity)
        }
    };
    let card = sign_card(ctx.env, org, name, &key, &identity)?;
    let vault = ctx.vault()?;
    for old in vault.cards()?.into_iter().filter(|c| c.own) {
        vault.card_state(old.id, KeptState::Retired, &actor)?;
    }
    vault.card_put(&kept(&card, KeptState::Verified, true), &actor)?;
    Ok(CardMade {
        card: card.text().into(),
        fingerprint: card.fingerprint().as_str().into(),
        minisign_public_key: key.public().file_text(),
    })
}

/// A card as the vault keeps it.
pub(crate) fn kept(card: &Card, state: KeptState, own: bool) -> junkai_store::Card {
    junkai_store::Card {
        id: card.id(),
        text: card.text().into(),
        fingerprint: card.fingerprint().as_str().into(),
        state,
        own,
    }
}

/// Takes a card in as verified, when `typed` is its fingerprint.
pub(crate) fn verify_card(ctx: &mut Ctx<'_>, text: &str, typed: &str) -> Result<(), Error> {
    let card = Card::parse(text)?;
    if digits(typed) != digits(card.fingerprint().as_str()) {
        return Err(Error::of(Code::CardFingerprintDiffers));
    }
    if !card.is_valid_on(ctx.now.day_in_japan()) {
        return Err(Error::of(Code::CardExpired));
    }
    let actor = ctx.actor();
    let vault = ctx.vault()?;
    if vault
        .cards()?
        .iter()
        .any(|c| c.fingerprint == card.fingerprint().as_str() && c.state == KeptState::Retired)
    {
        return Err(Error::of(Code::CardExpired).with("state", "retired"));
    }
    vault.card_put(&kept(&card, KeptState::Verified, false), &actor)?;
    Ok(())
}

fn wire<T>(result: Result<T, Error>) -> Result<T, WireError> {
    result.map_err(|e| e.to_wire(&mut Env::real()))
}

/// Makes the keys and the card of an office that has no vault.
pub fn make_office(env: &mut Env, org: &str, name: &str) -> Result<Office, WireError> {
    let make = |env: &mut Env| -> Result<Office, Error> {
        let (key, identity) = (SigningKey::generate()?, Identity::generate());
        let card = sign_card(env, org, name, &key, &identity)?;
        let seed = data_encoding::BASE64.encode(&key.secret_bytes()[..]);
        let text = identity.file_text();
        Ok(Office {
            identity_file: format!("# junkai signing key: {seed}\n{}", text.expose_secret()),
            card: card.text().into(),
            fingerprint: card.fingerprint().as_str().into(),
        })
    };
    wire(make(env))
}

/// Reads a card for showing it.
pub fn show_card(text: &str) -> Result<CardShown, WireError> {
    wire(Card::parse(text).map_err(Error::from).map(|card| CardShown {
        org: card.org().into(),
        name: card.name().into(),
        fingerprint: card.fingerprint().as_str().into(),
        age: card.recipients().iter().map(ToString::to_string).collect(),
        minisign: card.public_key().to_string(),
        valid_from: card.valid_from(),
        valid_to: card.valid_to(),
    }))
}

fn file(path: &Path) -> Result<File, Error> {
    File::open(path).map_err(|e| Error::of(Code::FileUnreadable).because(e))
}

/// Reads a bundle without knowing its sender.
pub fn inspect_bundle(path: &Path, identity: &str) -> Result<Inspected, WireError> {
    let look = || -> Result<Inspected, Error> {
        let identity = Identity::parse(&SecretString::from(identity))?;
        let found = inspect(file(path)?, &identity)?;
        let view = json!({
            "manifest": found.manifest,
            "signature_holds": found.signature_holds,
            "recipient_is_me": found.recipient_is_me,
            "mismatched": found.mismatched,
            "sha256": found.sha256,
            "bytes": found.bytes,
            "holds": found.holds(),
        });
        Ok(Inspected {
            holds: found.holds(),
            view,
        })
    };
    wire(look())
}

/// Opens a bundle of the sender whose card is given, today, into the new folder `out`.
pub fn open_bundle(path: &Path, identity: &str, sender: &str, out: &Path) -> Result<OpenedBundle, WireError> {
    open_bundle_at(path, identity, sender, out, Env::real().now().day_in_japan())
}

/// Opens a bundle on the day `today`. The caller answers for the sender's fingerprint.
pub fn open_bundle_at(
    path: &Path,
    identity: &str,
    sender: &str,
    out: &Path,
    today: Day,
) -> Result<OpenedBundle, WireError> {
    let take = || -> Result<OpenedBundle, Error> {
        let identity = Identity::parse(&SecretString::from(identity))?;
        let sender = KnownCard {
            card: Card::parse(sender)?,
            state: CardState::Verified,
        };
        let mut opened = open(file(path)?, &identity, &sender, today)?;
        opened.extract_to(out)?;
        let front = [name::MANIFEST, name::SIGNATURE].map(String::from);
        let rest = opened.manifest().entries.iter().map(|e| e.name.clone());
        Ok(OpenedBundle {
            files: front.into_iter().chain(rest).collect(),
        })
    };
    wire(take())
}
