//! What the command line says: words from `messages/cli.toml`, progress to a terminal only, errors with their remedy.
//!
//! Invariant: a result that cannot be written is a failure; remarks that cannot be written are not.

use crate::exit::Failure;
use junkai_app::{WireError, error_text};
use junkai_core::{Lang, Wording};
use std::collections::BTreeMap;
use std::io::{IsTerminal as _, Write as _};

/// Says things in one language.
pub(crate) struct Say {
    lang: Lang,
    progress: bool,
    words: BTreeMap<String, Wording>,
}

impl Say {
    /// Words in `lang`; progress when standard error is a terminal and nobody asked for quiet.
    pub(crate) fn new(lang: Lang, quiet: bool) -> Self {
        let words = toml::from_str(include_str!("../../../../messages/cli.toml"))
            .expect("BUG: the embedded words of the command line parse, a test proves it");
        Self {
            lang,
            progress: !quiet && std::io::stderr().is_terminal(),
            words,
        }
    }

    /// The language.
    pub(crate) fn lang(&self) -> Lang {
        self.lang
    }

    /// The words under `key`, with `{name}` replaced.
    pub(crate) fn text(&self, key: &str, params: &[(&str, &str)]) -> String {
        let mut text = self.words.get(key).map_or(key, |w| w.get(self.lang)).to_string();
        for (name, value) in params {
            text = text.replace(&format!("{{{name}}}"), &visible(value));
        }
        text
    }

    /// A result, on standard output. When nobody can receive it, that is said and the work ends: a recovery key or
    /// the answer to a command must not vanish with a success.
    pub(crate) fn result(&self, line: &str) -> Result<(), Failure> {
        let mut out = std::io::stdout();
        writeln!(out, "{line}").and_then(|()| out.flush()).map_err(|_| {
            self.problem("stdout_lost", &[]);
            Failure::Said(5)
        })
    }

    /// Progress, when somebody is watching.
    pub(crate) fn step(&self, key: &str, params: &[(&str, &str)]) {
        if self.progress {
            let _ = writeln!(std::io::stderr(), "{}", self.text(key, params));
        }
    }

    /// A remark that must be seen, on standard error.
    pub(crate) fn problem(&self, key: &str, params: &[(&str, &str)]) {
        let _ = writeln!(std::io::stderr(), "{}", self.text(key, params));
    }

    /// An error: what happened, what to do, and the values that belong to it.
    pub(crate) fn error(&self, error: &WireError) {
        let text = error_text(error.code);
        let mut out = std::io::stderr();
        let _ = writeln!(out, "{} {}", text.what.get(self.lang), text.remedy.get(self.lang));
        let params = serde_json::to_string(&error.params).unwrap_or_default();
        let _ = writeln!(out, "  [{}] {} ({})", error.code.name(), params, error.reference);
    }
}

/// Text from outside as a terminal may show it: what would steer the terminal, or turn the reading direction round,
/// stands there as its code point.
pub(crate) fn visible(text: &str) -> String {
    let steers = |c: char| {
        let turns = matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{061C}');
        (c.is_control() && !matches!(c, '\n' | '\t')) || turns
    };
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        if steers(c) {
            shown += &format!("<U+{:04X}>", u32::from(c));
        } else {
            shown.push(c);
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_a_terminal_is_shown_and_not_done() {
        assert_eq!(
            visible("a\u{1b}[31mb\u{202e}c\n日\t本"),
            "a<U+001B>[31mb<U+202E>c\n日\t本",
            "escape and direction"
        );
        let say = Say::new(Lang::En, true);
        let line = say.text("form_row_missing", &[("no", "1\u{7}")]);
        assert!(line.contains("1<U+0007>"), "also inside of words: {line}");
    }

    #[test]
    fn every_word_is_there_in_both_languages_with_the_same_places() {
        let say = Say::new(Lang::Ja, true);
        let places = |text: &str| {
            let mut found: Vec<String> = text
                .split('{')
                .skip(1)
                .filter_map(|p| p.split('}').next())
                .map(Into::into)
                .collect();
            found.sort();
            found
        };
        for (key, word) in &say.words {
            assert!(
                !word.ja.is_empty() && !word.en.is_empty(),
                "{key} has both languages"
            );
            assert_eq!(
                places(&word.ja),
                places(&word.en),
                "{key} has the same places in both languages"
            );
        }
    }
}
