//! Forms go out to the hospital and come back: looked at first, taken over by row, all or none.

use data_encoding::BASE64;
use junkai_app::{Code, Content};
use junkai_core::checklist::AnswerValue;
use junkai_core::form::{Form, FormArgs};
use junkai_core::interview::Answer;
use junkai_core::{InterviewId, SurveyId};
use junkai_tests::laptop::Laptop;
use serde_json::{Value, json};

struct Hospital {
    laptop: Laptop,
    content: Content,
    survey: SurveyId,
    interview: InterviewId,
}

impl Hospital {
    fn new(list: &str) -> Self {
        let mut laptop = Laptop::new();
        let survey = laptop.bare_survey();
        let record = json!({"checklist": list, "checklist_version": "1", "audience": "admin", "interviewee": "情報室長"});
        let saved = laptop.run("interview_set", json!({"survey": survey, "record": record}));
        Self {
            laptop,
            content: Content::embedded().expect("content parses"),
            survey,
            interview: serde_json::from_value(saved["id"].clone()).expect("an id"),
        }
    }

    /// A form on which the hospital wrote these answers.
    fn filled(&self, list: &str, answers: &[Answer]) -> Vec<u8> {
        let list = self.content.checklist(list, "1").expect("the list");
        let form = Form::new(list, &self.content.form_words, &FormArgs::default(), answers);
        let mut bytes = Vec::new();
        junkai_export::form::write(&form, &mut bytes).expect("a workbook");
        bytes
    }

    fn own(&self, item: &str, own: AnswerValue) -> Answer {
        Answer {
            own: Some(own),
            ..Answer::blank(self.interview, item)
        }
    }

    fn look(&mut self, bytes: &[u8]) -> Value {
        let args = json!({"survey": self.survey, "interview": self.interview, "bytes": BASE64.encode(bytes)});
        self.laptop.run("form_get", args)
    }

    fn take(&self, rows: Value) -> Value {
        json!({"survey": self.survey, "interview": self.interview, "rows": rows})
    }

    fn kept(&mut self, item: &str) -> Value {
        let answers = self.laptop.run("answer_list", json!({"survey": self.survey}));
        let mut answers = answers.as_array().expect("a list").iter();
        answers
            .find(|a| a["record"]["item"] == item)
            .map_or(Value::Null, |a| a["record"].clone())
    }
}

fn state(preview: &Value, item: &str) -> String {
    let rows = preview["rows"].as_array().expect("rows");
    let row = rows
        .iter()
        .find(|r| r["row"]["item"] == item)
        .unwrap_or_else(|| panic!("a row for {item}"));
    row["state"].as_str().expect("a state").to_owned()
}

#[test]
fn answers_of_a_returned_form_become_the_hospitals_own() {
    let list = "mhlw-5.2-admin";
    let mut h = Hospital::new(list);
    let mut answers: Vec<Answer> = (1..=5)
        .map(|n| h.own(&format!("A6.2-{n}"), AnswerValue::Mark { value: n % 2 == 0 }))
        .collect();
    answers[0].not_understood = Some("「BCP」の意味が分からない".into());
    let bytes = h.filled(list, &answers);
    let before = h.laptop.dump(h.survey);
    let preview = h.look(&bytes);
    assert_eq!(h.laptop.dump(h.survey), before, "looking changes nothing");
    assert_eq!(state(&preview, "A6.2-1"), "new", "there was no answer yet");
    let rows = json!([
        {"item": "A6.2-1", "own": {"kind": "mark", "value": false}, "not_understood": "「BCP」の意味が分からない"},
        {"item": "A6.2-2", "own": {"kind": "mark", "value": true}},
    ]);
    let args = h.take(rows);
    let taken = h.laptop.run("form_set", args);
    assert_eq!(taken["answers"], 2, "the two that were chosen");
    assert_eq!(
        taken["progress"]["own"], 2,
        "and they count as the hospital's own"
    );
    assert_eq!(
        h.kept("A6.2-1")["not_understood"],
        "「BCP」の意味が分からない",
        "what was not understood too"
    );
    assert_eq!(
        state(&h.look(&bytes), "A6.2-1"),
        "same",
        "a second look finds it as it is"
    );
    assert!(h.kept("A6.2-3").is_null(), "what was not chosen was not taken");
}

#[test]
fn an_own_answer_is_replaced_only_where_that_was_chosen() {
    let list = "mhlw-5.2-admin";
    let mut h = Hospital::new(list);
    let args = h.take(json!([{"item": "A6.2-1", "own": {"kind": "mark", "value": true}}]));
    h.laptop.run("form_set", args);
    let bytes = h.filled(list, &[h.own("A6.2-1", AnswerValue::Mark { value: false })]);
    assert_eq!(state(&h.look(&bytes), "A6.2-1"), "conflict", "it said yes before");
    let rows = |replace: bool| {
        json!([
            {"item": "A6.2-2", "own": {"kind": "mark", "value": true}},
            {"item": "A6.2-1", "own": {"kind": "mark", "value": false}, "replace": replace},
        ])
    };
    let args = h.take(rows(false));
    let before = h.laptop.dump(h.survey);
    h.laptop.refused_with("form_set", args, Code::OwnAnswerDiffers);
    assert_eq!(h.laptop.dump(h.survey), before, "none of the rows was written");
    let args = h.take(rows(true));
    h.laptop.run("form_set", args);
    assert_eq!(h.kept("A6.2-1")["own"]["value"], false, "replaced on purpose");
}

#[test]
fn rows_that_cannot_be_taken_change_nothing() {
    let mut h = Hospital::new("mhlw-5.2-admin");
    let before = h.laptop.dump(h.survey);
    for (rows, code) in [
        (
            json!([{"item": "Z9", "own": {"kind": "mark", "value": true}}]),
            Code::NotFound,
        ),
        (
            json!([{"item": "A6.2-1", "own": {"kind": "number", "value": 1.0}}]),
            Code::AnswerDoesNotFit,
        ),
        (
            json!([{"item": "A6.2-1", "note": "一"}, {"item": "A6.2-1", "note": "二"}]),
            Code::InvalidArgs,
        ),
    ] {
        let args = h.take(rows);
        h.laptop.refused_with("form_set", args, code);
    }
    assert_eq!(h.laptop.dump(h.survey), before, "nothing was written");
}

#[test]
fn a_form_of_another_list_is_not_read_as_this_one() {
    let mut h = Hospital::new("mhlw-5.2-admin");
    let bytes = h.filled("mhlw-5.2-user", &[]);
    let preview = h.look(&bytes);
    assert_eq!(
        preview["refusal"], "unknown_list",
        "the form says which list it is of"
    );
    assert_eq!(
        preview["rows"],
        json!([]),
        "and no row is taken for one of this list"
    );
}

#[test]
fn a_file_that_is_no_form_is_refused_with_its_reason() {
    let mut h = Hospital::new("mhlw-5.2-admin");
    let mut plain = rust_xlsxwriter::Workbook::new();
    plain.add_worksheet();
    let plain = plain.save_to_buffer().expect("a workbook");
    assert_eq!(
        h.look(&plain)["refusal"],
        "no_form",
        "an empty workbook is no form"
    );
    let before = h.laptop.dump(h.survey);
    let old = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
        .into_iter()
        .chain([0; 2048])
        .collect();
    for (bytes, codes) in [
        (
            b"not a workbook".to_vec(),
            [Code::WorkbookNotOne, Code::WorkbookNotOne],
        ),
        (old, [Code::WorkbookOld, Code::WorkbookNotOne]),
        (
            plain[..plain.len() / 2].to_vec(),
            [Code::WorkbookDamaged, Code::WorkbookNotOne],
        ),
    ] {
        let args = json!({"survey": h.survey, "interview": h.interview, "bytes": BASE64.encode(&bytes)});
        let error = h.laptop.refused("form_get", args);
        assert!(codes.contains(&error.code), "refused as what it is: {error:?}");
    }
    assert_eq!(h.laptop.dump(h.survey), before, "nothing was changed");
}

#[test]
fn a_form_never_appears_over_another_file_or_under_a_wrong_name() {
    let mut h = Hospital::new("mhlw-5.2-admin");
    let args = FormArgs::default();
    let out = h.laptop.path("form.xlsx");
    std::fs::write(&out, "mine").expect("a file of the user");
    for (name, id, code) in [
        ("form.xlsx", "mhlw-5.2-admin", Code::TargetExists),
        ("form.doc", "mhlw-5.2-admin", Code::FormFileName),
        ("new.xlsx", "no-such-list", Code::ChecklistUnknown),
        ("gone/form.xlsx", "mhlw-5.2-admin", Code::FolderGone),
    ] {
        let out = h.laptop.path(name);
        let Err(error) = h.laptop.app.write_form(id, None, &args, &out) else {
            panic!("{name} should have been refused");
        };
        assert_eq!(error.code, code, "{name} is refused for its reason");
    }
    assert_eq!(
        std::fs::read_to_string(&out).expect("still there"),
        "mine",
        "untouched"
    );
    let fresh = h.laptop.path("fresh.xlsx");
    let written = h
        .laptop
        .app
        .write_form("mhlw-5.2-admin", None, &args, &fresh)
        .expect("written");
    assert_eq!(written.items, 82, "all items");
    let bytes = std::fs::read(&fresh).expect("readable");
    let preview = h.look(&bytes);
    assert_eq!(preview["refusal"], Value::Null, "our own form is read back");
    assert_eq!(preview["missing"], json!([]), "with a row for every item");
}
