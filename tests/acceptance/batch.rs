//! Many rows at once, from the round or from a pasted table: all of them or none.

use junkai_app::Code;
use junkai_tests::laptop::Laptop;
use serde_json::{Value, json};

#[test]
fn all_rows_are_written_or_none_and_every_wrong_row_is_named() {
    let mut laptop = Laptop::new();
    let survey = laptop.bare_survey();
    let batch = |rows: Value| json!({"survey": survey, "rows": rows, "reason": "巡回"});
    let saved = laptop.run(
        "asset_batch_set",
        batch(json!([{"record": {"name": "端末1", "kind": "terminal"}}, {"record": {"name": "端末2", "kind": "terminal"}}])),
    );
    assert_eq!(saved.as_array().map(Vec::len), Some(2), "an answer for each row");
    assert_eq!(saved[0]["saved_at"], saved[1]["saved_at"], "of one commit");
    let saved = laptop.run(
        "asset_batch_set",
        batch(json!([
            {"id": saved[1]["id"], "rev": 1, "record": {"name": "端末2", "kind": "terminal", "department": "外来"}},
            {"record": {"name": "端末3", "kind": "terminal"}},
        ])),
    );
    assert_eq!(saved[0]["rev"], 2, "changed");
    assert_eq!(saved[1]["rev"], 1, "created");
    let before = laptop.dump(survey);

    let wrong = laptop.refused(
        "connection_batch_set",
        batch(json!([
            {"record": {"label": "C-1", "category": 1, "purpose": "保守"}},
            {"record": {"label": " ", "category": 9, "purpose": "保守"}},
            {"record": {"label": "C-3", "category": 3, "purpose": ""}},
        ])),
    );
    assert_eq!(wrong.code, Code::InvalidRecord, "rows break their own rules");
    let problems = wrong.params["problems"].as_array().expect("a list");
    let rows: Vec<_> = problems
        .iter()
        .map(|p| (p["row"].as_u64(), p["field"].as_str()))
        .collect();
    assert!(rows.contains(&(Some(1), Some("label"))), "{rows:?}");
    assert!(rows.contains(&(Some(1), Some("category"))), "{rows:?}");
    assert!(rows.contains(&(Some(2), Some("purpose"))), "{rows:?}");

    let stale = json!([{"record": {"name": "端末4", "kind": "terminal"}}, {"id": saved[0]["id"], "rev": 1, "record": {"name": "x", "kind": "terminal"}}]);
    let stale = laptop.refused("asset_batch_set", batch(stale));
    assert_eq!(
        (stale.code, &stale.params["row"]),
        (Code::Conflict, &json!(1)),
        "a stale row"
    );
    let ghost = "01990000-dead-7000-8000-000000000000";
    let lost = json!([{"record": {"name": "端末4", "kind": "terminal"}}, {"record": {"name": "端末5", "kind": "terminal", "system": ghost}}]);
    let lost = laptop.refused("asset_batch_set", batch(lost));
    assert_eq!(
        (lost.code, &lost.params["row"]),
        (Code::UnknownReference, &json!(1)),
        "a missing system"
    );
    assert_eq!(laptop.dump(survey), before, "nothing changed");
    assert_eq!(
        laptop.run("asset_batch_set", batch(json!([]))),
        json!([]),
        "no rows, no change"
    );

    laptop.run("change_undo", json!({"survey": survey}));
    let assets = laptop.run("asset_list", json!({"survey": survey}));
    assert_eq!(
        assets.as_array().map(Vec::len),
        Some(2),
        "one undo takes the whole batch back"
    );
}
