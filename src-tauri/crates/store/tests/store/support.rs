//! What every test of the vault needs.

use junkai_core::review::Comment;
use junkai_core::{CommentId, Moment, SurveyId};
use junkai_store::{Actor, Kdf, RecoveryKey, Vault};
use secrecy::SecretString;
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use uuid::Uuid;

pub(crate) const SURVEY: SurveyId = SurveyId(Uuid::from_u128(0x5e));

/// Somebody who writes `seconds` after the tests begin.
pub(crate) fn actor(seconds: i64) -> Actor {
    let start: Moment = "2026-11-21T01:00:00Z".parse().expect("a moment");
    Actor {
        name: "S1".into(),
        device: "laptop-1".into(),
        at: start.plus_seconds(seconds),
    }
}

pub(crate) fn passphrase() -> SecretString {
    SecretString::from("six words that nobody would guess")
}

/// A new vault in a temporary folder.
pub(crate) fn vault() -> (TempDir, Vault, RecoveryKey) {
    let dir = tempfile::tempdir().expect("temporary folder");
    let (vault, recovery) =
        Vault::create(&folder(&dir), &passphrase(), Kdf::FLOOR, &actor(0)).expect("makes a vault");
    (dir, vault, recovery)
}

/// A new vault with one empty survey.
pub(crate) fn with_survey() -> (TempDir, Vault) {
    let (dir, mut vault, _) = vault();
    vault
        .survey_create(SURVEY, "北斗総合病院", &actor(1))
        .expect("makes a survey");
    (dir, vault)
}

pub(crate) fn folder(dir: &TempDir) -> PathBuf {
    dir.path().join("vault")
}

pub(crate) fn open(dir: &TempDir) -> junkai_store::Result<Vault> {
    Vault::open(&folder(dir), &passphrase(), &actor(5))
}

pub(crate) fn survey_file(dir: &TempDir) -> PathBuf {
    folder(dir).join("surveys").join(format!("{SURVEY}.db"))
}

pub(crate) fn comment(text: &str) -> Comment {
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

pub(crate) fn comment_id(n: u128) -> CommentId {
    CommentId(Uuid::from_u128(n))
}

/// Writes one comment at `seconds`.
pub(crate) fn say(vault: &mut Vault, n: u128, text: &str, seconds: i64) {
    vault
        .write(SURVEY, &actor(seconds), |w| {
            w.put(comment_id(n), &comment(text), None, None)
        })
        .expect("writes a comment");
}

/// All files below `dir`, sorted.
pub(crate) fn files(dir: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![dir.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(&next).expect("lists") {
            let path = entry.expect("reads the entry").path();
            if path.is_dir() {
                folders.push(path)
            } else {
                found.push(path)
            }
        }
    }
    found.sort();
    found
}

/// Copies a whole folder.
pub(crate) fn copy_folder(from: &Path, to: &Path) {
    for file in files(from) {
        let target = to.join(file.strip_prefix(from).expect("below the folder"));
        std::fs::create_dir_all(target.parent().expect("has a folder")).expect("makes the folder");
        std::fs::copy(&file, target).expect("copies");
    }
}

/// The error of a result that must be one, whatever its value.
pub(crate) fn refused<T>(result: junkai_store::Result<T>, why: &str) -> junkai_store::Error {
    match result {
        Ok(_) => panic!("must be refused: {why}"),
        Err(error) => error,
    }
}
