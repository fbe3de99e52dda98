//! What records are called, for whoever holds only their ids: the audit trail, and what a finding rests on.
//!
//! Invariant: one answer for each id that was ever a record of the survey, in the order of asking; a removed record is
//! called as it was last. Reads one moment, changes nothing.
//! Deliberately absent: words. Days and numbers come as they are stored, and the window writes them as it does elsewhere.

use super::change::naming;
use super::wire;
use crate::dispatch::Ctx;
use crate::error::Error;
use junkai_core::{InterviewId, Lang, RecordKind, RecordRef, SurveyId};
use junkai_store::{Action, Reader, Result};
use serde_json::{Map, Value};
use uuid::Uuid;

wire! {
    /// A record whose name is wanted.
    Nameless {
        /// Its kind, where it is known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        kind: Option<RecordKind>,
        /// Its id.
        #[ts(type = "string")]
        id: Uuid,
    }
    /// Asks what records are called.
    NameGet {
        /// The survey.
        survey: SurveyId,
        /// The records.
        of: Vec<Nameless>,
        /// The language of findings.
        #[serde(default)]
        lang: Lang,
    }
    /// What a record is called.
    RecordName {
        /// The record.
        about: RecordRef,
        /// What tells it from others of its kind: a text, a day or a number. None where it has no such thing.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        name: Option<String>,
        /// What it belongs to: the interviewee of an answer, the system of a backup.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        of: Option<String>,
        /// The interview, of an answer.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        interview: Option<InterviewId>,
        /// The first record that a photo or paper is attached to.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        held_by: Option<RecordRef>,
        /// Whether it was removed.
        removed: bool,
    }
}

/// The names of the records that are asked for.
pub(crate) fn list(ctx: &mut Ctx<'_>, input: NameGet) -> std::result::Result<Vec<RecordName>, Error> {
    let names = ctx.vault()?.read(input.survey, |r| {
        let mut names = Vec::new();
        for wanted in &input.of {
            names.extend(named(r, wanted, input.lang)?);
        }
        Ok(names)
    })?;
    Ok(names)
}

fn named(r: &Reader<'_>, wanted: &Nameless, lang: Lang) -> Result<Option<RecordName>> {
    let Some((about, fields, removed)) = found(r, wanted)? else {
        return Ok(None);
    };
    let interview = text(&fields, "interview")
        .and_then(|id| id.parse().ok())
        .map(InterviewId);
    Ok(Some(RecordName {
        about,
        name: name(r, about.kind, &fields, lang)?,
        of: belongs_to(r, about.kind, &fields)?,
        interview: interview.filter(|_| about.kind == RecordKind::Answer),
        held_by: match about.kind {
            RecordKind::Evidence => r.referring(about)?.into_iter().next(),
            _ => None,
        },
        removed,
    }))
}

type Fields = Map<String, Value>;

/// The record as it is, or as it was when it was removed.
fn found(r: &Reader<'_>, wanted: &Nameless) -> Result<Option<(RecordRef, Fields, bool)>> {
    let kinds: &[RecordKind] = match &wanted.kind {
        Some(kind) => std::slice::from_ref(kind),
        None => RecordKind::ALL,
    };
    let id = wanted.id;
    for kind in kinds.iter().copied() {
        if let Some(raw) = r.get_raw(kind, id)? {
            return Ok(fields_of(raw.record).map(|fields| (RecordRef { kind, id }, fields, false)));
        }
    }
    for kind in kinds.iter().copied() {
        let Some(last) = r.history(kind, id)?.pop() else {
            continue;
        };
        if last.action == Action::Remove {
            let fields = last.fields.into_iter();
            let fields = fields.filter_map(|f| f.before.map(|value| (f.field, value)));
            return Ok(Some((RecordRef { kind, id }, fields.collect(), true)));
        }
    }
    Ok(None)
}

fn fields_of(record: Value) -> Option<Fields> {
    match record {
        Value::Object(fields) => Some(fields),
        _ => None,
    }
}

/// What tells the record from others of its kind.
fn name(r: &Reader<'_>, kind: RecordKind, fields: &Fields, lang: Lang) -> Result<Option<String>> {
    if kind == RecordKind::Finding {
        let lang = match lang {
            Lang::Ja => "ja",
            Lang::En => "en",
        };
        let words = fields
            .get("wording")
            .and_then(|w| w.get(lang))
            .and_then(Value::as_str);
        return Ok(words.map(str::to_owned));
    }
    let own = naming(kind).and_then(|field| text(fields, field));
    match kind {
        RecordKind::Connection => Ok(joined([own, text(fields, "purpose")], " ")),
        // A line without a name of its own is told by its two ends.
        RecordKind::DiagramEdge if own.is_none() => {
            let ends = [
                pointed(r, RecordKind::DiagramNode, fields, "from", "label")?,
                pointed(r, RecordKind::DiagramNode, fields, "to", "label")?,
            ];
            Ok(joined(ends, " – "))
        }
        _ => Ok(own),
    }
}

/// What the record belongs to.
fn belongs_to(r: &Reader<'_>, kind: RecordKind, fields: &Fields) -> Result<Option<String>> {
    match kind {
        RecordKind::Answer => pointed(r, RecordKind::Interview, fields, "interview", "interviewee"),
        RecordKind::Investigation => pointed(r, RecordKind::Connection, fields, "connection", "label"),
        RecordKind::Backup => pointed(r, RecordKind::System, fields, "system", "name"),
        RecordKind::Effort => Ok(text(fields, "surveyor")),
        _ => Ok(None),
    }
}

/// The field `said` of the record that the field `by` points at.
fn pointed(
    r: &Reader<'_>,
    kind: RecordKind,
    fields: &Fields,
    by: &str,
    said: &str,
) -> Result<Option<String>> {
    let Some(id) = text(fields, by).and_then(|id| id.parse().ok()) else {
        return Ok(None);
    };
    let wanted = Nameless { kind: Some(kind), id };
    Ok(found(r, &wanted)?.and_then(|(_, fields, _)| text(&fields, said)))
}

fn text(fields: &Fields, name: &str) -> Option<String> {
    match fields.get(name)? {
        Value::String(text) if !text.trim().is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn joined(parts: [Option<String>; 2], by: &str) -> Option<String> {
    let said: Vec<String> = parts.into_iter().flatten().collect();
    (!said.is_empty()).then(|| said.join(by))
}
