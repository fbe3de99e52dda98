//! One window at a time: whoever starts the program again gets the window that is there.
//!
//! Invariant: a lock on a file, which the system takes back however the program ends. The second one leaves a file
//! beside it, which the first one sees within a second; nothing is sent anywhere.
//! Deliberately absent: arguments of the second start, since nobody needs them and anybody can forge them.

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};

/// The right to be the one window, as long as it lives.
pub(crate) struct Instance {
    raise: PathBuf,
    _lock: Option<File>,
}

impl Instance {
    /// Takes the right in `folder`; `None` when another window has it, which is then asked to come to the front. Where
    /// the folder cannot be used, two windows are better than none: the vault has a lock of its own.
    pub(crate) fn take(folder: &Path) -> Option<Self> {
        let raise = folder.join("instance.raise");
        let lock = match File::create(folder.join("instance.lock")) {
            Ok(file) => match file.try_lock() {
                Err(TryLockError::WouldBlock) => {
                    // Where this fails, the window stays behind and can still be found by hand.
                    let _ = File::create(&raise);
                    return None;
                }
                Ok(()) | Err(TryLockError::Error(_)) => Some(file),
            },
            Err(_) => None,
        };
        let _ = std::fs::remove_file(&raise);
        Some(Self { raise, _lock: lock })
    }

    /// Whether somebody started the program again since this was last asked.
    pub(crate) fn was_called(&self) -> bool {
        std::fs::remove_file(&self.raise).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_gets_nothing_and_calls_the_first() {
        let folder = tempfile::tempdir().expect("a folder");
        let first = Instance::take(folder.path()).expect("nobody was there");
        assert!(!first.was_called(), "nobody called yet");
        assert!(Instance::take(folder.path()).is_none(), "one window at a time");
        assert!(first.was_called(), "the first one is called");
        assert!(!first.was_called(), "once");
        drop(first);
        assert!(Instance::take(folder.path()).is_some(), "free again");
    }

    #[test]
    fn a_folder_that_cannot_be_used_is_no_reason_to_stay_closed() {
        assert!(
            Instance::take(Path::new("/nonexistent/x")).is_some(),
            "the window opens"
        );
    }
}
