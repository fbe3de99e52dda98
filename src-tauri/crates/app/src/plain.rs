//! Documents in the clear, in a folder that a person chose.
//!
//! Invariant: the folder appears whole or not at all, and the ledger names it before it appears.

use crate::dispatch::Ctx;
use crate::documents::DocumentSet;
use crate::error::{Code, Error};
use crate::handover::record;
use junkai_bundle::Digest;
use junkai_core::SurveyId;
use junkai_store::Export;
use std::fs::File;
use std::io::{self, Write as _};
use std::path::Path;

/// Writes documents unencrypted into a new or empty folder, in one piece, and records it.
pub(crate) fn write(ctx: &mut Ctx<'_>, survey: SurveyId, set: &DocumentSet, out: &Path) -> Result<(), Error> {
    if std::fs::read_dir(out).is_ok_and(|mut entries| entries.next().is_some()) || out.is_file() {
        return Err(Error::of(Code::TargetExists));
    }
    let wrong = |e: io::Error| Error::from_io(e, Code::FolderGone);
    let part = out.with_extension(format!("part-{}", ctx.env.id().simple()));
    make_folder(&part).map_err(wrong)?;
    let fill = || -> io::Result<()> {
        for document in &set.documents {
            let mut file = File::create_new(part.join(&document.name))?;
            file.write_all(&document.bytes)?;
            file.sync_all()?;
        }
        Ok(())
    };
    let appear = || -> io::Result<()> {
        if out.exists() {
            std::fs::remove_dir(out)?;
        }
        // The names in the folder, then the folder's own: a power cut leaves all of it or none.
        sync_folder(&part)?;
        std::fs::rename(&part, out)?;
        sync_folder(folder_of(out))
    };
    let joined: String = set.documents.iter().map(|d| d.sha256()).collect();
    let size = set.documents.iter().map(|d| d.bytes.len() as u64).sum();
    let entry = Export {
        survey,
        seq: None,
        at: ctx.now,
        kind: "plain".into(),
        bundle: None,
        sha256: Digest::of(joined.as_bytes()).to_string(),
        size,
        recipients: Vec::new(),
        purpose: "export".into(),
    };
    // The ledger first: it may name an export that never appeared, but nothing appears that it does not name.
    let done = fill()
        .map_err(wrong)
        .and_then(|()| record(ctx, &entry))
        .and_then(|()| appear().map_err(wrong));
    if done.is_err() {
        // What was begun goes away again; that the first error is the one to tell stays true if this fails too.
        let _ = std::fs::remove_dir_all(&part);
    }
    done
}

/// A folder for its owner's eyes only.
fn make_folder(path: &Path) -> io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// Makes names in a folder durable, where the system can.
pub(crate) fn sync_folder(path: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(path)?.sync_all()
    } else {
        Ok(())
    }
}

/// The folder in which a path lies.
pub(crate) fn folder_of(path: &Path) -> &Path {
    path.parent()
        .filter(|p| !p.as_os_str().is_empty())
        .unwrap_or(Path::new("."))
}
