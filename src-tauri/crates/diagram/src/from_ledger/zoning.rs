//! Which zone of the network overview an asset stands in.
//!
//! Invariant: decided by the system, else by what the device is, else by where most devices of its department
//! stand; so "radiology" and the department that runs it are one zone. Deliberately absent: guesses from names.

use crate::words::Words;
use junkai_core::inventory::{Asset, AssetKind, System, SystemKind};
use junkai_core::{AssetId, Snapshot, SystemId};
use std::collections::BTreeMap;

/// A zone, in the order in which zones are listed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Zone {
    Network,
    Ehr,
    Accounting,
    Radiology,
    Laboratory,
    Pharmacy,
    Ward,
    Named(String),
    Department,
    Office,
    Other,
}

impl Zone {
    pub(super) fn label<'a>(&'a self, words: &'a Words) -> &'a str {
        match self {
            Self::Network => &words.zone.network,
            Self::Ehr => &words.zone.ehr,
            Self::Accounting => &words.zone.accounting,
            Self::Radiology => &words.zone.radiology,
            Self::Laboratory => &words.zone.laboratory,
            Self::Pharmacy => &words.zone.pharmacy,
            Self::Ward => &words.zone.ward,
            Self::Named(department) => department,
            Self::Department => &words.zone.department,
            Self::Office => &words.zone.office,
            Self::Other => &words.zone.other,
        }
    }
}

/// The zone of every asset and of every system.
pub(super) struct Zoning {
    pub(super) assets: BTreeMap<AssetId, Zone>,
    pub(super) systems: BTreeMap<SystemId, Zone>,
}

impl Zoning {
    pub(super) fn of(snapshot: &Snapshot) -> Self {
        let systems: BTreeMap<SystemId, &System> = snapshot
            .systems
            .iter()
            .map(|s| (SystemId(s.id), &s.record))
            .collect();
        let departments = Departments::of(snapshot, &systems);
        let assets = snapshot
            .assets
            .iter()
            .map(|asset| {
                (
                    AssetId(asset.id),
                    zone_of_asset(&asset.record, &systems, &departments),
                )
            })
            .collect();
        let systems = systems
            .iter()
            .map(|(id, system)| {
                let zone = by_system(system.kind)
                    .or_else(|| departments.zone(system.department.as_deref()))
                    .unwrap_or(Zone::Department);
                (*id, zone)
            })
            .collect();
        Self { assets, systems }
    }
}

/// What the devices of a department tell about where it stands.
struct Departments {
    zones: BTreeMap<String, Zone>,
}

impl Departments {
    fn of(snapshot: &Snapshot, systems: &BTreeMap<SystemId, &System>) -> Self {
        let mut votes: BTreeMap<String, BTreeMap<Zone, usize>> = BTreeMap::new();
        let mut sizes: BTreeMap<String, usize> = BTreeMap::new();
        for asset in &snapshot.assets {
            let Some(department) = department_key(asset.record.department.as_deref()) else {
                continue;
            };
            *sizes.entry(department.clone()).or_default() += 1;
            if let Some(zone) = definite(&asset.record, systems) {
                *votes.entry(department).or_default().entry(zone).or_default() += 1;
            }
        }
        let zones = sizes
            .into_iter()
            .map(|(department, size)| {
                let most = votes
                    .get(&department)
                    .and_then(|v| v.iter().rev().max_by_key(|(_, n)| **n));
                let zone = match most {
                    Some((zone, _)) => zone.clone(),
                    None if size > 1 => Zone::Named(department.clone()),
                    None => Zone::Department,
                };
                (department, zone)
            })
            .collect();
        Self { zones }
    }

    fn zone(&self, department: Option<&str>) -> Option<Zone> {
        department_key(department).and_then(|key| self.zones.get(&key).cloned())
    }
}

fn department_key(department: Option<&str>) -> Option<String> {
    department.map(crate::text::clean).filter(|d| !d.is_empty())
}

fn zone_of_asset(asset: &Asset, systems: &BTreeMap<SystemId, &System>, departments: &Departments) -> Zone {
    // What guards the boundary stands in the middle of the network, whoever runs it.
    let guards = matches!(
        asset.kind,
        AssetKind::Firewall | AssetKind::VpnGateway | AssetKind::Router
    );
    if let Some(zone) = definite(asset, systems) {
        return zone;
    }
    if guards {
        return Zone::Network;
    }
    let system = asset.system.and_then(|id| systems.get(&id));
    departments
        .zone(asset.department.as_deref())
        .or_else(|| system.and_then(|s| departments.zone(s.department.as_deref())))
        .or_else(|| system.map(|_| Zone::Department))
        .unwrap_or(match asset.kind {
            AssetKind::Switch | AssetKind::WirelessAccessPoint | AssetKind::MobileRouter => Zone::Network,
            _ => Zone::Other,
        })
}

fn definite(asset: &Asset, systems: &BTreeMap<SystemId, &System>) -> Option<Zone> {
    asset
        .system
        .and_then(|id| systems.get(&id))
        .and_then(|system| by_system(system.kind))
        .or(match asset.kind {
            AssetKind::Ct | AssetKind::Mri | AssetKind::Imaging => Some(Zone::Radiology),
            AssetKind::Laboratory => Some(Zone::Laboratory),
            AssetKind::Bedside => Some(Zone::Ward),
            _ => None,
        })
}

fn by_system(kind: SystemKind) -> Option<Zone> {
    match kind {
        SystemKind::Ehr => Some(Zone::Ehr),
        SystemKind::Accounting => Some(Zone::Accounting),
        SystemKind::Pacs => Some(Zone::Radiology),
        SystemKind::Laboratory => Some(Zone::Laboratory),
        SystemKind::Pharmacy => Some(Zone::Pharmacy),
        SystemKind::Office => Some(Zone::Office),
        SystemKind::Department | SystemKind::Other => None,
    }
}
