//! Levels of linked nodes, by layout-rs.
//!
//! Invariant: never asked about more than [`LAYERED_MAX`] nodes, because it grows with the third power of their
//! number. Only level and order are taken from it; where a node stands on paper is ours, since layout-rs knows
//! nothing of lanes for lines.

use layout::core::base::Orientation;
use layout::core::format::{ClipHandle, RenderBackend, Visible};
use layout::core::geometry::Point;
use layout::core::style::StyleAttr;
use layout::std_shapes::shapes::{Arrow, Element, ShapeKind};
use layout::topo::layout::VisualGraph;
use std::collections::BTreeSet;

/// More nodes than this are never given to layout-rs in one piece.
pub const LAYERED_MAX: usize = 80;

/// Levels from top to bottom, each from left to right; `None` when there are no links or too many nodes.
pub(super) fn levels(nodes: usize, links: &[(usize, usize)]) -> Option<Vec<Vec<usize>>> {
    let links: BTreeSet<(usize, usize)> = links
        .iter()
        .copied()
        .filter(|(a, b)| a != b && *a < nodes && *b < nodes)
        .collect();
    if !(2..=LAYERED_MAX).contains(&nodes) || links.is_empty() {
        return None;
    }
    let mut graph = VisualGraph::new(Orientation::TopToBottom);
    let handles: Vec<_> = (0..nodes)
        .map(|_| {
            let size = Point::new(100.0, 40.0);
            let shape = ShapeKind::new_box("");
            graph.add_node(Element::create(
                shape,
                StyleAttr::simple(),
                Orientation::TopToBottom,
                size,
            ))
        })
        .collect();
    let mut tied: BTreeSet<(usize, usize)> = BTreeSet::new();
    for (a, b) in links {
        // The reverse of a link that is there says nothing about levels.
        if !tied.contains(&(b, a)) {
            tied.insert((a, b));
            graph.add_edge(Arrow::simple(""), handles[a], handles[b]);
        }
    }
    graph.do_it(false, false, false, &mut Nowhere);
    let mut seen: Vec<(i64, i64, usize)> = handles
        .iter()
        .enumerate()
        .map(|(i, handle)| {
            let middle = graph.element(*handle).position().middle();
            (middle.y.round() as i64, middle.x.round() as i64, i)
        })
        .collect();
    seen.sort_unstable();
    let mut levels: Vec<Vec<usize>> = Vec::new();
    let mut height = None;
    for (y, _, node) in seen {
        if height != Some(y) {
            levels.push(Vec::new());
            height = Some(y);
        }
        levels.last_mut().expect("BUG: a level was just begun").push(node);
    }
    Some(levels)
}

/// Drawing is ours, so what layout-rs would draw goes nowhere.
struct Nowhere;

impl RenderBackend for Nowhere {
    fn draw_rect(&mut self, _: Point, _: Point, _: &StyleAttr, _: Option<String>, _: Option<ClipHandle>) {}
    fn draw_line(&mut self, _: Point, _: Point, _: &StyleAttr, _: Option<String>) {}
    fn draw_circle(&mut self, _: Point, _: Point, _: &StyleAttr, _: Option<String>) {}
    fn draw_text(&mut self, _: Point, _: &str, _: &StyleAttr) {}
    fn draw_arrow(
        &mut self,
        _: &[(Point, Point)],
        _: bool,
        _: (bool, bool),
        _: &StyleAttr,
        _: Option<String>,
        _: &str,
    ) {
    }
    fn create_clip(&mut self, _: Point, _: Point, _: usize) -> ClipHandle {
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_stands_level_by_level() {
        let levels = levels(5, &[(0, 1), (0, 2), (1, 3), (1, 4)]).expect("five linked nodes have levels");
        let sizes: Vec<usize> = levels.iter().map(Vec::len).collect();
        assert_eq!(
            sizes,
            [1, 2, 2],
            "the root stands above its two children, those above the leaves"
        );
    }

    #[test]
    fn cycles_and_doubles_do_no_harm() {
        let levels =
            levels(3, &[(0, 1), (1, 2), (2, 0), (0, 1), (1, 0), (2, 2)]).expect("linked nodes have levels");
        assert_eq!(levels.concat().len(), 3, "every node has a level");
    }

    #[test]
    fn large_graphs_are_declined() {
        assert_eq!(
            levels(LAYERED_MAX + 1, &[(0, 1)]),
            None,
            "the grid takes over where layout-rs would be slow"
        );
    }
}
