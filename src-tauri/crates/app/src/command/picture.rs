//! A diagram as an editor shows it: the exported picture part by part, with what each part belongs to; and the edits
//! that touch several records at once, each in one transaction.
//!
//! Invariant: parts, places and numbers are those of the exported drawing, so nobody draws one thing and hands over
//! another. Deliberately absent: changes of a single node or edge, which are ordinary records.

use super::diagram::about;
use super::{DiagramGet, DiagramMade, RecordRemove, Saved, wire};
use crate::dispatch::Ctx;
use crate::drawing::name;
use crate::error::Error;
use junkai_core::drawing::{DiagramEdge, DiagramKind, DiagramNode, NodeKind};
use junkai_core::record::Kept;
use junkai_core::{EdgeId, Lang, Moment, NodeId, RecordKind, RecordRef, Snapshot, SurveyId};
use junkai_diagram::from_ledger::{self, Proposal};
use junkai_diagram::layout::Rect;
use junkai_diagram::render::{self, Owner, Part};
use junkai_diagram::scene::{Anchor, Item, Stroke};
use junkai_diagram::{Graph, compare, layout, rules};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

wire! {
    /// A diagram, laid out.
    DiagramPicture {
        /// What is drawn, back to front.
        parts: Vec<PicturePart>,
        /// Every node with its place.
        nodes: Vec<PictureNode>,
        /// Every edge with its name.
        edges: Vec<PictureEdge>,
        /// What all of it needs.
        bounds: PictureArea,
        /// Problems, numbered as on the picture.
        problems: Vec<PictureProblem>,
        /// What is on the ledger and not on the drawing, or the reverse.
        differences: Vec<PictureDifference>,
    }
    /// Items that belong together.
    PicturePart {
        /// The node that they belong to.
        node: Option<NodeId>,
        /// The edges that they belong to, if to no node.
        edges: Vec<EdgeId>,
        /// What is drawn, back to front.
        items: Vec<PictureItem>,
    }
    /// A rectangle in points, y downwards.
    PictureArea {
        /// Left edge.
        x: f64,
        /// Upper edge.
        y: f64,
        /// Width.
        w: f64,
        /// Height.
        h: f64,
    }
    /// How a line is drawn.
    PictureStroke {
        /// Its colour.
        color: String,
        /// Its width in points.
        width: f64,
        /// Whether it is dashed.
        dash: bool,
    }
    /// A node on the picture.
    PictureNode {
        /// The node.
        node: NodeId,
        /// The name under which it shows.
        label: String,
        /// The zone in which it is drawn.
        zone: Option<NodeId>,
        /// Whether it stands outside the hospital.
        outside: bool,
        /// Where it is.
        area: PictureArea,
    }
    /// An edge on the picture.
    PictureEdge {
        /// The edge.
        edge: EdgeId,
        /// The name under which it shows; empty where it has none.
        label: String,
        /// Whether an end of it is not on the drawing, so that it cannot be drawn.
        loose: bool,
    }
    /// A problem of the drawing.
    PictureProblem {
        /// The number on the picture.
        number: u32,
        /// What is wrong, a key of the catalogue.
        problem: String,
        /// The same in words.
        text: String,
        /// Nodes it is about.
        nodes: Vec<NodeId>,
        /// Edges it is about.
        edges: Vec<EdgeId>,
    }
    /// Something that is on one side only.
    PictureDifference {
        /// What is missing where, a key of the catalogue.
        difference: String,
        /// The same in words.
        text: String,
        /// The record it is about.
        about: RecordRef,
        /// What that is called.
        name: String,
    }
    /// Names a record of the ledger that is to be on a diagram.
    DiagramAdd {
        /// The survey.
        survey: SurveyId,
        /// Which of the two.
        diagram: DiagramKind,
        /// Language of the words that are added.
        #[serde(default)]
        lang: Lang,
        /// An asset, a system or a connection.
        about: RecordRef,
    }
    /// Names nodes that the layout is to place again.
    DiagramRelease {
        /// The survey.
        survey: SurveyId,
        /// Which of the two.
        diagram: DiagramKind,
        /// The nodes; all of them when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        nodes: Option<Vec<NodeId>>,
    }
    /// What the layout places again.
    DiagramReleased {
        /// How many had been placed by hand.
        nodes: u32,
        /// When the commit returned.
        saved_at: Moment,
    }
}

/// One thing to draw.
#[derive(Clone, Debug, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
#[serde(tag = "shape", rename_all = "snake_case")]
pub enum PictureItem {
    /// A rectangle.
    Rect {
        /// Where it is.
        area: PictureArea,
        /// Radius of the corners.
        radius: f64,
        /// Colour inside, if any.
        fill: Option<String>,
        /// Outline, if any.
        stroke: Option<PictureStroke>,
    },
    /// A line through two or more points.
    Line {
        /// The points in order.
        points: Vec<(f64, f64)>,
        /// How it is drawn.
        stroke: PictureStroke,
    },
    /// One line of text.
    Text {
        /// The anchor's place.
        x: f64,
        /// The baseline.
        y: f64,
        /// Height of the em.
        size: f64,
        /// Whether it is bold.
        bold: bool,
        /// Whether `x` names its middle, not its beginning.
        middle: bool,
        /// Its colour.
        color: String,
        /// The text.
        text: String,
    },
}

/// A diagram as an editor shows it.
pub(crate) fn get(ctx: &mut Ctx<'_>, input: DiagramGet) -> Result<DiagramPicture, Error> {
    let snapshot = ctx.vault()?.read(input.survey, |r| r.snapshot())?;
    let graph = Graph::of(&snapshot, input.diagram);
    let words = ctx.content.diagram_words(input.lang);
    let said = ctx.content.drawing_check_words(input.lang);
    let placed = layout::arrange(&graph, words);
    let problems = rules::check(&graph);
    let parts = render::parts(&graph, &placed, words, &problems);
    let nodes = graph.nodes().filter_map(|(id, _)| {
        Some(PictureNode {
            node: id,
            label: graph.label(id),
            zone: graph.zone_of(id),
            outside: graph.is_outside(id),
            area: area(placed.nodes.get(&id)?),
        })
    });
    let drawn = graph.edges().map(|(id, _)| (id, false));
    let edges = drawn.chain(graph.loose().map(|(id, _)| (id, true)));
    let differences = compare::compare(&graph).into_iter().map(|difference| {
        let about = about(difference);
        PictureDifference {
            difference: difference.key().into(),
            text: said.text(difference.key()).into(),
            about,
            name: name(about, &graph, &snapshot),
        }
    });
    Ok(DiagramPicture {
        parts: parts.into_iter().map(part).collect(),
        nodes: nodes.collect(),
        edges: edges
            .map(|(edge, loose)| PictureEdge {
                edge,
                label: graph.edge_label(edge),
                loose,
            })
            .collect(),
        bounds: area(&placed.bounds),
        problems: problems
            .into_iter()
            .map(|p| PictureProblem {
                number: p.number,
                problem: p.rule.key().into(),
                text: said.text(p.rule.key()).into(),
                nodes: p.nodes,
                edges: p.edges,
            })
            .collect(),
        differences: differences.collect(),
    })
}

/// Adds one record of the ledger as the proposal would, with what it needs.
pub(crate) fn add(ctx: &mut Ctx<'_>, input: DiagramAdd) -> Result<DiagramMade, Error> {
    let snapshot = ctx.vault()?.read(input.survey, |r| r.snapshot())?;
    let words = ctx.content.diagram_words(input.lang);
    let env = &mut *ctx.env;
    let mut next_id = || env.id();
    let mut proposal = match input.diagram {
        DiagramKind::Network => from_ledger::network(&snapshot, words, &mut next_id),
        DiagramKind::Management => from_ledger::management(&snapshot, words, &mut next_id),
    }
    .only(input.about);
    if proposal.nodes.is_empty() && proposal.edges.is_empty() {
        proposal.nodes.extend(alone(&snapshot, &input, &mut next_id));
    }
    write(ctx, input.survey, &proposal)
}

/// What no proposal has, such as one terminal among many, stands by itself until it is put into a zone.
fn alone(
    snapshot: &Snapshot,
    input: &DiagramAdd,
    next_id: &mut dyn FnMut() -> Uuid,
) -> Option<(NodeId, DiagramNode)> {
    let id = input.about.id;
    let (asset, system) = match input.about.kind {
        RecordKind::Asset => (Some(id.into()), None),
        RecordKind::System => (None, Some(id.into())),
        _ => return None,
    };
    let same = |node: &Kept<DiagramNode>| {
        node.record.diagram == input.diagram && node.record.asset == asset && node.record.system == system
    };
    if snapshot.nodes.iter().any(same) {
        return None;
    }
    let kind = if asset.is_some() {
        NodeKind::Asset
    } else {
        NodeKind::System
    };
    let node = DiagramNode {
        diagram: input.diagram,
        kind,
        label: None,
        zone: None,
        asset,
        system,
        x: None,
        y: None,
        note: None,
    };
    Some((NodeId(next_id()), node))
}

/// Writes a proposal in one transaction.
pub(crate) fn write(ctx: &mut Ctx<'_>, survey: SurveyId, proposal: &Proposal) -> Result<DiagramMade, Error> {
    let actor = ctx.actor();
    ctx.vault()?.write(survey, &actor, |w| {
        for (id, node) in &proposal.nodes {
            w.put::<DiagramNode>(*id, node, None, None)?;
        }
        for (id, edge) in &proposal.edges {
            w.put::<DiagramEdge>(*id, edge, None, None)?;
        }
        Ok(())
    })?;
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Ok(DiagramMade {
        nodes: count(proposal.nodes.len()),
        edges: count(proposal.edges.len()),
        saved_at: ctx.env.now(),
    })
}

/// Gives nodes that were placed by hand back to the layout, in one transaction.
pub(crate) fn release(ctx: &mut Ctx<'_>, input: DiagramRelease) -> Result<DiagramReleased, Error> {
    let snapshot = ctx.vault()?.read(input.survey, |r| r.snapshot())?;
    let wanted = |node: &&Kept<DiagramNode>| {
        let named = input
            .nodes
            .as_ref()
            .is_none_or(|ids| ids.contains(&NodeId(node.id)));
        named && node.record.diagram == input.diagram && (node.record.x.is_some() || node.record.y.is_some())
    };
    let placed: Vec<&Kept<DiagramNode>> = snapshot.nodes.iter().filter(wanted).collect();
    let actor = ctx.actor();
    ctx.vault()?.write(input.survey, &actor, |w| {
        for node in &placed {
            let record = DiagramNode {
                x: None,
                y: None,
                ..node.record.clone()
            };
            w.put::<DiagramNode>(NodeId(node.id), &record, Some(node.rev), None)?;
        }
        Ok(())
    })?;
    Ok(DiagramReleased {
        nodes: u32::try_from(placed.len()).unwrap_or(u32::MAX),
        saved_at: ctx.env.now(),
    })
}

/// Removes a node with the lines that end at it; what stood in a zone stays on the drawing. One transaction.
pub(crate) fn erase(ctx: &mut Ctx<'_>, input: RecordRemove) -> Result<Saved, Error> {
    let id = NodeId(input.id);
    let snapshot = ctx.vault()?.read(input.survey, |r| r.snapshot())?;
    let tied = snapshot
        .edges
        .iter()
        .filter(|e| e.record.from == id || e.record.to == id);
    let members = snapshot.nodes.iter().filter(|n| n.record.zone == Some(id));
    let reason = input.reason.as_deref();
    let actor = ctx.actor();
    ctx.vault()?.write(input.survey, &actor, |w| {
        for edge in tied {
            w.remove::<DiagramEdge>(EdgeId(edge.id), edge.rev, reason)?;
        }
        for node in members {
            // Its place was reckoned from the zone.
            let record = DiagramNode {
                zone: None,
                x: None,
                y: None,
                ..node.record.clone()
            };
            w.put::<DiagramNode>(NodeId(node.id), &record, Some(node.rev), reason)?;
        }
        w.remove::<DiagramNode>(id, input.rev, reason)
    })?;
    Ok(Saved {
        id: input.id,
        rev: 0,
        saved_at: ctx.env.now(),
    })
}

fn part(part: Part) -> PicturePart {
    let (node, edges) = match part.owner {
        Owner::Sheet => (None, Vec::new()),
        Owner::Node(id) => (Some(id), Vec::new()),
        Owner::Edges(ids) => (None, ids),
    };
    PicturePart {
        node,
        edges,
        items: part.items.into_iter().map(item).collect(),
    }
}

fn item(item: Item) -> PictureItem {
    match item {
        Item::Rect {
            x,
            y,
            w,
            h,
            radius,
            fill,
            stroke: outline,
        } => PictureItem::Rect {
            area: area(&Rect::new(x, y, w, h)),
            radius: round(radius),
            fill: fill.map(|color| color.to_string()),
            stroke: outline.map(stroke),
        },
        Item::Line {
            points, stroke: way, ..
        } => PictureItem::Line {
            points: points.into_iter().map(|(x, y)| (round(x), round(y))).collect(),
            stroke: stroke(way),
        },
        Item::Text {
            x,
            y,
            size,
            bold,
            anchor,
            color,
            text,
        } => PictureItem::Text {
            x: round(x),
            y: round(y),
            size,
            bold,
            middle: anchor == Anchor::Middle,
            color: color.to_string(),
            text,
        },
    }
}

fn stroke(stroke: Stroke) -> PictureStroke {
    PictureStroke {
        color: stroke.color.to_string(),
        width: round(stroke.width),
        dash: stroke.dash,
    }
}

fn area(rect: &Rect) -> PictureArea {
    PictureArea {
        x: round(rect.x),
        y: round(rect.y),
        w: round(rect.w),
        h: round(rect.h),
    }
}

/// Two decimals, as the exported drawing has: more would only make the answer longer.
fn round(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}
