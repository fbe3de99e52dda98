//! The survey itself, the hospital it looks at, and the visits made.
//!
//! Source: seed 002 (procedure for firms, sections 3 to 8): who contracts with whom, the cost cap, half-day visits.
//! Invariant: people appear by position only; no name of staff or patients has a field.

use crate::record::{Problem, Record, RecordKind, choices, require};
use crate::time::{Day, Moment};
use serde::{Deserialize, Serialize};

/// Labour cost that a survey of one hospital may reach, in yen (seed 002, section 8).
pub const COST_CAP_YEN: u64 = 3_000_000;

/// Parties, dates and money of one survey.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct Survey {
    /// The firm that visits.
    pub firm: String,
    /// The body that signs the pledge and receives the reports.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client: Option<String>,
    /// The firm that reviews.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supervising_firm: Option<String>,
    /// First day of the survey.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period_start: Option<Day>,
    /// Last day of the survey.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period_end: Option<Day>,
    /// Yen an hour that the firm charges.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit_price_yen: Option<u64>,
    /// Labour cap in yen when it differs from [`COST_CAP_YEN`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost_cap_yen: Option<u64>,
    /// An earlier survey of the same hospital, with which answers are compared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub earlier: Option<crate::SurveyId>,
    /// What the reader of the report should know about the survey as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl Survey {
    /// The labour cap in force.
    pub fn cost_cap(&self) -> u64 {
        self.cost_cap_yen.unwrap_or(COST_CAP_YEN)
    }
}

impl Record for Survey {
    const KIND: RecordKind = RecordKind::Survey;
    type Id = crate::SurveyId;

    fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        require(&mut problems, "firm", &self.firm);
        if let (Some(start), Some(end)) = (self.period_start, self.period_end)
            && end < start
        {
            problems.push(Problem::new("period_end", "order"));
        }
        problems
    }
}

choices! {
    /// Who founded the hospital.
    Founder "founder" {
        /// The state or a national body.
        National "national",
        /// A prefecture, city or union of them.
        Public "public",
        /// Red Cross, Saiseikai, JA and the like.
        PublicLike "public_like",
        /// A medical corporation.
        MedicalCorporation "medical_corporation",
        /// A school corporation or national university.
        University "university",
        /// Any other founder.
        Other "other",
    }
    /// What a visit was for.
    VisitKind "visit_kind" {
        /// Going through the checklists.
        Interview "interview",
        /// Walking the building.
        WalkRound "walk_round",
        /// Both on one day.
        Both "both",
        /// Meeting a contractor or vendor.
        Contractor "contractor",
        /// Handing over the report.
        Report "report",
        /// Anything else.
        Other "other",
    }
    /// On whose side somebody took part.
    Side "side" {
        /// Of the hospital.
        Hospital "hospital",
        /// Of the survey firm.
        Firm "firm",
        /// Of a contractor or vendor.
        Vendor "vendor",
        /// Of the supervising firm or client.
        Supervisor "supervisor",
    }
}

/// Beds by kind, as licensed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct Beds {
    /// General.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub general: Option<u32>,
    /// Long-term care.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub long_term: Option<u32>,
    /// Psychiatric.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub psychiatric: Option<u32>,
    /// Tuberculosis.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tuberculosis: Option<u32>,
    /// Infectious disease.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub infectious: Option<u32>,
}

impl Beds {
    /// All beds together.
    pub fn total(&self) -> u32 {
        [
            self.general,
            self.long_term,
            self.psychiatric,
            self.tuberculosis,
            self.infectious,
        ]
        .into_iter()
        .flatten()
        .fold(0, u32::saturating_add)
    }
}

/// Full-time staff by profession (seed 003, annex 5 head).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct Staff {
    /// Physicians.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub physicians: Option<u32>,
    /// Nurses.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nurses: Option<u32>,
    /// Clinical engineers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clinical_engineers: Option<u32>,
    /// Radiographers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub radiographers: Option<u32>,
    /// Laboratory technologists.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub laboratory_technologists: Option<u32>,
    /// Pharmacists.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pharmacists: Option<u32>,
    /// All others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub others: Option<u32>,
    /// Those who run the information systems.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub information_systems: Option<u32>,
}

/// Somebody to turn to, by position.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct ContactPosition {
    /// What to turn to them for.
    pub role: String,
    /// Department.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department: Option<String>,
    /// Position held.
    pub position: String,
}

/// What the hospital is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct Hospital {
    /// Its name.
    pub name: String,
    /// Prefecture or region.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// Who founded it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub founder: Option<Founder>,
    /// Licensed beds.
    #[serde(default)]
    pub beds: Beds,
    /// Facility standards on file.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub facility_standards: Vec<String>,
    /// Full-time staff.
    #[serde(default)]
    pub staff: Staff,
    /// Whom to turn to, by position.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contacts: Vec<ContactPosition>,
    /// Day on which the pledge of secrecy was given to the hospital.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pledged_on: Option<Day>,
    /// Day of the confidentiality contract between client and firm.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contracted_on: Option<Day>,
    /// Anything else about the hospital.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl Record for Hospital {
    const KIND: RecordKind = RecordKind::Hospital;
    type Id = crate::HospitalId;

    fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        require(&mut problems, "name", &self.name);
        problems
    }
}

/// Somebody who took part, by position.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct Participant {
    /// On whose side.
    pub side: Side,
    /// Position held.
    pub position: String,
}

/// A visit to the hospital.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct Visit {
    /// The day.
    pub on: Day,
    /// What for.
    pub kind: VisitKind,
    /// Who took part.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub participants: Vec<Participant>,
    /// When it began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub started: Option<Moment>,
    /// When it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<Moment>,
    /// What happened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl Record for Visit {
    const KIND: RecordKind = RecordKind::Visit;
    type Id = crate::VisitId;

    fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        if let (Some(start), Some(end)) = (self.started, self.ended)
            && end < start
        {
            problems.push(Problem::new("ended", "order"));
        }
        problems
    }
}
