//! The part of a text that a word was found in, short enough for a line of a list.
//!
//! Invariant: an excerpt is a piece of the text as it was written, cut between signs; what was left out is marked.

use super::fold::fold;

/// Signs shown before the word.
const BEFORE: usize = 16;
/// Signs shown in all.
const SHOWN: usize = 72;

/// The part of `text` around the first of the folded `words` that is in it.
pub(super) fn around(text: &str, words: &[&str]) -> String {
    let signs: Vec<char> = text.chars().collect();
    let at = if signs.len() <= SHOWN {
        0
    } else {
        words.iter().find_map(|word| place(&signs, word)).unwrap_or(0)
    };
    let from = at.saturating_sub(BEFORE);
    let to = (from + SHOWN).min(signs.len());
    let mut out = String::new();
    if from > 0 {
        out.push('…');
    }
    out.extend(
        signs[from..to]
            .iter()
            .map(|c| if c.is_whitespace() { ' ' } else { *c }),
    );
    if to < signs.len() {
        out.push('…');
    }
    out
}

/// The sign at which `word` begins: folding keeps no map back, so the text is folded from each sign on.
fn place(signs: &[char], word: &str) -> Option<usize> {
    // Half-width kana with their marks take two signs for one.
    let window = word.chars().count() * 2 + 2;
    (0..signs.len()).find(|from| {
        let piece: String = signs[*from..].iter().take(window).collect();
        fold(&piece).starts_with(word)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_shows_the_word_and_marks_what_is_left_out() {
        let check = |text: &str, word: &str, expected: &str| {
            assert_eq!(
                around(text, &[&fold(word)]),
                expected,
                "{word} in a text of {}",
                text.len()
            );
        };
        check("短い 文", "文", "短い 文");
        let long = format!("{}ﾌｧｲｱｳｫｰﾙ{}", "前".repeat(40), "後".repeat(80));
        let expected = format!("…{}ﾌｧｲｱｳｫｰﾙ{}…", "前".repeat(16), "後".repeat(48));
        check(&long, "ふぁいあ", &expected);
        check(
            &long,
            "なし",
            &format!("{}ﾌｧｲｱｳｫｰﾙ{}…", "前".repeat(40), "後".repeat(24)),
        );
    }
}
