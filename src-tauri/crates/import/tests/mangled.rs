//! Random and randomly changed files: the reader always comes back, with a workbook within the limits or a reason.

use crate::sample::excel;
use junkai_core::workbook::SheetValue;
use junkai_import::{MAX_COLUMNS, MAX_MERGED, MAX_ROWS, read_workbook};
use proptest::prelude::*;
use std::cell::Cell;
use std::sync::Once;

thread_local! {
    static PANICS: Cell<u32> = const { Cell::new(0) };
}

/// The reader hides panics from its callers; here they are counted.
fn count_panics() {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            PANICS.set(PANICS.get() + 1);
            before(info);
        }));
    });
}

/// Reads a file; true when it was one.
fn check(file: &[u8]) -> bool {
    count_panics();
    let before = PANICS.get();
    let result = read_workbook(file);
    assert_eq!(PANICS.get(), before, "no panic is hidden");
    let Ok(workbook) = result else {
        return false;
    };
    for sheet in &workbook.sheets {
        assert!(
            sheet.merged.len() <= MAX_MERGED,
            "merged areas are within the limit"
        );
        for ((row, column), cell) in &sheet.cells {
            assert!(*row < MAX_ROWS && *column < MAX_COLUMNS, "cells are on the sheet");
            match &cell.value {
                SheetValue::Text(text) => assert!(!text.is_empty(), "an empty text is no content"),
                SheetValue::Number(number) => assert!(number.is_finite(), "numbers are finite"),
                _ => (),
            }
        }
    }
    true
}

/// Pieces of xml that mean something to the reader, to be put where they do not belong.
const PIECES: [&str; 16] = [
    "<row r=\"2\">",
    "</row>",
    "<c r=\"ZZ9\">",
    "</c>",
    "<v>",
    "</v>",
    "<is>",
    "<r><t>",
    "r=\"0\"",
    "s=\"9\"",
    "t=\"s\"",
    "&#x10FFFF;",
    "&amp;",
    "_xD800_",
    "<f t=\"array\" ref=\"A1:C9\"/>",
    "\u{feff}",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_bytes_are_refused(
        start in prop_oneof![Just(&b""[..]), Just(&b"PK\x03\x04"[..]), Just(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1][..])],
        rest in proptest::collection::vec(any::<u8>(), 0..4_000),
    ) {
        prop_assert!(!check(&[start, &rest].concat()), "random bytes are no workbook");
    }

    #[test]
    fn changed_bytes_of_a_file_do_no_harm(
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
    ) {
        let mut file = excel().file();
        for (at, byte) in changes {
            let at = at.index(file.len());
            file[at] = byte;
        }
        check(&file);
    }

    #[test]
    fn changed_parts_of_a_file_do_no_harm(
        which in any::<prop::sample::Index>(),
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..4),
        pieces in proptest::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 0..4),
        cut in proptest::option::weighted(0.1, any::<prop::sample::Index>()),
    ) {
        let mut parts = excel();
        let which = which.index(parts.0.len());
        let part = &mut parts.0[which].1;
        for (at, byte) in changes {
            let at = at.index(part.len());
            part[at] = byte;
        }
        for (at, piece) in pieces {
            let at = at.index(part.len());
            let piece = PIECES[piece.index(PIECES.len())];
            part.splice(at..at, piece.bytes());
        }
        if let Some(cut) = cut {
            part.truncate(cut.index(part.len()));
        }
        check(&parts.file());
    }
}

#[test]
fn the_unchanged_file_is_one() {
    assert!(
        check(&excel().file()),
        "what is changed above is a workbook before"
    );
}
