//! Schema steps, forward only.
//!
//! Invariant: `user_version` is the number of steps taken. A newer file is refused. An older one is brought up on a
//! copy, all steps in one transaction, the copy is checked, and only then it takes the file's place; the older file
//! is kept beside it. Where anything fails the file is as it was.
//! Deliberately absent: steps back, and a migration crate (it pins an older SQLite binding).

use crate::cipher::{self, APPLICATION_ID, FileKey, Open};
use crate::error::{Error, Result};
use crate::file;
use rusqlite::{Connection, TransactionBehavior};
use std::path::Path;

/// Steps of one kind of database, oldest first. A step that was released never changes.
#[derive(Clone, Copy)]
pub(crate) struct Schema(pub(crate) &'static [&'static str]);

impl Schema {
    fn version(self) -> i64 {
        i64::try_from(self.0.len()).expect("BUG: there are few steps")
    }
}

/// Makes a new database with the newest schema.
pub(crate) fn create(path: &Path, key: &FileKey, schema: Schema) -> Result<Connection> {
    let made = (|| {
        let mut conn = cipher::open(path, key, Open::New)?;
        take_steps(&mut conn, schema, 0)?;
        cipher::prove_raw_key(&conn, key)?;
        Ok(conn)
    })();
    if made.is_err() {
        let _ = file::remove_database(path);
    }
    made
}

/// Opens a database and brings it up to the newest schema.
pub(crate) fn open(path: &Path, key: &FileKey, schema: Schema) -> Result<Connection> {
    file::finish_swap(path)?;
    let conn = cipher::open(path, key, Open::Existing)?;
    let version = version_of(&conn, schema)?;
    if version == schema.version() {
        return Ok(conn);
    }
    let staged = file::staged(path);
    cipher::copy(&conn, &staged, key)?;
    conn.close().map_err(|(_, e)| e)?;
    if let Err(error) = bring_up(&staged, key, schema, version) {
        let _ = file::remove_database(&staged);
        return Err(error);
    }
    file::swap(path)?;
    cipher::open(path, key, Open::Existing)
}

/// The schema version of an open database of ours.
fn version_of(conn: &Connection, schema: Schema) -> Result<i64> {
    let application: i32 = conn.pragma_query_value(None, "application_id", |r| r.get(0))?;
    let version: i64 = conn.pragma_query_value(None, "user_version", |r| r.get(0))?;
    if application != APPLICATION_ID || version < 1 {
        return Err(Error::stored_form());
    }
    if version > schema.version() {
        let number = |v: i64| u32::try_from(v).unwrap_or(u32::MAX);
        return Err(Error::VaultTooNew {
            found: number(version),
            supported: number(schema.version()),
        });
    }
    Ok(version)
}

fn bring_up(path: &Path, key: &FileKey, schema: Schema, from: i64) -> Result<()> {
    let mut conn = cipher::open(path, key, Open::Existing)?;
    take_steps(&mut conn, schema, from)?;
    conn.execute_batch("PRAGMA journal_mode = DELETE")?;
    conn.close().map_err(|(_, e)| e)?;
    cipher::verify_copy(path, key, "")?;
    Ok(())
}

fn take_steps(conn: &mut Connection, schema: Schema, from: i64) -> Result<()> {
    let taken = usize::try_from(from).map_err(|_| Error::stored_form())?;
    let tx = conn.transaction_with_behavior(TransactionBehavior::Exclusive)?;
    for step in &schema.0[taken..] {
        tx.execute_batch(step)?;
    }
    tx.pragma_update(None, "application_id", APPLICATION_ID)?;
    tx.pragma_update(None, "user_version", schema.version())?;
    tx.commit()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::secret::Key;

    const ONE: Schema = Schema(&["CREATE TABLE t(a INTEGER) STRICT; INSERT INTO t VALUES (7);"]);
    const TWO: Schema = Schema(&[
        ONE.0[0],
        "ALTER TABLE t ADD COLUMN b TEXT;",
        "UPDATE t SET b = 'x';",
    ]);
    const BAD: Schema = Schema(&[
        ONE.0[0],
        "ALTER TABLE t ADD COLUMN b TEXT;",
        "INSERT INTO nowhere VALUES (1);",
    ]);

    fn at_one() -> (tempfile::TempDir, std::path::PathBuf, FileKey) {
        let dir = tempfile::tempdir().expect("temporary folder");
        let path = dir.path().canonicalize().expect("is there").join("a.db");
        let key = FileKey::derive(&Key::random().expect("random"), "test");
        drop(create(&path, &key, ONE).expect("makes"));
        (dir, path, key)
    }

    #[test]
    fn an_older_file_is_brought_up_and_kept_beside() {
        let (_dir, path, key) = at_one();
        let conn = open(&path, &key, TWO).expect("brings up");
        let row: (i64, String) = conn
            .query_row("SELECT a, b FROM t", [], |r| r.try_into())
            .expect("both columns");
        assert_eq!(row, (7, "x".into()), "old content stays, new column is filled");
        assert!(file::beside(&path, ".aside-1").exists(), "the older file is kept");
        drop(conn);
        drop(open(&path, &key, TWO).expect("opens without another migration"));
        assert!(
            !file::beside(&path, ".aside-2").exists(),
            "nothing to do the second time"
        );
    }

    #[test]
    fn a_failing_step_leaves_the_file_byte_for_byte() {
        let (dir, path, key) = at_one();
        let before = std::fs::read(&path).expect("reads");
        assert!(open(&path, &key, BAD).is_err(), "the third step cannot work");
        assert_eq!(
            std::fs::read(&path).expect("reads"),
            before,
            "not even the second step is in the file"
        );
        let left = file::files_beginning(dir.path(), "").expect("lists");
        assert_eq!(left.len(), 1, "no copy is left behind");
    }

    #[test]
    fn a_newer_file_is_refused() {
        let (_dir, path, key) = at_one();
        drop(open(&path, &key, TWO).expect("brings up"));
        match open(&path, &key, ONE) {
            Err(Error::VaultTooNew {
                found: 3,
                supported: 1,
            }) => {}
            other => panic!("a newer file must be refused, got {:?}", other.map(|_| ())),
        }
    }
}
