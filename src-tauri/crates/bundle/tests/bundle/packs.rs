//! Checklist packs: what comes out is what was signed, by whom, or nothing comes out at all.

use crate::support::*;
use junkai_bundle::*;
use std::fs;
use std::path::Path;
use std::process::Command;

const TEXT: &str = "format = 1\nid = \"own\"\nversion = \"1\"\n";
const LIST: usize = 0;
const SIGNATURE: usize = 1;
const CARD: usize = 2;
const NAMES: [&str; 3] = ["checklist.toml", "checklist.toml.minisig", "sender.card"];

fn pack(office: &Office) -> Pack {
    Pack::sign("own", "1", TEXT, &office.card, &office.key).expect("a proper pack")
}

/// The signature of any comment over any text.
fn signature(text: &str, comment: &str, office: &Office) -> String {
    Signature::sign(text.as_bytes(), comment, &office.key).text()
}

/// What stands in a proper pack.
fn contents(office: &Office) -> [String; 3] {
    let signature = signature(TEXT, "junkai-checklist1 own 1", office);
    [TEXT.to_owned(), signature, office.card.text().to_owned()]
}

fn archive(blocks: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = blocks.concat();
    bytes.extend_from_slice(&[0; 1024]);
    bytes
}

fn blocks(contents: &[String; 3]) -> Vec<Vec<u8>> {
    let entries = NAMES.iter().zip(contents);
    entries
        .map(|(name, content)| tar_file(name, content.as_bytes()))
        .collect()
}

/// Why a pack is refused whose contents `change` altered.
fn with_contents(change: impl FnOnce(&mut [String; 3])) -> Error {
    let mut contents = contents(&office("firm-031", 1));
    change(&mut contents);
    refused(&archive(&blocks(&contents)))
}

/// Why a pack is refused whose entries `change` altered.
fn with_blocks(change: impl FnOnce(&mut Vec<Vec<u8>>)) -> Error {
    let mut blocks = blocks(&contents(&office("firm-031", 1)));
    change(&mut blocks);
    refused(&archive(&blocks))
}

fn refused(bytes: &[u8]) -> Error {
    match Pack::read(bytes) {
        Ok(pack) => panic!("a bad pack was read: {} {}", pack.id(), pack.version()),
        Err(error) => error,
    }
}

#[test]
fn what_was_signed_is_read_and_always_the_same_bytes() {
    let office = office("firm-031", 1);
    let made = pack(&office);
    assert_eq!(
        made.bytes(),
        archive(&blocks(&contents(&office))),
        "three entries in one order, put together here by hand"
    );
    assert_eq!(made.bytes(), pack(&office).bytes(), "the same list, card and key");
    let read = Pack::read(made.bytes()).expect("it reads");
    assert_eq!(
        (read.id(), read.version(), read.text(), read.card()),
        ("own", "1", TEXT, &office.card),
        "what was signed"
    );
    assert_eq!(
        read.sha256(),
        Digest::of(made.bytes()),
        "the hash is that of the file"
    );
}

#[test]
fn nothing_is_signed_that_could_not_be_read() {
    let (mine, theirs) = pair();
    let check = |id: &str, version: &str| {
        let made = Pack::sign(id, version, TEXT, &mine.card, &mine.key);
        assert_refused!(
            made.expect_err("no such name"),
            Error::EntryPath,
            format!("{id:?} {version:?}")
        );
    };
    check("own list", "1");
    check("own", "1 2");
    check("own\n", "1");
    check("own_x", "1");
    check("../own", "1");
    check("own", "");
    let other = Pack::sign("own", "1", TEXT, &mine.card, &theirs.key);
    assert_refused!(
        other.expect_err("not my card"),
        Error::KeyNotOnCard,
        "the card of another"
    );
    let limit = usize::try_from(MAX_CHECKLIST_BYTES).expect("small");
    let most = "#".repeat(limit);
    Pack::sign("own", "1", &most, &mine.card, &mine.key).expect("the largest");
    let more = Pack::sign("own", "1", &format!("{most}#"), &mine.card, &mine.key);
    assert_refused!(
        more.expect_err("too large"),
        Error::TooLarge { .. },
        "one byte more"
    );
}

#[test]
fn every_changed_bit_is_noticed() {
    let good = pack(&office("firm-031", 1)).bytes().to_vec();
    // The first line of a signature and the id of its key are hints that no signature covers.
    let original = Pack::read(good.as_slice()).expect("reads");
    for bit in 0..good.len() * 8 {
        let mut bad = good.clone();
        bad[bit / 8] ^= 1 << (bit % 8);
        if let Ok(read) = Pack::read(bad.as_slice()) {
            let same = (read.id(), read.version(), read.text(), read.card().fingerprint())
                == (
                    original.id(),
                    original.version(),
                    original.text(),
                    original.card().fingerprint(),
                );
            let untrusted = String::from_utf8_lossy(&bad);
            assert!(
                same && untrusted
                    .matches("untrusted comment: signature of a Junkai office\n")
                    .count()
                    < 2,
                "bit {bit} changed more than an untrusted comment"
            );
        }
    }
}

#[test]
fn every_cut_and_every_addition_is_noticed() {
    let good = pack(&office("firm-031", 1)).bytes().to_vec();
    for end in 0..good.len() {
        let error = refused(&good[..end]);
        let expected = if end < 512 {
            matches!(error, Error::NotAPack)
        } else {
            matches!(error, Error::Truncated)
        };
        assert!(expected, "cut at byte {end}: got {error:?}");
    }
    for more in [&[0][..], b"x", &[0; 512], &good] {
        let error = refused(&[&good, more].concat());
        assert_refused!(error, Error::TrailingData, format!("{} bytes more", more.len()));
    }
}

#[test]
fn other_files_are_not_packs() {
    let (from, to) = pair();
    let not = |bytes: &[u8], why: &str| {
        assert_refused!(refused(bytes), Error::NotAPack, why);
    };
    not(b"", "an empty file");
    not(&[0; 1024], "an empty archive");
    not(&[0xff; 4096], "noise");
    not(from.card.text().as_bytes(), "a card");
    not(TEXT.as_bytes(), "a bare checklist");
    not(&sealed(&small_files(), &from, &to), "a bundle");
    not(&archive(&[tar_file("manifest.json", b"{}")]), "another archive");
    not(
        b"PK\x03\x04 and so on, for more than a block of an archive has room for",
        "a workbook",
    );
}

#[test]
fn missing_twice_extra_and_out_of_order() {
    for at in [LIST, SIGNATURE, CARD] {
        let missing = with_blocks(|blocks| drop(blocks.remove(at)));
        assert_refused!(
            missing,
            Error::NotAPack | Error::EntryMissing { .. } | Error::EntryOrder { .. },
            format!("without {}", NAMES[at])
        );
        let twice = with_blocks(|blocks| blocks.insert(at + 1, blocks[at].clone()));
        assert_refused!(
            twice,
            Error::EntryDuplicate { .. },
            format!("{} twice", NAMES[at])
        );
        let behind = with_blocks(|blocks| blocks.push(blocks[at].clone()));
        assert_refused!(
            behind,
            Error::EntryDuplicate { .. },
            format!("{} again", NAMES[at])
        );
    }
    let order = with_blocks(|blocks| blocks.swap(SIGNATURE, CARD));
    assert_refused!(order, Error::EntryOrder { .. }, "the card before the signature");
    let first = with_blocks(|blocks| blocks.swap(LIST, SIGNATURE));
    assert_refused!(first, Error::NotAPack, "the signature first");
    for name in [
        "notes.txt",
        "../evil",
        "/etc/passwd",
        "./checklist.toml",
        "CHECKLIST.TOML",
        "checklist.toml/",
        "C:\\evil",
        "",
    ] {
        let extra = with_blocks(|blocks| blocks.push(tar_file(name, b"x")));
        assert_refused!(extra, Error::EntryPath, format!("{name:?} at the end"));
        let inside = with_blocks(|blocks| blocks[CARD] = tar_file(name, b"x"));
        assert_refused!(inside, Error::EntryPath, format!("{name:?} in place of the card"));
    }
}

#[test]
fn only_regular_files_with_plain_headers() {
    for kind in [b'\0', b'1', b'2', b'3', b'5', b'6', b'x', b'g', b'L', b'K', b'S'] {
        let header = RawHeader {
            name: NAMES[SIGNATURE].as_bytes(),
            size: 1,
            kind,
            patches: &[(157, b"/etc/passwd")],
        };
        let error = with_blocks(|blocks| blocks[SIGNATURE] = tar_entry(&header, b"x"));
        assert_refused!(error, Error::EntryKind, format!("kind {:?}", char::from(kind)));
    }
    let patches: [(usize, &[u8]); 6] = [
        (100, b"0000755\0"),
        (108, b"0001750\0"),
        (136, b"14000000000\0"),
        (257, b"ustar  \0"),
        (265, b"root"),
        (345, b"prefix"),
    ];
    for (at, bytes) in patches {
        let header = RawHeader {
            name: NAMES[CARD].as_bytes(),
            size: 1,
            kind: b'0',
            patches: &[(at, bytes)],
        };
        let error = with_blocks(|blocks| blocks[CARD] = tar_entry(&header, b"x"));
        assert_refused!(error, Error::ArchiveInvalid { .. }, format!("byte {at}"));
    }
    let padding = with_blocks(|blocks| *blocks[LIST].last_mut().expect("padding") = 1);
    assert_refused!(padding, Error::ArchiveInvalid { .. }, "a secret in the padding");
    let early = with_blocks(|blocks| blocks.insert(CARD, vec![0; 1024]));
    assert_refused!(early, Error::TrailingData, "an end in the middle");
    let single = with_blocks(|blocks| blocks.insert(CARD, vec![0; 512]));
    assert_refused!(single, Error::ArchiveInvalid { .. }, "a zero block in the middle");
}

#[test]
fn sizes_over_the_limits_are_refused_before_they_are_read() {
    let header = |at: usize, size: u64| {
        raw_header(&RawHeader {
            name: NAMES[at].as_bytes(),
            size,
            kind: b'0',
            patches: &[],
        })
    };
    let limits = [MAX_CHECKLIST_BYTES, MAX_SIGNATURE_BYTES, MAX_CARD_BYTES as u64];
    for (at, limit) in limits.into_iter().enumerate() {
        // Nothing stands behind the header: a reader that went on would find the end and say so.
        for size in [limit + 1, (8 << 30) - 1] {
            let error = with_blocks(|blocks| {
                blocks.truncate(at);
                blocks.push(header(at, size));
            });
            assert_refused!(
                error,
                Error::TooLarge { .. },
                format!("{} of {size} bytes", NAMES[at])
            );
        }
    }
}

#[test]
fn signatures_that_do_not_belong_to_list_name_and_card() {
    let (mine, theirs) = pair();
    let good = "junkai-checklist1 own 1";
    let altered = with_contents(|c| c[LIST] = TEXT.replace("own", "odd"));
    assert_refused!(altered, Error::BadSignature, "an altered list");
    let other = with_contents(|c| c[CARD] = theirs.card.text().to_owned());
    assert_refused!(other, Error::WrongSender, "under the card of another");
    let stolen = with_contents(|c| c[SIGNATURE] = signature(TEXT, good, &theirs));
    assert_refused!(stolen, Error::WrongSender, "signed by another");
    for comment in [
        "",
        "junkai-checklist1 own",
        "junkai-checklist1  1",
        "junkai-checklist1 own 1 ",
        "junkai-checklist1 own 1 2",
        "junkai-checklist1 ../own 1",
        "junkai-checklist2 own 1",
        "junkai-card1 own",
        "junkai1 own 1",
    ] {
        let error = with_contents(|c| c[SIGNATURE] = signature(TEXT, comment, &mine));
        assert_refused!(error, Error::BadSignature, format!("{comment:?}"));
    }
    let moved = with_contents(|c| c[SIGNATURE] = c[SIGNATURE].replace("own 1", "own 2"));
    assert_refused!(moved, Error::BadSignature, "a comment that nobody signed");
    let two = with_contents(|c| c[SIGNATURE] = c[SIGNATURE].repeat(2));
    assert_refused!(two, Error::BadSignature, "two signatures");
    let card = with_contents(|c| c[CARD] = c[CARD].replace("株式会社", "合同会社"));
    assert_refused!(card, Error::BadSignature, "an altered card");
    let ends = with_contents(|c| c[CARD] = c[CARD].replace('\n', "\r\n"));
    assert_refused!(ends, Error::PackInvalid { .. }, "a second form of the same card");
    let none = with_contents(|c| c[CARD].clear());
    assert_refused!(none, Error::CardInvalid { .. }, "an empty card");
}

#[test]
fn a_list_that_is_no_text_is_refused_though_it_is_signed() {
    let office = office("firm-031", 1);
    let list = [0xff, 0xfe, b'x'];
    let signed = Signature::sign(&list, "junkai-checklist1 own 1", &office.key).text();
    let blocks = [
        tar_file(NAMES[LIST], &list),
        tar_file(NAMES[SIGNATURE], signed.as_bytes()),
        tar_file(NAMES[CARD], office.card.text().as_bytes()),
    ];
    assert_refused!(refused(&archive(&blocks)), Error::PackInvalid { .. }, "not UTF-8");
}

#[test]
fn writing_replaces_an_older_pack_and_nothing_else() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let here = folder.path();
    let office = office("firm-031", 1);
    let target = here.join("own.junkai-checklist");
    pack(&office).write(&target).expect("a new name");
    let newer = Pack::sign("own", "2", TEXT, &office.card, &office.key).expect("a proper pack");
    newer.write(&target).expect("over an older pack");
    assert_eq!(
        fs::read(&target).expect("there"),
        newer.bytes(),
        "the newer one is there"
    );
    for (name, content) in [
        ("photo.jpg", &b"\xff\xd8\xff"[..]),
        ("empty", b""),
        ("x.junkai", b"age-encryption.org/v1\n"),
    ] {
        let other = here.join(name);
        fs::write(&other, content).expect("written");
        assert_refused!(
            newer.write(&other).expect_err("not a pack"),
            Error::TargetExists,
            name
        );
        assert_eq!(fs::read(&other).expect("there"), content, "{name} stays");
    }
    assert_refused!(
        newer.write(here).expect_err("a folder"),
        Error::TargetExists,
        "a folder"
    );
    let gone = newer
        .write(&here.join("unplugged").join("x"))
        .expect_err("no folder");
    assert_refused!(gone, Error::FolderGone, "a folder that is not there");
    #[cfg(unix)]
    {
        let link = here.join("link");
        std::os::unix::fs::symlink(&target, &link).expect("a link");
        assert_refused!(
            newer.write(&link).expect_err("a link"),
            Error::TargetExists,
            "a link"
        );
    }
    let left: Vec<_> = fs::read_dir(here)
        .expect("lists")
        .flatten()
        .filter(|entry| entry.path().extension().is_some_and(|e| e == "part"))
        .collect();
    assert!(left.is_empty(), "no half-written file is left: {left:?}");
}

fn run(folder: &Path, program: &str, arguments: &[&str]) -> bool {
    let output = Command::new(program).args(arguments).current_dir(folder).output();
    let output = output.unwrap_or_else(|error| {
        panic!("cannot start {program} ({error}); this test needs it: apt-get install minisign tar")
    });
    output.status.success()
}

#[test]
fn stock_programs_unpack_and_verify_a_pack() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let here = folder.path();
    let (mine, theirs) = pair();
    pack(&mine)
        .write(&here.join("x.junkai-checklist"))
        .expect("written");
    assert!(run(here, "tar", &["xf", "x.junkai-checklist"]), "tar unpacks it");
    assert_eq!(
        fs::read_to_string(here.join("checklist.toml")).expect("there"),
        TEXT,
        "the list is as it was"
    );
    let card = fs::read_to_string(here.join("sender.card")).expect("there");
    assert_eq!(
        Card::parse(&card).expect("a card"),
        mine.card,
        "the card is as it was"
    );
    let verify = |key: &PublicKey| {
        run(
            here,
            "minisign",
            &["-Vm", "checklist.toml", "-P", &key.to_string()],
        )
    };
    assert!(verify(mine.card.public_key()), "minisign verifies it");
    assert!(!verify(theirs.card.public_key()), "and only under the right key");
}
