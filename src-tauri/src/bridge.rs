//! The one command of the window: passes name and arguments on, and the answer back.
//!
//! Invariant: neither arguments nor views are looked at, kept or traced here.
//! Deliberately absent: paths. Where a file is needed the shell itself asks for it; the page never sees one.

use junkai_app::{App, Env, WireError};
use serde_json::Value;
use std::ffi::OsString;
use std::sync::{Mutex, PoisonError};
use tauri::State;

/// What the window talks to.
pub(crate) struct Host {
    app: Mutex<App>,
}

impl Host {
    /// The host that the command line asks for: with `--sample`, the sample hospital in a throw-away vault.
    pub(crate) fn from_arguments(_arguments: impl Iterator<Item = OsString>) -> Self {
        let app = App::new(Env::real(), "", "desktop")
            .expect("BUG: the embedded content is in order, a test proves it");
        Self { app: Mutex::new(app) }
    }

    fn dispatch(&self, name: &str, args: Value) -> Result<Value, WireError> {
        // A panic inside a command is caught by the dispatcher, which then closes the vault; what is left behind a
        // poisoned lock is a closed vault, and that may be used.
        self.app
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .dispatch(name, args)
    }
}

/// Runs a command of the table, off the main thread, so that the window never waits for the vault.
#[tauri::command(async)]
pub(crate) fn ipc(host: State<'_, Host>, name: String, args: Value) -> Result<Value, WireError> {
    host.dispatch(&name, args)
}
