//! Gives every node a place and every edge a way.
//!
//! The hospital is a frame with rows of blocks: zones in the network overview, roles level by level in the management
//! structure. Parties outside stand in a column on either side. Lines run where nothing stands: in the gutters
//! between rows, in the lanes beside the columns of a block, in the channels beside the frame. Connections that end
//! on one device share one way from the channel on, because one line per connection cannot be followed by eye.
//!
//! Invariant: node rectangles in a zone do not overlap, zones do not overlap, what was placed by hand stays where it
//! is (relative to its zone, if it has one), and the same drawing gives the same layout. layout-rs orders linked
//! nodes in levels, for graphs of up to [`LAYERED_MAX`] nodes only, because it grows with the third power.
//! Deliberately absent: colours and everything else that only shows.

mod arrange;
mod block;
mod content;
mod geometry;
mod layered;
mod outside;
mod plan;
mod route;
mod rows;

pub use content::{Content, Line, LineKind as ContentLineKind};
pub(crate) use content::{DETAIL_LINE, PAD_X, PAD_Y, TITLE_LINE};
pub use geometry::Rect;
pub use layered::LAYERED_MAX;

use crate::graph::Graph;
use crate::words::Words;
use junkai_core::{EdgeId, NodeId};
use std::collections::BTreeMap;

/// Size of node titles.
pub const TITLE_SIZE: f64 = 8.5;
/// Size of the lines below.
pub const DETAIL_SIZE: f64 = 7.0;
/// Size of zone and group headings.
pub const HEADING_SIZE: f64 = 9.5;
/// Distance between two lines that run side by side.
pub(crate) const TRACK: f64 = 6.0;

/// Where everything is. Coordinates may be negative where something was placed by hand.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layout {
    /// Nodes and zones.
    pub nodes: BTreeMap<NodeId, Rect>,
    /// What is written in each node.
    pub contents: BTreeMap<NodeId, Content>,
    /// The hospital.
    pub frame: Rect,
    /// Boxes around parties outside.
    pub groups: Vec<Group>,
    /// Ways of the edges.
    pub routes: Vec<Route>,
    /// Where ways of one net join.
    pub joints: Vec<(f64, f64)>,
    /// Tags on external connections, near their outer ends.
    pub tags: BTreeMap<EdgeId, Tag>,
    /// What all of it needs.
    pub bounds: Rect,
}

/// A box around outside parties of one category.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Its heading, line by line.
    pub heading: Vec<String>,
    /// Where it is.
    pub rect: Rect,
}

/// A polyline that stands for one edge, or for several that share the way.
#[derive(Clone, Debug, PartialEq)]
pub struct Route {
    /// The edges.
    pub edges: Vec<EdgeId>,
    /// The way.
    pub points: Vec<(f64, f64)>,
}

/// What is written on an external connection.
#[derive(Clone, Debug, PartialEq)]
pub struct Tag {
    /// Label and kind of line.
    pub text: String,
    /// Where it is.
    pub rect: Rect,
}

/// Lays a drawing out.
pub fn arrange(graph: &Graph, words: &Words) -> Layout {
    arrange::arrange(graph, words)
}
