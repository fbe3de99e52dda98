//! What hospitals write into a form, and what it is taken for.

use super::*;
use crate::form::round_trip::{own, put, set, workbook};
use crate::form::tests::{varied, words};
use crate::form::{Form, FormArgs, MARK_SHEET};
use crate::workbook::{Sheet, SheetCell, SheetValue};

/// Where an item stands in the form of the varied list.
fn place(form: &Form, no: &str) -> u32 {
    let is = |row: &crate::form::FormRow| matches!(row, crate::form::FormRow::Item(line) if line.no == no);
    let at = form.rows.iter().position(is).expect("an item of the list");
    u32::try_from(at).expect("few rows") + 2
}

fn column(form: &Form, kind: ColumnKind) -> u32 {
    let at = form.columns.iter().position(|column| column.kind == kind);
    u32::try_from(at.expect("a column of the form")).expect("few columns")
}

/// The row of `no` after `change` was done to the sheet with the questions.
fn row_after(no: &str, change: impl Fn(&Form, &mut Sheet, u32)) -> ReturnedRow {
    let (list, words) = (varied(), words());
    let form = Form::new(&list, words, &FormArgs::default(), &[]);
    let mut book = workbook(&form);
    change(&form, &mut book.sheets[0], place(&form, no));
    let returned = read_back(&[list], words, &book);
    let mut rows = returned.rows.into_iter();
    rows.find(|row| row.item.as_deref() == Some(no)).expect("its row")
}

fn read_cell(no: &str, value: SheetValue) -> Reading {
    row_after(no, |form, sheet, row| {
        set(sheet, row, column(form, ColumnKind::Answer), value.clone());
    })
    .reading
}

fn check(no: &str, cells: &[&str], expected: AnswerValue) {
    for cell in cells {
        assert_eq!(
            read_cell(no, SheetValue::Text((*cell).into())),
            Reading::Certain {
                value: expected.clone()
            },
            "{cell:?} as an answer to {no}"
        );
    }
}

fn check_asked(no: &str, cells: &[&str], expected: &[AnswerValue]) {
    for cell in cells {
        assert_eq!(
            read_cell(no, SheetValue::Text((*cell).into())),
            Reading::Ask {
                suggestions: expected.to_vec()
            },
            "{cell:?} as an answer to {no}"
        );
    }
}

fn check_unreadable(no: &str, cells: &[&str]) {
    for cell in cells {
        assert_eq!(
            read_cell(no, SheetValue::Text((*cell).into())),
            Reading::Unreadable,
            "{cell:?} as an answer to {no}"
        );
    }
}

fn mark(value: bool) -> AnswerValue {
    AnswerValue::Mark { value }
}

fn single(option: &str) -> AnswerValue {
    AnswerValue::Single {
        option: option.into(),
        text: None,
    }
}

fn multi(options: &[&str]) -> AnswerValue {
    AnswerValue::Multi {
        options: options.iter().map(|option| (*option).into()).collect(),
        text: None,
    }
}

#[test]
fn certain_marks_are_taken() {
    let yes = [
        "○",
        "〇",
        "◯",
        "●",
        "まる",
        "マル",
        "ﾏﾙ",
        "丸",
        "ｏ",
        "Ｏ",
        "O",
        "o",
        "✓",
        "✔",
        "☑",
        "はい",
        "はい。",
        " はい ",
        "有",
        "yes",
        "Yes",
        "ＹＥＳ",
        "true",
    ];
    check("6", &yes, mark(true));
    let no = [
        "×",
        "✕",
        "✗",
        "Ｘ",
        "x",
        "X",
        "バツ",
        "ばつ",
        "いいえ",
        "無",
        "no",
        "No",
        "NO",
        "false",
    ];
    check("6", &no, mark(false));
    check("0", &["○", "まる", "Yes"], AnswerValue::YesNo { value: true });
    let dont_know = [
        "分からない",
        "わからない",
        "不明",
        "Don't know",
        "don’t know",
        "unknown",
    ];
    check("6", &dont_know, AnswerValue::DontKnow);
    check(
        "6",
        &["該当なし", "対象外", "N/A", "not applicable"],
        AnswerValue::NotApplicable,
    );
    assert_eq!(
        read_cell("6", SheetValue::Bool(true)),
        Reading::Certain { value: mark(true) },
        "a cell that is true"
    );
}

#[test]
fn doubtful_marks_are_asked_about() {
    check_asked(
        "6",
        &["△", "一部", "はい（一部）", "0", "一部実施している", "○×"][..5],
        &[mark(true), mark(false)],
    );
    check_asked(
        "6",
        &["レ", "1", "１", "y", "○ 担当者が管理", "はい（令和5年から）"],
        &[mark(true)],
    );
    check_asked("6", &["未実施", "いいえ、これから"], &[mark(false)]);
    check_asked("6", &["なし"], &[mark(false), AnswerValue::NotApplicable]);
    check_asked("0", &["なし"], &[AnswerValue::YesNo { value: false }]);
    check_asked("0", &["該当なし"], &[]);
    check_unreadable("6", &["あとで", "○×", "123"]);
    assert_eq!(
        read_cell("6", SheetValue::Number(1.0)),
        Reading::Ask {
            suggestions: vec![mark(true)]
        },
        "a one may be a tick"
    );
    assert_eq!(
        read_cell("6", SheetValue::Error("#REF!".into())),
        Reading::Unreadable,
        "an error is no answer"
    );
}

#[test]
fn options_are_read_by_id_and_by_text() {
    let certain = [
        "A",
        "Ａ",
        "a",
        "A.",
        "A。",
        "(A)",
        "A 作っていない",
        "A作っていない",
        "Ａ：作っていない",
        "作っていない",
        "A No",
        "no",
    ];
    check("1-1", &certain, single("A"));
    check("1-1", &["C", "C 作っている", "yes"], single("C"));
    check("1-1", &["分からない", "不明"], AnswerValue::DontKnow);
    check(
        "4",
        &["3", "分からない", "３　分からない", "Don't know"],
        single("3"),
    );
    assert_eq!(
        read_cell("4", SheetValue::Number(2.0)),
        Reading::Certain { value: single("2") },
        "an id that a spreadsheet keeps as a number"
    );
}

#[test]
fn options_that_fit_only_halfway_are_asked_about() {
    check_asked("1-1", &["A 作っている"], &[single("A"), single("C")]);
    check_asked("1-1", &["Aだと思う"], &[single("A")]);
    check_asked("1-1", &["作って"], &[single("A"), single("C")]);
    check_asked("4", &["不明"], &[single("3"), AnswerValue::DontKnow]);
    check_unreadable("1-1", &["D", "ない", "○"]);
}

#[test]
fn several_options_stand_in_one_cell() {
    let both = [
        "A, B-1",
        "A,B-1",
        "Ａ、Ｂ－１",
        "B-1; A",
        "A\nB-1",
        "A・B-1",
        "A / B-1",
        "A B-1",
        "A　B-1",
        "A 甲, B-1",
        "a,b-1,A",
    ];
    check("2", &both, multi(&["A", "B-1"]));
    check("2", &["乙、または丙", "B-1 乙、または丙", "B-1"], multi(&["B-1"]));
    check("2", &["分からない"], AnswerValue::DontKnow);
    check_asked("2", &["A, Z", "AとかZ"], &[multi(&["A"])]);
    check_asked("2", &["AC"], &[multi(&["A", "C"])]);
    check_unreadable("2", &["全部", "Z"]);
}

#[test]
fn numbers_and_texts_are_read() {
    check(
        "3",
        &["12", "１２", "12台", "12 units"],
        AnswerValue::Number { value: 12.0 },
    );
    check_asked("3", &["約12", "12人"], &[AnswerValue::Number { value: 12.0 }]);
    check("3", &["不明"], AnswerValue::DontKnow);
    check_unreadable("3", &["たくさん"]);
    let text = |text: &str| AnswerValue::Text { text: text.into() };
    check("1-2", &["○"], text("○"));
    check("1-2", &["ＶＰＮ\n二行目"], text("ＶＰＮ\n二行目"));
    check("1-2", &["分からない"], AnswerValue::DontKnow);
}

#[test]
fn days_in_any_clear_form_belong_to_the_answer() {
    let written = |checked: SheetValue, target: &str| {
        row_after("1-3", |form, sheet, row| {
            put(sheet, row, column(form, ColumnKind::Answer), "いいえ");
            set(sheet, row, column(form, ColumnKind::CheckedOn), checked.clone());
            put(sheet, row, column(form, ColumnKind::TargetOn), target);
        })
    };
    let day: Day = "2026-11-05".parse().expect("a day");
    let row = written(SheetValue::Day(day), "令和8年12月1日");
    let expected = AnswerValue::YesNoDate {
        value: false,
        checked_on: Some(day),
        target_on: "2026-12-01".parse().ok(),
    };
    assert_eq!(
        row.reading,
        Reading::Certain { value: expected },
        "both days are read"
    );
    let row = written(SheetValue::Day(day), "来春");
    assert!(
        matches!(row.reading, Reading::Ask { .. }),
        "an unclear day is asked about"
    );
    assert_eq!(row.flags, [RowFlag::DayUnclear], "and flagged");
    assert_eq!(row.note.as_deref(), Some("来春"), "and kept as it was written");
}

#[test]
fn days_without_an_answer_are_asked_about() {
    let row = row_after("1-3", |form, sheet, row| {
        put(sheet, row, column(form, ColumnKind::CheckedOn), "2026-11-05");
    });
    assert!(
        matches!(&row.reading, Reading::Ask { suggestions } if suggestions.len() == 2),
        "yes or no, with that day: {:?}",
        row.reading
    );
}

#[test]
fn what_stands_beside_goes_with_the_option_or_into_the_note() {
    let row = row_after("1-1", |form, sheet, row| {
        put(sheet, row, column(form, ColumnKind::Answer), "B");
        put(sheet, row, column(form, ColumnKind::Beside), "総務課");
    });
    let value = AnswerValue::Single {
        option: "B".into(),
        text: Some("総務課".into()),
    };
    assert_eq!(
        row.reading,
        Reading::Certain { value },
        "it belongs to the option"
    );
    let row = row_after("6", |form, sheet, row| {
        put(sheet, row, column(form, ColumnKind::Answer), "○");
        put(sheet, row, column(form, ColumnKind::Beside), "年一回");
        put(sheet, row, column(form, ColumnKind::Note), "春");
    });
    assert_eq!(row.note.as_deref(), Some("春\n年一回"), "nothing written is lost");
    assert_eq!(row.flags, [RowFlag::UnusedCell], "and it is said");
}

#[test]
fn a_formula_is_never_taken_silently() {
    let row = row_after("6", |form, sheet, row| {
        let cell = SheetCell {
            value: SheetValue::Text("○".into()),
            from_formula: true,
        };
        sheet.cells.insert((row, column(form, ColumnKind::Answer)), cell);
    });
    let suggestions = vec![mark(true)];
    assert_eq!(
        row.reading,
        Reading::Ask { suggestions },
        "somebody has to confirm it"
    );
    assert_eq!(row.flags, [RowFlag::Formula], "it is flagged");
}

#[test]
fn rows_are_found_wherever_they_went() {
    let (list, words) = (varied(), words());
    let answers = [
        own("0", AnswerValue::YesNo { value: true }),
        own("6", mark(false)),
    ];
    let form = Form::new(&list, words, &FormArgs::default(), &answers);
    let mut book = workbook(&form);
    let sheet = &mut book.sheets[0];
    // Turned upside down below the header, with rows between them and a stranger at the end.
    let cells = std::mem::take(&mut sheet.cells);
    sheet.merged.clear();
    for ((row, column), cell) in cells {
        let row = if row < 2 { row } else { 100 - row * 2 };
        sheet.cells.insert((row, column), cell);
    }
    put(sheet, 120, 0, "9-9");
    put(sheet, 120, column(&form, ColumnKind::Answer), "○");
    put(
        sheet,
        121,
        column(&form, ColumnKind::Note),
        "よろしくお願いします",
    );
    sheet.name = "質問 (2)".into();
    let returned = read_back(std::slice::from_ref(&list), words, &book);
    let certain: Vec<(&str, &Reading)> = returned
        .rows
        .iter()
        .filter(|row| row.reading != Reading::Blank)
        .map(|row| (row.number.as_str(), &row.reading))
        .collect();
    assert_eq!(certain.len(), 4, "two answers and two strange rows: {certain:?}");
    for answer in &answers {
        let value = answer.own.clone().expect("it was answered");
        assert!(
            certain.contains(&(answer.item.as_str(), &Reading::Certain { value })),
            "the answer to {} is found",
            answer.item
        );
    }
    let strangers: Vec<&ReturnedRow> = returned.rows.iter().filter(|row| row.item.is_none()).collect();
    assert_eq!(
        strangers
            .iter()
            .map(|row| (row.row, row.cell.as_str()))
            .collect::<Vec<_>>(),
        [(121, "○"), (122, "")],
        "an unknown number and a remark without one are shown"
    );
    assert!(returned.missing.is_empty(), "no row got lost");
}

#[test]
fn of_two_rows_for_an_item_none_wins() {
    let (list, words) = (varied(), words());
    let form = Form::new(&list, words, &FormArgs::default(), &[own("6", mark(true))]);
    let twice = |second: &str| {
        let mut book = workbook(&form);
        put(&mut book.sheets[0], 50, 0, "６");
        put(&mut book.sheets[0], 50, column(&form, ColumnKind::Answer), second);
        let returned = read_back(std::slice::from_ref(&list), words, &book);
        let rows = returned.rows.into_iter();
        rows.filter(|row| row.item.as_deref() == Some("6"))
            .collect::<Vec<_>>()
    };
    let asked = twice("×");
    assert!(
        asked.iter().all(|row| matches!(row.reading, Reading::Ask { .. })),
        "they contradict each other: {asked:?}"
    );
    let one = twice("");
    assert_eq!(
        one.first().map(|row| &row.reading),
        Some(&Reading::Certain { value: mark(true) }),
        "a blank one contradicts nothing"
    );
    assert!(
        asked
            .iter()
            .chain(&one)
            .all(|row| row.flags == [RowFlag::Duplicate]),
        "both are flagged"
    );
}

#[test]
fn a_table_and_words_in_its_cell_are_weighed() {
    let rows = vec![vec!["看護師".to_owned(), "3".to_owned()]];
    let table = AnswerValue::Table { rows };
    let (list, words) = (varied(), words());
    let form = Form::new(&list, words, &FormArgs::default(), &[own("5", table.clone())]);
    let mut book = workbook(&form);
    let answer = column(&form, ColumnKind::Answer);
    put(&mut book.sheets[0], place(&form, "5"), answer, "分からない");
    let returned = read_back(&[list], words, &book);
    let row = returned.rows.iter().find(|row| row.item.as_deref() == Some("5"));
    let suggestions = vec![table, AnswerValue::DontKnow];
    assert_eq!(
        row.map(|row| &row.reading),
        Some(&Reading::Ask { suggestions }),
        "one of them is a slip"
    );
    check("5", &["分からない"], AnswerValue::DontKnow);
    assert_eq!(
        read_cell("5", SheetValue::Text("「表 5」に記入".into())),
        Reading::Blank,
        "pointing at an empty table is no answer"
    );
}

#[test]
fn who_filled_it_in_is_read_from_the_first_page() {
    let (list, words) = (varied(), words());
    let form = Form::new(&list, words, &FormArgs::default(), &[]);
    let mut book = workbook(&form);
    let mut cover = Sheet {
        name: form.sheets[0].clone(),
        ..Sheet::default()
    };
    for (row, label) in (4u32..).zip(&form.filled) {
        put(&mut cover, row, 0, label);
    }
    put(&mut cover, 4, 1, "総務課 主任");
    book.sheets.insert(0, cover);
    let returned = read_back(&[list], words, &book);
    assert_eq!(
        returned.filled_by.as_deref(),
        Some("総務課 主任"),
        "beside its label"
    );
    assert_eq!(returned.filled_on, None, "nothing stands beside the other");
}

#[test]
fn strange_workbooks_are_refused() {
    let (list, words) = (varied(), words());
    let form = Form::new(&list, words, &FormArgs::default(), &[]);
    let refusal = |change: &dyn Fn(&mut Workbook)| {
        let mut book = workbook(&form);
        change(&mut book);
        let returned = read_back(std::slice::from_ref(&list), words, &book);
        assert!(returned.rows.is_empty(), "nothing is read from what is refused");
        returned.refusal
    };
    let hidden = |book: &mut Workbook, row: u32, text: &str| {
        let sheet = book.sheets.iter_mut().find(|sheet| sheet.name == MARK_SHEET);
        put(sheet.expect("the hidden sheet"), row, 1, text);
    };
    let newer = refusal(&|book| hidden(book, 0, "2"));
    assert_eq!(newer, Some(Refusal::NewerForm), "a form of a newer program");
    let unknown = refusal(&|book| hidden(book, 1, "other"));
    assert_eq!(unknown, Some(Refusal::UnknownList), "a list that is not here");
    let nothing = refusal(&|book| book.sheets.clear());
    assert_eq!(nothing, Some(Refusal::NoForm), "an empty workbook");
    let headless = refusal(&|book| book.sheets[0].cells.retain(|(row, _), _| *row != 1));
    assert_eq!(headless, Some(Refusal::NoForm), "no headings");
    let book = {
        let mut book = workbook(&form);
        book.sheets.retain(|sheet| sheet.name != MARK_SHEET);
        book
    };
    let returned = read_back(&[list.clone(), list], words, &book);
    assert_eq!(returned.refusal, Some(Refusal::Ambiguous), "two lists fit alike");
}
