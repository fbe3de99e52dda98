//! What is wrong with a template is found when it is loaded, all of it at once.

use super::*;
use crate::checklist::ContentProblem;
use std::collections::BTreeSet;

fn parse(files: &[(String, String)]) -> Vec<ContentProblem> {
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    Templates::parse(&files).err().unwrap_or_default()
}

fn check(file: &str, from: &str, to: &str, expected: &[(&str, &str)]) {
    let mut files = files();
    let (_, text) = files
        .iter_mut()
        .find(|(name, _)| name == file)
        .expect("a file that ships");
    assert!(text.contains(from), "the change must take effect: {from}");
    *text = text.replacen(from, to, 1);
    let problems = parse(&files);
    let found: Vec<(&str, &str)> = problems
        .iter()
        .map(|p| (p.problem.as_str(), p.place.as_str()))
        .collect();
    assert_eq!(found, expected, "after changing {from:?} to {to:?} in {file}");
}

#[test]
fn each_fault_is_named() {
    let ledger = "09-asset-ledger.toml";
    check(ledger, "機器台帳", "機器台帳", &[]);
    check(
        ledger,
        "en = \"Asset ledger\"",
        "en = \" \"",
        &[("missing_language", "title")],
    );
    check(
        ledger,
        "key = \"rack\"",
        "key = \"rick\"",
        &[
            ("unknown_column", "assets.rick"),
            ("missing_column", "assets.rack"),
        ],
    );
    check(
        ledger,
        "key = \"rack\"",
        "key = \"room\"",
        &[("duplicate", "assets.room"), ("missing_column", "assets.rack")],
    );
    check(
        ledger,
        "en = \"Rack\"",
        "en = \"\"",
        &[("missing_language", "assets.rack")],
    );
    check(
        ledger,
        "key = \"rack\", width = 9",
        "key = \"rack\", width = -9",
        &[("range", "assets.rack")],
    );
    check(
        ledger,
        "{ table = \"systems\" }",
        "{ table = \"sistems\" }",
        &[("unknown_table", "sistems")],
    );
    check(
        "10-hospital-report.toml",
        "{hospital}のご",
        "{clinic}のご",
        &[("unknown_placeholder", "About this report")],
    );
    check(
        "01-checklist-executive.toml",
        "[\"executive\"]",
        "[\"user\"]",
        &[("missing_audience", "executive")],
    );
    check(
        "words.toml",
        "leased = { ja = \"専用線\"",
        "lent = { ja = \"専用線\"",
        &[
            ("missing_word", "line_kind.leased"),
            ("unknown_word", "line_kind.lent"),
        ],
    );
    check(
        "words.toml",
        "en = \"Leased line\"",
        "en = \"\"",
        &[("missing_language", "line_kind.leased")],
    );
}

#[test]
fn a_file_that_cannot_be_read_is_named_with_its_line() {
    let mut files = files();
    files.retain(|(name, _)| name != "04-backup-status.toml");
    for (name, text) in &mut files {
        if name == "05-external-connections.toml" {
            *text = text.replacen("landscape = true", "landscape = maybe", 1);
        }
    }
    let found: Vec<_> = parse(&files)
        .into_iter()
        .map(|p| (p.problem, p.place, p.line))
        .collect();
    assert_eq!(
        found,
        [
            (
                "missing_file".to_owned(),
                "04-backup-status.toml".to_owned(),
                None
            ),
            (
                "syntax".to_owned(),
                "05-external-connections.toml".to_owned(),
                Some(2)
            ),
        ],
        "both at once, and nothing that only follows from them"
    );
}

#[test]
fn every_closed_choice_has_its_words() {
    let mut declared = BTreeSet::new();
    let mut folders = vec![std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder of the crate") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                declared.extend(declared_choices(
                    &std::fs::read_to_string(path).expect("a source file"),
                ));
            }
        }
    }
    let listed: BTreeSet<String> = words::choices()
        .into_iter()
        .map(|(key, _)| key.to_owned())
        .collect();
    assert!(
        declared.len() > 20,
        "the choices of the records were found: {declared:?}"
    );
    assert_eq!(
        listed, declared,
        "the catalogue knows exactly the closed choices that are declared"
    );
}

/// Keys of the choices that a source file declares: lines such as `LineKind "line_kind" {` in a `choices!` block.
fn declared_choices(source: &str) -> Vec<String> {
    let mut inside = false;
    let mut keys = Vec::new();
    for line in source.lines() {
        inside = inside && line != "}" || line.ends_with("choices! {") && !line.starts_with("macro_rules");
        let head = line
            .strip_prefix("    ")
            .and_then(|l| l.strip_suffix("\" {"))
            .filter(|_| inside);
        keys.extend(
            head.and_then(|head| head.split_once(" \""))
                .map(|(_, key)| key.to_owned()),
        );
    }
    keys
}
