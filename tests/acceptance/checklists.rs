//! "Our own questions: written here, fixed once released, shared as one file that anybody can verify."

mod packs;

use junkai_app::{Code, SecretString, WireError};
use junkai_core::Lang;
use junkai_tests::laptop::{Laptop, PASSPHRASE};
use serde_json::{Value, json};

/// Version `version` of an own list with yes-or-no items of these numbers.
fn list(version: &str, numbers: &[&str]) -> Value {
    let text = |ja: &str, en: &str| json!({"ja": ja, "en": en});
    let items: Vec<Value> = numbers
        .iter()
        .map(|no| {
            json!({"no": no, "section": "s", "text": text(&format!("{no}はありますか。"), &format!("Is there {no}?")),
                "kind": "yes_no", "may_not_apply": false, "derived": true})
        })
        .collect();
    json!({
        "format": 1, "id": "own", "version": version, "audience": "admin", "official": false,
        "title": text("当社の追加質問", "Our own questions"), "source": text("当社作成", "Our own"),
        "sections": [{"id": "s", "title": text("全般", "General")}], "items": items,
    })
}

fn set(laptop: &mut Laptop, list: &Value) -> Vec<String> {
    let saved = laptop.run("checklist_set", json!({"checklist": list}));
    problems(&saved["problems"])
}

/// Problems as `place problem`.
fn problems(found: &Value) -> Vec<String> {
    let words = |p: &Value| format!("{} {}", p["place"], p["problem"]).replace('"', "");
    found
        .as_array()
        .expect("a list of problems")
        .iter()
        .map(words)
        .collect()
}

fn name(version: &str) -> Value {
    json!({"id": "own", "version": version})
}

/// A laptop with version 1 of the own list released, and a contact card.
fn released() -> Laptop {
    let mut laptop = Laptop::new();
    assert_eq!(
        set(&mut laptop, &list("1", &["a", "b"])),
        [""; 0],
        "nothing is wrong with it"
    );
    laptop.run("checklist_release", name("1"));
    laptop
        .app
        .own_card("firm-1", "調査会社")
        .expect("the firm's card");
    laptop
}

/// Own lists in the list: version, state, signer.
fn own(laptop: &mut Laptop) -> Vec<(String, String, Option<String>)> {
    let lines = laptop.run("checklist_list", json!({}));
    let text = |v: &Value| v.as_str().map(String::from);
    let lines = lines.as_array().expect("a list").iter();
    lines
        .filter(|l| l["state"] != "embedded")
        .map(|l| {
            let must = |field: &str| text(&l[field]).expect("a text");
            (must("version"), must("state"), text(&l["signer"]))
        })
        .collect()
}

fn interview(laptop: &mut Laptop, survey: &Value, version: &str) -> Result<Value, WireError> {
    let record =
        json!({"checklist": "own", "checklist_version": version, "audience": "admin", "interviewee": "山田"});
    let args = json!({"survey": survey, "record": record});
    laptop
        .app
        .dispatch("interview_set", args)
        .map(|saved| saved["id"].clone())
}

fn code<T>(result: Result<T, WireError>) -> Option<Code> {
    result.err().map(|e| e.code)
}

#[test]
fn a_draft_is_kept_with_its_problems_and_released_without_any() {
    let mut laptop = Laptop::new();
    let survey = json!(laptop.bare_survey());
    let mut draft = list("1", &["a", "b", "a"]);
    draft["items"][1]["text"]["en"] = json!("");
    draft["items"][1]["show_if"] = json!({"not": {"item": "zz", "is": ["no"]}});
    assert_eq!(
        set(&mut laptop, &draft),
        ["b missing_language", "a duplicate"],
        "what is wrong is said"
    );
    draft["items"][2]["no"] = json!("c");
    assert_eq!(
        set(&mut laptop, &draft),
        ["b missing_language", "b unknown_item"],
        "also what stood behind it"
    );
    assert_eq!(
        laptop.run("checklist_get", name("1")),
        draft,
        "and the draft is kept as it is"
    );
    assert_eq!(
        own(&mut laptop),
        [("1".into(), "draft".into(), None)],
        "as a draft"
    );
    let refused = laptop.refused("checklist_release", name("1"));
    assert_eq!(refused.code, Code::ChecklistProblems, "not with problems");
    assert_eq!(
        problems(&refused.params["problems"]),
        ["b missing_language", "b unknown_item"],
        "which are named"
    );
    assert_eq!(
        code(interview(&mut laptop, &survey, "1")),
        Some(Code::ChecklistNotReleased),
        "and no interview is held on a draft"
    );
    laptop.refused_with("checklist_remove", name("2"), Code::ChecklistUnknown);

    assert_eq!(set(&mut laptop, &list("1", &["a", "b"])), [""; 0], "mended");
    laptop.run("checklist_release", name("1"));
    assert_eq!(
        own(&mut laptop),
        [("1".into(), "released".into(), None)],
        "now it stands"
    );
    let before = laptop.run("checklist_get", name("1"));
    laptop.refused_with(
        "checklist_set",
        json!({"checklist": list("1", &["a"])}),
        Code::ChecklistReleased,
    );
    laptop.refused_with("checklist_release", name("1"), Code::ChecklistReleased);
    laptop.refused_with("checklist_remove", name("1"), Code::ChecklistReleased);
    assert_eq!(
        laptop.run("checklist_get", name("1")),
        before,
        "nothing changes it"
    );
}

#[test]
fn drafts_can_be_thrown_away() {
    let mut laptop = Laptop::new();
    set(&mut laptop, &list("1", &["a"]));
    laptop.run("checklist_remove", name("1"));
    assert_eq!(own(&mut laptop), [], "it is gone");
    laptop.refused_with("checklist_get", name("1"), Code::ChecklistUnknown);
}

#[test]
fn an_own_list_takes_no_name_that_others_need() {
    let mut laptop = Laptop::new();
    let named = |id: &str, version: &str| {
        let mut list = list(version, &["a"]);
        list["id"] = json!(id);
        json!({"checklist": list})
    };
    for version in ["1", "2"] {
        laptop.refused_with(
            "checklist_set",
            named("mhlw-5.2-admin", version),
            Code::ChecklistIdTaken,
        );
    }
    for (id, version, field) in [
        ("", "1", "id"),
        ("own list", "1", "id"),
        ("Own", "1", "id"),
        ("own_x", "1", "id"),
        ("../own", "1", "id"),
        ("当社", "1", "id"),
        ("own", "", "version"),
        ("own", "1/2", "version"),
        ("own", "第1版", "version"),
    ] {
        let refused = laptop.refused("checklist_set", named(id, version));
        assert_eq!(
            (refused.code, &refused.params["field"]),
            (Code::InvalidArgs, &json!(field)),
            "{id:?} {version:?}"
        );
    }
    assert_eq!(own(&mut laptop), [], "nothing was kept");
}

#[test]
fn a_new_version_says_what_became_of_the_items_and_answers_stay_with_theirs() {
    let mut laptop = released();
    let survey = json!(laptop.bare_survey());
    let first = interview(&mut laptop, &survey, "1").expect("an interview on the released list");
    let answer = json!({"survey": survey, "interview": first, "item": "b", "confirmed": {"kind": "yes_no", "value": true}});
    laptop.run("answer_set", answer);

    let mut next = list("2", &["a", "c"]);
    assert_eq!(
        set(&mut laptop, &next),
        [" previous_unknown"],
        "it must name the version before"
    );
    next["previous"] = json!({"version": "9"});
    assert_eq!(
        set(&mut laptop, &next),
        [" previous_unknown"],
        "one that is there"
    );
    next["previous"] = json!({"version": "1"});
    assert_eq!(set(&mut laptop, &next), ["b vanished"], "no item goes unnoticed");
    laptop.refused_with("checklist_release", name("2"), Code::ChecklistProblems);
    next["previous"]["dropped"] = json!(["b"]);
    assert_eq!(set(&mut laptop, &next), [""; 0], "dropped on purpose");
    laptop.run("checklist_release", name("2"));

    let sheet = |laptop: &mut Laptop, interview: &Value| {
        let sheet = laptop.run(
            "interview_sheet",
            json!({"survey": survey, "interview": interview}),
        );
        let lines = sheet["lines"].as_array().expect("lines").clone();
        let numbers = lines
            .iter()
            .map(|l| l["item"]["no"].as_str().unwrap_or_default().to_owned());
        (
            numbers.collect::<Vec<_>>(),
            lines[1]["answer"]["record"]["confirmed"]["value"].clone(),
        )
    };
    assert_eq!(
        sheet(&mut laptop, &first),
        (vec!["a".into(), "b".into()], json!(true)),
        "the first interview stays on the first version"
    );
    let second = interview(&mut laptop, &survey, "2").expect("an interview on the second");
    assert_eq!(
        sheet(&mut laptop, &second),
        (vec!["a".into(), "c".into()], Value::Null),
        "the second is on the second"
    );
    let overview = laptop.run("survey_overview", json!({"survey": survey}));
    assert_eq!(
        overview["interviews"].as_array().map(Vec::len),
        Some(2),
        "both count"
    );
    let findings = laptop.run("finding_list", json!({"survey": survey}));
    assert!(findings.is_array(), "the rules go over them");
    let set = laptop
        .app
        .render(serde_json::from_value(survey).expect("an id"), Lang::Ja);
    let set = set.expect("documents are made");
    let document = set.documents.iter().find(|d| d.name == "02-checklist-admin.xlsx");
    let cells = crate::bad_input::cells(&document.expect("the system manager's list").bytes);
    for question in ["bはありますか。", "cはありますか。"] {
        assert!(cells.iter().any(|c| c == question), "{question} is printed");
    }
}

#[test]
fn own_lists_are_there_only_while_their_vault_is_open() {
    let mut laptop = released();
    set(&mut laptop, &list("2", &["z"]));
    let there = own(&mut laptop);
    assert_eq!(there.len(), 2, "a released list and a draft");
    let gone = |laptop: &mut Laptop, how: &str| {
        assert_eq!(own(laptop), [], "{how}: no trace in the list");
        for version in ["1", "2"] {
            laptop.refused_with("checklist_get", name(version), Code::ChecklistUnknown);
        }
    };
    let passphrase = SecretString::from(PASSPHRASE);
    let vault = laptop.vault();
    laptop.run("vault_lock", json!({}));
    gone(&mut laptop, "locked by command");
    laptop.app.open_vault(&vault, &passphrase).expect("opens");
    assert_eq!(own(&mut laptop), there, "back with the vault");
    laptop.app.lock().expect("locks");
    gone(&mut laptop, "locked by the app");
    let other = laptop.path("other");
    let recovery = laptop
        .app
        .create_vault(&other, &passphrase)
        .expect("another vault");
    gone(&mut laptop, "in another vault");
    set(&mut laptop, &list("3", &["y"]));
    laptop.app.lock().expect("locks");
    let recovery = SecretString::from(recovery);
    laptop
        .app
        .recover_vault(&other, &recovery, &passphrase)
        .expect("recovers");
    assert_eq!(
        own(&mut laptop),
        [("3".into(), "draft".into(), None)],
        "also after recovery"
    );
}
