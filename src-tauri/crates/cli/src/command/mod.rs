//! One file a task of the command line.

pub(crate) mod audit;
pub(crate) mod card;
pub(crate) mod checklist;
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
use std::io::Read as _;
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
    for (key, about) in app.notices() {
        say.problem(key, &[("about", &about)]);
    }
    Ok(app)
}

/// How the audit trail names this laptop: never by the name of its user or host.
fn device() -> String {
    "cli".into()
}

/// Reads a small text file that a person named: a card or a key.
fn read_text(path: &Path) -> Result<String, Failure> {
    const LONGEST: u64 = 1024 * 1024;
    let mut text = String::new();
    std::fs::File::open(path)
        .and_then(|file| file.take(LONGEST).read_to_string(&mut text))
        .map_err(|e| {
            Error::of(Code::FileUnreadable)
                .because(e)
                .to_wire(&mut Env::real())
        })?;
    Ok(text)
}

/// Refuses when something is at `path` already: before keys are made, not after.
fn must_be_new(path: &Path) -> Result<(), Failure> {
    if path.symlink_metadata().is_ok() {
        return Err(Error::of(Code::TargetExists).to_wire(&mut Env::real()).into());
    }
    Ok(())
}
