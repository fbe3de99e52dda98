//! Workbooks, read back with calamine and, where it is about the file's own parts, with unzip.

use crate::sample;
use calamine::{Data, Reader, Xlsx};
use junkai_core::report::document::{Adaptation, AdaptationKind, Align, Block, Cell, Report, Section, Table};
use std::io::Cursor;
use std::process::Command;

fn written(report: &Report) -> (Vec<u8>, Vec<Adaptation>) {
    let mut bytes = Vec::new();
    let list = junkai_export::xlsx::write(report, &mut bytes).expect("the report is written");
    (bytes, list)
}

/// Every cell of every sheet.
fn cells(bytes: &[u8]) -> Vec<Data> {
    let mut book = Xlsx::new(Cursor::new(bytes)).expect("the workbook is read back");
    let sheets = book.worksheets();
    sheets
        .into_iter()
        .flat_map(|(_, range)| range.cells().map(|(_, _, cell)| cell.clone()).collect::<Vec<_>>())
        .collect()
}

fn texts(bytes: &[u8]) -> Vec<String> {
    let text = |cell: Data| match cell {
        Data::String(text) => Some(text),
        _ => None,
    };
    cells(bytes).into_iter().filter_map(text).collect()
}

/// A file inside the workbook.
fn part(bytes: &[u8], name: &str) -> String {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let path = folder.path().join("report.xlsx");
    std::fs::write(&path, bytes).expect("the test can write");
    let output = Command::new("unzip")
        .arg("-p")
        .arg(&path)
        .arg(name)
        .output()
        .expect("unzip is installed");
    String::from_utf8(output.stdout).expect("parts are UTF-8")
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    let report = sample::varied();
    assert!(
        written(&report).0 == written(&report).0,
        "neither a clock nor chance goes into the file"
    );
}

#[test]
fn the_file_tells_only_its_title() {
    let bytes = written(&sample::varied()).0;
    let facts = part(&bytes, "docProps/core.xml");
    assert!(
        facts.contains("<dc:title>外部接続一覧</dc:title>"),
        "the title is there: {facts}"
    );
    assert!(facts.contains("<dc:creator></dc:creator>"), "no author: {facts}");
    assert!(
        facts.contains("<cp:lastModifiedBy></cp:lastModifiedBy>"),
        "nobody changed it: {facts}"
    );
    assert!(
        facts.contains("2000-01-01T00:00:00Z"),
        "the time is the same in every file: {facts}"
    );
    let everything = part(&bytes, "*");
    for word in ["/home/", "/root", env!("CARGO_MANIFEST_DIR")] {
        assert!(!everything.contains(word), "{word} is not in the file");
    }
}

#[test]
fn text_that_looks_like_a_formula_or_a_link_stays_text() {
    let input = [
        "=cmd|'/C calc'!A0",
        "+81-3",
        "-1",
        "@SUM(A1)",
        "https://example.com/",
        "_x0041_",
        "007",
        "\t=1+1",
    ];
    let bytes = written(&sample::report(vec![Block::Table(sample::texts(&input))])).0;
    let found = texts(&bytes);
    for text in input {
        assert!(
            found.iter().any(|cell| cell == text),
            "{text} is read back as it was"
        );
    }
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(
        !sheet.contains("<f>") && !sheet.contains("hyperlink"),
        "no formula, no link"
    );
}

#[test]
fn hidden_characters_are_shown_and_listed() {
    let report = sample::report(vec![Block::Table(sample::texts(&[
        "a\u{1B}b\u{0}",
        "c\u{202E}d",
        "😀𠮷",
    ]))]);
    let (bytes, list) = written(&report);
    let found = texts(&bytes);
    for text in ["a〔U+001B〕b〔U+0000〕", "c〔U+202E〕d", "😀𠮷"] {
        assert!(found.iter().any(|cell| cell == text), "{text} is in a cell");
    }
    let kinds: Vec<AdaptationKind> = list.iter().map(|adaptation| adaptation.what).collect();
    assert_eq!(
        kinds,
        [AdaptationKind::ControlShown, AdaptationKind::DirectionShown],
        "and no more is listed"
    );
    assert!(
        found.iter().any(|cell| cell == "表記を変えた箇所"),
        "the workbook lists them too"
    );
}

#[test]
fn forty_thousand_characters_go_on_in_further_rows() {
    let long: String = (0..8_000).map(|at| format!("{at:04}。")).collect();
    let (bytes, list) = written(&sample::report(vec![Block::Table(sample::texts(&[
        &long,
        "次の行",
    ]))]));
    let pieces: Vec<String> = texts(&bytes)
        .into_iter()
        .filter(|text| text.contains("00。") || text.len() > 200)
        .collect();
    assert_eq!(pieces.concat(), long, "the pieces are the text");
    assert!(
        pieces.iter().all(|piece| piece.encode_utf16().count() <= 32_767),
        "each fits into a cell"
    );
    let splits: Vec<&Adaptation> = list
        .iter()
        .filter(|adaptation| adaptation.what == AdaptationKind::Split)
        .collect();
    assert_eq!(splits.len(), 1, "the split is listed once");
    assert_eq!(splits[0].place, "接続の一覧 / 1 / 内容", "with its place");
    assert!(
        texts(&bytes).iter().any(|text| text == "次の行"),
        "the next row is there"
    );
}

#[test]
fn numbers_and_days_can_be_reckoned_with() {
    let bytes = written(&sample::report(vec![Block::Table(sample::checklist(3))])).0;
    let found = cells(&bytes);
    assert!(
        found
            .iter()
            .any(|cell| matches!(cell, Data::Float(value) if *value == 0.25)),
        "a number is a number"
    );
    let days = found
        .iter()
        .filter(|cell| matches!(cell, Data::DateTime(_)))
        .count();
    assert_eq!(days, 3, "a day is a day");
    let styles = part(&bytes, "xl/styles.xml");
    assert!(
        styles.contains("yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"),
        "written as in Japan: {styles}"
    );
}

#[test]
fn a_day_before_the_calendar_of_spreadsheets_is_text() {
    let mut table = sample::texts(&["x"]);
    table.rows[0].cells[1] = Cell::Day("1868-10-23".parse().expect("a day"));
    let bytes = written(&sample::report(vec![Block::Table(table)])).0;
    assert!(
        texts(&bytes).iter().any(|text| text == "1868年10月23日"),
        "it is still there"
    );
}

#[test]
fn header_is_frozen_filtered_and_repeated() {
    let bytes = written(&sample::report(vec![Block::Table(sample::checklist(20))])).0;
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    for word in [
        "state=\"frozen\"",
        "<autoFilter",
        "fitToHeight=\"0\"",
        "paperSize=\"9\"",
        "&amp;P / &amp;N",
    ] {
        assert!(
            sheet.contains(word),
            "{word} is in the sheet: {}",
            &sheet[sheet.len() - 1500..]
        );
    }
    assert!(
        part(&bytes, "xl/workbook.xml").contains("_xlnm.Print_Titles"),
        "the header row is printed on each page"
    );
}

fn with_choices(choices: &[String]) -> Table {
    let mut table = sample::texts(&["○"]);
    table.columns[1].choices = choices.to_vec();
    table
}

#[test]
fn short_lists_stand_in_the_rule_and_long_ones_on_a_hidden_sheet() {
    let check = |choices: &[String], inline: bool| {
        let bytes = written(&sample::report(vec![Block::Table(with_choices(choices))])).0;
        let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
        assert!(sheet.contains("<dataValidation type=\"list\""), "there is a list");
        assert_eq!(sheet.contains("<formula1>\"○"), inline, "where {choices:?} stand");
        assert_eq!(
            sheet.contains("'lists'!$A$1") || sheet.contains("lists!$A$1"),
            !inline,
            "where {choices:?} stand"
        );
        let all = texts(&bytes);
        assert!(
            inline || choices.iter().all(|choice| all.contains(choice)),
            "the hidden sheet has every word"
        );
        assert_eq!(
            part(&bytes, "xl/workbook.xml").contains("state=\"hidden\""),
            !inline,
            "the sheet is hidden"
        );
    };
    let words = |count: usize| (0..count).map(|at| format!("○と答えた{at}")).collect::<Vec<_>>();
    check(&words(3), true);
    check(&words(60), false);
    check(&["○, または".to_owned(), "×".to_owned()], false);
}

#[test]
fn sheets_are_named_after_sections() {
    let mut report = sample::report(vec![Block::Paragraph("一".into())]);
    let more = |title: &str| Section {
        title: title.into(),
        blocks: vec![Block::Note("二".into())],
    };
    report
        .sections
        .extend([more("接続の一覧"), more("A/B:[C]"), more(&"長".repeat(40))]);
    let book = Xlsx::new(Cursor::new(written(&report).0)).expect("the workbook is read back");
    let expected = ["接続の一覧", "接続の一覧 (2)", "A B C", &"長".repeat(31)];
    assert_eq!(book.sheet_names(), expected, "names are unique and allowed");
}

#[test]
fn tables_of_different_shape_share_a_sheet() {
    let mut small = sample::texts(&["甲", "乙"]);
    small.columns.push(sample::column("数", 1.0, Align::Right));
    for row in &mut small.rows {
        row.cells.push(Cell::Number {
            value: 7.0,
            decimals: 1,
        });
    }
    let blocks = vec![
        Block::Table(small),
        Block::Table(sample::checklist(12)),
        Block::Table(sample::wide(2)),
    ];
    let bytes = written(&sample::report(blocks)).0;
    let found = texts(&bytes);
    for text in ["甲", "乙", "1-12", "接続名称", "備考"] {
        assert!(found.iter().any(|cell| cell == text), "{text} is on the sheet");
    }
    let sevens = cells(&bytes)
        .iter()
        .filter(|cell| matches!(cell, Data::Float(value) if *value == 7.0))
        .count();
    assert_eq!(sevens, 2, "numbers in merged cells are numbers");
}
