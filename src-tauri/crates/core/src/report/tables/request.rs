//! Papers asked for, silence included.

use super::super::context::Context;
use super::super::document::Cell;
use super::super::table::{Field, Line, Listed, Scope};
use crate::record::{Choice, RecordKind};
use crate::request::{Request, RequestKind};

/// One paper asked for.
pub(in crate::report) struct RequestLine<'a>(&'a Request);

impl<'a> Listed<'a> for RequestLine<'a> {
    const NAME: &'static str = "requests";

    fn fields() -> Vec<Field<'a, Self>> {
        vec![
            Field::choice("kind", |r: &Self| Some(r.0.kind)),
            Field::text("what", |r: &Self| Some(&r.0.what)),
            Field::text("from_whom", |r: &Self| Some(&r.0.from_whom)),
            Field::day("asked_on", |r: &Self| Some(r.0.asked_on)),
            Field::day("due_on", |r: &Self| Some(r.0.due())),
            Field::day("consent_on", |r: &Self| r.0.consent_on),
            Field::text("consent_by", |r: &Self| r.0.consent_by.as_deref()),
            Field::choice("outcome", |r: &Self| Some(r.0.outcome)),
            Field::cell("overdue", |c, r: &Self| {
                Cell::text(if r.0.overdue(c.sources.today) {
                    c.say("overdue")
                } else {
                    ""
                })
            }),
            Field::day("closed_on", |r: &Self| r.0.closed_on),
            Field::cell("interview", |c, r: &Self| {
                Cell::text(
                    r.0.interview
                        .map(|id| c.name(RecordKind::Interview, id))
                        .unwrap_or_default(),
                )
            }),
            Field::text("item", |r: &Self| r.0.item.as_deref()),
            Field::cell("system", |c, r: &Self| {
                Cell::text(
                    r.0.system
                        .map(|id| c.name(RecordKind::System, id))
                        .unwrap_or_default(),
                )
            }),
            Field::cell("evidence", |c, r: &Self| c.evidence(&r.0.evidence)),
            Field::text("note", |r: &Self| r.0.note.as_deref()),
        ]
    }

    fn lines(c: &Context<'a>, _: Scope<'a>) -> Vec<Line<Self>> {
        let mut lines = Vec::new();
        for kind in RequestKind::ALL {
            let asked: Vec<_> = c
                .snapshot
                .requests
                .iter()
                .filter(|r| r.record.kind == *kind)
                .collect();
            if !asked.is_empty() {
                lines.push(Line::Group(c.choice(*kind).to_owned()));
                lines.extend(asked.into_iter().map(|r| Line::Body(Self(&r.record))));
            }
        }
        lines
    }
}
