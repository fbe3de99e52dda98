//! What is wrong with a drawing as it stands, numbered for the picture.
//!
//! Invariant: pure; the same drawing gives the same numbers. A rule is named for what it checks and says where;
//! the words for it live in the catalogues. Deliberately absent: comparison with the ledger (see `compare`).

use crate::graph::Graph;
use junkai_core::drawing::{DiagramKind, EdgeKind, NodeKind};
use junkai_core::inventory::AssetKind;
use junkai_core::{EdgeId, NodeId};
use std::collections::{BTreeMap, BTreeSet};

/// What a rule checks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// An external connection ends on a device that is no gateway, though its zone has one.
    ExternalEdgeNotOnGateway,
    /// An external connection leads into a zone in which there is no gateway.
    ExternalEdgeIntoZoneWithoutGateway,
    /// A device that is neither gateway nor switch stands between two zones.
    DeviceBridgesZones,
    /// A node without zone and without edge.
    IsolatedNode,
    /// Two nodes show under one name.
    DuplicateLabel,
    /// The management structure has no system safety officer.
    NoSafetyOfficer,
}

impl Rule {
    /// The key under which catalogues hold the text for it.
    pub fn key(self) -> &'static str {
        match self {
            Self::ExternalEdgeNotOnGateway => "external_edge_not_on_gateway",
            Self::ExternalEdgeIntoZoneWithoutGateway => "external_edge_into_zone_without_gateway",
            Self::DeviceBridgesZones => "device_bridges_zones",
            Self::IsolatedNode => "isolated_node",
            Self::DuplicateLabel => "duplicate_label",
            Self::NoSafetyOfficer => "no_safety_officer",
        }
    }
}

/// One problem, with the number that stands on the picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DrawingProblem {
    /// Counted from 1.
    pub number: u32,
    /// What is wrong.
    pub rule: Rule,
    /// Nodes it is about.
    pub nodes: Vec<NodeId>,
    /// Edges it is about.
    pub edges: Vec<EdgeId>,
}

/// All problems of a drawing, by rule and then by place.
pub fn check(graph: &Graph) -> Vec<DrawingProblem> {
    let mut found: Vec<(Rule, Vec<NodeId>, Vec<EdgeId>)> = Vec::new();
    match graph.kind() {
        DiagramKind::Network => {
            external_edges(graph, &mut found);
            bridges(graph, &mut found);
        }
        DiagramKind::Management => no_safety_officer(graph, &mut found),
    }
    isolated(graph, &mut found);
    duplicates(graph, &mut found);
    found.sort();
    let numbered = found.into_iter().zip(1..);
    numbered
        .map(|((rule, nodes, edges), number)| DrawingProblem {
            number,
            rule,
            nodes,
            edges,
        })
        .collect()
}

type Found = Vec<(Rule, Vec<NodeId>, Vec<EdgeId>)>;

/// One problem per device, not per line: a box on which five lines end is to be moved behind the gateway once.
fn external_edges(graph: &Graph, found: &mut Found) {
    let guarded: BTreeSet<NodeId> = graph
        .nodes()
        .filter(|(id, _)| graph.is_gateway(*id))
        .filter_map(|(id, _)| graph.zone_of(id))
        .collect();
    let mut by_device: BTreeMap<NodeId, Vec<EdgeId>> = BTreeMap::new();
    for (id, edge) in graph.edges() {
        if edge.kind != EdgeKind::ExternalConnection {
            continue;
        }
        if let Some(ends) = graph.ends(id)
            && !graph.is_gateway(ends.inside)
        {
            by_device.entry(ends.inside).or_default().push(id);
        }
    }
    for (device, edges) in by_device {
        let is_zone = graph.node(device).is_some_and(|node| node.kind == NodeKind::Zone);
        let zone = if is_zone {
            Some(device)
        } else {
            graph.zone_of(device)
        };
        let rule = match zone {
            Some(zone) if !guarded.contains(&zone) => Rule::ExternalEdgeIntoZoneWithoutGateway,
            _ => Rule::ExternalEdgeNotOnGateway,
        };
        found.push((rule, vec![device], edges));
    }
}

fn bridges(graph: &Graph, found: &mut Found) {
    for (id, node) in graph.nodes() {
        let connects_by_trade = graph.is_gateway(id)
            || graph
                .asset(id)
                .is_some_and(|a| matches!(a.kind, AssetKind::Switch | AssetKind::WirelessAccessPoint));
        if !matches!(node.kind, NodeKind::Asset | NodeKind::System) || connects_by_trade {
            continue;
        }
        let mut zones: BTreeSet<NodeId> = graph.zone_of(id).into_iter().collect();
        let mut edges = Vec::new();
        for edge_id in graph.edges_at(id) {
            let Some(edge) = graph.edge(edge_id).filter(|edge| edge.kind == EdgeKind::Link) else {
                continue;
            };
            let other = if edge.from == id { edge.to } else { edge.from };
            // A link to a switch of another zone is the ordinary way to be on the network.
            let other_is_switch = graph.asset(other).is_some_and(|a| a.kind == AssetKind::Switch);
            let zone = if graph.node(other).is_some_and(|n| n.kind == NodeKind::Zone) {
                Some(other)
            } else {
                graph.zone_of(other)
            };
            if let Some(zone) = zone.filter(|_| !other_is_switch)
                && zones.insert(zone)
            {
                edges.push(edge_id);
            }
        }
        if zones.len() > 1 {
            found.push((Rule::DeviceBridgesZones, vec![id], edges));
        }
    }
}

fn isolated(graph: &Graph, found: &mut Found) {
    for (id, node) in graph.nodes() {
        if node.kind != NodeKind::Zone && graph.zone_of(id).is_none() && graph.edges_at(id).is_empty() {
            found.push((Rule::IsolatedNode, vec![id], Vec::new()));
        }
    }
}

fn duplicates(graph: &Graph, found: &mut Found) {
    let mut by_label: BTreeMap<(bool, String), Vec<NodeId>> = BTreeMap::new();
    for (id, node) in graph.nodes() {
        // An asset and a group may share the name of their system, and two zones may hold terminals of one name.
        if node.kind == NodeKind::System || graph.is_unregistered(id) {
            continue;
        }
        let label: String = graph
            .label(id)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
            .to_lowercase();
        by_label
            .entry((node.kind == NodeKind::Zone, label))
            .or_default()
            .push(id);
    }
    for nodes in by_label.into_values().filter(|nodes| nodes.len() > 1) {
        found.push((Rule::DuplicateLabel, nodes, Vec::new()));
    }
}

fn no_safety_officer(graph: &Graph, found: &mut Found) {
    if graph.nodes().next().is_some()
        && !graph
            .nodes()
            .any(|(_, node)| node.kind == NodeKind::SafetyOfficer)
    {
        found.push((Rule::NoSafetyOfficer, Vec::new(), Vec::new()));
    }
}
