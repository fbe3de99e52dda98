//! Which words the catalogue `words.toml` must hold: one for every closed choice, and those of tables and pages.
//!
//! Invariant: a word that the program looks up is listed here, so that a catalogue which parses is complete.

use crate::record::{Choice, RecordKind};

macro_rules! choices_of {
    ($($path:path),+ $(,)?) => {
        /// Every closed choice: its key and its wire names.
        pub(super) fn choices() -> Vec<(&'static str, Vec<String>)> {
            vec![$((<$path as Choice>::KEY, names::<$path>())),+]
        }
    };
}

choices_of! {
    crate::checklist::AnswerKind,
    crate::comparison::Agreement,
    crate::connection::Authentication,
    crate::connection::Availability,
    crate::connection::Direction,
    crate::connection::InvestigationMeans,
    crate::connection::LineKind,
    crate::drawing::DiagramKind,
    crate::drawing::EdgeKind,
    crate::drawing::NodeKind,
    crate::finding::FindingState,
    crate::finding::Severity,
    crate::interview::Audience,
    crate::inventory::AssetKind,
    crate::inventory::ConfirmedBy,
    crate::inventory::Maintenance,
    crate::inventory::Owner,
    crate::inventory::SystemKind,
    crate::inventory::UpkeepState,
    crate::mapping::MappedAs,
    crate::mapping::MappedWhy,
    crate::mapping::MappingProblem,
    crate::mapping::RowProblem,
    crate::record::Tri,
    crate::request::RequestKind,
    crate::request::RequestOutcome,
    crate::survey::Founder,
    crate::survey::Side,
    crate::survey::VisitKind,
    super::document::AdaptationKind,
}

fn names<C: Choice>() -> Vec<String> {
    C::ALL.iter().map(|choice| choice.name().to_owned()).collect()
}

/// Rows of the title block, in order.
pub(super) const HEAD: [&str; 7] = [
    "hospital",
    "firm",
    "client",
    "supervising_firm",
    "period",
    "revision",
    "made_on",
];

/// Rows of the table that sums a survey up, in order.
pub(super) const SUMMARY: [&str; 22] = [
    "visits",
    "interviews",
    "items_applicable",
    "items_confirmed",
    "items_yes",
    "items_no",
    "items_dont_know",
    "items_differ",
    "items_hard",
    "systems",
    "assets",
    "versions_open",
    "support_ended",
    "connections",
    "connections_unknown",
    "categories_asked",
    "backups",
    "systems_without_backup",
    "requests",
    "requests_silent",
    "requests_open",
    "findings",
];

const WORDS: [&str; 47] = [
    "not_asked",
    "yes",
    "no",
    "mark_yes",
    "mark_no",
    "answer_yes",
    "answer_no",
    "dont_know",
    "not_applicable",
    "checked_on",
    "target_on",
    "list_separator",
    "cell_separator",
    "paren",
    "labelled",
    "span",
    "more",
    "alike",
    "numbers",
    "guideline_place",
    "differs",
    "hard",
    "derived_item",
    "official",
    "derived_list",
    "list_not_loaded",
    "items_outside_list",
    "minutes",
    "national",
    "confirmed",
    "own_only",
    "unanswered",
    "not_counted",
    "not_counted_because",
    "no_backup_record",
    "never_asked",
    "by_hand",
    "total",
    "overdue",
    "unnamed",
    "form_item",
    "form_value",
    "empty_table",
    "beside",
    "compared_items",
    "earlier_not_at_hand",
    "earlier_survey",
];

const PAGE: [&str; 6] = [
    "page",
    "continued",
    "adaptations",
    "blank_left_out",
    "marking",
    "revision",
];

/// Every list of names that a person chooses from, in the order of choosing: its key in the catalogue and its wire
/// names. Besides the closed choices these are the kinds of records and the numbered rows of the forms.
pub fn choice_names() -> Vec<(&'static str, Vec<String>)> {
    let all = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let numbers = |last: u8| (1..=last).map(|n| n.to_string()).collect::<Vec<_>>();
    let mut names = choices();
    names.push((
        "record_kind",
        RecordKind::ALL
            .iter()
            .map(|kind| kind.name().to_owned())
            .collect(),
    ));
    names.push(("category", numbers(crate::connection::CATEGORIES)));
    names.push(("effort_row", numbers(17)));
    names.push(("effort_work", all(&["survey", "drawing_up", "none"])));
    names.push((
        "backup_point",
        all(&["offline", "encrypted", "off_site", "restore_tested"]),
    ));
    names
}

/// What the catalogue must hold: sections and the names in each.
pub(super) fn needed() -> Vec<(&'static str, Vec<String>)> {
    let all = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let mut needed = choice_names();
    needed.push(("word", all(&WORDS)));
    needed.push(("page", all(&PAGE)));
    needed.push(("head", all(&HEAD)));
    needed.push(("summary", all(&SUMMARY)));
    needed
}
