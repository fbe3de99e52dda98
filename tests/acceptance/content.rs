//! The content that the product brings along: complete, in both languages, and never shrinking unnoticed.

use junkai_app::Content;
use sha2::Digest as _;
use std::collections::BTreeSet;

#[test]
fn everything_embedded_parses_without_a_problem() {
    Content::embedded()
        .map(|_| ())
        .expect("checklists, figures, templates, words and fonts parse");
}

/// What the lists must hold, written down apart from them: from the official sheets and from our fact sheets.
#[derive(serde::Deserialize)]
struct OfficialNumbers {
    lists: Vec<OfficialList>,
}

#[derive(serde::Deserialize)]
struct OfficialList {
    id: String,
    official: bool,
    items: Option<usize>,
    numbers: Option<Vec<String>>,
}

#[test]
fn every_list_has_its_items_under_their_official_numbers() {
    let content = Content::embedded().expect("content parses");
    let expected: OfficialNumbers =
        toml::from_str(include_str!("../fixtures/official-numbers.toml")).expect("the fixture parses");
    let ids: BTreeSet<&str> = content.checklists.iter().map(|c| c.id.as_str()).collect();
    let wanted: BTreeSet<&str> = expected.lists.iter().map(|l| l.id.as_str()).collect();
    assert_eq!(ids, wanted, "the lists of the field, and our own");
    for wanted in &expected.lists {
        let list = content.checklist(&wanted.id, "1").expect("its first version");
        assert_eq!(list.official, wanted.official, "{}: official or derived", list.id);
        let numbers: Vec<&str> = list.items.iter().map(|i| i.no.as_str()).collect();
        if let Some(expected) = &wanted.numbers {
            assert_eq!(&numbers, expected, "{}: numbers in order", list.id);
        }
        if let Some(items) = wanted.items {
            assert_eq!(numbers.len(), items, "{}: number of items", list.id);
        }
    }
}

#[test]
fn the_counts_are_those_of_the_questionnaires() {
    let content = Content::embedded().expect("content parses");
    let count = |id: &str, counts: &dyn Fn(&str) -> bool| {
        let list = content.checklist(id, "1").expect("the list is there");
        list.items.iter().filter(|item| counts(&item.no)).count()
    };
    let main = |no: &str| no.split('-').next().unwrap_or_default().to_owned();
    for (id, expected) in [
        ("mhlw-5.2-executive", 30),
        ("mhlw-5.2-admin", 82),
        ("mhlw-5.2-user", 28),
        ("inspection-2022", 4 + 6),
    ] {
        assert_eq!(count(id, &|_| true), expected, "{id}");
    }
    for (id, checks) in [
        ("mhlw-inspection-r6-hospital", 18),
        ("mhlw-inspection-r7-hospital", 18),
        ("mhlw-inspection-r6-vendor", 14),
        ("mhlw-inspection-r7-vendor", 13),
    ] {
        assert_eq!(
            count(id, &|no| no != "0"),
            checks,
            "{id}: checks besides the gate"
        );
    }
    let numbered = |no: &str| no.starts_with(|c: char| c.is_ascii_digit());
    assert_eq!(
        count("device-hearing", &numbered),
        25,
        "numbered questions of the hearing sheet"
    );
    assert_eq!(
        count("device-hearing", &|no| !numbered(no)),
        3 + 2,
        "its head and closing"
    );
    assert_eq!(
        count("maker-questionnaire", &|no| no != "q0"),
        78,
        "questions besides the contact"
    );
    let questionnaire = content
        .checklist("device-questionnaire", "1")
        .expect("the list is there");
    let questions: BTreeSet<String> = questionnaire
        .items
        .iter()
        .map(|i| main(&i.no))
        .filter(|n| n != "0")
        .collect();
    assert_eq!(questions.len(), 32, "main numbers of the device questionnaire");
    let survey = content.checklist("gmis-2023", "1").expect("the list is there");
    let questions: BTreeSet<String> = survey.items.iter().map(|i| main(&i.no)).collect();
    assert_eq!(questions.len(), 16, "Q2 to Q17; what Q1 asked is not known");
}

#[test]
fn what_is_not_official_says_so() {
    let content = Content::embedded().expect("content parses");
    for list in &content.checklists {
        let note = list
            .note
            .as_ref()
            .unwrap_or_else(|| panic!("{}: says where it comes from", list.id));
        assert!(note.complete(), "{}: in both languages", list.id);
        if !list.official {
            assert!(
                list.items.iter().all(|i| i.derived),
                "{}: derived items say so",
                list.id
            );
        }
    }
}

#[test]
fn a_released_list_never_changes() {
    let digest = |text: &str| {
        use std::fmt::Write as _;
        let hash = sha2::Sha256::digest(text.as_bytes());
        hash.iter().fold(String::new(), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        })
    };
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let released = include_str!("../fixtures/released-checklists.txt");
    let mut seen = BTreeSet::new();
    for line in released.lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
        let (hash, file) = line.split_once("  ").expect("a hash and a file");
        let text =
            std::fs::read_to_string(root.join("checklists").join(file)).expect("a released list stays");
        assert_eq!(
            digest(&text),
            hash,
            "{file} was released: answers point at it. Put the change into a new version"
        );
        seen.insert(file.to_owned());
    }
    let content = Content::embedded().expect("content parses");
    for list in &content.checklists {
        let file = format!("{}/{}.toml", list.id, list.version);
        assert!(
            seen.contains(&file),
            "{file} is released with this build; add its hash to the fixture"
        );
    }
}

#[test]
fn every_problem_of_a_list_or_map_is_a_word_of_the_catalogue() {
    // What the lint can say is listed in one place, so that the command line has words for all of it.
    let source = [
        include_str!("../../src-tauri/crates/core/src/checklist/lint.rs"),
        include_str!("../../src-tauri/crates/core/src/checklist/parse.rs"),
        include_str!("../../src-tauri/crates/core/src/comparison/map.rs"),
    ]
    .concat();
    let said: BTreeSet<&str> = source
        .split("add(")
        .skip(1)
        .filter_map(|call| call.split(')').next()?.split('"').nth(1))
        .filter(|word| word.chars().all(|c| c.is_ascii_lowercase() || c == '_') && !word.is_empty())
        .collect();
    assert!(said.len() > 10, "the calls were found: {said:?}");
    for word in said {
        assert!(
            junkai_core::checklist::PROBLEMS.contains(&word),
            "{word} is listed"
        );
    }
}

#[test]
fn every_national_figure_that_an_item_names_exists() {
    let content = Content::embedded().expect("content parses");
    let mut used = BTreeSet::new();
    for item in content.checklists.iter().flat_map(|c| &c.items) {
        for id in &item.benchmarks {
            assert!(
                content.benchmark(id).is_some(),
                "{} names {id}, which is no figure",
                item.no
            );
            used.insert(id.clone());
        }
    }
    assert!(used.len() >= 8, "national figures stand beside items: {used:?}");
}
