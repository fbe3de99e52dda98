//! Interviews, and the answers given in them.
//!
//! Source: seed 002, section 3.2: the hospital fills in the list alone, the surveyor confirms each answer; what is
//! not understood is written down before ○ or ×; what was hard to understand is a finding about the list itself.
//! Invariant: the hospital's own answer is never overwritten by the confirmed one.

use crate::checklist::AnswerValue;
use crate::record::{Problem, Record, RecordKind, RecordRef, choices, point, require};
use crate::time::Moment;
use crate::{EvidenceId, InterviewId, VisitId};
use serde::{Deserialize, Serialize};

choices! {
    /// Whom a checklist is for.
    Audience "audience" {
        /// Director and executives.
        Executive "executive",
        /// System managers.
        Admin "admin",
        /// Clinical staff and other users.
        User "user",
        /// Contractors and vendors.
        Vendor "vendor",
        /// Those in charge of medical devices.
        Device "device",
    }
}

/// A time in which an interview stood still.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct Break {
    /// From when.
    pub from: Moment,
    /// Until when.
    pub to: Moment,
}

/// An interview on one version of one checklist.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct Interview {
    /// Id of the checklist.
    pub checklist: String,
    /// Version of the checklist; answers keep pointing at it.
    pub checklist_version: String,
    /// Whom it was held with.
    pub audience: Audience,
    /// Position of the interviewee.
    pub interviewee: String,
    /// The visit on which it took place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visit: Option<VisitId>,
    /// When it began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub started: Option<Moment>,
    /// When it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<Moment>,
    /// When it stood still in between, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<Break>>")]
    pub breaks: Vec<Break>,
    /// What should be known about the interview as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl Record for Interview {
    const KIND: RecordKind = RecordKind::Interview;
    type Id = crate::InterviewId;

    fn refs(&self) -> Vec<(&'static str, RecordRef)> {
        self.visit
            .map(|id| point("visit", RecordKind::Visit, id))
            .into_iter()
            .collect()
    }

    fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        require(&mut problems, "checklist", &self.checklist);
        require(&mut problems, "checklist_version", &self.checklist_version);
        require(&mut problems, "interviewee", &self.interviewee);
        if let (Some(start), Some(end)) = (self.started, self.ended)
            && end < start
        {
            problems.push(Problem::new("ended", "order"));
        }
        if !self.breaks_in_order() {
            problems.push(Problem::new("breaks", "order"));
        }
        problems
    }
}

impl Interview {
    /// Whether breaks lie one after another between beginning and end.
    fn breaks_in_order(&self) -> bool {
        let inner = self.breaks.iter().flat_map(|pause| [pause.from, pause.to]);
        let all = self.started.into_iter().chain(inner).chain(self.ended);
        all.is_sorted()
    }
}

/// The answer to one item in one interview.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// The interview.
    pub interview: InterviewId,
    /// Number of the item in the checklist.
    pub item: String,
    /// What the hospital had answered before the visit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own: Option<AnswerValue>,
    /// What surveyor and interviewee agreed on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirmed: Option<AnswerValue>,
    /// Note of the surveyor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// What the hospital wrote beside its own answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own_note: Option<String>,
    /// What the interviewee did not understand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_understood: Option<String>,
    /// The item itself is hard to understand: a finding about the checklist.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hard_to_understand: Option<bool>,
    /// Why it does not apply, where it does not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_applicable_because: Option<String>,
    /// Papers and photos that show it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<EvidenceId>,
}

impl Record for Answer {
    const KIND: RecordKind = RecordKind::Answer;
    type Id = crate::AnswerId;

    fn refs(&self) -> Vec<(&'static str, RecordRef)> {
        let mut refs = vec![point("interview", RecordKind::Interview, self.interview)];
        refs.extend(
            self.evidence
                .iter()
                .map(|id| point("evidence", RecordKind::Evidence, *id)),
        );
        refs
    }

    fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        require(&mut problems, "item", &self.item);
        problems
    }
}

impl Answer {
    /// An answer with nothing in it yet.
    pub fn blank(interview: InterviewId, item: &str) -> Self {
        Self {
            interview,
            item: item.into(),
            own: None,
            confirmed: None,
            note: None,
            own_note: None,
            not_understood: None,
            hard_to_understand: None,
            not_applicable_because: None,
            evidence: Vec::new(),
        }
    }

    /// What counts: the confirmed answer, or the hospital's own as long as nothing was confirmed.
    pub fn counted(&self) -> Option<&AnswerValue> {
        self.confirmed.as_ref().or(self.own.as_ref())
    }

    /// Whether the hospital's own answer and the confirmed one differ.
    pub fn differs(&self) -> bool {
        matches!((&self.own, &self.confirmed), (Some(own), Some(confirmed)) if own != confirmed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(clock: &str) -> Moment {
        format!("2026-11-21T{clock}:00Z").parse().expect("a moment")
    }

    fn interview(breaks: &[(&str, &str)]) -> Interview {
        Interview {
            checklist: "list".into(),
            checklist_version: "1".into(),
            audience: Audience::Admin,
            interviewee: "somebody".into(),
            visit: None,
            started: Some(at("04:00")),
            ended: Some(at("05:00")),
            breaks: breaks
                .iter()
                .map(|(from, to)| Break {
                    from: at(from),
                    to: at(to),
                })
                .collect(),
            note: None,
        }
    }

    #[test]
    fn breaks_lie_one_after_another_within_the_interview() {
        let faults = |breaks: &[(&str, &str)]| interview(breaks).problems().len();
        assert_eq!(faults(&[("04:10", "04:20"), ("04:20", "04:30")]), 0, "in order");
        assert_eq!(faults(&[("04:20", "04:10")]), 1, "a break ends after it began");
        assert_eq!(
            faults(&[("04:20", "04:30"), ("04:10", "04:20")]),
            1,
            "the earlier break comes first"
        );
        assert_eq!(
            faults(&[("03:50", "04:10")]),
            1,
            "nothing can pause before it began"
        );
        assert_eq!(faults(&[("04:50", "05:10")]), 1, "or after it ended");
    }

    #[test]
    fn an_interview_of_before_there_were_breaks_is_read_as_one_without() {
        let mut old = serde_json::to_value(interview(&[("04:10", "04:20")])).expect("an interview is JSON");
        old.as_object_mut().expect("an object").remove("breaks");
        let read: Interview = serde_json::from_value(old).expect("the field may be missing");
        assert_eq!(read, interview(&[]), "no break was lost, there was none");
    }
}
