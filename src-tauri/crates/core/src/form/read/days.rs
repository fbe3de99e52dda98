//! Days as people write them.
//!
//! Invariant: only a day with a year that can be one day is read; a weekday or an era that contradicts it makes it
//! unclear. Deliberately absent: years that are left out, and the order month-day-year.

use super::super::spelling::squashed;
use crate::Day;
use crate::workbook::SheetValue;
use jiff::civil::{Date, Weekday, date};

/// Eras: their signs, the year before their first, their first and their last day.
const ERAS: [(&[&str], i16, Date, Date); 3] = [
    (&["令和", "r"], 2018, date(2019, 5, 1), date(9999, 12, 31)),
    (&["平成", "h"], 1988, date(1989, 1, 8), date(2019, 4, 30)),
    (&["昭和", "s"], 1925, date(1926, 12, 25), date(1989, 1, 7)),
];

/// What stands in a cell for a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ReadDay {
    /// Nothing.
    Blank,
    /// This day.
    Day(Day),
    /// Something that is not certainly a day.
    Unclear,
}

/// The day in a cell.
pub(super) fn read(value: Option<&SheetValue>) -> ReadDay {
    match value {
        None => ReadDay::Blank,
        Some(SheetValue::Day(day)) => ReadDay::Day(*day),
        Some(SheetValue::Text(text)) if text.trim().is_empty() => ReadDay::Blank,
        Some(SheetValue::Text(text)) => written(text).map_or(ReadDay::Unclear, ReadDay::Day),
        // A bare number may be a year, a month or a count of days.
        Some(_) => ReadDay::Unclear,
    }
}

/// The day that `text` certainly means.
pub(super) fn written(text: &str) -> Option<Day> {
    let text = squashed(text);
    let (text, weekday) = split_weekday(&text)?;
    let era = ERAS.iter().find_map(|(signs, before, first, last)| {
        let rest = signs.iter().find_map(|sign| text.strip_prefix(sign))?;
        Some((rest.trim_start_matches('.'), *before, *first, *last))
    });
    let found = match era {
        Some((rest, before, first, last)) => {
            let rest = match rest.strip_prefix('元') {
                Some(rest) => format!("1{rest}"),
                None => rest.to_owned(),
            };
            let [year, month, day] = parts(&rest)?;
            let found = Date::new(
                before.checked_add(year)?,
                i8::try_from(month).ok()?,
                i8::try_from(day).ok()?,
            );
            found.ok().filter(|found| (first..=last).contains(found))?
        }
        None => {
            let [year, month, day] = parts(text)?;
            let plausible = (1900..=2999).contains(&year);
            let found = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?);
            found.ok().filter(|_| plausible)?
        }
    };
    (weekday.is_none() || weekday == Some(found.weekday())).then_some(Day(found))
}

/// A weekday in brackets at the end; nothing if there are brackets with something else.
fn split_weekday(text: &str) -> Option<(&str, Option<Weekday>)> {
    let Some(open) = text.find('(') else {
        return Some((text, None));
    };
    let inside = text.get(open + 1..)?.strip_suffix(')')?;
    let weekday = match inside.trim_end_matches("曜日").trim_end_matches('曜') {
        "月" | "mon" => Weekday::Monday,
        "火" | "tue" => Weekday::Tuesday,
        "水" | "wed" => Weekday::Wednesday,
        "木" | "thu" => Weekday::Thursday,
        "金" | "fri" => Weekday::Friday,
        "土" | "sat" => Weekday::Saturday,
        "日" | "sun" => Weekday::Sunday,
        _ => return None,
    };
    Some((text.get(..open)?, Some(weekday)))
}

/// Year, month and day, set apart by one sort of sign or by 年, 月 and 日.
fn parts(text: &str) -> Option<[i16; 3]> {
    let pieces: Vec<&str> = match text.strip_suffix('日') {
        Some(rest) => {
            let (year, rest) = rest.split_once('年')?;
            let (month, day) = rest.split_once('月')?;
            vec![year, month, day]
        }
        None => {
            let sign = text.chars().find(|c| !c.is_ascii_digit())?;
            if !matches!(sign, '-' | '/' | '.' | '\u{2010}'..='\u{2015}' | '\u{2212}') {
                return None;
            }
            text.split(sign).collect()
        }
    };
    let numbers: Option<Vec<i16>> = pieces
        .iter()
        .map(|piece| {
            let digits = !piece.is_empty() && piece.bytes().all(|b| b.is_ascii_digit());
            digits.then(|| piece.parse().ok()).flatten()
        })
        .collect();
    numbers?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<&str>) {
        let found = written(text).map(|day| day.to_string());
        assert_eq!(found.as_deref(), expected, "the day in {text:?}");
    }

    #[test]
    fn days_with_a_year_are_read() {
        for text in [
            "2026-11-05",
            "2026/11/5",
            "２０２６／１１／０５",
            "2026.11.5",
            "2026年11月5日",
            " 2026 年 11 月 5 日 ",
            "2026年11月5日（木）",
            "2026/11/5(木曜日)",
            "R8.11.5",
            "Ｒ８．１１．５",
            "R.8.11.5",
            "令和8年11月5日",
            "令和８年１１月０５日",
        ] {
            check(text, Some("2026-11-05"));
        }
        check("令和元年5月1日", Some("2019-05-01"));
        check("H31.4.30", Some("2019-04-30"));
        check("昭和64年1月7日", Some("1989-01-07"));
    }

    #[test]
    fn what_may_mean_several_days_is_not_guessed() {
        for text in [
            "",
            "11/5",
            "2026/11",
            "2026年11月",
            "11/5/2026",
            "26/11/5",
            "2026-13-01",
            "2026-02-30",
            "2026/11-5",
            "2026年11月5日（金）",
            "平成40年1月1日",
            "令和元年4月30日",
            "R8",
            "来月",
            "2026年11月5日ごろ",
            "99999/1/1",
        ] {
            check(text, None);
        }
    }

    #[test]
    fn cells_of_other_sorts_are_unclear() {
        assert_eq!(read(None), ReadDay::Blank, "no cell");
        assert_eq!(
            read(Some(&SheetValue::Text(" ".into()))),
            ReadDay::Blank,
            "white space"
        );
        assert_eq!(
            read(Some(&SheetValue::Number(46_331.0))),
            ReadDay::Unclear,
            "a number that was not shown as a day"
        );
    }
}
