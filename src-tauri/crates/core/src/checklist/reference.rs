//! Which items apply, said a second time as plainly as can be: by trying until nothing changes.
//!
//! Invariant: shares no code with the engine; conditions are read from their JSON, answers from theirs. For random
//! lists and random answers both must name the same items.

use super::{
    AnswerKind, AnswerValue, Applicability, Checklist, ChecklistSection, Condition, Item, ItemOption,
};
use crate::interview::{Answer, Audience};
use crate::record::Choice as _;
use crate::{InterviewId, Wording};
use proptest::prelude::*;
use serde_json::Value;
use std::collections::BTreeSet;

/// Items that apply, by starting from none and looking again until a round changes nothing.
///
/// A list without circles settles after at most as many rounds as it has items, whatever the start.
fn visible(list: &Value, answers: &[(String, Value)]) -> BTreeSet<String> {
    let mut shown = BTreeSet::new();
    for _ in 0..=list["items"].as_array().map_or(0, Vec::len) {
        let mut next = BTreeSet::new();
        for item in list["items"].as_array().into_iter().flatten() {
            let section = list["sections"]
                .as_array()
                .into_iter()
                .flatten()
                .find(|s| s["id"] == item["section"]);
            let of_section = section.is_none_or(|s| fulfilled(&s["show_if"], &shown, answers));
            if of_section && fulfilled(&item["show_if"], &shown, answers) {
                next.insert(item["no"].as_str().unwrap_or_default().to_owned());
            }
        }
        shown = next;
    }
    shown
}

fn fulfilled(condition: &Value, shown: &BTreeSet<String>, answers: &[(String, Value)]) -> bool {
    if condition.is_null() {
        return true;
    }
    if let Some(parts) = condition["all"].as_array() {
        return parts.iter().filter(|p| !fulfilled(p, shown, answers)).count() == 0;
    }
    if let Some(parts) = condition["any"].as_array() {
        return parts.iter().filter(|p| fulfilled(p, shown, answers)).count() > 0;
    }
    if !condition["not"].is_null() {
        return !fulfilled(&condition["not"], shown, answers);
    }
    let no = condition["item"].as_str().unwrap_or_default();
    let said = answers
        .iter()
        .rfind(|(item, _)| item == no)
        .map(|(_, value)| words(value))
        .unwrap_or_default();
    let wanted = condition["is"].as_array().into_iter().flatten();
    shown.contains(no) && wanted.filter(|w| said.iter().any(|s| *w == s)).count() > 0
}

/// What an answer says, in the words of conditions.
fn words(value: &Value) -> Vec<String> {
    match value["kind"].as_str() {
        Some("dont_know") => vec!["dont_know".into()],
        Some("not_applicable") => vec!["not_applicable".into()],
        Some("single") => value["option"].as_str().map(str::to_owned).into_iter().collect(),
        Some("multi") => {
            let options = value["options"].as_array().into_iter().flatten();
            options.filter_map(|o| o.as_str().map(str::to_owned)).collect()
        }
        Some("mark" | "yes_no" | "yes_no_date") if value["value"] == true => vec!["yes".into()],
        Some("mark" | "yes_no" | "yes_no_date") => vec!["no".into()],
        _ => Vec::new(),
    }
}

const WORDS: [&str; 6] = ["yes", "no", "dont_know", "not_applicable", "A", "B"];

/// A condition on items before number `at`, so that no circle can arise.
fn condition(at: usize) -> BoxedStrategy<Condition> {
    let is =
        (0..at, proptest::sample::subsequence(WORDS.to_vec(), 1..4)).prop_map(|(item, is)| Condition::Is {
            item: item.to_string(),
            is: is.into_iter().map(str::to_owned).collect(),
        });
    is.prop_recursive(3, 8, 3, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 1..3).prop_map(|all| Condition::All { all }),
            proptest::collection::vec(inner.clone(), 1..3).prop_map(|any| Condition::Any { any }),
            inner.prop_map(|not| Condition::Not { not: Box::new(not) }),
        ]
    })
    .boxed()
}

fn item(at: usize) -> BoxedStrategy<Item> {
    let kinds = proptest::sample::select(AnswerKind::ALL.to_vec());
    let show_if = if at < SECTION {
        Just(None).boxed()
    } else {
        proptest::option::of(condition(at)).boxed()
    };
    (kinds, show_if)
        .prop_map(move |(kind, show_if)| Item {
            no: at.to_string(),
            official_no: None,
            section: if at < SECTION { "first" } else { "second" }.into(),
            text: Wording::new("問い", "Question"),
            help: None,
            probe: None,
            kind,
            options: ["A", "B"]
                .map(|id| ItemOption {
                    id: id.into(),
                    text: Wording::new(id, id),
                    specify: None,
                    show_if: None,
                })
                .into(),
            unit: None,
            columns: Vec::new(),
            show_if,
            may_not_apply: true,
            guideline: Vec::new(),
            derived: true,
            benchmarks: Vec::new(),
            evidence: None,
        })
        .boxed()
}

/// Items before this number stand in the first section, on which the second one's condition may rest.
const SECTION: usize = 3;

fn list() -> BoxedStrategy<Checklist> {
    let items: Vec<_> = (0..12).map(item).collect();
    (items, proptest::option::of(condition(SECTION)))
        .prop_map(|(items, show_if)| Checklist {
            format: 1,
            id: "x".into(),
            version: "1".into(),
            audience: Audience::Admin,
            official: false,
            title: Wording::new("題", "Title"),
            source: Wording::new("出典", "Source"),
            note: None,
            minutes: None,
            previous: None,
            sections: vec![section("first", None), section("second", show_if)],
            items,
        })
        .boxed()
}

fn section(id: &str, show_if: Option<Condition>) -> ChecklistSection {
    ChecklistSection {
        id: id.into(),
        title: Wording::new("節", "Section"),
        show_if,
    }
}

fn value() -> impl Strategy<Value = AnswerValue> {
    let option = || proptest::sample::select(vec!["A".to_owned(), "B".to_owned()]);
    prop_oneof![
        any::<bool>().prop_map(|value| AnswerValue::Mark { value }),
        any::<bool>().prop_map(|value| AnswerValue::YesNoDate {
            value,
            checked_on: None,
            target_on: None
        }),
        option().prop_map(|option| AnswerValue::Single { option, text: None }),
        proptest::collection::vec(option(), 0..3)
            .prop_map(|options| AnswerValue::Multi { options, text: None }),
        Just(AnswerValue::Text { text: "yes".into() }),
        Just(AnswerValue::DontKnow),
        Just(AnswerValue::NotApplicable),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn the_engine_shows_what_a_plain_reading_shows(
        list in list(),
        given in proptest::collection::vec((0..12_usize, value()), 0..12),
    ) {
        let answers: Vec<Answer> = given
            .iter()
            .map(|(no, value)| Answer {
                confirmed: Some(value.clone()),
                ..Answer::blank(InterviewId(uuid::Uuid::nil()), &no.to_string())
            })
            .collect();
        let said: Vec<(String, Value)> = given
            .iter()
            .map(|(no, value)| (no.to_string(), serde_json::json!(value)))
            .collect();
        let engine = Applicability::of(&list, &answers);
        let shown: BTreeSet<String> = engine.items().into_iter().map(|i| i.no.clone()).collect();
        prop_assert_eq!(&shown, &visible(&serde_json::json!(list), &said));
        for item in &list.items {
            prop_assert_eq!(engine.applies(item), shown.contains(&item.no), "one item or all, {} is the same", item.no);
            prop_assert_eq!(engine.because(item).is_empty(), engine.applies(item), "hidden by answers, it says by which");
        }
    }
}
