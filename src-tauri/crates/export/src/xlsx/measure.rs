//! Widths, heights and pieces of text in a sheet, estimated without asking a spreadsheet program.
//!
//! Invariant: estimates err on the side of too much room, because a program does not grow merged cells by itself and
//! a clipped text is a lost one. Widths count half-width characters, heights points.
//! Deliberately absent: a font; the reader's machine may have another one.

use crate::wrap::{measure, widest_piece, wrap};
use junkai_core::Lang;
use junkai_core::report::document::{Cell, RowKind, Table};

/// Height of a line of ten-point type.
const LINE: f64 = 12.6;
/// The highest row that spreadsheet programs allow is 409.5.
const MOST_LINES: usize = 31;
/// Fewer than the 32,767 that a cell can hold.
const MOST_UNITS: usize = 32_000;
/// Width of a cell that no text stands on.
const PADDING: f64 = 1.6;

/// Width of a character.
fn advance(character: char) -> f32 {
    if character.is_ascii() || ('\u{FF61}'..='\u{FF9F}').contains(&character) {
        1.0
    } else {
        2.0
    }
}

/// How many lines `text` takes in a cell of `width`.
pub(crate) fn lines(text: &str, width: f64) -> usize {
    wrap(text, room(width), &advance).len()
}

/// Height of a row whose highest cell has so many lines, in type of `size` points.
pub(crate) fn height(lines: usize, size: f64) -> f64 {
    (lines.max(1) as f64 * LINE * size / 10.0 + 4.0).min(409.0)
}

/// `text` in pieces that a cell of `width` can hold and show; put together they are the text.
pub(crate) fn pieces(text: &str, width: f64) -> Vec<String> {
    let mut pieces = Vec::new();
    let mut piece = String::new();
    let (mut count, mut units) = (0, 0);
    let mut paragraphs = text.split('\n').peekable();
    while let Some(paragraph) = paragraphs.next() {
        for line in wrap(paragraph, room(width), &advance) {
            let more = line.encode_utf16().count() + 1;
            if count == MOST_LINES || units + more > MOST_UNITS {
                pieces.push(std::mem::take(&mut piece));
                (count, units) = (0, 0);
            }
            piece.push_str(&line);
            count += 1;
            units += more;
        }
        if paragraphs.peek().is_some() {
            piece.push('\n');
        }
    }
    pieces.push(piece);
    pieces
}

fn room(width: f64) -> f32 {
    (width - PADDING).max(2.0) as f32
}

/// Widths of a table's columns in a sheet that is about `total` wide.
pub(super) fn widths(table: &Table, total: f64, lang: Lang) -> Vec<f64> {
    let shares: f64 = table
        .columns
        .iter()
        .map(|column| f64::from(column.width.max(0.1)))
        .sum();
    let total = total.max(table.columns.len() as f64 * 9.0);
    let mut widths = Vec::new();
    for (at, column) in table.columns.iter().enumerate() {
        let asked = f64::from(column.width.max(0.1)) / shares * total;
        let header =
            (measure(&column.header, &advance) / 3.0).max(widest_piece(&column.header, &advance).min(14.0));
        let mut least = f64::from(header) + PADDING + 2.5;
        let mut texts = Vec::new();
        for row in table.rows.iter().filter(|row| row.kind != RowKind::Group) {
            match row.cells.get(at) {
                Some(Cell::Text(text)) => texts.push(text.as_str()),
                Some(Cell::Empty) | None => {}
                // A number or a day that does not fit is shown as ####.
                Some(cell) => {
                    least = least.max(f64::from(measure(&cell.display(lang), &advance)) + PADDING + 1.0)
                }
            }
        }
        let mut width = asked.max(least).max(5.0);
        for (widest, most) in [(38.0, 8), (72.0, MOST_LINES)] {
            while width < widest && texts.iter().any(|text| taller(text, width, most)) {
                width += 4.0;
            }
        }
        widths.push(width);
    }
    widths
}

/// Whether a text takes more lines than `most`. Very long texts are split anyway.
fn taller(text: &str, width: f64, most: usize) -> bool {
    text.len() < 9_000 && text.len() as f64 > width * 0.8 * most as f64 && lines(text, width) > most
}

/// Which columns of a sheet, first and last, stand for the columns of a table that asks for `shares`.
pub(super) fn spans(shares: &[f64], widths: &[f64]) -> Vec<(usize, usize)> {
    let (asked, total): (f64, f64) = (shares.iter().sum(), widths.iter().sum());
    let mut spans = Vec::new();
    let (mut start, mut wanted) = (0, 0.0);
    for (at, share) in shares.iter().enumerate() {
        wanted += share / asked * total;
        let last_possible = widths.len().saturating_sub(shares.len() - at).max(start);
        let mut end = start;
        let mut reached: f64 = widths[..=end.min(widths.len() - 1)].iter().sum();
        while end < last_possible && (reached + widths[end + 1] - wanted).abs() <= (reached - wanted).abs() {
            end += 1;
            reached += widths[end];
        }
        if at + 1 == shares.len() {
            end = widths.len() - 1;
        }
        spans.push((start, end));
        start = end + 1;
    }
    spans
}

/// Width of a span.
pub(super) fn width_of(span: (usize, usize), widths: &[f64]) -> f64 {
    widths[span.0..=span.1].iter().sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_spans(shares: &[f64], widths: &[f64], expected: &[(usize, usize)]) {
        assert_eq!(
            spans(shares, widths),
            expected,
            "spans of {shares:?} over {widths:?}"
        );
    }

    #[test]
    fn spans_cover_every_column_once() {
        check_spans(&[1.0, 1.0], &[10.0, 10.0], &[(0, 0), (1, 1)]);
        check_spans(&[1.0, 3.0], &[10.0, 10.0, 10.0, 10.0], &[(0, 0), (1, 3)]);
        check_spans(&[3.0, 1.0], &[5.0, 60.0, 5.0], &[(0, 1), (2, 2)]);
        check_spans(&[1.0, 1.0, 1.0], &[90.0, 5.0, 5.0], &[(0, 0), (1, 1), (2, 2)]);
        check_spans(&[1.0], &[4.0, 4.0, 4.0], &[(0, 2)]);
    }

    #[test]
    fn pieces_are_the_text() {
        let text = "あいうえお\n".repeat(4_000) + &"x".repeat(20_000);
        let found = pieces(&text, 30.0);
        assert_eq!(found.concat(), text, "nothing is lost or added");
        assert!(
            found.iter().all(|piece| piece.encode_utf16().count() <= 32_767),
            "each piece fits into a cell"
        );
        assert!(
            found
                .iter()
                .all(|piece| lines(piece.trim_end_matches('\n'), 30.0) <= MOST_LINES),
            "each can be seen"
        );
        assert_eq!(pieces("短い", 30.0), ["短い"], "a short text is one piece");
    }
}
