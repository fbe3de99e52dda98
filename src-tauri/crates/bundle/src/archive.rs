//! A strict subset of ustar: what stock `tar x` unpacks, in exactly one form.
//!
//! Invariant: a header is accepted only when it equals, byte for byte, the header that `header` writes for that name and
//! size; so links, folders, PAX and GNU extensions, prefixes, owners, times and odd number forms cannot occur, and two
//! readers cannot see two different archives. Padding is zero, the end is two zero blocks, and nothing follows.
//! Deliberately absent: the `tar` crate, which reads what must be refused here.

use crate::error::{Error, Result};
use std::io::{self, Read, Write};

/// Every header, and the unit of padding.
pub(crate) const BLOCK: usize = 512;
/// Bytes moved at a time; a multiple of age's 64 KiB chunks.
pub(crate) const BUFFER: usize = 128 << 10;

const NAME_FIELD: std::ops::Range<usize> = 0..100;
const SIZE_FIELD: std::ops::Range<usize> = 124..136;
const CHECKSUM_FIELD: std::ops::Range<usize> = 148..156;
const TYPE_FIELD: usize = 156;
const REGULAR: u8 = b'0';

/// What is wrong with an archive that ends before its end.
pub(crate) const ENDS_EARLY: &str = "it ends early";

/// Bytes that an entry of `size` takes in the archive.
pub(crate) fn stored_bytes(size: u64) -> u64 {
    BLOCK as u64 + size.next_multiple_of(BLOCK as u64)
}

/// The two zero blocks at the end.
pub(crate) const END_BYTES: u64 = 2 * BLOCK as u64;

/// The one header of a regular file called `name` with `size` bytes.
pub(crate) fn header(name: &str, size: u64) -> [u8; BLOCK] {
    let mut block = [0u8; BLOCK];
    let mut put = |at: usize, bytes: &[u8]| block[at..at + bytes.len()].copy_from_slice(bytes);
    put(0, name.as_bytes());
    put(100, b"0000644\0");
    put(108, b"0000000\0");
    put(116, b"0000000\0");
    put(124, format!("{size:011o}\0").as_bytes());
    put(136, b"00000000000\0");
    put(148, b"        ");
    put(156, &[REGULAR]);
    put(257, b"ustar\x0000");
    put(329, b"0000000\0");
    put(337, b"0000000\0");
    let sum = checksum(&block);
    block[CHECKSUM_FIELD].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    block
}

/// The sum of all bytes, with spaces in the place of the sum itself.
fn checksum(block: &[u8; BLOCK]) -> u32 {
    let all: u32 = block.iter().map(|byte| u32::from(*byte)).sum();
    let own: u32 = block[CHECKSUM_FIELD].iter().map(|byte| u32::from(*byte)).sum();
    all - own + 8 * u32::from(b' ')
}

/// Writes the header of an entry.
pub(crate) fn write_header(to: &mut impl Write, name: &str, size: u64) -> io::Result<()> {
    to.write_all(&header(name, size))
}

/// Fills up the last block of an entry of `size` bytes.
pub(crate) fn write_padding(to: &mut impl Write, size: u64) -> io::Result<()> {
    to.write_all(&[0u8; BLOCK][..padding(size)])
}

/// Ends the archive.
pub(crate) fn write_end(to: &mut impl Write) -> io::Result<()> {
    to.write_all(&[0u8; 2 * BLOCK])
}

fn padding(size: u64) -> usize {
    let used = (size % BLOCK as u64) as usize;
    if used == 0 { 0 } else { BLOCK - used }
}

/// A header as found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) name: String,
    pub(crate) size: u64,
}

/// Reads an archive entry by entry.
pub(crate) struct ArchiveReader<R> {
    from: R,
    buffer: Vec<u8>,
}

impl<R: Read> ArchiveReader<R> {
    pub(crate) fn new(from: R) -> Self {
        Self {
            from,
            buffer: vec![0; BUFFER],
        }
    }

    /// The next header; none at the end of the archive, after making sure that it is the end of the file too.
    pub(crate) fn next_header(&mut self) -> Result<Option<Found>> {
        let block = self.block()?;
        if is_zero(&block) {
            if !is_zero(&self.block()?) {
                return Err(invalid("a single zero block"));
            }
            return match self.from.read(&mut self.buffer).map_err(Error::reading)? {
                0 => Ok(None),
                _ => Err(Error::TrailingData),
            };
        }
        parse_header(&block).map(Some)
    }

    /// Passes `size` bytes on in pieces and checks that the padding after them is zero.
    pub(crate) fn content(&mut self, size: u64, mut take: impl FnMut(&[u8]) -> Result<()>) -> Result<()> {
        let mut left = size;
        while left > 0 {
            let most = usize::try_from(left).unwrap_or(usize::MAX).min(self.buffer.len());
            let count = self.from.read(&mut self.buffer[..most]).map_err(Error::reading)?;
            if count == 0 {
                return Err(invalid(ENDS_EARLY));
            }
            take(&self.buffer[..count])?;
            left -= count as u64;
        }
        let mut rest = [0u8; BLOCK];
        let rest = &mut rest[..padding(size)];
        self.fill(rest)?;
        if is_zero(rest) {
            Ok(())
        } else {
            Err(invalid("padding is not zero"))
        }
    }

    /// The content of a small entry.
    pub(crate) fn small_content(&mut self, size: u64) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.content(size, |piece| {
            bytes.extend_from_slice(piece);
            Ok(())
        })?;
        Ok(bytes)
    }

    fn block(&mut self) -> Result<[u8; BLOCK]> {
        let mut block = [0u8; BLOCK];
        self.fill(&mut block)?;
        Ok(block)
    }

    /// Like `read_exact`, which would report an early but authentic end as a truncated file.
    fn fill(&mut self, to: &mut [u8]) -> Result<()> {
        let mut done = 0;
        while done < to.len() {
            match self.from.read(&mut to[done..]).map_err(Error::reading)? {
                0 => return Err(invalid(ENDS_EARLY)),
                count => done += count,
            }
        }
        Ok(())
    }
}

fn invalid(what: &'static str) -> Error {
    Error::ArchiveInvalid { what }
}

fn is_zero(bytes: &[u8]) -> bool {
    bytes.iter().all(|byte| *byte == 0)
}

/// Takes name and size out of a header and compares all of it with the one header for these.
fn parse_header(block: &[u8; BLOCK]) -> Result<Found> {
    let stored = &block[CHECKSUM_FIELD];
    if stored != format!("{:06o}\0 ", checksum(block)).as_bytes() {
        return Err(invalid("header checksum"));
    }
    if block[TYPE_FIELD] != REGULAR {
        return Err(Error::EntryKind);
    }
    let name = &block[NAME_FIELD];
    let name = &name[..name.iter().position(|byte| *byte == 0).unwrap_or(name.len())];
    let name = std::str::from_utf8(name).map_err(|_| Error::EntryPath)?;
    let digits = &block[SIZE_FIELD][..11];
    if !digits.iter().all(|byte| (b'0'..=b'7').contains(byte)) {
        return Err(invalid("header size"));
    }
    // Eleven octal digits are 33 bits.
    let size = digits
        .iter()
        .fold(0, |size, digit| size * 8 + u64::from(digit - b'0'));
    if *block == header(name, size) {
        Ok(Found {
            name: name.to_owned(),
            size,
        })
    } else {
        Err(invalid("header field"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_all(bytes: &[u8]) -> Result<Vec<(Found, Vec<u8>)>> {
        let mut reader = ArchiveReader::new(bytes);
        let mut entries = Vec::new();
        while let Some(found) = reader.next_header()? {
            let content = reader.small_content(found.size)?;
            entries.push((found, content));
        }
        Ok(entries)
    }

    fn archive(entries: &[(&str, &[u8])]) -> Vec<u8> {
        let mut bytes = Vec::new();
        for (name, content) in entries {
            write_header(&mut bytes, name, content.len() as u64).expect("a vector takes everything");
            bytes.extend_from_slice(content);
            write_padding(&mut bytes, content.len() as u64).expect("a vector takes everything");
        }
        write_end(&mut bytes).expect("a vector takes everything");
        bytes
    }

    #[test]
    fn what_is_written_is_read() {
        for size in [
            0usize,
            1,
            511,
            512,
            513,
            65_535,
            65_536,
            65_537,
            BUFFER,
            BUFFER + 1,
        ] {
            let content = vec![7u8; size];
            let bytes = archive(&[("a", &content), ("b", b"x")]);
            let expected = stored_bytes(size as u64) + stored_bytes(1) + END_BYTES;
            assert_eq!(
                bytes.len() as u64,
                expected,
                "the size of the archive can be foretold"
            );
            let entries = read_all(&bytes).expect("own archives are valid");
            assert_eq!(entries.len(), 2, "both entries are found");
            assert_eq!(entries[0].1, content, "the content of {size} bytes is unchanged");
        }
    }

    #[test]
    fn every_changed_bit_of_a_header_and_of_the_padding_is_noticed() {
        let good = archive(&[("a", b"x")]);
        let original = read_all(&good).expect("own archives are valid");
        let content_at = BLOCK;
        for bit in 0..good.len() * 8 {
            if bit / 8 == content_at {
                continue;
            }
            let mut bad = good.clone();
            bad[bit / 8] ^= 1 << (bit % 8);
            let read = read_all(&bad);
            assert!(
                read.is_err(),
                "bit {bit} changed and yet {read:?} instead of {original:?}"
            );
        }
    }

    #[test]
    fn every_cut_and_every_addition_is_noticed() {
        let good = archive(&[("a", b"x"), ("b", b"")]);
        for end in 0..good.len() {
            assert!(read_all(&good[..end]).is_err(), "cut at byte {end}");
        }
        let mut longer = good.clone();
        longer.push(0);
        assert!(
            matches!(read_all(&longer), Err(Error::TrailingData)),
            "a zero byte after the end"
        );
        longer.pop();
        longer.extend_from_slice(&good);
        assert!(
            matches!(read_all(&longer), Err(Error::TrailingData)),
            "a second archive after the end"
        );
    }
}
