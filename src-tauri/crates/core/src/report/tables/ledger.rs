//! The ledger: systems, assets by kind, and the photos and papers kept with the survey.

use super::super::context::{Context, count};
use super::super::document::Cell;
use super::super::table::{Field, Line, Listed, Scope};
use crate::evidence::Evidence;
use crate::inventory::{Asset, AssetKind, Owner, System};
use crate::record::{Choice, RecordKind};
use crate::{AssetId, EvidenceId, SystemId};

/// One system.
pub(in crate::report) struct SystemLine<'a> {
    id: SystemId,
    it: &'a System,
}

impl<'a> Listed<'a> for SystemLine<'a> {
    const NAME: &'static str = "systems";

    fn fields() -> Vec<Field<'a, Self>> {
        vec![
            Field::text("name", |s: &Self| Some(&s.it.name)),
            Field::choice("kind", |s: &Self| Some(s.it.kind)),
            Field::text("database", |s: &Self| s.it.database.as_deref()),
            Field::number("servers", |s: &Self| s.it.servers),
            Field::number("terminals", |s: &Self| s.it.terminals),
            Field::text("vendor", |s: &Self| s.it.vendor.as_deref()),
            Field::text("department", |s: &Self| s.it.department.as_deref()),
            Field::cell("backups", |c, s: &Self| {
                count(c.lookup.backups.get(&s.id).map_or(0, Vec::len))
            }),
            Field::text("note", |s: &Self| s.it.note.as_deref()),
        ]
    }

    fn lines(c: &Context<'a>, _: Scope<'a>) -> Vec<Line<Self>> {
        c.snapshot
            .systems
            .iter()
            .map(|kept| {
                Line::Body(Self {
                    id: SystemId(kept.id),
                    it: &kept.record,
                })
            })
            .collect()
    }
}

/// One asset.
pub(in crate::report) struct AssetLine<'a> {
    id: AssetId,
    it: &'a Asset,
}

impl<'a> Listed<'a> for AssetLine<'a> {
    const NAME: &'static str = "assets";

    fn fields() -> Vec<Field<'a, Self>> {
        vec![
            Field::choice("kind", |a: &Self| Some(a.it.kind)),
            Field::text("name", |a: &Self| Some(&a.it.name)),
            Field::text("maker", |a: &Self| a.it.maker.as_deref()),
            Field::text("model", |a: &Self| a.it.model.as_deref()),
            Field::text("os", |a: &Self| a.it.os.as_deref()),
            Field::text("version", |a: &Self| a.it.version.as_deref()),
            Field::text("ip", |a: &Self| a.it.ip.as_deref()),
            Field::text("mac", |a: &Self| a.it.mac.as_deref()),
            Field::text("protocol", |a: &Self| a.it.protocol.as_deref()),
            Field::text("building", |a: &Self| a.it.location.building.as_deref()),
            Field::text("floor", |a: &Self| a.it.location.floor.as_deref()),
            Field::text("room", |a: &Self| a.it.location.room.as_deref()),
            Field::text("rack", |a: &Self| a.it.location.rack.as_deref()),
            Field::text("department", |a: &Self| a.it.department.as_deref()),
            Field::choice("owner", |a: &Self| a.it.owner),
            Field::text("owner_name", |a: &Self| a.it.owner_name.as_deref()),
            Field::text("managing_department", |a: &Self| {
                a.it.managing_department.as_deref()
            }),
            Field::cell("system", |c, a: &Self| {
                Cell::text(
                    a.it.system
                        .map(|id| c.name(RecordKind::System, id))
                        .unwrap_or_default(),
                )
            }),
            Field::choice("maintenance", |a: &Self| a.it.maintenance),
            Field::text("maintained_by", |a: &Self| a.it.maintained_by.as_deref()),
            Field::text("contract", |a: &Self| a.it.contract.as_deref()),
            Field::day("end_of_life", |a: &Self| a.it.end_of_life),
            Field::day("end_of_support", |a: &Self| a.it.end_of_support),
            Field::choice("patch_state", |a: &Self| a.it.patch_state),
            Field::choice("antivirus_state", |a: &Self| a.it.antivirus_state),
            Field::choice("mds2", |a: &Self| a.it.mds2),
            Field::choice("sbom", |a: &Self| a.it.sbom),
            Field::choice("legacy", |a: &Self| a.it.legacy),
            Field::choice("confirmed_by", |a: &Self| a.it.confirmed_by),
            Field::day("confirmed_on", |a: &Self| a.it.confirmed_on),
            Field::cell("connections", |c, a: &Self| {
                Cell::text(c.join(c.lookup.ends.get(&a.id).into_iter().flatten()))
            }),
            Field::text("note", |a: &Self| a.it.note.as_deref()),
            Field::cell("evidence", |c, a: &Self| c.evidence(&a.it.evidence)),
        ]
    }

    fn lines(c: &Context<'a>, _: Scope<'a>) -> Vec<Line<Self>> {
        let mut lines = Vec::new();
        for kind in AssetKind::ALL {
            let of_kind: Vec<_> = c
                .snapshot
                .assets
                .iter()
                .filter(|a| a.record.kind == *kind)
                .collect();
            if !of_kind.is_empty() {
                lines.push(Line::Group(c.choice(*kind).to_owned()));
                lines.extend(of_kind.into_iter().map(|a| {
                    Line::Body(Self {
                        id: AssetId(a.id),
                        it: &a.record,
                    })
                }));
            }
        }
        lines
    }
}

/// How many assets there are of a kind.
pub(in crate::report) struct AssetKindCount {
    kind: Option<AssetKind>,
    assets: usize,
    version_confirmed: usize,
    support_ended: usize,
    not_hospitals: usize,
}

impl<'a> Listed<'a> for AssetKindCount {
    const NAME: &'static str = "asset_kinds";

    fn fields() -> Vec<Field<'a, Self>> {
        vec![
            Field::cell("kind", |c, k: &Self| {
                Cell::text(k.kind.map_or(c.say("total"), |kind| c.choice(kind)))
            }),
            Field::cell("assets", |_, k: &Self| count(k.assets)),
            Field::cell("version_confirmed", |_, k: &Self| count(k.version_confirmed)),
            Field::cell("support_ended", |_, k: &Self| count(k.support_ended)),
            Field::cell("not_hospitals", |_, k: &Self| count(k.not_hospitals)),
        ]
    }

    fn lines(c: &Context<'a>, _: Scope<'a>) -> Vec<Line<Self>> {
        let of = |kind: Option<AssetKind>| {
            let all = || {
                c.snapshot
                    .assets
                    .iter()
                    .map(|kept| &kept.record)
                    .filter(|a| kind.is_none_or(|k| a.kind == k))
            };
            Self {
                kind,
                assets: all().count(),
                version_confirmed: all().filter(|a| a.version_confirmed()).count(),
                support_ended: all().filter(|a| support_ended(c, a)).count(),
                not_hospitals: all()
                    .filter(|a| matches!(a.owner, Some(Owner::Vendor | Owner::Leased)))
                    .count(),
            }
        };
        let kinds = AssetKind::ALL.iter().map(|kind| of(Some(*kind)));
        let mut lines: Vec<_> = kinds.filter(|kind| kind.assets > 0).map(Line::Body).collect();
        lines.push(Line::Total(of(None)));
        lines
    }
}

pub(super) fn support_ended(c: &Context<'_>, asset: &Asset) -> bool {
    asset.end_of_support.is_some_and(|day| day < c.sources.today)
}

/// One photo or paper.
pub(in crate::report) struct EvidenceLine<'a> {
    id: EvidenceId,
    it: &'a Evidence,
}

impl<'a> Listed<'a> for EvidenceLine<'a> {
    const NAME: &'static str = "evidence";

    fn fields() -> Vec<Field<'a, Self>> {
        vec![
            Field::text("name", |e: &Self| Some(&e.it.name)),
            Field::text("media_type", |e: &Self| Some(&e.it.media_type)),
            Field::cell("bytes", |_, e: &Self| Cell::Number {
                value: e.it.bytes as f64,
                decimals: 0,
            }),
            Field::text("sha256", |e: &Self| Some(&e.it.sha256)),
            Field::day("taken_on", |e: &Self| e.it.taken_on),
            Field::cell("used_by", |c, e: &Self| {
                let users = c.lookup.uses.get(&e.id.0);
                Cell::text(c.references(users.map_or(&[], Vec::as_slice)))
            }),
            Field::text("note", |e: &Self| e.it.note.as_deref()),
        ]
    }

    fn lines(c: &Context<'a>, _: Scope<'a>) -> Vec<Line<Self>> {
        let all = &c.snapshot.evidence;
        all.iter()
            .map(|kept| {
                Line::Body(Self {
                    id: EvidenceId(kept.id),
                    it: &kept.record,
                })
            })
            .collect()
    }
}
