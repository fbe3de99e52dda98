//! What is sealed comes out again, for those whom it is for and after everything was verified.

use crate::support::*;
use junkai_bundle::*;
use std::fs;

fn contents(opened: &mut Opened<'_, impl std::io::Read + std::io::Seek>) -> Files {
    let mut files = Files::new();
    opened
        .take_over(|entry, bytes| {
            files.push((entry.name.clone(), bytes.to_vec()));
            Ok::<(), std::convert::Infallible>(())
        })
        .expect("a verified bundle is handed over");
    files
}

#[test]
fn every_entry_comes_out_as_it_went_in() {
    let (from, to) = pair();
    let files = small_files();
    let bytes = sealed(&files, &from, &to);
    let mut opened = open_bytes(&bytes, &to, &from).expect("a proper bundle opens");
    assert_eq!(
        contents(&mut opened),
        files,
        "names, order and content are those that were sealed"
    );
    assert_eq!(contents(&mut opened), files, "and may be taken twice");
    assert_eq!(
        opened.sha256(),
        Digest::of(&bytes),
        "the digest is that of the file"
    );
    assert_eq!(opened.bytes(), bytes.len() as u64, "the size is that of the file");
    let manifest = opened.manifest();
    assert_eq!(manifest.marking, "秘密", "the marking travels");
    assert_eq!(manifest.counts["asset"], 120, "the counts travel");
    assert_eq!(
        manifest.sender.key_fingerprint,
        from.card.public_key().fingerprint(),
        "the sender's key is named"
    );
    assert_eq!(
        manifest.recipients[0].fingerprint,
        *to.card.fingerprint(),
        "the recipient's card is named"
    );
    assert_eq!(
        manifest.recipients[0].age,
        to.identity.recipient(),
        "the recipient is bound"
    );
    assert_eq!(
        Manifest::parse(opened.manifest_bytes()).expect("valid"),
        *manifest,
        "the signed bytes are handed on"
    );
}

#[test]
fn checklists_travel_behind_the_records() {
    let (from, to) = pair();
    let mut files = small_files();
    for (at, version) in ["1", "2"].into_iter().enumerate() {
        let name = name::checklist_name("own", version).expect("a proper name");
        files.insert(at + 1, (name, format!("version = \"{version}\"\n").into_bytes()));
    }
    let bytes = sealed(&files, &from, &to);
    let mut opened = open_bytes(&bytes, &to, &from).expect("a proper bundle opens");
    assert_eq!(contents(&mut opened), files, "they come out in their place");
    assert_eq!(
        opened.manifest().critical,
        ["checklists"],
        "a reader that does not know them is told so"
    );
    let folder = tempfile::tempdir().expect("a temporary folder");
    let out = folder.path().join("out");
    opened.extract_to(&out).expect("extracts");
    assert_eq!(
        fs::read_to_string(out.join("checklists/own_2.toml")).expect("there"),
        "version = \"2\"\n",
        "and onto the disk"
    );
    let plain = sealed(&small_files(), &from, &to);
    let mut opened = open_bytes(&plain, &to, &from).expect("a proper bundle opens");
    assert!(
        opened.manifest().critical.is_empty(),
        "a bundle without them demands nothing"
    );
    opened.extract_to(&folder.path().join("plain")).expect("extracts");
    assert!(
        !folder.path().join("plain/checklists").exists(),
        "and has no folder for them"
    );
}

#[test]
fn sizes_around_blocks_and_chunks() {
    let (from, to) = pair();
    for size in [0usize, 1, 511, 512, 513, 65_535, 65_536, 65_537, 131_072, 300_001] {
        let mut files = small_files();
        files[3].1 = (0..size).map(|i| (i % 251) as u8).collect();
        let bytes = sealed(&files, &from, &to);
        let mut opened = open_bytes(&bytes, &to, &from).expect("a proper bundle opens");
        assert_eq!(
            contents(&mut opened),
            files,
            "an entry of {size} bytes comes out unchanged"
        );
    }
}

#[test]
fn plaintext_that_ends_on_a_chunk_of_age_opens_and_still_refuses_more() {
    let (from, to) = pair();
    let mut files = small_files();
    let archive = |files: &Files| -> u64 {
        let bytes = sealed(files, &from, &to);
        let opened = open_bytes(&bytes, &to, &from).expect("a proper bundle opens");
        let fixed = [opened.manifest_bytes().len(), opened.signature_bytes().len()];
        let sizes = fixed
            .into_iter()
            .chain(files.iter().map(|(_, content)| content.len()));
        sizes
            .map(|size| 512 + (size as u64).next_multiple_of(512))
            .sum::<u64>()
            + 1024
    };
    files[3].1 = vec![1; 60_000];
    let over = archive(&files) % 65_536;
    let grown = files[3].1.len() + 65_536 - over as usize;
    files[3].1 = vec![1; grown];
    assert_eq!(archive(&files) % 65_536, 0, "the test hits the boundary");
    let mut bytes = sealed(&files, &from, &to);
    assert!(
        open_bytes(&bytes, &to, &from).is_ok(),
        "a full last chunk is a proper end"
    );
    bytes.push(0);
    assert_refused!(
        refusal(&bytes, &to, &from),
        Error::Damaged,
        "one byte after a full last chunk"
    );
}

#[test]
fn every_key_of_every_recipient_opens_and_no_other() {
    let from = office("firm-031", 1);
    let (daily, recovery) = (Identity::generate(), Identity::generate());
    let two_keys = SigningKey::from_bytes(&[2; 32]);
    let card = Card::sign(
        card_draft("supervisor", 2, vec![daily.recipient(), recovery.recipient()]),
        &two_keys,
    )
    .expect("a card with two keys");
    let other = office("client", 3);
    let folder = tempfile::tempdir().expect("a temporary folder");
    let target = folder.path().join("x.junkai");
    let cards = [
        KnownCard {
            card,
            state: CardState::Verified,
        },
        other.verified(),
    ];
    let made = seal_to(&target, &small_files(), &from, &cards).expect("sealed for two offices");
    assert_eq!(made.manifest.recipients.len(), 3, "each key is named");
    for identity in [&daily, &recovery, &other.identity] {
        let file = fs::File::open(&target).expect("the file is there");
        assert!(
            open(file, identity, &from.verified(), today()).is_ok(),
            "each recipient opens it"
        );
    }
    let file = fs::File::open(&target).expect("the file is there");
    assert_refused!(
        open(file, &from.identity, &from.verified(), today())
            .err()
            .expect("refused"),
        Error::NotForThisKey,
        "not even the sender can"
    );
}

#[test]
fn inspecting_needs_no_card_and_says_what_holds() {
    let (from, to) = pair();
    let bytes = sealed(&small_files(), &from, &to);
    let inspection = inspect(&bytes[..], &to.identity).expect("a proper bundle");
    assert!(inspection.holds(), "signature, recipient and hashes hold");
    assert_eq!(
        inspection.sha256,
        Digest::of(&bytes),
        "the digest is that of the file"
    );

    let mut forge = Forge::new(&from, &to);
    forge.files[3].1 = b"A photo".to_vec();
    let inspection = inspect(&forge.seal()[..], &to.identity).expect("the envelope is whole");
    assert!(
        inspection.signature_holds && inspection.recipient_is_me,
        "the manifest was not touched"
    );
    assert_eq!(
        inspection.mismatched,
        ["evidence/000001"],
        "the altered entry is named"
    );

    let stranger = office("stranger", 9);
    forge.files = small_files();
    forge.sender = &stranger;
    let inspection = inspect(&forge.seal()[..], &to.identity).expect("the envelope is whole");
    assert!(
        !inspection.signature_holds && !inspection.holds(),
        "another key than the one named signed"
    );
}

#[test]
fn extracting_writes_the_fixed_names_into_a_new_folder() {
    let (from, to) = pair();
    let bytes = sealed(&small_files(), &from, &to);
    let mut opened = open_bytes(&bytes, &to, &from).expect("a proper bundle opens");
    let folder = tempfile::tempdir().expect("a temporary folder");
    let target = folder.path().join("out");
    fs::create_dir(&target).expect("an empty folder is allowed");
    opened.extract_to(&target).expect("extracts");
    for (name, content) in small_files() {
        assert_eq!(
            fs::read(target.join(&name)).expect("extracted"),
            content,
            "{name} has its content"
        );
    }
    assert_eq!(
        fs::read(target.join(name::MANIFEST)).expect("there"),
        opened.manifest_bytes(),
        "as signed"
    );
    assert_eq!(
        fs::read(target.join(name::SIGNATURE)).expect("there"),
        opened.signature_bytes(),
        "as signed"
    );
    let beside: Vec<_> = fs::read_dir(folder.path()).expect("readable").collect();
    assert_eq!(beside.len(), 1, "nothing is left beside the folder");
}

#[test]
fn extracting_never_overwrites() {
    let (from, to) = pair();
    let bytes = sealed(&small_files(), &from, &to);
    let mut opened = open_bytes(&bytes, &to, &from).expect("a proper bundle opens");
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("mine.txt");
    fs::write(&file, "mine").expect("written");
    assert_refused!(
        opened.extract_to(folder.path()).expect_err("refused"),
        Error::TargetExists,
        "a full folder"
    );
    assert_refused!(
        opened.extract_to(&file).expect_err("refused"),
        Error::TargetExists,
        "a file"
    );
    let nowhere = folder.path().join("gone").join("out");
    assert_refused!(
        opened.extract_to(&nowhere).expect_err("refused"),
        Error::FolderGone,
        "no such folder"
    );
    assert_eq!(
        fs::read_to_string(&file).expect("still there"),
        "mine",
        "what was there is as it was"
    );
    assert_eq!(
        fs::read_dir(folder.path()).expect("readable").count(),
        1,
        "and nothing came beside it"
    );
}

/// A file that changes after the first pass.
struct Swapped {
    passes: usize,
    first: std::io::Cursor<Vec<u8>>,
    then: std::io::Cursor<Vec<u8>>,
}

impl std::io::Read for Swapped {
    fn read(&mut self, to: &mut [u8]) -> std::io::Result<usize> {
        if self.passes <= 1 {
            self.first.read(to)
        } else {
            self.then.read(to)
        }
    }
}

impl std::io::Seek for Swapped {
    fn seek(&mut self, to: std::io::SeekFrom) -> std::io::Result<u64> {
        self.passes += 1;
        self.first.seek(to)?;
        self.then.seek(to)
    }
}

#[test]
fn a_file_that_changes_after_it_was_verified_gives_nothing() {
    let (from, to) = pair();
    let first = sealed(&small_files(), &from, &to);
    let mut other = small_files();
    other[0].1 = b"{\"kind\":\"forged\"}\n".to_vec();
    for (then, why) in [
        (sealed(&other, &from, &to), "another bundle"),
        (first[..first.len() - 1].to_vec(), "a cut"),
    ] {
        let file = Swapped {
            passes: 0,
            first: std::io::Cursor::new(first.clone()),
            then: std::io::Cursor::new(then),
        };
        let mut opened =
            open(file, &to.identity, &from.verified(), today()).expect("the first pass is proper");
        let mut taken = 0;
        let outcome = opened.take_over(|_, _| {
            taken += 1;
            Ok::<(), std::convert::Infallible>(())
        });
        assert!(
            outcome.is_err() && taken == 0,
            "{why} in the second pass is refused before anything is handed over"
        );
        let folder = tempfile::tempdir().expect("a temporary folder");
        assert!(
            opened.extract_to(&folder.path().join("out")).is_err(),
            "{why} is not extracted"
        );
        assert_eq!(
            fs::read_dir(folder.path()).expect("readable").count(),
            0,
            "and leaves nothing on the disk"
        );
    }
}

#[test]
fn a_caller_that_cannot_take_an_entry_stops_the_hand_over() {
    let (from, to) = pair();
    let bytes = sealed(&small_files(), &from, &to);
    let mut opened = open_bytes(&bytes, &to, &from).expect("a proper bundle opens");
    let mut seen = 0;
    let outcome = opened.take_over(|_, _| {
        seen += 1;
        Err(std::io::Error::other("the vault is locked"))
    });
    assert_refused!(
        outcome.expect_err("stops"),
        Error::TakeOver(_),
        "the caller's error is handed back"
    );
    assert_eq!(seen, 1, "no entry follows the one that failed");
}
