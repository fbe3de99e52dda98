//! What the product brings along: checklists, national figures, report templates, words of findings, fonts.
//!
//! Invariant: embedded in the binary, so an installation cannot lose it; parsed once, and a fault in it stops a test,
//! not a surveyor.

use crate::error::{Code, Error};
use junkai_core::checklist::{Benchmark, Checklist, parse_benchmarks, parse_checklist};
use junkai_core::report::Templates;
use junkai_core::rules::FindingTexts;
use junkai_export::Fonts;

const CHECKLISTS: &[&str] = &[
    include_str!("../../../../checklists/mhlw-5.2-executive/1.toml"),
    include_str!("../../../../checklists/mhlw-5.2-admin/1.toml"),
    include_str!("../../../../checklists/mhlw-5.2-user/1.toml"),
];
const BENCHMARKS: &str = include_str!("../../../../checklists/benchmarks.toml");
const FINDINGS: &str = include_str!("../../../../report-templates/findings.toml");
const FONT_REGULAR: &[u8] = include_bytes!("../../../../report-templates/fonts/BIZUDGothic-Regular.ttf");
const FONT_BOLD: &[u8] = include_bytes!("../../../../report-templates/fonts/BIZUDGothic-Bold.ttf");

macro_rules! templates {
    ($($file:literal),+ $(,)?) => {
        const TEMPLATES: &[(&str, &str)] = &[$(($file, include_str!(concat!("../../../../report-templates/", $file)))),+];
    };
}
templates![
    "words.toml",
    "01-checklist-executive.toml",
    "02-checklist-admin.toml",
    "03-checklist-user.toml",
    "04-backup-status.toml",
    "05-external-connections.toml",
    "06-network-overview.toml",
    "07-management-structure.toml",
    "08-effort-sheet.toml",
    "09-asset-ledger.toml",
    "10-hospital-report.toml",
];

/// Everything embedded, parsed.
pub struct Content {
    /// Checklists, all versions.
    pub checklists: Vec<Checklist>,
    /// National figures.
    pub benchmarks: Vec<Benchmark>,
    /// Words of the rules' findings.
    pub finding_texts: FindingTexts,
    /// Report templates and the words of documents.
    pub templates: Templates,
    /// The document font.
    pub fonts: Fonts,
}

impl Content {
    /// The content of this build.
    pub fn embedded() -> Result<Self, Error> {
        let broken = |_| Error::of(Code::ContentInvalid);
        let checklists = CHECKLISTS.iter().map(|text| parse_checklist(text).map_err(broken)).collect::<Result<_, _>>()?;
        Ok(Self {
            checklists,
            benchmarks: parse_benchmarks(BENCHMARKS).map_err(broken)?,
            finding_texts: FindingTexts::parse(FINDINGS).map_err(broken)?,
            templates: Templates::parse(TEMPLATES).map_err(broken)?,
            fonts: Fonts::parse(FONT_REGULAR, FONT_BOLD).map_err(|e| Error::of(Code::ContentInvalid).because(e))?,
        })
    }

    /// The checklist `id` in `version`.
    pub fn checklist(&self, id: &str, version: &str) -> Result<&Checklist, Error> {
        self.checklists
            .iter()
            .find(|c| c.id == id && c.version == version)
            .ok_or_else(|| Error::of(Code::ChecklistUnknown).with("checklist", id).with("version", version))
    }

    /// The national figure `id`.
    pub fn benchmark(&self, id: &str) -> Option<&Benchmark> {
        self.benchmarks.iter().find(|b| b.id == id)
    }
}
