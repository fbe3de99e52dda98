//! Numbers of items: as they stand there, and unique.
//!
//! Invariant: what stands there is kept apart from width, white space and dashes; a number of ours is made only where
//! there is none or where it would mean two items, and the row says so.

use super::RowProblem;
use super::spelling::{dashed, folded};
use crate::workbook::{SheetCell, SheetValue};
use std::collections::{HashMap, HashSet};
use unicode_normalization::UnicodeNormalization;

/// The longest text that can be a number.
const LONGEST: usize = 20;

/// A number as it was read.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Number {
    /// In one width, without white space.
    pub(super) no: String,
    /// As it is printed, where that differs.
    pub(super) printed: Option<String>,
    /// Whether the spreadsheet took it for a date.
    pub(super) was_date: bool,
}

/// The number in a cell whose text is `text`; none when it is too long to be one.
pub(super) fn read(cell: &SheetCell, text: &str) -> Option<Number> {
    if let SheetValue::Day(day) = &cell.value {
        let date = day.0;
        return Some(Number {
            no: format!("{}-{}", date.month(), date.day()),
            printed: None,
            was_date: true,
        });
    }
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    // A remark in brackets below a number does not belong to it.
    let remark = rest.starts_with(['(', '（', '【', '[', '※']);
    let whole = if remark && is_bare(first) { first } else { text };
    [whole, first].into_iter().find_map(|text| {
        let no: String = dashed(&text.nfkc().collect::<String>())
            .split_whitespace()
            .collect();
        let fits = (1..=LONGEST).contains(&no.chars().count());
        fits.then(|| Number {
            printed: (no != text).then(|| text.to_owned()),
            no,
            was_date: false,
        })
    })
}

/// Whether the text is nothing but a number: digits, a single letter, brackets and dots.
pub(super) fn is_bare(text: &str) -> bool {
    let plain = folded(text);
    let plain = ["no", "問", "q", "項", "第"]
        .iter()
        .find_map(|word| plain.strip_prefix(word))
        .unwrap_or(&plain);
    let letters = plain.chars().filter(|c| c.is_alphabetic()).count();
    let other = |c: char| !c.is_alphanumeric() && !"()[]<>.,-_#:、。・〔〕【】/".contains(c);
    !plain.is_empty() && letters <= 1 && plain.chars().any(char::is_alphanumeric) && !plain.contains(other)
}

/// The number with which the title of a section begins.
pub(super) fn of_title(title: &str) -> Option<String> {
    let title: String = dashed(&title.nfkc().collect::<String>());
    let title = title.trim_start_matches(|c: char| c.is_whitespace() || "第(【[■◆●".contains(c));
    let digits: String = title
        .chars()
        .take_while(|c| c.is_ascii_digit() || ".-".contains(*c))
        .collect();
    let digits = digits.trim_end_matches(['.', '-']);
    if digits.starts_with(|c: char| c.is_ascii_digit()) {
        return Some(digits.to_owned());
    }
    let run: String = title.chars().take_while(char::is_ascii_alphabetic).collect();
    let roman = run.chars().all(|c| "IVX".contains(c));
    let rest = &title[run.len()..];
    let parted = rest.starts_with(['.', ')', ':']) || (roman && rest.starts_with(|c: char| !c.is_ascii()));
    let letter = run.len() == 1 || (roman && (1..=4).contains(&run.len()));
    (letter && parted).then_some(run)
}

/// What is needed of an item to give it a number.
#[derive(Debug)]
pub(super) struct Numbered {
    pub(super) number: Option<Number>,
    pub(super) section: usize,
    /// Whether it stands under the number of the item above.
    pub(super) shares: bool,
}

/// A number that was given.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Given {
    pub(super) no: String,
    pub(super) printed: Option<String>,
    pub(super) derived: bool,
    pub(super) problems: Vec<RowProblem>,
}

/// Gives each item a number that no other has. `titles` are those of the sections.
pub(super) fn settle(items: &[Numbered], titles: &[String]) -> Vec<Given> {
    let restarts = begin_anew(items);
    let prefixes = prefixes(items, titles);
    let mut given: Vec<Given> = vec![Given::default(); items.len()];
    let mut taken = Taken::default();
    // What stands there comes first; numbers of ours take what is left.
    for (item, given) in items.iter().zip(&mut given) {
        let Some(number) = &item.number else { continue };
        let mut no = number.no.clone();
        if restarts {
            no = format!("{}-{no}", prefixes.get(item.section).map_or("", String::as_str));
            given.problems.push(RowProblem::NumberPrefixed);
        }
        if !taken.take(&no) {
            no = taken.next(&no);
            given.problems.push(RowProblem::NumberRepeated);
        }
        if number.was_date {
            given.problems.push(RowProblem::NumberWasDate);
        }
        let as_printed = number.printed.clone().unwrap_or_else(|| number.no.clone());
        given.printed = (!number.was_date && as_printed != no).then_some(as_printed);
        given.no = no;
    }
    let numbered = items.iter().any(|item| item.number.is_some());
    let mut before = "0".to_owned();
    for (at, (item, given)) in items.iter().zip(&mut given).enumerate() {
        if item.number.is_some() {
            before.clone_from(&given.no);
            continue;
        }
        given.derived = true;
        if numbered {
            given.no = taken.next(&before);
            given.problems.push(if item.shares {
                RowProblem::NumberShared
            } else {
                RowProblem::NumberMissing
            });
        } else {
            given.no = (at + 1).to_string();
        }
    }
    given
}

/// Numbers that items have, and how far those of ours have got behind each.
#[derive(Default)]
struct Taken {
    numbers: HashSet<String>,
    reached: HashMap<String, u32>,
}

impl Taken {
    /// Whether nobody had the number.
    fn take(&mut self, no: &str) -> bool {
        self.numbers.insert(folded(no))
    }

    /// Takes the next free number behind `no`.
    fn next(&mut self, no: &str) -> String {
        // As numbers are compared: `a` and `A` are one, and counting anew for each spelling would take long.
        let key = folded(no);
        let mut at = self
            .reached
            .get(&key)
            .copied()
            .unwrap_or(if no == "0" { 0 } else { 1 });
        loop {
            at += 1;
            let next = format!("{no}-{at}");
            if self.take(&next) {
                self.reached.insert(key, at);
                return next;
            }
        }
    }
}

/// Whether numbers begin anew in sections: the first one of most later sections was there before.
fn begin_anew(items: &[Numbered]) -> bool {
    let mut sections = HashSet::new();
    let mut seen = HashSet::new();
    let (mut later, mut again) = (0_usize, 0_usize);
    for item in items {
        let Some(number) = &item.number else { continue };
        let key = folded(&number.no);
        if sections.insert(item.section) && sections.len() > 1 {
            later += 1;
            again += usize::from(seen.contains(&key));
        }
        seen.insert(key);
    }
    later > 0 && again * 2 >= later
}

/// The sections' own numbers where all that hold items have different ones, otherwise their place.
fn prefixes(items: &[Numbered], titles: &[String]) -> Vec<String> {
    let used: HashSet<usize> = items.iter().map(|item| item.section).collect();
    let own: Vec<Option<String>> = titles.iter().map(|title| of_title(title)).collect();
    let mut seen = HashSet::new();
    let told_apart = own
        .iter()
        .enumerate()
        .filter(|(at, _)| used.contains(at))
        .all(|(_, number)| number.as_ref().is_some_and(|n| seen.insert(folded(n))));
    let place = |at: usize| (at + 1).to_string();
    own.into_iter()
        .enumerate()
        .map(|(at, number)| number.filter(|_| told_apart).unwrap_or_else(|| place(at)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Option<Number> {
        let cell = SheetCell {
            value: SheetValue::Text(text.into()),
            from_formula: false,
        };
        read(&cell, text)
    }

    fn check(numbers: &[(&str, usize)], titles: &[&str], expected: &[&str]) {
        let items: Vec<Numbered> = numbers
            .iter()
            .map(|(text, section)| Numbered {
                number: number(text),
                section: *section,
                shares: false,
            })
            .collect();
        let titles: Vec<String> = titles.iter().map(|t| (*t).to_owned()).collect();
        let given: Vec<String> = settle(&items, &titles).into_iter().map(|g| g.no).collect();
        assert_eq!(given, expected, "numbers {numbers:?}");
    }

    #[test]
    fn numbers_are_kept_as_they_stand() {
        for (text, no) in [
            ("1", "1"),
            ("1.0", "1.0"),
            ("1-1", "1-1"),
            ("(1)", "(1)"),
            ("①", "1"),
            ("1－1", "1-1"),
            ("１", "1"),
            ("第１章", "第1章"),
            ("問 3", "問3"),
            ("2\n（必須）", "2"),
            ("第1\n章", "第1章"),
        ] {
            assert_eq!(number(text).map(|n| n.no).as_deref(), Some(no), "{text}");
        }
        assert_eq!(number(&"長".repeat(30)), None, "a sentence is no number");
        assert_eq!(number(""), None, "nothing is no number");
    }

    #[test]
    fn numbers_become_unique() {
        check(
            &[("1", 0), ("2", 0), ("3", 1)],
            &["組織", "運用"],
            &["1", "2", "3"],
        );
        check(
            &[("1", 0), ("2", 0), ("1", 1), ("2", 1)],
            &["2. 組織", "第４章 運用"],
            &["2-1", "2-2", "4-1", "4-2"],
        );
        check(
            &[("(1)", 0), ("(1)", 1), ("(1)", 2)],
            &["組織", "1 運用", "技術"],
            &["1-(1)", "2-(1)", "3-(1)"],
        );
        check(
            &[("1", 0), ("2", 0), ("2", 0), ("3", 0)],
            &["組織"],
            &["1", "2", "2-2", "3"],
        );
        check(&[("", 0), ("", 0)], &["組織"], &["1", "2"]);
        check(&[("", 0), ("1", 0), ("", 0)], &["組織"], &["0-1", "1", "1-2"]);
    }

    #[test]
    fn titles_tell_their_number() {
        for (title, expected) in [
            ("第2章 組織", Some("2")),
            ("６．３ 組織", Some("6.3")),
            ("Ⅱ運用", Some("II")),
            ("A. Access", Some("A")),
            ("Access", None),
            ("組織", None),
            ("IT運用", None),
        ] {
            assert_eq!(of_title(title).as_deref(), expected, "{title}");
        }
    }
}
