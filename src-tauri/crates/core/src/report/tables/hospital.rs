//! The hospital, the survey as such, its visits, and the record of documents, remarks and revisions.

use super::super::context::Context;
use super::super::document::Cell;
use super::super::table::{Field, Line, Listed, Scope};
use super::super::template::DeliverableTemplate;
use crate::Day;
use crate::review::{Comment, Revision};
use crate::survey::{ContactPosition, Hospital, Survey, Visit};

/// The hospital profile.
pub(in crate::report) struct Profile<'a>(&'a Hospital);

impl<'a> Listed<'a> for Profile<'a> {
    const NAME: &'static str = "hospital";

    fn fields() -> Vec<Field<'a, Self>> {
        vec![
            Field::text("name", |h: &Self| Some(&h.0.name)),
            Field::text("region", |h: &Self| h.0.region.as_deref()),
            Field::choice("founder", |h: &Self| h.0.founder),
            Field::number("beds_total", |h: &Self| Some(h.0.beds.total())),
            Field::number("beds_general", |h: &Self| h.0.beds.general),
            Field::number("beds_long_term", |h: &Self| h.0.beds.long_term),
            Field::number("beds_psychiatric", |h: &Self| h.0.beds.psychiatric),
            Field::number("beds_tuberculosis", |h: &Self| h.0.beds.tuberculosis),
            Field::number("beds_infectious", |h: &Self| h.0.beds.infectious),
            Field::cell("facility_standards", |_, h: &Self| {
                Cell::text(h.0.facility_standards.join("\n"))
            }),
            Field::number("physicians", |h: &Self| h.0.staff.physicians),
            Field::number("nurses", |h: &Self| h.0.staff.nurses),
            Field::number("clinical_engineers", |h: &Self| h.0.staff.clinical_engineers),
            Field::number("radiographers", |h: &Self| h.0.staff.radiographers),
            Field::number("laboratory_technologists", |h: &Self| {
                h.0.staff.laboratory_technologists
            }),
            Field::number("pharmacists", |h: &Self| h.0.staff.pharmacists),
            Field::number("others", |h: &Self| h.0.staff.others),
            Field::number("information_systems", |h: &Self| h.0.staff.information_systems),
            Field::day("pledged_on", |h: &Self| h.0.pledged_on),
            Field::day("contracted_on", |h: &Self| h.0.contracted_on),
            Field::text("note", |h: &Self| h.0.note.as_deref()),
        ]
    }

    fn lines(c: &Context<'a>, _: Scope<'a>) -> Vec<Line<Self>> {
        c.snapshot
            .hospital
            .iter()
            .map(|hospital| Line::Body(Self(hospital)))
            .collect()
    }
}

/// Whom to turn to.
pub(in crate::report) struct Contact<'a>(&'a ContactPosition);

impl<'a> Listed<'a> for Contact<'a> {
    const NAME: &'static str = "contacts";

    fn fields() -> Vec<Field<'a, Self>> {
        vec![
            Field::text("role", |p: &Self| Some(&p.0.role)),
            Field::text("department", |p: &Self| p.0.department.as_deref()),
            Field::text("position", |p: &Self| Some(&p.0.position)),
        ]
    }

    fn lines(c: &Context<'a>, _: Scope<'a>) -> Vec<Line<Self>> {
        let contacts = c.snapshot.hospital.iter().flat_map(|hospital| &hospital.contacts);
        contacts.map(|contact| Line::Body(Self(contact))).collect()
    }
}

/// First and last day of the survey, as far as they are known.
pub(in crate::report) fn period(c: &Context<'_>) -> Option<String> {
    let survey = &c.snapshot.survey;
    if survey.period_start.is_none() && survey.period_end.is_none() {
        return None;
    }
    let day = |day: Option<Day>| day.map(|day| day.display(c.lang)).unwrap_or_default();
    let span = c.pattern(
        "span",
        &[
            ("from", &day(survey.period_start)),
            ("to", &day(survey.period_end)),
        ],
    );
    Some(span.trim().to_owned())
}

/// The survey as such.
pub(in crate::report) struct SurveyFacts<'a>(&'a Survey);

impl<'a> Listed<'a> for SurveyFacts<'a> {
    const NAME: &'static str = "survey";

    fn fields() -> Vec<Field<'a, Self>> {
        vec![
            Field::text("client", |s: &Self| s.0.client.as_deref()),
            Field::text("supervising_firm", |s: &Self| s.0.supervising_firm.as_deref()),
            Field::text("firm", |s: &Self| Some(&s.0.firm)),
            Field::cell("period", |c, _: &Self| Cell::text(period(c).unwrap_or_default())),
            Field::cell("earlier", |c, s: &Self| {
                Cell::text(s.0.earlier.map(|id| earlier(c, id)).unwrap_or_default())
            }),
            Field::text("note", |s: &Self| s.0.note.as_deref()),
        ]
    }

    fn lines(c: &Context<'a>, _: Scope<'a>) -> Vec<Line<Self>> {
        vec![Line::Body(Self(&c.snapshot.survey))]
    }
}

/// The earlier survey by firm and first day, or that it is not at hand.
fn earlier(c: &Context<'_>, id: crate::SurveyId) -> String {
    let at_hand = c.sources.earlier.filter(|snapshot| snapshot.id == id);
    let Some(earlier) = at_hand.map(|snapshot| &snapshot.survey) else {
        return c.say("earlier_not_at_hand").to_owned();
    };
    let day = earlier
        .period_start
        .map(|day| day.display(c.lang))
        .unwrap_or_default();
    c.pattern("earlier_survey", &[("text", &earlier.firm), ("detail", &day)])
}

/// One visit.
pub(in crate::report) struct VisitLine<'a>(&'a Visit);

impl<'a> Listed<'a> for VisitLine<'a> {
    const NAME: &'static str = "visits";

    fn fields() -> Vec<Field<'a, Self>> {
        vec![
            Field::day("on", |v: &Self| Some(v.0.on)),
            Field::choice("kind", |v: &Self| Some(v.0.kind)),
            Field::cell("started", |c, v: &Self| {
                Cell::text(
                    v.0.started
                        .map(|moment| c.clock(moment, Some(v.0.on)))
                        .unwrap_or_default(),
                )
            }),
            Field::cell("ended", |c, v: &Self| {
                Cell::text(
                    v.0.ended
                        .map(|moment| c.clock(moment, Some(v.0.on)))
                        .unwrap_or_default(),
                )
            }),
            Field::cell("participants", |c, v: &Self| {
                let who = v.0.participants.iter();
                let who =
                    who.map(|p| c.pattern("paren", &[("text", &p.position), ("detail", c.choice(p.side))]));
                Cell::text(c.join(who))
            }),
            Field::text("note", |v: &Self| v.0.note.as_deref()),
        ]
    }

    fn lines(c: &Context<'a>, _: Scope<'a>) -> Vec<Line<Self>> {
        c.snapshot
            .visits
            .iter()
            .map(|kept| Line::Body(Self(&kept.record)))
            .collect()
    }
}

/// One of the documents that are handed over.
pub(in crate::report) struct DocumentLine<'a> {
    file: &'static str,
    template: &'a DeliverableTemplate,
}

impl<'a> Listed<'a> for DocumentLine<'a> {
    const NAME: &'static str = "documents";

    fn fields() -> Vec<Field<'a, Self>> {
        vec![
            Field::text("file", |d: &Self| Some(d.file)),
            Field::cell("title", |c, d: &Self| Cell::text(d.template.title.get(c.lang))),
        ]
    }

    fn lines(c: &Context<'a>, _: Scope<'a>) -> Vec<Line<Self>> {
        let all = c.sources.templates.deliverables();
        all.map(|(file, template)| Line::Body(Self { file, template }))
            .collect()
    }
}

/// A remark of the supervising firm.
pub(in crate::report) struct CommentLine<'a>(&'a Comment);

impl<'a> Listed<'a> for CommentLine<'a> {
    const NAME: &'static str = "comments";

    fn fields() -> Vec<Field<'a, Self>> {
        vec![
            Field::day("on", |m: &Self| m.0.on),
            Field::text("by", |m: &Self| m.0.by.as_deref()),
            Field::cell("deliverable", |c, m: &Self| {
                m.0.deliverable.map_or(Cell::Empty, |number| titled(c, number))
            }),
            Field::text("place", |m: &Self| m.0.place.as_deref()),
            Field::text("text", |m: &Self| Some(&m.0.text)),
            Field::text("answer", |m: &Self| m.0.answer.as_deref()),
            Field::day("resolved_on", |m: &Self| m.0.resolved_on),
        ]
    }

    fn lines(c: &Context<'a>, _: Scope<'a>) -> Vec<Line<Self>> {
        c.snapshot
            .comments
            .iter()
            .map(|kept| Line::Body(Self(&kept.record)))
            .collect()
    }
}

/// Number of a document with its title.
fn titled(c: &Context<'_>, number: u8) -> Cell {
    let titled = usize::from(number)
        .checked_sub(1)
        .and_then(|at| c.sources.templates.deliverables().nth(at));
    let title = titled.map_or("", |(_, template)| template.title.get(c.lang));
    Cell::text(format!("{number} {title}"))
}

/// A numbered revision.
pub(in crate::report) struct RevisionLine<'a>(&'a Revision);

impl<'a> Listed<'a> for RevisionLine<'a> {
    const NAME: &'static str = "revisions";

    fn fields() -> Vec<Field<'a, Self>> {
        vec![
            Field::number("number", |r: &Self| Some(r.0.number)),
            Field::day("on", |r: &Self| Some(r.0.on)),
            Field::text("reason", |r: &Self| Some(&r.0.reason)),
            Field::text("note", |r: &Self| r.0.note.as_deref()),
        ]
    }

    fn lines(c: &Context<'a>, _: Scope<'a>) -> Vec<Line<Self>> {
        c.snapshot
            .revisions
            .iter()
            .map(|kept| Line::Body(Self(&kept.record)))
            .collect()
    }
}
