//! One page as a list of drawing operations, measured from its upper left corner.
//!
//! Invariant: what is drawn later covers what was drawn before. Colour, width and font are set only when they change,
//! which keeps a table of a thousand rows small. Deliberately absent: layout; whoever draws knows where.

use super::style::Paper;
use junkai_diagram::scene::{Color, Stroke};
use printpdf::{
    FontId, Line, LineDashPattern, LinePoint, Op, PaintMode, PdfFontHandle, PdfPage, Point, Polygon,
    PolygonRing, Pt, Rect, Rgb, TextItem, TextMatrix, WindingOrder,
};

/// Resource names of the two faces.
pub(super) const FACES: [(&str, bool); 2] = [("Regular", false), ("Bold", true)];

/// A page being drawn.
pub(super) struct Page {
    pub(super) paper: Paper,
    ops: Vec<Op>,
    pen: Pen,
    saved: Option<Pen>,
}

/// What the page was last told.
#[derive(Clone, Default)]
struct Pen {
    in_text: bool,
    font: Option<(bool, f32)>,
    fill: Option<Color>,
    stroke: Option<Stroke>,
}

impl Page {
    pub(super) fn new(paper: Paper) -> Self {
        Self {
            paper,
            ops: Vec::new(),
            pen: Pen::default(),
            saved: None,
        }
    }

    /// A line of text, `baseline` being where it stands and `x` where it starts.
    pub(super) fn text(&mut self, x: f32, baseline: f32, size: f32, bold: bool, color: Color, text: &str) {
        if text.is_empty() {
            return;
        }
        if !self.pen.in_text {
            self.ops.push(Op::StartTextSection);
            self.pen.in_text = true;
        }
        self.fill(color);
        if self.pen.font != Some((bold, size)) {
            let name = FACES[usize::from(bold)].0;
            self.ops.push(Op::SetFont {
                font: PdfFontHandle::External(FontId(name.into())),
                size: Pt(size),
            });
            self.pen.font = Some((bold, size));
        }
        let matrix = TextMatrix::Translate(Pt(round(x)), Pt(round(self.paper.height - baseline)));
        self.ops.push(Op::SetTextMatrix { matrix });
        self.ops.push(Op::ShowText {
            items: vec![TextItem::Text(text.into())],
        });
    }

    /// A rectangle with square corners.
    pub(super) fn rect(
        &mut self,
        x: f32,
        y: f32,
        w: f32,
        h: f32,
        fill: Option<Color>,
        stroke: Option<Stroke>,
    ) {
        let mode = match self.paint(fill, stroke) {
            Some(mode) => mode,
            None => return,
        };
        self.ops.push(Op::DrawRectangle {
            rectangle: self.place(x, y, w, h, mode),
        });
    }

    /// A rectangle with round corners.
    pub(super) fn rounded(
        &mut self,
        frame: [f32; 4],
        radius: f32,
        fill: Option<Color>,
        stroke: Option<Stroke>,
    ) {
        let [x, y, w, h] = frame;
        let r = radius.min(w / 2.0).min(h / 2.0);
        let Some(mode) = self.paint(fill, stroke) else {
            return;
        };
        // The handle of a quarter circle's Bézier curve, as seen from the corner.
        let k = r * 0.4477;
        let (right, low) = (x + w, y + h);
        let ring = [
            (x + r, y, false),
            (right - r, y, false),
            (right - k, y, true),
            (right, y + k, true),
            (right, y + r, false),
            (right, low - r, false),
            (right, low - k, true),
            (right - k, low, true),
            (right - r, low, false),
            (x + r, low, false),
            (x + k, low, true),
            (x, low - k, true),
            (x, low - r, false),
            (x, y + r, false),
            (x, y + k, true),
            (x + k, y, true),
            (x + r, y, false),
        ];
        self.polygon(&ring, mode);
    }

    /// A filled area.
    pub(super) fn area(&mut self, corners: &[(f32, f32)], color: Color) {
        let Some(mode) = self.paint(Some(color), None) else {
            return;
        };
        let ring: Vec<_> = corners.iter().map(|&(x, y)| (x, y, false)).collect();
        self.polygon(&ring, mode);
    }

    /// A line through points.
    pub(super) fn line(&mut self, points: &[(f32, f32)], stroke: Stroke) {
        self.paint(None, Some(stroke));
        let points = points.iter().map(|&(x, y)| self.point(x, y, false)).collect();
        self.ops.push(Op::DrawLine {
            line: Line {
                points,
                is_closed: false,
            },
        });
    }

    /// Draws only inside the rectangle until [`Page::unclip`].
    pub(super) fn clip(&mut self, x: f32, y: f32, w: f32, h: f32) {
        self.close_text();
        self.ops.push(Op::SaveGraphicsState);
        self.saved = Some(self.pen.clone());
        self.ops.push(Op::DrawRectangle {
            rectangle: self.place(x, y, w, h, PaintMode::Clip),
        });
    }

    /// Ends [`Page::clip`].
    pub(super) fn unclip(&mut self) {
        self.close_text();
        self.ops.push(Op::RestoreGraphicsState);
        self.pen = self.saved.take().unwrap_or_default();
    }

    /// The page as printpdf takes it.
    pub(super) fn finish(mut self) -> PdfPage {
        self.close_text();
        let sheet = Rect::from_wh(Pt(self.paper.width), Pt(self.paper.height));
        PdfPage {
            media_box: sheet.clone(),
            trim_box: sheet.clone(),
            crop_box: sheet,
            ops: self.ops,
        }
    }

    fn close_text(&mut self) {
        if std::mem::take(&mut self.pen.in_text) {
            self.ops.push(Op::EndTextSection);
        }
    }

    fn fill(&mut self, color: Color) {
        if self.pen.fill != Some(color) {
            self.ops.push(Op::SetFillColor { col: rgb(color) });
            self.pen.fill = Some(color);
        }
    }

    fn stroke(&mut self, stroke: Stroke) {
        let before = self.pen.stroke;
        if before.map(|pen| pen.color) != Some(stroke.color) {
            self.ops.push(Op::SetOutlineColor {
                col: rgb(stroke.color),
            });
        }
        if before.map(|pen| pen.width) != Some(stroke.width) {
            self.ops.push(Op::SetOutlineThickness {
                pt: Pt(round(stroke.width as f32)),
            });
        }
        if before.map(|pen| pen.dash) != Some(stroke.dash) {
            let dash = if stroke.dash {
                LineDashPattern::new(0.0, &[4.0, 3.0])
            } else {
                LineDashPattern::solid()
            };
            self.ops.push(Op::SetLineDashPattern { dash });
        }
        self.pen.stroke = Some(stroke);
    }

    fn paint(&mut self, fill: Option<Color>, stroke: Option<Stroke>) -> Option<PaintMode> {
        self.close_text();
        if let Some(color) = fill {
            self.fill(color);
        }
        if let Some(stroke) = stroke {
            self.stroke(stroke);
        }
        match (fill, stroke) {
            (Some(_), Some(_)) => Some(PaintMode::FillStroke),
            (Some(_), None) => Some(PaintMode::Fill),
            (None, Some(_)) => Some(PaintMode::Stroke),
            (None, None) => None,
        }
    }

    fn place(&self, x: f32, y: f32, w: f32, h: f32, mode: PaintMode) -> Rect {
        Rect {
            x: Pt(round(x)),
            y: Pt(round(self.paper.height - y - h)),
            width: Pt(round(w)),
            height: Pt(round(h)),
            mode: Some(mode),
            winding_order: Some(WindingOrder::NonZero),
        }
    }

    fn polygon(&mut self, ring: &[(f32, f32, bool)], mode: PaintMode) {
        let points = ring
            .iter()
            .map(|&(x, y, handle)| self.point(x, y, handle))
            .collect();
        let polygon = Polygon {
            rings: vec![PolygonRing { points }],
            mode,
            winding_order: WindingOrder::NonZero,
        };
        self.ops.push(Op::DrawPolygon { polygon });
    }

    fn point(&self, x: f32, y: f32, bezier: bool) -> LinePoint {
        LinePoint {
            p: Point {
                x: Pt(round(x)),
                y: Pt(round(self.paper.height - y)),
            },
            bezier,
        }
    }
}

/// A hundredth of a point is finer than any printer, and shorter to write.
fn round(length: f32) -> f32 {
    (length * 100.0).round() / 100.0
}

fn rgb(Color(r, g, b): Color) -> printpdf::Color {
    let part = |value: u8| (f32::from(value) / 255.0 * 1000.0).round() / 1000.0;
    printpdf::Color::Rgb(Rgb {
        r: part(r),
        g: part(g),
        b: part(b),
        icc_profile: None,
    })
}
