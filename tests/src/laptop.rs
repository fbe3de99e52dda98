//! A surveyor's laptop in a temporary folder: a vault, the command table, a clock that stands at the sample's day.

use junkai_app::{App, Code, Env, SecretString, WireError, sample_now};
use junkai_core::SurveyId;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// The passphrase of every test vault.
pub const PASSPHRASE: &str = "harbour lantern seven quiet walks";

/// A laptop with an open vault.
pub struct Laptop {
    /// The app.
    pub app: App,
    folder: TempDir,
}

impl Laptop {
    /// A new laptop with a new, empty vault; key derivation at the lowest cost that a vault accepts.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut app = Self::app();
        app.create_vault(&folder.path().join("vault"), &SecretString::from(PASSPHRASE))
            .expect("a vault is made");
        Self { app, folder }
    }

    /// An app without a vault.
    pub fn app() -> App {
        let mut app = App::new(Env::scripted(sample_now(), uuid::Uuid::now_v7), "A", "laptop-1")
            .expect("content parses");
        app.use_cheapest_key_derivation();
        app
    }

    /// A place in the laptop's folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The vault's folder.
    pub fn vault(&self) -> PathBuf {
        self.path("vault")
    }

    /// Runs a command that must succeed.
    pub fn run(&mut self, cmd: &str, args: Value) -> Value {
        self.app
            .dispatch(cmd, args)
            .unwrap_or_else(|e| panic!("{cmd} is refused: {e:?}"))
    }

    /// Runs a command that must be refused, and says how.
    pub fn refused(&mut self, cmd: &str, args: Value) -> WireError {
        match self.app.dispatch(cmd, args) {
            Ok(_) => panic!("{cmd} should have been refused"),
            Err(error) => error,
        }
    }

    /// Runs a command that must be refused with `code`.
    pub fn refused_with(&mut self, cmd: &str, args: Value, code: Code) {
        let error = self.refused(cmd, args);
        assert_eq!(
            error.code, code,
            "{cmd} is refused for the right reason: {error:?}"
        );
    }

    /// Locks the vault and opens it again.
    pub fn reopen(&mut self) {
        self.app.lock().expect("the vault closes in good order");
        self.app
            .open_vault(&self.folder.path().join("vault"), &SecretString::from(PASSPHRASE))
            .expect("it opens again");
    }

    /// Replays the sample hospital and gives its survey.
    pub fn sample(&mut self) -> SurveyId {
        match self.app.replay_sample() {
            Ok(sample) => sample.survey,
            Err(refused) => panic!(
                "{}:{} is refused: {:?}",
                refused.file, refused.line, refused.error
            ),
        }
    }

    /// A survey with nothing in it but its parties and the hospital's name.
    pub fn bare_survey(&mut self) -> SurveyId {
        let saved = self.run(
            "survey_create",
            json!({"label": "試験病院", "record": {"firm": "試験調査会社"}}),
        );
        let survey = saved["id"].clone();
        self.run(
            "hospital_set",
            json!({"survey": survey, "record": {"name": "試験病院"}}),
        );
        self.only_survey()
    }

    fn only_survey(&mut self) -> SurveyId {
        let list = self.run("survey_list", json!({}));
        serde_json::from_value(list[0]["survey"].clone()).expect("there is one survey")
    }

    /// Everything that the table says of a survey, to prove that a refused command changed nothing.
    pub fn dump(&mut self, survey: SurveyId) -> String {
        let lists = junkai_app::COMMANDS
            .iter()
            .filter(|c| c.name.ends_with("_list"))
            .map(|c| c.name);
        let per_survey = |name: &&str| {
            !matches!(
                *name,
                "survey_list" | "checklist_list" | "card_list" | "export_list" | "search_list" | "name_list"
            )
        };
        let mut out = String::new();
        for name in lists.filter(per_survey).collect::<Vec<_>>() {
            out += &format!("{name} {}\n", self.run(name, json!({"survey": survey})));
        }
        out
    }
}

impl Default for Laptop {
    fn default() -> Self {
        Self::new()
    }
}

/// All bytes of all files below `folder`, by relative path.
pub fn files_below(folder: &Path) -> std::collections::BTreeMap<PathBuf, Vec<u8>> {
    let mut found = std::collections::BTreeMap::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(next) = open.pop() {
        for entry in std::fs::read_dir(&next).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                open.push(path);
            } else if let Ok(bytes) = std::fs::read(&path) {
                found.insert(path.strip_prefix(folder).unwrap_or(&path).to_path_buf(), bytes);
            }
        }
    }
    found
}
