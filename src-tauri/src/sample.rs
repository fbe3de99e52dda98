//! The sample hospital behind the window: a vault in a folder that goes with it, filled by the sample's own script.
//!
//! Invariant: the script goes through the dispatcher line by line; the passphrase is random and known to nobody.
//! Deliberately absent: documents and bundles, which `junkai demo` makes.

use data_encoding::HEXLOWER;
use junkai_app::{App, Code, Env, Error, SAMPLE_SCRIPT, SecretString, WireError, sample_now};
use serde_json::{Value, json};
use tempfile::TempDir;

/// Opens the sample hospital. The vault lives as long as the folder that is given back.
pub(crate) fn open() -> Result<(App, TempDir), WireError> {
    let scratch = tempfile::tempdir().map_err(|e| wire(Error::from_io(e, Code::FolderGone)))?;
    let env = Env::scripted(sample_now(), uuid::Uuid::now_v7);
    let mut app = App::new(env, "A", "sample").map_err(wire)?;
    app.create_vault(&scratch.path().join("vault"), &random_passphrase()?)?;
    for line in SAMPLE_SCRIPT
        .iter()
        .flat_map(|(_, script)| script.lines())
        .filter(|line| !line.trim().is_empty())
    {
        let line: Value = serde_json::from_str(line).map_err(|e| app.invalid_line(&e))?;
        let name = line.get("cmd").and_then(Value::as_str).unwrap_or_default();
        app.dispatch(name, line.get("args").cloned().unwrap_or(json!({})))?;
    }
    Ok((app, scratch))
}

fn random_passphrase() -> Result<SecretString, WireError> {
    let mut bytes = [0_u8; 24];
    getrandom::fill(&mut bytes).map_err(|e| wire(Error::of(Code::Internal).because(e)))?;
    Ok(SecretString::from(HEXLOWER.encode(&bytes)))
}

fn wire(error: Error) -> WireError {
    error.to_wire(&mut Env::real())
}
