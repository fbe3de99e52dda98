//! What the bytes of a photo or paper may be, and what of them is kept.
//!
//! Invariant: a picture is kept upright, ends where the picture ends, and holds nothing beside what drawing it needs:
//! no camera, place, author, preview, or film behind the picture. Pixels of a JPEG are touched only where the camera
//! was held turned, since what says so is taken off.
//! Deliberately absent: looking at every pixel. A picture that no viewer can draw is of no danger, only of no use.

use image::codecs::jpeg::{JpegDecoder, JpegEncoder};
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder as _, Limits};
use img_parts::{ImageEXIF as _, jpeg::Jpeg, png::Png};
use std::io::Cursor;
use std::panic::catch_unwind;

/// The longest side and the most pixels of a picture: more than any camera has, less than any viewer chokes on.
const MOST_SIDE: u32 = 20_000;
const MOST_PIXELS: u64 = 128_000_000;
/// A picture that has to be turned is written anew as well as eyes can tell.
const QUALITY: u8 = 92;

/// Why bytes are refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Why {
    /// There are none.
    Empty,
    /// Not one of the types that are kept.
    MediaType,
    /// Of another type than they claim, or damaged.
    NotWhatItSays,
    /// They end in the middle.
    Truncated,
    /// A picture larger than anything that a camera takes.
    TooManyPixels,
}

impl Why {
    /// The name on the wire.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::MediaType => "media_type",
            Self::NotWhatItSays => "not_what_it_says",
            Self::Truncated => "truncated",
            Self::TooManyPixels => "too_many_pixels",
        }
    }
}

/// The bytes without metadata, once they are what they claim to be.
pub(super) fn clean(media_type: &str, bytes: Vec<u8>) -> Result<Vec<u8>, Why> {
    if bytes.is_empty() {
        return Err(Why::Empty);
    }
    match media_type {
        "image/jpeg" => jpeg(bytes),
        "image/png" => png(bytes),
        "application/pdf" => pdf(bytes),
        _ => Err(Why::MediaType),
    }
}

fn pdf(bytes: Vec<u8>) -> Result<Vec<u8>, Why> {
    /// Readers look for the end mark in the last kilobyte; some writers leave a little more behind it.
    const TAIL: usize = 4_096;
    if !bytes.starts_with(b"%PDF-") {
        return Err(Why::NotWhatItSays);
    }
    let tail = bytes.get(bytes.len().saturating_sub(TAIL)..).unwrap_or(&bytes);
    if tail.windows(5).any(|w| w == b"%%EOF") {
        Ok(bytes)
    } else {
        Err(Why::Truncated)
    }
}

fn jpeg(bytes: Vec<u8>) -> Result<Vec<u8>, Why> {
    /// Segments that decoding needs not: APP1..APP13, APP15 and comments. APP0 is JFIF, APP14 tells the colours.
    const METADATA: std::ops::RangeInclusive<u8> = 0xE1..=0xEF;
    if !bytes.starts_with(&[0xFF, 0xD8, 0xFF]) {
        return Err(Why::NotWhatItSays);
    }
    // What the camera hung on behind the picture goes here: previews, depth maps, the film of a moving picture.
    let end = end_of_jpeg(&bytes).ok_or(Why::Truncated)?;
    let whole = bytes.get(..end).unwrap_or_default().to_vec();
    let mut picture = Jpeg::from_bytes(whole.into()).map_err(|_| Why::NotWhatItSays)?;
    let (width, height) = picture.dimensions().ok_or(Why::NotWhatItSays)?;
    within_limits(width.into(), height.into())?;
    let turned = picture
        .exif()
        .and_then(|exif| Orientation::from_exif_chunk(&exif));
    picture.set_exif(None);
    picture
        .segments_mut()
        .retain(|s| !(s.marker() == 0xFE || (METADATA.contains(&s.marker()) && s.marker() != 0xEE)));
    let stripped = picture.encoder().bytes().to_vec();
    match turned {
        None | Some(Orientation::NoTransforms) => Ok(stripped),
        // A decoder that stumbles over hostile bytes must not take the vault with it.
        Some(turned) => catch_unwind(|| upright(&stripped, turned))
            .ok()
            .flatten()
            .ok_or(Why::NotWhatItSays),
    }
}

/// Where a JPEG ends, its end mark included; nothing where it does not.
fn end_of_jpeg(bytes: &[u8]) -> Option<usize> {
    let mut at = 2;
    loop {
        // Between segments stand fill bytes only, and after the head of a scan its data: a mark is an FF that neither
        // a zero nor a restart follows.
        while *bytes.get(at)? != 0xFF || matches!(*bytes.get(at + 1)?, 0x00 | 0xD0..=0xD7 | 0xFF) {
            at += 1;
        }
        let marker = *bytes.get(at + 1)?;
        at += 2;
        if marker == 0xD9 {
            return Some(at);
        }
        if marker != 0x01 {
            let length = u16::from_be_bytes([*bytes.get(at)?, *bytes.get(at + 1)?]);
            at += usize::from(length).max(2);
        }
    }
}

/// The picture as it was seen, written anew.
fn upright(bytes: &[u8], turned: Orientation) -> Option<Vec<u8>> {
    let mut decoder = JpegDecoder::new(Cursor::new(bytes)).ok()?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(MOST_SIDE);
    limits.max_image_height = Some(MOST_SIDE);
    decoder.set_limits(limits).ok()?;
    let mut picture = DynamicImage::from_decoder(decoder).ok()?;
    picture.apply_orientation(turned);
    let mut out = Vec::new();
    JpegEncoder::new_with_quality(&mut out, QUALITY)
        .encode_image(&picture)
        .ok()?;
    Some(out)
}

fn png(bytes: Vec<u8>) -> Result<Vec<u8>, Why> {
    const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";
    const KEPT: [&[u8; 4]; 7] = [b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"sRGB"];
    if !bytes.starts_with(SIGNATURE) {
        return Err(Why::NotWhatItSays);
    }
    let end = end_of_png(&bytes).ok_or(Why::Truncated)?;
    let whole = bytes.get(..end).unwrap_or_default().to_vec();
    let mut picture = Png::from_bytes(whole.into()).map_err(|_| Why::NotWhatItSays)?;
    let chunks = picture.chunks_mut();
    let head = chunks.first().filter(|c| c.kind() == *b"IHDR");
    let side = |from: usize| {
        let four = head?.contents().get(from..from + 4)?;
        Some(u32::from_be_bytes(four.try_into().ok()?))
    };
    let (width, height) = side(0).zip(side(4)).ok_or(Why::NotWhatItSays)?;
    within_limits(width, height)?;
    chunks.retain(|c| KEPT.iter().any(|k| **k == c.kind()));
    Ok(picture.encoder().bytes().to_vec())
}

/// Where a PNG ends, its last chunk included; nothing where it does not.
fn end_of_png(bytes: &[u8]) -> Option<usize> {
    let mut at = 8;
    loop {
        let head = bytes.get(at..at + 8)?;
        let (length, kind) = head.split_at(4);
        let length = u32::from_be_bytes(length.try_into().ok()?);
        at = at.checked_add(12)?.checked_add(usize::try_from(length).ok()?)?;
        if at > bytes.len() {
            return None;
        }
        if kind == b"IEND" {
            return Some(at);
        }
    }
}

fn within_limits(width: u32, height: u32) -> Result<(), Why> {
    if width == 0 || height == 0 {
        return Err(Why::NotWhatItSays);
    }
    if width > MOST_SIDE || height > MOST_SIDE || u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(Why::TooManyPixels);
    }
    Ok(())
}

#[cfg(test)]
mod tests;
