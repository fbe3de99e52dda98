//! The workbook: its sheets in order, and the parts they need.
//!
//! Invariant: texts and formats are read before the sheets, every part is found by its relationship and read to its end.
//! Deliberately absent: defined names, charts and every sheet that has no cells.

use crate::container::Package;
use crate::formats::Formats;
use crate::opc::{self, Relation};
use crate::sheet::Reading;
use crate::{Error, Limit, MAX_SHEETS, strings};
use junkai_core::workbook::{Sheet, Workbook};

/// A sheet as the workbook part lists it.
struct Listed {
    name: String,
    hidden: bool,
    id: String,
}

/// What the workbook part says.
#[derive(Default)]
struct Contents {
    sheets: Vec<Listed>,
    from_1904: bool,
}

/// Reads the whole file.
pub(crate) fn read(bytes: &[u8]) -> Result<Workbook, Error> {
    let mut package = Package::open(bytes)?;
    let main = opc::screened(&mut package)?;
    let relations = opc::relations(&mut package, &main)?.unwrap_or_default();
    let contents = contents(&mut package, &main)?;
    let target = |kind: &str| {
        let found = relations.iter().find(|relation| relation.kind == kind);
        found.map(|relation| relation.target.as_str())
    };
    let texts = match target("sharedStrings") {
        Some(name) => strings::shared(&mut package, name)?,
        None => Vec::new(),
    };
    let mut formats = match target("styles") {
        Some(name) => Formats::read(&mut package, name)?,
        None => Formats::default(),
    };
    formats.from_1904 = contents.from_1904;
    let mut reading = Reading::new(&texts, &formats);
    let mut workbook = Workbook::default();
    for listed in contents.sheets {
        if let Some(sheet) = sheet(&mut package, &mut reading, &relations, listed)? {
            workbook.sheets.push(sheet);
        }
    }
    Ok(workbook)
}

fn sheet(
    package: &mut Package<'_>,
    reading: &mut Reading<'_>,
    relations: &[Relation],
    listed: Listed,
) -> Result<Option<Sheet>, Error> {
    let relation = relations
        .iter()
        .find(|relation| relation.id == listed.id)
        .ok_or(Error::Damaged)?;
    // Chart and dialog sheets have no cells.
    if relation.kind != "worksheet" {
        return Ok(None);
    }
    let part = package.part(&relation.target)?.ok_or(Error::Damaged)?;
    let mut sheet = Sheet {
        name: listed.name,
        hidden: listed.hidden,
        ..Sheet::default()
    };
    reading.sheet(part, &mut sheet)?;
    Ok(Some(sheet))
}

fn contents(package: &mut Package<'_>, main: &str) -> Result<Contents, Error> {
    let mut contents = Contents::default();
    let mut part = package.part(main)?.ok_or(Error::Damaged)?;
    part.root("workbook")?;
    while part.child()? {
        if part.is("sheets") {
            while part.child()? {
                if part.is("sheet") {
                    if contents.sheets.len() == MAX_SHEETS {
                        return Err(Limit::Sheets.into());
                    }
                    let state = part.attribute("state")?;
                    contents.sheets.push(Listed {
                        name: strings::unescaped(&part.attribute("name")?.ok_or(Error::Damaged)?),
                        hidden: state.is_some_and(|state| state != "visible"),
                        id: part.prefixed("id")?.ok_or(Error::Damaged)?,
                    });
                }
                part.skip()?;
            }
            continue;
        }
        if part.is("externalReferences") {
            return Err(Error::ExternalLinks);
        }
        if part.is("workbookPr") {
            let from_1904 = part.attribute("date1904")?;
            contents.from_1904 = from_1904.is_some_and(|value| value == "1" || value == "true");
        }
        part.skip()?;
    }
    part.finish()?;
    if contents.sheets.is_empty() {
        return Err(Error::Damaged);
    }
    Ok(contents)
}
