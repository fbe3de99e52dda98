//! Reading a checklist from TOML, with everything that is wrong with it at once.
//!
//! Invariant: a checklist that parses without problems can be answered from first item to last.

use super::{AnswerKind, Benchmark, Checklist};
use crate::Wording;
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};

/// The newest checklist format that this build reads.
pub(crate) const FORMAT: u32 = 1;

/// Something wrong with content: where, and what, as a key of the message catalogue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct ContentProblem {
    /// Line in the file, counted from 1, where it is known.
    pub line: Option<u32>,
    /// Item or section, or the empty string for the whole file.
    pub place: String,
    /// What is wrong: `syntax`, `format_newer`, `duplicate`, `unknown_section`, `unknown_item`, `unknown_option`,
    /// `missing_language`, `missing_options`, `missing_columns`, `cycle`, `empty`; in the words of findings also
    /// `missing_rule`, `unknown_rule`, `missing_word`, `unknown_placeholder`, `different_placeholders`.
    pub problem: String,
    /// What the parser said, for `syntax`.
    pub detail: String,
}

#[derive(Deserialize)]
struct FormatOnly {
    format: u32,
}

/// Reads a checklist; on failure, every problem found.
pub fn parse_checklist(text: &str) -> Result<Checklist, Vec<ContentProblem>> {
    if let Ok(FormatOnly { format }) = toml::from_str::<FormatOnly>(text)
        && format > FORMAT
    {
        return Err(vec![problem(text, "", "format_newer")]);
    }
    let list: Checklist = toml::from_str(text).map_err(|e| vec![syntax(text, &e)])?;
    let problems = lint(&list, text);
    if problems.is_empty() {
        Ok(list)
    } else {
        Err(problems)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BenchmarkFile {
    benchmarks: Vec<Benchmark>,
}

/// Reads the national figures.
pub fn parse_benchmarks(text: &str) -> Result<Vec<Benchmark>, Vec<ContentProblem>> {
    let file: BenchmarkFile = toml::from_str(text).map_err(|e| vec![syntax(text, &e)])?;
    let mut seen = HashSet::new();
    let mut problems = Vec::new();
    for figure in &file.benchmarks {
        let mut add = |what: &str| problems.push(problem(text, &figure.id, what));
        if !seen.insert(figure.id.as_str()) {
            add("duplicate");
        }
        if figure.percent.is_none() && figure.figure.is_none() && figure.counts.is_empty() {
            add("missing_figure");
        }
        let shares = figure.percent.iter().chain(&figure.previous);
        if shares.into_iter().any(|percent| !(0.0..=100.0).contains(percent)) {
            add("range");
        }
        if !is_partial_day(&figure.on) {
            add("day");
        }
        let optional = figure.figure.iter().chain(&figure.caution);
        if [&figure.what, &figure.of, &figure.source]
            .into_iter()
            .chain(optional)
            .any(half)
        {
            add("missing_language");
        }
    }
    if problems.is_empty() {
        Ok(file.benchmarks)
    } else {
        Err(problems)
    }
}

/// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
fn is_partial_day(text: &str) -> bool {
    let full = match text.len() {
        4 => format!("{text}-01-01"),
        7 => format!("{text}-01"),
        _ => text.to_owned(),
    };
    full.len() == 10 && full.parse::<crate::Day>().is_ok()
}

fn syntax(text: &str, error: &toml::de::Error) -> ContentProblem {
    let line = error.span().map(|span| {
        1 + text
            .as_bytes()
            .iter()
            .take(span.start)
            .filter(|b| **b == b'\n')
            .count()
    });
    ContentProblem {
        line: line.and_then(|l| u32::try_from(l).ok()),
        place: String::new(),
        problem: "syntax".into(),
        detail: error.message().into(),
    }
}

fn problem(text: &str, place: &str, what: &str) -> ContentProblem {
    let quoted = format!("\"{place}\"");
    let line = text
        .lines()
        .position(|l| {
            !place.is_empty() && (l.starts_with("no =") || l.starts_with("id =")) && l.contains(&quoted)
        })
        .and_then(|l| u32::try_from(l + 1).ok());
    ContentProblem {
        line,
        place: place.into(),
        problem: what.into(),
        detail: String::new(),
    }
}

fn lint(list: &Checklist, text: &str) -> Vec<ContentProblem> {
    let mut problems = Vec::new();
    let mut add = |place: &str, what: &str| problems.push(problem(text, place, what));
    if list.items.is_empty() {
        add("", "empty");
    }
    let mut sections = HashSet::new();
    for section in &list.sections {
        if !sections.insert(section.id.as_str()) {
            add(&section.id, "duplicate");
        }
        if half(&section.title) {
            add(&section.id, "missing_language");
        }
    }
    let mut seen = HashSet::new();
    let items: HashMap<&str, _> = list.items.iter().map(|i| (i.no.as_str(), i)).collect();
    for item in &list.items {
        if !seen.insert(item.no.as_str()) {
            add(&item.no, "duplicate");
        }
        if !sections.contains(item.section.as_str()) {
            add(&item.no, "unknown_section");
        }
        let optional = [&item.help, &item.evidence];
        let texts = optional
            .iter()
            .filter_map(|w| w.as_ref())
            .chain(&item.columns)
            .chain(item.options.iter().map(|o| &o.text));
        if half(&item.text) || texts.into_iter().any(half) {
            add(&item.no, "missing_language");
        }
        if matches!(item.kind, AnswerKind::Single | AnswerKind::Multi) && item.options.is_empty() {
            add(&item.no, "missing_options");
        }
        if item.kind == AnswerKind::Table && item.columns.is_empty() {
            add(&item.no, "missing_columns");
        }
        for looked_at in item.show_if.iter().flat_map(|c| c.items()) {
            if !items.contains_key(looked_at) {
                add(&item.no, "unknown_item");
            }
        }
        if reaches_itself(&item.no, &items) {
            add(&item.no, "cycle");
        }
    }
    problems
}

fn half(wording: &Wording) -> bool {
    wording.ja.trim().is_empty() || wording.en.trim().is_empty()
}

fn reaches_itself(no: &str, items: &HashMap<&str, &super::Item>) -> bool {
    let mut open: Vec<&str> = vec![no];
    let mut seen = HashSet::new();
    while let Some(next) = open.pop() {
        for looked_at in items
            .get(next)
            .and_then(|i| i.show_if.as_ref())
            .map(|c| c.items())
            .unwrap_or_default()
        {
            if looked_at == no {
                return true;
            }
            if seen.insert(looked_at) {
                open.push(looked_at);
            }
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = r#"
format = 1
id = "x"
version = "1"
audience = "admin"
official = false
title = { ja = "題", en = "Title" }
source = { ja = "出典", en = "Source" }
[[sections]]
id = "s"
title = { ja = "節", en = "Section" }
[[items]]
no = "1"
section = "s"
text = { ja = "問い", en = "Question" }
kind = "mark"
[[items]]
no = "2"
section = "s"
text = { ja = "問い", en = "Question" }
kind = "single"
options = [{ id = "A", text = { ja = "甲", en = "A" } }]
show_if = { item = "1", is = ["yes"] }
"#;

    fn check(from: &str, to: &str, expected: &[&str]) {
        let text = GOOD.replacen(from, to, 1);
        assert!(
            from.is_empty() || text != GOOD,
            "the change must take effect: {from}"
        );
        let found: Vec<String> = match parse_checklist(&text) {
            Ok(_) => Vec::new(),
            Err(problems) => problems.into_iter().map(|p| p.problem).collect(),
        };
        assert_eq!(found, expected, "after changing {from:?} to {to:?}");
    }

    #[test]
    fn each_fault_is_named() {
        check("", "", &[]);
        check("format = 1", "format = 2", &["format_newer"]);
        check("no = \"2\"", "no = \"1\"", &["cycle", "duplicate", "cycle"]);
        check("section = \"s\"", "section = \"t\"", &["unknown_section"]);
        check("item = \"1\"", "item = \"9\"", &["unknown_item"]);
        check("item = \"1\"", "item = \"2\"", &["cycle"]);
        check("en = \"Question\"", "en = \" \"", &["missing_language"]);
        check(
            "options = [{ id = \"A\", text = { ja = \"甲\", en = \"A\" } }]",
            "",
            &["missing_options"],
        );
        check("kind = \"mark\"", "kind = \"table\"", &["missing_columns"]);
        check("kind = \"mark\"", "kind = \"nothing\"", &["syntax"]);
    }

    #[test]
    fn a_problem_names_its_line() {
        let problems = parse_checklist(&GOOD.replace("section = \"s\"\ntext", "section = \"t\"\ntext"))
            .expect_err("two");
        assert_eq!(problems.first().and_then(|p| p.line), Some(13), "line of item 1");
    }
}
