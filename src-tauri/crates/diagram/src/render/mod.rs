//! A laid out drawing as a scene.
//!
//! Invariant: boxes and texts are drawn after lines, so no line crosses a text; every text fits the box it stands
//! in; what was placed at negative coordinates is on the sheet too, because the whole picture is moved.
//! Deliberately absent: the title block, which belongs to the document.

mod legend;
mod style;

use crate::graph::Graph;
use crate::layout::{Content, ContentLineKind, DETAIL_SIZE, HEADING_SIZE, Layout, Rect, TITLE_SIZE, arrange};
use crate::layout::{DETAIL_LINE, PAD_X, PAD_Y, TITLE_LINE};
use crate::rules::DrawingProblem;
use crate::scene::{Anchor, Item, Scene};
use crate::text;
use crate::words::Words;
use junkai_core::drawing::NodeKind;
use junkai_core::{EdgeId, NodeId};
use std::collections::BTreeMap;
use style::{ALARM, ALARM_FILL, GREY, INK, WHITE, solid};

const MARKER: f64 = 5.6;
const LEGEND_GAP: f64 = 6.0;

/// Draws a graph from the beginning: layout, problems, scene.
pub fn draw(graph: &Graph, words: &Words) -> Scene {
    scene(graph, &arrange(graph, words), words, &crate::rules::check(graph))
}

/// What a part of the picture belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Owner {
    /// The sheet itself: the hospital's frame, headings of outside groups, dots where ways join.
    Sheet,
    /// A node or zone.
    Node(NodeId),
    /// An edge, or several that share a way.
    Edges(Vec<EdgeId>),
}

/// A few items of the picture that belong together.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// To whom they belong.
    pub owner: Owner,
    /// What is drawn, back to front.
    pub items: Vec<Item>,
}

/// A picture in the making.
#[derive(Default)]
struct Parts(Vec<Part>);

impl Parts {
    fn put(&mut self, owner: Owner, items: Vec<Item>) {
        self.0.push(Part { owner, items });
    }
}

/// The picture part by part, back to front, without legend and where the layout has it: what an editor shows.
pub fn parts(graph: &Graph, layout: &Layout, words: &Words, problems: &[DrawingProblem]) -> Vec<Part> {
    let mut parts = Parts::default();
    hospital(graph, layout, words, &mut parts);
    groups(layout, &mut parts);
    zones(graph, layout, &mut parts);
    lines(graph, layout, &mut parts);
    zone_headings(graph, layout, &mut parts);
    for (id, content) in &layout.contents {
        if let Some(rect) = layout.nodes.get(id) {
            parts.put(Owner::Node(*id), node(graph, *id, rect, content));
        }
    }
    tags(graph, layout, &mut parts);
    markers(layout, problems, &mut parts);
    parts.0
}

/// Draws a graph that was laid out, with the numbers of its problems.
pub fn scene(graph: &Graph, layout: &Layout, words: &Words, problems: &[DrawingProblem]) -> Scene {
    let bounds = layout.bounds;
    let drawn = parts(graph, layout, words, problems);
    let mut items: Vec<Item> = drawn.into_iter().flat_map(|part| part.items).collect();
    let strip = (
        bounds.x + 18.0,
        bounds.bottom() - 18.0 + LEGEND_GAP,
        bounds.w - 36.0,
    );
    let end = legend::draw(graph, layout, words, problems, strip, &mut items);
    let height = (end - bounds.y + 12.0).max(bounds.h);
    for item in &mut items {
        shift(item, -bounds.x, -bounds.y);
    }
    let sheet = Item::Rect {
        x: 0.0,
        y: 0.0,
        w: bounds.w,
        h: height,
        radius: 0.0,
        fill: Some(WHITE),
        stroke: None,
    };
    items.insert(0, sheet);
    Scene {
        width: bounds.w,
        height,
        items,
    }
}

fn hospital(graph: &Graph, layout: &Layout, words: &Words, parts: &mut Parts) {
    let frame = &layout.frame;
    if graph.nodes().next().is_none() {
        return;
    }
    let title = text::fit(&words.mark.hospital, HEADING_SIZE + 1.0, frame.w - 24.0);
    let heading = Item::Text {
        x: frame.x + 12.0,
        y: frame.y + 16.0,
        size: HEADING_SIZE + 1.0,
        bold: true,
        anchor: Anchor::Start,
        color: INK,
        text: title,
    };
    let ground = rect(frame, 6.0, Some(WHITE), Some(style::FRAME));
    parts.put(Owner::Sheet, vec![ground, heading]);
}

fn groups(layout: &Layout, parts: &mut Parts) {
    for group in &layout.groups {
        let mut items = vec![rect(
            &group.rect,
            4.0,
            Some(style::GROUP_FILL),
            Some(style::GROUP),
        )];
        for (line, i) in group.heading.iter().zip(0..) {
            items.push(Item::Text {
                x: group.rect.x + 8.0,
                y: group.rect.y + 12.0 + f64::from(i) * 12.0,
                size: HEADING_SIZE - 1.0,
                bold: true,
                anchor: Anchor::Start,
                color: INK,
                text: line.clone(),
            });
        }
        parts.put(Owner::Sheet, items);
    }
}

fn zones(graph: &Graph, layout: &Layout, parts: &mut Parts) {
    for (id, _) in graph.nodes().filter(|(_, node)| node.kind == NodeKind::Zone) {
        if let Some(zone) = layout.nodes.get(&id) {
            let ground = rect(zone, 4.0, Some(style::ZONE_FILL), Some(style::ZONE));
            parts.put(Owner::Node(id), vec![ground]);
        }
    }
}

/// Headings have a ground of their own, because lanes begin at the upper edge of a zone.
fn zone_headings(graph: &Graph, layout: &Layout, parts: &mut Parts) {
    for (id, _) in graph.nodes().filter(|(_, node)| node.kind == NodeKind::Zone) {
        let Some(zone) = layout.nodes.get(&id) else {
            continue;
        };
        let title = text::fit(&graph.label(id), HEADING_SIZE, zone.w - 20.0);
        let ground = Rect::new(
            zone.x + 7.0,
            zone.y + 4.0,
            text::width(&title, HEADING_SIZE) + 6.0,
            14.0,
        );
        let heading = Item::Text {
            x: zone.x + 10.0,
            y: zone.y + 14.5,
            size: HEADING_SIZE,
            bold: true,
            anchor: Anchor::Start,
            color: INK,
            text: title,
        };
        let ground = rect(&ground, 2.0, Some(style::ZONE_FILL), None);
        parts.put(Owner::Node(id), vec![ground, heading]);
    }
}

fn lines(graph: &Graph, layout: &Layout, parts: &mut Parts) {
    // Shared ways last, so that the dots on them are not crossed again.
    for shared in [false, true] {
        for route in layout
            .routes
            .iter()
            .filter(|route| (route.edges.len() > 1) == shared)
        {
            let way = Item::Line {
                points: route.points.clone(),
                stroke: style::shared(graph, &route.edges),
                arrow: false,
            };
            parts.put(Owner::Edges(route.edges.clone()), vec![way]);
        }
    }
    let joints: Vec<Item> = layout.joints.iter().map(|joint| dot(*joint, 2.2, INK)).collect();
    if !joints.is_empty() {
        parts.put(Owner::Sheet, joints);
    }
}

fn node(graph: &Graph, id: NodeId, place: &Rect, content: &Content) -> Vec<Item> {
    let mut items = Vec::new();
    let look = style::node(graph, id);
    node_box(place, &look, &mut items);
    let outside = graph.is_outside(id);
    let free = place.h - content.height();
    let mut y = place.y + PAD_Y + if outside { free.max(0.0) / 2.0 } else { 0.0 };
    for line in &content.title {
        items.push(Item::Text {
            x: place.x + PAD_X + 0.5,
            y: y + TITLE_SIZE,
            size: TITLE_SIZE,
            bold: !outside,
            anchor: Anchor::Start,
            color: INK,
            text: line.clone(),
        });
        y += TITLE_LINE;
    }
    for line in &content.lines {
        let flag = line.kind == ContentLineKind::Flag;
        items.push(Item::Text {
            x: place.x + PAD_X + 0.5,
            y: y + DETAIL_SIZE,
            size: DETAIL_SIZE,
            bold: flag,
            anchor: Anchor::Start,
            color: if flag { look.stroke.color } else { GREY },
            text: line.text.clone(),
        });
        y += DETAIL_LINE;
    }
    items
}

/// The box of a node with the bar that tells its kind.
fn node_box(place: &Rect, look: &style::NodeLook, items: &mut Vec<Item>) {
    items.push(rect(place, 3.0, Some(look.fill), Some(look.stroke)));
    if let Some(bar) = look.bar {
        let bar_place = Rect::new(place.x + 1.2, place.y + 3.0, 3.0, place.h - 6.0);
        items.push(rect(&bar_place, 0.0, Some(bar), None));
    }
}

fn tags(graph: &Graph, layout: &Layout, parts: &mut Parts) {
    for (id, tag) in &layout.tags {
        let unknown = graph.connection(*id).is_some_and(|c| c.unknown_to_manager);
        let (fill, stroke) = if unknown {
            (ALARM_FILL, solid(ALARM, 1.0))
        } else {
            (WHITE, solid(style::edge(graph, *id).color, 0.5))
        };
        let ground = rect(&tag.rect, 2.0, Some(fill), Some(stroke));
        let said = Item::Text {
            x: tag.rect.x + tag.rect.w / 2.0,
            y: tag.rect.y + tag.rect.h / 2.0 + DETAIL_SIZE * 0.36,
            size: DETAIL_SIZE,
            bold: unknown,
            anchor: Anchor::Middle,
            color: if unknown { ALARM } else { INK },
            text: tag.text.clone(),
        };
        parts.put(Owner::Edges(vec![*id]), vec![ground, said]);
    }
}

/// Numbers of problems: at the upper right corner of nodes, behind the tags of edges.
fn markers(layout: &Layout, problems: &[DrawingProblem], parts: &mut Parts) {
    let mut at_node: BTreeMap<NodeId, u32> = BTreeMap::new();
    let mut at_edge: BTreeMap<EdgeId, u32> = BTreeMap::new();
    for problem in problems {
        for id in &problem.nodes {
            if let Some(rect) = layout.nodes.get(id) {
                let before = at_node.entry(*id).or_default();
                let x = rect.right() - 3.0 - f64::from(*before) * 2.3 * MARKER;
                let mut items = Vec::new();
                marker((x, rect.y), problem.number, &mut items);
                parts.put(Owner::Node(*id), items);
                *before += 1;
            }
        }
        for id in &problem.edges {
            if let Some(tag) = layout.tags.get(id) {
                let before = at_edge.entry(*id).or_default();
                let away = MARKER + 2.0 + f64::from(*before) * 2.2 * MARKER;
                // Tags begin at the party, so the free side is the one towards the hospital.
                let middle = layout.frame.middle().0;
                let x = if tag.rect.x < middle {
                    tag.rect.right() + away
                } else {
                    tag.rect.x - away
                };
                let mut items = Vec::new();
                marker((x, tag.rect.middle().1), problem.number, &mut items);
                parts.put(Owner::Edges(vec![*id]), items);
                *before += 1;
            }
        }
    }
}

fn marker((x, y): (f64, f64), number: u32, items: &mut Vec<Item>) {
    items.push(Item::Rect {
        x: x - MARKER,
        y: y - MARKER,
        w: 2.0 * MARKER,
        h: 2.0 * MARKER,
        radius: MARKER,
        fill: Some(ALARM),
        stroke: Some(solid(WHITE, 0.8)),
    });
    let digits = number.to_string();
    let size = if digits.len() > 2 { 5.0 } else { 7.0 };
    items.push(Item::Text {
        x,
        y: y + size * 0.36,
        size,
        bold: true,
        anchor: Anchor::Middle,
        color: WHITE,
        text: digits,
    });
}

fn dot((x, y): (f64, f64), radius: f64, color: crate::scene::Color) -> Item {
    let (w, h) = (2.0 * radius, 2.0 * radius);
    Item::Rect {
        x: x - radius,
        y: y - radius,
        w,
        h,
        radius,
        fill: Some(color),
        stroke: None,
    }
}

fn rect(
    place: &Rect,
    radius: f64,
    fill: Option<crate::scene::Color>,
    stroke: Option<crate::scene::Stroke>,
) -> Item {
    Item::Rect {
        x: place.x,
        y: place.y,
        w: place.w,
        h: place.h,
        radius,
        fill,
        stroke,
    }
}

fn shift(item: &mut Item, dx: f64, dy: f64) {
    match item {
        Item::Rect { x, y, .. } | Item::Text { x, y, .. } => {
            *x += dx;
            *y += dy;
        }
        Item::Line { points, .. } => points.iter_mut().for_each(|p| *p = (p.0 + dx, p.1 + dy)),
    }
}
