//! What the list of stages says of a stage is what the stage itself says once it is open.

use junkai_tests::laptop::Laptop;
use serde_json::{Value, json};
use std::collections::BTreeSet;

fn list(laptop: &mut Laptop, command: &str, survey: &Value) -> Vec<Value> {
    let listed = laptop.run(command, json!({"survey": survey}));
    listed.as_array().expect("a list").clone()
}

fn check(laptop: &mut Laptop, survey: &Value, expected: &[(&str, usize)]) {
    let overview = laptop.run("survey_overview", json!({"survey": survey}));
    for (name, count) in expected {
        assert_eq!(overview["counts"][name], json!(count), "{name}");
    }
}

#[test]
fn the_sample_hospital_counts_like_its_lists() {
    let mut laptop = Laptop::new();
    let survey = json!(laptop.sample());
    let assets = list(&mut laptop, "asset_list", &survey);
    let seen = assets.iter().filter(|a| a["record"]["confirmed_by"].is_string());
    let backups = list(&mut laptop, "backup_list", &survey);
    let covered: BTreeSet<_> = backups
        .iter()
        .map(|b| b["record"]["system"].to_string())
        .collect();
    let systems = list(&mut laptop, "system_list", &survey).len();
    let connections = list(&mut laptop, "connection_list", &survey);
    let categories: BTreeSet<_> = connections
        .iter()
        .map(|c| c["record"]["category"].as_u64())
        .collect();
    let findings = list(&mut laptop, "finding_list", &survey);
    let of_hospital = || findings.iter().filter(|f| f["reminder"] != json!(true));
    let gaps = list(&mut laptop, "handover_list", &survey);
    let expected = [
        ("asset", assets.len()),
        ("asset_confirmed", seen.count()),
        ("system", systems),
        ("system_covered", covered.len()),
        ("category", 8),
        ("category_settled", categories.len()),
        ("finding", of_hospital().count()),
        (
            "finding_decided",
            of_hospital().filter(|f| f["state"] != json!("open")).count(),
        ),
        (
            "gap_error",
            gaps.iter().filter(|g| g["level"] == json!("error")).count(),
        ),
    ];
    check(&mut laptop, &survey, &expected);
}

#[test]
fn a_category_is_settled_by_what_was_found_or_by_really_none_and_not_by_both() {
    let mut laptop = Laptop::new();
    let survey = json!(laptop.bare_survey());
    check(&mut laptop, &survey, &[("category_settled", 0)]);
    let asked = |category: u8, none: bool| json!({"survey": survey, "record": {"category": category, "asked_on": "2026-11-02", "really_none": none}});
    laptop.run("category_check_set", asked(3, true));
    laptop.run("category_check_set", asked(4, false));
    check(&mut laptop, &survey, &[("category_settled", 1)]);
    let found = |category: u8| json!({"survey": survey, "record": {"label": format!("C-{category}"), "category": category, "purpose": "remote maintenance"}});
    laptop.run("connection_set", found(5));
    check(&mut laptop, &survey, &[("category_settled", 2)]);
    laptop.run("connection_set", found(3));
    check(&mut laptop, &survey, &[("category_settled", 1)]);
}
