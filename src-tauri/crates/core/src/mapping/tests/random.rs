//! Any small workbook: nothing panics, every list satisfies the lint, every row is accounted for.

use super::*;
use proptest::prelude::*;

fn cell() -> impl Strategy<Value = SheetCell> {
    let words = [
        "番号",
        "項目",
        "回答",
        "区分",
        "備考",
        "1",
        "１－１",
        "①",
        "(1)",
        "第1章",
        "※ 注",
        "注1",
        "体",
        "制",
        "鍵を掛けていますか。",
        "記録の保管",
        "はい・いいえ",
        "□済 □未",
        "1.済 2.未",
        "【運用】",
        "1.済　2.その他（　）",
        "体\n制",
        " ",
        "\u{0}",
        "\"\"\"\\",
        "'''",
        "第",
        "(",
        "）（/",
        "No.",
        "Access\ncontrol",
        "a",
        "Ⅳ",
        "- x",
    ];
    let value = prop_oneof![
        8 => proptest::sample::select(words.to_vec()).prop_map(|w| SheetValue::Text(w.to_owned())),
        2 => ".{0,12}".prop_map(SheetValue::Text),
        2 => (-3..30_i32).prop_map(|n| SheetValue::Number(f64::from(n) / 2.0)),
        1 => any::<f64>().prop_map(SheetValue::Number),
        1 => any::<bool>().prop_map(SheetValue::Bool),
        1 => Just(SheetValue::Error("#REF!".into())),
        1 => "2026-0[1-9]-1[0-9]".prop_filter_map("a day", |t| Some(SheetValue::Day(t.parse().ok()?))),
    ];
    (value, proptest::bool::weighted(0.1)).prop_map(|(value, from_formula)| SheetCell { value, from_formula })
}

fn any_sheet() -> impl Strategy<Value = Sheet> {
    let place = || (0..14_u32, 0..6_u32);
    let area = (place(), place()).prop_map(|(first, last)| Area { first, last });
    let cells = proptest::collection::btree_map(place(), cell(), 0..50);
    (cells, proptest::collection::vec(area, 0..5)).prop_map(|(cells, merged)| Sheet {
        name: "a".into(),
        hidden: false,
        cells,
        merged,
    })
}

fn any_mapping() -> impl Strategy<Value = Mapping> {
    let column = || proptest::sample::select(vec!["A", "B", "C", "D", "E", "F", "-", "-"]);
    let columns = [column(), column(), column(), column(), column(), column()];
    let kinds = proptest::sample::select(<AnswerKind as crate::record::Choice>::ALL.to_vec());
    (columns, 0..6_u32, kinds, proptest::option::of(0..20_u32)).prop_map(|(columns, header, kind, last)| {
        let mut mapping = chosen("a", header, columns, kind);
        mapping.sheets[0].last_row = last;
        mapping
    })
}

/// Every row from the first below the headings to the last with content comes back once, in order.
fn accounted_for(made: &Mapped, mapping: &SheetMapping, sheet: &Sheet) -> Result<(), TestCaseError> {
    let last = mapping.last_row.unwrap_or(u32::MAX);
    let rows = sheet.cells.keys().map(|(row, _)| row + 1);
    let mut next = mapping.header_row + 1;
    for row in &made.rows {
        prop_assert_eq!(row.row, next, "rows follow each other");
        next = row.last_row + 1;
    }
    let end = rows.filter(|r| *r > mapping.header_row && *r <= last).max();
    prop_assert_eq!(
        next,
        end.map_or(mapping.header_row, |r| r) + 1,
        "up to the last one"
    );
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn any_workbook_gives_proper_lists_or_reasons(sheet in any_sheet(), mapping in any_mapping()) {
        let book = workbook(vec![sheet]);
        let made = mapped(&mapping, &book);
        prop_assert_eq!(made.lists.is_empty(), !made.problems.is_empty(), "a list, or why there is none");
        let columns_known = !made.problems.iter().any(|p| word(&p.problem) != "no_items");
        if columns_known {
            accounted_for(&made, &mapping.sheets[0], &book.sheets[0])?;
        }
        let guess = guessed(&book);
        let by_guess = mapped(&guess, &book);
        prop_assert_eq!(by_guess.lists.len() + by_guess.problems.len(), 1, "one sheet or no sheets");
    }
}
