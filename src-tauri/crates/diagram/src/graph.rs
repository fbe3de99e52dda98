//! A drawing as a graph: petgraph holds the shape, the records hold what is stored, the ledger gives the names.
//!
//! Invariant: every edge in the graph has both ends in it; an edge record whose end is missing is kept aside as
//! `loose`, never dropped. Two graphs are equal when their records are, whatever the order of the edits.
//! Zones do not nest: the zone of a zone is kept but has no effect on the picture.

use crate::ledger::{AssetFacts, ConnectionFacts, Ledger, filled};
use junkai_core::drawing::{DiagramEdge, DiagramKind, DiagramNode, EdgeKind, NodeKind};
use junkai_core::{EdgeId, NodeId, Snapshot};
use petgraph::Direction;
use petgraph::stable_graph::{EdgeIndex, NodeIndex, StableDiGraph};
use std::collections::BTreeMap;

/// One of the two drawings.
#[derive(Clone, Debug)]
pub struct Graph {
    kind: DiagramKind,
    ledger: Ledger,
    shape: StableDiGraph<NodeId, EdgeId>,
    nodes: BTreeMap<NodeId, (NodeIndex, DiagramNode)>,
    edges: BTreeMap<EdgeId, (EdgeIndex, DiagramEdge)>,
    loose: BTreeMap<EdgeId, DiagramEdge>,
}

impl PartialEq for Graph {
    fn eq(&self, other: &Self) -> bool {
        self.kind == other.kind
            && self.loose == other.loose
            && self.nodes().eq(other.nodes())
            && self.edges().eq(other.edges())
    }
}

impl Graph {
    /// A drawing with nothing on it.
    pub fn empty(kind: DiagramKind, ledger: Ledger) -> Self {
        Self {
            kind,
            ledger,
            shape: StableDiGraph::new(),
            nodes: BTreeMap::new(),
            edges: BTreeMap::new(),
            loose: BTreeMap::new(),
        }
    }

    /// The drawing `kind` of a survey.
    pub fn of(snapshot: &Snapshot, kind: DiagramKind) -> Self {
        let mut graph = Self::empty(kind, Ledger::of(snapshot));
        for node in snapshot.nodes.iter().filter(|n| n.record.diagram == kind) {
            graph.put_node(NodeId(node.id), node.record.clone());
        }
        for edge in snapshot.edges.iter().filter(|e| e.record.diagram == kind) {
            graph.put_edge(EdgeId(edge.id), edge.record.clone());
        }
        graph
    }

    /// Which drawing it is.
    pub fn kind(&self) -> DiagramKind {
        self.kind
    }

    /// The ledger from which names come.
    pub fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// All nodes by id.
    pub fn nodes(&self) -> impl Iterator<Item = (NodeId, &DiagramNode)> {
        self.nodes.iter().map(|(id, (_, node))| (*id, node))
    }

    /// All edges by id.
    pub fn edges(&self) -> impl Iterator<Item = (EdgeId, &DiagramEdge)> {
        self.edges.iter().map(|(id, (_, edge))| (*id, edge))
    }

    /// Edges of which an end is not on the drawing.
    pub fn loose(&self) -> impl Iterator<Item = (EdgeId, &DiagramEdge)> {
        self.loose.iter().map(|(id, edge)| (*id, edge))
    }

    /// The node with this id.
    pub fn node(&self, id: NodeId) -> Option<&DiagramNode> {
        self.nodes.get(&id).map(|(_, node)| node)
    }

    /// The edge with this id.
    pub fn edge(&self, id: EdgeId) -> Option<&DiagramEdge> {
        self.edges
            .get(&id)
            .map(|(_, edge)| edge)
            .or_else(|| self.loose.get(&id))
    }

    /// Edges that begin or end at a node, by id, each once.
    pub fn edges_at(&self, id: NodeId) -> Vec<EdgeId> {
        let Some((index, _)) = self.nodes.get(&id) else {
            return Vec::new();
        };
        let mut found: Vec<EdgeId> = [Direction::Outgoing, Direction::Incoming]
            .into_iter()
            .flat_map(|direction| self.shape.edges_directed(*index, direction))
            .map(|edge| *edge.weight())
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Nodes that stand in a zone, by id.
    pub fn members(&self, zone: NodeId) -> Vec<NodeId> {
        self.nodes()
            .filter(|(_, node)| node.zone == Some(zone))
            .map(|(id, _)| id)
            .collect()
    }

    /// The zone in which a node is drawn: none for zones themselves and where the zone is not on the drawing.
    pub fn zone_of(&self, id: NodeId) -> Option<NodeId> {
        let node = self.node(id)?;
        if node.kind == NodeKind::Zone {
            return None;
        }
        node.zone
            .filter(|zone| self.node(*zone).is_some_and(|z| z.kind == NodeKind::Zone))
    }

    /// The name under which a node shows: the ledger's, else its own.
    pub fn label(&self, id: NodeId) -> String {
        let Some(node) = self.node(id) else {
            return String::new();
        };
        if let Some(asset) = self.asset(id) {
            return asset.name.clone();
        }
        let own = filled(&node.label);
        let system = node
            .system
            .and_then(|s| self.ledger.systems.get(&s))
            .map(|s| s.name.clone());
        // A terminal group carries a label of its own beside the system it belongs to.
        if node.kind == NodeKind::System {
            system.or(own)
        } else {
            own.or(system)
        }
        .unwrap_or_default()
    }

    /// What the ledger says about the asset of a node.
    pub fn asset(&self, id: NodeId) -> Option<&AssetFacts> {
        self.node(id)?
            .asset
            .and_then(|asset| self.ledger.assets.get(&asset))
    }

    /// What the ledger says about the connection of an edge.
    pub fn connection(&self, id: EdgeId) -> Option<&ConnectionFacts> {
        self.edge(id)?
            .connection
            .and_then(|connection| self.ledger.connections.get(&connection))
    }

    /// The name under which an edge shows: that of its connection, else its own.
    pub fn edge_label(&self, id: EdgeId) -> String {
        match (self.connection(id), self.edge(id)) {
            (Some(connection), _) => connection.label.clone(),
            (None, Some(edge)) => filled(&edge.label).unwrap_or_default(),
            (None, None) => String::new(),
        }
    }

    /// Whether a node guards or carries a way into the hospital.
    pub fn is_gateway(&self, id: NodeId) -> bool {
        self.asset(id).is_some_and(|asset| asset.gateway)
    }

    /// Whether a node stands outside the hospital.
    pub fn is_outside(&self, id: NodeId) -> bool {
        self.node(id).is_some_and(|node| {
            matches!(
                node.kind,
                NodeKind::ExternalParty | NodeKind::Contractor | NodeKind::Authority
            )
        })
    }

    /// Whether a node means a device that is not on the ledger.
    pub fn is_unregistered(&self, id: NodeId) -> bool {
        self.node(id).is_some_and(|node| node.kind == NodeKind::Asset) && self.asset(id).is_none()
    }

    /// The end of an external connection that lies inside, and the one that lies outside.
    pub fn ends(&self, id: EdgeId) -> Option<Ends> {
        let edge = self.edges.get(&id).map(|(_, edge)| edge)?;
        let (from, to) = (edge.from, edge.to);
        match (self.is_outside(from), self.is_outside(to)) {
            (true, false) => Some(Ends {
                inside: to,
                outside: from,
            }),
            (false, true) => Some(Ends {
                inside: from,
                outside: to,
            }),
            _ => None,
        }
    }

    /// Whether an edge stands for an external connection.
    pub fn is_external(&self, id: EdgeId) -> bool {
        self.edge(id)
            .is_some_and(|edge| edge.kind == EdgeKind::ExternalConnection)
    }

    /// Adds a node or puts another record in its place, and ties edges that were waiting for it.
    pub(crate) fn put_node(&mut self, id: NodeId, node: DiagramNode) {
        if let Some((_, kept)) = self.nodes.get_mut(&id) {
            *kept = node;
            return;
        }
        let index = self.shape.add_node(id);
        self.nodes.insert(id, (index, node));
        let waiting: Vec<EdgeId> = self
            .loose
            .iter()
            .filter(|(_, e)| e.from == id || e.to == id)
            .map(|(id, _)| *id)
            .collect();
        for edge in waiting {
            if let Some(record) = self.loose.remove(&edge) {
                self.put_edge(edge, record);
            }
        }
    }

    /// Adds an edge or puts another record in its place.
    pub(crate) fn put_edge(&mut self, id: EdgeId, edge: DiagramEdge) {
        self.take_edge(id);
        match (self.nodes.get(&edge.from), self.nodes.get(&edge.to)) {
            (Some((from, _)), Some((to, _))) => {
                let index = self.shape.add_edge(*from, *to, id);
                self.edges.insert(id, (index, edge));
            }
            _ => {
                self.loose.insert(id, edge);
            }
        }
    }

    /// Takes a node away; edges that are still tied to it become loose.
    pub(crate) fn take_node(&mut self, id: NodeId) -> Option<DiagramNode> {
        for edge in self.edges_at(id) {
            if let Some(record) = self.take_edge(edge) {
                self.loose.insert(edge, record);
            }
        }
        let (index, node) = self.nodes.remove(&id)?;
        self.shape.remove_node(index);
        Some(node)
    }

    /// Takes an edge away.
    pub(crate) fn take_edge(&mut self, id: EdgeId) -> Option<DiagramEdge> {
        if let Some((index, edge)) = self.edges.remove(&id) {
            self.shape.remove_edge(index);
            return Some(edge);
        }
        self.loose.remove(&id)
    }
}

/// The two ends of an edge that crosses the hospital's boundary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ends {
    /// The node inside.
    pub inside: NodeId,
    /// The node outside.
    pub outside: NodeId,
}
