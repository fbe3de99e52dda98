//! How things look. Colours never stand alone: every kind of line also has its name in the tag, every kind of
//! device its name in the box, and what is dashed differs from what is solid in a black and white copy.

use crate::graph::Graph;
use crate::scene::{Color, Stroke};
use junkai_core::connection::LineKind;
use junkai_core::drawing::{EdgeKind, NodeKind};
use junkai_core::inventory::AssetKind;
use junkai_core::{EdgeId, NodeId};

pub(super) const WHITE: Color = Color(255, 255, 255);
pub(super) const INK: Color = Color(27, 31, 36);
pub(super) const GREY: Color = Color(74, 85, 96);
pub(super) const ALARM: Color = Color(176, 0, 32);
pub(super) const ALARM_FILL: Color = Color(255, 235, 238);
pub(super) const ZONE_FILL: Color = Color(243, 246, 249);
pub(super) const GROUP_FILL: Color = Color(250, 248, 243);
pub(super) const FRAME: Stroke = solid(Color(52, 63, 75), 1.6);
pub(super) const ZONE: Stroke = solid(Color(138, 151, 166), 0.8);
pub(super) const GROUP: Stroke = solid(Color(176, 164, 136), 0.8);
pub(super) const TRUNK: Stroke = solid(Color(60, 60, 60), 1.8);
const VENDOR: Stroke = Stroke {
    color: Color(120, 40, 140),
    width: 1.4,
    dash: true,
};
const UNREGISTERED: Stroke = Stroke {
    color: ALARM,
    width: 1.2,
    dash: true,
};

pub(super) const fn solid(color: Color, width: f64) -> Stroke {
    Stroke {
        color,
        width,
        dash: false,
    }
}

const fn dashed(color: Color, width: f64) -> Stroke {
    Stroke {
        color,
        width,
        dash: true,
    }
}

/// How a kind of line is drawn.
pub(super) fn line(kind: LineKind) -> Stroke {
    match kind {
        LineKind::Leased => solid(Color(26, 42, 94), 1.8),
        LineKind::IpVpn => solid(Color(0, 96, 168), 1.2),
        LineKind::IpsecVpn => solid(Color(0, 118, 84), 1.2),
        LineKind::SslVpn => dashed(Color(0, 118, 84), 1.2),
        LineKind::Mobile => dashed(Color(190, 72, 0), 1.4),
        LineKind::Isdn => solid(Color(134, 88, 10), 1.2),
        LineKind::Https => dashed(Color(134, 48, 140), 1.2),
        LineKind::Other => solid(Color(90, 90, 90), 1.0),
        LineKind::Unknown => dashed(Color(176, 0, 32), 1.0),
    }
}

/// How a kind of edge without line is drawn.
pub(super) fn edge_kind(kind: EdgeKind) -> Stroke {
    match kind {
        EdgeKind::Link => solid(Color(84, 100, 120), 1.1),
        EdgeKind::ExternalConnection => line(LineKind::Unknown),
        EdgeKind::ReportsTo => solid(Color(40, 50, 62), 1.2),
        EdgeKind::Contract => solid(Color(0, 118, 84), 1.1),
        EdgeKind::Contact => dashed(Color(0, 96, 168), 1.1),
    }
}

/// How an edge is drawn.
pub(super) fn edge(graph: &Graph, id: EdgeId) -> Stroke {
    match (graph.connection(id), graph.edge(id)) {
        (Some(connection), _) => line(connection.line),
        (None, Some(edge)) => edge_kind(edge.kind),
        (None, None) => TRUNK,
    }
}

/// How edges that share a way are drawn: as one of them where they are alike.
pub(super) fn shared(graph: &Graph, edges: &[EdgeId]) -> Stroke {
    let mut strokes = edges.iter().map(|id| edge(graph, *id));
    match strokes.next() {
        Some(first) if strokes.all(|other| other == first) => first,
        _ => TRUNK,
    }
}

/// Fill, outline and the colour of the bar at the left edge of a node.
pub(super) struct NodeLook {
    pub(super) fill: Color,
    pub(super) stroke: Stroke,
    pub(super) bar: Option<Color>,
}

/// How a node is drawn.
pub(super) fn node(graph: &Graph, id: NodeId) -> NodeLook {
    let mut look = NodeLook {
        fill: WHITE,
        stroke: solid(Color(110, 122, 136), 0.9),
        bar: None,
    };
    match graph.node(id).map(|node| node.kind) {
        Some(NodeKind::SafetyOfficer) => {
            look.fill = Color(255, 246, 214);
            look.stroke = solid(Color(140, 100, 0), 1.6);
        }
        Some(NodeKind::System) => look.fill = Color(232, 236, 242),
        Some(NodeKind::Authority) => look.stroke = solid(Color(0, 96, 168), 0.9),
        Some(NodeKind::Contractor) => look.stroke = solid(Color(0, 118, 84), 0.9),
        _ => {}
    }
    if let Some(asset) = graph.asset(id) {
        (look.fill, look.bar) = asset_colors(asset.kind);
        if asset.gateway {
            look.stroke = solid(Color(160, 70, 0), 1.4);
        }
        if asset.vendor_owned {
            look.stroke = VENDOR;
        }
    } else if graph.is_unregistered(id) {
        look.fill = ALARM_FILL;
        look.stroke = UNREGISTERED;
    }
    look
}

/// The looks that the legend explains.
pub(super) fn vendor_look() -> NodeLook {
    NodeLook {
        fill: WHITE,
        stroke: VENDOR,
        bar: None,
    }
}

/// The look of a device that is not on the ledger.
pub(super) fn unregistered_look() -> NodeLook {
    NodeLook {
        fill: ALARM_FILL,
        stroke: UNREGISTERED,
        bar: None,
    }
}

fn asset_colors(kind: AssetKind) -> (Color, Option<Color>) {
    match kind {
        AssetKind::Firewall | AssetKind::VpnGateway | AssetKind::Router | AssetKind::MobileRouter => {
            (Color(255, 241, 224), Some(Color(214, 110, 20)))
        }
        AssetKind::Switch | AssetKind::WirelessAccessPoint => {
            (Color(236, 242, 250), Some(Color(60, 110, 170)))
        }
        AssetKind::Server | AssetKind::Storage => (WHITE, Some(Color(84, 100, 120))),
        AssetKind::Ct
        | AssetKind::Mri
        | AssetKind::Imaging
        | AssetKind::Laboratory
        | AssetKind::Bedside
        | AssetKind::MedicalDevice => (Color(234, 246, 238), Some(Color(30, 130, 80))),
        AssetKind::MaintenanceBox => (Color(246, 236, 248), Some(Color(120, 40, 140))),
        _ => (WHITE, None),
    }
}
