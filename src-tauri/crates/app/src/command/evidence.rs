//! Photos and papers: checked, stripped of metadata, kept as blobs beside the records.
//!
//! Invariant: what is kept is what its media type says, and holds no camera position, device name or author in the
//! places where pictures carry them. Source: security rules for pictures (strip by default). What the bytes may be stands
//! in `content`.

mod content;

use super::wire;
use crate::dispatch::Ctx;
use crate::error::{Code, Error};
use data_encoding::BASE64;
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
    let bytes = content::clean(&input.media_type, bytes).map_err(|why| refused(why.name()))?;
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
