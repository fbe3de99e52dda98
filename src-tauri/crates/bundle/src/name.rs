//! The names that entries of a bundle may have, and their one order.
//!
//! Invariant: a name that passes here is safe to write below a folder on Linux, Windows and macOS: lower-case ASCII,
//! at most one `/` and that after a fixed word, no device names, no dots in front or behind. Two names that differ
//! still differ on a disk that ignores case.
//! Deliberately absent: any repair of a bad name.

use crate::error::{Error, Result};

/// The signed list of everything else.
pub const MANIFEST: &str = "manifest.json";
/// The signature over the manifest.
pub const SIGNATURE: &str = "manifest.json.minisig";
/// The records, one JSON value a line.
pub const RECORDS: &str = "records.ndjson";

const CHECKLISTS: &str = "checklists/";
const DELIVERABLES: &str = "deliverables/";
const EVIDENCE: &str = "evidence/";
const MAX_FILE_NAME: usize = 80;

/// The name of the `number`th piece of evidence, counted from 1.
pub fn evidence_name(number: u32) -> String {
    format!("{EVIDENCE}{number:06}")
}

/// The name of a deliverable with the file name `file`.
pub fn deliverable_name(file: &str) -> String {
    format!("{DELIVERABLES}{file}")
}

/// The name of the checklist `id` in `version`: `checklists/<id>_<version>.toml`. Only an id and a version that make a
/// plain file name and hold no `_` have one, so that no two lists share a name.
pub fn checklist_name(id: &str, version: &str) -> Result<String> {
    let name = format!("{CHECKLISTS}{id}_{version}.toml");
    // With the first `_` outside the id, place would divide the name differently.
    if id.contains('_') {
        return Err(Error::EntryPath);
    }
    place(&name)?;
    Ok(name)
}

/// Whether an entry of that name is a checklist.
pub(crate) fn is_checklist(name: &str) -> bool {
    name.starts_with(CHECKLISTS)
}

/// The folders into which a bundle with these entries unpacks.
pub(crate) fn folders<'a>(mut names: impl Iterator<Item = &'a str>) -> impl Iterator<Item = &'static str> {
    let lists = names.any(is_checklist).then_some(CHECKLISTS);
    let all = [DELIVERABLES, EVIDENCE].into_iter().chain(lists);
    all.map(|folder| folder.trim_end_matches('/'))
}

/// Where in a bundle an entry stands: records, then checklists and deliverables by name, then evidence by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Place<'a> {
    Records,
    Checklist(&'a str),
    Deliverable(&'a str),
    Evidence(&'a str),
}

/// The place of the entry called `name`, or `EntryPath` when no bundle has such a name.
pub(crate) fn place(name: &str) -> Result<Place<'_>> {
    if name == RECORDS {
        Ok(Place::Records)
    } else if let Some(file) = name.strip_prefix(CHECKLISTS) {
        let parts = file.strip_suffix(".toml").and_then(|file| file.split_once('_'));
        let plain = |part: &str| is_plain_file_name(part) && !part.contains('_');
        if is_plain_file_name(file) && parts.is_some_and(|(id, version)| plain(id) && plain(version)) {
            Ok(Place::Checklist(file))
        } else {
            Err(Error::EntryPath)
        }
    } else if let Some(file) = name.strip_prefix(DELIVERABLES) {
        if is_plain_file_name(file) {
            Ok(Place::Deliverable(file))
        } else {
            Err(Error::EntryPath)
        }
    } else if let Some(number) = name.strip_prefix(EVIDENCE) {
        let six_digits =
            number.len() == 6 && number.bytes().all(|b| b.is_ascii_digit()) && number != "000000";
        if six_digits {
            Ok(Place::Evidence(number))
        } else {
            Err(Error::EntryPath)
        }
    } else {
        Err(Error::EntryPath)
    }
}

fn is_plain_file_name(file: &str) -> bool {
    let stem = file.split('.').next().unwrap_or_default();
    (1..=MAX_FILE_NAME).contains(&file.len())
        && file
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"._-".contains(&b))
        && file.starts_with(|c: char| c.is_ascii_alphanumeric())
        && file.ends_with(|c: char| c.is_ascii_alphanumeric())
        && !file.contains("..")
        && !is_device(stem)
}

/// Names that Windows gives to devices whatever their extension.
fn is_device(stem: &str) -> bool {
    let numbered = |word: &str| {
        stem.strip_prefix(word)
            .is_some_and(|rest| rest.len() == 1 && rest.bytes().all(|b| b.is_ascii_digit()))
    };
    ["con", "prn", "aux", "nul"].contains(&stem) || numbered("com") || numbered("lpt")
}

/// Checks that `names` start with the records and stand in their one order, each once.
pub(crate) fn check_order<'a>(names: impl Iterator<Item = &'a str>) -> Result<()> {
    let mut last: Option<Place<'_>> = None;
    let mut next_evidence = 1;
    for name in names {
        let here = place(name)?;
        let entry = || name.to_owned();
        match last {
            None if here != Place::Records => {
                return Err(Error::EntryMissing {
                    name: RECORDS.to_owned(),
                });
            }
            Some(last) if last == here => return Err(Error::EntryDuplicate { name: entry() }),
            Some(last) if last > here => return Err(Error::EntryOrder { name: entry() }),
            _ => {}
        }
        if matches!(here, Place::Evidence(_)) {
            let expected = evidence_name(next_evidence);
            if name != expected {
                return Err(Error::EntryMissing { name: expected });
            }
            next_evidence += 1;
        }
        last = Some(here);
    }
    if last.is_none() {
        Err(Error::EntryMissing {
            name: RECORDS.to_owned(),
        })
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, accepted: bool) {
        assert_eq!(
            place(name).is_ok(),
            accepted,
            "{name:?} should be accepted: {accepted}"
        );
    }

    #[test]
    fn fixed_names_are_accepted() {
        check("records.ndjson", true);
        check("deliverables/01-checklist-executive.xlsx", true);
        check("deliverables/a", true);
        check("deliverables/console.pdf", true);
        check("checklists/own_1.toml", true);
        check("checklists/mhlw-5.2.admin_2026.2.toml", true);
        check("evidence/000001", true);
    }

    #[test]
    fn everything_that_could_leave_the_folder_or_collide_is_refused() {
        for name in [
            "",
            ".",
            "..",
            "/etc/passwd",
            "../x",
            "deliverables/",
            "deliverables/../x",
            "deliverables/..",
            "deliverables/a/b",
            "deliverables//a",
            "deliverables/.hidden",
            "deliverables/a.",
            "deliverables/a..b",
            "deliverables/A.pdf",
            "Deliverables/a",
            "deliverables/con",
            "deliverables/con.txt",
            "deliverables/lpt1.pdf",
            "deliverables/com0",
            "deliverables/nul",
            "deliverables/c:x",
            "deliverables\\a",
            "deliverables/a b",
            "deliverables/a\u{0}",
            "deliverables/\u{8cc7}",
            "checklists/",
            "checklists/own.toml",
            "checklists/own_1",
            "checklists/own_.toml",
            "checklists/_1.toml",
            "checklists/own_1_2.toml",
            "checklists/own/1.toml",
            "checklists/../own_1.toml",
            "checklists/Own_1.toml",
            "checklists/con_1.toml/",
            "checklists/con.x_1.toml",
            "checklists/own_..toml",
            "checklists/own_1.TOML",
            "evidence/1",
            "evidence/000000",
            "evidence/0000001",
            "evidence/00000a",
            "evidence/",
            "evidence",
            "C:\\x",
            "manifest.json",
            "manifest.json.minisig",
            "records.ndjson/",
            "RECORDS.NDJSON",
            "./records.ndjson",
        ] {
            check(name, false);
        }
        check(&deliverable_name(&"a".repeat(80)), true);
        check(&deliverable_name(&"a".repeat(81)), false);
    }

    #[test]
    fn a_checklist_has_a_name_of_its_own_or_none() {
        let named = |id: &str, version: &str| checklist_name(id, version).ok();
        assert_eq!(
            named("mhlw-5.2-admin", "2"),
            Some("checklists/mhlw-5.2-admin_2.toml".into()),
            "id and version stand in it"
        );
        for (id, version) in [
            ("a_b", "1"),
            ("a", "b_1"),
            ("", "1"),
            ("a", ""),
            ("a/b", "1"),
            ("A", "1"),
            ("a", "V1"),
            ("..", "1"),
            ("a", ".."),
            ("a", "1."),
            ("a", "-"),
            ("nul", "1"),
            ("a b", "1"),
            ("\u{8cc7}", "1"),
        ] {
            assert_eq!(named(id, version), None, "{id:?} {version:?}");
        }
        assert_eq!(
            named(&"a".repeat(73), "1").map(|n| n.len()),
            Some(91),
            "the longest"
        );
        assert_eq!(named(&"a".repeat(74), "1"), None, "one more");
    }

    #[test]
    fn order_is_records_checklists_deliverables_evidence() {
        let order = |names: &[&str]| check_order(names.iter().copied());
        let good = [
            "records.ndjson",
            "checklists/a_1.toml",
            "checklists/a_2.toml",
            "deliverables/a.pdf",
            "deliverables/b.pdf",
            "evidence/000001",
            "evidence/000002",
        ];
        assert!(order(&good).is_ok(), "the order of the format");
        assert!(
            matches!(order(&[]), Err(Error::EntryMissing { .. })),
            "records are never left out"
        );
        assert!(
            matches!(order(&good[1..]), Err(Error::EntryMissing { .. })),
            "records are never left out"
        );
        assert!(
            matches!(order(&[good[0], good[0]]), Err(Error::EntryDuplicate { .. })),
            "the same twice"
        );
        assert!(
            matches!(order(&[good[0], good[4], good[3]]), Err(Error::EntryOrder { .. })),
            "names fall"
        );
        assert!(
            matches!(order(&[good[0], good[3], good[1]]), Err(Error::EntryOrder { .. })),
            "checklists come before deliverables"
        );
        assert!(
            matches!(order(&[good[1], good[0]]), Err(Error::EntryMissing { .. })),
            "and after the records"
        );
        assert!(
            matches!(order(&[good[0], good[5], good[3]]), Err(Error::EntryOrder { .. })),
            "evidence comes last"
        );
        assert!(
            matches!(order(&[good[0], good[6]]), Err(Error::EntryMissing { .. })),
            "evidence has no gaps"
        );
    }
}
