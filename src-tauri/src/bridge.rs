//! The one command of the window: passes name and arguments on, and the answer back.
//!
//! Invariant: neither arguments nor views are looked at, kept or traced here.
//! Deliberately absent: paths. Where a file is needed the shell itself asks for it; the page never sees one.

use serde::Serialize;
use serde_json::{Map, Value, json};
use std::ffi::OsString;
use std::sync::{Mutex, PoisonError};
use tauri::State;

/// What the window talks to.
pub(crate) struct Host {
    app: Mutex<Seam>,
}

impl Host {
    /// The host that the command line asks for: with `--sample`, the sample hospital in a throw-away vault.
    pub(crate) fn from_arguments(_arguments: impl Iterator<Item = OsString>) -> Self {
        Self {
            app: Mutex::new(Seam),
        }
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

// SEAM: stands for `junkai_app::App` and `junkai_app::WireError` until they exist. To wire: delete from here to the
// end, `use junkai_app::{App, WireError}`, make the field `Mutex<App>`, and build the App in `from_arguments`.

struct Seam;

impl Seam {
    fn dispatch(&mut self, name: &str, _args: Value) -> Result<Value, WireError> {
        match name {
            "vault_status" => Ok(json!({ "open": false, "version": env!("CARGO_PKG_VERSION") })),
            _ => Err(WireError {
                code: "vault_locked",
                params: Map::new(),
                reference: "00000000".into(),
            }),
        }
    }
}

/// An error on the wire.
#[derive(Serialize)]
pub(crate) struct WireError {
    code: &'static str,
    params: Map<String, Value>,
    #[serde(rename = "ref")]
    reference: String,
}
