//! The words that stand on a drawing, given by the caller in the language of the document.
//!
//! Invariant: nothing in this crate writes a word of its own; a word that the caller left out is replaced by the
//! wire name of the choice, never by a guess. Deliberately absent: messages about problems, which live in catalogues.

use junkai_core::connection::LineKind;
use junkai_core::drawing::EdgeKind;
use junkai_core::inventory::AssetKind;
use junkai_core::record::Choice;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Everything that is written on a drawing and does not come from the survey.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Words {
    /// Names of the zones that a proposal makes.
    pub zone: ZoneWords,
    /// Names of the roles that a proposal makes.
    pub role: RoleNames,
    /// What each kind of asset is called.
    pub asset_kind: BTreeMap<AssetKind, String>,
    /// What each kind of line is called.
    pub line_kind: BTreeMap<LineKind, String>,
    /// What each kind of edge is called in the legend.
    pub edge_kind: BTreeMap<EdgeKind, String>,
    /// Headings of the eight categories of external connection, in order.
    pub category: Vec<String>,
    /// Everything else.
    pub mark: MarkWords,
}

/// Names of zones.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ZoneWords {
    /// Gateways, core switches and what belongs to no department.
    pub network: String,
    /// Electronic health record and order entry.
    pub ehr: String,
    /// Medical accounting.
    pub accounting: String,
    /// Radiology and images.
    pub radiology: String,
    /// Laboratory.
    pub laboratory: String,
    /// Pharmacy.
    pub pharmacy: String,
    /// Wards and bedside.
    pub ward: String,
    /// Departmental systems.
    pub department: String,
    /// Offices and Internet.
    pub office: String,
    /// What has no department and no system.
    pub other: String,
}

/// One place of the management structure: how it is called and by what it is recognised among the contacts.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RoleWords {
    /// Its name.
    pub label: String,
    /// Parts of a contact's role or position by which it is recognised.
    pub hints: Vec<String>,
}

/// Places of the management structure.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RoleNames {
    /// The director.
    pub director: RoleWords,
    /// The system safety officer.
    pub safety_officer: RoleWords,
    /// The department that runs the information systems.
    pub system_department: RoleWords,
    /// The manager of medical devices.
    pub device_manager: RoleWords,
    /// Authorities to be told, as they stand on the drawing.
    pub authorities: Vec<String>,
}

/// Marks, legend and small words.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct MarkWords {
    /// Heading of the legend.
    pub legend: String,
    /// Heading of the frame around the hospital.
    pub hospital: String,
    /// Stands before a version.
    pub version: String,
    /// Stands after a number of devices, such as "units".
    pub units: String,
    /// Stands before the labels of the connections that end on a device.
    pub connections: String,
    /// The manager did not know of the connection.
    pub unknown_to_manager: String,
    /// Property of a vendor.
    pub vendor_owned: String,
    /// Not on the ledger.
    pub unregistered: String,
    /// Label of the place where a connection ends when nobody knows the device.
    pub unknown_termination: String,
    /// Label of the other side when nobody knows it.
    pub unknown_party: String,
    /// Number of a problem, in the legend.
    pub problem: String,
    /// Several lines that share one way, in the legend.
    pub trunk: String,
    /// Heading of the authorities.
    pub authorities: String,
    /// Heading of the contractors.
    pub contractors: String,
    /// Heading of outside parties that fall under no category.
    pub other_parties: String,
}

impl Words {
    /// What a kind of asset is called.
    pub fn asset_kind(&self, kind: AssetKind) -> &str {
        self.asset_kind.get(&kind).map_or(kind.name(), String::as_str)
    }

    /// What a kind of line is called.
    pub fn line_kind(&self, kind: LineKind) -> &str {
        self.line_kind.get(&kind).map_or(kind.name(), String::as_str)
    }

    /// What a kind of edge is called.
    pub fn edge_kind(&self, kind: EdgeKind) -> &str {
        self.edge_kind.get(&kind).map_or(kind.name(), String::as_str)
    }

    /// Heading of a category from 1 to 8; its number when the caller gave none.
    pub fn category(&self, category: u8) -> String {
        usize::from(category)
            .checked_sub(1)
            .and_then(|i| self.category.get(i))
            .cloned()
            .unwrap_or_else(|| category.to_string())
    }
}
