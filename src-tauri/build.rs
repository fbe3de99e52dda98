//! Tells Tauri which commands are ours, so that each needs a permission, and when the window's pages are newer.
//!
//! Invariant: a command that is not listed here cannot be called from the window, whoever registers it.

fn main() {
    // The pages are embedded at compile time, and only a build script can make cargo notice that they changed.
    for embedded in ["../ui/dist", "isolation", "icons"] {
        println!("cargo:rerun-if-changed={embedded}");
    }
    let manifest = tauri_build::AppManifest::new().commands(&["ipc", "shell"]);
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest))
        .expect("tauri.conf.json, capabilities and icons are in order");
}
