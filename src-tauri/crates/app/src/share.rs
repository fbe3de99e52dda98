//! Own checklists on their way out and in: packs to share, and lists that go with a bundle.
//!
//! Invariant: only a released list leaves, signed by this office. A list from outside is kept only where the card of its
//! signer was verified here, it has no problem, and nothing else stands under its id and version; looking at one
//! changes nothing.
//! Deliberately absent: the form of a pack (the bundle crate), and lists of the build, which everybody has.

use crate::dispatch::Ctx;
use crate::error::{Code, Error};
use crate::{handover, own};
use junkai_bundle::{Bytes, Error as BundleError, Pack, Source, name};
use junkai_core::Wording;
use junkai_core::checklist::{Checklist, ContentProblem};
use junkai_core::interview::Interview;
use junkai_store::{CardState, ChecklistState, OwnChecklist, Reader};
use serde::Serialize;
use serde_json::json;
use std::fs::File;
use std::path::Path;

/// A pack on the disk.
pub struct ChecklistExported {
    /// Size.
    pub bytes: u64,
    /// SHA-256 of the file.
    pub sha256: String,
}

/// What this vault has under the id and version of a pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Nothing.
    New,
    /// The same text, released.
    Same,
    /// The same text, as a draft; taking the pack releases it.
    Draft,
    /// Another text, or a list of the build.
    Different,
}

/// A pack, for showing it.
#[derive(Debug, Serialize, ts_rs::TS)]
pub struct ChecklistShown {
    /// The list's id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// Its title, where the list can be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub title: Option<Wording>,
    /// Number of items, as far as they can be read.
    pub items: usize,
    /// Short name of the office that signed it.
    pub org: String,
    /// Name of the office that signed it.
    pub signer: String,
    /// Fingerprint of its card, to be compared with its owner.
    pub fingerprint: String,
    /// Its card, to be taken in as verified once that was done.
    pub card: String,
    /// Whether that card is verified in this vault, or its own.
    pub verified: bool,
    /// What this vault has under that id and version.
    pub here: Standing,
    /// What stands in the way of using it. Looked for only once the card is verified: working through the conditions
    /// of a list can be made to take very long, and a stranger shall not choose how long.
    pub problems: Vec<ContentProblem>,
    /// Whether it is kept now.
    pub taken: bool,
}

/// Signs a released list of the vault's own and writes it to `out`.
pub(crate) fn export(
    ctx: &mut Ctx<'_>,
    id: &str,
    version: &str,
    out: &Path,
) -> Result<ChecklistExported, Error> {
    let named = |error: Error| error.with("checklist", id).with("version", version);
    let list = own::kept(ctx.vault()?, id, version)?;
    let list = list.ok_or_else(|| named(Error::of(Code::ChecklistUnknown)))?;
    if list.state != ChecklistState::Released {
        return Err(named(Error::of(Code::ChecklistNotReleased)));
    }
    let (card, key) = handover::own(ctx)?;
    if !card.is_valid_on(ctx.now.day_in_japan()) {
        return Err(Error::of(Code::CardExpired));
    }
    let pack = Pack::sign(id, version, &list.text, &card, &key)?;
    let sha256 = pack.sha256().to_string();
    let actor = ctx.actor();
    let detail = json!({"sha256": list.sha256, "state": list.state.name(), "pack": sha256});
    // The log first: it may name a pack that never appeared, but none appears that it does not name.
    ctx.vault()?
        .event_add("checklist_export", &format!("{id}/{version}"), &detail, &actor)?;
    pack.write(out)?;
    Ok(ChecklistExported {
        bytes: pack.bytes().len() as u64,
        sha256,
    })
}

/// Shows the pack at `path`, and keeps its list when it is to be taken.
pub(crate) fn import(ctx: &mut Ctx<'_>, path: &Path, take: bool) -> Result<ChecklistShown, Error> {
    let file = File::open(path).map_err(|e| Error::of(Code::FileUnreadable).because(e))?;
    let pack = Pack::read(file).map_err(unreadable)?;
    let list: Option<Checklist> = toml::from_str(pack.text()).ok();
    let (id, version) = (pack.id(), pack.version());
    if list.as_ref().is_some_and(|l| l.id != id || l.version != version) {
        return Err(Error::of(Code::ChecklistPackDamaged).with("what", "name"));
    }
    let here = standing(ctx, &pack)?;
    let card = pack.card();
    let verified = is_known(ctx, card)?;
    let before = list.as_ref().and_then(|l| l.previous.as_ref());
    let before = before.and_then(|previous| ctx.content.checklist(id, &previous.version).ok());
    let problems = match verified {
        true => own::lint(pack.text(), before),
        false => Vec::new(),
    };
    let mut shown = ChecklistShown {
        id: id.into(),
        version: version.into(),
        items: list.as_ref().map_or(0, |l| l.items.len()),
        title: list.as_ref().map(|l| l.title.clone()),
        org: card.org().into(),
        signer: card.name().into(),
        fingerprint: card.fingerprint().as_str().into(),
        card: card.text().into(),
        verified,
        here,
        problems,
        taken: false,
    };
    if take {
        keep(ctx, &pack, &shown)?;
        shown.taken = true;
    }
    Ok(shown)
}

/// Keeps the list of a pack, unless something speaks against it.
fn keep(ctx: &mut Ctx<'_>, pack: &Pack, shown: &ChecklistShown) -> Result<(), Error> {
    if !shown.verified {
        return Err(Error::of(Code::ChecklistSignerNotVerified).with("org", pack.card().org()));
    }
    if !pack.card().is_valid_on(ctx.now.day_in_japan()) {
        return Err(Error::of(Code::CardExpired));
    }
    own::check_name(ctx.content, pack.id(), pack.version())?;
    if shown.here == Standing::Different {
        return Err(Error::of(Code::ChecklistDiffers)
            .with("checklist", pack.id())
            .with("version", pack.version()));
    }
    if !shown.problems.is_empty() {
        return Err(Error::of(Code::ChecklistProblems).with("problems", json!(shown.problems)));
    }
    let actor = ctx.actor();
    ctx.vault()?
        .checklist_take(pack.id(), pack.version(), pack.text(), &shown.fingerprint, &actor)?;
    Ok(())
}

fn standing(ctx: &mut Ctx<'_>, pack: &Pack) -> Result<Standing, Error> {
    if ctx.content.embedded_lists().any(|l| l.id == pack.id()) {
        return Ok(Standing::Different);
    }
    Ok(match own::kept(ctx.vault()?, pack.id(), pack.version())? {
        None => Standing::New,
        Some(kept) if kept.text != pack.text() => Standing::Different,
        Some(kept) if kept.state == ChecklistState::Draft => Standing::Draft,
        Some(_) => Standing::Same,
    })
}

/// Whether the card was compared with its owner here, or is this office's own, of today or from before.
fn is_known(ctx: &mut Ctx<'_>, card: &junkai_bundle::Card) -> Result<bool, Error> {
    let kept = ctx.vault()?.cards()?;
    let fingerprint = card.fingerprint().as_str();
    Ok(kept
        .iter()
        .any(|k| k.fingerprint == fingerprint && (k.own || k.state == CardState::Verified)))
}

/// What a pack that cannot be read means. To whoever was sent one a bad signature, a cut and a forged archive come to
/// the same: ask for it again.
fn unreadable(error: BundleError) -> Error {
    use BundleError as E;
    let what = match &error {
        E::Io(_) => return Error::of(Code::FileUnreadable).because(error),
        E::Truncated => "truncated",
        E::BadSignature | E::WrongSender => "signature",
        E::TooLarge { .. } => "size",
        E::CardInvalid { .. } | E::KeyInvalid { .. } => "card",
        E::TrailingData
        | E::ArchiveInvalid { .. }
        | E::EntryMissing { .. }
        | E::EntryDuplicate { .. }
        | E::EntryOrder { .. }
        | E::EntryPath
        | E::EntryKind
        | E::PackInvalid { .. } => "form",
        _ => return error.into(),
    };
    Error::of(Code::ChecklistPackDamaged)
        .with("what", what)
        .because(error)
}

/// A list that can go with a bundle.
pub(crate) struct Travelling {
    list: OwnChecklist,
    name: String,
}

/// The released lists of the vault's own, which the office that opens a bundle does not have.
pub(crate) fn travelling(ctx: &mut Ctx<'_>) -> Result<Vec<Travelling>, Error> {
    let lists = ctx.vault()?.checklists()?;
    lists
        .into_iter()
        .filter(|list| list.state == ChecklistState::Released)
        .map(|list| {
            let name = name::checklist_name(&list.id, &list.version)?;
            Ok(Travelling { list, name })
        })
        .collect()
}

/// Those on which an interview of the survey was held, as entries of its bundle.
pub(crate) fn entries(
    reader: &Reader<'_>,
    lists: Vec<Travelling>,
) -> junkai_store::Result<Vec<Box<dyn Source>>> {
    let interviews = reader.all::<Interview>()?;
    let used = |list: &OwnChecklist| {
        interviews
            .iter()
            .any(|i| i.record.checklist == list.id && i.record.checklist_version == list.version)
    };
    let used = lists.into_iter().filter(|travelling| used(&travelling.list));
    Ok(used
        .map(|travelling| -> Box<dyn Source> {
            Box::new(Bytes {
                name: travelling.name,
                media_type: "application/toml".into(),
                content: travelling.list.text.into_bytes(),
            })
        })
        .collect())
}
