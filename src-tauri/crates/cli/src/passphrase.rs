//! Reading passphrases: from a file descriptor, or from the terminal without showing them.
//!
//! Invariant: a passphrase is a `SecretString` from the first line and is never an argument, where other users of the
//! machine could read it.

use crate::args::Passphrase;
use crate::exit::Failure;
use crate::say::Say;
use junkai_app::SecretString;
use std::fs::File;
use std::io::{BufRead as _, BufReader, Read as _};
use zeroize::Zeroizing;

/// No passphrase is this long; a device that never ends is.
const LONGEST: u64 = 64 * 1024;

/// The passphrase of an existing vault.
pub(crate) fn ask(source: &Passphrase, say: &Say) -> Result<SecretString, Failure> {
    match source.passphrase_fd {
        Some(fd) => from_fd(fd, say),
        None => prompt(say, "ask_passphrase"),
    }
}

/// A new passphrase: asked twice when it is typed.
pub(crate) fn ask_new(source: &Passphrase, say: &Say) -> Result<SecretString, Failure> {
    use secrecy::ExposeSecret as _;
    let first = match source.passphrase_fd {
        Some(fd) => from_fd(fd, say)?,
        None => {
            let first = prompt(say, "ask_new_passphrase")?;
            let second = prompt(say, "ask_again")?;
            if first.expose_secret() != second.expose_secret() {
                say.problem("passphrases_differ", &[]);
                return Err(Failure::Said(1));
            }
            first
        }
    };
    let length = first.expose_secret().chars().count();
    if length == 0 {
        say.problem("passphrase_empty", &[]);
        return Err(Failure::Said(1));
    }
    if length < 14 {
        say.problem("passphrase_short", &[]);
    }
    Ok(first)
}

/// The first line of the descriptor. Standard input is read through its own buffer, so that `run` finds its commands
/// behind the passphrase.
fn from_fd(fd: u32, say: &Say) -> Result<SecretString, Failure> {
    let mut line = Zeroizing::new(String::new());
    let read = if fd == 0 {
        std::io::stdin().lock().take(LONGEST).read_line(&mut line)
    } else {
        File::open(format!("/dev/fd/{fd}"))
            .and_then(|file| BufReader::new(file.take(LONGEST)).read_line(&mut line))
    };
    if read.is_err() || line.len() as u64 == LONGEST {
        say.problem("fd_unreadable", &[("fd", &fd.to_string())]);
        return Err(Failure::Said(2));
    }
    Ok(SecretString::from(line.trim_end_matches(['\n', '\r'])))
}

fn prompt(say: &Say, key: &str) -> Result<SecretString, Failure> {
    match rpassword::prompt_password(say.text(key, &[])) {
        Ok(typed) => Ok(SecretString::from(Zeroizing::new(typed).as_str())),
        Err(_) => {
            say.problem("no_terminal", &[]);
            Err(Failure::Said(2))
        }
    }
}
