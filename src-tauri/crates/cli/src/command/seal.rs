//! `junkai seal`: the deliverables as one bundle for verified recipients.

use crate::args::Seal;
use crate::exit::Failure;
use crate::say::Say;

/// Seals the deliverables.
pub(crate) fn run(task: &Seal, say: &Say) -> Result<(), Failure> {
    let cards = task
        .to
        .iter()
        .map(|path| super::read_text(path))
        .collect::<Result<Vec<_>, _>>()?;
    let mut app = super::opened(&task.vault, "cli", &task.passphrase, say)?;
    let sealed = app.seal(task.survey.into(), say.lang(), &cards, &task.out)?;
    say.result(&format!(
        "{}  {}  {}",
        sealed.sha256,
        sealed.bytes,
        task.out.display()
    ))?;
    for recipient in &sealed.recipients {
        say.step("sealed_for", &[("org", recipient)]);
    }
    app.lock()?;
    Ok(())
}
