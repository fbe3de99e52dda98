//! Documents of the sample hospital, in both languages.

use junkai_core::Lang;
use junkai_tests::laptop::Laptop;
use serde_json::json;

#[test]
fn the_sample_gives_twenty_one_files_and_no_surprise() {
    let mut laptop = Laptop::new();
    let survey = laptop.sample();
    let ja = laptop.app.render(survey, Lang::Ja).expect("Japanese documents");
    let en = laptop.app.render(survey, Lang::En).expect("English documents");
    let names =
        |set: &junkai_app::DocumentSet| set.documents.iter().map(|d| d.name.clone()).collect::<Vec<_>>();
    assert_eq!(
        names(&ja).len(),
        21,
        "nine workbooks, ten pdf files, two drawings: {:?}",
        names(&ja)
    );
    assert_eq!(names(&ja), names(&en), "the same files in both languages");
    assert!(
        ja.adaptations.is_empty(),
        "the sample needs no adaptation: {:?}",
        ja.adaptations
    );
    let again = laptop.app.render(survey, Lang::Ja).expect("again");
    for (one, two) in ja.documents.iter().zip(&again.documents) {
        assert!(one.bytes == two.bytes, "{} is the same each time", one.name);
    }
}

#[test]
fn the_findings_of_the_sample_name_what_was_forgotten() {
    let mut laptop = Laptop::new();
    let survey = laptop.sample();
    let findings = laptop.run("finding_list", json!({"survey": survey}));
    let list = findings.as_array().expect("findings");
    let rules: std::collections::BTreeSet<&str> = list.iter().filter_map(|f| f["rule"].as_str()).collect();
    assert!(
        rules.len() >= 20,
        "at least twenty rules have something to say: {rules:?}"
    );
    for finding in list {
        for lang in ["ja", "en"] {
            let words = finding["wording"][lang].as_str().unwrap_or_default();
            assert!(
                !words.is_empty() && !words.contains('{'),
                "worded in {lang}: {finding}"
            );
        }
    }
}

#[test]
fn an_empty_survey_gives_all_documents_too() {
    let mut laptop = Laptop::new();
    let survey = laptop.bare_survey();
    for lang in [Lang::Ja, Lang::En] {
        let set = laptop
            .app
            .render(survey, lang)
            .expect("documents of a survey that has just begun");
        assert_eq!(set.documents.len(), 21, "all of them");
    }
}
