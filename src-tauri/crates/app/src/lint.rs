//! Looking at a checklist file before anybody relies on it.
//!
//! Invariant: reads only; everything that is wrong is said at once. A later version is compared with the one before it,
//! which lies beside the file, or is one of this build.

use crate::content::Content;
use crate::env::Env;
use crate::error::{Code, Error, WireError};
use junkai_core::checklist::{Checklist, ContentProblem, parse_checklist, parse_checklist_after};
use std::fs::File;
use std::io::Read as _;
use std::path::Path;

/// A checklist file larger than this is not one.
const MOST_BYTES: u64 = 8 * 1024 * 1024;

/// What was found in a checklist file.
pub enum Linted {
    /// Nothing is wrong.
    Clean(Box<Checklist>),
    /// Everything that is wrong.
    Problems(Vec<ContentProblem>),
}

/// Looks at the checklist file at `path`.
pub fn lint_file(path: &Path) -> Result<Linted, WireError> {
    look(path).map_err(|error| error.to_wire(&mut Env::real()))
}

fn look(path: &Path) -> Result<Linted, Error> {
    let text = read(path)?;
    let first = match parse_checklist(&text) {
        Ok(list) => list,
        Err(problems) => return Ok(Linted::Problems(problems)),
    };
    let mut problems = misplaced(&first, path);
    if let Some(before) = before(&first, path)? {
        problems.extend(parse_checklist_after(&text, &before).err().unwrap_or_default());
    } else if first.previous.is_some() {
        problems.push(problem("previous_unknown"));
    }
    if problems.is_empty() {
        Ok(Linted::Clean(Box::new(first)))
    } else {
        Ok(Linted::Problems(problems))
    }
}

/// In a folder of checklists, folder and file are named after id and version. A file that lies elsewhere may be called
/// anything.
fn misplaced(list: &Checklist, path: &Path) -> Vec<ContentProblem> {
    let name = |part: Option<&std::ffi::OsStr>| part.and_then(|n| n.to_str()).map(str::to_owned);
    let (file, folder) = (
        name(path.file_stem()),
        name(path.parent().and_then(Path::file_name)),
    );
    let in_collection = path
        .parent()
        .and_then(Path::parent)
        .is_some_and(|collection| collection.join("benchmarks.toml").is_file());
    if in_collection && (file.as_deref() != Some(&list.version) || folder.as_deref() != Some(&list.id)) {
        vec![problem("misplaced")]
    } else {
        Vec::new()
    }
}

fn problem(what: &str) -> ContentProblem {
    ContentProblem {
        line: None,
        place: String::new(),
        problem: what.into(),
        detail: String::new(),
    }
}

/// The version before: the file beside this one, or a list of this build.
fn before(list: &Checklist, path: &Path) -> Result<Option<Checklist>, Error> {
    let Some(previous) = &list.previous else {
        return Ok(None);
    };
    // The version is a plain name, or the list would not have been read: it leads to no other folder or machine.
    let beside = path.with_file_name(format!("{}.toml", previous.version));
    if beside.is_file() && beside != path {
        let text = read(&beside)?;
        let found = parse_checklist(&text).ok();
        return Ok(found.filter(|l| l.id == list.id && l.version == previous.version));
    }
    let content = Content::embedded()?;
    Ok(content.checklist(&list.id, &previous.version).ok().cloned())
}

fn read(path: &Path) -> Result<String, Error> {
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|file| file.take(MOST_BYTES + 1).read_to_end(&mut bytes))
        .map_err(|e| Error::of(Code::FileUnreadable).because(e))?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(Error::of(Code::ChecklistFile));
    }
    String::from_utf8(bytes).map_err(|_| Error::of(Code::ChecklistFile))
}
