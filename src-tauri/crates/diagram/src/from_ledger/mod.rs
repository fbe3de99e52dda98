//! Proposals for both drawings, made from the ledger and the hospital profile.
//!
//! Invariant: a proposal only adds. What stands on the drawing already is found again (assets, systems and
//! connections by id, zones, parties and roles by name) and is neither doubled nor moved. Ids come from the caller.
//! Deliberately absent: places (the layout gives them) and inventions, such as a safety officer nobody named.

mod management;
mod network;
mod zoning;

pub use management::management;
pub use network::network;

use crate::text::clean;
use junkai_core::drawing::{DiagramEdge, DiagramKind, DiagramNode, EdgeKind, NodeKind};
use junkai_core::{AssetId, ConnectionId, EdgeId, NodeId, RecordKind, RecordRef, Snapshot, SystemId};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Records that a drawing does not have yet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Proposal {
    /// Nodes, zones first.
    pub nodes: Vec<(NodeId, DiagramNode)>,
    /// Edges.
    pub edges: Vec<(EdgeId, DiagramEdge)>,
}

impl Proposal {
    /// Of the proposal, only what one record of the ledger needs: its node or its edge, the ends of that edge, and
    /// the zones in which they stand.
    pub fn only(&self, wanted: RecordRef) -> Self {
        let edges: Vec<_> = self
            .edges
            .iter()
            .filter(|(_, edge)| {
                wanted.kind == RecordKind::Connection && edge.connection.map(Uuid::from) == Some(wanted.id)
            })
            .cloned()
            .collect();
        let mut kept: BTreeSet<NodeId> = edges.iter().flat_map(|(_, edge)| [edge.from, edge.to]).collect();
        for (id, node) in &self.nodes {
            let stands_for = match wanted.kind {
                RecordKind::Asset => node.asset.map(Uuid::from),
                RecordKind::System => node.system.map(Uuid::from),
                _ => None,
            };
            if stands_for == Some(wanted.id) {
                kept.insert(*id);
            }
        }
        let zones: Vec<NodeId> = self
            .nodes
            .iter()
            .filter(|(id, _)| kept.contains(id))
            .filter_map(|(_, node)| node.zone)
            .collect();
        kept.extend(zones);
        Self {
            nodes: self
                .nodes
                .iter()
                .filter(|(id, _)| kept.contains(id))
                .cloned()
                .collect(),
            edges,
        }
    }
}

/// A proposal in the making, which knows what is drawn already.
struct Draft<'a> {
    diagram: DiagramKind,
    next_id: &'a mut dyn FnMut() -> Uuid,
    proposal: Proposal,
    by_asset: BTreeMap<AssetId, NodeId>,
    by_system: BTreeMap<SystemId, NodeId>,
    by_label: BTreeMap<(Shelf, Option<NodeId>, String), NodeId>,
    drawn: BTreeSet<ConnectionId>,
    tied: BTreeSet<(NodeId, NodeId)>,
    fresh: BTreeSet<NodeId>,
}

/// Names are looked up among nodes of one sort: a vendor may share its name with a role.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Shelf {
    Zone,
    Inside,
    Outside,
}

fn shelf(kind: NodeKind) -> Shelf {
    match kind {
        NodeKind::Zone => Shelf::Zone,
        NodeKind::ExternalParty | NodeKind::Contractor | NodeKind::Authority => Shelf::Outside,
        NodeKind::Asset | NodeKind::System | NodeKind::Role | NodeKind::SafetyOfficer => Shelf::Inside,
    }
}

impl<'a> Draft<'a> {
    fn new(snapshot: &Snapshot, diagram: DiagramKind, next_id: &'a mut dyn FnMut() -> Uuid) -> Self {
        let mut draft = Self {
            diagram,
            next_id,
            proposal: Proposal::default(),
            by_asset: BTreeMap::new(),
            by_system: BTreeMap::new(),
            by_label: BTreeMap::new(),
            drawn: BTreeSet::new(),
            tied: BTreeSet::new(),
            fresh: BTreeSet::new(),
        };
        for node in snapshot.nodes.iter().filter(|n| n.record.diagram == diagram) {
            draft.remember(NodeId(node.id), &node.record);
        }
        for edge in snapshot.edges.iter().filter(|e| e.record.diagram == diagram) {
            draft.drawn.extend(edge.record.connection);
            draft.tied.insert(pair(edge.record.from, edge.record.to));
        }
        draft
    }

    fn remember(&mut self, id: NodeId, node: &DiagramNode) {
        if let Some(asset) = node.asset {
            self.by_asset.entry(asset).or_insert(id);
        } else if let Some(system) = node.system {
            self.by_system.entry(system).or_insert(id);
        } else if let Some(label) = &node.label {
            self.by_label
                .entry((shelf(node.kind), node.zone, clean(label)))
                .or_insert(id);
        }
    }

    /// A node of a proposal without any reference yet.
    fn blank(&self, kind: NodeKind, zone: Option<NodeId>) -> DiagramNode {
        DiagramNode {
            diagram: self.diagram,
            kind,
            label: None,
            zone,
            asset: None,
            system: None,
            x: None,
            y: None,
            note: None,
        }
    }

    fn add(&mut self, node: DiagramNode) -> NodeId {
        let id = NodeId((self.next_id)());
        self.remember(id, &node);
        self.fresh.insert(id);
        self.proposal.nodes.push((id, node));
        id
    }

    /// The node of an asset, drawn or proposed now.
    fn asset(&mut self, asset: AssetId, zone: Option<NodeId>) -> NodeId {
        if let Some(id) = self.by_asset.get(&asset) {
            return *id;
        }
        let node = DiagramNode {
            asset: Some(asset),
            ..self.blank(NodeKind::Asset, zone)
        };
        self.add(node)
    }

    /// The node of a system, drawn or proposed now.
    fn system(&mut self, system: SystemId, zone: Option<NodeId>) -> NodeId {
        if let Some(id) = self.by_system.get(&system) {
            return *id;
        }
        let node = DiagramNode {
            system: Some(system),
            ..self.blank(NodeKind::System, zone)
        };
        self.add(node)
    }

    /// The node of this name, drawn or proposed now.
    fn named(&mut self, kind: NodeKind, zone: Option<NodeId>, label: &str, note: Option<String>) -> NodeId {
        let label = clean(label);
        if let Some(id) = self.by_label.get(&(shelf(kind), zone, label.clone())) {
            return *id;
        }
        let node = DiagramNode {
            label: Some(label),
            note,
            ..self.blank(kind, zone)
        };
        self.add(node)
    }

    /// Whether a group whose label begins with these words stands in the zone already.
    fn has_group(&self, zone: NodeId, begins: &str) -> bool {
        let from = (Shelf::Inside, Some(zone), begins.to_owned());
        self.by_label
            .range(from..)
            .next()
            .is_some_and(|((s, z, label), _)| {
                *s == Shelf::Inside && *z == Some(zone) && label.starts_with(begins)
            })
    }

    fn edge(&mut self, kind: EdgeKind, from: NodeId, to: NodeId, connection: Option<ConnectionId>) {
        let id = EdgeId((self.next_id)());
        self.tied.insert(pair(from, to));
        let edge = DiagramEdge {
            diagram: self.diagram,
            kind,
            from,
            to,
            label: None,
            connection,
            note: None,
        };
        self.proposal.edges.push((id, edge));
    }

    /// Ties two nodes of which at least one is new. Between old nodes a missing edge is the surveyor's decision.
    fn tie(&mut self, kind: EdgeKind, from: NodeId, to: NodeId) {
        let news = self.fresh.contains(&from) || self.fresh.contains(&to);
        if from != to && news && !self.tied.contains(&pair(from, to)) {
            self.edge(kind, from, to, None);
        }
    }
}

fn pair(a: NodeId, b: NodeId) -> (NodeId, NodeId) {
    if a < b { (a, b) } else { (b, a) }
}
