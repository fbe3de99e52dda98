//! The system's own pickers, opened from here and never by the page.
//!
//! Invariant: a path goes from the picker to the app; the page gets the last part of it as a word to show. One picker at
//! a time: a second one asked for meanwhile counts as cancelled.
//! Deliberately absent in a release: any other way to answer a picker than by hand.

use rfd::AsyncFileDialog;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use tauri::WebviewWindow;

/// What is asked for.
pub(crate) enum Ask<'a> {
    /// A folder that is there.
    Folder { title: &'a str },
    /// A file that is there, of one of these endings.
    Open { title: &'a str, endings: &'a [&'a str] },
    /// A name that is not taken yet.
    Save { title: &'a str, name: &'a str },
}

/// Asks in front of `window`; `None` when the person thought better of it.
pub(crate) async fn ask(window: Option<&WebviewWindow>, what: Ask<'_>) -> Option<PathBuf> {
    static OPEN: AtomicBool = AtomicBool::new(false);
    if let Some(answer) = answer_of_test() {
        return answer;
    }
    if OPEN.swap(true, Ordering::AcqRel) {
        return None;
    }
    let dialog = match window {
        Some(window) => AsyncFileDialog::new().set_parent(window),
        None => AsyncFileDialog::new(),
    };
    let chosen = match what {
        Ask::Folder { title } => dialog.set_title(title).pick_folder().await,
        Ask::Open { title, endings } => {
            let dialog = dialog.set_title(title).add_filter(endings.join(", "), endings);
            dialog.pick_file().await
        }
        Ask::Save { title, name } => dialog.set_title(title).set_file_name(name).save_file().await,
    };
    OPEN.store(false, Ordering::Release);
    chosen.map(|file| file.path().to_path_buf())
}

/// What the window test answers: the path in the file that it named, or cancelled where that is empty.
#[cfg(debug_assertions)]
fn answer_of_test() -> Option<Option<PathBuf>> {
    std::env::var_os("TAURI_WEBVIEW_AUTOMATION")?;
    let text = std::fs::read_to_string(std::env::var_os("JUNKAI_DIALOG_ANSWER")?).unwrap_or_default();
    let path = text.trim();
    Some((!path.is_empty()).then(|| path.into()))
}

#[cfg(not(debug_assertions))]
fn answer_of_test() -> Option<Option<PathBuf>> {
    None
}
