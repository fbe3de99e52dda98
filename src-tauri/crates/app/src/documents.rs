//! From the open survey to finished files: findings, reports, drawings, and every one of them in its formats.
//!
//! Invariant: all files of one set come from one snapshot and one day, so they agree with each other; the same
//! snapshot and day give the same bytes.

use crate::content::Content;
use crate::error::{Code, Error};
use data_encoding::HEXLOWER;
use junkai_core::drawing::DiagramKind;
use junkai_core::report::document::{Adaptation, Report};
use junkai_core::report::{Sources, deliverables};
use junkai_core::rules::{Facts, findings};
use junkai_core::{Day, Lang, Snapshot};
use junkai_diagram::{Scene, svg};
use junkai_export::{pdf, xlsx};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A finished file.
#[derive(Clone, Debug)]
pub struct Document {
    /// File name with its ending.
    pub name: String,
    /// Media type.
    pub media_type: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl Document {
    /// SHA-256 of its bytes, lower-case hex.
    pub fn sha256(&self) -> String {
        HEXLOWER.encode(&Sha256::digest(&self.bytes))
    }
}

/// All documents of a survey, and where a text had to be adapted.
#[derive(Clone, Debug)]
pub struct DocumentSet {
    /// In the order in which they are handed over.
    pub documents: Vec<Document>,
    /// Every place where a text was put down differently from how it was entered.
    pub adaptations: Vec<Adaptation>,
    /// Rows by kind of record.
    pub counts: BTreeMap<String, u64>,
}

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const PDF: &str = "application/pdf";
const SVG: &str = "image/svg+xml";

const NETWORK: &str = "06-network-overview";
const MANAGEMENT: &str = "07-management-structure";

/// The report to the hospital is a letter to be read, not a table to be worked on: it has no workbook.
const WITHOUT_WORKBOOK: &str = "10-hospital-report";

/// The drawing that a document is about.
pub(crate) fn drawing_of(file: &str) -> Option<DiagramKind> {
    match file {
        NETWORK => Some(DiagramKind::Network),
        MANAGEMENT => Some(DiagramKind::Management),
        _ => None,
    }
}

/// Every document of `snapshot` before it gets a file format; answers are compared with those of `earlier`.
pub(crate) fn reports(
    content: &Content,
    snapshot: &Snapshot,
    earlier: Option<&Snapshot>,
    today: Day,
    lang: Lang,
) -> Vec<Report> {
    let facts = Facts {
        snapshot,
        checklists: &content.checklists,
        benchmarks: &content.benchmarks,
        today,
    };
    let findings = findings(&facts, &content.finding_texts);
    let sources = Sources {
        snapshot,
        checklists: &content.checklists,
        benchmarks: &content.benchmarks,
        maps: &content.maps,
        earlier,
        findings: &findings,
        today,
        templates: &content.templates,
    };
    let mut reports = deliverables(&sources, lang);
    for report in &mut reports {
        let Some(kind) = drawing_of(&report.file) else {
            continue;
        };
        let graph = junkai_diagram::Graph::of(snapshot, kind);
        let words = content.drawing_check_words(lang);
        let section = crate::drawing::section(words, &graph, snapshot);
        report.sections.push(section);
    }
    reports
}

/// What hears how far the making of documents has come, and can stop it: files done, and of how many.
pub(crate) type OnDocument<'a> = &'a (dyn Fn(usize, usize) -> ControlFlow<()> + Sync);

/// Makes every document of `snapshot`; answers are compared with those of `earlier`.
pub(crate) fn make(
    content: &Content,
    snapshot: &Snapshot,
    earlier: Option<&Snapshot>,
    (today, lang): (Day, Lang),
    tell: OnDocument<'_>,
) -> Result<DocumentSet, Error> {
    let reports = reports(content, snapshot, earlier, today, lang);
    let scenes = BTreeMap::from([
        (NETWORK, scene(content, snapshot, DiagramKind::Network, lang)),
        (
            MANAGEMENT,
            scene(content, snapshot, DiagramKind::Management, lang),
        ),
    ]);
    let jobs: Vec<Job<'_>> = reports
        .iter()
        .flat_map(|report| jobs(report, scenes.get(report.file.as_str())))
        .collect();
    let mut documents = Vec::new();
    let mut adaptations = Vec::new();
    for made in in_parallel(&jobs, content, tell) {
        let (document, adapted) = made?;
        documents.push(document);
        adaptations.extend(adapted);
    }
    adaptations.sort();
    adaptations.dedup();
    Ok(DocumentSet {
        documents,
        adaptations,
        counts: counts(snapshot),
    })
}

/// A drawing of the survey, laid out.
pub(crate) fn scene(content: &Content, snapshot: &Snapshot, kind: DiagramKind, lang: Lang) -> Scene {
    let graph = junkai_diagram::Graph::of(snapshot, kind);
    let words = content.diagram_words(lang);
    junkai_diagram::render::draw(&graph, words)
}

enum Format {
    Xlsx,
    Pdf,
    Svg,
}

struct Job<'a> {
    report: &'a Report,
    scene: Option<&'a Scene>,
    format: Format,
}

fn jobs<'a>(report: &'a Report, scene: Option<&'a Scene>) -> Vec<Job<'a>> {
    let mut jobs = Vec::new();
    if report.file != WITHOUT_WORKBOOK {
        jobs.push(Job {
            report,
            scene,
            format: Format::Xlsx,
        });
    }
    jobs.push(Job {
        report,
        scene,
        format: Format::Pdf,
    });
    if scene.is_some() {
        jobs.push(Job {
            report,
            scene,
            format: Format::Svg,
        });
    }
    jobs
}

type Made = Result<(Document, Vec<Adaptation>), Error>;

/// Writers are pure, so two of them work at a time; results keep the order of the jobs.
fn in_parallel(jobs: &[Job<'_>], content: &Content, tell: OnDocument<'_>) -> Vec<Made> {
    let next = AtomicUsize::new(0);
    let done: Mutex<BTreeMap<usize, Made>> = Mutex::new(BTreeMap::new());
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some((index, job)) = {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    jobs.get(index).map(|job| (index, job))
                } {
                    // Work that was stopped in between goes on to its end without doing anything more.
                    let made = match tell(index, jobs.len()) {
                        ControlFlow::Continue(()) => write(job, content),
                        ControlFlow::Break(()) => Err(Error::of(Code::Cancelled)),
                    };
                    done.lock()
                        .unwrap_or_else(std::sync::PoisonError::into_inner)
                        .insert(index, made);
                }
            });
        }
    });
    done.into_inner()
        .unwrap_or_else(std::sync::PoisonError::into_inner)
        .into_values()
        .collect()
}

fn write(job: &Job<'_>, content: &Content) -> Made {
    let mut bytes = Vec::new();
    let broken = |e: junkai_export::Error| Error::internal("export").because(e);
    let (ending, media_type, adapted) = match job.format {
        Format::Xlsx => ("xlsx", XLSX, xlsx::write(job.report, &mut bytes).map_err(broken)?),
        Format::Pdf => (
            "pdf",
            PDF,
            pdf::write(job.report, job.scene, content.fonts(), &mut bytes).map_err(broken)?,
        ),
        Format::Svg => {
            let scene = job.scene.ok_or_else(|| Error::internal("export"))?;
            bytes = svg::write(scene, &job.report.title, &subtitle(job.report)).into_bytes();
            ("svg", SVG, Vec::new())
        }
    };
    Ok((
        Document {
            name: format!("{}.{ending}", job.report.file),
            media_type,
            bytes,
        },
        adapted,
    ))
}

fn subtitle(report: &Report) -> String {
    let lines: Vec<String> = report
        .head
        .iter()
        .map(|(label, value)| format!("{label}: {value}"))
        .collect();
    format!("{} / {}", report.marking, lines.join(" / "))
}

/// Rows by kind of record, as they stand in the bundle's manifest.
pub(crate) fn counts(snapshot: &Snapshot) -> BTreeMap<String, u64> {
    let lengths = [
        ("survey", 1),
        ("hospital", usize::from(snapshot.hospital.is_some())),
        ("visit", snapshot.visits.len()),
        ("interview", snapshot.interviews.len()),
        ("answer", snapshot.answers.len()),
        ("request", snapshot.requests.len()),
        ("system", snapshot.systems.len()),
        ("asset", snapshot.assets.len()),
        ("connection", snapshot.connections.len()),
        ("investigation", snapshot.investigations.len()),
        ("category_check", snapshot.category_checks.len()),
        ("backup", snapshot.backups.len()),
        ("effort", snapshot.efforts.len()),
        ("finding", snapshot.findings.len()),
        ("diagram_node", snapshot.nodes.len()),
        ("diagram_edge", snapshot.edges.len()),
        ("evidence", snapshot.evidence.len()),
        ("comment", snapshot.comments.len()),
        ("revision", snapshot.revisions.len()),
    ];
    lengths
        .into_iter()
        .map(|(kind, n)| (kind.to_string(), n as u64))
        .collect()
}
