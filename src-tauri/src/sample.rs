//! The sample hospital behind the window: a vault in a folder that goes with it, filled by the sample's own script.
//!
//! Invariant: the script goes through the dispatcher line by line; the passphrase is random and known to nobody. After
//! the script the machine's own clock goes on, so that the window says when something was really saved.
//! Deliberately absent: documents and bundles, which `junkai demo` makes.

use junkai_app::{App, Code, Env, Error, WireError};
use tempfile::TempDir;

/// Opens the sample hospital. The vault lives as long as the folder that is given back.
pub(crate) fn open() -> Result<(App, TempDir), WireError> {
    let scratch =
        tempfile::tempdir().map_err(|e| Error::from_io(e, Code::FolderGone).to_wire(&mut Env::real()))?;
    let mut app = App::throw_away(&scratch.path().join("vault"), "sample")?;
    app.replay_sample().map_err(|refused| refused.error)?;
    app.use_real_clock();
    Ok((app, scratch))
}
