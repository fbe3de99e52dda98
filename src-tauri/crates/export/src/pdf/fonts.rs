//! The two faces of the documents: widths for the layout, and the part of each that a document carries.
//!
//! Invariant: a character is measured with the same glyph that is embedded for it; in a document every character has
//! a code of its own, so that the text copied out of it is the text that went in, even where two characters share a
//! glyph. Deliberately absent: shaping and kerning, which BIZ UDGothic's fixed widths do without.

use crate::Error;
use allsorts::binary::read::ReadScope;
use allsorts::font_data::FontData;
use allsorts::subset::{CmapTarget, SubsetProfile, subset};
use printpdf::{FontMetrics, FontType, ParsedFont, PdfFontMetricsStub};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The fonts of the documents, parsed once and used for any number of them.
pub struct Fonts {
    regular: Face,
    bold: Face,
}

impl Fonts {
    /// Reads the regular and the bold face from the bytes of TrueType files.
    pub fn parse(regular: &[u8], bold: &[u8]) -> Result<Self, Error> {
        Ok(Self {
            regular: Face::parse(regular)?,
            bold: Face::parse(bold)?,
        })
    }

    /// Whether both faces have a glyph for the character.
    pub fn has(&self, character: char) -> bool {
        self.regular.glyphs.contains_key(&character) && self.bold.glyphs.contains_key(&character)
    }

    pub(super) fn face(&self, bold: bool) -> &Face {
        if bold { &self.bold } else { &self.regular }
    }

    /// The width of a character in ems.
    pub(super) fn advance(&self, bold: bool, character: char) -> f32 {
        let face = self.face(bold);
        match face.near.get(character as usize) {
            Some(advance) => *advance,
            None => face.glyphs.get(&character).map_or(1.0, |glyph| glyph.advance),
        }
    }
}

/// One face.
pub(super) struct Face {
    name: String,
    bytes: Vec<u8>,
    glyphs: HashMap<char, Glyph>,
    /// Advances of the first 65,536 characters, because measuring is most of the work of a layout.
    near: Vec<f32>,
    metrics: PdfFontMetricsStub,
    line: FontMetrics,
}

#[derive(Clone, Copy)]
struct Glyph {
    id: u16,
    units: u16,
    advance: f32,
}

/// The part of a face that a document carries.
pub(super) struct Part {
    /// As printpdf takes it; "glyphs" in there are the codes of the document.
    pub(super) font: ParsedFont,
    /// The glyph for each code, two bytes each.
    pub(super) glyph_of_code: Vec<u8>,
}

impl Face {
    fn parse(bytes: &[u8]) -> Result<Self, Error> {
        let face = ttf_parser::Face::parse(bytes, 0).map_err(|_| Error::Font)?;
        let cmap = face.tables().cmap.ok_or(Error::Font)?;
        let em = f32::from(face.units_per_em());
        let mut glyphs = HashMap::new();
        for table in cmap.subtables.into_iter().filter(|table| table.is_unicode()) {
            table.codepoints(|number| {
                let Some(character) = char::from_u32(number) else {
                    return;
                };
                let Some(id) = table.glyph_index(number).filter(|id| id.0 != 0) else {
                    return;
                };
                let units = face.glyph_hor_advance(id).unwrap_or_default();
                glyphs.insert(
                    character,
                    Glyph {
                        id: id.0,
                        units,
                        advance: f32::from(units) / em,
                    },
                );
            });
        }
        if glyphs.is_empty() {
            return Err(Error::Font);
        }
        let name = face
            .names()
            .into_iter()
            .filter(|name| name.name_id == ttf_parser::name_id::POST_SCRIPT_NAME)
            .find_map(|name| name.to_string());
        let mut near = vec![1.0; 0x1_0000];
        for (character, glyph) in &glyphs {
            if let Some(place) = near.get_mut(*character as usize) {
                *place = glyph.advance;
            }
        }
        let bounds = face.global_bounding_box();
        Ok(Self {
            name: name
                .unwrap_or_else(|| "Face".into())
                .replace(|c: char| !c.is_ascii_alphanumeric() && c != '-', ""),
            bytes: bytes.to_vec(),
            glyphs,
            near,
            metrics: PdfFontMetricsStub {
                units_per_em: face.units_per_em(),
                x_min: bounds.x_min,
                y_min: bounds.y_min,
                x_max: bounds.x_max,
                y_max: bounds.y_max,
                us_weight_class: face.weight().to_number(),
                ..PdfFontMetricsStub::default()
            },
            line: FontMetrics {
                ascent: face.ascender(),
                descent: face.descender(),
            },
        })
    }

    /// Cuts the face down to `characters`. printpdf does not do it when its own text layout is left out.
    pub(super) fn part(&self, characters: &BTreeSet<char>) -> Result<Part, Error> {
        let used: Vec<(char, Glyph)> = characters
            .iter()
            .filter_map(|c| self.glyphs.get(c).map(|glyph| (*c, *glyph)))
            .collect();
        let ids: Vec<u16> = std::iter::once(0)
            .chain(used.iter().map(|(_, glyph)| glyph.id))
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect();
        let mut place = BTreeMap::new();
        for (at, id) in ids.iter().enumerate() {
            place.insert(*id, u16::try_from(at).map_err(|_| Error::TooLarge)?);
        }
        let file = ReadScope::new(&self.bytes)
            .read::<FontData<'_>>()
            .map_err(|_| Error::Subset)?;
        let tables = file.table_provider(0).map_err(|_| Error::Subset)?;
        let program =
            subset(&tables, &ids, &SubsetProfile::Pdf, CmapTarget::Unicode).map_err(|_| Error::Subset)?;
        let mut codes = BTreeMap::new();
        let mut widths = BTreeMap::from([(0, self.metrics.units_per_em)]);
        let mut glyph_of_code = vec![0, 0];
        for (at, (character, glyph)) in used.iter().enumerate() {
            let code = u16::try_from(at + 1).map_err(|_| Error::TooLarge)?;
            codes.insert(u32::from(*character), code);
            widths.insert(code, glyph.units);
            glyph_of_code.extend(place.get(&glyph.id).copied().unwrap_or_default().to_be_bytes());
        }
        let font = ParsedFont {
            original_bytes: program,
            font_index: 0,
            font_name: Some(format!("{}+{}", tag(characters), self.name)),
            codepoint_to_glyph: codes,
            glyph_widths: widths,
            units_per_em: self.metrics.units_per_em,
            font_metrics: self.line.clone(),
            font_type: FontType::TrueType,
            pdf_font_metrics: self.metrics.clone(),
        };
        Ok(Part { font, glyph_of_code })
    }
}

/// The six letters that mark a subset, differing with its characters.
fn tag(characters: &BTreeSet<char>) -> String {
    let mut sum = 0xCBF2_9CE4_8422_2325u64;
    for character in characters {
        sum = (sum ^ u64::from(u32::from(*character))).wrapping_mul(0x0100_0000_01B3);
    }
    (0..6)
        .map(|at| char::from(b'A' + u8::try_from((sum >> (at * 9)) % 26).unwrap_or_default()))
        .collect()
}
