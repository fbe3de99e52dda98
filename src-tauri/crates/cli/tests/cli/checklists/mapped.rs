//! Workbooks of somebody else's, made into checklists by a mapping that was looked over.

use super::{Desk, check, lint};
use crate::{junkai, succeeded, text};
use rust_xlsxwriter::{Format, FormatAlign, Workbook, Worksheet};
use std::path::Path;

fn write(sheet: &mut Worksheet, rows: &[(u32, &[&str])]) {
    for (row, cells) in rows {
        for (column, text) in (0..).zip(*cells) {
            if !text.is_empty() {
                sheet.write_string(row - 1, column, *text).expect("a cell");
            }
        }
    }
}

/// A workbook as offices publish them: titles and sections in merged cells, vertical text, notes, blank rows, headings
/// that come again, a sheet an audience, and a hidden one.
fn workbook(path: &Path) {
    let mut book = Workbook::new();
    let plain = Format::new();
    let vertical = Format::new().set_rotation(270).set_align(FormatAlign::Center);
    let sheet = book.add_worksheet();
    sheet.set_name("経営層").expect("a name");
    sheet
        .merge_range(0, 0, 0, 4, "サイバー対策の確認表（経営層の方へ）", &plain)
        .expect("merged");
    let headings: &[&str] = &["区分", "番号", "確認事項", "回答", "備考"];
    write(
        sheet,
        &[
            (2, &["※ 一人で記入してください。"]),
            (4, headings),
            (
                5,
                &[
                    "",
                    "1",
                    "責任者を決めていますか。",
                    "はい・いいえ",
                    "委員会でもよい",
                ],
            ),
            (6, &["", "2", "予算を組んでいますか。", "はい・いいえ"]),
            (7, &["運用", "３", "訓練を年に一度していますか。", "□済　□未"]),
            (11, headings),
            (12, &["", "4", "記録を読んでいますか。", "はい・いいえ"]),
        ],
    );
    sheet
        .merge_range(4, 0, 5, 0, "体制構築", &vertical)
        .expect("merged");
    sheet
        .merge_range(7, 0, 7, 4, "※ 訓練は机の上でもよい。", &plain)
        .expect("merged");
    let sheet = book.add_worksheet();
    sheet.set_name("利用者").expect("a name");
    write(
        sheet,
        &[
            (1, &["区\n分", "項番", "チェック項目", "結果（○・×）"]),
            (2, &["日", "1", "席を立つとき画面を閉じていますか。"]),
            (3, &["々", "2", "合言葉を一人で使っていますか。"]),
            (4, &["の", "3", "届いた添付を確かめていますか。"]),
            (5, &["事", "4", "困ったときの電話番号を知っていますか。"]),
        ],
    );
    let sheet = book.add_worksheet();
    sheet.set_name("一覧").expect("a name").set_hidden(true);
    write(sheet, &[(1, &["番号", "項目"]), (2, &["1", "見えない項目"])]);
    book.save(path).expect("the workbook is saved");
}

struct Mapping {
    desk: Desk,
    book: String,
    guessed: String,
}

impl Mapping {
    fn new() -> Self {
        let desk = Desk::new();
        let book = desk.at("theirs.xlsx");
        workbook(Path::new(&book));
        let output = junkai(&["checklist", "map", &book, "--guess", "--lang", "en"]);
        succeeded(&output, "checklist map --guess");
        let guessed = text(&output.stdout);
        Self { desk, book, guessed }
    }

    /// The mapping with what a person has to fill in, and these changes.
    fn completed(&self, changes: &[(&str, &str)]) -> String {
        let filled = [
            ("id = \"\"", "id = \"theirs\""),
            ("[title]\nja = \"\"", "[title]\nja = \"先方の確認表\""),
            ("[source]\nja = \"\"", "[source]\nja = \"先方\""),
        ];
        let mut mapping = self.guessed.clone();
        for (from, to) in filled.iter().chain(changes) {
            assert!(
                mapping.contains(from),
                "there is something to change: {from}: {mapping}"
            );
            mapping = mapping.replacen(from, to, 1);
        }
        self.desk.file("mapping.toml", mapping)
    }

    fn apply(&self, mapping: &str, out: &str) -> std::process::Output {
        let out = self.desk.at(out);
        let args = [
            "checklist",
            "map",
            &self.book,
            "--mapping",
            mapping,
            "--out",
            &out,
            "--lang",
            "en",
        ];
        junkai(&args)
    }
}

#[test]
fn a_guess_shows_the_sheets_and_proposes_columns() {
    let mapping = Mapping::new();
    for line in [
        "# \"経営層\": 12 × 5",
        "#   1: A サイバー対策の確認表（経営層の方へ）\n",
        "#   4: A 区分 | B 番号 | C 確認事項 | D 回答 | E 備考\n",
        "#   6: A 体制構築 | B 2 |",
        "# \"一覧\": 2 × 2 (a hidden sheet)",
        "# Fill in id, title and source",
        "sheet = \"経営層\"\nheader_row = 4\nnumber = \"B\"\nsection = \"A\"\ntext = \"C\"",
        "sheet = \"利用者\"\nheader_row = 1\nnumber = \"B\"\nsection = \"A\"\ntext = \"C\"",
    ] {
        assert!(
            mapping.guessed.contains(line),
            "{line} is in: {}",
            mapping.guessed
        );
    }
    assert!(
        !mapping.guessed.contains("sheet = \"一覧\""),
        "a hidden sheet gets no guess"
    );
}

#[test]
fn a_completed_mapping_makes_lists_that_are_sound() {
    let mapping = Mapping::new();
    let said = check(
        &mapping.apply(&mapping.completed(&[]), "lists"),
        0,
        &["theirs-executive 1: 4 items", "theirs-user 1: 4 items"],
    );
    for (place, word) in [
        ("経営層:5\t", "責任者を決めて"),
        ("経営層:8\t", "※ 訓練"),
        ("利用者:5\t", "困ったとき"),
    ] {
        let line = said.lines().find(|l| l.starts_with(place));
        assert!(line.is_some_and(|l| l.contains(word)), "{place} is shown: {said}");
    }
    for id in ["theirs-executive", "theirs-user"] {
        let file = mapping.desk.at(&format!("lists/{id}/1.toml"));
        check(&lint(&file), 0, &["nothing is wrong (4 items)"]);
    }
    let list = std::fs::read_to_string(mapping.desk.path("lists/theirs-executive/1.toml")).expect("a list");
    assert!(list.contains("体制構築"), "the vertical section is there");
    assert!(!list.contains("机の上"), "a note is no item");
    check(
        &mapping.apply(&mapping.completed(&[]), "lists"),
        5,
        &["target_exists"],
    );
}

#[test]
fn what_stands_in_the_way_is_said_and_nothing_is_written() {
    let mapping = Mapping::new();
    let wrong = mapping.completed(&[
        ("id = \"theirs\"", "id = \"their list\""),
        ("ja = \"先方\"", "ja = \"\""),
        ("text = \"C\"", "text = \"7\""),
        ("sheet = \"利用者\"", "sheet = \"職員\""),
    ]);
    let said = check(
        &mapping.apply(&wrong, "lists"),
        1,
        &[
            "Nothing was written",
            "Title or source is blank (source)",
            "経営層: ",
            "職員: ",
        ],
    );
    assert!(said.lines().count() >= 5, "each problem has its line: {said}");
    let unknown = mapping.completed(&[("lang = ", "colour = \"red\"\nlang = ")]);
    check(
        &mapping.apply(&unknown, "lists"),
        1,
        &["The mapping cannot be read", "colour"],
    );
    check(
        &mapping.apply(&mapping.desk.at("nowhere.toml"), "lists"),
        1,
        &["file_unreadable"],
    );
    assert!(!mapping.desk.path("lists").exists(), "no folder appeared");
    let args = ["checklist", "map", &mapping.book];
    check(&junkai(&args), 2, &["--mapping"]);
}
