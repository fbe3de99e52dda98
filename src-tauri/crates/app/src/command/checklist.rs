//! The checklists that this build carries.

use super::{Nothing, wire};
use crate::dispatch::Ctx;
use crate::error::Error;
use junkai_core::Wording;
use junkai_core::checklist::Checklist;
use junkai_core::interview::Audience;

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
    }
    /// Names a checklist.
    ChecklistGet {
        /// Its id.
        id: String,
        /// Its version.
        version: String,
    }
}

/// The checklists.
pub(crate) fn list(ctx: &mut Ctx<'_>, _: Nothing) -> Result<Vec<ChecklistLine>, Error> {
    Ok(ctx
        .content
        .checklists
        .iter()
        .map(|c| ChecklistLine {
            id: c.id.clone(),
            version: c.version.clone(),
            title: c.title.clone(),
            audience: c.audience,
            items: u32::try_from(c.items.len()).unwrap_or(u32::MAX),
            official: c.official,
        })
        .collect())
}

/// One checklist, whole.
pub(crate) fn get(ctx: &mut Ctx<'_>, input: ChecklistGet) -> Result<Checklist, Error> {
    ctx.content.checklist(&input.id, &input.version).cloned()
}
