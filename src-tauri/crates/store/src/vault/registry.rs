//! Opening `registry.db`, and its copies: without it no survey key can be unwrapped, so it is never on one file only.
//!
//! Invariant: a copy is made whenever a survey key comes to be, and on lock. A damaged registry is replaced by the
//! sound copy with the longest log, and kept beside it; one that cannot be read for any other reason is left where
//! it is. No copy is let go whose log the open registry does not hold.

use super::{Vault, new_canary};
use crate::cipher::{self, FileKey, Open};
use crate::error::{CopyCheck, Error, Result};
use crate::file;
use crate::migrate;
use crate::secret::Key;
use crate::table::{event, meta, schema};
use junkai_core::Moment;
use rusqlite::Connection;
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// Copies that are kept.
const KEPT: usize = 3;

pub(super) fn key(vmk: &Key) -> FileKey {
    FileKey::derive(vmk, "junkai/registry-file/v1")
}

pub(super) fn path(dir: &Path) -> PathBuf {
    dir.join("registry.db")
}

pub(super) fn copies(dir: &Path) -> PathBuf {
    dir.join("snapshots").join("registry")
}

pub(super) fn create(dir: &Path, vmk: &Key, vault: Uuid) -> Result<Connection> {
    let conn = migrate::create(&path(dir), &key(vmk), schema::REGISTRY)?;
    meta::set(&conn, "id", &vault.to_string())?;
    meta::set(&conn, "canary", &new_canary()?)?;
    Ok(conn)
}

/// Opens the registry; gives the moment of the copy that had to take its place, if one had to.
pub(super) fn open(dir: &Path, vmk: &Key, vault: Uuid) -> Result<(Connection, Option<Moment>)> {
    let path = path(dir);
    finish_rekeying(&path, vmk)?;
    match open_sound(&path, vmk, vault) {
        Ok(conn) => Ok((conn, None)),
        Err(Error::RegistryDamaged) => {
            let from = restore(dir, vmk)?;
            Ok((open_sound(&path, vmk, vault)?, Some(from)))
        }
        Err(other) => Err(other),
    }
}

/// An erasure writes the header under the new vault key before the registry under that key takes its place. Where a
/// crash came between the two, only the staged registry opens.
fn finish_rekeying(path: &Path, vmk: &Key) -> Result<()> {
    let staged = file::staged(path);
    if !staged.try_exists()? {
        return Ok(());
    }
    let opens = |at: &Path| -> Result<bool> {
        if !at.try_exists()? {
            return Ok(false);
        }
        match cipher::open(at, &key(vmk), Open::Existing) {
            Ok(_) => Ok(true),
            Err(e) if cipher::is_damaged(at, &key(vmk), &e) => Ok(false),
            Err(other) => Err(other),
        }
    };
    // A registry that cannot be read at the moment must not be wiped for one under another key.
    if !opens(path)? && opens(&staged)? {
        close_over(path)?;
        std::fs::rename(&staged, path)?;
        return file::sync_folder(path.parent().expect("BUG: the registry stands in the vault"));
    }
    file::remove_database(&staged)
}

/// Wipes a registry whose key is gone, with its side files.
pub(super) fn close_over(path: &Path) -> Result<()> {
    for suffix in ["", "-wal", "-shm"] {
        let part = file::beside(path, suffix);
        if part.exists() {
            file::wipe(&part)?;
        }
    }
    Ok(())
}

fn open_sound(path: &Path, vmk: &Key, vault: Uuid) -> Result<Connection> {
    if !path.try_exists()? {
        return Err(Error::RegistryDamaged);
    }
    let damaged = |e: Error| {
        if cipher::is_damaged(path, &key(vmk), &e) {
            Error::RegistryDamaged
        } else {
            e
        }
    };
    let conn = migrate::open(path, &key(vmk), schema::REGISTRY).map_err(damaged)?;
    // Small enough to look at every page each time.
    let sound = cipher::integrity(&conn).map_err(damaged)?.is_sound();
    let ours = meta::get(&conn, "id")
        .map_err(damaged)?
        .is_some_and(|id| id == vault.to_string());
    if sound && ours {
        Ok(conn)
    } else {
        Err(Error::RegistryDamaged)
    }
}

/// Puts the sound copy with the longest log in the registry's place, the newest among equals. The log decides and
/// not the time: clocks are put back, and file names are not protected.
fn restore(dir: &Path, vmk: &Key) -> Result<Moment> {
    let mut best: Option<(u64, Moment, PathBuf)> = None;
    for copy in listed_copies(dir)? {
        let Some(at) = copy.file_stem().and_then(|s| s.to_str()).and_then(moment_of) else {
            continue;
        };
        let conn = match cipher::verify_copy(&copy, &key(vmk), "") {
            Ok(conn) => conn,
            Err(Error::CopyRefused { .. }) => continue,
            // A newer copy that cannot be read at the moment is no reason to go back further.
            Err(other) => return Err(other),
        };
        let (size, _) = event::head(&conn)?;
        if best.as_ref().is_none_or(|(most, _, _)| size >= *most) {
            best = Some((size, at, copy));
        }
    }
    let (_, at, copy) = best.ok_or(Error::RegistryDamaged)?;
    let conn = cipher::verify_copy(&copy, &key(vmk), "")?;
    cipher::copy(&conn, &file::staged(&path(dir)), &key(vmk))?;
    drop(conn);
    file::swap(&path(dir))?;
    Ok(at)
}

/// The copies that are there, sorted by their moment.
fn listed_copies(dir: &Path) -> Result<Vec<PathBuf>> {
    let mut found = file::files_beginning(&copies(dir), "")?;
    found.retain(|p| p.extension().is_some_and(|e| e == "db"));
    Ok(found)
}

impl Vault {
    /// Makes a verified copy of the registry and lets go of the oldest.
    pub(super) fn keep_registry(&self, at: Moment) -> Result<()> {
        self.in_place()?;
        let folder = copies(&self.dir);
        file::private_folder(&folder)?;
        let temporary = folder.join("new.tmp");
        let kept = (|| {
            cipher::copy(&self.registry, &temporary, &key(&self.vmk))?;
            let canary = meta::get(&self.registry, "canary")?.ok_or(Error::stored_form())?;
            let copy = cipher::verify_copy(&temporary, &key(&self.vmk), &canary)?;
            if event::head(&copy)? != event::head(&self.registry)? {
                return Err(Error::CopyRefused {
                    check: CopyCheck::Log,
                });
            }
            Ok(())
        })();
        if let Err(error) = kept {
            let _ = file::remove_database(&temporary);
            return Err(error);
        }
        std::fs::rename(&temporary, folder.join(copy_name(at)))?;
        file::sync_folder(&folder)?;
        self.rotate_copies()
    }

    /// Lets go of the copies with the shortest logs, as far as the open registry goes on from them. One whose log
    /// it does not hold may know keys that the registry does not: an older registry was put in place, and that copy
    /// is all that is left of the newer.
    fn rotate_copies(&self) -> Result<()> {
        let mut superseded: Vec<(u64, PathBuf)> = Vec::new();
        for copy in listed_copies(&self.dir)? {
            let opened = cipher::open_bare(&copy, &key(&self.vmk), Open::Existing);
            match opened.and_then(|conn| event::head(&conn)) {
                Ok((size, head)) if event::hash_at(&self.registry, size)? == Some(head) => {
                    superseded.push((size, copy));
                }
                // Nothing can be had from it, so it goes first.
                Err(e) if e.is_damage() => superseded.push((0, copy)),
                _ => {}
            }
        }
        superseded.sort();
        for (_, old) in superseded.iter().rev().skip(KEPT) {
            file::remove_if_there(old)?;
        }
        Ok(())
    }
}

/// The file name of the copy made at a moment.
pub(super) fn copy_name(at: Moment) -> String {
    format!("{}.db", name_of(at))
}

/// A moment as a file name that sorts by time: milliseconds since 1970, padded.
pub(super) fn name_of(at: Moment) -> String {
    format!("{:015}", at.millis().max(0))
}

/// The moment that a file name names.
pub(super) fn moment_of(name: &str) -> Option<Moment> {
    let millis: i64 = name.parse().ok()?;
    jiff::Timestamp::from_millisecond(millis).ok().map(Moment)
}
