//! The dispatcher: what must never be forgotten, in one place and always in the same order.
//!
//! Order: find the command, check that the vault is open, run under `catch_unwind`, map the error, trace name and
//! duration. Invariant: arguments, views and paths are never traced. After a panic the vault is closed, so that
//! nobody works on with a half-changed state; everything acknowledged before is on disk.

use crate::app::App;
use crate::content::Content;
use crate::env::Env;
use crate::error::{Code, Error, WireError};
use crate::ipc::COMMANDS;
use crate::table::Mode;
use junkai_core::Moment;
use junkai_store::{Actor, Vault};
use serde_json::{Value, json};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Instant;

/// The most bytes of one text: more than any note has. Files come in base64 as `bytes` and have limits of their own.
const MOST_TEXT: usize = 1_000_000;

/// What a handler may touch.
pub(crate) struct Ctx<'a> {
    pub(crate) vault: &'a mut Option<Vault>,
    pub(crate) content: &'a Content,
    pub(crate) env: &'a mut Env,
    pub(crate) surveyor: &'a str,
    pub(crate) device: &'a str,
    /// The moment at which the command began.
    pub(crate) now: Moment,
    /// Set by a command that changed the vault's own checklists, so that they are read anew.
    pub(crate) lists_changed: bool,
}

impl Ctx<'_> {
    /// The open vault.
    pub(crate) fn vault(&mut self) -> Result<&mut Vault, Error> {
        self.vault.as_mut().ok_or(Error::of(Code::VaultLocked))
    }

    /// Who writes, and when.
    pub(crate) fn actor(&self) -> Actor {
        Actor {
            name: self.surveyor.into(),
            device: self.device.into(),
            at: self.now,
        }
    }
}

impl App {
    /// Runs the command called `name`. This is the only way to change a survey.
    pub fn dispatch(&mut self, name: &str, args: Value) -> Result<Value, WireError> {
        let started = Instant::now();
        let result = self.dispatch_inner(name, args);
        let micros = u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX);
        let known = COMMANDS
            .iter()
            .find(|c| c.name == name)
            .map_or("(unknown)", |c| c.name);
        match result {
            Ok(view) => {
                tracing::debug!(command = known, micros, "done");
                Ok(view)
            }
            Err(error) => {
                let wire = error.to_wire(&mut self.env);
                tracing::warn!(command = known, micros, code = wire.code.name(), reference = %wire.reference, source = error.source_text(), "refused");
                Err(wire)
            }
        }
    }

    fn dispatch_inner(&mut self, name: &str, args: Value) -> Result<Value, Error> {
        let command = COMMANDS
            .iter()
            .find(|c| c.name == name)
            .ok_or(Error::of(Code::UnknownCommand))?;
        if command.mode != Mode::Locked && self.vault.is_none() {
            return Err(Error::of(Code::VaultLocked));
        }
        if let Some(field) = too_long(&args, "") {
            let problem = json!([{"field": field, "problem": "too_long"}]);
            return Err(Error::of(Code::InvalidRecord).with("problems", problem));
        }
        let (caught, changed) = {
            let mut ctx = self.ctx();
            let caught = catch_unwind(AssertUnwindSafe(|| {
                #[cfg(debug_assertions)]
                fail_if_asked(command.name, &args);
                (command.run)(&mut ctx, args)
            }));
            (caught, ctx.lists_changed)
        };
        let result = caught.unwrap_or_else(|_| {
            // Closing without the orderly lock: the state in memory is not to be trusted any more.
            self.vault = None;
            Err(Error::internal("panic"))
        });
        if changed || self.vault.is_none() {
            self.reload_lists()?;
        }
        result
    }

    /// What handlers and use cases work with.
    pub(crate) fn ctx(&mut self) -> Ctx<'_> {
        let now = self.env.now();
        Ctx {
            vault: &mut self.vault,
            content: &self.content,
            env: &mut self.env,
            surveyor: &self.surveyor,
            device: &self.device,
            now,
            lists_changed: false,
        }
    }
}

/// The name of a field with a text that is too long, if there is one.
fn too_long<'a>(value: &'a Value, field: &'a str) -> Option<&'a str> {
    match value {
        Value::String(text) => (text.len() > MOST_TEXT && field != "bytes").then_some(field),
        Value::Array(values) => values.iter().find_map(|value| too_long(value, field)),
        Value::Object(fields) => fields.iter().find_map(|(name, value)| too_long(value, name)),
        _ => None,
    }
}

/// A fault inside the command that the file named by `JUNKAI_PANIC_ON` names, once. Its message quotes the arguments, as
/// a careless one would: a test looks for them in what the program says.
#[cfg(debug_assertions)]
fn fail_if_asked(command: &str, args: &Value) {
    let Some(file) = std::env::var_os("JUNKAI_PANIC_ON") else {
        return;
    };
    if std::fs::read_to_string(&file).is_ok_and(|name| name.trim() == command) {
        assert!(
            std::fs::remove_file(&file).is_err(),
            "asked to fail at {command} with {args}"
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_of_ten_megabytes_is_refused_wherever_it_stands() {
        let long = "x".repeat(10_000_000);
        let check = |args: Value, expected: Option<&str>| {
            assert_eq!(too_long(&args, ""), expected, "the field is named");
        };
        check(json!({"survey": "x", "note": &long}), Some("note"));
        check(json!({"record": {"parts": [{"room": &long}]}}), Some("room"));
        check(json!({"record": {"tags": ["a", &long]}}), Some("tags"));
        check(json!({"name": "x", "bytes": &long}), None);
        check(json!({"note": "x".repeat(MOST_TEXT)}), None);
    }
}
