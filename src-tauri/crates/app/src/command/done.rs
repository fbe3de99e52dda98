//! What of each stage is done, as numbers by name: what the list of stages shows before a stage was ever opened.
//!
//! Invariant: a number here says the same as the stage itself once it is open. Deliberately absent: what they mean for
//! a document; that is `document::missing`.

use junkai_core::Snapshot;
use junkai_core::connection::CATEGORIES;
use junkai_core::drawing::DiagramKind;
use junkai_core::finding::FindingState;
use junkai_core::handover::{Gap, GapLevel};
use junkai_diagram::Graph;
use std::collections::{BTreeMap, HashSet};

/// The numbers of a survey; of findings those that say something of the hospital.
pub(super) fn counts(snapshot: &Snapshot, findings: &[&FindingState], gaps: &[Gap]) -> BTreeMap<String, u32> {
    let (drawn, to_draw) = junkai_diagram::compare::drawn(&Graph::of(snapshot, DiagramKind::Network));
    [
        ("visit", snapshot.visits.len()),
        ("request", snapshot.requests.len()),
        ("system", snapshot.systems.len()),
        ("system_covered", covered(snapshot)),
        ("asset", snapshot.assets.len()),
        ("asset_confirmed", confirmed(snapshot)),
        ("connection", snapshot.connections.len()),
        ("category", usize::from(CATEGORIES)),
        ("category_settled", settled(snapshot)),
        ("investigation", snapshot.investigations.len()),
        ("backup", snapshot.backups.len()),
        ("effort", snapshot.efforts.len()),
        ("evidence", snapshot.evidence.len()),
        ("diagram_node", snapshot.nodes.len()),
        ("diagram_edge", snapshot.edges.len()),
        ("drawn", drawn),
        ("to_draw", to_draw),
        ("finding", findings.len()),
        (
            "finding_decided",
            findings.iter().filter(|s| ***s != FindingState::Open).count(),
        ),
        (
            "gap_error",
            gaps.iter().filter(|gap| gap.level == GapLevel::Error).count(),
        ),
    ]
    .into_iter()
    .map(|(name, n)| (name.to_string(), u32::try_from(n).unwrap_or(u32::MAX)))
    .collect()
}

/// Systems with a backup on record.
fn covered(snapshot: &Snapshot) -> usize {
    let covered: HashSet<_> = snapshot.backups.iter().map(|b| b.record.system).collect();
    snapshot
        .systems
        .iter()
        .filter(|s| covered.contains(&s.id.into()))
        .count()
}

/// Assets of which somebody said how they were confirmed.
fn confirmed(snapshot: &Snapshot) -> usize {
    let assets = snapshot.assets.iter();
    assets.filter(|asset| asset.record.confirmed_by.is_some()).count()
}

/// Categories with connections, and those of which somebody said that there is really none; not those with both.
fn settled(snapshot: &Snapshot) -> usize {
    let none = |category| {
        let checks = || {
            snapshot
                .category_checks
                .iter()
                .filter(|c| c.record.category == category)
        };
        checks().any(|c| c.record.really_none == Some(true))
    };
    let found = |category| snapshot.connections.iter().any(|c| c.record.category == category);
    (1..=CATEGORIES)
        .filter(|category| found(*category) != none(*category))
        .count()
}
