//! "What is still missing, and what exactly will they read?" Before anything leaves, and without changing anything.

use junkai_app::Code;
use junkai_core::Lang;
use junkai_tests::laptop::Laptop;
use serde_json::{Value, json};

fn texts(list: &Value, key: &str) -> Vec<String> {
    let list = list.as_array().expect("a list");
    list.iter()
        .filter_map(|line| line[key].as_str().map(String::from))
        .collect()
}

#[test]
fn every_document_can_be_read_before_it_leaves() {
    let mut laptop = Laptop::new();
    let survey = laptop.sample();
    let before = laptop.dump(survey);
    for lang in ["ja", "en"] {
        let files = texts(
            &laptop.run("document_list", json!({"survey": survey, "lang": lang})),
            "file",
        );
        for file in &files {
            let shown = laptop.run(
                "document_get",
                json!({"survey": survey, "file": file, "lang": lang}),
            );
            assert_eq!(shown["file"], *file, "the document that was asked for");
            assert!(shown["title"] != "", "{file} has a title");
            assert!(
                shown["sections"].as_array().is_some_and(|s| !s.is_empty()),
                "{file} has content"
            );
        }
        let of_drawing = laptop.run(
            "document_get",
            json!({"survey": survey, "file": "06-network-overview", "lang": lang}),
        );
        assert!(
            of_drawing.to_string().contains("\"diagram\":\"network\""),
            "the place of the drawing is told"
        );
        let lang = if lang == "ja" { Lang::Ja } else { Lang::En };
        let set = laptop.app.render(survey, lang).expect("documents");
        let mut printed: Vec<String> = set
            .documents
            .iter()
            .filter_map(|d| d.name.strip_suffix(".pdf"))
            .map(String::from)
            .collect();
        printed.dedup();
        assert_eq!(files, printed, "the same documents, in the same order, as leave");
    }
    assert_eq!(laptop.dump(survey), before, "reading changes nothing");
    let unknown = json!({"survey": survey, "file": "../vault", "lang": "ja"});
    laptop.refused_with("document_get", unknown, Code::NotFound);
}

#[test]
fn the_check_list_begins_with_what_leaves_a_document_empty() {
    let mut laptop = Laptop::new();
    let bare = laptop.bare_survey();
    let gaps = laptop.run("handover_list", json!({"survey": bare}));
    let kinds = texts(&gaps, "gap");
    assert!(
        kinds.contains(&"interview_missing".into()),
        "nobody was interviewed: {kinds:?}"
    );
    let levels = texts(&gaps, "level");
    let errors = levels.iter().take_while(|l| *l == "error").count();
    assert!(
        errors > 0 && levels.iter().skip(errors).all(|l| l != "error"),
        "the gravest first: {levels:?}"
    );
    let mut laptop = Laptop::new();
    let sample = laptop.sample();
    let before = laptop.dump(sample);
    let gaps = laptop.run("handover_list", json!({"survey": sample}));
    assert!(
        !texts(&gaps, "level").contains(&"error".into()),
        "the sample hospital lacks nothing grave: {gaps}"
    );
    assert_eq!(laptop.dump(sample), before, "looking changes nothing");
}
