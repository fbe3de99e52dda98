//! Too little of something: descriptors, room on the disk, access. Never taken for damage, and nothing is replaced.
//!
//! Limits belong to a process, so a child, this test binary again, is started under them by a shell.
#![cfg(unix)]

use crate::support::{
    SURVEY, actor, files, folder, open, passphrase, refused, say, survey_file, with_survey,
};
use junkai_store::{Error, Kdf, Result, Vault};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

const PLACE: &str = "JUNKAI_TEST_SCARCE_VAULT";

/// A locked vault with something in its survey.
fn locked() -> TempDir {
    let (dir, mut vault) = with_survey();
    say(&mut vault, 1, "a", 2);
    vault.lock(&actor(3)).expect("locks");
    dir
}

/// Opens the vault and reads its survey.
fn look(place: &Path) -> Result<u64> {
    let mut vault = Vault::open(place, &passphrase(), &actor(5))?;
    Ok(vault.read(SURVEY, |r| r.chain())?.size)
}

fn verdict<T>(result: Result<T>) -> String {
    match result {
        Ok(_) => "well".into(),
        Err(Error::DiskFull | Error::ReadOnly | Error::Io(_) | Error::Sql { .. }) => "scarce".into(),
        Err(other) => format!("{other:?}"),
    }
}

/// With fewer descriptors than it needs, then one more at a time. Without the environment variable an empty test.
#[test]
fn child_that_has_few_descriptors() {
    let Some(place) = std::env::var_os(PLACE).map(PathBuf::from) else {
        return;
    };
    let mut taken = Vec::new();
    while let Ok(file) = File::open("/dev/null") {
        taken.push(file);
    }
    while taken.pop().is_some() {
        println_verdict(&verdict(look(&place)));
    }
}

/// Opens, where room is short. Without the environment variable an empty test.
#[test]
fn child_that_opens() {
    if let Some(place) = std::env::var_os(PLACE).map(PathBuf::from) {
        println_verdict(&verdict(look(&place)));
    }
}

/// Makes a vault, where room is short. Without the environment variable an empty test.
#[test]
fn child_that_creates() {
    if let Some(place) = std::env::var_os(PLACE).map(PathBuf::from) {
        let made = Vault::create(&place, &passphrase(), Kdf::FLOOR, &actor(0));
        println_verdict(&verdict(made));
    }
}

fn println_verdict(verdict: &str) {
    use std::io::Write;
    writeln!(std::io::stdout(), "VERDICT {verdict}").expect("the parent listens");
}

/// What a child says under `limits`, a line of shell.
fn child(test: &str, place: &Path, limits: &str) -> Vec<String> {
    let script = format!("{limits} exec \"$0\" --exact scarcity::{test} --nocapture --test-threads=1");
    let out = Command::new("sh")
        .arg("-c")
        .arg(script)
        .arg(std::env::current_exe().expect("this binary"))
        .env(PLACE, place)
        .output()
        .expect("runs");
    let said = String::from_utf8_lossy(&out.stdout).into_owned();
    said.lines()
        .filter_map(|line| Some(line.split_once("VERDICT ")?.1.to_owned()))
        .collect()
}

/// No file may become larger than that many blocks; writing on is an error instead of a signal.
fn blocks(most: u32) -> String {
    format!("trap '' XFSZ; ulimit -f {most};")
}

fn nothing_was_replaced(dir: &TempDir) {
    let replaced: Vec<PathBuf> = files(&folder(dir))
        .into_iter()
        .filter(|f| f.to_string_lossy().contains(".aside"))
        .collect();
    assert_eq!(replaced, Vec::<PathBuf>::new(), "no copy took a place");
}

#[test]
fn too_few_descriptors_are_not_damage() {
    let dir = locked();
    let said = child("child_that_has_few_descriptors", &folder(&dir), "ulimit -n 32;");
    let count = |what: &str| said.iter().filter(|s| *s == what).count();
    assert!(
        count("scarce") > 2 && count("well") > 0,
        "both happen, or nothing was tried: {said:?}"
    );
    assert_eq!(
        count("scarce") + count("well"),
        said.len(),
        "nothing else happens: {said:?}"
    );
    nothing_was_replaced(&dir);
    assert_eq!(look(&folder(&dir)).expect("all is well"), 1, "nothing was lost");
}

#[test]
fn too_little_room_is_not_damage() {
    let dir = locked();
    let mut scarce = 0;
    for most in [0, 1, 8, 32, 48, 64, 1 << 20] {
        let said = child("child_that_opens", &folder(&dir), &blocks(most));
        assert!(
            said == ["scarce"] || said == ["well"],
            "with {most} blocks: {said:?}"
        );
        scarce += usize::from(said == ["scarce"]);
    }
    assert!(scarce > 2, "it was scarce for most of them: {scarce}");
    nothing_was_replaced(&dir);
    assert_eq!(look(&folder(&dir)).expect("all is well"), 1, "nothing was lost");
}

#[test]
fn what_cannot_be_opened_is_left_where_it_is() {
    let dir = locked();
    let registry = folder(&dir).join("registry.db");
    let away = folder(&dir).join("away");
    std::fs::rename(&registry, &away).expect("moves");
    // A folder stands for everything that is there and cannot be opened; access rights do not bind every user.
    std::fs::create_dir(&registry).expect("stands in the way");
    let error = refused(open(&dir), "a folder in its place");
    assert!(matches!(error, Error::Io(_)), "got {error}");
    assert!(registry.is_dir(), "nothing took its place");
    std::fs::remove_dir(&registry).expect("removes");
    std::fs::rename(&away, &registry).expect("moves back");
    let survey = survey_file(&dir);
    std::fs::rename(&survey, &away).expect("moves");
    std::fs::create_dir(&survey).expect("stands in the way");
    let mut vault = open(&dir).expect("the vault itself is whole");
    let error = refused(vault.read(SURVEY, |r| r.chain()), "a folder in its place");
    assert!(matches!(error, Error::Io(_)), "got {error}");
    let error = refused(vault.audit_verify(), "it cannot be looked at now");
    assert!(matches!(error, Error::Io(_)), "got {error}");
    nothing_was_replaced(&dir);
}

#[test]
fn a_vault_that_could_not_be_made_leaves_no_skeleton() {
    let dir = tempfile::tempdir().expect("temporary folder");
    let own = dir.path().join("own");
    std::fs::create_dir(&own).expect("made by the user");
    let mut scarce = 0;
    for most in [0, 1, 2, 4, 8, 16, 32, 48, 64, 80, 96] {
        let fresh = dir.path().join(format!("fresh-{most}"));
        let said = child("child_that_creates", &fresh, &blocks(most));
        if said == ["well"] {
            continue;
        }
        assert_eq!(said, ["scarce"], "with {most} blocks");
        scarce += 1;
        assert!(!fresh.exists(), "{most} blocks: the folder that was made is gone");
        assert_eq!(
            child("child_that_creates", &own, &blocks(most)),
            ["scarce"],
            "with {most} blocks"
        );
        assert_eq!(
            files(&own),
            Vec::<PathBuf>::new(),
            "{most} blocks: the user's folder is empty again"
        );
    }
    assert!(scarce > 3, "it was scarce for most of them: {scarce}");
    drop(Vault::create(&own, &passphrase(), Kdf::FLOOR, &actor(0)).expect("with room it works"));
}
