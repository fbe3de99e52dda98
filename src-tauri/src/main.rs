//! The desktop shell: one window over the command table.
//!
//! Invariant: no logic lives here; whatever the window can do to a survey, `junkai run` can do as well.
//! Deliberately absent: plugins, remote content, a menu, and every Tauri API besides the two commands.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod answer;
mod away;
mod bridge;
mod dialogs;
mod guard;
mod host;
mod instance;
mod pages;
mod request;
mod sample;
mod sealing;
mod settings;
mod strength;
mod watch;
mod window;

use host::Host;
use instance::Instance;
use tauri::{App, Manager as _, RunEvent};

fn main() -> tauri::Result<()> {
    tauri::Builder::default()
        .invoke_handler(tauri::generate_handler![bridge::ipc, bridge::shell])
        .setup(|app| set_up(app))
        .build(pages::with_font(tauri::generate_context!()))?
        .run(|app, event| {
            // Tauri leaves by ending the process, so nothing is dropped by itself.
            if let RunEvent::Exit = event {
                app.state::<Host>().close();
            }
        });
    Ok(())
}

/// Takes the right to be the one window, brings the host and opens the window.
fn set_up(app: &mut App) -> Result<(), Box<dyn std::error::Error>> {
    let folder = app.path().app_config_dir().ok();
    let folder = folder.filter(|folder| std::fs::create_dir_all(folder).is_ok());
    let instance = match &folder {
        Some(folder) => Instance::take(folder),
        None => Instance::take(std::path::Path::new("")),
    };
    let Some(instance) = instance else {
        // The other window comes to the front; there is nothing yet here that would have to be closed.
        std::process::exit(0);
    };
    let refused = |error: junkai_app::WireError| {
        std::io::Error::other(format!("{} ({})", error.code.name(), error.reference))
    };
    let host = Host::new(folder.as_deref()).map_err(refused)?;
    if std::env::args_os().skip(1).any(|argument| argument == "--sample") {
        host.sample().map_err(refused)?;
    }
    app.manage(host);
    window::open(app)?;
    guard::stand(app, instance);
    Ok(())
}
