//! What the package says about itself: which part is the workbook, and what is in it that is not read.
//!
//! Invariant: every content type, every relationship of every part and every name is looked at before any cell is.
//! Deliberately absent: following anything out of the file.

use crate::container::Package;
use crate::{Error, Limit, MAX_ENTRIES};

/// A relationship of a part.
pub(crate) struct Relation {
    /// Its id.
    pub(crate) id: String,
    /// The last word of its type.
    pub(crate) kind: String,
    /// The part it leads to.
    pub(crate) target: String,
}

/// Finds the workbook part; refuses other content, programs and links to elsewhere, in this order.
pub(crate) fn screened(package: &mut Package<'_>) -> Result<String, Error> {
    let types = ContentTypes::read(package)?;
    let root = relations(package, "")?.ok_or(Error::NotAWorkbook)?;
    let main = root
        .into_iter()
        .find(|relation| relation.kind == "officeDocument")
        .ok_or(Error::NotAWorkbook)?
        .target;
    workbook_type(types.of(&main).unwrap_or_default())?;
    let mut signs = types.signs;
    for name in package.names() {
        signs.look_at_name(name);
    }
    let listings: Vec<String> = package
        .names()
        .filter(|name| name.ends_with(".rels"))
        .map(str::to_owned)
        .collect();
    for listing in listings {
        each_relation(package, &listing, |kind, external, _| {
            signs.look_at_relation(kind, external);
            Ok(())
        })?;
    }
    if signs.programs {
        Err(Error::Macros)
    } else if signs.links {
        Err(Error::ExternalLinks)
    } else {
        Ok(main)
    }
}

/// The relationships of a part (of the package: the empty name), unless it has none.
pub(crate) fn relations(package: &mut Package<'_>, part: &str) -> Result<Option<Vec<Relation>>, Error> {
    let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
    let listing = format!("{folder}/_rels/{file}.rels");
    let mut found = Vec::new();
    let there = each_relation(package, &listing, |kind, external, tag| {
        let (Some(id), Some(target), false) = (tag("Id")?, tag("Target")?, external) else {
            return Ok(());
        };
        if found.len() == MAX_ENTRIES {
            return Err(Limit::Entries.into());
        }
        found.push(Relation {
            id,
            kind: kind.to_owned(),
            target: resolved(folder, &target),
        });
        Ok(())
    })?;
    Ok(there.then_some(found))
}

type Attribute<'t> = &'t dyn Fn(&str) -> Result<Option<String>, Error>;

/// Visits every relationship of a listing with its kind and whether it leads out of the file; false without a listing.
fn each_relation(
    package: &mut Package<'_>,
    listing: &str,
    mut visit: impl FnMut(&str, bool, Attribute<'_>) -> Result<(), Error>,
) -> Result<bool, Error> {
    let Some(mut part) = package.part(listing)? else {
        return Ok(false);
    };
    part.root("Relationships")?;
    while part.child()? {
        if part.is("Relationship") {
            let kind = part.attribute("Type")?.unwrap_or_default();
            let mode = part.attribute("TargetMode")?.unwrap_or_default();
            let kind = kind.rsplit('/').next().unwrap_or_default();
            let external = mode.trim().eq_ignore_ascii_case("external");
            visit(kind, external, &|name| part.attribute(name))?;
        }
        part.skip()?;
    }
    part.finish()?;
    Ok(true)
}

/// The part that a target names, seen from a folder.
fn resolved(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let from = if target.starts_with('/') { "" } else { folder };
    let mut steps: Vec<&str> = Vec::new();
    for step in from.split('/').chain(target.split('/')) {
        match step {
            "" | "." => (),
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}

fn workbook_type(content_type: &str) -> Result<(), Error> {
    if content_type.contains("ms-excel") && content_type.contains("binary") {
        Err(Error::BinaryWorkbook)
    } else if content_type.contains("ms-excel") && content_type.contains("macroenabled") {
        Err(Error::Macros)
    } else if content_type.contains("spreadsheetml") && content_type.ends_with("main+xml") {
        Ok(())
    } else {
        Err(Error::NotAWorkbook)
    }
}

/// What was seen of the things that are not read.
#[derive(Default)]
struct Signs {
    programs: bool,
    links: bool,
}

impl Signs {
    fn look_at_name(&mut self, name: &str) {
        let name = format!("/{name}");
        self.programs |= name.contains("vbaproject") || name.contains("/macrosheets/");
        self.links |= name.contains("/externallinks/")
            || name.contains("/querytables/")
            || name.ends_with("/connections.xml");
    }

    fn look_at_type(&mut self, content_type: &str) {
        self.programs |= ["macroenabled", "vbaproject", "macrosheet"]
            .iter()
            .any(|word| content_type.contains(word));
        self.links |= ["externallink", "connections+xml", "querytable"]
            .iter()
            .any(|word| content_type.contains(word));
    }

    /// A hyperlink leads out only when somebody clicks it; nothing is fetched for it.
    fn look_at_relation(&mut self, kind: &str, external: bool) {
        let kind = kind.to_ascii_lowercase();
        self.programs |= kind.contains("vbaproject") || kind.contains("macrosheet");
        self.links |= external && kind != "hyperlink";
        self.links |= kind.starts_with("externallink") || kind == "connections" || kind == "querytable";
    }
}

/// Content types of the parts, in lower case.
struct ContentTypes {
    by_name: Vec<(String, String)>,
    by_ending: Vec<(String, String)>,
    signs: Signs,
}

impl ContentTypes {
    fn read(package: &mut Package<'_>) -> Result<Self, Error> {
        let mut types = Self {
            by_name: Vec::new(),
            by_ending: Vec::new(),
            signs: Signs::default(),
        };
        let mut part = package.part("[Content_Types].xml")?.ok_or(Error::NotAWorkbook)?;
        part.root("Types")?;
        while part.child()? {
            let content_type = part
                .attribute("ContentType")?
                .unwrap_or_default()
                .to_ascii_lowercase();
            types.signs.look_at_type(&content_type);
            // Only the workbook's own type is asked for later, so only types of main parts are kept.
            if content_type.contains("main") && types.by_name.len() + types.by_ending.len() < MAX_ENTRIES {
                if let Some(name) = part.attribute("PartName")? {
                    types.by_name.push((crate::container::key(&name), content_type));
                } else if let Some(ending) = part.attribute("Extension")? {
                    types.by_ending.push((ending.to_ascii_lowercase(), content_type));
                }
            }
            part.skip()?;
        }
        part.finish()?;
        Ok(types)
    }

    fn of(&self, part: &str) -> Option<&str> {
        let name = crate::container::key(part);
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        let named = self.by_name.iter().find(|(key, _)| *key == name);
        named
            .or_else(|| self.by_ending.iter().find(|(key, _)| key == ending))
            .map(|(_, content_type)| content_type.as_str())
    }
}
