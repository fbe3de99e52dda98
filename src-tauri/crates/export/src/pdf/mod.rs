//! Reports as PDF: title block, sections with headings, running text, ruled tables, figures, and a line at the foot
//! of every page.
//!
//! Invariant: the same report gives the same bytes; only the characters used are embedded, and all text can be copied.
//! The file names neither a person nor a machine nor a time. Deliberately absent: any layout by a browser engine,
//! because rows that cross a page have to be under our own control.

mod cards;
mod chart;
mod figure;
mod finish;
mod flow;
mod fonts;
mod frame;
mod page;
mod style;
mod table;
mod widths;

pub use fonts::Fonts;

use crate::Error;
use crate::visible::{Medium, join, prepare, show};
use flow::{Flow, Mark};
use junkai_core::report::document::{Adaptation, Block, Report, Section};
use junkai_diagram::scene::{Item, Scene};
use std::io::Write;
use style::{BODY, LEADING, NAVY, NOTE, NOTE_LEADING, Paper, QUIET, SIDE, TEXT};
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
    let mut opening = opening(&report, figure.as_ref(), fonts);
    if let Some(plan) = opening {
        flow.use_paper(plan.paper);
    }
    frame::title_block(&mut flow, &report);
    for section in &report.sections {
        draw_section(&mut flow, section, figure.as_ref(), &report, opening.take());
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

/// Where the figure goes if it is what the document begins with: below the title block, on a page large enough for
/// both, so that the first page is not a nearly empty one.
fn opening(report: &Report, figure: Option<&Scene>, fonts: &Fonts) -> Option<figure::Plan> {
    let (scene, section) = (figure?, report.sections.first()?);
    let at = section
        .blocks
        .iter()
        .position(|block| matches!(block, Block::Figure))?;
    let (before, after) = (&section.blocks[..at], &section.blocks[at + 1..]);
    if before.iter().any(|block| matches!(block, Block::Table(_))) {
        return None;
    }
    let base = Paper::a4(report.landscape);
    let taken = |paper: Paper| {
        // Set on a sheet that is thrown away: nothing else knows how high it comes out.
        let mut trial = Flow::new(fonts, base);
        trial.use_paper(paper);
        frame::title_block(&mut trial, report);
        heading(&mut trial, &section.title);
        for block in before {
            text_block(&mut trial, block);
        }
        match trial.pages.len() {
            1 => trial.y - style::TOP + below(&trial, after),
            _ => f32::MAX,
        }
    };
    Some(figure::plan(scene, base, &taken)).filter(figure::Plan::whole)
}

/// Height of a figure's margin and of the remarks right under it, which should stand on its page.
fn below(flow: &Flow<'_>, after: &[Block]) -> f32 {
    let mut height = 16.0;
    for block in after {
        let Block::Note(text) = block else { break };
        let lines = flow.lines(text, flow.paper().measure(), NOTE, false);
        height += lines.len() as f32 * NOTE * NOTE_LEADING + 5.0;
    }
    height
}

/// Draws a block of running text; others are left alone.
fn text_block(flow: &mut Flow<'_>, block: &Block) {
    match block {
        Block::Paragraph(text) => {
            flow.running(text, BODY, false, TEXT, LEADING);
            flow.gap(6.0);
        }
        Block::Note(text) => {
            flow.running(text, NOTE, false, QUIET, NOTE_LEADING);
            flow.gap(5.0);
        }
        Block::Heading(text) => {
            flow.gap(8.0);
            flow.keep(80.0);
            flow.running(text, 11.0, true, NAVY, 1.5);
            flow.gap(3.0);
        }
        Block::Table(_) | Block::Chart(_) | Block::Figure => {}
    }
}

/// Draws a section; `opening` is where its figure goes if the page was begun for it.
fn draw_section(
    flow: &mut Flow<'_>,
    section: &Section,
    figure: Option<&Scene>,
    report: &Report,
    mut opening: Option<figure::Plan>,
) {
    let around = Around {
        lang: report.lang,
        frame: &report.frame,
        section: &section.title,
    };
    let plans: Vec<Option<table::Plan>> = section
        .blocks
        .iter()
        .map(|block| match block {
            Block::Table(content) => Some(table::plan(flow, content, report.lang)),
            _ => None,
        })
        .collect();
    let plan_at = |at: usize| plans.get(at).and_then(Option::as_ref);
    if opening.is_none() {
        let headed = |block: &Block| matches!(block, Block::Heading(_));
        let first = section.blocks.iter().position(|block| !headed(block));
        let rest = first.map_or(&[][..], |at| &section.blocks[at..]);
        match wanted(flow, rest, first.and_then(plan_at), figure, 40.0) {
            Some(start) => start.follow(flow),
            None => flow.use_paper(flow.base),
        }
    }
    heading(flow, &section.title);
    for (at, block) in section.blocks.iter().enumerate() {
        let after = &section.blocks[at + 1..];
        match (block, plan_at(at)) {
            (Block::Paragraph(_), _) if opening.is_none() && flow.paper() != Paper::a4(true) => {
                flow.use_paper(flow.base);
            }
            (Block::Heading(_), _) if opening.is_none() => {
                if let Some(start) = wanted(flow, after, plan_at(at + 1), figure, 30.0) {
                    start.follow(flow);
                }
            }
            (Block::Table(content), Some(plan)) => {
                flow.use_paper(plan.paper());
                table::draw(flow, content, plan, &around);
            }
            (Block::Chart(content), _) => chart::draw(flow, content),
            (Block::Figure, _) => {
                if let Some(scene) = figure {
                    match opening.take() {
                        Some(plan) => figure::draw(flow, scene, plan),
                        None => draw_figure(flow, scene, after),
                    }
                }
            }
            _ => {}
        }
        text_block(flow, block);
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

/// Where the first of `blocks` wants to begin, if it matters to it; `table` is its plan if it is a table, and `above`
/// what a heading before it takes of the page.
fn wanted(
    flow: &Flow<'_>,
    blocks: &[Block],
    table: Option<&table::Plan>,
    figure: Option<&Scene>,
    above: f32,
) -> Option<Start> {
    match (blocks.split_first(), table, figure) {
        (_, Some(plan), _) => Some(Start::Paper(plan.paper())),
        (Some((Block::Figure, after)), _, Some(scene)) => {
            Some(match place(flow, scene, after, flow.room() - above) {
                (plan, true) => Start::Paper(plan.paper),
                (plan, false) => Start::NewPage(plan.paper),
            })
        }
        _ => None,
    }
}

/// Where a figure in the middle of a document goes, and whether that is the page at hand with `room` left.
fn place(flow: &Flow<'_>, scene: &Scene, after: &[Block], room: f32) -> (figure::Plan, bool) {
    let below = below(flow, after);
    match figure::here(scene, flow.paper(), room - below) {
        Some(plan) => (plan, true),
        None => (
            figure::plan(scene, flow.base, &|_| figure::HEADINGS + below),
            false,
        ),
    }
}

fn draw_figure(flow: &mut Flow<'_>, scene: &Scene, after: &[Block]) {
    let (plan, here) = place(flow, scene, after, flow.room());
    // A page that holds only headings so far is as good as a new one.
    if !here && (flow.paper() != plan.paper || flow.y > style::TOP + 70.0) {
        flow.turn(plan.paper);
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
