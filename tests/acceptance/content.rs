//! The content that the product brings along: complete, in both languages, and never shrinking unnoticed.

use junkai_app::Content;
use std::collections::BTreeSet;

#[test]
fn everything_embedded_parses_without_a_problem() {
    Content::embedded()
        .map(|_| ())
        .expect("checklists, figures, templates, words and fonts parse");
}

#[test]
fn the_lists_of_guideline_5_2_have_their_items() {
    let content = Content::embedded().expect("content parses");
    let counts: Vec<_> = content
        .checklists
        .iter()
        .map(|c| (c.id.as_str(), c.items.len(), c.official))
        .collect();
    assert_eq!(
        counts,
        [
            ("mhlw-5.2-executive", 30, false),
            ("mhlw-5.2-admin", 82, false),
            ("mhlw-5.2-user", 28, false)
        ],
        "30, 82 and 28 items, none of them official"
    );
    for list in &content.checklists {
        assert!(
            list.items.iter().all(|i| i.derived),
            "{}: derived items say so",
            list.id
        );
        let note = list.note.as_ref().expect("a derived list says that it is one");
        assert!(
            !note.ja.is_empty() && !note.en.is_empty(),
            "{}: in both languages",
            list.id
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
