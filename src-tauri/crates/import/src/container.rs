//! The zip container of a workbook.
//!
//! Invariant: a container is open only when all its entries are listed within limits, none is encrypted, no two have one
//! name (whatever the case) and no two share bytes; what comes out of an entry is counted as it comes, and the count,
//! not the declared size, decides. Deliberately absent: writing names or content to a disk.

use crate::xml::Part;
use crate::{
    Error, Limit, MAX_ENTRIES, MAX_FILE, MAX_PART, MAX_RATIO, MAX_TOKEN, MAX_UNPACKED, RATIO_FLOOR, cfb,
};
use std::cell::Cell;
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::rc::Rc;
use zip::CompressionMethod;
use zip::read::{Config, ZipArchive, ZipFile, ZipFileEntry};
use zip::unstable::read::ZipIterable;

/// First bytes of a container with content.
const MAGIC: &[u8] = b"PK\x03\x04";

/// A container that passed the scan.
pub(crate) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    index: BTreeMap<String, usize>,
    gauge: Rc<Gauge>,
}

/// Counts what comes out of the container.
#[derive(Default)]
pub(crate) struct Gauge {
    unpacked: Cell<u64>,
    /// Bytes since the last complete tag or run of text.
    pub(crate) token: Cell<u64>,
    /// The limit that was passed.
    pub(crate) passed: Cell<Option<Limit>>,
}

/// An entry that is counted as it is read.
pub(crate) struct Metered<R> {
    inner: R,
    packed: u64,
    unpacked: u64,
    gauge: Rc<Gauge>,
}

/// A part of the container, being read.
pub(crate) type PackagePart<'p, 'a> = Part<Metered<ZipFile<'p, Cursor<&'a [u8]>>>>;

impl<'a> Package<'a> {
    /// Looks at the whole directory of the container before anything is unpacked.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, Error> {
        if bytes.len() as u64 > MAX_FILE {
            return Err(Limit::File.into());
        }
        if bytes.starts_with(&cfb::MAGIC) {
            return Err(cfb::reason(bytes));
        }
        if !bytes.starts_with(MAGIC) {
            return Err(Error::NotAWorkbook);
        }
        let index = scan(bytes)?;
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Error::Damaged)?;
        if archive.len() != index.len() || archive.has_overlapping_entries().map_err(|_| Error::Damaged)? {
            return Err(Error::Damaged);
        }
        Ok(Self {
            archive,
            index,
            gauge: Rc::default(),
        })
    }

    /// Names of all entries, as [`key`] writes them.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.index.keys().map(String::as_str)
    }

    /// The part of that name, unless there is none.
    pub(crate) fn part(&mut self, name: &str) -> Result<Option<PackagePart<'_, 'a>>, Error> {
        let Some(&index) = self.index.get(&key(name)) else {
            return Ok(None);
        };
        let entry = self.archive.by_index(index).map_err(|_| Error::Damaged)?;
        let metered = Metered {
            packed: entry.compressed_size(),
            inner: entry,
            unpacked: 0,
            gauge: Rc::clone(&self.gauge),
        };
        Ok(Some(Part::new(metered, Rc::clone(&self.gauge))))
    }
}

/// A name by which entries are told apart: the parts of a package are, whatever their case.
pub(crate) fn key(name: &str) -> String {
    name.trim_start_matches('/')
        .replace('\\', "/")
        .to_ascii_lowercase()
}

/// Goes through the directory one entry at a time, so that an untrue number of entries reserves nothing.
fn scan(bytes: &[u8]) -> Result<BTreeMap<String, usize>, Error> {
    let mut listing =
        ZipIterable::try_new(Cursor::new(bytes), Config::default()).map_err(|_| Error::Damaged)?;
    if listing.len() > MAX_ENTRIES {
        return Err(Limit::Entries.into());
    }
    let mut index = BTreeMap::new();
    let mut declared = 0_u64;
    for (at, entry) in listing.files().map_err(|_| Error::Damaged)?.enumerate() {
        let entry = entry.map_err(|_| Error::Damaged)?;
        admissible(&entry)?;
        declared = declared.saturating_add(entry.size());
        if declared > MAX_UNPACKED {
            return Err(Limit::Unpacked.into());
        }
        let name = entry.name().map_err(|_| Error::Damaged)?;
        if index.insert(key(&name), at).is_some() {
            return Err(Error::Damaged);
        }
    }
    Ok(index)
}

fn admissible(entry: &ZipFileEntry<'_>) -> Result<(), Error> {
    if entry.encrypted() {
        return Err(Error::Password);
    }
    if !matches!(
        entry.compression(),
        CompressionMethod::Stored | CompressionMethod::Deflated
    ) {
        return Err(Error::Damaged);
    }
    if entry.size() > MAX_PART {
        return Err(Limit::Part.into());
    }
    if too_dense(entry.size(), entry.compressed_size()) {
        return Err(Limit::Ratio.into());
    }
    Ok(())
}

fn too_dense(unpacked: u64, packed: u64) -> bool {
    unpacked > RATIO_FLOOR && unpacked > packed.saturating_mul(MAX_RATIO)
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.inner.read(buffer)?;
        let count = read as u64;
        self.unpacked += count;
        self.gauge.unpacked.set(self.gauge.unpacked.get() + count);
        self.gauge.token.set(self.gauge.token.get() + count);
        let passed = if self.unpacked > MAX_PART {
            Limit::Part
        } else if self.gauge.unpacked.get() > MAX_UNPACKED {
            Limit::Unpacked
        } else if too_dense(self.unpacked, self.packed) {
            Limit::Ratio
        } else if self.gauge.token.get() > MAX_TOKEN {
            Limit::Text
        } else {
            return Ok(read);
        };
        self.gauge.passed.set(Some(passed));
        Err(std::io::Error::other("a limit was passed"))
    }
}
