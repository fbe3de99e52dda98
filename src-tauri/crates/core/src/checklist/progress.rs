//! Which items apply, and how many of them are answered.
//!
//! Invariant: an item that a condition hides keeps its answer but does not count, and counts as unanswered for
//! other conditions.

use super::{AnswerValue, Checklist, Item};
use crate::interview::Answer;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// How far an interview has come; only items that apply count.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS,
)]
pub struct Progress {
    /// Items that apply.
    pub applicable: u32,
    /// Of these, confirmed with the interviewee.
    pub confirmed: u32,
    /// Of these, answered by the hospital beforehand.
    pub own: u32,
    /// Of these, confirmed as "don't know".
    pub dont_know: u32,
}

/// Items that apply, given the answers of one interview.
pub fn applicable_items<'c>(list: &'c Checklist, answers: &[Answer]) -> Vec<&'c Item> {
    let given: HashMap<&str, &AnswerValue> = answers
        .iter()
        .filter_map(|a| a.counted().map(|v| (a.item.as_str(), v)))
        .collect();
    let by_no: HashMap<&str, &Item> = list.items.iter().map(|i| (i.no.as_str(), i)).collect();
    let mut known = HashMap::new();
    list.items
        .iter()
        .filter(|item| applies(item, &by_no, &given, &mut known))
        .collect()
}

fn applies<'c>(
    item: &'c Item,
    by_no: &HashMap<&'c str, &'c Item>,
    given: &HashMap<&str, &AnswerValue>,
    known: &mut HashMap<&'c str, bool>,
) -> bool {
    if let Some(known) = known.get(item.no.as_str()) {
        return *known;
    }
    // A cycle is refused when content is loaded; the provisional value only keeps this total.
    known.insert(&item.no, false);
    let shown = match &item.show_if {
        None => true,
        Some(condition) => {
            let mut visible = HashMap::new();
            for no in condition.items() {
                if let Some(other) = by_no.get(no) {
                    visible.insert(no, applies(other, by_no, given, known));
                }
            }
            condition.holds(&|no| {
                given
                    .get(no)
                    .copied()
                    .filter(|_| visible.get(no).copied().unwrap_or(false))
            })
        }
    };
    known.insert(&item.no, shown);
    shown
}

/// Counts answers over the items that apply.
pub fn progress(list: &Checklist, answers: &[Answer]) -> Progress {
    let by_item: HashMap<&str, &Answer> = answers.iter().map(|a| (a.item.as_str(), a)).collect();
    let mut progress = Progress::default();
    for item in applicable_items(list, answers) {
        progress.applicable += 1;
        if let Some(answer) = by_item.get(item.no.as_str()) {
            progress.own += u32::from(answer.own.is_some());
            progress.confirmed += u32::from(answer.confirmed.is_some());
            progress.dont_know += u32::from(answer.confirmed == Some(AnswerValue::DontKnow));
        }
    }
    progress
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::InterviewId;
    use crate::checklist::parse_checklist;

    /// Item 2 is asked after a yes to 1, item 3 after a yes to 2, item 4 unless 1 is a yes.
    fn list() -> Checklist {
        let item = |no: &str, condition: &str| {
            format!(
                "[[items]]\nno = \"{no}\"\nsection = \"s\"\ntext = {{ ja = \"問\", en = \"Q\" }}\nkind = \"mark\"\n{condition}\n"
            )
        };
        let head = "format = 1\nid = \"x\"\nversion = \"1\"\naudience = \"admin\"\nofficial = false\n\
            title = { ja = \"題\", en = \"T\" }\nsource = { ja = \"出\", en = \"S\" }\n\
            [[sections]]\nid = \"s\"\ntitle = { ja = \"節\", en = \"S\" }\n";
        let items = [
            item("1", ""),
            item("2", "show_if = { item = \"1\", is = [\"yes\"] }"),
            item("3", "show_if = { item = \"2\", is = [\"yes\"] }"),
            item("4", "show_if = { not = { item = \"1\", is = [\"yes\"] } }"),
        ];
        parse_checklist(&format!("{head}{}", items.concat())).expect("a proper list")
    }

    fn check(given: &[(&str, AnswerValue)], applicable: &[&str], confirmed: u32) {
        let interview = InterviewId(uuid::Uuid::nil());
        let answers: Vec<Answer> = given
            .iter()
            .map(|(no, value)| Answer {
                confirmed: Some(value.clone()),
                ..Answer::blank(interview, no)
            })
            .collect();
        let list = list();
        let found: Vec<&str> = applicable_items(&list, &answers)
            .iter()
            .map(|i| i.no.as_str())
            .collect();
        assert_eq!(found, applicable, "items that apply after {given:?}");
        let counted = progress(&list, &answers);
        assert_eq!(counted.applicable as usize, applicable.len(), "only they count");
        assert_eq!(counted.confirmed, confirmed, "answers that count after {given:?}");
    }

    #[test]
    fn a_hidden_item_keeps_its_answer_but_does_not_count() {
        let mark = |value| AnswerValue::Mark { value };
        check(&[], &["1", "4"], 0);
        check(&[("1", mark(true))], &["1", "2"], 1);
        check(&[("1", mark(true)), ("2", mark(true))], &["1", "2", "3"], 2);
        // 2 was answered yes before 1 became no: it is hidden, so it does not show 3 either.
        check(
            &[("1", mark(false)), ("2", mark(true)), ("3", mark(true))],
            &["1", "4"],
            1,
        );
        check(&[("1", AnswerValue::DontKnow)], &["1", "4"], 1);
    }
}
