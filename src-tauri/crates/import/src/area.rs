//! References to cells and areas, such as `B3` and `A1:C9`.
//!
//! Invariant: what is read lies inside a sheet and is counted from 0. Deliberately absent: references of formulas.

use crate::{Error, Limit, MAX_COLUMNS, MAX_ROWS};
use junkai_core::workbook::Area;

/// Row and column of a reference.
pub(crate) fn cell(reference: &str) -> Result<(u32, u32), Error> {
    let letters = reference.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (column, row) = reference.split_at(letters);
    if column.is_empty() {
        return Err(Error::Damaged);
    }
    let mut number = 0_u32;
    for letter in column.bytes() {
        let digit = u32::from(letter.to_ascii_uppercase() - b'A') + 1;
        number = number.saturating_mul(26).saturating_add(digit);
    }
    if number > MAX_COLUMNS {
        return Err(Limit::Columns.into());
    }
    Ok((self::row(row)?, number - 1))
}

/// A row number, which files count from 1.
pub(crate) fn row(number: &str) -> Result<u32, Error> {
    if number.is_empty() || !number.bytes().all(|digit| digit.is_ascii_digit()) {
        return Err(Error::Damaged);
    }
    // More digits than fit are a row past the last one, too.
    let number = number.parse::<u32>().unwrap_or(u32::MAX);
    if number > MAX_ROWS {
        return Err(Limit::Rows.into());
    }
    number.checked_sub(1).ok_or(Error::Damaged)
}

/// An area; its corners may come in any order, and one cell is an area.
pub(crate) fn area(reference: &str) -> Result<Area, Error> {
    let (one, other) = reference.split_once(':').unwrap_or((reference, reference));
    let (one, other) = (cell(one)?, cell(other)?);
    Ok(Area {
        first: (one.0.min(other.0), one.1.min(other.1)),
        last: (one.0.max(other.0), one.1.max(other.1)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(reference: &str, expected: Result<(u32, u32), Error>) {
        assert_eq!(cell(reference), expected, "{reference}");
    }

    #[test]
    fn references_are_counted_from_zero_and_end_with_the_sheet() {
        check("A1", Ok((0, 0)));
        check("aa10", Ok((9, 26)));
        check("XFD1048576", Ok((1_048_575, 16_383)));
        check("XFE1", Err(Limit::Columns.into()));
        check("ZZZZZZZZZZZZZZZZ1", Err(Limit::Columns.into()));
        check("A1048577", Err(Limit::Rows.into()));
        check("A99999999999999999999", Err(Limit::Rows.into()));
        for wrong in ["", "A", "1", "A0", "$A$1", "A-1", "A1B", "あ1", "A１"] {
            check(wrong, Err(Error::Damaged));
        }
    }

    #[test]
    fn corners_come_in_any_order() {
        let expected = area("B2:D5").expect("an area");
        for other in ["D5:B2", "D2:B5", "B5:D2"] {
            assert_eq!(
                area(other).expect("an area"),
                expected,
                "{other} is the same rectangle"
            );
        }
        let one = area("C3").expect("an area");
        assert_eq!((one.first, one.last), ((2, 2), (2, 2)), "one cell is an area");
    }
}
