//! PDF files, read back with poppler's tools, which are what a reader's program would make of them.

use crate::sample;
use junkai_core::report::document::{Adaptation, AdaptationKind, Block, Cell, Report, Section, Table};
use junkai_diagram::scene::{Anchor, Color, Item, Scene};
use std::process::Command;

fn written(report: &Report, scene: Option<&Scene>) -> (Vec<u8>, Vec<Adaptation>) {
    let mut bytes = Vec::new();
    let list = junkai_export::pdf::write(report, scene, &sample::fonts(), &mut bytes)
        .expect("the report is written");
    (bytes, list)
}

fn tool(name: &str, arguments: &[&str], bytes: &[u8]) -> String {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let path = folder.path().join("report.pdf");
    std::fs::write(&path, bytes).expect("the test can write");
    let mut command = Command::new(name);
    command.args(arguments).arg(&path);
    if name == "pdftotext" {
        command.arg("-");
    }
    let output = command.output().expect("poppler-utils is installed");
    assert!(output.status.success(), "{name} reads the file without complaint");
    assert!(
        output.stderr.is_empty(),
        "{name} has nothing to repair: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).expect("poppler writes UTF-8")
}

/// The text of each page, without spaces and line ends.
fn pages(bytes: &[u8]) -> Vec<String> {
    let text = tool("pdftotext", &["-raw"], bytes);
    let squeeze = |page: &str| page.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    text.trim_end_matches('\u{c}')
        .split('\u{c}')
        .map(squeeze)
        .collect()
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    let (report, scene) = (sample::varied(), sample::scene(6, 5));
    let first = written(&report, Some(&scene)).0;
    assert!(
        first == written(&report, Some(&scene)).0,
        "neither a clock nor chance goes into the file"
    );
}

#[test]
fn the_file_tells_only_its_title() {
    let bytes = written(&sample::varied(), None).0;
    let info = tool("pdfinfo", &[], &bytes);
    assert!(info.contains("外部接続一覧"), "the title is there: {info}");
    for word in [
        "Author",
        "Creator",
        "Producer",
        "CreationDate",
        "ModDate",
        "Keywords",
    ] {
        assert!(!info.contains(&format!("{word}:")), "{word} is not told");
    }
    assert!(info.contains("Metadata Stream: no"), "no XMP");
    let plain = String::from_utf8_lossy(&bytes);
    for word in ["/ID", "printpdf", "/home/", "/root", env!("CARGO_MANIFEST_DIR")] {
        assert!(!plain.contains(word), "{word} is not in the file");
    }
}

#[test]
fn fonts_are_embedded_as_subsets() {
    let bytes = written(&sample::varied(), None).0;
    let fonts = tool("pdffonts", &[], &bytes);
    let rows: Vec<&str> = fonts.lines().skip(2).collect();
    assert_eq!(rows.len(), 2, "regular and bold: {fonts}");
    for row in rows {
        assert!(
            row.contains("yes yes yes"),
            "embedded, a subset, with a way back to text: {row}"
        );
    }
    assert!(bytes.len() < 400_000, "a subset is much smaller than the font");
}

#[test]
fn every_page_has_its_number_marking_and_revision() {
    let bytes = written(&sample::varied(), None).0;
    let pages = pages(&bytes);
    assert!(pages.len() > 5, "the report is long enough to tell");
    for (at, page) in pages.iter().enumerate() {
        let number = format!("{}/{}ページ", at + 1, pages.len());
        assert!(page.contains(&number), "page {} has its number", at + 1);
        assert!(
            page.contains("秘密") && page.contains("第1.2版"),
            "page {} has marking and revision",
            at + 1
        );
        assert!(page.contains("架空総合病院"), "page {} says whose it is", at + 1);
    }
}

#[test]
fn the_header_stands_on_every_page_of_a_table() {
    let bytes = written(&sample::report(vec![Block::Table(sample::checklist(120))]), None).0;
    let pages = pages(&bytes);
    assert!(pages.len() > 3, "the table crosses pages");
    for (at, page) in pages.iter().enumerate() {
        assert_eq!(
            page.matches("確認する内容").count(),
            1,
            "page {} has the header once",
            at + 1
        );
        let again = "チェックリストへの回答（前ページの続き）";
        assert_eq!(
            page.contains(again),
            at > 0,
            "page {} says whether it goes on",
            at + 1
        );
    }
    let text = pages.concat();
    for row in 1..=120 {
        assert!(text.contains(&format!("1-{row}サーバ")), "row {row} is printed");
    }
}

#[test]
fn forty_thousand_characters_flow_over_pages_whole() {
    let sentence = "遠隔保守の経路を（現地で）確かめた。";
    let number = 40_000 / sentence.chars().count();
    let long: String = (0..number).map(|at| format!("{at:04}{sentence}")).collect();
    let (bytes, list) = written(&sample::report(vec![Block::Table(sample::texts(&[&long]))]), None);
    assert!(list.is_empty(), "nothing had to be changed: {list:?}");
    let text = pages(&bytes).concat();
    for at in 0..number {
        assert!(text.contains(&format!("{at:04}")), "sentence {at} is printed");
    }
    assert_eq!(
        text.matches('遠').count(),
        number,
        "each sentence is printed once"
    );
}

#[test]
fn a_table_too_wide_for_paper_becomes_records() {
    let table = sample::wide(30);
    let bytes = written(&sample::report(vec![Block::Table(table.clone())]), None).0;
    let text = pages(&bytes).concat();
    let blank = |at: usize| [12, 20].contains(&at);
    for (at, column) in table.columns.iter().enumerate().skip(2) {
        let found = text.matches(&column.header).count();
        if blank(at) {
            assert_eq!(found, 0, "{} is blank and left out", column.header);
        } else if ![4, 11, 21, 22].contains(&at) {
            let pair = format!("{0}{0}の内容", column.header);
            let count = text.matches(&pair).count();
            assert_eq!(count, 30, "{} stands by its value in every record", column.header);
        }
    }
    for row in 1..=30 {
        let name: String = format!("{row}CT装置遠隔保守回線（第{row}放射線室）");
        assert!(text.contains(&name), "record {row} has its heading");
    }
    assert_eq!(
        text.matches("空欄は省いた。").count(),
        1,
        "the head of the table says that blanks are left out"
    );
}

#[test]
fn records_are_packed_and_say_nothing_of_blanks_where_there_are_none() {
    let mut table = sample::wide(128);
    let many = pages(&written(&lying(table.clone()), None).0);
    assert!(
        many.len() <= 24,
        "128 records of 24 columns on {} pages",
        many.len()
    );
    for row in &mut table.rows {
        for cell in row.cells.iter_mut().filter(|cell| **cell == Cell::Empty) {
            *cell = Cell::text("－");
        }
    }
    let text = pages(&written(&lying(table), None).0).concat();
    assert!(!text.contains("空欄は省いた。"), "nothing is left out");
}

fn lying(table: Table) -> Report {
    Report {
        landscape: true,
        ..sample::report(vec![Block::Table(table)])
    }
}

#[test]
fn no_header_stands_without_a_row() {
    for lines in 1..34 {
        let before = Block::Paragraph(vec!["行"; lines].join("\n"));
        let bytes = written(
            &sample::report(vec![before, Block::Table(sample::checklist(9))]),
            None,
        )
        .0;
        for page in pages(&bytes).iter().filter(|page| page.contains("確認する内容")) {
            assert!(
                page.contains("サーバ、端末PC") || page.contains("計13.50"),
                "a row stands under the header: {page}"
            );
        }
    }
}

#[test]
fn what_the_font_lacks_is_shown_as_its_code_and_listed() {
    let texts = [
        "絵文字😀😀と𠮷",
        "制御\u{1B}と\u{0}",
        "逆\u{202E}転",
        "普通の文字",
    ];
    let report = sample::report(vec![Block::Table(sample::texts(&texts))]);
    let (bytes, list) = written(&report, None);
    let text = pages(&bytes).concat();
    for shown in [
        "絵文字〔U+1F600〕〔U+1F600〕と〔U+20BB7〕",
        "制御〔U+001B〕と〔U+0000〕",
        "逆〔U+202E〕転",
    ] {
        assert!(text.contains(shown), "{shown} is printed");
    }
    let found: Vec<(AdaptationKind, &str, &str)> = list
        .iter()
        .map(|a| (a.what, a.place.as_str(), a.detail.as_str()))
        .collect();
    let expected = [
        (
            AdaptationKind::GlyphShown,
            "接続の一覧 / 1 / 内容",
            "U+1F600, U+20BB7",
        ),
        (
            AdaptationKind::ControlShown,
            "接続の一覧 / 2 / 内容",
            "U+0000, U+001B",
        ),
        (AdaptationKind::DirectionShown, "接続の一覧 / 3 / 内容", "U+202E"),
    ];
    assert_eq!(found, expected, "each place is listed with what it held");
    assert!(text.contains("表記を変えた箇所"), "the document lists them too");
    let before = junkai_export::pdf::missing_characters(&report, None, &sample::fonts());
    assert_eq!(before, list, "they are known before the export");
}

#[test]
fn letters_of_a_figure_are_checked_as_well() {
    let label = |text: &str| Item::Text {
        x: 10.0,
        y: 20.0,
        size: 9.0,
        bold: false,
        anchor: Anchor::Start,
        color: Color(0, 0, 0),
        text: text.into(),
    };
    let scene = Scene {
        width: 200.0,
        height: 60.0,
        items: vec![label("端末🖥"), label("回線")],
    };
    let (bytes, list) = written(&sample::report(vec![Block::Figure]), Some(&scene));
    assert!(
        pages(&bytes).concat().contains("端末〔U+1F5A5〕"),
        "the label is printed with a code"
    );
    assert_eq!(list.len(), 1, "and listed");
}

/// Width and height of each page, in points.
fn sizes(bytes: &[u8]) -> Vec<(f32, f32)> {
    let told = tool("pdfinfo", &["-f", "1", "-l", "999"], bytes);
    let pages = told
        .lines()
        .filter(|line| line.starts_with("Page ") && line.contains("size:"));
    let numbers = pages.map(|line| {
        let mut words = line
            .split_whitespace()
            .filter_map(|word| word.parse::<f32>().ok());
        words.next();
        words.next().zip(words.next()).expect("a page has two sides")
    });
    numbers.collect()
}

#[test]
fn a_figure_is_whole_on_the_smallest_paper_that_keeps_its_lettering() {
    let check = |across: usize, down: usize, expected: (f32, f32)| {
        let scene = sample::scene(across, down);
        let note = Block::Note("図の注記".into());
        let bytes = written(&sample::report(vec![Block::Figure, note]), Some(&scene)).0;
        let pages = pages(&bytes);
        assert_eq!(pages.len(), 1, "{across} by {down} takes one page");
        assert_eq!(sizes(&bytes), [expected], "paper for {across} by {down}");
        for at in 0..across * down {
            let name = format!("機器{at}");
            assert!(pages[0].contains(&name), "{name} of {across} by {down} is drawn");
        }
        for word in ["調査期間", "接続の一覧", "図の注記", "秘密", "1/1ページ"] {
            assert!(pages[0].contains(word), "{word} is on the page of the drawing");
        }
    };
    check(3, 3, (595.276, 841.89));
    check(7, 5, (841.89, 595.276));
    check(11, 7, (1190.55, 841.89));
    check(16, 9, (1683.78, 1190.55));
    check(24, 16, (2383.94, 1683.78));
    check(33, 24, (3370.39, 2383.94));
}

#[test]
fn a_figure_too_large_for_any_paper_is_spread_over_sheets_whole() {
    let (across, down) = (40, 30);
    let scene = sample::scene(across, down);
    let bytes = written(&sample::report(vec![Block::Figure]), Some(&scene)).0;
    let pages = pages(&bytes);
    for at in 0..across * down {
        let name = format!("機器{at}");
        assert!(pages.iter().any(|page| page.contains(&name)), "{name} is drawn");
    }
    let a3 = sizes(&bytes).iter().filter(|(w, h)| w.max(*h) == 1190.55).count();
    assert!(a3 >= 12, "the sheets are A3: {a3}");
}

#[test]
fn a_figure_further_on_has_its_heading_on_its_page() {
    let scene = sample::scene(24, 16);
    let mut report = sample::report(vec![Block::Paragraph("はじめに。".into())]);
    report.sections.push(Section {
        title: "構成図".into(),
        blocks: vec![Block::Figure, Block::Note("図の注記".into())],
    });
    let bytes = written(&report, Some(&scene)).0;
    let pages = pages(&bytes);
    let sizes = sizes(&bytes);
    assert_eq!(
        sizes,
        [(595.276, 841.89), (2383.94, 1683.78)],
        "text on A4, the drawing on A1"
    );
    for word in ["構成図", "機器0", "機器383", "図の注記", "2/2ページ"] {
        assert!(pages[1].contains(word), "{word} is on the page of the drawing");
    }
}

#[test]
fn sections_are_in_the_outline_in_order() {
    let mut report = sample::report(vec![Block::Paragraph("一".into())]);
    let second = Section {
        title: "あとの章".into(),
        blocks: vec![Block::Paragraph("二".into())],
    };
    report.sections.push(second);
    let bytes = written(&report, None).0;
    let document = lopdf::Document::load_mem(&bytes).expect("the file is read back");
    let contents = document.get_toc().expect("there is an outline");
    let titles: Vec<&str> = contents.toc.iter().map(|entry| entry.title.as_str()).collect();
    assert_eq!(
        titles,
        ["接続の一覧", "あとの章"],
        "two sections on a page stay in order"
    );
}

#[test]
fn long_names_are_neither_cut_in_the_title_block_nor_spilt_in_the_foot() {
    let mut report = sample::report(vec![Block::Paragraph("一".into())]);
    let name = (0..100).map(|at| format!("病{}", at % 10)).collect::<String>();
    report.head[0].1 = name.clone();
    report.title = format!("報告書{}", "題".repeat(80));
    let text = pages(&written(&report, None).0).concat();
    assert!(text.contains(&name), "the whole name is printed");
    assert!(text.contains(&report.title), "the whole title is printed");
    assert!(text.contains('…'), "the foot has a short form");
}
