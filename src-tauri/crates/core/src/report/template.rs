//! Report templates: order, columns, widths and every word of the deliverables, as data.
//!
//! Invariant: templates that parse can lay out any survey: each table, column, placeholder and word they need exists
//! in both languages, and between them they show every column that the program can fill, so that no recorded field
//! is lost by an edit of a template.
//! Deliberately absent: reading files (the caller hands in the texts) and any fallback wording.

use super::table::LAYOUT_PLACEHOLDERS;
use super::{document::Align, tables, words};
use crate::checklist::ContentProblem;
use crate::interview::Audience;
use crate::{Lang, drawing::DiagramKind};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// One text in both languages; a missing one is found by the check of the templates, not by the parser.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Pair {
    ja: String,
    en: String,
}

impl Pair {
    pub(super) fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Ja => &self.ja,
            Lang::En => &self.en,
        }
    }

    fn half(&self) -> bool {
        self.ja.trim().is_empty() || self.en.trim().is_empty()
    }
}

/// How often a section is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Repeat {
    /// Once for each interview with the audiences of the document.
    Interviews,
    /// Once for each checklist on which several of these interviews were held.
    SharedLists,
}

/// When a section is printed at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum When {
    /// No interview with the audiences of the document was recorded.
    NoInterviews,
    /// One of its tables has rows.
    Filled,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SectionTemplate {
    pub(super) title: Pair,
    #[serde(default)]
    pub(super) repeat: Option<Repeat>,
    #[serde(default)]
    pub(super) when: Option<When>,
    pub(super) blocks: Vec<BlockTemplate>,
}

/// One piece of content: running text, a remark, a smaller heading, a table or a chart by name, or the figure.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum BlockTemplate {
    Paragraph(Pair),
    Note(Pair),
    Heading(Pair),
    Table(String),
    Chart(String),
    Figure(bool),
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Layout {
    /// A row for each record.
    #[default]
    Table,
    /// A row for each field of one record: label and value.
    Form,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ColumnTemplate {
    pub(super) key: String,
    ja: String,
    en: String,
    #[serde(default = "usual_width")]
    pub(super) width: f32,
    #[serde(default)]
    pub(super) align: Align,
    /// Left out where no row has a value; columns that belong to the form stay.
    #[serde(default)]
    pub(super) optional: bool,
}

fn usual_width() -> f32 {
    10.0
}

impl ColumnTemplate {
    pub(super) fn header(&self, lang: Lang) -> &str {
        match lang {
            Lang::Ja => &self.ja,
            Lang::En => &self.en,
        }
    }
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TableTemplate {
    #[serde(default)]
    pub(super) caption: Option<Pair>,
    #[serde(default)]
    pub(super) empty: Option<Pair>,
    #[serde(default)]
    pub(super) layout: Layout,
    pub(super) columns: Vec<ColumnTemplate>,
}

/// One deliverable as its file describes it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DeliverableTemplate {
    pub(super) title: Pair,
    #[serde(default)]
    pub(super) landscape: bool,
    /// Whose interviews it holds.
    #[serde(default)]
    pub(super) audiences: Vec<Audience>,
    /// Which drawing it holds.
    #[serde(default)]
    pub(super) diagram: Option<DiagramKind>,
    pub(super) sections: Vec<SectionTemplate>,
    #[serde(default)]
    pub(super) tables: BTreeMap<String, TableTemplate>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct SharedTables {
    tables: BTreeMap<String, TableTemplate>,
}

type WordMap = BTreeMap<String, BTreeMap<String, Pair>>;

/// All templates of the deliverables.
#[derive(Clone, Debug)]
pub struct Templates {
    words: WordMap,
    shared: BTreeMap<String, TableTemplate>,
    deliverables: Vec<(&'static str, DeliverableTemplate)>,
}

/// The catalogue of words.
const WORDS_FILE: &str = "words.toml";
/// Tables that more than one deliverable shows.
const TABLES_FILE: &str = "tables.toml";

impl Templates {
    /// The deliverables, in the order in which they are handed over.
    pub const DELIVERABLES: [&'static str; 10] = [
        "01-checklist-executive",
        "02-checklist-admin",
        "03-checklist-user",
        "04-backup-status",
        "05-external-connections",
        "06-network-overview",
        "07-management-structure",
        "08-effort-sheet",
        "09-asset-ledger",
        "10-hospital-report",
    ];

    /// Names of the files that [`Templates::parse`] wants.
    pub fn files() -> Vec<String> {
        let deliverables = Self::DELIVERABLES.iter().map(|name| format!("{name}.toml"));
        [WORDS_FILE.to_owned(), TABLES_FILE.to_owned()]
            .into_iter()
            .chain(deliverables)
            .collect()
    }

    /// Reads all template files, given as name and text; on failure, everything that is wrong with them. The place of
    /// a problem is a table and column, a word, or the name of a file; its detail is the file where that says more.
    pub fn parse(files: &[(&str, &str)]) -> Result<Self, Vec<ContentProblem>> {
        let mut problems = Vec::new();
        let templates = Self::read(files, &mut problems);
        let unread = !problems.is_empty();
        templates.lint(unread, &mut problems);
        if problems.is_empty() {
            Ok(templates)
        } else {
            Err(problems)
        }
    }

    /// Templates as they are, so that a test can see what an incomplete one loses.
    #[cfg(test)]
    pub(super) fn unchecked(files: &[(&str, &str)]) -> Self {
        Self::read(files, &mut Vec::new())
    }

    fn read(files: &[(&str, &str)], problems: &mut Vec<ContentProblem>) -> Self {
        let words: WordMap = read(files, WORDS_FILE, problems).unwrap_or_default();
        let shared: SharedTables = read(files, TABLES_FILE, problems).unwrap_or_default();
        let mut deliverables = Vec::new();
        for name in Self::DELIVERABLES {
            deliverables
                .extend(read(files, &format!("{name}.toml"), problems).map(|template| (name, template)));
        }
        Self {
            words,
            shared: shared.tables,
            deliverables,
        }
    }

    /// The word for `name` in the section `key`; for a closed choice these are `Choice::KEY` and `Choice::name`.
    pub fn word(&self, key: &str, name: &str, lang: Lang) -> &str {
        self.words
            .get(key)
            .and_then(|section| section.get(name))
            .map_or("", |pair| pair.get(lang))
    }

    pub(super) fn deliverables(&self) -> impl Iterator<Item = (&'static str, &DeliverableTemplate)> {
        self.deliverables.iter().map(|(name, template)| (*name, template))
    }

    pub(super) fn table<'a>(&'a self, own: &'a DeliverableTemplate, name: &str) -> Option<&'a TableTemplate> {
        own.tables.get(name).or_else(|| self.shared.get(name))
    }

    /// Adds what is wrong; what only follows from a file that could not be read (`unread`) is left out.
    fn lint(&self, unread: bool, problems: &mut Vec<ContentProblem>) {
        let mut add = |file: &str, place: &str, what: &str| problems.push(problem(file, place, what));
        self.lint_words(&mut add);
        let mut shown: BTreeSet<(&str, &str)> = BTreeSet::new();
        let mut used: BTreeSet<&str> = BTreeSet::new();
        for (file, template) in self.deliverables() {
            self.lint_deliverable(file, template, &mut add);
            for name in tables_in(template) {
                used.insert(name);
                let columns = self
                    .table(template, name)
                    .map(|t| t.columns.as_slice())
                    .unwrap_or_default();
                shown.extend(columns.iter().map(|c| (name, c.key.as_str())));
            }
        }
        for (name, table) in &self.shared {
            lint_table(TABLES_FILE, name, table, &mut add);
        }
        if unread {
            return;
        }
        for name in self.shared.keys().filter(|name| !used.contains(name.as_str())) {
            add(TABLES_FILE, name, "unused_table");
        }
        for (name, keys) in tables::known() {
            for key in keys.into_iter().filter(|key| !shown.contains(&(name, key))) {
                add("", &format!("{name}.{key}"), "missing_column");
            }
        }
        let heard: Vec<Audience> = self
            .deliverables
            .iter()
            .flat_map(|(_, t)| t.audiences.iter().copied())
            .collect();
        for audience in <Audience as crate::record::Choice>::ALL
            .iter()
            .filter(|a| !heard.contains(a))
        {
            add(
                "",
                <Audience as crate::record::Choice>::name(*audience),
                "missing_audience",
            );
        }
        for diagram in <DiagramKind as crate::record::Choice>::ALL {
            if !self.deliverables.iter().any(|(_, t)| t.diagram == Some(*diagram)) {
                add(
                    "",
                    <DiagramKind as crate::record::Choice>::name(*diagram),
                    "missing_diagram",
                );
            }
        }
    }

    fn lint_words(&self, add: &mut dyn FnMut(&str, &str, &str)) {
        let needed = words::needed();
        if self.words.is_empty() {
            return;
        }
        for (section, names) in &needed {
            for name in names {
                match self
                    .words
                    .get(*section)
                    .and_then(|words| words.get(name.as_str()))
                {
                    None => add(WORDS_FILE, &format!("{section}.{name}"), "missing_word"),
                    Some(pair) if pair.half() => {
                        add(WORDS_FILE, &format!("{section}.{name}"), "missing_language")
                    }
                    Some(_) => {}
                }
            }
        }
        for (section, given) in &self.words {
            let names = needed
                .iter()
                .find(|(key, _)| key == section)
                .map(|(_, names)| names.as_slice());
            for name in given
                .keys()
                .filter(|name| !names.unwrap_or_default().contains(name))
            {
                add(WORDS_FILE, &format!("{section}.{name}"), "unknown_word");
            }
        }
    }

    fn lint_deliverable(
        &self,
        name: &str,
        template: &DeliverableTemplate,
        add: &mut dyn FnMut(&str, &str, &str),
    ) {
        let file = format!("{name}.toml");
        let text = |place: &str, pair: &Pair, add: &mut dyn FnMut(&str, &str, &str)| {
            if pair.half() {
                add(&file, place, "missing_language");
            }
            if [&pair.ja, &pair.en]
                .iter()
                .any(|t| placeholders(t).any(|p| !LAYOUT_PLACEHOLDERS.contains(&p)))
            {
                add(&file, place, "unknown_placeholder");
            }
        };
        text("title", &template.title, add);
        for section in &template.sections {
            text("sections", &section.title, add);
            for block in &section.blocks {
                match block {
                    BlockTemplate::Paragraph(pair)
                    | BlockTemplate::Note(pair)
                    | BlockTemplate::Heading(pair) => {
                        text(&section.title.en, pair, add);
                    }
                    BlockTemplate::Table(table) => {
                        if self.table(template, table).is_none() {
                            add(&file, table, "unknown_table");
                        }
                    }
                    BlockTemplate::Chart(chart) => {
                        if !tables::CHARTS.contains(&chart.as_str()) {
                            add(&file, chart, "unknown_table");
                        }
                    }
                    BlockTemplate::Figure(_) if template.diagram.is_none() => {
                        add(&file, "figure", "missing_diagram")
                    }
                    BlockTemplate::Figure(_) => {}
                }
            }
        }
        let placed: BTreeSet<&str> = tables_in(template).collect();
        for (table_name, table) in &template.tables {
            lint_table(&file, table_name, table, add);
            if !placed.contains(table_name.as_str()) {
                add(&file, table_name, "unused_table");
            }
        }
    }
}

fn tables_in(template: &DeliverableTemplate) -> impl Iterator<Item = &str> {
    template
        .sections
        .iter()
        .flat_map(|s| &s.blocks)
        .filter_map(|block| match block {
            BlockTemplate::Table(name) => Some(name.as_str()),
            _ => None,
        })
}

fn lint_table(file: &str, name: &str, table: &TableTemplate, add: &mut dyn FnMut(&str, &str, &str)) {
    let Some((_, known)) = tables::known().into_iter().find(|(known, _)| *known == name) else {
        add(file, name, "unknown_table");
        return;
    };
    if table.columns.is_empty() {
        add(file, name, "empty");
    }
    if table.caption.iter().chain(&table.empty).any(Pair::half) {
        add(file, name, "missing_language");
    }
    let mut seen = BTreeSet::new();
    for column in &table.columns {
        let place = format!("{name}.{}", column.key);
        if !known.contains(&column.key.as_str()) {
            add(file, &place, "unknown_column");
        }
        if !seen.insert(column.key.as_str()) {
            add(file, &place, "duplicate");
        }
        if column.ja.trim().is_empty() || column.en.trim().is_empty() {
            add(file, &place, "missing_language");
        }
        if !(column.width.is_finite() && column.width > 0.0) {
            add(file, &place, "range");
        }
    }
}

/// Names between braces.
pub(super) fn placeholders(text: &str) -> impl Iterator<Item = &str> {
    text.split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}').map(|(name, _)| name))
}

fn read<T: serde::de::DeserializeOwned>(
    files: &[(&str, &str)],
    name: &str,
    problems: &mut Vec<ContentProblem>,
) -> Option<T> {
    let Some((_, text)) = files.iter().find(|(file, _)| *file == name) else {
        problems.push(problem("", name, "missing_file"));
        return None;
    };
    match toml::from_str(text) {
        Ok(value) => Some(value),
        Err(error) => {
            let line = error.span().map(|span| {
                1 + text
                    .as_bytes()
                    .iter()
                    .take(span.start)
                    .filter(|byte| **byte == b'\n')
                    .count()
            });
            problems.push(ContentProblem {
                line: line.and_then(|l| u32::try_from(l).ok()),
                place: name.into(),
                problem: "syntax".into(),
                detail: error.message().into(),
            });
            None
        }
    }
}

fn problem(file: &str, place: &str, what: &str) -> ContentProblem {
    ContentProblem {
        line: None,
        place: place.into(),
        problem: what.into(),
        detail: file.into(),
    }
}
