//! One file a task of the command line.

pub(crate) mod audit;
pub(crate) mod card;
pub(crate) mod commands;
pub(crate) mod demo;
pub(crate) mod export;
pub(crate) mod inspect;
pub(crate) mod open;
pub(crate) mod run;
pub(crate) mod seal;
pub(crate) mod vault;

use crate::args::Passphrase;
use crate::exit::Failure;
use crate::passphrase::ask;
use crate::say::Say;
use junkai_app::{App, Code, Env, Error};
use std::path::Path;

/// An app with the real clock that signs the audit trail as `surveyor`.
fn app(surveyor: &str) -> Result<App, Failure> {
    let mut env = Env::real();
    App::new(Env::real(), surveyor, &device()).map_err(|e| e.to_wire(&mut env).into())
}

/// An app with the vault at `vault` open.
fn opened(vault: &Path, surveyor: &str, passphrase: &Passphrase, say: &Say) -> Result<App, Failure> {
    let mut app = app(surveyor)?;
    let secret = ask(passphrase, say)?;
    say.step("deriving_key", &[]);
    app.open_vault(vault, &secret)?;
    Ok(app)
}

/// How the audit trail names this laptop: never by the name of its user or host.
fn device() -> String {
    "cli".into()
}

/// Reads a small text file that a person named.
fn read_text(path: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(path).map_err(|e| {
        Error::of(Code::FileUnreadable)
            .because(e)
            .to_wire(&mut Env::real())
            .into()
    })
}
