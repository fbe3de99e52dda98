//! What of each record is searched: its names first, then everything that people write into it.
//!
//! Invariant: entries come in the order of the stages. Fields carry their names on the wire, so that a window can say
//! where the words stand.

use super::Searched;
use crate::backup::Backup;
use crate::checklist::{AnswerValue, Checklist, Item};
use crate::connection::Connection;
use crate::interview::{Answer, Interview};
use crate::inventory::{Asset, Location, System};
use crate::record::{Choice, Kept};
use crate::request::Request;
use crate::rules::FindingView;
use crate::survey::Visit;
use crate::{AnswerId, InterviewId, RecordKind};
use std::borrow::Cow;
use std::collections::HashMap;
use uuid::Uuid;

/// A record as it is searched.
pub(super) struct Entry<'a> {
    pub(super) kind: RecordKind,
    pub(super) id: Uuid,
    pub(super) title: Cow<'a, str>,
    /// What it belongs to, shown where the title says all.
    pub(super) belongs_to: Cow<'a, str>,
    pub(super) item: Option<(InterviewId, &'a str)>,
    /// How many of the texts are names.
    pub(super) names: usize,
    /// Field and text.
    pub(super) texts: Vec<(&'static str, Cow<'a, str>)>,
}

type Texts<'a> = Vec<(&'static str, Cow<'a, str>)>;

/// Hands every record that is searched to `take`.
pub(super) fn each<'a>(s: &Searched<'a>, take: &mut dyn FnMut(&Entry<'a>)) {
    let snapshot = s.snapshot;
    snapshot.visits.iter().for_each(|v| take(&visit(s, v)));
    items(s, take);
    snapshot.requests.iter().for_each(|r| take(&request(s, r)));
    snapshot.systems.iter().for_each(|x| take(&system(s, x)));
    snapshot.assets.iter().for_each(|a| take(&asset(s, a)));
    snapshot.connections.iter().for_each(|c| take(&connection(s, c)));
    let systems: HashMap<Uuid, &str> = snapshot
        .systems
        .iter()
        .map(|x| (x.id, x.record.name.as_str()))
        .collect();
    for kept in &snapshot.backups {
        let of = systems.get(&kept.record.system.0).copied().unwrap_or_default();
        take(&backup(kept, of));
    }
    for kept in &snapshot.efforts {
        let texts = vec![("note", opt(&kept.record.note))];
        let row = word(s, "effort_row", &kept.record.row.to_string());
        take(&entry(
            RecordKind::Effort,
            kept.id,
            row,
            day(kept.record.on),
            0,
            texts,
        ));
    }
    for kept in &snapshot.evidence {
        let texts = vec![
            ("name", text(&kept.record.name)),
            ("note", opt(&kept.record.note)),
        ];
        let taken = kept.record.taken_on.map(day).unwrap_or_default();
        take(&entry(
            RecordKind::Evidence,
            kept.id,
            text(&kept.record.name),
            taken,
            1,
            texts,
        ));
    }
    s.findings.iter().for_each(|f| take(&finding(s, f)));
}

fn entry<'a>(
    kind: RecordKind,
    id: Uuid,
    title: Cow<'a, str>,
    belongs_to: Cow<'a, str>,
    names: usize,
    texts: Texts<'a>,
) -> Entry<'a> {
    Entry {
        kind,
        id,
        title,
        belongs_to,
        item: None,
        names,
        texts,
    }
}

/// Every item of every interview, answered or not: who looks for a question wants to get to it.
fn items<'a>(s: &Searched<'a>, take: &mut dyn FnMut(&Entry<'a>)) {
    let mut answers: HashMap<(InterviewId, &str), &Answer> = HashMap::new();
    for kept in &s.snapshot.answers {
        answers.insert((kept.record.interview, kept.record.item.as_str()), &kept.record);
    }
    for kept in &s.snapshot.interviews {
        let Some(list) = list(s, &kept.record) else {
            continue;
        };
        let interview = InterviewId(kept.id);
        for item in &list.items {
            let answer = answers.get(&(interview, item.no.as_str())).copied();
            take(&item_of(s, interview, &kept.record, item, answer));
        }
    }
}

fn list<'a>(s: &Searched<'a>, interview: &Interview) -> Option<&'a Checklist> {
    s.checklists
        .iter()
        .find(|c| c.id == interview.checklist && c.version == interview.checklist_version)
}

fn item_of<'a>(
    s: &Searched<'a>,
    interview: InterviewId,
    of: &'a Interview,
    item: &'a Item,
    answer: Option<&'a Answer>,
) -> Entry<'a> {
    let question = item.text.get(s.lang);
    let mut texts = vec![("item", text(&item.no)), ("text", text(question))];
    texts.extend(item.official_no.as_ref().map(|no| ("official_no", text(no))));
    let names = texts.len();
    if let Some(a) = answer {
        texts.extend(a.confirmed.as_ref().map(|v| ("confirmed", said(v, item, s))));
        texts.extend(a.own.as_ref().map(|v| ("own", said(v, item, s))));
        texts.push(("note", opt(&a.note)));
        texts.push(("own_note", opt(&a.own_note)));
        texts.push(("not_understood", opt(&a.not_understood)));
        texts.push(("not_applicable_because", opt(&a.not_applicable_because)));
    }
    Entry {
        kind: RecordKind::Answer,
        id: AnswerId::of(interview, &item.no).0,
        title: Cow::Owned(format!("{} {question}", item.no)),
        belongs_to: text(&of.interviewee),
        item: Some((interview, &item.no)),
        names,
        texts,
    }
}

/// What an answer says in words.
fn said<'a>(value: &'a AnswerValue, item: &'a Item, s: &Searched<'a>) -> Cow<'a, str> {
    let mut parts: Vec<&str> = Vec::new();
    let mut chosen = |id: &str| {
        let option = item.options.iter().find(|o| o.id == id);
        parts.extend(option.map(|o| o.text.get(s.lang)));
    };
    match value {
        AnswerValue::Text { text: said } => return text(said),
        AnswerValue::Single { option, text } => {
            chosen(option);
            parts.extend(text.as_deref());
        }
        AnswerValue::Multi { options, text } => {
            options.iter().for_each(|o| chosen(o));
            parts.extend(text.as_deref());
        }
        AnswerValue::Table { rows } => parts.extend(rows.iter().flatten().map(String::as_str)),
        _ => return Cow::Borrowed(""),
    }
    Cow::Owned(parts.join(" "))
}

fn visit<'a>(s: &Searched<'a>, kept: &'a Kept<Visit>) -> Entry<'a> {
    let v = &kept.record;
    let kind = choice(s, v.kind);
    let people: Vec<&str> = v.participants.iter().map(|p| p.position.as_str()).collect();
    let texts = vec![
        ("kind", kind.clone()),
        ("on", day(v.on)),
        ("participants", Cow::Owned(people.join(" "))),
        ("note", opt(&v.note)),
    ];
    entry(RecordKind::Visit, kept.id, kind, day(v.on), 2, texts)
}

fn request<'a>(s: &Searched<'a>, kept: &'a Kept<Request>) -> Entry<'a> {
    let r = &kept.record;
    let texts = vec![
        ("what", text(&r.what)),
        ("from_whom", text(&r.from_whom)),
        ("kind", choice(s, r.kind)),
        ("consent_by", opt(&r.consent_by)),
        ("item", opt(&r.item)),
        ("note", opt(&r.note)),
    ];
    entry(
        RecordKind::Request,
        kept.id,
        text(&r.what),
        text(&r.from_whom),
        1,
        texts,
    )
}

fn system<'a>(s: &Searched<'a>, kept: &'a Kept<System>) -> Entry<'a> {
    let x = &kept.record;
    let texts = vec![
        ("name", text(&x.name)),
        ("kind", choice(s, x.kind)),
        ("vendor", opt(&x.vendor)),
        ("department", opt(&x.department)),
        ("database", opt(&x.database)),
        ("note", opt(&x.note)),
    ];
    entry(
        RecordKind::System,
        kept.id,
        text(&x.name),
        opt(&x.vendor),
        1,
        texts,
    )
}

fn asset<'a>(s: &Searched<'a>, kept: &'a Kept<Asset>) -> Entry<'a> {
    let a = &kept.record;
    let place = place(&a.location);
    let texts = vec![
        ("name", text(&a.name)),
        ("kind", choice(s, a.kind)),
        ("maker", opt(&a.maker)),
        ("model", opt(&a.model)),
        ("os", opt(&a.os)),
        ("version", opt(&a.version)),
        ("ip", opt(&a.ip)),
        ("mac", opt(&a.mac)),
        ("protocol", opt(&a.protocol)),
        ("location", place.clone()),
        ("department", opt(&a.department)),
        ("owner_name", opt(&a.owner_name)),
        ("managing_department", opt(&a.managing_department)),
        ("maintained_by", opt(&a.maintained_by)),
        ("note", opt(&a.note)),
    ];
    entry(RecordKind::Asset, kept.id, text(&a.name), place, 1, texts)
}

fn connection<'a>(s: &Searched<'a>, kept: &'a Kept<Connection>) -> Entry<'a> {
    let c = &kept.record;
    let texts = vec![
        ("label", text(&c.label)),
        ("purpose", text(&c.purpose)),
        ("counterpart", opt(&c.counterpart)),
        ("line", c.line.map(|line| choice(s, line)).unwrap_or_default()),
        ("line_other", opt(&c.line_other)),
        ("carrier", opt(&c.carrier)),
        ("category", word(s, "category", &c.category.to_string())),
        ("software_version", opt(&c.software_version)),
        ("managed_by", opt(&c.managed_by)),
        ("contract", opt(&c.contract)),
        ("boundary", opt(&c.boundary)),
        ("note", opt(&c.note)),
    ];
    let title = Cow::Owned(format!("{} {}", c.label, c.purpose));
    entry(
        RecordKind::Connection,
        kept.id,
        title,
        opt(&c.counterpart),
        2,
        texts,
    )
}

fn backup<'a>(kept: &'a Kept<Backup>, system: &'a str) -> Entry<'a> {
    let b = &kept.record;
    let texts = vec![
        ("system", text(system)),
        ("data", text(&b.data)),
        ("method", opt(&b.method)),
        ("frequency", opt(&b.frequency)),
        ("place", opt(&b.place)),
        ("in_charge", opt(&b.in_charge)),
        ("note", opt(&b.note)),
    ];
    let title = Cow::Owned(format!("{system} {}", b.data));
    entry(RecordKind::Backup, kept.id, title, opt(&b.method), 2, texts)
}

fn finding<'a>(s: &Searched<'a>, f: &'a FindingView) -> Entry<'a> {
    let title = text(f.wording.get(s.lang));
    let texts = vec![
        ("wording", title.clone()),
        (
            "advice",
            f.advice.as_ref().map(|a| text(a.get(s.lang))).unwrap_or_default(),
        ),
        ("reason", opt(&f.reason)),
        ("note", opt(&f.note)),
    ];
    entry(
        RecordKind::Finding,
        f.id.0,
        title,
        choice(s, f.severity),
        1,
        texts,
    )
}

fn place(at: &Location) -> Cow<'_, str> {
    let parts = [&at.building, &at.floor, &at.room, &at.rack];
    let known: Vec<&str> = parts.into_iter().filter_map(|p| p.as_deref()).collect();
    Cow::Owned(known.join(" "))
}

fn choice<'a, C: Choice>(s: &Searched<'a>, choice: C) -> Cow<'a, str> {
    word(s, C::KEY, choice.name())
}

fn word<'a>(s: &Searched<'a>, key: &str, name: &str) -> Cow<'a, str> {
    Cow::Borrowed(s.templates.word(key, name, s.lang))
}

fn day<'a>(day: crate::Day) -> Cow<'a, str> {
    Cow::Owned(day.to_string())
}

fn text(text: &str) -> Cow<'_, str> {
    Cow::Borrowed(text)
}

fn opt(text: &Option<String>) -> Cow<'_, str> {
    Cow::Borrowed(text.as_deref().unwrap_or_default())
}
