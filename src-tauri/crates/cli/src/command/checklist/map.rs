//! `junkai checklist map`: checklists from a workbook of somebody else's.
//!
//! Invariant: a person sees what every row was taken as; files appear in a folder that was empty, or not at all.

use super::{ask, workbook};
use crate::exit::Failure;
use crate::say::{Say, visible};
use data_encoding::BASE64;
use junkai_app::{Code, Content, Env, Error, WorkbookView};
use junkai_core::checklist::Checklist;
use junkai_core::mapping::{Mapped, MappedAs, MappedRow, Mapping};
use junkai_core::record::Choice;
use serde_json::json;
use std::fmt::Write as _;
use std::fs::File;
use std::io::Write as _;
use std::path::Path;

/// Prints what the sheets look like, as remarks, and a first mapping.
pub(super) fn guess(file: &Path, say: &Say) -> Result<(), Failure> {
    let mut app = crate::command::app("cli")?;
    let bytes = BASE64.encode(&workbook(file)?);
    let view: WorkbookView = ask(&mut app, "workbook_get", json!({"bytes": bytes}))?;
    let mut text = String::new();
    for sheet in &view.outline.sheets {
        let hidden = match sheet.hidden {
            true => say.text("mapping_hidden", &[]),
            false => String::new(),
        };
        let _ = writeln!(
            text,
            "# {:?}: {} × {}{hidden}",
            sheet.name, sheet.rows, sheet.columns
        );
        for (at, row) in sheet.head.iter().enumerate() {
            let cells = row_shown(row);
            if !cells.is_empty() {
                let _ = writeln!(text, "#   {}: {cells}", at + 1);
            }
        }
    }
    for line in say.text("mapping_guess", &[]).lines() {
        let _ = writeln!(text, "# {line}");
    }
    text += &toml::to_string(&view.mapping)
        .map_err(|e| Error::of(Code::Internal).because(e).to_wire(&mut Env::real()))?;
    say.result(&text)
}

/// The cells of a row by their columns; what stands in several joined cells is said once.
fn row_shown(row: &[String]) -> String {
    const LONGEST: usize = 40;
    let mut cells = Vec::new();
    for (at, cell) in row.iter().enumerate() {
        if cell.is_empty() || (at > 0 && row[at - 1] == *cell) {
            continue;
        }
        let mut short: String = cell.chars().take(LONGEST).collect();
        if short.len() < cell.len() {
            short.push('…');
        }
        cells.push(format!(
            "{} {}",
            letters(at),
            short.replace(char::is_control, " ")
        ));
    }
    cells.join(" | ")
}

/// The letters of a column, as the spreadsheet shows them and a mapping names them.
fn letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        rest -= 1;
        letters.insert(0, char::from(b'A' + (rest % 26) as u8));
        rest /= 26;
    }
    letters.into_iter().collect()
}

/// Applies a mapping and writes the lists into the folder `out`.
pub(super) fn apply(file: &Path, mapping: &Path, out: &Path, say: &Say) -> Result<(), Failure> {
    if std::fs::read_dir(out).is_ok_and(|mut entries| entries.next().is_some()) || out.is_file() {
        return Err(Error::of(Code::TargetExists).to_wire(&mut Env::real()).into());
    }
    let text = crate::command::read_text(mapping)?;
    let mapping: Mapping = toml::from_str(&text).map_err(|e| {
        say.problem("mapping_unreadable", &[("detail", e.message())]);
        Failure::Said(1)
    })?;
    let mut app = crate::command::app("cli")?;
    let bytes = BASE64.encode(&workbook(file)?);
    let mapped: Mapped = ask(
        &mut app,
        "workbook_map",
        json!({"bytes": bytes, "mapping": mapping}),
    )?;
    let words = Content::embedded().map_err(|e| e.to_wire(&mut Env::real()))?;
    for row in &mapped.rows {
        show(row, &words, say)?;
    }
    for problem in &mapped.problems {
        let what = word(&words, problem.problem, say);
        let sheet = match problem.sheet.as_str() {
            "" => String::new(),
            sheet => format!("{sheet}: "),
        };
        let params = [
            ("sheet", sheet.as_str()),
            ("what", &what),
            ("detail", &problem.detail),
        ];
        say.problem("mapping_problem", &params);
    }
    if !mapped.problems.is_empty() || mapped.lists.is_empty() {
        say.problem("mapping_nothing_written", &[]);
        return Err(Failure::Said(1));
    }
    write(&mapped.lists, out)?;
    for list in &mapped.lists {
        let params = [
            ("id", list.id.as_str()),
            ("version", &list.version),
            ("items", &list.items.len().to_string()),
        ];
        say.result(&say.text("mapping_written", &params))?;
    }
    Ok(())
}

fn word<C: Choice>(words: &Content, choice: C, say: &Say) -> String {
    words.templates.word(C::KEY, choice.name(), say.lang()).to_owned()
}

fn show(row: &MappedRow, words: &Content, say: &Say) -> Result<(), Failure> {
    if row.what == MappedAs::Blank {
        return Ok(());
    }
    let mut remarks = vec![word(words, row.why, say)];
    remarks.extend(
        row.problems
            .iter()
            .map(|problem| format!("! {}", word(words, *problem, say))),
    );
    say.result(&visible(&format!(
        "{}:{}\t{}\t{}\t{}\t{}",
        row.sheet,
        row.row,
        word(words, row.what, say),
        row.no.as_deref().unwrap_or_default(),
        row.text.replace(['\n', '\r', '\t'], " "),
        remarks.join(" ")
    )))
}

/// Under a name of its own first: half a set of lists is worse than none.
fn write(lists: &[Checklist], out: &Path) -> Result<(), Failure> {
    let part = out.with_extension(format!("part-{}", uuid::Uuid::now_v7().simple()));
    let written = || -> std::io::Result<()> {
        for list in lists {
            let text = toml::to_string(list).map_err(std::io::Error::other)?;
            let folder = part.join(&list.id);
            std::fs::create_dir_all(&folder)?;
            let mut file = File::create_new(folder.join(format!("{}.toml", list.version)))?;
            file.write_all(text.as_bytes())?;
            // Before the folder gets its name: a power cut must not leave a set of empty lists under it.
            file.sync_all()?;
        }
        if out.exists() {
            std::fs::remove_dir(out)?;
        }
        std::fs::rename(&part, out)
    };
    written().map_err(|e| {
        // That the first error is the one to tell stays true if this fails too.
        let _ = std::fs::remove_dir_all(&part);
        Error::from_io(e, Code::FolderGone)
            .to_wire(&mut Env::real())
            .into()
    })
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn columns_are_named_as_in_a_spreadsheet() {
        for (column, expected) in [
            (0, "A"),
            (25, "Z"),
            (26, "AA"),
            (51, "AZ"),
            (52, "BA"),
            (701, "ZZ"),
            (702, "AAA"),
        ] {
            assert_eq!(letters(column), expected, "column {column}");
        }
    }
}
