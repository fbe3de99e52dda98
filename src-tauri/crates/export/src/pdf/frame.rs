//! What frames a document: the title block on the first page and the line at the foot of each.
//!
//! Invariant: every page carries the marking, the revision and its number. Deliberately absent: content.

use super::flow::{Band, Flow, PAD_Y, Piece};
use super::page::Page;
use super::style::{LABEL, NAVY, QUIET, RED, RULE, SIDE, TEXT};
use junkai_core::report::document::Report;
use junkai_diagram::scene::Stroke;

const TITLE: f32 = 19.0;
const MARKING: f32 = 11.0;
const HEAD: f32 = 9.0;
const FOOT: f32 = 8.0;
/// A label and its value get at least this width in the title block.
const LEAST_PAIR: f32 = 370.0;

/// Title, marking and the table of who, for whom, when.
pub(super) fn title_block(flow: &mut Flow<'_>, report: &Report) {
    let right = SIDE + flow.paper().measure();
    let top = flow.y;
    let mut taken = 0.0;
    if !report.marking.is_empty() {
        let width = flow
            .width(&report.marking, MARKING, true)
            .min(flow.paper().measure() / 3.0)
            + 18.0;
        let frame = Stroke {
            color: RED,
            width: 1.2,
            dash: false,
        };
        flow.page()
            .rect(right - width, top, width, 22.0, None, Some(frame));
        flow.page().text(
            right - width + 9.0,
            top + 15.0,
            MARKING,
            true,
            RED,
            &report.marking,
        );
        taken = width + 16.0;
    }
    let lines = flow.lines(&report.title, flow.paper().measure() - taken, TITLE, true);
    for line in &lines {
        let baseline = flow.y + 18.0;
        flow.page().text(SIDE, baseline, TITLE, true, NAVY, line);
        flow.y += TITLE * 1.4;
    }
    flow.y += 5.0;
    let rule = Stroke {
        color: NAVY,
        width: 1.4,
        dash: false,
    };
    let y = flow.y;
    flow.page().line(&[(SIDE, y), (right, y)], rule);
    flow.y += 9.0;
    head(flow, report);
    flow.y += 8.0;
}

fn head(flow: &mut Flow<'_>, report: &Report) {
    let across = (flow.paper().measure() / LEAST_PAIR).floor().max(1.0) as usize;
    let cell = flow.paper().measure() / across as f32;
    let widest = report
        .head
        .iter()
        .map(|(label, _)| flow.width(label, HEAD, false))
        .fold(0.0, f32::max);
    let label = (widest + 14.0).clamp(70.0, 130.0);
    for pairs in report.head.chunks(across) {
        let mut pieces: Vec<Piece> = Vec::new();
        for (at, (name, value)) in pairs.iter().enumerate() {
            let x = SIDE + at as f32 * cell;
            let mut left = flow.piece(x, label, name, HEAD, false);
            left.fill = Some(LABEL);
            left.color = NAVY;
            let end = if at + 1 == pairs.len() {
                SIDE + flow.paper().measure()
            } else {
                x + cell
            };
            pieces.push(left);
            pieces.push(flow.piece(x + label, end - x - label, value, HEAD, false));
        }
        flow.place(
            Band {
                pieces,
                size: HEAD,
                pad: PAD_Y,
                middle: false,
            },
            &|_| {},
        );
    }
}

/// Draws the foot of every page, now that their number is known.
pub(super) fn feet(flow: &mut Flow<'_>, report: &Report) {
    let pages = flow.pages.len();
    let hospital = report
        .head
        .first()
        .map(|(_, value)| value.replace('\n', " "))
        .unwrap_or_default();
    let title = report.title.replace('\n', " ");
    let mut drawn: Vec<Page> = std::mem::take(&mut flow.pages);
    for (at, page) in drawn.iter_mut().enumerate() {
        let (measure, right) = (page.paper.measure(), SIDE + page.paper.measure());
        let y = page.paper.height - 30.0;
        let rule = Stroke {
            color: RULE,
            width: 0.5,
            dash: false,
        };
        page.line(&[(SIDE, y - 11.0), (right, y - 11.0)], rule);
        let number = report
            .frame
            .page
            .replace("{pages}", &pages.to_string())
            .replace("{page}", &(at + 1).to_string());
        let number = [report.revision.as_str(), &number].join("　　");
        let end = right - flow.width(&number, FOOT, false);
        page.text(end, y, FOOT, false, QUIET, number.trim_start());
        page.text(SIDE, y, FOOT, true, RED, &report.marking);
        let start = SIDE
            + flow.width(&report.marking, FOOT, true)
            + if report.marking.is_empty() { 0.0 } else { 12.0 };
        let free = (end - start - 16.0).min(measure);
        page.text(
            start,
            y,
            FOOT,
            false,
            TEXT,
            &shortened(flow, &hospital, &title, free),
        );
    }
    flow.pages = drawn;
}

/// Hospital and title in one line; a hospital's name gives way first, since it stands on the first page in full.
fn shortened(flow: &Flow<'_>, hospital: &str, title: &str, free: f32) -> String {
    let full = [hospital, title]
        .iter()
        .filter(|part| !part.is_empty())
        .copied()
        .collect::<Vec<_>>()
        .join("　");
    if flow.width(&full, FOOT, false) <= free {
        return full;
    }
    let clip = |text: &str, free: f32| {
        let mut kept = String::new();
        for character in text.chars() {
            kept.push(character);
            if flow.width(&kept, FOOT, false) + FOOT > free {
                kept.pop();
                kept.push('…');
                break;
            }
        }
        kept
    };
    let rest = clip(title, free * 0.6);
    let first = clip(hospital, free - flow.width(&rest, FOOT, false) - FOOT);
    [first, rest].join("　")
}
