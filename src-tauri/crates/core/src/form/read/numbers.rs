//! Numbers as people write them.
//!
//! Invariant: a number is certain only when nothing but digits, a sign, proper groups of thousands, a decimal point and
//! the item's own unit stands in the cell. Deliberately absent: Chinese numerals and reckoning between units.

use super::super::spelling::squashed;

/// What stands in a cell for a number.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum ReadNumber {
    /// This number.
    Certain(f64),
    /// One of these, perhaps.
    Perhaps(Vec<f64>),
    /// No number.
    None,
}

/// The number in `text`, which may end with one of `units`.
pub(super) fn read(text: &str, units: &[String]) -> ReadNumber {
    let text = squashed(text).replace(['\u{2212}', '\u{2010}', '\u{2013}'], "-");
    let units: Vec<String> = units.iter().map(|unit| squashed(unit)).collect();
    let bare = units
        .iter()
        .filter(|unit| !unit.is_empty())
        .find_map(|unit| text.strip_suffix(unit.as_str()))
        .unwrap_or(&text);
    match exact(bare) {
        Some(number) => ReadNumber::Certain(number),
        None => {
            let found = all(&text);
            if found.is_empty() {
                ReadNumber::None
            } else {
                ReadNumber::Perhaps(found)
            }
        }
    }
}

/// `text` as a number, thousands grouped or not.
fn exact(text: &str) -> Option<f64> {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (whole, decimals) = match unsigned.split_once('.') {
        Some((whole, decimals)) => (whole, Some(decimals)),
        None => (unsigned, None),
    };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let grouped = rest.is_empty() || (first.len() <= 3 && !first.starts_with('0'));
    let proper = digits(first)
        && grouped
        && rest.iter().all(|group| group.len() == 3 && digits(group))
        && decimals.is_none_or(digits);
    let number: f64 = text.replace(',', "").parse().ok()?;
    (proper && number.is_finite()).then_some(number)
}

/// Every run of digits, each once.
fn all(text: &str) -> Vec<f64> {
    let mut found = Vec::new();
    for run in text.split(|c: char| !c.is_ascii_digit() && c != '.' && c != ',') {
        let run = run.trim_matches(['.', ',']);
        let number = exact(run).or_else(|| run.replace(',', ".").parse().ok());
        if let Some(number) = number
            && !found.contains(&number)
        {
            found.push(number);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: ReadNumber) {
        let units = ["台".to_owned(), "万円/年".to_owned(), "units".to_owned()];
        assert_eq!(read(text, &units), expected, "the number in {text:?}");
    }

    #[test]
    fn plain_numbers_are_certain() {
        for (text, number) in [
            ("12", 12.0),
            ("１２", 12.0),
            (" 1,234 ", 1234.0),
            ("１，２３４，５６７", 1_234_567.0),
            ("12台", 12.0),
            ("12 Units", 12.0),
            ("３００万円／年", 300.0),
            ("-5", -5.0),
            ("−5", -5.0),
            ("0.5", 0.5),
        ] {
            check(text, ReadNumber::Certain(number));
        }
    }

    #[test]
    fn the_rest_is_asked_about() {
        for (text, numbers) in [
            ("約12", vec![12.0]),
            ("10名", vec![10.0]),
            ("12〜15", vec![12.0, 15.0]),
            ("1,5", vec![1.5]),
            ("12,34", vec![12.34]),
            ("1.2.3", vec![]),
            ("十二", vec![]),
            ("台", vec![]),
        ] {
            let expected = if numbers.is_empty() {
                ReadNumber::None
            } else {
                ReadNumber::Perhaps(numbers)
            };
            check(text, expected);
        }
    }
}
