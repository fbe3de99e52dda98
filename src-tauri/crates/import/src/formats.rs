//! Which numbers are shown as days, and which day a number is.
//!
//! Invariant: a number becomes a day only when its format shows a year, a month or a day and the number is a day of the
//! workbook's calendar; times of day stay numbers. Deliberately absent: any other formatting.

use crate::container::Package;
use crate::{Error, MAX_CELLS};
use jiff::civil::date;
use junkai_core::Day;
use std::collections::BTreeMap;

/// The formats of a workbook.
#[derive(Default)]
pub(crate) struct Formats {
    /// For every cell format, whether it shows days.
    shows_day: Vec<bool>,
    /// Whether days are counted from 1904.
    pub(crate) from_1904: bool,
}

impl Formats {
    /// Reads the part of that name; without it, nothing shows days.
    pub(crate) fn read(package: &mut Package<'_>, name: &str) -> Result<Self, Error> {
        let mut formats = Self::default();
        let mut own = BTreeMap::new();
        let Some(mut part) = package.part(name)? else {
            return Ok(formats);
        };
        part.root("styleSheet")?;
        while part.child()? {
            if part.is("numFmts") {
                while part.child()? {
                    if let (true, Some(id), Some(code)) = (
                        part.is("numFmt"),
                        part.attribute("numFmtId")?,
                        part.attribute("formatCode")?,
                    ) {
                        own.insert(number(&id)?, code_shows_day(&code));
                    }
                    part.skip()?;
                }
            } else if part.is("cellXfs") {
                while part.child()? {
                    if part.is("xf") {
                        let id = part.attribute("numFmtId")?;
                        let id = id.as_deref().map_or(Ok(0), number)?;
                        if formats.shows_day.len() == MAX_CELLS {
                            return Err(Error::Damaged);
                        }
                        let known = own.get(&id).copied();
                        formats
                            .shows_day
                            .push(known.unwrap_or_else(|| built_in_shows_day(id)));
                    }
                    part.skip()?;
                }
            } else {
                part.skip()?;
            }
        }
        part.finish()?;
        Ok(formats)
    }

    /// The day that a cell with this format shows for a number, if it shows one.
    pub(crate) fn day(&self, format: usize, number: f64) -> Option<Day> {
        if !self.shows_day.get(format).is_some_and(|shows| *shows) {
            return None;
        }
        if self.from_1904 {
            day_from_1904(number)
        } else {
            day_from_1900(number)
        }
    }
}

fn number(text: &str) -> Result<u32, Error> {
    text.trim().parse().map_err(|_| Error::Damaged)
}

/// Excel's calendar has a 29 February 1900 (number 60), which no other calendar has; 0 is no day of it.
fn day_from_1900(number: f64) -> Option<Day> {
    let days = whole(number, 2_958_465)?;
    match days {
        0 | 60 => None,
        1..60 => Some(Day(date(1899, 12, 31)).plus(days)),
        _ => Some(Day(date(1899, 12, 30)).plus(days)),
    }
}

fn day_from_1904(number: f64) -> Option<Day> {
    whole(number, 2_957_003).map(|days| Day(date(1904, 1, 1)).plus(days))
}

fn whole(number: f64, most: i64) -> Option<i64> {
    let days = number.floor();
    (days >= 0.0 && days <= most as f64).then_some(days as i64)
}

/// The formats that files name by number only; 27 to 36 and 50 to 58 are as in Japanese versions.
fn built_in_shows_day(id: u32) -> bool {
    matches!(id, 14..=17 | 22 | 27..=31 | 34..=36 | 50..=58)
}

/// Whether a format, as somebody wrote it, shows a year, a month or a day.
fn code_shows_day(code: &str) -> bool {
    let bare = bare(code);
    let has = |letters: &str| bare.contains(|letter| letters.contains(letter));
    if has("0#?") {
        // Digits make it a number; only seconds have decimals, and then a date has its other letters.
        return has("yd") && has("ms/");
    }
    // Without hours and seconds an `m` is a month. `e`, `g` and `aaa` are year, era and weekday of Japan.
    has("ydge") || bare.contains("aaa") || (has("m") && !has("hs"))
}

/// The first section of a format, in lower case, without texts in quotes, escaped characters, fillers, brackets other
/// than elapsed times, `General` and the marks of morning and afternoon.
fn bare(code: &str) -> String {
    let mut bare = String::new();
    let mut rest = code.chars();
    while let Some(letter) = rest.next() {
        match letter {
            ';' => break,
            '"' => {
                rest.by_ref().find(|end| *end == '"');
            }
            '\\' | '_' | '*' => {
                rest.next();
            }
            '[' => {
                let inside: String = rest.by_ref().take_while(|end| *end != ']').collect();
                if inside.chars().all(|letter| "hmsHMS".contains(letter)) {
                    bare.push('h');
                }
            }
            letter => bare.push(letter.to_ascii_lowercase()),
        }
    }
    for word in ["general", "g/標準", "am/pm", "a/p"] {
        bare = bare.replace(word, "");
    }
    bare
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(code: &str, expected: bool) {
        assert_eq!(code_shows_day(code), expected, "{code}");
    }

    #[test]
    fn formats_with_a_year_a_month_or_a_day_show_days() {
        for code in [
            "yyyy/m/d",
            "yyyy\"年\"m\"月\"d\"日\";@",
            "[$-411]ggge\"年\"m\"月\"d\"日\"",
            "[$-411]ge.m.d",
            "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy",
            "m\"月\"d\"日\"",
            "mmm-yy",
            "aaaa",
            "yyyy/m/d h:mm",
            "yyyy-mm-dd hh:mm:ss.000",
            "[DBNum3][$-411]yyyy/m/d(aaa)",
            "DD.MM.YYYY",
        ] {
            check(code, true);
        }
    }

    #[test]
    fn other_formats_do_not() {
        for code in [
            "General",
            "G/標準",
            "General\"名\"",
            "0",
            "#,##0.00",
            "0.00E+00",
            "0%",
            "# ?/?",
            "@",
            "h:mm",
            "h:mm AM/PM",
            "[h]:mm:ss",
            "mm:ss",
            "mm:ss.0",
            "h\"時\"mm\"分\"",
            "0\"days\"",
            "#,##0\\ \\d\\a\\y",
            "[Red]0;[Blue]yyyy",
            "[$¥-411]#,##0",
            "_-* #,##0_-",
            "",
            "\"",
            "[",
            "\\",
        ] {
            check(code, false);
        }
    }

    #[test]
    fn both_calendars_count_as_excel_does() {
        let shown = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
        for (number, expected) in [
            (0.0, ""),
            (0.99, ""),
            (1.0, "1900-01-01"),
            (59.0, "1900-02-28"),
            (60.0, ""),
            (61.0, "1900-03-01"),
            (46_347.75, "2026-11-21"),
            (2_958_465.9, "9999-12-31"),
            (2_958_466.0, ""),
            (-1.0, ""),
            (1e300, ""),
        ] {
            assert_eq!(shown(day_from_1900(number)), expected, "{number} from 1900");
        }
        for (number, expected) in [
            (0.0, "1904-01-01"),
            (44_885.0, "2026-11-21"),
            (2_957_003.0, "9999-12-31"),
            (2_957_004.0, ""),
            (-0.5, ""),
        ] {
            assert_eq!(shown(day_from_1904(number)), expected, "{number} from 1904");
        }
    }
}
