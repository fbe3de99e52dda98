//! Bands of cells placed down the pages, one after the other.
//!
//! Invariant: what does not fit goes on at the top of the next page, whole where that leaves no large gap, otherwise
//! line by line; no line is lost. Deliberately absent: what the bands mean; tables, records and headings build them.

use super::fonts::Fonts;
use super::page::Page;
use super::style::{BOTTOM, CELL_LEADING, Paper, RULE, SIDE, TEXT, TOP};
use crate::wrap::{measure, wrap};
use junkai_core::report::document::Align;
use junkai_diagram::scene::{Color, Stroke};

/// Space between the edge of a cell and its text.
pub(super) const PAD_X: f32 = 3.5;
/// Space above and below the lines of a cell.
pub(super) const PAD_Y: f32 = 2.6;

/// A rule of tables.
pub(super) const HAIR: Stroke = Stroke {
    color: RULE,
    width: 0.5,
    dash: false,
};

/// One cell of a band, its text already broken into lines.
pub(super) struct Piece {
    pub(super) x: f32,
    pub(super) w: f32,
    pub(super) lines: Vec<String>,
    pub(super) align: Align,
    pub(super) bold: bool,
    pub(super) color: Color,
    pub(super) fill: Option<Color>,
}

/// Cells beside each other, as high as the highest of them.
pub(super) struct Band {
    pub(super) pieces: Vec<Piece>,
    pub(super) size: f32,
    /// Space above and below the lines.
    pub(super) pad: f32,
    /// Whether short cells stand in the middle of the height rather than at the top.
    pub(super) middle: bool,
}

impl Band {
    pub(super) fn height(&self) -> f32 {
        self.height_of(self.count())
    }

    /// The height that shows enough of the band to be worth starting it on a page.
    fn least(&self) -> f32 {
        self.height_of(self.count().min(4))
    }

    fn count(&self) -> usize {
        self.pieces
            .iter()
            .map(|piece| piece.lines.len())
            .max()
            .unwrap_or_default()
    }

    fn height_of(&self, lines: usize) -> f32 {
        lines as f32 * self.size * CELL_LEADING + 2.0 * self.pad
    }

    /// Takes what fits into `room` off the top; at least a line.
    fn take(&mut self, room: f32) -> Band {
        let fitting = ((room - 2.0 * self.pad) / (self.size * CELL_LEADING))
            .floor()
            .max(1.0) as usize;
        let pieces = self.pieces.iter_mut().map(|piece| {
            let cut = fitting.min(piece.lines.len());
            let lines = piece.lines.drain(..cut).collect();
            Piece { lines, ..*piece }
        });
        Band {
            pieces: pieces.collect(),
            size: self.size,
            pad: self.pad,
            middle: self.middle,
        }
    }
}

/// A place that the outline of the document names.
pub(super) struct Mark {
    pub(super) title: String,
    pub(super) page: usize,
    pub(super) y: f32,
}

/// The pages so far, and where on the last one the next thing goes.
pub(super) struct Flow<'a> {
    pub(super) fonts: &'a Fonts,
    pub(super) base: Paper,
    pub(super) pages: Vec<Page>,
    pub(super) y: f32,
    pub(super) marks: Vec<Mark>,
}

impl<'a> Flow<'a> {
    pub(super) fn new(fonts: &'a Fonts, base: Paper) -> Self {
        Self {
            fonts,
            base,
            pages: vec![Page::new(base)],
            y: TOP,
            marks: Vec::new(),
        }
    }

    pub(super) fn page(&mut self) -> &mut Page {
        self.pages
            .last_mut()
            .expect("BUG: a flow has a page from the start")
    }

    pub(super) fn paper(&self) -> Paper {
        self.pages.last().map_or(self.base, |page| page.paper)
    }

    /// Height left on the page.
    pub(super) fn room(&self) -> f32 {
        self.paper().height - BOTTOM - self.y
    }

    /// Whether nothing stands on the page yet.
    pub(super) fn at_top(&self) -> bool {
        self.y <= TOP
    }

    /// Starts a page.
    pub(super) fn turn(&mut self, paper: Paper) {
        self.pages.push(Page::new(paper));
        self.y = TOP;
    }

    /// Starts a page unless there is `height` left on this one.
    pub(super) fn keep(&mut self, height: f32) {
        if self.room() < height && !self.at_top() {
            self.turn(self.paper());
        }
    }

    /// Goes on with `paper`, on a new page if this one differs.
    pub(super) fn use_paper(&mut self, paper: Paper) {
        if self.paper() == paper {
            return;
        }
        if self.at_top() {
            self.pages.pop();
        }
        self.turn(paper);
    }

    /// Leaves space, except at the top of a page.
    pub(super) fn gap(&mut self, height: f32) {
        if !self.at_top() {
            self.y += height;
        }
    }

    /// The height that a page must have left for [`Flow::place`] to start the band on it.
    pub(super) fn start(&self, band: &Band) -> f32 {
        if self.movable(band) {
            band.height()
        } else {
            band.least()
        }
    }

    /// Whether a band that does not fit is better moved to the next page than cut.
    fn movable(&self, band: &Band) -> bool {
        band.height() <= self.paper().depth() * 0.45
    }

    /// Breaks `text` into lines that fit into `width`.
    pub(super) fn lines(&self, text: &str, width: f32, size: f32, bold: bool) -> Vec<String> {
        wrap(text, width / size, &|character| {
            self.fonts.advance(bold, character)
        })
    }

    /// Width of a line.
    pub(super) fn width(&self, text: &str, size: f32, bold: bool) -> f32 {
        measure(text, &|character| self.fonts.advance(bold, character)) * size
    }

    /// A cell with its text broken into lines.
    pub(super) fn piece(&self, x: f32, w: f32, text: &str, size: f32, bold: bool) -> Piece {
        let lines = self.lines(text, w - 2.0 * PAD_X, size, bold);
        Piece {
            x,
            w,
            lines,
            align: Align::Left,
            bold,
            color: TEXT,
            fill: None,
        }
    }

    /// Puts a band down, over as many pages as it takes; `over` draws what stands at the top of each new one.
    pub(super) fn place(&mut self, mut band: Band, over: &dyn Fn(&mut Self)) {
        let mut fresh = self.at_top();
        loop {
            let (height, room) = (band.height(), self.room());
            if height <= room {
                self.draw(&band);
                return;
            }
            let movable = self.movable(&band) || room < band.least();
            if fresh || !movable {
                let top = band.take(room);
                self.draw(&top);
            }
            self.turn(self.paper());
            over(self);
            fresh = true;
        }
    }

    /// Draws a band here, whether it fits or not.
    pub(super) fn draw(&mut self, band: &Band) {
        let (y, height) = (self.y, band.height());
        for piece in &band.pieces {
            self.page()
                .rect(piece.x, y, piece.w, height, piece.fill, Some(HAIR));
        }
        for piece in &band.pieces {
            let slack = if band.middle {
                height - band.height_of(piece.lines.len())
            } else {
                0.0
            };
            self.draw_lines(piece, band.size, y + band.pad + slack / 2.0);
        }
        self.y += height;
    }

    fn draw_lines(&mut self, piece: &Piece, size: f32, top: f32) {
        let step = size * CELL_LEADING;
        for (at, line) in piece.lines.iter().enumerate() {
            let free = match piece.align {
                Align::Left => 0.0,
                _ => piece.w - 2.0 * PAD_X - self.width(line.trim_end(), size, piece.bold),
            };
            let shift = if piece.align == Align::Centre {
                free / 2.0
            } else {
                free
            };
            let baseline = top + at as f32 * step + baseline(size, step);
            self.page().text(
                piece.x + PAD_X + shift.max(0.0),
                baseline,
                size,
                piece.bold,
                piece.color,
                line,
            );
        }
    }

    /// Running text at the left margin, line by line; two lines at least stay together.
    pub(super) fn running(&mut self, text: &str, size: f32, bold: bool, color: Color, leading: f32) {
        let lines = self.lines(text, self.paper().measure(), size, bold);
        let step = size * leading;
        let count = lines.len();
        for (at, line) in lines.iter().enumerate() {
            let together = if at == 0 { count.min(2) } else { 1 };
            self.keep(step * together as f32);
            let y = self.y + baseline(size, step);
            self.page().text(SIDE, y, size, bold, color, line);
            self.y += step;
        }
    }
}

/// Where the baseline lies in a line that is `step` high.
pub(super) fn baseline(size: f32, step: f32) -> f32 {
    (step - size) / 2.0 + size * 0.88
}
