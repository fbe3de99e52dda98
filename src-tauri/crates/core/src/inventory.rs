//! Systems and assets: the ledger.
//!
//! Source: seed 002, section 3.3 (what is looked at on the walk-round) and the request letter (system ledger);
//! seed 003 for what is asked about medical devices (MDS2, SBOM, legacy state).
//! Invariant: an unconfirmed version is absent, never an empty or guessed one.

use crate::record::{Problem, Record, RecordKind, RecordRef, Tri, choices, point, require};
use crate::time::Day;
use crate::{EvidenceId, SystemId};
use serde::{Deserialize, Serialize};

choices! {
    /// What an asset is.
    AssetKind "asset_kind" {
        /// A server, real or virtual.
        Server "server",
        /// A workstation or terminal.
        Terminal "terminal",
        /// A firewall or UTM.
        Firewall "firewall",
        /// A VPN gateway.
        VpnGateway "vpn_gateway",
        /// A router.
        Router "router",
        /// A switch.
        Switch "switch",
        /// A wireless access point or controller.
        WirelessAccessPoint "wireless_access_point",
        /// An LTE or 5G router.
        MobileRouter "mobile_router",
        /// Storage: NAS, tape, disk array.
        Storage "storage",
        /// CT.
        Ct "ct",
        /// MRI.
        Mri "mri",
        /// Other imaging: radiography, angiography, ultrasound, nuclear medicine.
        Imaging "imaging",
        /// Laboratory analyser.
        Laboratory "laboratory",
        /// Patient monitor, pump or other bedside device.
        Bedside "bedside",
        /// Any other medical device.
        MedicalDevice "medical_device",
        /// A card reader for the insurance check with My Number card.
        CardReader "card_reader",
        /// A vendor's own box for remote maintenance.
        MaintenanceBox "maintenance_box",
        /// A printer, camera, clock or other thing on the network.
        Peripheral "peripheral",
        /// Anything else.
        Other "other",
    }
    /// Whose property it is.
    Owner "owner" {
        /// The hospital's.
        Hospital "hospital",
        /// A vendor's.
        Vendor "vendor",
        /// Leased.
        Leased "leased",
        /// Nobody knew.
        Unknown "unknown",
    }
    /// How it is maintained.
    Maintenance "maintenance" {
        /// Somebody comes.
        OnSite "on_site",
        /// Over a line.
        Online "online",
        /// Both.
        Both "both",
        /// No arrangement.
        None "none",
        /// Nobody knew.
        Unknown "unknown",
    }
    /// State of patches or of protection against malware.
    UpkeepState "upkeep_state" {
        /// Up to date.
        Current "current",
        /// Behind.
        Behind "behind",
        /// Not done at all, or not installed.
        Absent "absent",
        /// Cannot be done on this device.
        NotPossible "not_possible",
        /// Not known.
        Unknown "unknown",
    }
    /// How a fact was confirmed.
    ConfirmedBy "confirmed_by" {
        /// Seen on site.
        Seen "seen",
        /// In a document.
        Document "document",
        /// Told by somebody.
        Told "told",
    }
    /// Where a system's software runs.
    SystemKind "system_kind" {
        /// Electronic health record and order entry.
        Ehr "ehr",
        /// Medical accounting.
        Accounting "accounting",
        /// Images.
        Pacs "pacs",
        /// Laboratory.
        Laboratory "laboratory",
        /// Pharmacy.
        Pharmacy "pharmacy",
        /// Nursing, meals and other departments.
        Department "department",
        /// Offices, mail, groupware.
        Office "office",
        /// Anything else.
        Other "other",
    }
}

/// An information system of the hospital.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct System {
    /// Its name.
    pub name: String,
    /// What it is for.
    pub kind: SystemKind,
    /// Its database.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub database: Option<String>,
    /// Number of servers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub servers: Option<u32>,
    /// Number of terminals.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub terminals: Option<u32>,
    /// Vendor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vendor: Option<String>,
    /// Department in charge.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department: Option<String>,
    /// Note.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl Record for System {
    const KIND: RecordKind = RecordKind::System;
    type Id = crate::SystemId;

    fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        require(&mut problems, "name", &self.name);
        problems
    }
}

/// Where in the building.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct Location {
    /// Building.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub building: Option<String>,
    /// Floor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub floor: Option<String>,
    /// Room.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room: Option<String>,
    /// Rack and position in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rack: Option<String>,
}

/// A device or piece of equipment on the ledger.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct Asset {
    /// What it is.
    pub kind: AssetKind,
    /// What the hospital calls it.
    pub name: String,
    /// Maker.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maker: Option<String>,
    /// Model.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub model: Option<String>,
    /// Operating system or firmware.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub os: Option<String>,
    /// Its version, as confirmed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// IP addresses.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ip: Option<String>,
    /// MAC address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mac: Option<String>,
    /// Protocols spoken, such as DICOM or HL7.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub protocol: Option<String>,
    /// Where it stands.
    #[serde(default)]
    pub location: Location,
    /// Department that uses it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department: Option<String>,
    /// Whose property it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<Owner>,
    /// Name of the vendor or lessor that owns it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner_name: Option<String>,
    /// Department that manages it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub managing_department: Option<String>,
    /// The system it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub system: Option<SystemId>,
    /// How it is maintained.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maintenance: Option<Maintenance>,
    /// By whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maintained_by: Option<String>,
    /// The contract that covers it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contract: Option<String>,
    /// Day on which the maker stops selling or producing it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_of_life: Option<Day>,
    /// Last day of support for device or operating system.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_of_support: Option<Day>,
    /// State of patches.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub patch_state: Option<UpkeepState>,
    /// State of protection against malware.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub antivirus_state: Option<UpkeepState>,
    /// Whether MDS2 or MDS/SDS was obtained.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mds2: Option<Tri>,
    /// Whether an SBOM was obtained.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sbom: Option<Tri>,
    /// Whether the maker has declared it legacy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub legacy: Option<Tri>,
    /// How these facts were confirmed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirmed_by: Option<ConfirmedBy>,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirmed_on: Option<Day>,
    /// Note.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Photos and papers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<EvidenceId>,
}

impl Record for Asset {
    const KIND: RecordKind = RecordKind::Asset;
    type Id = crate::AssetId;

    fn refs(&self) -> Vec<(&'static str, RecordRef)> {
        let mut refs: Vec<_> = self
            .system
            .map(|id| point("system", RecordKind::System, id))
            .into_iter()
            .collect();
        refs.extend(
            self.evidence
                .iter()
                .map(|id| point("evidence", RecordKind::Evidence, *id)),
        );
        refs
    }

    fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        require(&mut problems, "name", &self.name);
        problems
    }
}

impl Asset {
    /// Whether its version has been established.
    pub fn version_confirmed(&self) -> bool {
        self.version.as_deref().is_some_and(|v| !v.trim().is_empty())
    }

    /// Whether it guards or carries a way into the hospital.
    pub fn is_gateway(&self) -> bool {
        matches!(
            self.kind,
            AssetKind::Firewall | AssetKind::VpnGateway | AssetKind::Router | AssetKind::MobileRouter
        )
    }

    /// Whether it is a device that examines or treats patients.
    pub fn is_medical(&self) -> bool {
        matches!(
            self.kind,
            AssetKind::Ct
                | AssetKind::Mri
                | AssetKind::Imaging
                | AssetKind::Laboratory
                | AssetKind::Bedside
                | AssetKind::MedicalDevice
        )
    }
}
