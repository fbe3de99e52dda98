//! Nothing readable on the disk, while the vault is open and after; cards, own keys, ledger, settings.

use crate::support::{SURVEY, actor, comment, comment_id, files, folder, open, refused, vault};
use junkai_core::evidence::Evidence;
use junkai_core::{BundleId, CardId, EvidenceId};
use junkai_store::{Card, CardState, Error, Export, OwnKeys};
use secrecy::{ExposeSecret, SecretString};
use uuid::Uuid;
use zeroize::Zeroizing;

const CANARY: &str = "CANARY-確認-4f1d9a";

/// Files of the vault in which `text` can be read, as UTF-8 or UTF-16.
fn leaks(dir: &tempfile::TempDir, text: &str) -> Vec<String> {
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let holds = |bytes: &[u8], needle: &[u8]| bytes.windows(needle.len()).any(|w| w == needle);
    let mut found = Vec::new();
    for file in files(&folder(dir)) {
        let bytes = std::fs::read(&file).expect("reads");
        if holds(&bytes, text.as_bytes()) || holds(&bytes, &wide) {
            found.push(file.to_string_lossy().into_owned());
        }
    }
    found
}

#[test]
fn what_is_recorded_can_be_read_in_no_file() {
    let (dir, mut vault, recovery) = vault();
    vault
        .survey_create(SURVEY, &format!("hospital {CANARY}"), &actor(1))
        .expect("makes a survey");
    let keys = OwnKeys {
        signing_seed: Zeroizing::new([0x42; 32]),
        age_identity: SecretString::from(format!("AGE-SECRET-KEY-{CANARY}")),
    };
    vault.set_own_keys(&keys, &actor(1)).expect("keeps the keys");
    vault
        .write(SURVEY, &actor(2), |w| {
            let meta = Evidence {
                name: CANARY.into(),
                media_type: "text/plain".into(),
                bytes: 0,
                sha256: String::new(),
                taken_on: None,
                note: None,
            };
            w.put(comment_id(1), &comment(CANARY), None, Some(CANARY))?;
            w.put_evidence(
                EvidenceId(Uuid::from_u128(1)),
                &meta,
                CANARY.repeat(30_000).as_bytes(),
            )
        })
        .expect("writes");
    let wal = files(&folder(&dir))
        .into_iter()
        .filter(|f| f.to_string_lossy().ends_with(".db-wal"));
    let logged: u64 = wal.map(|f| f.metadata().expect("is there").len()).sum();
    assert!(
        logged > 500_000,
        "the log beside the database holds the photo, so the search below means something"
    );
    assert_eq!(
        leaks(&dir, CANARY),
        Vec::<String>::new(),
        "while the vault is open"
    );
    vault.snapshot_now(SURVEY, &actor(3)).expect("takes one");
    vault.lock(&actor(4)).expect("locks");
    assert_eq!(
        leaks(&dir, CANARY),
        Vec::<String>::new(),
        "after locking, snapshots included"
    );
    for secret in [
        "SQLite format 3",
        "six words that nobody",
        recovery.printed().expose_secret(),
    ] {
        assert_eq!(
            leaks(&dir, secret),
            Vec::<String>::new(),
            "no plain database, passphrase or recovery key"
        );
    }
    let found = leaks(&dir, "junkai-vault");
    assert_eq!(
        found.len(),
        2,
        "the search does find what is readable: the magic in both headers"
    );
}

#[test]
fn cards_and_own_keys_are_kept() {
    let (dir, mut vault, _) = vault();
    assert!(vault.own_keys().expect("reads").is_none(), "none at first");
    let keys = OwnKeys {
        signing_seed: Zeroizing::new([7; 32]),
        age_identity: SecretString::from("AGE-SECRET-KEY-1"),
    };
    vault.set_own_keys(&keys, &actor(1)).expect("keeps the keys");
    let id = CardId(Uuid::from_u128(1));
    let mut card = Card {
        id,
        text: "{\"format\":\"junkai-card\"}".into(),
        fingerprint: "90215 44871".into(),
        state: CardState::Unverified,
        own: false,
    };
    vault.card_put(&card, &actor(2)).expect("keeps the card");
    vault
        .card_state(id, CardState::Verified, &actor(3))
        .expect("compared by voice");
    let unknown = vault.card_state(CardId(Uuid::from_u128(2)), CardState::Retired, &actor(4));
    assert!(
        matches!(refused(unknown, "no such card"), Error::UnknownCard),
        "nothing to change"
    );
    vault.lock(&actor(5)).expect("locks");
    let vault = open(&dir).expect("opens");
    card.state = CardState::Verified;
    assert_eq!(vault.cards().expect("lists"), [card], "the card with its state");
    let again = vault.own_keys().expect("reads").expect("are there");
    assert_eq!(*again.signing_seed, [7; 32], "the signing seed");
    assert_eq!(
        again.age_identity.expose_secret(),
        "AGE-SECRET-KEY-1",
        "the age identity"
    );
    let log: Vec<String> = vault
        .events()
        .expect("lists")
        .into_iter()
        .map(|e| e.action)
        .collect();
    assert_eq!(
        log,
        ["create", "own_keys", "card", "card", "lock", "unlock"],
        "a refused change leaves no entry"
    );
}

#[test]
fn the_ledger_counts_bundles_and_a_number_is_not_used_twice() {
    let (_dir, mut vault) = crate::support::with_survey();
    let export = |seq: Option<u64>| Export {
        survey: SURVEY,
        seq,
        at: actor(2).at,
        kind: if seq.is_some() {
            "bundle".into()
        } else {
            "plain".into()
        },
        bundle: seq.map(|n| BundleId(Uuid::from_u128(n.into()))),
        sha256: "ab".repeat(32),
        size: 12,
        recipients: vec!["90215".into()],
        purpose: "interim".into(),
    };
    assert_eq!(vault.next_bundle_seq(SURVEY).expect("reads"), 1, "the first");
    for entry in [export(Some(1)), export(None), export(Some(2))] {
        vault.export_add(&entry, &actor(3)).expect("into the ledger");
    }
    assert_eq!(
        vault.next_bundle_seq(SURVEY).expect("reads"),
        3,
        "plain exports do not count"
    );
    assert!(
        vault.export_add(&export(Some(2)), &actor(4)).is_err(),
        "the same number twice"
    );
    let kept = vault.exports(SURVEY).expect("lists");
    assert_eq!(
        kept,
        [export(Some(1)), export(None), export(Some(2))],
        "in order, whole"
    );
}

#[test]
fn settings_are_kept() {
    let (dir, mut vault, _) = vault();
    assert_eq!(vault.setting("surveyor").expect("reads"), None, "none at first");
    vault.set_setting("surveyor", "S1").expect("sets");
    vault.set_setting("surveyor", "S2").expect("sets again");
    drop(vault);
    let kept = open(&dir).expect("opens").setting("surveyor").expect("reads");
    assert_eq!(
        kept.as_deref(),
        Some("S2"),
        "the last one holds, even without an orderly lock"
    );
}

#[test]
fn keys_and_passphrases_show_in_no_debug_text() {
    let shown = format!("{:?}", crate::support::passphrase());
    assert!(
        !shown.contains("words"),
        "the passphrase type hides its content: {shown}"
    );
}
