//! The age envelope: X25519 recipients only, its header bounded before a parser sees it.
//!
//! Invariant: a header of more than 16 KiB or 32 stanzas is refused unread, a passphrase is never asked for, and the
//! bytes that age reads are exactly those that were looked at here.
//! Deliberately absent: armour, plugins, ssh keys, and any claim about who sealed the file; age does not know.

use crate::digest::Digest;
use crate::error::{Error, Result};
use crate::keys::{Identity, Recipient};
use sha2::{Digest as _, Sha256};
use std::io::{self, BufRead, BufReader, Cursor, Read, Write};

/// Bytes that an age header may have.
pub const MAX_HEADER_BYTES: u64 = 16 << 10;
/// Stanzas that an age header may have.
pub const MAX_STANZAS: usize = 32;

const MAGIC: &str = "age-encryption.org/";
const VERSION: &str = "v1";
const CHUNK: u64 = 64 << 10;
const TAG: u64 = 16;
const NONCE: u64 = 16;
const FILE_BUFFER: usize = 256 << 10;

/// Reads the file itself, counting and hashing what goes by.
pub(crate) struct Tap<R> {
    from: BufReader<R>,
    count: u64,
    hash: Sha256,
}

impl<R: Read> Tap<R> {
    pub(crate) fn new(from: R) -> Self {
        Self {
            from: BufReader::with_capacity(FILE_BUFFER, from),
            count: 0,
            hash: Sha256::new(),
        }
    }

    /// Whether the file has ended with fewer than `bytes` bytes.
    pub(crate) fn ended_before(&mut self, bytes: u64) -> bool {
        self.count < bytes && self.fill_buf().is_ok_and(<[u8]>::is_empty)
    }

    /// Digest and size of everything that went by.
    pub(crate) fn finish(self) -> (Digest, u64) {
        (Digest::finish(self.hash), self.count)
    }
}

impl<R: Read> Read for Tap<R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let available = self.fill_buf()?;
        let count = available.len().min(to.len());
        to[..count].copy_from_slice(&available[..count]);
        self.consume(count);
        Ok(count)
    }
}

impl<R: Read> BufRead for Tap<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.from.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        self.hash.update(&self.from.buffer()[..count]);
        self.count += count as u64;
        self.from.consume(count);
    }
}

/// The plaintext of an age file.
pub(crate) type Plain<'a, R> = age::stream::StreamReader<io::Chain<Cursor<Vec<u8>>, &'a mut Tap<R>>>;

/// Looks at the header of the file and starts to decrypt it. Returns the size of the header too.
pub(crate) fn decrypt<'a, R: Read>(file: &'a mut Tap<R>, identity: &Identity) -> Result<(Plain<'a, R>, u64)> {
    let header = scan_header(file)?;
    let size = header.len() as u64;
    let decryptor = age::Decryptor::new_buffered(Cursor::new(header).chain(file)).map_err(decrypt_error)?;
    if decryptor.is_scrypt() {
        return Err(Error::PassphraseFile);
    }
    let plain = decryptor
        .decrypt(std::iter::once(identity.age() as &dyn age::Identity))
        .map_err(decrypt_error)?;
    Ok((plain, size))
}

/// Begins an age file for `recipients`. Whoever writes must `finish` it.
pub(crate) fn encrypt<'r, W: Write>(
    to: W,
    recipients: impl Iterator<Item = &'r Recipient>,
) -> Result<age::stream::StreamWriter<W>> {
    let recipients = recipients.map(|recipient| recipient.age() as &dyn age::Recipient);
    let encryptor = age::Encryptor::with_recipients(recipients).map_err(|_| Error::NoVerifiedRecipient)?;
    encryptor.wrap_output(to).map_err(Error::writing)
}

/// Bytes of a whole file with a header of `header` bytes around `plain` bytes.
pub(crate) fn sealed_bytes(header: u64, plain: u64) -> u64 {
    header + NONCE + plain + TAG * plain.div_ceil(CHUNK).max(1)
}

fn decrypt_error(error: age::DecryptError) -> Error {
    use age::DecryptError as Cause;
    match error {
        Cause::NoMatchingKeys => Error::NotForThisKey,
        Cause::ExcessiveWork { .. } => Error::PassphraseFile,
        Cause::UnknownFormat => Error::NewerFormat {
            needs: "another version of age".to_owned(),
        },
        Cause::Io(error) => Error::reading(error),
        _ => Error::Damaged,
    }
}

/// Reads the header line by line up to and with its MAC, and nothing of the payload.
fn scan_header<R: Read>(file: &mut Tap<R>) -> Result<Vec<u8>> {
    let mut header = Vec::new();
    check_first_line(line(file, &mut header)?.as_bytes())?;
    let (mut stanzas, mut for_keys) = (0, 0);
    loop {
        let next = line(file, &mut header)?;
        if let Some(arguments) = next.strip_prefix("-> ") {
            stanzas += 1;
            if stanzas > MAX_STANZAS {
                return Err(Error::TooLarge {
                    what: "number of age stanzas",
                    limit: MAX_STANZAS as u64,
                });
            }
            match arguments.split(' ').next() {
                Some("scrypt") => return Err(Error::PassphraseFile),
                Some("X25519") => for_keys += 1,
                // The specification has readers ignore stanzas that they do not know.
                _ => {}
            }
        } else if next.starts_with("---") {
            return if for_keys == 0 {
                Err(Error::NotForThisKey)
            } else {
                Ok(header)
            };
        } else if stanzas == 0 {
            return Err(Error::Damaged);
        }
    }
}

fn check_first_line(line: &[u8]) -> Result<()> {
    let Some(version) = line.strip_prefix(MAGIC.as_bytes()) else {
        return Err(Error::NotABundle);
    };
    if version == VERSION.as_bytes() {
        return Ok(());
    }
    let plain = version.len() <= 20 && !version.is_empty() && version.iter().all(u8::is_ascii_alphanumeric);
    let needs = if plain {
        String::from_utf8_lossy(version).into_owned()
    } else {
        "of another version".to_owned()
    };
    Err(Error::NewerFormat {
        needs: format!("age {needs}"),
    })
}

/// Reads one line onto the end of `header` and returns it without its line feed.
fn line<'h, R: Read>(file: &mut Tap<R>, header: &'h mut Vec<u8>) -> Result<&'h str> {
    let start = header.len();
    let left = MAX_HEADER_BYTES - start as u64;
    file.by_ref()
        .take(left)
        .read_until(b'\n', header)
        .map_err(Error::reading)?;
    if header.last() != Some(&b'\n') || header.len() == start {
        // What does not even begin like an age file is something else, however short it is.
        let begun = &header[..header.len().min(MAGIC.len())];
        return Err(if !MAGIC.as_bytes().starts_with(begun) {
            Error::NotABundle
        } else if header.len() as u64 >= MAX_HEADER_BYTES {
            Error::TooLarge {
                what: "age header",
                limit: MAX_HEADER_BYTES,
            }
        } else {
            Error::Truncated
        });
    }
    let line = &header[start..header.len() - 1];
    // A first line that is not text is another kind of file; a later one was text when it was written.
    std::str::from_utf8(line).map_err(|_| {
        if start == 0 {
            Error::NotABundle
        } else {
            Error::Damaged
        }
    })
}
