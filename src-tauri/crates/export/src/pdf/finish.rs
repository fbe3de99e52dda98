//! From drawn pages to a file: fonts, outline and the few facts that a PDF tells about itself.
//!
//! Invariant: nothing random and no time goes in, so printpdf's document id, dates and authoring fields are taken out
//! again. Deliberately absent: XMP metadata and anything about who wrote the file.

use super::flow::{Flow, Mark};
use super::fonts::{Fonts, Part};
use super::page::FACES;
use crate::Error;
use junkai_core::Lang;
use junkai_core::report::document::Report;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary, text_string};
use printpdf::{FontId, Op, PdfDocument, PdfFont, PdfFontHandle, PdfPage, PdfSaveOptions, TextItem};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

/// Writes the file.
pub(super) fn write(flow: Flow<'_>, report: &Report, mut out: impl Write) -> Result<(), Error> {
    let (fonts, marks) = (flow.fonts, flow.marks);
    let heights: Vec<f32> = flow.pages.iter().map(|page| page.paper.height).collect();
    let pages: Vec<PdfPage> = flow.pages.into_iter().map(super::page::Page::finish).collect();
    let parts = parts(&pages, fonts)?;
    let mut source = PdfDocument::new("");
    source.pages = pages;
    for (name, part) in &parts {
        source
            .resources
            .fonts
            .map
            .insert(FontId((*name).into()), PdfFont::new(part.font.clone()));
    }
    let options = PdfSaveOptions {
        image_optimization: None,
        ..PdfSaveOptions::default()
    };
    let mut document = source.to_lopdf_document(&options, &mut Vec::new());
    drop(source);
    document.version = "1.7".into();
    own_codes(&mut document, &parts);
    describe(&mut document, report)?;
    outline(&mut document, &marks, &heights)?;
    document.compress();
    document.save_to(&mut out)?;
    out.flush()?;
    Ok(())
}

/// The part of each face that the pages use.
fn parts(pages: &[PdfPage], fonts: &Fonts) -> Result<BTreeMap<&'static str, Part>, Error> {
    let mut used: BTreeMap<&str, BTreeSet<char>> = BTreeMap::new();
    for page in pages {
        let mut current = FACES[0].0;
        for op in &page.ops {
            match op {
                Op::SetFont {
                    font: PdfFontHandle::External(id),
                    ..
                } => {
                    current = FACES
                        .iter()
                        .find(|(name, _)| *name == id.0)
                        .map_or(current, |(name, _)| name);
                }
                Op::ShowText { items } => {
                    for item in items {
                        if let TextItem::Text(text) = item {
                            used.entry(current).or_default().extend(text.chars());
                        }
                    }
                }
                _ => {}
            }
        }
    }
    let mut parts = BTreeMap::new();
    for (name, bold) in FACES {
        if let Some(characters) = used.get(name) {
            parts.insert(name, fonts.face(bold).part(characters)?);
        }
    }
    Ok(parts)
}

/// Tells the fonts which glyph each code means, codes being the document's own.
fn own_codes(document: &mut Document, parts: &BTreeMap<&'static str, Part>) {
    let fonts: Vec<ObjectId> = document
        .objects
        .iter()
        .filter(|(_, object)| object.as_dict().is_ok_and(|dict| dict.has(b"DescendantFonts")))
        .map(|(id, _)| *id)
        .collect();
    for id in fonts {
        let name = document
            .get_dictionary(id)
            .ok()
            .and_then(|dict| dict.get(b"BaseFont").ok());
        let name = name
            .and_then(|name| name.as_name().ok())
            .map(<[u8]>::to_vec)
            .unwrap_or_default();
        let part = parts.values().find(|part| {
            part.font
                .font_name
                .as_ref()
                .is_some_and(|own| own.as_bytes() == name)
        });
        let Some(part) = part else { continue };
        let map = document.add_object(Stream::new(Dictionary::new(), part.glyph_of_code.clone()));
        let faces = document
            .get_object_mut(id)
            .and_then(Object::as_dict_mut)
            .and_then(|d| d.get_mut(b"DescendantFonts"));
        if let Ok(Object::Array(faces)) = faces {
            for face in faces.iter_mut().filter_map(|face| face.as_dict_mut().ok()) {
                face.set("CIDToGIDMap", Object::Reference(map));
            }
        }
    }
}

/// Replaces what printpdf says about the file by its title and its language.
fn describe(document: &mut Document, report: &Report) -> Result<(), Error> {
    document.trailer.remove(b"ID");
    if let Ok(info) = document.trailer.get(b"Info").and_then(Object::as_reference) {
        document.objects.insert(
            info,
            Object::Dictionary(dictionary! { "Title" => text_string(&report.title) }),
        );
    }
    let lang = match report.lang {
        Lang::Ja => "ja",
        Lang::En => "en",
    };
    let catalog = document.catalog_mut().map_err(unreadable)?;
    catalog.set("Lang", Object::string_literal(lang));
    catalog.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
    Ok(())
}

/// Adds the outline: one entry for each section, in order.
fn outline(document: &mut Document, marks: &[Mark], heights: &[f32]) -> Result<(), Error> {
    if marks.is_empty() {
        return Ok(());
    }
    let pages: Vec<ObjectId> = document.get_pages().into_values().collect();
    let root = document.new_object_id();
    let ids: Vec<ObjectId> = marks.iter().map(|_| document.new_object_id()).collect();
    for (at, mark) in marks.iter().enumerate() {
        let (Some(page), Some(height)) = (pages.get(mark.page), heights.get(mark.page)) else {
            continue;
        };
        let to = vec![
            (*page).into(),
            "XYZ".into(),
            Object::Null,
            (height - mark.y + 6.0).into(),
            Object::Null,
        ];
        let mut entry = dictionary! { "Title" => text_string(&mark.title), "Parent" => root, "Dest" => Object::Array(to) };
        if at > 0 {
            entry.set("Prev", ids[at - 1]);
        }
        if let Some(next) = ids.get(at + 1) {
            entry.set("Next", *next);
        }
        document.objects.insert(ids[at], Object::Dictionary(entry));
    }
    let count = i64::try_from(ids.len()).map_err(|_| Error::TooLarge)?;
    let tree = dictionary! {
        "Type" => "Outlines", "First" => ids[0], "Last" => ids[ids.len() - 1], "Count" => count,
    };
    document.objects.insert(root, Object::Dictionary(tree));
    let catalog = document.catalog_mut().map_err(unreadable)?;
    catalog.set("Outlines", root);
    catalog.set("PageMode", "UseOutlines");
    Ok(())
}

fn unreadable(_: lopdf::Error) -> Error {
    Error::Write(std::io::Error::from(std::io::ErrorKind::InvalidData))
}
