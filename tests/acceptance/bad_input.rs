//! What a tired surveyor, a broken script or an attacker may hand in: a clear error, and nothing changed.

use junkai_app::Code;
use junkai_core::Lang;
use junkai_tests::laptop::Laptop;
use serde_json::{Value, json};

#[test]
fn refused_commands_change_nothing() {
    let mut laptop = Laptop::new();
    let survey = laptop.bare_survey();
    let system = json!({"name": "電子カルテ", "kind": "ehr"});
    let kept = laptop.run("system_set", json!({"survey": survey, "record": system}))["id"].clone();
    let renamed = json!({"name": "電子カルテ（更新後）", "kind": "ehr"});
    laptop.run(
        "system_set",
        json!({"survey": survey, "id": kept, "rev": 1, "record": renamed}),
    );
    let backup = json!({"survey": survey, "record": {"system": kept, "data": "全部"}});
    laptop.run("backup_set", backup);
    let before = laptop.dump(survey);
    let ghost = "01990000-dead-7000-8000-000000000000";
    let cases: Vec<(&str, Value, Code)> = vec![
        ("survey_explode", json!({}), Code::UnknownCommand),
        ("", json!({}), Code::UnknownCommand),
        ("system_set", json!([]), Code::InvalidArgs),
        ("system_set", json!({"survey": survey}), Code::InvalidArgs),
        (
            "system_set",
            json!({"survey": "not an id", "record": system}),
            Code::InvalidArgs,
        ),
        (
            "system_set",
            json!({"survey": survey, "record": {"name": 5, "kind": "ehr"}}),
            Code::InvalidArgs,
        ),
        (
            "system_set",
            json!({"survey": survey, "record": {"name": "x", "kind": "toaster"}}),
            Code::InvalidArgs,
        ),
        (
            "system_set",
            json!({"survey": survey, "record": {"name": "x", "kind": "ehr", "colour": "red"}}),
            Code::InvalidArgs,
        ),
        (
            "system_set",
            json!({"survey": survey, "record": {"name": "  ", "kind": "ehr"}}),
            Code::InvalidRecord,
        ),
        (
            "system_set",
            json!({"survey": ghost, "record": system}),
            Code::NotFound,
        ),
        (
            "system_set",
            json!({"survey": survey, "id": ghost, "rev": 3, "record": system}),
            Code::NotFound,
        ),
        (
            "system_set",
            json!({"survey": survey, "id": kept, "rev": 1, "record": system}),
            Code::Conflict,
        ),
        (
            "system_set",
            json!({"survey": survey, "id": kept, "record": system}),
            Code::Conflict,
        ),
        (
            "system_remove",
            json!({"survey": survey, "id": kept, "rev": 2}),
            Code::InUse,
        ),
        (
            "system_remove",
            json!({"survey": survey, "id": ghost, "rev": 1}),
            Code::NotFound,
        ),
        (
            "backup_set",
            json!({"survey": survey, "record": {"system": ghost, "data": "全部"}}),
            Code::UnknownReference,
        ),
        (
            "connection_set",
            json!({"survey": survey, "record": {"label": "C", "category": 9, "purpose": "p"}}),
            Code::InvalidRecord,
        ),
        (
            "effort_set",
            json!({"survey": survey, "record": {"on": "2026-11-01", "surveyor": "A", "row": 1, "hours": 0.001}}),
            Code::InvalidRecord,
        ),
        (
            "effort_set",
            json!({"survey": survey, "record": {"on": "2026-11-31", "surveyor": "A", "row": 1, "hours": 1}}),
            Code::InvalidArgs,
        ),
        (
            "visit_set",
            json!({"survey": survey, "record": {"on": "2026-11-01", "kind": "interview", "started": "2026-11-01T03:00:00Z", "ended": "2026-11-01T02:00:00Z"}}),
            Code::InvalidRecord,
        ),
        (
            "interview_set",
            json!({"survey": survey, "record": {"checklist": "none", "checklist_version": "1", "audience": "admin", "interviewee": "x"}}),
            Code::ChecklistUnknown,
        ),
        (
            "evidence_add",
            json!({"survey": survey, "name": "x", "media_type": "image/png", "bytes": "????"}),
            Code::EvidenceRefused,
        ),
        (
            "evidence_add",
            json!({"survey": survey, "name": "x", "media_type": "image/svg+xml", "bytes": "PHN2Zz4="}),
            Code::EvidenceRefused,
        ),
        ("card_add", json!({"card": "{}"}), Code::CardInvalid),
        ("card_verify", json!({"fingerprint": "12345"}), Code::NotFound),
    ];
    for (cmd, args, code) in cases {
        let Err(error) = laptop.app.dispatch(cmd, args.clone()) else {
            panic!("{cmd} {args} should have been refused")
        };
        assert_eq!(error.code, code, "{cmd} {args}: {error:?}");
        assert_eq!(error.reference.len(), 8, "with a reference for support");
    }
    assert_eq!(laptop.dump(survey), before, "nothing changed");
}

#[test]
fn a_locked_vault_answers_only_what_needs_no_vault() {
    let mut app = Laptop::app();
    let error = app.dispatch("survey_list", json!({})).expect_err("locked");
    assert_eq!(error.code, Code::VaultLocked, "named");
    let status = app.dispatch("vault_status", json!({})).expect("always answered");
    assert_eq!(status["open"], false, "and true");
    app.dispatch("checklist_list", json!({}))
        .expect("content needs no vault");
}

#[test]
fn an_open_vault_says_so_whatever_the_disk_does() {
    let mut laptop = Laptop::new();
    laptop.run("recovery_key_pending_set", json!({"pending": true}));
    for name in ["registry.db", "registry.db-wal", "registry.db-shm"] {
        let path = laptop.vault().join(name);
        let size = std::fs::metadata(&path).expect("is there").len();
        // In place: what the program has mapped must not become shorter under it.
        let mut file = std::fs::OpenOptions::new()
            .write(true)
            .open(&path)
            .expect("opens");
        let noise = vec![0x5A; usize::try_from(size).expect("small")];
        std::io::Write::write_all(&mut file, &noise).expect("overwrites");
    }
    laptop.refused("survey_list", json!({}));
    let status = laptop.run("vault_status", json!({}));
    assert_eq!(status["open"], true, "what has to be locked is known to be open");
    assert!(laptop.app.is_open(), "and that asks no disk");
    assert!(
        status.get("recovery_key_pending").is_none(),
        "what is not known is not asserted"
    );
}

/// Texts that break careless programs; each must come out of every document whole, or adapted and listed.
fn hostile_texts() -> Vec<String> {
    vec![
        "=cmd|'/C calc'!A0".into(),
        "+1-1".into(),
        "@SUM(A1:A9)".into(),
        "-2+3".into(),
        "tab\there".into(),
        "bell\u{7}and escape\u{1b}[31m".into(),
        "right\u{202e}to left\u{202c}".into(),
        "lacking \u{1F600} and \u{2000B}".into(),
        "<b>&amp;\"quoted\"</b>".into(),
        "長い名前".repeat(50),
        format!("始{}終", "あいうえお".repeat(8000)),
    ]
}

#[test]
fn documents_stay_right_whatever_the_text() {
    let mut laptop = Laptop::new();
    let survey = laptop.bare_survey();
    for (n, text) in hostile_texts().into_iter().enumerate() {
        let asset = json!({"kind": "server", "name": format!("{n} {}", text.chars().take(200).collect::<String>()), "note": text});
        let asset = laptop.run("asset_set", json!({"survey": survey, "record": asset}))["id"].clone();
        let connection = json!({"label": format!("C-{n:02}"), "category": 1 + n % 8, "purpose": text, "terminating_asset": asset});
        laptop.run("connection_set", json!({"survey": survey, "record": connection}));
    }
    laptop.run(
        "diagram_from_ledger",
        json!({"survey": survey, "diagram": "network"}),
    );
    for lang in [Lang::Ja, Lang::En] {
        let set = laptop.app.render(survey, lang).expect("all documents are made");
        let told = |what: &str| {
            set.adaptations
                .iter()
                .any(|a| serde_json::to_string(&a.what).unwrap_or_default().contains(what))
        };
        for what in ["control_shown", "direction_shown", "glyph_shown", "split"] {
            assert!(told(what), "{what} is listed: {:?}", set.adaptations.len());
        }
        let workbook = set
            .documents
            .iter()
            .find(|d| d.name == "09-asset-ledger.xlsx")
            .expect("the ledger");
        let cells = cells(&workbook.bytes);
        for formula in ["=cmd|'/C calc'!A0", "+1-1", "@SUM(A1:A9)", "-2+3"] {
            assert!(
                cells.iter().any(|c| c == formula),
                "{formula} stands there as text"
            );
        }
    }
}

/// Text cells of a workbook; a formula cell would not be among them.
pub(crate) fn cells(bytes: &[u8]) -> Vec<String> {
    use calamine::{Data, Reader as _, Xlsx};
    let mut book: Xlsx<_> = Xlsx::new(std::io::Cursor::new(bytes)).expect("the workbook opens");
    let mut found = Vec::new();
    for sheet in book.sheet_names() {
        let formulas = book.worksheet_formula(&sheet).expect("formulas can be listed");
        assert!(
            formulas.used_cells().all(|(_, _, f)| f.is_empty()),
            "{sheet} holds no formula"
        );
        let range = book.worksheet_range(&sheet).expect("the sheet is there");
        found.extend(range.used_cells().filter_map(|(_, _, cell)| match cell {
            Data::String(text) => Some(text.clone()),
            _ => None,
        }));
    }
    found
}
