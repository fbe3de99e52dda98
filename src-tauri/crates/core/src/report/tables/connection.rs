//! External connections: the list, the eight categories, the kinds of line, and the history of the investigation.

use super::super::context::{Context, count};
use super::super::document::Cell;
use super::super::table::{Field, Line, Listed, Scope};
use crate::connection::{CATEGORIES, CategoryCheck, Connection, Investigation, LineKind};
use crate::record::{Choice, Kept, RecordKind, Tri};
use crate::{AssetId, ConnectionId};

/// One connection.
pub(in crate::report) struct ConnectionLine<'a> {
    id: ConnectionId,
    it: &'a Connection,
}

fn unknown_to_manager(connection: &Connection) -> bool {
    connection.known_to_manager == Some(Tri::No)
}

impl<'a> Listed<'a> for ConnectionLine<'a> {
    const NAME: &'static str = "connections";

    fn fields() -> Vec<Field<'a, Self>> {
        vec![
            Field::text("label", |l: &Self| Some(&l.it.label)),
            Field::cell("category", |c, l: &Self| {
                Cell::text(c.word("category", &l.it.category.to_string()))
            })
            .offering(|c, _| {
                (1..=CATEGORIES)
                    .map(|n| c.word("category", &n.to_string()).to_owned())
                    .collect()
            }),
            Field::text("purpose", |l: &Self| Some(&l.it.purpose)),
            Field::text("counterpart", |l: &Self| l.it.counterpart.as_deref()),
            Field::choice("line", |l: &Self| l.it.line),
            Field::text("line_other", |l: &Self| l.it.line_other.as_deref()),
            Field::text("carrier", |l: &Self| l.it.carrier.as_deref()),
            Field::cell("terminating_asset", |c, l: &Self| {
                l.it.terminating_asset
                    .map_or(Cell::Empty, |id| terminating(c, id))
            }),
            Field::cell("system", |c, l: &Self| {
                Cell::text(
                    l.it.system
                        .map(|id| c.name(RecordKind::System, id))
                        .unwrap_or_default(),
                )
            }),
            Field::text("software_version", |l: &Self| l.it.software_version.as_deref()),
            Field::choice("setting_reviewed", |l: &Self| l.it.setting_reviewed),
            Field::choice("direction", |l: &Self| l.it.direction),
            Field::choice("availability", |l: &Self| l.it.availability),
            Field::choice("authentication", |l: &Self| l.it.authentication),
            Field::choice("log_kept", |l: &Self| l.it.log_kept),
            Field::choice("maintenance", |l: &Self| l.it.maintenance),
            Field::text("managed_by", |l: &Self| l.it.managed_by.as_deref()),
            Field::choice("managed_by_network_manager", |l: &Self| {
                l.it.managed_by_network_manager
            }),
            Field::choice("known_to_manager", |l: &Self| l.it.known_to_manager),
            Field::choice("said_anonymised", |l: &Self| l.it.said_anonymised),
            Field::text("contract", |l: &Self| l.it.contract.as_deref()),
            Field::text("boundary", |l: &Self| l.it.boundary.as_deref()),
            Field::text("note", |l: &Self| l.it.note.as_deref()),
            Field::cell("evidence", |c, l: &Self| c.evidence(&l.it.evidence)),
            Field::cell("entries", |c, l: &Self| {
                count(c.lookup.steps.get(&l.id).map_or(0, Vec::len))
            }),
            Field::cell("on_drawing", |c, l: &Self| {
                Cell::text(c.yes_no(c.lookup.drawn.contains(&l.id)))
            }),
        ]
    }

    fn lines(c: &Context<'a>, _: Scope<'a>) -> Vec<Line<Self>> {
        let line = |kept: &'a Kept<Connection>| {
            Line::Body(Self {
                id: ConnectionId(kept.id),
                it: &kept.record,
            })
        };
        c.snapshot.connections.iter().map(line).collect()
    }
}

/// Name of the device, with maker and model in brackets.
fn terminating(c: &Context<'_>, id: AssetId) -> Cell {
    let name = c.name(RecordKind::Asset, id);
    let make = c
        .asset(id)
        .map(|asset| [asset.maker.as_deref(), asset.model.as_deref()]);
    let make = make.into_iter().flatten().flatten().collect::<Vec<_>>().join(" ");
    if make.trim().is_empty() {
        return Cell::text(name);
    }
    Cell::text(c.pattern("paren", &[("text", &name), ("detail", &make)]))
}

/// One of the eight categories, with what was said when it was asked about.
pub(in crate::report) struct CategoryLine<'a> {
    category: u8,
    check: Option<&'a CategoryCheck>,
}

impl CategoryLine<'_> {
    fn connections(&self, c: &Context<'_>, wanted: fn(&Connection) -> bool) -> Cell {
        let of_category = c
            .snapshot
            .connections
            .iter()
            .filter(|l| l.record.category == self.category);
        count(of_category.filter(|l| wanted(&l.record)).count())
    }
}

impl<'a> Listed<'a> for CategoryLine<'a> {
    const NAME: &'static str = "categories";

    fn fields() -> Vec<Field<'a, Self>> {
        vec![
            Field::cell("category", |c, l: &Self| {
                Cell::text(c.word("category", &l.category.to_string()))
            }),
            Field::cell("connections", |c, l: &Self| l.connections(c, |_| true)),
            Field::cell("unknown", |c, l: &Self| l.connections(c, unknown_to_manager)),
            Field::cell("asked_on", |c, l: &Self| {
                l.check.map_or(Cell::text(c.say("never_asked")), |check| {
                    Cell::Day(check.asked_on)
                })
            }),
            Field::text("whom", |l: &Self| l.check?.whom.as_deref()),
            Field::flag("really_none", |l: &Self| l.check?.really_none),
            Field::text("note", |l: &Self| l.check?.note.as_deref()),
        ]
    }

    fn lines(c: &Context<'a>, _: Scope<'a>) -> Vec<Line<Self>> {
        let mut lines = Vec::new();
        for category in 1..=CATEGORIES {
            let checks = c
                .snapshot
                .category_checks
                .iter()
                .filter(|check| check.record.category == category);
            let before = lines.len();
            lines.extend(checks.map(|check| {
                Line::Body(Self {
                    category,
                    check: Some(&check.record),
                })
            }));
            if lines.len() == before {
                lines.push(Line::Body(Self {
                    category,
                    check: None,
                }));
            }
        }
        lines
    }
}

/// How many connections there are of a kind of line.
pub(in crate::report) struct LineKindCount {
    line: Option<LineKind>,
    connections: usize,
    unknown: usize,
    total: bool,
}

impl<'a> Listed<'a> for LineKindCount {
    const NAME: &'static str = "line_kinds";

    fn fields() -> Vec<Field<'a, Self>> {
        vec![
            Field::cell("line", |c, l: &Self| {
                let none = c.say(if l.total { "total" } else { "not_asked" });
                Cell::text(l.line.map_or(none, |line| c.choice(line)))
            }),
            Field::cell("connections", |_, l: &Self| count(l.connections)),
            Field::cell("unknown", |_, l: &Self| count(l.unknown)),
        ]
    }

    fn lines(c: &Context<'a>, _: Scope<'a>) -> Vec<Line<Self>> {
        let of = |line: Option<LineKind>, total: bool| {
            let all = || {
                c.snapshot
                    .connections
                    .iter()
                    .filter(|l| total || l.record.line == line)
            };
            let unknown = all().filter(|l| unknown_to_manager(&l.record)).count();
            Self {
                line,
                connections: all().count(),
                unknown,
                total,
            }
        };
        let kinds = LineKind::ALL
            .iter()
            .map(|line| of(Some(*line), false))
            .chain([of(None, false)]);
        let mut lines: Vec<_> = kinds
            .filter(|kind| kind.connections > 0)
            .map(Line::Body)
            .collect();
        lines.push(Line::Total(of(None, true)));
        lines
    }
}

/// One step of the investigation.
pub(in crate::report) struct InvestigationLine<'a>(&'a Investigation);

impl<'a> Listed<'a> for InvestigationLine<'a> {
    const NAME: &'static str = "investigations";

    fn fields() -> Vec<Field<'a, Self>> {
        vec![
            Field::cell("connection", |c, i: &Self| {
                let connection = c.find(&c.snapshot.connections, i.0.connection);
                Cell::text(connection.map_or(c.say("unnamed"), |connection| connection.label.as_str()))
            }),
            Field::day("on", |i: &Self| Some(i.0.on)),
            Field::choice("means", |i: &Self| Some(i.0.means)),
            Field::text("whom", |i: &Self| i.0.whom.as_deref()),
            Field::text("result", |i: &Self| Some(&i.0.result)),
            Field::text("next_step", |i: &Self| i.0.next_step.as_deref()),
        ]
    }

    fn lines(c: &Context<'a>, _: Scope<'a>) -> Vec<Line<Self>> {
        let mut lines = Vec::new();
        for connection in &c.snapshot.connections {
            if let Some(steps) = c.lookup.steps.get(&ConnectionId(connection.id)) {
                lines.push(Line::Group(c.name(RecordKind::Connection, connection.id)));
                lines.extend(steps.iter().map(|step| Line::Body(Self(step))));
            }
        }
        let all = c.snapshot.investigations.iter().map(|kept| &kept.record);
        let lost = all.filter(|i| c.find(&c.snapshot.connections, i.connection).is_none());
        lines.extend(lost.map(|i| Line::Body(Self(i))));
        lines
    }
}
