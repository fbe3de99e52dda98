//! The next version of a list.

use super::*;
use crate::checklist::parse_checklist_after;
use crate::mapping::{next_version, succession};

fn list(version: &str, rows: &[&str]) -> Checklist {
    let mut mapping = chosen("a", 0, ["A", "-", "B", "-", "C", "-"], AnswerKind::Mark);
    mapping.version = version.into();
    let made = mapped(&mapping, &workbook(vec![sheet("a", rows)]));
    made.lists.into_iter().next().expect("rows of a list")
}

fn check(now: &[&str], moved: &[(&str, &str)], dropped: &[&str]) {
    let old = list(
        "1",
        &[
            "1|鍵を掛けていますか。",
            "2|記録がありますか。",
            "3|控えがありますか。",
        ],
    );
    let mut new = list("2", now);
    succession(&old, &mut new);
    let previous = new.previous.clone().expect("it follows a version");
    let found: Vec<(&str, &str)> = previous
        .moved
        .iter()
        .map(|m| (m.from.as_str(), m.to.as_str()))
        .collect();
    assert_eq!(found, moved, "moved, of {now:?}");
    assert_eq!(previous.dropped, dropped, "dropped, of {now:?}");
    let text = toml::to_string(&new).expect("a list can be written");
    assert_eq!(
        parse_checklist_after(&text, &old).err(),
        None,
        "it satisfies the lint after the old version"
    );
}

#[test]
fn what_became_of_items_is_found() {
    check(
        &[
            "1|鍵を掛けていますか。",
            "2|記録がありますか。",
            "3|控えがありますか。",
        ],
        &[],
        &[],
    );
    check(
        &[
            "1|新しい問いですか。",
            "2|鍵を掛けていますか。",
            "3|記録がありますか。",
            "4|控えがありますか。",
        ],
        &[("1", "2"), ("2", "3"), ("3", "4")],
        &[],
    );
    check(&["1|鍵は掛かっていますか。", "3|控えがありますか。"], &[], &["2"]);
    check(
        &["1|記録がありますか。", "3|控えがありますか。"],
        &[("2", "1")],
        &["1"],
    );
    check(
        &[
            "1|鍵を掛けていますか。",
            "2|記録がありますか。|はい・いいえ",
            "3|控えが ありますか。",
        ],
        &[],
        &["2"],
    );
}

#[test]
fn the_next_version_is_a_copy_that_follows() {
    let old = list("1", &["1|鍵を掛けていますか。"]);
    let next = next_version(&old, "2");
    assert_eq!(next.items, old.items, "the same items");
    let text = toml::to_string(&next).expect("a list can be written");
    assert_eq!(
        parse_checklist_after(&text, &old).ok(),
        Some(next),
        "it follows the old one"
    );
}
