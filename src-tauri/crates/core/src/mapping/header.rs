//! What column headings, and names of sheets, say.
//!
//! Invariant: the word that stands last decides, because in Japanese as in English the head of a compound does:
//! 評価項目 is an item, 項目番号 a number. Deliberately absent: any heading of a certain sheet as a whole.

use super::spelling::{folded, length};
use crate::interview::Audience;
use unicode_normalization::UnicodeNormalization;

/// What a column is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Number,
    Section,
    Text,
    Help,
    Answer,
    Guideline,
}

/// The longest heading of a column.
const LONGEST: usize = 30;

const JAPANESE: [(Role, &[&str]); 6] = [
    (Role::Number, &["番号", "項番", "連番", "通番", "問番", "№"]),
    (
        Role::Section,
        &[
            "区分",
            "分類",
            "大項目",
            "中項目",
            "カテゴリ",
            "カテゴリー",
            "分野",
            "領域",
            "章",
            "節",
            "大分類",
            "中分類",
            "対象",
        ],
    ),
    (
        Role::Text,
        &[
            "項目",
            "質問",
            "設問",
            "内容",
            "事項",
            "問い",
            "チェックポイント",
            "要件",
            "対策",
            "小項目",
        ],
    ),
    (
        Role::Help,
        &[
            "備考",
            "説明",
            "解説",
            "補足",
            "留意点",
            "留意事項",
            "注意事項",
            "考え方",
            "コメント",
            "記入方法",
            "具体例",
            "例",
        ],
    ),
    (
        Role::Answer,
        &[
            "回答",
            "回答内容",
            "結果",
            "評価",
            "はい",
            "いいえ",
            "チェック",
            "チェック欄",
            "確認欄",
            "回答欄",
            "記入欄",
            "判定",
            "有無",
            "実施状況",
            "対応状況",
            "遵守状況",
            "状況",
            "○×",
            "○・×",
            "○/×",
        ],
    ),
    (
        Role::Guideline,
        &[
            "根拠",
            "ガイドライン",
            "参照",
            "該当箇所",
            "対応箇所",
            "関連箇所",
            "参照先",
            "参照箇所",
            "準拠",
            "条項",
        ],
    ),
];

const ENGLISH: [(Role, &[&str]); 6] = [
    (Role::Number, &["no", "number", "id", "#", "nr"]),
    (
        Role::Section,
        &[
            "section", "category", "area", "domain", "group", "topic", "chapter",
        ],
    ),
    (
        Role::Text,
        &[
            "item",
            "items",
            "question",
            "questions",
            "requirement",
            "requirements",
            "control",
            "text",
            "description",
            "check item",
        ],
    ),
    (
        Role::Help,
        &[
            "help",
            "note",
            "notes",
            "remarks",
            "remark",
            "explanation",
            "guidance",
            "comment",
            "comments",
        ],
    ),
    (
        Role::Answer,
        &[
            "answer", "answers", "response", "result", "yes/no", "yes", "status", "check", "rating", "y/n",
        ],
    ),
    (
        Role::Guideline,
        &[
            "guideline",
            "reference",
            "references",
            "guideline section",
            "guideline reference",
            "clause",
            "basis",
        ],
    ),
];

/// What a column with this heading is for.
pub(super) fn role(heading: &str) -> Option<Role> {
    let plain = folded(heading);
    if plain.is_empty() || length(&plain) > LONGEST {
        return None;
    }
    // What stands in brackets only explains the heading, unless nothing else is known.
    let head = plain.split(['(', '<', '【', '[']).next().unwrap_or_default();
    let spaced: String = heading.nfkc().collect::<String>().to_lowercase();
    let spaced_head = spaced.split(['(', '<', '【', '[']).next().unwrap_or_default();
    found(head, spaced_head).or_else(|| found(&plain, &spaced))
}

fn found(plain: &str, spaced: &str) -> Option<Role> {
    let japanese = JAPANESE.iter().flat_map(|(role, words)| {
        let last = move |word: &&str| plain.rfind(word).map(|at| (at + word.len(), word.len()));
        words.iter().filter_map(last).map(|place| (place, *role))
    });
    let words: Vec<&str> = spaced
        .split(|c: char| !(c.is_alphanumeric() || "#/".contains(c)))
        .collect();
    let words: Vec<&str> = words.into_iter().filter(|w| !w.is_empty()).collect();
    let english = ENGLISH.iter().flat_map(|(role, known)| {
        let last = |word: &&str| {
            let parts: Vec<&str> = word.split(' ').collect();
            let at = words.windows(parts.len()).rposition(|window| window == parts)?;
            Some((at + parts.len(), word.len()))
        };
        let places: Vec<_> = known.iter().filter_map(last).collect();
        places.into_iter().map(|place| (place, *role))
    });
    let best = |places: Vec<((usize, usize), Role)>| places.into_iter().max_by_key(|(place, _)| *place);
    best(japanese.collect())
        .or_else(|| best(english.collect()))
        .map(|(_, role)| role)
}

const AUDIENCES: [(Audience, &[&str]); 5] = [
    (
        Audience::Executive,
        &[
            "経営",
            "院長",
            "役員",
            "理事",
            "executive",
            "director",
            "board",
            "management",
        ],
    ),
    (Audience::Device, &["機器", "臨床工学", "device", "modality"]),
    (
        Audience::Vendor,
        &[
            "事業者",
            "業者",
            "ベンダ",
            "委託先",
            "vendor",
            "supplier",
            "contractor",
        ],
    ),
    (
        Audience::User,
        &["利用者", "職員", "従事者", "ユーザ", "user", "staff"],
    ),
    (
        Audience::Admin,
        &["管理者", "担当者", "システム", "admin", "manager", "医療機関"],
    ),
];

/// Whom a sheet with these words above its table is for; system managers where they do not say.
pub(super) fn audience<'a>(texts: impl IntoIterator<Item = &'a str>) -> Audience {
    let says = |text: &str| {
        let text = folded(text);
        let known = AUDIENCES
            .iter()
            .find(|(_, words)| words.iter().any(|word| text.contains(word)));
        known.map(|(audience, _)| *audience)
    };
    texts.into_iter().find_map(says).unwrap_or(Audience::Admin)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(headings: &str, expected: Option<Role>) {
        for heading in headings.split('|') {
            assert_eq!(role(heading), expected, "the heading {heading:?}");
        }
    }

    #[test]
    fn headings_tell_what_a_column_is_for() {
        check(
            "番号|No.|№|項番|項目番号|Ｎｏ|Item No.|番\n号|ID|#",
            Some(Role::Number),
        );
        check("区分|大項目|中項目|カテゴリ|分類名|Section", Some(Role::Section));
        check(
            "項目|チェック項目|評価項目|確認事項|質問内容|小項目",
            Some(Role::Text),
        );
        check("設問（全員）|Check item|Question", Some(Role::Text));
        check(
            "回答|回答内容|確認結果|はい・いいえ|チェック欄",
            Some(Role::Answer),
        );
        check("回答（○・×）|Yes/No", Some(Role::Answer));
        check("備考|項目の説明|解説|留意点|Notes|備考欄", Some(Role::Help));
        check(
            "根拠|ガイドライン該当箇所|参照|Guideline section",
            Some(Role::Guideline),
        );
        check("|病院名|Evidence|令和8年", None);
        check(
            "この表の項目について、次の点を確かめてから一つずつ記入してください。",
            None,
        );
    }

    #[test]
    fn sheets_tell_whom_they_are_for() {
        for (names, expected) in [
            (&["経営層向け"][..], Audience::Executive),
            (&["Sheet1", "医療情報システムの利用者の方へ"], Audience::User),
            (&["事業者確認用"], Audience::Vendor),
            (&["Sheet1"], Audience::Admin),
        ] {
            assert_eq!(audience(names.iter().copied()), expected, "{names:?}");
        }
    }
}
