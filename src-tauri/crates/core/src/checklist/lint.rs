//! Everything that can be wrong with a checklist that could be read.
//!
//! Invariant: all problems at once, each at the line of its item or section.

use super::problem::ContentProblem;
use super::reach::Reach;
use super::{AnswerKind, Checklist, Condition, Item};
use std::collections::{HashMap, HashSet};

/// Lines of sections and items, in the order of the list.
#[derive(Default)]
pub(super) struct Lines {
    pub(super) sections: Vec<Option<u32>>,
    pub(super) items: Vec<Option<u32>>,
    /// Whether all sections could be read.
    pub(super) sections_whole: bool,
    /// Whether all items could be read.
    pub(super) items_whole: bool,
}

/// The problems of `list`. References are only judged when everything they could point at was read and is there once:
/// one fault should not look like five.
pub(super) fn lint(list: &Checklist, lines: &Lines, before: Option<&Checklist>) -> Vec<ContentProblem> {
    let mut numbers = HashSet::new();
    let whole = lines.items_whole && list.items.iter().all(|i| numbers.insert(i.no.as_str()));
    let mut lint = Lint {
        list,
        items: list.items.iter().map(|i| (i.no.as_str(), i)).collect(),
        options: (list.items.iter())
            .flat_map(|i| i.options.iter().map(|o| (i.no.as_str(), o.id.as_str())))
            .collect(),
        sections: list
            .sections
            .iter()
            .rev()
            .map(|s| (s.id.as_str(), s.show_if.is_some()))
            .collect(),
        problems: Vec::new(),
        line: None,
        place: String::new(),
    };
    lint.head(whole);
    lint.sections(lines, whole);
    let reach = Reach::of(list);
    let mut seen = HashSet::new();
    for (at, item) in list.items.iter().enumerate() {
        lint.line = lines.items.get(at).copied().flatten();
        lint.place.clone_from(&item.no);
        if !seen.insert(item.no.as_str()) {
            lint.add("duplicate", "");
        }
        lint.item(item, lines.sections_whole);
        if whole {
            lint.references(item, &reach);
        }
    }
    if whole && !lint.problems.iter().any(|p| ASTRAY.contains(&p.problem.as_str())) {
        lint.reachable(lines, &reach);
    }
    if let Some(before) = before.filter(|_| whole) {
        lint.succession(before, lines);
    }
    let mut problems = lint.problems;
    problems.sort_by(|a, b| (a.line, &a.problem).cmp(&(b.line, &b.problem)));
    problems
}

/// Nobody reads more, and a list can be made in which every word is wrong.
const MOST_PROBLEMS: usize = 10_000;
/// While conditions point astray, nothing can be said about what they let through.
const ASTRAY: &[&str] = &["unknown_item", "unknown_option", "unknown_section", "cycle"];

struct Lint<'a> {
    list: &'a Checklist,
    items: HashMap<&'a str, &'a Item>,
    /// Numbers of items with the ids of their options.
    options: HashSet<(&'a str, &'a str)>,
    /// By id, whether the section has a condition.
    sections: HashMap<&'a str, bool>,
    problems: Vec<ContentProblem>,
    line: Option<u32>,
    place: String,
}

impl Lint<'_> {
    fn add(&mut self, problem: &str, detail: &str) {
        if self.problems.len() == MOST_PROBLEMS {
            return;
        }
        self.problems.push(ContentProblem {
            line: self.line,
            place: self.place.clone(),
            problem: problem.into(),
            detail: detail.into(),
        });
    }

    fn head(&mut self, whole: bool) {
        if self.list.items.is_empty() && whole {
            self.add("empty", "");
        }
        let texts = [
            ("title", Some(&self.list.title)),
            ("source", Some(&self.list.source)),
            ("note", self.list.note.as_ref()),
        ];
        for (field, _) in texts
            .into_iter()
            .filter(|(_, t)| t.is_some_and(|t| !t.complete()))
        {
            self.add("missing_language", field);
        }
        let previous = self.list.previous.iter().map(|p| ("previous", &p.version));
        let names = [("id", &self.list.id), ("version", &self.list.version)];
        for (field, value) in names.into_iter().chain(previous) {
            if !is_name(value) {
                self.add("bad_number", field);
            }
        }
    }

    fn sections(&mut self, lines: &Lines, whole: bool) {
        let mut seen = HashSet::new();
        for (at, section) in self.list.sections.iter().enumerate() {
            self.line = lines.sections.get(at).copied().flatten();
            self.place.clone_from(&section.id);
            if !seen.insert(section.id.as_str()) {
                self.add("duplicate", "");
            }
            if !section.title.complete() {
                self.add("missing_language", "");
            }
            if let Some(condition) = section.show_if.as_ref().filter(|_| whole) {
                self.looks(condition);
            }
        }
    }

    fn item(&mut self, item: &Item, sections_whole: bool) {
        if item.no.trim().is_empty() || item.no.trim() != item.no {
            self.add("bad_number", "");
        }
        if sections_whole && !self.sections.contains_key(item.section.as_str()) {
            self.add("unknown_section", &item.section);
        }
        let options = item
            .options
            .iter()
            .flat_map(|o| std::iter::once(&o.text).chain(&o.specify));
        let optional = item
            .help
            .iter()
            .chain(&item.probe)
            .chain(&item.evidence)
            .chain(&item.unit);
        let mut texts = std::iter::once(&item.text)
            .chain(optional)
            .chain(&item.columns)
            .chain(options);
        if texts.any(|text| !text.complete()) {
            self.add("missing_language", "");
        }
        let chosen = matches!(item.kind, AnswerKind::Single | AnswerKind::Multi);
        if chosen && item.options.is_empty() {
            self.add("missing_options", "");
        }
        if item.kind == AnswerKind::Table && item.columns.is_empty() {
            self.add("missing_columns", "");
        }
        let mut seen = HashSet::new();
        for option in &item.options {
            if !seen.insert(option.id.as_str()) {
                self.add("duplicate_option", &option.id);
            }
        }
    }

    fn references(&mut self, item: &Item, reach: &Reach<'_>) {
        if let Some(condition) = &item.show_if {
            self.looks(condition);
        }
        for condition in item.options.iter().filter_map(|o| o.show_if.as_ref()) {
            self.looks(condition);
        }
        let own = item.options.iter().filter_map(|o| o.show_if.as_ref());
        if reach.is_circular(&item.no) || own.flat_map(Condition::items).any(|no| no == item.no) {
            self.add("cycle", "");
        }
    }

    /// Some answers show every item, and offer every option.
    fn reachable(&mut self, lines: &Lines, reach: &Reach<'_>) {
        for (at, item) in self.list.items.iter().enumerate() {
            self.line = lines.items.get(at).copied().flatten();
            self.place.clone_from(&item.no);
            if !reach.can_apply(item, None) {
                self.add("unreachable", "");
                continue;
            }
            for option in &item.options {
                let condition = option.show_if.as_ref();
                if condition.is_some() && !reach.can_apply(item, condition) {
                    self.add("unreachable", &option.id);
                }
            }
        }
    }

    /// Every item that the condition looks at is there and can be answered so.
    fn looks(&mut self, condition: &Condition) {
        for (no, words) in condition.looks() {
            let Some(item) = self.items.get(no).copied() else {
                self.add("unknown_item", no);
                continue;
            };
            for word in words {
                if !self.can_be_answered(item, word) {
                    self.add("unknown_option", &format!("{no}: {word}"));
                }
            }
        }
    }

    /// Whether the item can be answered with `word` of a condition.
    fn can_be_answered(&self, item: &Item, word: &str) -> bool {
        match word {
            "dont_know" => true,
            "not_applicable" => {
                let of_section = self.sections.get(item.section.as_str()).copied().unwrap_or(false);
                item.may_not_apply || item.show_if.is_some() || of_section
            }
            "yes" | "no"
                if matches!(
                    item.kind,
                    AnswerKind::Mark | AnswerKind::YesNo | AnswerKind::YesNoDate
                ) =>
            {
                true
            }
            _ => self.options.contains(&(item.no.as_str(), word)),
        }
    }

    /// What became of the items of the version before.
    fn succession(&mut self, before: &Checklist, lines: &Lines) {
        self.line = None;
        let Some(previous) = &self.list.previous else {
            self.place.clear();
            self.add("previous_unknown", &before.version);
            return;
        };
        let moved: HashMap<&str, &str> = previous
            .moved
            .iter()
            .map(|m| (m.from.as_str(), m.to.as_str()))
            .collect();
        let old: HashSet<&str> = before.items.iter().map(|i| i.no.as_str()).collect();
        let now: HashMap<&str, usize> = (self.list.items.iter().enumerate())
            .map(|(at, i)| (i.no.as_str(), at))
            .collect();
        let dropped: HashSet<&str> = previous.dropped.iter().map(String::as_str).collect();
        for named in previous.moved.iter().map(|m| &m.from).chain(&previous.dropped) {
            if !old.contains(named.as_str()) {
                self.place.clone_from(named);
                self.add("unknown_item", "");
            }
        }
        for old in &before.items {
            let to = moved.get(old.no.as_str()).copied();
            if to.is_none() && dropped.contains(old.no.as_str()) {
                continue;
            }
            let no = to.unwrap_or(&old.no);
            let found = now.get(no).copied();
            self.line = found.and_then(|at| lines.items.get(at).copied().flatten());
            self.place = no.to_owned();
            match found.map(|at| &self.list.items[at]) {
                None if to.is_some() => self.add("unknown_item", &old.no),
                None => self.add("vanished", ""),
                Some(new) if new.kind != old.kind => self.add("kind_changed", &old.no),
                Some(_) => {}
            }
        }
    }
}

/// Ids and versions are names of folders and files, on every system: lower-case letters, digits, dashes and dots, but
/// no dots that lead elsewhere and no name of a device.
pub(crate) fn is_name(text: &str) -> bool {
    let letter = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    let plain = text.chars().all(|c| letter(c) || matches!(c, '-' | '.'));
    let ends = text.starts_with(letter) && text.ends_with(letter);
    let stem = text.split('.').next().unwrap_or_default();
    let numbered = |device: &str| {
        let number = stem.strip_prefix(device).map(str::as_bytes);
        matches!(number, Some([digit]) if digit.is_ascii_digit())
    };
    let device = ["con", "prn", "aux", "nul"].contains(&stem) || numbered("com") || numbered("lpt");
    text.len() <= 80 && plain && ends && !text.contains("..") && !device
}
