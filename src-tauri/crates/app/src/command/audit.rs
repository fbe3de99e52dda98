//! The audit trail: who changed what, when, before and after; and whether both chains hold.

use super::{Nothing, wire};
use crate::dispatch::Ctx;
use crate::error::Error;
use junkai_core::{Moment, RecordRef, SurveyId};
use serde_json::Value;

wire! {
    /// Entries of a survey's log.
    AuditGet {
        /// The survey.
        survey: SurveyId,
        /// First number; 1 when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(type = "number", optional)]
        from: Option<u64>,
        /// How many at the most; all when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(type = "number", optional)]
        most: Option<u64>,
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

/// Entries of a survey's log, oldest first.
pub(crate) fn list(ctx: &mut Ctx<'_>, input: AuditGet) -> Result<Vec<AuditLine>, Error> {
    let from = input.from.unwrap_or(1).max(1);
    let to = input.most.map_or(u64::MAX, |most| from.saturating_add(most));
    let changes = ctx.vault()?.read(input.survey, |r| r.changes(from..to))?;
    Ok(changes
        .into_iter()
        .map(|c| AuditLine {
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
        })
        .collect())
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
