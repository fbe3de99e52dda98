//! Copies of a survey: when they are taken, that they are sound, and putting one back.

use crate::support::{
    SURVEY, actor, comment_id, files, folder, open, refused, say, survey_file, with_survey,
};
use junkai_core::review::Comment;
use junkai_store::{Action, CopyCheck, Error, Notice, Vault};
use std::path::PathBuf;
use tempfile::TempDir;

fn folder_of_snapshots(dir: &TempDir) -> PathBuf {
    folder(dir).join("snapshots").join(SURVEY.to_string())
}

fn texts(vault: &mut Vault) -> Vec<String> {
    let all = vault.read(SURVEY, |r| r.all::<Comment>()).expect("reads");
    all.into_iter().map(|c| c.record.text).collect()
}

#[test]
fn ten_minutes_of_work_make_a_snapshot_and_so_does_locking() {
    let (dir, mut vault) = with_survey();
    let check = |vault: &Vault, expected: usize, why: &str| {
        assert_eq!(vault.snapshots(SURVEY).expect("lists").len(), expected, "{why}");
    };
    say(&mut vault, 1, "a", 10);
    check(&vault, 0, "not at the first write");
    say(&mut vault, 2, "b", 10 + 599);
    check(&vault, 0, "not before ten minutes");
    say(&mut vault, 3, "c", 10 + 600);
    check(&vault, 1, "after ten minutes");
    say(&mut vault, 4, "d", 10 + 601);
    check(&vault, 1, "not at once again");
    vault.lock(&actor(2000)).expect("locks");
    let vault = open(&dir).expect("opens");
    check(&vault, 2, "on lock, since something changed");
    vault.lock(&actor(3000)).expect("locks");
    check(&open(&dir).expect("opens"), 2, "not on lock when nothing changed");
}

#[test]
fn a_clock_that_was_put_back_does_not_stop_snapshots() {
    let (_dir, mut vault) = with_survey();
    say(&mut vault, 1, "a", 100_000);
    say(&mut vault, 2, "b", 50);
    assert_eq!(
        vault.snapshots(SURVEY).expect("lists").len(),
        1,
        "far from the last one in either direction"
    );
}

#[test]
fn a_snapshot_that_cannot_be_made_does_not_fail_the_write() {
    let (dir, mut vault) = with_survey();
    say(&mut vault, 1, "a", 10);
    std::fs::write(folder_of_snapshots(&dir), "in the way").expect("writes");
    say(&mut vault, 2, "b", 1000);
    assert_eq!(
        vault.notices(),
        [Notice::SnapshotFailed { survey: SURVEY }],
        "the user hears of it"
    );
    assert_eq!(texts(&mut vault), ["a", "b"], "what was acknowledged is there");
}

#[test]
fn locking_does_what_it_can_where_a_snapshot_fails() {
    let (dir, mut vault) = with_survey();
    say(&mut vault, 1, "a", 10);
    std::fs::write(folder_of_snapshots(&dir), "in the way").expect("writes");
    assert!(vault.lock(&actor(20)).is_err(), "the failure is not hidden");
    let mut vault = open(&dir).expect("opens");
    assert_eq!(
        vault.surveys().expect("lists")[0].recorded.size,
        1,
        "the checkpoint was recorded all the same"
    );
    assert_eq!(texts(&mut vault), ["a"], "nothing is lost");
}

#[test]
fn the_newest_twelve_and_one_of_each_of_seven_days_are_kept() {
    let (dir, mut vault) = with_survey();
    for n in 0..30 {
        let at = i64::try_from(n).expect("small") * 8 * 3600;
        say(&mut vault, n, "x", at);
        vault.snapshot_now(SURVEY, &actor(at)).expect("takes one");
    }
    let left = vault.snapshots(SURVEY).expect("lists");
    assert_eq!(left.len(), 19, "twelve, and one of each of the seven days before");
    assert_eq!(left.last().expect("some").changes, 30, "the newest is there");
    assert_eq!(files(&folder_of_snapshots(&dir)).len(), 19, "and no other file");
}

#[test]
fn a_snapshot_can_be_put_back_and_work_goes_on() {
    let (dir, mut vault) = with_survey();
    say(&mut vault, 1, "before", 2);
    let taken = vault.snapshot_now(SURVEY, &actor(3)).expect("takes one");
    say(&mut vault, 2, "after", 4);
    vault
        .restore_snapshot(SURVEY, &taken.name, &actor(5))
        .expect("puts it back");
    assert_eq!(texts(&mut vault), ["before"], "as it was then");
    let log = vault.read(SURVEY, |r| r.changes(..)).expect("reads");
    assert_eq!(
        log.last().expect("entries").action,
        Action::Restore,
        "the log says so"
    );
    say(&mut vault, 3, "later", 6);
    assert!(
        vault.audit_verify().expect("verifies").is_sound(),
        "both logs agree"
    );
    let aside = files(&folder(&dir))
        .into_iter()
        .filter(|f| f.to_string_lossy().contains(".aside-"))
        .count();
    assert_eq!(aside, 1, "the file that was replaced is kept");
    vault.lock(&actor(7)).expect("locks");
    assert_eq!(
        texts(&mut open(&dir).expect("opens")),
        ["before", "later"],
        "and it lasts"
    );
    let mut vault = open(&dir).expect("opens");
    let error = refused(
        vault.restore_snapshot(SURVEY, "nonsense", &actor(8)),
        "no such one",
    );
    assert!(matches!(error, Error::UnknownSnapshot), "got {error}");
}

#[test]
fn a_damaged_survey_comes_back_from_its_snapshot() {
    let (dir, mut vault) = with_survey();
    for n in 0..200 {
        say(&mut vault, n, &"text ".repeat(80), 2);
    }
    vault.lock(&actor(3)).expect("locks");
    let mut bytes = std::fs::read(survey_file(&dir)).expect("reads");
    bytes[100] ^= 1;
    std::fs::write(survey_file(&dir), &bytes).expect("writes");
    let mut vault = open(&dir).expect("opens");
    let error = refused(vault.read(SURVEY, |r| r.chain()), "the first page is damaged");
    assert!(
        matches!(error, Error::SurveyDamaged { survey: SURVEY }),
        "got {error}"
    );
    let newest = vault
        .snapshots(SURVEY)
        .expect("lists")
        .pop()
        .expect("one was taken on lock");
    vault
        .restore_snapshot(SURVEY, &newest.name, &actor(6))
        .expect("puts it back");
    assert_eq!(texts(&mut vault).len(), 200, "everything is there");
}

#[test]
fn a_damaged_snapshot_is_refused_and_the_survey_stays() {
    let (dir, mut vault) = with_survey();
    for n in 0..100 {
        say(&mut vault, n, &"text ".repeat(80), 2);
    }
    let taken = vault.snapshot_now(SURVEY, &actor(3)).expect("takes one");
    let path = folder_of_snapshots(&dir).join(format!("{}.db", taken.name));
    let whole = std::fs::read(&path).expect("reads");
    let check = |vault: &mut Vault, bytes: Vec<u8>, expected: CopyCheck| {
        std::fs::write(&path, bytes).expect("writes");
        let error = refused(vault.restore_snapshot(SURVEY, &taken.name, &actor(4)), "damaged");
        assert!(
            matches!(error, Error::CopyRefused { check } if check == expected),
            "{expected}: got {error}"
        );
        assert_eq!(texts(vault).len(), 100, "the survey is as it was");
    };
    let mut flipped = whole.clone();
    flipped[whole.len() / 2] ^= 4;
    check(&mut vault, flipped, CopyCheck::Pages);
    check(&mut vault, Vec::new(), CopyCheck::Encryption);
    let mut plain = whole.clone();
    plain[..16].copy_from_slice(b"SQLite format 3\0");
    check(&mut vault, plain, CopyCheck::Encryption);
    check(
        &mut vault,
        whole[..whole.len() / 8192 * 4096].to_vec(),
        CopyCheck::Pages,
    );
    std::fs::write(&path, whole).expect("writes");
    vault
        .restore_snapshot(SURVEY, &taken.name, &actor(5))
        .expect("the whole one is taken");
}

#[test]
fn an_older_file_put_in_place_is_noticed_and_can_be_accepted() {
    let (dir, mut vault) = with_survey();
    say(&mut vault, 1, "a", 2);
    vault.lock(&actor(3)).expect("locks");
    let old = std::fs::read(survey_file(&dir)).expect("reads");
    let mut vault = open(&dir).expect("opens");
    say(&mut vault, 2, "b", 6);
    vault.lock(&actor(7)).expect("locks");
    std::fs::write(survey_file(&dir), old).expect("writes");
    let mut vault = open(&dir).expect("opens");
    let error = refused(vault.read(SURVEY, |r| r.chain()), "older than recorded");
    assert!(
        matches!(error, Error::RolledBack { survey: SURVEY }),
        "got {error}"
    );
    let report = vault.audit_verify().expect("verifies");
    assert!(!report.is_sound(), "the audit says so: {report:?}");
    vault
        .accept_rollback(SURVEY, &actor(8))
        .expect("the surveyor knows why");
    assert_eq!(texts(&mut vault), ["a"], "the older state is worked on");
    say(&mut vault, 2, "b again", 9);
    assert!(
        vault.audit_verify().expect("verifies").is_sound(),
        "from here on all is well"
    );
    let accepted = vault
        .events()
        .expect("lists")
        .into_iter()
        .any(|e| e.action == "rollback_accepted");
    assert!(accepted, "the vault's log keeps that it happened");
}

#[test]
fn a_damaged_registry_comes_back_from_its_copy() {
    let (dir, mut vault) = with_survey();
    say(&mut vault, 1, "a", 2);
    vault.lock(&actor(3)).expect("locks");
    let path = folder(&dir).join("registry.db");
    let mut bytes = std::fs::read(&path).expect("reads");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&path, &bytes).expect("writes");
    let mut vault = open(&dir).expect("a copy takes its place");
    assert_eq!(
        vault.notices(),
        [Notice::RegistryRestored { from: actor(3).at }],
        "the user hears of it"
    );
    assert_eq!(texts(&mut vault), ["a"], "the survey's key was in it");
    assert!(
        vault.audit_verify().expect("verifies").is_sound(),
        "and nothing is amiss"
    );
    drop(vault);
    assert_eq!(
        std::fs::read(folder(&dir).join("registry.db.aside-1")).expect("is kept"),
        bytes,
        "the damaged one"
    );
}

#[test]
fn a_registry_without_any_sound_copy_is_damage() {
    let (dir, vault) = with_survey();
    vault.lock(&actor(3)).expect("locks");
    for file in files(&folder(&dir))
        .iter()
        .filter(|f| f.to_string_lossy().contains("registry"))
    {
        if file.extension().is_some_and(|e| e == "db") {
            std::fs::write(file, vec![0x5A; 8192]).expect("writes");
        }
    }
    assert!(
        matches!(refused(open(&dir), "no copy left"), Error::RegistryDamaged),
        "not a wrong passphrase"
    );
}

#[test]
fn snapshots_of_one_survey_do_not_fit_another() {
    let (dir, mut vault) = with_survey();
    say(&mut vault, 1, "a", 2);
    let taken = vault.snapshot_now(SURVEY, &actor(3)).expect("takes one");
    let other = junkai_core::SurveyId(uuid::Uuid::from_u128(0x0f));
    vault
        .survey_create(other, "other", &actor(4))
        .expect("makes another");
    let from = folder_of_snapshots(&dir);
    crate::support::copy_folder(&from, &from.with_file_name(other.to_string()));
    let error = refused(
        vault.restore_snapshot(other, &taken.name, &actor(5)),
        "another key",
    );
    assert!(
        matches!(
            error,
            Error::CopyRefused {
                check: CopyCheck::Pages
            }
        ),
        "got {error}"
    );
    vault
        .write(other, &actor(6), |w| {
            w.put(comment_id(1), &crate::support::comment("x"), None, None)
        })
        .expect("stays");
}
