//! Reports as PDF: title block, sections with headings, running text, ruled tables, figures, and a line at the foot
//! of every page.
//!
//! Invariant: the same report gives the same bytes; only the characters used are embedded, and all text can be copied.
//! The file names neither a person nor a machine nor a time. Deliberately absent: any layout by a browser engine,
//! because rows that cross a page have to be under our own control.

mod cards;
mod figure;
mod finish;
mod flow;
mod fonts;
mod frame;
mod page;
mod style;
mod table;

pub use fonts::Fonts;

use crate::Error;
use crate::visible::{Medium, join, prepare, show};
use flow::{Flow, Mark};
use junkai_core::report::document::{Adaptation, Block, Report, Section};
use junkai_diagram::scene::{Item, Scene};
use std::io::Write;
use style::{BODY, LEADING, NAVY, Paper, QUIET, SIDE, TEXT};
use table::Around;

/// Writes the report, its figure being `figure`, and returns every place where a text is shown differently.
pub fn write(
    report: &Report,
    figure: Option<&Scene>,
    fonts: &Fonts,
    out: impl Write,
) -> Result<Vec<Adaptation>, Error> {
    let (report, figure, adaptations) = shown(report, figure, fonts);
    let mut flow = Flow::new(fonts, Paper::a4(report.landscape));
    frame::title_block(&mut flow, &report);
    for section in &report.sections {
        draw_section(&mut flow, section, figure.as_ref(), &report);
    }
    if !adaptations.is_empty() && !report.frame.adaptations.is_empty() {
        list(&mut flow, &report, &adaptations);
    }
    frame::feet(&mut flow, &report);
    finish::write(flow, &report, out)?;
    Ok(adaptations)
}

/// What [`write`] would have to show differently, found without writing anything.
pub fn missing_characters(report: &Report, figure: Option<&Scene>, fonts: &Fonts) -> Vec<Adaptation> {
    shown(report, figure, fonts).2
}

/// Report and figure with every character visible.
fn shown(report: &Report, figure: Option<&Scene>, fonts: &Fonts) -> (Report, Option<Scene>, Vec<Adaptation>) {
    let has = |character| fonts.has(character);
    let medium = Medium {
        has: &has,
        tab: "    ",
    };
    let (shown, mut list) = prepare(report, &medium);
    let figure = figure.cloned().map(|mut scene| {
        for item in &mut scene.items {
            if let Item::Text { text, .. } = item {
                let place = join(&[&shown.title, text]);
                *text = show(text, &medium, &report.file, &place, &mut list).replace('\n', " ");
            }
        }
        scene
    });
    (shown, figure, list)
}

fn draw_section(flow: &mut Flow<'_>, section: &Section, figure: Option<&Scene>, report: &Report) {
    let around = Around {
        lang: report.lang,
        frame: &report.frame,
        section: &section.title,
    };
    let first = section
        .blocks
        .iter()
        .find(|block| !matches!(block, Block::Heading(_)));
    match wanted(flow, first, figure, &around, 40.0) {
        Some(start) => start.follow(flow),
        None => flow.use_paper(flow.base),
    }
    heading(flow, &section.title);
    for (at, block) in section.blocks.iter().enumerate() {
        match block {
            Block::Paragraph(text) => {
                if flow.paper() != Paper::a4(true) {
                    flow.use_paper(flow.base);
                }
                flow.running(text, BODY, false, TEXT, LEADING);
                flow.gap(6.0);
            }
            Block::Note(text) => {
                flow.running(text, 8.5, false, QUIET, 1.55);
                flow.gap(5.0);
            }
            Block::Heading(text) => {
                if let Some(start) = wanted(flow, section.blocks.get(at + 1), figure, &around, 30.0) {
                    start.follow(flow);
                }
                flow.gap(8.0);
                flow.keep(80.0);
                flow.running(text, 11.0, true, NAVY, 1.5);
                flow.gap(3.0);
            }
            Block::Table(content) => {
                let plan = table::plan(flow, content, report.lang);
                flow.use_paper(plan.paper());
                table::draw(flow, content, &plan, &around);
            }
            Block::Figure => {
                if let Some(scene) = figure {
                    draw_figure(flow, scene);
                }
            }
        }
    }
}

/// Where a block that a heading stands over wants to begin.
enum Start {
    /// On this page or on a new one, but on this paper.
    Paper(Paper),
    /// At the top of a page of this paper.
    NewPage(Paper),
}

impl Start {
    fn follow(self, flow: &mut Flow<'_>) {
        match self {
            Self::Paper(paper) => flow.use_paper(paper),
            Self::NewPage(paper) if flow.at_top() => flow.use_paper(paper),
            Self::NewPage(paper) => flow.turn(paper),
        }
    }
}

/// Where a block wants to begin, if it matters to it; `above` is what a heading before it takes of the page.
fn wanted(
    flow: &Flow<'_>,
    block: Option<&Block>,
    figure: Option<&Scene>,
    around: &Around<'_>,
    above: f32,
) -> Option<Start> {
    match (block, figure) {
        (Some(Block::Table(content)), _) => {
            Some(Start::Paper(table::plan(flow, content, around.lang).paper()))
        }
        (Some(Block::Figure), Some(scene)) => {
            let plan = figure::plan(scene, flow.paper(), flow.base, flow.room() - above);
            Some(plan.paper.map_or(Start::Paper(flow.paper()), Start::NewPage))
        }
        _ => None,
    }
}

fn draw_figure(flow: &mut Flow<'_>, scene: &Scene) {
    let plan = figure::plan(scene, flow.paper(), flow.base, flow.room());
    match plan.paper {
        // A page that holds only headings so far is as good as a new one.
        Some(paper) if flow.paper() != paper || flow.y > style::TOP + 70.0 => flow.turn(paper),
        _ => {}
    }
    figure::draw(flow, scene, plan);
}

fn heading(flow: &mut Flow<'_>, title: &str) {
    flow.gap(14.0);
    flow.keep(96.0);
    let lines = flow.lines(title, flow.paper().measure() - 10.0, 13.0, true);
    let height = lines.len() as f32 * 19.0;
    flow.marks.push(Mark {
        title: title.to_owned(),
        page: flow.pages.len() - 1,
        y: flow.y,
    });
    let top = flow.y;
    flow.page()
        .rect(SIDE, top + 1.5, 3.2, height - 3.0, Some(NAVY), None);
    for (at, line) in lines.iter().enumerate() {
        let baseline = top + at as f32 * 19.0 + flow::baseline(13.0, 19.0);
        flow.page().text(SIDE + 10.0, baseline, 13.0, true, NAVY, line);
    }
    flow.y += height + 7.0;
}

/// The list of adaptations at the end of the document.
fn list(flow: &mut Flow<'_>, report: &Report, adaptations: &[Adaptation]) {
    flow.use_paper(flow.base);
    heading(flow, &report.frame.adaptations);
    let measure = flow.paper().measure();
    for adaptation in adaptations {
        let left = flow.piece(SIDE, measure * 0.62, &adaptation.place, 8.0, false);
        let right = flow.piece(
            SIDE + measure * 0.62,
            measure * 0.38,
            &adaptation.detail,
            8.0,
            false,
        );
        flow.place(
            flow::Band {
                pieces: vec![left, right],
                size: 8.0,
                pad: flow::PAD_Y,
                middle: false,
            },
            &|_| {},
        );
    }
}
