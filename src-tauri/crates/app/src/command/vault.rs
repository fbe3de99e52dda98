//! The vault: its state, its passphrase, snapshots, erasure; and the one record whose id depends on its category.
//!
//! Invariant: a passphrase arrives as a `SecretString` and stands in no view, error or `Debug`.

use super::{InSurvey, Nothing, RecordSet, Saved, wire};
use crate::dispatch::Ctx;
use crate::error::Error;
use junkai_core::connection::CategoryCheck;
use junkai_core::{CategoryCheckId, Moment, SurveyId};
use secrecy::{ExposeSecret as _, SecretString};
use std::borrow::Cow;

/// The setting that says whether a recovery key waits to be confirmed.
const KEY_PENDING: &str = "recovery_key.pending";
const YES: &str = "yes";

/// A passphrase on the wire: text in JSON, a `SecretString` from then on; printed nowhere.
#[derive(Clone)]
pub struct Secret(SecretString);

impl<'de> serde::Deserialize<'de> for Secret {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|text| Self(SecretString::from(text)))
    }
}

impl serde::Serialize for Secret {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str("")
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret")
    }
}

impl schemars::JsonSchema for Secret {
    fn schema_name() -> Cow<'static, str> {
        "Secret".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({"type": "string", "writeOnly": true})
    }
}

wire! {
    /// Whether a vault is open.
    VaultStatus {
        /// Whether it is.
        open: bool,
        /// Version of this program.
        version: String,
        /// Whether nobody confirmed yet that the recovery key was written down, so that a new one should be made.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        #[ts(optional, as = "Option<bool>")]
        recovery_key_pending: bool,
    }
    /// Whether a recovery key was shown that nobody has confirmed to have written down.
    RecoveryKeyPending {
        /// Whether that is so.
        pending: bool,
    }
    /// Changes the passphrase.
    VaultPassphrase {
        /// The passphrase so far.
        #[ts(type = "string")]
        old: Secret,
        /// The new one.
        #[ts(type = "string")]
        new: Secret,
    }
    /// Proves that it is the owner who asks.
    VaultUnlocking {
        /// The passphrase.
        #[ts(type = "string")]
        passphrase: Secret,
    }
    /// A new recovery key. It is never shown again.
    RecoveryKeyMade {
        /// The key, as it is printed.
        recovery_key: String,
    }
    /// Erases a survey.
    SurveyErase {
        /// The survey.
        survey: SurveyId,
        /// The passphrase: erasing changes the vault key, which has to be wrapped anew.
        #[ts(type = "string")]
        passphrase: Secret,
    }
    /// What was erased.
    SurveyErased {
        /// The survey.
        survey: SurveyId,
        /// The vault's new recovery key; the printed one opens nothing any more. It is never shown again.
        recovery_key: String,
        /// Files that were overwritten and removed.
        files: Vec<String>,
        /// Files that could not be removed.
        left: Vec<String>,
        /// How many copies are known outside of the vault.
        copies_outside: u32,
    }
    /// A verified copy of a survey's file.
    SnapshotLine {
        /// Its name.
        name: String,
        /// When it was made.
        at: Moment,
        /// How many entries the log had.
        #[ts(type = "number")]
        changes: u64,
    }
    /// Puts a survey back to a snapshot.
    SnapshotRestore {
        /// The survey.
        survey: SurveyId,
        /// Name of the snapshot.
        name: String,
    }
}

/// Whether a vault is open. That is said whatever the disk does: a window that took an open vault for a closed one would
/// not lock it.
pub(crate) fn status(ctx: &mut Ctx<'_>, _: Nothing) -> Result<VaultStatus, Error> {
    let pending = ctx.vault.as_ref().is_some_and(|vault| {
        let kept = vault.setting(KEY_PENDING).unwrap_or_else(|error| {
            let error = Error::from(error);
            tracing::warn!(
                code = error.code.name(),
                source = error.source_text(),
                "whether the recovery key is pending is not known"
            );
            None
        });
        kept.as_deref() == Some(YES)
    });
    Ok(VaultStatus {
        open: ctx.vault.is_some(),
        version: env!("CARGO_PKG_VERSION").into(),
        recovery_key_pending: pending,
    })
}

/// Closes the vault in good order; a closed one stays closed.
pub(crate) fn lock(ctx: &mut Ctx<'_>, input: Nothing) -> Result<VaultStatus, Error> {
    let actor = ctx.actor();
    if let Some(vault) = ctx.vault.take() {
        vault.lock(&actor)?;
    }
    status(ctx, input)
}

/// Changes the passphrase.
pub(crate) fn passphrase_set(ctx: &mut Ctx<'_>, input: VaultPassphrase) -> Result<VaultStatus, Error> {
    let actor = ctx.actor();
    ctx.vault()?
        .change_passphrase(&input.old.0, &input.new.0, &actor)?;
    status(ctx, Nothing {})
}

/// Replaces the recovery key, where the printed one was lost or seen.
pub(crate) fn recovery_key_set(ctx: &mut Ctx<'_>, input: VaultUnlocking) -> Result<RecoveryKeyMade, Error> {
    let actor = ctx.actor();
    let key = ctx.vault()?.new_recovery_key(&input.passphrase.0, &actor)?;
    Ok(RecoveryKeyMade {
        recovery_key: key.printed().expose_secret().into(),
    })
}

/// Remembers whether the recovery key that was shown last is known to be written down.
pub(crate) fn recovery_key_pending(
    ctx: &mut Ctx<'_>,
    input: RecoveryKeyPending,
) -> Result<VaultStatus, Error> {
    let value = if input.pending { YES } else { "" };
    ctx.vault()?.set_setting(KEY_PENDING, value)?;
    status(ctx, Nothing {})
}

/// Erases a survey.
pub(crate) fn survey_erase(ctx: &mut Ctx<'_>, input: SurveyErase) -> Result<SurveyErased, Error> {
    let actor = ctx.actor();
    let (report, recovery) = ctx.vault()?.erase(input.survey, &input.passphrase.0, &actor)?;
    // The survey is gone, and the key that stands below is shown only now: nothing that fails here may take it away.
    if let Err(error) = super::effort::forget_timer(ctx, input.survey) {
        tracing::warn!(code = error.code.name(), "the timer of an erased survey stays");
    }
    Ok(SurveyErased {
        survey: report.survey,
        recovery_key: recovery.printed().expose_secret().into(),
        files: report.files.into_iter().map(|f| f.name).collect(),
        left: report.left,
        copies_outside: u32::try_from(report.copies.len()).unwrap_or(u32::MAX),
    })
}

/// The snapshots of a survey, newest first.
pub(crate) fn snapshot_list(ctx: &mut Ctx<'_>, input: InSurvey) -> Result<Vec<SnapshotLine>, Error> {
    let snapshots = ctx.vault()?.snapshots(input.survey)?;
    Ok(snapshots
        .into_iter()
        .map(|s| SnapshotLine {
            name: s.name,
            at: s.at,
            changes: s.changes,
        })
        .collect())
}

/// Makes a verified snapshot now.
pub(crate) fn snapshot_add(ctx: &mut Ctx<'_>, input: InSurvey) -> Result<SnapshotLine, Error> {
    let actor = ctx.actor();
    let made = ctx.vault()?.snapshot_now(input.survey, &actor)?;
    Ok(SnapshotLine {
        name: made.name,
        at: made.at,
        changes: made.changes,
    })
}

/// Puts a survey back to a snapshot.
pub(crate) fn snapshot_restore(
    ctx: &mut Ctx<'_>,
    input: SnapshotRestore,
) -> Result<Vec<SnapshotLine>, Error> {
    let actor = ctx.actor();
    ctx.vault()?.restore_snapshot(input.survey, &input.name, &actor)?;
    snapshot_list(ctx, InSurvey { survey: input.survey })
}

/// Records that a category was asked about; a survey has one check a category.
pub(crate) fn category_check_set(ctx: &mut Ctx<'_>, input: RecordSet<CategoryCheck>) -> Result<Saved, Error> {
    super::record::check(&input.record)?;
    let id = CategoryCheckId::of(input.survey, input.record.category);
    super::record::put(
        ctx,
        input.survey,
        id.0,
        &input.record,
        input.rev,
        input.reason.as_deref(),
    )
}
