//! `junkai export`: the deliverables in the clear, after a warning, recorded in the vault's ledger.

use crate::args::Export;
use crate::exit::Failure;
use crate::say::Say;
use std::io::{BufRead as _, IsTerminal as _};

/// Writes the deliverables.
pub(crate) fn run(task: &Export, say: &Say) -> Result<(), Failure> {
    if !task.yes {
        say.problem("export_warning", &[]);
        let mut typed = String::new();
        let asked = std::io::stdin().is_terminal() && std::io::stdin().lock().read_line(&mut typed).is_ok();
        if !asked || !matches!(typed.trim(), "yes" | "はい" | "y") {
            say.problem("export_not_confirmed", &[]);
            return Err(Failure::Said(1));
        }
    }
    let mut app = super::opened(&task.vault, "cli", &task.passphrase, say)?;
    let written = app.export(task.survey.into(), say.lang(), &task.out)?;
    for document in &written.documents {
        say.result(&format!(
            "{}  {}  {}",
            document.sha256(),
            document.bytes.len(),
            document.name
        ))?;
    }
    for adaptation in &written.adaptations {
        say.problem(
            "adapted",
            &[
                ("file", &adaptation.file),
                ("place", &adaptation.place),
                ("detail", &adaptation.detail),
            ],
        );
    }
    app.lock()?;
    Ok(())
}
