//! SQLCipher: the gate before anything is opened, and the one way to open a database file.
//!
//! Invariant: a connection leaves this module only after its key was proved by reading and its safety settings were
//! read back. The key goes in as `x'` and 160 hex digits and `'`; one digit less and SQLCipher would quietly take
//! the text for a passphrase, so the length is checked here and the salt that took effect is compared.
//! Deliberately absent: `sqlite3_key_v2`, which needs unsafe code. The statement that holds the key is built in a
//! wiped buffer, never cached, and its errors are reduced to a number.

use crate::error::{CopyCheck, Error, Result};
use crate::file;
use crate::secret::Key;
use data_encoding::HEXLOWER;
use rusqlite::backup::{Backup, StepResult};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, MAIN_DB, OpenFlags, ffi};
use std::fs::File;
use std::io::Read;
use std::path::Path;
use zeroize::Zeroizing;

/// `JNKI`, in the header of every database of ours.
pub(crate) const APPLICATION_ID: i32 = 0x4A4E_4B49;
const LEAST_CIPHER: [u32; 2] = [4, 14];
const LEAST_SQLITE: [u32; 3] = [3, 51, 3];
const MATERIAL: usize = 80;

/// Key, MAC key and salt of one database file, as SQLCipher wants them written.
pub(crate) struct FileKey {
    spec: Zeroizing<String>,
    salt: String,
}

impl FileKey {
    /// The key of the file that `label` names.
    pub(crate) fn derive(from: &Key, label: &str) -> Self {
        let mut material = Zeroizing::new([0; MATERIAL]);
        from.expand(label, &mut material[..]);
        // Room for all of it at once: growing would leave copies behind.
        let mut spec = Zeroizing::new(String::with_capacity(2 * MATERIAL + 3));
        spec.push_str("x'");
        HEXLOWER.encode_append(&material[..], &mut spec);
        spec.push('\'');
        assert!(
            spec.len() == 2 * MATERIAL + 3,
            "BUG: a raw key has 160 digits, or it would be a passphrase"
        );
        Self {
            spec,
            salt: HEXLOWER.encode(&material[64..]),
        }
    }
}

/// Whether a file may be made.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Open {
    /// It must be there.
    Existing,
    /// It must not be there.
    New,
}

/// Refuses a build whose SQLite cannot keep a vault. Looks at a database in memory, before any file is touched.
pub(crate) fn gate() -> Result<()> {
    let conn = Connection::open_in_memory()?;
    // SQLCipher writes its own complaints to standard error by default; ours are typed.
    let _ = texts(&conn, "PRAGMA cipher_log_level = NONE")?;
    // The provider is chosen when a database gets its key, so this one gets one too; it keeps nothing.
    conn.execute_batch("PRAGMA key = 'gate'")?;
    let options = texts(&conn, "PRAGMA compile_options")?;
    let cipher = texts(&conn, "PRAGMA cipher_version")?.into_iter().next();
    let provider = texts(&conn, "PRAGMA cipher_provider")?.into_iter().next();
    judge_build(
        cipher.as_deref(),
        provider.as_deref(),
        rusqlite::version(),
        &options,
    )
}

fn judge_build(cipher: Option<&str>, provider: Option<&str>, sqlite: &str, options: &[String]) -> Result<()> {
    let has = |wanted: &str| options.iter().any(|o| o == wanted);
    let fit = cipher.is_some_and(|v| at_least(v, &LEAST_CIPHER))
        && provider == Some("openssl")
        && at_least(sqlite, &LEAST_SQLITE)
        && (has("TEMP_STORE=2") || has("TEMP_STORE=3"))
        && has("THREADSAFE=1");
    if fit {
        Ok(())
    } else {
        Err(Error::BuildWithoutSqlCipher)
    }
}

/// Whether a version text like `4.19.0 community` is not before `least`.
fn at_least(version: &str, least: &[u32]) -> bool {
    let numbers: Option<Vec<u32>> = version
        .split(' ')
        .next()
        .unwrap_or("")
        .split('.')
        .map(|n| n.parse().ok())
        .collect();
    numbers.is_some_and(|n| n.as_slice() >= least)
}

/// Opens a database, proves the key and sets what safety needs.
pub(crate) fn open(path: &Path, key: &FileKey, how: Open) -> Result<Connection> {
    let conn = open_bare(path, key, how)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    conn.execute_batch(
        "PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF; PRAGMA mmap_size = 0;
         PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON; PRAGMA cell_size_check = ON;
         PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;",
    )?;
    let journal: String = conn.query_row("PRAGMA journal_mode", [], |r| r.get(0))?;
    if journal != "wal" {
        return Err(Error::SettingRefused("journal_mode"));
    }
    for (name, wanted) in [
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("secure_delete", 1),
        ("trusted_schema", 0),
    ] {
        let found: i64 = conn.pragma_query_value(None, name, |r| r.get(0))?;
        if found != wanted {
            return Err(Error::SettingRefused(name));
        }
    }
    Ok(conn)
}

/// Opens a database and proves the key, without touching its journal mode: for copies.
pub(crate) fn open_bare(path: &Path, key: &FileKey, how: Open) -> Result<Connection> {
    let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_NOFOLLOW
        | OpenFlags::SQLITE_OPEN_FULL_MUTEX
        | OpenFlags::SQLITE_OPEN_EXRESCODE;
    if how == Open::New {
        File::create_new(path)?;
        flags |= OpenFlags::SQLITE_OPEN_CREATE;
    }
    let conn = Connection::open_with_flags(path, flags).map_err(|e| why_not_opened(path, e.into()))?;
    if conn.is_readonly(MAIN_DB)? {
        return Err(Error::ReadOnly);
    }
    give_key(&conn, &key.spec)?;
    conn.execute_batch("PRAGMA cipher_page_size = 4096")?;
    // The key proof: nothing is decrypted before the first read.
    let _: i64 = conn.query_row("SELECT count(*) FROM sqlite_schema", [], |r| r.get(0))?;
    conn.set_prepared_statement_cache_capacity(64);
    Ok(conn)
}

/// SQLite only says that it could not open a file; the system says why, where it still does not let us.
fn why_not_opened(path: &Path, error: Error) -> Error {
    let asked = File::options().read(true).write(true).open(path);
    match (error, asked) {
        (Error::Io(_), Err(reason)) => reason.into(),
        (error, _) => error,
    }
}

/// Whether a refusal on opening comes from damage: it says so itself, or a page or the structure fails its check.
/// A file that cannot be looked at now is not damaged by that.
pub(crate) fn is_damaged(path: &Path, key: &FileKey, error: &Error) -> bool {
    if error.is_damage() || !error.may_be_damage() {
        return error.is_damage();
    }
    match open_bare(path, key, Open::Existing).and_then(|conn| integrity(&conn)) {
        Ok(found) => !found.is_sound(),
        Err(e) => e.is_damage(),
    }
}

fn give_key(conn: &Connection, spec: &str) -> Result<()> {
    let mut statement = Zeroizing::new(String::with_capacity(spec.len() + 16));
    statement.push_str("PRAGMA key = \"");
    statement.push_str(spec);
    statement.push('"');
    conn.execute_batch(&statement)?;
    Ok(())
}

/// Proves that the raw key took effect and was not taken for a passphrase: the salt is the one that the key names.
/// Only a database that has just been written for the first time can tell.
pub(crate) fn prove_raw_key(conn: &Connection, key: &FileKey) -> Result<()> {
    let salt: String = conn.query_row("PRAGMA cipher_salt", [], |r| r.get(0))?;
    if salt == key.salt {
        Ok(())
    } else {
        Err(Error::SettingRefused("key"))
    }
}

/// Copies a whole database into a new file under `key`, which may differ from the original's.
pub(crate) fn copy(from: &Connection, to: &Path, key: &FileKey) -> Result<()> {
    file::remove_database(to)?;
    let copied = (|| {
        let mut target = open_bare(to, key, Open::New)?;
        let step = Backup::new(from, &mut target)?.step(-1)?;
        if step != StepResult::Done {
            return Err(Error::Sql {
                code: ffi::SQLITE_BUSY,
            });
        }
        // One file that stands alone, without a log beside it.
        target.execute_batch("PRAGMA journal_mode = DELETE")?;
        target.close().map_err(|(_, e)| e)?;
        File::open(to)?.sync_all()?;
        Ok(())
    })();
    if copied.is_err() {
        let _ = file::remove_database(to);
    }
    copied
}

/// Checks a copy from the outside and the inside: not plain, known text unreadable, opens with the key, every page
/// authentic, structure sound. Gives the open connection, so that the caller can compare content.
pub(crate) fn verify_copy(path: &Path, key: &FileKey, canary: &str) -> Result<Connection> {
    let refuse = |check| Error::CopyRefused { check };
    look_from_outside(path, canary)?;
    let conn = open_bare(path, key, Open::Existing).map_err(|e| match e {
        e if e.is_damage() => refuse(CopyCheck::Pages),
        other => other,
    })?;
    let report = integrity(&conn)?;
    if report.damaged_pages > 0 {
        return Err(refuse(CopyCheck::Pages));
    }
    if report.structure_faults > 0 {
        return Err(refuse(CopyCheck::Structure));
    }
    Ok(conn)
}

/// Refuses a file that begins like a plain database, or in which `canary` can be read.
fn look_from_outside(path: &Path, canary: &str) -> Result<()> {
    let refuse = |check| Error::CopyRefused { check };
    let mut file = File::open(path)?;
    let mut seen: Vec<u8> = Vec::new();
    let mut part = vec![0; 1 << 20];
    let mut at_start = true;
    loop {
        let n = file.read(&mut part)?;
        if at_start && (n < 512 || part.starts_with(b"SQLite format 3")) {
            return Err(refuse(CopyCheck::Encryption));
        }
        at_start = false;
        if n == 0 {
            return Ok(());
        }
        seen.extend_from_slice(&part[..n]);
        if !canary.is_empty() && contains(&seen, canary.as_bytes()) {
            return Err(refuse(CopyCheck::Canary));
        }
        // The canary may lie across two parts.
        let keep = seen.len().min(canary.len());
        seen.drain(..seen.len() - keep);
    }
}

fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    let first = needle[0];
    let mut rest = haystack;
    while let Some(at) = rest.iter().position(|b| *b == first) {
        rest = &rest[at..];
        if rest.starts_with(needle) {
            return true;
        }
        rest = &rest[1..];
    }
    false
}

/// What the checks of a database found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Integrity {
    /// Pages whose authentication code is wrong.
    pub damaged_pages: usize,
    /// Faults of structure: b-trees, indexes, constraints.
    pub structure_faults: usize,
}

impl Integrity {
    /// Whether nothing was found.
    pub fn is_sound(&self) -> bool {
        *self == Self::default()
    }
}

/// Looks at every page and at the structure. A page that cannot be read at all is an error, not a finding.
pub(crate) fn integrity(conn: &Connection) -> Result<Integrity> {
    let found = texts(conn, "PRAGMA cipher_integrity_check")?;
    // Of a page that was read the line names the failed code or the odd size; all others say that none was read.
    if !found
        .iter()
        .all(|l| l.starts_with("HMAC verification failed") || l.starts_with("page "))
    {
        return Err(Error::of_code(ffi::SQLITE_IOERR_READ));
    }
    let damaged_pages = found.len();
    if damaged_pages > 0 {
        // The structure cannot be walked over pages that cannot be read.
        return Ok(Integrity {
            damaged_pages,
            structure_faults: 0,
        });
    }
    let found = texts(conn, "PRAGMA integrity_check")?;
    for error in found
        .iter()
        .filter_map(|line| named_code(line))
        .map(Error::of_code)
    {
        if !error.is_damage() {
            return Err(error);
        }
    }
    let structure_faults = found.iter().filter(|line| *line != "ok").count();
    Ok(Integrity {
        damaged_pages,
        structure_faults,
    })
}

/// The result code that a line of the structure check names, where it could not get a page.
fn named_code(line: &str) -> Option<i32> {
    let (_, after) = line.split_once("error code=")?;
    let digits = after.split(|c: char| !c.is_ascii_digit()).next()?;
    digits.parse().ok()
}

/// The first column of every row, as text.
pub(crate) fn texts(conn: &Connection, sql: &str) -> Result<Vec<String>> {
    let mut statement = conn.prepare(sql)?;
    let rows = statement
        .query_map([], |r| r.get(0))?
        .collect::<std::result::Result<_, _>>()?;
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_build_passes_the_gate() {
        gate().expect("the vendored SQLCipher is new enough");
    }

    #[test]
    fn builds_that_cannot_keep_a_vault_are_refused() {
        let options = |list: &[&str]| list.iter().map(|s| (*s).to_string()).collect::<Vec<_>>();
        let fit = options(&["TEMP_STORE=2", "THREADSAFE=1"]);
        let check = |cipher: Option<&str>,
                     provider: Option<&str>,
                     sqlite: &str,
                     options: &[String],
                     expected: bool| {
            let judged = judge_build(cipher, provider, sqlite, options);
            assert_eq!(
                judged.is_ok(),
                expected,
                "{cipher:?} {provider:?} {sqlite} {options:?}"
            );
        };
        let ours = (Some("4.19.0 community"), Some("openssl"));
        check(ours.0, ours.1, "3.53.4", &fit, true);
        check(Some("4.14.0 community"), ours.1, "3.51.3", &fit, true);
        check(None, None, "3.53.4", &fit, false);
        check(Some("4.13.9 community"), ours.1, "3.53.4", &fit, false);
        check(ours.0, ours.1, "3.51.2", &fit, false);
        check(ours.0, Some("libtomcrypt"), "3.53.4", &fit, false);
        check(Some("mystery"), ours.1, "3.53.4", &fit, false);
        check(
            ours.0,
            ours.1,
            "3.53.4",
            &options(&["TEMP_STORE=1", "THREADSAFE=1"]),
            false,
        );
        check(
            ours.0,
            ours.1,
            "3.53.4",
            &options(&["TEMP_STORE=2", "THREADSAFE=0"]),
            false,
        );
    }

    #[test]
    fn a_key_one_digit_short_is_noticed_and_not_taken_for_a_passphrase() {
        let dir = tempfile::tempdir().expect("temporary folder");
        let key = FileKey::derive(&Key::random().expect("random"), "test");
        let check = |name: &str, spec: &str, raw: bool| {
            let conn = Connection::open(dir.path().join(name)).expect("opens");
            give_key(&conn, spec).expect("SQLCipher takes any text");
            conn.execute_batch("CREATE TABLE t(a)")
                .expect("even a text that is no raw key makes a database");
            assert_eq!(prove_raw_key(&conn, &key).is_ok(), raw, "{name}");
        };
        check("whole", &key.spec, true);
        check("short", &format!("{}'", &key.spec[..key.spec.len() - 2]), false);
        check("unquoted", &key.spec[2..key.spec.len() - 1], false);
    }

    #[test]
    fn a_plain_copy_and_a_readable_canary_are_refused() {
        let dir = tempfile::tempdir().expect("temporary folder");
        let check = |bytes: Vec<u8>, expected: Option<CopyCheck>| {
            let path = dir.path().join("copy");
            std::fs::write(&path, bytes).expect("writes");
            let found = match look_from_outside(&path, "canary-7f3a") {
                Ok(()) => None,
                Err(Error::CopyRefused { check }) => Some(check),
                Err(other) => panic!("another error: {other}"),
            };
            assert_eq!(found, expected, "the copy is judged by what can be read in it");
        };
        check(vec![0xA5; 9000], None);
        check(
            [b"SQLite format 3\0".to_vec(), vec![0; 9000]].concat(),
            Some(CopyCheck::Encryption),
        );
        check(Vec::new(), Some(CopyCheck::Encryption));
        let mut across = vec![0xA5; (1 << 20) + 600];
        across[(1 << 20) - 4..(1 << 20) + 7].copy_from_slice(b"canary-7f3a");
        check(across, Some(CopyCheck::Canary));
    }
}
