//! A bare Tauri window: what `make bench-ui` compares ours with, built from the same Tauri with the same features.
//!
//! Invariant: one local page with one line of text. Deliberately absent: everything else.

fn main() -> tauri::Result<()> {
    tauri::Builder::default().run(tauri::generate_context!("../tests/hello-window/tauri.conf.json"))
}
