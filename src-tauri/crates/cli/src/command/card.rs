//! `junkai card`: make, show and verify contact cards.
//!
//! Invariant: a card becomes verified only by typing the fingerprint that its owner read out.

use crate::args::CardTask;
use crate::exit::Failure;
use crate::passphrase::ask;
use crate::say::Say;
use junkai_app::{Code, Env, Error};
use std::fs::OpenOptions;
use std::io::{BufRead as _, Write as _};
use std::path::Path;

/// Makes, shows or verifies a card.
pub(crate) fn run(task: &CardTask, say: &Say) -> Result<(), Failure> {
    match task {
        CardTask::New {
            org,
            name,
            out,
            vault: Some(vault),
            passphrase,
            ..
        } => {
            super::must_be_new(out)?;
            let mut app = super::opened(vault, "cli", passphrase, say)?;
            let made = app.own_card(org, name)?;
            write_new(out, &made.card, false)?;
            app.lock()?;
            say.result(&made.fingerprint)?;
            Ok(())
        }
        CardTask::New {
            org,
            name,
            out,
            identity_out,
            ..
        } => {
            super::must_be_new(out)?;
            let office = junkai_app::make_office(&mut Env::real(), org, name)?;
            if let Some(path) = identity_out {
                write_new(path, &office.identity_file, true)?;
            }
            write_new(out, &office.card, false).inspect_err(|_| {
                // A key without its card is of no use, and would stand in the way of the next try.
                if let Some(path) = identity_out {
                    let _ = std::fs::remove_file(path);
                }
            })?;
            say.result(&office.fingerprint)?;
            Ok(())
        }
        CardTask::Show { card } => {
            let shown = junkai_app::show_card(&super::read_text(card)?)?;
            say.result(&serde_json::to_string_pretty(&shown).unwrap_or_default())?;
            Ok(())
        }
        CardTask::Verify {
            card,
            vault,
            fingerprint,
            passphrase,
        } => {
            let text = super::read_text(card)?;
            let shown = junkai_app::show_card(&text)?;
            let secret = ask(passphrase, say)?;
            let typed = match fingerprint {
                Some(typed) => typed.clone(),
                None => {
                    say.problem("type_fingerprint", &[("org", &shown.org), ("name", &shown.name)]);
                    let mut line = String::new();
                    let _ = std::io::stdin().lock().read_line(&mut line);
                    line
                }
            };
            let mut app = super::app("cli")?;
            say.step("deriving_key", &[]);
            app.open_vault(vault, &secret)?;
            app.verify_card(&text, &typed)?;
            app.lock()?;
            say.result(&shown.fingerprint)?;
            Ok(())
        }
    }
}

/// Writes a file that must not exist yet; a secret one for its owner's eyes only.
pub(super) fn write_new(path: &Path, text: &str, secret: bool) -> Result<(), Failure> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    if secret {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    let write = || {
        let mut file = options.open(path)?;
        let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
        if written.is_err() {
            // Half a card or key helps nobody.
            let _ = std::fs::remove_file(path);
        }
        written
    };
    write().map_err(|e: std::io::Error| {
        Error::from_io(e, Code::TargetExists)
            .to_wire(&mut Env::real())
            .into()
    })
}
