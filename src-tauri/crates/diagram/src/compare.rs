//! What is on the ledger and not on the drawing, and the reverse.
//!
//! Invariant: reads only, and lists in the order of ids. Deliberately absent: words, and any repair; a proposal from
//! the ledger adds what is missing, and a surveyor decides about what is too much.

use crate::graph::Graph;
use junkai_core::drawing::DiagramKind;
use junkai_core::{AssetId, ConnectionId, EdgeId, NodeId};
use std::collections::BTreeSet;

/// One difference between ledger and drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Difference {
    /// An external connection that no edge stands for.
    ConnectionNotDrawn(ConnectionId),
    /// A gateway that no node stands for.
    GatewayNotDrawn(AssetId),
    /// An edge whose connection is not on the list, or that names none.
    EdgeWithoutConnection(EdgeId),
    /// An edge that ends on another device than the list says.
    EndsElsewhere(EdgeId),
    /// An edge of which an end is not on the drawing.
    EdgeWithoutEnd(EdgeId),
    /// A node whose asset is not on the ledger.
    NodeWithoutAsset(NodeId),
    /// A node whose system is not on the list.
    NodeWithoutSystem(NodeId),
}

impl Difference {
    /// The key under which catalogues hold the text for it.
    pub fn key(self) -> &'static str {
        match self {
            Self::ConnectionNotDrawn(_) => "connection_not_drawn",
            Self::GatewayNotDrawn(_) => "gateway_not_drawn",
            Self::EdgeWithoutConnection(_) => "edge_without_connection",
            Self::EndsElsewhere(_) => "ends_elsewhere",
            Self::EdgeWithoutEnd(_) => "edge_without_end",
            Self::NodeWithoutAsset(_) => "node_without_asset",
            Self::NodeWithoutSystem(_) => "node_without_system",
        }
    }
}

/// How much of what the ledger wants drawn is on the drawing, and how much that is in all: external connections and
/// gateways.
pub fn drawn(graph: &Graph) -> (usize, usize) {
    let gateways = graph
        .ledger()
        .assets
        .values()
        .filter(|asset| asset.gateway)
        .count();
    let all = graph.ledger().connections.len() + gateways;
    let mut not_drawn = Vec::new();
    missing(graph, &mut not_drawn);
    (all - not_drawn.len(), all)
}

/// All differences between a drawing and the ledger it was read with.
pub fn compare(graph: &Graph) -> Vec<Difference> {
    let mut differences = Vec::new();
    if graph.kind() == DiagramKind::Network {
        missing(graph, &mut differences);
    }
    for (id, _) in graph.edges() {
        differences.extend(edge_difference(graph, id));
    }
    differences.extend(graph.loose().map(|(id, _)| Difference::EdgeWithoutEnd(id)));
    for (id, node) in graph.nodes() {
        if node
            .asset
            .is_some_and(|asset| !graph.ledger().assets.contains_key(&asset))
        {
            differences.push(Difference::NodeWithoutAsset(id));
        }
        if node
            .system
            .is_some_and(|system| !graph.ledger().systems.contains_key(&system))
        {
            differences.push(Difference::NodeWithoutSystem(id));
        }
    }
    differences.sort_unstable();
    differences
}

fn missing(graph: &Graph, differences: &mut Vec<Difference>) {
    let drawn: BTreeSet<ConnectionId> = graph.edges().filter_map(|(_, edge)| edge.connection).collect();
    let standing: BTreeSet<AssetId> = graph.nodes().filter_map(|(_, node)| node.asset).collect();
    for id in graph.ledger().connections.keys().filter(|id| !drawn.contains(id)) {
        differences.push(Difference::ConnectionNotDrawn(*id));
    }
    for (id, asset) in &graph.ledger().assets {
        if asset.gateway && !standing.contains(id) {
            differences.push(Difference::GatewayNotDrawn(*id));
        }
    }
}

fn edge_difference(graph: &Graph, id: EdgeId) -> Option<Difference> {
    if !graph.is_external(id) {
        return None;
    }
    let Some(connection) = graph.connection(id) else {
        return Some(Difference::EdgeWithoutConnection(id));
    };
    let inside = graph.ends(id)?.inside;
    let drawn = graph.node(inside).and_then(|node| node.asset);
    // A connection without a terminating asset is one for the ledger, not a difference between the two.
    let said = connection.terminating_asset?;
    (drawn != Some(said)).then_some(Difference::EndsElsewhere(id))
}
