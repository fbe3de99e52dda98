//! External connections, the history of their investigation, and whether each category was asked about.
//!
//! Source: seed 002, section 3.3 (eight categories); seed 000 for what was found: lines that the manager does not
//! know, LTE routers, ISDN, SSL-VPN to https servers, data called anonymised.
//! Invariant: category is 1 to 8, and "known to the manager" speaks of the time before the survey.

use crate::record::{Problem, Record, RecordKind, RecordRef, Tri, choices, point, require};
use crate::time::Day;
use crate::{AssetId, ConnectionId, EvidenceId, SystemId};
use serde::{Deserialize, Serialize};

/// How many categories of external connection the method has.
pub const CATEGORIES: u8 = 8;

choices! {
    /// What kind of line it is.
    LineKind "line_kind" {
        /// Leased line.
        Leased "leased",
        /// IP-VPN of a carrier.
        IpVpn "ip_vpn",
        /// IPsec-VPN over the Internet.
        IpsecVpn "ipsec_vpn",
        /// SSL-VPN.
        SslVpn "ssl_vpn",
        /// LTE or 5G.
        Mobile "mobile",
        /// ISDN.
        Isdn "isdn",
        /// https without VPN.
        Https "https",
        /// Any other.
        Other "other",
        /// Not found out.
        Unknown "unknown",
    }
    /// Who can open the connection.
    Direction "direction" {
        /// From the hospital only.
        Outbound "outbound",
        /// From outside only.
        Inbound "inbound",
        /// Both.
        Both "both",
        /// Not found out.
        Unknown "unknown",
    }
    /// When it is open.
    Availability "availability" {
        /// Always.
        AlwaysOn "always_on",
        /// When somebody opens it.
        OnDemand "on_demand",
        /// Not found out.
        Unknown "unknown",
    }
    /// How the other side proves who it is.
    Authentication "authentication" {
        /// Nothing.
        None "none",
        /// Password.
        Password "password",
        /// Certificate or pre-shared key of the device.
        Certificate "certificate",
        /// Two factors.
        TwoFactor "two_factor",
        /// Number of the calling line.
        CallerId "caller_id",
        /// Not found out.
        Unknown "unknown",
    }
    /// How an entry of the investigation was come by.
    InvestigationMeans "investigation_means" {
        /// Interview.
        Interview "interview",
        /// Paper.
        Paper "paper",
        /// On site.
        OnSite "on_site",
        /// Vendor.
        Vendor "vendor",
    }
}

/// A connection to the outside.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct Connection {
    /// Short label that stands on list and drawing, such as `C-07`.
    pub label: String,
    /// Category of the method, 1 to 8.
    pub category: u8,
    /// What it is for.
    pub purpose: String,
    /// Who or what is at the other end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counterpart: Option<String>,
    /// Kind of line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<LineKind>,
    /// Kind of line in words, where it is another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line_other: Option<String>,
    /// Carrier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carrier: Option<String>,
    /// The asset on which it ends inside the hospital.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub terminating_asset: Option<AssetId>,
    /// The system that it serves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub system: Option<SystemId>,
    /// Version of the software on the terminating device, as confirmed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub software_version: Option<String>,
    /// Whether its setting was reviewed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub setting_reviewed: Option<Tri>,
    /// Who can open it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub direction: Option<Direction>,
    /// When it is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub availability: Option<Availability>,
    /// How the other side proves who it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authentication: Option<Authentication>,
    /// Whether a log is kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub log_kept: Option<Tri>,
    /// How the line and its device are maintained.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maintenance: Option<crate::inventory::Maintenance>,
    /// Who manages it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub managed_by: Option<String>,
    /// Whether it is in the network manager's hands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub managed_by_network_manager: Option<Tri>,
    /// Whether the manager knew of it before the survey.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub known_to_manager: Option<Tri>,
    /// Whether data that leave by it are said to be anonymised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said_anonymised: Option<Tri>,
    /// The contract behind it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contract: Option<String>,
    /// Boundary of responsibility.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub boundary: Option<String>,
    /// Note.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Photos and papers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<EvidenceId>,
}

impl Record for Connection {
    const KIND: RecordKind = RecordKind::Connection;
    type Id = crate::ConnectionId;

    fn refs(&self) -> Vec<(&'static str, RecordRef)> {
        let mut refs = Vec::new();
        refs.extend(
            self.terminating_asset
                .map(|id| point("terminating_asset", RecordKind::Asset, id)),
        );
        refs.extend(self.system.map(|id| point("system", RecordKind::System, id)));
        refs.extend(
            self.evidence
                .iter()
                .map(|id| point("evidence", RecordKind::Evidence, *id)),
        );
        refs
    }

    fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        require(&mut problems, "label", &self.label);
        require(&mut problems, "purpose", &self.purpose);
        if !(1..=CATEGORIES).contains(&self.category) {
            problems.push(Problem::new("category", "range"));
        }
        problems
    }
}

/// One step in finding out about a connection.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct Investigation {
    /// The connection.
    pub connection: ConnectionId,
    /// When.
    pub on: Day,
    /// How.
    pub means: InvestigationMeans,
    /// Whom, by position.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub whom: Option<String>,
    /// What came of it.
    pub result: String,
    /// What is to be done next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_step: Option<String>,
}

impl Record for Investigation {
    const KIND: RecordKind = RecordKind::Investigation;
    type Id = crate::InvestigationId;

    fn refs(&self) -> Vec<(&'static str, RecordRef)> {
        vec![point("connection", RecordKind::Connection, self.connection)]
    }

    fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        require(&mut problems, "result", &self.result);
        problems
    }
}

/// That a category was asked about, and what was said.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct CategoryCheck {
    /// Category of the method, 1 to 8.
    pub category: u8,
    /// When it was asked about.
    pub asked_on: Day,
    /// Whom, by position.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub whom: Option<String>,
    /// Somebody confirmed that there is really no such connection.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub really_none: Option<bool>,
    /// What was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl Record for CategoryCheck {
    const KIND: RecordKind = RecordKind::CategoryCheck;
    type Id = crate::CategoryCheckId;

    fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        if !(1..=CATEGORIES).contains(&self.category) {
            problems.push(Problem::new("category", "range"));
        }
        problems
    }
}
