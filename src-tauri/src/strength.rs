//! How well a passphrase withstands guessing.
//!
//! Invariant: the passphrase is looked at and neither kept nor traced.
//! Deliberately absent: rules about characters, which make passphrases worse rather than better.

use serde::Serialize;
use zxcvbn::Score;

/// Estimating takes longer the longer the text is; what comes after this many characters changes nothing any more.
const LOOKED_AT: usize = 72;

/// A passphrase's strength.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ts_rs::TS)]
pub(crate) struct Strength {
    /// From 0 (guessed at once) to 4.
    pub(crate) score: u8,
    /// Whether a new vault takes it.
    pub(crate) enough: bool,
}

/// The strength of `passphrase`; the words that a thief would try first are given as `known`.
pub(crate) fn of(passphrase: &str, known: &[&str]) -> Strength {
    let begin = match passphrase.char_indices().nth(LOOKED_AT) {
        Some((end, _)) => passphrase.get(..end).unwrap_or(passphrase),
        None => passphrase,
    };
    let score = zxcvbn::zxcvbn(begin, known).score();
    Strength {
        score: u8::from(score),
        enough: score >= Score::Three,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(passphrase: &str, enough: bool) {
        let strength = of(passphrase, &["junkai", "山田"]);
        assert_eq!(strength.enough, enough, "{passphrase:?} has {}", strength.score);
    }

    #[test]
    fn what_is_guessed_quickly_is_not_enough() {
        for weak in [
            "",
            "password",
            "12345678",
            "junkai",
            "junkai1",
            "aaaaaaaaaaaa",
            "qwertyuiop",
        ] {
            check(weak, false);
        }
    }

    #[test]
    fn several_unrelated_words_are_enough_in_any_script() {
        check("copper lantern quietly thirteen", true);
        check("夕焼けの銅像と静かな歯車", true);
    }

    #[test]
    fn a_very_long_text_is_answered_as_well() {
        let long: String = (0..20_000).map(|n| format!("{} ", n * 7_919 % 10_007)).collect();
        check(&long, true);
        check(&"灯x7".repeat(20_000), false);
    }
}
