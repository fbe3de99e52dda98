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

/// Places and conditions of items, looked up once.
pub(super) struct Index<'a> {
    list: &'a Checklist,
    places: HashMap<&'a str, usize>,
    /// The conditions of each place: its section's and its own.
    conditions: Vec<[Option<&'a Condition>; 2]>,
}

impl<'a> Index<'a> {
    pub(super) fn of(list: &'a Checklist) -> Self {
        let mut sections: HashMap<&str, Option<&Condition>> = HashMap::new();
        for section in &list.sections {
            let first = sections.entry(section.id.as_str());
            first.or_insert(section.show_if.as_ref());
        }
        let conditions = list.items.iter().map(|item| {
            let of_section = sections.get(item.section.as_str()).copied().flatten();
            [of_section, item.show_if.as_ref()]
        });
        let conditions: Vec<_> = conditions.collect();
        Self::placed(list, list.items.iter().zip(conditions))
    }

    /// Only the items at these places; to the new index, there are no others.
    pub(super) fn only(&self, places: impl Iterator<Item = usize>) -> Self {
        let each = places.filter_map(|at| Some((self.list.items.get(at)?, *self.conditions.get(at)?)));
        Self::placed(self.list, each)
    }

    fn placed(
        list: &'a Checklist,
        items: impl Iterator<Item = (&'a Item, [Option<&'a Condition>; 2])>,
    ) -> Self {
        let mut places = HashMap::new();
        let mut conditions = Vec::new();
        for (at, (item, of_item)) in items.enumerate() {
            places.entry(item.no.as_str()).or_insert(at);
            conditions.push(of_item);
        }
        Self {
            list,
            places,
            conditions,
        }
    }

    /// Where the item stands.
    pub(super) fn place(&self, no: &str) -> Option<usize> {
        self.places.get(no).copied()
    }

    /// The condition that the section of the item at a place has.
    pub(super) fn of_section(&self, at: usize) -> Option<&'a Condition> {
        self.conditions.get(at).and_then(|[of_section, _]| *of_section)
    }

    /// The conditions of the item at a place.
    pub(super) fn conditions(&self, at: usize) -> impl Iterator<Item = &'a Condition> {
        self.conditions.get(at).into_iter().flatten().copied().flatten()
    }
}

/// Judges items on demand, each once. Items rest on items on items: what is still to be judged stands in a list and not
/// on the call stack, so that no chain is too long.
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
            known: vec![Cell::new(None); index.conditions.len()],
        }
    }

    pub(super) fn applies(&self, item: &Item) -> bool {
        self.index.place(&item.no).is_some_and(|at| self.at(at))
    }

    fn at(&self, wanted: usize) -> bool {
        let known = |at: usize| self.known.get(at).and_then(Cell::get);
        if let Some(known) = known(wanted) {
            return known;
        }
        let mut open = vec![(wanted, false)];
        while let Some((at, ready)) = open.pop() {
            if ready {
                let shown = self.index.conditions(at).all(|condition| self.judged(condition));
                self.know(at, shown);
            } else if known(at).is_none() {
                // A cycle is refused when content is loaded; the provisional value only keeps this total.
                self.know(at, false);
                open.push((at, true));
                let looked_at = self.index.conditions(at).flat_map(Condition::items);
                let given = looked_at.filter(|no| self.given.contains_key(no));
                let places = given.filter_map(|no| self.index.place(no));
                open.extend(places.filter(|at| known(*at).is_none()).map(|at| (at, false)));
            }
        }
        known(wanted).unwrap_or(false)
    }

    fn know(&self, at: usize, shown: bool) {
        if let Some(known) = self.known.get(at) {
            known.set(Some(shown));
        }
    }

    /// Whether the condition holds, all that it looks at being judged.
    fn judged(&self, condition: &Condition) -> bool {
        condition.holds(&|no| {
            let known = self.known.get(self.index.place(no)?)?.get();
            self.given.get(no).copied().filter(|_| known == Some(true))
        })
    }

    pub(super) fn holds(&self, condition: &Condition) -> bool {
        condition.holds(&|no| {
            let at = self.index.place(no)?;
            self.given.get(no).copied().filter(|_| self.at(at))
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
