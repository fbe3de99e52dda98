//! The proposal for the network overview.
//!
//! Invariant: every external connection gets an edge, every gateway and every device on which a connection ends gets
//! a node; everything that comes in numbers is one node with a count. Deliberately absent: links nobody reported,
//! save those from gateways over the core switch to the zones, which every hospital network has in some form.

use super::zoning::{Zone, Zoning};
use super::{Draft, Proposal};
use crate::text::clean;
use crate::words::Words;
use junkai_core::connection::Connection;
use junkai_core::drawing::{DiagramKind, EdgeKind, NodeKind};
use junkai_core::inventory::{Asset, AssetKind};
use junkai_core::record::Kept;
use junkai_core::{AssetId, ConnectionId, NodeId, Snapshot, SystemId};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// So many devices of a minor kind are still drawn one by one in a zone.
const FEW: usize = 3;
/// So many of a kind that matters.
const MANY: usize = 16;

/// Proposes what the network overview lacks.
pub fn network(snapshot: &Snapshot, words: &Words, next_id: &mut dyn FnMut() -> Uuid) -> Proposal {
    let mut draft = Draft::new(snapshot, DiagramKind::Network, next_id);
    let zoning = Zoning::of(snapshot);
    let mut zones = Zones {
        words,
        drawn: BTreeMap::new(),
    };
    let mut hubs = Hubs::default();
    for (zone, assets) in by_zone(snapshot, &zoning) {
        propose_zone(&mut draft, &mut zones, &mut hubs, snapshot, &zone, &assets);
    }
    for system in &snapshot.systems {
        propose_terminals(&mut draft, &mut zones, snapshot, &zoning, SystemId(system.id));
    }
    for connection in &snapshot.connections {
        propose_connection(&mut draft, &mut zones, &zoning, connection);
    }
    propose_links(&mut draft, &zones, &hubs);
    draft.proposal
}

/// Zone nodes, made when the first thing is put into one.
struct Zones<'w> {
    words: &'w Words,
    drawn: BTreeMap<Zone, NodeId>,
}

impl Zones<'_> {
    fn node(&mut self, draft: &mut Draft<'_>, zone: &Zone) -> NodeId {
        if let Some(id) = self.drawn.get(zone) {
            return *id;
        }
        let id = draft.named(NodeKind::Zone, None, zone.label(self.words), None);
        self.drawn.insert(zone.clone(), id);
        id
    }
}

/// What stands in the middle of the network.
#[derive(Default)]
struct Hubs {
    gateways: Vec<NodeId>,
    switches: Vec<NodeId>,
}

fn by_zone<'s>(snapshot: &'s Snapshot, zoning: &Zoning) -> BTreeMap<Zone, Vec<&'s Kept<Asset>>> {
    let mut zones: BTreeMap<Zone, Vec<&Kept<Asset>>> = BTreeMap::new();
    for asset in &snapshot.assets {
        if let Some(zone) = zoning.assets.get(&AssetId(asset.id)) {
            zones.entry(zone.clone()).or_default().push(asset);
        }
    }
    for assets in zones.values_mut() {
        assets.sort_by(|a, b| {
            (a.record.kind, &a.record.name, a.id).cmp(&(b.record.kind, &b.record.name, b.id))
        });
    }
    zones
}

fn propose_zone(
    draft: &mut Draft<'_>,
    zones: &mut Zones<'_>,
    hubs: &mut Hubs,
    snapshot: &Snapshot,
    zone: &Zone,
    assets: &[&Kept<Asset>],
) {
    let ending: BTreeSet<AssetId> = snapshot
        .connections
        .iter()
        .filter_map(|c| c.record.terminating_asset)
        .collect();
    let mut crowds: BTreeMap<AssetKind, Vec<&Kept<Asset>>> = BTreeMap::new();
    for asset in assets {
        crowds.entry(asset.record.kind).or_default().push(asset);
    }
    for (kind, crowd) in crowds {
        let singly = crowd.len() <= limit(kind);
        let mut rest = 0_usize;
        for asset in crowd {
            let id = AssetId(asset.id);
            let on_system = kind == AssetKind::Terminal && asset.record.system.is_some();
            if asset.record.is_gateway() || ending.contains(&id) || singly && !on_system {
                let holder = zones.node(draft, zone);
                let node = draft.asset(id, Some(holder));
                if *zone == Zone::Network && asset.record.is_gateway() {
                    hubs.gateways.push(node);
                } else if *zone == Zone::Network && kind == AssetKind::Switch {
                    hubs.switches.push(node);
                }
            } else if !on_system {
                rest += 1;
            }
        }
        if rest > 0 {
            propose_crowd(draft, zones, zone, kind, rest);
        }
    }
}

fn propose_crowd(draft: &mut Draft<'_>, zones: &mut Zones<'_>, zone: &Zone, kind: AssetKind, count: usize) {
    let holder = zones.node(draft, zone);
    let begins = clean(zones.words.asset_kind(kind));
    if !draft.has_group(holder, &begins) {
        draft.named(
            NodeKind::System,
            Some(holder),
            &format!("{begins} ×{count}"),
            None,
        );
    }
}

fn limit(kind: AssetKind) -> usize {
    match kind {
        AssetKind::Server
        | AssetKind::Switch
        | AssetKind::Storage
        | AssetKind::Ct
        | AssetKind::Mri
        | AssetKind::MaintenanceBox => MANY,
        AssetKind::Terminal => 0,
        _ => FEW,
    }
}

fn propose_terminals(
    draft: &mut Draft<'_>,
    zones: &mut Zones<'_>,
    snapshot: &Snapshot,
    zoning: &Zoning,
    system: SystemId,
) {
    let stated = snapshot
        .system(system)
        .and_then(|s| s.terminals)
        .is_some_and(|n| n > 0);
    let listed = || {
        snapshot
            .assets
            .iter()
            .any(|a| a.record.kind == AssetKind::Terminal && a.record.system == Some(system))
    };
    if (stated || listed())
        && let Some(zone) = zoning.systems.get(&system)
    {
        let holder = zones.node(draft, zone);
        draft.system(system, Some(holder));
    }
}

fn propose_connection(
    draft: &mut Draft<'_>,
    zones: &mut Zones<'_>,
    zoning: &Zoning,
    connection: &Kept<Connection>,
) {
    let id = ConnectionId(connection.id);
    if draft.drawn.contains(&id) {
        return;
    }
    let mark = &zones.words.mark;
    let counterpart = connection
        .record
        .counterpart
        .as_deref()
        .map(clean)
        .filter(|c| !c.is_empty());
    let party = counterpart.unwrap_or_else(|| clean(&mark.unknown_party));
    let unknown_end = clean(&mark.unknown_termination);
    let outside = draft.named(NodeKind::ExternalParty, None, &party, None);
    let inside = match connection.record.terminating_asset {
        Some(asset) if zoning.assets.contains_key(&asset) => {
            let zone = zoning.assets.get(&asset).cloned().unwrap_or(Zone::Other);
            let holder = zones.node(draft, &zone);
            draft.asset(asset, Some(holder))
        }
        _ => {
            let zone = connection
                .record
                .system
                .and_then(|s| zoning.systems.get(&s))
                .unwrap_or(&Zone::Other);
            let holder = zones.node(draft, zone);
            draft.named(NodeKind::Asset, Some(holder), &unknown_end, None)
        }
    };
    draft.edge(EdgeKind::ExternalConnection, outside, inside, Some(id));
}

fn propose_links(draft: &mut Draft<'_>, zones: &Zones<'_>, hubs: &Hubs) {
    let Some(core) = hubs.switches.first().or(hubs.gateways.first()).copied() else {
        return;
    };
    for gateway in &hubs.gateways {
        draft.tie(EdgeKind::Link, *gateway, core);
    }
    for switch in &hubs.switches {
        draft.tie(EdgeKind::Link, core, *switch);
    }
    for (zone, node) in &zones.drawn {
        if *zone != Zone::Network {
            draft.tie(EdgeKind::Link, core, *node);
        }
    }
}
