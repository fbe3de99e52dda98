//! The app: an open vault or none, the content, and what the world gives. Everything that needs a path that a person
//! chose is a method here.
//!
//! Invariant: at most one vault is open. A vault is closed in good order by `lock`; dropping the app leaves it as a
//! killed process would, which loses nothing that was acknowledged.

use crate::content::Content;
use crate::documents::{self, DocumentSet};
use crate::env::Env;
use crate::error::{Code, Error, WireError};
use crate::handover::{self, CardMade, OnSealing, OwnCard, SealedBundle, Sealing};
use crate::own;
use crate::share::{self, ChecklistExported, ChecklistShown};
use junkai_core::{Lang, Snapshot, SurveyId};
use junkai_store::{Kdf, RecoveryKey, Restored, Vault};
use secrecy::{ExposeSecret as _, SecretString};
use std::ops::ControlFlow;
use std::path::Path;

/// Everything behind the window and the command line.
pub struct App {
    pub(crate) vault: Option<Vault>,
    pub(crate) content: Content,
    pub(crate) env: Env,
    pub(crate) surveyor: String,
    pub(crate) device: String,
    kdf: Kdf,
}

impl App {
    /// An app without a vault. The audit trail will name `surveyor` (the firm's short sign) and `device`.
    pub fn new(env: Env, surveyor: &str, device: &str) -> Result<Self, Error> {
        Ok(Self {
            vault: None,
            content: Content::embedded()?,
            env,
            surveyor: surveyor.into(),
            device: device.into(),
            kdf: Kdf::STANDARD,
        })
    }

    /// The audit trail names `surveyor` and `device` from now on.
    pub fn work_as(&mut self, surveyor: &str, device: &str) {
        self.surveyor = surveyor.into();
        self.device = device.into();
    }

    /// Goes on with the clock of this machine, after a script was replayed on a clock of its own.
    pub fn use_real_clock(&mut self) {
        self.env = Env::real();
    }

    /// New vaults cost as little to unlock as a vault may: for throw-away vaults in tests.
    pub fn use_cheapest_key_derivation(&mut self) {
        self.kdf = Kdf::FLOOR;
    }

    /// Makes a vault in `folder` and opens it; gives the recovery key, which is never shown again.
    pub fn create_vault(&mut self, folder: &Path, passphrase: &SecretString) -> Result<String, WireError> {
        let actor = self.ctx().actor();
        let made = Vault::create(folder, passphrase, self.kdf, &actor).map_err(Error::from);
        let (vault, recovery) = self.wire(made)?;
        self.hold(vault)?;
        Ok(recovery.printed().expose_secret().into())
    }

    /// Opens the vault in `folder`.
    pub fn open_vault(&mut self, folder: &Path, passphrase: &SecretString) -> Result<(), WireError> {
        let actor = self.ctx().actor();
        let opened = Vault::open(folder, passphrase, &actor).map_err(Error::from);
        let vault = self.wire(opened)?;
        self.hold(vault)
    }

    /// Opens the vault in `folder` with its recovery key and sets a new passphrase.
    pub fn recover_vault(
        &mut self,
        folder: &Path,
        recovery: &SecretString,
        passphrase: &SecretString,
    ) -> Result<(), WireError> {
        let actor = self.ctx().actor();
        let opened = RecoveryKey::parse(recovery)
            .and_then(|key| Vault::recover(folder, &key, passphrase, &actor))
            .map_err(Error::from);
        let vault = self.wire(opened)?;
        self.hold(vault)
    }

    /// Closes the vault in good order; nothing happens when none is open.
    pub fn lock(&mut self) -> Result<(), WireError> {
        let actor = self.ctx().actor();
        let locked = match self.vault.take() {
            Some(vault) => vault.lock(&actor).map_err(Error::from),
            None => Ok(()),
        };
        self.content.set_own(Vec::new());
        self.wire(locked)
    }

    /// Whether a vault is open. Asks no disk, so that what hangs on it (the automatic lock) goes on where one fails.
    pub fn is_open(&self) -> bool {
        self.vault.is_some()
    }

    /// What was found whole when the vault was opened after a session that nothing had ended.
    pub fn restored(&self) -> Option<&Restored> {
        self.vault.as_ref().and_then(Vault::restored)
    }

    /// What the vault mended or could not do since the last call, by key of the catalogue and the survey concerned.
    pub fn notices(&mut self) -> Vec<(&'static str, String)> {
        let notices = self.vault.as_mut().map(Vault::notices).unwrap_or_default();
        notices.iter().map(crate::translate::notice).collect()
    }

    /// Makes all documents of a survey, in memory.
    pub fn render(&mut self, survey: SurveyId, lang: Lang) -> Result<DocumentSet, WireError> {
        self.render_telling(survey, lang, &|_| ControlFlow::Continue(()))
    }

    fn render_telling(
        &mut self,
        survey: SurveyId,
        lang: Lang,
        tell: OnSealing<'_>,
    ) -> Result<DocumentSet, WireError> {
        let made = self.snapshot(survey).and_then(|snapshot| {
            let earlier = crate::command::comparison::before(&mut self.ctx(), &snapshot)?;
            let today = self.env.now().day_in_japan();
            let form = (today, lang);
            documents::make(&self.content, &snapshot, earlier.as_ref(), form, &|done, all| {
                tell(Sealing::Documents { done, all })
            })
        });
        self.wire(made)
    }

    /// Writes all documents of a survey, unencrypted, into the new or empty folder `out`, and records that.
    pub fn export(&mut self, survey: SurveyId, lang: Lang, out: &Path) -> Result<DocumentSet, WireError> {
        let set = self.render(survey, lang)?;
        let written = crate::plain::write(&mut self.ctx(), survey, &set, out);
        self.wire(written)?;
        Ok(set)
    }

    /// Makes all documents of a survey and seals them for the owners of `cards`.
    pub fn seal(
        &mut self,
        survey: SurveyId,
        lang: Lang,
        cards: &[String],
        out: &Path,
    ) -> Result<SealedBundle, WireError> {
        self.seal_telling(survey, lang, cards, out, &|_| ControlFlow::Continue(()))
    }

    /// The same; `tell` hears how far it has come, and stops it with `Break`.
    pub fn seal_telling(
        &mut self,
        survey: SurveyId,
        lang: Lang,
        cards: &[String],
        out: &Path,
        tell: OnSealing<'_>,
    ) -> Result<SealedBundle, WireError> {
        // Before the documents: a stranger among the recipients should not cost a minute.
        let known = handover::recipients(&mut self.ctx(), cards).map(|_| ());
        self.wire(known)?;
        let set = self.render_telling(survey, lang, tell)?;
        let sealed = handover::seal(&mut self.ctx(), survey, set, cards, out, tell);
        self.wire(sealed)
    }

    /// Seals documents that were made before.
    pub fn seal_documents(
        &mut self,
        survey: SurveyId,
        set: DocumentSet,
        cards: &[String],
        out: &Path,
    ) -> Result<SealedBundle, WireError> {
        let go_on: OnSealing<'_> = &|_| ControlFlow::Continue(());
        let sealed = handover::seal(&mut self.ctx(), survey, set, cards, out, go_on);
        self.wire(sealed)
    }

    /// This office's own contact card, with keys made when there are none yet.
    pub fn own_card(&mut self, org: &str, name: &str) -> Result<CardMade, WireError> {
        let made = handover::own_card(&mut self.ctx(), org, name);
        self.wire(made)
    }

    /// This office's own contact card, to be given to others.
    pub fn own_card_text(&mut self) -> Result<OwnCard, WireError> {
        let own = handover::own(&mut self.ctx()).map(|(card, _)| OwnCard {
            org: card.org().into(),
            text: card.text().into(),
        });
        self.wire(own)
    }

    /// Takes a card in as verified, when `typed` is its fingerprint.
    pub fn verify_card(&mut self, card: &str, typed: &str) -> Result<(), WireError> {
        let verified = handover::verify_card(&mut self.ctx(), card, typed);
        self.wire(verified)
    }

    /// Signs the released checklist `id` in `version` of the vault's own and writes it to `out`, to be shared.
    pub fn export_checklist(
        &mut self,
        id: &str,
        version: &str,
        out: &Path,
    ) -> Result<ChecklistExported, WireError> {
        let exported = share::export(&mut self.ctx(), id, version, out);
        self.wire(exported)
    }

    /// Shows the checklist pack at `path`; with `take` keeps its list, if its signer's card is verified here.
    pub fn import_checklist(&mut self, path: &Path, take: bool) -> Result<ChecklistShown, WireError> {
        let shown = share::import(&mut self.ctx(), path, take);
        let shown = self.wire(shown)?;
        let reloaded = self.reload_lists();
        self.wire(reloaded)?;
        Ok(shown)
    }

    /// Works with `vault` from now on.
    fn hold(&mut self, vault: Vault) -> Result<(), WireError> {
        self.vault = Some(vault);
        let reloaded = self.reload_lists();
        self.wire(reloaded)
    }

    /// Brings the own checklists in line with the vault: read anew, or gone with it.
    pub(crate) fn reload_lists(&mut self) -> Result<(), Error> {
        self.content.set_own(Vec::new());
        if let Some(vault) = &self.vault {
            self.content.set_own(own::of(vault)?);
        }
        Ok(())
    }

    /// The error for a line of a script that is not a command.
    pub fn invalid_line(&mut self, error: &serde_json::Error) -> WireError {
        Error::invalid_args(error)
            .with("column", error.column())
            .to_wire(&mut self.env)
    }

    fn snapshot(&mut self, survey: SurveyId) -> Result<Snapshot, Error> {
        let vault = self.vault.as_mut().ok_or(Error::of(Code::VaultLocked))?;
        Ok(vault.read(survey, |r| r.snapshot())?)
    }

    fn wire<T>(&mut self, result: Result<T, Error>) -> Result<T, WireError> {
        result.map_err(|error| {
            let wire = error.to_wire(&mut self.env);
            tracing::warn!(code = wire.code.name(), reference = %wire.reference, source = error.source_text(), "refused");
            wire
        })
    }
}
