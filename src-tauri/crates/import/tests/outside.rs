//! Workbooks that passed through LibreOffice.

use crate::good::written;
use crate::sample::{excel, shown};
use junkai_core::workbook::Workbook;
use junkai_import::{Error, read_workbook};
use std::process::Command;

/// Opens a file in LibreOffice and saves it in a format.
fn saved_as(format: &str, file: &[u8]) -> Vec<u8> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let profile = folder.path().join("profile");
    std::fs::write(folder.path().join("in.xlsx"), file).expect("the file is written");
    let output = Command::new("timeout")
        .args(["120", "soffice"])
        .arg(format!("-env:UserInstallation=file://{}", profile.display()))
        .args(["--headless", "--convert-to", format, "--outdir", "out", "in.xlsx"])
        .current_dir(folder.path())
        .output()
        .expect("soffice runs (make setup installs it)");
    assert!(output.status.success(), "soffice succeeds: {output:?}");
    let saved =
        std::fs::read(folder.path().join("out/in").with_extension(format)).expect("soffice saved the file");
    assert!(saved != file, "the file is LibreOffice's own");
    saved
}

fn saved_again(file: &[u8]) -> Workbook {
    let saved = saved_as("xlsx", file);
    read_workbook(&saved).expect("what LibreOffice writes is read")
}

#[test]
fn libreoffice_keeps_what_was_written() {
    let (file, expected) = written();
    let workbook = saved_again(&file);
    for ((row, column), words) in expected {
        assert_eq!(
            shown(&workbook.sheets[0], row, column),
            words,
            "row {row}, column {column}"
        );
    }
    assert_eq!(workbook.sheets[0].merged.len(), 1, "the merged area");
    assert_eq!(workbook.sheets[1].name, "一覧", "the hidden sheet has its name");
    assert!(workbook.sheets[1].hidden, "the hidden sheet is hidden");
}

#[test]
fn libreoffice_keeps_what_excel_wrote() {
    let file = excel().file();
    let before = read_workbook(&file).expect("it is read");
    let after = saved_again(&file);
    for place in [
        (0, 0),
        (0, 1),
        (0, 3),
        (2, 0),
        (2, 1),
        (2, 3),
        (2, 4),
        (2, 6),
        (2, 8),
        (4, 1),
    ] {
        assert_eq!(
            shown(&after.sheets[0], place.0, place.1),
            shown(&before.sheets[0], place.0, place.1),
            "{place:?}"
        );
    }
}

#[test]
fn other_formats_of_libreoffice_are_refused() {
    let file = excel().file();
    for (format, expected) in [
        ("xls", Error::OldWorkbook),
        ("ods", Error::NotAWorkbook),
        ("csv", Error::NotAWorkbook),
    ] {
        assert_eq!(
            read_workbook(&saved_as(format, &file)).err(),
            Some(expected),
            "{format}"
        );
    }
}
