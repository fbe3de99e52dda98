//! The words of forms: read from `report-templates/form.toml` and checked for completeness.
//!
//! Invariant: once parsed, every word that the program looks up is there in both languages with the same placeholders,
//! and no word by which an answer is recognised means two things.
//! Deliberately absent: the words themselves, and reading the file.

use super::spelling::{folded, squashed};
use crate::checklist::ContentProblem;
use crate::{Lang, Wording};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// Format of the file.
const FORMAT: u32 = 1;

/// Every word, with the placeholders that the program fills.
const NEEDED: &[(&str, &[&str])] = &[
    ("title", &["title"]),
    ("head_hospital", &[]),
    ("head_return_by", &[]),
    ("head_return_to", &[]),
    ("head_list", &[]),
    ("head_list_value", &["id", "version"]),
    ("head_source", &[]),
    ("head_filled_by", &[]),
    ("head_filled_by_vendor", &[]),
    ("head_filled_on", &[]),
    ("about", &[]),
    ("about_paper", &["note"]),
    ("cover", &[]),
    ("intro", &[]),
    ("intro_vendor", &[]),
    ("alone", &[]),
    ("alone_vendor", &[]),
    ("leave_blank", &["dont_know"]),
    ("conditions", &[]),
    ("say_unclear", &["column"]),
    ("no_secrets", &[]),
    ("in_sheet", &["answer", "how"]),
    ("on_paper", &[]),
    ("return_plain", &[]),
    ("return_by", &["day"]),
    ("return_to", &["to"]),
    ("return_to_by", &["day", "to"]),
    ("sheet_cover", &[]),
    ("sheet_questions", &[]),
    ("sheet_table", &["no"]),
    ("column_number", &[]),
    ("column_question", &[]),
    ("column_how", &[]),
    ("column_answer", &[]),
    ("column_beside", &[]),
    ("column_checked_on", &[]),
    ("column_target_on", &[]),
    ("column_not_understood", &[]),
    ("column_note", &[]),
    ("official_no", &["no"]),
    ("help", &["text"]),
    ("table_lead", &["no", "question"]),
    ("table_more", &[]),
    ("mark_yes", &[]),
    ("mark_no", &[]),
    ("yes", &[]),
    ("no", &[]),
    ("dont_know", &[]),
    ("not_applicable", &[]),
    ("option", &["id", "text"]),
    ("in_table", &["sheet"]),
    ("how_mark", &[]),
    ("how_yes_no", &[]),
    ("how_yes_no_date", &[]),
    ("how_single", &[]),
    ("how_multi", &["example"]),
    ("how_multi_paper", &[]),
    ("how_number", &[]),
    ("how_number_unit", &["unit"]),
    ("how_text", &[]),
    ("how_table", &["sheet"]),
    ("how_table_paper", &["sheet"]),
    ("specify", &["column", "what"]),
    ("specify_paper", &["what"]),
    ("hint_choice", &[]),
    ("hint_multi", &["example", "dont_know"]),
    ("hint_number", &["dont_know"]),
    ("hint_text", &["dont_know"]),
    ("hint_table", &["sheet", "dont_know"]),
    ("hint_day", &[]),
    ("reject_title", &[]),
    ("reject_text", &[]),
    ("reject_day", &[]),
    ("only_if", &["what"]),
    ("not_needed_if", &["what"]),
    ("option_only_if", &["what"]),
    ("option_not_if", &["what"]),
    ("is", &["item", "answers"]),
    ("is_not", &["item", "answers"]),
    ("includes", &["item", "answers"]),
    ("includes_not", &["item", "answers"]),
    ("quoted", &["text"]),
    ("or_answer", &[]),
    ("and", &[]),
    ("or", &[]),
    ("group", &["what"]),
    ("box", &["text"]),
    ("mark_box", &["mark", "word"]),
    ("line", &[]),
    ("line_text", &[]),
    ("line_unit", &["unit"]),
    ("line_day", &["label"]),
    ("paper_table", &[]),
    ("page", &["page", "pages"]),
    ("continued", &[]),
    ("adaptations", &[]),
    ("blank_left_out", &[]),
];

/// What a word in an answer means, and how certainly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sense {
    Yes,
    No,
    DontKnow,
    NotApplicable,
    PerhapsYes,
    PerhapsNo,
    PerhapsEither,
    PerhapsDontKnow,
    PerhapsNotApplicable,
    PerhapsNoOrNotApplicable,
}

/// The words by which answers are recognised.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct ReadWords {
    yes: Vec<String>,
    no: Vec<String>,
    dont_know: Vec<String>,
    not_applicable: Vec<String>,
    perhaps_yes: Vec<String>,
    perhaps_no: Vec<String>,
    perhaps_either: Vec<String>,
    perhaps_dont_know: Vec<String>,
    perhaps_not_applicable: Vec<String>,
    perhaps_no_or_not_applicable: Vec<String>,
}

impl ReadWords {
    fn lists(&self) -> [(Sense, &[String]); 10] {
        [
            (Sense::Yes, &self.yes),
            (Sense::No, &self.no),
            (Sense::DontKnow, &self.dont_know),
            (Sense::NotApplicable, &self.not_applicable),
            (Sense::PerhapsYes, &self.perhaps_yes),
            (Sense::PerhapsNo, &self.perhaps_no),
            (Sense::PerhapsEither, &self.perhaps_either),
            (Sense::PerhapsDontKnow, &self.perhaps_dont_know),
            (Sense::PerhapsNotApplicable, &self.perhaps_not_applicable),
            (
                Sense::PerhapsNoOrNotApplicable,
                &self.perhaps_no_or_not_applicable,
            ),
        ]
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    format: u32,
    words: BTreeMap<String, Wording>,
    read: ReadWords,
}

#[derive(Deserialize)]
struct FormatOnly {
    format: u32,
}

/// The words of forms.
#[derive(Clone, Debug, PartialEq)]
pub struct FormWords {
    words: BTreeMap<String, Wording>,
    senses: BTreeMap<String, Sense>,
}

impl FormWords {
    /// Reads the words; on failure, every problem found.
    pub fn parse(text: &str) -> Result<Self, Vec<ContentProblem>> {
        if let Ok(FormatOnly { format }) = toml::from_str::<FormatOnly>(text)
            && format > FORMAT
        {
            return Err(vec![problem(text, "", "format_newer")]);
        }
        let file: File = toml::from_str(text).map_err(|error| vec![syntax(text, &error)])?;
        debug_assert!(file.format <= FORMAT, "a newer format was refused above");
        let mut problems = faults(&file.words, text);
        let mut senses = BTreeMap::new();
        for (sense, list) in file.read.lists() {
            for word in list {
                let key = folded(word);
                if key.is_empty() || senses.insert(key, sense).is_some() {
                    problems.push(problem(text, word, "duplicate"));
                }
            }
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let words = Self {
            words: file.words,
            senses,
        };
        let problems: Vec<ContentProblem> = words
            .unreadable()
            .iter()
            .map(|key| problem(text, key, "unreadable_word"))
            .collect();
        if problems.is_empty() {
            Ok(words)
        } else {
            Err(problems)
        }
    }

    /// Words that a form offers or heads a column with, and that could not be recognised when it comes back.
    fn unreadable(&self) -> Vec<&'static str> {
        let offered = [
            ("mark_yes", Sense::Yes),
            ("yes", Sense::Yes),
            ("mark_no", Sense::No),
            ("no", Sense::No),
            ("dont_know", Sense::DontKnow),
            ("not_applicable", Sense::NotApplicable),
        ];
        let both = [Lang::Ja, Lang::En];
        let mut found: Vec<&str> = offered
            .iter()
            .filter(|(key, sense)| {
                both.iter()
                    .any(|lang| self.sense(self.get(key, *lang)) != Some(*sense))
            })
            .map(|(key, _)| *key)
            .collect();
        let mut headers = BTreeMap::new();
        for (key, _) in NEEDED.iter().filter(|(key, _)| key.starts_with("column_")) {
            for lang in both {
                let other = headers.insert(squashed(self.get(key, lang)), *key);
                if other.is_some_and(|other| other != *key) {
                    found.push(key);
                }
            }
        }
        found
    }

    /// The word called `key`.
    pub(super) fn get(&self, key: &str, lang: Lang) -> &str {
        let word = self.words.get(key);
        debug_assert!(word.is_some(), "{key} is not in the list of needed words");
        word.map(|word| word.get(lang)).unwrap_or_default()
    }

    /// The word called `key` with its placeholders filled.
    pub(super) fn fill(&self, key: &str, lang: Lang, values: &[(&str, &str)]) -> String {
        fill(self.get(key, lang), values)
    }

    /// What `text`, as a whole, means.
    pub(super) fn sense(&self, text: &str) -> Option<Sense> {
        self.senses.get(&folded(text)).copied()
    }

    /// Whether a word of some length that leaves an answer open stands anywhere in `text`.
    pub(super) fn leaves_open(&self, text: &str) -> bool {
        let text = folded(text);
        self.senses.iter().any(|(word, sense)| {
            *sense == Sense::PerhapsEither && word.chars().count() > 1 && text.contains(word.as_str())
        })
    }
}

fn faults(words: &BTreeMap<String, Wording>, text: &str) -> Vec<ContentProblem> {
    let mut problems = Vec::new();
    for (key, allowed) in NEEDED {
        let Some(word) = words.get(*key) else {
            problems.push(problem(text, key, "missing_word"));
            continue;
        };
        let (ja, en) = (placeholders(&word.ja), placeholders(&word.en));
        if word.ja.trim().is_empty() || word.en.trim().is_empty() {
            problems.push(problem(text, key, "missing_language"));
        } else if ja.iter().chain(&en).any(|name| !allowed.contains(name)) {
            problems.push(problem(text, key, "unknown_placeholder"));
        } else if ja != en {
            problems.push(problem(text, key, "different_placeholders"));
        }
    }
    let needed: BTreeSet<&str> = NEEDED.iter().map(|(key, _)| *key).collect();
    let strangers = words.keys().filter(|key| !needed.contains(key.as_str()));
    problems.extend(strangers.map(|key| problem(text, key, "unknown_word")));
    problems
}

/// Names in braces.
fn placeholders(text: &str) -> BTreeSet<&str> {
    text.split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}').map(|(name, _)| name))
        .collect()
}

/// One pass, so that a value which looks like a placeholder stays what it is.
fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((name, tail)) = after.split_once('}') else {
            rest = &rest[before.len()..];
            break;
        };
        match values.iter().find(|(key, _)| *key == name) {
            Some((_, value)) => out.push_str(value),
            None => {
                out.push('{');
                out.push_str(name);
                out.push('}');
            }
        }
        rest = tail;
    }
    out.push_str(rest);
    out
}

fn syntax(text: &str, error: &toml::de::Error) -> ContentProblem {
    let line = error.span().map(|span| {
        1 + text
            .bytes()
            .take(span.start)
            .filter(|byte| *byte == b'\n')
            .count()
    });
    ContentProblem {
        line: line.and_then(|line| u32::try_from(line).ok()),
        place: String::new(),
        problem: "syntax".into(),
        detail: error.message().into(),
    }
}

fn problem(text: &str, place: &str, what: &str) -> ContentProblem {
    let start = format!("{place} =");
    let line = text
        .lines()
        .position(|line| !place.is_empty() && line.starts_with(&start))
        .and_then(|line| u32::try_from(line + 1).ok());
    ContentProblem {
        line,
        place: place.into(),
        problem: what.into(),
        detail: String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::tests::WORDS;

    fn check(from: &str, to: &str, expected: &[&str]) {
        let text = WORDS.replacen(from, to, 1);
        assert!(
            from.is_empty() || text != WORDS,
            "the change must take effect: {from}"
        );
        let found: Vec<String> = match FormWords::parse(&text) {
            Ok(_) => Vec::new(),
            Err(problems) => problems.into_iter().map(|p| p.problem).collect(),
        };
        assert_eq!(found, expected, "after changing {from:?} to {to:?}");
    }

    #[test]
    fn each_fault_is_named() {
        check("", "", &[]);
        check("format = 1", "format = 2", &["format_newer"]);
        check("en = \"Return by\"", "en = \" \"", &["missing_language"]);
        check(
            "head_return_by =",
            "head_return_on =",
            &["missing_word", "unknown_word"],
        );
        check("{title}: pre-visit", "A pre-visit", &["different_placeholders"]);
        check(
            "{title}: pre-visit",
            "{list}: pre-visit",
            &["unknown_placeholder"],
        );
        check("\"×\", \"✕\"", "\"×\", \"Ｏ\"", &["duplicate"]);
        check("\n[read]", "\n[reed]", &["syntax"]);
        check(
            "yes = { ja = \"はい\"",
            "yes = { ja = \"うん\"",
            &["unreadable_word"],
        );
        check(
            "en = \"Target day\"",
            "en = \"CHECKED  ON\"",
            &["unreadable_word"],
        );
    }

    #[test]
    fn a_problem_names_its_line() {
        let text = WORDS.replacen("en = \"Hospital\"", "en = \"\"", 1);
        let problems = FormWords::parse(&text).expect_err("a blank word");
        let line = text.lines().position(|l| l.starts_with("head_hospital"));
        assert_eq!(
            problems.first().and_then(|p| p.line),
            line.and_then(|line| u32::try_from(line + 1).ok()),
            "the line of the blank word"
        );
    }

    #[test]
    fn values_are_filled_in_once() {
        assert_eq!(
            fill("{a} と {b} {c", &[("a", "{b}"), ("b", "甲")]),
            "{b} と 甲 {c",
            "a value is not a template"
        );
    }
}
