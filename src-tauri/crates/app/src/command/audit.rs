//! The audit trail: who changed what, when, before and after; and whether both chains hold.

use super::{Nothing, wire};
use crate::dispatch::Ctx;
use crate::error::Error;
use junkai_core::{Day, Moment, RecordKind, RecordRef, SurveyId};
use junkai_store::{Change, LogFilter, Mark};
use serde_json::Value;
use uuid::Uuid;

wire! {
    /// Entries of a survey's log: the newest that are asked for. What is absent does not narrow.
    AuditGet {
        /// The survey.
        survey: SurveyId,
        /// About records of this kind.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        kind: Option<RecordKind>,
        /// About this record.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(type = "string", optional)]
        id: Option<Uuid>,
        /// Written on this day in Japan or later.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        from: Option<Day>,
        /// Written on this day in Japan or earlier.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        to: Option<Day>,
        /// Numbered below this: the first number of the page after it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(type = "number", optional)]
        before: Option<u64>,
        /// How many at the most; all when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(type = "number", optional)]
        limit: Option<u64>,
    }
    /// One field before and after.
    AuditField {
        /// The field.
        field: String,
        /// Before; absent when it was not filled in.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(type = "unknown")]
        before: Option<Value>,
        /// After; absent when it is not filled in any more.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(type = "unknown")]
        after: Option<Value>,
    }
    /// One entry of the log.
    AuditLine {
        /// Its number.
        #[ts(type = "number")]
        seq: u64,
        /// When.
        at: Moment,
        /// Who, by the firm's short sign.
        surveyor: String,
        /// On which laptop.
        device: String,
        /// `create`, `update`, `remove`, `export`, `import`, `restore`.
        action: String,
        /// Of what.
        about: RecordRef,
        /// Fields that changed.
        changes: Vec<AuditField>,
        /// Why, where it was said.
        reason: Option<String>,
        /// The entry that it takes back, where it is an undo.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(type = "number", optional)]
        undoes: Option<u64>,
        /// The entry that it makes again, where it is a redo.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(type = "number", optional)]
        redoes: Option<u64>,
    }
    /// Whether the chains hold.
    AuditReportView {
        /// Whether every link of every chain holds.
        holds: bool,
        /// Entries of the vault's own log.
        #[ts(type = "number")]
        vault_entries: u64,
        /// Each survey's chain.
        surveys: Vec<SurveyAuditView>,
    }
    /// One survey's chain.
    SurveyAuditView {
        /// The survey.
        survey: SurveyId,
        /// Entries.
        #[ts(type = "number")]
        entries: u64,
        /// Whether every link holds and the registry's checkpoint is in it.
        holds: bool,
    }
}

/// The newest entries of a survey's log that are asked for, oldest first.
pub(crate) fn list(ctx: &mut Ctx<'_>, input: AuditGet) -> Result<Vec<AuditLine>, Error> {
    let filter = LogFilter {
        kind: input.kind,
        id: input.id,
        since: input.from.map(Day::start_in_japan),
        until: input.to.map(|day| day.plus(1).start_in_japan()),
        before: input.before,
        limit: input.limit,
    };
    let changes = ctx.vault()?.read(input.survey, |r| r.log(&filter))?;
    Ok(changes.into_iter().map(line).collect())
}

fn line(c: Change) -> AuditLine {
    let mark = c.mark();
    AuditLine {
        seq: c.seq,
        at: c.by.at,
        surveyor: c.by.name,
        device: c.by.device,
        action: c.action.name().into(),
        about: RecordRef {
            kind: c.kind,
            id: c.id,
        },
        changes: c
            .fields
            .into_iter()
            .map(|f| AuditField {
                field: f.field,
                before: f.before,
                after: f.after,
            })
            .collect(),
        reason: c.reason,
        undoes: match mark {
            Some(Mark::Undo(of)) => Some(of),
            _ => None,
        },
        redoes: match mark {
            Some(Mark::Redo(of)) => Some(of),
            _ => None,
        },
    }
}

/// Checks every link of both chains.
pub(crate) fn verify(ctx: &mut Ctx<'_>, _: Nothing) -> Result<AuditReportView, Error> {
    let report = ctx.vault()?.audit_verify()?;
    Ok(AuditReportView {
        holds: report.is_sound(),
        vault_entries: report.vault.checkpoint.as_ref().map_or(0, |c| c.size),
        surveys: report
            .surveys
            .into_iter()
            .map(|s| SurveyAuditView {
                survey: s.survey,
                entries: s.log.checkpoint.as_ref().map_or(0, |c| c.size),
                holds: s.log.fault.is_none(),
            })
            .collect(),
    })
}
