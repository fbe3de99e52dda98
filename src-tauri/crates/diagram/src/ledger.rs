//! What a drawing needs to know of assets, systems and connections, looked up by id.
//!
//! Invariant: the ledger is the source of names and versions, so a node or edge never keeps a copy in its record.
//! Deliberately absent: everything that does not show on a drawing.

use junkai_core::connection::{Connection, LineKind};
use junkai_core::inventory::{Asset, AssetKind, Owner};
use junkai_core::record::Tri;
use junkai_core::{AssetId, ConnectionId, Snapshot, SystemId};
use std::collections::BTreeMap;

/// An asset as it shows on a drawing.
#[derive(Clone, Debug, PartialEq)]
pub struct AssetFacts {
    /// What it is.
    pub kind: AssetKind,
    /// Its name.
    pub name: String,
    /// Maker and model.
    pub model: Option<String>,
    /// Its confirmed version.
    pub version: Option<String>,
    /// Its addresses.
    pub ip: Option<String>,
    /// Whether it belongs to a vendor.
    pub vendor_owned: bool,
    /// Whether it guards or carries a way into the hospital.
    pub gateway: bool,
}

/// A connection as it shows on a drawing.
#[derive(Clone, Debug, PartialEq)]
pub struct ConnectionFacts {
    /// Its short label.
    pub label: String,
    /// Category 1 to 8.
    pub category: u8,
    /// Kind of line.
    pub line: LineKind,
    /// Kind of line in words, where it is another.
    pub line_other: Option<String>,
    /// Whether the manager did not know of it.
    pub unknown_to_manager: bool,
    /// The asset on which it ends.
    pub terminating_asset: Option<AssetId>,
}

/// A system as it shows on a drawing.
#[derive(Clone, Debug, PartialEq)]
pub struct SystemFacts {
    /// Its name.
    pub name: String,
    /// How many terminals of it stand on the ledger one by one.
    pub terminals: u32,
}

/// The part of the ledger that a drawing shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ledger {
    /// Assets by id.
    pub assets: BTreeMap<AssetId, AssetFacts>,
    /// Systems by id.
    pub systems: BTreeMap<SystemId, SystemFacts>,
    /// Connections by id.
    pub connections: BTreeMap<ConnectionId, ConnectionFacts>,
}

impl Ledger {
    /// Reads the ledger of a snapshot.
    pub fn of(snapshot: &Snapshot) -> Self {
        let mut systems: BTreeMap<SystemId, SystemFacts> = snapshot
            .systems
            .iter()
            .map(|s| {
                let terminals = s.record.terminals.unwrap_or(0);
                (
                    SystemId(s.id),
                    SystemFacts {
                        name: s.record.name.clone(),
                        terminals,
                    },
                )
            })
            .collect();
        let mut counted: BTreeMap<SystemId, u32> = BTreeMap::new();
        for asset in &snapshot.assets {
            if let (AssetKind::Terminal, Some(system)) = (asset.record.kind, asset.record.system) {
                *counted.entry(system).or_default() += 1;
            }
        }
        // The system's own statement is about all terminals; the ledger may list only those that were looked at.
        for (id, count) in counted {
            if let Some(system) = systems.get_mut(&id) {
                system.terminals = system.terminals.max(count);
            }
        }
        Self {
            assets: snapshot
                .assets
                .iter()
                .map(|a| (AssetId(a.id), asset_facts(&a.record)))
                .collect(),
            systems,
            connections: snapshot
                .connections
                .iter()
                .map(|c| (ConnectionId(c.id), connection_facts(&c.record)))
                .collect(),
        }
    }
}

fn asset_facts(asset: &Asset) -> AssetFacts {
    let model = match (filled(&asset.maker), filled(&asset.model)) {
        (Some(maker), Some(model)) => Some(format!("{maker} {model}")),
        (one, other) => one.or(other),
    };
    AssetFacts {
        kind: asset.kind,
        name: asset.name.clone(),
        model,
        version: filled(&asset.version),
        ip: filled(&asset.ip),
        vendor_owned: asset.owner == Some(Owner::Vendor),
        gateway: asset.is_gateway(),
    }
}

fn connection_facts(connection: &Connection) -> ConnectionFacts {
    ConnectionFacts {
        label: connection.label.clone(),
        category: connection.category,
        line: connection.line.unwrap_or(LineKind::Unknown),
        line_other: filled(&connection.line_other),
        unknown_to_manager: connection.known_to_manager == Some(Tri::No),
        terminating_asset: connection.terminating_asset,
    }
}

/// The text without blanks around it, if anything is left.
pub(crate) fn filled(text: &Option<String>) -> Option<String> {
    text.as_deref()
        .map(str::trim)
        .filter(|t| !t.is_empty())
        .map(str::to_owned)
}
