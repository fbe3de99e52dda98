//! Changes to a drawing as commands, each of which gives back the change that undoes it.
//!
//! Invariant: an edit happens whole or not at all, and committing its inverse restores the drawing exactly. Both
//! hold records only, so they can be stored and sent; a [`Change`] is also the list of records to write.
//! Deliberately absent: a stack of past edits; the change log has it.

use crate::graph::Graph;
use junkai_core::drawing::{DiagramEdge, DiagramNode, NodeKind};
use junkai_core::record::Record;
use junkai_core::{EdgeId, NodeId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Why an edit was refused. Nothing has changed then.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The id is taken.
    #[error("id {0} is already on the drawing")]
    IdTaken(uuid::Uuid),
    /// There is no such node.
    #[error("node {0} is not on the drawing")]
    NoSuchNode(NodeId),
    /// There is no such edge.
    #[error("edge {0} is not on the drawing")]
    NoSuchEdge(EdgeId),
    /// The node named as zone is not one.
    #[error("node {0} is not a zone")]
    NotAZone(NodeId),
    /// A zone was to stand in a zone.
    #[error("zone {0} cannot stand in a zone")]
    ZoneInZone(NodeId),
    /// The record belongs to the other drawing.
    #[error("record belongs to the other drawing")]
    OtherDrawing,
    /// The record would not be valid; the field is named as on the wire.
    #[error("field {0} is not valid")]
    Invalid(String),
}

/// What somebody does to a drawing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "edit", rename_all = "snake_case")]
pub enum Edit {
    /// Adds a node.
    AddNode {
        /// Its id, made by the caller.
        id: NodeId,
        /// The record.
        node: DiagramNode,
    },
    /// Removes a node with its edges; members of a zone stay without zone.
    RemoveNode {
        /// Which.
        id: NodeId,
    },
    /// Places a node by hand, or lets it go back to where the layout puts it. A node in a zone is placed
    /// relative to the zone's upper left corner, any other on the sheet.
    Move {
        /// Which.
        id: NodeId,
        /// Left and upper edge in points.
        place: Option<(f64, f64)>,
    },
    /// Connects two nodes.
    Connect {
        /// The edge's id, made by the caller.
        id: EdgeId,
        /// The record.
        edge: DiagramEdge,
    },
    /// Removes an edge.
    Disconnect {
        /// Which.
        id: EdgeId,
    },
    /// Gives a node a label of its own, or takes it away.
    Rename {
        /// Which.
        id: NodeId,
        /// The label.
        label: Option<String>,
    },
    /// Gives an edge a label of its own, or takes it away.
    RenameEdge {
        /// Which.
        id: EdgeId,
        /// The label.
        label: Option<String>,
    },
    /// Puts a node in a zone, or takes it out of one. Its place by hand is given up, because it was measured
    /// from another corner.
    PutInZone {
        /// Which.
        id: NodeId,
        /// The zone.
        zone: Option<NodeId>,
    },
    /// Several edits as one.
    All {
        /// In this order.
        edits: Vec<Edit>,
    },
}

/// Records as they shall be; `None` where there shall be no record.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// Nodes by id.
    pub nodes: BTreeMap<NodeId, Option<DiagramNode>>,
    /// Edges by id.
    pub edges: BTreeMap<EdgeId, Option<DiagramEdge>>,
}

impl Change {
    fn node(id: NodeId, node: Option<DiagramNode>) -> Self {
        Self {
            nodes: BTreeMap::from([(id, node)]),
            edges: BTreeMap::new(),
        }
    }

    fn edge(id: EdgeId, edge: Option<DiagramEdge>) -> Self {
        Self {
            nodes: BTreeMap::new(),
            edges: BTreeMap::from([(id, edge)]),
        }
    }
}

/// Applies an edit and gives back the change that undoes it.
pub fn apply(graph: &mut Graph, edit: &Edit) -> Result<Change, Error> {
    let Edit::All { edits } = edit else {
        let change = plan(graph, edit)?;
        return Ok(commit(graph, &change));
    };
    let mut inverse = Change::default();
    for edit in edits {
        match apply(graph, edit) {
            // What stood there before the first of the edits is what the whole has to restore.
            Ok(step) => {
                for (id, before) in step.nodes {
                    inverse.nodes.entry(id).or_insert(before);
                }
                for (id, before) in step.edges {
                    inverse.edges.entry(id).or_insert(before);
                }
            }
            Err(error) => {
                commit(graph, &inverse);
                return Err(error);
            }
        }
    }
    Ok(inverse)
}

/// Puts records as a change says and gives back the change that undoes it. Nothing is checked: the records of a
/// change stood on the drawing before, or come from an edit that was checked.
pub fn commit(graph: &mut Graph, change: &Change) -> Change {
    let mut inverse = Change::default();
    for id in change.nodes.keys() {
        inverse.nodes.insert(*id, graph.node(*id).cloned());
    }
    for id in change.edges.keys() {
        inverse.edges.insert(*id, graph.edge(*id).cloned());
    }
    for id in change.edges.keys() {
        graph.take_edge(*id);
    }
    for (id, node) in &change.nodes {
        match node {
            Some(node) => graph.put_node(*id, node.clone()),
            None => {
                graph.take_node(*id);
            }
        }
    }
    for (id, edge) in &change.edges {
        if let Some(edge) = edge {
            graph.put_edge(*id, edge.clone());
        }
    }
    inverse
}

/// The records that one edit would change.
fn plan(graph: &Graph, edit: &Edit) -> Result<Change, Error> {
    match edit {
        Edit::AddNode { id, node } => {
            if graph.node(*id).is_some() {
                return Err(Error::IdTaken(id.0));
            }
            check_node(graph, *id, node)?;
            Ok(Change::node(*id, Some(node.clone())))
        }
        Edit::RemoveNode { id } => plan_removal(graph, *id),
        Edit::Move { id, place } => changed(graph, *id, |node| {
            node.x = place.map(|p| p.0);
            node.y = place.map(|p| p.1);
        }),
        Edit::Rename { id, label } => changed(graph, *id, |node| node.label.clone_from(label)),
        Edit::PutInZone { id, zone } => plan_zone(graph, *id, *zone),
        Edit::Connect { id, edge } => plan_connection(graph, *id, edge),
        Edit::Disconnect { id } => {
            graph.edge(*id).ok_or(Error::NoSuchEdge(*id))?;
            Ok(Change::edge(*id, None))
        }
        Edit::RenameEdge { id, label } => {
            let mut edge = graph.edge(*id).ok_or(Error::NoSuchEdge(*id))?.clone();
            edge.label.clone_from(label);
            Ok(Change::edge(*id, Some(edge)))
        }
        Edit::All { .. } => unreachable!("BUG: a list of edits is applied one by one"),
    }
}

fn plan_removal(graph: &Graph, id: NodeId) -> Result<Change, Error> {
    graph.node(id).ok_or(Error::NoSuchNode(id))?;
    let mut change = Change::node(id, None);
    for member in graph.members(id).into_iter().filter(|member| *member != id) {
        let node = graph
            .node(member)
            .expect("BUG: members are on the drawing")
            .clone();
        change.nodes.insert(
            member,
            Some(DiagramNode {
                zone: None,
                x: None,
                y: None,
                ..node
            }),
        );
    }
    for edge in graph.edges_at(id) {
        change.edges.insert(edge, None);
    }
    Ok(change)
}

fn plan_zone(graph: &Graph, id: NodeId, zone: Option<NodeId>) -> Result<Change, Error> {
    let mut node = graph.node(id).ok_or(Error::NoSuchNode(id))?.clone();
    if node.zone != zone {
        (node.zone, node.x, node.y) = (zone, None, None);
    }
    check_node(graph, id, &node)?;
    Ok(Change::node(id, Some(node)))
}

fn plan_connection(graph: &Graph, id: EdgeId, edge: &DiagramEdge) -> Result<Change, Error> {
    if graph.edge(id).is_some() {
        return Err(Error::IdTaken(id.0));
    }
    if edge.diagram != graph.kind() {
        return Err(Error::OtherDrawing);
    }
    for end in [edge.from, edge.to] {
        graph.node(end).ok_or(Error::NoSuchNode(end))?;
    }
    Ok(Change::edge(id, Some(edge.clone())))
}

fn changed(graph: &Graph, id: NodeId, change: impl FnOnce(&mut DiagramNode)) -> Result<Change, Error> {
    let mut node = graph.node(id).ok_or(Error::NoSuchNode(id))?.clone();
    change(&mut node);
    check_fields(&node)?;
    Ok(Change::node(id, Some(node)))
}

fn check_node(graph: &Graph, id: NodeId, node: &DiagramNode) -> Result<(), Error> {
    if node.diagram != graph.kind() {
        return Err(Error::OtherDrawing);
    }
    if let Some(zone) = node.zone {
        if node.kind == NodeKind::Zone {
            return Err(Error::ZoneInZone(id));
        }
        if graph.node(zone).ok_or(Error::NoSuchNode(zone))?.kind != NodeKind::Zone {
            return Err(Error::NotAZone(zone));
        }
    }
    check_fields(node)
}

fn check_fields(node: &DiagramNode) -> Result<(), Error> {
    match node.problems().into_iter().next() {
        Some(problem) => Err(Error::Invalid(problem.field)),
        None => Ok(()),
    }
}
