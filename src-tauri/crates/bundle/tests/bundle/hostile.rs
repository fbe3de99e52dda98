//! Archives that no honest program writes, properly signed and encrypted wherever the trick allows it.

use crate::support::*;
use junkai_bundle::*;
use serde_json::json;

/// Where the blocks of `Forge` stand: manifest, signature, then the files.
const MANIFEST: usize = 0;
const SIGNATURE: usize = 1;
const RECORDS: usize = 2;
const SECOND: usize = 3;
const THIRD: usize = 4;
const PHOTO: usize = 5;
const LAST: usize = 6;

/// Puts a bundle together after `change` was done to its blocks.
fn refused(change: impl FnOnce(&mut Vec<Vec<u8>>)) -> Error {
    let (from, to) = pair();
    let forge = Forge::new(&from, &to);
    let mut blocks = forge.blocks();
    change(&mut blocks);
    forge.refusal_of_blocks(&blocks)
}

#[test]
fn the_forge_can_make_a_proper_bundle() {
    let (from, to) = pair();
    let forge = Forge::new(&from, &to);
    assert!(
        open_bytes(&forge.seal(), &to, &from).is_ok(),
        "else the other tests would prove nothing"
    );
}

#[test]
fn missing() {
    assert_refused!(
        refused(|blocks| drop(blocks.pop())),
        Error::EntryMissing { .. },
        "the last"
    );
    assert_refused!(
        refused(|blocks| drop(blocks.remove(RECORDS))),
        Error::EntryMissing { .. },
        "the records"
    );
    assert_refused!(
        refused(|blocks| drop(blocks.remove(SECOND))),
        Error::EntryMissing { .. },
        "one in the middle"
    );
    assert_refused!(
        refused(|blocks| blocks.truncate(RECORDS)),
        Error::EntryMissing { .. },
        "all"
    );
    assert_refused!(
        refused(|blocks| drop(blocks.remove(SIGNATURE))),
        Error::EntryMissing { .. },
        "the signature"
    );
    assert_refused!(
        refused(|blocks| blocks.truncate(1)),
        Error::EntryMissing { .. },
        "all but the manifest"
    );
    assert_refused!(
        refused(|blocks| drop(blocks.remove(MANIFEST))),
        Error::NotABundle,
        "the manifest"
    );
}

#[test]
fn twice() {
    for index in [MANIFEST, SIGNATURE, RECORDS, SECOND, LAST] {
        let beside = refused(|blocks| blocks.insert(index + 1, blocks[index].clone()));
        assert_refused!(
            beside,
            Error::EntryDuplicate { .. } | Error::EntryMissing { .. },
            format!("{index} beside")
        );
        let behind = refused(|blocks| blocks.push(blocks[index].clone()));
        assert_refused!(
            behind,
            Error::EntryDuplicate { .. },
            format!("{index} at the end")
        );
    }
    let changed = refused(|blocks| blocks.push(tar_file(name::RECORDS, b"other records")));
    assert_refused!(
        changed,
        Error::EntryDuplicate { .. },
        "the same name with another content"
    );
}

#[test]
fn extra() {
    let unlisted = refused(|blocks| blocks.push(tar_file("evidence/000003", b"smuggled")));
    assert_refused!(unlisted, Error::EntryExtra { .. }, "at the end");
    let between =
        refused(|blocks| blocks.insert(SECOND, tar_file("deliverables/00-before.pdf", b"smuggled")));
    assert_refused!(between, Error::EntryExtra { .. }, "in the middle");
    let first = refused(|blocks| blocks.insert(0, tar_file("evidence/000003", b"smuggled")));
    assert_refused!(first, Error::NotABundle, "before the manifest");
}

#[test]
fn out_of_order() {
    assert_refused!(
        refused(|blocks| blocks.swap(SECOND, THIRD)),
        Error::EntryOrder { .. },
        "deliverables"
    );
    assert_refused!(
        refused(|blocks| blocks.swap(PHOTO, LAST)),
        Error::EntryOrder { .. },
        "photos"
    );
    assert_refused!(
        refused(|blocks| blocks.swap(RECORDS, LAST)),
        Error::EntryOrder { .. },
        "records last"
    );
    assert_refused!(
        refused(|blocks| blocks.swap(MANIFEST, SIGNATURE)),
        Error::NotABundle,
        "signature first"
    );
    let late = refused(|blocks| {
        let signature = blocks.remove(SIGNATURE);
        blocks.push(signature);
    });
    assert_refused!(late, Error::EntryMissing { .. }, "the signature at the end");
}

#[test]
fn other_content() {
    let longer = refused(|blocks| blocks[PHOTO] = tar_file("evidence/000001", b"a photo and more"));
    assert_refused!(longer, Error::EntryMismatch { .. }, "longer");
    let shorter = refused(|blocks| blocks[PHOTO] = tar_file("evidence/000001", b"a pho"));
    assert_refused!(shorter, Error::EntryMismatch { .. }, "shorter");
    let other = refused(|blocks| blocks[PHOTO] = tar_file("evidence/000001", b"A photo"));
    assert_refused!(other, Error::EntryMismatch { .. }, "of the same size");
    let (from, to) = pair();
    let mut forge = Forge::new(&from, &to);
    forge.manifest["entries"][3]["size"] = json!(6);
    assert_refused!(
        forge.refusal(),
        Error::EntryMismatch { .. },
        "the right content under a wrong size"
    );
    let exchanged = refused(|blocks| {
        blocks[SECOND] = tar_file("deliverables/01-checklist-executive.xlsx", &[0; 600]);
        blocks[THIRD] = tar_file("deliverables/10-hospital-report.pdf", b"not really xlsx");
    });
    assert_refused!(exchanged, Error::EntryMismatch { .. }, "contents exchanged");
}

#[test]
fn names_that_lead_elsewhere() {
    for name in [
        "../evil",
        "/etc/passwd",
        "deliverables/../../evil",
        "..././evil",
        "C:\\evil",
        "c:evil",
        "deliverables\\evil",
        "CON",
        "deliverables/con.txt",
        "deliverables/EVIL",
        "./records.ndjson",
        "records.ndjson/",
        "deliverables/",
        "",
        "evidence/1",
        "RECORDS.NDJSON",
        "deliverables/a\u{202e}fdp",
        "deliverables/\u{ff0e}\u{ff0e}",
    ] {
        let behind = refused(|blocks| blocks.push(tar_file(name, b"evil")));
        assert_refused!(behind, Error::EntryPath, format!("{name:?} at the end"));
        let inside = refused(|blocks| blocks[PHOTO] = tar_file(name, b"a photo"));
        assert_refused!(inside, Error::EntryPath, format!("{name:?} in place of another"));
    }
}

#[test]
fn names_that_lead_elsewhere_with_a_manifest_that_agrees() {
    let (from, to) = pair();
    for name in [
        "../evil",
        "/etc/passwd",
        "deliverables/../../evil",
        "C:\\evil",
        "CON",
        "deliverables/NUL",
        "evidence/7",
    ] {
        let mut forge = Forge::new(&from, &to);
        forge.manifest["entries"][1]["name"] = json!(name);
        forge.files[1].0 = name.to_owned();
        assert_refused!(
            forge.refusal(),
            Error::EntryPath,
            format!("{name:?} signed by the sender")
        );
    }
}

#[test]
fn other_kinds_of_entry() {
    for (kind, why) in [
        (b'\0', "an old regular file"),
        (b'1', "a hard link"),
        (b'2', "a symbolic link"),
        (b'3', "a device"),
        (b'4', "a device"),
        (b'5', "a folder"),
        (b'6', "a pipe"),
        (b'7', "a contiguous file"),
        (b'x', "a PAX header"),
        (b'g', "a global PAX header"),
        (b'L', "a GNU long name"),
        (b'K', "a GNU long link"),
        (b'S', "a GNU sparse file"),
        (b'V', "a GNU label"),
        (b'M', "a GNU volume"),
    ] {
        let header = RawHeader {
            name: b"evidence/000001",
            size: 7,
            kind,
            patches: &[(157, b"/etc/passwd")],
        };
        let inside = refused(|blocks| blocks[PHOTO] = tar_entry(&header, b"a photo"));
        assert_refused!(inside, Error::EntryKind, format!("{why} in place of a photo"));
        let before = refused(|blocks| blocks.insert(0, tar_entry(&header, b"a photo")));
        assert_refused!(before, Error::EntryKind, format!("{why} before everything"));
    }
}

#[test]
fn a_pax_header_cannot_give_a_file_a_second_size_or_name() {
    for record in ["13 size=9999\n", "17 path=../evil\n", "22 linkpath=/etc/passwd\n"] {
        let header = RawHeader {
            name: b"PaxHeaders/x",
            size: record.len() as u64,
            kind: b'x',
            patches: &[],
        };
        let error = refused(|blocks| blocks.insert(PHOTO, tar_entry(&header, record.as_bytes())));
        assert_refused!(error, Error::EntryKind, record);
    }
}

#[test]
fn archives_of_the_gnu_format_are_refused() {
    let error = refused(|blocks| {
        let mut header = tar::Header::new_gnu();
        header.set_path("evidence/000001").expect("a short name");
        header.set_size(7);
        header.set_mode(0o644);
        header.set_cksum();
        let mut builder = tar::Builder::new(Vec::new());
        builder
            .append(&header, &b"a photo"[..])
            .expect("a vector takes everything");
        let mut bytes = builder.into_inner().expect("a vector takes everything");
        bytes.truncate(1024);
        blocks[PHOTO] = bytes;
    });
    assert_refused!(error, Error::ArchiveInvalid { .. }, "GNU magic");
}

#[test]
fn every_other_header_field_has_one_value() {
    let patches: [(usize, &[u8], &str); 18] = [
        (20, b"x", "bytes behind the end of the name"),
        (100, b"0000755\0", "an executable"),
        (100, b"0004644\0", "set user id"),
        (100, b"000644 \0", "the mode in another form"),
        (108, b"0001750\0", "an owner"),
        (116, b"0001750\0", "a group"),
        (124, b"00000000007 ", "the size ended by a space"),
        (124, b"         7 \0", "the size with spaces"),
        (124, b"\x80\0\0\0\0\0\0\0\0\0\0\x07", "the size in base 256"),
        (136, b"14000000000\0", "a time"),
        (157, b"x", "a link name"),
        (257, b"ustar  \0", "the old GNU magic"),
        (263, b"01", "another version"),
        (265, b"root", "an owner's name"),
        (297, b"root", "a group's name"),
        (329, b"0000001\0", "a device number"),
        (345, b"deliverables", "a prefix"),
        (500, b"x", "bytes in the last gap"),
    ];
    for (at, bytes, why) in patches {
        let header = RawHeader {
            name: b"evidence/000001",
            size: 7,
            kind: b'0',
            patches: &[(at, bytes)],
        };
        let error = refused(|blocks| blocks[PHOTO] = tar_entry(&header, b"a photo"));
        assert_refused!(error, Error::ArchiveInvalid { .. }, why);
    }
}

#[test]
fn checksum_padding_and_end() {
    let sum = refused(|blocks| blocks[PHOTO][150] ^= 1);
    assert_refused!(sum, Error::ArchiveInvalid { .. }, "a wrong checksum");
    let padding = refused(|blocks| *blocks[PHOTO].last_mut().expect("padding") = 1);
    assert_refused!(padding, Error::ArchiveInvalid { .. }, "a secret in the padding");
    let early = refused(|blocks| blocks.insert(PHOTO, vec![0; 1024]));
    assert_refused!(
        early,
        Error::TrailingData | Error::EntryMissing { .. },
        "an end in the middle"
    );
    let single = refused(|blocks| blocks.insert(PHOTO, vec![0; 512]));
    assert_refused!(single, Error::ArchiveInvalid { .. }, "a zero block in the middle");
    let behind = refused(|blocks| blocks.push([&[0; 1024][..], &tar_file("evidence/000003", b"x")].concat()));
    assert_refused!(behind, Error::TrailingData, "a hidden entry behind the end");
    let zeros = refused(|blocks| blocks.push(vec![0; 512]));
    assert_refused!(zeros, Error::TrailingData, "a third zero block");
}

#[test]
fn archives_that_end_early_though_the_envelope_is_whole() {
    let (from, to) = pair();
    let forge = Forge::new(&from, &to);
    let mut plain = forge.blocks().concat();
    plain.extend_from_slice(&[0; 1024]);
    let me = [to.identity.recipient()];
    for cut in [1, 511, 512, 1023, 1024, 1025, 1536, 1600, 4000] {
        let error = refusal(&encrypt(&plain[..plain.len() - cut], &me), &to, &from);
        assert_refused!(
            error,
            Error::ArchiveInvalid { .. },
            format!("{cut} bytes missing")
        );
    }
}

#[test]
fn sizes_over_the_limits_are_refused_before_they_are_read() {
    let (from, to) = pair();
    let forge = Forge::new(&from, &to);
    let header = |name: &'static [u8], size| {
        raw_header(&RawHeader {
            name,
            size,
            kind: b'0',
            patches: &[],
        })
    };
    let me = [to.identity.recipient()];
    let manifest = encrypt(&header(b"manifest.json", MAX_MANIFEST_BYTES + 1), &me);
    assert_refused!(
        refusal(&manifest, &to, &from),
        Error::TooLarge { .. },
        "the manifest"
    );
    let signature = [
        &forge.blocks()[0][..],
        &header(b"manifest.json.minisig", MAX_SIGNATURE_BYTES + 1),
    ]
    .concat();
    assert_refused!(
        refusal(&encrypt(&signature, &me), &to, &from),
        Error::TooLarge { .. },
        "the signature"
    );
    let entry = refused(|blocks| blocks[PHOTO] = header(b"evidence/000001", MAX_ENTRY_BYTES + 1));
    assert_refused!(entry, Error::TooLarge { .. }, "an entry");
    let huge = refused(|blocks| blocks[PHOTO] = header(b"evidence/000001", (8 << 30) - 1));
    assert_refused!(huge, Error::TooLarge { .. }, "an entry of 8 GiB");
}
