//! The checklists that this build carries, and the vault's own: drafts to edit, released versions to hold interviews on.
//!
//! Invariant: a draft is kept with whatever is wrong with it, so that no work is lost; only one without a problem is
//! released, and from then on nothing changes it.

use super::{Nothing, wire};
use crate::dispatch::Ctx;
use crate::error::{Code, Error};
use crate::own;
use junkai_core::checklist::{Checklist, ContentProblem};
use junkai_core::interview::Audience;
use junkai_core::{Moment, Wording};
use serde_json::json;

wire! {
    /// A checklist in the list.
    ChecklistLine {
        /// Its id.
        id: String,
        /// Its version.
        version: String,
        /// Its title.
        title: Wording,
        /// Whom it is for.
        audience: Audience,
        /// Number of items.
        items: u32,
        /// Whether items and numbers are official.
        official: bool,
        /// `embedded`, `draft` or `released`.
        state: String,
        /// Name of the office that signed it, where it came in from outside.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        signer: Option<String>,
    }
    /// Names a checklist.
    ChecklistGet {
        /// Its id.
        id: String,
        /// Its version.
        version: String,
    }
    /// Keeps a draft.
    ChecklistSet {
        /// The checklist.
        checklist: Checklist,
    }
    /// What was done to a checklist, and when the commit returned.
    ChecklistSaved {
        /// Its id.
        id: String,
        /// Its version.
        version: String,
        /// When the commit returned.
        saved_at: Moment,
        /// What stands in the way of releasing it.
        problems: Vec<ContentProblem>,
    }
}

fn line(list: &Checklist, state: &str, signer: Option<&String>) -> ChecklistLine {
    ChecklistLine {
        id: list.id.clone(),
        version: list.version.clone(),
        title: list.title.clone(),
        audience: list.audience,
        items: u32::try_from(list.items.len()).unwrap_or(u32::MAX),
        official: list.official,
        state: state.into(),
        signer: signer.cloned(),
    }
}

/// The checklists of the build, then the vault's own.
pub(crate) fn list(ctx: &mut Ctx<'_>, _: Nothing) -> Result<Vec<ChecklistLine>, Error> {
    let embedded = ctx
        .content
        .embedded_lists()
        .map(|list| line(list, "embedded", None));
    let own = ctx
        .content
        .own
        .iter()
        .map(|own| line(&own.list, own.state.name(), own.signer.as_ref()));
    Ok(embedded.chain(own).collect())
}

/// One checklist, whole; drafts too.
pub(crate) fn get(ctx: &mut Ctx<'_>, input: ChecklistGet) -> Result<Checklist, Error> {
    let mut own = ctx.content.own.iter().map(|own| &own.list);
    match own.find(|l| l.id == input.id && l.version == input.version) {
        Some(list) => Ok(list.clone()),
        None => ctx.content.checklist(&input.id, &input.version).cloned(),
    }
}

/// Keeps a draft of the vault's own.
pub(crate) fn set(ctx: &mut Ctx<'_>, input: ChecklistSet) -> Result<ChecklistSaved, Error> {
    let list = input.checklist;
    own::check_name(ctx.content, &list.id, &list.version)?;
    let text = own::text_of(&list)?;
    let actor = ctx.actor();
    ctx.vault()?
        .checklist_put(&list.id, &list.version, &text, &actor)?;
    ctx.lists_changed = true;
    let problems = own::problems(ctx.content, &list, &text);
    Ok(saved(ctx, list.id, list.version, problems))
}

/// Releases a draft.
pub(crate) fn release(ctx: &mut Ctx<'_>, input: ChecklistGet) -> Result<ChecklistSaved, Error> {
    let ChecklistGet { id, version } = input;
    let actor = ctx.actor();
    if let Some(kept) = own::kept(ctx.vault()?, &id, &version)? {
        let mut lists = ctx.content.own.iter().map(|own| &own.list);
        let list = lists.find(|l| l.id == id && l.version == version);
        let problems = match list {
            Some(list) => own::problems(ctx.content, list, &kept.text),
            None => own::lint(&kept.text, None),
        };
        if !problems.is_empty() {
            return Err(Error::of(Code::ChecklistProblems).with("problems", json!(problems)));
        }
    }
    ctx.vault()?.checklist_release(&id, &version, &actor)?;
    ctx.lists_changed = true;
    Ok(saved(ctx, id, version, Vec::new()))
}

/// Removes a draft.
pub(crate) fn remove(ctx: &mut Ctx<'_>, input: ChecklistGet) -> Result<ChecklistSaved, Error> {
    let actor = ctx.actor();
    ctx.vault()?.checklist_remove(&input.id, &input.version, &actor)?;
    ctx.lists_changed = true;
    Ok(saved(ctx, input.id, input.version, Vec::new()))
}

fn saved(ctx: &mut Ctx<'_>, id: String, version: String, problems: Vec<ContentProblem>) -> ChecklistSaved {
    ChecklistSaved {
        id,
        version,
        saved_at: ctx.env.now(),
        problems,
    }
}
