//! A drawing reduced to rectangles, lines and texts, ready for any medium that can draw.
//!
//! Invariant: lengths are points, y grows downwards, items are drawn in order so that later ones cover earlier ones,
//! and every number is finite. Deliberately absent: fonts, ids, links and anything that knows what a hospital is.

/// A colour in sRGB: red, green, blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Color(pub u8, pub u8, pub u8);

impl std::fmt::Display for Color {
    /// As style sheets and SVG write it.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self(r, g, b) = self;
        write!(f, "#{r:02x}{g:02x}{b:02x}")
    }
}

/// How a line is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stroke {
    /// Its colour.
    pub color: Color,
    /// Its width in points.
    pub width: f64,
    /// Whether it is dashed.
    pub dash: bool,
}

/// Which point of a text its `x` names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// Where it begins.
    Start,
    /// Its middle.
    Middle,
    /// Where it ends.
    End,
}

/// One thing to draw.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// A rectangle.
    Rect {
        /// Left edge.
        x: f64,
        /// Upper edge.
        y: f64,
        /// Width.
        w: f64,
        /// Height.
        h: f64,
        /// Radius of the corners; 0 for square ones.
        radius: f64,
        /// Colour inside, if any.
        fill: Option<Color>,
        /// Outline, if any.
        stroke: Option<Stroke>,
    },
    /// A line through two or more points.
    Line {
        /// The points in order.
        points: Vec<(f64, f64)>,
        /// How it is drawn.
        stroke: Stroke,
        /// Whether an arrow head stands at its last point.
        arrow: bool,
    },
    /// One line of text.
    Text {
        /// The anchor's place.
        x: f64,
        /// The baseline.
        y: f64,
        /// Height of the em.
        size: f64,
        /// Whether it is bold.
        bold: bool,
        /// What `x` names.
        anchor: Anchor,
        /// Its colour.
        color: Color,
        /// The text, without line breaks.
        text: String,
    },
}

/// A whole drawing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scene {
    /// Width of the sheet.
    pub width: f64,
    /// Height of the sheet.
    pub height: f64,
    /// What stands on it, back to front.
    pub items: Vec<Item>,
}
