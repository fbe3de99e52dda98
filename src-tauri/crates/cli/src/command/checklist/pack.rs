//! `junkai checklist add`, `export`, `import`: lists of the vault's own, and sharing them.
//!
//! Invariant: only a list without a problem is kept, and a shared one only from a signer whose card is verified here.

use super::{ask, print};
use crate::args::Passphrase;
use crate::exit::Failure;
use crate::say::Say;
use junkai_app::{App, ChecklistLine, ChecklistSaved, Code, Env, Error, Linted, lint_file};
use junkai_core::checklist::{Checklist, ContentProblem, parse_checklist};
use serde_json::json;
use std::path::Path;

/// Keeps a checklist file as a released list. Whether it follows from the version before is for the vault to say, which
/// has that version.
pub(super) fn add(vault: &Path, file: &Path, passphrase: &Passphrase, say: &Say) -> Result<(), Failure> {
    let shown = file.display().to_string();
    let list = match lint_file(file)? {
        Linted::Clean(list) => *list,
        Linted::Problems(problems) => match without_before(file, &problems) {
            Some(list) => list,
            None => {
                print(&shown, &problems, say)?;
                return Err(Failure::Said(1));
            }
        },
    };
    let mut app = crate::command::opened(vault, "cli", passphrase, say)?;
    let done = keep(&mut app, &list, &shown, say);
    app.lock()?;
    let done = done?;
    say.result(&say.text("checklist_added", &[("id", &done.id), ("version", &done.version)]))
}

/// The list, when nothing speaks against it but that the version before does not lie beside it.
fn without_before(file: &Path, problems: &[ContentProblem]) -> Option<Checklist> {
    if problems
        .iter()
        .any(|problem| problem.problem != "previous_unknown")
    {
        return None;
    }
    parse_checklist(&crate::command::read_text(file).ok()?).ok()
}

/// Keeps and releases it. A draft of the same name is somebody's work and stays, unless it is the same list.
fn keep(app: &mut App, list: &Checklist, shown: &str, say: &Say) -> Result<ChecklistSaved, Failure> {
    let named = json!({"id": list.id, "version": list.version});
    let lists: Vec<ChecklistLine> = ask(app, "checklist_list", json!({}))?;
    let mut drafts = lists.iter().filter(|line| line.state == "draft");
    let drafted = drafts.any(|line| line.id == list.id && line.version == list.version);
    if drafted && ask::<Checklist>(app, "checklist_get", named.clone())? != *list {
        let error = Error::of(Code::ChecklistDiffers)
            .with("checklist", list.id.as_str())
            .with("version", list.version.as_str());
        return Err(error.to_wire(&mut Env::real()).into());
    }
    let saved: ChecklistSaved = ask(app, "checklist_set", json!({"checklist": list}))?;
    if !saved.problems.is_empty() {
        if !drafted {
            let _: ChecklistSaved = ask(app, "checklist_remove", named)?;
        }
        print(shown, &saved.problems, say)?;
        return Err(Failure::Said(1));
    }
    ask(app, "checklist_release", named)
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
    let shown = app.import_checklist(file, take);
    app.lock()?;
    let shown = shown?;
    if !shown.verified {
        say.problem("import_unverified", &[]);
    }
    say.result(&serde_json::to_string_pretty(&shown).unwrap_or_default())
}
