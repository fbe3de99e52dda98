//! `junkai demo`: every file that is promised, and nothing that is not.

use crate::{junkai, succeeded, text};
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// The files that the demo leaves, besides `summary.json`.
const FILES: [&str; 25] = [
    "deliverables/01-checklist-executive.xlsx",
    "deliverables/01-checklist-executive.pdf",
    "deliverables/02-checklist-admin.xlsx",
    "deliverables/02-checklist-admin.pdf",
    "deliverables/03-checklist-user.xlsx",
    "deliverables/03-checklist-user.pdf",
    "deliverables/04-backup-status.xlsx",
    "deliverables/04-backup-status.pdf",
    "deliverables/05-external-connections.xlsx",
    "deliverables/05-external-connections.pdf",
    "deliverables/06-network-overview.xlsx",
    "deliverables/06-network-overview.pdf",
    "deliverables/06-network-overview.svg",
    "deliverables/07-management-structure.xlsx",
    "deliverables/07-management-structure.pdf",
    "deliverables/07-management-structure.svg",
    "deliverables/08-effort-sheet.xlsx",
    "deliverables/08-effort-sheet.pdf",
    "deliverables/09-asset-ledger.xlsx",
    "deliverables/09-asset-ledger.pdf",
    "deliverables/10-hospital-report.pdf",
    "bundle.junkai",
    "supervisor.key",
    "surveyor.pub",
    "surveyor.card",
];

/// The demo's folder in Japanese, made once for all tests.
pub(crate) fn made() -> &'static Path {
    static MADE: OnceLock<PathBuf> = OnceLock::new();
    MADE.get_or_init(|| {
        let folder = tempfile::tempdir().expect("a temporary folder").keep();
        let output = junkai(&[
            "demo",
            "--out",
            folder.to_str().expect("a text path"),
            "--lang",
            "ja",
        ]);
        succeeded(&output, "demo");
        folder
    })
}

fn files(folder: &Path) -> Vec<String> {
    let mut found: Vec<String> = ["", "deliverables"]
        .iter()
        .flat_map(|sub| {
            std::fs::read_dir(folder.join(sub))
                .into_iter()
                .flatten()
                .flatten()
                .map(move |e| (sub, e))
        })
        .filter(|(_, e)| e.path().is_file())
        .map(|(sub, e)| Path::new(sub).join(e.file_name()).display().to_string())
        .collect();
    found.sort();
    found
}

#[test]
fn it_leaves_the_promised_files_and_a_summary_that_is_true() {
    let folder = made();
    let mut expected: Vec<String> = FILES
        .iter()
        .map(|f| (*f).to_string())
        .chain(["summary.json".to_string()])
        .collect();
    expected.sort();
    assert_eq!(files(folder), expected, "exactly these files");
    let summary: Value =
        serde_json::from_slice(&std::fs::read(folder.join("summary.json")).expect("a summary"))
            .expect("JSON");
    assert_eq!(summary["verified"], true, "the re-opened bundle verified");
    let listed = summary["files"].as_array().expect("a list of files");
    assert_eq!(listed.len(), FILES.len(), "each file is listed");
    for file in listed {
        let name = file["name"].as_str().expect("a name");
        let bytes = std::fs::read(folder.join(name)).expect("the file is there");
        assert_eq!(file["bytes"], bytes.len(), "{name}: the size is right");
        let sha256 = data_encoding::HEXLOWER.encode(&Sha256::digest(&bytes));
        assert_eq!(file["sha256"], sha256.as_str(), "{name}: the digest is right");
    }
    for step in [
        "vault_and_key_derivation",
        "replay",
        "export",
        "seal_and_read_back",
        "open_and_verify",
        "total",
    ] {
        assert!(summary["seconds"][step].is_number(), "{step} was timed");
    }
}

#[test]
fn the_same_hospital_gives_the_same_documents() {
    let again = tempfile::tempdir().expect("a temporary folder");
    let out = again.path().join("demo");
    succeeded(
        &junkai(&["demo", "--out", out.to_str().expect("text")]),
        "the second demo",
    );
    for name in FILES.iter().filter(|n| n.starts_with("deliverables/")) {
        let read = |folder: &Path| std::fs::read(folder.join(name)).expect("the file is there");
        assert!(read(made()) == read(&out), "{name} is the same, byte for byte");
    }
}

#[test]
fn it_speaks_english_and_replaces_only_what_an_earlier_demo_left() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let out = folder.path().to_str().expect("text");
    succeeded(&junkai(&["demo", "--out", out, "--lang", "en"]), "the first demo");
    succeeded(
        &junkai(&["demo", "--out", out, "--lang", "en"]),
        "a second demo in the same folder",
    );
    let pdf = folder.path().join("deliverables/10-hospital-report.pdf");
    let read = crate::program(
        folder.path(),
        60,
        "pdftotext",
        &[pdf.to_str().expect("text"), "-"],
    );
    assert!(text(&read.stdout).contains("report"), "the report is in English");

    let strange = tempfile::tempdir().expect("a temporary folder");
    std::fs::write(strange.path().join("diary.txt"), "mine").expect("written");
    let refused = junkai(&["demo", "--out", strange.path().to_str().expect("text")]);
    assert_eq!(
        refused.status.code(),
        Some(5),
        "a folder with other files is left alone"
    );
    assert_eq!(files(strange.path()), ["diary.txt"], "nothing was added");
}

#[test]
fn a_folder_with_something_of_mine_in_it_is_left_as_it_was() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let out = folder.path().to_str().expect("text");
    succeeded(&junkai(&["demo", "--out", out]), "the first demo");
    for mine in ["notes.txt", "deliverables/my-thesis.txt"] {
        let path = folder.path().join(mine);
        std::fs::write(&path, "mine").expect("written");
        let before = files(folder.path());
        let refused = junkai(&["demo", "--out", out]);
        assert_eq!(refused.status.code(), Some(5), "{mine} stops a second demo");
        assert_eq!(
            files(folder.path()),
            before,
            "nothing was removed before it was refused"
        );
        std::fs::remove_file(path).expect("removed");
    }
    succeeded(
        &junkai(&["demo", "--out", out]),
        "without it the demo replaces its own files",
    );
}
