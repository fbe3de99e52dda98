//! What records are called for those who hold only their ids; and what the vault remembers besides records.

use junkai_tests::laptop::Laptop;
use serde_json::{Value, json};

fn id(saved: &Value) -> &str {
    saved["id"].as_str().expect("an id")
}

#[test]
fn a_record_is_called_by_its_name_and_a_removed_one_as_it_was_last() {
    let mut laptop = Laptop::new();
    let survey = laptop.bare_survey();
    let set = |record: Value| json!({"survey": survey, "record": record});
    let system = laptop.run("system_set", set(json!({"name": "電子カルテ", "kind": "ehr"})));
    let backup = set(json!({"system": system["id"], "data": "全データ"}));
    let backup = laptop.run("backup_set", backup);
    let asset = laptop.run("asset_set", set(json!({"name": "端末1", "kind": "terminal"})));
    let gone = json!({"survey": survey, "id": asset["id"], "rev": 1});
    laptop.run("asset_remove", gone);
    let unknown = "01990000-dead-7000-8000-000000000000";
    let wanted = json!([
        {"id": backup["id"]},
        {"kind": "asset", "id": asset["id"]},
        {"id": unknown},
        {"kind": "system", "id": system["id"]},
    ]);
    let names = laptop.run("name_list", json!({"survey": survey, "of": wanted}));
    let said: Vec<_> = names
        .as_array()
        .expect("a list")
        .iter()
        .map(|n| (n["name"].as_str(), n["of"].as_str(), n["removed"].as_bool()))
        .collect();
    let expected = [
        (Some("全データ"), Some("電子カルテ"), Some(false)),
        (Some("端末1"), None, Some(true)),
        (Some("電子カルテ"), None, Some(false)),
    ];
    assert_eq!(said, expected, "in the order of asking, without what never was");
    assert_eq!(
        names[0]["about"]["kind"], "backup",
        "the kind is found where only the id is known"
    );
}

#[test]
fn a_picture_says_which_record_it_is_attached_to() {
    let mut laptop = Laptop::new();
    let survey = laptop.bare_survey();
    // The smallest picture: a white point.
    let png =
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==";
    let photo = json!({"survey": survey, "name": "銘板", "media_type": "image/png", "bytes": png});
    let photo = laptop.run("evidence_add", photo);
    let names = json!({"survey": survey, "of": [{"id": photo["id"]}]});
    let alone = laptop.run("name_list", names.clone());
    assert_eq!(alone[0]["held_by"], Value::Null, "nothing holds it yet");
    let record = json!({"name": "CT 1", "kind": "ct", "evidence": [photo["id"]]});
    let asset = laptop.run("asset_set", json!({"survey": survey, "record": record}));
    let held = laptop.run("name_list", names);
    assert_eq!(
        held[0]["held_by"],
        json!({"kind": "asset", "id": asset["id"]}),
        "the asset that it shows"
    );
}

#[test]
fn a_timer_outlives_the_program_and_is_on_no_sheet() {
    let mut laptop = Laptop::new();
    let survey = laptop.bare_survey();
    let here = json!({"survey": survey});
    assert_eq!(
        laptop.run("effort_timer_get", here.clone()),
        json!({}),
        "nothing is timed"
    );
    let before = laptop.run("change_status", here.clone());
    let timer =
        json!({"row": 5, "surveyor": "A", "on": "2026-11-21", "since": "2026-11-21T01:00:00Z", "before": 90});
    laptop.run("effort_timer_set", json!({"survey": survey, "timer": timer}));
    assert_eq!(
        laptop.run("change_status", here.clone()),
        before,
        "it is no change of the survey"
    );
    laptop.reopen();
    let kept = laptop.run("effort_timer_get", here.clone());
    assert_eq!(kept["timer"], timer, "as it was");
    let sums = laptop.run("effort_overview", here.clone());
    assert_eq!(sums["actual"], 0, "and nothing is booked");
    laptop.run("effort_timer_set", here.clone());
    assert_eq!(laptop.run("effort_timer_get", here), json!({}), "thrown away");
}

#[test]
fn systems_are_written_together_and_taken_back_in_one_step() {
    let mut laptop = Laptop::new();
    let survey = laptop.bare_survey();
    let rows = json!([{"record": {"name": "PACS", "kind": "pacs"}}, {"record": {"name": "RIS", "kind": "laboratory"}}]);
    let saved = laptop.run("system_batch_set", json!({"survey": survey, "rows": rows}));
    assert_eq!(saved.as_array().map(Vec::len), Some(2), "an answer for each row");
    assert!(!id(&saved[0]).is_empty(), "each with its id");
    laptop.run("change_undo", json!({"survey": survey}));
    let left = laptop.run("system_list", json!({"survey": survey}));
    assert_eq!(left, json!([]), "one step took both back");
}
