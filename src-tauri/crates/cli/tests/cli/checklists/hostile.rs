//! Workbooks that are not what they seem: refused with a reason, and the vault is as it was.

use super::workbooks::Form;
use super::{Desk, INTERVIEW, SURVEY, check};
use crate::junkai;
use serde_json::json;
use std::path::Path;

/// An OLE2 container with one directory entry of this name.
fn ole(name: &str) -> Vec<u8> {
    let mut file = vec![0_u8; 512 + 128];
    file[..8].copy_from_slice(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);
    let units: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    file[512..512 + units.len()].copy_from_slice(&units);
    file[512 + 64] = u8::try_from(units.len() + 2).expect("a short name");
    file
}

#[test]
fn hostile_files_are_refused_and_nothing_changes() {
    let desk = Desk::with_interview("supply-chain");
    let empty = desk.form("supply-chain", "form.xlsx");
    let filled = || {
        let mut form = Form::read(Path::new(&empty));
        form.answer("S-4", "はい");
        form
    };
    let whole = filled().bytes();
    let files = [
        (
            "macros.xlsx",
            filled().part("xl/vbaProject.bin", vec![1]).bytes(),
            "workbook_macros",
        ),
        (
            "links.xlsx",
            filled()
                .part("xl/externalLinks/externalLink1.xml", b"<externalLink/>".to_vec())
                .bytes(),
            "workbook_links",
        ),
        ("password.xlsx", ole("EncryptedPackage"), "workbook_password"),
        ("old.xls", ole("Workbook"), "workbook_old"),
        (
            "bomb.xlsx",
            filled().part("xl/media/image1.png", vec![0; 8_000_000]).bytes(),
            "workbook_too_large",
        ),
        ("large.xlsx", vec![b'P'; 33 * 1024 * 1024], "workbook_too_large"),
        ("half.xlsx", whole[..whole.len() / 2].to_vec(), "workbook_"),
        ("empty.xlsx", Vec::new(), "workbook_not_one"),
        ("text.xlsx", "番号,回答\nS-4,はい\n".into(), "workbook_not_one"),
    ];
    let overview = || {
        let view = desk.run(&[json!({"cmd": "survey_overview", "args": {"survey": SURVEY}})]);
        view[0]["revision"].clone()
    };
    let before = overview();
    let vault = desk.at("vault");
    for (name, bytes, code) in files {
        let file = desk.file(name, bytes);
        let args = [
            "checklist",
            "read",
            &vault,
            SURVEY,
            INTERVIEW,
            &file,
            "--take",
            "--replace",
        ];
        check(&desk.open(&args), 1, &[code]);
        check(&junkai(&["checklist", "map", &file, "--guess"]), 1, &[code]);
    }
    assert_eq!(overview(), before, "nothing was written");
    assert!(desk.answers(INTERVIEW).is_empty(), "no answer was taken");
    let file = desk.file("whole.xlsx", whole);
    let args = ["checklist", "read", &vault, SURVEY, INTERVIEW, &file, "--take"];
    check(&desk.open(&args), 0, &["1件の回答"]);
}
