//! What the window talks to: the app behind a lock, the folder of its vault, and what the shell remembers.
//!
//! Invariant: paths stay in here. After a panic the app is a new one without a vault, so that nobody works on with a
//! half-changed state; everything acknowledged before is on disk. Nothing of a survey is told while no vault is open.
//! Deliberately absent: Tauri. Whatever this does can be tested without a window.

use crate::request::{Notice, RestoredChange};
use crate::sample;
use crate::sealing::Course;
use crate::settings::{Geometry, Memory, Settings, shown};
use crate::strength;
use crate::watch::LockedBy;
use junkai_app::{App, Code, Env, Error, SecretString, WireError};
use serde_json::json;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Instant;

/// What lies on the desk beside the app.
#[derive(Default)]
struct Desk {
    memory: Memory,
    /// Where that is kept; nowhere when there is no place for it.
    kept_at: Option<PathBuf>,
    /// The folder that was picked, of a vault or for one.
    folder: Option<PathBuf>,
    /// Whether the vault in it was open since it was picked, so that a passphrase alone opens it again.
    was_open: bool,
    /// A throw-away vault's folder, gone with it.
    scratch: Option<tempfile::TempDir>,
    /// Whether the window moved since that was written down.
    moved: bool,
    /// What the vault said when it was opened.
    notices: Vec<Notice>,
    restored: Option<RestoredChange>,
    locked_by: Option<LockedBy>,
    /// The checklist pack that was shown last.
    pack: Option<PathBuf>,
}

/// What the window talks to.
pub(crate) struct Host {
    app: Mutex<App>,
    desk: Mutex<Desk>,
    touched: Mutex<Instant>,
    sealing: Course,
}

/// A vault's folder and state, for the first screen.
pub(crate) struct Standing {
    pub(crate) open: bool,
    pub(crate) sample: bool,
    pub(crate) folder: Option<String>,
    pub(crate) was_open: bool,
    pub(crate) notices: Vec<Notice>,
    pub(crate) restored: Option<RestoredChange>,
    pub(crate) locked_by: Option<LockedBy>,
    pub(crate) recents: Vec<String>,
    pub(crate) surveyor: String,
    pub(crate) settings: Settings,
}

impl Host {
    /// A host without a vault that remembers in `folder`, where there is one.
    pub(crate) fn new(folder: Option<&Path>) -> Result<Self, WireError> {
        let kept_at = folder.map(|folder| folder.join("settings.json"));
        let memory = kept_at.as_deref().map(Memory::read).unwrap_or_default();
        Ok(Self {
            app: Mutex::new(without_vault()?),
            desk: Mutex::new(Desk {
                memory,
                kept_at,
                ..Desk::default()
            }),
            touched: Mutex::new(Instant::now()),
            sealing: Course::default(),
        })
    }

    /// How far sealing has come; outside the app's lock, which sealing holds.
    pub(crate) fn sealing(&self) -> &Course {
        &self.sealing
    }

    /// Works with the app. What panics takes the vault with it.
    pub(crate) fn with_app<T>(
        &self,
        work: impl FnOnce(&mut App) -> Result<T, WireError>,
    ) -> Result<T, WireError> {
        let mut app = self.app();
        let caught = catch_unwind(AssertUnwindSafe(|| work(&mut app)));
        caught.unwrap_or_else(|_| {
            *app = without_vault()?;
            Err(refusal(Error::of(Code::Internal).with("place", "shell")))
        })
    }

    /// Where everything stands.
    pub(crate) fn standing(&self) -> Standing {
        let open = self.is_open();
        let desk = self.desk();
        // A fault closes a vault without `lock`, which would have let go of these.
        let (notices, restored) = match open {
            true => (desk.notices.clone(), desk.restored.clone()),
            false => (Vec::new(), None),
        };
        Standing {
            open,
            sample: desk.scratch.is_some(),
            folder: desk.folder.as_deref().map(shown),
            was_open: desk.was_open,
            notices,
            restored,
            locked_by: desk.locked_by,
            recents: desk.memory.recents.iter().map(|folder| shown(folder)).collect(),
            surveyor: desk.memory.surveyor.clone(),
            settings: desk.memory.settings.clone(),
        }
    }

    /// Whether a vault is open. Not by a command, which fails with the disk: keys in memory are to go even then.
    pub(crate) fn is_open(&self) -> bool {
        self.app().is_open()
    }

    /// Whether the open vault is the sample's, which holds nothing that needs to be kept from anybody.
    pub(crate) fn is_sample(&self) -> bool {
        self.desk().scratch.is_some()
    }

    /// The folder that was picked from now on; gives what it is called.
    pub(crate) fn pick(&self, folder: PathBuf) -> String {
        let mut desk = self.desk();
        let name = shown(&folder);
        desk.folder = Some(folder);
        desk.was_open = false;
        name
    }

    /// Picks the folder at place `index` of those that were opened.
    pub(crate) fn pick_recent(&self, index: usize) -> Option<String> {
        let folder = self.desk().memory.recents.get(index).cloned()?;
        Some(self.pick(folder))
    }

    /// Makes a vault in the picked folder and opens it; gives its recovery key.
    pub(crate) fn create(&self, passphrase: String, surveyor: &str) -> Result<String, WireError> {
        let folder = self.folder()?;
        if !strength::of(&passphrase, &[surveyor, &shown(&folder), "junkai", "巡回"]).enough {
            return Err(refusal(Error::of(Code::PassphraseWeak)));
        }
        let recovery = self.enter(surveyor, |app| {
            let recovery = app.create_vault(&folder, &SecretString::from(passphrase))?;
            // Until somebody confirms to have written the key down, each opening asks again.
            app.dispatch("recovery_key_pending_set", json!({"pending": true}))?;
            Ok(recovery)
        })?;
        self.entered();
        Ok(recovery)
    }

    /// Opens the vault in the picked folder.
    pub(crate) fn open(&self, passphrase: String, surveyor: &str) -> Result<(), WireError> {
        let folder = self.folder()?;
        self.enter(surveyor, |app| {
            app.open_vault(&folder, &SecretString::from(passphrase))
        })?;
        self.entered();
        Ok(())
    }

    /// Opens it again for the same person.
    pub(crate) fn unlock(&self, passphrase: String) -> Result<(), WireError> {
        let surveyor = self.desk().memory.surveyor.clone();
        self.open(passphrase, &surveyor)
    }

    /// Opens the vault in the picked folder with its recovery key, and gives it a new passphrase.
    pub(crate) fn recover(
        &self,
        recovery_key: String,
        passphrase: String,
        surveyor: &str,
    ) -> Result<(), WireError> {
        let folder = self.folder()?;
        if !strength::of(&passphrase, &[surveyor, &shown(&folder), "junkai", "巡回"]).enough {
            return Err(refusal(Error::of(Code::PassphraseWeak)));
        }
        self.enter(surveyor, |app| {
            let (recovery, passphrase) = (SecretString::from(recovery_key), SecretString::from(passphrase));
            app.recover_vault(&folder, &recovery, &passphrase)?;
            // Whoever could type it has it.
            app.dispatch("recovery_key_pending_set", json!({"pending": false}))
        })?;
        self.entered();
        Ok(())
    }

    /// Opens the sample hospital in a vault of its own.
    pub(crate) fn sample(&self) -> Result<(), WireError> {
        self.lock(LockedBy::Person)?;
        let (sample, scratch) = sample::open()?;
        *self.app() = sample;
        let mut desk = self.desk();
        desk.scratch = Some(scratch);
        desk.was_open = false;
        desk.locked_by = None;
        drop(desk);
        self.touch();
        Ok(())
    }

    /// Closes the vault in good order; nothing happens when none is open. The sample's goes for good.
    pub(crate) fn lock(&self, by: LockedBy) -> Result<(), WireError> {
        let locked = self.with_app(App::lock);
        let mut desk = self.desk();
        desk.locked_by = Some(by);
        desk.pack = None;
        desk.notices.clear();
        desk.restored = None;
        drop(desk.scratch.take());
        locked
    }

    /// At the end of the program: closes, and removes a throw-away vault. The window is gone by now, so a refusal has
    /// nobody to be told to; the app has traced it, and what was acknowledged is on disk either way.
    pub(crate) fn close(&self) {
        let _ = self.lock(LockedBy::Person);
        self.desk().keep();
    }

    /// Keeps what a person set.
    pub(crate) fn set(&self, settings: Settings) -> Settings {
        let mut desk = self.desk();
        desk.memory.settings = settings.in_bounds();
        desk.keep();
        desk.memory.settings.clone()
    }

    /// What is set.
    pub(crate) fn settings(&self) -> Settings {
        self.desk().memory.settings.clone()
    }

    /// Where the window was last time.
    pub(crate) fn window(&self) -> Option<Geometry> {
        self.desk().memory.window
    }

    /// Where the window is; written down by the next `keep_window`.
    pub(crate) fn window_is(&self, geometry: Geometry) {
        let mut desk = self.desk();
        desk.moved = true;
        desk.memory.window = Some(geometry);
    }

    /// Writes down where the window is, when it moved.
    pub(crate) fn keep_window(&self) {
        let mut desk = self.desk();
        if std::mem::take(&mut desk.moved) {
            desk.keep();
        }
    }

    /// Somebody touched something.
    pub(crate) fn touch(&self) {
        *self.touched.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now();
    }

    /// When somebody last did.
    pub(crate) fn touched(&self) -> Instant {
        *self.touched.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Remembers the pack that is being shown.
    pub(crate) fn show_pack(&self, pack: PathBuf) {
        self.desk().pack = Some(pack);
    }

    /// The pack that was shown.
    pub(crate) fn pack(&self) -> Option<PathBuf> {
        self.desk().pack.clone()
    }

    /// Closes what is open and works on as `surveyor`.
    fn enter<T>(
        &self,
        surveyor: &str,
        open: impl FnOnce(&mut App) -> Result<T, WireError>,
    ) -> Result<T, WireError> {
        let surveyor = surveyor.trim();
        if surveyor.is_empty() {
            let error = Error::of(Code::InvalidArgs).with("field", "surveyor");
            return Err(refusal(error.with("problem", "required")));
        }
        let device = self.desk().memory.device.clone();
        let opened = self.with_app(|app| {
            app.lock()?;
            app.work_as(surveyor, &device);
            open(app)
        })?;
        self.desk().memory.surveyor = surveyor.into();
        Ok(opened)
    }

    /// A vault has been opened in the picked folder.
    fn entered(&self) {
        let (said, restored) = {
            let mut app = self.app();
            let restored = app.restored().map(|change| RestoredChange {
                label: change.label.clone(),
                kind: change.kind,
                at: change.at,
            });
            (app.notices(), restored)
        };
        let mut desk = self.desk();
        desk.restored = restored;
        desk.notices = said.iter().filter_map(|(key, _)| Notice::of(key)).collect();
        desk.scratch = None;
        desk.was_open = true;
        desk.locked_by = None;
        if let Some(folder) = desk.folder.clone() {
            desk.memory.opened(&folder);
        }
        desk.keep();
        drop(desk);
        self.touch();
    }

    fn folder(&self) -> Result<PathBuf, WireError> {
        let folder = self.desk().folder.clone();
        folder.ok_or_else(|| refusal(Error::of(Code::InvalidArgs).with("field", "folder")))
    }

    fn app(&self) -> MutexGuard<'_, App> {
        // A panic inside a command is caught, and what is left behind a poisoned lock is a closed vault.
        self.app.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn desk(&self) -> MutexGuard<'_, Desk> {
        self.desk.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Desk {
    /// Writes down what is to be remembered. That it cannot be is no reason to stop anybody's work.
    fn keep(&self) {
        if let Some(path) = &self.kept_at
            && let Err(error) = self.memory.write(path)
        {
            tracing::warn!(kind = ?error.kind(), "settings not kept");
        }
    }
}

fn without_vault() -> Result<App, WireError> {
    // Nothing is written under this name: whoever opens a vault says first who works in it.
    App::new(Env::real(), "", "").map_err(refusal)
}

/// An error as the page gets it.
pub(crate) fn refusal(error: Error) -> WireError {
    error.to_wire(&mut Env::real())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    const PASSPHRASE: &str = "copper lantern quietly thirteen";

    fn host(folder: &Path) -> Host {
        let host = Host::new(Some(folder)).expect("a host");
        host.app().use_cheapest_key_derivation();
        host
    }

    fn code<T>(result: Result<T, WireError>) -> Option<Code> {
        result.err().map(|refused| refused.code)
    }

    fn surveys(host: &Host) -> Option<Code> {
        code(host.with_app(|app| app.dispatch("survey_list", json!({}))))
    }

    #[test]
    fn a_vault_is_made_locked_and_opened_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let host = host(folder.path());
        assert_eq!(
            host.pick(folder.path().join("調査")),
            "調査",
            "the page gets the name alone"
        );
        assert_eq!(
            code(host.create("password".into(), "A")),
            Some(Code::PassphraseWeak)
        );
        assert!(!folder.path().join("調査").exists(), "nothing was made");
        assert_eq!(code(host.create(PASSPHRASE.into(), " ")), Some(Code::InvalidArgs));
        let recovery = host.create(PASSPHRASE.into(), "A").expect("a vault");
        assert_eq!(surveys(&host), None, "it is open");
        host.lock(LockedBy::Idle).expect("locked");
        assert_eq!(surveys(&host), Some(Code::VaultLocked));
        let standing = host.standing();
        assert!(
            standing.was_open && !standing.open,
            "a passphrase alone opens it again"
        );
        assert_eq!(standing.locked_by, Some(LockedBy::Idle));
        assert_eq!(code(host.unlock("wrong".into())), Some(Code::WrongPassphrase));
        host.unlock(PASSPHRASE.into()).expect("open again");
        assert_eq!(surveys(&host), None, "with the same folder and the same person");
        host.lock(LockedBy::Person).expect("locked");
        let other = "harbour violet crooked spoon";
        host.recover(recovery, other.into(), "B").expect("recovered");
        host.lock(LockedBy::Person).expect("locked");
        assert_eq!(code(host.unlock(PASSPHRASE.into())), Some(Code::WrongPassphrase));
        host.unlock(other.into()).expect("the new passphrase opens it");
    }

    #[test]
    fn a_recovery_key_that_nobody_confirmed_is_asked_about_until_somebody_does() {
        let folder = tempfile::tempdir().expect("a folder");
        let first = host(folder.path());
        let pending = |host: &Host| {
            let status = host.with_app(|app| app.dispatch("vault_status", json!({})));
            status.expect("always answered")["recovery_key_pending"] == Value::Bool(true)
        };
        first.pick(folder.path().join("vault"));
        let recovery = first.create(PASSPHRASE.into(), "A").expect("a vault");
        assert!(pending(&first), "nobody has said to have written it down");
        first.close();
        drop(first);
        let second = host(folder.path());
        second.pick(folder.path().join("vault"));
        assert!(!pending(&second), "nothing is known of a closed vault");
        second.open(PASSPHRASE.into(), "A").expect("open");
        assert!(pending(&second), "nor after the program had ended");
        second
            .recover(recovery, PASSPHRASE.into(), "A")
            .expect("recovered");
        assert!(!pending(&second), "whoever recovers with the key has it");
    }

    #[test]
    fn a_folder_is_remembered_by_its_name_and_opened_without_a_picker() {
        let folder = tempfile::tempdir().expect("a folder");
        let first = host(folder.path());
        first.pick(folder.path().join("vault"));
        first.create(PASSPHRASE.into(), "A").expect("a vault");
        first.close();
        drop(first);
        let second = host(folder.path());
        assert_eq!(second.standing().recents, ["vault"]);
        assert_eq!(second.standing().surveyor, "A", "who worked here last");
        assert_eq!(second.pick_recent(1), None, "there is no second one");
        assert_eq!(second.pick_recent(0).as_deref(), Some("vault"));
        second.open(PASSPHRASE.into(), "A").expect("it opens");
    }

    #[test]
    fn what_panics_closes_the_vault_and_loses_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let host = host(folder.path());
        host.pick(folder.path().join("vault"));
        host.create(PASSPHRASE.into(), "A").expect("a vault");
        let broken: Result<(), _> = host.with_app(|_| panic!("on purpose"));
        assert_eq!(code(broken), Some(Code::Internal));
        assert_eq!(surveys(&host), Some(Code::VaultLocked), "nobody works on with it");
        host.unlock(PASSPHRASE.into()).expect("and it opens again");
    }

    /// A vault in `folder` that was killed in the middle of a survey, opened again.
    fn restored(folder: &Path) -> Host {
        let killed = host(folder);
        killed.pick(folder.join("vault"));
        killed.create(PASSPHRASE.into(), "A").expect("a vault");
        let survey = json!({"label": "北病院", "record": {"firm": "F"}});
        let made = killed.with_app(|app| app.dispatch("survey_create", survey));
        made.expect("a survey");
        drop(killed);
        let host = host(folder);
        host.pick(folder.join("vault"));
        host.open(PASSPHRASE.into(), "A").expect("open");
        let told = host.standing().restored.map(|change| change.label);
        assert_eq!(told.as_deref(), Some("北病院"), "it was not closed in good order");
        host
    }

    #[test]
    fn a_closed_vault_tells_nothing_of_a_survey() {
        let folder = tempfile::tempdir().expect("a folder");
        let host = restored(folder.path());
        host.desk().notices = vec![Notice::ClockBack];
        host.lock(LockedBy::Idle).expect("locked");
        let told = host.standing();
        assert!(told.restored.is_none(), "no name of a hospital");
        assert_eq!(told.notices, [], "nor anything else of that vault");
        host.sample().expect("the sample");
        let told = host.standing();
        assert!(told.open && told.restored.is_none(), "nor in another vault");
        assert_eq!(told.notices, []);
    }

    #[test]
    fn a_vault_that_a_fault_closed_tells_nothing_of_a_survey() {
        let folder = tempfile::tempdir().expect("a folder");
        let host = restored(folder.path());
        let broken: Result<(), _> = host.with_app(|_| panic!("on purpose"));
        assert_eq!(code(broken), Some(Code::Internal));
        assert!(host.standing().restored.is_none(), "nobody gave the passphrase");
    }

    #[test]
    fn a_vault_whose_registry_is_gone_is_closed_all_the_same() {
        let folder = tempfile::tempdir().expect("a folder");
        let host = host(folder.path());
        let vault = folder.path().join("vault");
        host.pick(vault.clone());
        host.create(PASSPHRASE.into(), "A").expect("a vault");
        std::fs::write(vault.join("registry.db"), "").expect("nothing of it is left");
        assert!(host.is_open(), "its keys are in memory");
        let _ = host.lock(LockedBy::Idle);
        assert!(!host.is_open(), "whatever the disk says");
    }

    #[test]
    fn what_was_mended_is_told_once() {
        let folder = tempfile::tempdir().expect("a folder");
        let host = host(folder.path());
        let vault = folder.path().join("vault");
        host.pick(vault.clone());
        host.create(PASSPHRASE.into(), "A").expect("a vault");
        host.lock(LockedBy::Person).expect("locked");
        std::fs::write(vault.join("vault.toml"), "damaged").expect("damaged");
        host.unlock(PASSPHRASE.into()).expect("there is a second copy");
        assert_eq!(host.standing().notices, [Notice::HeaderRepaired]);
        host.lock(LockedBy::Person).expect("locked");
        host.unlock(PASSPHRASE.into()).expect("open again");
        assert_eq!(host.standing().notices, [], "it is mended now");
    }

    #[test]
    fn nothing_is_opened_before_a_folder_was_picked() {
        let folder = tempfile::tempdir().expect("a folder");
        let host = host(folder.path());
        assert_eq!(code(host.open(PASSPHRASE.into(), "A")), Some(Code::InvalidArgs));
    }

    #[test]
    fn a_sample_goes_when_it_is_locked() {
        let folder = tempfile::tempdir().expect("a folder");
        let host = host(folder.path());
        host.sample().expect("the sample");
        let place = host.desk().scratch.as_ref().map(|s| s.path().to_path_buf());
        let place = place.expect("it lies somewhere");
        assert!(host.is_sample() && place.exists(), "it is there");
        host.lock(LockedBy::Person).expect("locked");
        assert!(!place.exists() && !host.is_sample(), "and gone");
        assert!(host.standing().recents.is_empty(), "nobody opens it again");
    }
}
