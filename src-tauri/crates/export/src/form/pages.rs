//! Where the sheet with the questions turns to a new page.
//!
//! Invariant: no section's heading is the last row of a page, and no page is shorter than it has to be for that.
//! Programs that fit a sheet to the width of a page may break pages by themselves instead; the columns then still fit,
//! which matters more. Deliberately absent: sheets with tables; nobody knows how far those will be filled in.

/// Height of the title above the headings.
pub(super) const TITLE: f64 = 30.0;
/// Height of a section's heading.
pub(super) const SECTION: f64 = 20.0;
/// Room for print on an A4 page across, in points, with the margins of our sheets.
const PAPER: (f64, f64) = (769.0, 504.0);
/// How much of the height is used: programs differ by a line, and a page too full would spill a row onto its own page.
const USED: f64 = 0.95;
/// Points that a character of the column width takes, and what stands around the characters.
const CHARACTER: f64 = 5.0;
const AROUND: f64 = 3.6;

/// Pages while rows are put on them.
pub(super) struct Pages {
    /// Rows that begin a page.
    pub(super) breaks: Vec<u32>,
    capacity: f64,
    header: f64,
    used: f64,
    /// A heading that waits for the item below it: its row and height.
    heading: Option<u32>,
}

impl Pages {
    /// The first page, which has the title and the row with the headings.
    pub(super) fn new(widths: &[f64], header: f64) -> Self {
        let wide: f64 = widths.iter().map(|width| width * CHARACTER + AROUND).sum();
        // A sheet is made smaller until it fits, never larger.
        let larger = (wide / PAPER.0).max(1.0);
        Self {
            breaks: Vec::new(),
            capacity: PAPER.1 * larger * USED,
            header,
            used: TITLE + header,
            heading: None,
        }
    }

    /// A section's heading stands in `row`.
    pub(super) fn heading(&mut self, row: u32) {
        self.heading.get_or_insert(row);
    }

    /// An item of this height stands in `row`.
    pub(super) fn item(&mut self, row: u32, height: f64) {
        let first = self.heading.take().unwrap_or(row);
        let height = f64::from(row - first) * SECTION + height;
        // Nothing is gained by leaving a page on which nothing stands yet.
        let begun = self.used > TITLE + self.header;
        if begun && self.used + height > self.capacity {
            self.breaks.push(first);
            self.used = self.header;
        }
        self.used += height;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_goes_with_the_item_below_it() {
        // Narrow columns: a page holds 478.8 points.
        let mut pages = Pages::new(&[10.0, 20.0], 20.0);
        pages.heading(2);
        pages.item(3, 200.0);
        pages.item(4, 180.0);
        // The heading alone would still find room.
        pages.heading(5);
        pages.item(6, 30.0);
        pages.item(7, 400.0);
        pages.item(8, 30.0);
        assert_eq!(pages.breaks, [5, 8], "the heading turns the page with its item");
    }

    #[test]
    fn wide_sheets_are_made_smaller_and_hold_more() {
        let filled = |widths: &[f64]| {
            let mut pages = Pages::new(widths, 20.0);
            (2..12).for_each(|row| pages.item(row, 60.0));
            pages.breaks
        };
        assert_eq!(filled(&[100.0]), [9], "seven rows on the first page");
        assert_eq!(
            filled(&[300.0]),
            Vec::<u32>::new(),
            "all of them at half the size"
        );
    }
}
