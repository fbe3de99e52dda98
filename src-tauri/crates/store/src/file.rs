//! Files of the vault folder: whole or not there, locked by one opener, wiped before they go.
//!
//! Invariant: a file that matters is written under another name, synced, renamed, and the folder synced; a crash
//! leaves the old one or the new one. A prepared replacement (`.staged`) takes effect only by [`swap`], and
//! [`finish_swap`] completes one that a crash cut short.
//! Deliberately absent: any claim that overwriting reaches every cell of an SSD; erasure rests on destroyed keys.

use crate::error::{Error, Result};
use std::ffi::OsString;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// The lock of a vault folder, held until it is dropped or the process dies.
pub(crate) struct FolderLock(File);

impl FolderLock {
    /// Whether the lock that is held is still the one in `dir`. What is open stays open when its folder is moved or
    /// removed, so that without asking, writes would go on to a place that nobody finds again.
    pub(crate) fn is_in(&self, dir: &Path) -> bool {
        let Ok(there) = fs::metadata(dir.join("lock")) else {
            return false;
        };
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt;
            self.0
                .metadata()
                .is_ok_and(|held| (held.dev(), held.ino()) == (there.dev(), there.ino()))
        }
        // Windows moves and removes no folder with an open file in it.
        #[cfg(not(unix))]
        there.is_file()
    }

    /// Takes the lock, or says that somebody else holds it.
    pub(crate) fn take(dir: &Path) -> Result<Self> {
        let file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(dir.join("lock"))?;
        match file.try_lock() {
            Ok(()) => Ok(Self(file)),
            Err(TryLockError::WouldBlock) => Err(Error::VaultInUse),
            Err(TryLockError::Error(e)) => Err(e.into()),
        }
    }
}

impl Drop for FolderLock {
    fn drop(&mut self) {
        // Closing is not enough: a process that is just being started shares the open file until it runs its own
        // program, and the lock would stay with it for that while.
        let _ = self.0.unlock();
    }
}

/// Makes a folder that only its owner may enter, with the folders above it.
pub(crate) fn private_folder(dir: &Path) -> Result<()> {
    fs::create_dir_all(dir)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(dir, fs::Permissions::from_mode(0o700))?;
    }
    Ok(())
}

/// Makes the entries of a folder durable.
pub(crate) fn sync_folder(dir: &Path) -> Result<()> {
    // Windows has no handle to sync a folder by; its rename is journalled.
    #[cfg(unix)]
    File::open(dir)?.sync_all()?;
    #[cfg(not(unix))]
    let _ = dir;
    Ok(())
}

/// Replaces a small file as a whole.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> Result<()> {
    let temporary = beside(path, ".tmp");
    let written = (|| {
        let mut file = File::create(&temporary)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&temporary, path)
    })();
    if let Err(e) = written {
        let _ = fs::remove_file(&temporary);
        return Err(e.into());
    }
    sync_folder(folder_of(path))
}

/// The bytes of a small file; `None` when it is not there.
pub(crate) fn read_if_there(path: &Path, most: u64) -> Result<Option<Vec<u8>>> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(e) if e.kind() == ErrorKind::NotFound => return Ok(None),
        Err(e) => return Err(e.into()),
    };
    let mut bytes = Vec::new();
    file.take(most).read_to_end(&mut bytes)?;
    Ok(Some(bytes))
}

/// `path` with `suffix` at the end of its name.
pub(crate) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name: OsString = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// Where a complete, verified replacement of the database at `path` waits.
pub(crate) fn staged(path: &Path) -> PathBuf {
    beside(path, ".staged")
}

/// Puts the staged database in the place of the one at `path`, which is kept under a name of its own.
/// Both must be closed.
pub(crate) fn swap(path: &Path) -> Result<()> {
    File::open(staged(path))?.sync_all()?;
    let free = (1..)
        .map(|n| aside(path, n))
        .find(|p| !p.exists())
        .expect("BUG: numbers do not end");
    move_if_there(path, &free)?;
    sync_folder(folder_of(path))?;
    finish_swap(path)
}

/// Where the `n`th replaced database is kept.
fn aside(path: &Path, n: u32) -> PathBuf {
    beside(path, &format!(".aside-{n}"))
}

/// Completes a swap that a crash cut short. Where the old database is still in place the swap had not begun, and
/// what is staged may be incomplete: it goes.
pub(crate) fn finish_swap(path: &Path) -> Result<()> {
    let staged = staged(path);
    if !staged.try_exists()? {
        return Ok(());
    }
    if path.try_exists()? {
        return remove_database(&staged);
    }
    // A log without its database would be read into the new one; it goes to the database that was moved last.
    let moved = (1..)
        .map(|n| aside(path, n))
        .take_while(|p| p.exists())
        .last()
        .unwrap_or(aside(path, 1));
    move_if_there(&beside(path, "-wal"), &beside(&moved, "-wal"))?;
    remove_if_there(&beside(path, "-shm"))?;
    fs::rename(&staged, path)?;
    sync_folder(folder_of(path))
}

/// Removes a database that holds nothing worth keeping, with its side files.
pub(crate) fn remove_database(path: &Path) -> Result<()> {
    for suffix in ["", "-wal", "-shm", "-journal"] {
        remove_if_there(&beside(path, suffix))?;
    }
    Ok(())
}

/// Removes a file; that it is not there is fine.
pub(crate) fn remove_if_there(path: &Path) -> Result<()> {
    match fs::remove_file(path) {
        Err(e) if e.kind() != ErrorKind::NotFound => Err(e.into()),
        _ => Ok(()),
    }
}

fn move_if_there(from: &Path, to: &Path) -> Result<()> {
    match fs::rename(from, to) {
        Err(e) if e.kind() != ErrorKind::NotFound => Err(e.into()),
        _ => Ok(()),
    }
}

/// Overwrites a file, syncs it and removes it. Gives its size.
pub(crate) fn wipe(path: &Path) -> Result<u64> {
    let mut file = OpenOptions::new().write(true).open(path)?;
    let size = file.metadata()?.len();
    let noise: [u8; 4096] = crate::secret::random()?;
    file.seek(SeekFrom::Start(0))?;
    let mut left = size;
    while left > 0 {
        let part = left.min(4096);
        file.write_all(&noise[..usize::try_from(part).expect("BUG: at most 4096")])?;
        left -= part;
    }
    file.sync_all()?;
    drop(file);
    fs::remove_file(path)?;
    sync_folder(folder_of(path))?;
    Ok(size)
}

/// Files of `dir` whose name begins with `prefix`, sorted by name; none when the folder is not there.
pub(crate) fn files_beginning(dir: &Path, prefix: &str) -> Result<Vec<PathBuf>> {
    let entries = match fs::read_dir(dir) {
        Ok(entries) => entries,
        Err(e) if e.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(e) => return Err(e.into()),
    };
    let mut files = Vec::new();
    for entry in entries {
        let entry = entry?;
        let ours = entry
            .file_name()
            .to_str()
            .is_some_and(|name| name.starts_with(prefix));
        if ours && entry.file_type()?.is_file() {
            files.push(entry.path());
        }
    }
    files.sort();
    Ok(files)
}

fn folder_of(path: &Path) -> &Path {
    path.parent()
        .expect("BUG: files of the vault stand in its folder")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(dir: &Path, names: &[&str]) {
        for name in names {
            fs::write(dir.join(name), name).expect("writes");
        }
    }

    fn names(dir: &Path) -> Vec<String> {
        let files = files_beginning(dir, "").expect("lists");
        files
            .iter()
            .filter_map(|f| f.file_name()?.to_str().map(String::from))
            .collect()
    }

    #[test]
    fn a_swap_can_be_finished_after_a_crash_at_any_point() {
        let check = |before: &[&str], after: &[&str]| {
            let dir = tempfile::tempdir().expect("temporary folder");
            place(dir.path(), before);
            finish_swap(&dir.path().join("a.db")).expect("finishes");
            assert_eq!(names(dir.path()), after, "from {before:?}");
        };
        check(&["a.db"], &["a.db"]);
        check(&["a.db", "a.db.staged"], &["a.db"]);
        let done = ["a.db", "a.db.aside-1", "a.db.aside-1-wal"];
        check(&["a.db-shm", "a.db-wal", "a.db.aside-1", "a.db.staged"], &done);
        check(&["a.db.aside-1", "a.db.aside-1-wal", "a.db.staged"], &done);
    }

    #[test]
    fn a_dropped_lock_is_free_even_while_another_handle_shares_it() {
        let dir = tempfile::tempdir().expect("temporary folder");
        let lock = FolderLock::take(dir.path()).expect("is free");
        // What a process that is being started has of it.
        let shared = lock.0.try_clone().expect("shares the open file");
        assert!(
            matches!(FolderLock::take(dir.path()), Err(Error::VaultInUse)),
            "it is held"
        );
        drop(lock);
        FolderLock::take(dir.path()).expect("free as soon as its holder lets go");
        drop(shared);
    }

    #[test]
    fn wiping_removes_the_file_and_says_how_large_it_was() {
        let dir = tempfile::tempdir().expect("temporary folder");
        let path = dir.path().join("a");
        fs::write(&path, vec![7; 10_000]).expect("writes");
        assert_eq!(
            wipe(&path).expect("wipes"),
            10_000,
            "the size is that of the file"
        );
        assert!(!path.exists(), "the file is gone");
    }

    #[test]
    fn a_failed_write_leaves_the_old_file() {
        let dir = tempfile::tempdir().expect("temporary folder");
        let path = dir.path().join("a");
        write_whole(&path, b"old").expect("writes");
        fs::create_dir(dir.path().join("a.tmp")).expect("stands in the way of the temporary file");
        assert!(
            write_whole(&path, b"new").is_err(),
            "the temporary file cannot be made"
        );
        assert_eq!(fs::read(&path).expect("reads"), b"old", "the old content stays");
    }
}
