//! Reports as workbooks: a sheet for each section, cells typed so that a reader can reckon, sort and filter.
//!
//! Invariant: text is always a string cell, so that nothing a hospital wrote is ever a formula or a link; the same
//! report gives the same bytes; the file names neither a person nor a machine nor a time.
//! Deliberately absent: figures. They are drawn in the PDF and in SVG, and their nodes and edges are tables here.

pub(crate) mod lists;
pub(crate) mod measure;
pub(crate) mod names;
mod sheet;
pub(crate) mod styles;

use crate::Error;
use crate::visible::{Medium, prepare};
use junkai_core::report::document::{Adaptation, Block, Report, Section};
use lists::Lists;
use names::Names;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};
use sheet::Sheet;
use std::io::Write;
use styles::Styles;

/// Writes the report, and returns every place where a text is shown differently.
pub fn write(report: &Report, mut out: impl Write) -> Result<Vec<Adaptation>, Error> {
    let (report, mut adaptations) = prepare(
        report,
        &Medium {
            has: &|_| true,
            tab: "\t",
        },
    );
    let mut book = Workbook::new();
    book.set_default_format(&Styles::plain(), 18, 64)?;
    // Without a time of our own the library takes the clock's.
    let never = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(
        &DocProperties::new()
            .set_title(&report.title)
            .set_creation_datetime(&never),
    );
    let (mut names, mut styles) = (Names::default(), Styles::new(report.lang));
    let mut lists = Lists::new(names.name("lists"));
    for section in sections(&report) {
        let name = names.name(if section.title.is_empty() {
            &report.title
        } else {
            &section.title
        });
        let sheet = book.add_worksheet().set_name(name)?;
        Sheet::new(sheet, &report, section, &mut styles, &mut lists, &mut adaptations).fill()?;
    }
    if !adaptations.is_empty() && !report.frame.adaptations.is_empty() {
        let name = names.name(&report.frame.adaptations);
        let sheet = book.add_worksheet().set_name(name)?;
        let section = sheet::adaptations(&report.frame.adaptations, &adaptations);
        let mut further = Vec::new();
        Sheet::new(sheet, &report, &section, &mut styles, &mut lists, &mut further).fill()?;
    }
    lists.write(&mut book)?;
    out.write_all(&book.save_to_buffer()?)?;
    out.flush()?;
    Ok(adaptations)
}

/// The sections that have something to show in cells; the first one if none has.
fn sections(report: &Report) -> Vec<&Section> {
    let filled = |section: &&Section| section.blocks.iter().any(|block| !matches!(block, Block::Figure));
    let found: Vec<&Section> = report.sections.iter().filter(filled).collect();
    if found.is_empty() {
        report.sections.iter().take(1).collect()
    } else {
        found
    }
}
