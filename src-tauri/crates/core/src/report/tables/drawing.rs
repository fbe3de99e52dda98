//! Nodes and edges of the document's drawing, and where drawing and ledger do not meet.

use super::super::context::{Context, count, number};
use super::super::document::Cell;
use super::super::table::{Field, Line, Listed, Scope};
use crate::NodeId;
use crate::drawing::{DiagramEdge, DiagramKind, DiagramNode, EdgeKind, NodeKind};
use crate::record::RecordKind;
use std::collections::HashSet;
use uuid::Uuid;

/// One node.
pub(in crate::report) struct NodeLine<'a> {
    id: NodeId,
    it: &'a DiagramNode,
}

impl<'a> Listed<'a> for NodeLine<'a> {
    const NAME: &'static str = "nodes";

    fn fields() -> Vec<Field<'a, Self>> {
        let place = |value: Option<f64>| value.map_or(Cell::Empty, number);
        vec![
            Field::cell("name", |c, n: &Self| {
                Cell::text(c.name(RecordKind::DiagramNode, n.id))
            }),
            Field::choice("kind", |n: &Self| Some(n.it.kind)),
            // A node without ledger entry has its label for a name already.
            Field::text("label", |n: &Self| {
                n.it.asset
                    .map(|id| id.0)
                    .or(n.it.system.map(|id| id.0))
                    .and(n.it.label.as_deref())
            }),
            Field::cell("zone", |c, n: &Self| {
                Cell::text(
                    n.it.zone
                        .map(|id| c.name(RecordKind::DiagramNode, id))
                        .unwrap_or_default(),
                )
            }),
            Field::cell("ledger", |c, n: &Self| {
                let asset =
                    n.it.asset
                        .and_then(|id| c.asset(id))
                        .map(|asset| c.choice(asset.kind));
                // The name is that of the asset where there is one, so the system is told by name beside it.
                let system = n.it.system.and_then(|id| c.system(id));
                let system = system.map(|it| {
                    if asset.is_some() {
                        it.name.as_str()
                    } else {
                        c.choice(it.kind)
                    }
                });
                Cell::text(c.join(asset.into_iter().chain(system)))
            }),
            Field::cell("edges", |c, n: &Self| {
                count(c.lookup.edges.get(&n.id).copied().unwrap_or_default())
            }),
            Field::text("note", |n: &Self| n.it.note.as_deref()),
            Field::cell("x", move |_, n: &Self| place(n.it.x)),
            Field::cell("y", move |_, n: &Self| place(n.it.y)),
        ]
    }

    fn lines(c: &Context<'a>, _: Scope<'a>) -> Vec<Line<Self>> {
        let nodes = c
            .snapshot
            .nodes
            .iter()
            .filter(|n| Some(n.record.diagram) == c.template.diagram);
        nodes
            .map(|n| {
                Line::Body(Self {
                    id: NodeId(n.id),
                    it: &n.record,
                })
            })
            .collect()
    }
}

/// One edge.
pub(in crate::report) struct EdgeLine<'a>(&'a DiagramEdge);

impl<'a> Listed<'a> for EdgeLine<'a> {
    const NAME: &'static str = "edges";

    fn fields() -> Vec<Field<'a, Self>> {
        vec![
            Field::choice("kind", |e: &Self| Some(e.0.kind)),
            Field::cell("from", |c, e: &Self| {
                Cell::text(c.name(RecordKind::DiagramNode, e.0.from))
            }),
            Field::cell("to", |c, e: &Self| {
                Cell::text(c.name(RecordKind::DiagramNode, e.0.to))
            }),
            Field::text("label", |e: &Self| e.0.label.as_deref()),
            Field::cell("connection", |c, e: &Self| {
                Cell::text(
                    e.0.connection
                        .map(|id| c.name(RecordKind::Connection, id))
                        .unwrap_or_default(),
                )
            }),
            Field::text("note", |e: &Self| e.0.note.as_deref()),
        ]
    }

    fn lines(c: &Context<'a>, _: Scope<'a>) -> Vec<Line<Self>> {
        let edges = c
            .snapshot
            .edges
            .iter()
            .filter(|e| Some(e.record.diagram) == c.template.diagram);
        edges.map(|e| Line::Body(Self(&e.record))).collect()
    }
}

/// An entry of the ledger that the network overview does not show.
pub(in crate::report) struct NotDrawn {
    kind: RecordKind,
    id: Uuid,
}

impl<'a> Listed<'a> for NotDrawn {
    const NAME: &'static str = "not_drawn";

    fn fields() -> Vec<Field<'a, Self>> {
        vec![
            Field::cell("name", |c, n: &Self| Cell::text(c.name(n.kind, n.id))),
            Field::cell("kind", |c, n: &Self| {
                let asset = || c.asset(crate::AssetId(n.id)).map(|asset| c.choice(asset.kind));
                let system = || {
                    c.system(crate::SystemId(n.id))
                        .map(|system| c.choice(system.kind))
                };
                let category = || {
                    let connection = c.find(&c.snapshot.connections, crate::ConnectionId(n.id));
                    connection.map(|connection| c.word("category", &connection.category.to_string()))
                };
                Cell::text(asset().or_else(system).or_else(category).unwrap_or_default())
            }),
        ]
    }

    fn lines(c: &Context<'a>, _: Scope<'a>) -> Vec<Line<Self>> {
        let s = c.snapshot;
        let network = s
            .nodes
            .iter()
            .filter(|n| n.record.diagram == DiagramKind::Network);
        let nodes = network.flat_map(|n| [n.record.asset.map(|id| id.0), n.record.system.map(|id| id.0)]);
        let edges = s
            .edges
            .iter()
            .filter(|e| e.record.diagram == DiagramKind::Network);
        let drawn: HashSet<Uuid> = nodes
            .chain(edges.map(|e| e.record.connection.map(|id| id.0)))
            .flatten()
            .collect();
        let mut lines = Vec::new();
        let mut add = |kind: RecordKind, ids: Vec<Uuid>| {
            let missing: Vec<Uuid> = ids.into_iter().filter(|id| !drawn.contains(id)).collect();
            if !missing.is_empty() {
                lines.push(Line::Group(c.word("record_kind", kind.name()).to_owned()));
                lines.extend(missing.into_iter().map(|id| Line::Body(Self { kind, id })));
            }
        };
        add(
            RecordKind::Connection,
            s.connections.iter().map(|kept| kept.id).collect(),
        );
        add(RecordKind::System, s.systems.iter().map(|kept| kept.id).collect());
        add(RecordKind::Asset, s.assets.iter().map(|kept| kept.id).collect());
        lines
    }
}

/// Something on the drawing that claims to be of the ledger and has no entry there.
pub(in crate::report) struct NotOnLedger {
    name: String,
    kind: &'static str,
    choice: &'static str,
}

impl<'a> Listed<'a> for NotOnLedger {
    const NAME: &'static str = "not_on_ledger";

    fn fields() -> Vec<Field<'a, Self>> {
        vec![
            Field::cell("name", |_, n: &Self| Cell::text(n.name.clone())),
            Field::cell("kind", |c, n: &Self| Cell::text(c.word(n.kind, n.choice))),
        ]
    }

    fn lines(c: &Context<'a>, _: Scope<'a>) -> Vec<Line<Self>> {
        use crate::record::Choice;
        let s = c.snapshot;
        let loose = |n: &DiagramNode| match n.kind {
            NodeKind::Asset => n.asset.is_none(),
            NodeKind::System => n.system.is_none(),
            _ => false,
        };
        let nodes = s
            .nodes
            .iter()
            .filter(|n| n.record.diagram == DiagramKind::Network && loose(&n.record));
        let nodes = nodes.map(|n| Self {
            name: c.name(RecordKind::DiagramNode, n.id),
            kind: NodeKind::KEY,
            choice: n.record.kind.name(),
        });
        let outside = |e: &DiagramEdge| e.kind == EdgeKind::ExternalConnection && e.connection.is_none();
        let edges = s
            .edges
            .iter()
            .filter(|e| e.record.diagram == DiagramKind::Network && outside(&e.record));
        let edges = edges.map(|e| Self {
            name: c.name(RecordKind::DiagramEdge, e.id),
            kind: EdgeKind::KEY,
            choice: e.record.kind.name(),
        });
        nodes.chain(edges).map(Line::Body).collect()
    }
}
