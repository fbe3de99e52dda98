//! How a line of the command table becomes a command: its name, its mode, its types, its handler.
//!
//! Invariant: name, types and handler stand in one line, so dispatcher, TypeScript types and reference cannot
//! disagree.

use crate::dispatch::Ctx;
use crate::error::Error;
use serde_json::Value;

/// When a command may be called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Also before the vault is unlocked.
    Locked,
    /// Reads the open vault.
    Read,
    /// Changes the open vault.
    Write,
}

impl Mode {
    /// As it stands in the reference.
    pub fn name(self) -> &'static str {
        match self {
            Mode::Locked => "locked",
            Mode::Read => "read",
            Mode::Write => "write",
        }
    }
}

/// One line of the table.
pub struct Command {
    /// `<noun>_<verb>`.
    pub name: &'static str,
    /// When it may be called.
    pub mode: Mode,
    /// What it does.
    pub doc: &'static str,
    /// Parses the arguments, runs the handler, gives the view.
    pub(crate) run: fn(&mut Ctx<'_>, Value) -> Result<Value, Error>,
    /// JSON Schema of the arguments.
    pub(crate) input: fn(&mut schemars::SchemaGenerator) -> schemars::Schema,
    /// JSON Schema of the view.
    pub(crate) output: fn(&mut schemars::SchemaGenerator) -> schemars::Schema,
    /// TypeScript names of arguments and view, and the declarations that they need.
    pub(crate) types: fn(&mut crate::reference::Declarations) -> (String, String),
}

/// Parses the arguments of a command. What does not fit is named by its place, never by its content.
pub(crate) fn parse<T: serde::de::DeserializeOwned>(args: Value) -> Result<T, Error> {
    serde_json::from_value(args).map_err(|e| Error::invalid_args(&e))
}

/// Turns a view into JSON.
pub(crate) fn view<T: serde::Serialize>(view: &T) -> Result<Value, Error> {
    serde_json::to_value(view).map_err(|_| Error::internal("view"))
}

macro_rules! commands {
    ($($(#[doc = $doc:literal])+ $name:ident: $mode:ident ($input:ty) -> $output:ty = $handler:expr;)+) => {
        /// The table, in the order of the reference.
        pub static COMMANDS: &[$crate::table::Command] = &[$($crate::table::Command {
            name: stringify!($name),
            mode: $crate::table::Mode::$mode,
            doc: concat!($($doc),+),
            run: |ctx, args| {
                let input: $input = $crate::table::parse(args)?;
                let output: $output = $handler(ctx, input)?;
                $crate::table::view(&output)
            },
            input: |generator| generator.subschema_for::<$input>(),
            output: |generator| generator.subschema_for::<$output>(),
            types: |declarations| (declarations.name::<$input>(), declarations.name::<$output>()),
        }),+];
    };
}
pub(crate) use commands;
