//! `junkai checklist`: what there is, whether a file is sound, forms for the hospital and back.
//!
//! Invariant: looking at a file changes nothing; a returned form is taken over by the same commands as in the window.

mod map;
mod pack;
mod returned;

use crate::args::{ChecklistTask, Passphrase};
use crate::exit::Failure;
use crate::say::{Say, visible};
use junkai_app::{App, Code, Env, Error, Linted, lint_file};
use junkai_core::checklist::ContentProblem;
use junkai_core::form::FormArgs;
use serde_json::{Value, json};
use std::io::Read as _;
use std::path::Path;

/// Lists, lints, writes or reads.
pub(crate) fn run(task: &ChecklistTask, say: &Say) -> Result<(), Failure> {
    match task {
        ChecklistTask::List { vault, passphrase } => list(app(vault.as_deref(), passphrase, say)?, say),
        ChecklistTask::Lint { file } => lint(file, say),
        ChecklistTask::Form {
            id,
            out,
            list_version,
            hospital,
            return_by,
            return_to,
            vault,
            passphrase,
        } => {
            let args = FormArgs {
                lang: say.lang(),
                hospital: hospital.clone(),
                return_by: *return_by,
                return_to: return_to.clone(),
                marking: String::new(),
            };
            let app = app(vault.as_deref(), passphrase, say)?;
            form(app, (id, list_version.as_deref()), &args, out, say)
        }
        ChecklistTask::Read {
            vault,
            survey,
            interview,
            file,
            take,
            replace,
            passphrase,
        } => {
            let at = json!({"survey": survey, "interview": interview});
            returned::read(vault, &at, file, (*take, *replace), passphrase, say)
        }
        ChecklistTask::Map {
            file,
            mapping,
            guess: _,
            out,
        } => match (mapping, out) {
            (Some(mapping), Some(out)) => map::apply(file, mapping, out, say),
            _ => map::guess(file, say),
        },
        ChecklistTask::Add {
            vault,
            file,
            passphrase,
        } => pack::add(vault, file, passphrase, say),
        ChecklistTask::Export {
            vault,
            id,
            version,
            out,
            passphrase,
        } => pack::export(vault, (id, version), out, passphrase, say),
        ChecklistTask::Import {
            vault,
            file,
            take,
            passphrase,
        } => pack::import(vault, file, *take, passphrase, say),
    }
}

/// An app that knows the lists of the build, and those of a vault where one is named.
fn app(vault: Option<&Path>, passphrase: &Passphrase, say: &Say) -> Result<App, Failure> {
    match vault {
        Some(vault) => super::opened(vault, "cli", passphrase, say),
        None => super::app("cli"),
    }
}

fn list(mut app: App, say: &Say) -> Result<(), Failure> {
    let lists: Vec<junkai_app::ChecklistLine> = ask(&mut app, "checklist_list", json!({}))?;
    let width = lists.iter().map(|l| l.id.len()).max().unwrap_or(0);
    for line in lists {
        let official = if line.official { "official" } else { "derived" };
        let title = line.title.get(say.lang());
        let draft = match line.state.as_str() {
            "draft" => say.text("list_draft", &[]),
            _ => String::new(),
        };
        say.result(&format!(
            "{:width$}  {:>2}  {:>3}  {official:8}  {title}{draft}",
            line.id, line.version, line.items
        ))?;
    }
    Ok(())
}

fn lint(file: &Path, say: &Say) -> Result<(), Failure> {
    let shown = file.display().to_string();
    match lint_file(file)? {
        Linted::Clean(list) => {
            let (items, version) = (list.items.len().to_string(), list.version.as_str());
            let params = [("id", list.id.as_str()), ("version", version), ("items", &items)];
            say.result(&say.text("lint_clean", &params))
        }
        Linted::Problems(problems) => {
            print(&shown, &problems, say)?;
            Err(Failure::Said(1))
        }
    }
}

/// A line a problem: file, line, place, what is wrong; and at last how many there are.
fn print(file: &str, problems: &[ContentProblem], say: &Say) -> Result<(), Failure> {
    for problem in problems {
        let line = problem.line.map(|l| format!(":{l}")).unwrap_or_default();
        let place = if problem.place.is_empty() {
            String::new()
        } else {
            format!("{}: ", problem.place)
        };
        let what = say.text(&format!("lint_{}", problem.problem), &[]);
        let detail = match problem.detail.trim() {
            "" => String::new(),
            detail => format!(" ({})", detail.replace('\n', " ")),
        };
        say.result(&visible(&format!("{file}{line}: {place}{what}{detail}")))?;
    }
    say.problem("lint_count", &[("count", &problems.len().to_string())]);
    Ok(())
}

fn form(
    mut app: App,
    (id, version): (&str, Option<&str>),
    args: &FormArgs,
    out: &Path,
    say: &Say,
) -> Result<(), Failure> {
    let written = app.write_form(id, version, args, out)?;
    for adaptation in &written.adaptations {
        let place = [
            ("file", adaptation.file.as_str()),
            ("place", &adaptation.place),
            ("detail", &adaptation.detail),
        ];
        say.problem("adapted", &place);
    }
    say.result(&say.text(
        "form_written",
        &[
            ("title", written.title.get(say.lang())),
            ("version", &written.version),
            ("items", &written.items.to_string()),
        ],
    ))
}

/// Asks the command table.
fn ask<T: serde::de::DeserializeOwned>(app: &mut App, command: &str, args: Value) -> Result<T, Failure> {
    let view = app.dispatch(command, args)?;
    serde_json::from_value(view).map_err(|_| Error::of(Code::Internal).to_wire(&mut Env::real()).into())
}

/// The bytes of a workbook, when it is not larger than what is read.
fn workbook(path: &Path) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let read = std::fs::File::open(path).and_then(|file| file.take(MOST_BYTES + 1).read_to_end(&mut bytes));
    let refused = match read {
        Err(e) => Error::of(Code::FileUnreadable).because(e),
        Ok(read) if read as u64 > MOST_BYTES => Error::of(Code::WorkbookTooLarge),
        Ok(_) => return Ok(bytes),
    };
    Err(refused.to_wire(&mut Env::real()).into())
}

/// As large as a workbook may be that is read.
const MOST_BYTES: u64 = 32 * 1024 * 1024;

#[cfg(test)]
mod tests {
    use crate::say::Say;
    use junkai_core::Lang;
    use junkai_core::checklist::PROBLEMS;

    #[test]
    fn every_problem_and_state_has_words() {
        let say = Say::new(Lang::En, true);
        let states = [
            "new",
            "same",
            "conflict",
            "ask",
            "unreadable",
            "unknown_item",
            "blank",
        ];
        let flags = ["duplicate", "formula", "day_unclear", "unused_cell"];
        let refusals = [
            "newer_form",
            "unknown_list",
            "unknown_version",
            "no_form",
            "ambiguous",
        ];
        let keys = PROBLEMS.iter().map(|p| format!("lint_{p}"));
        let keys = keys.chain(states.iter().map(|s| format!("form_row_{s}")));
        let keys = keys.chain(flags.iter().map(|f| format!("form_flag_{f}")));
        for key in keys.chain(refusals.iter().map(|r| format!("form_refused_{r}"))) {
            assert_ne!(say.text(&key, &[]), key, "{key} has words");
        }
    }
}
