// Made from the shell's requests by `cargo test -p junkai-shell`. Do not edit.
import type { ContentProblem, Day, Lang, Moment, RecordKind, SurveyId, Wording } from "./generated";

/**
 * Everything of a survey, sealed.
 */
export type BundleSeal = { 
/**
 * The survey.
 */
survey: SurveyId, 
/**
 * Language of the documents.
 */
lang: Lang, 
/**
 * Texts of the recipients' cards.
 */
cards: Array<string>, };

/**
 * A bundle that was sealed and verified.
 */
export type BundleSealed = { 
/**
 * Name of the file, without where it lies.
 */
name: string, 
/**
 * Size.
 */
bytes: number, 
/**
 * SHA-256 of the file.
 */
sha256: string, 
/**
 * Offices that can open it.
 */
recipients: Array<string>, 
/**
 * Names of what is inside, as the bundle has them.
 */
entries: Array<string>, };

/**
 * This office's own contact card.
 */
export type CardMake = { 
/**
 * Short name of the office.
 */
org: string, 
/**
 * Name of the office.
 */
name: string, };

/**
 * A contact card that was read.
 */
export type CardPicked = { 
/**
 * Its text.
 */
card: string, };

/**
 * A released checklist of the vault's own.
 */
export type ChecklistName = { 
/**
 * Its id.
 */
checklist: string, 
/**
 * Its version.
 */
version: string, };

/**
 * A pack, for showing it.
 */
export type ChecklistShown = { 
/**
 * The list's id.
 */
id: string, 
/**
 * Its version.
 */
version: string, 
/**
 * Its title, where the list can be read.
 */
title?: Wording, 
/**
 * Number of items, as far as they can be read.
 */
items: number, 
/**
 * Short name of the office that signed it.
 */
org: string, 
/**
 * Name of the office that signed it.
 */
signer: string, 
/**
 * Fingerprint of its card, to be compared with its owner.
 */
fingerprint: string, 
/**
 * Its card, to be taken in as verified once that was done.
 */
card: string, 
/**
 * Whether that card is verified in this vault, or its own.
 */
verified: boolean, 
/**
 * What this vault has under that id and version.
 */
here: Standing, 
/**
 * What stands in the way of using it. Looked for only once the card is verified: working through the conditions
 * of a list can be made to take very long, and a stranger shall not choose how long.
 */
problems: Array<ContentProblem>, 
/**
 * Whether it is kept now.
 */
taken: boolean, };

/**
 * All documents of a survey, unencrypted.
 */
export type DocumentsExport = { 
/**
 * The survey.
 */
survey: SurveyId, 
/**
 * Language of the documents.
 */
lang: Lang, };

/**
 * Documents that were written.
 */
export type DocumentsSaved = { 
/**
 * Name of their folder, without where it lies.
 */
name: string, 
/**
 * Names of the documents.
 */
documents: Array<string>, 
/**
 * Places where a text was put down differently from how it was entered.
 */
adaptations: number, };

/**
 * Nothing.
 */
export type Empty = Record<symbol, never>;

/**
 * A file that was written.
 */
export type FileSaved = { 
/**
 * Its name, without where it lies.
 */
name: string, };

/**
 * Which folder is to be picked.
 */
export type FolderPick = { 
/**
 * For a new vault or of one that is there.
 */
purpose: Purpose, };

/**
 * A folder that was picked.
 */
export type FolderPicked = { 
/**
 * Its name, without where it lies.
 */
name: string, };

/**
 * How a form is written.
 */
export type FormFormat = "xlsx" | "pdf";

/**
 * An empty form of a checklist.
 */
export type FormSave = { 
/**
 * Id of the list.
 */
checklist: string, 
/**
 * Its version; the newest one when there is none.
 */
version: string | null, 
/**
 * Language of the form.
 */
lang: Lang, 
/**
 * To be filled in on a computer or on paper.
 */
format: FormFormat, 
/**
 * What is printed on it besides the questions.
 */
args: FormWords, };

/**
 * What is printed on a form besides the questions; every part may be missing.
 */
export type FormWords = { 
/**
 * The hospital.
 */
hospital?: string, 
/**
 * Day by which it is to come back.
 */
return_by?: Day, 
/**
 * To whom.
 */
return_to?: string, 
/**
 * Marking on each page.
 */
marking?: string, };

/**
 * Why the vault closed.
 */
export type LockedBy = "person" | "idle" | "away";

/**
 * What a vault mended, or could not do, when it was opened.
 */
export type Notice = "header_repaired" | "snapshot_failed" | "erasure_finished" | "registry_restored" | "unlisted_survey" | "clock_back";

/**
 * A passphrase in the making.
 */
export type PassphraseRate = { 
/**
 * As far as it was typed.
 */
passphrase: string, 
/**
 * Words that a thief would try first.
 */
known: Array<string>, };

/**
 * What a folder is picked for.
 */
export type Purpose = "new" | "open";

/**
 * One of the folders that were opened before.
 */
export type RecentPick = { 
/**
 * Its place in the list.
 */
index: number, };

/**
 * The last change before an end that was none.
 */
export type RestoredChange = { 
/**
 * What the list shows for its survey.
 */
label: string, 
/**
 * The kind of the record that it changed.
 */
kind: RecordKind, 
/**
 * When it was saved.
 */
at: Moment, };

/**
 * How far sealing has come.
 */
export type SealProgress = { 
/**
 * What it is busy with.
 */
step: SealStep, 
/**
 * So much is done: files while documents are made, bytes afterwards.
 */
done: number, 
/**
 * Of so much; zero while that is not known.
 */
all: number, };

/**
 * What sealing is busy with.
 */
export type SealStep = "idle" | "documents" | "hashing" | "writing" | "verifying";

/**
 * What a person can set.
 */
export type Settings = { 
/**
 * Language of the window.
 */
language: Lang, 
/**
 * Colours of the window.
 */
theme: Theme, 
/**
 * Minutes without input after which the vault closes.
 */
idle_minutes: number, 
/**
 * How large everything is, in percent of the usual size.
 */
zoom: number, };

/**
 * Where the shell stands.
 */
export type ShellStatus = { 
/**
 * Whether a vault is open.
 */
open: boolean, 
/**
 * Whether it is the sample hospital's.
 */
sample: boolean, 
/**
 * Name of the folder that was picked.
 */
folder: string | null, 
/**
 * Whether a passphrase alone opens it again.
 */
was_open: boolean, 
/**
 * What the vault mended, or could not do, when it was opened last.
 */
notices: Array<Notice>, 
/**
 * What was found whole when it was opened last, after an end that was none.
 */
restored: RestoredChange | null, 
/**
 * Why the vault was closed last.
 */
locked_by: LockedBy | null, 
/**
 * Names of the folders that were opened before, the last one first.
 */
recents: Array<string>, 
/**
 * Who worked here last.
 */
surveyor: string, 
/**
 * What a person set.
 */
settings: Settings, };

/**
 * What this vault has under the id and version of a pack.
 */
export type Standing = "new" | "same" | "draft" | "different";

/**
 * A passphrase's strength.
 */
export type Strength = { 
/**
 * From 0 (guessed at once) to 4.
 */
score: number, 
/**
 * Whether a new vault takes it.
 */
enough: boolean, };

/**
 * Colours of the window.
 */
export type Theme = "auto" | "light" | "dark" | "contrast";

/**
 * Makes or opens the vault in the picked folder.
 */
export type VaultEnter = { 
/**
 * Its passphrase.
 */
passphrase: string, 
/**
 * Who works in it: the firm's short sign.
 */
surveyor: string, };

/**
 * Closes the vault.
 */
export type VaultLock = { 
/**
 * Why.
 */
by: LockedBy, };

/**
 * A vault that was made.
 */
export type VaultMade = { 
/**
 * Its recovery key, as it is printed. It is never shown again.
 */
recovery_key: string, };

/**
 * Opens the vault in the picked folder without its passphrase.
 */
export type VaultRecover = { 
/**
 * As it was printed.
 */
recovery_key: string, 
/**
 * The new passphrase.
 */
passphrase: string, 
/**
 * Who works in it.
 */
surveyor: string, };

/**
 * Opens the vault again that was open before.
 */
export type VaultUnlock = { 
/**
 * Its passphrase.
 */
passphrase: string, };

/** What the page may ask of the shell: arguments and view of each request. */
export interface ShellRequests {
  /** Says where the shell stands. */
  status: { args: Empty; view: ShellStatus };
  /** Keeps what a person set; minutes are brought into their bounds. */
  settings_set: { args: Settings; view: Settings };
  /** Says that a person touched something, so that the vault stays open. */
  touched: { args: Empty; view: null };
  /** Lets the person pick a folder; nothing is made or opened yet. */
  folder_pick: { args: FolderPick; view: FolderPicked | null };
  /** Picks a folder that was opened before. */
  recent_pick: { args: RecentPick; view: FolderPicked | null };
  /** Says how well a passphrase withstands guessing. */
  passphrase_rate: { args: PassphraseRate; view: Strength };
  /** Makes a vault in the picked folder and opens it. */
  vault_new: { args: VaultEnter; view: VaultMade };
  /** Opens the vault in the picked folder. */
  vault_open: { args: VaultEnter; view: null };
  /** Opens the vault again that was open before, for the same person. */
  vault_unlock: { args: VaultUnlock; view: null };
  /** Opens the vault in the picked folder with its recovery key and gives it a new passphrase. */
  vault_recover: { args: VaultRecover; view: null };
  /** Closes the vault; the sample's goes for good. */
  vault_lock: { args: VaultLock; view: null };
  /** Opens the sample hospital in a throw-away vault. */
  sample_open: { args: Empty; view: null };
  /** Prints what the window shows, in the system's own dialog. */
  print: { args: Empty; view: null };
  /** Writes an empty form of a checklist to a file that the person names. */
  form_save: { args: FormSave; view: FileSaved | null };
  /** Writes all documents of a survey, unencrypted, into a folder that the person names, and records that. */
  documents_export: { args: DocumentsExport; view: DocumentsSaved | null };
  /** Seals a survey for the owners of cards, into a file that the person names. */
  bundle_seal: { args: BundleSeal; view: BundleSealed | null };
  /** Says how far sealing has come. */
  seal_status: { args: Empty; view: SealProgress };
  /** Stops sealing at the next opportunity; it then ends as `cancelled`. */
  seal_cancel: { args: Empty; view: null };
  /** Makes this office's own contact card; an older one is retired. */
  card_make: { args: CardMake; view: null };
  /** Writes this office's own contact card to a file that the person names. */
  card_save: { args: Empty; view: FileSaved | null };
  /** Reads a contact card from a file that the person picks; it is not taken in yet. */
  card_pick: { args: Empty; view: CardPicked | null };
  /** Signs a released checklist of the vault's own and writes it to a file that the person names. */
  checklist_export: { args: ChecklistName; view: FileSaved | null };
  /** Shows the checklist pack that the person picks; nothing is kept yet. */
  checklist_import: { args: Empty; view: ChecklistShown | null };
  /** Keeps the list of the pack that was shown last. */
  checklist_take: { args: Empty; view: ChecklistShown | null };
}
