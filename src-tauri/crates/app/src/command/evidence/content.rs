//! What the bytes of a photo or paper may be, and what of them is kept.
//!
//! Invariant: a picture holds nothing beside what drawing it needs, ends where the picture ends, and is drawn as large
//! as a camera makes them at most: no camera, place, author, preview, or film behind the picture. The way in which the
//! camera was held is needed for drawing, so that alone is said anew.
//! Deliberately absent: decoding. The process that holds the keys unpacks no pixel, and a picture that no viewer can
//! draw is of no danger, only of no use.

mod jpeg;

/// The longest side and the most pixels of a picture: more than any camera has, less than any viewer chokes on.
const MOST_SIDE: u32 = 20_000;
const MOST_PIXELS: u64 = 128_000_000;

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
        "image/jpeg" => jpeg::clean(&bytes),
        "image/png" => png(&bytes),
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

fn png(bytes: &[u8]) -> Result<Vec<u8>, Why> {
    const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";
    const KEPT: [&[u8]; 7] = [b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"sRGB"];
    let mut rest = bytes.strip_prefix(SIGNATURE).ok_or(Why::NotWhatItSays)?;
    let mut out = SIGNATURE.to_vec();
    loop {
        let (chunk, behind) = first_chunk(rest).ok_or(Why::Truncated)?;
        let kind = chunk.get(4..8).unwrap_or_default();
        let first = out.len() == SIGNATURE.len();
        if first != (kind == b"IHDR") {
            return Err(Why::NotWhatItSays);
        }
        if first {
            let (width, height) = side(chunk, 8).zip(side(chunk, 12)).ok_or(Why::NotWhatItSays)?;
            within_limits(width, height)?;
        }
        if KEPT.contains(&kind) {
            out.extend(chunk);
        }
        if kind == b"IEND" {
            return Ok(out);
        }
        rest = behind;
    }
}

/// The first chunk of a PNG, with its length, kind and checksum, and what follows.
fn first_chunk(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let length = usize::try_from(side(bytes, 0)?).ok()?;
    bytes.split_at_checked(length.checked_add(12)?)
}

/// The number that stands in a PNG at `from`.
fn side(bytes: &[u8], from: usize) -> Option<u32> {
    let four = bytes.get(from..from + 4)?;
    Some(u32::from_be_bytes(four.try_into().ok()?))
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
