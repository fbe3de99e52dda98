//! Reading a checklist from TOML, with everything that is wrong with it at once.
//!
//! Invariant: a checklist that parses without problems can be answered from first item to last. Sections and items are
//! read one by one, so a fault in one does not hide the faults of the others.

use super::lint::{Lines, lint};
use super::problem::{ContentProblem, LineStarts, line_at, syntax};
use super::{Benchmark, Checklist};
use serde::Deserialize;
use serde::de::{DeserializeOwned, IntoDeserializer as _};
use std::collections::HashSet;
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

/// The newest checklist format that this build reads.
pub(crate) const FORMAT: u32 = 1;

/// Reads a checklist; on failure, every problem found.
pub fn parse_checklist(text: &str) -> Result<Checklist, Vec<ContentProblem>> {
    read(text, None)
}

/// Reads a checklist that follows `before`, its previous version; on failure, every problem found.
pub fn parse_checklist_after(text: &str, before: &Checklist) -> Result<Checklist, Vec<ContentProblem>> {
    read(text, Some(before))
}

fn read(text: &str, before: Option<&Checklist>) -> Result<Checklist, Vec<ContentProblem>> {
    let mut table = DeTable::parse(text).map_err(|e| vec![syntax(text, "", &e)])?;
    if newer(table.get_ref()) {
        return Err(vec![ContentProblem {
            line: None,
            place: String::new(),
            problem: "format_newer".into(),
            detail: String::new(),
        }]);
    }
    let mut problems = Vec::new();
    let mut lines = Lines::default();
    let starts = LineStarts::of(text);
    let sections = elements(
        &starts,
        table.get_mut(),
        ("sections", "id"),
        &mut lines.sections,
        &mut problems,
    );
    lines.sections_whole = problems.is_empty();
    let unread = problems.len();
    let items = elements(
        &starts,
        table.get_mut(),
        ("items", "no"),
        &mut lines.items,
        &mut problems,
    );
    lines.items_whole = problems.len() == unread;
    let head = Checklist::deserialize(table.into_deserializer());
    match head {
        Ok(list) => {
            let list = Checklist {
                sections,
                items,
                ..list
            };
            problems.extend(lint(&list, &lines, before));
            if problems.is_empty() {
                Ok(list)
            } else {
                Err(sorted(problems))
            }
        }
        Err(e) => {
            problems.push(syntax(text, "", &e));
            Err(sorted(problems))
        }
    }
}

fn sorted(mut problems: Vec<ContentProblem>) -> Vec<ContentProblem> {
    problems.sort_by_key(|p| p.line.unwrap_or(0));
    problems
}

fn newer(table: &DeTable<'_>) -> bool {
    let format = table
        .get("format")
        .map(|value| u32::deserialize(value.clone().into_deserializer()));
    matches!(format, Some(Ok(format)) if format > FORMAT)
}

/// Takes the array `name` out of the table and reads its elements; what cannot be read becomes a problem.
fn elements<T: DeserializeOwned>(
    starts: &LineStarts,
    table: &mut DeTable<'_>,
    (name, key): (&str, &str),
    lines: &mut Vec<Option<u32>>,
    problems: &mut Vec<ContentProblem>,
) -> Vec<T> {
    let Some(value) = table.get_mut(name) else {
        return Vec::new();
    };
    let DeValue::Array(array) = value.get_mut() else {
        return Vec::new();
    };
    let mut read = Vec::new();
    for element in std::mem::replace(array, DeArray::new()) {
        let named = element.get_ref().as_table().and_then(|t| t.get(key));
        let place = named
            .and_then(|n| n.get_ref().as_str())
            .unwrap_or_default()
            .to_owned();
        let start = named.map_or(element.span().start, |n: &Spanned<_>| n.span().start);
        match T::deserialize(element.into_deserializer()) {
            Ok(one) => {
                read.push(one);
                lines.push(starts.line_at(start));
            }
            Err(e) => {
                let mut problem = starts.syntax(&place, &e);
                problem.line = problem.line.or_else(|| starts.line_at(start));
                problems.push(problem);
            }
        }
    }
    read
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BenchmarkFile {
    benchmarks: Vec<Spanned<Benchmark>>,
}

/// Reads the national figures; on failure, every problem found.
pub fn parse_benchmarks(text: &str) -> Result<Vec<Benchmark>, Vec<ContentProblem>> {
    let file: BenchmarkFile = toml::from_str(text).map_err(|e| vec![syntax(text, "", &e)])?;
    let mut seen = HashSet::new();
    let mut problems = Vec::new();
    for spanned in &file.benchmarks {
        let figure = spanned.get_ref();
        let mut add = |what: &str| {
            problems.push(ContentProblem {
                line: line_at(text, spanned.span().start),
                place: figure.id.clone(),
                problem: what.into(),
                detail: String::new(),
            });
        };
        if !seen.insert(figure.id.as_str()) {
            add("duplicate");
        }
        if figure.percent.is_none() && figure.figure.is_none() && figure.counts.is_empty() {
            add("missing_figure");
        }
        let mut shares = figure.percent.iter().chain(&figure.previous);
        if shares.any(|percent| !(0.0..=100.0).contains(percent)) {
            add("range");
        }
        if !is_partial_day(&figure.on) {
            add("day");
        }
        let optional = figure.figure.iter().chain(&figure.caution);
        let mut texts = [&figure.what, &figure.of, &figure.source]
            .into_iter()
            .chain(optional);
        if texts.any(|text| !text.complete()) {
            add("missing_language");
        }
    }
    if problems.is_empty() {
        Ok(file.benchmarks.into_iter().map(Spanned::into_inner).collect())
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
[[items]]
no = "3"
section = "s"
text = { ja = "問い", en = "Question" }
kind = "text"
show_if = { all = [{ item = "2", is = ["A"] }, { not = { item = "1", is = ["no"] } }] }
"#;

    fn found(text: &str) -> Vec<String> {
        match parse_checklist(text) {
            Ok(_) => Vec::new(),
            Err(problems) => problems
                .into_iter()
                .map(|p| {
                    format!(
                        "{}:{} {}",
                        p.line.map_or("-".into(), |l| l.to_string()),
                        p.place,
                        p.problem
                    )
                })
                .collect(),
        }
    }

    fn check(changes: &[(&str, &str)], expected: &[&str]) {
        let mut text = GOOD.to_owned();
        for (from, to) in changes {
            let changed = text.replacen(from, to, 1);
            assert_ne!(changed, text, "the change must take effect: {from}");
            text = changed;
        }
        assert_eq!(found(&text), expected, "after {changes:?}");
    }

    #[test]
    fn each_fault_is_named_with_its_line() {
        check(&[], &[]);
        check(&[("format = 1", "format = 2")], &["-: format_newer"]);
        check(&[("no = \"2\"", "no = \"1\"")], &["18:1 duplicate"]);
        check(
            &[("section = \"s\"", "section = \"t\"")],
            &["13:1 unknown_section"],
        );
        check(&[("item = \"1\"", "item = \"9\"")], &["18:2 unknown_item"]);
        check(&[("is = [\"yes\"]", "is = [\"A\"]")], &["18:2 unknown_option"]);
        check(&[("is = [\"A\"]", "is = [\"B\"]")], &["25:3 unknown_option"]);
        check(
            &[("item = \"1\", is = [\"yes\"]", "item = \"2\", is = [\"A\"]")],
            &["18:2 cycle"],
        );
        check(&[("en = \"Question\"", "en = \" \"")], &["13:1 missing_language"]);
        check(&[(", en = \"Question\"", "")], &["15:1 missing_language"]);
        check(&[("ja = \"甲\", ", "")], &["22:2 missing_language"]);
        check(
            &[(", text = { ja = \"甲\", en = \"A\" }", "")],
            &["22:2 missing_text"],
        );
        check(
            &[(
                "options = [{ id = \"A\", text = { ja = \"甲\", en = \"A\" } }]",
                "",
            )],
            &["18:2 missing_options", "25:3 unknown_option"],
        );
        check(
            &[("kind = \"mark\"", "kind = \"table\"")],
            &[
                "13:1 missing_columns",
                "18:2 unknown_option",
                "25:3 unknown_option",
            ],
        );
        check(&[("kind = \"mark\"", "kind = \"nothing\"")], &["16:1 syntax"]);
        check(
            &[("kind = \"mark\"", "kind = \"mark\"\nkindness = 1")],
            &["17:1 syntax"],
        );
        check(
            &[("no = \"1\"", "no = \"\"")],
            &["13: bad_number", "18:2 unknown_item", "25:3 unknown_item"],
        );
    }

    #[test]
    fn faults_of_several_items_are_found_at_once() {
        check(
            &[
                (", en = \"Question\"", ""),
                ("kind = \"text\"", "kind = \"poem\""),
                ("title = { ja = \"節\", en", "title = { de"),
            ],
            &["11:s syntax", "15:1 missing_language", "28:3 syntax"],
        );
    }

    #[test]
    fn a_condition_with_two_heads_is_refused() {
        check(
            &[(
                "{ item = \"1\", is = [\"yes\"] }",
                "{ item = \"1\", is = [\"yes\"], all = [] }",
            )],
            &["23:2 syntax"],
        );
    }

    #[test]
    fn what_no_answers_can_reach_is_named() {
        // 2 shows after a yes, 3 needs 2 and a no.
        check(
            &[(
                "{ not = { item = \"1\", is = [\"no\"] } }",
                "{ item = \"1\", is = [\"no\"] }",
            )],
            &["25:3 unreachable"],
        );
        check(
            &[("{ item = \"1\", is = [\"yes\"] }", "{ any = [] }")],
            &["18:2 unreachable", "25:3 unreachable"],
        );
    }

    #[test]
    fn an_item_of_the_version_before_must_not_vanish() {
        let before = parse_checklist(GOOD).expect("a proper list");
        let next = GOOD
            .replace(
                "version = \"1\"",
                "version = \"2\"\nprevious = { version = \"1\" }",
            )
            .replace("no = \"3\"", "no = \"4\"");
        let of = |text: &str| match parse_checklist_after(text, &before) {
            Ok(_) => Vec::new(),
            Err(problems) => problems
                .into_iter()
                .map(|p| format!("{} {}", p.place, p.problem))
                .collect::<Vec<_>>(),
        };
        assert_eq!(of(&next), ["3 vanished"], "3 has no successor");
        let mapped = next.replace(
            "{ version = \"1\" }",
            "{ version = \"1\", moved = [{ from = \"3\", to = \"4\" }] }",
        );
        assert_eq!(of(&mapped), Vec::<String>::new(), "3 is 4 now");
        let dropped = next.replace("{ version = \"1\" }", "{ version = \"1\", dropped = [\"3\"] }");
        assert_eq!(of(&dropped), Vec::<String>::new(), "3 is gone on purpose");
        let wrong = mapped
            .replace("to = \"4\"", "to = \"5\"")
            .replace("kind = \"mark\"", "kind = \"yes_no\"");
        assert_eq!(
            of(&wrong),
            ["5 unknown_item", "1 kind_changed"],
            "an answer to 1 would not fit any more"
        );
    }
}
