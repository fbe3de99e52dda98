//! What other programs make of the demo: age, tar and minisign open the bundle without us; LibreOffice opens every
//! workbook; poppler finds every answer and only embedded fonts.

use crate::demo::made;
use crate::{program, text};
use std::path::{Path, PathBuf};

fn deliverables(ending: &str) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = std::fs::read_dir(made().join("deliverables"))
        .expect("the deliverables are there")
        .flatten()
        .map(|e| e.path())
        .filter(|p| p.extension().is_some_and(|e| e == ending))
        .collect();
    found.sort();
    found
}

fn shown(path: &Path) -> &str {
    path.to_str().expect("a text path")
}

#[test]
fn age_tar_and_minisign_alone_open_and_verify_the_bundle() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let at = folder.path();
    let key = made().join("supervisor.key");
    let bundle = made().join("bundle.junkai");
    program(
        at,
        60,
        "age",
        &["-d", "-i", shown(&key), "-o", "bundle.tar", shown(&bundle)],
    );
    program(at, 60, "tar", &["xf", "bundle.tar"]);
    let public = made().join("surveyor.pub");
    program(
        at,
        60,
        "minisign",
        &["-Vm", "manifest.json", "-p", shown(&public)],
    );
    let manifest: serde_json::Value =
        serde_json::from_slice(&std::fs::read(at.join("manifest.json")).expect("a manifest")).expect("JSON");
    for entry in manifest["entries"].as_array().expect("entries") {
        let name = entry["name"].as_str().expect("a name");
        let output = program(at, 60, "sha256sum", &[name]);
        assert!(
            text(&output.stdout).starts_with(entry["sha256"].as_str().expect("a digest")),
            "{name} is as signed"
        );
    }
    for path in deliverables("pdf")
        .iter()
        .chain(&deliverables("xlsx"))
        .chain(&deliverables("svg"))
    {
        let name = path.file_name().expect("a name");
        let unpacked = std::fs::read(at.join("deliverables").join(name)).expect("it is in the bundle");
        assert!(
            unpacked == std::fs::read(path).expect("it is in the folder"),
            "{} is the same",
            path.display()
        );
    }
}

#[test]
fn libreoffice_opens_every_workbook() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let profile = format!(
        "-env:UserInstallation=file://{}",
        folder.path().join("profile").display()
    );
    let workbooks = deliverables("xlsx");
    assert_eq!(workbooks.len(), 9, "nine workbooks");
    let mut args = vec![
        profile.as_str(),
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        ".",
    ];
    args.extend(workbooks.iter().map(|p| shown(p)));
    program(folder.path(), 300, "libreoffice", &args);
    for workbook in &workbooks {
        let pdf = folder
            .path()
            .join(workbook.with_extension("pdf").file_name().expect("a name"));
        let read = program(folder.path(), 60, "pdftotext", &[shown(&pdf), "-"]);
        assert!(
            text(&read.stdout).contains("秘密"),
            "{} shows its marking",
            workbook.display()
        );
    }
}

#[test]
fn only_embedded_subset_fonts_are_used() {
    let pdfs = deliverables("pdf");
    assert_eq!(pdfs.len(), 10, "ten pdf files");
    for pdf in &pdfs {
        let listing = text(&program(made(), 60, "pdffonts", &[shown(pdf)]).stdout);
        let fonts: Vec<&str> = listing.lines().skip(2).collect();
        assert!(!fonts.is_empty(), "{} has fonts", pdf.display());
        for font in fonts {
            // Columns from the right: object id (2), uni, sub, emb.
            let columns: Vec<&str> = font.split_whitespace().rev().collect();
            assert_eq!(
                (columns[3], columns[4]),
                ("yes", "yes"),
                "{}: {font} is embedded as a subset",
                pdf.display()
            );
        }
    }
}

#[test]
fn nothing_tells_who_made_the_documents_or_where() {
    let home = std::env::var("HOME").unwrap_or_else(|_| "/root".into());
    let checkout = env!("CARGO_MANIFEST_DIR").trim_end_matches("/src-tauri/crates/cli");
    for path in deliverables("pdf").iter().chain(&deliverables("svg")) {
        let bytes = std::fs::read(path).expect("readable");
        for needle in [home.as_str(), checkout] {
            let found = bytes.windows(needle.len()).any(|w| w == needle.as_bytes());
            assert!(!found, "{} holds {needle}", path.display());
        }
    }
    for pdf in deliverables("pdf") {
        let info = text(&program(made(), 60, "pdfinfo", &[shown(&pdf)]).stdout);
        let author = info
            .lines()
            .find(|l| l.starts_with("Author:"))
            .map(|l| l["Author:".len()..].trim())
            .unwrap_or("");
        assert_eq!(author, "", "{} names no author", pdf.display());
    }
}

#[test]
fn pdftotext_finds_every_answer_and_every_page_is_numbered() {
    let squeeze = |t: &str| t.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let mut pages = String::new();
    for pdf in deliverables("pdf") {
        let read = text(&program(made(), 60, "pdftotext", &["-raw", shown(&pdf), "-"]).stdout);
        let count = read.matches('\u{c}').count();
        for page in 1..=count {
            let number = format!("{page}/{count}");
            assert!(
                squeeze(&read).contains(&number),
                "{}: page {number} is numbered",
                pdf.display()
            );
        }
        pages += &squeeze(&read);
    }
    let mut looked_for = 0;
    for (file, script) in junkai_app::SAMPLE_SCRIPT {
        for line in script.lines().filter(|l| !l.trim().is_empty()) {
            let line: serde_json::Value = serde_json::from_str(line).expect("JSON");
            if line["cmd"] != "answer_set" {
                continue;
            }
            for field in ["note", "not_understood", "not_applicable_because"] {
                if let Some(said) = line["args"][field].as_str() {
                    looked_for += 1;
                    assert!(
                        pages.contains(&squeeze(said)),
                        "{file}: {field} of {} is printed",
                        line["args"]["item"]
                    );
                }
            }
        }
    }
    assert!(looked_for > 30, "the sample has notes to look for: {looked_for}");
}

#[test]
fn pdftotext_finds_the_own_and_the_confirmed_answer_to_every_item() {
    let squeeze = |t: &str| t.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let pages: String = deliverables("pdf")
        .iter()
        .take(3)
        .map(|pdf| {
            squeeze(&text(
                &program(made(), 60, "pdftotext", &["-raw", shown(pdf), "-"]).stdout,
            ))
        })
        .collect();
    let mark = |answer: &serde_json::Value| match (answer["kind"].as_str(), answer["value"].as_bool()) {
        (Some("mark"), Some(true)) => "○",
        (Some("mark"), Some(false)) => "×",
        (Some("dont_know"), _) => "分からない",
        (Some("not_applicable"), _) => "該当なし",
        other => panic!("an answer of another kind: {other:?}"),
    };
    let content = junkai_app::Content::embedded().expect("content parses");
    let items: Vec<_> = content.checklists.iter().flat_map(|c| &c.items).collect();
    let mut looked_for = 0;
    let lines = junkai_app::SAMPLE_SCRIPT
        .iter()
        .flat_map(|(_, script)| script.lines());
    for line in lines.filter(|l| l.contains("\"answer_set\"")) {
        let args = &serde_json::from_str::<serde_json::Value>(line).expect("JSON")["args"];
        let item = items
            .iter()
            .find(|i| args["item"] == i.no.as_str())
            .expect("an item of a list");
        let row = format!(
            "{}{}{}{}",
            item.no,
            item.text.ja,
            mark(&args["own"]),
            mark(&args["confirmed"])
        );
        assert!(
            pages.contains(&squeeze(&row)),
            "the row of {} stands in a pdf: {row}",
            item.no
        );
        looked_for += 1;
    }
    assert_eq!(looked_for, 168, "every answer of the sample was looked for");
}
