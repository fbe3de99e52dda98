//! The tables that templates can place, by name.
//!
//! Invariant: each list of records has one table here that tells every field of it.

mod backup;
mod checklist;
mod comparison;
mod connection;
mod drawing;
mod effort;
mod figure;
mod finding;
mod hospital;
mod interview;
mod ledger;
mod request;
mod summary;

use super::context::Context;
use super::document::Table;
use super::table::{self, Listed, Scope};
use super::template::TableTemplate;

pub(super) use comparison::{CHARTS, chart};
pub(super) use hospital::period;

macro_rules! tables {
    ($($list:ty),+ $(,)?) => {
        /// Every table with the keys of its columns.
        pub(super) fn known() -> Vec<(&'static str, Vec<&'static str>)> {
            vec![$((<$list as Listed<'_>>::NAME, table::keys::<$list>())),+]
        }

        /// The table called `name`; none where it has no rows.
        pub(super) fn build<'a>(
            name: &str,
            c: &Context<'a>,
            scope: Scope<'a>,
            template: &TableTemplate,
        ) -> Option<Table> {
            $(
                if name == <$list as Listed<'a>>::NAME {
                    return table::build::<$list>(c, scope, template);
                }
            )+
            None
        }
    };
}

tables! {
    interview::ListUsed<'_>,
    interview::Heard<'_>,
    interview::SectionCount<'_>,
    checklist::ItemAnswer<'_>,
    checklist::ItemCompared<'_>,
    comparison::AcrossLists<'_>,
    comparison::SinceEarlier<'_>,
    checklist::HardItem<'_>,
    figure::NationalFigure<'_>,
    figure::FigureNote<'_>,
    backup::SystemBackup<'_>,
    backup::BackupPoint,
    ledger::SystemLine<'_>,
    ledger::AssetLine<'_>,
    ledger::AssetKindCount,
    ledger::EvidenceLine<'_>,
    connection::ConnectionLine<'_>,
    connection::CategoryLine<'_>,
    connection::LineKindCount,
    connection::InvestigationLine<'_>,
    request::RequestLine<'_>,
    drawing::NodeLine<'_>,
    drawing::EdgeLine<'_>,
    drawing::NotDrawn,
    drawing::NotOnLedger,
    effort::SheetHead,
    effort::SheetRow,
    effort::WeekLine,
    effort::PersonLine<'_>,
    effort::EntryLine<'_>,
    effort::Cost,
    hospital::Profile<'_>,
    hospital::Contact<'_>,
    hospital::SurveyFacts<'_>,
    hospital::VisitLine<'_>,
    hospital::DocumentLine<'_>,
    hospital::CommentLine<'_>,
    hospital::RevisionLine<'_>,
    summary::SummaryLine,
    finding::Reported<'_>,
    finding::Decided<'_>,
    finding::ReportedRecords<'_>,
    finding::DecidedRecords<'_>,
}
