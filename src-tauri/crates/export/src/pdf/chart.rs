//! Counts as bars, one below the other.
//!
//! Invariant: a part is told by its place, its number and its shade together, never by colour alone; a bar and its label
//! stay on one page. Deliberately absent: what the parts mean; the legend prints the words that the chart brings.

use super::flow::{Flow, HAIR, PAD_X, baseline};
use super::style::{CELL_LEADING, NAVY, QUIET, SIDE, TEXT};
use junkai_core::report::document::{Bar, Chart};
use junkai_diagram::scene::Color;

const SIZE: f32 = 8.0;
/// Height of a bar.
const HIGH: f32 = 13.0;
/// Share of the width that labels take.
const LABELS: f32 = 0.42;
/// Part shades, dark and light in turn so that neighbours differ in grey too.
const SHADES: [Color; 6] = [
    Color(0x9D, 0xB4, 0xD6),
    Color(0x4E, 0x7D, 0x5B),
    Color(0xE8, 0xC9, 0x9B),
    Color(0xA3, 0x59, 0x4C),
    Color(0xDD, 0xE2, 0xE8),
    Color(0xFF, 0xFF, 0xFF),
];
/// Shades on which dark numbers would not be read.
const DARK: [bool; 6] = [false, true, false, true, false, false];

/// Draws a chart across the width of the page.
pub(super) fn draw(flow: &mut Flow<'_>, chart: &Chart) {
    let shown: Vec<usize> = (0..chart.parts.len())
        .filter(|part| chart.bars.iter().any(|bar| count(bar, *part) > 0))
        .collect();
    flow.keep(60.0);
    flow.gap(6.0);
    flow.running(&chart.caption, 9.0, true, NAVY, 1.5);
    legend(flow, chart, &shown);
    let most = chart.bars.iter().map(total).max().unwrap_or(0).max(1);
    for bar in &chart.bars {
        draw_bar(flow, bar, most);
    }
    flow.gap(8.0);
}

fn count(bar: &Bar, part: usize) -> u32 {
    bar.counts.get(part).copied().unwrap_or(0)
}

fn total(bar: &Bar) -> u32 {
    bar.counts.iter().sum()
}

/// A box of the shade and the word for each part that occurs, broken into as many lines as it takes.
fn legend(flow: &mut Flow<'_>, chart: &Chart, shown: &[usize]) {
    let step = SIZE * 1.8;
    let (mut x, right) = (SIDE, SIDE + flow.paper().measure());
    flow.keep(step);
    for part in shown {
        let word = chart.parts[*part].as_str();
        let wide = 12.0 + flow.width(word, SIZE, false) + 14.0;
        if x + wide > right && x > SIDE {
            flow.y += step;
            flow.keep(step);
            x = SIDE;
        }
        let y = flow.y;
        let page = flow.page();
        page.rect(
            x,
            y + 3.0,
            8.0,
            8.0,
            Some(SHADES[part % SHADES.len()]),
            Some(HAIR),
        );
        page.text(x + 12.0, y + baseline(SIZE, step), SIZE, false, QUIET, word);
        x += wide;
    }
    flow.y += step + 2.0;
}

/// The label at the left, the bar beside it, its length in proportion to the longest.
fn draw_bar(flow: &mut Flow<'_>, bar: &Bar, most: u32) {
    let measure = flow.paper().measure();
    let labels = measure * LABELS;
    let lines = flow.lines(&bar.label, labels - 2.0 * PAD_X, SIZE, false);
    let step = SIZE * CELL_LEADING;
    let height = (lines.len() as f32 * step).max(HIGH) + 5.0;
    flow.keep(height);
    let top = flow.y;
    for (at, line) in lines.iter().enumerate() {
        let y = top + at as f32 * step + baseline(SIZE, step);
        flow.page().text(SIDE, y, SIZE, false, TEXT, line);
    }
    let unit = (measure - labels) / most as f32;
    let mut x = SIDE + labels;
    for part in 0..bar.counts.len() {
        let n = count(bar, part);
        if n == 0 {
            continue;
        }
        let (wide, number) = (n as f32 * unit, n.to_string());
        let shade = part % SHADES.len();
        let color = if DARK[shade] {
            Color(0xFF, 0xFF, 0xFF)
        } else {
            TEXT
        };
        let free = wide - flow.width(&number, SIZE, false);
        let page = flow.page();
        page.rect(x, top, wide, HIGH, Some(SHADES[shade]), Some(HAIR));
        if free > 1.0 {
            page.text(
                x + free / 2.0,
                top + baseline(SIZE, HIGH),
                SIZE,
                false,
                color,
                &number,
            );
        }
        x += wide;
    }
    flow.y += height;
}
