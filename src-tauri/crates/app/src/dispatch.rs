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
use serde_json::Value;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Instant;

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
        let (caught, changed) = {
            let mut ctx = self.ctx();
            let caught = catch_unwind(AssertUnwindSafe(|| (command.run)(&mut ctx, args)));
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
