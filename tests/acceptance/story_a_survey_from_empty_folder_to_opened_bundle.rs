//! "I replay a whole survey, hand it over, and the supervising firm opens it."

use junkai_app::{Env, sample_now};
use junkai_core::Lang;
use junkai_tests::laptop::Laptop;
use serde_json::json;

#[test]
fn a_survey_from_empty_folder_to_opened_bundle() {
    let mut laptop = Laptop::new();
    let survey = laptop.sample();
    let overview = laptop.run("survey_overview", json!({"survey": survey}));
    for interview in overview["interviews"].as_array().expect("interviews") {
        let progress = &interview["progress"];
        assert_eq!(
            progress["confirmed"], progress["applicable"],
            "{} is complete",
            interview["interviewee"]
        );
    }
    assert_eq!(
        overview["interviews"].as_array().map(Vec::len),
        Some(4),
        "four interviews"
    );
    assert_eq!(overview["counts"]["system"], 7, "seven systems");
    assert_eq!(overview["counts"]["effort"], 60, "sixty effort entries");
    let connections = overview["counts"]["connection"].as_u64().expect("a count");
    assert!(
        (20..=47).contains(&connections),
        "20 to 47 external connections: {connections}"
    );
    let assets = overview["counts"]["asset"].as_u64().expect("a count");
    assert!((110..=130).contains(&assets), "about 120 assets: {assets}");

    let mut env = Env::scripted(sample_now(), uuid::Uuid::now_v7);
    let office = junkai_app::make_office(&mut env, "supervisor", "監督企業").expect("keys are made");
    laptop
        .app
        .verify_card(&office.card, &office.fingerprint)
        .expect("the fingerprint fits");
    let own = laptop
        .app
        .own_card("firm-1", "調査会社")
        .expect("the firm's card");
    let bundle = laptop.path("out.junkai");
    let sealed = laptop
        .app
        .seal(survey, Lang::Ja, &[office.card], &bundle)
        .expect("it is sealed");
    assert_eq!(
        sealed.recipients,
        ["supervisor"],
        "for the supervising firm alone"
    );

    let opened_at = laptop.path("opened");
    let today = sample_now().day_in_japan();
    let opened = junkai_app::open_bundle_at(&bundle, &office.identity_file, &own.card, &opened_at, today)
        .expect("it opens");
    assert!(
        opened.files.iter().any(|f| f.ends_with("10-hospital-report.pdf")),
        "with the report"
    );
    let records = std::fs::read_to_string(opened_at.join("records.ndjson")).expect("the records are there");
    let lines: Vec<serde_json::Value> = records
        .lines()
        .map(|l| serde_json::from_str(l).expect("each record is JSON"))
        .collect();
    let count = |kind: &str| lines.iter().filter(|l| l["kind"] == kind).count() as u64;
    assert_eq!(
        count("connection"),
        connections,
        "every connection is in the records"
    );
    assert_eq!(count("asset"), assets, "every asset is in the records");
    assert_eq!(
        count("answer"),
        30 + 82 + 28 + 28,
        "every answer is in the records"
    );

    let ledger = laptop.run("export_list", json!({}));
    assert_eq!(ledger[0]["sha256"], sealed.sha256, "the ledger knows what left");
    let audit = laptop.run("audit_verify", json!({}));
    assert_eq!(audit["holds"], true, "both audit chains hold");
}
