//! Tells the files in an OLE2 container apart: protected workbooks and old ones.
//!
//! Invariant: no chain of sectors is followed, so nothing in the file can lead the search astray. Deliberately absent:
//! reading such a file.

use crate::Error;

/// First bytes of such a container.
pub(crate) const MAGIC: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
/// Bytes of an entry of its directory; entries start at multiples of this.
const ENTRY: usize = 128;

/// Why this container is not read.
pub(crate) fn reason(bytes: &[u8]) -> Error {
    let holds = |names: &[&str]| {
        bytes
            .chunks_exact(ENTRY)
            .any(|entry| names.iter().any(|name| is_named(entry, name)))
    };
    if holds(&["EncryptedPackage", "EncryptionInfo"]) {
        Error::Password
    } else if holds(&["Workbook", "Book"]) {
        Error::OldWorkbook
    } else {
        Error::NotAWorkbook
    }
}

/// Whether this is the directory entry of that name: UTF-16 text, padded, then its length with the final zero.
fn is_named(entry: &[u8], name: &str) -> bool {
    let mut expected: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    expected.extend([0, 0]);
    let length = u16::from_le_bytes([entry[64], entry[65]]);
    usize::from(length) == expected.len() && entry.starts_with(&expected)
}
