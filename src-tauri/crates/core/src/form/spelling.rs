//! Texts made comparable: width, capitals, white space and dashes.
//!
//! Invariant: these are for comparing only; what a hospital wrote is kept as it wrote it.
//! Deliberately absent: guessing at typing errors.

use unicode_normalization::UnicodeNormalization;

/// One width, one space where there was white space, none around it, and nothing invisible.
pub(super) fn plain(text: &str) -> String {
    let kept: String = text
        .nfkc()
        .filter(|c| !matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'))
        .collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// [`plain`], without capitals.
pub(super) fn folded(text: &str) -> String {
    plain(text).to_lowercase()
}

/// [`folded`], without any white space: Japanese has none between words, so it says nothing.
pub(super) fn squashed(text: &str) -> String {
    folded(text).split_whitespace().collect()
}

/// An item number: its first line, with one sort of dash.
pub(super) fn number(text: &str) -> String {
    let first = text.trim().lines().next().unwrap_or_default();
    squashed(first)
        .chars()
        .map(|c| match c {
            '\u{2010}'..='\u{2015}' | '\u{2212}' | 'ー' => '-',
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_made_comparable() {
        for (made, expected, why) in [
            (
                plain(" Ａ\u{3000} 作\nって\u{FEFF} "),
                "A 作 って",
                "width and white space",
            ),
            (folded("Ｏ"), "o", "capitals"),
            (folded("✔\u{FE0F}"), "✔", "signs that ask for a coloured picture"),
            (squashed("ﾏ ﾙ"), "マル", "half-width kana"),
            (
                number("１－２\n（公式：3）"),
                "1-2",
                "wide digits and dashes, first line only",
            ),
            (number("a6.2ー1"), "a6.2-1", "a long-vowel sign is a dash here"),
        ] {
            assert_eq!(made, expected, "{why}");
        }
    }
}
