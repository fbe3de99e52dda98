//! Backups of each system, and the systems that have none.

use super::super::context::{Context, count};
use super::super::document::Cell;
use super::super::table::{Field, Line, Listed, Scope};
use crate::SystemId;
use crate::backup::Backup;
use crate::record::{RecordKind, Tri};

/// One backup of a system; a system without any has one line that says so.
pub(in crate::report) struct SystemBackup<'a> {
    system: SystemId,
    backup: Option<&'a Backup>,
}

impl<'a> Listed<'a> for SystemBackup<'a> {
    const NAME: &'static str = "backups";

    fn fields() -> Vec<Field<'a, Self>> {
        vec![
            Field::cell("system", |c, b: &Self| {
                Cell::text(c.name(RecordKind::System, b.system))
            }),
            Field::cell("data", |c, b: &Self| {
                Cell::text(
                    b.backup
                        .map_or(c.say("no_backup_record"), |backup| backup.data.as_str()),
                )
            }),
            Field::text("method", |b: &Self| b.backup?.method.as_deref()),
            Field::text("frequency", |b: &Self| b.backup?.frequency.as_deref()),
            Field::number("generations", |b: &Self| b.backup?.generations),
            Field::text("place", |b: &Self| b.backup?.place.as_deref()),
            Field::choice("offline", |b: &Self| b.backup?.offline),
            Field::choice("encrypted", |b: &Self| b.backup?.encrypted),
            Field::choice("off_site", |b: &Self| b.backup?.off_site),
            Field::choice("restore_tested", |b: &Self| b.backup?.restore_tested),
            Field::day("restore_tested_on", |b: &Self| b.backup?.restore_tested_on),
            Field::text("in_charge", |b: &Self| b.backup?.in_charge.as_deref()),
            Field::text("note", |b: &Self| b.backup?.note.as_deref()),
        ]
    }

    fn lines(c: &Context<'a>, _: Scope<'a>) -> Vec<Line<Self>> {
        let line = |backup: &'a Backup| {
            Line::Body(Self {
                system: backup.system,
                backup: Some(backup),
            })
        };
        let mut lines = Vec::new();
        for system in &c.snapshot.systems {
            let system = SystemId(system.id);
            match c.lookup.backups.get(&system) {
                Some(backups) => lines.extend(backups.iter().map(|backup| line(backup))),
                None => lines.push(Line::Body(Self { system, backup: None })),
            }
        }
        let all = c.snapshot.backups.iter().map(|kept| &kept.record);
        lines.extend(all.filter(|b| c.system(b.system).is_none()).map(line));
        lines
    }
}

/// How many backups have a property.
pub(in crate::report) struct BackupPoint {
    point: &'static str,
    yes: usize,
    no: usize,
    unknown: usize,
    not_asked: usize,
}

impl<'a> Listed<'a> for BackupPoint {
    const NAME: &'static str = "backup_points";

    fn fields() -> Vec<Field<'a, Self>> {
        vec![
            Field::cell("point", |c, p: &Self| Cell::text(c.word("backup_point", p.point))),
            Field::cell("yes", |_, p: &Self| count(p.yes)),
            Field::cell("no", |_, p: &Self| count(p.no)),
            Field::cell("unknown", |_, p: &Self| count(p.unknown)),
            Field::cell("not_asked", |_, p: &Self| count(p.not_asked)),
        ]
    }

    fn lines(c: &Context<'a>, _: Scope<'a>) -> Vec<Line<Self>> {
        let backups = &c.snapshot.backups;
        if backups.is_empty() {
            return Vec::new();
        }
        let point = |point: &'static str, get: fn(&Backup) -> Option<Tri>| {
            let of = |wanted: Option<Tri>| backups.iter().filter(|b| get(&b.record) == wanted).count();
            Line::Body(Self {
                point,
                yes: of(Some(Tri::Yes)),
                no: of(Some(Tri::No)),
                unknown: of(Some(Tri::Unknown)),
                not_asked: of(None),
            })
        };
        vec![
            point("offline", |b| b.offline),
            point("encrypted", |b| b.encrypted),
            point("off_site", |b| b.off_site),
            point("restore_tested", |b| b.restore_tested),
        ]
    }
}
