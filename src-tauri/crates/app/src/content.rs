//! What the product brings along: checklists, national figures, report templates, words of findings, fonts. The open
//! vault's own checklists stand beside those of the build.
//!
//! Invariant: embedded in the binary, so an installation cannot lose it; parsed once, and a fault in it stops a test,
//! not a surveyor. Own lists come and go with the vault.

use crate::error::{Code, Error};
use crate::own::OwnList;
use junkai_core::Lang;
use junkai_core::checklist::{Benchmark, Checklist, ContentProblem, parse_benchmarks, parse_checklist};
use junkai_core::comparison::{ListMap, parse_map};
use junkai_core::connection::LineKind;
use junkai_core::drawing::EdgeKind;
use junkai_core::form::FormWords;
use junkai_core::inventory::AssetKind;
use junkai_core::record::Choice;
use junkai_core::report::Templates;
use junkai_core::rules::FindingTexts;
use junkai_diagram::Words;
use junkai_diagram::words::{MarkWords, RoleNames, ZoneWords};
use junkai_export::pdf::Fonts;
use std::sync::LazyLock;

macro_rules! checklists {
    ($($file:literal),+ $(,)?) => {
        /// Path below `checklists/` and text of every list of this build.
        pub(crate) const CHECKLISTS: &[(&str, &str)] =
            &[$(($file, include_str!(concat!("../../../../checklists/", $file)))),+];
    };
}
checklists![
    "mhlw-5.2-executive/1.toml",
    "mhlw-5.2-admin/1.toml",
    "mhlw-5.2-user/1.toml",
    "mhlw-inspection-r7-hospital/1.toml",
    "mhlw-inspection-r7-vendor/1.toml",
    "mhlw-inspection-r6-hospital/1.toml",
    "mhlw-inspection-r6-vendor/1.toml",
    "device-hearing/1.toml",
    "device-questionnaire/1.toml",
    "maker-questionnaire/1.toml",
    "gmis-2023/1.toml",
    "inspection-2022/1.toml",
    "supply-chain/1.toml",
];
macro_rules! maps {
    ($($file:literal),+ $(,)?) => {
        const MAPS: &[&str] = &[$(include_str!(concat!("../../../../checklists/maps/", $file))),+];
    };
}
maps![
    "gmis-2023--mhlw-5.2-admin.toml",
    "inspection-2022--mhlw-5.2-admin.toml",
    "mhlw-5.2-admin--mhlw-5.2-user.toml",
    "mhlw-5.2-admin--mhlw-inspection-r7-hospital.toml",
    "mhlw-5.2-executive--mhlw-5.2-admin.toml",
    "mhlw-inspection-r6-hospital--mhlw-inspection-r7-hospital.toml",
    "mhlw-inspection-r6-vendor--mhlw-inspection-r7-vendor.toml",
    "mhlw-inspection-r7-hospital--mhlw-inspection-r7-vendor.toml",
];
const BENCHMARKS: &str = include_str!("../../../../checklists/benchmarks.toml");
const FINDINGS: &str = include_str!("../../../../report-templates/findings.toml");
const FORM: &str = include_str!("../../../../report-templates/form.toml");
const DIAGRAM: &str = include_str!("../../../../report-templates/diagram.toml");
/// The documents' regular face, a TrueType file (BIZ UDGothic, SIL Open Font License).
pub const DOCUMENT_FONT: &[u8] = include_bytes!("../../../../report-templates/fonts/BIZUDGothic-Regular.ttf");
const FONT_BOLD: &[u8] = include_bytes!("../../../../report-templates/fonts/BIZUDGothic-Bold.ttf");

macro_rules! templates {
    ($($file:literal),+ $(,)?) => {
        const TEMPLATES: &[(&str, &str)] = &[$(($file, include_str!(concat!("../../../../report-templates/", $file)))),+];
    };
}
templates![
    "words.toml",
    "tables.toml",
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

/// Everything embedded, parsed, with the released checklists of the open vault.
pub struct Content {
    /// Checklists on which an interview can be held: the vault's own released ones, then those of the build.
    pub checklists: Vec<Checklist>,
    /// The open vault's own lists, drafts too.
    pub(crate) own: Vec<OwnList>,
    /// Which items of two lists mean the same.
    pub maps: Vec<ListMap>,
    /// National figures.
    pub benchmarks: Vec<Benchmark>,
    /// Words of the rules' findings.
    pub finding_texts: FindingTexts,
    /// Words of the forms that go to hospitals.
    pub form_words: FormWords,
    /// Report templates and the words of documents.
    pub templates: Templates,
    drawing: [(Words, DrawingCheckWords); 2],
}

/// Words of the list of things to confirm on a drawing.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DrawingCheckWords {
    pub(crate) title: String,
    pub(crate) intro: String,
    pub(crate) number: String,
    pub(crate) what: String,
    pub(crate) about: String,
    pub(crate) none: String,
    texts: std::collections::BTreeMap<String, String>,
}

impl DrawingCheckWords {
    /// The words for a problem or difference; its key where there are none, which a test refuses.
    pub(crate) fn text<'a>(&'a self, key: &'a str) -> &'a str {
        self.texts.get(key).map_or(key, String::as_str)
    }
}

/// Words on drawings that are not words of the ledger, in one language.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct DrawingWords {
    categories: Vec<String>,
    zone: ZoneWords,
    role: RoleNames,
    mark: MarkWords,
    check: DrawingCheckWords,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct DrawingFile {
    ja: DrawingWords,
    en: DrawingWords,
}

impl DrawingWords {
    fn with_choices(self, templates: &Templates, lang: Lang) -> (Words, DrawingCheckWords) {
        fn of<C: Choice + Ord>(templates: &Templates, lang: Lang) -> std::collections::BTreeMap<C, String> {
            C::ALL
                .iter()
                .map(|c| (*c, templates.word(C::KEY, c.name(), lang).to_string()))
                .collect()
        }
        let words = Words {
            zone: self.zone,
            role: self.role,
            asset_kind: of::<AssetKind>(templates, lang),
            line_kind: of::<LineKind>(templates, lang),
            edge_kind: of::<EdgeKind>(templates, lang),
            category: self.categories,
            mark: self.mark,
        };
        (words, self.check)
    }
}

impl Content {
    /// The content of this build.
    pub fn embedded() -> Result<Self, Error> {
        let broken = |problems: Vec<ContentProblem>| {
            Error::of(Code::ContentInvalid).with("problems", serde_json::json!(problems))
        };
        let templates = Templates::parse(TEMPLATES).map_err(broken)?;
        let drawing: DrawingFile =
            toml::from_str(DIAGRAM).map_err(|e| Error::of(Code::ContentInvalid).because(e))?;
        let drawing = [
            drawing.ja.with_choices(&templates, Lang::Ja),
            drawing.en.with_choices(&templates, Lang::En),
        ];
        let checklists = CHECKLISTS
            .iter()
            .map(|(_, text)| parse_checklist(text).map_err(broken))
            .collect::<Result<Vec<_>, _>>()?;
        let maps = MAPS
            .iter()
            .map(|text| parse_map(text, &checklists).map_err(broken))
            .collect::<Result<_, _>>()?;
        Ok(Self {
            maps,
            checklists,
            own: Vec::new(),
            benchmarks: parse_benchmarks(BENCHMARKS).map_err(broken)?,
            finding_texts: FindingTexts::parse(FINDINGS).map_err(broken)?,
            form_words: FormWords::parse(FORM).map_err(broken)?,
            templates,
            drawing,
        })
    }

    /// The fonts of the documents. They are read when the first document is made: doing it earlier would cost every
    /// start a quarter of its time and a fifth of its memory.
    pub fn fonts(&self) -> &'static Fonts {
        static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
            Fonts::parse(DOCUMENT_FONT, FONT_BOLD)
                .expect("BUG: the fonts of the build are not TrueType files")
        });
        &FONTS
    }

    /// The checklists of the build.
    pub(crate) fn embedded_lists(&self) -> impl Iterator<Item = &Checklist> {
        self.checklists.iter().skip(self.released())
    }

    /// How many of the checklists at hand are the vault's own.
    fn released(&self) -> usize {
        self.own.iter().filter(|own| own.is_released()).count()
    }

    /// Puts the vault's own lists in the place of those that were there.
    pub(crate) fn set_own(&mut self, own: Vec<OwnList>) {
        self.checklists.drain(..self.released());
        let released = own.iter().filter(|own| own.is_released());
        self.checklists.splice(..0, released.map(|own| own.list.clone()));
        self.own = own;
    }

    /// The checklist `id` in `version`, on which interviews can be held. A draft of that name is told apart from none.
    pub fn checklist(&self, id: &str, version: &str) -> Result<&Checklist, Error> {
        self.checklists
            .iter()
            .find(|c| c.id == id && c.version == version)
            .ok_or_else(|| {
                let is_draft = self
                    .own
                    .iter()
                    .any(|o| o.list.id == id && o.list.version == version);
                let code = if is_draft {
                    Code::ChecklistNotReleased
                } else {
                    Code::ChecklistUnknown
                };
                Error::of(code).with("checklist", id).with("version", version)
            })
    }

    /// The words on drawings in `lang`.
    pub(crate) fn diagram_words(&self, lang: Lang) -> &Words {
        &self.drawing_in(lang).0
    }

    /// The words of the list of things to confirm on a drawing, in `lang`.
    pub(crate) fn drawing_check_words(&self, lang: Lang) -> &DrawingCheckWords {
        &self.drawing_in(lang).1
    }

    fn drawing_in(&self, lang: Lang) -> &(Words, DrawingCheckWords) {
        let [ja, en] = &self.drawing;
        match lang {
            Lang::Ja => ja,
            Lang::En => en,
        }
    }

    /// The national figure `id`.
    pub fn benchmark(&self, id: &str) -> Option<&Benchmark> {
        self.benchmarks.iter().find(|b| b.id == id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_problem_of_a_drawing_has_words_in_both_languages() {
        use junkai_diagram::{compare::Difference as D, rules::Rule as R};
        let content = Content::embedded().expect("content parses");
        let id = uuid::Uuid::nil();
        let differences = [
            D::ConnectionNotDrawn(id.into()),
            D::GatewayNotDrawn(id.into()),
            D::EdgeWithoutConnection(id.into()),
            D::EndsElsewhere(id.into()),
            D::EdgeWithoutEnd(id.into()),
            D::NodeWithoutAsset(id.into()),
            D::NodeWithoutSystem(id.into()),
        ];
        let rules = [
            R::ExternalEdgeNotOnGateway,
            R::ExternalEdgeIntoZoneWithoutGateway,
            R::DeviceBridgesZones,
            R::IsolatedNode,
            R::DuplicateLabel,
            R::NoSafetyOfficer,
        ];
        for lang in [Lang::Ja, Lang::En] {
            let words = content.drawing_check_words(lang);
            for key in differences
                .iter()
                .map(|d| d.key())
                .chain(rules.iter().map(|r| r.key()))
            {
                assert_ne!(words.text(key), key, "{key} has words in {lang:?}");
            }
        }
    }
}
