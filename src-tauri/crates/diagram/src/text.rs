//! How wide a text is and where it breaks, without a font.
//!
//! Invariant: a character takes one em or half an em, as in a Japanese font of fixed pitch, so a line that fits here
//! fits on paper; characters of which nothing is known count as wide. Deliberately absent: shaping and kerning.

/// Characters that do not begin a line.
const NOT_FIRST: &str = "、。，．,.・：；:;？！?!）)]］｝}」』】〉》〕ー々ゝゞヽヾぁぃぅぇぉっゃゅょァィゥェォッャュョ％%…";
/// Characters that do not end a line.
const NOT_LAST: &str = "（([［｛{「『【〈《〔";

/// Width of a text in points at a size.
pub fn width(text: &str, size: f64) -> f64 {
    text.chars().map(em).sum::<f64>() * size
}

/// One line of text as it may be drawn: control and direction marks gone, blanks joined.
pub fn clean(text: &str) -> String {
    let visible: String =
        text.chars().map(|c| if c.is_control() { ' ' } else { c }).filter(|c| !is_format(*c)).collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Breaks a text into at most `lines` lines no wider than `max`; what does not fit ends in an ellipsis.
pub fn wrap(text: &str, size: f64, max: f64, lines: usize) -> Vec<String> {
    let text = clean(text);
    if text.is_empty() || lines == 0 {
        return Vec::new();
    }
    let mut done: Vec<String> = Vec::new();
    let mut line = String::new();
    for piece in pieces(&text, size, max) {
        if !line.is_empty() && width(&line, size) + width(piece.trim_end(), size) > max {
            done.push(std::mem::take(&mut line).trim_end().to_owned());
        }
        if line.is_empty() { line.push_str(piece.trim_start()) } else { line.push_str(&piece) }
    }
    done.push(line.trim_end().to_owned());
    if done.len() > lines {
        let rest = done.split_off(lines - 1).concat();
        done.push(shorten(&rest, size, max));
    }
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
/// clings to them. A word that is wider than the line is broken all the same.
fn pieces(text: &str, size: f64, max: f64) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut previous: Option<char> = None;
    for c in text.chars() {
        let clings = previous.is_some_and(|p| {
            let in_word = is_word(p) && is_word(c);
            in_word || NOT_FIRST.contains(c) || NOT_LAST.contains(p) || c == ' ' || em(c) == 0.0
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

fn is_word(c: char) -> bool {
    c.is_ascii_graphic() && !matches!(c, '-' | '/' | '_' | '@')
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
