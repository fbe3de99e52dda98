//! The two commands of the window: one for the command table, one for what needs a path, a picker or the window itself.
//!
//! Invariant: neither arguments nor views are looked at, kept or traced here. No path comes from the page or goes to it.
//! Deliberately absent: logic; see `host` for what is remembered and `request` for what may be asked.

use crate::answer::Desktop;
use crate::host::Host;
use crate::request;
use junkai_app::WireError;
use serde_json::Value;
use tauri::{AppHandle, State};

/// Runs a command of the table, off the main thread, so that the window never waits for the vault.
#[tauri::command(async)]
pub(crate) fn ipc(host: State<'_, Host>, name: String, args: Value) -> Result<Value, WireError> {
    host.with_app(|app| app.dispatch(&name, args))
}

/// Answers one of the shell's own requests.
#[tauri::command]
pub(crate) async fn shell(handle: AppHandle, name: String, args: Value) -> Result<Value, WireError> {
    request::answer(&Desktop(handle), &name, args).await
}
