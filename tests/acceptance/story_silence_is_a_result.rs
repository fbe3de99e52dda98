//! "They had a week. Nothing came. That goes into the report."

use junkai_app::Code;
use junkai_tests::laptop::Laptop;
use serde_json::json;

#[test]
fn silence_is_a_result() {
    let mut laptop = Laptop::new();
    let survey = laptop.bare_survey();
    let homework = json!({"kind": "homework", "what": "運用管理規程", "from_whom": "情報室長", "asked_on": "2026-11-01", "outcome": "open"});
    let saved = laptop.run("request_set", json!({"survey": survey, "record": homework}));
    let overview = laptop.run("survey_overview", json!({"survey": survey}));
    assert_eq!(
        overview["requests_overdue"], 1,
        "due after a week, and that week is over"
    );
    let overdue = |laptop: &mut Laptop| {
        let findings = laptop.run("finding_list", json!({"survey": survey}));
        let list = findings.as_array().expect("findings").clone();
        list.iter().any(|f| {
            f["rests_on"]
                .to_string()
                .contains(saved["id"].as_str().expect("an id"))
        })
    };
    assert!(overdue(&mut laptop), "a finding says so");

    let mut silent = homework.clone();
    silent["outcome"] = json!("not_submitted");
    silent["closed_on"] = json!("2026-11-09");
    laptop.run(
        "request_set",
        json!({"survey": survey, "id": saved["id"], "rev": 1, "record": silent}),
    );
    let overview = laptop.run("survey_overview", json!({"survey": survey}));
    assert_eq!(overview["requests_open"], 0, "it is closed");

    let mut vendor = homework;
    vendor["kind"] = json!("vendor_enquiry");
    let refused = laptop.refused("request_set", json!({"survey": survey, "record": vendor}));
    assert_eq!(
        refused.code,
        Code::InvalidRecord,
        "a vendor is not asked without the hospital's consent"
    );
    assert!(
        refused.params["problems"].to_string().contains("consent_on"),
        "the field is named"
    );
    vendor["consent_on"] = json!("2026-11-01");
    vendor["outcome"] = json!("not_submitted");
    laptop.refused_with(
        "request_set",
        json!({"survey": survey, "record": vendor}),
        Code::InvalidRecord,
    );
    vendor["outcome"] = json!("could_not_be_provided");
    laptop.run("request_set", json!({"survey": survey, "record": vendor}));
}
