//! Conditions in words.
//!
//! Invariant: the words say exactly what [`Condition::holds`] reckons: negations are moved inwards by De Morgan's
//! rules until they stand at single items, and where all of them are negations the sentence says when the item is not
//! needed. Deliberately absent: shortening; a condition on many items is a long sentence.

use super::words::FormWords;
use crate::Lang;
use crate::checklist::{AnswerKind, Checklist, Condition, Item};

/// Longest text of an option, in half-width characters, that is said in full; of a longer one only the id is.
const FULL: usize = 48;

/// Says conditions on the items of one list.
pub(super) struct Sayer<'a> {
    pub(super) list: &'a Checklist,
    pub(super) words: &'a FormWords,
    pub(super) lang: Lang,
}

/// A condition with every negation at an item.
enum Plain<'c> {
    Is {
        item: &'c str,
        is: &'c [String],
        negated: bool,
    },
    Joined {
        all: bool,
        parts: Vec<Plain<'c>>,
    },
}

impl<'c> Plain<'c> {
    fn of(condition: &'c Condition, negated: bool) -> Self {
        let join = |parts: &'c [Condition], all: bool| {
            let mut parts: Vec<Self> = parts.iter().map(|part| Self::of(part, negated)).collect();
            match parts.pop() {
                Some(only) if parts.is_empty() => only,
                last => {
                    parts.extend(last);
                    Self::Joined {
                        all: all != negated,
                        parts,
                    }
                }
            }
        };
        match condition {
            Condition::All { all } => join(all, true),
            Condition::Any { any } => join(any, false),
            Condition::Not { not } => Self::of(not, !negated),
            Condition::Is { item, is } => Self::Is { item, is, negated },
        }
    }

    fn only_negations(&self) -> bool {
        match self {
            Self::Is { negated, .. } => *negated,
            Self::Joined { parts, .. } => parts.iter().all(Self::only_negations),
        }
    }
}

impl Sayer<'_> {
    /// When an item with this condition is to be answered.
    pub(super) fn sentence(&self, condition: &Condition) -> String {
        self.with(condition, "only_if", "not_needed_if")
    }

    /// When an option with this condition is offered.
    pub(super) fn beside_option(&self, condition: &Condition) -> String {
        self.with(condition, "option_only_if", "option_not_if")
    }

    fn with(&self, condition: &Condition, when: &str, unless: &str) -> String {
        let holds = Plain::of(condition, false);
        let (key, said) = if holds.only_negations() {
            (unless, Plain::of(condition, true))
        } else {
            (when, holds)
        };
        self.words
            .fill(key, self.lang, &[("what", &self.phrase(&said, false))])
    }

    fn phrase(&self, condition: &Plain<'_>, inner: bool) -> String {
        match condition {
            Plain::Is { item, is, negated } => self.literal(item, is, *negated),
            Plain::Joined { all, parts } => {
                let said: Vec<String> = parts.iter().map(|part| self.phrase(part, true)).collect();
                let joined = said.join(self.words.get(if *all { "and" } else { "or" }, self.lang));
                if inner {
                    self.words.fill("group", self.lang, &[("what", &joined)])
                } else {
                    joined
                }
            }
        }
    }

    fn literal(&self, no: &str, is: &[String], negated: bool) -> String {
        let item = self.list.item(no);
        let answers: Vec<String> = is
            .iter()
            .map(|word| {
                self.words
                    .fill("quoted", self.lang, &[("text", &self.answer(item, word))])
            })
            .collect();
        let answers = answers.join(self.words.get("or_answer", self.lang));
        let several = item.is_some_and(|item| item.kind == AnswerKind::Multi);
        let key = match (several, negated) {
            (false, false) => "is",
            (false, true) => "is_not",
            (true, false) => "includes",
            (true, true) => "includes_not",
        };
        self.words
            .fill(key, self.lang, &[("item", no), ("answers", &answers)])
    }

    /// An answer as the form offers it.
    fn answer(&self, item: Option<&Item>, word: &str) -> String {
        let mark = item.is_some_and(|item| item.kind == AnswerKind::Mark);
        let option = item.and_then(|item| item.options.iter().find(|option| option.id == word));
        match (option, word) {
            (Some(option), _) => {
                let text = option.text.get(self.lang);
                let width: usize = text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
                if width > FULL {
                    option.id.clone()
                } else {
                    self.words
                        .fill("option", self.lang, &[("id", &option.id), ("text", text)])
                }
            }
            (None, "yes") if mark => self.words.get("mark_yes", self.lang).to_owned(),
            (None, "no") if mark => self.words.get("mark_no", self.lang).to_owned(),
            (None, "yes" | "no" | "dont_know" | "not_applicable") => {
                self.words.get(word, self.lang).to_owned()
            }
            (None, other) => other.to_owned(),
        }
    }
}
