//! From a snapshot to finished documents, before any file format is chosen.
//!
//! Invariant: a pure function of survey, checklists, figures, findings, templates and the day; every field that was
//! entered is in some document, in each language, and a test that reads the fields from their schema watches it.
//! Deliberately absent: every word that a reader sees; those stand in `report-templates/`.

mod context;
pub mod document;
mod lookup;
mod table;
mod tables;
mod template;
#[cfg(test)]
mod tests;
mod words;

pub use template::Templates;
pub use words::choice_names;

use crate::checklist::{Benchmark, Checklist};
use crate::comparison::ListMap;
use crate::rules::FindingView;
use crate::{Day, Lang, Snapshot};
use context::{Context, Held};
use document::{Block, Frame, Report, Section};
use lookup::Lookup;
use table::Scope;
use template::{BlockTemplate, DeliverableTemplate, Repeat, SectionTemplate, When};

/// What the documents are made from.
#[derive(Clone, Copy)]
pub struct Sources<'a> {
    /// The survey, sorted.
    pub snapshot: &'a Snapshot,
    /// The checklists at hand, every version.
    pub checklists: &'a [Checklist],
    /// National figures.
    pub benchmarks: &'a [Benchmark],
    /// Which items of two lists mean the same.
    pub maps: &'a [ListMap],
    /// An earlier survey of the same hospital.
    pub earlier: Option<&'a Snapshot>,
    /// Findings by rule and by hand, with what was decided about them.
    pub findings: &'a [FindingView],
    /// The day that stands on the documents.
    pub today: Day,
    /// Order, columns and words.
    pub templates: &'a Templates,
}

/// The ten documents of a survey, in the order in which they are handed over.
pub fn deliverables(sources: &Sources<'_>, lang: Lang) -> Vec<Report> {
    let held = Held::all(sources);
    let lookup = Lookup::of(sources);
    let each = sources.templates.deliverables();
    each.map(|(file, template)| report(sources, (&held, &lookup), file, template, lang))
        .collect()
}

fn report<'a>(
    sources: &'a Sources<'a>,
    (held, lookup): (&'a [Held<'a>], &'a Lookup<'a>),
    file: &str,
    template: &'a DeliverableTemplate,
    lang: Lang,
) -> Report {
    let c = Context {
        sources,
        snapshot: sources.snapshot,
        held,
        lookup,
        template,
        lang,
    };
    Report {
        file: file.to_owned(),
        lang,
        title: template.title.get(lang).to_owned(),
        head: head(&c),
        marking: c.word("page", "marking").to_owned(),
        revision: c.revision(sources.snapshot.revision()),
        frame: Frame {
            page: c.word("page", "page").to_owned(),
            continued: c.word("page", "continued").to_owned(),
            adaptations: c.word("page", "adaptations").to_owned(),
            blank_left_out: c.word("page", "blank_left_out").to_owned(),
        },
        landscape: template.landscape,
        sections: template
            .sections
            .iter()
            .flat_map(|section| sections(&c, section))
            .collect(),
    }
}

fn head(c: &Context<'_>) -> Vec<(String, String)> {
    let survey = &c.snapshot.survey;
    let value = |row: &str| match row {
        "hospital" => c.snapshot.hospital.as_ref().map(|h| h.name.clone()),
        "firm" => Some(survey.firm.clone()),
        "client" => survey.client.clone(),
        "supervising_firm" => survey.supervising_firm.clone(),
        "period" => tables::period(c),
        "revision" => Some(c.revision(c.snapshot.revision())),
        _ => Some(c.sources.today.display(c.lang)),
    };
    let label = |row: &str| c.word("head", row).to_owned();
    words::HEAD
        .iter()
        .filter_map(|row| value(row).map(|value| (label(row), value)))
        .collect()
}

fn sections<'a>(c: &Context<'a>, template: &SectionTemplate) -> Vec<Section> {
    if template.when == Some(When::NoInterviews) && c.heard().next().is_some() {
        return Vec::new();
    }
    match template.repeat {
        None => {
            let section = section(c, template, Scope::Document);
            let filled = section
                .blocks
                .iter()
                .any(|block| matches!(block, Block::Table(_)));
            if template.when == Some(When::Filled) && !filled {
                return Vec::new();
            }
            vec![section]
        }
        Some(Repeat::Interviews) => c
            .heard()
            .map(|held| section(c, template, Scope::Interview(held)))
            .collect(),
        Some(Repeat::SharedLists) => {
            let mut several: Vec<&Held<'a>> = Vec::new();
            for held in c.heard() {
                let shared = c.heard().filter(|other| other.same_list(held)).count() > 1;
                if shared && !several.iter().any(|known| known.same_list(held)) {
                    several.push(held);
                }
            }
            several
                .into_iter()
                .map(|held| section(c, template, Scope::Shared(held)))
                .collect()
        }
    }
}

fn section<'a>(c: &Context<'a>, template: &SectionTemplate, scope: Scope<'a>) -> Section {
    let blocks = template.blocks.iter().filter_map(|block| match block {
        BlockTemplate::Paragraph(pair) => Some(Block::Paragraph(c.fill(pair, scope))),
        BlockTemplate::Note(pair) => Some(Block::Note(c.fill(pair, scope))),
        BlockTemplate::Heading(pair) => Some(Block::Heading(c.fill(pair, scope))),
        BlockTemplate::Chart(name) => tables::chart(name, c).map(Block::Chart),
        BlockTemplate::Figure(wanted) => wanted.then_some(Block::Figure),
        BlockTemplate::Table(name) => {
            let table = c.sources.templates.table(c.template, name)?;
            let empty = || {
                table
                    .empty
                    .as_ref()
                    .map_or(c.say("empty_table").to_owned(), |pair| c.fill(pair, scope))
            };
            Some(tables::build(name, c, scope, table).map_or_else(|| Block::Note(empty()), Block::Table))
        }
    });
    Section {
        title: c.fill(&template.title, scope),
        blocks: blocks.collect(),
    }
}
