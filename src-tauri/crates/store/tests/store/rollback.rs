//! An older registry put in the place of the newer one: what it does not know is told, and its keys are not let go.

use crate::support::{SURVEY, actor, files, folder, open, refused, say, survey_file, vault, with_survey};
use junkai_core::SurveyId;
use junkai_store::{Error, Fault, Notice, Vault};
use std::path::PathBuf;
use tempfile::TempDir;
use uuid::Uuid;

const UNLISTED: Notice = Notice::UnlistedSurvey { survey: SURVEY };

fn copies(dir: &TempDir) -> Vec<PathBuf> {
    files(&folder(dir).join("snapshots").join("registry"))
}

/// A vault whose registry is from before its survey was made; and the registry that knew it.
fn rolled_back() -> (TempDir, Vec<u8>) {
    let (dir, first, _) = vault();
    first.lock(&actor(1)).expect("locks");
    let registry = folder(&dir).join("registry.db");
    let old = std::fs::read(&registry).expect("reads");
    let mut vault = Vault::open(&folder(&dir), &crate::support::passphrase(), &actor(2)).expect("opens");
    vault
        .survey_create(SURVEY, "x", &actor(2))
        .expect("makes a survey");
    say(&mut vault, 1, "a", 2);
    vault.lock(&actor(3)).expect("locks");
    let new = std::fs::read(&registry).expect("reads");
    std::fs::write(&registry, old).expect("puts the old one in place");
    (dir, new)
}

#[test]
fn a_survey_that_the_registry_does_not_list_is_told() {
    let (dir, new) = rolled_back();
    let mut vault = open(&dir).expect("opens");
    assert_eq!(vault.notices(), [UNLISTED], "the user hears of it");
    let report = vault.audit_verify().expect("verifies");
    assert!(!report.is_sound(), "the audit says so: {report:?}");
    assert!(
        report.surveys.len() == 1
            && report.surveys[0].survey == SURVEY
            && report.surveys[0].log.fault == Some(Fault::Unlisted),
        "which survey it is: {report:?}"
    );
    drop(vault);
    assert_eq!(open(&dir).expect("opens").notices(), [UNLISTED], "each time");
    for side in ["registry.db-wal", "registry.db-shm"] {
        let _ = std::fs::remove_file(folder(&dir).join(side));
    }
    std::fs::write(folder(&dir).join("registry.db"), new).expect("puts the newer one back");
    let mut vault = open(&dir).expect("opens");
    assert_eq!(vault.notices(), [], "all are listed again");
    assert!(
        vault.audit_verify().expect("verifies").is_sound(),
        "and all is well"
    );
}

#[test]
fn only_files_of_surveys_count_as_unlisted() {
    let (dir, vault) = with_survey();
    drop(vault);
    let surveys = survey_file(&dir);
    for name in [
        "notes.txt",
        "x.db",
        ".db",
        "00000000-0000-0000-0000-00000000000f.db.staged",
    ] {
        std::fs::write(surveys.with_file_name(name), "x").expect("writes");
    }
    let mut vault = open(&dir).expect("opens");
    assert_eq!(vault.notices(), [], "no survey is missing in the list");
    assert!(
        vault.audit_verify().expect("verifies").is_sound(),
        "nothing is amiss"
    );
}

#[test]
fn an_unlisted_survey_is_not_overwritten_by_a_new_one() {
    let (dir, _) = rolled_back();
    let before = std::fs::read(survey_file(&dir)).expect("reads");
    let mut vault = open(&dir).expect("opens");
    let error = refused(
        vault.survey_create(SURVEY, "y", &actor(6)),
        "its file is there already",
    );
    assert!(
        matches!(error, Error::SurveyExists { survey: SURVEY }),
        "got {error}"
    );
    drop(vault);
    let after = std::fs::read(survey_file(&dir)).expect("reads");
    assert_eq!(after, before, "the file stays as it was");
}

#[test]
fn the_copy_that_knows_the_lost_key_is_never_rotated_out() {
    let (dir, _) = rolled_back();
    // Long enough for the older log to become longer than the one that the copy holds.
    for n in 0..10 {
        let vault = Vault::open(&folder(&dir), &crate::support::passphrase(), &actor(10 + n)).expect("opens");
        vault.lock(&actor(10 + n)).expect("locks");
    }
    let kept = copies(&dir);
    assert!(kept.len() <= 6, "those that are superseded go: {kept:?}");
    // Whatever stands in the registry's place now, one of the copies still opens the survey.
    let opened = kept.iter().any(|copy| {
        std::fs::copy(copy, folder(&dir).join("registry.db")).expect("puts the copy in place");
        let mut vault = open(&dir).expect("opens");
        let read = vault.read(SURVEY, |r| r.chain());
        drop(vault);
        read.is_ok_and(|c| c.size == 1)
    });
    assert!(opened, "none of {kept:?} has the key");
}

#[test]
fn a_clock_that_was_put_back_does_not_cost_the_newest_copy() {
    let (dir, vault, _) = vault();
    vault.lock(&actor(1000)).expect("locks");
    for n in 0..3 {
        let vault =
            Vault::open(&folder(&dir), &crate::support::passphrase(), &actor(1001 + n)).expect("opens");
        vault.lock(&actor(1001 + n)).expect("locks");
    }
    let mut vault = open(&dir).expect("opens, with the clock at the beginning again");
    let late = SurveyId(Uuid::from_u128(0x1a));
    vault.survey_create(late, "x", &actor(5)).expect("makes a survey");
    drop(vault);
    assert!(copies(&dir).len() <= 3, "three are enough");
    std::fs::write(folder(&dir).join("registry.db"), vec![0x5A; 8192]).expect("damages");
    for side in ["registry.db-wal", "registry.db-shm"] {
        let _ = std::fs::remove_file(folder(&dir).join(side));
    }
    let mut vault = open(&dir).expect("a copy takes its place");
    assert_eq!(
        vault.notices(),
        [Notice::RegistryRestored { from: actor(5).at }],
        "the copy with the longest log"
    );
    vault
        .read(late, |r| r.chain())
        .expect("the survey's key is in it");
}

#[test]
fn a_survey_that_was_not_made_to_the_end_leaves_no_alarm() {
    let (dir, mut vault) = with_survey();
    let other = SurveyId(Uuid::from_u128(0x0f));
    // What a crash before the registry knew of it leaves.
    let staged = survey_file(&dir).with_file_name(format!("{other}.db.staged"));
    std::fs::write(&staged, vec![0x5A; 8192]).expect("writes");
    vault.survey_create(other, "other", &actor(4)).expect("made anew");
    assert!(!staged.exists(), "the file has its name");
    vault.lock(&actor(5)).expect("locks");
    // What a crash right after that leaves.
    let file = survey_file(&dir).with_file_name(format!("{other}.db"));
    std::fs::rename(&file, &staged).expect("moves");
    let mut vault = open(&dir).expect("opens");
    assert_eq!(vault.notices(), [], "nothing to tell");
    assert_eq!(
        vault.read(other, |r| r.chain()).expect("reads").size,
        0,
        "it is finished"
    );
    assert!(vault.audit_verify().expect("verifies").is_sound(), "all is well");
}
