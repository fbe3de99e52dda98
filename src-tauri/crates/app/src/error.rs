//! Errors on the wire: a closed set of codes, safe values, and a reference that also stands in the log.
//!
//! Invariant: a code exists only because somebody acts on it; everything unforeseen is `internal`. Params are ids,
//! counts, field names and versions, never an answer, a name of a person or a path.
//! What happened and what to do stand in `messages/errors.toml`, in both languages.

use crate::env::Env;
use junkai_core::Wording;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::sync::OnceLock;

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $variant:ident $wire:literal),+ $(,)?) => {
        /// What went wrong.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
        pub enum Code { $($(#[doc = $doc])+ #[serde(rename = $wire)] $variant),+ }

        impl Code {
            /// Every code.
            pub const ALL: &[Code] = &[$(Code::$variant),+];

            /// The name on the wire and in the catalogue.
            pub fn name(self) -> &'static str {
                match self { $(Code::$variant => $wire),+ }
            }
        }
    };
}

codes! {
    /// No such command.
    UnknownCommand "unknown_command",
    /// Arguments do not have the right form.
    InvalidArgs "invalid_args",
    /// A record breaks its own rules.
    InvalidRecord "invalid_record",
    /// No record of that id.
    NotFound "not_found",
    /// Refers to a record that does not exist.
    UnknownReference "unknown_reference",
    /// The record was changed in the meantime.
    Conflict "conflict",
    /// Other records refer to it.
    InUse "in_use",
    /// The answer is not of the item's kind.
    AnswerDoesNotFit "answer_does_not_fit",
    /// No such checklist or version.
    ChecklistUnknown "checklist_unknown",
    /// The hospital's own answer so far says something else.
    OwnAnswerDiffers "own_answer_differs",
    /// The file is no checklist.
    ChecklistFile "checklist_file",
    /// A form is written as a workbook or as paper.
    FormFileName "form_file_name",
    /// Not a workbook at all.
    WorkbookNotOne "workbook_not_one",
    /// A workbook of an old format.
    WorkbookOld "workbook_old",
    /// A workbook in the binary format.
    WorkbookBinary "workbook_binary",
    /// A workbook that opens with a password only.
    WorkbookPassword "workbook_password",
    /// A workbook with macros.
    WorkbookMacros "workbook_macros",
    /// A workbook that takes content from elsewhere.
    WorkbookLinks "workbook_links",
    /// A workbook with more in it than is read.
    WorkbookTooLarge "workbook_too_large",
    /// A workbook that contradicts its format.
    WorkbookDamaged "workbook_damaged",
    /// The file is not one that can be kept.
    EvidenceRefused "evidence_refused",
    /// No vault is open.
    VaultLocked "vault_locked",
    /// The folder is not a vault.
    NotAVault "not_a_vault",
    /// The vault's folder is not where it was.
    VaultGone "vault_gone",
    /// Something is there already.
    VaultExists "vault_exists",
    /// Another process has it open.
    VaultInUse "vault_in_use",
    /// Wrong passphrase.
    WrongPassphrase "wrong_passphrase",
    /// Wrong recovery key.
    WrongRecoveryKey "wrong_recovery_key",
    /// Both copies of the vault header are damaged.
    HeaderDamaged "header_damaged",
    /// The header asks for key derivation out of bounds.
    HeaderRefused "header_refused",
    /// Made by a newer version.
    VaultTooNew "vault_too_new",
    /// The vault is older than what it recorded last.
    RolledBack "rolled_back",
    /// A survey file is damaged.
    SurveyDamaged "survey_damaged",
    /// The survey was erased.
    SurveyErased "survey_erased",
    /// This build has no or too old SQLCipher.
    BuildWithoutCipher "build_without_cipher",
    /// No space left.
    DiskFull "disk_full",
    /// The place cannot be written.
    ReadOnly "read_only",
    /// The folder does not exist any more.
    FolderGone "folder_gone",
    /// The target holds something already.
    TargetExists "target_exists",
    /// A file cannot be read.
    FileUnreadable "file_unreadable",
    /// No recipient whose card was verified.
    NoVerifiedRecipient "no_verified_recipient",
    /// The card is damaged or not signed by its own key.
    CardInvalid "card_invalid",
    /// The card is not valid today.
    CardExpired "card_expired",
    /// The fingerprint typed is not that of the card.
    CardFingerprintDiffers "card_fingerprint_differs",
    /// Not encrypted for this key.
    BundleNotForThisKey "bundle_not_for_this_key",
    /// Ends early.
    BundleTruncated "bundle_truncated",
    /// Altered or damaged.
    BundleDamaged "bundle_damaged",
    /// Not a bundle.
    NotABundle "not_a_bundle",
    /// Protected by a passphrase instead of a key.
    BundlePassphrase "bundle_passphrase",
    /// Format newer than this build.
    BundleTooNew "bundle_too_new",
    /// Signed by another key than the card's.
    BundleWrongSender "bundle_wrong_sender",
    /// The signature does not hold.
    BundleBadSignature "bundle_bad_signature",
    /// Signed for somebody else.
    BundleNotARecipient "bundle_not_a_recipient",
    /// An entry named in the manifest is missing.
    BundleEntryMissing "bundle_entry_missing",
    /// An entry is not in the manifest.
    BundleEntryExtra "bundle_entry_extra",
    /// An entry stands twice.
    BundleEntryDuplicate "bundle_entry_duplicate",
    /// An entry has a name that is not allowed.
    BundleEntryPath "bundle_entry_path",
    /// An entry differs from the manifest.
    BundleEntryMismatch "bundle_entry_mismatch",
    /// Beyond the limits of the format.
    BundleTooLarge "bundle_too_large",
    /// The key file holds no usable key.
    IdentityInvalid "identity_invalid",
    /// Checklist or template content is wrong.
    ContentInvalid "content_invalid",
    /// Stopped on request.
    Cancelled "cancelled",
    /// The sender's card is unverified or retired.
    BundleSenderNotVerified "bundle_sender_not_verified",
    /// Signed, but not in the one form that is accepted.
    BundleInvalid "bundle_invalid",
    /// An entry stands in the wrong place.
    BundleEntryOrder "bundle_entry_order",
    /// A group of the recovery key is mistyped.
    RecoveryKeyTypo "recovery_key_typo",
    /// registry.db is damaged.
    RegistryDamaged "registry_damaged",
    /// The survey exists already.
    SurveyExists "survey_exists",
    /// The id belongs to a checklist of this build.
    ChecklistIdTaken "checklist_id_taken",
    /// That version of the checklist was released.
    ChecklistReleased "checklist_released",
    /// The checklist is a draft.
    ChecklistNotReleased "checklist_not_released",
    /// The checklist has problems.
    ChecklistProblems "checklist_problems",
    /// Another text stands under that id and version.
    ChecklistDiffers "checklist_differs",
    /// The file is not a checklist pack.
    NotAChecklistPack "not_a_checklist_pack",
    /// A checklist pack is damaged or was altered.
    ChecklistPackDamaged "checklist_pack_damaged",
    /// The card of whoever signed the pack is not verified here.
    ChecklistSignerNotVerified "checklist_signer_not_verified",
    /// This office has no contact card yet.
    OwnCardMissing "own_card_missing",
    /// The passphrase can be guessed.
    PassphraseWeak "passphrase_weak",
    /// Something unforeseen.
    Internal "internal",
}

/// An error as window, command line and tests see it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct WireError {
    /// What went wrong.
    pub code: Code,
    /// Safe values that belong to it.
    #[ts(type = "Record<string, unknown>")]
    pub params: Map<String, Value>,
    /// Short id that also stands in the log.
    #[serde(rename = "ref")]
    pub reference: String,
}

/// An error inside the app: a code with its safe values, and for the log what lies behind it.
#[derive(Debug, thiserror::Error)]
#[error("{}", code.name())]
pub struct Error {
    /// What went wrong.
    pub code: Code,
    params: Map<String, Value>,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl Error {
    /// An error without values.
    pub fn of(code: Code) -> Self {
        Self {
            code,
            params: Map::new(),
            source: None,
        }
    }

    /// Adds a safe value.
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.params.insert(name.into(), value.into());
        self
    }

    /// Keeps what lies behind it, for the log.
    pub fn because(mut self, source: impl std::error::Error + Send + Sync + 'static) -> Self {
        self.source = Some(Box::new(source));
        self
    }

    /// Something unforeseen at `place` in the code.
    pub(crate) fn internal(place: &str) -> Self {
        Self::of(Code::Internal).with("place", place)
    }

    /// Arguments that do not parse. Serde's message may quote the content, so only its kind and position are kept;
    /// the name of an unknown or missing field is a name of ours or of the caller's own script.
    pub(crate) fn invalid_args(error: &serde_json::Error) -> Self {
        let text = error.to_string();
        let named = [
            "unknown field",
            "missing field",
            "unknown variant",
            "duplicate field",
        ]
        .into_iter()
        .find_map(|kind| text.strip_prefix(kind).map(|rest| (kind, rest)));
        let mut out = Self::of(Code::InvalidArgs);
        if let Some((kind, rest)) = named {
            out = out.with("problem", kind.replace(' ', "_"));
            if kind != "unknown variant"
                && let Some(field) = rest.split('`').nth(1)
            {
                out = out.with("field", field.chars().take(60).collect::<String>());
            }
        } else {
            let kind = if text.starts_with("invalid type") {
                "invalid_type"
            } else {
                "invalid_value"
            };
            out = out.with("problem", kind);
        }
        out
    }

    /// What lies behind it, for the log.
    pub(crate) fn source_text(&self) -> String {
        self.source.as_ref().map(ToString::to_string).unwrap_or_default()
    }

    /// The error on the wire, with a fresh reference.
    pub fn to_wire(&self, env: &mut Env) -> WireError {
        let id = env.id().simple().to_string();
        let reference = id.get(id.len().saturating_sub(8)..).unwrap_or("").to_string();
        WireError {
            code: self.code,
            params: self.params.clone(),
            reference,
        }
    }
}

/// What happened and what to do.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ErrorText {
    /// What happened.
    pub what: Wording,
    /// What to do.
    #[serde(rename = "do")]
    pub remedy: Wording,
}

/// The words for `code`.
pub fn error_text(code: Code) -> &'static ErrorText {
    static TEXTS: OnceLock<BTreeMap<String, ErrorText>> = OnceLock::new();
    let texts = TEXTS.get_or_init(|| {
        toml::from_str(include_str!("../../../../messages/errors.toml"))
            .expect("BUG: the embedded catalogue of errors parses, a test proves it")
    });
    texts
        .get(code.name())
        .expect("BUG: every code has its words, a test proves it")
}

/// A JSON list of problems, as a param.
pub(crate) fn problems_param(problems: &[junkai_core::Problem]) -> Value {
    json!(
        problems
            .iter()
            .map(|p| json!({"field": p.field, "problem": p.problem}))
            .collect::<Vec<_>>()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_says_what_happened_and_what_to_do_in_both_languages() {
        for code in Code::ALL {
            let text = error_text(*code);
            for part in [&text.what, &text.remedy] {
                assert!(
                    part.ja.ends_with('。'),
                    "{} in Japanese is a sentence",
                    code.name()
                );
                assert!(part.en.ends_with('.'), "{} in English is a sentence", code.name());
            }
        }
        let texts: BTreeMap<String, ErrorText> =
            toml::from_str(include_str!("../../../../messages/errors.toml")).expect("the catalogue parses");
        assert_eq!(
            texts.len(),
            Code::ALL.len(),
            "no words for a code that does not exist"
        );
    }

    #[test]
    fn a_value_of_the_wrong_type_is_not_quoted() {
        #[derive(Deserialize)]
        struct Args {
            #[allow(dead_code)]
            count: u32,
        }
        let error = serde_json::from_value::<Args>(json!({"count": "secret answer"}))
            .map(|_| ())
            .expect_err("wrong type");
        let wire = Error::invalid_args(&error).to_wire(&mut Env::real());
        let text = serde_json::to_string(&wire).expect("serialises");
        assert!(
            !text.contains("secret"),
            "the content stays out of the error: {text}"
        );
        assert!(
            text.contains("invalid_type"),
            "the kind of fault is named: {text}"
        );
    }
}
