//! How wide the columns of a table are.
//!
//! Invariant: a column is never narrower than its words need; beyond that it keeps between 0.6 and 1.8 times the share
//! that its template gives it (less if it is empty), and within these limits width goes where the text is. Deliberately absent: drawing.

use super::flow::{Flow, PAD_X};
use crate::wrap::{measure, widest_piece};
use junkai_core::Lang;
use junkai_core::report::document::{Cell, RowKind, Table};

/// A column keeps at least this part of the share that its template gives it.
const FLOOR: f32 = 0.6;
/// A column gets at most this many times the share that its template gives it.
const CEILING: f32 = 1.8;
/// Of a longer table, as many rows as this, spread over all of it, decide on the widths.
const SAMPLE: usize = 200;

/// What the cells of a column ask for, in ems.
pub(super) struct Column {
    /// Width given by the template, relative to the other columns.
    asked: f32,
    /// The least that can be read with ease.
    least: f32,
    /// Length of the text in each of the sampled rows.
    lengths: Vec<f32>,
}

impl Column {
    fn need(&self, size: f32) -> f32 {
        self.least * size + 2.0 * PAD_X
    }
}

/// Measures the cells of a column.
pub(super) fn measured(flow: &Flow<'_>, table: &Table, at: usize, lang: Lang) -> Column {
    let plain = |character| flow.fonts.advance(false, character);
    let mut word = 0.0f32;
    let mut texts = Vec::with_capacity(table.rows.len());
    let mut lengths = Vec::with_capacity(SAMPLE * 2);
    let every = table.rows.len() / SAMPLE + 1;
    for (row, cells) in table.rows.iter().enumerate() {
        let mut length = 0.0;
        match cells.cells.get(at) {
            _ if cells.kind == RowKind::Group => continue,
            None | Some(Cell::Empty) => {}
            Some(Cell::Text(text)) => {
                // The beginning tells enough; a cell of forty thousand characters would only cost time.
                let end = text.char_indices().nth(300).map_or(text.len(), |(end, _)| end);
                length = measure(&text[..end], &plain);
                texts.push(length);
                word = word.max(widest_piece(&text[..end], &plain).min(8.0));
                length *= text.len() as f32 / end.max(1) as f32;
            }
            Some(fixed) => {
                length = measure(&fixed.display(lang), &plain);
                word = word.max(length.min(12.0));
            }
        }
        if row % every == 0 {
            lengths.push(length);
        }
    }
    texts.sort_by(f32::total_cmp);
    let usual = texts.get(texts.len() * 4 / 5).copied().unwrap_or_default();
    let header = table.columns.get(at).map_or(0.0, |column| {
        let bold = |character| flow.fonts.advance(true, character);
        let whole = measure(&column.header, &bold);
        (whole / 2.0)
            .ceil()
            .max(whole.min(4.0))
            .min(6.0)
            .max(widest_piece(&column.header, &bold).min(6.0))
    });
    // Two or three characters in each of many lines can be deciphered, but not read.
    let least = word
        .max(header)
        .max(usual.min(5.0))
        .max((usual / 5.0).min(14.0))
        .max(2.0);
    Column {
        asked: table.columns.get(at).map_or(0.1, |column| column.width.max(0.1)),
        least: least + 0.05,
        lengths,
    }
}

/// The width that the words of all columns need at this size.
pub(super) fn need(columns: &[Column], size: f32) -> f32 {
    columns.iter().map(|column| column.need(size)).sum()
}

/// Shares `measure`, which is no less than what they need, out among the columns.
pub(super) fn share(columns: &[Column], size: f32, measure: f32) -> Vec<f32> {
    let least: Vec<f32> = columns.iter().map(|column| column.need(size)).collect();
    let asked: Vec<f32> = columns.iter().map(|column| column.asked).collect();
    let widths = as_asked(&asked, &least, measure);
    let unit = measure / asked.iter().sum::<f32>();
    let limits: Vec<(f32, f32)> = asked
        .iter()
        .zip(&least)
        .zip(columns)
        .map(|((asked, least), column)| {
            let empty = column.lengths.iter().all(|length| *length == 0.0);
            let floor = if empty {
                *least
            } else {
                least.max(asked * unit * FLOOR)
            };
            (floor, floor.max(asked * unit * CEILING))
        })
        .collect();
    towards_text(columns, size, widths, &limits)
}

/// Widths in the proportions asked for, but for columns that need more.
fn as_asked(asked: &[f32], least: &[f32], measure: f32) -> Vec<f32> {
    let mut fixed = vec![false; least.len()];
    loop {
        let sum = |values: &[f32], which: bool| -> f32 {
            let chosen = values.iter().zip(&fixed).filter(|(_, fixed)| **fixed == which);
            chosen.map(|(value, _)| value).sum()
        };
        let unit = (measure - sum(least, true)).max(0.0) / sum(asked, false).max(0.1);
        let short = (0..least.len()).find(|&at| !fixed[at] && asked[at] * unit < least[at]);
        match short {
            Some(at) => fixed[at] = true,
            None => {
                return (0..least.len())
                    .map(|at| if fixed[at] { least[at] } else { asked[at] * unit })
                    .collect();
            }
        }
    }
}

/// Moves width in small steps from the column that misses it least to the one that gains most, while the table gets
/// shorter by it.
fn towards_text(columns: &[Column], size: f32, mut widths: Vec<f32>, limits: &[(f32, f32)]) -> Vec<f32> {
    let step = widths.iter().sum::<f32>() / 80.0;
    let mut now = height(columns, size, &widths);
    for _ in 0..60 {
        let changed = |at: usize, by: f32| {
            let mut tried = widths.clone();
            tried[at] += by;
            height(columns, size, &tried)
        };
        let best = |by: f32, allowed: &dyn Fn(usize) -> bool| {
            let tried = (0..columns.len())
                .filter(|&at| allowed(at))
                .map(|at| (at, changed(at, by)));
            tried.min_by(|a, b| a.1.total_cmp(&b.1)).map(|(at, _)| at)
        };
        let Some(to) = best(step, &|at| widths[at] + step <= limits[at].1) else {
            break;
        };
        let Some(from) = best(-step, &|at| at != to && widths[at] - step >= limits[at].0) else {
            break;
        };
        let mut tried = widths.clone();
        tried[to] += step;
        tried[from] -= step;
        let then = height(columns, size, &tried);
        if then >= now {
            break;
        }
        (widths, now) = (tried, then);
    }
    widths
}

/// How high the rows come out: a smooth stand-in for the largest number of lines in each, since whole lines would hide
/// the gain of a small step.
fn height(columns: &[Column], size: f32, widths: &[f32]) -> f32 {
    let rows = columns.first().map_or(0, |column| column.lengths.len());
    let row = |at: usize| {
        let cells = columns.iter().zip(widths).map(|(column, width)| {
            let lines = column.lengths[at] * size / (width - 2.0 * PAD_X).max(1.0);
            lines.powi(4)
        });
        (1.0 + cells.sum::<f32>()).sqrt().sqrt()
    };
    (0..rows).map(row).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(asked: f32, lengths: &[f32]) -> Column {
        Column {
            asked,
            least: 4.0,
            lengths: lengths.to_vec(),
        }
    }

    #[test]
    fn width_goes_where_the_text_is_but_within_limits() {
        let columns = [
            column(1.0, &[2.0, 2.0]),
            column(2.0, &[10.0, 12.0]),
            column(1.0, &[300.0, 8.0]),
        ];
        let widths = share(&columns, 8.0, 400.0);
        assert!(
            (widths.iter().sum::<f32>() - 400.0).abs() < 0.1,
            "all of the measure is used: {widths:?}"
        );
        assert!(
            widths[2] > 150.0 && widths[2] <= 180.5,
            "the long column is widened, up to 1.8 times: {widths:?}"
        );
        assert!(
            widths[0] >= 59.5 && widths[1] >= 119.5,
            "the others keep 0.6 of their share: {widths:?}"
        );
    }

    #[test]
    fn equal_columns_stay_equal_and_an_empty_one_gives_way() {
        let columns = [column(1.0, &[2.0]), column(1.0, &[2.0])];
        assert_eq!(need(&columns, 8.0), 78.0, "words and margins");
        assert_eq!(share(&columns, 8.0, 80.0), [40.0, 40.0], "nothing to gain");
        let columns = [column(1.0, &[0.0]), column(1.0, &[90.0])];
        let widths = share(&columns, 8.0, 200.0);
        assert!(widths[0] < 60.0, "less than 0.6 of its share: {widths:?}");
    }
}
