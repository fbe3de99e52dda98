//! Colours, sizes and margins of the printed documents, in one place.
//!
//! Invariant: lengths are points. Deliberately absent: anything that depends on what a document says.

use junkai_diagram::scene::Color;

/// Running text.
pub(super) const TEXT: Color = Color(0x26, 0x2B, 0x33);
/// Remarks, page furniture.
pub(super) const QUIET: Color = Color(0x5B, 0x64, 0x70);
/// Headings.
pub(super) const NAVY: Color = Color(0x1B, 0x2F, 0x52);
/// The marking.
pub(super) const RED: Color = Color(0xB4, 0x1F, 0x24);
/// Rules of tables.
pub(super) const RULE: Color = Color(0xB4, 0xBB, 0xC4);
/// Behind header cells.
pub(super) const HEADER: Color = Color(0xE6, 0xE9, 0xEE);
/// Behind group rows and headings of records.
pub(super) const GROUP: Color = Color(0xF0, 0xF3, 0xF7);
/// Behind labels and sums.
pub(super) const LABEL: Color = Color(0xF6, 0xF7, 0xF9);

/// Space left free at the left and the right.
pub(super) const SIDE: f32 = 42.5;
/// Space left free at the top.
pub(super) const TOP: f32 = 42.5;
/// Space left free at the bottom, the page's last line standing in it.
pub(super) const BOTTOM: f32 = 51.0;
/// Running text.
pub(super) const BODY: f32 = 10.0;
/// Lines of running text stand this many ems apart.
pub(super) const LEADING: f32 = 1.65;
/// Remarks.
pub(super) const NOTE: f32 = 8.5;
/// Lines of remarks stand this many ems apart.
pub(super) const NOTE_LEADING: f32 = 1.55;
/// Lines in cells stand this many ems apart.
pub(super) const CELL_LEADING: f32 = 1.38;
/// The smallest type of a table.
pub(super) const SMALLEST: f32 = 6.5;
/// The smallest lettering of a figure.
pub(super) const SMALLEST_IN_FIGURE: f32 = 5.0;

/// A sheet of paper.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Paper {
    pub(super) width: f32,
    pub(super) height: f32,
}

impl Paper {
    /// The widths of A4, A3, A2, A1 and A0 as they lie, after the height of A4.
    const SIDES: [f32; 6] = [595.276, 841.89, 1190.551, 1683.78, 2383.937, 3370.394];

    /// The papers that a figure is offered, lying, the smallest first: A4 to A0.
    pub(super) const LYING: [Self; 5] = [
        Self::lying(0),
        Self::lying(1),
        Self::lying(2),
        Self::lying(3),
        Self::lying(4),
    ];

    const fn lying(at: usize) -> Self {
        Self {
            width: Self::SIDES[at + 1],
            height: Self::SIDES[at],
        }
    }

    const fn upright(at: usize) -> Self {
        Self {
            width: Self::SIDES[at],
            height: Self::SIDES[at + 1],
        }
    }

    /// A4, upright or lying.
    pub(super) const fn a4(landscape: bool) -> Self {
        if landscape {
            Self::lying(0)
        } else {
            Self::upright(0)
        }
    }

    /// A3, upright or lying.
    pub(super) const fn a3(landscape: bool) -> Self {
        if landscape {
            Self::lying(1)
        } else {
            Self::upright(1)
        }
    }

    /// Width between the margins.
    pub(super) fn measure(self) -> f32 {
        self.width - 2.0 * SIDE
    }

    /// Height between the margins.
    pub(super) fn depth(self) -> f32 {
        self.height - TOP - BOTTOM
    }
}
