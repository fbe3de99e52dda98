//! `junkai checklist add`, `export`, `import`: lists of the vault's own, and sharing them.
//!
//! Invariant: only a list without a problem is kept, and a shared one only from a signer whose card is verified here.

use super::{ask, print};
use crate::args::Passphrase;
use crate::exit::Failure;
use crate::say::Say;
use junkai_app::{ChecklistSaved, Linted, lint_file};
use serde_json::json;
use std::path::Path;

/// Keeps a checklist file as a released list.
pub(super) fn add(vault: &Path, file: &Path, passphrase: &Passphrase, say: &Say) -> Result<(), Failure> {
    let shown = file.display().to_string();
    let list = match lint_file(file)? {
        Linted::Clean(list) => list,
        Linted::Problems(problems) => {
            print(&shown, &problems, say)?;
            return Err(Failure::Said(1));
        }
    };
    let mut app = crate::command::opened(vault, "cli", passphrase, say)?;
    let named = json!({"id": list.id, "version": list.version});
    let _: ChecklistSaved = ask(&mut app, "checklist_set", json!({"checklist": list}))?;
    let done: ChecklistSaved = ask(&mut app, "checklist_release", named)?;
    app.lock()?;
    say.result(&say.text("checklist_added", &[("id", &done.id), ("version", &done.version)]))
}

/// Writes a released list as one signed file.
pub(super) fn export(
    vault: &Path,
    (id, version): (&str, &str),
    out: &Path,
    passphrase: &Passphrase,
    say: &Say,
) -> Result<(), Failure> {
    let mut app = crate::command::opened(vault, "cli", passphrase, say)?;
    let exported = app.export_checklist(id, version, out)?;
    app.lock()?;
    say.result(&format!("{}  {}", exported.sha256, exported.bytes))
}

/// Shows a shared list, and keeps it when asked to.
pub(super) fn import(
    vault: &Path,
    file: &Path,
    take: bool,
    passphrase: &Passphrase,
    say: &Say,
) -> Result<(), Failure> {
    let mut app = crate::command::opened(vault, "cli", passphrase, say)?;
    let shown = app.import_checklist(file, take)?;
    app.lock()?;
    say.result(&serde_json::to_string_pretty(&shown).unwrap_or_default())
}
