//! Erasing a survey: afterwards no old copy of a file opens with what is on the disk.

use crate::support::{
    SURVEY, actor, comment, comment_id, copy_folder, files, folder, open, passphrase, refused, say,
    with_survey,
};
use junkai_core::review::Comment;
use junkai_core::{BundleId, SurveyId};
use junkai_store::{Error, Export, Notice, Vault};
use secrecy::SecretString;
use uuid::Uuid;

const OTHER: SurveyId = SurveyId(Uuid::from_u128(0x0f));

fn two_surveys() -> (tempfile::TempDir, Vault) {
    let (dir, mut vault) = with_survey();
    vault
        .survey_create(OTHER, "another hospital", &actor(1))
        .expect("makes another");
    say(&mut vault, 1, "to be erased", 2);
    vault
        .write(OTHER, &actor(2), |w| {
            w.put(comment_id(1), &comment("stays"), None, None)
        })
        .expect("writes");
    vault.snapshot_now(SURVEY, &actor(3)).expect("takes one");
    (dir, vault)
}

#[test]
fn an_erased_survey_is_gone_and_the_others_are_not() {
    let (dir, mut vault) = two_surveys();
    let copy = Export {
        survey: SURVEY,
        seq: Some(1),
        at: actor(3).at,
        kind: "bundle".into(),
        bundle: Some(BundleId(Uuid::from_u128(5))),
        sha256: "00".repeat(32),
        size: 9,
        recipients: vec!["90215".into()],
        purpose: "final".into(),
    };
    vault.export_add(&copy, &actor(3)).expect("into the ledger");
    let last = vault.read(SURVEY, |r| r.chain()).expect("reads");
    let (report, recovery) = vault.erase(SURVEY, &passphrase(), &actor(4)).expect("erases");
    assert_eq!(
        (report.survey, &report.last, &report.copies),
        (SURVEY, &last, &vec![copy]),
        "what the report names"
    );
    assert!(report.left.is_empty(), "nothing was left");
    assert_eq!(
        report.files.len(),
        2,
        "the file and its snapshot: {:?}",
        report.files
    );
    let left: Vec<_> = files(&folder(&dir))
        .into_iter()
        .filter(|f| f.to_string_lossy().contains(&SURVEY.to_string()))
        .collect();
    assert!(left.is_empty(), "no file names it: {left:?}");
    let check = |vault: &mut Vault| {
        let error = refused(vault.read(SURVEY, |r| r.chain()), "erased");
        assert!(matches!(error, Error::Erased { survey: SURVEY }), "got {error}");
        let stays = vault
            .read(OTHER, |r| r.get::<Comment>(comment_id(1)))
            .expect("reads")
            .expect("is there");
        assert_eq!(stays.record.text, "stays", "the other survey is whole");
        let surveys = vault.surveys().expect("lists");
        let tombstone = surveys.iter().find(|s| s.id == SURVEY).expect("is listed");
        assert!(
            tombstone.erased && tombstone.label.is_empty(),
            "a tombstone without a name"
        );
        assert!(
            vault.audit_verify().expect("verifies").is_sound(),
            "both logs hold"
        );
    };
    check(&mut vault);
    let again = vault.survey_create(SURVEY, "x", &actor(5));
    assert!(
        matches!(refused(again, "a tombstone"), Error::Erased { .. }),
        "its id is not used again"
    );
    vault.lock(&actor(6)).expect("locks");
    check(&mut open(&dir).expect("opens with the same passphrase"));
    check(
        &mut Vault::recover(&folder(&dir), &recovery, &passphrase(), &actor(7))
            .expect("the new recovery key"),
    );
}

#[test]
fn erasing_needs_the_passphrase_again() {
    let (_dir, mut vault) = two_surveys();
    let error = refused(
        vault.erase(SURVEY, &SecretString::from("no"), &actor(4)),
        "wrong passphrase",
    );
    assert!(matches!(error, Error::WrongPassphrase), "got {error}");
    vault.read(SURVEY, |r| r.chain()).expect("nothing happened");
    let unknown = vault.erase(SurveyId(Uuid::from_u128(99)), &passphrase(), &actor(4));
    assert!(
        matches!(refused(unknown, "no such survey"), Error::UnknownSurvey { .. }),
        "nothing to erase"
    );
}

#[test]
fn the_old_recovery_key_opens_nothing_after_an_erasure() {
    let (dir, mut vault, old) = crate::support::vault();
    vault
        .survey_create(SURVEY, "x", &actor(1))
        .expect("makes a survey");
    let (_, _fresh) = vault.erase(SURVEY, &passphrase(), &actor(2)).expect("erases");
    drop(vault);
    let error = refused(
        Vault::recover(&folder(&dir), &old, &passphrase(), &actor(3)),
        "void",
    );
    assert!(matches!(error, Error::WrongRecoveryKey), "got {error}");
}

#[test]
fn old_copies_of_every_file_but_the_header_do_not_open_the_survey() {
    let (dir, mut vault) = two_surveys();
    vault.lock(&actor(3)).expect("locks");
    let before = tempfile::tempdir().expect("temporary folder");
    copy_folder(&folder(&dir), before.path());
    vault = open(&dir).expect("opens");
    vault.erase(SURVEY, &passphrase(), &actor(4)).expect("erases");
    vault.lock(&actor(5)).expect("locks");
    let new_header = std::fs::read(folder(&dir).join("vault.toml")).expect("reads");

    // Everything as it was, only the header is today's: the old wrapped keys are there, their wrapping key is not.
    let revived = tempfile::tempdir().expect("temporary folder");
    copy_folder(before.path(), revived.path());
    for copy in ["vault.toml", "vault.toml.bak"] {
        std::fs::write(revived.path().join(copy), &new_header).expect("writes");
    }
    let error = refused(
        Vault::open(revived.path(), &passphrase(), &actor(6)),
        "old registry, new header",
    );
    assert!(matches!(error, Error::RegistryDamaged), "got {error}");

    // Today's registry with the old file of the survey: a tombstone, and the file is wiped.
    let old_file = format!("surveys/{SURVEY}.db");
    std::fs::copy(before.path().join(&old_file), folder(&dir).join(&old_file))
        .expect("puts the old file back");
    let mut vault = open(&dir).expect("opens");
    assert_eq!(
        vault.notices(),
        [Notice::ErasureFinished { survey: SURVEY }],
        "it was noticed"
    );
    assert!(
        matches!(
            refused(vault.read(SURVEY, |r| r.chain()), "erased"),
            Error::Erased { .. }
        ),
        "still erased"
    );
    assert!(!folder(&dir).join(&old_file).exists(), "and wiped again");
    drop(vault);

    // The residual risk that a certificate must name: old header and passphrase, all files old.
    let mut old = Vault::open(before.path(), &passphrase(), &actor(7)).expect("a whole old copy opens");
    assert_eq!(
        old.read(SURVEY, |r| r.all::<Comment>()).expect("reads").len(),
        1,
        "with all that was in it"
    );
}

#[test]
fn an_erasure_cut_short_after_the_header_is_finished_on_opening() {
    let (dir, mut vault) = two_surveys();
    vault.lock(&actor(3)).expect("locks");
    let before = tempfile::tempdir().expect("temporary folder");
    copy_folder(&folder(&dir), before.path());
    vault = open(&dir).expect("opens");
    vault.erase(SURVEY, &passphrase(), &actor(4)).expect("erases");
    vault.lock(&actor(5)).expect("locks");

    // The folder as a crash right after writing the first copy of the new header would leave it.
    let crashed = tempfile::tempdir().expect("temporary folder");
    copy_folder(before.path(), crashed.path());
    let take = |from: &str, to: &str| {
        std::fs::copy(folder(&dir).join(from), crashed.path().join(to)).expect("copies");
    };
    take("vault.toml", "vault.toml");
    take("registry.db", "registry.db.staged");
    let mut vault = Vault::open(crashed.path(), &passphrase(), &actor(6)).expect("finishes");
    assert_eq!(
        vault.notices(),
        [Notice::HeaderRepaired, Notice::ErasureFinished { survey: SURVEY }],
        "second copy of the header, and the files"
    );
    assert!(
        matches!(
            refused(vault.read(SURVEY, |r| r.chain()), "erased"),
            Error::Erased { .. }
        ),
        "it is erased"
    );
    assert_eq!(
        vault.read(OTHER, |r| r.all::<Comment>()).expect("reads").len(),
        1,
        "the other survey is whole"
    );
    drop(vault);
    assert!(
        !crashed.path().join("registry.db.staged").exists(),
        "nothing is left to do"
    );

    // And as a crash just before it would leave it: nothing has happened.
    let early = tempfile::tempdir().expect("temporary folder");
    copy_folder(before.path(), early.path());
    std::fs::copy(
        folder(&dir).join("registry.db"),
        early.path().join("registry.db.staged"),
    )
    .expect("copies");
    let mut vault = Vault::open(early.path(), &passphrase(), &actor(6)).expect("opens");
    assert_eq!(
        vault.read(SURVEY, |r| r.all::<Comment>()).expect("reads").len(),
        1,
        "the survey is there"
    );
    drop(vault);
    assert!(
        !early.path().join("registry.db.staged").exists(),
        "the prepared registry is gone"
    );
}
