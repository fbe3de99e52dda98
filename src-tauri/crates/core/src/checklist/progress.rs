//! Which items apply, why the others do not, and how many of them are answered.
//!
//! Invariant: an item that a condition hides keeps its answer but does not count, and counts as unanswered for
//! other conditions. A list that was loaded has no circles, so evaluation ends; in any other, an item of a circle does
//! not apply.

use super::{AnswerValue, Checklist, Condition, Item, ItemOption};
use crate::interview::Answer;
use serde::{Deserialize, Serialize};
use std::cell::Cell;
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

/// An item whose answer keeps another from applying.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct Cause {
    /// Number of the deciding item.
    pub item: String,
    /// What counts as its answer; none while it is unanswered, or does not apply itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub answer: Option<AnswerValue>,
}

/// Which items of a list apply, given the answers of one interview.
pub struct Applicability<'a> {
    index: Index<'a>,
    given: HashMap<&'a str, &'a AnswerValue>,
    applies: Vec<bool>,
}

impl<'a> Applicability<'a> {
    /// Judges every item once.
    pub fn of(list: &'a Checklist, answers: &'a [Answer]) -> Self {
        let counted = |a: &'a Answer| a.counted().map(|value| (a.item.as_str(), value));
        Self::given(list, answers.iter().filter_map(counted).collect())
    }

    /// Judges every item once, given the answers that count by item.
    pub fn given(list: &'a Checklist, given: HashMap<&'a str, &'a AnswerValue>) -> Self {
        let index = Index::of(list);
        let applies = {
            let visible = Visible::of(&index, &given);
            list.items.iter().map(|item| visible.applies(item)).collect()
        };
        Self {
            index,
            given,
            applies,
        }
    }

    /// Whether the item applies.
    pub fn applies(&self, item: &Item) -> bool {
        let at = self.index.places.get(item.no.as_str());
        at.and_then(|at| self.applies.get(*at)).copied().unwrap_or(false)
    }

    /// The items that apply, in order.
    pub fn items(&self) -> Vec<&'a Item> {
        let each = self.index.list.items.iter().zip(&self.applies);
        each.filter(|(_, applies)| **applies)
            .map(|(item, _)| item)
            .collect()
    }

    /// Why the item does not apply: the items that decide, with their answers. Empty for an item that applies.
    pub fn because(&self, item: &Item) -> Vec<Cause> {
        if self.applies(item) {
            return Vec::new();
        }
        let mut causes: Vec<Cause> = Vec::new();
        for condition in self.index.list.conditions(item) {
            if condition.holds(&|no| self.answer(no)) {
                continue;
            }
            for no in condition.items() {
                if causes.iter().all(|cause| cause.item != no) {
                    causes.push(Cause {
                        item: no.to_owned(),
                        answer: self.answer(no).cloned(),
                    });
                }
            }
        }
        causes
    }

    /// The options of the item that are offered.
    pub fn options(&self, item: &'a Item) -> Vec<&'a ItemOption> {
        let offered = |o: &&ItemOption| o.show_if.as_ref().is_none_or(|c| c.holds(&|no| self.answer(no)));
        item.options.iter().filter(offered).collect()
    }

    /// What counts as the answer to `no`: none while it does not apply itself.
    fn answer(&self, no: &str) -> Option<&'a AnswerValue> {
        let at = *self.index.places.get(no)?;
        self.given
            .get(no)
            .copied()
            .filter(|_| self.applies.get(at) == Some(&true))
    }
}

/// Places and conditions of a list's items, looked up once.
pub(super) struct Index<'a> {
    list: &'a Checklist,
    places: HashMap<&'a str, usize>,
}

impl<'a> Index<'a> {
    pub(super) fn of(list: &'a Checklist) -> Self {
        let mut places = HashMap::new();
        for (at, item) in list.items.iter().enumerate() {
            places.entry(item.no.as_str()).or_insert(at);
        }
        Self { list, places }
    }
}

/// Judges items on demand, each once.
pub(super) struct Visible<'i, 'a, 'g> {
    index: &'i Index<'a>,
    given: &'i HashMap<&'g str, &'g AnswerValue>,
    known: Vec<Cell<Option<bool>>>,
}

impl<'i, 'a, 'g> Visible<'i, 'a, 'g> {
    pub(super) fn of(index: &'i Index<'a>, given: &'i HashMap<&'g str, &'g AnswerValue>) -> Self {
        Self {
            index,
            given,
            known: vec![Cell::new(None); index.list.items.len()],
        }
    }

    pub(super) fn applies(&self, item: &Item) -> bool {
        let Some(known) = self
            .index
            .places
            .get(item.no.as_str())
            .and_then(|at| self.known.get(*at))
        else {
            return false;
        };
        if let Some(known) = known.get() {
            return known;
        }
        // A cycle is refused when content is loaded; the provisional value only keeps this total.
        known.set(Some(false));
        let shown = self
            .index
            .list
            .conditions(item)
            .all(|condition| self.holds(condition));
        known.set(Some(shown));
        shown
    }

    pub(super) fn holds(&self, condition: &Condition) -> bool {
        condition.holds(&|no| {
            let item = self.index.list.items.get(*self.index.places.get(no)?)?;
            self.given.get(no).copied().filter(|_| self.applies(item))
        })
    }
}

/// Items that apply, given the answers of one interview.
pub fn applicable_items<'c>(list: &'c Checklist, answers: &[Answer]) -> Vec<&'c Item> {
    let index = Index::of(list);
    let given: HashMap<&str, &AnswerValue> = answers
        .iter()
        .filter_map(|a| a.counted().map(|v| (a.item.as_str(), v)))
        .collect();
    let visible = Visible::of(&index, &given);
    list.items.iter().filter(|item| visible.applies(item)).collect()
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
