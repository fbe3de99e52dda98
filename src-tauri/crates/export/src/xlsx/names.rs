//! Names of sheets, as spreadsheet programs allow them.
//!
//! Invariant: a name has 1 to 31 UTF-16 units, none of `[]:*?/\`, no apostrophe at either end, and differs from every
//! other one even when capitals do not count. Deliberately absent: translation; a name is the section's title.

use std::collections::BTreeSet;

const LONGEST: usize = 31;

/// Hands out names, each once.
#[derive(Default)]
pub(crate) struct Names {
    taken: BTreeSet<String>,
}

impl Names {
    /// A name for a sheet called `title`.
    pub(crate) fn name(&mut self, title: &str) -> String {
        let plain: String = title
            .chars()
            .map(|c| {
                if matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\') || c.is_control() {
                    ' '
                } else {
                    c
                }
            })
            .collect();
        let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
        let plain = plain.trim_matches('\'');
        // "History" is a name that Excel keeps for itself.
        let base = if plain.is_empty() || plain.eq_ignore_ascii_case("history") {
            format!("_{plain}")
        } else {
            plain.into()
        };
        let mut number = 1;
        loop {
            let ending = if number == 1 {
                String::new()
            } else {
                format!(" ({number})")
            };
            let kept = shorten(&base, LONGEST - ending.len());
            let name = format!("{}{ending}", kept.trim_end_matches(['\'', ' ']));
            if self.taken.insert(name.to_lowercase()) {
                return name;
            }
            number += 1;
        }
    }
}

/// The beginning of `text` that has at most `units` UTF-16 units.
fn shorten(text: &str, units: usize) -> &str {
    let mut used = 0;
    for (at, character) in text.char_indices() {
        used += character.len_utf16();
        if used > units {
            return &text[..at];
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(titles: &[&str], expected: &[&str]) {
        let mut names = Names::default();
        let found: Vec<String> = titles.iter().map(|title| names.name(title)).collect();
        assert_eq!(found, expected, "names for {titles:?}");
        assert!(
            found.iter().all(|name| name.encode_utf16().count() <= LONGEST),
            "names fit"
        );
    }

    #[test]
    fn forbidden_signs_go() {
        check(&["A/B: [C]*?\\", "''", "history"], &["A B C", "_", "_history"]);
    }

    #[test]
    fn names_differ() {
        check(&["List", "list", "LIST"], &["List", "list (2)", "LIST (3)"]);
        let long = "外部".repeat(30);
        let short = "外部".repeat(15);
        check(
            &[&long, &long],
            &[
                &format!("{short}外"),
                &format!("{} (2)", "外部".repeat(13) + "外"),
            ],
        );
    }
}
