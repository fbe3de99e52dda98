//! What forms say, and what a preview finds.

use super::*;
use crate::InterviewId;
use crate::checklist::Checklist;
use crate::checklist::{AnswerValue, parse_checklist};
use crate::interview::Answer;
use crate::report::document::Block;
use std::sync::LazyLock;

/// The words that the product carries.
pub(super) const WORDS: &str = include_str!("../../../../../report-templates/form.toml");

pub(super) fn words() -> &'static FormWords {
    static WORDS_READ: LazyLock<FormWords> =
        LazyLock::new(|| FormWords::parse(WORDS).expect("the words of forms are complete"));
    &WORDS_READ
}

/// Every checklist that the product carries.
pub(super) fn carried() -> Vec<Checklist> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../checklists");
    let mut lists = Vec::new();
    for entry in std::fs::read_dir(folder).expect("checklists are there").flatten() {
        let files = std::fs::read_dir(entry.path()).into_iter().flatten().flatten();
        for file in files.filter(|_| entry.file_name() != "maps") {
            let text = std::fs::read_to_string(file.path()).expect("a checklist can be read");
            lists.push(parse_checklist(&text).expect("a checklist without faults"));
        }
    }
    lists.sort_by(|a, b| (&a.id, &a.version).cmp(&(&b.id, &b.version)));
    assert!(lists.len() > 2, "there are lists to test with");
    lists
}

/// A list with an item of every kind: a gate, conditions, options with texts beside them.
pub(super) fn varied() -> Checklist {
    parse_checklist(include_str!("varied.toml")).expect("a list without faults")
}

fn check_condition(no: &str, expected: &[&str]) {
    let form = Form::new(&varied(), words(), &FormArgs::default(), &[]);
    let line = form.lines().find(|line| line.no == no).expect("an item");
    assert_eq!(line.conditions, expected, "when {no} needs an answer");
}

#[test]
fn conditions_are_said_in_words() {
    check_condition("0", &[]);
    check_condition("1-1", &["◆0 が「いいえ」のときは不要です。"]);
    check_condition(
        "1-2",
        &[
            "◆0 が「いいえ」のときは不要です。",
            "◆1-1 が「A 作っていない」か「B」のときだけお答えください。",
        ],
    );
    check_condition(
        "1-3",
        &[
            "◆0 が「いいえ」のときは不要です。",
            "◆1-1 が「C 作っている」、かつ （2 で「A 甲」を選択、または 2 で「C その他」が未選択）のときだけお答えください。",
        ],
    );
    // Not both is: one of them is not. Said the other way round: not needed when both are.
    check_condition("3", &["◆0 が「はい」、かつ 2 で「A 甲」を選択のときは不要です。"]);
}

#[test]
fn columns_are_there_when_the_list_needs_them() {
    let kinds = |list: &Checklist| {
        let form = Form::new(list, words(), &FormArgs::default(), &[]);
        form.columns.iter().map(|column| column.kind).collect::<Vec<_>>()
    };
    assert_eq!(
        kinds(&varied()),
        ColumnKind::ALL,
        "every column for a list of every kind"
    );
    let mut plain = varied();
    plain.items.retain(|item| item.no == "0");
    let bare = [
        ColumnKind::Number,
        ColumnKind::Question,
        ColumnKind::How,
        ColumnKind::Answer,
        ColumnKind::NotUnderstood,
        ColumnKind::Note,
    ];
    assert_eq!(kinds(&plain), bare, "no days and nothing beside for a yes or no");
}

#[test]
fn answers_offered_follow_the_list() {
    let form = Form::new(&varied(), words(), &FormArgs::default(), &[]);
    let offered = |no: &str| match &form.lines().find(|line| line.no == no).expect("an item").cell {
        AnswerCell::Choice(words) => words.clone(),
        other => panic!("{no} is not a choice but {other:?}"),
    };
    assert_eq!(
        offered("0"),
        ["はい", "いいえ", "分からない"],
        "the gate always applies"
    );
    assert_eq!(
        offered("1-1"),
        [
            "A 作っていない",
            "B 担当者が知っているだけで、図や表の形では残していない",
            "C 作っている",
            "分からない",
            "該当なし"
        ],
        "its section has a condition"
    );
    assert_eq!(
        offered("4"),
        ["1 ある", "2 ない", "3 分からない"],
        "an option says what would be offered twice"
    );
}

#[test]
fn a_form_says_by_when_and_to_whom() {
    let args = FormArgs {
        hospital: Some("青空病院".into()),
        return_by: Some("2026-11-05".parse().expect("a day")),
        return_to: Some("調査事務局".into()),
        ..FormArgs::default()
    };
    let form = Form::new(&varied(), words(), &args, &[]);
    assert!(
        form.head.contains(&("病院名".into(), "青空病院".into())),
        "the hospital is named"
    );
    assert!(
        form.instructions
            .iter()
            .any(|line| line.contains("2026年11月5日までに") && line.contains("調査事務局")),
        "day and place of return: {:?}",
        form.instructions
    );
    let english = FormArgs {
        lang: Lang::En,
        ..FormArgs::default()
    };
    let form = Form::new(&varied(), words(), &english, &[]);
    let texts = format!("{form:?}");
    let japanese = texts.chars().find(|c| ('\u{3041}'..='\u{30FA}').contains(c));
    assert_eq!(japanese, None, "the English form is English");
}

#[test]
fn paper_shows_every_question_and_every_answer() {
    let form = Form::new(&varied(), words(), &FormArgs::default(), &[]);
    let report = format!("{:?}", report(&form));
    for line in form.lines() {
        assert!(report.contains(&line.question), "{} is asked", line.no);
        if let AnswerCell::Choice(words) = &line.cell {
            for word in words {
                assert!(report.contains(&format!("□ {word}")), "{} can be ticked", word);
            }
        }
    }
}

#[test]
fn what_surveyors_ask_on_never_reaches_those_who_answer() {
    let mut list = varied();
    let secret = crate::Wording {
        ja: "台帳の日付を見て重ねて問う".into(),
        en: "look at the ledger and ask again".into(),
    };
    let told = crate::Wording {
        ja: "紙でも構いません。".into(),
        en: "Paper will do.".into(),
    };
    for item in &mut list.items {
        item.probe = Some(secret.clone());
        item.help = Some(told.clone());
    }
    for lang in [Lang::Ja, Lang::En] {
        let args = FormArgs {
            lang,
            ..FormArgs::default()
        };
        let form = Form::new(&list, words(), &args, &[]);
        for said in [format!("{form:?}"), format!("{:?}", report(&form))] {
            assert!(!said.contains(secret.get(lang)), "the probe is not on the form");
            assert!(said.contains(told.get(lang)), "the help is");
        }
    }
}

#[test]
fn makers_and_vendors_are_not_addressed_as_a_hospital() {
    let mut list = varied();
    let first = |list: &Checklist| {
        let form = Form::new(list, words(), &FormArgs::default(), &[]);
        form.instructions.join(" ")
    };
    assert!(first(&list).contains("貴院"), "a hospital by default");
    list.audience = crate::interview::Audience::Vendor;
    let said = first(&list);
    assert!(
        said.contains("貴社") && !said.contains("貴院"),
        "a company: {said}"
    );
}

#[test]
fn where_a_list_comes_from_is_told_apart_from_what_to_do() {
    let mut list = varied();
    list.note = Some(crate::Wording {
        ja: "この表の由来。".into(),
        en: "Where it comes from.".into(),
    });
    let form = Form::new(&list, words(), &FormArgs::default(), &[]);
    assert!(
        !form.instructions.iter().any(|line| line.contains("由来")),
        "no instruction"
    );
    let paper = report(&form).sections.swap_remove(0).blocks.pop();
    let expected = Block::Paragraph("この確認表について：この表の由来。".into());
    assert_eq!(
        paper,
        Some(expected),
        "the last of the first page, without a number"
    );
}

fn returned(item: Option<&str>, reading: Reading) -> Returned {
    Returned {
        rows: vec![ReturnedRow {
            sheet: "質問".into(),
            row: 3,
            item: item.map(Into::into),
            number: "1".into(),
            cell: String::new(),
            reading,
            not_understood: Some("語の意味".into()),
            note: None,
            flags: Vec::new(),
        }],
        ..Returned::default()
    }
}

fn check_state(reading: Reading, own: Option<bool>, confirmed: Option<bool>, expected: RowState) {
    let mark = |value: bool| AnswerValue::Mark { value };
    let answer = Answer {
        own: own.map(mark),
        confirmed: confirmed.map(mark),
        ..Answer::blank(InterviewId(uuid::Uuid::nil()), "1")
    };
    let found = preview(&returned(Some("1"), reading.clone()), &[answer]);
    let row = found.rows.first().expect("a row");
    assert_eq!(row.state, expected, "{reading:?} after {own:?}, {confirmed:?}");
    assert!(row.brings_text, "what was not understood is new");
}

#[test]
fn a_preview_tells_new_from_known() {
    let yes = || Reading::Certain {
        value: AnswerValue::Mark { value: true },
    };
    check_state(yes(), None, None, RowState::New);
    check_state(yes(), Some(true), None, RowState::Same);
    check_state(yes(), Some(false), None, RowState::Conflict);
    // What the surveyor confirmed is no answer of the hospital's own.
    check_state(yes(), None, Some(false), RowState::New);
    check_state(Reading::Blank, Some(true), None, RowState::Blank);
    check_state(Reading::Unreadable, None, None, RowState::Unreadable);
    let ask = Reading::Ask {
        suggestions: Vec::new(),
    };
    check_state(ask, Some(true), None, RowState::Ask);
    let stranger = preview(&returned(None, yes()), &[]);
    assert_eq!(
        stranger.rows.first().map(|row| row.state),
        Some(RowState::UnknownItem),
        "a number that no item has"
    );
}

#[test]
fn a_remark_that_is_known_is_not_new() {
    let answer = Answer {
        not_understood: Some("語の意味".into()),
        ..Answer::blank(InterviewId(uuid::Uuid::nil()), "1")
    };
    let found = preview(&returned(Some("1"), Reading::Blank), &[answer]);
    assert_eq!(
        found.rows.first().map(|row| row.brings_text),
        Some(false),
        "it stands there already"
    );
}
