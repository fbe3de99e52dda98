//! Sealing fails closed: for nobody unverified, into nothing half-written, over nothing that it cannot replace.

use crate::support::*;
use junkai_bundle::*;
use std::cell::Cell;
use std::fs;
use std::io::{self, Read};
use std::ops::ControlFlow;
use std::path::Path;

fn names_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("readable");
    let mut names: Vec<String> = entries
        .map(|entry| {
            entry
                .expect("readable")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    names.sort();
    names
}

/// Seals over an old file and asserts that a failure leaves it, and nothing else, in the folder.
fn failure(run: impl FnOnce(&Path) -> Result<Sealed>) -> Error {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let target = folder.path().join("x.junkai");
    fs::write(&target, "age-encryption.org/v1\nthe old bundle").expect("written");
    let error = run(&target).expect_err("sealing was meant to fail");
    assert_eq!(
        fs::read_to_string(&target).expect("still there"),
        "age-encryption.org/v1\nthe old bundle",
        "the old file stays"
    );
    assert_eq!(names_in(folder.path()), ["x.junkai"], "nothing is left beside it");
    error
}

#[test]
fn a_success_replaces_the_old_file_and_leaves_nothing_beside_it() {
    let (from, to) = pair();
    let folder = tempfile::tempdir().expect("a temporary folder");
    let target = folder.path().join("x.junkai");
    fs::write(&target, "age-encryption.org/v1\nthe old bundle").expect("written");
    let made = seal_to(&target, &small_files(), &from, &[to.verified()]).expect("sealed");
    let bytes = fs::read(&target).expect("there");
    assert_eq!(made.sha256, Digest::of(&bytes), "the digest is that of the file");
    assert_eq!(made.bytes, bytes.len() as u64, "the size is that of the file");
    assert_eq!(made.path, target, "it is where it was to be");
    assert_eq!(names_in(folder.path()), ["x.junkai"], "nothing is left beside it");
    assert!(
        !bytes.windows(6).any(|six| six == b"survey"),
        "nothing of the content is readable"
    );
}

#[test]
fn nobody_verified_nothing_sealed() {
    let (from, to) = pair();
    let other = office("client", 3);
    let seal_for = |cards: &[KnownCard]| failure(|target| seal_to(target, &small_files(), &from, cards));
    assert_refused!(seal_for(&[]), Error::NoVerifiedRecipient, "nobody");
    assert_refused!(
        seal_for(&[to.known(CardState::Unverified)]),
        Error::NoVerifiedRecipient,
        "unverified"
    );
    assert_refused!(
        seal_for(&[to.known(CardState::Retired)]),
        Error::NoVerifiedRecipient,
        "retired"
    );
    let mixed = seal_for(&[to.verified(), other.known(CardState::Unverified)]);
    assert_refused!(mixed, Error::RecipientNotVerified, "one of two unverified");
    let mixed = seal_for(&[other.known(CardState::Retired), to.verified()]);
    assert_refused!(mixed, Error::RecipientNotVerified, "one of two retired");
}

#[test]
fn cards_must_be_valid_on_the_day() {
    let (from, to) = pair();
    let key = SigningKey::from_bytes(&[3; 32]);
    let mut old = card_draft("old", 3, vec![Identity::generate().recipient()]);
    old.valid_to = day("2026-11-20");
    let card = Card::sign(old, &key).expect("a proper card");
    let known = KnownCard {
        card: card.clone(),
        state: CardState::Verified,
    };
    let error = failure(|target| seal_to(target, &small_files(), &from, &[to.verified(), known]));
    assert_refused!(error, Error::CardExpired, "a recipient's card ended yesterday");
    let expired = Office {
        identity: Identity::generate(),
        key,
        card,
    };
    let error = failure(|target| seal_to(target, &small_files(), &expired, &[to.verified()]));
    assert_refused!(error, Error::CardExpired, "the sender's own card ended yesterday");
}

#[test]
fn the_key_must_be_the_one_on_the_card() {
    let (mut from, to) = pair();
    from.key = SigningKey::from_bytes(&[77; 32]);
    let error = failure(|target| seal_to(target, &small_files(), &from, &[to.verified()]));
    assert_refused!(error, Error::KeyNotOnCard, "nobody could verify it");
}

#[test]
fn entries_must_have_the_names_of_the_format() {
    let (from, to) = pair();
    let seal_files = |change: &dyn Fn(&mut Files)| {
        let mut files = small_files();
        change(&mut files);
        failure(|target| seal_to(target, &files, &from, &[to.verified()]))
    };
    assert_refused!(
        seal_files(&|files| files[1].0 = "../evil".into()),
        Error::EntryPath,
        "a path"
    );
    assert_refused!(
        seal_files(&|files| files[1].0 = name::MANIFEST.into()),
        Error::EntryPath,
        "a second manifest"
    );
    assert_refused!(
        seal_files(&|files| files[2].0 = files[1].0.clone()),
        Error::EntryDuplicate { .. },
        "twice"
    );
    assert_refused!(
        seal_files(&|files| drop(files.remove(0))),
        Error::EntryMissing { .. },
        "no records"
    );
    assert_refused!(
        seal_files(&|files| drop(files.remove(3))),
        Error::EntryMissing { .. },
        "a gap in the photos"
    );
    assert_refused!(
        seal_files(&|files| files.clear()),
        Error::EntryMissing { .. },
        "nothing at all"
    );
}

#[test]
fn entries_may_come_in_any_order() {
    let (from, to) = pair();
    let mut files = small_files();
    files.reverse();
    let bytes = sealed(&files, &from, &to);
    let opened = open_bytes(&bytes, &to, &from).expect("a proper bundle");
    let names: Vec<_> = opened
        .manifest()
        .entries
        .iter()
        .map(|entry| entry.name.clone())
        .collect();
    let expected: Vec<_> = small_files().into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, expected, "they are put in the order of the format");
}

#[test]
fn words_must_be_plain() {
    let (from, to) = pair();
    let entries = sources(&small_files());
    for change in [
        |draft: &mut Draft| draft.marking = String::new(),
        |draft: &mut Draft| draft.purpose = "a\nb".to_owned(),
        |draft: &mut Draft| draft.counts = [("\u{202e}".to_owned(), 1)].into(),
    ] {
        let mut draft = draft();
        change(&mut draft);
        let error = failure(|target| {
            let (sender, signing_key) = (&from.card, &from.key);
            let recipients = &[to.verified()];
            let progress = &mut go_on;
            seal(SealRequest {
                draft,
                entries: &entries,
                sender,
                signing_key,
                recipients,
                target,
                progress,
            })
        });
        assert_refused!(
            error,
            Error::ManifestInvalid { .. },
            "what a reader would refuse is not sealed"
        );
    }
}

#[test]
fn folders_that_cannot_be_written_to() {
    let (from, to) = pair();
    let folder = tempfile::tempdir().expect("a temporary folder");
    let seal_into = |target: &Path| {
        seal_to(target, &small_files(), &from, &[to.verified()]).expect_err("sealing was meant to fail")
    };
    assert_refused!(
        seal_into(&folder.path().join("gone").join("x.junkai")),
        Error::FolderGone,
        "no such folder"
    );
    let file = folder.path().join("file");
    fs::write(&file, "mine").expect("written");
    assert_refused!(
        seal_into(&file.join("x.junkai")),
        Error::FolderGone,
        "a file in the place of the folder"
    );
    assert_refused!(
        seal_into(folder.path()),
        Error::TargetExists,
        "a folder in the place of the file"
    );
    assert_eq!(names_in(folder.path()), ["file"], "nothing was left anywhere");
}

/// A source of which the second reading differs from the first.
struct Moody {
    openings: Cell<usize>,
    contents: [io::Result<&'static [u8]>; 2],
}

impl Source for Moody {
    fn name(&self) -> &str {
        "evidence/000001"
    }
    fn media_type(&self) -> &str {
        "image/jpeg"
    }
    fn open(&self) -> io::Result<Box<dyn Read + '_>> {
        let nth = self.openings.replace(self.openings.get() + 1);
        match &self.contents[nth.min(1)] {
            Ok(content) => Ok(Box::new(*content)),
            Err(error) => Err(io::Error::new(error.kind(), "the photo is gone")),
        }
    }
}

fn seal_moody(contents: [io::Result<&'static [u8]>; 2]) -> Error {
    let (from, to) = pair();
    let records = Bytes {
        name: name::RECORDS.into(),
        media_type: "application/x-ndjson".into(),
        content: Vec::new(),
    };
    let entries: Vec<Box<dyn Source>> = vec![
        Box::new(records),
        Box::new(Moody {
            openings: Cell::new(0),
            contents,
        }),
    ];
    failure(|target| {
        seal(SealRequest {
            draft: draft(),
            entries: &entries,
            sender: &from.card,
            signing_key: &from.key,
            recipients: &[to.verified()],
            target,
            progress: &mut go_on,
        })
    })
}

#[test]
fn entries_that_change_or_vanish_while_they_are_sealed() {
    let gone = || Err(io::Error::from(io::ErrorKind::NotFound));
    assert_refused!(
        seal_moody([gone(), Ok(b"")]),
        Error::SourceRead(_),
        "not there when hashed"
    );
    assert_refused!(
        seal_moody([Ok(b"a"), gone()]),
        Error::SourceRead(_),
        "not there when written"
    );
    assert_refused!(
        seal_moody([Ok(b"abc"), Ok(b"abcd")]),
        Error::SourceChanged { .. },
        "it grew"
    );
    assert_refused!(
        seal_moody([Ok(b"abc"), Ok(b"ab")]),
        Error::SourceChanged { .. },
        "it shrank"
    );
    let error = seal_moody([Ok(b"abc"), Ok(b"abd")]);
    let Error::ReadBack(cause) = error else {
        panic!("a change of content is found on reading back: {error:?}")
    };
    assert_refused!(
        *cause,
        Error::EntryMismatch { .. },
        "it changed without changing its size"
    );
}

#[test]
fn progress_runs_through_three_steps_and_can_stop_each() {
    let (from, to) = pair();
    let files = small_files();
    let total: u64 = files.iter().map(|(_, content)| content.len() as u64).sum();
    let entries = sources(&files);
    let run = |target: &Path, progress: OnProgress<'_>| {
        seal(SealRequest {
            draft: draft(),
            entries: &entries,
            sender: &from.card,
            signing_key: &from.key,
            recipients: &[to.verified()],
            target,
            progress,
        })
    };
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut seen: Vec<Progress> = Vec::new();
    let watch = &mut |progress| {
        seen.push(progress);
        ControlFlow::Continue(())
    };
    run(&folder.path().join("x.junkai"), watch).expect("sealed");
    assert!(
        seen.is_sorted_by_key(|progress| (progress.step, progress.done)),
        "it never goes back"
    );
    for step in [Step::Hashing, Step::Writing, Step::Verifying] {
        let last = seen
            .iter()
            .rfind(|progress| progress.step == step)
            .expect("each step tells");
        assert_eq!(last.done, total, "{step:?} goes through every byte");
        let stop = &mut |progress: Progress| {
            if progress.step == step {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        };
        assert_refused!(
            failure(|target| run(target, stop)),
            Error::Cancelled,
            format!("stopped in {step:?}")
        );
    }
}
