//! Taking back and making again: nothing newer is lost, the log only grows, and it holds afterwards.

use crate::support::{SURVEY, actor, comment, comment_id, open, refused, say, with_survey};
use junkai_core::review::Comment;
use junkai_core::{Moment, RecordKind};
use junkai_store::{Action, Error, LogFilter, Mark, Vault};
use serde_json::{Value, json};

/// Changes fields of comment `n`, whatever its revision.
fn change(vault: &mut Vault, n: u128, fields: Value, seconds: i64) {
    vault
        .write(SURVEY, &actor(seconds), |w| {
            let id = comment_id(n).0;
            let kept = w.get_raw(RecordKind::Comment, id)?.expect("is there");
            let mut record = kept.record;
            let all = record.as_object_mut().expect("an object");
            all.extend(fields.as_object().expect("an object").clone());
            all.retain(|_, v| !v.is_null());
            w.put_raw(RecordKind::Comment, id, &record, Some(kept.rev), None)
        })
        .expect("changes the comment");
}

fn texts(vault: &mut Vault) -> Vec<String> {
    vault
        .read(SURVEY, |r| r.all::<Comment>())
        .expect("reads")
        .into_iter()
        .map(|c| c.record.text)
        .collect()
}

fn size(vault: &mut Vault) -> u64 {
    vault.read(SURVEY, |r| r.chain()).expect("reads").size
}

fn sound(vault: &mut Vault) {
    let report = vault.audit_verify().expect("verifies");
    assert!(report.is_sound(), "the log still holds: {report:?}");
}

#[test]
fn steps_are_taken_back_newest_first_and_made_again_in_their_order() {
    let (_dir, mut vault) = with_survey();
    say(&mut vault, 1, "one", 2);
    change(&mut vault, 1, json!({"text": "two"}), 3);
    vault
        .write(SURVEY, &actor(4), |w| w.remove::<Comment>(comment_id(1), 2, None))
        .expect("removes");
    let forms: [&[&str]; 4] = [&[], &["one"], &["two"], &[]];
    for form in [forms[2], forms[1], forms[0]] {
        vault.undo(SURVEY, None, &actor(5)).expect("takes back");
        assert_eq!(texts(&mut vault), form, "one step back");
    }
    assert!(
        matches!(
            refused(vault.undo(SURVEY, None, &actor(5)), "at the beginning"),
            Error::NoStep
        ),
        "nothing more to take back"
    );
    for form in [forms[1], forms[2], forms[3]] {
        vault.redo(SURVEY, &actor(6)).expect("makes again");
        assert_eq!(texts(&mut vault), form, "one step on");
    }
    assert!(
        matches!(
            refused(vault.redo(SURVEY, &actor(6)), "at the end"),
            Error::NoStep
        ),
        "nothing more to make again"
    );
    let log = vault.read(SURVEY, |r| r.changes(..)).expect("reads");
    let marks: Vec<_> = log.iter().filter_map(|c| c.mark()).collect();
    let expected = [3, 2, 1]
        .map(Mark::Undo)
        .into_iter()
        .chain([1, 2, 3].map(Mark::Redo));
    assert_eq!(
        marks,
        expected.collect::<Vec<_>>(),
        "each entry says what it is about"
    );
    assert_eq!(log.len(), 9, "nothing was taken out of the log");
    sound(&mut vault);
}

#[test]
fn what_one_call_wrote_is_one_step() {
    let (_dir, mut vault) = with_survey();
    vault
        .write(SURVEY, &actor(2), |w| {
            for n in 1..=3 {
                w.put(comment_id(n), &comment("many"), None, None)?;
            }
            Ok(())
        })
        .expect("writes");
    let (next, none) = vault.next_steps(SURVEY).expect("reads");
    let next = next.expect("a step");
    assert_eq!((next.first.seq, next.entries), (1, 3), "all three");
    assert_eq!(next.kinds, [RecordKind::Comment], "of one kind");
    assert_eq!(none, None, "nothing was taken back yet");
    vault
        .undo(SURVEY, Some(2), &actor(3))
        .expect("any entry of it names it");
    assert!(texts(&mut vault).is_empty(), "all are gone");
    sound(&mut vault);
}

#[test]
fn a_field_written_over_since_is_refused_and_another_field_is_not() {
    let (_dir, mut vault) = with_survey();
    say(&mut vault, 1, "one", 2);
    change(&mut vault, 1, json!({"text": "two"}), 3);
    change(&mut vault, 1, json!({"text": "three"}), 4);
    change(&mut vault, 1, json!({"place": "p. 3"}), 5);
    let before = size(&mut vault);
    let overwritten = refused(vault.undo(SURVEY, Some(2), &actor(6)), "written over");
    assert!(
        matches!(overwritten, Error::Conflict { rev: 4 }),
        "got {overwritten}"
    );
    let created = refused(vault.undo(SURVEY, Some(1), &actor(6)), "changed since");
    assert!(matches!(created, Error::Conflict { .. }), "got {created}");
    assert_eq!(size(&mut vault), before, "nothing was written");
    vault
        .undo(SURVEY, Some(3), &actor(7))
        .expect("only another field is newer");
    let kept = vault.read(SURVEY, |r| r.all::<Comment>()).expect("reads");
    assert_eq!(kept[0].record.text, "two", "taken back");
    assert_eq!(
        kept[0].record.place.as_deref(),
        Some("p. 3"),
        "the newer field stays"
    );
    sound(&mut vault);
}

#[test]
fn a_newest_step_that_cannot_be_taken_back_gives_way() {
    let (_dir, mut vault) = with_survey();
    say(&mut vault, 1, "one", 2);
    say(&mut vault, 2, "other", 3);
    // What came in from outside is no step, and stands in the way of the one below.
    vault
        .write(SURVEY, &actor(4), |w| {
            w.note(Action::Import, Vec::new(), None)?;
            w.put(comment_id(2), &comment("theirs"), Some(1), None)
        })
        .expect("imports");
    let (next, _) = vault.next_steps(SURVEY).expect("reads");
    assert_eq!(next.expect("a step").first.seq, 2, "what came in is no step");
    let stuck = refused(vault.undo(SURVEY, None, &actor(5)), "written over");
    assert!(matches!(stuck, Error::Conflict { rev: 2 }), "got {stuck}");
    assert_eq!(texts(&mut vault), ["one", "theirs"], "nothing changed");
    vault.undo(SURVEY, None, &actor(6)).expect("the one below");
    assert_eq!(texts(&mut vault), ["theirs"], "is reached");
    sound(&mut vault);
}

#[test]
fn a_new_change_ends_what_could_be_made_again_and_the_session_ends_all() {
    let (dir, mut vault) = with_survey();
    say(&mut vault, 1, "one", 2);
    vault.undo(SURVEY, None, &actor(3)).expect("takes back");
    say(&mut vault, 2, "new", 4);
    assert!(
        matches!(
            refused(vault.redo(SURVEY, &actor(5)), "a new change"),
            Error::NoStep
        ),
        "the branch is gone"
    );
    vault.lock(&actor(6)).expect("locks");
    let mut vault = open(&dir).expect("opens");
    assert_eq!(
        vault.next_steps(SURVEY).expect("reads"),
        (None, None),
        "a session begins without steps"
    );
}

#[test]
fn putting_a_snapshot_back_ends_all_steps() {
    let (_dir, mut vault) = with_survey();
    say(&mut vault, 1, "one", 2);
    let snapshot = vault.snapshot_now(SURVEY, &actor(3)).expect("takes one");
    say(&mut vault, 2, "two", 4);
    vault
        .restore_snapshot(SURVEY, &snapshot.name, &actor(5))
        .expect("puts it back");
    let gone = refused(vault.undo(SURVEY, None, &actor(6)), "its entries are gone");
    assert!(matches!(gone, Error::NoStep), "got {gone}");
}

#[test]
fn the_log_is_read_in_pages_and_by_what_it_is_about() {
    let (_dir, mut vault) = with_survey();
    for n in 1..=6 {
        say(&mut vault, n, "c", i64::try_from(n).expect("small") * 10);
    }
    change(&mut vault, 2, json!({"text": "d"}), 70);
    let mut check = |filter: LogFilter, expected: &[u64], why: &str| {
        let found = vault.read(SURVEY, |r| r.log(&filter)).expect("reads");
        assert_eq!(found.iter().map(|c| c.seq).collect::<Vec<_>>(), expected, "{why}");
    };
    let all = LogFilter::default;
    let at = |seconds: i64| -> Option<Moment> { Some(actor(seconds).at) };
    check(all(), &[1, 2, 3, 4, 5, 6, 7], "everything");
    check(
        LogFilter {
            limit: Some(2),
            ..all()
        },
        &[6, 7],
        "the newest",
    );
    check(
        LogFilter {
            limit: Some(2),
            before: Some(6),
            ..all()
        },
        &[4, 5],
        "the page before",
    );
    check(
        LogFilter {
            id: Some(comment_id(2).0),
            ..all()
        },
        &[2, 7],
        "one record",
    );
    check(
        LogFilter {
            kind: Some(RecordKind::Asset),
            ..all()
        },
        &[],
        "another kind",
    );
    check(
        LogFilter {
            kind: Some(RecordKind::Comment),
            limit: Some(1),
            ..all()
        },
        &[7],
        "newest of a kind",
    );
    check(
        LogFilter {
            since: at(30),
            until: at(50),
            ..all()
        },
        &[3, 4],
        "a span, its end left out",
    );
}
