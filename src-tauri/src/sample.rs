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
    offices(&mut app)?;
    Ok((app, scratch))
}

/// The cards of the firm and of whom it reports to, so that the sample can be handed over at once. Nobody has the
/// second one's key, so what was sealed for it stays closed.
fn offices(app: &mut App) -> Result<(), WireError> {
    app.own_card("firm-sample", "見本調査会社")?;
    let supervisor = junkai_app::make_office(&mut Env::real(), "supervisor", "見本監督企業")?;
    app.verify_card(&supervisor.card, &supervisor.fingerprint)
}
