//! A scene drawn on paper, as large as the page allows.
//!
//! Invariant: lettering is never smaller than five points. A scene goes as a whole on the page at hand or on the
//! smallest lying paper from A4 to A0 that holds it; only what is too large for A0 is spread over several A3 sheets
//! with a small map of which sheet this is. Deliberately absent: changing a scene.

use super::flow::{Flow, HAIR};
use super::style::{NAVY, Paper, QUIET, SIDE, SMALLEST_IN_FIGURE, TOP};
use junkai_diagram::scene::{Anchor, Item, Scene, Stroke};

/// Space kept free for headings above a figure that starts a page.
pub(super) const HEADINGS: f32 = 62.0;
/// A figure is not blown up beyond this.
const LARGEST: f32 = 1.2;
/// Lettering that a figure keeps where it shares a page of running text.
const EASY: f32 = 6.5;
/// What neighbouring sheets both show.
const OVERLAP: f32 = 24.0;

/// Where a scene goes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Plan {
    pub(super) paper: Paper,
    scale: f32,
    across: usize,
    down: usize,
}

impl Plan {
    /// Whether the scene is in one piece.
    pub(super) fn whole(&self) -> bool {
        self.across * self.down == 1
    }
}

/// The plan for the page at hand, if `room` below what stands there is enough to read the scene with ease.
pub(super) fn here(scene: &Scene, paper: Paper, room: f32) -> Option<Plan> {
    let plan = on(scene, paper, room);
    (room > 160.0 && legible(scene, plan.scale, EASY)).then_some(plan)
}

/// The plan for a page of its own, `taken` being the height that other things need on a paper.
pub(super) fn plan(scene: &Scene, base: Paper, taken: &dyn Fn(Paper) -> f32) -> Plan {
    let whole = |paper: Paper, least: f32| {
        let room = paper.depth() - taken(paper);
        let plan = on(scene, paper, room);
        (room > 0.0 && legible(scene, plan.scale, least)).then_some(plan)
    };
    whole(base, EASY)
        .or_else(|| {
            Paper::LYING
                .into_iter()
                .find_map(|paper| whole(paper, SMALLEST_IN_FIGURE))
        })
        .unwrap_or_else(|| tiles(scene))
}

fn on(scene: &Scene, paper: Paper, room: f32) -> Plan {
    Plan {
        paper,
        scale: fit(scene, paper.measure(), room),
        across: 1,
        down: 1,
    }
}

/// Several sheets that an office printer can take.
fn tiles(scene: &Scene) -> Plan {
    let scale = SMALLEST_IN_FIGURE / smallest(scene);
    let (width, height) = (scene.width as f32 * scale, scene.height as f32 * scale);
    let sheets = |paper: Paper| {
        let across = ((width - OVERLAP) / (paper.measure() - OVERLAP)).ceil().max(1.0);
        let down = ((height - OVERLAP) / (paper.depth() - HEADINGS - OVERLAP))
            .ceil()
            .max(1.0);
        (across as usize, down as usize)
    };
    let (lying, upright) = (sheets(Paper::a3(true)), sheets(Paper::a3(false)));
    let landscape = lying.0 * lying.1 <= upright.0 * upright.1;
    let (across, down) = if landscape { lying } else { upright };
    let paper = Paper::a3(landscape);
    // The sheets are there anyway, so the scene may fill them.
    let widest = across as f32 * (paper.measure() - OVERLAP) + OVERLAP;
    let highest = down as f32 * (paper.depth() - HEADINGS - OVERLAP) + OVERLAP;
    Plan {
        paper,
        scale: fit(scene, widest, highest).max(scale),
        across,
        down,
    }
}

/// Lettering that the scene itself has small is no reason for larger paper.
fn legible(scene: &Scene, scale: f32, least: f32) -> bool {
    smallest(scene) * scale >= least || scale >= 1.0
}

fn fit(scene: &Scene, width: f32, height: f32) -> f32 {
    (width / (scene.width as f32).max(1.0))
        .min(height / (scene.height as f32).max(1.0))
        .min(LARGEST)
}

fn smallest(scene: &Scene) -> f32 {
    let sizes = scene.items.iter().filter_map(|item| match item {
        Item::Text { size, text, .. } if !text.is_empty() => Some(*size as f32),
        _ => None,
    });
    sizes.fold(f32::MAX, f32::min).clamp(1.0, 100.0)
}

/// Draws the scene where `plan` says; the caller has already turned to the plan's paper.
pub(super) fn draw(flow: &mut Flow<'_>, scene: &Scene, plan: Plan) {
    let (width, height) = (scene.width as f32 * plan.scale, scene.height as f32 * plan.scale);
    if plan.whole() {
        let x = SIDE + (flow.paper().measure() - width).max(0.0) / 2.0;
        let at = At {
            x,
            y: flow.y,
            scale: plan.scale,
            window: [f32::MIN, f32::MIN, f32::MAX, f32::MAX],
        };
        items(flow, scene, &at);
        flow.y += height + 10.0;
        return;
    }
    let paper = flow.paper();
    let step_x = paper.measure() - OVERLAP;
    let step_y = paper.depth() - HEADINGS - OVERLAP;
    for sheet in 0..plan.across * plan.down {
        if sheet > 0 {
            flow.turn(paper);
        }
        let (column, row) = (sheet % plan.across, sheet / plan.across);
        let top = TOP + HEADINGS;
        let (left, above) = (column as f32 * step_x, row as f32 * step_y);
        let at = At {
            x: SIDE - left,
            y: top - above,
            scale: plan.scale,
            window: [SIDE, top, SIDE + step_x + OVERLAP, top + step_y + OVERLAP],
        };
        map(flow, plan, sheet);
        flow.page().clip(SIDE, top, step_x + OVERLAP, step_y + OVERLAP);
        items(flow, scene, &at);
        flow.page().unclip();
        flow.page()
            .rect(SIDE, top, step_x + OVERLAP, step_y + OVERLAP, None, Some(HAIR));
        flow.y = top + step_y + OVERLAP;
    }
}

/// Which sheet of how many, and where it lies among the others.
fn map(flow: &mut Flow<'_>, plan: Plan, sheet: usize) {
    const CELL: (f32, f32) = (11.0, 8.0);
    let right = SIDE + flow.paper().measure();
    let (left, top) = (right - plan.across as f32 * CELL.0, TOP);
    for at in 0..plan.across * plan.down {
        let (x, y) = (
            left + (at % plan.across) as f32 * CELL.0,
            top + (at / plan.across) as f32 * CELL.1,
        );
        flow.page()
            .rect(x, y, CELL.0, CELL.1, (at == sheet).then_some(NAVY), Some(HAIR));
    }
    let text = format!("{} / {}", sheet + 1, plan.across * plan.down);
    let width = flow.width(&text, 9.0, true);
    flow.page()
        .text(left - width - 8.0, top + 8.5, 9.0, true, QUIET, &text);
}

/// From the scene's points to the page's.
struct At {
    x: f32,
    y: f32,
    scale: f32,
    /// What of the page is seen: left, top, right, bottom.
    window: [f32; 4],
}

impl At {
    fn point(&self, x: f64, y: f64) -> (f32, f32) {
        (self.x + x as f32 * self.scale, self.y + y as f32 * self.scale)
    }

    fn pen(&self, stroke: Stroke) -> Stroke {
        Stroke {
            width: (stroke.width * f64::from(self.scale)).max(0.25),
            ..stroke
        }
    }

    fn sees(&self, left: f32, top: f32, right: f32, bottom: f32) -> bool {
        let [l, t, r, b] = self.window;
        right >= l && left <= r && bottom >= t && top <= b
    }
}

fn items(flow: &mut Flow<'_>, scene: &Scene, at: &At) {
    for item in &scene.items {
        match item {
            Item::Rect {
                x,
                y,
                w,
                h,
                radius,
                fill,
                stroke,
            } => {
                let ((x, y), (w, h)) = (at.point(*x, *y), (*w as f32 * at.scale, *h as f32 * at.scale));
                let stroke = stroke.map(|stroke| at.pen(stroke));
                if !at.sees(x, y, x + w, y + h) {
                    continue;
                }
                if *radius > 0.0 {
                    flow.page()
                        .rounded([x, y, w, h], *radius as f32 * at.scale, *fill, stroke);
                } else {
                    flow.page().rect(x, y, w, h, *fill, stroke);
                }
            }
            Item::Line {
                points,
                stroke,
                arrow,
            } => {
                let points: Vec<_> = points.iter().map(|&(x, y)| at.point(x, y)).collect();
                line(flow, &points, at.pen(*stroke), *arrow, at.scale);
            }
            Item::Text {
                x,
                y,
                size,
                bold,
                anchor,
                color,
                text,
            } => {
                let (x, y) = at.point(*x, *y);
                let size = *size as f32 * at.scale;
                let width = flow.width(text, size, *bold);
                let x = match anchor {
                    Anchor::Start => x,
                    Anchor::Middle => x - width / 2.0,
                    Anchor::End => x - width,
                };
                if at.sees(x, y - size, x + width, y + size * 0.2) {
                    flow.page().text(x, y, size, *bold, *color, text);
                }
            }
        }
    }
}

fn line(flow: &mut Flow<'_>, points: &[(f32, f32)], stroke: Stroke, arrow: bool, scale: f32) {
    if points.len() < 2 {
        return;
    }
    flow.page().line(points, stroke);
    let Some(&tip) = points.last() else { return };
    let before = points
        .iter()
        .rev()
        .find(|&&(x, y)| (x - tip.0).hypot(y - tip.1) > 0.01);
    if let (true, Some(&(x, y))) = (arrow, before) {
        let length = (tip.0 - x).hypot(tip.1 - y);
        let (dx, dy) = ((tip.0 - x) / length, (tip.1 - y) / length);
        let (long, wide) = (
            6.0 * scale + stroke.width as f32,
            2.4 * scale + stroke.width as f32 / 2.0,
        );
        let foot = (tip.0 - dx * long, tip.1 - dy * long);
        let corners = [
            tip,
            (foot.0 - dy * wide, foot.1 + dx * wide),
            (foot.0 + dy * wide, foot.1 - dx * wide),
        ];
        flow.page().area(&corners, stroke.color);
    }
}
