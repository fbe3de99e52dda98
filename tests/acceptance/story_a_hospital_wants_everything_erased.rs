//! "They asked for everything back. I erase it, and nobody brings it back, not even I."

use junkai_app::{Code, SecretString};
use junkai_tests::laptop::{Laptop, PASSPHRASE, files_below};
use serde_json::json;

#[test]
fn a_hospital_wants_everything_erased() {
    let mut laptop = Laptop::new();
    let survey = laptop.bare_survey();
    let other = laptop.run(
        "survey_create",
        json!({"label": "別の病院", "record": {"firm": "試験調査会社"}}),
    )["id"]
        .clone();
    let wrong = json!({"survey": survey, "passphrase": "not the passphrase at all"});
    laptop.refused_with("survey_erase", wrong, Code::WrongPassphrase);
    laptop.run("hospital_list", json!({"survey": survey}));

    let erased = laptop.run(
        "survey_erase",
        json!({"survey": survey, "passphrase": PASSPHRASE}),
    );
    let recovery = erased["recovery_key"]
        .as_str()
        .expect("a new recovery key")
        .to_string();
    laptop.refused_with("hospital_list", json!({"survey": survey}), Code::SurveyErased);
    let left = files_below(&laptop.vault());
    let named = |path: &std::path::Path| path.display().to_string().contains(&survey.to_string());
    assert!(
        !left.keys().any(|path| named(path)),
        "no file of it is left: {:?}",
        left.keys()
    );
    let lines = laptop.run("survey_list", json!({}));
    assert_eq!(
        lines.as_array().map(Vec::len),
        Some(2),
        "its tombstone stays in the list"
    );
    laptop.run("survey_overview", json!({"survey": other}));
    assert_eq!(
        laptop.run("audit_verify", json!({}))["holds"],
        true,
        "the vault's log tells of it and holds"
    );

    laptop.app.lock().expect("the vault closes");
    let vault = laptop.vault();
    let new = SecretString::from("another harbour another lantern");
    laptop
        .app
        .recover_vault(&vault, &SecretString::from(recovery), &new)
        .expect("the new recovery key opens it");
    laptop.refused_with("hospital_list", json!({"survey": survey}), Code::SurveyErased);
}
