// Made from the command table by `cargo test -p junkai-tests`. Do not edit.
/* eslint-disable */

/**
 * How the answer on the right stands to the one on the left.
 */
export type Agreement = "same" | "to_yes" | "to_no" | "differs" | "one_sided" | "unanswered";

/**
 * The answer to one item in one interview.
 */
export type Answer = { 
/**
 * The interview.
 */
interview: InterviewId, 
/**
 * Number of the item in the checklist.
 */
item: string, 
/**
 * What the hospital had answered before the visit.
 */
own?: AnswerValue | null, 
/**
 * What surveyor and interviewee agreed on.
 */
confirmed?: AnswerValue | null, 
/**
 * Note of the surveyor.
 */
note?: string | null, 
/**
 * What the hospital wrote beside its own answer.
 */
own_note?: string | null, 
/**
 * What the interviewee did not understand.
 */
not_understood?: string | null, 
/**
 * The item itself is hard to understand: a finding about the checklist.
 */
hard_to_understand?: boolean | null, 
/**
 * Why it does not apply, where it does not.
 */
not_applicable_because?: string | null, 
/**
 * Papers and photos that show it.
 */
evidence?: Array<EvidenceId>, };

/**
 * How an item is answered.
 */
export type AnswerKind = "mark" | "yes_no" | "yes_no_date" | "single" | "multi" | "number" | "text" | "table";

/**
 * Sets the answer to one item.
 */
export type AnswerSet = { 
/**
 * The survey.
 */
survey: SurveyId, 
/**
 * The interview.
 */
interview: InterviewId, 
/**
 * Number of the item.
 */
item: string, 
/**
 * The revision that is changed, when the caller wants a stale change refused.
 */
rev?: number, 
/**
 * Why, for a correction.
 */
reason?: string, 
/**
 * The hospital's own answer.
 */
own?: AnswerValue, 
/**
 * The confirmed answer.
 */
confirmed?: AnswerValue, 
/**
 * Note.
 */
note?: string, 
/**
 * What the hospital wrote beside its own answer.
 */
own_note?: string, 
/**
 * What was not understood.
 */
not_understood?: string, 
/**
 * The item itself is hard to understand.
 */
hard_to_understand?: boolean, 
/**
 * Why it does not apply.
 */
not_applicable_because?: string, 
/**
 * Papers and photos.
 */
evidence?: Array<EvidenceId>, 
/**
 * Fields to empty.
 */
clear?: Array<ClearField>, };

/**
 * What was answered.
 */
export type AnswerValue = { "kind": "mark", 
/**
 * ○ when true.
 */
value: boolean, } | { "kind": "yes_no", 
/**
 * Yes when true.
 */
value: boolean, } | { "kind": "yes_no_date", 
/**
 * Yes when true.
 */
value: boolean, 
/**
 * Day of checking.
 */
checked_on?: Day | null, 
/**
 * Day by which it is to be yes.
 */
target_on?: Day | null, } | { "kind": "single", 
/**
 * Its id.
 */
option: string, 
/**
 * What the option asks to be written beside it.
 */
text?: string | null, } | { "kind": "multi", 
/**
 * Their ids.
 */
options: Array<string>, 
/**
 * What the options ask to be written beside them.
 */
text?: string | null, } | { "kind": "number", 
/**
 * The number.
 */
value: number, } | { "kind": "text", 
/**
 * The text.
 */
text: string, } | { "kind": "table", 
/**
 * Rows, each as long as the item has columns.
 */
rows: Array<Array<string>>, } | { "kind": "dont_know" } | { "kind": "not_applicable" };

/**
 * The answer as it stands, with the time at which the commit returned.
 */
export type AnswerView = { 
/**
 * The answer.
 */
answer: Kept<Answer>, 
/**
 * When the commit returned.
 */
saved_at: Moment, 
/**
 * How far the interview has come.
 */
progress: Progress, };

/**
 * A device or piece of equipment on the ledger.
 */
export type Asset = { 
/**
 * What it is.
 */
kind: AssetKind, 
/**
 * What the hospital calls it.
 */
name: string, 
/**
 * Maker.
 */
maker?: string | null, 
/**
 * Model.
 */
model?: string | null, 
/**
 * Operating system or firmware.
 */
os?: string | null, 
/**
 * Its version, as confirmed.
 */
version?: string | null, 
/**
 * IP addresses.
 */
ip?: string | null, 
/**
 * MAC address.
 */
mac?: string | null, 
/**
 * Protocols spoken, such as DICOM or HL7.
 */
protocol?: string | null, 
/**
 * Where it stands.
 */
location: Location, 
/**
 * Department that uses it.
 */
department?: string | null, 
/**
 * Whose property it is.
 */
owner?: Owner | null, 
/**
 * Name of the vendor or lessor that owns it.
 */
owner_name?: string | null, 
/**
 * Department that manages it.
 */
managing_department?: string | null, 
/**
 * The system it belongs to.
 */
system?: SystemId | null, 
/**
 * How it is maintained.
 */
maintenance?: Maintenance | null, 
/**
 * By whom.
 */
maintained_by?: string | null, 
/**
 * The contract that covers it.
 */
contract?: string | null, 
/**
 * Day on which the maker stops selling or producing it.
 */
end_of_life?: Day | null, 
/**
 * Last day of support for device or operating system.
 */
end_of_support?: Day | null, 
/**
 * State of patches.
 */
patch_state?: UpkeepState | null, 
/**
 * State of protection against malware.
 */
antivirus_state?: UpkeepState | null, 
/**
 * Whether MDS2 or MDS/SDS was obtained.
 */
mds2?: Tri | null, 
/**
 * Whether an SBOM was obtained.
 */
sbom?: Tri | null, 
/**
 * Whether the maker has declared it legacy.
 */
legacy?: Tri | null, 
/**
 * How these facts were confirmed.
 */
confirmed_by?: ConfirmedBy | null, 
/**
 * When.
 */
confirmed_on?: Day | null, 
/**
 * Note.
 */
note?: string | null, 
/**
 * Photos and papers.
 */
evidence?: Array<EvidenceId>, };

/**
 * A device or a piece of equipment on the ledger.
 */
export type AssetId = string;

/**
 * What an asset is.
 */
export type AssetKind = "server" | "terminal" | "firewall" | "vpn_gateway" | "router" | "switch" | "wireless_access_point" | "mobile_router" | "storage" | "ct" | "mri" | "imaging" | "laboratory" | "bedside" | "medical_device" | "card_reader" | "maintenance_box" | "peripheral" | "other";

/**
 * Whom a checklist is for.
 */
export type Audience = "executive" | "admin" | "user" | "vendor" | "device";

/**
 * One field before and after.
 */
export type AuditField = { 
/**
 * The field.
 */
field: string, 
/**
 * Before; absent when it was not filled in.
 */
before?: unknown, 
/**
 * After; absent when it is not filled in any more.
 */
after?: unknown, };

/**
 * Entries of a survey's log: the newest that are asked for. What is absent does not narrow.
 */
export type AuditGet = { 
/**
 * The survey.
 */
survey: SurveyId, 
/**
 * About records of this kind.
 */
kind?: RecordKind, 
/**
 * About this record.
 */
id?: string, 
/**
 * Written on this day in Japan or later.
 */
from?: Day, 
/**
 * Written on this day in Japan or earlier.
 */
to?: Day, 
/**
 * Numbered below this: the first number of the page after it.
 */
before?: number, 
/**
 * How many at the most; all when absent.
 */
limit?: number, };

/**
 * One entry of the log.
 */
export type AuditLine = { 
/**
 * Its number.
 */
seq: number, 
/**
 * When.
 */
at: Moment, 
/**
 * Who, by the firm's short sign.
 */
surveyor: string, 
/**
 * On which laptop.
 */
device: string, 
/**
 * `create`, `update`, `remove`, `export`, `import`, `restore`.
 */
action: string, 
/**
 * Of what.
 */
about: RecordRef, 
/**
 * Fields that changed.
 */
changes: Array<AuditField>, 
/**
 * Why, where it was said.
 */
reason: string | null, 
/**
 * The entry that it takes back, where it is an undo.
 */
undoes?: number, 
/**
 * The entry that it makes again, where it is a redo.
 */
redoes?: number, };

/**
 * Whether the chains hold.
 */
export type AuditReportView = { 
/**
 * Whether every link of every chain holds.
 */
holds: boolean, 
/**
 * Entries of the vault's own log.
 */
vault_entries: number, 
/**
 * Each survey's chain.
 */
surveys: Array<SurveyAuditView>, };

/**
 * How the other side proves who it is.
 */
export type Authentication = "none" | "password" | "certificate" | "two_factor" | "caller_id" | "unknown";

/**
 * When it is open.
 */
export type Availability = "always_on" | "on_demand" | "unknown";

/**
 * One backup of one system's data.
 */
export type Backup = { 
/**
 * The system.
 */
system: SystemId, 
/**
 * Which data.
 */
data: string, 
/**
 * Method, such as full to NAS.
 */
method?: string | null, 
/**
 * How often.
 */
frequency?: string | null, 
/**
 * How many generations are kept.
 */
generations?: number | null, 
/**
 * Where it is kept.
 */
place?: string | null, 
/**
 * Whether a copy is cut off from the network.
 */
offline?: Tri | null, 
/**
 * Whether it is encrypted.
 */
encrypted?: Tri | null, 
/**
 * Whether a copy is outside the hospital.
 */
off_site?: Tri | null, 
/**
 * Whether restoring was ever tried.
 */
restore_tested?: Tri | null, 
/**
 * When it was last tried.
 */
restore_tested_on?: Day | null, 
/**
 * Who is in charge, by position.
 */
in_charge?: string | null, 
/**
 * Note.
 */
note?: string | null, };

/**
 * One record of several.
 */
export type BatchRow<T> = { 
/**
 * The record's id; a fresh one when absent.
 */
id?: string, 
/**
 * The revision that is changed; absent to create.
 */
rev?: number, 
/**
 * The record.
 */
record: T, };

/**
 * Creates or changes several records of one kind, all or none.
 */
export type BatchSet<T> = { 
/**
 * The survey.
 */
survey: SurveyId, 
/**
 * Why, where a reason is wanted.
 */
reason?: string, 
/**
 * The records, in the order in which they are written.
 */
rows: Array<BatchRow<T>>, };

/**
 * Beds by kind, as licensed.
 */
export type Beds = { 
/**
 * General.
 */
general?: number | null, 
/**
 * Long-term care.
 */
long_term?: number | null, 
/**
 * Psychiatric.
 */
psychiatric?: number | null, 
/**
 * Tuberculosis.
 */
tuberculosis?: number | null, 
/**
 * Infectious disease.
 */
infectious?: number | null, };

/**
 * A national figure: what share of whom said so, when, and where that is printed.
 */
export type Benchmark = { 
/**
 * Id that items name.
 */
id: string, 
/**
 * What was asked.
 */
what: Wording, 
/**
 * Per cent that answered yes.
 */
percent?: number | null, 
/**
 * The figure in words, where it is not a share that answered yes.
 */
figure?: Wording | null, 
/**
 * Per cent in the survey before.
 */
previous?: number | null, 
/**
 * How often each option was chosen.
 */
counts?: Array<OptionCount>, 
/**
 * Of whom.
 */
of: Wording, 
/**
 * Day of the figure: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
 */
on: string, 
/**
 * Source.
 */
source: Wording, 
/**
 * What to mind when comparing, such as a bias of the sample.
 */
caution?: Wording | null, };

/**
 * A time in which an interview stood still.
 */
export type Break = { 
/**
 * From when.
 */
from: Moment, 
/**
 * Until when.
 */
to: Moment, };

/**
 * Takes in a card.
 */
export type CardAdd = { 
/**
 * The card's text.
 */
card: string, };

/**
 * Names a card.
 */
export type CardGet = { 
/**
 * Its fingerprint: the one its owner read out, when it is verified.
 */
fingerprint: string, };

/**
 * A card in the list.
 */
export type CardLine = { 
/**
 * Short name of the office.
 */
org: string, 
/**
 * Name of the office.
 */
name: string, 
/**
 * Fingerprint, twelve groups of five digits.
 */
fingerprint: string, 
/**
 * `unverified`, `verified` or `retired`.
 */
state: string, 
/**
 * Whether it is this office's own.
 */
own: boolean, 
/**
 * The card itself, to seal for.
 */
card: string, 
/**
 * First day of validity.
 */
valid_from: Day, 
/**
 * Last day of validity.
 */
valid_to: Day, };

/**
 * That a category was asked about, and what was said.
 */
export type CategoryCheck = { 
/**
 * Category of the method, 1 to 8.
 */
category: number, 
/**
 * When it was asked about.
 */
asked_on: Day, 
/**
 * Whom, by position.
 */
whom?: string | null, 
/**
 * Somebody confirmed that there is really no such connection.
 */
really_none?: boolean | null, 
/**
 * What was said.
 */
note?: string | null, };

/**
 * An item whose answer keeps another from applying.
 */
export type Cause = { 
/**
 * Number of the deciding item.
 */
item: string, 
/**
 * What counts as its answer; none while it is unanswered, or does not apply itself.
 */
answer?: AnswerValue, };

/**
 * What was taken back, or made again.
 */
export type ChangeMoved = { 
/**
 * The change.
 */
change: ChangeStep, 
/**
 * What comes next.
 */
next: ChangeSteps, 
/**
 * When the commit returned.
 */
saved_at: Moment, };

/**
 * What one command changed.
 */
export type ChangeStep = { 
/**
 * Number of its first entry in the log.
 */
seq: number, 
/**
 * When.
 */
at: Moment, 
/**
 * What was done with the first record: `create`, `update`, `remove`.
 */
action: string, 
/**
 * The first record.
 */
about: RecordRef, 
/**
 * What the first record is called, where it has a name.
 */
name?: string, 
/**
 * Fields of the first record that changed.
 */
fields: Array<string>, 
/**
 * How many entries it wrote: more than one where several records changed at once.
 */
entries: number, 
/**
 * The kinds of record that changed.
 */
kinds: Array<RecordKind>, };

/**
 * What can be taken back and what can be made again next.
 */
export type ChangeSteps = { 
/**
 * What undo would take back.
 */
undo?: ChangeStep, 
/**
 * What redo would make again.
 */
redo?: ChangeStep, };

/**
 * Takes a change back.
 */
export type ChangeUndo = { 
/**
 * The survey.
 */
survey: SurveyId, 
/**
 * An entry of the change, when it is not the newest one that is meant.
 */
seq?: number, };

/**
 * One version of one checklist.
 */
export type Checklist = { 
/**
 * Format of the file; 1.
 */
format: number, 
/**
 * Id, also the folder it lies in.
 */
id: string, 
/**
 * Version, also the file name.
 */
version: string, 
/**
 * Whom it is for.
 */
audience: Audience, 
/**
 * Whether items and numbers are those of an official sheet.
 */
official: boolean, 
/**
 * Title.
 */
title: Wording, 
/**
 * What it rests on, printed on the document.
 */
source: Wording, 
/**
 * What must be said about it, such as that it is derived and not official.
 */
note?: Wording | null, 
/**
 * Planned minutes of the interview.
 */
minutes?: number | null, 
/**
 * What became of the items of the version before.
 */
previous?: Previous | null, 
/**
 * Sections, in order.
 */
sections: Array<ChecklistSection>, 
/**
 * Items, in order.
 */
items: Array<Item>, };

/**
 * Names a checklist.
 */
export type ChecklistGet = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its version.
 */
version: string, };

/**
 * A checklist in the list.
 */
export type ChecklistLine = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its version.
 */
version: string, 
/**
 * Its title.
 */
title: Wording, 
/**
 * Whom it is for.
 */
audience: Audience, 
/**
 * Number of items.
 */
items: number, 
/**
 * Whether items and numbers are official.
 */
official: boolean, 
/**
 * `embedded`, `draft` or `released`.
 */
state: string, 
/**
 * Name of the office that signed it, where it came in from outside.
 */
signer?: string, };

/**
 * What was done to a checklist, and when the commit returned.
 */
export type ChecklistSaved = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its version.
 */
version: string, 
/**
 * When the commit returned.
 */
saved_at: Moment, 
/**
 * What stands in the way of releasing it.
 */
problems: Array<ContentProblem>, };

/**
 * A section of a checklist.
 */
export type ChecklistSection = { 
/**
 * Id, unique in the list.
 */
id: string, 
/**
 * Title.
 */
title: Wording, 
/**
 * When its items apply; always when absent. An item's own condition comes on top.
 */
show_if?: Condition | null, };

/**
 * Keeps a draft.
 */
export type ChecklistSet = { 
/**
 * The checklist.
 */
checklist: Checklist, };

/**
 * Fields of an answer that can be emptied.
 */
export type ClearField = "own" | "confirmed" | "note" | "own_note" | "not_understood" | "hard_to_understand" | "not_applicable_because";

/**
 * What went wrong.
 */
export type Code = "unknown_command" | "invalid_args" | "invalid_record" | "not_found" | "unknown_reference" | "conflict" | "in_use" | "answer_does_not_fit" | "checklist_unknown" | "own_answer_differs" | "checklist_file" | "form_file_name" | "workbook_not_one" | "workbook_old" | "workbook_binary" | "workbook_password" | "workbook_macros" | "workbook_links" | "workbook_too_large" | "workbook_damaged" | "evidence_refused" | "vault_locked" | "not_a_vault" | "vault_gone" | "vault_exists" | "vault_in_use" | "wrong_passphrase" | "wrong_recovery_key" | "header_damaged" | "header_refused" | "vault_too_new" | "rolled_back" | "survey_damaged" | "survey_erased" | "build_without_cipher" | "disk_full" | "read_only" | "folder_gone" | "target_exists" | "file_unreadable" | "no_verified_recipient" | "card_invalid" | "card_expired" | "card_fingerprint_differs" | "bundle_not_for_this_key" | "bundle_truncated" | "bundle_damaged" | "not_a_bundle" | "bundle_passphrase" | "bundle_too_new" | "bundle_wrong_sender" | "bundle_bad_signature" | "bundle_not_a_recipient" | "bundle_entry_missing" | "bundle_entry_extra" | "bundle_entry_duplicate" | "bundle_entry_path" | "bundle_entry_mismatch" | "bundle_too_large" | "identity_invalid" | "content_invalid" | "cancelled" | "bundle_sender_not_verified" | "bundle_invalid" | "bundle_entry_order" | "recovery_key_typo" | "registry_damaged" | "survey_exists" | "checklist_id_taken" | "checklist_released" | "checklist_not_released" | "checklist_problems" | "checklist_differs" | "not_a_checklist_pack" | "checklist_pack_damaged" | "checklist_signer_not_verified" | "own_card_missing" | "passphrase_weak" | "internal";

/**
 * A remark of the supervising firm.
 */
export type Comment = { 
/**
 * Number of the deliverable it is about.
 */
deliverable?: number | null, 
/**
 * Where in it.
 */
place?: string | null, 
/**
 * What was said.
 */
text: string, 
/**
 * By whom, by position.
 */
by?: string | null, 
/**
 * When.
 */
on?: Day | null, 
/**
 * What was done about it.
 */
answer?: string | null, 
/**
 * When it was settled.
 */
resolved_on?: Day | null, };

/**
 * Two items that mean the same, with what was answered to them.
 */
export type Compared = { 
/**
 * Number on the left.
 */
left: string, 
/**
 * Number on the right.
 */
right: string, 
/**
 * What counts on the left; none for an item that is unanswered or does not apply.
 */
left_answer?: AnswerValue, 
/**
 * What counts on the right.
 */
right_answer?: AnswerValue, 
/**
 * How the right stands to the left.
 */
agreement: Agreement, 
/**
 * In what the two items differ all the same.
 */
note?: Wording, };

/**
 * One side of a comparison.
 */
export type ComparedInterview = { 
/**
 * The interview.
 */
interview: InterviewId, 
/**
 * Position of the interviewee.
 */
interviewee: string, 
/**
 * Title of the list.
 */
list: Wording, 
/**
 * Its version.
 */
version: string, };

/**
 * Asks for comparisons.
 */
export type ComparisonGet = { 
/**
 * The survey.
 */
survey: SurveyId, 
/**
 * With the earlier survey that this one names, rather than between interviewees.
 */
earlier?: boolean, };

/**
 * Two interviews side by side.
 */
export type ComparisonView = { 
/**
 * On the left, or earlier.
 */
left: ComparedInterview, 
/**
 * On the right, or now.
 */
right: ComparedInterview, 
/**
 * Items that mean the same.
 */
lines: Array<Compared>, 
/**
 * How many lines stand in each agreement.
 */
counts: { [key in string]: number }, };

/**
 * A condition on answers.
 */
export type Condition = { 
/**
 * The conditions.
 */
all: Array<Condition>, } | { 
/**
 * The conditions.
 */
any: Array<Condition>, } | { 
/**
 * The condition.
 */
not: Condition, } | { 
/**
 * Number of the item.
 */
item: string, 
/**
 * Accepted answers.
 */
is: Array<string>, };

/**
 * How a fact was confirmed.
 */
export type ConfirmedBy = "seen" | "document" | "told";

/**
 * A connection to the outside.
 */
export type Connection = { 
/**
 * Short label that stands on list and drawing, such as `C-07`.
 */
label: string, 
/**
 * Category of the method, 1 to 8.
 */
category: number, 
/**
 * What it is for.
 */
purpose: string, 
/**
 * Who or what is at the other end.
 */
counterpart?: string | null, 
/**
 * Kind of line.
 */
line?: LineKind | null, 
/**
 * Kind of line in words, where it is another.
 */
line_other?: string | null, 
/**
 * Carrier.
 */
carrier?: string | null, 
/**
 * The asset on which it ends inside the hospital.
 */
terminating_asset?: AssetId | null, 
/**
 * The system that it serves.
 */
system?: SystemId | null, 
/**
 * Version of the software on the terminating device, as confirmed.
 */
software_version?: string | null, 
/**
 * Whether its setting was reviewed.
 */
setting_reviewed?: Tri | null, 
/**
 * Who can open it.
 */
direction?: Direction | null, 
/**
 * When it is open.
 */
availability?: Availability | null, 
/**
 * How the other side proves who it is.
 */
authentication?: Authentication | null, 
/**
 * Whether a log is kept.
 */
log_kept?: Tri | null, 
/**
 * How the line and its device are maintained.
 */
maintenance?: Maintenance | null, 
/**
 * Who manages it.
 */
managed_by?: string | null, 
/**
 * Whether it is in the network manager's hands.
 */
managed_by_network_manager?: Tri | null, 
/**
 * Whether the manager knew of it before the survey.
 */
known_to_manager?: Tri | null, 
/**
 * Whether data that leave by it are said to be anonymised.
 */
said_anonymised?: Tri | null, 
/**
 * The contract behind it.
 */
contract?: string | null, 
/**
 * Boundary of responsibility.
 */
boundary?: string | null, 
/**
 * Note.
 */
note?: string | null, 
/**
 * Photos and papers.
 */
evidence?: Array<EvidenceId>, };

/**
 * A connection to the outside.
 */
export type ConnectionId = string;

/**
 * Somebody to turn to, by position.
 */
export type ContactPosition = { 
/**
 * What to turn to them for.
 */
role: string, 
/**
 * Department.
 */
department?: string | null, 
/**
 * Position held.
 */
position: string, };

/**
 * Something wrong with content: where, and what, as a key of the message catalogue.
 */
export type ContentProblem = { 
/**
 * Line in the file, counted from 1, where it is known.
 */
line: number | null, 
/**
 * Item or section, or the empty string for the whole file.
 */
place: string, 
/**
 * What is wrong: one of [`PROBLEMS`]; in the words of findings also `missing_rule`, `unknown_rule`,
 * `missing_word`, `unknown_placeholder`, `different_placeholders`.
 */
problem: string, 
/**
 * What it is about: the text of the parser, an item, an option.
 */
detail: string, };

/**
 * A civil day, `2026-11-21` on the wire.
 */
export type Day = string;

/**
 * Names a record of the ledger that is to be on a diagram.
 */
export type DiagramAdd = { 
/**
 * The survey.
 */
survey: SurveyId, 
/**
 * Which of the two.
 */
diagram: DiagramKind, 
/**
 * Language of the words that are added.
 */
lang: Lang, 
/**
 * An asset, a system or a connection.
 */
about: RecordRef, };

/**
 * An edge of a diagram.
 */
export type DiagramEdge = { 
/**
 * The drawing.
 */
diagram: DiagramKind, 
/**
 * What it stands for.
 */
kind: EdgeKind, 
/**
 * Where it begins.
 */
from: NodeId, 
/**
 * Where it ends.
 */
to: NodeId, 
/**
 * Its label.
 */
label?: string | null, 
/**
 * The external connection it stands for.
 */
connection?: ConnectionId | null, 
/**
 * Note.
 */
note?: string | null, };

/**
 * Names a diagram.
 */
export type DiagramGet = { 
/**
 * The survey.
 */
survey: SurveyId, 
/**
 * Which of the two.
 */
diagram: DiagramKind, 
/**
 * Language of the words on it.
 */
lang: Lang, };

/**
 * Which of the two drawings.
 */
export type DiagramKind = "network" | "management";

/**
 * What was added from the ledger.
 */
export type DiagramMade = { 
/**
 * New nodes.
 */
nodes: number, 
/**
 * New edges.
 */
edges: number, 
/**
 * When the commit returned.
 */
saved_at: Moment, };

/**
 * A node of a diagram.
 */
export type DiagramNode = { 
/**
 * The drawing.
 */
diagram: DiagramKind, 
/**
 * What it stands for.
 */
kind: NodeKind, 
/**
 * Its label, where it has no ledger entry to take it from.
 */
label?: string | null, 
/**
 * The zone it stands in.
 */
zone?: NodeId | null, 
/**
 * The asset it stands for.
 */
asset?: AssetId | null, 
/**
 * The system it stands for.
 */
system?: SystemId | null, 
/**
 * Left edge in points from that of its zone, or of the sheet where it has none; only where it was placed by hand.
 */
x?: number | null, 
/**
 * Upper edge in points, reckoned likewise.
 */
y?: number | null, 
/**
 * Note.
 */
note?: string | null, };

/**
 * A diagram, laid out.
 */
export type DiagramPicture = { 
/**
 * What is drawn, back to front.
 */
parts: Array<PicturePart>, 
/**
 * Every node with its place.
 */
nodes: Array<PictureNode>, 
/**
 * Every edge with its name.
 */
edges: Array<PictureEdge>, 
/**
 * What all of it needs.
 */
bounds: PictureArea, 
/**
 * Problems, numbered as on the picture.
 */
problems: Array<PictureProblem>, 
/**
 * What is on the ledger and not on the drawing, or the reverse.
 */
differences: Array<PictureDifference>, };

/**
 * Names nodes that the layout is to place again.
 */
export type DiagramRelease = { 
/**
 * The survey.
 */
survey: SurveyId, 
/**
 * Which of the two.
 */
diagram: DiagramKind, 
/**
 * The nodes; all of them when absent.
 */
nodes?: Array<NodeId> | null, };

/**
 * What the layout places again.
 */
export type DiagramReleased = { 
/**
 * How many had been placed by hand.
 */
nodes: number, 
/**
 * When the commit returned.
 */
saved_at: Moment, };

/**
 * A diagram, drawn.
 */
export type DiagramView = { 
/**
 * SVG.
 */
svg: string, 
/**
 * Problems, in the order in which they are numbered on the picture.
 */
problems: Array<DrawingProblemView>, 
/**
 * What is on the ledger and not on the drawing, or the reverse.
 */
differences: Array<DifferenceView>, };

/**
 * Something that is on one side only.
 */
export type DifferenceView = { 
/**
 * What is missing where, a key of the catalogue.
 */
difference: string, 
/**
 * The record it is about.
 */
about: RecordRef, };

/**
 * Who can open the connection.
 */
export type Direction = "outbound" | "inbound" | "both" | "unknown";

/**
 * Where cells stand.
 */
export type DocumentAlign = "left" | "centre" | "right";

/**
 * A bar of a chart.
 */
export type DocumentBar = { 
/**
 * What it is about.
 */
label: string, 
/**
 * A count for each part.
 */
counts: Array<number>, };

/**
 * A piece of content.
 */
export type DocumentBlock = { "block": "paragraph", 
/**
 * The text.
 */
text: string, } | { "block": "note", 
/**
 * The text.
 */
text: string, } | { "block": "heading", 
/**
 * The text.
 */
text: string, } | { "block": "table", 
/**
 * Caption above it.
 */
caption: string | null, 
/**
 * Columns.
 */
columns: Array<DocumentColumn>, 
/**
 * Rows.
 */
rows: Array<DocumentRow>, } | { "block": "figure", 
/**
 * Which one.
 */
diagram: DiagramKind, } | { "block": "chart", 
/**
 * Caption above it.
 */
caption: string, 
/**
 * What the parts of every bar are, in order.
 */
parts: Array<string>, 
/**
 * The bars.
 */
bars: Array<DocumentBar>, };

/**
 * A column.
 */
export type DocumentColumn = { 
/**
 * Heading.
 */
header: string, 
/**
 * Width relative to the other columns.
 */
width: number, 
/**
 * Where its cells stand.
 */
align: DocumentAlign, };

/**
 * Names a document.
 */
export type DocumentGet = { 
/**
 * The survey.
 */
survey: SurveyId, 
/**
 * File name without its ending.
 */
file: string, 
/**
 * Language of the document.
 */
lang: Lang, };

/**
 * A label with its value.
 */
export type DocumentHead = { 
/**
 * Label.
 */
label: string, 
/**
 * Value.
 */
value: string, };

/**
 * A document in the list.
 */
export type DocumentLine = { 
/**
 * File name without its ending.
 */
file: string, 
/**
 * Title.
 */
title: string, 
/**
 * Sections.
 */
sections: number, 
/**
 * Rows of all its tables.
 */
rows: number, };

/**
 * Lists the documents of a survey.
 */
export type DocumentList = { 
/**
 * The survey.
 */
survey: SurveyId, 
/**
 * Language of the documents.
 */
lang: Lang, };

/**
 * A row.
 */
export type DocumentRow = { 
/**
 * What sort of row it is.
 */
kind: DocumentRowKind, 
/**
 * Cells as they are printed.
 */
cells: Array<string>, };

/**
 * Sorts of row.
 */
export type DocumentRowKind = "body" | "group" | "total";

/**
 * A section.
 */
export type DocumentSection = { 
/**
 * Heading.
 */
title: string, 
/**
 * Content, in order.
 */
blocks: Array<DocumentBlock>, };

/**
 * A document, for reading.
 */
export type DocumentView = { 
/**
 * File name without its ending.
 */
file: string, 
/**
 * Language it is written in.
 */
lang: Lang, 
/**
 * Title.
 */
title: string, 
/**
 * Rows of the title block.
 */
head: Array<DocumentHead>, 
/**
 * Marking on each page.
 */
marking: string, 
/**
 * Sections, in order.
 */
sections: Array<DocumentSection>, };

/**
 * A problem of a drawing.
 */
export type DrawingProblemView = { 
/**
 * What is wrong, a key of the catalogue.
 */
problem: string, 
/**
 * Nodes it is about.
 */
nodes: Array<NodeId>, 
/**
 * Edges it is about.
 */
edges: Array<EdgeId>, };

/**
 * An edge on a diagram.
 */
export type EdgeId = string;

/**
 * What an edge stands for.
 */
export type EdgeKind = "link" | "external_connection" | "reports_to" | "contract" | "contact";

/**
 * Hours booked on a row of the sheet.
 */
export type Effort = { 
/**
 * The day.
 */
on: Day, 
/**
 * Who worked, by the short sign that the firm uses.
 */
surveyor: string, 
/**
 * Row of the sheet, 1 to 17.
 */
row: number, 
/**
 * Hours, to the hundredth.
 */
hours: number, 
/**
 * What was done.
 */
note?: string | null, 
/**
 * The interview whose time it is, where its clock booked it.
 */
interview?: InterviewId | null, };

/**
 * What the hours cost.
 */
export type EffortCost = { 
/**
 * Yen an hour.
 */
price: number, 
/**
 * Yen spent.
 */
cost: number, 
/**
 * Whether the cap is near, or reached.
 */
cap_in_sight: boolean, 
/**
 * Hundredths of an hour that may still be booked; none where an hour costs nothing.
 */
hours_left?: number | null, };

/**
 * One of the 17 rows.
 */
export type EffortLine = { 
/**
 * 1 to 17.
 */
number: number, 
/**
 * What kind of work, a name of the choice `effort_work`.
 */
work: string, 
/**
 * Planned hundredths of an hour, where the sheet has a plan.
 */
planned?: number | null, 
/**
 * Booked hundredths of an hour.
 */
actual: number, };

/**
 * The sheet, planned beside actual.
 */
export type EffortOverview = { 
/**
 * The rows, in the order of the sheet.
 */
rows: Array<EffortLine>, 
/**
 * The weeks with an entry, in order.
 */
weeks: Array<EffortWeek>, 
/**
 * Everybody with an entry, by sign.
 */
people: Array<EffortPerson>, 
/**
 * Planned hundredths of an hour in all.
 */
planned: number, 
/**
 * Booked hundredths of an hour in all.
 */
actual: number, 
/**
 * Whether the planned hours are nearly used up, or more than that.
 */
plan_in_sight: boolean, 
/**
 * Yen that the hours may cost.
 */
cap: number, 
/**
 * What they cost; none while the price of an hour is not known.
 */
cost?: EffortCost | null, };

/**
 * One surveyor.
 */
export type EffortPerson = { 
/**
 * Who, by the firm's sign.
 */
surveyor: string, 
/**
 * Days with an entry.
 */
days: number, 
/**
 * Entries.
 */
entries: number, 
/**
 * Hundredths of an hour.
 */
hours: number, };

/**
 * Hours that are being timed and not yet booked.
 */
export type EffortTimer = { 
/**
 * Row of the sheet, 1 to 17.
 */
row: number, 
/**
 * Who works, by the firm's sign.
 */
surveyor: string, 
/**
 * The day on which it began.
 */
on: Day, 
/**
 * Since when it runs; none while it is paused.
 */
since?: Moment, 
/**
 * Seconds before that.
 */
before: number, };

/**
 * Remembers what is being timed.
 */
export type EffortTimerSet = { 
/**
 * The survey.
 */
survey: SurveyId, 
/**
 * The timer; none to forget it.
 */
timer?: EffortTimer, };

/**
 * What is being timed in a survey.
 */
export type EffortTiming = { 
/**
 * The timer; none while nothing is being timed.
 */
timer?: EffortTimer, };

/**
 * One week, Monday to Sunday.
 */
export type EffortWeek = { 
/**
 * Its Monday.
 */
from: Day, 
/**
 * Its Sunday.
 */
to: Day, 
/**
 * Hundredths of an hour in it.
 */
hours: number, 
/**
 * Hundredths of an hour up to its end.
 */
so_far: number, };

/**
 * A photo or paper kept with the survey.
 */
export type Evidence = { 
/**
 * What it shows, in a few words.
 */
name: string, 
/**
 * Media type of the bytes.
 */
media_type: string, 
/**
 * Size in bytes.
 */
bytes: number, 
/**
 * SHA-256 of the bytes, lower-case hex.
 */
sha256: string, 
/**
 * When it was taken or received.
 */
taken_on?: Day | null, 
/**
 * Note.
 */
note?: string | null, };

/**
 * Keeps a photo or paper.
 */
export type EvidenceAdd = { 
/**
 * The survey.
 */
survey: SurveyId, 
/**
 * Its id; a fresh one when absent.
 */
id?: EvidenceId, 
/**
 * What it shows.
 */
name: string, 
/**
 * `image/jpeg`, `image/png` or `application/pdf`.
 */
media_type: string, 
/**
 * When it was taken or received.
 */
taken_on?: Day, 
/**
 * Note.
 */
note?: string, 
/**
 * The bytes in base64.
 */
bytes: string, };

/**
 * The bytes of a photo or paper.
 */
export type EvidenceBytes = { 
/**
 * Media type.
 */
media_type: string, 
/**
 * The bytes in base64.
 */
bytes: string, };

/**
 * Takes a photo or paper away from a record.
 */
export type EvidenceDetach = { 
/**
 * The survey.
 */
survey: SurveyId, 
/**
 * Its id.
 */
id: EvidenceId, 
/**
 * The record that shows it.
 */
from: RecordRef, };

/**
 * Names a photo or paper.
 */
export type EvidenceGet = { 
/**
 * The survey.
 */
survey: SurveyId, 
/**
 * Its id.
 */
id: EvidenceId, };

/**
 * A photo or paper kept with the survey.
 */
export type EvidenceId = string;

/**
 * A finding written by hand, or the decision about one from a rule.
 */
export type Finding = { 
/**
 * The rule, where one made it.
 */
rule?: string | null, 
/**
 * How grave.
 */
severity: Severity, 
/**
 * What is found, in both languages.
 */
wording: Wording, 
/**
 * The records it rests on.
 */
rests_on?: Array<RecordRef>, 
/**
 * What was decided.
 */
state: FindingState, 
/**
 * Whether it goes into the report to the hospital.
 */
in_report: boolean, 
/**
 * Why it was dismissed or reworded.
 */
reason?: string | null, 
/**
 * Note.
 */
note?: string | null, };

/**
 * A finding written by hand, or what was decided about one from a rule.
 */
export type FindingId = string;

/**
 * A finding in the list.
 */
export type FindingLine = { 
/**
 * The revision of what was decided or written by hand, which a change of it names; none where nothing was.
 */
rev?: number, 
/**
 * Whether it reminds the surveyor of work to do, and says nothing of the hospital.
 */
reminder?: boolean, 
/**
 * Its id; derived where a rule made it.
 */
id: FindingId, 
/**
 * The rule that made it; none when it was written by hand.
 */
rule?: string | null, 
/**
 * How grave.
 */
severity: Severity, 
/**
 * What was observed.
 */
wording: Wording, 
/**
 * What to confirm or to consider.
 */
advice?: Wording | null, 
/**
 * The records it rests on.
 */
rests_on: Array<RecordRef>, 
/**
 * What was decided.
 */
state: FindingState, 
/**
 * Whether it goes into the report to the hospital.
 */
in_report: boolean, 
/**
 * Why it was dismissed or reworded.
 */
reason?: string | null, 
/**
 * Note.
 */
note?: string | null, };

/**
 * What a surveyor decided.
 */
export type FindingState = "open" | "accepted" | "dismissed";

/**
 * Reads a returned workbook without changing anything.
 */
export type FormPreview = { 
/**
 * The survey.
 */
survey: SurveyId, 
/**
 * The interview whose own answers it holds.
 */
interview: InterviewId, 
/**
 * The workbook in base64.
 */
bytes: string, };

/**
 * Takes over rows of a returned workbook.
 */
export type FormTake = { 
/**
 * The survey.
 */
survey: SurveyId, 
/**
 * The interview.
 */
interview: InterviewId, 
/**
 * The rows that were chosen.
 */
rows: Array<FormTakeRow>, };

/**
 * A row that was chosen.
 */
export type FormTakeRow = { 
/**
 * Number of the item.
 */
item: string, 
/**
 * The hospital's own answer.
 */
own?: AnswerValue, 
/**
 * Whether it replaces an own answer that says something else.
 */
replace?: boolean, 
/**
 * What was not understood.
 */
not_understood?: string, 
/**
 * What the hospital wrote beside its answer.
 */
note?: string, };

/**
 * What was taken over.
 */
export type FormTaken = { 
/**
 * Answers that were written.
 */
answers: number, 
/**
 * When the commit returned.
 */
saved_at: Moment, 
/**
 * How far the interview has come.
 */
progress: Progress, };

/**
 * Who founded the hospital.
 */
export type Founder = "national" | "public" | "public_like" | "medical_corporation" | "university" | "other";

/**
 * One gap.
 */
export type Gap = { 
/**
 * How much it matters.
 */
level: GapLevel, 
/**
 * What it is.
 */
gap: GapKind, 
/**
 * So many.
 */
count: number, 
/**
 * Of so many, where that can be said; otherwise zero.
 */
of: number, 
/**
 * Whom or what it is about: a name from the survey, or the wire name of a drawing.
 */
name?: string | null, 
/**
 * The words of a reminder.
 */
wording?: Wording | null, 
/**
 * The rule of a reminder.
 */
rule?: string | null, 
/**
 * Where to look.
 */
about?: RecordRef | null, };

/**
 * What is missing or odd.
 */
export type GapKind = "hospital_missing" | "interview_missing" | "interview_not_begun" | "items_not_confirmed" | "asset_missing" | "backup_missing" | "effort_missing" | "drawing_empty" | "drawing_problems" | "request_overdue" | "request_open" | "finding_undecided" | "comment_open" | "revision_missing" | "reminder";

/**
 * How much a gap matters.
 */
export type GapLevel = "error" | "warning" | "remark";

/**
 * A record in which all words were found.
 */
export type Hit = { 
/**
 * Its kind; `answer` stands for an item of an interview, whether it was answered or not.
 */
kind: RecordKind, 
/**
 * Its id.
 */
id: string, 
/**
 * What it is called.
 */
title: string, 
/**
 * The place at which the words stand, or where the title says it all, what the record belongs to.
 */
detail: string, 
/**
 * The field in which the words stand.
 */
where: string, 
/**
 * The interview, for an item.
 */
interview?: InterviewId, 
/**
 * The item's number, for an item.
 */
item?: string, };

/**
 * What the hospital is.
 */
export type Hospital = { 
/**
 * Its name.
 */
name: string, 
/**
 * Prefecture or region.
 */
region?: string | null, 
/**
 * Who founded it.
 */
founder?: Founder | null, 
/**
 * Licensed beds.
 */
beds: Beds, 
/**
 * Facility standards on file.
 */
facility_standards?: Array<string>, 
/**
 * Full-time staff.
 */
staff: Staff, 
/**
 * Whom to turn to, by position.
 */
contacts?: Array<ContactPosition>, 
/**
 * Day on which the pledge of secrecy was given to the hospital.
 */
pledged_on?: Day | null, 
/**
 * Day of the confidentiality contract between client and firm.
 */
contracted_on?: Day | null, 
/**
 * Anything else about the hospital.
 */
note?: string | null, };

/**
 * One interview.
 */
export type InInterview = { 
/**
 * The survey.
 */
survey: SurveyId, 
/**
 * The interview.
 */
interview: InterviewId, };

/**
 * One survey.
 */
export type InSurvey = { 
/**
 * The survey.
 */
survey: SurveyId, };

/**
 * An interview on one version of one checklist.
 */
export type Interview = { 
/**
 * Id of the checklist.
 */
checklist: string, 
/**
 * Version of the checklist; answers keep pointing at it.
 */
checklist_version: string, 
/**
 * Whom it was held with.
 */
audience: Audience, 
/**
 * Position of the interviewee.
 */
interviewee: string, 
/**
 * The visit on which it took place.
 */
visit?: VisitId | null, 
/**
 * When it began.
 */
started?: Moment | null, 
/**
 * When it ended.
 */
ended?: Moment | null, 
/**
 * When it stood still in between, in order.
 */
breaks?: Array<Break>, 
/**
 * What should be known about the interview as a whole.
 */
note?: string | null, };

/**
 * An interview on one checklist.
 */
export type InterviewId = string;

/**
 * One interview's progress.
 */
export type InterviewProgress = { 
/**
 * The interview.
 */
interview: InterviewId, 
/**
 * Its checklist.
 */
checklist: string, 
/**
 * Position of the interviewee.
 */
interviewee: string, 
/**
 * How far it has come.
 */
progress: Progress, };

/**
 * The sheet of an interview.
 */
export type InterviewSheet = { 
/**
 * The interview.
 */
interview: Kept<Interview>, 
/**
 * Items in order.
 */
lines: Array<SheetLine>, 
/**
 * How far it has come.
 */
progress: Progress, };

/**
 * One step in finding out about a connection.
 */
export type Investigation = { 
/**
 * The connection.
 */
connection: ConnectionId, 
/**
 * When.
 */
on: Day, 
/**
 * How.
 */
means: InvestigationMeans, 
/**
 * Whom, by position.
 */
whom?: string | null, 
/**
 * What came of it.
 */
result: string, 
/**
 * What is to be done next.
 */
next_step?: string | null, };

/**
 * How an entry of the investigation was come by.
 */
export type InvestigationMeans = "interview" | "paper" | "on_site" | "vendor";

/**
 * One item of a checklist.
 */
export type Item = { 
/**
 * Number; the official one where there is one.
 */
no: string, 
/**
 * Number as an official sheet prints it, where that differs.
 */
official_no?: string | null, 
/**
 * Section id.
 */
section: string, 
/**
 * Text.
 */
text: Wording, 
/**
 * What it means and what counts as which answer; printed for those who answer.
 */
help?: Wording | null, 
/**
 * What a surveyor asks on and looks at; for surveyors only, never on a form.
 */
probe?: Wording | null, 
/**
 * How it is answered.
 */
kind: AnswerKind, 
/**
 * Options of a choice.
 */
options?: Array<ItemOption>, 
/**
 * Unit of a number.
 */
unit?: Wording | null, 
/**
 * Column headings of a table answer.
 */
columns?: Array<Wording>, 
/**
 * When it applies; always when absent.
 */
show_if?: Condition | null, 
/**
 * Whether "not applicable" is an answer.
 */
may_not_apply: boolean, 
/**
 * Section of the guideline it rests on.
 */
guideline?: Array<string>, 
/**
 * Whether number and wording are derived and not official.
 */
derived: boolean, 
/**
 * Ids of national figures; the first is the one that is printed beside it.
 */
benchmarks?: Array<string>, 
/**
 * Paper that would show it.
 */
evidence?: Wording | null, };

/**
 * One option of a choice.
 */
export type ItemOption = { 
/**
 * Id, unique in the item.
 */
id: string, 
/**
 * Text.
 */
text: Wording, 
/**
 * What is to be written beside it, such as a name or a source.
 */
specify?: Wording | null, 
/**
 * When it is offered; always when absent.
 */
show_if?: Condition | null, };

/**
 * A record with its id and its revision number in the vault (counted from 1, by one a write).
 */
export type Kept<T> = { 
/**
 * The record's id.
 */
id: string, 
/**
 * How often it was written.
 */
rev: number, 
/**
 * The record itself.
 */
record: T, };

/**
 * Language of a document or a screen.
 */
export type Lang = "ja" | "en";

/**
 * What kind of line it is.
 */
export type LineKind = "leased" | "ip_vpn" | "ipsec_vpn" | "ssl_vpn" | "mobile" | "isdn" | "https" | "other" | "unknown";

/**
 * Where in the building.
 */
export type Location = { 
/**
 * Building.
 */
building?: string | null, 
/**
 * Floor.
 */
floor?: string | null, 
/**
 * Room.
 */
room?: string | null, 
/**
 * Rack and position in it.
 */
rack?: string | null, };

/**
 * How it is maintained.
 */
export type Maintenance = "on_site" | "online" | "both" | "none" | "unknown";

/**
 * What a mapping makes of a workbook.
 */
export type Mapped = { 
/**
 * The lists, one for each sheet that could be taken, not official.
 */
lists: Array<Checklist>, 
/**
 * Every row of these sheets below the headings.
 */
rows: Array<MappedRow>, 
/**
 * What stands in the way of a list.
 */
problems: Array<SheetProblem>, };

/**
 * What a row was taken as.
 */
export type MappedAs = "item" | "section" | "blank" | "note" | "continued" | "skipped" | "problem";

/**
 * A row, or several in a row that were taken as the same nothing.
 */
export type MappedRow = { 
/**
 * Name of the sheet.
 */
sheet: string, 
/**
 * The row, counted from 1.
 */
row: number, 
/**
 * The last row; the same unless several blank ones stand together.
 */
last_row: number, 
/**
 * What it was taken as.
 */
what: MappedAs, 
/**
 * Why.
 */
why: MappedWhy, 
/**
 * Number of the item.
 */
no?: string | null, 
/**
 * Title of the section of an item.
 */
section?: string | null, 
/**
 * What stands there.
 */
text: string, 
/**
 * What a person should look at.
 */
problems?: Array<RowProblem>, };

/**
 * Why a row was taken as what.
 */
export type MappedWhy = "numbered" | "unnumbered" | "shares_number" | "section_cell" | "spread_down" | "across" | "heading_mark" | "short_title" | "empty" | "note_mark" | "outside" | "merged_above" | "unfinished" | "more_help" | "header" | "no_question";

/**
 * How a workbook becomes checklists: one for each sheet that is named.
 */
export type Mapping = { 
/**
 * Id of the list; with several sheets each list gets the audience, or its place, at the end.
 */
id: string, 
/**
 * Version of the lists.
 */
version: string, 
/**
 * Title; one language is enough, the other then gets the same text.
 */
title: Wording, 
/**
 * What it rests on; one language is enough.
 */
source: Wording, 
/**
 * Language of the workbook.
 */
lang: Lang, 
/**
 * The sheets to take.
 */
sheets: Array<SheetMapping>, };

/**
 * What stands in the way of a list.
 */
export type MappingProblem = "bad_name" | "text_missing" | "no_sheets" | "unknown_sheet" | "unknown_column" | "column_twice" | "no_rows" | "no_items" | "too_many_items";

/**
 * A moment in UTC, `2026-11-21T04:02:11Z` on the wire.
 */
export type Moment = string;

/**
 * An item that has another number than in the version before.
 */
export type Moved = { 
/**
 * Its number then.
 */
from: string, 
/**
 * Its number now.
 */
to: string, };

/**
 * Asks what records are called.
 */
export type NameGet = { 
/**
 * The survey.
 */
survey: SurveyId, 
/**
 * The records.
 */
of: Array<Nameless>, 
/**
 * The language of findings.
 */
lang: Lang, };

/**
 * A record whose name is wanted.
 */
export type Nameless = { 
/**
 * Its kind, where it is known.
 */
kind?: RecordKind, 
/**
 * Its id.
 */
id: string, };

/**
 * A node on a diagram.
 */
export type NodeId = string;

/**
 * What a node stands for.
 */
export type NodeKind = "zone" | "asset" | "system" | "external_party" | "role" | "safety_officer" | "contractor" | "authority";

/**
 * No arguments.
 */
export type Nothing = Record<symbol, never>;

/**
 * How often an option was chosen.
 */
export type OptionCount = { 
/**
 * Id of the option in the item.
 */
option: string, 
/**
 * How many chose it.
 */
count: number, };

/**
 * What a workbook looks like, to choose a mapping by.
 */
export type Outline = { 
/**
 * Its sheets, in order, hidden ones included.
 */
sheets: Array<OutlineSheet>, };

/**
 * What a sheet looks like.
 */
export type OutlineSheet = { 
/**
 * Its name.
 */
name: string, 
/**
 * Whether the file hides it; a hidden sheet gets no guess and is only taken when a person names it.
 */
hidden: boolean, 
/**
 * Rows in use.
 */
rows: number, 
/**
 * Columns in use.
 */
columns: number, 
/**
 * The first rows as text, with the content of merged cells in each cell they cover.
 */
head: Array<Array<string>>, 
/**
 * What its columns seem to be for.
 */
guess?: SheetMapping | null, };

/**
 * Whose property it is.
 */
export type Owner = "hospital" | "vendor" | "leased" | "unknown";

/**
 * Somebody who took part, by position.
 */
export type Participant = { 
/**
 * On whose side.
 */
side: Side, 
/**
 * Position held.
 */
position: string, };

/**
 * A rectangle in points, y downwards.
 */
export type PictureArea = { 
/**
 * Left edge.
 */
x: number, 
/**
 * Upper edge.
 */
y: number, 
/**
 * Width.
 */
w: number, 
/**
 * Height.
 */
h: number, };

/**
 * Something that is on one side only.
 */
export type PictureDifference = { 
/**
 * What is missing where, a key of the catalogue.
 */
difference: string, 
/**
 * The same in words.
 */
text: string, 
/**
 * The record it is about.
 */
about: RecordRef, 
/**
 * What that is called.
 */
name: string, };

/**
 * An edge on the picture.
 */
export type PictureEdge = { 
/**
 * The edge.
 */
edge: EdgeId, 
/**
 * The name under which it shows; empty where it has none.
 */
label: string, 
/**
 * Whether an end of it is not on the drawing, so that it cannot be drawn.
 */
loose: boolean, };

/**
 * One thing to draw.
 */
export type PictureItem = { "shape": "rect", 
/**
 * Where it is.
 */
area: PictureArea, 
/**
 * Radius of the corners.
 */
radius: number, 
/**
 * Colour inside, if any.
 */
fill: string | null, 
/**
 * Outline, if any.
 */
stroke: PictureStroke | null, } | { "shape": "line", 
/**
 * The points in order.
 */
points: Array<[number, number]>, 
/**
 * How it is drawn.
 */
stroke: PictureStroke, } | { "shape": "text", 
/**
 * The anchor's place.
 */
x: number, 
/**
 * The baseline.
 */
y: number, 
/**
 * Height of the em.
 */
size: number, 
/**
 * Whether it is bold.
 */
bold: boolean, 
/**
 * Whether `x` names its middle, not its beginning.
 */
middle: boolean, 
/**
 * Its colour.
 */
color: string, 
/**
 * The text.
 */
text: string, };

/**
 * A node on the picture.
 */
export type PictureNode = { 
/**
 * The node.
 */
node: NodeId, 
/**
 * The name under which it shows.
 */
label: string, 
/**
 * The zone in which it is drawn.
 */
zone: NodeId | null, 
/**
 * Whether it stands outside the hospital.
 */
outside: boolean, 
/**
 * Where it is.
 */
area: PictureArea, };

/**
 * Items that belong together.
 */
export type PicturePart = { 
/**
 * The node that they belong to.
 */
node: NodeId | null, 
/**
 * The edges that they belong to, if to no node.
 */
edges: Array<EdgeId>, 
/**
 * What is drawn, back to front.
 */
items: Array<PictureItem>, };

/**
 * A problem of the drawing.
 */
export type PictureProblem = { 
/**
 * The number on the picture.
 */
number: number, 
/**
 * What is wrong, a key of the catalogue.
 */
problem: string, 
/**
 * The same in words.
 */
text: string, 
/**
 * Nodes it is about.
 */
nodes: Array<NodeId>, 
/**
 * Edges it is about.
 */
edges: Array<EdgeId>, };

/**
 * How a line is drawn.
 */
export type PictureStroke = { 
/**
 * Its colour.
 */
color: string, 
/**
 * Its width in points.
 */
width: number, 
/**
 * Whether it is dashed.
 */
dash: boolean, };

/**
 * What a returned form would change.
 */
export type Preview = { 
/**
 * Why it could not be read; then there are no rows.
 */
refusal?: Refusal | null, 
/**
 * Id of the checklist.
 */
list?: string | null, 
/**
 * Its version.
 */
version?: string | null, 
/**
 * Whether the list was recognised by its numbers only.
 */
by_numbers: boolean, 
/**
 * Who filled the form in.
 */
filled_by?: string | null, 
/**
 * When it was filled in, as it stands there.
 */
filled_on?: string | null, 
/**
 * Rows, in the order of the workbook.
 */
rows: Array<PreviewRow>, 
/**
 * Numbers of items without a row.
 */
missing: Array<string>, };

/**
 * A row and what it would change.
 */
export type PreviewRow = { 
/**
 * What it would do.
 */
state: RowState, 
/**
 * The row as it was read.
 */
row: ReturnedRow, 
/**
 * The hospital's own answer so far.
 */
existing?: AnswerValue | null, 
/**
 * Whether it says something about not understanding, or a remark, that is not there yet.
 */
brings_text: boolean, };

/**
 * How a version follows from the one before it. An item with the same number in both is the same item.
 */
export type Previous = { 
/**
 * The version before.
 */
version: string, 
/**
 * Items that have another number now.
 */
moved?: Array<Moved>, 
/**
 * Numbers that went without a successor, or now mean something else.
 */
dropped?: Array<string>, };

/**
 * How far an interview has come; only items that apply count.
 */
export type Progress = { 
/**
 * Items that apply.
 */
applicable: number, 
/**
 * Of these, confirmed with the interviewee.
 */
confirmed: number, 
/**
 * Of these, answered by the hospital beforehand.
 */
own: number, 
/**
 * Of these, confirmed as "don't know".
 */
dont_know: number, };

/**
 * What an answer cell means.
 */
export type Reading = { "reading": "certain", 
/**
 * The answer.
 */
value: AnswerValue, } | { "reading": "ask", 
/**
 * What it may mean.
 */
suggestions: Array<AnswerValue>, } | { "reading": "unreadable" } | { "reading": "blank" };

/**
 * The kinds of record in a survey, named alike in SQL, on the wire and in bundles.
 */
export type RecordKind = "survey" | "hospital" | "visit" | "interview" | "answer" | "request" | "system" | "asset" | "connection" | "investigation" | "category_check" | "backup" | "effort" | "finding" | "diagram_node" | "diagram_edge" | "evidence" | "comment" | "revision";

/**
 * What a record is called.
 */
export type RecordName = { 
/**
 * The record.
 */
about: RecordRef, 
/**
 * What tells it from others of its kind: a text, a day or a number. None where it has no such thing.
 */
name?: string, 
/**
 * What it belongs to: the interviewee of an answer, the system of a backup.
 */
of?: string, 
/**
 * The interview, of an answer.
 */
interview?: InterviewId, 
/**
 * The first record that a photo or paper is attached to.
 */
held_by?: RecordRef, 
/**
 * Whether it was removed.
 */
removed: boolean, };

/**
 * Points at one record: what a finding rests on, what a problem is about, where to jump.
 */
export type RecordRef = { 
/**
 * Its kind.
 */
kind: RecordKind, 
/**
 * Its id.
 */
id: string, };

/**
 * Removes a record.
 */
export type RecordRemove = { 
/**
 * The survey.
 */
survey: SurveyId, 
/**
 * The record's id.
 */
id: string, 
/**
 * The revision that is removed.
 */
rev: number, 
/**
 * Why, where a reason is wanted.
 */
reason?: string, };

/**
 * Creates or changes a record.
 */
export type RecordSet<T> = { 
/**
 * The survey.
 */
survey: SurveyId, 
/**
 * The record's id; a fresh one when absent.
 */
id?: string, 
/**
 * The revision that is changed; absent to create.
 */
rev?: number, 
/**
 * Why, where a reason is wanted.
 */
reason?: string, 
/**
 * The record.
 */
record: T, };

/**
 * A new recovery key. It is never shown again.
 */
export type RecoveryKeyMade = { 
/**
 * The key, as it is printed.
 */
recovery_key: string, };

/**
 * Whether a recovery key was shown that nobody has confirmed to have written down.
 */
export type RecoveryKeyPending = { 
/**
 * Whether that is so.
 */
pending: boolean, };

/**
 * Why a workbook was not read as a form.
 */
export type Refusal = "newer_form" | "unknown_list" | "unknown_version" | "no_form" | "ambiguous";

/**
 * A paper asked for.
 */
export type Request = { 
/**
 * Who is asked.
 */
kind: RequestKind, 
/**
 * The paper or the fact.
 */
what: string, 
/**
 * Position, or vendor and position.
 */
from_whom: string, 
/**
 * When it was asked for.
 */
asked_on: Day, 
/**
 * When it is due; a week after asking unless said otherwise.
 */
due_on?: Day | null, 
/**
 * When the hospital consented to asking the vendor.
 */
consent_on?: Day | null, 
/**
 * Who consented, by position.
 */
consent_by?: string | null, 
/**
 * What came of it.
 */
outcome: RequestOutcome, 
/**
 * When it was closed.
 */
closed_on?: Day | null, 
/**
 * The interview it arose in.
 */
interview?: InterviewId | null, 
/**
 * The checklist item it arose from.
 */
item?: string | null, 
/**
 * The system it is about.
 */
system?: SystemId | null, 
/**
 * Note.
 */
note?: string | null, 
/**
 * What came.
 */
evidence?: Array<EvidenceId>, };

/**
 * Who is asked.
 */
export type RequestKind = "homework" | "vendor_enquiry";

/**
 * What came of it.
 */
export type RequestOutcome = "open" | "received" | "not_submitted" | "could_not_be_provided" | "withdrawn";

/**
 * A row of a form that came back.
 */
export type ReturnedRow = { 
/**
 * Name of the sheet.
 */
sheet: string, 
/**
 * Row, counted from 1.
 */
row: number, 
/**
 * Number of the item; absent when no item has this number.
 */
item?: string | null, 
/**
 * What stands in the number column.
 */
number: string, 
/**
 * What stands in the answer cell.
 */
cell: string, 
/**
 * What that means.
 */
reading: Reading, 
/**
 * What was not understood.
 */
not_understood?: string | null, 
/**
 * Remark, and whatever stands in cells that this item does not use.
 */
note?: string | null, 
/**
 * What is odd about the row.
 */
flags?: Array<RowFlag>, };

/**
 * A numbered revision of the deliverables.
 */
export type Revision = { 
/**
 * Counted from 1.
 */
number: number, 
/**
 * When it was made.
 */
on: Day, 
/**
 * Why.
 */
reason: string, 
/**
 * Note.
 */
note?: string | null, };

/**
 * What is odd about a row.
 */
export type RowFlag = "duplicate" | "formula" | "day_unclear" | "unused_cell";

/**
 * What a person should look at in a row.
 */
export type RowProblem = "text_missing" | "error_value" | "from_formula" | "number_missing" | "number_repeated" | "number_prefixed" | "number_was_date" | "number_shared" | "options_missing";

/**
 * What a row would do.
 */
export type RowState = "new" | "same" | "conflict" | "ask" | "unreadable" | "unknown_item" | "blank";

/**
 * What was written, and when the commit returned.
 */
export type Saved = { 
/**
 * The record's id.
 */
id: string, 
/**
 * Its revision now; 0 once it is removed.
 */
rev: number, 
/**
 * When the commit returned.
 */
saved_at: Moment, };

/**
 * Something that left the vault.
 */
export type SealedLine = { 
/**
 * Survey it was of.
 */
survey: string, 
/**
 * `bundle` or `plain`.
 */
kind: string, 
/**
 * Running number of the office.
 */
seq: number, 
/**
 * When.
 */
at: Moment, 
/**
 * Size in bytes.
 */
bytes: number, 
/**
 * SHA-256 of the file.
 */
sha256: string, 
/**
 * For whom.
 */
recipients: Array<string>, 
/**
 * What for.
 */
purpose: string, };

/**
 * Searches a survey.
 */
export type SearchGet = { 
/**
 * The survey.
 */
survey: SurveyId, 
/**
 * The words, parted by spaces; all of them must be there.
 */
text: string, 
/**
 * The language of questions, findings and words.
 */
lang: Lang, };

/**
 * How grave a finding is.
 */
export type Severity = "high" | "medium" | "low";

/**
 * An item with its answer.
 */
export type SheetLine = { 
/**
 * The item.
 */
item: Item, 
/**
 * Its answer, once there is one.
 */
answer: Kept<Answer> | null, 
/**
 * Whether it applies.
 */
applies: boolean, 
/**
 * Why it does not apply: the items whose answers say so.
 */
because?: Array<Cause>, 
/**
 * The options that are offered, by id.
 */
options: Array<string>, 
/**
 * The national figures beside it.
 */
benchmarks: Array<Benchmark>, };

/**
 * How a sheet becomes a checklist. Columns are letters, as the spreadsheet shows them.
 */
export type SheetMapping = { 
/**
 * Name of the sheet.
 */
sheet: string, 
/**
 * Row of the column headings, counted from 1, the last one where they take several; 0 without headings.
 */
header_row: number, 
/**
 * The last row to take, counted from 1; to the end when absent.
 */
last_row?: number | null, 
/**
 * Column of the numbers; without it items are numbered by us.
 */
number?: string | null, 
/**
 * Column of the sections.
 */
section?: string | null, 
/**
 * Column of the questions.
 */
text: string, 
/**
 * Column of explanations.
 */
help?: string | null, 
/**
 * Column in which one answers; options are taken from what it offers.
 */
answer?: string | null, 
/**
 * Column of guideline sections.
 */
guideline?: string | null, 
/**
 * Whom the list is for.
 */
audience: Audience, 
/**
 * How items are answered where the answer column does not say.
 */
kind: AnswerKind, };

/**
 * Something that stands in the way of a list.
 */
export type SheetProblem = { 
/**
 * The sheet; empty for the whole mapping.
 */
sheet: string, 
/**
 * What is wrong.
 */
problem: MappingProblem, 
/**
 * What it is about: a field of the mapping, column letters, a count.
 */
detail: string, };

/**
 * On whose side somebody took part.
 */
export type Side = "hospital" | "firm" | "vendor" | "supervisor";

/**
 * A verified copy of a survey's file.
 */
export type SnapshotLine = { 
/**
 * Its name.
 */
name: string, 
/**
 * When it was made.
 */
at: Moment, 
/**
 * How many entries the log had.
 */
changes: number, };

/**
 * Puts a survey back to a snapshot.
 */
export type SnapshotRestore = { 
/**
 * The survey.
 */
survey: SurveyId, 
/**
 * Name of the snapshot.
 */
name: string, };

/**
 * Full-time staff by profession (seed 003, annex 5 head).
 */
export type Staff = { 
/**
 * Physicians.
 */
physicians?: number | null, 
/**
 * Nurses.
 */
nurses?: number | null, 
/**
 * Clinical engineers.
 */
clinical_engineers?: number | null, 
/**
 * Radiographers.
 */
radiographers?: number | null, 
/**
 * Laboratory technologists.
 */
laboratory_technologists?: number | null, 
/**
 * Pharmacists.
 */
pharmacists?: number | null, 
/**
 * All others.
 */
others?: number | null, 
/**
 * Those who run the information systems.
 */
information_systems?: number | null, };

/**
 * Parties, dates and money of one survey.
 */
export type Survey = { 
/**
 * The firm that visits.
 */
firm: string, 
/**
 * The body that signs the pledge and receives the reports.
 */
client?: string | null, 
/**
 * The firm that reviews.
 */
supervising_firm?: string | null, 
/**
 * First day of the survey.
 */
period_start?: Day | null, 
/**
 * Last day of the survey.
 */
period_end?: Day | null, 
/**
 * Yen an hour that the firm charges.
 */
unit_price_yen?: number | null, 
/**
 * Labour cap in yen when it differs from [`COST_CAP_YEN`].
 */
cost_cap_yen?: number | null, 
/**
 * An earlier survey of the same hospital, with which answers are compared.
 */
earlier?: SurveyId | null, 
/**
 * What the reader of the report should know about the survey as a whole.
 */
note?: string | null, };

/**
 * One survey's chain.
 */
export type SurveyAuditView = { 
/**
 * The survey.
 */
survey: SurveyId, 
/**
 * Entries.
 */
entries: number, 
/**
 * Whether every link holds and the registry's checkpoint is in it.
 */
holds: boolean, };

/**
 * Opens a survey.
 */
export type SurveyCreate = { 
/**
 * Its id; a fresh one when absent.
 */
id?: SurveyId, 
/**
 * What the list of surveys shows, usually the hospital's name.
 */
label: string, 
/**
 * Parties, dates and money.
 */
record: Survey, };

/**
 * Erases a survey.
 */
export type SurveyErase = { 
/**
 * The survey.
 */
survey: SurveyId, 
/**
 * The passphrase: erasing changes the vault key, which has to be wrapped anew.
 */
passphrase: string, };

/**
 * What was erased.
 */
export type SurveyErased = { 
/**
 * The survey.
 */
survey: SurveyId, 
/**
 * The vault's new recovery key; the printed one opens nothing any more. It is never shown again.
 */
recovery_key: string, 
/**
 * Files that were overwritten and removed.
 */
files: Array<string>, 
/**
 * Files that could not be removed.
 */
left: Array<string>, 
/**
 * How many copies are known outside of the vault.
 */
copies_outside: number, };

/**
 * One survey of one hospital; also the name of its vault file.
 */
export type SurveyId = string;

/**
 * A survey in the list.
 */
export type SurveyLine = { 
/**
 * Its id.
 */
survey: SurveyId, 
/**
 * Its label.
 */
label: string, 
/**
 * When it was opened.
 */
created: Moment, 
/**
 * Whether it was erased.
 */
erased: boolean, };

/**
 * What is done of what, for every stage.
 */
export type SurveyOverview = { 
/**
 * The survey.
 */
survey: Kept<Survey>, 
/**
 * The hospital profile, once there is one.
 */
hospital: Kept<Hospital> | null, 
/**
 * Today, as due dates are reckoned.
 */
today: Day, 
/**
 * Progress of each interview.
 */
interviews: Array<InterviewProgress>, 
/**
 * Requests that are open.
 */
requests_open: number, 
/**
 * Of these, overdue.
 */
requests_overdue: number, 
/**
 * How many records there are of each kind, by its name; and how far the stages have come: `system_covered` by
 * a backup, `asset_confirmed`, `category_settled` of `category`, `drawn` of what the ledger wants on the network
 * drawing (`to_draw`), `finding_decided` of `finding` about the hospital, `gap_error` before a hand-over.
 */
counts: { [key in string]: number }, 
/**
 * Actual hours in hundredths.
 */
effort_hundredths: number, 
/**
 * Number of the newest revision.
 */
revision: number, };

/**
 * An information system of the hospital.
 */
export type System = { 
/**
 * Its name.
 */
name: string, 
/**
 * What it is for.
 */
kind: SystemKind, 
/**
 * Its database.
 */
database?: string | null, 
/**
 * Number of servers.
 */
servers?: number | null, 
/**
 * Number of terminals.
 */
terminals?: number | null, 
/**
 * Vendor.
 */
vendor?: string | null, 
/**
 * Department in charge.
 */
department?: string | null, 
/**
 * Note.
 */
note?: string | null, };

/**
 * An information system of the hospital.
 */
export type SystemId = string;

/**
 * Where a system's software runs.
 */
export type SystemKind = "ehr" | "accounting" | "pacs" | "laboratory" | "pharmacy" | "department" | "office" | "other";

/**
 * Yes, no, or looked for and not found out. Not asked at all is the absence of the field.
 */
export type Tri = "yes" | "no" | "unknown";

/**
 * State of patches or of protection against malware.
 */
export type UpkeepState = "current" | "behind" | "absent" | "not_possible" | "unknown";

/**
 * Changes the passphrase.
 */
export type VaultPassphrase = { 
/**
 * The passphrase so far.
 */
old: string, 
/**
 * The new one.
 */
new: string, };

/**
 * Whether a vault is open.
 */
export type VaultStatus = { 
/**
 * Whether it is.
 */
open: boolean, 
/**
 * Version of this program.
 */
version: string, 
/**
 * Whether nobody confirmed yet that the recovery key was written down, so that a new one should be made.
 */
recovery_key_pending?: boolean, };

/**
 * Proves that it is the owner who asks.
 */
export type VaultUnlocking = { 
/**
 * The passphrase.
 */
passphrase: string, };

/**
 * A visit to the hospital.
 */
export type Visit = { 
/**
 * The day.
 */
on: Day, 
/**
 * What for.
 */
kind: VisitKind, 
/**
 * Who took part.
 */
participants?: Array<Participant>, 
/**
 * When it began.
 */
started?: Moment | null, 
/**
 * When it ended.
 */
ended?: Moment | null, 
/**
 * What happened.
 */
note?: string | null, };

/**
 * A visit to the hospital.
 */
export type VisitId = string;

/**
 * What a visit was for.
 */
export type VisitKind = "interview" | "walk_round" | "both" | "contractor" | "report" | "other";

/**
 * An error as window, command line and tests see it.
 */
export type WireError = { 
/**
 * What went wrong.
 */
code: Code, 
/**
 * Safe values that belong to it.
 */
params: Record<string, unknown>, 
/**
 * Short id that also stands in the log.
 */
ref: string, };

/**
 * One text in both languages.
 */
export type Wording = { 
/**
 * Japanese.
 */
ja: string, 
/**
 * English.
 */
en: string, };

/**
 * A workbook to look at.
 */
export type WorkbookGet = { 
/**
 * The workbook in base64.
 */
bytes: string, };

/**
 * Applies a mapping.
 */
export type WorkbookMap = { 
/**
 * The workbook in base64.
 */
bytes: string, 
/**
 * How it becomes checklists.
 */
mapping: Mapping, };

/**
 * What a workbook looks like.
 */
export type WorkbookView = { 
/**
 * Its sheets.
 */
outline: Outline, 
/**
 * What its columns seem to be for; id, title and source are for a person to fill in.
 */
mapping: Mapping, };

/** The command table: arguments and view of each command. */
export interface Commands {
  /** Says whether a vault is open. */
  vault_status: { args: Nothing; view: VaultStatus };
  /** Closes the vault in good order. */
  vault_lock: { args: Nothing; view: VaultStatus };
  /** Changes the passphrase of the open vault. */
  vault_passphrase_set: { args: VaultPassphrase; view: VaultStatus };
  /** Replaces the recovery key; the printed one opens nothing any more. */
  vault_recovery_key_set: { args: VaultUnlocking; view: RecoveryKeyMade };
  /** Remembers whether the recovery key that was shown last still has to be confirmed. */
  recovery_key_pending_set: { args: RecoveryKeyPending; view: VaultStatus };
  /** Lists the surveys of the vault. */
  survey_list: { args: Nothing; view: Array<SurveyLine> };
  /** Opens a survey of a hospital. */
  survey_create: { args: SurveyCreate; view: Saved };
  /** Changes parties, dates and money of a survey. */
  survey_set: { args: RecordSet<Survey>; view: Saved };
  /** Says what is done of what. */
  survey_overview: { args: InSurvey; view: SurveyOverview };
  /** Erases a survey: its key is destroyed and the vault key changed. */
  survey_erase: { args: SurveyErase; view: SurveyErased };
  /** Lists the verified snapshots of a survey. */
  snapshot_list: { args: InSurvey; view: Array<SnapshotLine> };
  /** Makes a verified snapshot now. */
  snapshot_add: { args: InSurvey; view: SnapshotLine };
  /** Puts a survey back to a snapshot; what was changed since stays in the vault as a snapshot of its own. */
  snapshot_restore: { args: SnapshotRestore; view: Array<SnapshotLine> };
  /** Sets the hospital profile. */
  hospital_set: { args: RecordSet<Hospital>; view: Saved };
  /** The hospital profile, as a list of one or none. */
  hospital_list: { args: InSurvey; view: Array<Kept<Hospital>> };
  /** Creates or changes a visit. */
  visit_set: { args: RecordSet<Visit>; view: Saved };
  /** Removes a visit. */
  visit_remove: { args: RecordRemove; view: Saved };
  /** Lists the visits. */
  visit_list: { args: InSurvey; view: Array<Kept<Visit>> };
  /** Lists the checklists of this build and the vault's own. */
  checklist_list: { args: Nothing; view: Array<ChecklistLine> };
  /** One checklist, whole. */
  checklist_get: { args: ChecklistGet; view: Checklist };
  /** Keeps a checklist of the vault's own as a draft, and says what is wrong with it. */
  checklist_set: { args: ChecklistSet; view: ChecklistSaved };
  /** Releases a draft that has no problem; it never changes again. */
  checklist_release: { args: ChecklistGet; view: ChecklistSaved };
  /** Removes a draft. */
  checklist_remove: { args: ChecklistGet; view: ChecklistSaved };
  /** Shows what a checklist workbook of somebody else's looks like, and what its columns seem to be for. */
  workbook_get: { args: WorkbookGet; view: WorkbookView };
  /** Makes checklists of a workbook by a mapping, and says of each row what it was taken as. */
  workbook_map: { args: WorkbookMap; view: Mapped };
  /** Creates or changes an interview. */
  interview_set: { args: RecordSet<Interview>; view: Saved };
  /** Removes an interview that has no answers. */
  interview_remove: { args: RecordRemove; view: Saved };
  /** Lists the interviews. */
  interview_list: { args: InSurvey; view: Array<Kept<Interview>> };
  /** Items, answers and national figures of an interview side by side. */
  interview_sheet: { args: InInterview; view: InterviewSheet };
  /** Sets the answer to one item; only the fields named change. */
  answer_set: { args: AnswerSet; view: AnswerView };
  /** Removes an answer. */
  answer_remove: { args: RecordRemove; view: Saved };
  /** Lists the answers of all interviews. */
  answer_list: { args: InSurvey; view: Array<Kept<Answer>> };
  /** Says what taking over a returned form would do, row by row. */
  form_get: { args: FormPreview; view: Preview };
  /** Takes over rows of a returned form as the hospital's own answers, all or none. */
  form_set: { args: FormTake; view: FormTaken };
  /** Answers side by side, between interviewees or with an earlier survey. */
  comparison_list: { args: ComparisonGet; view: Array<ComparisonView> };
  /** Creates or changes a document request. */
  request_set: { args: RecordSet<Request>; view: Saved };
  /** Removes a document request. */
  request_remove: { args: RecordRemove; view: Saved };
  /** Lists the document requests. */
  request_list: { args: InSurvey; view: Array<Kept<Request>> };
  /** Creates or changes a system. */
  system_set: { args: RecordSet<System>; view: Saved };
  /** Creates or changes several systems, all or none. */
  system_batch_set: { args: BatchSet<System>; view: Array<Saved> };
  /** Removes a system that nothing refers to. */
  system_remove: { args: RecordRemove; view: Saved };
  /** Lists the systems. */
  system_list: { args: InSurvey; view: Array<Kept<System>> };
  /** Creates or changes an asset. */
  asset_set: { args: RecordSet<Asset>; view: Saved };
  /** Creates or changes several assets, all or none. */
  asset_batch_set: { args: BatchSet<Asset>; view: Array<Saved> };
  /** Removes an asset that nothing refers to. */
  asset_remove: { args: RecordRemove; view: Saved };
  /** Lists the assets. */
  asset_list: { args: InSurvey; view: Array<Kept<Asset>> };
  /** Creates or changes an external connection. */
  connection_set: { args: RecordSet<Connection>; view: Saved };
  /** Creates or changes several external connections, all or none. */
  connection_batch_set: { args: BatchSet<Connection>; view: Array<Saved> };
  /** Removes an external connection that nothing refers to. */
  connection_remove: { args: RecordRemove; view: Saved };
  /** Lists the external connections. */
  connection_list: { args: InSurvey; view: Array<Kept<Connection>> };
  /** Creates or changes an investigation entry of a connection. */
  investigation_set: { args: RecordSet<Investigation>; view: Saved };
  /** Removes an investigation entry. */
  investigation_remove: { args: RecordRemove; view: Saved };
  /** Lists the investigation entries. */
  investigation_list: { args: InSurvey; view: Array<Kept<Investigation>> };
  /** Records that a category of connection was asked about. */
  category_check_set: { args: RecordSet<CategoryCheck>; view: Saved };
  /** Removes a category check. */
  category_check_remove: { args: RecordRemove; view: Saved };
  /** Lists the category checks. */
  category_check_list: { args: InSurvey; view: Array<Kept<CategoryCheck>> };
  /** Creates or changes a backup. */
  backup_set: { args: RecordSet<Backup>; view: Saved };
  /** Removes a backup. */
  backup_remove: { args: RecordRemove; view: Saved };
  /** Lists the backups. */
  backup_list: { args: InSurvey; view: Array<Kept<Backup>> };
  /** Creates or changes an effort entry. */
  effort_set: { args: RecordSet<Effort>; view: Saved };
  /** Removes an effort entry. */
  effort_remove: { args: RecordRemove; view: Saved };
  /** Lists the effort entries. */
  effort_list: { args: InSurvey; view: Array<Kept<Effort>> };
  /** The effort sheet added up: planned beside actual, by week, by person, and in yen. */
  effort_overview: { args: InSurvey; view: EffortOverview };
  /** What is being timed and not booked yet. */
  effort_timer_get: { args: InSurvey; view: EffortTiming };
  /** Remembers what is being timed, so that nothing but booking or throwing it away ends it. */
  effort_timer_set: { args: EffortTimerSet; view: EffortTiming };
  /** Creates a finding by hand, or records what was decided about one from a rule. */
  finding_set: { args: RecordSet<Finding>; view: Saved };
  /** Removes a finding written by hand, or takes a decision back. */
  finding_remove: { args: RecordRemove; view: Saved };
  /** The findings of the rules and by hand, with what was decided. */
  finding_list: { args: InSurvey; view: Array<FindingLine> };
  /** Creates or changes a node of a diagram. */
  diagram_node_set: { args: RecordSet<DiagramNode>; view: Saved };
  /** Removes a node that no edge touches. */
  diagram_node_remove: { args: RecordRemove; view: Saved };
  /** Lists the nodes of both diagrams. */
  diagram_node_list: { args: InSurvey; view: Array<Kept<DiagramNode>> };
  /** Creates or changes an edge of a diagram. */
  diagram_edge_set: { args: RecordSet<DiagramEdge>; view: Saved };
  /** Removes an edge. */
  diagram_edge_remove: { args: RecordRemove; view: Saved };
  /** Lists the edges of both diagrams. */
  diagram_edge_list: { args: InSurvey; view: Array<Kept<DiagramEdge>> };
  /** Proposes a diagram from the ledger and adds what is not drawn yet. */
  diagram_from_ledger: { args: DiagramGet; view: DiagramMade };
  /** A diagram laid out and drawn, with its problems and what is missing on it. */
  diagram_draw: { args: DiagramGet; view: DiagramView };
  /** A diagram laid out part by part, as an editor shows it: the same picture as the one that is handed over. */
  diagram_get: { args: DiagramGet; view: DiagramPicture };
  /** Adds one record of the ledger to a diagram, with what it needs there. */
  diagram_add: { args: DiagramAdd; view: DiagramMade };
  /** Gives nodes that were placed by hand back to the layout: those named, or all. */
  diagram_release: { args: DiagramRelease; view: DiagramReleased };
  /** Removes a node together with the lines that end at it; what stood in a zone stays on the diagram. */
  diagram_node_erase: { args: RecordRemove; view: Saved };
  /** Keeps a photo or paper. */
  evidence_add: { args: EvidenceAdd; view: Saved };
  /** Changes what a photo or paper is called; its bytes never change. */
  evidence_set: { args: RecordSet<Evidence>; view: Saved };
  /** Removes a photo or paper that nothing refers to. Undo brings it back. */
  evidence_remove: { args: RecordRemove; view: Saved };
  /** Takes a photo or paper away from a record, and away for good where no other record shows it. Undo brings back both. */
  evidence_detach: { args: EvidenceDetach; view: Saved };
  /** The bytes of a photo or paper. */
  evidence_get: { args: EvidenceGet; view: EvidenceBytes };
  /** Lists photos and papers. */
  evidence_list: { args: InSurvey; view: Array<Kept<Evidence>> };
  /** Creates or changes a review comment. */
  comment_set: { args: RecordSet<Comment>; view: Saved };
  /** Removes a review comment. */
  comment_remove: { args: RecordRemove; view: Saved };
  /** Lists the review comments. */
  comment_list: { args: InSurvey; view: Array<Kept<Comment>> };
  /** Creates a numbered revision of the deliverables. */
  revision_set: { args: RecordSet<Revision>; view: Saved };
  /** Lists the revisions. */
  revision_list: { args: InSurvey; view: Array<Kept<Revision>> };
  /** What is missing or odd before the survey is handed over, gravest first. */
  handover_list: { args: InSurvey; view: Array<Gap> };
  /** Lists the documents of a survey in the order in which they are handed over. */
  document_list: { args: DocumentList; view: Array<DocumentLine> };
  /** One document as it is handed over, for reading. */
  document_get: { args: DocumentGet; view: DocumentView };
  /** Takes in a contact card, unverified. */
  card_add: { args: CardAdd; view: CardLine };
  /** Marks a card as verified, given the fingerprint its owner read out. */
  card_verify: { args: CardGet; view: CardLine };
  /** Marks a card as no longer to be used. */
  card_retire: { args: CardGet; view: CardLine };
  /** Lists the contact cards. */
  card_list: { args: Nothing; view: Array<CardLine> };
  /** Lists everything that left the vault: bundles and plain exports. */
  export_list: { args: Nothing; view: Array<SealedLine> };
  /** Finds records by their words, best first. */
  search_list: { args: SearchGet; view: Array<Hit> };
  /** What records are called, whether they are there or gone, and where photos and papers are attached. */
  name_list: { args: NameGet; view: Array<RecordName> };
  /** Takes back the newest change of this session, or the one named; opening, erasing and sealing a survey are none. */
  change_undo: { args: ChangeUndo; view: ChangeMoved };
  /** Makes the change again that was taken back last. */
  change_redo: { args: InSurvey; view: ChangeMoved };
  /** Says what undo and redo would do next. */
  change_status: { args: InSurvey; view: ChangeSteps };
  /** The change log of a survey: who, when, before and after. */
  audit_list: { args: AuditGet; view: Array<AuditLine> };
  /** Checks every link of both audit chains. */
  audit_verify: { args: Nothing; view: AuditReportView };
}

/** What happened and what to do, for every error code. */
export const errorTexts: Record<Code, { what: Wording; do: Wording }> = {
  unknown_command: { what: { ja: "その名前のコマンドはありません。", en: "There is no command of that name." }, do: { ja: "`junkai commands` で一覧を確認してください。", en: "See the list with `junkai commands`." } },
  invalid_args: { what: { ja: "コマンドの引数の形が正しくありません。", en: "The arguments of the command do not have the right form." }, do: { ja: "表示された場所の値を直して、もう一度実行してください。何も変更されていません。", en: "Correct the value at the place shown and run it again. Nothing was changed." } },
  invalid_record: { what: { ja: "入力内容に不備があります。", en: "What was entered is incomplete or contradicts itself." }, do: { ja: "示された項目を直してください。何も変更されていません。", en: "Correct the fields shown. Nothing was changed." } },
  not_found: { what: { ja: "指定された記録が見つかりません。", en: "The record asked for does not exist." }, do: { ja: "一覧を読み直して、選び直してください。", en: "Read the list again and choose anew." } },
  unknown_reference: { what: { ja: "参照先の記録が存在しません。", en: "The record refers to another one that does not exist." }, do: { ja: "先に参照先を登録するか、参照を外してください。何も変更されていません。", en: "Enter the other record first, or remove the reference. Nothing was changed." } },
  conflict: { what: { ja: "この記録は、読み込んだ後に変更されています。", en: "The record was changed after it was read." }, do: { ja: "最新の内容を読み直し、必要なら入力し直してください。何も変更されていません。", en: "Read it again and enter your change anew if it is still wanted. Nothing was changed." } },
  in_use: { what: { ja: "ほかの記録から参照されているため、削除できません。", en: "Other records refer to this one, so it cannot be removed." }, do: { ja: "先に参照している記録を変更してください。", en: "Change the records that refer to it first." } },
  answer_does_not_fit: { what: { ja: "この項目の回答形式に合わない回答です。", en: "The answer does not fit the item." }, do: { ja: "項目に示された選択肢から選んでください。何も変更されていません。", en: "Choose one of the answers that the item offers. Nothing was changed." } },
  checklist_unknown: { what: { ja: "そのチェックリスト、またはその版がありません。", en: "There is no such checklist, or not in that version." }, do: { ja: "チェックリストの名前と版を確認してください。", en: "Check the id and the version of the checklist." } },
  own_answer_differs: { what: { ja: "この項目には、病院の別の回答がすでにあります。何も変えていません。", en: "The hospital's own answer to this item says something else so far. Nothing was changed." }, do: { ja: "どちらを残すか選んでから、もう一度取り込んでください。", en: "Choose which of the two to keep and take the form over again." } },
  checklist_file: { what: { ja: "このファイルは確認表として読めません（UTF-8のTOML、8 MB以下）。", en: "This file cannot be read as a checklist (TOML in UTF-8, at most 8 MB)." }, do: { ja: "checklists/README.md の書き方に合わせ、UTF-8で保存し直してください。", en: "Write it as checklists/README.md describes and save it in UTF-8." } },
  form_file_name: { what: { ja: "記入用紙のファイル名は .xlsx か .pdf で終わる必要があります。何も作成していません。", en: "The name of a form has to end with .xlsx or .pdf. Nothing was made." }, do: { ja: "病院に入力してもらうなら .xlsx、印刷して渡すなら .pdf を付けてください。", en: "Use .xlsx for a form to be filled in on a computer and .pdf for one on paper." } },
  workbook_not_one: { what: { ja: "このファイルはExcelブック（.xlsx）ではありません。何も変えていません。", en: "This file is not an Excel workbook (.xlsx). Nothing was changed." }, do: { ja: "病院から戻ったExcelファイルを選び直してください。", en: "Choose the Excel file that came back from the hospital." } },
  workbook_old: { what: { ja: "古い形式（.xls）のブックは読み込みません。何も変えていません。", en: "Workbooks in the old format (.xls) are not read. Nothing was changed." }, do: { ja: "Excelで開き、「.xlsx」形式で保存し直してから選んでください。", en: "Open it in Excel, save it as .xlsx and choose that file." } },
  workbook_binary: { what: { ja: "バイナリ形式（.xlsb）のブックは読み込みません。何も変えていません。", en: "Workbooks in the binary format (.xlsb) are not read. Nothing was changed." }, do: { ja: "Excelで開き、「.xlsx」形式で保存し直してから選んでください。", en: "Open it in Excel, save it as .xlsx and choose that file." } },
  workbook_password: { what: { ja: "このブックはパスワードで保護されていて、読めません。何も変えていません。", en: "This workbook is protected with a password and cannot be read. Nothing was changed." }, do: { ja: "Excelでパスワードを外して保存し直してから選んでください。", en: "Remove the password in Excel, save it and choose that file." } },
  workbook_macros: { what: { ja: "このブックはマクロを含むため読み込みません。何も変えていません。", en: "This workbook contains macros and is not read. Nothing was changed." }, do: { ja: "マクロなしの「.xlsx」形式で保存し直したものを病院に求めてください。", en: "Ask the hospital for a copy saved as .xlsx without macros." } },
  workbook_links: { what: { ja: "このブックは外部のファイルやデータを参照しているため読み込みません。何も変えていません。", en: "This workbook refers to other files or data sources and is not read. Nothing was changed." }, do: { ja: "参照を値に置き換えて保存し直したものを病院に求めてください。", en: "Ask the hospital for a copy in which the links were replaced by values." } },
  workbook_too_large: { what: { ja: "このブックは読み込める大きさを超えています。何も変えていません。", en: "This workbook is larger than what is read. Nothing was changed." }, do: { ja: "32 MB以下・200万セル以下のブックを選んでください。不要なシートを消すと小さくなります。", en: "Choose a workbook of at most 32 MB and 2 million cells; removing sheets that are not needed makes it smaller." } },
  workbook_damaged: { what: { ja: "このブックは壊れているか、形式に合っていません。何も変えていません。", en: "This workbook is damaged or contradicts its format. Nothing was changed." }, do: { ja: "Excelで開けるか確かめ、保存し直すか、もう一度送ってもらってください。", en: "See whether Excel opens it; save it again or ask for it once more." } },
  evidence_refused: { what: { ja: "このファイルは証跡として取り込めません。", en: "This file cannot be kept as evidence." }, do: { ja: "JPEG・PNG・PDFで、中身が壊れていない64 MB以下のファイルを選んでください。", en: "Choose an undamaged JPEG, PNG or PDF file of at most 64 MB." } },
  vault_locked: { what: { ja: "保管庫が開いていません。", en: "No vault is open." }, do: { ja: "保管庫を開いてから、もう一度実行してください。", en: "Open the vault and try again." } },
  not_a_vault: { what: { ja: "このフォルダーは保管庫ではありません。", en: "The folder is not a vault." }, do: { ja: "保管庫のフォルダー（vault.toml があるもの）を選んでください。", en: "Choose the folder of a vault; it holds a file vault.toml." } },
  vault_gone: { what: { ja: "保管庫のフォルダーが、元の場所に見つかりません。", en: "The folder of the vault is not where it was." }, do: { ja: "フォルダーを元の場所に戻すか、取り外した媒体をつないで、もう一度実行してください。保存済みの内容と、画面にある入力はそのままです。", en: "Put the folder back or connect the medium again, and try once more. What was saved, and what is on the screen, stays as it is." } },
  vault_exists: { what: { ja: "その場所には既にファイルがあります。", en: "There is something at that place already." }, do: { ja: "空のフォルダーか、まだ無い場所を選んでください。", en: "Choose an empty folder, or a place that does not exist yet." } },
  vault_in_use: { what: { ja: "この保管庫は、別の画面またはコマンドで開かれています。", en: "The vault is open in another window or command." }, do: { ja: "もう一方を閉じてから開いてください。", en: "Close the other one first." } },
  wrong_passphrase: { what: { ja: "パスフレーズが違います。", en: "The passphrase is wrong." }, do: { ja: "入力し直してください。忘れた場合は、印刷した復旧キーを使ってください。", en: "Type it again. If it is forgotten, use the printed recovery key." } },
  wrong_recovery_key: { what: { ja: "復旧キーが違います。", en: "The recovery key is wrong." }, do: { ja: "印刷した復旧キーを、区切りごとに確かめて入力し直してください。", en: "Type the printed key again, group by group." } },
  header_damaged: { what: { ja: "保管庫の見出しファイルが二つとも壊れています。", en: "Both copies of the vault's header are damaged." }, do: { ja: "バックアップから vault.toml を戻してください。中のデータには触れていません。", en: "Bring vault.toml back from a backup. The data were not touched." } },
  header_refused: { what: { ja: "保管庫の見出しが、許される範囲外の鍵計算を求めています。", en: "The vault's header asks for a key derivation outside the allowed bounds." }, do: { ja: "出所の分からない保管庫は開かないでください。バックアップから vault.toml を戻してください。", en: "Do not open a vault of unknown origin. Bring vault.toml back from a backup." } },
  vault_too_new: { what: { ja: "この保管庫は、より新しい版の巡回で作られています。", en: "The vault was written by a newer version of Junkai." }, do: { ja: "新しい版を入れてから開いてください。何も変更されていません。", en: "Install the newer version and open it there. Nothing was changed." } },
  rolled_back: { what: { ja: "調査ファイルが、最後に記録された状態より古くなっています。", en: "A survey file is older than what the vault recorded last." }, do: { ja: "古いコピーを戻した場合は、最新のコピーを探してください。監査記録で確認できます。", en: "If an old copy was restored, look for the newest one. The audit trail shows where it stands." } },
  survey_damaged: { what: { ja: "調査ファイルが壊れています。", en: "A survey file is damaged." }, do: { ja: "保管庫内の直近のスナップショットから復元してください。壊れたファイルはそのまま残しています。", en: "Restore the newest snapshot in the vault. The damaged file was left as it is." } },
  survey_erased: { what: { ja: "この調査は消去済みです。", en: "The survey was erased." }, do: { ja: "元には戻せません。消去証明書を確認してください。", en: "It cannot be brought back. See the certificate of erasure." } },
  build_without_cipher: { what: { ja: "この実行ファイルには、必要な版の暗号化データベースが含まれていません。", en: "This build lacks the encrypted database in the version needed." }, do: { ja: "配布元から正しい実行ファイルを入手してください。データには触れていません。", en: "Get a proper build from the distributor. The data were not touched." } },
  disk_full: { what: { ja: "空き容量が足りません。", en: "There is no space left on the device." }, do: { ja: "空きを作るか、別の場所を選んで、もう一度実行してください。元のファイルはそのままです。", en: "Make room or choose another place, and try again. The old file is as it was." } },
  read_only: { what: { ja: "その場所には書き込めません。", en: "The place cannot be written to." }, do: { ja: "書き込めるフォルダーを選んでください。元のファイルはそのままです。", en: "Choose a folder that can be written. The old file is as it was." } },
  folder_gone: { what: { ja: "出力先のフォルダーが見つかりません。", en: "The target folder is not there." }, do: { ja: "フォルダーを作るか、取り外した媒体をつないで、もう一度実行してください。", en: "Create it, or connect the medium again, and try once more." } },
  target_exists: { what: { ja: "出力先に既にファイルがあります。", en: "There is something at the target already." }, do: { ja: "別の名前か、空のフォルダーを指定してください。元のファイルはそのままです。", en: "Choose another name, or an empty folder. What is there stays as it was." } },
  file_unreadable: { what: { ja: "ファイルを読めません。", en: "A file cannot be read." }, do: { ja: "ファイルの場所と読み取り権限を確認してください。", en: "Check that it is there and may be read." } },
  no_verified_recipient: { what: { ja: "確認済みの宛先がないため、封をしませんでした。", en: "Nothing was sealed, because no recipient's card has been verified." }, do: { ja: "「提出」の「3. 宛先」で相手のカードを読み込み、指紋を確かめてください（コマンドでは `junkai card verify`）。", en: "Import the recipient's card under “3. Recipients” of the hand-over and compare its fingerprint (on the command line: `junkai card verify`)." } },
  card_invalid: { what: { ja: "連絡先カードが壊れているか、署名が正しくありません。", en: "The contact card is damaged or its signature does not hold." }, do: { ja: "発行元からカードを受け取り直してください。", en: "Ask its owner for the card again." } },
  card_expired: { what: { ja: "連絡先カードの有効期間外です。", en: "The contact card is not valid today." }, do: { ja: "発行元から新しいカードを受け取ってください。", en: "Ask its owner for a new card." } },
  card_fingerprint_differs: { what: { ja: "入力された指紋が、カードの指紋と一致しません。", en: "The fingerprint typed differs from that of the card." }, do: { ja: "カードを使わず、相手に確認してください。", en: "Do not use the card; ask its owner." } },
  bundle_not_for_this_key: { what: { ja: "このファイルは、お使いの鍵に宛てて封をされていません。", en: "The file was not sealed for this key." }, do: { ja: "宛先の鍵を確かめるか、送り主に正しい宛先で作り直してもらってください。", en: "Check which key it was meant for, or ask the sender to seal it for yours." } },
  bundle_truncated: { what: { ja: "ファイルが途中で切れています。", en: "The file ends early." }, do: { ja: "送り主にもう一度送ってもらってください。何も書き込まれていません。", en: "Ask the sender to send it again. Nothing was written." } },
  bundle_damaged: { what: { ja: "ファイルが壊れているか、書き換えられています。", en: "The file is damaged or was altered." }, do: { ja: "送り主にもう一度送ってもらってください。何も書き込まれていません。", en: "Ask the sender to send it again. Nothing was written." } },
  not_a_bundle: { what: { ja: "巡回の提出ファイルではありません。", en: "The file is not a bundle." }, do: { ja: "拡張子 .junkai のファイルを選んでください。", en: "Choose a file that ends in .junkai." } },
  bundle_passphrase: { what: { ja: "鍵ではなくパスフレーズで保護されたファイルです。", en: "The file is protected by a passphrase instead of a key." }, do: { ja: "提出ファイルは鍵宛てに限ります。送り主に作り直してもらってください。", en: "Bundles are sealed to keys only; ask the sender to seal it anew." } },
  bundle_too_new: { what: { ja: "この版では読めない、新しい形式の提出ファイルです。", en: "The bundle has a newer format than this version can read." }, do: { ja: "巡回を新しい版にしてから開いてください。何も書き込まれていません。", en: "Install a newer version and open it there. Nothing was written." } },
  bundle_wrong_sender: { what: { ja: "署名した鍵が、指定された送り主のものではありません。", en: "It was signed by another key than the sender's." }, do: { ja: "送り主のカードを確かめてください。開かないでください。", en: "Check the sender's card. Do not use the contents." } },
  bundle_bad_signature: { what: { ja: "署名が正しくありません。", en: "The signature does not hold." }, do: { ja: "内容を使わず、送り主に確認してください。何も書き込まれていません。", en: "Do not use the contents; ask the sender. Nothing was written." } },
  bundle_not_a_recipient: { what: { ja: "別の宛先に向けて署名されたファイルが、転送されたものです。", en: "It was signed for another recipient and passed on." }, do: { ja: "送り主に、こちらを宛先にして作り直してもらってください。", en: "Ask the sender to seal one for you." } },
  bundle_entry_missing: { what: { ja: "目録にあるファイルが欠けています。", en: "An entry that the manifest names is missing." }, do: { ja: "送り主にもう一度送ってもらってください。何も書き込まれていません。", en: "Ask the sender to send it again. Nothing was written." } },
  bundle_entry_extra: { what: { ja: "目録にないファイルが入っています。", en: "There is an entry that the manifest does not name." }, do: { ja: "内容を使わず、送り主に確認してください。何も書き込まれていません。", en: "Do not use the contents; ask the sender. Nothing was written." } },
  bundle_entry_duplicate: { what: { ja: "同じ名前のファイルが二度入っています。", en: "An entry stands in it twice." }, do: { ja: "内容を使わず、送り主に確認してください。何も書き込まれていません。", en: "Do not use the contents; ask the sender. Nothing was written." } },
  bundle_entry_path: { what: { ja: "許されない名前のファイルが入っています。", en: "An entry has a name that is not allowed." }, do: { ja: "内容を使わず、送り主に確認してください。何も書き込まれていません。", en: "Do not use the contents; ask the sender. Nothing was written." } },
  bundle_entry_mismatch: { what: { ja: "目録と中身が一致しないファイルがあります。", en: "An entry differs from what the manifest says." }, do: { ja: "送り主にもう一度送ってもらってください。何も書き込まれていません。", en: "Ask the sender to send it again. Nothing was written." } },
  bundle_too_large: { what: { ja: "提出ファイルの大きさが、形式の上限を超えています。", en: "The bundle goes beyond the limits of the format." }, do: { ja: "写真などを減らしてください。", en: "Take out some photos or papers." } },
  identity_invalid: { what: { ja: "鍵ファイルに使える鍵がありません。", en: "The key file holds no usable key." }, do: { ja: "AGE-SECRET-KEY- で始まる行を含む鍵ファイルを指定してください。", en: "Name a key file with a line that begins with AGE-SECRET-KEY-." } },
  content_invalid: { what: { ja: "チェックリストまたは書式の内容に誤りがあります。", en: "The content of a checklist or template is wrong." }, do: { ja: "示された箇所を直してください。", en: "Correct the places shown." } },
  cancelled: { what: { ja: "中止しました。", en: "Stopped as you asked." }, do: { ja: "必要なら、もう一度実行してください。元のファイルはそのままです。", en: "Run it again if it is still wanted. The old file is as it was." } },
  bundle_sender_not_verified: { what: { ja: "送り主のカードが未確認か、使用停止になっています。", en: "The sender's card is not verified, or no longer to be used." }, do: { ja: "送り主と指紋を読み合わせてから開いてください。何も書き込まれていません。", en: "Compare the fingerprint with the sender first. Nothing was written." } },
  bundle_invalid: { what: { ja: "提出ファイルの作りが決まりに合っていません。", en: "The bundle is not in the form that the format lays down." }, do: { ja: "内容を使わず、送り主に確認してください。何も書き込まれていません。", en: "Do not use the contents; ask the sender. Nothing was written." } },
  bundle_entry_order: { what: { ja: "中のファイルの並びが決まりと違います。", en: "An entry stands in the wrong place." }, do: { ja: "内容を使わず、送り主に確認してください。何も書き込まれていません。", en: "Do not use the contents; ask the sender. Nothing was written." } },
  recovery_key_typo: { what: { ja: "復旧キーに打ち間違いがあります。", en: "The recovery key is mistyped." }, do: { ja: "示された区切りを、印刷したものと見比べて入力し直してください。", en: "Compare the group shown with the printed key and type it again." } },
  registry_damaged: { what: { ja: "保管庫の台帳（registry.db）が壊れています。", en: "The vault's registry is damaged." }, do: { ja: "バックアップから registry.db を戻してください。調査ファイルには触れていません。", en: "Bring registry.db back from a backup. The survey files were not touched." } },
  survey_exists: { what: { ja: "同じ番号の調査が既にあります。", en: "There is a survey with this id already." }, do: { ja: "別の調査として作り直すか、既にある調査を開いてください。何も変更されていません。", en: "Open that survey, or create another. Nothing was changed." } },
  checklist_id_taken: { what: { ja: "その名前は、巡回に組み込まれているチェックリストの名前です。", en: "That id belongs to a checklist that comes with Junkai." }, do: { ja: "別の名前を付けてください。何も変更されていません。", en: "Give it another id. Nothing was changed." } },
  checklist_released: { what: { ja: "この版は公開済みのため、変更も削除もできません。", en: "This version was released, so it can be neither changed nor removed." }, do: { ja: "直すときは、前の版からの対応を書いて、新しい版を作ってください。", en: "To correct it, make a new version that says what became of its items." } },
  checklist_not_released: { what: { ja: "このチェックリストは下書きです。", en: "The checklist is a draft." }, do: { ja: "公開してから、聞き取りや書き出しに使ってください。何も変更されていません。", en: "Release it first, then hold interviews on it or share it. Nothing was changed." } },
  checklist_problems: { what: { ja: "チェックリストに直すべき箇所があるため、公開も取り込みもできません。", en: "The checklist has problems, so it can be neither released nor taken in." }, do: { ja: "示された箇所を直してください。他所のチェックリストなら、作成元に直してもらってください。何も変更されていません。", en: "Correct the places shown; if it came from somebody else, ask them to. Nothing was changed." } },
  checklist_differs: { what: { ja: "同じ名前と版で、内容の異なるチェックリストが既にあります。", en: "There is another checklist under the same id and version already." }, do: { ja: "作成元に確認し、版を変えて作り直してもらってください。何も変更されていません。", en: "Ask its maker to give it a new version. Nothing was changed." } },
  not_a_checklist_pack: { what: { ja: "チェックリストの共有ファイルではありません。", en: "The file is not a checklist pack." }, do: { ja: "拡張子 .junkai-checklist のファイルを選んでください。", en: "Choose a file that ends in .junkai-checklist." } },
  checklist_pack_damaged: { what: { ja: "共有ファイルが壊れているか、書き換えられています。", en: "The checklist pack is damaged or was altered." }, do: { ja: "使わずに、送り主にもう一度送ってもらってください。何も取り込まれていません。", en: "Do not use it; ask the sender to send it again. Nothing was taken in." } },
  checklist_signer_not_verified: { what: { ja: "このチェックリストに署名した相手のカードが未確認か、使用停止になっています。", en: "The card of whoever signed the checklist is not verified, or no longer to be used." }, do: { ja: "相手と指紋を読み合わせ、カードを確認済みにしてから取り込んでください。何も取り込まれていません。", en: "Compare the fingerprint with its owner and mark the card as verified first. Nothing was taken in." } },
  own_card_missing: { what: { ja: "自社の連絡先カードがまだありません。", en: "This office has no contact card yet." }, do: { ja: "「提出」の「3. 宛先」で自社のカードを作ってから、もう一度実行してください（コマンドでは `junkai card new --vault`）。", en: "Create one under “3. Recipients” of the hand-over and try again (on the command line: `junkai card new --vault`)." } },
  passphrase_weak: { what: { ja: "このパスフレーズは推測されやすいため、使えません。何も作成していません。", en: "This passphrase can be guessed and is not taken. Nothing was made." }, do: { ja: "関係のない言葉を四つ以上並べるなど、もっと長くしてください。", en: "Make it longer, for example four or more words that have nothing to do with each other." } },
  internal: { what: { ja: "予期しない問題が起きました。保存済みの内容は失われていません。", en: "Something unforeseen happened. What was saved is not lost." }, do: { ja: "もう一度開いてください。続く場合は、表示された参照番号を開発元に伝えてください。", en: "Open the vault again. If it happens again, tell the maker the reference shown." } },
};

/** Words of closed choices: by the key of the choice, in the order of choosing, by name on the wire. */
export const choiceWords = {
  answer_kind: {
    mark: { ja: "○×", en: "○ or ×" },
    yes_no: { ja: "はい・いいえ", en: "Yes or no" },
    yes_no_date: { ja: "はい・いいえ（日付）", en: "Yes or no, with dates" },
    single: { ja: "一つ選択", en: "One option" },
    multi: { ja: "複数選択", en: "Several options" },
    number: { ja: "数値", en: "Number" },
    text: { ja: "記述", en: "Text" },
    table: { ja: "表", en: "Table" },
  },
  agreement: {
    same: { ja: "一致", en: "Same" },
    to_yes: { ja: "× → ○", en: "No → yes" },
    to_no: { ja: "○ → ×", en: "Yes → no" },
    differs: { ja: "相違", en: "Differs" },
    one_sided: { ja: "一方のみ回答", en: "Answered on one side" },
    unanswered: { ja: "どちらも未回答", en: "Not answered" },
  },
  authentication: {
    none: { ja: "なし", en: "None" },
    password: { ja: "パスワード", en: "Password" },
    certificate: { ja: "証明書・事前共有鍵", en: "Certificate or shared key" },
    two_factor: { ja: "二要素", en: "Two factors" },
    caller_id: { ja: "発信者番号", en: "Calling number" },
    unknown: { ja: "不明", en: "Unknown" },
  },
  availability: {
    always_on: { ja: "常時", en: "Always on" },
    on_demand: { ja: "必要時のみ", en: "On demand" },
    unknown: { ja: "不明", en: "Unknown" },
  },
  direction: {
    outbound: { ja: "院内から", en: "From the hospital" },
    inbound: { ja: "院外から", en: "From outside" },
    both: { ja: "双方向", en: "Both ways" },
    unknown: { ja: "不明", en: "Unknown" },
  },
  investigation_means: {
    interview: { ja: "聞き取り", en: "Interview" },
    paper: { ja: "書類", en: "Document" },
    on_site: { ja: "現地確認", en: "On site" },
    vendor: { ja: "事業者照会", en: "Vendor" },
  },
  line_kind: {
    leased: { ja: "専用線", en: "Leased line" },
    ip_vpn: { ja: "IP-VPN", en: "IP-VPN" },
    ipsec_vpn: { ja: "IPsec-VPN", en: "IPsec-VPN" },
    ssl_vpn: { ja: "SSL-VPN", en: "SSL-VPN" },
    mobile: { ja: "LTE・5G", en: "LTE or 5G" },
    isdn: { ja: "ISDN", en: "ISDN" },
    https: { ja: "https（VPNなし）", en: "https without VPN" },
    other: { ja: "その他", en: "Other" },
    unknown: { ja: "不明", en: "Unknown" },
  },
  diagram_kind: {
    network: { ja: "ネットワーク概要図", en: "Network overview" },
    management: { ja: "情報システム管理体制図", en: "Management structure" },
  },
  edge_kind: {
    link: { ja: "院内接続", en: "Link" },
    external_connection: { ja: "外部接続", en: "External connection" },
    reports_to: { ja: "報告", en: "Reports to" },
    contract: { ja: "契約", en: "Contract" },
    contact: { ja: "連絡", en: "Contact" },
  },
  node_kind: {
    zone: { ja: "区域", en: "Zone" },
    asset: { ja: "機器", en: "Asset" },
    system: { ja: "システム", en: "System" },
    external_party: { ja: "院外", en: "Outside party" },
    role: { ja: "役職・部署", en: "Role" },
    safety_officer: { ja: "医療情報システム安全管理責任者", en: "System safety officer" },
    contractor: { ja: "委託事業者・ベンダー", en: "Contractor or vendor" },
    authority: { ja: "関係機関", en: "Authority" },
  },
  finding_state: {
    open: { ja: "未判断", en: "Open" },
    accepted: { ja: "採用", en: "Accepted" },
    dismissed: { ja: "不採用", en: "Dismissed" },
  },
  severity: {
    high: { ja: "早めの確認が望まれる事項", en: "To be confirmed soon" },
    medium: { ja: "確認が望まれる事項", en: "To be confirmed" },
    low: { ja: "参考となる事項", en: "Good to know" },
  },
  audience: {
    executive: { ja: "経営層", en: "Executives" },
    admin: { ja: "システム管理者", en: "System managers" },
    user: { ja: "医療従事者・一般の利用者", en: "Users" },
    vendor: { ja: "委託事業者・ベンダー", en: "Contractors and vendors" },
    device: { ja: "医療機器の担当者", en: "Those in charge of medical devices" },
  },
  asset_kind: {
    server: { ja: "サーバ", en: "Server" },
    terminal: { ja: "端末", en: "Terminal" },
    firewall: { ja: "ファイアウォール・UTM", en: "Firewall or UTM" },
    vpn_gateway: { ja: "VPN装置", en: "VPN gateway" },
    router: { ja: "ルータ", en: "Router" },
    switch: { ja: "スイッチ", en: "Switch" },
    wireless_access_point: { ja: "無線LAN機器", en: "Wireless access point" },
    mobile_router: { ja: "LTE・5Gルータ", en: "LTE or 5G router" },
    storage: { ja: "ストレージ", en: "Storage" },
    ct: { ja: "CT", en: "CT" },
    mri: { ja: "MRI", en: "MRI" },
    imaging: { ja: "その他の画像検査機器", en: "Other imaging" },
    laboratory: { ja: "検体検査機器", en: "Laboratory analyser" },
    bedside: { ja: "生体情報モニタ・ベッドサイド機器", en: "Bedside device" },
    medical_device: { ja: "その他の医療機器", en: "Other medical device" },
    card_reader: { ja: "資格確認端末・カードリーダ", en: "Insurance card reader" },
    maintenance_box: { ja: "遠隔保守装置", en: "Remote maintenance box" },
    peripheral: { ja: "プリンタ・カメラなど周辺機器", en: "Peripheral" },
    other: { ja: "その他", en: "Other" },
  },
  confirmed_by: {
    seen: { ja: "現物", en: "Seen" },
    document: { ja: "書類", en: "In a document" },
    told: { ja: "聞き取り", en: "Told" },
  },
  maintenance: {
    on_site: { ja: "訪問", en: "On site" },
    online: { ja: "遠隔", en: "Online" },
    both: { ja: "訪問・遠隔", en: "Both" },
    none: { ja: "なし", en: "None" },
    unknown: { ja: "不明", en: "Unknown" },
  },
  owner: {
    hospital: { ja: "病院", en: "Hospital" },
    vendor: { ja: "事業者", en: "Vendor" },
    leased: { ja: "リース", en: "Leased" },
    unknown: { ja: "不明", en: "Unknown" },
  },
  system_kind: {
    ehr: { ja: "電子カルテ・オーダ", en: "Health record and orders" },
    accounting: { ja: "医事会計", en: "Accounting" },
    pacs: { ja: "画像", en: "Images" },
    laboratory: { ja: "検体検査", en: "Laboratory" },
    pharmacy: { ja: "薬剤", en: "Pharmacy" },
    department: { ja: "その他の部門", en: "Other department" },
    office: { ja: "事務・メール", en: "Office and mail" },
    other: { ja: "その他", en: "Other" },
  },
  upkeep_state: {
    current: { ja: "最新", en: "Up to date" },
    behind: { ja: "遅れあり", en: "Behind" },
    absent: { ja: "未実施・未導入", en: "Not done" },
    not_possible: { ja: "実施できない機器", en: "Not possible" },
    unknown: { ja: "不明", en: "Unknown" },
  },
  mapped_as: {
    item: { ja: "項目", en: "Item" },
    section: { ja: "区分", en: "Section" },
    blank: { ja: "空行", en: "Blank" },
    note: { ja: "注記", en: "Note" },
    continued: { ja: "上の続き", en: "Continued" },
    skipped: { ja: "対象外", en: "Left out" },
    problem: { ja: "取り込めない", en: "Not taken" },
  },
  mapped_why: {
    numbered: { ja: "番号と文がある", en: "Number and text" },
    unnumbered: { ja: "番号のない文", en: "Text without a number" },
    shares_number: { ja: "番号を共有するセルの一つ", en: "One of several cells that share a number" },
    section_cell: { ja: "区分の列にある名前", en: "A name in the column of sections" },
    spread_down: { ja: "縦に一文字ずつ書かれた区分名", en: "A section's name written down the column" },
    across: { ja: "列をまたぐ見出し", en: "A heading across the columns" },
    heading_mark: { ja: "見出しの書き出し", en: "It begins as headings do" },
    short_title: { ja: "番号付き項目の上の短い語句", en: "A few words above numbered items" },
    empty: { ja: "何も書かれていない", en: "Nothing stands there" },
    note_mark: { ja: "注記の書き出し", en: "It begins as notes do" },
    outside: { ja: "選んだ列の外、または見出しには長い", en: "Outside the chosen columns, or too long for a heading" },
    merged_above: { ja: "上のセルの結合範囲", en: "The cell above reaches over it" },
    unfinished: { ja: "上の文の続き", en: "The text above goes on" },
    more_help: { ja: "説明の続き", en: "More explanation" },
    header: { ja: "見出し行", en: "Column headings" },
    no_question: { ja: "質問がない", en: "No question" },
  },
  mapping_problem: {
    bad_name: { ja: "IDか版が名前として使えない", en: "Id or version cannot be used as a name" },
    text_missing: { ja: "題名か出典がない", en: "Title or source is blank" },
    no_sheets: { ja: "シートが選ばれていない", en: "No sheet is chosen" },
    unknown_sheet: { ja: "そのシートがない", en: "There is no such sheet" },
    unknown_column: { ja: "その列がない", en: "There is no such column" },
    column_twice: { ja: "同じ列が二度選ばれている", en: "A column is chosen twice" },
    no_rows: { ja: "終わりの行が初めより上にある", en: "The last row stands above the first" },
    no_items: { ja: "項目になる行がない", en: "No row is an item" },
    too_many_items: { ja: "項目が多すぎる", en: "There are too many items" },
  },
  row_problem: {
    text_missing: { ja: "番号だけで質問がない", en: "A number without a question" },
    error_value: { ja: "セルがエラーになっている", en: "A cell holds an error" },
    from_formula: { ja: "数式の結果", en: "The result of a formula" },
    number_missing: { ja: "番号がないため付けた", en: "Without a number; one was given" },
    number_repeated: { ja: "同じ番号が前にあるため変えた", en: "The number stood there before; another was given" },
    number_prefixed: { ja: "区分ごとの番号のため区分を前に付けた", en: "Numbers begin anew in each section; the section's was put before" },
    number_was_date: { ja: "番号が日付に変わっていた", en: "The number had become a date" },
    number_shared: { ja: "上と番号を共有するため付けた", en: "Shares a number with the item above; one was given" },
    options_missing: { ja: "選択肢がないため自由記述にした", en: "No options there; taken as free text" },
  },
  tri: {
    yes: { ja: "○", en: "Yes" },
    no: { ja: "×", en: "No" },
    unknown: { ja: "不明", en: "Unknown" },
  },
  request_kind: {
    homework: { ja: "病院への資料依頼（宿題）", en: "Asked of the hospital (homework)" },
    vendor_enquiry: { ja: "事業者への照会", en: "Asked of vendors" },
  },
  request_outcome: {
    open: { ja: "回答待ち", en: "Waiting" },
    received: { ja: "受領", en: "Received" },
    not_submitted: { ja: "未提出", en: "Not submitted" },
    could_not_be_provided: { ja: "提供できず", en: "Could not be provided" },
    withdrawn: { ja: "取り下げ", en: "Withdrawn" },
  },
  founder: {
    national: { ja: "国", en: "State" },
    public: { ja: "公立", en: "Prefecture or city" },
    public_like: { ja: "公的", en: "Public-like body" },
    medical_corporation: { ja: "医療法人", en: "Medical corporation" },
    university: { ja: "大学・学校法人", en: "University" },
    other: { ja: "その他", en: "Other" },
  },
  side: {
    hospital: { ja: "病院", en: "hospital" },
    firm: { ja: "調査会社", en: "survey firm" },
    vendor: { ja: "事業者", en: "vendor" },
    supervisor: { ja: "監督企業・委託元", en: "supervising firm or client" },
  },
  visit_kind: {
    interview: { ja: "聞き取り", en: "Interviews" },
    walk_round: { ja: "巡回調査", en: "Walk-round" },
    both: { ja: "聞き取りと巡回調査", en: "Interviews and walk-round" },
    contractor: { ja: "事業者との打合せ", en: "Meeting with contractor" },
    report: { ja: "報告", en: "Report" },
    other: { ja: "その他", en: "Other" },
  },
  adaptation: {
    control_shown: { ja: "制御文字を符号で表示", en: "Control character shown as its code" },
    direction_shown: { ja: "文字方向の指定を符号で表示", en: "Direction mark shown as its code" },
    glyph_shown: { ja: "書体にない文字を符号で表示", en: "Character missing from the font shown as its code" },
    split: { ja: "長い文を続きのセルに分割", en: "Long text continued in further cells" },
  },
  record_kind: {
    survey: { ja: "調査", en: "Survey" },
    hospital: { ja: "病院", en: "Hospital" },
    visit: { ja: "訪問", en: "Visit" },
    interview: { ja: "聞き取り", en: "Interview" },
    answer: { ja: "回答", en: "Answer" },
    request: { ja: "資料依頼・照会", en: "Request" },
    system: { ja: "システム", en: "System" },
    asset: { ja: "機器", en: "Asset" },
    connection: { ja: "外部接続", en: "External connection" },
    investigation: { ja: "調査履歴", en: "Investigation" },
    category_check: { ja: "区分の確認", en: "Category" },
    backup: { ja: "バックアップ", en: "Backup" },
    effort: { ja: "工数", en: "Effort" },
    finding: { ja: "気づき", en: "Finding" },
    diagram_node: { ja: "図の要素", en: "On the drawing" },
    diagram_edge: { ja: "図の線", en: "Line on the drawing" },
    evidence: { ja: "写真・書類", en: "Photo or document" },
    comment: { ja: "監督企業の指摘", en: "Comment" },
    revision: { ja: "版", en: "Revision" },
  },
  category: {
    1: { ja: "［1］各システム", en: "[1] Systems" },
    2: { ja: "［2］ネットワーク保守", en: "[2] Network maintenance" },
    3: { ja: "［3］CT・MRIなど検査機器の保守", en: "[3] Maintenance of CT, MRI and other devices" },
    4: { ja: "［4］マイナンバーカード関係", en: "[4] My Number card" },
    5: { ja: "［5］地域医療連携", en: "[5] Regional care network" },
    6: { ja: "［6］遠隔読影", en: "[6] Remote image reading" },
    7: { ja: "［7］研究ネットワーク", en: "[7] Research network" },
    8: { ja: "［8］各種遠隔サービスほか", en: "[8] Remote services and others" },
  },
  effort_row: {
    1: { ja: "①チェックリストによるヒアリング（経営層向け）", en: "① Checklist interview, executives" },
    2: { ja: "①チェックリストによる調査結果（経営層向け）", en: "① Checklist result, executives" },
    3: { ja: "②チェックリストによるヒアリング（システム管理者向け）", en: "② Checklist interview, system managers" },
    4: { ja: "②チェックリストによる調査結果（システム管理者向け）", en: "② Checklist result, system managers" },
    5: { ja: "③チェックリストによるヒアリング（医療従事者・一般のシステム利用者向け）", en: "③ Checklist interview, clinical staff and other users" },
    6: { ja: "③チェックリストによる調査結果（医療従事者・一般のシステム利用者向け）", en: "③ Checklist result, clinical staff and other users" },
    7: { ja: "④病院情報システムのバックアップ状況（表）", en: "④ Backup status of the information systems (table)" },
    8: { ja: "④病院情報システムのバックアップ状況（表）", en: "④ Backup status of the information systems (table)" },
    9: { ja: "⑤外部接続先一覧 および 外部接続先調査履歴", en: "⑤ External connections and their investigation" },
    10: { ja: "⑤外部接続先一覧 および 外部接続先調査履歴", en: "⑤ External connections and their investigation" },
    11: { ja: "⑥ネットワーク概要図", en: "⑥ Network overview" },
    12: { ja: "⑥ネットワーク概要図", en: "⑥ Network overview" },
    13: { ja: "⑦情報システム管理体制図", en: "⑦ Management structure" },
    14: { ja: "⑦情報システム管理体制図", en: "⑦ Management structure" },
    15: { ja: "移動", en: "Travel" },
    16: { ja: "打合せ", en: "Meetings" },
    17: { ja: "その他（事前調査、進捗報告など）", en: "Other (preparation, progress reports)" },
  },
  effort_work: {
    survey: { ja: "調査", en: "Survey" },
    drawing_up: { ja: "図書作成", en: "Writing up" },
    none: { ja: "－", en: "–" },
  },
  backup_point: {
    offline: { ja: "ネットワークから切り離した複製がある", en: "A copy is cut off from the network" },
    encrypted: { ja: "暗号化している", en: "It is encrypted" },
    off_site: { ja: "院外にも複製がある", en: "A copy is outside the hospital" },
    restore_tested: { ja: "復元を試したことがある", en: "Restoring was tested" },
  },
} satisfies Record<string, Record<string, Wording>>;
