//! "Where did I write that?" Found however it is typed, and nothing is changed by looking.

use junkai_tests::laptop::Laptop;
use serde_json::{Value, json};
use std::collections::BTreeSet;

fn kinds(hits: &Value) -> BTreeSet<String> {
    let hits = hits.as_array().expect("hits");
    hits.iter()
        .filter_map(|h| h["kind"].as_str().map(String::from))
        .collect()
}

#[test]
fn the_sample_hospital_is_found_by_its_words_however_they_are_typed() {
    let mut laptop = Laptop::new();
    let survey = laptop.sample();
    let before = laptop.dump(survey);
    let mut look = |text: &str| {
        laptop.run(
            "search_list",
            json!({"survey": survey, "text": text, "lang": "ja"}),
        )
    };
    let hits = look("ＶＰＮ");
    assert_eq!(hits, look("vpn"), "width and capitals do not matter");
    assert!(
        kinds(&hits).contains("connection"),
        "lines are found by their kind: {hits}"
    );
    assert_eq!(look("ﾌｧｲｱｳｫｰﾙ"), look("ふぁいあうぉーる"), "nor does the kana");
    assert!(
        kinds(&look("ファイアウォール")).contains("asset"),
        "an asset is found by its kind"
    );
    assert!(
        look("保守").as_array().expect("hits").len() <= 50,
        "a list has an end"
    );
    assert_eq!(
        look("この言葉はどこにもありません"),
        json!([]),
        "nothing is nothing"
    );
    let item = look("E1-1");
    assert_eq!(item[0]["kind"], "answer", "an item by its number");
    assert_eq!(item[0]["item"], "E1-1", "with its number");
    assert!(item[0]["interview"].is_string(), "and its interview");
    for hit in hits.as_array().expect("hits") {
        assert!(
            !hit["title"].as_str().unwrap_or_default().is_empty(),
            "every hit has a name: {hit}"
        );
        assert!(
            !hit["where"].as_str().unwrap_or_default().is_empty(),
            "and a field: {hit}"
        );
    }
    assert_eq!(laptop.dump(survey), before, "looking changes nothing");
}

#[test]
fn what_is_shown_as_a_finding_is_found() {
    let mut laptop = Laptop::new();
    let survey = laptop.sample();
    let findings = laptop.run("finding_list", json!({"survey": survey}));
    let wording = findings[0]["wording"]["en"]
        .as_str()
        .expect("a sentence")
        .to_string();
    let hits = laptop.run(
        "search_list",
        json!({"survey": survey, "text": wording, "lang": "en"}),
    );
    let hits = hits.as_array().expect("hits");
    assert!(
        hits.iter().any(|h| h["id"] == findings[0]["id"]),
        "by its own words: {wording}"
    );
}
