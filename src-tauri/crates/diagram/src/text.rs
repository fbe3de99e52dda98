//! How wide a text is and where it breaks, without a font.
//!
//! Invariant: a character takes one em or half an em, as in a Japanese font of fixed pitch, so a line that fits here
//! fits on paper; characters of which nothing is known count as wide. Deliberately absent: shaping and kerning.

/// Characters that do not begin a line.
const NOT_FIRST: &str =
    "、。，．,.・：；:;？！?!）)]］｝}」』】〉》〕ー々ゝゞヽヾぁぃぅぇぉっゃゅょァィゥェォッャュョ％%…/";
/// Characters that do not end a line.
const NOT_LAST: &str = "（([［｛{「『【〈《〔";

/// Width of a text in points at a size.
pub fn width(text: &str, size: f64) -> f64 {
    text.chars().map(em).sum::<f64>() * size
}

/// One line of text as it may be drawn: control and direction marks gone, blanks joined.
pub fn clean(text: &str) -> String {
    let visible: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .filter(|c| !is_format(*c))
        .collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Breaks a text into at most `lines` lines no wider than `max`, of about the same width; what does not fit ends
/// in an ellipsis.
pub fn wrap(text: &str, size: f64, max: f64, lines: usize) -> Vec<String> {
    let text = clean(text);
    if text.is_empty() || lines == 0 {
        return Vec::new();
    }
    let mut parts = pieces(&text, size, max, true);
    let mut done = fill(&parts, size, max);
    if done.len() > lines {
        parts = pieces(&text, size, max, false);
        done = fill(&parts, size, max);
    }
    if done.len() > lines {
        let rest = done.split_off(lines - 1).concat();
        done.push(shorten(&rest, size, max));
        return done;
    }
    // A last line of one character looks like a mistake, so the lines share what they have.
    let mut narrow = width(&text, size) / done.len() as f64;
    while done.len() > 1 && narrow < max {
        let even = fill(&parts, size, narrow);
        if even.len() <= done.len() {
            return even;
        }
        narrow += size / 2.0;
    }
    done
}

/// Puts pieces together to as many lines as it takes.
fn fill(pieces: &[String], size: f64, max: f64) -> Vec<String> {
    let mut done: Vec<String> = Vec::new();
    let mut line = String::new();
    for piece in pieces {
        if !line.is_empty() && width(&line, size) + width(piece.trim_end(), size) > max {
            done.push(std::mem::take(&mut line).trim_end().to_owned());
        }
        line.push_str(if line.is_empty() {
            piece.trim_start()
        } else {
            piece
        });
    }
    done.push(line.trim_end().to_owned());
    done.retain(|line| !line.is_empty());
    done
}

/// A text cut to one line no wider than `max`.
pub fn fit(text: &str, size: f64, max: f64) -> String {
    shorten(&clean(text), size, max)
}

fn shorten(text: &str, size: f64, max: f64) -> String {
    if width(text, size) <= max {
        return text.to_owned();
    }
    let mut kept = String::new();
    for c in text.chars() {
        if width(&kept, size) + (em(c) + 1.0) * size > max {
            break;
        }
        kept.push(c);
    }
    format!("{}…", kept.trim_end())
}

/// The unbreakable pieces of a text: words of half-width characters, and wide characters with the punctuation that
/// clings to them. With `by_script`, runs of kanji or katakana and the hiragana after them stay together too, which
/// is nearly where words end. A piece that is wider than the line is broken all the same.
fn pieces(text: &str, size: f64, max: f64, by_script: bool) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut previous: Option<char> = None;
    for c in text.chars() {
        let clings = previous.is_some_and(|p| {
            let one_word = is_word(p) && is_word(c) || by_script && same_word(p, c);
            one_word || NOT_FIRST.contains(c) || NOT_LAST.contains(p) || c == ' ' || em(c) == 0.0
        });
        match pieces.last_mut() {
            // A blank never begins a line, so it clings even where the piece is full already.
            Some(last) if c == ' ' || clings && width(last, size) + em(c) * size <= max => last.push(c),
            _ => pieces.push(c.to_string()),
        }
        previous = Some(c);
    }
    pieces
}

fn same_word(before: char, after: char) -> bool {
    let katakana = |c: char| matches!(c, 'ァ'..='ヺ' | 'ー');
    let kanji = |c: char| matches!(c, '\u{3400}'..='\u{9fff}' | '々');
    let hiragana = |c: char| matches!(c, 'ぁ'..='ゖ');
    katakana(before) && katakana(after)
        || kanji(before) && kanji(after)
        || hiragana(after) && (kanji(before) || katakana(before) || hiragana(before))
}

fn is_word(c: char) -> bool {
    c.is_ascii_graphic() && !matches!(c, '/' | '_' | '@' | ',' | ';')
}

fn em(c: char) -> f64 {
    match c {
        '\u{0300}'..='\u{036f}' | '\u{3099}' | '\u{309a}' | '\u{fe00}'..='\u{fe0f}' => 0.0,
        ' '..='~' | '\u{ff61}'..='\u{ff9f}' => 0.5,
        _ => 1.0,
    }
}

fn is_format(c: char) -> bool {
    matches!(c, '\u{00ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}'
        | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, max_em: f64, lines: usize, expected: &[&str]) {
        assert_eq!(
            wrap(text, 1.0, max_em, lines),
            expected,
            "{text:?} in {max_em} em"
        );
    }

    #[test]
    fn japanese_breaks_between_characters_but_not_before_punctuation() {
        check("電子カルテ", 5.0, 2, &["電子カルテ"]);
        check("電子カルテの更新", 6.0, 2, &["電子カルテの", "更新"]);
        check("電子カルテシステム", 5.0, 2, &["電子カルテ", "システム"]);
        check("保守(遠隔)", 3.0, 3, &["保守", "(遠隔)"]);
    }

    #[test]
    fn words_and_labels_stay_whole_where_they_can() {
        check("C-05, C-09, C-20", 5.0, 2, &["C-05,", "C-09, C-20"]);
        check("supercalifragilistic", 4.0, 9, &["supercal", "ifragili", "stic"]);
    }

    #[test]
    fn what_does_not_fit_ends_in_an_ellipsis() {
        check("一二三四五六七八九十", 4.0, 2, &["一二三四", "五六七…"]);
        check("", 4.0, 2, &[]);
    }

    #[test]
    fn marks_that_turn_text_round_and_control_characters_go() {
        assert_eq!(
            clean("a\u{202e}b\u{7}\tc\u{200f}"),
            "ab c",
            "nothing invisible reaches a drawing"
        );
    }

    #[test]
    fn half_width_kana_count_half() {
        assert_eq!(width("ｱA漢", 10.0), 20.0, "half and half and one em");
    }
}
