//! Whether there are answers that show an item at all.
//!
//! Invariant: only the items that a condition rests on, directly or through others, are tried, and of each only the
//! answers that some condition asks for, and no answer. Above [`MOST`] combinations an item counts as reachable: the
//! lint must not fail a list that it cannot judge.

use super::progress::{Index, Visible};
use super::{AnswerKind, AnswerValue, Checklist, Condition, Item};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Combinations of answers that are tried for one item.
const MOST: usize = 100_000;

pub(super) struct Reach<'a> {
    list: &'a Checklist,
    items: HashMap<&'a str, &'a Item>,
    index: Index<'a>,
}

impl<'a> Reach<'a> {
    pub(super) fn of(list: &'a Checklist) -> Self {
        Self {
            list,
            items: list.items.iter().map(|i| (i.no.as_str(), i)).collect(),
            index: Index::of(list),
        }
    }

    /// The items that decide whether `no` applies, directly or through others.
    fn below(&self, no: &str) -> BTreeSet<&'a str> {
        let mut found = BTreeSet::new();
        let mut open: Vec<&str> = vec![no];
        while let Some(next) = open.pop() {
            let Some(item) = self.items.get(next) else {
                continue;
            };
            for looked_at in self.list.conditions(item).flat_map(Condition::items) {
                if found.insert(looked_at) {
                    open.push(looked_at);
                }
            }
        }
        found
    }

    pub(super) fn is_circular(&self, no: &str) -> bool {
        self.below(no).contains(no)
    }

    /// Whether some answers show the item, and fulfil `also`.
    pub(super) fn can_apply(&self, item: &'a Item, also: Option<&Condition>) -> bool {
        if also.is_none() && self.list.conditions(item).next().is_none() {
            return true;
        }
        let mut deciding = self.below(&item.no);
        for no in also.into_iter().flat_map(Condition::items) {
            if let Some(known) = self.items.get(no) {
                deciding.insert(&known.no);
                deciding.extend(self.below(no));
            }
        }
        let words = self.words(&deciding, item, also);
        let tried: Vec<(&str, Vec<Option<AnswerValue>>)> = deciding
            .iter()
            .filter_map(|no| Some((*no, self.answers(self.items.get(no)?, words.get(*no)))))
            .collect();
        let combinations = tried.iter().try_fold(1_usize, |product, (_, answers)| {
            product.checked_mul(answers.len())
        });
        let Some(combinations) = combinations.filter(|n| *n <= MOST) else {
            return true;
        };
        (0..combinations).any(|nth| {
            let mut rest = nth;
            let mut given: HashMap<&str, &AnswerValue> = HashMap::new();
            for (no, answers) in &tried {
                if let Some(value) = &answers[rest % answers.len()] {
                    given.insert(no, value);
                }
                rest /= answers.len();
            }
            let visible = Visible::of(&self.index, &given);
            visible.applies(item) && also.is_none_or(|condition| visible.holds(condition))
        })
    }

    /// The answers that conditions look for, by item.
    fn words(
        &self,
        deciding: &BTreeSet<&str>,
        item: &'a Item,
        also: Option<&Condition>,
    ) -> BTreeMap<String, BTreeSet<String>> {
        let mut words: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let of_items = deciding.iter().filter_map(|no| self.items.get(no).copied());
        let conditions = of_items.chain([item]).flat_map(|i| self.list.conditions(i));
        for (no, looked_for) in conditions.chain(also).flat_map(Condition::looks) {
            words
                .entry(no.to_owned())
                .or_default()
                .extend(looked_for.iter().cloned());
        }
        words
    }

    /// No answer, and every answer that somebody looks for.
    fn answers(&self, item: &Item, words: Option<&BTreeSet<String>>) -> Vec<Option<AnswerValue>> {
        let mut answers = vec![None];
        let mut options = Vec::new();
        for word in words.into_iter().flatten() {
            match word.as_str() {
                "dont_know" => answers.push(Some(AnswerValue::DontKnow)),
                "not_applicable" if self.list.may_not_apply(item) => {
                    answers.push(Some(AnswerValue::NotApplicable));
                }
                "yes" | "no" if !matches!(item.kind, AnswerKind::Single | AnswerKind::Multi) => {
                    answers.push(Some(AnswerValue::Mark { value: word == "yes" }));
                }
                _ if item.options.iter().any(|o| &o.id == word) => options.push(word.clone()),
                _ => {}
            }
        }
        match item.kind {
            AnswerKind::Single => {
                answers.extend(
                    options
                        .into_iter()
                        .map(|option| Some(AnswerValue::Single { option, text: None })),
                );
                // Any other option, for conditions that want something else.
                answers.push(Some(AnswerValue::Single {
                    option: String::new(),
                    text: None,
                }));
            }
            AnswerKind::Multi => answers.extend(subsets(&options)),
            // A table or a text cannot say yes; a mark that nobody looks for changes nothing.
            AnswerKind::Mark | AnswerKind::YesNo | AnswerKind::YesNoDate => {}
            AnswerKind::Number | AnswerKind::Text | AnswerKind::Table => {
                answers.retain(|a| !matches!(a, Some(AnswerValue::Mark { .. })));
            }
        }
        answers
    }
}

fn subsets(options: &[String]) -> Vec<Option<AnswerValue>> {
    let n = options.len().min(16);
    (0..1_usize << n)
        .map(|bits| {
            let chosen = options
                .iter()
                .enumerate()
                .filter(|(at, _)| *at < n && bits >> at & 1 == 1);
            Some(AnswerValue::Multi {
                options: chosen.map(|(_, option)| option.clone()).collect(),
                text: None,
            })
        })
        .collect()
}
