//! Forms that come back: what is certain is taken, what is not is asked about, and nothing is replaced unasked.

use super::workbooks::Form;
use super::{Desk, INTERVIEW, SURVEY, check};
use crate::{program, text};
use junkai_app::Content;
use junkai_core::checklist::{AnswerKind, AnswerValue, Item};
use serde_json::json;
use std::path::Path;
use std::process::Output;

fn read(desk: &Desk, interview: &str, file: &str, more: &[&str]) -> Output {
    let vault = desk.at("vault");
    let args = [
        "checklist",
        "read",
        &vault,
        SURVEY,
        interview,
        file,
        "--lang",
        "en",
    ];
    desk.open(&[&args, more].concat())
}

/// The row of an item, as it was printed.
fn row<'p>(printed: &'p str, item: &str) -> Vec<&'p str> {
    let mut rows = printed.lines().map(|l| l.split('\t').collect::<Vec<_>>());
    let found = rows.find(|row| row.get(1) == Some(&item));
    found.unwrap_or_else(|| panic!("{item} has a row: {printed}"))
}

#[test]
fn what_is_certain_is_taken_and_what_is_not_is_asked_about() {
    let desk = Desk::with_interview("supply-chain");
    let mut form = Form::read(Path::new(&desk.form("supply-chain", "form.xlsx")));
    let typed = [
        ("S-4", "まる", json!({"kind": "yes_no", "value": true})),
        ("S-8", "Ｏ", json!({"kind": "mark", "value": true})),
        ("S-9", "✓", json!({"kind": "mark", "value": true})),
        ("S-11", "はい", json!({"kind": "mark", "value": true})),
        ("S-12", "ばつ", json!({"kind": "mark", "value": false})),
        ("S-15", "yes", json!({"kind": "yes_no", "value": true})),
        ("S-1", "Ａ、ｂ", json!({"kind": "multi", "options": ["A", "B"]})),
        ("S-3", "分からない", json!({"kind": "dont_know"})),
    ];
    for (item, word, _) in &typed {
        form.answer(item, word);
    }
    form.answer("S-13", "△")
        .answer("S-14", "済")
        .answer("S-10", "謎の答え");
    form.write("S-13", "備考", "半分だけ\n実施")
        .write("S-2", "分かりにくかった点", "閉域網とは何か");
    let filled = desk.file("filled.xlsx", form.bytes());

    let shown = check(
        &read(&desk, INTERVIEW, &filled, &[]),
        0,
        &[
            "new 8",
            "to be asked 2",
            "unreadable 1",
            "unclear: “閉域網とは何か”",
        ],
    );
    assert_eq!(
        row(&shown, "S-13")[2],
        "to be asked",
        "a triangle may mean either"
    );
    assert!(
        row(&shown, "S-13")[5].contains("半分だけ 実施"),
        "a remark stands in one line"
    );
    assert_eq!(row(&shown, "S-14")[2], "to be asked", "done may mean yes");
    assert_eq!(
        row(&shown, "S-10")[2..4],
        ["unreadable", "謎の答え"],
        "as it stands"
    );
    assert!(desk.answers(INTERVIEW).is_empty(), "looking changes nothing");

    let taken = check(
        &read(&desk, INTERVIEW, &filled, &["--take"]),
        0,
        &["3 rows were not taken over"],
    );
    assert!(taken.contains("answers were taken over"), "{taken}");
    let answers = desk.answers(INTERVIEW);
    for (item, word, expected) in &typed {
        assert_eq!(answers[*item]["own"], *expected, "{item}: {word}");
        assert!(
            answers[*item]["confirmed"].is_null(),
            "{item}: the surveyor has said nothing yet"
        );
    }
    for item in ["S-13", "S-14", "S-10", "S-2"] {
        let own = answers.get(item).map(|a| &a["own"]);
        assert!(
            own.is_none_or(serde_json::Value::is_null),
            "{item} is never guessed: {own:?}"
        );
    }
    assert_eq!(
        answers["S-2"]["not_understood"], "閉域網とは何か",
        "what was unclear is kept"
    );
    assert_eq!(
        answers["S-13"]["own_note"], "半分だけ\n実施",
        "and so is a remark"
    );

    let again = check(
        &read(&desk, INTERVIEW, &filled, &["--take"]),
        0,
        &["same 8", "0 answers"],
    );
    assert!(!again.contains("new "), "nothing is new a second time: {again}");
    assert_eq!(desk.answers(INTERVIEW), answers, "and nothing changed");
    let audit = desk.open(&["audit", "verify", &desk.at("vault")]);
    check(&audit, 0, &["\"holds\": true"]);
}

#[test]
fn an_answer_that_differs_is_replaced_only_when_asked_to() {
    let desk = Desk::with_interview("supply-chain");
    let empty = desk.form("supply-chain", "form.xlsx");
    let filled = |name: &str, word: &str| {
        let mut form = Form::read(Path::new(&empty));
        desk.file(name, form.answer("S-4", word).bytes())
    };
    let (first, second) = (filled("first.xlsx", "はい"), filled("second.xlsx", "いいえ"));
    check(&read(&desk, INTERVIEW, &first, &["--take"]), 0, &["1 answers"]);
    let shown = check(
        &read(&desk, INTERVIEW, &second, &["--take"]),
        0,
        &["0 answers", "1 rows were not taken over"],
    );
    assert_eq!(row(&shown, "S-4")[2], "differs", "it is told");
    assert_eq!(row(&shown, "S-4")[4], "no [yes]", "with what was said before");
    assert_eq!(
        desk.answers(INTERVIEW)["S-4"]["own"]["value"],
        true,
        "the first answer stays"
    );
    check(&read(&desk, INTERVIEW, &second, &["--replace"]), 2, &["--take"]);
    check(
        &read(&desk, INTERVIEW, &second, &["--take", "--replace"]),
        0,
        &["1 answers"],
    );
    assert_eq!(
        desk.answers(INTERVIEW)["S-4"]["own"]["value"],
        false,
        "replaced on request"
    );
}

#[test]
fn a_form_of_another_list_or_interview_is_refused() {
    let desk = Desk::with_interview("supply-chain");
    let other = desk.form("mhlw-5.2-user", "other.xlsx");
    check(&read(&desk, INTERVIEW, &other, &["--take"]), 1, &["another list"]);
    let right = desk.form("supply-chain", "right.xlsx");
    let nobody = "01990000-0000-7000-8000-00000000000f";
    check(&read(&desk, nobody, &right, &[]), 1, &["not_found"]);
    check(&read(&desk, "the-first-one", &right, &[]), 2, &["the-first-one"]);
    check(
        &read(&desk, INTERVIEW, &desk.at("nowhere.xlsx"), &[]),
        1,
        &["file_unreadable"],
    );
    let mut newer = Form::read(Path::new(&right));
    // The format stands in the second cell of the hidden sheet; what stood there goes to the end of the row.
    let cell = "<c r=\"B1\" t=\"s\"><v>";
    let two = "<c r=\"B1\" t=\"inlineStr\"><is><t>2</t></is></c><c r=\"F1\" t=\"s\"><v>";
    newer.change("xl/worksheets/sheet3.xml", cell, two);
    let newer = desk.file("newer.xlsx", newer.bytes());
    check(
        &read(&desk, INTERVIEW, &newer, &["--take"]),
        1,
        &["newer program"],
    );
    assert!(desk.answers(INTERVIEW).is_empty(), "nothing was taken");
}

/// An answer of its kind to an item, as it is kept.
fn sample(item: &Item) -> AnswerValue {
    let option = |at: usize| item.options.get(at).map(|o| o.id.clone());
    let day = |text: &str| Some(text.parse().expect("a day"));
    match item.kind {
        AnswerKind::Mark => AnswerValue::Mark { value: false },
        AnswerKind::YesNo => AnswerValue::YesNo { value: true },
        AnswerKind::YesNoDate => AnswerValue::YesNoDate {
            value: false,
            checked_on: day("2026-11-30"),
            target_on: day("2027-03-31"),
        },
        AnswerKind::Single => AnswerValue::Single {
            option: option(0).expect("an option"),
            text: None,
        },
        AnswerKind::Multi => AnswerValue::Multi {
            options: [option(0), option(1)].into_iter().flatten().collect(),
            text: None,
        },
        AnswerKind::Number => AnswerValue::Number { value: 42.0 },
        AnswerKind::Text => AnswerValue::Text {
            text: format!("{}：自由な答え & <記号>", item.no),
        },
        AnswerKind::Table => AnswerValue::Table {
            rows: vec![(1..=item.columns.len()).map(|c| format!("{c}列目")).collect()],
        },
    }
}

/// The same, written into the form.
fn write(form: &mut Form, item: &Item, value: &AnswerValue) {
    match value {
        AnswerValue::Mark { value } => form.answer(&item.no, if *value { "○" } else { "×" }),
        AnswerValue::YesNo { value } => form.answer(&item.no, if *value { "はい" } else { "いいえ" }),
        // 30 November 2026 and 31 March 2027.
        AnswerValue::YesNoDate { .. } => form
            .answer(&item.no, "いいえ")
            .day(&item.no, "確認した日", 46_356)
            .day(&item.no, "目標日", 46_477),
        AnswerValue::Single { option, .. } => form.answer(&item.no, option),
        AnswerValue::Multi { options, .. } => form.answer(&item.no, &options.join(", ")),
        AnswerValue::Number { .. } => form.number_typed(&item.no, 42),
        AnswerValue::Text { text } => form.answer(&item.no, text),
        AnswerValue::Table { rows } => form.table(&item.no, &rows[0]),
        AnswerValue::DontKnow | AnswerValue::NotApplicable => form,
    };
}

#[test]
fn libreoffice_keeps_every_answer_of_every_kind() {
    const LISTS: [&str; 3] = ["supply-chain", "inspection-2022", "device-questionnaire"];
    let desk = Desk::with_vault();
    desk.run(&[json!({"cmd": "survey_create", "args": {"id": SURVEY, "label": "試験病院", "record": {"firm": "試験調査会社"}}})]);
    let content = Content::embedded().expect("the content");
    let mut saved = Vec::new();
    for list in LISTS {
        let mut form = Form::read(Path::new(&desk.form(list, &format!("{list}.xlsx"))));
        for item in &content.checklist(list, "1").expect("the list").items {
            write(&mut form, item, &sample(item));
        }
        saved.push(desk.file(&format!("filled/{list}.xlsx"), form.bytes()));
    }
    let profile = format!("-env:UserInstallation=file://{}", desk.at("profile"));
    let out = desk.at("office");
    let mut args = vec![
        profile.as_str(),
        "--headless",
        "--convert-to",
        "xlsx",
        "--outdir",
        &out,
    ];
    args.extend(saved.iter().map(String::as_str));
    program(desk.folder.path(), 300, "soffice", &args);
    for (at, list) in LISTS.into_iter().enumerate() {
        let items = &content.checklist(list, "1").expect("the list").items;
        for (way, file) in [(1, &saved[at]), (2, &desk.at(&format!("office/{list}.xlsx")))] {
            let interview = format!("01990000-0000-7000-8000-0000000000{way}{at}");
            desk.interview(&interview, list);
            let output = read(&desk, &interview, file, &["--take"]);
            check(&output, 0, &[&format!("new {}", items.len())]);
            let printed = text(&output.stderr);
            assert!(!printed.contains("not taken over"), "{file}: {printed}");
            let answers = desk.answers(&interview);
            for item in items {
                let own = answers.get(&item.no).map(|a| a["own"].clone());
                assert_eq!(own, Some(json!(sample(item))), "{file}: {}", item.no);
            }
        }
    }
}
