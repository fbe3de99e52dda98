//! Japanese and Latin text broken into lines.
//!
//! Invariant: the lines put together are the text, but for its line feeds; no line starts with a closing bracket, a
//! full stop, a small kana or a lengthening mark and none ends with an opening bracket, as long as a line holds two
//! characters. Deliberately absent: justification, hyphenation, vertical text.

use unicode_linebreak::linebreaks;

/// The lines of `text` that are at most `width` wide, `advance` being the width of a character. There is at least one.
pub(crate) fn wrap(text: &str, width: f32, advance: &dyn Fn(char) -> f32) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        if measure(paragraph, advance) <= width {
            lines.push(paragraph.to_owned());
        } else {
            break_paragraph(paragraph, width, advance, &mut lines);
        }
    }
    lines
}

/// The width of a line.
pub(crate) fn measure(text: &str, advance: &dyn Fn(char) -> f32) -> f32 {
    text.chars().map(advance).sum()
}

/// The widest piece of `text` that should not be broken.
pub(crate) fn widest_piece(text: &str, advance: &dyn Fn(char) -> f32) -> f32 {
    let mut widest = 0.0f32;
    let mut start = 0;
    for end in places(text) {
        widest = widest.max(measure(text[start..end].trim_end(), advance));
        start = end;
    }
    widest
}

/// Where a line may end, as byte offsets, the end of the text being the last.
fn places(text: &str) -> impl Iterator<Item = usize> {
    linebreaks(text).map(|(at, _)| at).filter(move |&at| {
        let before = text[..at].chars().next_back();
        let after = text[at..].chars().next();
        at == text.len() || !(after.is_some_and(may_not_start) || before.is_some_and(may_not_end))
    })
}

/// Closing brackets, stops, small kana, marks of length and repetition, units.
#[rustfmt::skip]
fn may_not_start(character: char) -> bool {
    matches!(character,
        '、' | '。' | '，' | '．' | ',' | '.' | '・' | '：' | ':' | '；' | ';' | '？' | '?' | '！' | '!' | '゛' | '゜'
        | '‐' | '－' | 'ー' | '―' | '…' | '‥' | '」' | '』' | '）' | ')' | '］' | ']' | '｝' | '}' | '〉' | '》' | '】'
        | '〕' | '’' | '”' | '々' | '〻' | 'ゝ' | 'ゞ' | 'ヽ' | 'ヾ' | '〜' | '～' | '％' | '%' | '℃' | '°' | '′' | '″'
        | 'ぁ' | 'ぃ' | 'ぅ' | 'ぇ' | 'ぉ' | 'っ' | 'ゃ' | 'ゅ' | 'ょ' | 'ゎ' | 'ゕ' | 'ゖ' | 'ァ' | 'ィ' | 'ゥ' | 'ェ'
        | 'ォ' | 'ッ' | 'ャ' | 'ュ' | 'ョ' | 'ヮ' | 'ヵ' | 'ヶ' | 'ㇰ'..='ㇿ' | '｡' | '､' | '｣' | '･' | 'ｧ'..='ｰ'
        | '\u{3099}' | '\u{309A}' | 'ﾞ' | 'ﾟ')
}

/// Opening brackets and signs that stand before their number.
#[rustfmt::skip]
fn may_not_end(character: char) -> bool {
    matches!(character,
        '「' | '『' | '（' | '(' | '［' | '[' | '｛' | '{' | '〈' | '《' | '【' | '〔' | '‘' | '“' | '￥' | '¥' | '＄' | '$'
        | '№' | '｢')
}

fn break_paragraph(text: &str, width: f32, advance: &dyn Fn(char) -> f32, lines: &mut Vec<String>) {
    let mut line = String::new();
    let mut filled = 0.0;
    let mut start = 0;
    for end in places(text) {
        let piece = &text[start..end];
        start = end;
        let solid = measure(piece.trim_end(), advance);
        if filled + solid > width && !line.is_empty() {
            lines.push(std::mem::take(&mut line));
            filled = 0.0;
        }
        if solid > width {
            (line, filled) = cut(piece, width, advance, lines);
        } else {
            line.push_str(piece);
            filled += measure(piece, advance);
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
}

/// Cuts a piece that is wider than a line, and returns what is left of it for the next line.
fn cut(piece: &str, width: f32, advance: &dyn Fn(char) -> f32, lines: &mut Vec<String>) -> (String, f32) {
    let mut line = String::new();
    let mut filled = 0.0;
    for character in piece.chars() {
        let wide = advance(character);
        if filled + wide > width && !line.is_empty() {
            let carried = carry(&mut line, character);
            lines.push(std::mem::replace(&mut line, carried));
            filled = measure(&line, advance);
        }
        line.push(character);
        filled += wide;
    }
    (line, filled)
}

/// Takes characters off the end of `line` that have to stand on the next one, before `next`.
fn carry(line: &mut String, next: char) -> String {
    let mut at = line.len();
    let mut following = next;
    for (offset, character) in line.char_indices().rev().take(4) {
        if !may_not_start(following) && !may_not_end(character) {
            break;
        }
        at = offset;
        following = character;
    }
    // A line of nothing but such characters is broken anywhere: an ugly line is better than none.
    if at == 0 || may_not_start(following) {
        String::new()
    } else {
        line.split_off(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn em(character: char) -> f32 {
        if character.is_ascii() { 0.5 } else { 1.0 }
    }

    fn check(text: &str, width: f32, expected: &[&str]) {
        let lines = wrap(text, width, &em);
        assert_eq!(lines, expected, "lines of {text} at width {width}");
        assert_eq!(
            lines.concat(),
            text.replace('\n', ""),
            "nothing of the text is lost"
        );
    }

    #[test]
    fn japanese_breaks_between_characters() {
        check("病院情報システム", 3.0, &["病院情", "報シス", "テム"]);
        check("", 3.0, &[""]);
        check("一\n\n二", 3.0, &["一", "", "二"]);
    }

    #[test]
    fn no_line_starts_or_ends_with_the_wrong_mark() {
        check("端末です。次", 4.0, &["端末で", "す。次"]);
        check("接続（保守）", 3.0, &["接続", "（保", "守）"]);
        check("サーバー機器", 3.0, &["サー", "バー機", "器"]);
        check("病院ション", 3.0, &["病院", "ション"]);
    }

    #[test]
    fn words_stay_whole_when_they_fit() {
        check("use VPN only", 4.0, &["use VPN ", "only"]);
        check("192.168.100.200", 3.0, &["192.16", "8.100.", "200"]);
    }

    #[test]
    fn marks_alone_still_make_progress() {
        check("。。。。。。", 2.0, &["。。", "。。", "。。"]);
    }

    #[test]
    fn a_long_text_is_kept_whole() {
        let text = "長い文章、とても（長い）。".repeat(3_000);
        let lines = wrap(&text, 10.0, &em);
        assert_eq!(lines.concat(), text, "forty thousand characters survive");
        assert!(
            lines.iter().all(|line| measure(line, &em) <= 10.0),
            "no line is wider than the column"
        );
    }
}
