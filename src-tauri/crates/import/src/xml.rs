//! A walk over one xml part.
//!
//! Invariant: elements are visited where they are expected and skipped everywhere else; a document type, an unknown
//! entity, an element that is not closed or text that is not UTF-8 end the walk. Names are compared without their
//! prefix. Deliberately absent: a tree; only the tag at hand is kept.

use crate::container::Gauge;
use crate::{Error, Limit, MAX_DEPTH};
use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesDecl, BytesRef, BytesStart, Event};
use std::io::{BufReader, Read};
use std::rc::Rc;

/// A part that is being read.
pub(crate) struct Part<R: Read> {
    xml: Reader<BufReader<R>>,
    gauge: Rc<Gauge>,
    buffer: Vec<u8>,
    depth: usize,
    /// The tag at hand, without its brackets.
    tag: String,
    name_length: usize,
    /// The run of text at hand.
    run: String,
}

enum Step {
    Open,
    Close,
    Text,
    Other,
    End,
}

impl<R: Read> Part<R> {
    /// Before the first element.
    pub(crate) fn new(source: R, gauge: Rc<Gauge>) -> Self {
        let mut xml = Reader::from_reader(BufReader::new(source));
        let config = xml.config_mut();
        config.expand_empty_elements = true;
        config.check_end_names = true;
        config.trim_text(false);
        Self {
            xml,
            gauge,
            buffer: Vec::new(),
            depth: 0,
            tag: String::new(),
            name_length: 0,
            run: String::new(),
        }
    }

    /// Enters the outermost element, which must have this name.
    pub(crate) fn root(&mut self, name: &str) -> Result<(), Error> {
        if self.child()? && self.is(name) {
            Ok(())
        } else {
            Err(Error::Damaged)
        }
    }

    /// Goes to the next element inside the open one and enters it; false when the open one is closed instead.
    pub(crate) fn child(&mut self) -> Result<bool, Error> {
        loop {
            match self.step()? {
                Step::Open => return Ok(true),
                Step::Close => return Ok(false),
                Step::End => return Err(Error::Damaged),
                Step::Text | Step::Other => (),
            }
        }
    }

    /// Leaves the element that was just entered, whatever is in it.
    pub(crate) fn skip(&mut self) -> Result<(), Error> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            if matches!(self.step()?, Step::End) {
                return Err(Error::Damaged);
            }
        }
        Ok(())
    }

    /// Leaves the element that was just entered and adds its own text; elements in it are skipped.
    pub(crate) fn text(&mut self, into: &mut String) -> Result<(), Error> {
        let inside = self.depth;
        while self.depth >= inside {
            match self.step()? {
                Step::Text if self.depth == inside => into.push_str(&self.run),
                Step::End => return Err(Error::Damaged),
                _ => (),
            }
        }
        Ok(())
    }

    /// After the outermost element was left: nothing else may follow, and what was unpacked must be what was packed.
    pub(crate) fn finish(mut self) -> Result<(), Error> {
        loop {
            match self.step()? {
                Step::End => return Ok(()),
                Step::Open => return Err(Error::Damaged),
                _ => (),
            }
        }
    }

    /// Whether the tag at hand has this name.
    pub(crate) fn is(&self, name: &str) -> bool {
        local(&self.tag[..self.name_length]) == name
    }

    /// The attribute of the tag at hand, by its full name.
    pub(crate) fn attribute(&self, name: &str) -> Result<Option<String>, Error> {
        self.find(|key| key == name)
    }

    /// The attribute of the tag at hand that has this name behind some prefix.
    pub(crate) fn prefixed(&self, name: &str) -> Result<Option<String>, Error> {
        self.find(|key| key != name && local(key) == name)
    }

    /// Repeated names are not looked for (that costs the square of their number): the first one counts.
    fn find(&self, wanted: impl Fn(&str) -> bool) -> Result<Option<String>, Error> {
        let start = BytesStart::from_content(self.tag.as_str(), self.name_length);
        for attribute in start.attributes().with_checks(false) {
            let attribute = attribute.map_err(|_| Error::Damaged)?;
            if wanted(attribute.key.as_ref()) {
                let value = attribute
                    .normalized_value(XmlVersion::Implicit1_0)
                    .map_err(|_| Error::Damaged)?;
                return Ok(Some(value.into_owned()));
            }
        }
        Ok(None)
    }

    fn step(&mut self) -> Result<Step, Error> {
        self.buffer.clear();
        self.gauge.token.set(0);
        let event = match self.xml.read_event_into(&mut self.buffer) {
            Ok(event) => event,
            Err(_) => return Err(self.gauge.passed.get().map_or(Error::Damaged, Error::from)),
        };
        self.run.clear();
        match event {
            Event::Start(start) => {
                self.name_length = start.name().as_ref().len();
                self.tag.clear();
                self.tag.push_str(&start);
                self.depth += 1;
                if self.depth > MAX_DEPTH {
                    return Err(Limit::Depth.into());
                }
                Ok(Step::Open)
            }
            Event::End(_) => {
                self.depth = self.depth.checked_sub(1).ok_or(Error::Damaged)?;
                Ok(Step::Close)
            }
            Event::Text(text) => {
                self.run.push_str(&text.xml10_content());
                Ok(Step::Text)
            }
            Event::CData(text) => {
                self.run.push_str(&text.xml10_content());
                Ok(Step::Text)
            }
            Event::GeneralRef(reference) => {
                add_reference(&reference, &mut self.run)?;
                Ok(Step::Text)
            }
            Event::Eof if self.depth == 0 => Ok(Step::End),
            Event::Eof | Event::DocType(_) => Err(Error::Damaged),
            Event::Decl(declaration) if !is_utf8(&declaration) => Err(Error::Damaged),
            Event::Decl(_) => Ok(Step::Other),
            Event::Empty(_) | Event::Comment(_) | Event::PI(_) => Ok(Step::Other),
        }
    }
}

/// The name without its prefix.
fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// Adds what a reference stands for; only the five entities of xml itself and numbered characters stand for something.
fn add_reference(reference: &BytesRef<'_>, into: &mut String) -> Result<(), Error> {
    if let Some(known) = quick_xml::escape::resolve_xml_entity(reference) {
        into.push_str(known);
        return Ok(());
    }
    let numbered = reference.resolve_char_ref().map_err(|_| Error::Damaged)?;
    into.push(numbered.ok_or(Error::Damaged)?);
    Ok(())
}

fn is_utf8(declaration: &BytesDecl<'_>) -> bool {
    match declaration.encoding() {
        Some(Ok(encoding)) => encoding.eq_ignore_ascii_case("utf-8"),
        Some(Err(_)) => false,
        None => true,
    }
}
