//! Making, opening, recovering, locking a vault.

use crate::support::{
    SURVEY, actor, comment, comment_id, files, folder, open, passphrase, refused, say, vault, with_survey,
};
use junkai_core::{RecordKind, SurveyId};
use junkai_store::{Error, Kdf, Notice, RecoveryKey, Vault};
use secrecy::{ExposeSecret, SecretString};

#[test]
fn a_vault_may_be_sent_to_another_thread() {
    fn check<T: Send>() {}
    check::<Vault>();
}

#[test]
fn what_was_written_is_there_after_locking_and_opening() {
    let (dir, mut vault) = with_survey();
    say(&mut vault, 1, "確認済み", 2);
    vault.lock(&actor(3)).expect("locks");
    let mut vault = open(&dir).expect("opens");
    let comments = vault
        .read(SURVEY, |r| r.all::<junkai_core::review::Comment>())
        .expect("reads");
    assert_eq!(comments.len(), 1, "the comment is there");
    assert_eq!(
        (comments[0].rev, comments[0].record.text.as_str()),
        (1, "確認済み"),
        "as it was written"
    );
    assert_eq!(
        vault.surveys().expect("lists")[0].label,
        "北斗総合病院",
        "the list names the hospital"
    );
}

#[test]
fn locking_leaves_no_log_beside_any_database() {
    let (dir, mut vault) = with_survey();
    say(&mut vault, 1, "a", 2);
    vault.lock(&actor(3)).expect("locks");
    let beside: Vec<_> = crate::support::files(&folder(&dir))
        .into_iter()
        .filter(|f| {
            ["-wal", "-shm", ".tmp", ".staged", "-journal"]
                .iter()
                .any(|s| f.to_string_lossy().ends_with(s))
        })
        .collect();
    assert!(beside.is_empty(), "left over: {beside:?}");
}

#[test]
fn a_folder_without_a_header_is_not_a_vault() {
    let dir = tempfile::tempdir().expect("temporary folder");
    let open = |path: &std::path::Path| refused(Vault::open(path, &passphrase(), &actor(0)), "no header");
    let error = open(dir.path());
    assert!(matches!(error, Error::NotAVault), "got {error}");
    let error = open(&dir.path().join("missing"));
    assert!(matches!(error, Error::VaultGone), "got {error}");
    assert_eq!(
        std::fs::read_dir(dir.path()).expect("lists").count(),
        0,
        "asking leaves no trace"
    );
}

#[test]
fn a_vault_is_made_only_where_nothing_is() {
    let (dir, vault, _) = vault();
    drop(vault);
    let again = Vault::create(&folder(&dir), &passphrase(), Kdf::FLOOR, &actor(0));
    assert!(
        matches!(refused(again, "there is one"), Error::VaultExists),
        "an existing vault stays"
    );
    let other = tempfile::tempdir().expect("temporary folder");
    std::fs::write(other.path().join("letter.txt"), "x").expect("writes");
    let error = refused(
        Vault::create(other.path(), &passphrase(), Kdf::FLOOR, &actor(0)),
        "a letter lies there",
    );
    assert!(matches!(error, Error::FolderNotEmpty), "got {error}");
}

#[test]
fn a_second_opener_is_refused_until_the_first_is_gone() {
    let (dir, vault, _) = vault();
    assert!(
        matches!(refused(open(&dir), "it is open"), Error::VaultInUse),
        "two writers would end badly"
    );
    drop(vault);
    open(&dir).expect("free again, though it was not locked in order");
}

#[test]
fn a_wrong_passphrase_is_told_from_damage() {
    let (dir, vault, _) = vault();
    drop(vault);
    let error = refused(
        Vault::open(&folder(&dir), &SecretString::from("wrong"), &actor(1)),
        "wrong passphrase",
    );
    assert!(matches!(error, Error::WrongPassphrase), "got {error}");
}

#[test]
fn empty_passphrases_and_weak_stretching_are_refused() {
    let dir = tempfile::tempdir().expect("temporary folder");
    let empty = Vault::create(dir.path(), &SecretString::from(""), Kdf::FLOOR, &actor(0));
    assert!(
        matches!(refused(empty, "empty"), Error::EmptyPassphrase),
        "an empty passphrase protects nothing"
    );
    for kdf in [
        Kdf {
            memory_kib: 1024,
            ..Kdf::FLOOR
        },
        Kdf {
            passes: 1,
            ..Kdf::FLOOR
        },
    ] {
        let weak = Vault::create(dir.path(), &passphrase(), kdf, &actor(0));
        assert!(
            matches!(refused(weak, "weak"), Error::KdfOutOfBounds),
            "{kdf:?} is below the floor"
        );
    }
    assert_eq!(
        std::fs::read_dir(dir.path()).expect("lists").count(),
        0,
        "refusing leaves nothing behind"
    );
}

#[test]
fn full_width_and_half_width_letters_are_one_passphrase() {
    let dir = tempfile::tempdir().expect("temporary folder");
    let made = SecretString::from("ﾊﾟｽﾜｰﾄﾞ Ｋｅｙ　２０２６ が");
    drop(Vault::create(dir.path(), &made, Kdf::FLOOR, &actor(0)).expect("makes"));
    let check = |typed: &str, opens: bool| {
        let result = Vault::open(dir.path(), &SecretString::from(typed), &actor(1));
        assert_eq!(result.is_ok(), opens, "typed as {typed}");
    };
    check("パスワード Key 2026 が", true);
    check("パスワード Ｋｅｙ ２０２６ か\u{3099}", true);
    check("パスワード Key 2026 か", false);
    check("パスワード key 2026 が", false);
}

#[test]
fn the_recovery_key_gives_a_new_passphrase() {
    let (dir, mut vault, recovery) = vault();
    vault
        .survey_create(SURVEY, "x", &actor(1))
        .expect("makes a survey");
    say(&mut vault, 1, "still here", 2);
    drop(vault);
    let printed = recovery.printed();
    let typed =
        RecoveryKey::parse(&SecretString::from(printed.expose_secret().to_lowercase())).expect("reads");
    let fresh = SecretString::from("a new passphrase of six words");
    drop(Vault::recover(&folder(&dir), &typed, &fresh, &actor(3)).expect("recovers"));
    assert!(
        matches!(refused(open(&dir), "forgotten"), Error::WrongPassphrase),
        "the old passphrase is void"
    );
    let mut vault = Vault::open(&folder(&dir), &fresh, &actor(4)).expect("the new one opens");
    let kept = vault.read(SURVEY, |r| {
        r.get::<junkai_core::review::Comment>(crate::support::comment_id(1))
    });
    assert_eq!(
        kept.expect("reads").expect("is there").record.text,
        "still here",
        "nothing was lost"
    );
}

#[test]
fn another_vaults_recovery_key_is_refused() {
    let (dir, first, _) = vault();
    drop(first);
    let (_other, _, foreign) = vault();
    let error = refused(
        Vault::recover(&folder(&dir), &foreign, &passphrase(), &actor(1)),
        "foreign",
    );
    assert!(matches!(error, Error::WrongRecoveryKey), "got {error}");
}

#[test]
fn a_new_recovery_key_voids_the_old_one() {
    let (dir, mut vault, old) = vault();
    let fresh = vault.new_recovery_key(&passphrase(), &actor(1)).expect("renews");
    drop(vault);
    let error = refused(
        Vault::recover(&folder(&dir), &old, &passphrase(), &actor(2)),
        "renewed",
    );
    assert!(matches!(error, Error::WrongRecoveryKey), "got {error}");
    Vault::recover(&folder(&dir), &fresh, &passphrase(), &actor(3)).expect("the new one opens");
}

#[test]
fn changing_the_passphrase_needs_the_old_one_and_voids_it() {
    let (dir, mut vault, _) = vault();
    let fresh = SecretString::from("another passphrase");
    let wrong = vault.change_passphrase(&SecretString::from("not it"), &fresh, &actor(1));
    assert!(
        matches!(refused(wrong, "wrong old one"), Error::WrongPassphrase),
        "somebody at an open laptop"
    );
    vault
        .change_passphrase(&passphrase(), &fresh, &actor(2))
        .expect("changes");
    drop(vault);
    assert!(
        matches!(refused(open(&dir), "void"), Error::WrongPassphrase),
        "the old one is void"
    );
    Vault::open(&folder(&dir), &fresh, &actor(3)).expect("the new one opens");
}

#[test]
fn the_vaults_own_log_tells_who_did_what() {
    let (dir, mut vault) = with_survey();
    say(&mut vault, 1, "a", 2);
    vault.lock(&actor(3)).expect("locks");
    let vault = open(&dir).expect("opens");
    let actions: Vec<String> = vault
        .events()
        .expect("lists")
        .into_iter()
        .map(|e| e.action)
        .collect();
    assert_eq!(
        actions,
        ["create", "survey", "lock", "unlock"],
        "one entry for each"
    );
}

#[test]
fn a_folder_that_is_moved_away_is_told_of_and_put_back_goes_on() {
    let (dir, mut vault) = with_survey();
    say(&mut vault, 1, "before", 2);
    let (place, elsewhere) = (folder(&dir), dir.path().join("elsewhere"));
    std::fs::rename(&place, &elsewhere).expect("somebody moves it");
    let refused = vault.write(SURVEY, &actor(3), |w| {
        w.put(comment_id(2), &comment("into the void"), None, None)
    });
    assert!(
        matches!(refused, Err(Error::VaultGone)),
        "what is written where nobody finds it is not saved: {refused:?}"
    );
    // What is made anew in its place is not it.
    std::fs::create_dir(&place).expect("a folder");
    std::fs::write(place.join("lock"), "").expect("a file");
    let refused = vault.read(SURVEY, |r| r.chain());
    assert!(matches!(refused, Err(Error::VaultGone)), "got {refused:?}");
    std::fs::remove_dir_all(&place).expect("gone again");
    std::fs::rename(&elsewhere, &place).expect("somebody puts it back");
    say(&mut vault, 3, "after", 4);
    vault.lock(&actor(5)).expect("locks");
    let mut vault = Vault::open(&place, &passphrase(), &actor(6)).expect("opens");
    let size = vault.read(SURVEY, |r| r.chain()).expect("reads").size;
    assert_eq!(size, 2, "what was saved before and after, and nothing else");
}

#[test]
fn another_vault_in_the_place_of_one_that_was_moved_away_stays_as_it_is() {
    let (dir, mut vault) = with_survey();
    say(&mut vault, 1, "before", 2);
    let taken = vault.snapshot_now(SURVEY, &actor(3)).expect("takes one");
    let (place, elsewhere) = (folder(&dir), dir.path().join("elsewhere"));
    std::fs::rename(&place, &elsewhere).expect("somebody moves it");
    let theirs = SecretString::from("words of somebody else");
    let (other, _) = Vault::create(&place, &theirs, Kdf::FLOOR, &actor(4)).expect("makes another");
    other.lock(&actor(5)).expect("locks");
    let state = || -> Vec<_> {
        let read = |path| std::fs::read(&path).map(|bytes| (path, bytes)).expect("reads");
        files(&place).into_iter().map(read).collect()
    };
    let before = state();
    let check = |refused: Option<Error>, why: &str| {
        assert!(matches!(refused, Some(Error::VaultGone)), "{why}: {refused:?}");
        assert!(state() == before, "{why} leaves the other vault alone");
    };
    let words = passphrase();
    check(vault.new_recovery_key(&words, &actor(6)).err(), "a recovery key");
    check(
        vault.change_passphrase(&words, &theirs, &actor(6)).err(),
        "a passphrase",
    );
    check(vault.snapshot_now(SURVEY, &actor(6)).err(), "a snapshot");
    let restored = vault.restore_snapshot(SURVEY, &taken.name, &actor(6));
    check(restored.err(), "putting a snapshot back");
    check(vault.erase(SURVEY, &words, &actor(6)).err(), "erasing");
    check(
        vault
            .survey_create(SurveyId(uuid::Uuid::from_u128(9)), "x", &actor(6))
            .err(),
        "a survey",
    );
    check(vault.lock(&actor(7)).err(), "locking");
    Vault::open(&place, &theirs, &actor(8)).expect("the other opens as ever");
    let mut vault = Vault::open(&elsewhere, &words, &actor(8)).expect("and so does the one that was moved");
    let size = vault.read(SURVEY, |r| r.chain()).expect("reads").size;
    assert_eq!(size, 1, "with what it held");
}

#[test]
fn after_an_end_that_was_none_the_last_change_is_named() {
    let (dir, mut vault) = with_survey();
    say(&mut vault, 1, "a", 2);
    vault.lock(&actor(3)).expect("locks");
    let open = |at| Vault::open(&folder(&dir), &passphrase(), &actor(at)).expect("opens");
    let mut vault = open(4);
    assert_eq!(vault.restored(), None, "it was locked in good order");
    say(&mut vault, 2, "b", 5);
    // As a power cut leaves it.
    drop(vault);
    let vault = open(6);
    let restored = vault.restored().expect("something was restored");
    assert_eq!(restored.kind, RecordKind::Comment, "what was changed last");
    assert_eq!(restored.at, actor(5).at, "and when");
    assert_eq!(restored.label, "北斗総合病院", "and where");
}

#[test]
fn a_clock_that_was_set_back_is_told_of() {
    let (dir, mut vault) = with_survey();
    say(&mut vault, 1, "a", 8);
    vault.lock(&actor(9)).expect("locks");
    let open = |at| Vault::open(&folder(&dir), &passphrase(), &actor(at)).expect("opens");
    let mut vault = open(5);
    let recorded = actor(9).at;
    assert_eq!(
        vault.notices(),
        [Notice::ClockBack { recorded }],
        "four minutes missing"
    );
    vault.lock(&actor(10)).expect("locks");
    assert_eq!(open(11).notices(), [], "the clock is right again");
}
