//! The words of findings: read from `report-templates/findings.toml`, checked against the rules, filled with values.
//!
//! Invariant: once parsed, every rule has its words in both languages, with no placeholder that the rule does not fill;
//! filling is one pass, so a name that looks like a placeholder stays a name.
//! Deliberately absent: the words themselves, and reading the file.

use super::{Param, RULES};
use crate::checklist::ContentProblem;
use crate::connection::CATEGORIES;
use crate::{Lang, Wording};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// Format of the file.
const FORMAT: u32 = 1;
/// Names of a list that are written out; the others are counted.
const LISTED: usize = 8;
/// Characters of a name that are written out in a sentence.
const NAME_CHARS: usize = 80;

/// How names are strung together.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListWords {
    /// Stands between two names.
    pub separator: Wording,
    /// Stands for the names left out, with `{count}`.
    pub more: Wording,
}

/// The words of one rule.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleText {
    /// What was observed.
    pub wording: Wording,
    /// What to confirm or to consider.
    #[serde(default)]
    pub advice: Option<Wording>,
}

/// The words of all rules.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FindingTexts {
    /// Format of the file; 1.
    pub format: u32,
    /// How names are strung together.
    pub list: ListWords,
    /// Words that rules name by key.
    pub words: BTreeMap<String, Wording>,
    /// Words of each rule, by its name.
    pub rules: BTreeMap<String, RuleText>,
}

#[derive(Deserialize)]
struct FormatOnly {
    format: u32,
}

impl FindingTexts {
    /// Reads the words; on failure, every problem found.
    pub fn parse(text: &str) -> Result<Self, Vec<ContentProblem>> {
        if let Ok(FormatOnly { format }) = toml::from_str::<FormatOnly>(text)
            && format > FORMAT
        {
            return Err(vec![problem(text, "", "format_newer")]);
        }
        let texts: Self = toml::from_str(text).map_err(|e| vec![syntax(text, &e)])?;
        let problems = texts.problems(text);
        if problems.is_empty() {
            Ok(texts)
        } else {
            Err(problems)
        }
    }

    fn problems(&self, text: &str) -> Vec<ContentProblem> {
        let mut problems = Vec::new();
        for key in word_keys() {
            if !self.words.contains_key(&key) {
                problems.push(problem(text, &key, "missing_word"));
            }
        }
        let halves = self.words.iter().filter(|(_, words)| half(words));
        problems.extend(halves.map(|(key, _)| problem(text, key, "missing_language")));
        for (place, words, allowed) in [
            ("separator", &self.list.separator, &[] as &[&str]),
            ("more", &self.list.more, &["count"]),
        ] {
            // A separator may be nothing but a space, so only emptiness is a fault.
            let faults = if words.ja.is_empty() || words.en.is_empty() {
                Some("missing_language")
            } else {
                fault(words, allowed)
            };
            problems.extend(faults.map(|fault| problem(text, place, fault)));
        }
        for rule in RULES {
            let Some(words) = self.rules.get(rule.name) else {
                problems.push(problem(text, rule.name, "missing_rule"));
                continue;
            };
            for words in std::iter::once(&words.wording).chain(&words.advice) {
                let faults = if half(words) {
                    Some("missing_language")
                } else {
                    fault(words, rule.params)
                };
                problems.extend(faults.map(|fault| problem(text, rule.name, fault)));
            }
        }
        let strangers = self.rules.keys().filter(|name| super::rule(name).is_none());
        problems.extend(strangers.map(|name| problem(text, name, "unknown_rule")));
        problems
    }

    /// A template with its values, in both languages.
    pub(super) fn fill(&self, template: &Wording, params: &[(&'static str, Param)]) -> Wording {
        let side = |lang: Lang| {
            fill(template.get(lang), |name| {
                params
                    .iter()
                    .find(|(key, _)| *key == name)
                    .map(|(_, value)| self.say(value, lang))
            })
        };
        Wording {
            ja: side(Lang::Ja),
            en: side(Lang::En),
        }
    }

    fn say(&self, value: &Param, lang: Lang) -> String {
        match value {
            Param::Text(text) => short(text),
            Param::Words(words) => words.get(lang).into(),
            // `problems` has seen to it that every key has its words.
            Param::Word(key) => self
                .words
                .get(key)
                .map_or_else(|| key.clone(), |words| words.get(lang).into()),
            Param::Day(day) => day.display(lang),
            Param::List(names) => {
                let mut shown: Vec<String> = names.iter().take(LISTED).map(|name| short(name)).collect();
                if let Some(left) = names.len().checked_sub(LISTED).filter(|left| *left > 0) {
                    shown.push(fill(self.list.more.get(lang), |_| Some(left.to_string())));
                }
                shown.join(self.list.separator.get(lang))
            }
        }
    }
}

/// Keys that rules name with [`Param::Word`].
fn word_keys() -> Vec<String> {
    let mut keys: Vec<String> = (1..=CATEGORIES).map(|n| format!("category_{n}")).collect();
    keys.extend(["diagram_network".into(), "diagram_management".into()]);
    keys
}

/// A text cut to what a sentence can carry; the record itself has all of it.
fn short(text: &str) -> String {
    let text = text.trim();
    match text.char_indices().nth(NAME_CHARS) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or(text)),
        None => text.into(),
    }
}

/// Fills each `{name}` for which there is a value.
fn fill(template: &str, value: impl Fn(&str) -> Option<String>) -> String {
    let mut filled = String::new();
    for piece in pieces(template) {
        match piece {
            Piece::Fixed(text) => filled.push_str(text),
            Piece::Hole(name) => match value(name) {
                Some(value) => filled.push_str(&value),
                None => filled.push_str(&format!("{{{name}}}")),
            },
        }
    }
    filled
}

/// Whether `text` could have come of filling `template`. In doubt it could not, so that words of a surveyor are kept.
pub(super) fn comes_of(template: &str, text: &str) -> bool {
    let mut rest = text;
    let mut open = false;
    for piece in pieces(template) {
        match piece {
            Piece::Hole(_) => open = true,
            Piece::Fixed(fixed) => {
                let found = if open {
                    rest.find(fixed)
                } else {
                    rest.starts_with(fixed).then_some(0)
                };
                let Some(after) = found.and_then(|at| rest.get(at + fixed.len()..)) else {
                    return false;
                };
                rest = after;
                open = false;
            }
        }
    }
    rest.is_empty()
}

enum Piece<'t> {
    Fixed(&'t str),
    Hole(&'t str),
}

fn pieces(template: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = template;
    while let Some((before, (name, after))) = rest
        .split_once('{')
        .and_then(|(before, tail)| Some((before, tail.split_once('}')?)))
    {
        if !before.is_empty() {
            pieces.push(Piece::Fixed(before));
        }
        pieces.push(Piece::Hole(name));
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Fixed(rest));
    }
    pieces
}

/// Names of the placeholders in `template`.
fn holes(template: &str) -> BTreeSet<&str> {
    let hole = |piece| match piece {
        Piece::Hole(name) => Some(name),
        Piece::Fixed(_) => None,
    };
    pieces(template).into_iter().filter_map(hole).collect()
}

fn fault(words: &Wording, allowed: &[&str]) -> Option<&'static str> {
    let (ja, en) = (holes(&words.ja), holes(&words.en));
    if ja.iter().chain(&en).any(|name| !allowed.contains(name)) {
        Some("unknown_placeholder")
    } else if ja != en {
        Some("different_placeholders")
    } else {
        None
    }
}

fn half(words: &Wording) -> bool {
    words.ja.trim().is_empty() || words.en.trim().is_empty()
}

fn syntax(text: &str, error: &toml::de::Error) -> ContentProblem {
    let line = error
        .span()
        .map(|span| 1 + text.bytes().take(span.start).filter(|b| *b == b'\n').count());
    ContentProblem {
        line: line.and_then(|l| u32::try_from(l).ok()),
        place: String::new(),
        problem: "syntax".into(),
        detail: error.message().into(),
    }
}

fn problem(text: &str, place: &str, what: &str) -> ContentProblem {
    let heads = [format!("[rules.{place}]"), format!("{place} =")];
    let line = text
        .lines()
        .position(|line| !place.is_empty() && heads.iter().any(|head| line.starts_with(head.as_str())))
        .and_then(|at| u32::try_from(at + 1).ok());
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
    use crate::rules::test_facts::day;

    const FILE: &str = include_str!("../../../../../report-templates/findings.toml");

    fn texts() -> FindingTexts {
        FindingTexts::parse(FILE).unwrap_or_else(|problems| panic!("{problems:#?}"))
    }

    #[test]
    fn every_rule_has_words_that_use_what_it_hands_over() {
        let texts = texts();
        for rule in RULES {
            let words = texts
                .rules
                .get(rule.name)
                .expect("parsing demands words for every rule");
            let mut used = holes(&words.wording.ja);
            used.extend(words.advice.iter().flat_map(|advice| holes(&advice.ja)));
            let given: BTreeSet<&str> = rule.params.iter().copied().collect();
            assert_eq!(used, given, "{} hands over what its words use", rule.name);
            assert!(
                !words.wording.ja.ends_with('}') && !words.wording.en.ends_with('}'),
                "{}: ends in text",
                rule.name
            );
        }
    }

    /// Changes the file and lists what is wrong with it then.
    fn check(from: &str, to: &str, expected: &[(&str, &str)]) {
        let text = FILE.replacen(from, to, 1);
        assert!(
            from.is_empty() || text != FILE,
            "the change must take effect: {from}"
        );
        let problems = FindingTexts::parse(&text).err().unwrap_or_default();
        let found: Vec<(&str, &str)> = problems
            .iter()
            .map(|p| (p.place.as_str(), p.problem.as_str()))
            .collect();
        assert_eq!(found, expected, "after changing {from:?} to {to:?}");
    }

    #[test]
    fn each_fault_is_named() {
        check("", "", &[]);
        check("format = 1", "format = 2", &[("", "format_newer")]);
        check("format = 1", "format = \"one\"", &[("", "syntax")]);
        check(
            "[rules.find_isdn_line]",
            "[rules.find_telex_line]",
            &[
                ("find_isdn_line", "missing_rule"),
                ("find_telex_line", "unknown_rule"),
            ],
        );
        check("category_8 =", "category_9 =", &[("category_8", "missing_word")]);
        check(
            "en = \"[7] research network\"",
            "en = \" \"",
            &[("category_7", "missing_language")],
        );
        check(
            "connection over ISDN was found: “{name}”.",
            "connection over ISDN was found.",
            &[("find_isdn_line", "different_placeholders")],
        );
        check(
            "LTE or 5G line “{name}”",
            "LTE or 5G line “{label}”",
            &[("find_mobile_line_outside_management", "unknown_placeholder")],
        );
        check(
            "en = \"Labour stands at {cost} yen, {percent}% of the cap of {cap} yen.\"",
            "en = \"\"",
            &[("watch_cost_cap", "missing_language")],
        );
        check(
            "en = \"It is one of the deliverables.\"",
            "en = \"\"",
            &[("draw_both_diagrams", "missing_language")],
        );
        check(
            "separator = { ja = \"、\"",
            "separator = { ja = \"\"",
            &[("separator", "missing_language")],
        );
        check(
            "and {count} more",
            "and more",
            &[("more", "different_placeholders")],
        );
    }

    #[test]
    fn a_problem_names_its_line() {
        let text = FILE.replacen("found: “{name}”", "found: “{x}”", 1);
        let problems = FindingTexts::parse(&text).expect_err("a placeholder that nobody fills");
        let line = 1 + text
            .lines()
            .position(|l| l == "[rules.find_isdn_line]")
            .expect("the table is there");
        let named: Vec<Option<u32>> = problems.iter().map(|p| p.line).collect();
        assert_eq!(named, [u32::try_from(line).ok()], "the line of the table");
    }

    #[test]
    fn values_are_said_in_each_language() {
        let say = |value: Param| texts().fill(&Wording::new("{x}。", "{x}."), &[("x", value)]);
        let check = |value: Param, ja: &str, en: &str| {
            assert_eq!(say(value.clone()), Wording::new(ja, en), "{value:?}");
        };
        check("C-01".into(), "C-01。", "C-01.");
        check(3_usize.into(), "3。", "3.");
        check(day("2026-11-21").into(), "2026年11月21日。", "2026-11-21.");
        check(
            Param::Word("diagram_network".into()),
            "ネットワーク概要図。",
            "network overview.",
        );
        check(Param::Words(Wording::new("題", "Title")), "題。", "Title.");
        let names = |count: usize| Param::List((1..=count).map(|n| n.to_string()).collect());
        check(names(8), "1、2、3、4、5、6、7、8。", "1, 2, 3, 4, 5, 6, 7, 8.");
        check(
            names(10),
            "1、2、3、4、5、6、7、8、ほか2件。",
            "1, 2, 3, 4, 5, 6, 7, 8, and 2 more.",
        );
    }

    #[test]
    fn a_name_is_never_more_than_a_name() {
        let words = Wording::new("{a}と{b}", "{a} and {b}");
        let filled = texts().fill(&words, &[("a", "{b}".into()), ("b", "{".into())]);
        assert_eq!(filled.en, "{b} and {", "values are not filled again");
        let long = texts().fill(
            &words,
            &[("a", "線".repeat(81).into()), ("b", "線".repeat(80).into())],
        );
        assert_eq!(
            long.ja,
            format!("{}…と{}", "線".repeat(80), "線".repeat(80)),
            "cut after 80 characters only"
        );
    }

    #[test]
    fn words_of_a_surveyor_are_told_from_a_copy() {
        let check = |template: &str, text: &str, expected: bool| {
            assert_eq!(comes_of(template, text), expected, "{text:?} from {template:?}");
        };
        check("全{count}件（{list}）。", "全12件（C-01、C-02）。", true);
        check("{count} in all.", "12 in all.", true);
        check("Nothing to fill.", "Nothing to fill.", true);
        check(
            "全{count}件（{list}）。",
            "全12件（C-01）。至急ご確認ください。",
            false,
        );
        check("全{count}件（{list}）。", "合計12件（C-01）。", false);
        check("全{count}件（{list}）。", "全12件。", false);
        check("Nothing to fill.", "Nothing to fill. Really.", false);
        check("ends in {hole}", "ends in anything", false);
    }
}
