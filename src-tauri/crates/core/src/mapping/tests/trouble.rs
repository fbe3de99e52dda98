//! What cannot be taken, and what a person should look at.

use super::*;
use crate::mapping::{MOST_ITEMS, MappingProblem};

fn problems(made: &Mapped) -> Vec<String> {
    made.problems
        .iter()
        .map(|p| {
            format!("{}:{} {}", p.sheet, word(&p.problem), p.detail)
                .trim_end()
                .to_owned()
        })
        .collect()
}

#[test]
fn everything_wrong_with_a_mapping_is_said_at_once() {
    let book = workbook(vec![sheet("a", &["1|問い"])]);
    let mut mapping = chosen("a", 0, ["A", "B", "B", "1", "-", "ZZZ"], AnswerKind::Mark);
    mapping.id = "病院".into();
    mapping.version = "../1".into();
    mapping.title = Wording::new(" ", "");
    mapping.sheets[0].last_row = Some(0);
    let mut other = mapping.sheets[0].clone();
    other.sheet = "b".into();
    other.text = String::new();
    other.help = None;
    other.guideline = None;
    other.section = None;
    other.last_row = None;
    mapping.sheets.push(other);
    assert_eq!(
        problems(&mapped(&mapping, &book)),
        [
            ":text_missing title",
            ":bad_name version",
            ":bad_name id",
            "a:unknown_column help",
            "a:unknown_column guideline",
            "a:column_twice text",
            "a:no_rows last_row",
            "b:unknown_sheet b",
            "b:unknown_column text",
        ],
        "all of it"
    );
    mapping.sheets.clear();
    assert!(
        problems(&mapped(&mapping, &book)).contains(&":no_sheets".to_owned()),
        "a mapping without sheets"
    );
}

#[test]
fn the_rows_of_a_list_that_cannot_be_made_are_shown_all_the_same() {
    let book = workbook(vec![sheet("a", &["番号|項目", "1|", "※ 略|"])]);
    let made = mapped(
        &chosen("a", 1, ["A", "-", "B", "-", "-", "-"], AnswerKind::Mark),
        &book,
    );
    assert_eq!(problems(&made), ["a:no_items"], "no row is an item");
    assert_eq!(
        told(&made),
        ["2 problem no_question !text_missing", "3 note note_mark"],
        "and this is why"
    );
}

#[test]
fn more_items_than_a_list_may_have_are_refused() {
    let mut long = Sheet {
        name: "a".into(),
        ..Sheet::default()
    };
    for row in 0..=MOST_ITEMS {
        long.cells.insert(place(row, 0), value("問いですか。"));
    }
    let mapping = chosen("a", 0, ["-", "-", "A", "-", "-", "-"], AnswerKind::Mark);
    let made = mapped(&mapping, &workbook(vec![long.clone()]));
    assert_eq!(
        made.problems[0].problem,
        MappingProblem::TooManyItems,
        "one too many"
    );
    assert!(made.lists.is_empty(), "and no list of some of them");
    let mut cut = mapping;
    cut.sheets[0].last_row = Some(10);
    let made = apply(&cut, &workbook(vec![long]));
    assert_eq!(made.lists[0].items.len(), 10, "the last row is where it ends");
}

#[test]
fn formulas_errors_and_dates_are_pointed_out() {
    let book = workbook(vec![sheet(
        "a",
        &[
            "=1|=鍵を掛けていますか。",
            "#REF!|記録がありますか。",
            "2026-03-02|控えがありますか。",
            "4|#NAME!",
        ],
    )]);
    let made = mapped(
        &chosen("a", 0, ["A", "-", "B", "-", "-", "-"], AnswerKind::Mark),
        &book,
    );
    assert_eq!(
        told(&made),
        [
            "1 item numbered 1 !from_formula",
            "2 item unnumbered 1-2 !error_value !number_missing",
            "3 item numbered 3-2 !number_was_date",
            "4 problem no_question !error_value",
        ],
        "each of them"
    );
}

#[test]
fn a_choice_without_options_is_free_text() {
    let book = workbook(vec![sheet(
        "a",
        &["回線の種類|", "機器の数|１．三つ以下 ２．四つ以上"],
    )]);
    let made = mapped(
        &chosen("a", 0, ["-", "-", "A", "-", "B", "-"], AnswerKind::Single),
        &book,
    );
    assert_eq!(
        items(&made.lists[0]),
        [
            "a/1 回線の種類 [text]",
            "a/2 機器の数 [single 1=三つ以下 2=四つ以上]"
        ],
        "only where nothing is offered"
    );
    assert_eq!(
        told(&made)[0],
        "1 item unnumbered 1 !options_missing",
        "and the row says so"
    );
}

#[test]
fn rows_under_one_number_are_items_when_each_is_answered() {
    let rows = [
        "1|紙の控えがありますか。|",
        "^|電子の控えがありますか。|",
        "2|鍵を掛けていますか。|",
    ];
    let book = workbook(vec![sheet("a", &rows)]);
    let with = mapped(
        &chosen("a", 0, ["A", "-", "B", "-", "C", "-"], AnswerKind::Mark),
        &book,
    );
    assert_eq!(
        told(&with),
        [
            "1 item numbered 1",
            "2 item shares_number 1-2 !number_shared",
            "3 item numbered 2"
        ],
        "each has its own answer"
    );
    let without = mapped(
        &chosen("a", 0, ["A", "-", "B", "-", "-", "-"], AnswerKind::Mark),
        &book,
    );
    assert_eq!(
        told(&without),
        [
            "1 item numbered 1",
            "2 continued merged_above",
            "3 item numbered 2"
        ],
        "without answers they are one"
    );
}

#[test]
fn titles_and_chapters_between_numbers_are_sections() {
    let book = workbook(vec![sheet(
        "a",
        &[
            "第1章|体制",
            "1|責任者がいますか。",
            "|日々の運用",
            "2|記録を読みますか。",
            "【控え】|",
            "3|控えがありますか。",
            "|最後に、この表を書いた日を右に記してください。",
        ],
    )]);
    let made = mapped(
        &chosen("a", 0, ["A", "-", "B", "-", "-", "-"], AnswerKind::Mark),
        &book,
    );
    assert_eq!(
        told(&made),
        [
            "1 section heading_mark",
            "2 item numbered 1",
            "3 section short_title",
            "4 item numbered 2",
            "5 section heading_mark",
            "6 item numbered 3",
            "7 item unnumbered 3-2 !number_missing",
        ],
        "a whole sentence is an item, and a person is told"
    );
    let titles: Vec<&str> = made.lists[0]
        .sections
        .iter()
        .map(|s| s.title.ja.as_str())
        .collect();
    assert_eq!(
        titles,
        ["第1章 体制", "日々の運用", "【控え】"],
        "sections in order"
    );
}

#[test]
fn garbage_is_no_list() {
    let book = workbook(vec![
        Sheet::default(),
        sheet("b", &["#REF!|3.5|2026-01-01", "||", "※|*|"]),
    ]);
    assert!(
        outline(&book).sheets.iter().all(|s| s.guess.is_none()),
        "nothing to guess"
    );
    let made = mapped(
        &chosen("b", 0, ["B", "-", "A", "-", "C", "-"], AnswerKind::Mark),
        &book,
    );
    assert_eq!(problems(&made), ["b:no_items"], "an error is no question");
}
