//! The answers to the page's requests: asks for paths, and does the work off the main thread.
//!
//! Invariant: a picker comes before the work and outside the app's lock, so that a picker left open holds nobody up.
//! Deliberately absent: rules; what may leave and to whom is decided behind the app.

use crate::dialogs::{self, Ask};
use crate::host::{Host, refusal};
use crate::request::*;
use crate::settings::{Settings, shown};
use crate::strength::{self, Strength};
use crate::window;
use junkai_app::{App, ChecklistShown, Code, Error, WireError};
use junkai_core::Lang;
use junkai_core::form::FormArgs;
use std::fs::File;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use tauri::{AppHandle, Manager as _};

/// A card is a few hundred bytes; whatever is longer is none.
const CARD_BYTES: u64 = 64 * 1024;

/// The window and what is behind it.
pub(crate) struct Desktop(pub(crate) AppHandle);

type Answer<T> = Result<T, WireError>;

impl Desktop {
    /// Works with the host where waiting disturbs nobody.
    async fn host<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Host) -> Answer<T> + Send + 'static,
    ) -> Answer<T> {
        let handle = self.0.clone();
        let done = tauri::async_runtime::spawn_blocking(move || work(&handle.state::<Host>())).await;
        done.unwrap_or_else(|_| Err(refusal(Error::of(Code::Internal).with("place", "shell"))))
    }

    /// Works with the app.
    async fn app<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut App) -> Answer<T> + Send + 'static,
    ) -> Answer<T> {
        self.host(|host| host.with_app(work)).await
    }

    /// Opens a picker in front of the window.
    async fn pick(&self, what: Ask<'_>) -> Option<PathBuf> {
        dialogs::ask(window::main(&self.0).as_ref(), what).await
    }

    /// Asks for the name of a new file, which gets its ending whatever was typed.
    async fn save(&self, title: &str, name: &str, ending: &str) -> Option<PathBuf> {
        let name = format!("{name}.{ending}");
        let path = self.pick(Ask::Save { title, name: &name }).await?;
        Some(with_ending(path, ending))
    }

    /// The words of a picker in the language of the window.
    fn say<'a>(&self, ja: &'a str, en: &'a str) -> &'a str {
        match self.0.state::<Host>().settings().language {
            Lang::Ja => ja,
            Lang::En => en,
        }
    }
}

pub(crate) async fn status(desktop: &Desktop, _: Empty) -> Answer<ShellStatus> {
    let now = desktop.host(|host| Ok(host.standing())).await?;
    Ok(ShellStatus {
        open: now.open,
        sample: now.sample,
        folder: now.folder,
        was_open: now.was_open,
        notices: now.notices,
        restored: now.restored,
        locked_by: now.locked_by,
        recents: now.recents,
        surveyor: now.surveyor,
        settings: now.settings,
    })
}

pub(crate) async fn settings_set(desktop: &Desktop, args: Settings) -> Answer<Settings> {
    let kept = desktop.host(|host| Ok(host.set(args))).await?;
    window::scale(&desktop.0, kept.zoom);
    Ok(kept)
}

pub(crate) async fn touched(desktop: &Desktop, _: Empty) -> Answer<()> {
    desktop.0.state::<Host>().touch();
    Ok(())
}

pub(crate) async fn folder_pick(desktop: &Desktop, args: FolderPick) -> Answer<Option<FolderPicked>> {
    let what = match args.purpose {
        Purpose::New => Ask::Save {
            title: desktop.say(
                "新しい保管庫のフォルダーの名前と場所",
                "Name and place of the new vault's folder",
            ),
            name: desktop.say("巡回の保管庫", "junkai-vault"),
        },
        Purpose::Open => Ask::Folder {
            title: desktop.say("保管庫のフォルダーを選ぶ", "Choose the folder of the vault"),
        },
    };
    let Some(folder) = desktop.pick(what).await else {
        return Ok(None);
    };
    desktop
        .host(|host| {
            Ok(Some(FolderPicked {
                name: host.pick(folder),
            }))
        })
        .await
}

pub(crate) async fn recent_pick(desktop: &Desktop, args: RecentPick) -> Answer<Option<FolderPicked>> {
    desktop
        .host(move |host| Ok(host.pick_recent(args.index).map(|name| FolderPicked { name })))
        .await
}

pub(crate) async fn passphrase_rate(desktop: &Desktop, args: PassphraseRate) -> Answer<Strength> {
    desktop
        .host(move |_| {
            let known: Vec<&str> = args.known.iter().map(String::as_str).collect();
            Ok(strength::of(&args.passphrase, &known))
        })
        .await
}

pub(crate) async fn vault_new(desktop: &Desktop, args: VaultEnter) -> Answer<VaultMade> {
    desktop
        .host(move |host| {
            let recovery_key = host.create(args.passphrase, &args.surveyor)?;
            Ok(VaultMade { recovery_key })
        })
        .await
}

pub(crate) async fn vault_open(desktop: &Desktop, args: VaultEnter) -> Answer<()> {
    desktop
        .host(move |host| host.open(args.passphrase, &args.surveyor))
        .await
}

pub(crate) async fn vault_unlock(desktop: &Desktop, args: VaultUnlock) -> Answer<()> {
    desktop.host(move |host| host.unlock(args.passphrase)).await
}

pub(crate) async fn vault_recover(desktop: &Desktop, args: VaultRecover) -> Answer<()> {
    desktop
        .host(move |host| host.recover(args.recovery_key, args.passphrase, &args.surveyor))
        .await
}

pub(crate) async fn vault_lock(desktop: &Desktop, args: VaultLock) -> Answer<()> {
    desktop.host(move |host| host.lock(args.by)).await
}

pub(crate) async fn sample_open(desktop: &Desktop, _: Empty) -> Answer<()> {
    desktop.host(Host::sample).await
}

pub(crate) async fn print(desktop: &Desktop, _: Empty) -> Answer<()> {
    window::print(&desktop.0).map_err(|error| refusal(Error::of(Code::Internal).because(error)))
}

pub(crate) async fn form_save(desktop: &Desktop, args: FormSave) -> Answer<Option<FileSaved>> {
    let ending = match args.format {
        FormFormat::Xlsx => "xlsx",
        FormFormat::Pdf => "pdf",
    };
    let title = desktop.say("記入用紙を保存する", "Save the form");
    let Some(out) = desktop.save(title, &args.checklist, ending).await else {
        return Ok(None);
    };
    desktop
        .app(move |app| {
            let words = FormArgs {
                lang: args.lang,
                hospital: args.args.hospital,
                return_by: args.args.return_by,
                return_to: args.args.return_to,
                marking: args.args.marking.unwrap_or_default(),
            };
            app.write_form(&args.checklist, args.version.as_deref(), &words, &out)?;
            Ok(Some(FileSaved { name: shown(&out) }))
        })
        .await
}

pub(crate) async fn documents_export(
    desktop: &Desktop,
    args: DocumentsExport,
) -> Answer<Option<DocumentsSaved>> {
    let title = desktop.say("書類を入れる新しいフォルダー", "New folder for the documents");
    let name = format!("{}-{}", desktop.say("調査書類", "documents"), today());
    let Some(out) = desktop.pick(Ask::Save { title, name: &name }).await else {
        return Ok(None);
    };
    desktop
        .app(move |app| {
            let set = app.export(args.survey, args.lang, &out)?;
            Ok(Some(DocumentsSaved {
                name: shown(&out),
                documents: set.documents.into_iter().map(|document| document.name).collect(),
                adaptations: set.adaptations.len(),
            }))
        })
        .await
}

pub(crate) async fn bundle_seal(desktop: &Desktop, args: BundleSeal) -> Answer<Option<BundleSealed>> {
    let title = desktop.say("封をした包みを保存する", "Save the sealed bundle");
    // Before the picker, so that a wish to stop that comes while it is open is not lost.
    desktop.0.state::<Host>().sealing().begin();
    let Some(out) = desktop.save(title, &today(), "junkai").await else {
        return Ok(None);
    };
    desktop
        .host(move |host| {
            let course = host.sealing();
            let done = host.with_app(|app| {
                let tell = |now| course.tell(now);
                let sealed = app.seal_telling(args.survey, args.lang, &args.cards, &out, &tell)?;
                Ok(Some(BundleSealed {
                    name: shown(&out),
                    bytes: sealed.bytes,
                    sha256: sealed.sha256,
                    recipients: sealed.recipients,
                    entries: sealed.entries,
                }))
            });
            course.end();
            done
        })
        .await
}

pub(crate) async fn seal_status(desktop: &Desktop, _: Empty) -> Answer<SealProgress> {
    Ok(desktop.0.state::<Host>().sealing().now())
}

pub(crate) async fn seal_cancel(desktop: &Desktop, _: Empty) -> Answer<()> {
    desktop.0.state::<Host>().sealing().cancel();
    Ok(())
}

pub(crate) async fn card_make(desktop: &Desktop, args: CardMake) -> Answer<()> {
    desktop
        .app(move |app| app.own_card(&args.org, &args.name).map(drop))
        .await
}

pub(crate) async fn card_save(desktop: &Desktop, _: Empty) -> Answer<Option<FileSaved>> {
    let title = desktop.say("自社の連絡先カードを保存する", "Save this office's contact card");
    let card = desktop.app(App::own_card_text).await?;
    let Some(out) = desktop.save(title, &card.org, "card").await else {
        return Ok(None);
    };
    desktop
        .host(move |_| {
            let written = File::create_new(&out).and_then(|mut file| {
                file.write_all(card.text.as_bytes())?;
                file.sync_all()
            });
            let taken = |e: std::io::Error| match e.kind() {
                std::io::ErrorKind::AlreadyExists => refusal(Error::of(Code::TargetExists)),
                _ => refusal(Error::from_io(e, Code::FolderGone)),
            };
            written.map_err(taken)?;
            Ok(Some(FileSaved { name: shown(&out) }))
        })
        .await
}

pub(crate) async fn card_pick(desktop: &Desktop, _: Empty) -> Answer<Option<CardPicked>> {
    let title = desktop.say("連絡先カードを選ぶ", "Choose a contact card");
    let endings = ["toml", "card", "txt"];
    let Some(path) = desktop
        .pick(Ask::Open {
            title,
            endings: &endings,
        })
        .await
    else {
        return Ok(None);
    };
    desktop
        .host(move |_| {
            read_card(&path)
                .map(|card| Some(CardPicked { card }))
                .map_err(refusal)
        })
        .await
}

pub(crate) async fn checklist_export(desktop: &Desktop, args: ChecklistName) -> Answer<Option<FileSaved>> {
    let title = desktop.say("確認表の組を保存する", "Save the checklist pack");
    let name = format!("{}-{}", args.checklist, args.version);
    let Some(out) = desktop.save(title, &name, PACK).await else {
        return Ok(None);
    };
    desktop
        .app(move |app| {
            app.export_checklist(&args.checklist, &args.version, &out)?;
            Ok(Some(FileSaved { name: shown(&out) }))
        })
        .await
}

pub(crate) async fn checklist_import(desktop: &Desktop, _: Empty) -> Answer<Option<ChecklistShown>> {
    let title = desktop.say("確認表の組を選ぶ", "Choose a checklist pack");
    let Some(path) = desktop
        .pick(Ask::Open {
            title,
            endings: &[PACK],
        })
        .await
    else {
        return Ok(None);
    };
    desktop
        .host(move |host| {
            let shown = host.with_app(|app| app.import_checklist(&path, false))?;
            host.show_pack(path);
            Ok(Some(shown))
        })
        .await
}

pub(crate) async fn checklist_take(desktop: &Desktop, _: Empty) -> Answer<Option<ChecklistShown>> {
    desktop
        .host(|host| match host.pack() {
            Some(path) => host.with_app(|app| app.import_checklist(&path, true)).map(Some),
            None => Ok(None),
        })
        .await
}

/// The ending of a checklist pack's name.
const PACK: &str = "junkai-checklist";

fn with_ending(path: PathBuf, ending: &str) -> PathBuf {
    let has_it = path.extension().is_some_and(|e| e.eq_ignore_ascii_case(ending));
    if has_it {
        return path;
    }
    let mut name = path.into_os_string();
    name.push(".");
    name.push(ending);
    name.into()
}

fn read_card(path: &Path) -> Result<String, Error> {
    let unreadable = |error| Error::of(Code::FileUnreadable).because(error);
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(unreadable)?;
    file.take(CARD_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(unreadable)?;
    if bytes.len() as u64 > CARD_BYTES {
        return Err(Error::of(Code::CardInvalid).with("what", "size"));
    }
    String::from_utf8(bytes).map_err(|error| Error::of(Code::CardInvalid).because(error))
}

/// Today in Japan, for the name of a file.
fn today() -> String {
    junkai_core::Moment(jiff::Timestamp::now())
        .day_in_japan()
        .0
        .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(typed: &str, ending: &str, expected: &str) {
        let name = with_ending(typed.into(), ending);
        assert_eq!(name, Path::new(expected), "{typed} with .{ending}");
    }

    #[test]
    fn a_file_gets_its_ending_once() {
        check("/x/a", "xlsx", "/x/a.xlsx");
        check("/x/a.XLSX", "xlsx", "/x/a.XLSX");
        check("/x/v1.2", "pdf", "/x/v1.2.pdf");
        check("/x/2026-11-21.junkai", "junkai", "/x/2026-11-21.junkai");
    }

    #[test]
    fn a_card_is_small_text() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("card");
        let code = |path: &Path| read_card(path).err().map(|e| e.code);
        assert_eq!(code(&path), Some(Code::FileUnreadable), "it is not there");
        std::fs::write(&path, [0xff, 0xfe]).expect("written");
        assert_eq!(code(&path), Some(Code::CardInvalid), "no text");
        std::fs::write(&path, vec![b'a'; 70_000]).expect("written");
        assert_eq!(code(&path), Some(Code::CardInvalid), "too long");
        std::fs::write(&path, "org = 1").expect("written");
        assert_eq!(read_card(&path).ok().as_deref(), Some("org = 1"), "read as it is");
    }
}
