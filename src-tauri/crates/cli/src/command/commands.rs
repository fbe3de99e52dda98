//! `junkai commands`: the reference of the table.

use crate::args::Commands;
use crate::exit::Failure;
use junkai_app::reference;
use std::io::Write as _;

/// Prints the reference.
pub(crate) fn run(task: &Commands) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    if task.json_schema {
        let text = serde_json::to_string_pretty(&reference::json_schema()).unwrap_or_default();
        let _ = writeln!(out, "{text}");
    } else {
        for line in reference::lines() {
            let _ = writeln!(out, "{line}");
        }
    }
    Ok(())
}
