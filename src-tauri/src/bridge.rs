//! The one command of the window: passes name and arguments on, and the answer back.
//!
//! Invariant: neither arguments nor views are looked at, kept or traced here.
//! Deliberately absent: paths. Where a file is needed the shell itself asks for it; the page never sees one.

use crate::sample;
use junkai_app::{App, Env, WireError};
use serde_json::Value;
use std::ffi::OsString;
use std::sync::{Mutex, MutexGuard, PoisonError};
use tauri::State;

/// What the window talks to.
pub(crate) struct Host {
    app: Mutex<App>,
    /// The folder of a throw-away vault, gone with the window.
    scratch: Mutex<Option<tempfile::TempDir>>,
}

impl Host {
    /// The host that the command line asks for: with `--sample`, the sample hospital in a throw-away vault; else an
    /// app without a vault. Nobody can open one from the window yet, so nothing is written under the empty surveyor
    /// name given here; whoever adds that must ask who the surveyor is first.
    pub(crate) fn from_arguments(mut arguments: impl Iterator<Item = OsString>) -> Result<Self, WireError> {
        let (app, scratch) = if arguments.any(|argument| argument == "--sample") {
            let (app, scratch) = sample::open()?;
            (app, Some(scratch))
        } else {
            (
                App::new(Env::real(), "desktop", "desktop").map_err(|e| e.to_wire(&mut Env::real()))?,
                None,
            )
        };
        Ok(Self {
            app: Mutex::new(app),
            scratch: Mutex::new(scratch),
        })
    }

    /// Closes the vault in good order and removes a throw-away one. The window is gone by now, so a refusal has
    /// nobody to be told to; the app has traced it, and what was acknowledged is on disk either way.
    pub(crate) fn close(&self) {
        let _ = self.app().lock();
        drop(self.scratch.lock().unwrap_or_else(PoisonError::into_inner).take());
    }

    fn app(&self) -> MutexGuard<'_, App> {
        // A panic inside a command is caught by the dispatcher, which then closes the vault; what is left behind a
        // poisoned lock is a closed vault, and that may be used.
        self.app.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Runs a command of the table, off the main thread, so that the window never waits for the vault.
#[tauri::command(async)]
pub(crate) fn ipc(host: State<'_, Host>, name: String, args: Value) -> Result<Value, WireError> {
    host.app().dispatch(&name, args)
}
