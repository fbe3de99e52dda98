//! The header under damage and tampering.

use crate::support::{actor, folder, open, passphrase, refused, vault};
use junkai_store::{Error, Notice, Vault};
use secrecy::SecretString;
use std::path::PathBuf;
use tempfile::TempDir;

const BOTH: [&str; 2] = ["vault.toml", "vault.toml.bak"];

/// Turns the text of a header into a damaged one.
type Damage = fn(&str) -> String;

fn closed() -> TempDir {
    let (dir, vault, _) = vault();
    drop(vault);
    dir
}

fn path(dir: &TempDir, name: &str) -> PathBuf {
    folder(dir).join(name)
}

/// Edits copies of the header as text.
fn edit(dir: &TempDir, copies: &[&str], change: impl Fn(&str) -> String) {
    for name in copies {
        let before = std::fs::read_to_string(path(dir, name)).expect("reads");
        let after = change(&before);
        assert_ne!(before, after, "the edit must change something");
        std::fs::write(path(dir, name), after).expect("writes");
    }
}

#[test]
fn key_derivation_out_of_bounds_is_refused_before_it_is_tried() {
    let check = |from: &str, to: &str| {
        let dir = closed();
        edit(&dir, &BOTH, |text| text.replace(from, to));
        let error = refused(open(&dir), "out of bounds");
        assert!(matches!(error, Error::HeaderRefused), "{to}: got {error}");
    };
    // Four TiB of memory, an hour of passes, and less than the floor.
    check("memory_kib = 65536", "memory_kib = 4294967295");
    check("passes = 3", "passes = 4000000");
    check("lanes = 4", "lanes = 255");
    check("memory_kib = 65536", "memory_kib = 8");
}

#[test]
fn a_number_that_no_header_can_hold_is_damage() {
    let dir = closed();
    edit(&dir, &BOTH, |text| {
        text.replace("memory_kib = 65536", "memory_kib = 8796093022208")
    });
    assert!(
        matches!(refused(open(&dir), "too large"), Error::HeaderDamaged),
        "it is not even a number of ours"
    );
}

#[test]
fn one_damaged_copy_is_rewritten_from_the_other_and_reported() {
    let damages: [(&str, Damage); 4] = [
        ("emptied", |_| String::new()),
        ("cut", |text| text[..text.len() / 2].to_string()),
        ("flipped", |text| {
            text.replacen("wrapped = \"", "wrapped = \"0f0f", 1)
        }),
        ("out of bounds", |text| {
            text.replace("passes = 3", "passes = 4000000")
        }),
    ];
    for (name, damage) in damages {
        for copy in BOTH {
            let dir = closed();
            let whole = std::fs::read(path(&dir, copy)).expect("reads");
            edit(&dir, &[copy], damage);
            let mut vault = open(&dir).expect("the other copy opens it");
            assert_eq!(
                vault.notices(),
                [Notice::HeaderRepaired],
                "{copy} {name}: the user hears of it"
            );
            assert_eq!(
                std::fs::read(path(&dir, copy)).expect("reads"),
                whole,
                "{copy} {name}: it is whole again"
            );
        }
    }
}

#[test]
fn a_missing_copy_is_made_again() {
    for copy in BOTH {
        let dir = closed();
        std::fs::remove_file(path(&dir, copy)).expect("removes");
        let mut vault = open(&dir).expect("the other copy opens it");
        assert_eq!(vault.notices(), [Notice::HeaderRepaired], "the user hears of it");
        assert!(path(&dir, copy).exists(), "{copy} is back");
    }
}

#[test]
fn two_damaged_copies_are_damage_whatever_the_passphrase() {
    let dir = closed();
    edit(&dir, &BOTH, |text| text.replacen("salt = \"", "salt = \"0", 1));
    for typed in [passphrase(), SecretString::from("wrong")] {
        let error = refused(Vault::open(&folder(&dir), &typed, &actor(1)), "damaged");
        assert!(matches!(error, Error::HeaderDamaged), "got {error}");
    }
}

#[test]
fn every_flipped_digit_of_the_header_is_noticed() {
    let dir = closed();
    let whole = std::fs::read(path(&dir, BOTH[0])).expect("reads");
    let digits: Vec<usize> = (0..whole.len())
        .filter(|i| whole[*i].is_ascii_hexdigit())
        .step_by(7)
        .collect();
    assert!(digits.len() > 80, "the header has hundreds of digits");
    for i in digits {
        let mut bent = whole.clone();
        bent[i] = if bent[i] == b'0' { b'1' } else { b'0' };
        for copy in BOTH {
            std::fs::write(path(&dir, copy), &bent).expect("writes");
        }
        let error = refused(
            Vault::open(&folder(&dir), &SecretString::from("any"), &actor(1)),
            "a digit was flipped",
        );
        let noticed = matches!(
            error,
            Error::HeaderDamaged | Error::HeaderRefused | Error::VaultTooNew { .. }
        );
        assert!(noticed, "digit {i}: got {error}");
    }
}

#[test]
fn a_newer_header_is_refused_even_where_the_second_copy_is_older() {
    let dir = closed();
    edit(&dir, &BOTH[..1], |text| {
        text.replacen("version = 1", "version = 2", 1)
    });
    let error = refused(open(&dir), "newer");
    assert!(
        matches!(
            error,
            Error::VaultTooNew {
                found: 2,
                supported: 1
            }
        ),
        "got {error}"
    );
}

#[test]
fn an_older_second_copy_does_not_keep_an_old_passphrase_alive() {
    let (dir, mut vault, _) = vault();
    let old = std::fs::read(path(&dir, BOTH[1])).expect("reads");
    let fresh = SecretString::from("the new passphrase");
    vault
        .change_passphrase(&passphrase(), &fresh, &actor(1))
        .expect("changes");
    drop(vault);
    std::fs::write(path(&dir, BOTH[1]), old).expect("a crash came between the copies");
    let error = refused(open(&dir), "void");
    assert!(
        matches!(error, Error::WrongPassphrase),
        "the first copy decides, got {error}"
    );
    drop(Vault::open(&folder(&dir), &fresh, &actor(2)).expect("opens"));
    let same = std::fs::read(path(&dir, BOTH[0])).expect("reads")
        == std::fs::read(path(&dir, BOTH[1])).expect("reads");
    assert!(same, "the second copy is brought up");
}

#[test]
fn a_slot_with_other_parameters_does_not_open() {
    let dir = closed();
    // Within the bounds, and the checksum made to fit is not enough: the slot is bound to its parameters.
    edit(&dir, &BOTH, |text| text.replace("passes = 3", "passes = 4"));
    assert!(
        matches!(refused(open(&dir), "altered"), Error::HeaderDamaged),
        "the checksum tells"
    );
}
