//! `junkai vault new`: a vault, and its recovery key once.

use crate::args::VaultTask;
use crate::exit::Failure;
use crate::passphrase::ask_new;
use crate::say::Say;

/// Makes a vault.
pub(crate) fn run(task: &VaultTask, say: &Say) -> Result<(), Failure> {
    let VaultTask::New { vault, passphrase } = task;
    let secret = ask_new(passphrase, say)?;
    let mut app = super::app("cli")?;
    say.step("deriving_key", &[]);
    let recovery = app.create_vault(vault, &secret)?;
    app.lock()?;
    say.result(&recovery).inspect_err(|_| {
        // Nobody has seen the recovery key, and nothing is in the vault yet: better none than one without.
        let _ = std::fs::remove_dir_all(vault);
    })?;
    say.problem("recovery_key_once", &[]);
    Ok(())
}
