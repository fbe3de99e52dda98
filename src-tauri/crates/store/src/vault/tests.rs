//! What can only be tested from behind the public door: rows changed past the log, faults of the database.

use super::{Fault, Vault, survey::SurveyFile};
use crate::change::Actor;
use crate::error::Error;
use crate::secret::Kdf;
use crate::table::{change, event, record, schema};
use junkai_core::evidence::Evidence;
use junkai_core::review::Comment;
use junkai_core::{CommentId, EvidenceId, Moment, RecordKind, SurveyId};
use rusqlite::Connection;
use secrecy::SecretString;
use tempfile::TempDir;
use uuid::Uuid;

const SURVEY: SurveyId = SurveyId(Uuid::from_u128(0x5e));
const OPEN_TRIGGERS: &str = "DROP TRIGGER change_is_not_updated; DROP TRIGGER change_is_not_deleted;";

fn actor() -> Actor {
    let at: Moment = "2026-11-21T01:00:00Z".parse().expect("a moment");
    Actor {
        name: "S1".into(),
        device: "laptop-1".into(),
        at,
    }
}

fn comment(text: &str) -> Comment {
    Comment {
        deliverable: None,
        place: None,
        text: text.into(),
        by: None,
        on: None,
        answer: None,
        resolved_on: None,
    }
}

fn id(n: u128) -> CommentId {
    CommentId(Uuid::from_u128(n))
}

/// A vault whose survey has three comments and a photo: four entries in the log.
fn vault() -> (TempDir, Vault) {
    let dir = tempfile::tempdir().expect("temporary folder");
    let (mut vault, _) =
        Vault::create(dir.path(), &SecretString::from("x"), Kdf::FLOOR, &actor()).expect("makes a vault");
    vault
        .survey_create(SURVEY, "x", &actor())
        .expect("makes a survey");
    vault
        .write(SURVEY, &actor(), |w| {
            for n in 1..=3 {
                w.put(id(n), &comment(&format!("comment {n}")), None, None)?;
            }
            let meta = Evidence {
                name: "photo".into(),
                media_type: "image/png".into(),
                bytes: 0,
                sha256: String::new(),
                taken_on: None,
                note: None,
            };
            w.put_evidence(EvidenceId(Uuid::from_u128(1)), &meta, b"bytes")
        })
        .expect("writes");
    assert!(
        vault.audit_verify().expect("verifies").is_sound(),
        "sound before anybody tampers"
    );
    (dir, vault)
}

fn reopen(dir: &TempDir) -> Result<Vault, Error> {
    Vault::open(dir.path(), &SecretString::from("x"), &actor())
}

fn file(vault: &mut Vault) -> &mut SurveyFile {
    vault.file(SURVEY).expect("opens")
}

/// What the audit says after `sql` was run past the log.
fn fault_after(sql: &str) -> Option<Fault> {
    let (_dir, mut vault) = vault();
    vault.record_checkpoint(SURVEY).expect("as at lock");
    file(&mut vault)
        .conn
        .execute_batch(&format!("{OPEN_TRIGGERS} {sql}"))
        .expect("tampers");
    let report = vault.audit_verify().expect("verifies");
    report.surveys[0].log.fault.clone()
}

#[test]
fn an_altered_log_is_found_at_the_entry() {
    let check = |sql: &str, seq: u64, why: &str| {
        assert_eq!(fault_after(sql), Some(Fault::BrokenLink { seq }), "{why}");
    };
    check("UPDATE change SET actor = 'S2' WHERE seq = 2", 2, "who");
    check(
        "UPDATE change SET utc = '2026-11-21T01:00:01Z' WHERE seq = 1",
        1,
        "when",
    );
    check(
        "UPDATE change SET reason = '' WHERE seq = 3",
        3,
        "an empty reason is not an absent one",
    );
    check("UPDATE change SET changes = '[]' WHERE seq = 3", 3, "what");
    check("UPDATE change SET rev = 2 WHERE seq = 1", 1, "which revision");
    check("DELETE FROM change WHERE seq = 2", 2, "a gap");
    check("UPDATE change SET seq = seq + 1 WHERE seq = 4", 4, "renumbered");
}

#[test]
fn a_log_cut_off_at_the_end_is_found_by_what_was_recorded() {
    for sql in ["DELETE FROM change WHERE seq = 4", "DELETE FROM change"] {
        assert!(
            matches!(fault_after(sql), Some(Fault::RolledBack { recorded }) if recorded.size == 4),
            "{sql}"
        );
    }
}

#[test]
fn records_and_photos_changed_past_the_log_are_found() {
    let check = |sql: &str, kind: RecordKind, why: &str| {
        let fault = fault_after(sql);
        assert!(
            matches!(fault, Some(Fault::RecordDiffers { record }) if record.kind == kind),
            "{why}: {fault:?}"
        );
    };
    let comment = RecordKind::Comment;
    check(
        "UPDATE record SET body = json_set(body, '$.text', 'x') WHERE kind = 'comment'",
        comment,
        "altered",
    );
    check("DELETE FROM record WHERE kind = 'comment'", comment, "removed");
    check(
        "INSERT INTO record SELECT kind, '00000000-0000-0000-0000-0000000000ff', 1, body FROM record LIMIT 1",
        comment,
        "put in",
    );
    let photo = EvidenceId(Uuid::from_u128(1));
    let fault = fault_after("UPDATE evidence_chunk SET bytes = x'00'");
    assert_eq!(
        fault,
        Some(Fault::EvidenceDiffers { evidence: photo }),
        "a photo exchanged"
    );
}

#[test]
fn the_vaults_own_log_is_verified_too() {
    let (_dir, mut vault) = vault();
    vault
        .registry
        .execute_batch("DROP TRIGGER event_is_not_updated; UPDATE event SET object = 'x' WHERE seq = 2")
        .expect("tampers");
    let report = vault.audit_verify().expect("verifies");
    assert_eq!(
        report.vault.fault,
        Some(Fault::BrokenLink { seq: 2 }),
        "the second entry was altered"
    );
}

#[test]
fn a_log_rewritten_as_a_whole_does_not_fit_what_was_recorded() {
    let (dir, mut vault) = vault();
    vault.record_checkpoint(SURVEY).expect("as at lock");
    let genesis = file(&mut vault).genesis;
    let conn = &file(&mut vault).conn;
    let mut entries = change::range(conn, 1, 9).expect("reads");
    conn.execute_batch(&format!("{OPEN_TRIGGERS} DELETE FROM change"))
        .expect("tampers");
    let mut head = genesis;
    for entry in &mut entries {
        entry.by.name = "S2".into();
        head = change::append(conn, &head, entry).expect("writes a log that holds in itself");
    }
    let report = vault.audit_verify().expect("verifies");
    assert!(
        matches!(report.surveys[0].log.fault, Some(Fault::RolledBack { .. })),
        "found {report:?}"
    );
    drop(vault);
    let opened = reopen(&dir).expect("opens").read(SURVEY, |r| r.chain());
    assert!(
        matches!(opened, Err(Error::RolledBack { survey: SURVEY })),
        "and it is not worked on"
    );
}

#[test]
fn the_log_refuses_statements_that_change_it() {
    let (_dir, mut vault) = vault();
    for sql in ["UPDATE change SET actor = 'x'", "DELETE FROM change"] {
        assert!(file(&mut vault).conn.execute_batch(sql).is_err(), "{sql}");
    }
    for sql in ["UPDATE event SET actor = 'x'", "DELETE FROM event"] {
        assert!(vault.registry.execute_batch(sql).is_err(), "{sql}");
    }
}

#[test]
fn a_full_disk_is_told_and_changes_nothing() {
    let (_dir, mut vault) = vault();
    let limit = |conn: &Connection, pages: i64| {
        conn.query_row(&format!("PRAGMA max_page_count = {pages}"), [], |_| Ok(()))
            .expect("limits");
    };
    // SQLite goes no lower than the pages in use, which is a full disk as far as it is concerned.
    limit(&file(&mut vault).conn, 1);
    let written = vault.write(SURVEY, &actor(), |w| {
        w.put(id(9), &comment(&"x".repeat(500_000)), None, None)
    });
    assert!(matches!(written, Err(Error::DiskFull)), "got {written:?}");
    limit(&file(&mut vault).conn, 1_000_000);
    let log = vault.read(SURVEY, |r| r.chain()).expect("reads");
    assert_eq!(log.size, 4, "the log is as it was");
    assert!(
        vault.audit_verify().expect("verifies").is_sound(),
        "nothing is half there"
    );
    vault
        .write(SURVEY, &actor(), |w| w.put(id(9), &comment("x"), None, None))
        .expect("with room it works");
}

#[test]
fn a_place_that_cannot_be_written_is_told() {
    let (_dir, mut vault) = vault();
    file(&mut vault)
        .conn
        .execute_batch("PRAGMA query_only = ON")
        .expect("sets");
    let written = vault.write(SURVEY, &actor(), |w| w.put(id(9), &comment("x"), None, None));
    assert!(matches!(written, Err(Error::ReadOnly)), "got {written:?}");
    vault.read(SURVEY, |r| r.chain()).expect("reading goes on");
}

#[test]
fn a_write_that_stopped_half_way_is_not_committed_even_if_the_closure_says_so() {
    let (_dir, mut vault) = vault();
    file(&mut vault)
        .conn
        .execute_batch("CREATE TRIGGER stop BEFORE INSERT ON change BEGIN SELECT RAISE(ABORT, 'stop'); END")
        .expect("a log that takes nothing");
    let written = vault.write(SURVEY, &actor(), |w| {
        let failed = w.put(id(9), &comment("unlogged"), None, None);
        assert!(failed.is_err(), "its log entry cannot be written");
        Ok(())
    });
    assert!(matches!(written, Err(Error::HalfWritten)), "got {written:?}");
    let there =
        record::exists(&file(&mut vault).conn, RecordKind::Comment, Uuid::from_u128(9)).expect("reads");
    assert!(!there, "no record without its entry");
}

#[test]
fn newer_schemas_are_refused_and_left_alone() {
    let (dir, mut vault) = vault();
    file(&mut vault)
        .conn
        .execute_batch("PRAGMA user_version = 99")
        .expect("a survey from the future");
    drop(vault);
    let read = reopen(&dir)
        .expect("the vault itself is of today")
        .read(SURVEY, |r| r.chain());
    assert!(
        matches!(
            read,
            Err(Error::VaultTooNew {
                found: 99,
                supported: 1
            })
        ),
        "got {read:?}"
    );
    let vault = reopen(&dir).expect("opens");
    vault
        .registry
        .execute_batch("PRAGMA user_version = 99")
        .expect("a vault from the future");
    drop(vault);
    let opened = reopen(&dir).map(|_| ());
    assert!(
        matches!(
            opened,
            Err(Error::VaultTooNew {
                found: 99,
                supported: 2
            })
        ),
        "got {opened:?}"
    );
}

#[test]
fn a_survey_is_kept_with_full_synchronisation() {
    let (_dir, mut vault) = vault();
    let check = |conn: &Connection| {
        let synchronous: i64 = conn
            .pragma_query_value(None, "synchronous", |r| r.get(0))
            .expect("reads");
        let journal: String = conn
            .pragma_query_value(None, "journal_mode", |r| r.get(0))
            .expect("reads");
        assert_eq!(
            (synchronous, journal.as_str()),
            (2, "wal"),
            "a commit is on the disk when it returns"
        );
    };
    check(&file(&mut vault).conn);
    check(&vault.registry);
}

/// The vault's registry as the first release made it.
fn as_first_released(vault: &Vault) {
    vault
        .registry
        .execute_batch("DROP TABLE checklist; PRAGMA user_version = 1")
        .expect("takes the second step back");
}

/// Names and texts of everything in a schema.
fn schema_of(conn: &Connection) -> Vec<String> {
    let mut statement = conn
        .prepare("SELECT name || ' ' || coalesce(sql, '') FROM sqlite_schema ORDER BY name")
        .expect("prepares");
    let rows = statement.query_map([], |r| r.get(0)).expect("reads");
    rows.collect::<Result<_, _>>().expect("texts")
}

#[test]
fn a_vault_of_the_first_release_opens_and_is_brought_up() {
    let (dir, vault) = vault();
    let new = schema_of(&vault.registry);
    as_first_released(&vault);
    let plain = Connection::open_in_memory().expect("memory is there");
    plain
        .execute_batch(schema::REGISTRY.0[0])
        .expect("the first step");
    assert_eq!(
        schema_of(&vault.registry),
        schema_of(&plain),
        "else this would not be a vault of the first release"
    );
    let before = event::walk(&vault.registry).expect("reads").expect("holds");
    drop(vault);
    let mut vault = reopen(&dir).expect("opens");
    assert_eq!(schema_of(&vault.registry), new, "the new step was taken");
    assert_eq!(
        event::hash_at(&vault.registry, before.0).expect("reads"),
        Some(before.1),
        "the log goes on from where it was"
    );
    assert!(
        vault.audit_verify().expect("verifies").is_sound(),
        "survey keys and logs came along"
    );
    vault
        .checklist_put("own", "1", "x", &actor())
        .expect("the new table takes rows");
    let log = vault.read(SURVEY, |r| r.chain()).expect("reads");
    assert_eq!(log.size, 4, "the survey opens with its key");
}

#[test]
fn an_older_copy_that_takes_a_damaged_registrys_place_is_brought_up_too() {
    let (dir, vault) = vault();
    as_first_released(&vault);
    let later = actor().at.plus_seconds(9);
    vault.keep_registry(later).expect("keeps a copy");
    drop(vault);
    for side in ["-wal", "-shm"] {
        let _ = std::fs::remove_file(dir.path().join(format!("registry.db{side}")));
    }
    std::fs::write(dir.path().join("registry.db"), [7; 8192]).expect("damages");
    let mut vault = reopen(&dir).expect("opens");
    assert_eq!(
        vault.notices(),
        [super::Notice::RegistryRestored { from: later }],
        "the copy stands in"
    );
    assert!(
        vault.checklists().expect("the table is there").is_empty(),
        "and empty"
    );
}

#[test]
fn a_released_checklist_refuses_statements_that_change_it() {
    let (_dir, mut vault) = vault();
    vault.checklist_put("own", "1", "x", &actor()).expect("a draft");
    vault.checklist_release("own", "1", &actor()).expect("releases");
    for sql in ["UPDATE checklist SET text = 'y'", "DELETE FROM checklist"] {
        assert!(vault.registry.execute_batch(sql).is_err(), "{sql}");
    }
}

#[test]
fn bytes_of_a_removed_photo_stay_while_it_can_be_put_back_and_not_longer() {
    let photo = EvidenceId(Uuid::from_u128(1));
    let pieces = |vault: &mut Vault| -> i64 {
        vault
            .file(SURVEY)
            .expect("is open")
            .conn
            .query_row("SELECT count(*) FROM evidence_chunk", [], |r| r.get(0))
            .expect("counts")
    };
    let removed = |dir: &TempDir| {
        let mut vault =
            Vault::open(dir.path(), &SecretString::from("x"), &actor()).expect("opens after the test's drop");
        vault
            .write(SURVEY, &actor(), |w| w.remove::<Evidence>(photo, 1, None))
            .expect("removes");
        vault
    };
    // Killed: nothing was tidied up, so the next opening does it.
    let (dir, vault) = vault();
    drop(vault);
    let mut vault = removed(&dir);
    assert_eq!(pieces(&mut vault), 1, "the bytes can be put back");
    vault.undo(SURVEY, None, &actor()).expect("puts it back");
    vault.redo(SURVEY, &actor()).expect("removes it again");
    assert_eq!(pieces(&mut vault), 1, "and again");
    drop(vault);
    let mut vault = Vault::open(dir.path(), &SecretString::from("x"), &actor()).expect("opens");
    assert_eq!(pieces(&mut vault), 0, "a new session cannot put it back");
    // Locked in good order.
    let bytes = vault.write(SURVEY, &actor(), |w| {
        w.put_evidence(
            photo,
            &Evidence {
                name: "photo".into(),
                media_type: "image/png".into(),
                bytes: 0,
                sha256: String::new(),
                taken_on: None,
                note: None,
            },
            b"other",
        )
    });
    bytes.expect("keeps another one under the same id");
    vault.undo(SURVEY, None, &actor()).expect("takes it back");
    vault.sweep(SURVEY).expect("what locking does");
    assert_eq!(pieces(&mut vault), 0, "locking leaves no bytes without a record");
    assert!(
        vault.audit_verify().expect("verifies").is_sound(),
        "and the log still holds"
    );
}
