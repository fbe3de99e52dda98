//! The effort sheet added up as the client's form has it, and decisions about findings that can be changed.

use junkai_tests::laptop::Laptop;
use serde_json::{Value, json};

fn survey(laptop: &mut Laptop, price: u64) -> Value {
    let record = json!({"firm": "試験調査会社", "unit_price_yen": price, "cost_cap_yen": 1_000_000});
    laptop.run("survey_create", json!({"label": "試験病院", "record": record}))["id"].clone()
}

fn book(laptop: &mut Laptop, survey: &Value, on: &str, who: &str, row: u8, hours: f64) {
    let record = json!({"on": on, "surveyor": who, "row": row, "hours": hours});
    laptop.run("effort_set", json!({"survey": survey, "record": record}));
}

#[test]
fn planned_stands_beside_actual_and_the_cap_is_told_before_it_is_reached() {
    let mut laptop = Laptop::new();
    let survey = survey(&mut laptop, 10_000);
    book(&mut laptop, &survey, "2026-11-20", "A", 1, 24.0);
    book(&mut laptop, &survey, "2026-11-20", "B", 15, 24.0);
    book(&mut laptop, &survey, "2026-11-23", "A", 1, 24.0);
    let view = laptop.run("effort_overview", json!({"survey": survey}));
    assert_eq!(
        view["rows"].as_array().map(Vec::len),
        Some(17),
        "the rows of the form"
    );
    assert_eq!(
        view["rows"][0],
        json!({"number": 1, "work": "survey", "planned": 1600, "actual": 4800}),
        "planned beside actual"
    );
    assert_eq!(view["rows"][14]["planned"], Value::Null, "travel has no plan");
    assert_eq!(
        (&view["planned"], &view["actual"]),
        (&json!(20_000), &json!(7_200)),
        "in all"
    );
    assert_eq!(
        view["weeks"],
        json!([
            {"from": "2026-11-16", "to": "2026-11-22", "hours": 4800, "so_far": 4800},
            {"from": "2026-11-23", "to": "2026-11-29", "hours": 2400, "so_far": 7200},
        ]),
        "Monday to Sunday"
    );
    assert_eq!(
        view["people"][0],
        json!({"surveyor": "A", "days": 2, "entries": 2, "hours": 4800}),
        "by sign"
    );
    let cost = json!({"price": 10_000, "cost": 720_000, "cap_in_sight": false, "hours_left": 2_800});
    assert_eq!(view["cost"], cost, "room is left");
    book(&mut laptop, &survey, "2026-11-24", "A", 1, 8.0);
    let view = laptop.run("effort_overview", json!({"survey": survey}));
    assert_eq!(
        view["cost"]["cap_in_sight"], true,
        "four fifths: before the cap, not after"
    );
}

#[test]
fn a_decision_about_a_finding_can_be_changed_and_taken_back() {
    let mut laptop = Laptop::new();
    let survey = survey(&mut laptop, 10_000);
    let seen = |laptop: &mut Laptop| laptop.run("finding_list", json!({"survey": survey}))[0].clone();
    let fresh = seen(&mut laptop);
    assert_eq!(fresh["rev"], Value::Null, "nobody decided anything");
    let decide = |laptop: &mut Laptop, rev: &Value, state: &str| {
        let record = json!({
            "rule": fresh["rule"], "severity": fresh["severity"], "wording": fresh["wording"],
            "rests_on": fresh["rests_on"], "state": state, "in_report": false, "reason": "確認済み",
        });
        let mut args = json!({"survey": survey, "id": fresh["id"], "record": record});
        if !rev.is_null() {
            args["rev"] = rev.clone();
        }
        laptop.run("finding_set", args);
    };
    decide(&mut laptop, &Value::Null, "accepted");
    let accepted = seen(&mut laptop);
    decide(&mut laptop, &accepted["rev"], "dismissed");
    let dismissed = seen(&mut laptop);
    assert_eq!(
        (&accepted["state"], &dismissed["state"]),
        (&json!("accepted"), &json!("dismissed"))
    );
    let args = json!({"survey": survey, "id": fresh["id"], "rev": dismissed["rev"]});
    laptop.run("finding_remove", args);
    assert_eq!(seen(&mut laptop), fresh, "as if nobody had looked at it");
}
