//! The two diagrams as records: nodes and edges. Geometry, layout and drawing live in the diagram crate.
//!
//! Invariant: the ledger is the source of names and versions; a node made from it carries only its reference and
//! its place. Source: seed 002, section 3.5, deliverables 6 and 7.

use crate::record::{Problem, Record, RecordKind, RecordRef, choices, point};
use crate::{AssetId, ConnectionId, NodeId, SystemId};
use serde::{Deserialize, Serialize};

choices! {
    /// Which of the two drawings.
    DiagramKind "diagram_kind" {
        /// Network overview.
        Network "network",
        /// Management structure.
        Management "management",
    }
    /// What a node stands for.
    NodeKind "node_kind" {
        /// A zone, segment or department that holds other nodes.
        Zone "zone",
        /// An asset of the ledger.
        Asset "asset",
        /// A system.
        System "system",
        /// Somebody or something outside the hospital.
        ExternalParty "external_party",
        /// A role in the organisation.
        Role "role",
        /// The system safety officer.
        SafetyOfficer "safety_officer",
        /// A contractor or vendor.
        Contractor "contractor",
        /// An authority to be told.
        Authority "authority",
    }
    /// What an edge stands for.
    EdgeKind "edge_kind" {
        /// A link inside the hospital.
        Link "link",
        /// An external connection.
        ExternalConnection "external_connection",
        /// Reports to.
        ReportsTo "reports_to",
        /// Is under contract.
        Contract "contract",
        /// Is in touch with.
        Contact "contact",
    }
}

/// A node of a diagram.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct DiagramNode {
    /// The drawing.
    pub diagram: DiagramKind,
    /// What it stands for.
    pub kind: NodeKind,
    /// Its label, where it has no ledger entry to take it from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// The zone it stands in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<NodeId>,
    /// The asset it stands for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asset: Option<AssetId>,
    /// The system it stands for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub system: Option<SystemId>,
    /// Left edge in points from that of its zone, or of the sheet where it has none; only where it was placed by hand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub x: Option<f64>,
    /// Upper edge in points, reckoned likewise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub y: Option<f64>,
    /// Note.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl Record for DiagramNode {
    const KIND: RecordKind = RecordKind::DiagramNode;
    type Id = crate::NodeId;

    fn refs(&self) -> Vec<(&'static str, RecordRef)> {
        let mut refs = Vec::new();
        refs.extend(self.zone.map(|id| point("zone", RecordKind::DiagramNode, id)));
        refs.extend(self.asset.map(|id| point("asset", RecordKind::Asset, id)));
        refs.extend(self.system.map(|id| point("system", RecordKind::System, id)));
        refs
    }

    fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        let named = self.label.as_deref().is_some_and(|l| !l.trim().is_empty());
        if !named && self.asset.is_none() && self.system.is_none() {
            problems.push(Problem::new("label", "required"));
        }
        for (field, value) in [("x", self.x), ("y", self.y)] {
            if value.is_some_and(|v| !v.is_finite() || v.abs() > 1_000_000.0) {
                problems.push(Problem::new(field, "range"));
            }
        }
        problems
    }
}

/// An edge of a diagram.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct DiagramEdge {
    /// The drawing.
    pub diagram: DiagramKind,
    /// What it stands for.
    pub kind: EdgeKind,
    /// Where it begins.
    pub from: NodeId,
    /// Where it ends.
    pub to: NodeId,
    /// Its label.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// The external connection it stands for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub connection: Option<ConnectionId>,
    /// Note.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl Record for DiagramEdge {
    const KIND: RecordKind = RecordKind::DiagramEdge;
    type Id = crate::EdgeId;

    fn refs(&self) -> Vec<(&'static str, RecordRef)> {
        let mut refs = vec![
            point("from", RecordKind::DiagramNode, self.from),
            point("to", RecordKind::DiagramNode, self.to),
        ];
        refs.extend(
            self.connection
                .map(|id| point("connection", RecordKind::Connection, id)),
        );
        refs
    }
}
