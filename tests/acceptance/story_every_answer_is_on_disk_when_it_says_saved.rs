//! "When it says saved, I can pull the plug."

use junkai_tests::laptop::{Laptop, PASSPHRASE};
use serde_json::json;

#[test]
fn every_answer_is_on_disk_when_it_says_saved() {
    let mut laptop = Laptop::new();
    let survey = laptop.bare_survey();
    let interview = laptop.run(
        "interview_set",
        json!({"survey": survey, "record": {"checklist": "mhlw-5.2-executive", "checklist_version": "1",
               "audience": "executive", "interviewee": "病院長"}}),
    )["id"]
        .clone();
    let set = |more: serde_json::Value| {
        let mut args = json!({"survey": survey, "interview": interview, "item": "E1-1"});
        args.as_object_mut()
            .expect("an object")
            .extend(more.as_object().expect("an object").clone());
        args
    };
    laptop.run("answer_set", set(json!({"own": {"kind": "mark", "value": true}})));
    let saved = laptop.run(
        "answer_set",
        set(json!({"confirmed": {"kind": "mark", "value": false}, "note": "規程は未制定"})),
    );
    assert_eq!(
        saved["answer"]["record"]["own"]["value"], true,
        "the hospital's own answer stays beside the confirmed one"
    );
    assert_eq!(saved["answer"]["rev"], 2, "each press is a revision");

    // No lock, no goodbye: the app is dropped as a killed process would leave it, and another one opens the vault.
    let vault = laptop.vault();
    let killed = std::mem::replace(&mut laptop.app, Laptop::app());
    drop(killed);
    laptop
        .app
        .open_vault(&vault, &junkai_app::SecretString::from(PASSPHRASE))
        .expect("the vault opens after a kill");
    let answers = laptop.run("answer_list", json!({"survey": survey}));
    assert_eq!(
        answers[0]["record"]["note"], "規程は未制定",
        "what was acknowledged is there"
    );

    let changes = laptop.run("audit_list", json!({"survey": survey}));
    let of_note = changes
        .as_array()
        .expect("changes")
        .iter()
        .flat_map(|c| c["changes"].as_array().cloned().unwrap_or_default())
        .find(|f| f["field"] == "note")
        .expect("the note's change is in the log");
    assert_eq!(of_note["after"], "規程は未制定", "with its new value");

    laptop.run("answer_set", set(json!({"clear": ["note"]})));
    let answers = laptop.run("answer_list", json!({"survey": survey}));
    assert!(
        answers[0]["record"].get("note").is_none(),
        "a field is emptied only when that is said"
    );
    assert_eq!(
        answers[0]["record"]["confirmed"]["value"], false,
        "the others stay"
    );
}

#[test]
fn an_answer_that_does_not_fit_changes_nothing() {
    let mut laptop = Laptop::new();
    let survey = laptop.bare_survey();
    let interview = laptop.run(
        "interview_set",
        json!({"survey": survey, "record": {"checklist": "mhlw-5.2-user", "checklist_version": "1", "audience": "user",
               "interviewee": "看護師"}}),
    )["id"]
        .clone();
    let before = laptop.dump(survey);
    let args = json!({"survey": survey, "interview": interview, "item": "U1-1", "confirmed": {"kind": "number", "value": 3}});
    laptop.refused_with("answer_set", args, junkai_app::Code::AnswerDoesNotFit);
    let args = json!({"survey": survey, "interview": interview, "item": "U9-9", "confirmed": {"kind": "mark", "value": true}});
    laptop.refused_with("answer_set", args, junkai_app::Code::NotFound);
    assert_eq!(laptop.dump(survey), before, "nothing changed");
}
