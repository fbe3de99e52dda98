//! Sealing onto disks that fill up, fail or lie. These need the seam between sealing and its file.

use super::*;
use crate::card::CardDraft;
use crate::manifest::{Kind, Program};
use junkai_core::{BundleId, CardId};
use std::cell::Cell;
use std::fs;

struct Office {
    key: SigningKey,
    card: Card,
}

fn office() -> Office {
    let key = SigningKey::from_bytes(&[1; 32]);
    let day = |text: &str| text.parse().expect("a day");
    let draft = CardDraft {
        id: CardId(Default::default()),
        org: "firm-031".to_owned(),
        name: "Firm".to_owned(),
        age: vec![Identity::generate().recipient()],
        valid_from: day("2026-04-01"),
        valid_to: day("2027-03-31"),
        prev_card_sha256: None,
    };
    let card = Card::sign(draft, &key).expect("a proper card");
    Office { key, card }
}

fn draft() -> Draft {
    Draft {
        bundle_id: BundleId(Default::default()),
        kind: Kind::Interim,
        survey_id: None,
        revision: None,
        seq: 1,
        prev_bundle_sha256: None,
        created_at: "2026-11-21T00:00:00Z".parse().expect("a moment"),
        app: Program {
            version: "0".to_owned(),
            commit: None,
        },
        schema_version: 1,
        marking: "secret".to_owned(),
        purpose: "test".to_owned(),
        counts: Default::default(),
        audit_checkpoint: None,
    }
}

/// Seals over an old file by `route` and asserts that only the old file is there afterwards.
fn failure(route: Route<'_>) -> Error {
    let office = office();
    let folder = tempfile::tempdir().expect("a temporary folder");
    let target = folder.path().join("x.junkai");
    fs::write(&target, "age-encryption.org/v1\nthe old bundle").expect("written");
    let content = vec![7; 1 << 20];
    let records = Bytes {
        name: name::RECORDS.to_owned(),
        media_type: "application/x-ndjson".to_owned(),
        content,
    };
    let entries: Vec<Box<dyn Source>> = vec![Box::new(records)];
    let recipients = [KnownCard {
        card: office.card.clone(),
        state: CardState::Verified,
    }];
    let request = SealRequest {
        draft: draft(),
        entries: &entries,
        sender: &office.card,
        signing_key: &office.key,
        recipients: &recipients,
        target: &target,
        progress: &mut |_| ControlFlow::Continue(()),
    };
    let error = seal_through(request, route).expect_err("sealing was meant to fail");
    assert_eq!(
        fs::read_to_string(&target).expect("still there"),
        "age-encryption.org/v1\nthe old bundle",
        "the old file stays"
    );
    assert_eq!(
        fs::read_dir(folder.path()).expect("readable").count(),
        1,
        "nothing is left beside it"
    );
    error
}

/// A disk that fails after `left` bytes.
struct Failing<'f> {
    file: &'f File,
    left: usize,
    kind: io::ErrorKind,
}

impl Write for Failing<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.left == 0 {
            return Err(self.kind.into());
        }
        let count = self.file.write(&bytes[..bytes.len().min(self.left)])?;
        self.left -= count;
        Ok(count)
    }
    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

#[test]
fn a_full_disk_is_told_apart_at_any_byte() {
    for left in [0, 1, 100, 70_000, 300_000, 1 << 20] {
        for kind in [io::ErrorKind::StorageFull, io::ErrorKind::QuotaExceeded] {
            let error = failure(&|file| Box::new(Failing { file, left, kind }));
            assert!(
                matches!(error, Error::DiskFull),
                "{kind} after {left} bytes: {error:?}"
            );
        }
    }
}

#[test]
fn other_failures_of_the_disk() {
    let fail = |kind| {
        failure(&|file| {
            Box::new(Failing {
                file,
                left: 70_000,
                kind,
            })
        })
    };
    let error = fail(io::ErrorKind::ReadOnlyFilesystem);
    assert!(
        matches!(error, Error::ReadOnly),
        "a stick that went read-only: {error:?}"
    );
    let error = fail(io::ErrorKind::PermissionDenied);
    assert!(
        matches!(error, Error::ReadOnly),
        "a folder without permission: {error:?}"
    );
    let error = fail(io::ErrorKind::NotFound);
    assert!(
        matches!(error, Error::FolderGone),
        "a stick that was pulled: {error:?}"
    );
    let error = fail(io::ErrorKind::FileTooLarge);
    assert!(
        matches!(error, Error::TooLarge { .. }),
        "FAT32 ends at 4 GiB: {error:?}"
    );
    let error = fail(io::ErrorKind::Other);
    assert!(matches!(error, Error::Io(_)), "anything else: {error:?}");
}

/// A disk that says yes and writes something else.
struct Lying<'f> {
    file: &'f File,
    at: usize,
    seen: Cell<usize>,
    mode: Lie,
}

#[derive(Clone, Copy)]
enum Lie {
    Flip,
    Drop,
}

impl Write for Lying<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let start = self.seen.replace(self.seen.get() + bytes.len());
        let mut written = bytes.to_vec();
        if let Some(at) = self.at.checked_sub(start).filter(|at| *at < bytes.len()) {
            match self.mode {
                Lie::Flip => written[at] ^= 1,
                Lie::Drop => drop(written.remove(at)),
            }
        }
        self.file.write_all(&written)?;
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

#[test]
fn what_cannot_be_read_back_is_never_kept() {
    for mode in [Lie::Flip, Lie::Drop] {
        for at in [0, 30, 500, 2_000, 100_000, 1 << 20] {
            let error = failure(&|file| {
                Box::new(Lying {
                    file,
                    at,
                    seen: Cell::new(0),
                    mode,
                })
            });
            assert!(
                matches!(error, Error::ReadBack(_)),
                "byte {at} differs on the disk: {error:?}"
            );
        }
    }
}

/// A photo whose stored hash is not that of its bytes.
struct Misfiled;

impl Source for Misfiled {
    fn name(&self) -> &str {
        name::RECORDS
    }
    fn media_type(&self) -> &str {
        "application/x-ndjson"
    }
    fn open(&self) -> io::Result<Box<dyn Read + '_>> {
        Ok(Box::new(&b"altered"[..]))
    }
    fn known(&self) -> Option<(u64, Digest)> {
        Some((7, Digest::of(b"stored!")))
    }
}

#[test]
fn a_source_whose_known_hash_is_wrong_gives_no_bundle() {
    let office = office();
    let folder = tempfile::tempdir().expect("a temporary folder");
    let target = folder.path().join("x.junkai");
    let entries: Vec<Box<dyn Source>> = vec![Box::new(Misfiled)];
    let request = SealRequest {
        draft: draft(),
        entries: &entries,
        sender: &office.card,
        signing_key: &office.key,
        recipients: &[KnownCard {
            card: office.card.clone(),
            state: CardState::Verified,
        }],
        target: &target,
        progress: &mut |_| ControlFlow::Continue(()),
    };
    let error = seal(request).expect_err("reading back finds the difference");
    assert!(matches!(error, Error::ReadBack(_)), "and says so: {error:?}");
    assert_eq!(
        fs::read_dir(folder.path()).expect("readable").count(),
        0,
        "nothing is left in the folder"
    );
}
