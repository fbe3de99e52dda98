//! `junkai audit verify`: every link of both chains.

use crate::args::AuditTask;
use crate::exit::Failure;
use crate::say::Say;

/// Verifies the chains.
pub(crate) fn run(task: &AuditTask, say: &Say) -> Result<(), Failure> {
    let AuditTask::Verify { vault, passphrase } = task;
    let mut app = super::opened(vault, "cli", passphrase, say)?;
    let report = app.dispatch("audit_verify", serde_json::json!({}))?;
    say.result(&serde_json::to_string_pretty(&report).unwrap_or_default())?;
    app.lock()?;
    if report.get("holds") == Some(&serde_json::Value::Bool(true)) {
        Ok(())
    } else {
        say.problem("audit_broken", &[]);
        Err(Failure::Said(4))
    }
}
