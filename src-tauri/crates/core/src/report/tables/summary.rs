//! The survey in numbers.

use super::super::context::{Context, count};
use super::super::document::Cell;
use super::super::table::{Field, Line, Listed, Scope};
use super::super::words::SUMMARY;
use super::finding::reported;
use super::interview::says;
use super::ledger::support_ended;
use crate::checklist::AnswerValue;
use crate::interview::Answer;
use crate::record::Tri;
use crate::request::RequestOutcome;
use std::collections::BTreeSet;

/// One number.
pub(in crate::report) struct SummaryLine(&'static str);

impl<'a> Listed<'a> for SummaryLine {
    const NAME: &'static str = "summary";

    fn fields() -> Vec<Field<'a, Self>> {
        vec![
            Field::cell("what", |c, line: &Self| Cell::text(c.word("summary", line.0))),
            Field::cell("number", |c, line: &Self| number(c, line.0)),
        ]
    }

    fn lines(_: &Context<'a>, _: Scope<'a>) -> Vec<Line<Self>> {
        SUMMARY.iter().map(|row| Line::Body(Self(row))).collect()
    }
}

fn number(c: &Context<'_>, row: &str) -> Cell {
    let s = c.snapshot;
    let answers = |wanted: fn(&Answer) -> bool| c.held.iter().map(|held| held.count(wanted) as usize).sum();
    let unbacked = || {
        s.systems
            .iter()
            .filter(|system| !c.lookup.backups.contains_key(&crate::SystemId(system.id)))
    };
    count(match row {
        "visits" => s.visits.len(),
        "interviews" => s.interviews.len(),
        "items_applicable" => c.held.iter().map(|held| held.progress.applicable as usize).sum(),
        "items_confirmed" => answers(|a| a.confirmed.is_some()),
        "items_yes" => answers(|a| says(a, true)),
        "items_no" => answers(|a| says(a, false)),
        "items_dont_know" => answers(|a| a.counted() == Some(&AnswerValue::DontKnow)),
        "items_differ" => answers(Answer::differs),
        "items_hard" => answers(|a| a.hard_to_understand == Some(true)),
        "systems" => s.systems.len(),
        "assets" => s.assets.len(),
        "versions_open" => s.assets.iter().filter(|a| !a.record.version_confirmed()).count(),
        "support_ended" => s.assets.iter().filter(|a| support_ended(c, &a.record)).count(),
        "connections" => s.connections.len(),
        "connections_unknown" => s
            .connections
            .iter()
            .filter(|l| l.record.known_to_manager == Some(Tri::No))
            .count(),
        "categories_asked" => s
            .category_checks
            .iter()
            .map(|k| k.record.category)
            .collect::<BTreeSet<_>>()
            .len(),
        "backups" => s.backups.len(),
        "systems_without_backup" => unbacked().count(),
        "requests" => s.requests.len(),
        "requests_silent" => s.requests.iter().filter(|r| r.record.silent()).count(),
        "requests_open" => s
            .requests
            .iter()
            .filter(|r| r.record.outcome == RequestOutcome::Open)
            .count(),
        _ => reported(c).count(),
    })
}
