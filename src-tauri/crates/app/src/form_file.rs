//! Forms for the hospital as files: a workbook to fill in, or paper.
//!
//! Invariant: a form holds questions, and answers only when an interview is given; a file appears whole or not at all,
//! and never over another. Deliberately absent: reading forms back, which is a command of the table.

use crate::app::App;
use crate::content::Content;
use crate::env::Env;
use crate::error::{Code, Error, WireError};
use crate::plain::{folder_of, sync_folder};
use junkai_core::Wording;
use junkai_core::checklist::Checklist;
use junkai_core::form::{Form, FormArgs, report};
use junkai_core::report::document::Adaptation;
use std::fs::File;
use std::io::{self, Write as _};
use std::path::Path;

/// A form that was written.
pub struct FormWritten {
    /// Title of the list.
    pub title: Wording,
    /// Its version.
    pub version: String,
    /// Items on it.
    pub items: usize,
    /// Where a text was put down differently from how it stands in the list.
    pub adaptations: Vec<Adaptation>,
}

impl App {
    /// Writes an empty form of the list `id` to `out`, as a workbook (`.xlsx`) or on paper (`.pdf`). Without a version,
    /// the newest one. An empty marking becomes the one that all documents bear.
    pub fn write_form(
        &mut self,
        id: &str,
        version: Option<&str>,
        args: &FormArgs,
        out: &Path,
    ) -> Result<FormWritten, WireError> {
        let written = write(&self.content, &mut self.env, (id, version), args, out);
        written.map_err(|error| error.to_wire(&mut self.env))
    }
}

fn write(
    content: &Content,
    env: &mut Env,
    (id, version): (&str, Option<&str>),
    args: &FormArgs,
    out: &Path,
) -> Result<FormWritten, Error> {
    let ending = out
        .extension()
        .and_then(|e| e.to_str())
        .map(str::to_ascii_lowercase);
    let list = match version {
        Some(version) => content.checklist(id, version)?,
        None => newest(content, id)?,
    };
    if out.symlink_metadata().is_ok() {
        return Err(Error::of(Code::TargetExists));
    }
    let form = Form::new(list, &content.form_words, args, &[]);
    let mut bytes = Vec::new();
    let broken = |e: junkai_export::Error| Error::internal("form").because(e);
    let adaptations = match ending.as_deref() {
        Some("xlsx") => junkai_export::form::write(&form, &mut bytes).map_err(broken)?,
        Some("pdf") => {
            junkai_export::pdf::write(&report(&form), None, content.fonts(), &mut bytes).map_err(broken)?
        }
        _ => return Err(Error::of(Code::FormFileName)),
    };
    appear(env, out, &bytes).map_err(|e| Error::from_io(e, Code::FolderGone))?;
    Ok(FormWritten {
        title: list.title.clone(),
        version: list.version.clone(),
        items: list.items.len(),
        adaptations,
    })
}

/// The newest version of a list that may be used.
fn newest<'c>(content: &'c Content, id: &str) -> Result<&'c Checklist, Error> {
    let versions = content.checklists.iter().filter(|l| l.id == id);
    // Versions are numbers as a rule; by length first, 10 comes after 9.
    let newest = versions.max_by(|a, b| (a.version.len(), &a.version).cmp(&(b.version.len(), &b.version)));
    newest.ok_or_else(|| Error::of(Code::ChecklistUnknown).with("checklist", id))
}

/// Under a name of its own first, so that half a form is never taken for one; then under the name that was asked for,
/// unless something came to stand there meanwhile. A file system without links gets the plain renaming.
fn appear(env: &mut Env, out: &Path, bytes: &[u8]) -> io::Result<()> {
    let part = out.with_extension(format!("part-{}", env.id().simple()));
    let write = || {
        let mut file = File::create_new(&part)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        match std::fs::hard_link(&part, out) {
            Err(e) if e.kind() != io::ErrorKind::AlreadyExists => std::fs::rename(&part, out),
            linked => linked,
        }?;
        // The name too: a power cut leaves the whole form or none.
        sync_folder(folder_of(out))
    };
    let written = write();
    // What was begun goes away again; after a renaming it is gone already, and the first error is the one to tell.
    let _ = std::fs::remove_file(&part);
    written
}
