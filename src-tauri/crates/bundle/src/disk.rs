//! Files and folders that are there completely or not at all.
//!
//! Invariant: what is written carries a name that says nothing until it is finished, and is gone when its guard is
//! dropped before `persist`; whatever stood at the target before is untouched until then.
//! Deliberately absent: locks, and any choice of folder; the caller has asked the user.

use crate::error::{Error, Result};
use data_encoding::HEXLOWER;
use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

/// A new file beside its target.
pub(crate) struct PartFile {
    path: PathBuf,
    file: File,
    kept: bool,
}

impl PartFile {
    pub(crate) fn beside(target: &Path) -> Result<Self> {
        let path = part_name(target)?;
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(&path).map_err(Error::writing)?;
        Ok(Self {
            path,
            file,
            kept: false,
        })
    }

    pub(crate) fn file(&self) -> &File {
        &self.file
    }

    /// Opens the same file again, to read what is on the disk.
    pub(crate) fn reopen(&self) -> Result<File> {
        File::open(&self.path).map_err(Error::writing)
    }

    /// Puts the file in the place of the target, in one step.
    pub(crate) fn persist(mut self, target: &Path) -> Result<()> {
        fs::rename(&self.path, target).map_err(Error::writing)?;
        self.kept = true;
        sync_folder(folder_of(target))
    }
}

impl Drop for PartFile {
    fn drop(&mut self) {
        if !self.kept {
            // Nobody is left to tell; the name says what it is, and the content is encrypted.
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// A new folder beside its target.
pub(crate) struct PartFolder {
    path: PathBuf,
    kept: bool,
}

impl PartFolder {
    /// Refuses when the target is there and is not an empty folder.
    pub(crate) fn beside(target: &Path) -> Result<Self> {
        match fs::read_dir(target) {
            Ok(mut inside) => {
                if inside.next().is_some() {
                    return Err(Error::TargetExists);
                }
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) if error.kind() == io::ErrorKind::NotADirectory => return Err(Error::TargetExists),
            Err(error) => return Err(Error::writing(error)),
        }
        let path = part_name(target)?;
        let mut builder = fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(&path).map_err(Error::writing)?;
        Ok(Self { path, kept: false })
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    pub(crate) fn persist(mut self, target: &Path) -> Result<()> {
        // Windows renames onto nothing, not even onto an empty folder. This one fails when something came in meanwhile.
        match fs::remove_dir(target) {
            Err(error) if error.kind() == io::ErrorKind::DirectoryNotEmpty => {
                return Err(Error::TargetExists);
            }
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(Error::writing(error)),
            _ => {}
        }
        fs::rename(&self.path, target).map_err(Error::writing)?;
        self.kept = true;
        sync_folder(folder_of(target))
    }
}

impl Drop for PartFolder {
    fn drop(&mut self) {
        if !self.kept {
            let _ = fs::remove_dir_all(&self.path);
        }
    }
}

fn folder_of(target: &Path) -> &Path {
    match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// A name in the target's folder that nothing has and that says nothing.
fn part_name(target: &Path) -> Result<PathBuf> {
    let mut random = [0u8; 8];
    getrandom::fill(&mut random).map_err(|_| Error::Randomness)?;
    Ok(folder_of(target).join(format!(".junkai-{}.part", HEXLOWER.encode(&random))))
}

/// A rename is durable only after its folder was synced. Windows has no such call and needs none; some file systems of
/// sticks and shares refuse it, which must not turn a finished and verified file into a failure.
fn sync_folder(folder: &Path) -> Result<()> {
    use io::ErrorKind::{InvalidInput, PermissionDenied, Unsupported};
    if !cfg!(unix) {
        return Ok(());
    }
    match File::open(folder).and_then(|folder| folder.sync_all()) {
        Err(error) if !matches!(error.kind(), InvalidInput | PermissionDenied | Unsupported) => {
            Err(Error::Io(error))
        }
        _ => Ok(()),
    }
}
