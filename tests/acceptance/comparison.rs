//! Answers side by side: two interviewees of one survey, and two surveys of one hospital.

use junkai_core::{Lang, SurveyId};
use junkai_tests::laptop::Laptop;
use serde_json::{Value, json};

/// An interview on `list` with these answers, given as marks.
fn interview(laptop: &mut Laptop, survey: &Value, list: &str, who: &str, answers: &[(&str, bool)]) {
    let audience = if list.ends_with("executive") {
        "executive"
    } else {
        "admin"
    };
    let record =
        json!({"checklist": list, "checklist_version": "1", "audience": audience, "interviewee": who});
    let saved = laptop.run("interview_set", json!({"survey": survey, "record": record}));
    for (item, value) in answers {
        let confirmed = json!({"kind": "mark", "value": value});
        let args = json!({"survey": survey, "interview": saved["id"], "item": item, "confirmed": confirmed});
        laptop.run("answer_set", args);
    }
}

fn survey(laptop: &mut Laptop, earlier: Option<&Value>) -> Value {
    let mut record = json!({"firm": "試験調査会社", "period_start": "2026-04-01"});
    if let Some(earlier) = earlier {
        record["earlier"] = earlier.clone();
    }
    let saved = laptop.run("survey_create", json!({"label": "試験病院", "record": record}));
    saved["id"].clone()
}

fn agreement(view: &Value, left: &str) -> String {
    let lines = view["lines"].as_array().expect("lines").iter();
    let line = lines
        .into_iter()
        .find(|l| l["left"] == left)
        .unwrap_or_else(|| panic!("{left} is compared"));
    line["agreement"].as_str().expect("a word").to_owned()
}

#[test]
fn executives_and_system_managers_are_compared_on_items_that_mean_the_same() {
    let mut laptop = Laptop::new();
    let survey = survey(&mut laptop, None);
    let content = junkai_app::Content::embedded().expect("content parses");
    let map = content
        .maps
        .iter()
        .find(|m| m.left.id == "mhlw-5.2-executive" && m.right.id == "mhlw-5.2-admin")
        .expect("the map between the two lists");
    let [first, second] = [&map.pairs[0], &map.pairs[1]];
    interview(
        &mut laptop,
        &survey,
        "mhlw-5.2-executive",
        "病院長",
        &[(&first.left, true), (&second.left, true)],
    );
    interview(
        &mut laptop,
        &survey,
        "mhlw-5.2-admin",
        "情報室長",
        &[(&first.right, true), (&second.right, false)],
    );
    let views = laptop.run("comparison_list", json!({"survey": survey}));
    let view = &views[0];
    assert_eq!(view["left"]["interviewee"], "病院長", "left as in the map");
    assert_eq!(agreement(view, &first.left), "same", "both say yes");
    assert_eq!(
        agreement(view, &second.left),
        "to_no",
        "yes on the left, no on the right"
    );
    assert_eq!(view["counts"]["same"], 1, "one is alike");
    let text = report(&mut laptop, &survey);
    assert!(
        text.contains("病院長 ⇔ 情報室長"),
        "the report sets them side by side: {text}"
    );
}

#[test]
fn a_later_survey_is_compared_with_the_earlier_one_of_the_hospital() {
    let mut laptop = Laptop::new();
    let earlier = survey(&mut laptop, None);
    interview(
        &mut laptop,
        &earlier,
        "mhlw-5.2-executive",
        "病院長",
        &[("E1-1", false), ("E1-2", true), ("E1-3", true)],
    );
    let now = survey(&mut laptop, Some(&earlier));
    interview(
        &mut laptop,
        &now,
        "mhlw-5.2-executive",
        "病院長",
        &[("E1-1", true), ("E1-2", false), ("E1-3", true)],
    );
    let views = laptop.run("comparison_list", json!({"survey": now, "earlier": true}));
    let found: Vec<String> = ["E1-1", "E1-2", "E1-3", "E1-4"]
        .iter()
        .map(|no| agreement(&views[0], no))
        .collect();
    assert_eq!(
        found,
        ["to_yes", "to_no", "same", "unanswered"],
        "since the earlier survey"
    );
    assert!(
        laptop
            .run("comparison_list", json!({"survey": earlier, "earlier": true}))
            .as_array()
            .expect("a list")
            .is_empty(),
        "the first survey has nothing to be compared with"
    );
    assert!(
        report(&mut laptop, &now).contains("× → ○"),
        "the report shows what has become a yes"
    );
}

#[test]
fn an_erased_earlier_survey_compares_with_nothing() {
    let mut laptop = Laptop::new();
    let earlier = survey(&mut laptop, None);
    interview(
        &mut laptop,
        &earlier,
        "mhlw-5.2-executive",
        "病院長",
        &[("E1-1", false)],
    );
    let now = survey(&mut laptop, Some(&earlier));
    interview(
        &mut laptop,
        &now,
        "mhlw-5.2-executive",
        "病院長",
        &[("E1-1", true)],
    );
    let passphrase = junkai_tests::laptop::PASSPHRASE;
    laptop.run(
        "survey_erase",
        json!({"survey": earlier, "passphrase": passphrase}),
    );
    let views = laptop.run("comparison_list", json!({"survey": now, "earlier": true}));
    assert_eq!(views, json!([]), "nothing is left to compare with");
    let text = report(&mut laptop, &now);
    assert!(
        text.contains("前回の調査はこの保管庫にありません"),
        "and the report says so: {text}"
    );
}

/// The text of the report to the hospital, as pdftotext reads it.
fn report(laptop: &mut Laptop, survey: &Value) -> String {
    let survey: SurveyId = serde_json::from_value(survey.clone()).expect("an id");
    let set = laptop.app.render(survey, Lang::Ja).expect("documents are made");
    let report = set
        .documents
        .iter()
        .find(|d| d.name == "10-hospital-report.pdf")
        .expect("the report");
    let file = laptop.path("report.pdf");
    std::fs::write(&file, &report.bytes).expect("written");
    let read = std::process::Command::new("pdftotext")
        .args(["-layout"])
        .arg(&file)
        .arg("-")
        .output()
        .expect("pdftotext runs");
    String::from_utf8(read.stdout).expect("text")
}
