//! What an answer cell of an empty sheet offers: yes or no, a mark, options.
//!
//! Invariant: only what can mean one thing is taken; a cell that somebody has already filled in offers nothing, and
//! the kind that a person chose then holds.
//! Deliberately absent: drop-down lists of the workbook, which its cells do not show.

use super::spelling::{folded, length, one_line};
use crate::Wording;
use crate::checklist::{AnswerKind, ItemOption};
use unicode_normalization::UnicodeNormalization;

/// How an item is answered.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Offer {
    pub(super) kind: AnswerKind,
    pub(super) options: Vec<ItemOption>,
    pub(super) may_not_apply: bool,
}

const BOXES: [char; 6] = ['□', '☐', '☑', '■', '▢', '◻'];
const YES_NO: [[&str; 2]; 6] = [
    ["はい", "いいえ"],
    ["yes", "no"],
    ["y", "n"],
    ["有", "無"],
    ["あり", "なし"],
    ["有り", "無し"],
];
const MARKS: [&str; 8] = ["○", "〇", "◯", "×", "✕", "✖", "✗", "x"];
const NOT_APPLICABLE: [&str; 8] = [
    "該当なし",
    "該当しない",
    "非該当",
    "対象外",
    "n/a",
    "na",
    "notapplicable",
    "-",
];
const DONT_KNOW: [&str; 6] = [
    "不明",
    "わからない",
    "分からない",
    "unknown",
    "don'tknow",
    "don’tknow",
];
const SEVERAL: [&str; 7] = [
    "複数",
    "すべて選",
    "全て選",
    "あてはまるものすべて",
    "当てはまるもの全て",
    "当てはまるものすべて",
    "allthatapply",
];

/// What the cell offers. `question` may say that several options can be chosen; `repeated` says that the same text
/// stands beside several items, so it is no answer to one of them.
pub(super) fn read(cell: &str, question: &str, repeated: bool) -> Option<Offer> {
    match folded(cell).trim_matches(['(', ')', '[', ']']) {
        "自由記述" | "自由記載" | "自由回答" | "記述式" | "freetext" => {
            return Some(plain(AnswerKind::Text));
        }
        "数値" | "数値を記入" | "numeric" => return Some(plain(AnswerKind::Number)),
        _ => {}
    }
    let (cell, dated) = without_blanks(cell);
    let boxed = boxes(&cell);
    let (pieces, certain) = match enumerated(&cell.replace(BOXES, " ")) {
        Some(pieces) => (pieces, true),
        None if boxed.len() >= 2 => (boxed, true),
        None => (parted(&cell), false),
    };
    let wanted = |piece: &&(String, String), words: &[&str]| words.contains(&folded(&piece.1).as_str());
    let may_not_apply = pieces.iter().any(|p| wanted(&p, &NOT_APPLICABLE));
    let rest: Vec<&(String, String)> = pieces
        .iter()
        .filter(|p| !wanted(p, &NOT_APPLICABLE) && !wanted(p, &DONT_KNOW))
        .collect();
    if rest.len() < 2 || rest.iter().any(|(_, text)| text.is_empty()) {
        return None;
    }
    let several = [cell.as_str(), question]
        .iter()
        .any(|text| SEVERAL.iter().any(|word| folded(text).contains(word)));
    let words: Vec<String> = rest.iter().map(|(_, text)| folded(text)).collect();
    let (kind, options) = if is_yes_no(&words) && dated {
        (AnswerKind::YesNoDate, Vec::new())
    } else if is_yes_no(&words) {
        (AnswerKind::YesNo, Vec::new())
    } else if words.len() == 2 && words.iter().all(|w| MARKS.contains(&w.as_str())) && words[0] != words[1] {
        (AnswerKind::Mark, Vec::new())
    } else if certain || (repeated && words.len() <= 6 && words.iter().all(|w| length(w) <= 12)) {
        let kind = if several {
            AnswerKind::Multi
        } else {
            AnswerKind::Single
        };
        (kind, rest.into_iter().map(option).collect())
    } else {
        return None;
    };
    Some(Offer {
        kind,
        options,
        may_not_apply,
    })
}

/// What the heading of the answer column offers, in brackets or as a whole.
pub(super) fn of_heading(heading: &str) -> Option<Offer> {
    let inside = heading
        .split_once(['(', '（'])
        .and_then(|(_, rest)| rest.split_once([')', '）']))
        .and_then(|(inside, _)| read(inside, "", true));
    inside.or_else(|| read(heading, "", true))
}

/// The kind that answers already given, or the heading of their column, speak for.
pub(super) fn kind_of(header: &str, answers: &[String]) -> Option<AnswerKind> {
    let offered = of_heading(header).or_else(|| answers.iter().find_map(|a| read(a, "", false)));
    if let Some(offer) = offered {
        return offer.options.is_empty().then_some(offer.kind);
    }
    let words: Vec<String> = answers
        .iter()
        .map(|a| folded(a))
        .filter(|a| !a.is_empty())
        .collect();
    let all = |known: &[&str]| !words.is_empty() && words.iter().all(|w| known.contains(&w.as_str()));
    if all(&MARKS) || folded(header).contains(['○', '〇', '◯']) {
        return Some(AnswerKind::Mark);
    }
    YES_NO.iter().any(|pair| all(pair)).then_some(AnswerKind::YesNo)
}

fn plain(kind: AnswerKind) -> Offer {
    Offer {
        kind,
        options: Vec::new(),
        may_not_apply: false,
    }
}

fn is_yes_no(words: &[String]) -> bool {
    let pair = |pair: &[&str; 2]| pair.iter().all(|word| words.iter().any(|w| w == word));
    words.len() == 2 && YES_NO.iter().any(pair)
}

/// The text without brackets that only hold room for a day, and whether there were such.
fn without_blanks(text: &str) -> (String, bool) {
    let mut rest = String::new();
    let mut dated = ["確認日", "目標日"].iter().any(|word| text.contains(word));
    let mut open = text;
    while let Some((before, after)) = open.split_once(['(', '（']) {
        let Some((inside, behind)) = after.split_once([')', '）']) else {
            break;
        };
        let room = inside
            .chars()
            .all(|c| c.is_whitespace() || "/／.年月日_＿".contains(c));
        let day = room && inside.contains(['/', '／', '月']);
        dated |= day;
        rest.push_str(before);
        if !day {
            rest.push_str(&open[before.len()..open.len() - behind.len()]);
        }
        open = behind;
    }
    rest.push_str(open);
    (rest, dated)
}

/// Id and text of each piece behind a box.
fn boxes(text: &str) -> Vec<(String, String)> {
    let mut pieces = text.split(BOXES);
    // What stands before the first box is a heading.
    pieces.next();
    lettered(pieces)
}

/// Pieces between separators.
fn parted(text: &str) -> Vec<(String, String)> {
    let hard = ['・', '･', '/', '／', '|', '｜', '、', '\n'];
    let words = || text.split(hard).map(trimmed).filter(|p| !p.is_empty());
    // A dash or white space parts words only where nothing else does.
    if words().count() < 2 {
        return lettered(text.split_whitespace());
    }
    lettered(words().collect::<Vec<_>>().iter().map(String::as_str))
}

fn lettered<'a>(pieces: impl Iterator<Item = &'a str>) -> Vec<(String, String)> {
    let id = |at: usize| match u8::try_from(at) {
        Ok(at) if at < 26 => char::from(b'A' + at).to_string(),
        _ => (at + 1).to_string(),
    };
    pieces
        .enumerate()
        .map(|(at, text)| (id(at), trimmed(text)))
        .collect()
}

/// Pieces behind 1. 2. 3., a) b) c), ① ② or ア イ, when these follow each other.
fn enumerated(text: &str) -> Option<Vec<(String, String)>> {
    let plain: Vec<char> = text
        .chars()
        .flat_map(|c| match u32::from(c) {
            circled @ 0x2460..=0x2473 => format!(" {}.", circled - 0x2460 + 1).chars().collect::<Vec<_>>(),
            _ => c.nfkc().collect(),
        })
        .collect();
    let mut marks: Vec<(usize, usize, String)> = Vec::new();
    for at in 0..plain.len() {
        let free = at == 0 || plain[at - 1].is_whitespace() || "・/、,;)".contains(plain[at - 1]);
        let Some((end, id)) = marker(&plain, at).filter(|_| free) else {
            continue;
        };
        let expected = marks
            .last()
            .map_or_else(|| first(&id), |(_, _, last)| follows(last, &id));
        if expected {
            marks.push((at, end, id));
        }
    }
    let ends = marks
        .iter()
        .skip(1)
        .map(|(start, _, _)| *start)
        .chain([plain.len()]);
    let pieces: Vec<(String, String)> = marks
        .iter()
        .zip(ends)
        .map(|((_, from, id), to)| {
            let text: String = plain.get(*from..to).unwrap_or_default().iter().collect();
            (id.to_uppercase(), trimmed(&text))
        })
        .collect();
    (pieces.len() >= 2).then_some(pieces)
}

/// A marker at `at`: where it ends, and its id.
fn marker(text: &[char], at: usize) -> Option<(usize, String)> {
    let open = usize::from(text.get(at) == Some(&'('));
    let digits: String = text[at + open..]
        .iter()
        .take(2)
        .take_while(|c| c.is_ascii_digit())
        .collect();
    let id = if digits.is_empty() {
        text.get(at + open).filter(|c| c.is_alphabetic())?.to_string()
    } else {
        digits
    };
    let end = at + open + id.chars().count();
    let closes = match text.get(end)? {
        ')' => true,
        '.' | ':' | '、' => open == 0,
        _ => false,
    };
    (closes && !text.get(end + 1).is_some_and(char::is_ascii_digit)).then_some((end + 1, id))
}

fn first(id: &str) -> bool {
    ["0", "1", "a", "A", "ア", "イ"].contains(&id)
}

fn follows(last: &str, id: &str) -> bool {
    if let (Ok(last), Ok(id)) = (last.parse::<u32>(), id.parse::<u32>()) {
        return id == last + 1;
    }
    const KANA: &str = "アイウエオカキクケコ";
    let place = |text: &str| {
        let c = text.chars().next()?;
        KANA.chars().position(|k| k == c).or_else(|| {
            let lower = c.to_ascii_lowercase();
            lower.is_ascii_lowercase().then(|| usize::from(lower as u8))
        })
    };
    matches!((place(last), place(id)), (Some(last), Some(id)) if id == last + 1)
}

fn trimmed(text: &str) -> String {
    let between = |c: char| c.is_whitespace() || "、,;・/／|".contains(c);
    one_line(text.trim_matches(between))
}

fn option((id, text): &(String, String)) -> ItemOption {
    let room = |inside: &str| {
        inside
            .chars()
            .all(|c| c.is_whitespace() || "_＿.…:：".contains(c))
    };
    let beside = text
        .strip_suffix([')', '）'])
        .and_then(|text| text.rsplit_once(['(', '（']))
        .filter(|(before, inside)| room(inside) && !before.trim().is_empty());
    let shown = beside.map_or(text.as_str(), |(before, _)| before.trim());
    ItemOption {
        id: id.clone(),
        text: Wording::new(shown, shown),
        specify: beside.map(|_| Wording::new("内容", "Details")),
        show_if: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(cell: &str, expected: &str) {
        let said = read(cell, "", true).map_or("nothing".into(), |offer| {
            let options: Vec<String> = offer
                .options
                .iter()
                .map(|o| {
                    format!(
                        "{}={}{}",
                        o.id,
                        o.text.ja,
                        if o.specify.is_some() { "+" } else { "" }
                    )
                })
                .collect();
            let apply = if offer.may_not_apply { " n/a" } else { "" };
            format!("{:?}{apply} {}", offer.kind, options.join(" "))
                .trim_end()
                .to_owned()
        });
        assert_eq!(said, expected, "of {cell:?}");
    }

    #[test]
    fn an_empty_answer_cell_says_how_to_answer() {
        for cell in [
            "はい・いいえ",
            "□はい □いいえ",
            "はい / いいえ",
            "1.はい\n2.いいえ",
            "Yes / No",
            "有・無",
        ] {
            check(cell, "YesNo");
        }
        check("はい・いいえ\n（　　/　　）", "YesNoDate");
        check("□はい　□いいえ　□該当なし", "YesNo n/a");
        for cell in ["○・×", "○ ×", "〇／✕"] {
            check(cell, "Mark");
        }
        check("1.済 2.未", "Single 1=済 2=未");
        check("□ 1.済 □ 2.未", "Single 1=済 2=未");
        check("①全部　②一部　③なし", "Single 1=全部 2=一部 3=なし");
        check("ア．毎日 イ．毎週", "Single ア=毎日 イ=毎週");
        check("□毎日\n□その他（　　　）", "Single A=毎日 B=その他+");
        check("複数回答可 □紙 □電子", "Multi A=紙 B=電子");
        check("○・△・×", "Single A=○ B=△ C=×");
        check("実施済・未実施・不明", "Single A=実施済 B=未実施");
        check("(自由記述)", "Text");
    }

    #[test]
    fn an_answer_offers_nothing() {
        for cell in [
            "",
            "○",
            "はい",
            "1.済",
            "2026年3月",
            "院内のサーバ室に一台だけ置いている端末・持ち出し用",
        ] {
            check(cell, "nothing");
        }
        assert_eq!(
            read("サーバ・端末", "", false),
            None,
            "written beside one item, it is its answer"
        );
    }

    #[test]
    fn answers_given_speak_for_a_kind() {
        let said = |header: &str, answers: &[&str]| {
            kind_of(
                header,
                &answers.iter().map(|a| (*a).to_owned()).collect::<Vec<_>>(),
            )
        };
        assert_eq!(
            said("回答\n（○・×）", &[]),
            Some(AnswerKind::Mark),
            "by the heading"
        );
        assert_eq!(
            said("回答", &["はい", "", "いいえ"]),
            Some(AnswerKind::YesNo),
            "by answers"
        );
        assert_eq!(said("回答", &["済", "はい"]), None, "by nothing");
    }
}
