//! Taking a JPEG apart into its segments, and putting together what drawing it needs.
//!
//! Invariant: no byte of a segment is kept because nobody thought of it; what is not named here goes, wherever in the
//! file it stands. The data of the scans, and with them the pixels, are those of the camera, bit for bit.

use super::{Why, within_limits};

const TEM: u8 = 0x01;
const DHT: u8 = 0xC4;
const DAC: u8 = 0xCC;
const RST: std::ops::RangeInclusive<u8> = 0xD0..=0xD7;
const SOI: u8 = 0xD8;
const EOI: u8 = 0xD9;
const SOS: u8 = 0xDA;
const DQT: u8 = 0xDB;
const DRI: u8 = 0xDD;
const APP0: u8 = 0xE0;
const APP1: u8 = 0xE1;
const APP14: u8 = 0xEE;

/// What stands before the first scan and is written anew in the form that it has to have.
#[derive(Default)]
struct Head {
    /// Version, unit and density, without the preview.
    jfif: Option<Vec<u8>>,
    /// What the colours are.
    adobe: Option<Vec<u8>>,
    /// How the camera was held.
    turned: Option<u8>,
}

/// The picture without metadata.
pub(super) fn clean(bytes: &[u8]) -> Result<Vec<u8>, Why> {
    if !bytes.starts_with(&[0xFF, SOI, 0xFF]) {
        return Err(Why::NotWhatItSays);
    }
    let (mut head, mut body) = (Head::default(), Vec::with_capacity(bytes.len()));
    let (mut framed, mut scanned) = (false, false);
    let mut rest = bytes.get(2..).unwrap_or_default();
    loop {
        let (marker, after) = next_marker(rest).ok_or(Why::Truncated)?;
        rest = after;
        match marker {
            EOI if scanned => break,
            // A picture within a picture, or none.
            SOI | EOI => return Err(Why::NotWhatItSays),
            _ if marker == TEM || RST.contains(&marker) => continue,
            _ => {}
        }
        let (content, after) = segment(rest)?;
        rest = after;
        match marker {
            _ if is_frame(marker) => {
                frame(content)?;
                framed = true;
                keep(&mut body, marker, content);
            }
            SOS if framed => {
                scanned = true;
                keep(&mut body, marker, content);
                rest = scan(rest, &mut body);
            }
            SOS => return Err(Why::NotWhatItSays),
            DHT | DAC | DQT | DRI => keep(&mut body, marker, content),
            _ if !scanned => head.look_at(marker, content),
            _ => {}
        }
    }
    Ok([&[0xFF, SOI], &head.written()[..], &body, &[0xFF, EOI]].concat())
}

impl Head {
    /// Takes out of a segment what may be kept of it. The first of each kind counts, as it does for decoders.
    fn look_at(&mut self, marker: u8, content: &[u8]) {
        match marker {
            APP0 if self.jfif.is_none() && content.starts_with(b"JFIF\0") => {
                // The size of the preview stands at the end, and there is none.
                self.jfif = content.get(..12).map(|kept| [kept, &[0, 0]].concat());
            }
            APP14 if self.adobe.is_none() && content.starts_with(b"Adobe") => {
                self.adobe = content.get(..12).map(<[u8]>::to_vec);
            }
            APP1 if self.turned.is_none() => self.turned = orientation(content),
            _ => {}
        }
    }

    fn written(&self) -> Vec<u8> {
        let mut out = Vec::new();
        if let Some(jfif) = &self.jfif {
            keep(&mut out, APP0, jfif);
        }
        // Upright is what every viewer takes for granted.
        if let Some(turned @ 2..=8) = self.turned {
            let entry = [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, turned, 0, 0];
            let exif = [&b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01"[..], &entry, &[0; 4]].concat();
            keep(&mut out, APP1, &exif);
        }
        if let Some(adobe) = &self.adobe {
            keep(&mut out, APP14, adobe);
        }
        out
    }
}

/// The next marker and what follows it. What stands before it belongs to no segment.
fn next_marker(mut bytes: &[u8]) -> Option<(u8, &[u8])> {
    loop {
        match bytes {
            [0xFF, 0xFF, ..] => bytes = bytes.get(1..)?,
            [0xFF, marker, rest @ ..] if *marker != 0 => return Some((*marker, rest)),
            _ => bytes = bytes.get(1..)?,
        }
    }
}

/// The content of a segment without its length, and what follows.
fn segment(bytes: &[u8]) -> Result<(&[u8], &[u8]), Why> {
    let (length, rest) = bytes.split_first_chunk::<2>().ok_or(Why::Truncated)?;
    let length = usize::from(u16::from_be_bytes(*length));
    let length = length.checked_sub(2).ok_or(Why::NotWhatItSays)?;
    rest.split_at_checked(length).ok_or(Why::Truncated)
}

/// Keeps the data of a scan, in which an FF is followed by a zero, a restart or another FF; gives what follows.
fn scan<'a>(bytes: &'a [u8], out: &mut Vec<u8>) -> &'a [u8] {
    let ends = |pair: &[u8]| matches!(pair, [0xFF, next] if !matches!(next, 0 | 0xFF) && !RST.contains(next));
    // Without an end there is no end mark either, and that is noticed there.
    let end = bytes.windows(2).position(ends).unwrap_or(bytes.len());
    let (data, rest) = bytes.split_at(end);
    out.extend(data);
    rest
}

fn is_frame(marker: u8) -> bool {
    matches!(marker, 0xC0..=0xCF) && !matches!(marker, DHT | 0xC8 | DAC)
}

/// Refuses a frame that no camera takes. Each is looked at: a second one may be what a decoder goes by. One that leaves
/// its height to be said behind the scan is refused as well, so nothing that says it later (DNL) is needed.
fn frame(content: &[u8]) -> Result<(), Why> {
    let [_, h1, h0, w1, w0, ..] = content else {
        return Err(Why::NotWhatItSays);
    };
    let side = |high: &u8, low: &u8| u32::from(u16::from_be_bytes([*high, *low]));
    within_limits(side(w1, w0), side(h1, h0))
}

fn keep(out: &mut Vec<u8>, marker: u8, content: &[u8]) {
    let length = u16::try_from(content.len() + 2).expect("BUG: it came out of a segment or is short");
    out.extend([0xFF, marker]);
    out.extend(length.to_be_bytes());
    out.extend(content);
}

/// What EXIF says of how the camera was held.
fn orientation(content: &[u8]) -> Option<u8> {
    let tiff = content.strip_prefix(b"Exif\0\0")?;
    let big = match tiff.get(..4)? {
        b"MM\0\x2a" => true,
        b"II\x2a\0" => false,
        _ => return None,
    };
    let number = |from: usize, bytes: usize| {
        let found = tiff.get(from..from.checked_add(bytes)?)?;
        let add = |sum: u32, byte: &u8| sum << 8 | u32::from(*byte);
        Some(match big {
            true => found.iter().fold(0, add),
            false => found.iter().rev().fold(0, add),
        })
    };
    let first = usize::try_from(number(4, 4)?).ok()?;
    let entries = usize::try_from(number(first, 2)?).ok()?;
    (0..entries).find_map(|n| {
        let at = first.checked_add(2 + 12 * n)?;
        let fits = (number(at, 2)?, number(at + 2, 2)?, number(at + 4, 4)?) == (0x0112, 3, 1);
        fits.then(|| number(at + 8, 2))
            .flatten()
            .and_then(|value| u8::try_from(value).ok())
    })
}
