//! Photos and papers, whole and broken, as they come.

use super::*;

fn segment(marker: u8, body: &[u8]) -> Vec<u8> {
    let length = u16::try_from(body.len() + 2).expect("short").to_be_bytes();
    [&[0xFF, marker], &length[..], body].concat()
}

/// What a camera notes that was held in a certain way, with its maker and a place.
fn exif(orientation: u8) -> Vec<u8> {
    let mut out = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x02".to_vec();
    out.extend(b"\x01\x0f\0\x02\0\0\0\x04Kame");
    out.extend([1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]);
    out.extend(b"\0\0\0\0GPS 35.0 139.0");
    segment(0xE1, &out)
}

/// The same by a camera that counts from the other end.
fn exif_of_another(orientation: u8) -> Vec<u8> {
    let mut out = b"Exif\0\0II\x2a\0\x08\0\0\0\x01\0".to_vec();
    out.extend([0x12, 1, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0, 0, 0, 0, 0]);
    segment(0xE1, &out)
}

/// The only EXIF that is kept: big-endian, one entry, no further directory.
fn turned(orientation: u8) -> Vec<u8> {
    let mut out = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    out.extend([orientation, 0, 0, 0, 0, 0, 0]);
    segment(0xE1, &out)
}

fn jfif() -> Vec<u8> {
    segment(0xE0, b"JFIF\0\x01\x01\x01\0\x48\0\x48\0\0")
}

/// The parts of a picture of 48 by 32 that comes in two scans, as they stand in the file. What is in them is of no
/// account here, save that data of a scan has its FFs followed by a zero or a restart.
fn parts() -> Vec<Vec<u8>> {
    vec![
        vec![0xFF, 0xD8],
        jfif(),
        segment(0xDB, &[1; 65]),
        segment(0xC2, &[8, 0, 32, 0, 48, 1, 1, 0x11, 0]),
        segment(0xC4, &[2; 20]),
        segment(0xDD, &[0, 4]),
        [
            segment(0xDA, &[1, 1, 0, 0, 0, 1]),
            b"first\xFF\0\xFF\xD0scan\xFF\xD7.".to_vec(),
        ]
        .concat(),
        segment(0xC4, &[3; 20]),
        [segment(0xDA, &[1, 1, 0, 1, 63, 0]), b"second scan\xFF\0".to_vec()].concat(),
        vec![0xFF, 0xD9],
    ]
}

/// The picture with `extra` before the part numbered `at`.
fn with(at: usize, extra: &[u8]) -> Vec<u8> {
    let mut parts = parts();
    parts.insert(at, extra.to_vec());
    parts.concat()
}

/// The picture as a camera writes it, with `extra` segments at its beginning.
fn photo(extra: &[Vec<u8>]) -> Vec<u8> {
    with(1, &extra.concat())
}

fn holds(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|w| w == needle)
}

#[test]
fn a_jpeg_loses_its_metadata_and_keeps_its_picture() {
    let before = photo(&[
        exif(1),
        segment(0xFE, b"made by somebody"),
        segment(0xED, b"8BIM author"),
    ]);
    let cleaned = clean("image/jpeg", before).expect("a JPEG is taken");
    for word in ["GPS", "Kame", "Exif", "somebody", "author"] {
        assert!(!holds(&cleaned, word.as_bytes()), "{word} is gone");
    }
    assert_eq!(
        cleaned,
        photo(&[]),
        "and the picture is byte for byte what it was"
    );
}

#[test]
fn metadata_goes_wherever_in_the_file_it_stands() {
    let others = (0xE0..=0xEF)
        .chain([0xFE, 0xDC, 0xDE, 0xDF, 0xC8, 0x02, 0xBF])
        .chain(0xF0..=0xFD);
    for marker in others {
        for body in [&b"a secret"[..], b"JFXX\0\x10 a secret preview", b""] {
            for at in 1..parts().len() {
                let cleaned = clean("image/jpeg", with(at, &segment(marker, body)));
                assert_eq!(cleaned, Ok(photo(&[])), "{marker:x} before part {at}");
            }
        }
    }
    for at in 2..parts().len() {
        let late = [segment(0xEE, b"Adobe\0\x64\0\0\0\0\x01 a secret"), jfif()].concat();
        let cleaned = clean("image/jpeg", with(at, &late)).expect("taken");
        assert!(!holds(&cleaned, b"secret"), "before part {at}");
        // Between segments, where nothing is read.
        if !matches!(at, 7 | 9) {
            let cleaned = clean("image/jpeg", with(at, b"a secret"));
            assert_eq!(cleaned, Ok(photo(&[])), "loose bytes before part {at}");
        }
    }
}

#[test]
fn of_what_says_how_to_draw_only_that_is_kept() {
    let mut before = parts();
    before[1] = [
        segment(0xE0, b"JFIF\0\x01\x01\x01\0\x48\0\x48\x01\x01 preview"),
        segment(0xE0, b"JFXX\0\x10 preview"),
        segment(0xEE, b"Adobe\0\x64\0\0\0\0\x01 preview"),
        exif(6),
    ]
    .concat();
    let mut after = parts();
    after[1] = [jfif(), turned(6), segment(0xEE, b"Adobe\0\x64\0\0\0\0\x01")].concat();
    let cleaned = clean("image/jpeg", before.concat()).expect("taken");
    assert_eq!(cleaned, after.concat(), "density, orientation, colours");
    assert_eq!(
        clean("image/jpeg", cleaned.clone()),
        Ok(cleaned),
        "and it stays so"
    );
}

#[test]
fn a_turned_picture_says_so_and_nothing_else() {
    let check = |before: Vec<u8>, after: Vec<u8>, why: &str| {
        let cleaned = clean("image/jpeg", photo(&[before]));
        assert_eq!(cleaned, Ok(with(2, &after)), "{why}");
    };
    for orientation in 2..=8 {
        check(exif(orientation), turned(orientation), "turned");
        check(
            exif_of_another(orientation),
            turned(orientation),
            "whichever way it is written",
        );
    }
    for orientation in [0, 1, 9, 255] {
        check(exif(orientation), Vec::new(), "upright");
    }
    for broken in [
        &b"Exif\0\0"[..],
        b"Exif\0\0MM\0\x2a\xFF\xFF\xFF\xFF",
        b"Exif\0\0MM\0\x2a\0\0\0\x08\xFF\xFF",
    ] {
        check(segment(0xE1, broken), Vec::new(), "said by nobody");
    }
}

#[test]
fn what_hangs_behind_a_picture_is_cut_off() {
    let tail = b"ftypmp42 a film with its place";
    let jpeg = clean("image/jpeg", [&photo(&[]), &tail[..]].concat()).expect("taken");
    assert_eq!(jpeg, photo(&[]), "the JPEG alone");
    let png = clean("image/png", [&small_png(3, 2), &tail[..]].concat()).expect("taken");
    assert_eq!(png, small_png(3, 2), "the PNG alone");
}

/// A PNG that declares a size; its pixels are of no account here.
fn small_png(width: u32, height: u32) -> Vec<u8> {
    let chunk = |kind: &[u8; 4], body: &[u8]| {
        let length = u32::try_from(body.len()).expect("short").to_be_bytes();
        let crc = crc(&[&kind[..], body].concat()).to_be_bytes();
        [&length, &kind[..], body, &crc].concat()
    };
    let head = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
    [
        b"\x89PNG\r\n\x1a\n".to_vec(),
        chunk(b"IHDR", &head),
        chunk(b"IDAT", b"\x78\x9c\x03\0\0\0\0\x01"),
        chunk(b"IEND", b""),
    ]
    .concat()
}

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            (crc >> 1) ^ (0xEDB8_8320 & (crc & 1).wrapping_neg())
        })
    })
}

#[test]
fn an_image_bomb_is_refused_before_it_is_unpacked() {
    for (width, height) in [(30_000, 30_000), (20_001, 1), (1, u32::MAX), (15_000, 15_000)] {
        assert_eq!(
            clean("image/png", small_png(width, height)),
            Err(Why::TooManyPixels),
            "{width} by {height}"
        );
    }
    assert_eq!(
        clean("image/png", small_png(0, 5)),
        Err(Why::NotWhatItSays),
        "no picture"
    );
    assert!(
        clean("image/png", small_png(9_000, 9_000)).is_ok(),
        "as large as cameras go"
    );
    let frame = |height: u16, width: u16| {
        let size = [height.to_be_bytes(), width.to_be_bytes()].concat();
        segment(0xC0, &[&[8], &size[..], &[1, 1, 0x11, 0]].concat())
    };
    // The frame of a picture that has none yet, one after it, and one behind a scan.
    for at in [3, 4, 8] {
        let check = |frame: Vec<u8>, expected: Why, why: &str| {
            let refused = clean("image/jpeg", with(at, &frame));
            assert_eq!(refused, Err(expected), "{why} before part {at}");
        };
        check(frame(65_535, 65_535), Why::TooManyPixels, "65,535 by 65,535");
        check(frame(1, 20_001), Why::TooManyPixels, "a line");
        check(frame(0, 5), Why::NotWhatItSays, "no height");
        check(segment(0xC1, &[8, 0]), Why::NotWhatItSays, "no size");
    }
}

#[test]
fn a_file_that_ends_early_is_refused_wherever_it_ends() {
    let whole = photo(&[exif(6)]);
    for end in 3..whole.len() {
        assert_eq!(
            clean("image/jpeg", whole[..end].to_vec()),
            Err(Why::Truncated),
            "JPEG cut at {end}"
        );
    }
    let whole = small_png(3, 2);
    for end in 8..whole.len() {
        assert_eq!(
            clean("image/png", whole[..end].to_vec()),
            Err(Why::Truncated),
            "PNG cut at {end}"
        );
    }
    let pdf = b"%PDF-1.7\n1 0 obj\n".to_vec();
    assert_eq!(
        clean("application/pdf", pdf),
        Err(Why::Truncated),
        "PDF without its end"
    );
}

#[test]
fn a_damaged_picture_is_no_reason_to_fall_over() {
    let whole = photo(&[exif(6)]);
    for at in 0..whole.len() {
        for bit in [0x01, 0x80, 0xFF] {
            let mut damaged = whole.clone();
            damaged[at] ^= bit;
            let Ok(cleaned) = clean("image/jpeg", damaged) else {
                continue;
            };
            let again = clean("image/jpeg", cleaned.clone());
            assert_eq!(again, Ok(cleaned), "what is taken is a picture, byte {at}");
        }
    }
    let mut pieces = parts();
    pieces.remove(3);
    let refused = clean("image/jpeg", pieces.concat());
    assert_eq!(refused, Err(Why::NotWhatItSays), "a scan of nothing");
    let refused = clean("image/jpeg", [&parts()[..6].concat()[..], &[0xFF, 0xD9]].concat());
    assert_eq!(refused, Err(Why::NotWhatItSays), "no scan");
}

#[test]
fn what_is_not_what_it_says_is_refused() {
    let others: [&[u8]; 5] = [
        b"<svg onload=x>",
        b"GIF89a\x01\0\x01\0",
        b"MZ\x90\0 this program",
        b"PK\x03\x04",
        &photo(&[])[1..],
    ];
    for media_type in ["image/jpeg", "image/png", "application/pdf"] {
        for bytes in others {
            let refused = clean(media_type, bytes.to_vec());
            assert_eq!(refused, Err(Why::NotWhatItSays), "{media_type} with other bytes");
        }
        assert_eq!(clean(media_type, Vec::new()), Err(Why::Empty), "{media_type}");
    }
    for media_type in ["image/svg+xml", "image/gif", "image/heic", ""] {
        assert_eq!(clean(media_type, photo(&[])), Err(Why::MediaType), "{media_type}");
    }
}
