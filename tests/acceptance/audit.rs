//! "Who changed that, and what did it say before?" The log in pages, by record and by day.

use junkai_tests::laptop::Laptop;
use serde_json::{Value, json};

fn seqs(lines: &Value) -> Vec<u64> {
    let lines = lines.as_array().expect("lines");
    lines.iter().filter_map(|l| l["seq"].as_u64()).collect()
}

#[test]
fn the_log_is_paged_from_its_end_and_narrowed() {
    let mut laptop = Laptop::new();
    let survey = laptop.sample();
    let with = |more: Value| {
        let mut args = more;
        args["survey"] = json!(survey);
        args
    };
    let all = laptop.run("audit_list", with(json!({})));
    let numbers = seqs(&all);
    let last = numbers.len() as u64;
    assert_eq!(numbers, (1..=last).collect::<Vec<_>>(), "all of it, oldest first");
    let mut pages = Vec::new();
    let mut before = None;
    loop {
        let page = laptop.run("audit_list", with(json!({"limit": 70, "before": before})));
        let Some(first) = seqs(&page).first().copied() else {
            break;
        };
        pages.splice(0..0, page.as_array().expect("lines").iter().cloned());
        before = Some(first);
    }
    assert_eq!(Value::Array(pages), all, "the pages together are the log");

    let every = all.as_array().expect("lines");
    let asset = every
        .iter()
        .find(|l| l["about"]["kind"] == "asset")
        .expect("an asset");
    let of = |keep: &dyn Fn(&Value) -> bool| -> Vec<u64> {
        seqs(&Value::Array(every.iter().filter(|l| keep(l)).cloned().collect()))
    };
    let mut check = |more: Value, expected: Vec<u64>, why: &str| {
        let found = laptop.run("audit_list", with(more));
        assert_eq!(seqs(&found), expected, "{why}");
    };
    let assets = of(&|l| l["about"]["kind"] == "asset");
    check(json!({"kind": "asset"}), assets.clone(), "one kind");
    check(
        json!({"kind": "asset", "limit": 1}),
        assets.last().copied().into_iter().collect(),
        "its newest",
    );
    check(
        json!({"id": asset["about"]["id"]}),
        of(&|l| l["about"]["id"] == asset["about"]["id"]),
        "one record",
    );
    check(json!({"from": "2026-11-22"}), vec![], "nothing after the day");
    check(json!({"to": "2026-11-20"}), vec![], "nothing before the day");
    check(
        json!({"from": "2026-11-21", "to": "2026-11-21"}),
        numbers,
        "the day, its end included",
    );
}

#[test]
fn a_line_says_who_where_why_and_what_it_takes_back() {
    let mut laptop = Laptop::new();
    let survey = laptop.bare_survey();
    let id = laptop.run("comment_set", json!({"survey": survey, "record": {"text": "一"}}))["id"].clone();
    let args = json!({"survey": survey, "id": id, "rev": 1, "record": {"text": "二"}, "reason": "聞き違い"});
    laptop.run("comment_set", args);
    laptop.run("change_undo", json!({"survey": survey}));
    laptop.run("change_redo", json!({"survey": survey}));
    let lines = laptop.run("audit_list", json!({"survey": survey, "id": id}));
    let change = &lines[1];
    assert_eq!(change["surveyor"], "A", "who");
    assert_eq!(change["device"], "laptop-1", "where");
    assert_eq!(change["reason"], "聞き違い", "why");
    assert_eq!(
        change["changes"],
        json!([{"field": "text", "before": "一", "after": "二"}]),
        "before and after"
    );
    assert!(change.get("undoes").is_none(), "a change of its own");
    assert_eq!(lines[2]["undoes"], change["seq"], "taken back");
    assert_eq!(
        lines[2]["changes"],
        json!([{"field": "text", "before": "二", "after": "一"}]),
        "the other way"
    );
    assert_eq!(lines[3]["redoes"], change["seq"], "made again");
}
