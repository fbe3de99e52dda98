//! Findings: what the hospital is told, and what was decided about every one of them.
//!
//! Invariant: a finding that was kept out of the report, or that does not stand, is told to the supervising firm only.

use super::super::context::Context;
use super::super::document::Cell;
use super::super::table::{Field, Line, Listed, Scope};
use crate::finding::{FindingState, Severity};
use crate::record::Choice;
use crate::rules::FindingView;

/// The findings that go into the report to the hospital.
pub(super) fn reported<'a>(c: &Context<'a>) -> impl Iterator<Item = &'a FindingView> + use<'a> {
    c.sources
        .findings
        .iter()
        .filter(|f| f.in_report && f.state != FindingState::Dismissed)
}

/// A finding as the hospital reads it.
pub(in crate::report) struct Reported<'a> {
    number: u32,
    it: &'a FindingView,
}

impl<'a> Listed<'a> for Reported<'a> {
    const NAME: &'static str = "findings";

    fn fields() -> Vec<Field<'a, Self>> {
        vec![
            Field::number("no", |f: &Self| Some(f.number)),
            Field::cell("wording", |c, f: &Self| Cell::text(f.it.wording.get(c.lang))),
            Field::cell("advice", |c, f: &Self| {
                Cell::text(f.it.advice.as_ref().map_or("", |advice| advice.get(c.lang)))
            }),
            Field::cell("rests_on", |c, f: &Self| Cell::text(c.references(&f.it.rests_on))),
        ]
    }

    fn lines(c: &Context<'a>, _: Scope<'a>) -> Vec<Line<Self>> {
        let mut lines = Vec::new();
        let mut number = 0;
        for severity in Severity::ALL {
            let of_severity: Vec<_> = reported(c).filter(|f| f.severity == *severity).collect();
            if !of_severity.is_empty() {
                lines.push(Line::Group(c.choice(*severity).to_owned()));
                for it in of_severity {
                    number += 1;
                    lines.push(Line::Body(Self { number, it }));
                }
            }
        }
        lines
    }
}

/// A finding with what was decided about it.
pub(in crate::report) struct Decided<'a>(&'a FindingView);

impl<'a> Listed<'a> for Decided<'a> {
    const NAME: &'static str = "decisions";

    fn fields() -> Vec<Field<'a, Self>> {
        vec![
            Field::choice("severity", |f: &Self| Some(f.0.severity)),
            Field::cell("wording", |c, f: &Self| Cell::text(f.0.wording.get(c.lang))),
            Field::cell("rule", |c, f: &Self| {
                Cell::text(f.0.rule.as_deref().unwrap_or(c.say("by_hand")))
            }),
            Field::cell("rests_on", |c, f: &Self| Cell::text(c.references(&f.0.rests_on))),
            Field::choice("state", |f: &Self| Some(f.0.state)),
            Field::flag("in_report", |f: &Self| Some(f.0.in_report)),
            Field::text("reason", |f: &Self| f.0.reason.as_deref()),
            Field::text("note", |f: &Self| f.0.note.as_deref()),
        ]
    }

    fn lines(c: &Context<'a>, _: Scope<'a>) -> Vec<Line<Self>> {
        c.sources
            .findings
            .iter()
            .map(|finding| Line::Body(Self(finding)))
            .collect()
    }
}
