//! A checklist workbook of somebody else's: what it looks like, and what a mapping makes of it.
//!
//! Invariant: reads only. What comes out is shown row by row before any of it is kept, and is kept by `checklist_set`
//! like any other draft.

use super::wire;
use crate::dispatch::Ctx;
use crate::error::{Code, Error};
use data_encoding::BASE64;
use junkai_core::mapping::{Mapped, Mapping, Outline, apply, outline};
use junkai_core::workbook::Workbook;
use junkai_core::{Lang, Wording};

wire! {
    /// A workbook to look at.
    WorkbookGet {
        /// The workbook in base64.
        bytes: String,
    }
    /// What a workbook looks like.
    WorkbookView {
        /// Its sheets.
        outline: Outline,
        /// What its columns seem to be for; id, title and source are for a person to fill in.
        mapping: Mapping,
    }
    /// Applies a mapping.
    WorkbookMap {
        /// The workbook in base64.
        bytes: String,
        /// How it becomes checklists.
        mapping: Mapping,
    }
}

/// What a workbook looks like, with a first mapping.
pub(crate) fn get(_: &mut Ctx<'_>, input: WorkbookGet) -> Result<WorkbookView, Error> {
    let outline = outline(&read(&input.bytes)?);
    let nothing = Wording::default();
    let mapping = outline.mapping("", "1", nothing.clone(), nothing, Lang::Ja);
    Ok(WorkbookView { outline, mapping })
}

/// What the mapping makes of the workbook.
pub(crate) fn map(_: &mut Ctx<'_>, input: WorkbookMap) -> Result<Mapped, Error> {
    Ok(apply(&input.mapping, &read(&input.bytes)?))
}

/// A workbook from the base64 of its bytes.
pub(crate) fn read(bytes: &str) -> Result<Workbook, Error> {
    if bytes.len() as u64 > junkai_import::MAX_FILE / 3 * 4 + 4 {
        return Err(Error::of(Code::WorkbookTooLarge));
    }
    let bytes = BASE64
        .decode(bytes.as_bytes())
        .map_err(|_| Error::of(Code::InvalidArgs).with("field", "bytes"))?;
    Ok(junkai_import::read_workbook(&bytes)?)
}
