//! The office's own checklists: a draft changes, a released version never does, and the log tells of both.

use crate::support::{actor, folder, open, refused, vault};
use junkai_store::{ChecklistState, Error, OwnChecklist, Vault};
use serde_json::json;

const TEXT: &str = "id = \"own\"\n";
/// SHA-256 of `TEXT`, computed apart from this program.
const SHA256: &str = "ea43f61bc1e4d9a6ecdee8f4b2433c090e047fdfd3532fe1357599dc8639a622";

fn only(vault: &Vault) -> OwnChecklist {
    let mut lists = vault.checklists().expect("lists");
    assert_eq!(lists.len(), 1, "one list: {lists:?}");
    lists.remove(0)
}

#[test]
fn a_draft_can_be_written_anew_until_it_is_released() {
    let (dir, mut vault, _) = vault();
    vault
        .checklist_put("own", "1", "first", &actor(1))
        .expect("a draft");
    let draft = vault.checklist_put("own", "1", TEXT, &actor(2)).expect("again");
    let expected = OwnChecklist {
        id: "own".into(),
        version: "1".into(),
        text: TEXT.into(),
        state: ChecklistState::Draft,
        signer: None,
        sha256: SHA256.into(),
        added: actor(2).at,
    };
    assert_eq!(
        (&draft, &only(&vault)),
        (&expected, &expected),
        "the later text stands"
    );
    vault.checklist_release("own", "1", &actor(3)).expect("releases");
    let released = OwnChecklist {
        state: ChecklistState::Released,
        ..expected
    };
    assert_eq!(only(&vault), released, "text and hash are those of the draft");
    vault.lock(&actor(4)).expect("locks");
    assert_eq!(
        only(&open(&dir).expect("opens")),
        released,
        "and it is on the disk"
    );
}

#[test]
fn what_was_released_neither_changes_nor_goes() {
    let (_dir, mut vault, _) = vault();
    vault.checklist_put("own", "1", TEXT, &actor(1)).expect("a draft");
    vault.checklist_release("own", "1", &actor(2)).expect("releases");
    let (kept, entries) = (only(&vault), vault.events().expect("lists").len());
    let check = |result: junkai_store::Result<()>, why: &str| {
        let error = refused(result, why);
        assert!(matches!(error, Error::ChecklistReleased), "{why}: got {error}");
    };
    check(
        vault.checklist_put("own", "1", TEXT, &actor(3)).map(drop),
        "the same text",
    );
    check(
        vault.checklist_put("own", "1", "x", &actor(3)).map(drop),
        "another text",
    );
    check(
        vault.checklist_release("own", "1", &actor(3)).map(drop),
        "a second release",
    );
    check(vault.checklist_remove("own", "1", &actor(3)), "removing");
    assert_eq!(only(&vault), kept, "it stays as it was");
    assert_eq!(
        vault.events().expect("lists").len(),
        entries,
        "nothing was done, so nothing is logged"
    );
    vault
        .checklist_put("own", "2", "x", &actor(3))
        .expect("another version is free");
}

#[test]
fn only_drafts_that_are_there_are_released_or_removed() {
    let (_dir, mut vault, _) = vault();
    vault.checklist_put("own", "1", TEXT, &actor(1)).expect("a draft");
    for (id, version) in [("own", "2"), ("other", "1"), ("", "")] {
        let released = refused(vault.checklist_release(id, version, &actor(2)), "no such list");
        assert!(matches!(released, Error::UnknownChecklist), "got {released}");
        let removed = refused(vault.checklist_remove(id, version, &actor(2)), "no such list");
        assert!(matches!(removed, Error::UnknownChecklist), "got {removed}");
    }
    vault
        .checklist_remove("own", "1", &actor(2))
        .expect("the draft goes");
    assert!(vault.checklists().expect("lists").is_empty(), "it is gone");
}

#[test]
fn a_list_from_outside_is_taken_once_and_never_over_another() {
    let (_dir, mut vault, _) = vault();
    let taken = vault
        .checklist_take("theirs", "1", TEXT, "90215", &actor(1))
        .expect("takes it");
    assert_eq!(taken.state, ChecklistState::Released, "it comes as released");
    assert_eq!(taken.signer.as_deref(), Some("90215"), "by whom is kept");
    let entries = vault.events().expect("lists").len();
    let again = vault
        .checklist_take("theirs", "1", TEXT, "11111", &actor(2))
        .expect("the same text");
    assert_eq!(again, taken, "nothing changes, not even by whom");
    let other = refused(
        vault.checklist_take("theirs", "1", "x", "90215", &actor(2)),
        "another text",
    );
    assert!(matches!(other, Error::ChecklistDiffers), "got {other}");
    assert_eq!(
        vault.events().expect("lists").len(),
        entries,
        "and nothing is logged"
    );

    vault
        .checklist_put("own", "1", "mine", &actor(3))
        .expect("a draft");
    let over = refused(
        vault.checklist_take("own", "1", TEXT, "90215", &actor(3)),
        "over a draft",
    );
    assert!(
        matches!(over, Error::ChecklistDiffers),
        "a draft is somebody's work: got {over}"
    );
    vault
        .checklist_take("own", "1", "mine", "90215", &actor(3))
        .expect("the draft's own text");
    let lists = vault.checklists().expect("lists");
    assert_eq!(
        (lists[0].state, lists[0].signer.as_deref()),
        (ChecklistState::Released, Some("90215")),
        "a draft with the same text is released by it"
    );
}

#[test]
fn the_vaults_log_holds_ids_hashes_and_states_only() {
    let (_dir, mut vault, _) = vault();
    let before = vault.events().expect("lists").len();
    vault.checklist_put("own", "1", TEXT, &actor(1)).expect("a draft");
    vault.checklist_release("own", "1", &actor(2)).expect("releases");
    vault.checklist_put("own", "2", TEXT, &actor(3)).expect("a draft");
    vault.checklist_remove("own", "2", &actor(4)).expect("removes");
    vault
        .checklist_take("theirs", "1", TEXT, "90215", &actor(5))
        .expect("takes");
    let events = vault.events().expect("lists").split_off(before);
    let told: Vec<_> = events
        .into_iter()
        .map(|e| (e.action, e.object, e.detail))
        .collect();
    let entry = |object: &str, detail| ("checklist".to_string(), object.to_string(), detail);
    assert_eq!(
        told,
        [
            entry("own/1", json!({"sha256": SHA256, "state": "draft"})),
            entry("own/1", json!({"sha256": SHA256, "state": "released"})),
            entry("own/2", json!({"sha256": SHA256, "state": "draft"})),
            entry("own/2", json!({"sha256": SHA256, "state": "removed"})),
            entry(
                "theirs/1",
                json!({"sha256": SHA256, "state": "released", "signer": "90215"})
            ),
        ],
        "what was done to what"
    );
    assert!(
        vault.audit_verify().expect("verifies").is_sound(),
        "and the chain holds"
    );
}

#[test]
fn no_text_of_a_checklist_is_readable_on_the_disk() {
    let (dir, mut vault, _) = vault();
    let secret = "a question that only this office asks";
    vault
        .checklist_put("own", "1", secret, &actor(1))
        .expect("a draft");
    vault.lock(&actor(2)).expect("locks");
    for file in crate::support::files(&folder(&dir)) {
        let bytes = std::fs::read(&file).expect("reads");
        let found = bytes.windows(secret.len()).any(|w| w == secret.as_bytes());
        assert!(!found, "{} shows it", file.display());
    }
}
