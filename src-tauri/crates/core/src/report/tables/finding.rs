//! Findings: what the hospital is told, and what was decided about every one of them.
//!
//! Invariant: a finding that was kept out of the report, or that does not stand, is told to the supervising firm only.

use super::super::context::Context;
use super::super::document::Cell;
use super::super::table::{Field, Line, Listed, Scope};
use crate::Lang;
use crate::finding::{FindingState, Severity};
use crate::record::{Choice, RecordRef};
use crate::rules::FindingView;

/// The findings that go into the report to the hospital.
pub(super) fn reported<'a>(c: &Context<'a>) -> impl Iterator<Item = &'a FindingView> + use<'a> {
    c.sources
        .findings
        .iter()
        .filter(|f| f.in_report && f.state != FindingState::Dismissed)
}

/// Records that a row names before it only counts the rest.
const NAMED: usize = 10;

/// Findings as the hospital reads them. Those of one rule that differ in a name only stand in one row.
pub(in crate::report) struct Reported<'a> {
    number: u32,
    alike: Vec<&'a FindingView>,
}

impl<'a> Reported<'a> {
    fn first(&self) -> &'a FindingView {
        self.alike[0]
    }

    fn number(&self, c: &Context<'a>) -> Cell {
        let last = self.number + u32::try_from(self.alike.len() - 1).unwrap_or_default();
        if last == self.number {
            return Cell::Number {
                value: f64::from(last),
                decimals: 0,
            };
        }
        let (from, to) = (self.number.to_string(), last.to_string());
        Cell::text(c.pattern("numbers", &[("from", &from), ("to", &to)]))
    }

    /// The first finding in full, then the names in which the others differ.
    fn wording(&self, c: &Context<'a>) -> String {
        let wording = self.first().wording.get(c.lang);
        let others = self.alike[1..].iter().filter_map(|f| frame(f, c.lang));
        let names: Vec<&str> = others.map(|(_, name, _)| name).collect();
        if names.is_empty() {
            return wording.to_owned();
        }
        let (count, names) = (names.len().to_string(), c.join(names));
        let also = c.pattern("alike", &[("count", &count), ("names", &names)]);
        format!("{wording}\n{also}")
    }

    fn rests_on(&self) -> Vec<RecordRef> {
        self.alike
            .iter()
            .flat_map(|finding| finding.rests_on.iter().copied())
            .collect()
    }

    fn joins(&self, it: &FindingView, lang: Lang) -> bool {
        let around = |finding| frame(finding, lang).map(|(before, _, after)| (before, after));
        let first = self.first();
        it.rule.is_some()
            && it.rule == first.rule
            && it.advice == first.advice
            && around(it).is_some()
            && around(it) == around(first)
    }

    fn all(c: &Context<'a>) -> Vec<(Severity, Vec<Self>)> {
        let mut number = 0;
        let mut groups = Vec::new();
        for severity in Severity::ALL {
            let mut rows: Vec<Self> = Vec::new();
            for it in reported(c).filter(|f| f.severity == *severity) {
                number += 1;
                match rows.last_mut().filter(|row| row.joins(it, c.lang)) {
                    Some(row) => row.alike.push(it),
                    None => rows.push(Self {
                        number,
                        alike: vec![it],
                    }),
                }
            }
            if !rows.is_empty() {
                groups.push((*severity, rows));
            }
        }
        groups
    }
}

/// What stands before the first quoted name, the name, and what stands after it.
fn frame(finding: &FindingView, lang: Lang) -> Option<(&str, &str, &str)> {
    let (open, close) = match lang {
        Lang::Ja => ('「', '」'),
        Lang::En => ('"', '"'),
    };
    let (before, rest) = finding.wording.get(lang).split_once(open)?;
    let (name, after) = rest.split_once(close)?;
    Some((before, name, after))
}

impl<'a> Listed<'a> for Reported<'a> {
    const NAME: &'static str = "findings";

    fn fields() -> Vec<Field<'a, Self>> {
        vec![
            Field::cell("no", |c, f: &Self| f.number(c)),
            Field::cell("wording", |c, f: &Self| Cell::text(f.wording(c))),
            Field::cell("advice", |c, f: &Self| {
                let advice = f.first().advice.as_ref();
                Cell::text(advice.map_or("", |advice| advice.get(c.lang)))
            }),
            Field::cell("rests_on", |c, f: &Self| {
                Cell::text(c.first_references(&f.rests_on(), NAMED))
            }),
        ]
    }

    fn lines(c: &Context<'a>, _: Scope<'a>) -> Vec<Line<Self>> {
        let mut lines = Vec::new();
        for (severity, rows) in Self::all(c) {
            lines.push(Line::Group(c.choice(severity).to_owned()));
            lines.extend(rows.into_iter().map(Line::Body));
        }
        lines
    }
}

/// All records of a row of the report that could only name the first few.
pub(in crate::report) struct ReportedRecords<'a>(Reported<'a>);

impl<'a> Listed<'a> for ReportedRecords<'a> {
    const NAME: &'static str = "reported_records";

    fn fields() -> Vec<Field<'a, Self>> {
        vec![
            Field::cell("no", |c, f: &Self| f.0.number(c)),
            Field::cell("wording", |c, f: &Self| {
                Cell::text(f.0.first().wording.get(c.lang))
            }),
            Field::cell("rests_on", |c, f: &Self| {
                Cell::text(c.references(&f.0.rests_on()))
            }),
        ]
    }

    fn lines(c: &Context<'a>, _: Scope<'a>) -> Vec<Line<Self>> {
        let rows = Reported::all(c).into_iter().flat_map(|(_, rows)| rows);
        rows.filter(|row| row.rests_on().len() > NAMED)
            .map(|row| Line::Body(Self(row)))
            .collect()
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
            Field::cell("rests_on", |c, f: &Self| {
                Cell::text(c.first_references(&f.0.rests_on, NAMED))
            }),
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

/// All records of a finding whose decision could only name the first few.
pub(in crate::report) struct DecidedRecords<'a>(&'a FindingView);

impl<'a> Listed<'a> for DecidedRecords<'a> {
    const NAME: &'static str = "decision_records";

    fn fields() -> Vec<Field<'a, Self>> {
        vec![
            Field::cell("wording", |c, f: &Self| Cell::text(f.0.wording.get(c.lang))),
            Field::cell("rests_on", |c, f: &Self| Cell::text(c.references(&f.0.rests_on))),
        ]
    }

    fn lines(c: &Context<'a>, _: Scope<'a>) -> Vec<Line<Self>> {
        let findings = c.sources.findings.iter();
        findings
            .filter(|finding| finding.rests_on.len() > NAMED)
            .map(|finding| Line::Body(Self(finding)))
            .collect()
    }
}
