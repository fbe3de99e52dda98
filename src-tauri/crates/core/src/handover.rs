//! What is missing or odd before a survey is handed over: the check list of the last stage.
//!
//! Invariant: a pure function of the facts and of what was found in them; the same survey gives the same list, gravest
//! first. A reminder that a rule makes is said in the rule's own words and never counted twice.
//! Deliberately absent: findings about the hospital, which are content and no gap, and forbidding anything: what is
//! handed over with gaps is the surveyor's decision.

use crate::Wording;
use crate::checklist::progress;
use crate::drawing::DiagramKind;
use crate::finding::{FindingState, Severity};
use crate::interview::Answer;
use crate::record::{Choice as _, Kept, Record, RecordKind, RecordRef};
use crate::request::RequestOutcome;
use crate::rules::{Facts, FindingView, rule};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// How much a gap matters.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
    ts_rs::TS,
)]
#[serde(rename_all = "snake_case")]
pub enum GapLevel {
    /// A document would be empty or without its subject.
    Error,
    /// Something is not finished.
    Warning,
    /// Worth a look.
    Remark,
}

/// What is missing or odd.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
    ts_rs::TS,
)]
#[serde(rename_all = "snake_case")]
pub enum GapKind {
    /// There is no hospital profile.
    HospitalMissing,
    /// No interview was begun.
    InterviewMissing,
    /// Nothing of an interview was confirmed.
    InterviewNotBegun,
    /// Items of an interview are not confirmed.
    ItemsNotConfirmed,
    /// No asset was recorded.
    AssetMissing,
    /// No backup was recorded.
    BackupMissing,
    /// No effort was recorded.
    EffortMissing,
    /// Nothing is on a drawing; the name says which.
    DrawingEmpty,
    /// A drawing has problems; the name says which.
    DrawingProblems,
    /// A request is overdue and its silence not recorded.
    RequestOverdue,
    /// A request is open.
    RequestOpen,
    /// Findings about the hospital on which nothing was decided.
    FindingUndecided,
    /// A remark of the supervising firm without an answer.
    CommentOpen,
    /// No revision was numbered.
    RevisionMissing,
    /// A rule reminds the surveyor; the wording says of what.
    Reminder,
}

/// One gap.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct Gap {
    /// How much it matters.
    pub level: GapLevel,
    /// What it is.
    pub gap: GapKind,
    /// So many.
    pub count: u32,
    /// Of so many, where that can be said; otherwise zero.
    pub of: u32,
    /// Whom or what it is about: a name from the survey, or the wire name of a drawing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The words of a reminder.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wording: Option<Wording>,
    /// The rule of a reminder.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// Where to look.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<RecordRef>,
}

impl Gap {
    fn new(level: GapLevel, gap: GapKind) -> Self {
        Self {
            level,
            gap,
            count: 1,
            of: 0,
            name: None,
            wording: None,
            rule: None,
            about: None,
        }
    }

    fn named(mut self, name: &str) -> Self {
        self.name = Some(name.to_owned());
        self
    }

    fn about<R: Record + ts_rs::TS>(mut self, kept: &Kept<R>) -> Self {
        self.about = Some(RecordRef {
            kind: R::KIND,
            id: kept.id,
        });
        self
    }
}

/// Rules that say what a gap says already.
const SAID: [&str; 2] = ["chase_overdue_request", "draw_both_diagrams"];

/// Everything that is missing or odd. `findings` are those of the same facts; `drawings` says how many problems each
/// drawing has, which only the drawing knows.
pub fn gaps(facts: &Facts<'_>, findings: &[FindingView], drawings: &[(DiagramKind, u32)]) -> Vec<Gap> {
    let mut gaps = whole(facts);
    gaps.extend(interviews(facts));
    gaps.extend(requests(facts));
    gaps.extend(drawn(facts, drawings));
    gaps.extend(said(facts, findings));
    let open = facts.snapshot.comments.iter();
    gaps.extend(open.filter(|c| c.record.resolved_on.is_none()).map(|c| {
        Gap::new(GapLevel::Warning, GapKind::CommentOpen)
            .named(&c.record.text)
            .about(c)
    }));
    // Stable, so that what belongs together stays in the order in which the survey has it.
    gaps.sort_by_key(|gap| (gap.level, gap.gap));
    gaps
}

/// What there is none of.
fn whole(facts: &Facts<'_>) -> Vec<Gap> {
    use {GapKind as K, GapLevel as L};
    let s = facts.snapshot;
    let missing = [
        (s.hospital.is_none(), L::Error, K::HospitalMissing),
        (s.interviews.is_empty(), L::Error, K::InterviewMissing),
        (s.assets.is_empty(), L::Warning, K::AssetMissing),
        (s.backups.is_empty(), L::Warning, K::BackupMissing),
        (s.efforts.is_empty(), L::Warning, K::EffortMissing),
        (s.revisions.is_empty(), L::Remark, K::RevisionMissing),
    ];
    let missing = missing.into_iter().filter(|(is, ..)| *is);
    missing.map(|(_, level, gap)| Gap::new(level, gap)).collect()
}

fn interviews(facts: &Facts<'_>) -> Vec<Gap> {
    let s = facts.snapshot;
    let of = |kept: &Kept<crate::interview::Interview>| {
        let held = &kept.record;
        let list = facts
            .checklists
            .iter()
            .find(|l| l.id == held.checklist && l.version == held.checklist_version)?;
        let answers = s.answers.iter().map(|a| &a.record);
        let answers: Vec<Answer> = answers.filter(|a| a.interview.0 == kept.id).cloned().collect();
        let far = progress(list, &answers);
        if far.confirmed >= far.applicable {
            return None;
        }
        let gap = match far.confirmed {
            0 => Gap::new(GapLevel::Error, GapKind::InterviewNotBegun),
            _ => Gap::new(GapLevel::Warning, GapKind::ItemsNotConfirmed),
        };
        Some(Gap {
            count: far.applicable - far.confirmed,
            of: far.applicable,
            ..gap.named(&held.interviewee).about(kept)
        })
    };
    s.interviews.iter().filter_map(of).collect()
}

fn requests(facts: &Facts<'_>) -> Vec<Gap> {
    let open = facts.snapshot.requests.iter();
    let open = open.filter(|r| r.record.outcome == RequestOutcome::Open);
    open.map(|r| {
        let gap = match r.record.overdue(facts.today) {
            true => Gap::new(GapLevel::Warning, GapKind::RequestOverdue),
            false => Gap::new(GapLevel::Remark, GapKind::RequestOpen),
        };
        gap.named(&r.record.what).about(r)
    })
    .collect()
}

fn drawn(facts: &Facts<'_>, drawings: &[(DiagramKind, u32)]) -> Vec<Gap> {
    let of = |kind: &DiagramKind| {
        let empty = !facts.snapshot.nodes.iter().any(|n| n.record.diagram == *kind);
        if empty {
            return Some(Gap::new(GapLevel::Error, GapKind::DrawingEmpty).named(kind.name()));
        }
        let (_, count) = drawings.iter().find(|(of, count)| of == kind && *count > 0)?;
        let gap = Gap::new(GapLevel::Warning, GapKind::DrawingProblems).named(kind.name());
        Some(Gap { count: *count, ..gap })
    };
    DiagramKind::ALL.iter().filter_map(of).collect()
}

/// What rules remind the surveyor of, and how many findings about the hospital wait for a decision.
fn said(facts: &Facts<'_>, findings: &[FindingView]) -> Vec<Gap> {
    let survey: Uuid = facts.snapshot.id.into();
    let mut gaps = Vec::new();
    let mut undecided = 0;
    for finding in findings.iter().filter(|f| f.state == FindingState::Open) {
        let reminds = finding.rule.as_deref().and_then(rule).filter(|r| !r.for_hospital);
        let Some(reminds) = reminds else {
            undecided += u32::from(finding.severity != Severity::Low);
            continue;
        };
        if SAID.contains(&reminds.name) {
            continue;
        }
        let level = match finding.severity {
            Severity::High | Severity::Medium => GapLevel::Warning,
            Severity::Low => GapLevel::Remark,
        };
        // The survey itself is no place to go to.
        let place = finding.rests_on.iter();
        let place = place
            .copied()
            .find(|r| r.kind != RecordKind::Survey && r.id != survey);
        gaps.push(Gap {
            wording: Some(finding.wording.clone()),
            rule: finding.rule.clone(),
            about: place,
            ..Gap::new(level, GapKind::Reminder)
        });
    }
    if undecided > 0 {
        gaps.push(Gap {
            count: undecided,
            ..Gap::new(GapLevel::Warning, GapKind::FindingUndecided)
        });
    }
    gaps
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::{FindingTexts, findings};
    use crate::survey::Survey;
    use crate::{Day, Snapshot, SurveyId};
    use serde_json::{Value, json};

    const LIST: &str = r#"
format = 1
id = "list"
version = "1"
audience = "admin"
official = false
title = { ja = "題", en = "List" }
source = { ja = "出典", en = "Source" }
sections = [{ id = "s", title = { ja = "節", en = "Section" } }]
items = [
  { no = "1", section = "s", kind = "mark", text = { ja = "一", en = "One" } },
  { no = "2", section = "s", kind = "mark", text = { ja = "二", en = "Two" } },
]
"#;

    fn kept<R: Record + serde::de::DeserializeOwned + ts_rs::TS>(id: u128, record: Value) -> Kept<R> {
        Kept {
            id: Uuid::from_u128(id),
            rev: 1,
            record: serde_json::from_value(record).expect("a record of the test"),
        }
    }

    fn empty() -> Snapshot {
        let survey: Survey = serde_json::from_value(json!({"firm": "Firm"})).expect("a survey");
        Snapshot::empty(SurveyId(Uuid::from_u128(1)), survey)
    }

    /// Each gap as `level gap count/of name`.
    fn lines(snapshot: &Snapshot, drawings: &[(DiagramKind, u32)]) -> Vec<String> {
        let list = crate::checklist::parse_checklist(LIST).expect("the list of the test");
        let today: Day = "2026-11-21".parse().expect("a day");
        let facts = Facts {
            snapshot,
            checklists: &[list],
            benchmarks: &[],
            today,
        };
        let texts = include_str!("../../../../report-templates/findings.toml");
        let texts = FindingTexts::parse(texts).expect("the words of findings");
        let found = findings(&facts, &texts);
        let line = |gap: &Gap| {
            let wire = serde_json::to_value(gap).expect("a gap is JSON");
            let name = gap.rule.as_deref().or(gap.name.as_deref()).unwrap_or("-");
            let word = |key: &str| wire[key].as_str().unwrap_or_default().to_owned();
            format!(
                "{} {} {}/{} {name}",
                word("level"),
                word("gap"),
                gap.count,
                gap.of
            )
        };
        gaps(&facts, &found, drawings).iter().map(line).collect()
    }

    fn check(snapshot: &Snapshot, drawings: &[(DiagramKind, u32)], gap: &str, expected: &[&str]) {
        let found = lines(snapshot, drawings);
        let of: Vec<&str> = found
            .iter()
            .map(String::as_str)
            .filter(|l| l.contains(gap))
            .collect();
        assert_eq!(of, expected, "{gap} among {found:#?}");
    }

    #[test]
    fn an_empty_survey_lacks_its_subject_first() {
        let found = lines(&empty(), &[]);
        assert_eq!(
            found[..4],
            [
                "error hospital_missing 1/0 -",
                "error interview_missing 1/0 -",
                "error drawing_empty 1/0 network",
                "error drawing_empty 1/0 management",
            ],
            "what leaves a document empty comes first"
        );
        let categories = found.iter().filter(|l| l.contains("ask_about_category")).count();
        assert_eq!(
            categories, 8,
            "each category of connection that nobody asked about"
        );
        let twice = found.iter().any(|l| l.contains("draw_both_diagrams"));
        assert!(!twice, "an empty drawing is said once");
    }

    #[test]
    fn an_interview_is_a_gap_until_every_item_is_confirmed() {
        let mut s = empty();
        s.interviews.push(kept(
            2,
            json!({"checklist": "list", "checklist_version": "1", "audience": "admin", "interviewee": "manager"}),
        ));
        check(
            &s,
            &[],
            "interview_not_begun",
            &["error interview_not_begun 2/2 manager"],
        );
        let answer = |item: &str| {
            let interview = Uuid::from_u128(2).to_string();
            json!({"interview": interview, "item": item, "confirmed": {"kind": "mark", "value": true}})
        };
        s.answers.push(kept(3, answer("1")));
        check(&s, &[], "items_not", &["warning items_not_confirmed 1/2 manager"]);
        s.answers.push(kept(4, answer("2")));
        check(&s, &[], "items_not", &[]);
    }

    #[test]
    fn an_overdue_request_weighs_more_than_an_open_one() {
        let request = |what: &str, due: &str, outcome: &str| {
            json!({"kind": "homework", "what": what, "from_whom": "manager", "asked_on": "2026-11-01",
                   "due_on": due, "outcome": outcome})
        };
        let mut s = empty();
        s.requests.push(kept(2, request("later", "2026-11-30", "open")));
        s.requests.push(kept(3, request("late", "2026-11-08", "open")));
        s.requests
            .push(kept(4, request("silent", "2026-11-08", "not_submitted")));
        check(
            &s,
            &[],
            "request_o",
            &[
                "warning request_overdue 1/0 late",
                "remark request_open 1/0 later",
            ],
        );
    }

    #[test]
    fn problems_of_a_drawing_count_once_something_is_on_it() {
        let mut s = empty();
        let drawings = [(DiagramKind::Network, 3), (DiagramKind::Management, 0)];
        check(
            &s,
            &drawings,
            "drawing_",
            &[
                "error drawing_empty 1/0 network",
                "error drawing_empty 1/0 management",
            ],
        );
        for (id, diagram) in [(2, "network"), (3, "management")] {
            s.nodes.push(kept(
                id,
                json!({"diagram": diagram, "kind": "role", "label": "x"}),
            ));
        }
        check(
            &s,
            &drawings,
            "drawing_",
            &["warning drawing_problems 3/0 network"],
        );
    }

    #[test]
    fn a_remark_of_the_supervising_firm_waits_until_it_is_settled() {
        let mut s = empty();
        s.comments.push(kept(2, json!({"text": "why"})));
        s.comments
            .push(kept(3, json!({"text": "done", "resolved_on": "2026-11-20"})));
        check(&s, &[], "comment_open", &["warning comment_open 1/0 why"]);
    }
}
