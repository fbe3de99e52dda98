//! What the shell remembers from one start to the next: language, theme, size, when to lock, the window's place, and the
//! folders of vaults that were opened.
//!
//! Invariant: nothing of a hospital stands here. A file that is missing or damaged means the defaults; one that cannot
//! be written costs convenience and nothing else. Deliberately absent: passphrases, and anything of what is in a vault.

use junkai_core::Lang;
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How many folders are remembered.
const RECENTS: usize = 5;
/// Minutes without input after which the vault closes, unless somebody chose otherwise.
const IDLE_MINUTES: u16 = 5;
/// The longest that may be chosen.
const IDLE_MINUTES_MOST: u16 = 120;
/// Percent of the usual size that may be chosen, the least and the most.
const ZOOM: (u16, u16) = (80, 200);

/// Colours of the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Theme {
    /// As the system has it.
    #[default]
    Auto,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
    /// The strongest contrast.
    Contrast,
}

/// What a person can set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Settings {
    /// Language of the window.
    pub(crate) language: Lang,
    /// Colours of the window.
    pub(crate) theme: Theme,
    /// Minutes without input after which the vault closes.
    pub(crate) idle_minutes: u16,
    /// How large everything is, in percent of the usual size.
    pub(crate) zoom: u16,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            language: Lang::Ja,
            theme: Theme::Auto,
            idle_minutes: IDLE_MINUTES,
            zoom: 100,
        }
    }
}

impl Settings {
    /// These settings with every value in its bounds.
    pub(crate) fn in_bounds(self) -> Self {
        Self {
            idle_minutes: self.idle_minutes.clamp(1, IDLE_MINUTES_MOST),
            zoom: self.zoom.clamp(ZOOM.0, ZOOM.1),
            ..self
        }
    }

    /// How long nobody may touch anything before the vault closes.
    pub(crate) fn idle(&self) -> Duration {
        Duration::from_secs(u64::from(self.idle_minutes) * 60)
    }
}

/// Where the window was, in logical pixels.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Geometry {
    pub(crate) width: f64,
    pub(crate) height: f64,
    pub(crate) x: f64,
    pub(crate) y: f64,
    pub(crate) maximized: bool,
}

/// Everything that is remembered.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Memory {
    pub(crate) settings: Settings,
    /// The sign of whoever worked here last.
    pub(crate) surveyor: String,
    /// The name of this laptop in audit trails; drawn once, so that it tells nothing of its owner.
    pub(crate) device: String,
    /// Folders of vaults, the last one first.
    pub(crate) recents: Vec<PathBuf>,
    pub(crate) window: Option<Geometry>,
}

impl Memory {
    /// What is kept at `path`; the defaults where that cannot be read.
    pub(crate) fn read(path: &Path) -> Self {
        let kept: Option<Self> = std::fs::read(path)
            .ok()
            .and_then(|bytes| serde_json::from_slice(&bytes).ok());
        let mut memory = kept.unwrap_or_default();
        memory.settings = memory.settings.in_bounds();
        if memory.device.is_empty() {
            let id = uuid::Uuid::now_v7().simple().to_string();
            memory.device = format!("laptop-{}", id.get(id.len() - 4..).unwrap_or_default());
        }
        memory
    }

    /// Keeps it at `path`, whole or not at all.
    pub(crate) fn write(&self, path: &Path) -> io::Result<()> {
        let bytes = serde_json::to_vec_pretty(self).map_err(io::Error::other)?;
        let part = path.with_extension("part");
        let mut file = File::create(&part)?;
        file.write_all(&bytes)?;
        file.sync_all()?;
        std::fs::rename(&part, path)
    }

    /// Puts `folder` at the head of those that were opened.
    pub(crate) fn opened(&mut self, folder: &Path) {
        self.recents.retain(|known| known != folder);
        self.recents.insert(0, folder.into());
        self.recents.truncate(RECENTS);
    }
}

/// What a person sees of a folder: its own name, never where it lies.
pub(crate) fn shown(folder: &Path) -> String {
    folder
        .file_name()
        .map_or_else(|| "/".into(), |name| name.to_string_lossy().into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_comes_back() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("settings.json");
        let mut memory = Memory::read(&path);
        assert!(memory.device.starts_with("laptop-"), "a laptop has a name");
        memory.settings.theme = Theme::Contrast;
        memory.surveyor = "A".into();
        memory.opened(Path::new("/vaults/a"));
        memory.write(&path).expect("it can be written");
        assert_eq!(Memory::read(&path), memory, "nothing is lost on the way");
    }

    #[test]
    fn a_damaged_file_means_the_defaults() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("settings.json");
        for text in ["", "{", "[]", r#"{"settings":{"idle_minutes":"x"}}"#] {
            std::fs::write(&path, text).expect("it can be written");
            let read = Memory::read(&path).settings;
            assert_eq!(read, Settings::default(), "{text:?} is no reason to fail");
        }
    }

    #[test]
    fn nobody_can_switch_locking_off() {
        for (typed, expected) in [(0, 1), (5, 5), (120, 120), (u16::MAX, IDLE_MINUTES_MOST)] {
            let settings = Settings {
                idle_minutes: typed,
                ..Settings::default()
            };
            assert_eq!(settings.in_bounds().idle_minutes, expected, "of {typed} minutes");
        }
    }

    #[test]
    fn nothing_is_too_small_or_too_large_to_change_it_back() {
        for (typed, expected) in [(0, 80), (80, 80), (125, 125), (200, 200), (u16::MAX, 200)] {
            let settings = Settings {
                zoom: typed,
                ..Settings::default()
            };
            assert_eq!(settings.in_bounds().zoom, expected, "of {typed} percent");
        }
    }

    #[test]
    fn settings_of_an_older_version_are_at_the_usual_size() {
        let kept = r#"{"language":"en","theme":"dark","idle_minutes":7}"#;
        let read: Settings = serde_json::from_str(kept).expect("settings without a size are settings");
        assert_eq!((read.idle_minutes, read.zoom), (7, 100), "what is there counts");
    }

    #[test]
    fn the_last_folder_comes_first_and_stands_once() {
        let mut memory = Memory::default();
        for name in ["a", "b", "c", "d", "e", "f", "b"] {
            memory.opened(Path::new(name));
        }
        let names: Vec<_> = memory.recents.iter().map(|r| shown(r)).collect();
        assert_eq!(names, ["b", "f", "e", "d", "c"], "five of them, each once");
    }

    #[test]
    fn a_folder_is_shown_without_its_place() {
        assert_eq!(
            shown(Path::new("/home/x/調査 11月")),
            "調査 11月",
            "only its own name"
        );
        assert_eq!(shown(Path::new("/")), "/", "and something even where it has none");
    }
}
