//! Photos and papers: checked, stripped of metadata, kept as blobs beside the records.
//!
//! Invariant: what is kept is what its media type says, and holds no camera position, device name or author in the
//! places where pictures carry them. Source: security rules for pictures (strip by default).

use super::wire;
use crate::dispatch::Ctx;
use crate::error::{Code, Error};
use data_encoding::BASE64;
use img_parts::{ImageEXIF, jpeg::Jpeg, png::Png};
use junkai_core::evidence::Evidence;
use junkai_core::{Day, EvidenceId, SurveyId};
use uuid::Uuid;

/// A file larger than this is refused; a bundle could not carry it.
pub const MOST_BYTES: usize = 64 * 1024 * 1024;

wire! {
    /// Keeps a photo or paper.
    EvidenceAdd {
        /// The survey.
        survey: SurveyId,
        /// Its id; a fresh one when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        id: Option<EvidenceId>,
        /// What it shows.
        name: String,
        /// `image/jpeg`, `image/png` or `application/pdf`.
        media_type: String,
        /// When it was taken or received.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        taken_on: Option<Day>,
        /// Note.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        note: Option<String>,
        /// The bytes in base64.
        bytes: String,
    }
    /// Names a photo or paper.
    EvidenceGet {
        /// The survey.
        survey: SurveyId,
        /// Its id.
        id: EvidenceId,
    }
    /// The bytes of a photo or paper.
    EvidenceBytes {
        /// Media type.
        media_type: String,
        /// The bytes in base64.
        bytes: String,
    }
}

/// Keeps a photo or paper.
pub(crate) fn add(ctx: &mut Ctx<'_>, input: EvidenceAdd) -> Result<super::Saved, Error> {
    if input.bytes.len() > MOST_BYTES / 3 * 4 + 4 {
        return Err(refused("too_large"));
    }
    let bytes = BASE64
        .decode(input.bytes.as_bytes())
        .map_err(|_| refused("not_base64"))?;
    let bytes = clean(&input.media_type, bytes)?;
    let record = Evidence {
        name: input.name,
        media_type: input.media_type,
        bytes: 0,
        sha256: String::new(),
        taken_on: input.taken_on,
        note: input.note,
    };
    super::record::check(&record)?;
    let id = input.id.unwrap_or_else(|| EvidenceId(ctx.env.id()));
    let actor = ctx.actor();
    let rev = ctx
        .vault()?
        .write(input.survey, &actor, |w| w.put_evidence(id, &record, &bytes))?;
    Ok(super::Saved {
        id: id.into(),
        rev,
        saved_at: ctx.env.now(),
    })
}

/// The bytes, for showing them.
pub(crate) fn get(ctx: &mut Ctx<'_>, input: EvidenceGet) -> Result<EvidenceBytes, Error> {
    let (kept, bytes) = ctx.vault()?.read(input.survey, |r| {
        Ok((r.get::<Evidence>(input.id)?, r.evidence_bytes(input.id)?))
    })?;
    let (Some(kept), Some(bytes)) = (kept, bytes) else {
        return Err(Error::of(Code::NotFound)
            .with("kind", "evidence")
            .with("id", Uuid::from(input.id).to_string()));
    };
    Ok(EvidenceBytes {
        media_type: kept.record.media_type,
        bytes: BASE64.encode(&bytes),
    })
}

fn refused(why: &str) -> Error {
    Error::of(Code::EvidenceRefused).with("problem", why)
}

/// The bytes without metadata, once they are what they claim to be.
fn clean(media_type: &str, bytes: Vec<u8>) -> Result<Vec<u8>, Error> {
    match media_type {
        "image/jpeg" => clean_jpeg(bytes),
        "image/png" => clean_png(bytes),
        "application/pdf" if bytes.starts_with(b"%PDF-") => Ok(bytes),
        "application/pdf" => Err(refused("not_what_it_says")),
        _ => Err(refused("media_type")),
    }
}

fn clean_jpeg(bytes: Vec<u8>) -> Result<Vec<u8>, Error> {
    /// Segments that decoding needs not: APP1..APP13, APP15 and comments. APP0 is JFIF, APP14 tells the colours.
    const METADATA: std::ops::RangeInclusive<u8> = 0xE1..=0xEF;
    let mut picture = Jpeg::from_bytes(bytes.into()).map_err(|_| refused("not_what_it_says"))?;
    picture.set_exif(None);
    picture
        .segments_mut()
        .retain(|s| !(s.marker() == 0xFE || (METADATA.contains(&s.marker()) && s.marker() != 0xEE)));
    Ok(picture.encoder().bytes().to_vec())
}

fn clean_png(bytes: Vec<u8>) -> Result<Vec<u8>, Error> {
    const KEPT: [&[u8; 4]; 7] = [b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"sRGB"];
    let mut picture = Png::from_bytes(bytes.into()).map_err(|_| refused("not_what_it_says"))?;
    picture
        .chunks_mut()
        .retain(|c| KEPT.iter().any(|k| **k == c.kind()));
    Ok(picture.encoder().bytes().to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The smallest JPEG frame that a parser walks through, with EXIF and a comment before it.
    fn jpeg_with_metadata() -> Vec<u8> {
        let mut out = vec![0xFF, 0xD8];
        let segment = |marker: u8, body: &[u8], out: &mut Vec<u8>| {
            out.extend([0xFF, marker]);
            out.extend(u16::try_from(body.len() + 2).expect("short").to_be_bytes());
            out.extend(body);
        };
        segment(0xE1, b"Exif\0\0GPS 35.0 139.0", &mut out);
        segment(0xFE, b"made by somebody", &mut out);
        segment(0xDB, &[0; 65], &mut out);
        segment(0xDA, &[1, 1, 0, 0, 63, 0], &mut out);
        out.extend([0x12, 0x34, 0xFF, 0xD9]);
        out
    }

    #[test]
    fn a_jpeg_loses_its_metadata_and_keeps_its_picture() {
        let cleaned = clean("image/jpeg", jpeg_with_metadata()).expect("a JPEG is taken");
        let holds = |needle: &[u8]| cleaned.windows(needle.len()).any(|w| w == needle);
        assert!(!holds(b"GPS"), "the position is gone");
        assert!(!holds(b"somebody"), "the comment is gone");
        assert!(
            holds(&[0x12, 0x34, 0xFF, 0xD9]),
            "the picture data are still there"
        );
    }

    #[test]
    fn what_is_not_what_it_says_is_refused() {
        for media_type in ["image/jpeg", "image/png", "application/pdf", "image/svg+xml"] {
            let error = clean(media_type, b"<svg onload=x>".to_vec()).expect_err("refused");
            assert_eq!(error.code, Code::EvidenceRefused, "{media_type} with other bytes");
        }
    }
}
