//! Photos and papers, whole and broken, as they come.

use super::*;
use image::{Rgb, RgbImage};

fn segment(marker: u8, body: &[u8]) -> Vec<u8> {
    let length = u16::try_from(body.len() + 2).expect("short").to_be_bytes();
    [&[0xFF, marker], &length[..], body].concat()
}

/// What a camera notes that was held in a certain way, with a place.
fn exif(orientation: u8) -> Vec<u8> {
    let mut out = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    out.extend([orientation, 0, 0, 0, 0, 0, 0]);
    out.extend(b"GPS 35.0 139.0");
    segment(0xE1, &out)
}

/// A picture of 48 by 32 with one corner of each colour: red, green below it on the left, blue and white on the right.
fn corners() -> RgbImage {
    RgbImage::from_fn(48, 32, |x, y| match (x < 24, y < 16) {
        (true, true) => Rgb([220, 20, 20]),
        (true, false) => Rgb([20, 200, 20]),
        (false, true) => Rgb([20, 20, 220]),
        (false, false) => Rgb([240, 240, 240]),
    })
}

/// The picture as a camera writes it, with `extra` segments at its beginning.
fn photo(extra: &[Vec<u8>]) -> Vec<u8> {
    let mut plain = Vec::new();
    JpegEncoder::new_with_quality(&mut plain, 95)
        .encode_image(&corners())
        .expect("a picture");
    [&plain[..2], &extra.concat(), &plain[2..]].concat()
}

fn holds(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|w| w == needle)
}

/// The colours at the corners of a JPEG, clockwise from the upper left.
fn seen(bytes: &[u8]) -> String {
    let decoder = JpegDecoder::new(Cursor::new(bytes)).expect("a JPEG");
    let picture = DynamicImage::from_decoder(decoder)
        .expect("a picture")
        .into_rgb8();
    let (w, h) = picture.dimensions();
    let colour = |x, y| match picture.get_pixel(x, y).0 {
        [r, g, b] if r > 200 && g > 200 && b > 200 => 'W',
        [r, g, b] if r > g && r > b => 'R',
        [_, g, b] if g > b => 'G',
        _ => 'B',
    };
    [(4, 4), (w - 5, 4), (w - 5, h - 5), (4, h - 5)]
        .map(|(x, y)| colour(x, y))
        .iter()
        .collect()
}

#[test]
fn a_jpeg_loses_its_metadata_and_keeps_its_picture() {
    let before = photo(&[
        exif(1),
        segment(0xFE, b"made by somebody"),
        segment(0xED, b"8BIM author"),
    ]);
    let cleaned = clean("image/jpeg", before).expect("a JPEG is taken");
    for word in ["GPS", "Exif", "somebody", "author"] {
        assert!(!holds(&cleaned, word.as_bytes()), "{word} is gone");
    }
    assert_eq!(
        cleaned,
        photo(&[]),
        "and the picture is byte for byte what it was"
    );
}

#[test]
fn a_picture_is_kept_as_it_was_seen() {
    let check = |orientation: u8, expected: &str| {
        let cleaned = clean("image/jpeg", photo(&[exif(orientation)])).expect("taken");
        assert_eq!(seen(&cleaned), expected, "orientation {orientation}");
        assert!(!holds(&cleaned, b"Exif"), "what said so is gone");
    };
    check(1, "RBWG");
    check(2, "BRGW");
    check(3, "WGRB");
    check(4, "GWBR");
    check(5, "RGWB");
    check(6, "GRBW");
    check(7, "WBRG");
    check(8, "BWGR");
    check(0, "RBWG");
    check(9, "RBWG");
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
    let mut bomb = photo(&[exif(6)]);
    let frame = bomb.windows(2).position(|w| w == [0xFF, 0xC0]).expect("a frame");
    bomb[frame + 5..frame + 9].copy_from_slice(&[0xFF, 0xFF, 0xFF, 0xFF]);
    assert_eq!(
        clean("image/jpeg", bomb),
        Err(Why::TooManyPixels),
        "65,535 by 65,535"
    );
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
fn damaged_pixels_of_a_turned_picture_are_no_reason_to_fall_over() {
    let whole = photo(&[exif(6)]);
    for at in 0..whole.len() {
        let mut damaged = whole.clone();
        damaged[at] ^= 0xFF;
        // Taken or refused: no panic comes out.
        let _ = clean("image/jpeg", damaged);
    }
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
