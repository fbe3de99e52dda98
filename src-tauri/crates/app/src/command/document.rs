//! The documents as a person reads them before they leave, and what is still missing.
//!
//! Invariant: what is shown is the model that the writers get, of the same snapshot and day; a figure is named by its
//! drawing, which `diagram_draw` draws. Reads only: nothing leaves the vault here.

use super::{InSurvey, wire};
use crate::dispatch::Ctx;
use crate::documents::{self, drawing_of};
use crate::error::{Code, Error};
use junkai_core::drawing::DiagramKind;
use junkai_core::handover::{Gap, gaps};
use junkai_core::record::Choice as _;
use junkai_core::report::document::{Align, Block, Report, RowKind, Table};
use junkai_core::rules::FindingView;
use junkai_core::{Lang, Snapshot, SurveyId};
use junkai_diagram::{Graph, rules};
use serde::{Deserialize, Serialize};

wire! {
    /// Lists the documents of a survey.
    DocumentList {
        /// The survey.
        survey: SurveyId,
        /// Language of the documents.
        #[serde(default)]
        lang: Lang,
    }
    /// A document in the list.
    DocumentLine {
        /// File name without its ending.
        file: String,
        /// Title.
        title: String,
        /// Sections.
        sections: u32,
        /// Rows of all its tables.
        rows: u32,
    }
    /// Names a document.
    DocumentGet {
        /// The survey.
        survey: SurveyId,
        /// File name without its ending.
        file: String,
        /// Language of the document.
        #[serde(default)]
        lang: Lang,
    }
    /// A label with its value.
    DocumentHead {
        /// Label.
        label: String,
        /// Value.
        value: String,
    }
    /// A document, for reading.
    DocumentView {
        /// File name without its ending.
        file: String,
        /// Language it is written in.
        lang: Lang,
        /// Title.
        title: String,
        /// Rows of the title block.
        head: Vec<DocumentHead>,
        /// Marking on each page.
        marking: String,
        /// Sections, in order.
        sections: Vec<DocumentSection>,
    }
    /// A section.
    DocumentSection {
        /// Heading.
        title: String,
        /// Content, in order.
        blocks: Vec<DocumentBlock>,
    }
    /// A column.
    DocumentColumn {
        /// Heading.
        header: String,
        /// Width relative to the other columns.
        width: f32,
        /// Where its cells stand.
        align: DocumentAlign,
    }
    /// A row.
    DocumentRow {
        /// What sort of row it is.
        kind: DocumentRowKind,
        /// Cells as they are printed.
        cells: Vec<String>,
    }
    /// A bar of a chart.
    DocumentBar {
        /// What it is about.
        label: String,
        /// A count for each part.
        counts: Vec<u32>,
    }
}

/// Where cells stand.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum DocumentAlign {
    /// At the left.
    Left,
    /// In the middle.
    Centre,
    /// At the right.
    Right,
}

/// Sorts of row.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum DocumentRowKind {
    /// Ordinary.
    Body,
    /// A heading across all columns.
    Group,
    /// A sum.
    Total,
}

/// A piece of content.
#[derive(Clone, Debug, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
#[serde(tag = "block", rename_all = "snake_case")]
pub enum DocumentBlock {
    /// Running text.
    Paragraph {
        /// The text.
        text: String,
    },
    /// A remark in small type.
    Note {
        /// The text.
        text: String,
    },
    /// A smaller heading.
    Heading {
        /// The text.
        text: String,
    },
    /// A table.
    Table {
        /// Caption above it.
        caption: Option<String>,
        /// Columns.
        columns: Vec<DocumentColumn>,
        /// Rows.
        rows: Vec<DocumentRow>,
    },
    /// A drawing.
    Figure {
        /// Which one.
        diagram: DiagramKind,
    },
    /// Counts as bars.
    Chart {
        /// Caption above it.
        caption: String,
        /// What the parts of every bar are, in order.
        parts: Vec<String>,
        /// The bars.
        bars: Vec<DocumentBar>,
    },
}

fn reports(ctx: &mut Ctx<'_>, survey: SurveyId, lang: Lang) -> Result<Vec<Report>, Error> {
    let snapshot = ctx.vault()?.read(survey, |r| r.snapshot())?;
    let earlier = super::comparison::before(ctx, &snapshot)?;
    let today = ctx.now.day_in_japan();
    Ok(documents::reports(
        ctx.content,
        &snapshot,
        earlier.as_ref(),
        today,
        lang,
    ))
}

/// The documents in the order in which they are handed over.
pub(crate) fn list(ctx: &mut Ctx<'_>, input: DocumentList) -> Result<Vec<DocumentLine>, Error> {
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let line = |report: Report| {
        let blocks = report.sections.iter().flat_map(|section| &section.blocks);
        let rows = blocks.map(|block| match block {
            Block::Table(table) => table.rows.iter().filter(|r| r.kind == RowKind::Body).count(),
            _ => 0,
        });
        DocumentLine {
            rows: count(rows.sum()),
            sections: count(report.sections.len()),
            file: report.file,
            title: report.title,
        }
    };
    let reports = reports(ctx, input.survey, input.lang)?;
    Ok(reports.into_iter().map(line).collect())
}

/// One document.
pub(crate) fn get(ctx: &mut Ctx<'_>, input: DocumentGet) -> Result<DocumentView, Error> {
    let mut reports = reports(ctx, input.survey, input.lang)?.into_iter();
    let report = reports.find(|report| report.file == input.file);
    let report = report.ok_or_else(|| Error::of(Code::NotFound).with("kind", "document"))?;
    let drawing = drawing_of(&report.file);
    let sections = report.sections.into_iter().map(|section| DocumentSection {
        title: section.title,
        blocks: section
            .blocks
            .into_iter()
            .filter_map(|block| shown(block, report.lang, drawing))
            .collect(),
    });
    Ok(DocumentView {
        sections: sections.collect(),
        file: report.file,
        lang: report.lang,
        title: report.title,
        head: report
            .head
            .into_iter()
            .map(|(label, value)| DocumentHead { label, value })
            .collect(),
        marking: report.marking,
    })
}

fn shown(block: Block, lang: Lang, drawing: Option<DiagramKind>) -> Option<DocumentBlock> {
    Some(match block {
        Block::Paragraph(text) => DocumentBlock::Paragraph { text },
        Block::Note(text) => DocumentBlock::Note { text },
        Block::Heading(text) => DocumentBlock::Heading { text },
        Block::Table(table) => shown_table(table, lang),
        Block::Figure => DocumentBlock::Figure { diagram: drawing? },
        Block::Chart(chart) => DocumentBlock::Chart {
            caption: chart.caption,
            parts: chart.parts,
            bars: chart
                .bars
                .into_iter()
                .map(|bar| DocumentBar {
                    label: bar.label,
                    counts: bar.counts,
                })
                .collect(),
        },
    })
}

fn shown_table(table: Table, lang: Lang) -> DocumentBlock {
    let column = |column: junkai_core::report::document::Column| DocumentColumn {
        header: column.header,
        width: column.width,
        align: match column.align {
            Align::Left => DocumentAlign::Left,
            Align::Centre => DocumentAlign::Centre,
            Align::Right => DocumentAlign::Right,
        },
    };
    let row = |row: junkai_core::report::document::Row| DocumentRow {
        kind: match row.kind {
            RowKind::Body => DocumentRowKind::Body,
            RowKind::Group => DocumentRowKind::Group,
            RowKind::Total => DocumentRowKind::Total,
        },
        cells: row.cells.iter().map(|cell| cell.display(lang)).collect(),
    };
    DocumentBlock::Table {
        caption: table.caption,
        columns: table.columns.into_iter().map(column).collect(),
        rows: table.rows.into_iter().map(row).collect(),
    }
}

/// What is missing or odd, gravest first.
pub(crate) fn missing(ctx: &mut Ctx<'_>, input: InSurvey) -> Result<Vec<Gap>, Error> {
    let snapshot = ctx.vault()?.read(input.survey, |r| r.snapshot())?;
    let found = super::finding::of(ctx, &snapshot);
    Ok(gaps_of(ctx, &snapshot, &found))
}

/// What is missing or odd in `snapshot`, whose findings are `found`.
pub(super) fn gaps_of(ctx: &Ctx<'_>, snapshot: &Snapshot, found: &[FindingView]) -> Vec<Gap> {
    let problems = |kind: DiagramKind| rules::check(&Graph::of(snapshot, kind)).len();
    let drawings: Vec<(DiagramKind, u32)> = DiagramKind::ALL
        .iter()
        .map(|kind| (*kind, u32::try_from(problems(*kind)).unwrap_or(u32::MAX)))
        .collect();
    let facts = junkai_core::rules::Facts {
        snapshot,
        checklists: &ctx.content.checklists,
        benchmarks: &ctx.content.benchmarks,
        today: ctx.now.day_in_japan(),
    };
    gaps(&facts, found, &drawings)
}
