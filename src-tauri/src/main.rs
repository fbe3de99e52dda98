//! The desktop shell: one window over the command table.
//!
//! Invariant: no logic lives here; whatever the window can do, `junkai run` can do as well.
//! Deliberately absent: plugins, remote content, a menu, and every Tauri API besides the one command.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod bridge;
mod window;

use bridge::Host;

fn main() -> tauri::Result<()> {
    tauri::Builder::default()
        .manage(Host::from_arguments(std::env::args_os().skip(1)))
        .invoke_handler(tauri::generate_handler![bridge::ipc])
        .setup(|app| Ok(window::open(app)?))
        .run(tauri::generate_context!())
}
