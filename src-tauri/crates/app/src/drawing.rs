//! What is to be confirmed on a drawing, as a section of its document: numbered problems, and what ledger and drawing
//! do not have in common.
//!
//! Invariant: the numbers are those that stand on the picture.

use crate::content::DrawingCheckWords;
use junkai_core::report::document::{Align, Block, Cell, Column, Row, RowKind, Section, Table};
use junkai_core::snapshot::find;
use junkai_core::{EdgeId, NodeId, RecordKind, RecordRef, Snapshot};
use junkai_diagram::{Graph, compare, rules};

/// The section for the drawing `graph` of `snapshot`.
pub(crate) fn section(words: &DrawingCheckWords, graph: &Graph, snapshot: &Snapshot) -> Section {
    let row = |number: Cell, key: &str, about: Vec<String>| Row {
        kind: RowKind::Body,
        cells: vec![number, Cell::text(words.text(key)), Cell::text(about.join("\n"))],
    };
    let mut rows: Vec<Row> = rules::check(graph)
        .iter()
        .map(|p| {
            let nodes = p.nodes.iter().map(|id| graph.label(*id));
            let edges = p.edges.iter().map(|id| graph.edge_label(*id));
            let number = Cell::Number {
                value: f64::from(p.number),
                decimals: 0,
            };
            row(number, p.rule.key(), nodes.chain(edges).collect())
        })
        .collect();
    rows.extend(compare::compare(graph).into_iter().map(|d| {
        row(
            Cell::Empty,
            d.key(),
            vec![name(crate::command::diagram::about(d), graph, snapshot)],
        )
    }));
    let column = |header: &str, width: f32, align| Column {
        header: header.into(),
        width,
        align,
        choices: Vec::new(),
    };
    let blocks = if rows.is_empty() {
        vec![Block::Paragraph(words.none.clone())]
    } else {
        let columns = vec![
            column(&words.number, 8.0, Align::Centre),
            column(&words.what, 60.0, Align::Left),
            column(&words.about, 40.0, Align::Left),
        ];
        vec![
            Block::Note(words.intro.clone()),
            Block::Table(Table {
                caption: None,
                columns,
                rows,
            }),
        ]
    };
    Section {
        title: words.title.clone(),
        blocks,
    }
}

/// What a record is called, on the drawing or on the ledger.
pub(crate) fn name(about: RecordRef, graph: &Graph, snapshot: &Snapshot) -> String {
    match about.kind {
        RecordKind::Connection => find(&snapshot.connections, about.id.into())
            .map(|c| format!("{} {}", c.label, c.purpose))
            .unwrap_or_default(),
        RecordKind::Asset => find(&snapshot.assets, about.id.into())
            .map(|a| a.name.clone())
            .unwrap_or_default(),
        RecordKind::DiagramEdge => graph.edge_label(EdgeId(about.id)),
        _ => graph.label(NodeId(about.id)),
    }
}
