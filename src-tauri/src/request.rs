//! What the page may ask of the shell besides the command table: all that needs a path, a picker or the window.
//!
//! Invariant: the list is closed, and no path is in it, neither in what is asked nor in what is answered. A picker that
//! was cancelled is no error: the answer is `null`.
//! Deliberately absent: anything that changes a survey; that is the table's alone.

use crate::answer::{self, Desktop};
use crate::host::refusal;
use crate::settings::Settings;
use crate::strength::Strength;
use crate::watch::LockedBy;
use junkai_app::{ChecklistShown, Code, Error, WireError};
use junkai_core::{Day, Lang, Moment, RecordKind, SurveyId};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;

macro_rules! args {
    ($($(#[$doc:meta])* $name:ident { $($(#[$fdoc:meta])* $field:ident: $type:ty),* $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Deserialize, TS)]
        #[serde(deny_unknown_fields)]
        pub(crate) struct $name { $($(#[$fdoc])* pub(crate) $field: $type),* }
    )+};
}

macro_rules! views {
    ($($(#[$doc:meta])* $name:ident { $($(#[$fdoc:meta])* $field:ident: $type:ty),* $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Serialize, TS)]
        pub(crate) struct $name { $($(#[$fdoc])* pub(crate) $field: $type),* }
    )+};
}

args! {
    /// Nothing.
    Empty {}
    /// Which folder is to be picked.
    FolderPick {
        /// For a new vault or of one that is there.
        purpose: Purpose,
    }
    /// One of the folders that were opened before.
    RecentPick {
        /// Its place in the list.
        index: usize,
    }
    /// A passphrase in the making.
    PassphraseRate {
        /// As far as it was typed.
        passphrase: String,
        /// Words that a thief would try first.
        known: Vec<String>,
    }
    /// Makes or opens the vault in the picked folder.
    VaultEnter {
        /// Its passphrase.
        passphrase: String,
        /// Who works in it: the firm's short sign.
        surveyor: String,
    }
    /// Opens the vault again that was open before.
    VaultUnlock {
        /// Its passphrase.
        passphrase: String,
    }
    /// Opens the vault in the picked folder without its passphrase.
    VaultRecover {
        /// As it was printed.
        recovery_key: String,
        /// The new passphrase.
        passphrase: String,
        /// Who works in it.
        surveyor: String,
    }
    /// Closes the vault.
    VaultLock {
        /// Why.
        by: LockedBy,
    }
    /// An empty form of a checklist.
    FormSave {
        /// Id of the list.
        checklist: String,
        /// Its version; the newest one when there is none.
        version: Option<String>,
        /// Language of the form.
        lang: Lang,
        /// To be filled in on a computer or on paper.
        format: FormFormat,
        /// What is printed on it besides the questions.
        args: FormWords,
    }
    /// All documents of a survey, unencrypted.
    DocumentsExport {
        /// The survey.
        survey: SurveyId,
        /// Language of the documents.
        lang: Lang,
    }
    /// Everything of a survey, sealed.
    BundleSeal {
        /// The survey.
        survey: SurveyId,
        /// Language of the documents.
        lang: Lang,
        /// Texts of the recipients' cards.
        cards: Vec<String>,
    }
    /// This office's own contact card.
    CardMake {
        /// Short name of the office.
        org: String,
        /// Name of the office.
        name: String,
    }
    /// A released checklist of the vault's own.
    ChecklistName {
        /// Its id.
        checklist: String,
        /// Its version.
        version: String,
    }
}

views! {
    /// Where the shell stands.
    ShellStatus {
        /// Whether a vault is open.
        open: bool,
        /// Whether it is the sample hospital's.
        sample: bool,
        /// Name of the folder that was picked.
        folder: Option<String>,
        /// Whether a passphrase alone opens it again.
        was_open: bool,
        /// What the vault mended, or could not do, when it was opened last.
        notices: Vec<Notice>,
        /// What was found whole when it was opened last, after an end that was none.
        restored: Option<RestoredChange>,
        /// Why the vault was closed last.
        locked_by: Option<LockedBy>,
        /// Names of the folders that were opened before, the last one first.
        recents: Vec<String>,
        /// Who worked here last.
        surveyor: String,
        /// What a person set.
        settings: Settings,
    }
    /// A folder that was picked.
    FolderPicked {
        /// Its name, without where it lies.
        name: String,
    }
    /// A vault that was made.
    VaultMade {
        /// Its recovery key, as it is printed. It is never shown again.
        recovery_key: String,
    }
    /// A file that was written.
    FileSaved {
        /// Its name, without where it lies.
        name: String,
    }
    /// Documents that were written.
    DocumentsSaved {
        /// Name of their folder, without where it lies.
        name: String,
        /// Names of the documents.
        documents: Vec<String>,
        /// Places where a text was put down differently from how it was entered.
        adaptations: usize,
    }
    /// A bundle that was sealed and verified.
    BundleSealed {
        /// Name of the file, without where it lies.
        name: String,
        /// Size.
        bytes: u64,
        /// SHA-256 of the file.
        sha256: String,
        /// Offices that can open it.
        recipients: Vec<String>,
        /// Names of what is inside, as the bundle has them.
        entries: Vec<String>,
    }
    /// How far sealing has come.
    SealProgress {
        /// What it is busy with.
        step: SealStep,
        /// So much is done: files while documents are made, bytes afterwards.
        done: u64,
        /// Of so much; zero while that is not known.
        all: u64,
    }
    /// A contact card that was read.
    CardPicked {
        /// Its text.
        card: String,
    }
}

/// The last change before an end that was none.
#[derive(Clone, Serialize, TS)]
pub(crate) struct RestoredChange {
    /// What the list shows for its survey.
    pub(crate) label: String,
    /// The kind of the record that it changed.
    pub(crate) kind: RecordKind,
    /// When it was saved.
    pub(crate) at: Moment,
}

/// What a vault mended, or could not do, when it was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Notice {
    /// One copy of the header was damaged and was mended from the other.
    HeaderRepaired,
    /// A snapshot could not be made.
    SnapshotFailed,
    /// An erasure that had been interrupted is complete.
    ErasureFinished,
    /// The registry was damaged and was put back to a copy.
    RegistryRestored,
    /// A survey is there that the registry does not know.
    UnlistedSurvey,
    /// The clock of this machine shows less than what was recorded last.
    ClockBack,
}

impl Notice {
    /// The notice that the app calls `key`; none where this build has no words for it.
    pub(crate) fn of(key: &str) -> Option<Self> {
        match key {
            "notice_header_repaired" => Some(Self::HeaderRepaired),
            "notice_snapshot_failed" => Some(Self::SnapshotFailed),
            "notice_erasure_finished" => Some(Self::ErasureFinished),
            "notice_registry_restored" => Some(Self::RegistryRestored),
            "notice_unlisted_survey" => Some(Self::UnlistedSurvey),
            "notice_clock_back" => Some(Self::ClockBack),
            _ => None,
        }
    }
}

/// What a folder is picked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Purpose {
    /// For a vault that is to be made.
    New,
    /// Of a vault that is there.
    Open,
}

/// What sealing is busy with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub(crate) enum SealStep {
    /// Nothing is being sealed.
    #[default]
    Idle,
    /// Documents are made.
    Documents,
    /// Contents are counted and hashed.
    Hashing,
    /// The bundle is encrypted and written.
    Writing,
    /// The bundle is read back.
    Verifying,
}

/// How a form is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub(crate) enum FormFormat {
    /// To be filled in on a computer.
    Xlsx,
    /// To be printed.
    Pdf,
}

/// What is printed on a form besides the questions; every part may be missing.
#[derive(Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields)]
pub(crate) struct FormWords {
    /// The hospital.
    pub(crate) hospital: Option<String>,
    /// Day by which it is to come back.
    pub(crate) return_by: Option<Day>,
    /// To whom.
    pub(crate) return_to: Option<String>,
    /// Marking on each page.
    pub(crate) marking: Option<String>,
}

macro_rules! requests {
    ($($(#[doc = $doc:literal])+ $name:ident ($args:ty) -> $view:ty = $answer:path;)+) => {
        /// Answers what the page asked for.
        pub(crate) async fn answer(desktop: &Desktop, name: &str, args: Value) -> Result<Value, WireError> {
            match name {
                $(stringify!($name) => {
                    let view: $view = $answer(desktop, parse::<$args>(args)?).await?;
                    serde_json::to_value(view).map_err(|error| refusal(Error::of(Code::Internal).because(error)))
                })+
                _ => Err(refusal(Error::of(Code::UnknownCommand))),
            }
        }

        /// Name, purpose, arguments and view of each request, for the page's types.
        #[cfg(test)]
        fn lines(types: &mut junkai_app::reference::Declarations) -> Vec<(&'static str, String, String, String)> {
            vec![$((
                stringify!($name),
                [$($doc),+].concat().trim().to_string(),
                types.name::<$args>(),
                types.name::<$view>(),
            )),+]
        }
    };
}

requests! {
    /// Says where the shell stands.
    status(Empty) -> ShellStatus = answer::status;
    /// Keeps what a person set; minutes are brought into their bounds.
    settings_set(Settings) -> Settings = answer::settings_set;
    /// Says that a person touched something, so that the vault stays open.
    touched(Empty) -> () = answer::touched;
    /// Lets the person pick a folder; nothing is made or opened yet.
    folder_pick(FolderPick) -> Option<FolderPicked> = answer::folder_pick;
    /// Picks a folder that was opened before.
    recent_pick(RecentPick) -> Option<FolderPicked> = answer::recent_pick;
    /// Says how well a passphrase withstands guessing.
    passphrase_rate(PassphraseRate) -> Strength = answer::passphrase_rate;
    /// Makes a vault in the picked folder and opens it.
    vault_new(VaultEnter) -> VaultMade = answer::vault_new;
    /// Opens the vault in the picked folder.
    vault_open(VaultEnter) -> () = answer::vault_open;
    /// Opens the vault again that was open before, for the same person.
    vault_unlock(VaultUnlock) -> () = answer::vault_unlock;
    /// Opens the vault in the picked folder with its recovery key and gives it a new passphrase.
    vault_recover(VaultRecover) -> () = answer::vault_recover;
    /// Closes the vault; the sample's goes for good.
    vault_lock(VaultLock) -> () = answer::vault_lock;
    /// Opens the sample hospital in a throw-away vault.
    sample_open(Empty) -> () = answer::sample_open;
    /// Prints what the window shows, in the system's own dialog.
    print(Empty) -> () = answer::print;
    /// Writes an empty form of a checklist to a file that the person names.
    form_save(FormSave) -> Option<FileSaved> = answer::form_save;
    /// Writes all documents of a survey, unencrypted, into a folder that the person names, and records that.
    documents_export(DocumentsExport) -> Option<DocumentsSaved> = answer::documents_export;
    /// Seals a survey for the owners of cards, into a file that the person names.
    bundle_seal(BundleSeal) -> Option<BundleSealed> = answer::bundle_seal;
    /// Says how far sealing has come.
    seal_status(Empty) -> SealProgress = answer::seal_status;
    /// Stops sealing at the next opportunity; it then ends as `cancelled`.
    seal_cancel(Empty) -> () = answer::seal_cancel;
    /// Makes this office's own contact card; an older one is retired.
    card_make(CardMake) -> () = answer::card_make;
    /// Writes this office's own contact card to a file that the person names.
    card_save(Empty) -> Option<FileSaved> = answer::card_save;
    /// Reads a contact card from a file that the person picks; it is not taken in yet.
    card_pick(Empty) -> Option<CardPicked> = answer::card_pick;
    /// Signs a released checklist of the vault's own and writes it to a file that the person names.
    checklist_export(ChecklistName) -> Option<FileSaved> = answer::checklist_export;
    /// Shows the checklist pack that the person picks; nothing is kept yet.
    checklist_import(Empty) -> Option<ChecklistShown> = answer::checklist_import;
    /// Keeps the list of the pack that was shown last.
    checklist_take(Empty) -> Option<ChecklistShown> = answer::checklist_take;
}

fn parse<T: serde::de::DeserializeOwned>(args: Value) -> Result<T, WireError> {
    // Serde's message may quote a passphrase: the page is told that the form is wrong, and nobody more.
    serde_json::from_value(args).map_err(|_| refusal(Error::of(Code::InvalidArgs)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use junkai_app::reference::{self, Declarations};
    use std::fmt::Write as _;
    use std::path::Path;

    /// `ui/src/lib/ipc/shell.ts`: types that the command table has as well are taken from there.
    fn typescript() -> String {
        let table = reference::typescript();
        let mut types = Declarations::new();
        let lines = lines(&mut types);
        let shared = |name: &str| table.contains(&format!("export type {name} "));
        let (known, own): (Vec<_>, Vec<_>) = types.found().iter().partition(|(name, _)| shared(name));
        let names: Vec<_> = known.into_iter().map(|(name, _)| name.as_str()).collect();
        let mut out =
            String::from("// Made from the shell's requests by `cargo test -p junkai-shell`. Do not edit.\n");
        let _ = writeln!(
            out,
            "import type {{ {} }} from \"./generated\";\n",
            names.join(", ")
        );
        for (_, declaration) in own {
            let _ = writeln!(out, "{declaration}\n");
        }
        out.push_str("/** What the page may ask of the shell: arguments and view of each request. */\nexport interface ShellRequests {\n");
        for (name, doc, args, view) in lines {
            let _ = writeln!(out, "  /** {doc} */\n  {name}: {{ args: {args}; view: {view} }};");
        }
        out.push_str("}\n");
        out
    }

    #[test]
    fn the_generated_types_are_the_committed_ones() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/src/lib/ipc/shell.ts");
        let made = typescript();
        let kept = std::fs::read_to_string(&path).unwrap_or_default();
        if made != kept {
            std::fs::write(&path, &made).expect("the generated types can be written");
        }
        assert!(
            made == kept,
            "ui/src/lib/ipc/shell.ts was out of date and has been written anew: commit it"
        );
    }

    #[test]
    fn no_request_and_no_view_has_a_path_in_it() {
        let text = typescript();
        for word in ["path:", "dir:", "file:", "PathBuf"] {
            assert!(!text.contains(word), "{word} would reach the page");
        }
    }

    #[test]
    fn a_refusal_does_not_quote_what_was_typed() {
        let args = serde_json::json!({"passphrase": 1, "surveyor": "secret words"});
        let refused = parse::<VaultEnter>(args).err().expect("a passphrase is a text");
        let text = serde_json::to_string(&refused).expect("it serialises");
        assert!(!text.contains("secret"), "{text}");
    }
}
