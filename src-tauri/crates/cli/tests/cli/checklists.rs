//! `junkai checklist`: what there is, what is wrong with a file, and forms; the rest of its tasks in modules of their own.

mod hostile;
mod mapped;
mod own;
mod returned;
mod workbooks;

use crate::{PASSPHRASE, junkai, junkai_with, program, succeeded, text};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Output;
use tempfile::TempDir;

const SURVEY: &str = "01990000-0000-7000-8000-000000000001";
const INTERVIEW: &str = "01990000-0000-7000-8000-000000000002";

/// A folder to work in, with a vault where one is needed.
struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new() -> Self {
        Self {
            folder: tempfile::tempdir().expect("a temporary folder"),
        }
    }

    /// With a vault in `vault`.
    fn with_vault() -> Self {
        let desk = Self::new();
        succeeded(&desk.open(&["vault", "new", &desk.at("vault")]), "vault new");
        desk
    }

    /// With a vault in which an interview on this list is waiting for answers.
    fn with_interview(list: &str) -> Self {
        let desk = Self::with_vault();
        desk.run(&[
            json!({"cmd": "survey_create", "args": {"id": SURVEY, "label": "試験病院", "record": {"firm": "試験調査会社"}}}),
            json!({"cmd": "hospital_set", "args": {"survey": SURVEY, "record": {"name": "試験病院"}}}),
        ]);
        desk.interview(INTERVIEW, list);
        desk
    }

    fn interview(&self, id: &str, list: &str) {
        let record = json!({"checklist": list, "checklist_version": "1", "audience": "admin", "interviewee": "情報室長"});
        self.run(&[json!({"cmd": "interview_set", "args": {"survey": SURVEY, "id": id, "record": record}})]);
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn at(&self, name: &str) -> String {
        self.path(name).to_str().expect("a text path").to_owned()
    }

    /// Writes a file and says where.
    fn file(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("the folder is made");
        std::fs::write(path, content).expect("the file is written");
        self.at(name)
    }

    /// `junkai` with the passphrase of the vault.
    fn open(&self, args: &[&str]) -> Output {
        junkai_with(PASSPHRASE, "", args)
    }

    /// Runs commands in the vault, which must take all of them, and gives what they answer.
    fn run(&self, commands: &[Value]) -> Vec<Value> {
        let input: String = commands.iter().map(|line| format!("{line}\n")).collect();
        let output = junkai_with(PASSPHRASE, &input, &["run", &self.at("vault")]);
        succeeded(&output, "run");
        let lines = text(&output.stdout);
        let answers = lines
            .lines()
            .map(|l| serde_json::from_str::<Value>(l).expect("a result a line"));
        answers.map(|mut answer| answer["view"].take()).collect()
    }

    /// The answers of an interview by item.
    fn answers(&self, interview: &str) -> BTreeMap<String, Value> {
        let answers = self.run(&[json!({"cmd": "answer_list", "args": {"survey": SURVEY}})]);
        let answers = answers[0].as_array().expect("a list of answers").iter();
        let own = answers.filter(|a| a["record"]["interview"] == interview);
        own.map(|a| {
            let item = a["record"]["item"].as_str().expect("an item");
            (item.to_owned(), a["record"].clone())
        })
        .collect()
    }

    /// An empty form of this list.
    fn form(&self, list: &str, name: &str) -> String {
        let out = self.at(name);
        succeeded(
            &junkai(&["checklist", "form", list, "--out", &out]),
            "checklist form",
        );
        out
    }
}

/// Asserts the exit code and that these words were printed, and gives what was printed.
fn check(output: &Output, code: i32, words: &[&str]) -> String {
    let said = format!("{}{}", text(&output.stdout), text(&output.stderr));
    assert_eq!(output.status.code(), Some(code), "the exit code of: {said}");
    for word in words {
        assert!(said.contains(word), "“{word}” is said: {said}");
    }
    said
}

fn lint(file: &str) -> Output {
    junkai(&["checklist", "lint", file, "--lang", "en"])
}

fn checklists() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../checklists")
}

/// A sound list of one's own.
const OWN: &str = r#"format = 1
id = "own-list"
version = "1"
audience = "admin"
official = false
title = { ja = "題", en = "Title" }
source = { ja = "出典", en = "Source" }

[[sections]]
id = "s"
title = { ja = "節", en = "Section" }

[[items]]
no = "1"
section = "s"
text = { ja = "問い", en = "Question" }
kind = "yes_no"

[[items]]
no = "2"
section = "s"
text = { ja = "問い", en = "Question" }
kind = "single"
options = [{ id = "A", text = { ja = "甲", en = "A" } }]
show_if = { item = "1", is = ["yes"] }

[[items]]
no = "3"
section = "s"
text = { ja = "問い", en = "Question" }
kind = "text"
"#;

/// [`OWN`] with these changes, each of which must change something.
fn own_list(changes: &[(&str, &str)]) -> String {
    let mut list = OWN.to_owned();
    for (from, to) in changes {
        assert!(list.contains(from), "there is something to change: {from}");
        list = list.replacen(from, to, 1);
    }
    list
}

#[test]
fn every_list_has_its_line_in_both_languages() {
    let expected = [
        ("mhlw-5.2-executive", "30", "derived"),
        ("mhlw-5.2-admin", "82", "derived"),
        ("mhlw-5.2-user", "28", "derived"),
        ("mhlw-inspection-r7-hospital", "19", "official"),
        ("mhlw-inspection-r7-vendor", "13", "derived"),
        ("mhlw-inspection-r6-hospital", "19", "official"),
        ("mhlw-inspection-r6-vendor", "14", "derived"),
        ("device-hearing", "30", "official"),
        ("device-questionnaire", "55", "official"),
        ("maker-questionnaire", "79", "official"),
        ("gmis-2023", "23", "official"),
        ("inspection-2022", "10", "official"),
        ("supply-chain", "16", "derived"),
    ];
    let mut titles = Vec::new();
    for lang in ["ja", "en"] {
        let output = junkai(&["checklist", "list", "--lang", lang]);
        succeeded(&output, "checklist list");
        let printed = text(&output.stdout);
        let lines: Vec<Vec<&str>> = printed.lines().map(|l| l.split_whitespace().collect()).collect();
        let found: Vec<_> = lines.iter().map(|l| (l[0], l[2], l[3])).collect();
        assert_eq!(found, expected, "id, items and whether it is official, in {lang}");
        assert!(lines.iter().all(|l| l[1] == "1"), "each is in its first version");
        titles.push(lines.iter().map(|l| l[4..].join(" ")).collect::<Vec<_>>());
    }
    let differ = titles[0]
        .iter()
        .zip(&titles[1])
        .filter(|(ja, en)| ja != en && !en.is_empty());
    assert_eq!(
        differ.count(),
        13,
        "titles are in the language that was asked for"
    );
}

#[test]
fn the_lists_of_the_build_are_clean() {
    let mut linted = 0;
    for folder in std::fs::read_dir(checklists()).expect("the checklists").flatten() {
        let file = folder.path().join("1.toml");
        if file.is_file() {
            let id = folder.file_name();
            check(
                &lint(file.to_str().expect("text")),
                0,
                &[id.to_str().expect("text"), "nothing is wrong"],
            );
            linted += 1;
        }
    }
    assert_eq!(linted, 13, "all of them were looked at");
}

#[test]
fn everything_that_is_wrong_is_named_at_once_with_its_line() {
    let desk = Desk::new();
    let unreadable = own_list(&[
        ("en = \"Title\"", "en = \"\""),
        ("kind = \"yes_no\"", "kind = \"maybe\""),
        (", text = { ja = \"甲\", en = \"A\" }", ""),
        ("kind = \"text\"", "kind = \"text\"\ncolour = \"red\""),
    ]);
    let file = desk.file("unreadable.toml", unreadable);
    let said = check(&lint(&file), 1, &["4 problems"]);
    for line in [
        "unreadable.toml: the text lacks Japanese or English (title)",
        "unreadable.toml:17: 1: ",
        "unreadable.toml:24: 2: there is no text",
        "unreadable.toml:32: 3: ",
    ] {
        assert!(said.contains(line), "{line} is in: {said}");
    }
    let astray = own_list(&[
        ("section = \"s\"", "section = \"t\""),
        ("is = [\"yes\"]", "is = [\"perhaps\"]"),
        (
            "kind = \"text\"",
            "kind = \"text\"\nshow_if = { all = [{ item = \"3\", is = [\"yes\"] }, { item = \"9\", is = [\"no\"] }] }",
        ),
    ]);
    let file = desk.file("astray.toml", astray);
    let said = check(&lint(&file), 1, &["5 problems"]);
    for line in [
        ":14: 1: names a section that does not exist (t)",
        ":20: 2: asks for an answer that the item does not have (1: perhaps)",
        ":28: 3: the conditions run in a circle",
        ":28: 3: names an item that does not exist (9)",
    ] {
        assert!(said.contains(line), "{line} is in: {said}");
    }
    let twice = desk.file("twice.toml", own_list(&[("no = \"3\"", "no = \"2\"")]));
    check(&lint(&twice), 1, &[":28: 2: the number or name is there twice"]);
    let hidden = own_list(&[
        ("is = [\"yes\"]", "is = [\"not_applicable\"]"),
        ("show_if = {", "show_if = { any = [] }\n# {"),
    ]);
    check(
        &lint(&desk.file("hidden.toml", hidden)),
        1,
        &[":20: 2: no answers can ever show it"],
    );
    check(
        &junkai(&["checklist", "lint", &twice]),
        1,
        &["同じ番号または名前が二度あります", "問題が1件あります"],
    );
}

#[test]
fn a_later_version_is_compared_with_the_one_beside_it() {
    let desk = Desk::new();
    desk.file("own-list/1.toml", OWN);
    let second = |previous: &str| {
        own_list(&[
            ("version = \"1\"", &format!("version = \"2\"\n{previous}")),
            ("no = \"3\"", "no = \"4\""),
        ])
    };
    let next = desk.file("own-list/2.toml", second("previous = { version = \"1\" }"));
    check(
        &lint(&next),
        1,
        &["3: an item of the version before is neither kept, moved nor dropped"],
    );
    let moved = "previous = { version = \"1\", moved = [{ from = \"3\", to = \"4\" }] }";
    let next = desk.file("own-list/2.toml", second(moved));
    check(&lint(&next), 0, &["own-list 2"]);
    let lonely = desk.file("elsewhere/2.toml", second(moved));
    check(&lint(&lonely), 1, &["the version before cannot be found"]);
}

#[test]
fn what_is_no_checklist_is_refused_with_a_reason() {
    let desk = Desk::new();
    check(&lint(&desk.at("nowhere.toml")), 1, &["file_unreadable"]);
    check(&lint(&desk.at("")), 1, &["file_unreadable"]);
    check(
        &lint(&desk.file("bytes.toml", b"\xff\xfe")),
        1,
        &["checklist_file"],
    );
    let large = desk.file("large.toml", "#".repeat(10_000_000));
    check(&lint(&large), 1, &["checklist_file"]);
    let newer = desk.file("newer.toml", own_list(&[("format = 1", "format = 2")]));
    check(&lint(&newer), 1, &["of a newer format"]);
    check(
        &lint(&desk.file("empty.toml", "")),
        1,
        &["missing field `format`"],
    );
    check(&junkai(&["checklist", "lint"]), 2, &[]);
}

#[test]
fn a_form_is_a_workbook_or_paper_with_embedded_fonts() {
    let desk = Desk::new();
    let xlsx = desk.form("mhlw-5.2-admin", "form.xlsx");
    let rows = workbooks::Form::read(Path::new(&xlsx)).items();
    assert_eq!(rows.len(), 82, "a row an item");
    for (lang, name, words) in [
        ("ja", "ja.pdf", ["架空病院", "2026年12月1日", "調査会社の担当"]),
        ("en", "en.pdf", ["架空病院", "Return by", "調査会社の担当"]),
    ] {
        let out = desk.at(name);
        let args = [
            "checklist",
            "form",
            "mhlw-5.2-admin",
            "--out",
            &out,
            "--lang",
            lang,
            "--hospital",
            "架空病院",
            "--return-by",
            "2026-12-01",
            "--return-to",
            "調査会社の担当",
            "--list-version",
            "1",
        ];
        succeeded(&junkai(&args), "checklist form");
        let page = text(&program(desk.folder.path(), 60, "pdftotext", &["-raw", &out, "-"]).stdout);
        let page: String = page.chars().filter(|c| *c != '\n').collect();
        for word in words {
            assert!(page.contains(word), "{name} shows {word}");
        }
        let fonts = text(&program(desk.folder.path(), 60, "pdffonts", &[&out]).stdout);
        let fonts: Vec<&str> = fonts.lines().skip(2).collect();
        assert!(!fonts.is_empty(), "{name} has fonts");
        for font in fonts {
            // Columns from the right: object id (2), uni, sub, emb.
            let columns: Vec<&str> = font.split_whitespace().rev().collect();
            assert_eq!(
                (columns[3], columns[4]),
                ("yes", "yes"),
                "{font} is embedded as a subset"
            );
        }
    }
    let first = std::fs::read(&xlsx).expect("the form");
    let again = std::fs::read(desk.form("mhlw-5.2-admin", "again.xlsx")).expect("the form");
    assert!(first == again, "the same form is the same file");
}

#[test]
fn a_form_that_cannot_be_written_leaves_nothing() {
    let desk = Desk::new();
    let mine = desk.file("mine.xlsx", "mine");
    let form = |more: &[&str]| junkai(&[&["checklist", "form"], more].concat());
    check(&form(&["supply-chain", "--out", &mine]), 5, &["target_exists"]);
    assert_eq!(
        std::fs::read(&mine).expect("it is there"),
        b"mine",
        "what was there stays"
    );
    for (args, code, word) in [
        (vec!["supply-chain", "--out", "OUT.docx"], 1, "form_file_name"),
        (vec!["supply-chain", "--out", "OUT"], 1, "form_file_name"),
        (vec!["supply-chains", "--out", "OUT.xlsx"], 1, "checklist_unknown"),
        (
            vec!["supply-chain", "--out", "nowhere/OUT.xlsx"],
            5,
            "folder_gone",
        ),
        (
            vec!["supply-chain", "--out", "OUT.xlsx", "--list-version", "2"],
            1,
            "checklist_unknown",
        ),
        (
            vec!["supply-chain", "--out", "OUT.xlsx", "--return-by", "明日"],
            2,
            "YYYY-MM-DD",
        ),
        (
            vec!["supply-chain", "--out", "OUT.xlsx", "--return-by", "2026-02-30"],
            2,
            "YYYY-MM-DD",
        ),
        (vec!["supply-chain"], 2, "--out"),
    ] {
        let args: Vec<String> = args
            .iter()
            .map(|a| {
                if a.contains("OUT") {
                    desk.at(a)
                } else {
                    (*a).to_owned()
                }
            })
            .collect();
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        check(&form(&args), code, &[word]);
    }
    let left = std::fs::read_dir(desk.folder.path()).expect("the folder").count();
    assert_eq!(left, 1, "nothing but the file that was there");
}
