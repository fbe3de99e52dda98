//! Texts of foreign sheets made plain: line ends, invisible characters, vertical writing.
//!
//! Invariant: the words themselves are never changed; [`folded`] is for comparing only.

use unicode_normalization::UnicodeNormalization;

/// Text without invisible characters and without white space around its lines; vertical writing laid down.
pub(super) fn clean(text: &str) -> String {
    let text = text
        .replace("\r\n", "\n")
        .replace(['\r', '\u{B}', '\u{2028}', '\u{2029}'], "\n");
    let visible = |c: &char| {
        *c == '\n'
            || (!matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
                && (*c == '\t' || !c.is_control()))
    };
    let text: String = text.chars().filter(visible).collect();
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    laid_down(&lines).unwrap_or_else(|| lines.join("\n").trim().to_owned())
}

/// A cell with one character in each line is one word, written from top to bottom.
fn laid_down(lines: &[&str]) -> Option<String> {
    let written: Vec<&str> = lines.iter().copied().filter(|line| !line.is_empty()).collect();
    let single = |line: &&str| line.chars().count() == 1;
    let wide = written.iter().any(|line| line.chars().all(is_wide_letter));
    (written.len() >= 2 && wide && written.iter().all(single)).then(|| written.concat())
}

/// Kana and kanji, which can be written from top to bottom.
pub(super) fn is_wide_letter(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '々' | '〇')
}

/// On one line: Japanese lines follow each other directly, words of other scripts with a space.
pub(super) fn one_line(text: &str) -> String {
    let mut joined = String::new();
    for part in text.split_whitespace() {
        let narrow = |c: Option<char>| c.is_some_and(|c| c.is_ascii());
        let space = narrow(joined.chars().last()) || narrow(part.chars().next());
        if !joined.is_empty() && (space || !text.contains('\n')) {
            joined.push(' ');
        }
        joined.push_str(part);
    }
    joined
}

/// One width, no capitals, no white space, one sort of dash.
pub(super) fn folded(text: &str) -> String {
    dashed(&text.nfkc().collect::<String>())
        .to_lowercase()
        .split_whitespace()
        .collect()
}

/// The text with one sort of dash.
pub(super) fn dashed(text: &str) -> String {
    let dash = |c: char| match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        other => other,
    };
    text.chars().map(dash).collect()
}

/// How many characters.
pub(super) fn length(text: &str) -> usize {
    text.chars().count()
}

/// Whether the row begins as notes to the reader do: ※, an asterisk, 注 as a word of its own; or says that this is
/// the end.
pub(super) fn is_note(text: &str) -> bool {
    if ["以上", "以下余白", "(以下余白)"].contains(&folded(text).as_str()) {
        return true;
    }
    let text: String = text.nfkc().collect();
    let text = text.trim_start_matches(['(', '[', '【', '<', '〔', '「', ' ']);
    let after = |word: &str| text.strip_prefix(word).map(|rest| rest.chars().next());
    if text.starts_with(['※', '*', '＊', '†']) {
        return true;
    }
    let marked = |next: Option<char>| {
        next.is_none_or(|c| c.is_ascii_digit() || c.is_whitespace() || ")]】〕>:、.".contains(c))
    };
    let words = ["注記", "注意事項", "注意", "注", "備考", "凡例"];
    let english = ["Note:", "NOTE:", "note:", "Notes:", "N.B."];
    words.iter().filter_map(|word| after(word)).any(marked)
        || english.iter().any(|word| text.starts_with(word))
}

/// Whether a sentence ends with the text.
pub(super) fn ends(text: &str) -> bool {
    text.ends_with(['。', '．', '.', '?', '？', '!', '！', '」', '』'])
}

/// Whether the text is put as a question, or at least as a whole sentence.
pub(super) fn asks(text: &str) -> bool {
    ends(text) || text.ends_with('か')
}

/// Whether the text begins as additions to a sentence do.
pub(super) fn adds(text: &str) -> bool {
    let starts = [
        "・",
        "･",
        "‐",
        "- ",
        "(",
        "（",
        "また、",
        "なお、",
        "ただし",
        "さらに",
        "及び",
        "または",
        "例:",
        "例：",
    ];
    starts.iter().any(|start| text.starts_with(start)) || text.starts_with(|c: char| c.is_ascii_lowercase())
}

/// Whether the text begins as headings do: a bracket around it, a block before it, a chapter.
pub(super) fn is_heading(text: &str) -> bool {
    let short = length(text) <= 40 && !asks(text);
    short && (text.starts_with(['■', '◆', '●', '▼', '◎', '【', '＜', '≪', '《', '▶']) || chapter(text))
}

/// Whether the text begins with a chapter, a section or a part.
pub(super) fn chapter(text: &str) -> bool {
    let text: String = text.nfkc().collect();
    let Some(rest) = text.trim().strip_prefix('第') else {
        let first = text.split_whitespace().next().unwrap_or_default().to_lowercase();
        return ["chapter", "part", "section"].contains(&first.as_str());
    };
    let rest = rest
        .trim_start()
        .trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
    rest.trim_start().starts_with(['章', '節', '部', '編', '項'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_made_plain() {
        for (made, expected, why) in [
            (clean(" 体\n制\r\n構\n築 "), "体制構築", "vertical writing"),
            (clean("A\nB"), "A\nB", "letters below each other are lines"),
            (
                clean("一行目 \n\u{FEFF}二行目\u{0}"),
                "一行目\n二行目",
                "invisible characters",
            ),
            (one_line("体制\n構築"), "体制構築", "Japanese needs no space"),
            (one_line("Access\ncontrol"), "Access control", "English does"),
            (
                one_line("1 組織\n体制"),
                "1 組織体制",
                "a space that was there stays",
            ),
            (folded("Ｎｏ． １－２"), "no.1-2", "for comparing"),
        ] {
            assert_eq!(made, expected, "{why}");
        }
    }

    #[test]
    fn rows_show_by_their_beginning_what_they_are() {
        for text in [
            "※ 印",
            "＊任意",
            "(注1) 略",
            "注：略",
            "以上",
            "【注意】",
            "Note: x",
        ] {
            assert!(is_note(text), "{text} is a note");
        }
        for text in [
            "注射剤の棚を施錠していますか。",
            "Notebooks are encrypted",
            "備考欄を読みましたか。",
            "",
        ] {
            assert!(!is_note(text), "{text} is no note");
        }
        for text in [
            "【組織】",
            "■ 運用",
            "第１章 総則",
            "第二節 体制",
            "Chapter 2 Backup",
        ] {
            assert!(is_heading(text), "{text} is a heading");
        }
        for text in ["【院内】端末を数えていますか。", "第三者の監査", "端末"] {
            assert!(!is_heading(text), "{text} is none");
        }
    }
}
