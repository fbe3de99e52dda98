//! The command table: one line a command. It yields the dispatcher, the TypeScript types and the reference.
//!
//! Invariant: names are `<noun>_<verb>`; a noun is a record kind or a word of the glossary.

use crate::command::effort::{self, EffortOverview, EffortTimerSet, EffortTiming};
use crate::command::finding::FindingLine;
use crate::command::{
    AnswerSet, AnswerView, AuditGet, AuditLine, AuditReportView, BatchSet, CardAdd, CardGet, CardLine,
    ChangeMoved, ChangeSteps, ChangeUndo, ChecklistGet, ChecklistLine, ChecklistSaved, ChecklistSet,
    ComparisonGet, ComparisonView, DiagramAdd, DiagramGet, DiagramMade, DiagramPicture, DiagramRelease,
    DiagramReleased, DiagramView, DocumentGet, DocumentLine, DocumentList, DocumentView, EvidenceAdd,
    EvidenceBytes, EvidenceDetach, EvidenceGet, FormPreview, FormTake, FormTaken, InInterview, InSurvey,
    InterviewSheet, NameGet, Nothing, RecordName, RecordRemove, RecordSet, RecoveryKeyMade,
    RecoveryKeyPending, Saved, SealedLine, SearchGet, SnapshotLine, SnapshotRestore, SurveyCreate,
    SurveyErase, SurveyErased, SurveyLine, SurveyOverview, VaultPassphrase, VaultStatus, VaultUnlocking,
    WorkbookGet, WorkbookMap, WorkbookView, answer, audit, batch, card, change, checklist, comparison,
    detach, diagram, document, evidence, finding, form, name, picture, record, search, survey, vault,
    workbook,
};
use crate::table::commands;
use junkai_core::backup::Backup;
use junkai_core::checklist::Checklist;
use junkai_core::connection::{CategoryCheck, Connection, Investigation};
use junkai_core::drawing::{DiagramEdge, DiagramNode};
use junkai_core::effort::Effort;
use junkai_core::evidence::Evidence;
use junkai_core::finding::Finding;
use junkai_core::form::Preview;
use junkai_core::handover::Gap;
use junkai_core::interview::{Answer, Interview};
use junkai_core::inventory::{Asset, System};
use junkai_core::mapping::Mapped;
use junkai_core::record::Kept;
use junkai_core::request::Request;
use junkai_core::review::{Comment, Revision};
use junkai_core::search::Hit;
use junkai_core::survey::{Hospital, Survey, Visit};

commands! {
    /// Says whether a vault is open.
    vault_status: Locked (Nothing) -> VaultStatus = vault::status;
    /// Closes the vault in good order.
    vault_lock: Locked (Nothing) -> VaultStatus = vault::lock;
    /// Changes the passphrase of the open vault.
    vault_passphrase_set: Write (VaultPassphrase) -> VaultStatus = vault::passphrase_set;
    /// Replaces the recovery key; the printed one opens nothing any more.
    vault_recovery_key_set: Write (VaultUnlocking) -> RecoveryKeyMade = vault::recovery_key_set;
    /// Remembers whether the recovery key that was shown last still has to be confirmed.
    recovery_key_pending_set: Write (RecoveryKeyPending) -> VaultStatus = vault::recovery_key_pending;

    /// Lists the surveys of the vault.
    survey_list: Read (Nothing) -> Vec<SurveyLine> = survey::list;
    /// Opens a survey of a hospital.
    survey_create: Write (SurveyCreate) -> Saved = survey::create;
    /// Changes parties, dates and money of a survey.
    survey_set: Write (RecordSet<Survey>) -> Saved = survey::set;
    /// Says what is done of what.
    survey_overview: Read (InSurvey) -> SurveyOverview = survey::overview;
    /// Erases a survey: its key is destroyed and the vault key changed.
    survey_erase: Write (SurveyErase) -> SurveyErased = vault::survey_erase;
    /// Lists the verified snapshots of a survey.
    snapshot_list: Read (InSurvey) -> Vec<SnapshotLine> = vault::snapshot_list;
    /// Makes a verified snapshot now.
    snapshot_add: Write (InSurvey) -> SnapshotLine = vault::snapshot_add;
    /// Puts a survey back to a snapshot; what was changed since stays in the vault as a snapshot of its own.
    snapshot_restore: Write (SnapshotRestore) -> Vec<SnapshotLine> = vault::snapshot_restore;
    /// Sets the hospital profile.
    hospital_set: Write (RecordSet<Hospital>) -> Saved = survey::hospital_set;
    /// The hospital profile, as a list of one or none.
    hospital_list: Read (InSurvey) -> Vec<Kept<Hospital>> = record::list::<Hospital>;

    /// Creates or changes a visit.
    visit_set: Write (RecordSet<Visit>) -> Saved = record::set::<Visit>;
    /// Removes a visit.
    visit_remove: Write (RecordRemove) -> Saved = record::remove::<Visit>;
    /// Lists the visits.
    visit_list: Read (InSurvey) -> Vec<Kept<Visit>> = record::list::<Visit>;

    /// Lists the checklists of this build and the vault's own.
    checklist_list: Locked (Nothing) -> Vec<ChecklistLine> = checklist::list;
    /// One checklist, whole.
    checklist_get: Locked (ChecklistGet) -> Checklist = checklist::get;
    /// Keeps a checklist of the vault's own as a draft, and says what is wrong with it.
    checklist_set: Write (ChecklistSet) -> ChecklistSaved = checklist::set;
    /// Releases a draft that has no problem; it never changes again.
    checklist_release: Write (ChecklistGet) -> ChecklistSaved = checklist::release;
    /// Removes a draft.
    checklist_remove: Write (ChecklistGet) -> ChecklistSaved = checklist::remove;
    /// Shows what a checklist workbook of somebody else's looks like, and what its columns seem to be for.
    workbook_get: Locked (WorkbookGet) -> WorkbookView = workbook::get;
    /// Makes checklists of a workbook by a mapping, and says of each row what it was taken as.
    workbook_map: Locked (WorkbookMap) -> Mapped = workbook::map;
    /// Creates or changes an interview.
    interview_set: Write (RecordSet<Interview>) -> Saved = answer::interview_set;
    /// Removes an interview that has no answers.
    interview_remove: Write (RecordRemove) -> Saved = record::remove::<Interview>;
    /// Lists the interviews.
    interview_list: Read (InSurvey) -> Vec<Kept<Interview>> = record::list::<Interview>;
    /// Items, answers and national figures of an interview side by side.
    interview_sheet: Read (InInterview) -> InterviewSheet = answer::sheet;
    /// Sets the answer to one item; only the fields named change.
    answer_set: Write (AnswerSet) -> AnswerView = answer::set;
    /// Removes an answer.
    answer_remove: Write (RecordRemove) -> Saved = record::remove::<Answer>;
    /// Lists the answers of all interviews.
    answer_list: Read (InSurvey) -> Vec<Kept<Answer>> = answer::list;

    /// Says what taking over a returned form would do, row by row.
    form_get: Read (FormPreview) -> Preview = form::look;
    /// Takes over rows of a returned form as the hospital's own answers, all or none.
    form_set: Write (FormTake) -> FormTaken = form::take;
    /// Answers side by side, between interviewees or with an earlier survey.
    comparison_list: Read (ComparisonGet) -> Vec<ComparisonView> = comparison::list;

    /// Creates or changes a document request.
    request_set: Write (RecordSet<Request>) -> Saved = record::set::<Request>;
    /// Removes a document request.
    request_remove: Write (RecordRemove) -> Saved = record::remove::<Request>;
    /// Lists the document requests.
    request_list: Read (InSurvey) -> Vec<Kept<Request>> = record::list::<Request>;

    /// Creates or changes a system.
    system_set: Write (RecordSet<System>) -> Saved = record::set::<System>;
    /// Creates or changes several systems, all or none.
    system_batch_set: Write (BatchSet<System>) -> Vec<Saved> = batch::set::<System>;
    /// Removes a system that nothing refers to.
    system_remove: Write (RecordRemove) -> Saved = record::remove::<System>;
    /// Lists the systems.
    system_list: Read (InSurvey) -> Vec<Kept<System>> = record::list::<System>;
    /// Creates or changes an asset.
    asset_set: Write (RecordSet<Asset>) -> Saved = record::set::<Asset>;
    /// Creates or changes several assets, all or none.
    asset_batch_set: Write (BatchSet<Asset>) -> Vec<Saved> = batch::set::<Asset>;
    /// Removes an asset that nothing refers to.
    asset_remove: Write (RecordRemove) -> Saved = record::remove::<Asset>;
    /// Lists the assets.
    asset_list: Read (InSurvey) -> Vec<Kept<Asset>> = record::list::<Asset>;

    /// Creates or changes an external connection.
    connection_set: Write (RecordSet<Connection>) -> Saved = record::set::<Connection>;
    /// Creates or changes several external connections, all or none.
    connection_batch_set: Write (BatchSet<Connection>) -> Vec<Saved> = batch::set::<Connection>;
    /// Removes an external connection that nothing refers to.
    connection_remove: Write (RecordRemove) -> Saved = record::remove::<Connection>;
    /// Lists the external connections.
    connection_list: Read (InSurvey) -> Vec<Kept<Connection>> = record::list::<Connection>;
    /// Creates or changes an investigation entry of a connection.
    investigation_set: Write (RecordSet<Investigation>) -> Saved = record::set::<Investigation>;
    /// Removes an investigation entry.
    investigation_remove: Write (RecordRemove) -> Saved = record::remove::<Investigation>;
    /// Lists the investigation entries.
    investigation_list: Read (InSurvey) -> Vec<Kept<Investigation>> = record::list::<Investigation>;
    /// Records that a category of connection was asked about.
    category_check_set: Write (RecordSet<CategoryCheck>) -> Saved = vault::category_check_set;
    /// Removes a category check.
    category_check_remove: Write (RecordRemove) -> Saved = record::remove::<CategoryCheck>;
    /// Lists the category checks.
    category_check_list: Read (InSurvey) -> Vec<Kept<CategoryCheck>> = record::list::<CategoryCheck>;

    /// Creates or changes a backup.
    backup_set: Write (RecordSet<Backup>) -> Saved = record::set::<Backup>;
    /// Removes a backup.
    backup_remove: Write (RecordRemove) -> Saved = record::remove::<Backup>;
    /// Lists the backups.
    backup_list: Read (InSurvey) -> Vec<Kept<Backup>> = record::list::<Backup>;

    /// Creates or changes an effort entry.
    effort_set: Write (RecordSet<Effort>) -> Saved = record::set::<Effort>;
    /// Removes an effort entry.
    effort_remove: Write (RecordRemove) -> Saved = record::remove::<Effort>;
    /// Lists the effort entries.
    effort_list: Read (InSurvey) -> Vec<Kept<Effort>> = record::list::<Effort>;
    /// The effort sheet added up: planned beside actual, by week, by person, and in yen.
    effort_overview: Read (InSurvey) -> EffortOverview = effort::overview;
    /// What is being timed and not booked yet.
    effort_timer_get: Read (InSurvey) -> EffortTiming = effort::timer;
    /// Remembers what is being timed, so that nothing but booking or throwing it away ends it.
    effort_timer_set: Write (EffortTimerSet) -> EffortTiming = effort::set_timer;

    /// Creates a finding by hand, or records what was decided about one from a rule.
    finding_set: Write (RecordSet<Finding>) -> Saved = record::set::<Finding>;
    /// Removes a finding written by hand, or takes a decision back.
    finding_remove: Write (RecordRemove) -> Saved = record::remove::<Finding>;
    /// The findings of the rules and by hand, with what was decided.
    finding_list: Read (InSurvey) -> Vec<FindingLine> = finding::list;

    /// Creates or changes a node of a diagram.
    diagram_node_set: Write (RecordSet<DiagramNode>) -> Saved = record::set::<DiagramNode>;
    /// Removes a node that no edge touches.
    diagram_node_remove: Write (RecordRemove) -> Saved = record::remove::<DiagramNode>;
    /// Lists the nodes of both diagrams.
    diagram_node_list: Read (InSurvey) -> Vec<Kept<DiagramNode>> = record::list::<DiagramNode>;
    /// Creates or changes an edge of a diagram.
    diagram_edge_set: Write (RecordSet<DiagramEdge>) -> Saved = record::set::<DiagramEdge>;
    /// Removes an edge.
    diagram_edge_remove: Write (RecordRemove) -> Saved = record::remove::<DiagramEdge>;
    /// Lists the edges of both diagrams.
    diagram_edge_list: Read (InSurvey) -> Vec<Kept<DiagramEdge>> = record::list::<DiagramEdge>;
    /// Proposes a diagram from the ledger and adds what is not drawn yet.
    diagram_from_ledger: Write (DiagramGet) -> DiagramMade = diagram::from_ledger;
    /// A diagram laid out and drawn, with its problems and what is missing on it.
    diagram_draw: Read (DiagramGet) -> DiagramView = diagram::draw;
    /// A diagram laid out part by part, as an editor shows it: the same picture as the one that is handed over.
    diagram_get: Read (DiagramGet) -> DiagramPicture = picture::get;
    /// Adds one record of the ledger to a diagram, with what it needs there.
    diagram_add: Write (DiagramAdd) -> DiagramMade = picture::add;
    /// Gives nodes that were placed by hand back to the layout: those named, or all.
    diagram_release: Write (DiagramRelease) -> DiagramReleased = picture::release;
    /// Removes a node together with the lines that end at it; what stood in a zone stays on the diagram.
    diagram_node_erase: Write (RecordRemove) -> Saved = picture::erase;

    /// Keeps a photo or paper.
    evidence_add: Write (EvidenceAdd) -> Saved = evidence::add;
    /// Changes what a photo or paper is called; its bytes never change.
    evidence_set: Write (RecordSet<Evidence>) -> Saved = record::set::<Evidence>;
    /// Removes a photo or paper that nothing refers to. Undo brings it back.
    evidence_remove: Write (RecordRemove) -> Saved = record::remove::<Evidence>;
    /// Takes a photo or paper away from a record, and away for good where no other record shows it. Undo brings back both.
    evidence_detach: Write (EvidenceDetach) -> Saved = detach::detach;
    /// The bytes of a photo or paper.
    evidence_get: Read (EvidenceGet) -> EvidenceBytes = evidence::get;
    /// Lists photos and papers.
    evidence_list: Read (InSurvey) -> Vec<Kept<Evidence>> = record::list::<Evidence>;

    /// Creates or changes a review comment.
    comment_set: Write (RecordSet<Comment>) -> Saved = record::set::<Comment>;
    /// Removes a review comment.
    comment_remove: Write (RecordRemove) -> Saved = record::remove::<Comment>;
    /// Lists the review comments.
    comment_list: Read (InSurvey) -> Vec<Kept<Comment>> = record::list::<Comment>;
    /// Creates a numbered revision of the deliverables.
    revision_set: Write (RecordSet<Revision>) -> Saved = record::set::<Revision>;
    /// Lists the revisions.
    revision_list: Read (InSurvey) -> Vec<Kept<Revision>> = record::list::<Revision>;

    /// What is missing or odd before the survey is handed over, gravest first.
    handover_list: Read (InSurvey) -> Vec<Gap> = document::missing;
    /// Lists the documents of a survey in the order in which they are handed over.
    document_list: Read (DocumentList) -> Vec<DocumentLine> = document::list;
    /// One document as it is handed over, for reading.
    document_get: Read (DocumentGet) -> DocumentView = document::get;

    /// Takes in a contact card, unverified.
    card_add: Write (CardAdd) -> CardLine = card::add;
    /// Marks a card as verified, given the fingerprint its owner read out.
    card_verify: Write (CardGet) -> CardLine = card::verify;
    /// Marks a card as no longer to be used.
    card_retire: Write (CardGet) -> CardLine = card::retire;
    /// Lists the contact cards.
    card_list: Read (Nothing) -> Vec<CardLine> = card::list;
    /// Lists everything that left the vault: bundles and plain exports.
    export_list: Read (Nothing) -> Vec<SealedLine> = card::exports;

    /// Finds records by their words, best first.
    search_list: Read (SearchGet) -> Vec<Hit> = search::list;
    /// What records are called, whether they are there or gone, and where photos and papers are attached.
    name_list: Read (NameGet) -> Vec<RecordName> = name::list;

    /// Takes back the newest change of this session, or the one named; opening, erasing and sealing a survey are none.
    change_undo: Write (ChangeUndo) -> ChangeMoved = change::undo;
    /// Makes the change again that was taken back last.
    change_redo: Write (InSurvey) -> ChangeMoved = change::redo;
    /// Says what undo and redo would do next.
    change_status: Read (InSurvey) -> ChangeSteps = change::status;
    /// The change log of a survey: who, when, before and after.
    audit_list: Read (AuditGet) -> Vec<AuditLine> = audit::list;
    /// Checks every link of both audit chains.
    audit_verify: Read (Nothing) -> AuditReportView = audit::verify;
}
