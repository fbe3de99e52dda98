//! Findings as people see them: what the rules say, joined with what surveyors decided and wrote by hand.
//!
//! Invariant: same facts, same words, same list, in the same order. A decision covers the records it was made about:
//! a dismissed finding that has come to rest on further records is open again, so nothing new hides behind an old
//! dismissal. A finding that no rule makes any more is gone, whatever had been decided about it.
//! Deliberately absent: storing anything; counts and names in sentences are always those of the facts.

use super::texts::{FindingTexts, comes_of};
use super::{Facts, Hit, RULES, Rule, RuleText};
use crate::finding::{Finding, FindingState, Severity};
use crate::record::Kept;
use crate::{FindingId, RecordRef, Wording};
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// One finding.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct FindingView {
    /// Its id; derived where a rule made it.
    pub id: FindingId,
    /// The rule that made it; none when it was written by hand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// How grave.
    pub severity: Severity,
    /// What was observed.
    pub wording: Wording,
    /// What to confirm or to consider.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub advice: Option<Wording>,
    /// The records it rests on.
    pub rests_on: Vec<RecordRef>,
    /// What was decided.
    pub state: FindingState,
    /// Whether it goes into the report to the hospital.
    pub in_report: bool,
    /// Why it was dismissed or reworded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Note.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// All findings of a survey, gravest first, then by rule and subject; those by hand follow those from rules.
pub fn findings(facts: &Facts, texts: &FindingTexts) -> Vec<FindingView> {
    let stored: HashMap<Uuid, &Finding> = facts
        .snapshot
        .findings
        .iter()
        .map(|f| (f.id, &f.record))
        .collect();
    let mut used = HashSet::new();
    let mut found: Vec<(String, FindingView)> = Vec::new();
    for rule in RULES {
        // Words that were parsed have an entry for every rule.
        let Some(words) = texts.rules.get(rule.name) else {
            continue;
        };
        for hit in (rule.look)(facts) {
            let id = FindingId::of(rule.name, &hit.subject);
            used.insert(id.0);
            let view = fresh(rule, id, &hit, words, texts);
            let view = match stored.get(&id.0) {
                Some(decision) => decided(view, rule, decision, words),
                None => view,
            };
            found.push((hit.subject, view));
        }
    }
    let by_hand = facts
        .snapshot
        .findings
        .iter()
        .filter(|f| !used.contains(&f.id) && !of_known_rule(&f.record));
    found.extend(by_hand.map(|f| (f.id.to_string(), written(f))));
    let place = |(subject, view): &(String, FindingView)| {
        (
            view.severity,
            view.rule.is_none(),
            view.rule.clone(),
            subject.clone(),
            view.id,
        )
    };
    found.sort_by_cached_key(place);
    found.into_iter().map(|(_, view)| view).collect()
}

/// A finding as the rule makes it, before anybody looked at it.
fn fresh(rule: &Rule, id: FindingId, hit: &Hit, words: &RuleText, texts: &FindingTexts) -> FindingView {
    FindingView {
        id,
        rule: Some(rule.name.into()),
        severity: rule.severity,
        wording: texts.fill(&words.wording, &hit.params),
        advice: words
            .advice
            .as_ref()
            .map(|advice| texts.fill(advice, &hit.params)),
        rests_on: hit.rests_on.clone(),
        state: FindingState::Open,
        in_report: by_default(rule, rule.severity),
        reason: None,
        note: None,
    }
}

fn by_default(rule: &Rule, severity: Severity) -> bool {
    rule.for_hospital && severity != Severity::Low
}

/// The finding with what a surveyor decided about it.
fn decided(mut view: FindingView, rule: &Rule, decision: &Finding, words: &RuleText) -> FindingView {
    view.reason.clone_from(&decision.reason);
    view.note.clone_from(&decision.note);
    view.severity = decision.severity;
    // A decision that names no records is about the finding as such.
    let judged: HashSet<&RecordRef> = decision.rests_on.iter().collect();
    let covered = judged.is_empty() || view.rests_on.iter().all(|r| judged.contains(r));
    if decision.state == FindingState::Dismissed && !covered {
        view.in_report = by_default(rule, view.severity);
        return view;
    }
    view.state = decision.state;
    view.in_report = decision.in_report && decision.state != FindingState::Dismissed;
    // A rewording has a reason or departs from the template. Anything else is a copy of the rule's words, and names and
    // counts in it may have been corrected since.
    let said_why = decision
        .reason
        .as_deref()
        .is_some_and(|why| !why.trim().is_empty());
    for (shown, template, own) in [
        (&mut view.wording.ja, &words.wording.ja, &decision.wording.ja),
        (&mut view.wording.en, &words.wording.en, &decision.wording.en),
    ] {
        if !own.trim().is_empty() && (said_why || !comes_of(template, own)) {
            shown.clone_from(own);
        }
    }
    view
}

/// Whether the decision is about a rule of this version; else it is kept as it was written.
fn of_known_rule(finding: &Finding) -> bool {
    finding
        .rule
        .as_deref()
        .is_some_and(|name| super::rule(name).is_some())
}

fn written(kept: &Kept<Finding>) -> FindingView {
    let finding = kept.record.clone();
    FindingView {
        id: FindingId(kept.id),
        rule: finding.rule,
        severity: finding.severity,
        wording: finding.wording,
        advice: None,
        rests_on: finding.rests_on,
        state: finding.state,
        in_report: finding.in_report && finding.state != FindingState::Dismissed,
        reason: finding.reason,
        note: finding.note,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::RecordKind;
    use crate::rules::test_facts::{World, id_of};

    const ISDN: &str = "connection C-01 category=1 line=isdn";

    fn texts() -> FindingTexts {
        FindingTexts::parse(include_str!("../../../../../report-templates/findings.toml"))
            .unwrap_or_else(|problems| panic!("{problems:#?}"))
    }

    fn seen(world: &World) -> Vec<FindingView> {
        findings(&world.facts(), &texts())
    }

    fn of_rule(world: &World, rule: &str) -> FindingView {
        let mut found = seen(world)
            .into_iter()
            .filter(|f| f.rule.as_deref() == Some(rule));
        let only = found.next().expect("the rule makes a finding here");
        assert_eq!(found.next(), None, "{rule} makes one finding here");
        only
    }

    fn decision(rule: Option<&str>, state: FindingState) -> Finding {
        Finding {
            rule: rule.map(String::from),
            severity: Severity::Low,
            wording: Wording::new("手で書いた文。", "Written by hand."),
            rests_on: Vec::new(),
            state,
            in_report: true,
            reason: None,
            note: Some("note".into()),
        }
    }

    fn with(text: &str, id: FindingId, record: Finding) -> World {
        let mut world = World::drawn(text);
        world.snapshot.findings.push(Kept {
            id: id.0,
            rev: 1,
            record,
        });
        world
    }

    fn isdn_id() -> FindingId {
        FindingId::of("find_isdn_line", &id_of("C-01").to_string())
    }

    #[test]
    fn a_finding_nobody_looked_at() {
        let found = of_rule(&World::drawn(ISDN), "find_isdn_line");
        assert_eq!(found.id, isdn_id(), "the id follows from rule and subject");
        assert_eq!(
            found.wording.ja,
            "ISDN回線を利用した外部接続「C-01 line」が確認されました。"
        );
        assert_eq!(found.wording.en, "A connection over ISDN was found: “C-01 line”.");
        assert!(
            found
                .advice
                .is_some_and(|advice| advice.ja.contains("ご確認ください")),
            "it says what to confirm"
        );
        assert_eq!(
            found.rests_on,
            [RecordRef {
                kind: RecordKind::Connection,
                id: id_of("C-01")
            }]
        );
        assert_eq!(
            (found.severity, found.state, found.in_report),
            (Severity::Medium, FindingState::Open, true)
        );
    }

    #[test]
    fn only_what_concerns_the_hospital_gravely_is_reported_unasked() {
        let world = World::drawn("connection C-01\n asset FW kind=firewall\n asset CT-1 kind=ct");
        for finding in seen(&world) {
            let rule = finding
                .rule
                .as_deref()
                .and_then(crate::rules::rule)
                .expect("all of them come from rules");
            let expected = rule.for_hospital && finding.severity != Severity::Low;
            assert_eq!(finding.in_report, expected, "{}", rule.name);
        }
        assert!(
            !of_rule(&world, "ask_about_connection").in_report,
            "the firm's own work is no business of the report"
        );
        assert!(
            of_rule(&world, "confirm_gateway_version").in_report,
            "a gateway's version is"
        );
    }

    #[test]
    fn the_gravest_come_first_and_those_by_hand_last() {
        let mut world =
            World::drawn("connection C-02 category=1 line=isdn\n connection C-01 category=1 line=isdn");
        let mut by_hand = decision(None, FindingState::Accepted);
        by_hand.severity = Severity::Medium;
        world.snapshot.findings.push(Kept {
            id: id_of("hand"),
            rev: 1,
            record: by_hand,
        });
        let found = seen(&world);
        let keys: Vec<_> = found
            .iter()
            .map(|f| (f.severity, f.rule.is_none(), f.rule.clone()))
            .collect();
        assert!(keys.is_sorted(), "{keys:?}");
        let medium_last = found
            .iter()
            .rfind(|f| f.severity == Severity::Medium)
            .expect("there are some");
        assert_eq!(
            medium_last.id,
            FindingId(id_of("hand")),
            "after those from rules that are as grave"
        );
        let mut ids = [id_of("C-01").to_string(), id_of("C-02").to_string()];
        ids.sort();
        let isdn: Vec<_> = found
            .iter()
            .filter(|f| f.rule.as_deref() == Some("find_isdn_line"))
            .map(|f| f.id)
            .collect();
        assert_eq!(
            isdn,
            ids.map(|id| FindingId::of("find_isdn_line", &id)),
            "by subject within a rule"
        );
        world.snapshot.findings.reverse();
        world.snapshot.connections.reverse();
        assert_eq!(
            seen(&world).iter().map(|f| f.id).collect::<Vec<_>>(),
            found.iter().map(|f| f.id).collect::<Vec<_>>()
        );
    }

    #[test]
    fn a_finding_stands_in_other_words() {
        let world = with(
            ISDN,
            isdn_id(),
            decision(Some("find_isdn_line"), FindingState::Accepted),
        );
        let found = of_rule(&world, "find_isdn_line");
        assert_eq!(found.wording, Wording::new("手で書いた文。", "Written by hand."));
        assert_eq!(
            (found.severity, found.state, found.in_report),
            (Severity::Low, FindingState::Accepted, true)
        );
        assert_eq!(found.note.as_deref(), Some("note"));
        assert!(!found.rests_on.is_empty(), "what it rests on comes from the rule");
    }

    #[test]
    fn a_rewording_in_one_language_leaves_the_other() {
        let mut record = decision(Some("find_isdn_line"), FindingState::Accepted);
        record.wording.en = String::new();
        let found = of_rule(&with(ISDN, isdn_id(), record), "find_isdn_line");
        assert_eq!(found.wording.ja, "手で書いた文。");
        assert_eq!(found.wording.en, "A connection over ISDN was found: “C-01 line”.");
    }

    #[test]
    fn a_copy_of_the_words_follows_the_facts() {
        let mut record = decision(Some("find_isdn_line"), FindingState::Accepted);
        record.wording.en = "A connection over ISDN was found: “C-99 old name”.".into();
        let copied = of_rule(&with(ISDN, isdn_id(), record.clone()), "find_isdn_line");
        assert_eq!(
            copied.wording.en, "A connection over ISDN was found: “C-01 line”.",
            "the name was corrected"
        );
        record.reason = Some("known by this name in the hospital".into());
        let meant = of_rule(&with(ISDN, isdn_id(), record), "find_isdn_line");
        assert_eq!(
            meant.wording.en, "A connection over ISDN was found: “C-99 old name”.",
            "it was meant so"
        );
    }

    #[test]
    fn a_dismissed_finding_stays_out_of_the_report() {
        let mut record = decision(Some("find_isdn_line"), FindingState::Dismissed);
        record.reason = Some("replaced last week".into());
        let found = of_rule(&with(ISDN, isdn_id(), record), "find_isdn_line");
        assert_eq!((found.state, found.in_report), (FindingState::Dismissed, false));
        assert_eq!(found.reason.as_deref(), Some("replaced last week"));
    }

    #[test]
    fn nothing_new_hides_behind_an_old_dismissal() {
        let id = FindingId::of("find_connection_without_log", "all");
        let mut record = decision(Some("find_connection_without_log"), FindingState::Dismissed);
        record.rests_on = vec![RecordRef {
            kind: RecordKind::Connection,
            id: id_of("C-01"),
        }];
        let same = with("connection C-01 log_kept=no", id, record.clone());
        assert_eq!(
            of_rule(&same, "find_connection_without_log").state,
            FindingState::Dismissed,
            "the same line"
        );
        let more = with(
            "connection C-01 log_kept=no\n connection C-02 log_kept=no",
            id,
            record.clone(),
        );
        let found = of_rule(&more, "find_connection_without_log");
        assert_eq!(
            (found.state, found.in_report),
            (FindingState::Open, false),
            "a further line, judged grave as low"
        );
        record.severity = Severity::High;
        let grave = with(
            "connection C-01 log_kept=no\n connection C-02 log_kept=no",
            id,
            record.clone(),
        );
        assert!(
            of_rule(&grave, "find_connection_without_log").in_report,
            "a further line, judged grave"
        );
        record.rests_on.clear();
        let all = with(
            "connection C-01 log_kept=no\n connection C-02 log_kept=no",
            id,
            record,
        );
        assert_eq!(
            of_rule(&all, "find_connection_without_log").state,
            FindingState::Dismissed,
            "it named no records"
        );
    }

    #[test]
    fn a_finding_goes_with_its_cause() {
        let world = with(
            "connection C-01 line=leased",
            isdn_id(),
            decision(Some("find_isdn_line"), FindingState::Accepted),
        );
        assert!(
            seen(&world).iter().all(|f| f.id != isdn_id()),
            "the line was replaced, so nothing is left to report"
        );
    }

    #[test]
    fn what_was_written_is_kept() {
        let hand = FindingId(id_of("hand"));
        for (rule, state, in_report) in [
            (None, FindingState::Open, true),
            (None, FindingState::Dismissed, false),
            (Some("a_rule_of_a_later_version"), FindingState::Accepted, true),
        ] {
            let world = with("", hand, decision(rule, state));
            let found = seen(&world)
                .into_iter()
                .find(|f| f.id == hand)
                .expect("it is shown");
            assert_eq!(
                (found.rule.as_deref(), found.state, found.in_report),
                (rule, state, in_report)
            );
            assert_eq!(found.wording.en, "Written by hand.");
        }
    }
}
