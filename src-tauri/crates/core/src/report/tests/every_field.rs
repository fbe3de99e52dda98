//! Every field that was entered appears in some document, in both languages.
//!
//! The fields are read from the JSON schema of each record, so a field that is added without being shown fails here.
//! Texts, numbers, days and times are looked for by what they say; for choices, flags and references, which say the
//! same in many records, a change of the one field must change a cell somewhere.

use super::*;
use crate::record::{Kept, RecordKind};
use crate::{Moment, Snapshot, SurveyId};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use uuid::Uuid;

/// Two records of each kind, so that every reference can point elsewhere.
const COPIES: usize = 2;

fn id(kind: RecordKind, copy: usize) -> Uuid {
    let kind = RecordKind::ALL.iter().position(|k| *k == kind).expect("a kind") as u128;
    Uuid::from_u128(0x7000_0000 + kind * 16 + copy as u128)
}

/// What must be found of a field.
enum Trace {
    /// This text, in the language where only one is concerned.
    Says(String, Option<Lang>),
    /// This day or time, as written in each language.
    Day(Day),
    Clock(String),
    /// This number, not as part of a longer one.
    Number(String),
    /// A difference when the field holds this instead.
    Differs(Value),
}

struct Filler {
    kind: RecordKind,
    copy: usize,
    defs: Value,
    traces: Vec<(String, Trace)>,
    count: u32,
}

impl Filler {
    fn next(&mut self) -> u32 {
        self.count += 1;
        self.count
    }

    fn trace(&mut self, path: &str, value: Value, trace: Trace) -> Value {
        self.traces.push((path.to_owned(), trace));
        value
    }

    fn fill(&mut self, schema: &Value, path: &str) -> Value {
        if let Some(name) = schema["$ref"].as_str() {
            return self.named(name.trim_start_matches("#/$defs/"), path);
        }
        if let Some(options) = schema["anyOf"].as_array() {
            let some = options
                .iter()
                .find(|option| option["type"] != "null")
                .expect("more than null");
            return self.fill(some, path);
        }
        if let Some(variants) = schema["oneOf"].as_array() {
            let name = |at: usize| variants[at]["const"].clone();
            assert!(
                name(0).is_string() && name(1).is_string(),
                "{path}: a choice of plain words, or teach this test"
            );
            return self.trace(path, name(0), Trace::Differs(name(1)));
        }
        let kind = match &schema["type"] {
            Value::Array(kinds) => kinds
                .iter()
                .find(|kind| *kind != "null")
                .expect("more than null")
                .clone(),
            kind => kind.clone(),
        };
        match (kind.as_str(), schema["format"].as_str()) {
            (Some("object"), _) => {
                let properties = schema["properties"]
                    .as_object()
                    .expect("an object lists its properties");
                let fields = properties.iter();
                fields
                    .map(|(name, field)| (name.clone(), self.fill(field, &format!("{path}/{name}"))))
                    .collect()
            }
            (Some("array"), _) => json!([self.fill(&schema["items"], &format!("{path}/0"))]),
            (Some("boolean"), _) => self.trace(path, json!(true), Trace::Differs(json!(false))),
            (Some("string"), Some("date")) => {
                let day: Day = "2031-01-01"
                    .parse::<Day>()
                    .expect("a day")
                    .plus(i64::from(self.next()) * 3);
                self.trace(path, json!(day), Trace::Day(day))
            }
            (Some("string"), Some("date-time")) => {
                let start: Moment = "2029-05-05T00:00:00Z".parse().expect("a moment");
                let moment = start.plus_seconds(i64::from(self.next()) * 13 * 60);
                let clock = jiff::tz::Offset::constant(9)
                    .to_datetime(moment.0)
                    .strftime("%H:%M")
                    .to_string();
                self.trace(path, json!(moment), Trace::Clock(clock))
            }
            (Some("string"), None) => {
                let lang = [("/ja", Lang::Ja), ("/en", Lang::En)]
                    .into_iter()
                    .find(|(end, _)| path.ends_with(end));
                let text = format!("<{}#{}{path}>", self.kind.name(), self.copy);
                self.trace(
                    path,
                    json!(text),
                    Trace::Says(text.clone(), lang.map(|(_, lang)| lang)),
                )
            }
            (Some("integer"), _) => self.integer(schema, path),
            (Some("number"), _) => {
                // Hours of a day are below 24; the others are places on a drawing.
                let hundredths = if path == "/hours" { 731 } else { 30_025 } + self.next() * 3;
                let value = f64::from(hundredths) / 100.0;
                self.trace(path, json!(value), Trace::Number(value.to_string()))
            }
            _ => panic!("{path}: the test does not know how to fill {schema}"),
        }
    }

    /// Small integers are numbers of a category or row and are shown as its name.
    fn integer(&mut self, schema: &Value, path: &str) -> Value {
        if schema["format"] == "uint8" {
            return self.trace(path, json!(3 + self.copy), Trace::Differs(json!(6)));
        }
        let number = 6007 + self.next() * 11;
        self.trace(path, json!(number), Trace::Number(number.to_string()))
    }

    fn named(&mut self, name: &str, path: &str) -> Value {
        if let Some(subject) = name.strip_suffix("Id") {
            let snake = subject
                .chars()
                .flat_map(|c| c.is_uppercase().then_some('_').into_iter().chain([c]));
            let snake = snake
                .collect::<String>()
                .to_lowercase()
                .trim_start_matches('_')
                .to_owned();
            let target =
                RecordKind::from_name(&snake).or_else(|| RecordKind::from_name(&format!("diagram_{snake}")));
            let target = target.expect("an id names a kind of record");
            let (here, other) = (id(target, self.copy), id(target, 1 - self.copy));
            return self.trace(path, json!(here), Trace::Differs(json!(other)));
        }
        match name {
            "RecordRef" => {
                let to = |kind: RecordKind| json!({ "kind": kind, "id": id(kind, 0) });
                self.trace(
                    path,
                    to(RecordKind::Asset),
                    Trace::Differs(to(RecordKind::System)),
                )
            }
            "AnswerValue" => {
                let text = format!("<{}#{}{path}>", self.kind.name(), self.copy);
                let value = json!({ "kind": "text", "text": text });
                self.trace(path, value, Trace::Says(text, None))
            }
            _ => {
                let schema = self.defs[name].clone();
                assert!(schema.is_object(), "{path}: {name} is among the definitions");
                self.fill(&schema, path)
            }
        }
    }
}

fn schema(kind: RecordKind) -> Value {
    let schema = match kind {
        RecordKind::Survey => schemars::schema_for!(crate::survey::Survey),
        RecordKind::Hospital => schemars::schema_for!(crate::survey::Hospital),
        RecordKind::Visit => schemars::schema_for!(crate::survey::Visit),
        RecordKind::Interview => schemars::schema_for!(crate::interview::Interview),
        RecordKind::Answer => schemars::schema_for!(crate::interview::Answer),
        RecordKind::Request => schemars::schema_for!(crate::request::Request),
        RecordKind::System => schemars::schema_for!(crate::inventory::System),
        RecordKind::Asset => schemars::schema_for!(crate::inventory::Asset),
        RecordKind::Connection => schemars::schema_for!(crate::connection::Connection),
        RecordKind::Investigation => schemars::schema_for!(crate::connection::Investigation),
        RecordKind::CategoryCheck => schemars::schema_for!(crate::connection::CategoryCheck),
        RecordKind::Backup => schemars::schema_for!(crate::backup::Backup),
        RecordKind::Effort => schemars::schema_for!(crate::effort::Effort),
        RecordKind::Finding => schemars::schema_for!(crate::finding::Finding),
        RecordKind::DiagramNode => schemars::schema_for!(crate::drawing::DiagramNode),
        RecordKind::DiagramEdge => schemars::schema_for!(crate::drawing::DiagramEdge),
        RecordKind::Evidence => schemars::schema_for!(crate::evidence::Evidence),
        RecordKind::Comment => schemars::schema_for!(crate::review::Comment),
        RecordKind::Revision => schemars::schema_for!(crate::review::Revision),
    };
    schema.to_value()
}

struct Filled {
    kind: RecordKind,
    copy: usize,
    value: Value,
    traces: Vec<(String, Trace)>,
}

fn records() -> Vec<Filled> {
    let mut count = 0;
    let mut records = Vec::new();
    for kind in RecordKind::ALL {
        let schema = schema(*kind);
        let single = matches!(kind, RecordKind::Survey | RecordKind::Hospital);
        for copy in 0..if single { 1 } else { COPIES } {
            let mut filler = Filler {
                kind: *kind,
                copy,
                defs: schema["$defs"].clone(),
                traces: Vec::new(),
                count,
            };
            let value = filler.fill(&schema, "");
            count = filler.count;
            records.push(Filled {
                kind: *kind,
                copy,
                value,
                traces: filler.traces,
            });
        }
    }
    records
}

fn snapshot(records: &[Filled]) -> Snapshot {
    fn kept<T: crate::Record + ts_rs::TS>(record: &Filled) -> Kept<T> {
        Kept {
            id: id(record.kind, record.copy),
            rev: 1,
            record: read(&record.value),
        }
    }
    fn read<T: serde::de::DeserializeOwned>(value: &Value) -> T {
        serde_json::from_value(value.clone()).expect("a record filled by its own schema")
    }
    let survey = records
        .iter()
        .find(|r| r.kind == RecordKind::Survey)
        .expect("a survey");
    let mut s = Snapshot::empty(SurveyId(id(RecordKind::Survey, 0)), read(&survey.value));
    for record in records {
        match record.kind {
            RecordKind::Survey => {}
            RecordKind::Hospital => s.hospital = Some(read(&record.value)),
            RecordKind::Visit => s.visits.push(kept(record)),
            RecordKind::Interview => s.interviews.push(kept(record)),
            RecordKind::Answer => s.answers.push(kept(record)),
            RecordKind::Request => s.requests.push(kept(record)),
            RecordKind::System => s.systems.push(kept(record)),
            RecordKind::Asset => s.assets.push(kept(record)),
            RecordKind::Connection => s.connections.push(kept(record)),
            RecordKind::Investigation => s.investigations.push(kept(record)),
            RecordKind::CategoryCheck => s.category_checks.push(kept(record)),
            RecordKind::Backup => s.backups.push(kept(record)),
            RecordKind::Effort => s.efforts.push(kept(record)),
            RecordKind::Finding => s.findings.push(kept(record)),
            RecordKind::DiagramNode => s.nodes.push(kept(record)),
            RecordKind::DiagramEdge => s.edges.push(kept(record)),
            RecordKind::Evidence => s.evidence.push(kept(record)),
            RecordKind::Comment => s.comments.push(kept(record)),
            RecordKind::Revision => s.revisions.push(kept(record)),
        }
    }
    s.sort();
    s
}

/// Findings as the rules would hand them on, all written by hand.
fn views(snapshot: &Snapshot) -> Vec<FindingView> {
    let view = |kept: &Kept<crate::finding::Finding>| FindingView {
        id: crate::FindingId(kept.id),
        rule: kept.record.rule.clone(),
        severity: kept.record.severity,
        wording: kept.record.wording.clone(),
        advice: None,
        rests_on: kept.record.rests_on.clone(),
        state: kept.record.state,
        in_report: kept.record.in_report,
        reason: kept.record.reason.clone(),
        note: kept.record.note.clone(),
    };
    snapshot.findings.iter().map(view).collect()
}

fn texts(records: &[Filled], templates: &Templates, lang: Lang) -> Vec<String> {
    let snapshot = snapshot(records);
    let findings = views(&snapshot);
    let today = "2026-11-21".parse().expect("a day");
    let mut earlier = snapshot.clone();
    earlier.survey.earlier = None;
    let sources = Sources {
        snapshot: &snapshot,
        checklists: &[],
        benchmarks: &[],
        maps: &[],
        earlier: Some(&earlier),
        findings: &findings,
        today,
        templates,
    };
    cells(&deliverables(&sources, lang))
}

/// Whether `number` stands in `text` by itself.
fn holds_number(text: &str, number: &str) -> bool {
    text.match_indices(number).any(|(at, found)| {
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        !digit(text[..at].chars().next_back()) && !digit(text[at + found.len()..].chars().next())
    })
}

/// The fields of `records` that the documents in `lang` do not show.
fn lost(records: &mut [Filled], templates: &Templates, lang: Lang) -> Vec<String> {
    let whole = texts(records, templates, lang);
    let mut lost = Vec::new();
    for at in 0..records.len() {
        let traces = std::mem::take(&mut records[at].traces);
        for (path, trace) in &traces {
            let shown = match trace {
                Trace::Says(_, Some(only)) if *only != lang => true,
                Trace::Says(text, _) | Trace::Clock(text) => whole.iter().any(|cell| cell.contains(text)),
                Trace::Day(day) => whole.iter().any(|cell| cell.contains(&day.display(lang))),
                Trace::Number(number) => whole.iter().any(|cell| holds_number(cell, number)),
                Trace::Differs(other) => {
                    let field = records[at]
                        .value
                        .pointer_mut(path)
                        .expect("the field that was filled");
                    let before = std::mem::replace(field, other.clone());
                    let changed = texts(records, templates, lang) != whole;
                    *records[at].value.pointer_mut(path).expect("the same field") = before;
                    changed
                }
            };
            if !shown {
                lost.push(format!("{}{path}", records[at].kind.name()));
            }
        }
        records[at].traces = traces;
    }
    lost
}

#[test]
fn every_field_that_was_entered_is_in_some_document() {
    let templates = templates();
    let mut records = records();
    let fields: BTreeSet<String> = records
        .iter()
        .flat_map(|r| {
            r.traces
                .iter()
                .map(|(path, _)| format!("{}{path}", r.kind.name()))
        })
        .collect();
    assert!(
        fields.len() > 180,
        "the schemas list the fields of all records, not only {}",
        fields.len()
    );
    for lang in [Lang::Ja, Lang::En] {
        let lost = lost(&mut records, &templates, lang);
        assert!(
            lost.is_empty(),
            "fields that no document shows in {lang:?}: {lost:?}"
        );
    }
}

#[test]
fn a_field_that_no_table_shows_is_noticed() {
    // Rack, maintenance and line are a text, a choice and a reference of a kind that no sum depends on.
    for (file, column, field) in [
        ("09-asset-ledger.toml", "rack", "asset/location/rack"),
        ("09-asset-ledger.toml", "maintenance", "asset/maintenance"),
        ("05-external-connections.toml", "system", "connection/system"),
        ("04-backup-status.toml", "generations", "backup/generations"),
        (
            "04-backup-status.toml",
            "restore_tested_on",
            "backup/restore_tested_on",
        ),
    ] {
        let cut = |(name, text): (String, String)| {
            let wanted = format!("{{ key = \"{column}\",");
            let lines = text
                .lines()
                .filter(|line| name != file || !line.trim_start().starts_with(&wanted));
            (name.clone(), lines.collect::<Vec<_>>().join("\n"))
        };
        let files: Vec<(String, String)> = files().into_iter().map(cut).collect();
        let files: Vec<(&str, &str)> = files
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_str()))
            .collect();
        let templates = Templates::unchecked(&files);
        let lost = lost(&mut records(), &templates, Lang::Ja);
        assert!(
            lost.contains(&field.to_owned()),
            "without column {column} of {file} the field is lost: {lost:?}"
        );
    }
}
