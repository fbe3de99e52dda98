//! "That was a slip: take it back." Every kind of record, every way of writing one, and the log holds afterwards.

use junkai_app::Code;
use junkai_core::{Lang, RecordKind, SurveyId};
use junkai_tests::laptop::Laptop;
use serde_json::{Value, json};

/// Everything that a survey holds, without revisions: those count on, whatever is taken back.
fn state(laptop: &mut Laptop, survey: SurveyId) -> Value {
    let mut lists = serde_json::Map::new();
    for kind in RecordKind::ALL.iter().filter(|k| **k != RecordKind::Survey) {
        let name = format!("{}_list", kind.name());
        let list = laptop.run(&name, json!({"survey": survey}));
        lists.insert(name, list);
    }
    let overview = laptop.run("survey_overview", json!({"survey": survey}));
    lists.insert("survey".into(), overview["survey"].clone());
    let mut all = Value::Object(lists);
    without_revisions(&mut all);
    all
}

fn without_revisions(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.remove("rev");
            fields.values_mut().for_each(without_revisions);
        }
        Value::Array(list) => list.iter_mut().for_each(without_revisions),
        _ => {}
    }
}

fn undo(laptop: &mut Laptop, survey: SurveyId) -> Value {
    laptop.run("change_undo", json!({"survey": survey}))
}

fn redo(laptop: &mut Laptop, survey: SurveyId) -> Value {
    laptop.run("change_redo", json!({"survey": survey}))
}

fn holds(laptop: &mut Laptop) {
    let report = laptop.run("audit_verify", json!({}));
    assert_eq!(report["holds"], true, "both chains hold: {report}");
}

/// Runs a command, takes it back, makes it again, twice; it stays done. Gives the id that it wrote.
fn to_and_fro(laptop: &mut Laptop, survey: SurveyId, kind: RecordKind, cmd: &str, args: Value) -> Value {
    let before = state(laptop, survey);
    let view = laptop.run(cmd, args);
    let after = state(laptop, survey);
    assert_ne!(before, after, "{cmd} changes something");
    for round in 1..=2 {
        let next = laptop.run("change_status", json!({"survey": survey}));
        assert_eq!(
            next["undo"]["about"]["kind"],
            kind.name(),
            "{cmd} is what undo would take"
        );
        assert!(next["redo"].is_null(), "{cmd} is not to be made again yet");
        let back = undo(laptop, survey);
        assert_eq!(back["change"], next["undo"], "what was announced was taken back");
        assert_eq!(
            state(laptop, survey),
            before,
            "{cmd} is taken back, round {round}"
        );
        assert_eq!(back["next"]["redo"], back["change"], "and can be made again");
        redo(laptop, survey);
        assert_eq!(state(laptop, survey), after, "{cmd} is made again, round {round}");
    }
    view["id"].clone()
}

/// What else a record of each kind needs to be there.
struct Base {
    interview: Value,
    system: Value,
    connection: Value,
    node: Value,
}

fn base(laptop: &mut Laptop, survey: SurveyId) -> Base {
    let mut made =
        |cmd: &str, record: Value| laptop.run(cmd, json!({"survey": survey, "record": record}))["id"].clone();
    Base {
        interview: made(
            "interview_set",
            json!({"checklist": "mhlw-5.2-executive", "checklist_version": "1", "audience": "executive", "interviewee": "病院長"}),
        ),
        system: made("system_set", json!({"name": "会計", "kind": "accounting"})),
        connection: made(
            "connection_set",
            json!({"label": "C-00", "category": 1, "purpose": "保守"}),
        ),
        node: made(
            "diagram_node_set",
            json!({"diagram": "network", "kind": "zone", "label": "院内"}),
        ),
    }
}

/// A record of a kind, the field that is changed in it, and what to.
fn record(kind: RecordKind, base: &Base) -> (Value, &'static str, Value) {
    let note = json!("書き直した。");
    match kind {
        RecordKind::Survey => (json!({"firm": "試験調査会社"}), "client", json!("試験協会")),
        RecordKind::Hospital => (json!({"name": "試験病院"}), "name", json!("新試験病院")),
        RecordKind::Visit => (json!({"on": "2026-10-05", "kind": "interview"}), "note", note),
        RecordKind::Interview => (
            json!({"checklist": "mhlw-5.2-user", "checklist_version": "1", "audience": "user", "interviewee": "看護師"}),
            "note",
            note,
        ),
        RecordKind::Answer => (json!({"own": {"kind": "mark", "value": true}}), "note", note),
        RecordKind::Request => (
            json!({"kind": "homework", "what": "規程", "from_whom": "事務長", "asked_on": "2026-10-05", "outcome": "open"}),
            "note",
            note,
        ),
        RecordKind::System => (json!({"name": "電子カルテ", "kind": "ehr"}), "note", note),
        RecordKind::Asset => (
            json!({"name": "FW-01", "kind": "firewall"}),
            "model",
            json!("MX-1"),
        ),
        RecordKind::Connection => (
            json!({"label": "C-01", "category": 2, "purpose": "保守"}),
            "note",
            note,
        ),
        RecordKind::Investigation => (
            json!({"connection": base.connection, "on": "2026-10-05", "means": "interview", "result": "聞いた。"}),
            "next_step",
            note,
        ),
        RecordKind::CategoryCheck => (json!({"category": 3, "asked_on": "2026-10-05"}), "note", note),
        RecordKind::Backup => (json!({"system": base.system, "data": "全部"}), "note", note),
        RecordKind::Effort => (
            json!({"on": "2026-10-05", "surveyor": "A", "row": 1, "hours": 1.1}),
            "hours",
            json!(0.3),
        ),
        RecordKind::Finding => (
            json!({"severity": "high", "wording": {"ja": "古い", "en": "old"}, "rests_on": [], "state": "open", "in_report": true}),
            "note",
            note,
        ),
        RecordKind::DiagramNode => (
            json!({"diagram": "network", "kind": "zone", "label": "DMZ", "x": 0.1}),
            "label",
            json!("外"),
        ),
        RecordKind::DiagramEdge => (
            json!({"diagram": "network", "kind": "link", "from": base.node, "to": base.node}),
            "note",
            note,
        ),
        RecordKind::Evidence => (
            json!({"name": "規程", "media_type": "application/pdf", "bytes": PAPER}),
            "",
            Value::Null,
        ),
        RecordKind::Comment => (json!({"text": "確認してください。"}), "answer", note),
        RecordKind::Revision => (
            json!({"number": 2, "on": "2026-11-01", "reason": "指摘"}),
            "note",
            note,
        ),
    }
}

/// `%PDF-1.4`, a line end and the mark of its end, in base64.
const PAPER: &str = "JVBERi0xLjQKJSVFT0YK";

fn merged(one: &Value, field: &str, value: &Value) -> Value {
    let mut all = one.clone();
    all[field] = value.clone();
    all
}

#[test]
fn every_way_of_writing_every_kind_is_taken_back_and_made_again() {
    let mut laptop = Laptop::new();
    let survey = laptop.bare_survey();
    let base = base(&mut laptop, survey);
    for kind in RecordKind::ALL.iter().copied() {
        let (first, field, value) = record(kind, &base);
        let name = kind.name();
        let second = merged(&first, field, &value);
        let set = format!("{name}_set");
        let id = match kind {
            // Opening a survey is no step; its parties and the hospital's name were set with it.
            RecordKind::Survey | RecordKind::Hospital => {
                let args = json!({"survey": survey, "rev": 1, "record": second});
                to_and_fro(&mut laptop, survey, kind, &set, args);
                continue;
            }
            RecordKind::Evidence => {
                let mut args = first.clone();
                args["survey"] = json!(survey);
                let id = to_and_fro(&mut laptop, survey, kind, "evidence_add", args);
                let kept = laptop.run("evidence_get", json!({"survey": survey, "id": id}));
                assert_eq!(kept["bytes"], PAPER, "the bytes are there again");
                let mut described =
                    laptop.run("evidence_list", json!({"survey": survey}))[0]["record"].clone();
                described["name"] = json!("a better name");
                let args = json!({"survey": survey, "id": id, "rev": rev(&mut laptop, survey, name, &id), "record": described});
                to_and_fro(&mut laptop, survey, kind, "evidence_set", args);
                id
            }
            RecordKind::Answer => {
                let at = json!({"survey": survey, "interview": base.interview, "item": "E1-1"});
                to_and_fro(&mut laptop, survey, kind, &set, merged(&at, "own", &first["own"]));
                to_and_fro(&mut laptop, survey, kind, &set, merged(&at, field, &value));
                laptop.run("answer_list", json!({"survey": survey}))[0]["id"].clone()
            }
            _ => {
                let id = to_and_fro(
                    &mut laptop,
                    survey,
                    kind,
                    &set,
                    json!({"survey": survey, "record": first}),
                );
                let args = json!({"survey": survey, "id": id, "rev": rev(&mut laptop, survey, name, &id), "record": second});
                to_and_fro(&mut laptop, survey, kind, &set, args);
                id
            }
        };
        // Revisions of the deliverables are not removed.
        if kind != RecordKind::Revision {
            let args = json!({"survey": survey, "id": id, "rev": rev(&mut laptop, survey, name, &id)});
            to_and_fro(&mut laptop, survey, kind, &format!("{name}_remove"), args);
        }
    }
    holds(&mut laptop);
    let all = state(&mut laptop, survey);
    laptop.reopen();
    assert_eq!(state(&mut laptop, survey), all, "what was made again is on disk");
}

fn rev(laptop: &mut Laptop, survey: SurveyId, name: &str, id: &Value) -> Value {
    let list = laptop.run(&format!("{name}_list"), json!({"survey": survey}));
    let kept = list.as_array().expect("a list").iter().find(|k| k["id"] == *id);
    let kept = kept.unwrap_or_else(|| panic!("{name} {id} is there"));
    if !kept["rev"].is_null() {
        return kept["rev"].clone();
    }
    // A finding's view has no revision; the refusal of a stale removal says it.
    let stale = json!({"survey": survey, "id": id, "rev": 0});
    laptop.refused(&format!("{name}_remove"), stale).params["rev"].clone()
}

#[test]
fn a_photo_goes_with_the_last_record_that_shows_it_and_comes_back_with_it() {
    let mut laptop = Laptop::new();
    let survey = laptop.bare_survey();
    let add = json!({"survey": survey, "name": "a paper", "media_type": "application/pdf", "bytes": PAPER});
    let photo = laptop.run("evidence_add", add)["id"].clone();
    let asset = json!({"name": "ルータ", "kind": "router", "evidence": [photo]});
    let shows = |laptop: &mut Laptop| {
        laptop.run("asset_set", json!({"survey": survey, "record": asset}))["id"].clone()
    };
    let (one, other) = (shows(&mut laptop), shows(&mut laptop));
    let papers = |laptop: &mut Laptop| {
        let list = laptop.run("evidence_list", json!({"survey": survey}));
        list.as_array().expect("a list").len()
    };
    let from = |asset: &Value| json!({"survey": survey, "id": photo, "from": {"kind": "asset", "id": asset}});
    to_and_fro(
        &mut laptop,
        survey,
        RecordKind::Asset,
        "evidence_detach",
        from(&one),
    );
    assert_eq!(papers(&mut laptop), 1, "the other asset still shows it");
    to_and_fro(
        &mut laptop,
        survey,
        RecordKind::Asset,
        "evidence_detach",
        from(&other),
    );
    assert_eq!(papers(&mut laptop), 0, "nothing shows it, so nothing of it stays");
    undo(&mut laptop, survey);
    let kept = laptop.run("evidence_get", json!({"survey": survey, "id": photo}));
    assert_eq!(
        kept["bytes"], PAPER,
        "one step back and it is there with its bytes"
    );
    let refused = laptop.refused("evidence_detach", from(&json!(survey)));
    assert_eq!(
        refused.code,
        Code::NotFound,
        "a record that is not there shows nothing"
    );
    let loose = json!({"survey": survey, "name": "another", "media_type": "application/pdf", "bytes": PAPER});
    let loose = laptop.run("evidence_add", loose)["id"].clone();
    let of_another = json!({"survey": survey, "id": loose, "from": {"kind": "asset", "id": other}});
    laptop.refused_with("evidence_detach", of_another, Code::NotFound);
    assert_eq!(
        papers(&mut laptop),
        2,
        "what a record does not show is not taken away with it"
    );
    holds(&mut laptop);
}

#[test]
fn what_one_command_wrote_into_many_records_is_one_step() {
    let mut laptop = Laptop::new();
    let survey = laptop.bare_survey();
    let base = base(&mut laptop, survey);
    let rows = json!([{"record": {"name": "端末1", "kind": "terminal"}}, {"record": {"name": "端末2", "kind": "terminal"}}]);
    to_and_fro(
        &mut laptop,
        survey,
        RecordKind::Asset,
        "asset_batch_set",
        json!({"survey": survey, "rows": rows}),
    );
    let rows = json!([{"item": "E1-1", "own": {"kind": "mark", "value": true}}, {"item": "E1-2", "own": {"kind": "mark", "value": false}}]);
    let args = json!({"survey": survey, "interview": base.interview, "rows": rows});
    to_and_fro(&mut laptop, survey, RecordKind::Answer, "form_set", args);
    let args = json!({"survey": survey, "diagram": "network"});
    to_and_fro(
        &mut laptop,
        survey,
        RecordKind::DiagramNode,
        "diagram_from_ledger",
        args,
    );
    let step = laptop.run("change_status", json!({"survey": survey}))["undo"].clone();
    assert!(
        step["entries"].as_u64() > Some(1),
        "several records in one step: {step}"
    );
    holds(&mut laptop);
}

#[test]
fn a_change_that_was_written_over_is_refused_and_nothing_changes() {
    let mut laptop = Laptop::new();
    let survey = laptop.bare_survey();
    let mut set = |rev: Option<u64>, id: Option<&Value>, record: Value| {
        let mut args = json!({"survey": survey, "record": record});
        args["rev"] = json!(rev);
        args["id"] = json!(id);
        let saved = laptop.run("system_set", args);
        let step = laptop.run("change_status", json!({"survey": survey}));
        (saved["id"].clone(), step["undo"]["seq"].clone())
    };
    let (id, created) = set(None, None, json!({"name": "一", "kind": "ehr"}));
    let (_, renamed) = set(Some(1), Some(&id), json!({"name": "二", "kind": "ehr"}));
    let (_, again) = set(Some(2), Some(&id), json!({"name": "三", "kind": "ehr"}));
    let (_, noted) = set(
        Some(3),
        Some(&id),
        json!({"name": "三", "kind": "ehr", "note": "注"}),
    );
    let backup = json!({"survey": survey, "record": {"system": id, "data": "全部"}});
    laptop.run("backup_set", backup);
    let before = laptop.dump(survey);
    let named = |seq: &Value| json!({"survey": survey, "seq": seq});
    for seq in [&created, &renamed] {
        laptop.refused_with("change_undo", named(seq), Code::Conflict);
    }
    laptop.refused_with("change_undo", named(&json!(999)), Code::NotFound);
    assert_eq!(laptop.dump(survey), before, "nothing changed");
    // What nothing newer touched is taken back out of its turn, and the rest in its own.
    let back = laptop.run("change_undo", named(&again));
    assert_eq!(back["change"]["fields"], json!(["name"]), "the name alone");
    let systems = laptop.run("system_list", json!({"survey": survey}));
    assert_eq!(systems[0]["record"]["name"], "二", "the name before");
    assert_eq!(systems[0]["record"]["note"], "注", "the newer note stays");
    laptop.run("change_undo", named(&noted));
    laptop.run("change_undo", json!({"survey": survey}));
    laptop.run("change_undo", json!({"survey": survey}));
    laptop.run("change_undo", json!({"survey": survey}));
    assert_eq!(
        laptop.run("system_list", json!({"survey": survey})),
        json!([]),
        "back to the beginning"
    );
    holds(&mut laptop);
}

#[test]
fn what_others_refer_to_is_not_taken_away_from_under_them() {
    let mut laptop = Laptop::new();
    let survey = laptop.bare_survey();
    let system = laptop.run(
        "system_set",
        json!({"survey": survey, "record": {"name": "会計", "kind": "accounting"}}),
    );
    let created = laptop.run("change_status", json!({"survey": survey}))["undo"]["seq"].clone();
    laptop.run(
        "backup_set",
        json!({"survey": survey, "record": {"system": system["id"], "data": "全部"}}),
    );
    let before = laptop.dump(survey);
    laptop.refused_with(
        "change_undo",
        json!({"survey": survey, "seq": created}),
        Code::InUse,
    );
    assert_eq!(laptop.dump(survey), before, "nothing changed");
}

#[test]
fn a_new_change_ends_redo_and_locking_ends_undo() {
    let mut laptop = Laptop::new();
    let survey = laptop.bare_survey();
    let comment = |text: &str| json!({"survey": survey, "record": {"text": text}});
    laptop.run("comment_set", comment("一"));
    undo(&mut laptop, survey);
    laptop.run("comment_set", comment("二"));
    laptop.refused_with("change_redo", json!({"survey": survey}), Code::NotFound);
    let next = laptop.run("change_status", json!({"survey": survey}));
    assert_eq!(
        next["undo"]["name"], "二",
        "the button can say what it takes back"
    );
    assert_eq!(next["undo"]["action"], "create", "and what was done");
    laptop.reopen();
    laptop.refused_with("change_undo", json!({"survey": survey}), Code::NotFound);
    assert_eq!(
        laptop.run("change_status", json!({"survey": survey})),
        json!({}),
        "a session begins with nothing to take back"
    );
    let ghost = "01990000-dead-7000-8000-000000000000";
    laptop.refused_with("change_undo", json!({"survey": ghost}), Code::NotFound);
    laptop.refused_with("change_redo", json!({"survey": ghost}), Code::NotFound);
}

#[test]
fn what_left_the_vault_is_no_step_and_the_sample_begins_without_one() {
    let mut laptop = Laptop::new();
    let survey = laptop.sample();
    assert_eq!(
        laptop.run("change_status", json!({"survey": survey})),
        json!({}),
        "the sample is there from the start"
    );
    laptop.run("comment_set", json!({"survey": survey, "record": {"text": "一"}}));
    let before = laptop.run("change_status", json!({"survey": survey}));
    let out = laptop.path("plain");
    laptop.app.export(survey, Lang::Ja, &out).expect("exports");
    assert_eq!(
        laptop.run("change_status", json!({"survey": survey})),
        before,
        "an export cannot be taken back"
    );
    undo(&mut laptop, survey);
    laptop.refused_with("change_undo", json!({"survey": survey}), Code::NotFound);
    holds(&mut laptop);
}
