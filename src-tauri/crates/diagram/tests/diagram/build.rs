//! Draws a snapshot from a few lines of text.
//!
//! `zone Z` · `firewall FW in Z` · `party P` · `FW -- SW` (link) · `P => FW C-01` (external connection, on the
//! list) · `P ~> FW C-02` (drawn, not on the list) · `a reports b`. Kinds are wire names of asset kinds, `role`,
//! `officer`, `contractor`, `authority`, `party`, `zone`, `stranger` (a device that is not on the ledger).

use junkai_core::connection::Connection;
use junkai_core::drawing::{DiagramEdge, DiagramKind, DiagramNode, EdgeKind, NodeKind};
use junkai_core::inventory::{Asset, AssetKind};
use junkai_core::record::{Choice, Kept, Record};
use junkai_core::survey::Survey;
use junkai_core::{AssetId, ConnectionId, NodeId, Snapshot, SurveyId};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Ids counted from 1, so that tests are the same on every run.
pub(crate) fn ids() -> impl FnMut() -> Uuid {
    let mut next = 0;
    move || {
        next += 1;
        Uuid::from_u128(next)
    }
}

pub(crate) fn kept<T: Record + ts_rs::TS>(id: Uuid, record: T) -> Kept<T> {
    Kept { id, rev: 1, record }
}

pub(crate) fn empty() -> Snapshot {
    let survey: Survey = serde_json::from_str(r#"{"firm":"F"}"#).expect("a survey needs a firm only");
    Snapshot::empty(SurveyId(Uuid::from_u128(0xffff)), survey)
}

pub(crate) fn asset(kind: AssetKind, name: &str) -> Asset {
    let text = format!(r#"{{"kind":"{}","name":"{name}"}}"#, kind.name());
    serde_json::from_str(&text).expect("an asset needs kind and name only")
}

pub(crate) fn connection(label: &str, category: u8) -> Connection {
    let text = format!(r#"{{"label":"{label}","category":{category},"purpose":"p"}}"#);
    serde_json::from_str(&text).expect("a connection needs label, category and purpose only")
}

pub(crate) fn node(diagram: DiagramKind, kind: NodeKind, label: &str) -> DiagramNode {
    DiagramNode {
        diagram,
        kind,
        label: Some(label.into()),
        zone: None,
        asset: None,
        system: None,
        x: None,
        y: None,
        note: None,
    }
}

pub(crate) fn edge(diagram: DiagramKind, kind: EdgeKind, from: NodeId, to: NodeId) -> DiagramEdge {
    DiagramEdge {
        diagram,
        kind,
        from,
        to,
        label: None,
        connection: None,
        note: None,
    }
}

/// A drawing in the making, with names for what stands on it.
pub(crate) struct Drawn {
    pub(crate) snapshot: Snapshot,
    pub(crate) names: BTreeMap<String, NodeId>,
}

impl Drawn {
    pub(crate) fn name_of(&self, id: NodeId) -> String {
        let found = self.names.iter().find(|(_, node)| **node == id);
        found
            .map(|(name, _)| name.clone())
            .expect("every node of the test has a name")
    }
}

pub(crate) fn draw(diagram: DiagramKind, text: &str) -> Drawn {
    let mut next = ids();
    let mut drawn = Drawn {
        snapshot: empty(),
        names: BTreeMap::new(),
    };
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let words: Vec<&str> = line.split_whitespace().collect();
        match words[..] {
            [a, "--", b] => add_edge(&mut drawn, &mut next, diagram, EdgeKind::Link, a, b, None),
            [a, "reports", b] => add_edge(&mut drawn, &mut next, diagram, EdgeKind::ReportsTo, a, b, None),
            [a, "=>", b, label] => {
                let id = next();
                let mut record = connection(label, 1);
                let end = drawn.names.get(b).copied();
                record.terminating_asset = drawn
                    .snapshot
                    .nodes
                    .iter()
                    .find(|n| Some(NodeId(n.id)) == end)
                    .and_then(|n| n.record.asset);
                drawn.snapshot.connections.push(kept(id, record));
                add_edge(
                    &mut drawn,
                    &mut next,
                    diagram,
                    EdgeKind::ExternalConnection,
                    a,
                    b,
                    Some(id),
                );
            }
            [a, "~>", b, _] => {
                add_edge(
                    &mut drawn,
                    &mut next,
                    diagram,
                    EdgeKind::ExternalConnection,
                    a,
                    b,
                    None,
                );
            }
            [kind, name] => add_node(&mut drawn, &mut next, diagram, kind, name, None),
            [kind, name, "in", zone] => add_node(&mut drawn, &mut next, diagram, kind, name, Some(zone)),
            _ => unreachable!("the test's own drawing is well-formed: {line}"),
        }
    }
    drawn
}

fn add_node(
    drawn: &mut Drawn,
    next: &mut dyn FnMut() -> Uuid,
    diagram: DiagramKind,
    kind: &str,
    name: &str,
    zone: Option<&str>,
) {
    let (node_kind, asset_kind) = match kind {
        "zone" => (NodeKind::Zone, None),
        "party" => (NodeKind::ExternalParty, None),
        "contractor" => (NodeKind::Contractor, None),
        "authority" => (NodeKind::Authority, None),
        "role" => (NodeKind::Role, None),
        "officer" => (NodeKind::SafetyOfficer, None),
        "stranger" => (NodeKind::Asset, None),
        other => {
            let found = AssetKind::ALL.iter().find(|k| k.name() == other);
            (
                NodeKind::Asset,
                Some(*found.expect("the test names a kind of asset")),
            )
        }
    };
    let mut record = node(diagram, node_kind, name);
    if let Some(kind) = asset_kind {
        let id = next();
        drawn.snapshot.assets.push(kept(id, asset(kind, name)));
        record.asset = Some(AssetId(id));
        record.label = None;
    }
    record.zone = zone.map(|zone| drawn.names[zone]);
    let id = next();
    drawn.snapshot.nodes.push(kept(id, record));
    drawn.names.insert(name.into(), NodeId(id));
}

fn add_edge(
    drawn: &mut Drawn,
    next: &mut dyn FnMut() -> Uuid,
    diagram: DiagramKind,
    kind: EdgeKind,
    from: &str,
    to: &str,
    connection: Option<Uuid>,
) {
    let mut record = edge(diagram, kind, drawn.names[from], drawn.names[to]);
    record.connection = connection.map(ConnectionId);
    drawn.snapshot.edges.push(kept(next(), record));
}
