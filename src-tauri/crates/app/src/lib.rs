//! Use cases and the one command table: everything of Junkai except window and command line.
//!
//! Invariant: every change of a survey goes through [`App::dispatch`], be it from the window, from `junkai run` or
//! from a test; so what a test proves is what the window does. What touches files that a person chose (vault folder,
//! export folder, bundle) is a method of [`App`] with a path, because no path ever comes from the window.
//! Deliberately absent: Tauri, standard input and output, and every rule of the domain.

mod app;
mod command;
mod content;
mod dispatch;
mod documents;
mod drawing;
mod env;
mod error;
mod form_file;
mod handover;
mod ipc;
mod lint;
mod own;
mod plain;
pub mod reference;
mod sample;
mod share;
mod table;
mod translate;

pub use app::App;
pub use command::*;
pub use content::{Content, DOCUMENT_FONT};
pub use documents::{Document, DocumentSet};
pub use env::Env;
pub use error::{Code, Error, ErrorText, WireError, error_text};
pub use form_file::FormWritten;
pub use handover::{
    CardMade, CardShown, Inspected, Office, OnSealing, OpenedBundle, OwnCard, SealedBundle, Sealing,
    inspect_bundle, make_office, open_bundle, open_bundle_at, show_card,
};
pub use ipc::COMMANDS;
pub use junkai_bundle::{Progress as BundleProgress, Step as BundleStep};
pub use lint::{Linted, lint_file};
pub use sample::{SAMPLE_SCRIPT, Sample, SampleRefused, sample_now};
pub use secrecy::SecretString;
pub use share::{ChecklistExported, ChecklistShown, Standing};
pub use table::{Command, Mode};
