//! The two diagrams: proposed from the ledger, laid out, drawn, and compared with the ledger.

use super::wire;
use crate::dispatch::Ctx;
use crate::documents::scene;
use crate::error::Error;
use junkai_core::drawing::DiagramKind;
use junkai_core::{EdgeId, Lang, Moment, NodeId, RecordRef, Snapshot, SurveyId};
use junkai_diagram::{Graph, compare, from_ledger, rules, svg};

wire! {
    /// Names a diagram.
    DiagramGet {
        /// The survey.
        survey: SurveyId,
        /// Which of the two.
        diagram: DiagramKind,
        /// Language of the words on it.
        #[serde(default)]
        lang: Lang,
    }
    /// What was added from the ledger.
    DiagramMade {
        /// New nodes.
        nodes: u32,
        /// New edges.
        edges: u32,
        /// When the commit returned.
        saved_at: Moment,
    }
    /// A problem of a drawing.
    DrawingProblemView {
        /// What is wrong, a key of the catalogue.
        problem: String,
        /// Nodes it is about.
        nodes: Vec<NodeId>,
        /// Edges it is about.
        edges: Vec<EdgeId>,
    }
    /// A diagram, drawn.
    DiagramView {
        /// SVG.
        svg: String,
        /// Problems, in the order in which they are numbered on the picture.
        problems: Vec<DrawingProblemView>,
        /// What is on the ledger and not on the drawing, or the reverse.
        differences: Vec<DifferenceView>,
    }
    /// Something that is on one side only.
    DifferenceView {
        /// What is missing where, a key of the catalogue.
        difference: String,
        /// The record it is about.
        about: RecordRef,
    }
}

/// Adds what the ledger has and the drawing has not, in one transaction.
pub(crate) fn from_ledger(ctx: &mut Ctx<'_>, input: DiagramGet) -> Result<DiagramMade, Error> {
    let snapshot = ctx.vault()?.read(input.survey, |r| r.snapshot())?;
    let words = ctx.content.diagram_words(input.lang);
    let env = &mut *ctx.env;
    let mut next_id = || env.id();
    let proposal = match input.diagram {
        DiagramKind::Network => from_ledger::network(&snapshot, words, &mut next_id),
        DiagramKind::Management => from_ledger::management(&snapshot, words, &mut next_id),
    };
    super::picture::write(ctx, input.survey, &proposal)
}

/// Draws a diagram.
pub(crate) fn draw(ctx: &mut Ctx<'_>, input: DiagramGet) -> Result<DiagramView, Error> {
    let snapshot = ctx.vault()?.read(input.survey, |r| r.snapshot())?;
    let graph = Graph::of(&snapshot, input.diagram);
    let drawn = scene(ctx.content, &snapshot, input.diagram, input.lang);
    let problems = rules::check(&graph)
        .into_iter()
        .map(|p| DrawingProblemView {
            problem: p.rule.key().into(),
            nodes: p.nodes,
            edges: p.edges,
        })
        .collect();
    let differences = compare::compare(&graph)
        .into_iter()
        .map(|d| DifferenceView {
            difference: d.key().into(),
            about: about(d),
        })
        .collect();
    Ok(DiagramView {
        svg: svg::write(&drawn, &title(ctx, &snapshot, &input), ""),
        problems,
        differences,
    })
}

fn title(ctx: &Ctx<'_>, snapshot: &Snapshot, input: &DiagramGet) -> String {
    use junkai_core::record::Choice as _;
    let hospital = snapshot.hospital.as_ref().map_or("", |h| h.name.as_str());
    format!(
        "{hospital} {}",
        ctx.content
            .templates
            .word(DiagramKind::KEY, input.diagram.name(), input.lang)
    )
}

/// The record that a difference is about.
pub(crate) fn about(difference: compare::Difference) -> RecordRef {
    use compare::Difference as D;
    use junkai_core::RecordKind as K;
    let (kind, id) = match difference {
        D::ConnectionNotDrawn(id) => (K::Connection, id.into()),
        D::GatewayNotDrawn(id) => (K::Asset, id.into()),
        D::EdgeWithoutConnection(id) | D::EndsElsewhere(id) | D::EdgeWithoutEnd(id) => {
            (K::DiagramEdge, id.into())
        }
        D::NodeWithoutAsset(id) | D::NodeWithoutSystem(id) => (K::DiagramNode, id.into()),
    };
    RecordRef { kind, id }
}
