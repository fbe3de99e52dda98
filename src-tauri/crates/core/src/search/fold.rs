//! Texts made alike for searching: width, capitals, the two kana, dashes, and the long-vowel sign at the end of a word.
//!
//! Invariant: a part of a text is found in it, because folding looks at one sign and the one after it only.
//! Deliberately absent: guessing at typing errors, and readings of kanji.

use unicode_normalization::UnicodeNormalization;

/// `text` folded, written over `out`. Most texts hold only signs that need no normalising, which is the slow part.
pub(super) fn fold_into(text: &str, out: &mut String) {
    out.clear();
    if text.chars().all(is_plain) {
        push_all(text.chars(), out);
    } else {
        push_all(text.nfkc(), out);
    }
}

/// `text` folded.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, &mut out);
    out
}

/// Signs that normalising leaves as they are, or makes what [`folded`] makes, whatever stands beside them among their
/// like.
fn is_plain(c: char) -> bool {
    c.is_ascii()
        || matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FE}')
        || matches!(
            c,
            '\u{FF01}'..='\u{FF5E}' | '\u{3000}' | '、' | '。' | '「' | '」'
        )
}

fn push_all(signs: impl Iterator<Item = char>, out: &mut String) {
    // サーバ and サーバー are one word; in the middle of a word the sign tells words apart.
    let mut long = false;
    for c in signs {
        if c == 'ー' {
            long = true;
            continue;
        }
        let c = folded(c);
        if std::mem::take(&mut long) && matches!(c, '\u{30A1}'..='\u{30FE}') {
            out.push('ー');
        }
        match c {
            c if c.is_ascii() => out.push(c.to_ascii_lowercase()),
            c => out.extend(c.to_lowercase()),
        }
    }
}

fn folded(c: char) -> char {
    match c {
        // Wide letters and signs, as normalising would make them.
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        'ぁ'..='ゖ' | 'ゝ' | 'ゞ' => char::from_u32(u32::from(c) + 0x60).unwrap_or(c),
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '\u{3000}' | '\t' | '\n' | '\r' => ' ',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spellings_of_one_word_fold_alike() {
        let check =
            |one: &str, other: &str| assert_eq!(fold(one), fold(other), "{one} and {other} are one word");
        check("ＶＰＮ", "vpn");
        check("ﾌｧｲｱｳｫｰﾙ", "ファイアウォール");
        check("ふぁいあ", "ﾌｧｲｱ");
        check("ｶﾞ", "か\u{3099}");
        check("サーバー", "ｻｰﾊﾞ");
        check("Ｃ−００１", "c-001");
        check("ルータ室\u{3000}２Ｆ", "ルーター室 2F");
    }

    #[test]
    fn words_that_differ_stay_apart() {
        let check = |one: &str, other: &str| assert_ne!(fold(one), fold(other), "{one} is not {other}");
        check("コート", "コト");
        check("は", "ば");
        check("ス", "ズ");
        check("回線", "回路");
    }

    proptest! {
        #[test]
        fn the_quick_way_and_the_whole_way_make_the_same(text in "[ -~ー-ー亜-熙ぁ-んァ-ヾ！-～\u{3000}、。「」]{0,12}") {
            let mut whole = String::new();
            push_all(text.nfkc(), &mut whole);
            prop_assert_eq!(fold(&text), whole);
        }

        #[test]
        fn a_part_of_a_plain_text_is_found_in_it(a in "[ーア-ンa-zＡ-Ｚ亜-熙 ]{0,8}", b in "[ーァ-ンぁ-ん0-9A-Z回線]{1,8}", c in "[ーア-ンぁ-ん a-z]{0,8}") {
            let whole = fold(&format!("{a}{b}{c}"));
            prop_assert!(whole.contains(fold(&b).trim_start_matches('ー')), "{b:?} in {a:?} {b:?} {c:?}");
        }
    }
}
