//! The desktop shell: one window over the command table.
//!
//! Invariant: no logic lives here; whatever the window can do, `junkai run` can do as well.
//! Deliberately absent: plugins, remote content, a menu, and every Tauri API besides the one command.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod bridge;
mod sample;
mod window;

use bridge::Host;
use tauri::{Manager as _, RunEvent};

fn main() -> tauri::Result<()> {
    let host = Host::from_arguments(std::env::args_os().skip(1)).map_err(|refusal| {
        std::io::Error::other(format!("{} ({})", refusal.code.name(), refusal.reference))
    })?;
    tauri::Builder::default()
        .manage(host)
        .invoke_handler(tauri::generate_handler![bridge::ipc])
        .setup(|app| Ok(window::open(app)?))
        .build(tauri::generate_context!())?
        .run(|app, event| {
            // Tauri leaves by ending the process, so nothing is dropped by itself.
            if let RunEvent::Exit = event {
                app.state::<Host>().close();
            }
        });
    Ok(())
}
