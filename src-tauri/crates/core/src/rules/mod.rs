//! Rules: each looks at a whole survey and says what should be confirmed. One file a rule, named for what it checks.
//!
//! Invariant: a rule is a pure function of [`Facts`]; it never changes anything and never depends on another rule.
//! A field that was never asked about is not an answer: rules about the hospital speak of what was asked or
//! established, and the `ask_about_*` rules remind the surveyor of the rest.
//! Deliberately absent: words. They stand in `report-templates/findings.toml` under the name of the rule, so no text
//! that a hospital reads is written here.

mod gather;
mod texts;
mod view;

#[cfg(test)]
mod test_facts;

mod ask_about_backup;
mod ask_about_category;
mod ask_about_connection;
mod ask_vendor_after_consent;
mod chase_overdue_request;
mod close_investigation;
mod compare_own_and_confirmed;
mod compare_with_national_majority;
mod confirm_asset_on_site;
mod confirm_empty_category;
mod confirm_gateway_version;
mod confirm_software_version;
mod doubt_anonymised_data;
mod doubt_denied_category;
mod doubt_on_site_maintenance;
mod draw_both_diagrams;
mod draw_listed_connection;
mod encrypt_off_site_backup;
mod find_asset_past_support;
mod find_connection_without_authentication;
mod find_connection_without_contract;
mod find_connection_without_log;
mod find_gateway_past_support;
mod find_inbound_always_on;
mod find_isdn_line;
mod find_lagging_upkeep;
mod find_legacy_device;
mod find_line_unknown_to_manager;
mod find_mobile_line_outside_management;
mod find_ssl_vpn_without_second_factor;
mod find_support_ending_soon;
mod find_unreviewed_setting;
mod find_vendor_box_without_contract;
mod keep_backup_generations;
mod keep_backup_offline;
mod learn_device_upkeep;
mod list_drawn_connection;
mod name_safety_officer;
mod record_backup_of_system;
mod record_silence;
mod resolve_dont_know;
mod revise_hard_item;
mod seek_device_maintenance_line;
mod trace_line_of_gateway;
mod trace_terminating_asset;
mod try_backup_restore;
mod watch_cost_cap;
mod watch_row_hours;
mod watch_total_hours;

pub use texts::{FindingTexts, ListWords, RuleText};
pub use view::{FindingView, findings};

use crate::checklist::{Benchmark, Checklist};
use crate::finding::Severity;
use crate::{Day, RecordRef, Snapshot, Wording};

/// What rules look at: one survey, the content it was made with, and the day.
pub struct Facts<'a> {
    /// The survey.
    pub snapshot: &'a Snapshot,
    /// Checklists, in every version that interviews name.
    pub checklists: &'a [Checklist],
    /// National figures.
    pub benchmarks: &'a [Benchmark],
    /// The day on which dates count as passed.
    pub today: Day,
}

/// A rule.
pub struct Rule {
    /// Its name: that of its file, the key of its words, and for ever part of the ids of its findings.
    pub name: &'static str,
    /// How grave what it finds is.
    pub severity: Severity,
    /// Whether it speaks of the hospital (true) or of the work of the survey firm (false).
    pub for_hospital: bool,
    /// What each of its hits hands to the words, in this order.
    pub params: &'static [&'static str],
    /// Looks at the facts.
    pub look: fn(&Facts) -> Vec<Hit>,
}

/// What a rule found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// Stable key of what it is about: a record's id, or a fixed word. Unique among the hits of its rule.
    pub subject: String,
    /// The records it rests on.
    pub rests_on: Vec<RecordRef>,
    /// Values for the placeholders of its words.
    pub params: Vec<(&'static str, Param)>,
}

/// A value for a placeholder: data of the survey, never a phrase.
#[derive(Clone, Debug, PartialEq)]
pub enum Param {
    /// The same in both languages: a name, a label, a number.
    Text(String),
    /// Content that exists in both languages, such as the text of a checklist item.
    Words(Wording),
    /// A key of the words in `findings.toml`.
    Word(String),
    /// A day.
    Day(Day),
    /// Names, of which the first few are written out.
    List(Vec<String>),
}

impl From<String> for Param {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Param {
    fn from(text: &str) -> Self {
        Self::Text(text.into())
    }
}

impl From<usize> for Param {
    fn from(count: usize) -> Self {
        Self::Text(count.to_string())
    }
}

impl From<Day> for Param {
    fn from(day: Day) -> Self {
        Self::Day(day)
    }
}

/// Every rule, by name.
pub const RULES: &[Rule] = &[
    ask_about_backup::RULE,
    ask_about_category::RULE,
    ask_about_connection::RULE,
    ask_vendor_after_consent::RULE,
    chase_overdue_request::RULE,
    close_investigation::RULE,
    compare_own_and_confirmed::RULE,
    compare_with_national_majority::RULE,
    confirm_asset_on_site::RULE,
    confirm_empty_category::RULE,
    confirm_gateway_version::RULE,
    confirm_software_version::RULE,
    doubt_anonymised_data::RULE,
    doubt_denied_category::RULE,
    doubt_on_site_maintenance::RULE,
    draw_both_diagrams::RULE,
    draw_listed_connection::RULE,
    encrypt_off_site_backup::RULE,
    find_asset_past_support::RULE,
    find_connection_without_authentication::RULE,
    find_connection_without_contract::RULE,
    find_connection_without_log::RULE,
    find_gateway_past_support::RULE,
    find_inbound_always_on::RULE,
    find_isdn_line::RULE,
    find_lagging_upkeep::RULE,
    find_legacy_device::RULE,
    find_line_unknown_to_manager::RULE,
    find_mobile_line_outside_management::RULE,
    find_ssl_vpn_without_second_factor::RULE,
    find_support_ending_soon::RULE,
    find_unreviewed_setting::RULE,
    find_vendor_box_without_contract::RULE,
    keep_backup_generations::RULE,
    keep_backup_offline::RULE,
    learn_device_upkeep::RULE,
    list_drawn_connection::RULE,
    name_safety_officer::RULE,
    record_backup_of_system::RULE,
    record_silence::RULE,
    resolve_dont_know::RULE,
    revise_hard_item::RULE,
    seek_device_maintenance_line::RULE,
    trace_line_of_gateway::RULE,
    trace_terminating_asset::RULE,
    try_backup_restore::RULE,
    watch_cost_cap::RULE,
    watch_row_hours::RULE,
    watch_total_hours::RULE,
];

/// The rule called `name`.
pub fn rule(name: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Choice;

    #[test]
    fn every_rule_file_is_registered_under_its_own_name() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/rules");
        let mut files: Vec<String> = std::fs::read_dir(folder)
            .expect("the folder of this module")
            .filter_map(|entry| {
                entry
                    .ok()?
                    .file_name()
                    .into_string()
                    .ok()?
                    .strip_suffix(".rs")
                    .map(String::from)
            })
            .filter(|name| !["mod", "gather", "texts", "view", "test_facts"].contains(&name.as_str()))
            .collect();
        files.sort();
        let names: Vec<&str> = RULES.iter().map(|rule| rule.name).collect();
        assert_eq!(
            names, files,
            "a rule is named like its file, and the table is in order"
        );
    }

    #[test]
    fn the_table_in_the_documentation_is_that_of_the_code() {
        let page = include_str!("../../../../../docs/rules.md");
        for rule in RULES {
            let about = if rule.for_hospital { "hospital" } else { "survey" };
            let row = format!("| `{}` | {} | {about} | ", rule.name, rule.severity.name());
            assert_eq!(
                page.matches(&row).count(),
                1,
                "docs/rules.md needs exactly one row that begins {row}"
            );
        }
        let rows = page.lines().filter(|line| line.starts_with("| `")).count();
        assert_eq!(rows, RULES.len(), "docs/rules.md lists no rule that is gone");
    }
}
