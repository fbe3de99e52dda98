//! Surveys drawn as text, for the tests of rules: a line a record, `kind name field=value`.
//!
//! `@name` points at another record, `field=yes` under `own` and `confirmed` is an answer. Fields that a record cannot
//! do without have a default, so a line says only what the test is about. Invariant: a line that cannot be read as a
//! record fails the test. Deliberately absent: the checks on fields that the store makes.

use super::{Facts, Param, Rule};
use crate::checklist::{Benchmark, Checklist, parse_benchmarks, parse_checklist};
use crate::record::{Kept, Record};
use crate::survey::Survey;
use crate::{Day, Snapshot, SurveyId};
use serde_json::{Map, Value, json};
use std::collections::HashMap;
use uuid::Uuid;

const CONTENT: &str = r#"
format = 1
id = "list"
version = "1"
audience = "admin"
official = false
title = { ja = "題", en = "List" }
source = { ja = "出典", en = "Source" }
sections = [{ id = "s", title = { ja = "節", en = "Section" } }]
items = [
  { no = "1", section = "s", kind = "mark", benchmarks = ["most"], text = { ja = "一", en = "One" } },
  { no = "2", section = "s", kind = "mark", benchmarks = ["few"], text = { ja = "二", en = "Two" } },
  { no = "3", section = "s", kind = "mark", text = { ja = "三", en = "Three" } },
  { no = "4", section = "s", kind = "mark", benchmarks = ["most"], text = { ja = "四", en = "Four" }, show_if = { item = "3", is = ["yes"] } },
  { no = "5", section = "s", kind = "mark", text = { ja = "五", en = "Five" } },
  { no = "6", section = "s", kind = "mark", text = { ja = "六", en = "Six" } },
]
"#;

const FIGURES: &str = r#"
benchmarks = [
  { id = "most", percent = 73.0, what = { ja = "何", en = "what" }, of = { ja = "全国", en = "all" }, on = "2023-03-17", source = { ja = "調査", en = "survey" } },
  { id = "few", percent = 50.0, what = { ja = "何", en = "what" }, of = { ja = "全国", en = "all" }, on = "2023-03-17", source = { ja = "調査", en = "survey" } },
]
"#;

/// A survey with the names of its records.
pub(super) struct World {
    pub(super) snapshot: Snapshot,
    checklists: Vec<Checklist>,
    benchmarks: Vec<Benchmark>,
    names: HashMap<Uuid, String>,
}

impl World {
    /// The survey that `text` draws.
    pub(super) fn drawn(text: &str) -> Self {
        let survey: Survey =
            serde_json::from_value(json!({ "firm": "Firm" })).expect("a firm is all a survey needs");
        let id = id_of("survey");
        let mut world = Self {
            snapshot: Snapshot::empty(SurveyId(id), survey),
            checklists: vec![parse_checklist(CONTENT).expect("the checklist of the tests")],
            benchmarks: parse_benchmarks(FIGURES).expect("the figures of the tests"),
            names: HashMap::from([(id, "survey".into())]),
        };
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            world.add(line);
        }
        world.snapshot.sort();
        world
    }

    /// The survey as rules see it on 21 November 2026.
    pub(super) fn facts(&self) -> Facts<'_> {
        Facts {
            snapshot: &self.snapshot,
            checklists: &self.checklists,
            benchmarks: &self.benchmarks,
            today: day("2026-11-21"),
        }
    }

    fn add(&mut self, line: &str) {
        let mut words = line.split_whitespace();
        let kind = words.next().unwrap_or_default();
        let name = words.next().unwrap_or_default();
        let mut fields = defaults(kind, name);
        for (key, word) in words.filter_map(|w| w.split_once('=')) {
            fields.insert(key.into(), value(key, word));
        }
        self.names.insert(id_of(name), name.into());
        let (fields, s) = (Value::Object(fields), &mut self.snapshot);
        match kind {
            "survey" => s.survey = serde_json::from_value(fields).unwrap_or_else(|e| panic!("{line}: {e}")),
            "asset" => keep(&mut s.assets, line, name, fields),
            "connection" => keep(&mut s.connections, line, name, fields),
            "check" => keep(&mut s.category_checks, line, name, fields),
            "investigation" => keep(&mut s.investigations, line, name, fields),
            "system" => keep(&mut s.systems, line, name, fields),
            "backup" => keep(&mut s.backups, line, name, fields),
            "request" => keep(&mut s.requests, line, name, fields),
            "effort" => keep(&mut s.efforts, line, name, fields),
            "interview" => keep(&mut s.interviews, line, name, fields),
            "answer" => keep(&mut s.answers, line, name, fields),
            "node" => keep(&mut s.nodes, line, name, fields),
            "edge" => keep(&mut s.edges, line, name, fields),
            _ => panic!("no such kind: {line}"),
        }
    }

    /// `subject <- records | param=value …`, with ids as names.
    fn describe(&self, hit: &super::Hit) -> String {
        let name = |id: &Uuid| {
            self.names
                .get(id)
                .cloned()
                .unwrap_or_else(|| format!("stranger {id}"))
        };
        let subject = match hit.subject.parse::<Uuid>() {
            Ok(id) => name(&id),
            Err(_) => hit.subject.clone(),
        };
        let rests_on: Vec<String> = hit.rests_on.iter().map(|r| name(&r.id)).collect();
        let params: Vec<String> = hit
            .params
            .iter()
            .map(|(key, value)| format!("{key}={}", plain(value)))
            .collect();
        format!("{subject} <- {} | {}", rests_on.join(" "), params.join(" "))
    }
}

/// Checks what `rule` finds in the survey that `text` draws.
pub(super) fn check(rule: &Rule, text: &str, expected: &[&str]) {
    let world = World::drawn(text);
    let hits = (rule.look)(&world.facts());
    for hit in &hits {
        let keys: Vec<&str> = hit.params.iter().map(|(key, _)| *key).collect();
        assert_eq!(
            keys, rule.params,
            "{} fills the placeholders that it declares",
            rule.name
        );
        assert!(!hit.rests_on.is_empty(), "{} says what it rests on", rule.name);
    }
    let found: Vec<String> = hits.iter().map(|hit| world.describe(hit)).collect();
    assert_eq!(found, expected, "{} on:\n{text}", rule.name);
}

/// A day.
pub(super) fn day(text: &str) -> Day {
    text.parse().expect("an ISO day")
}

/// The id of the record called `name`.
pub(super) fn id_of(name: &str) -> Uuid {
    Uuid::new_v5(&Uuid::NAMESPACE_OID, name.as_bytes())
}

fn keep<T: Record + ts_rs::TS>(list: &mut Vec<Kept<T>>, line: &str, name: &str, fields: Value) {
    let record: T = serde_json::from_value(fields).unwrap_or_else(|e| panic!("{line}: {e}"));
    list.push(Kept {
        id: id_of(name),
        rev: 1,
        record,
    });
}

fn defaults(kind: &str, name: &str) -> Map<String, Value> {
    let fields = match kind {
        "survey" => json!({ "firm": "Firm" }),
        "asset" => json!({ "kind": "server", "name": name }),
        "connection" => json!({ "label": name, "category": 1, "purpose": "line" }),
        "check" => json!({ "asked_on": "2026-11-02" }),
        "investigation" => json!({ "on": "2026-11-02", "means": "interview", "result": "result" }),
        "system" => json!({ "name": name, "kind": "ehr" }),
        "backup" => json!({ "data": "data" }),
        "request" => {
            json!({ "kind": "homework", "what": name, "from_whom": "head", "asked_on": "2026-11-02", "outcome": "open" })
        }
        "effort" => json!({ "on": "2026-11-02", "surveyor": "A" }),
        "interview" => {
            json!({ "checklist": "list", "checklist_version": "1", "audience": "admin", "interviewee": name })
        }
        "answer" => json!({}),
        "node" => json!({ "diagram": "network", "kind": "zone", "label": name }),
        "edge" => json!({ "diagram": "network", "kind": "external_connection" }),
        _ => json!({}),
    };
    fields.as_object().cloned().unwrap_or_default()
}

fn value(key: &str, word: &str) -> Value {
    if let Some(name) = word.strip_prefix('@') {
        return json!(id_of(name));
    }
    match key {
        "own" | "confirmed" => match word {
            "yes" => json!({ "kind": "mark", "value": true }),
            "no" => json!({ "kind": "mark", "value": false }),
            other => json!({ "kind": other }),
        },
        "item" | "version" | "software_version" => json!(word),
        _ => serde_json::from_str(word).unwrap_or_else(|_| json!(word)),
    }
}

fn plain(value: &Param) -> String {
    match value {
        Param::Text(text) | Param::Word(text) => text.clone(),
        Param::Words(words) => words.en.clone(),
        Param::Day(day) => day.to_string(),
        Param::List(names) => format!("[{}]", names.join(", ")),
    }
}
