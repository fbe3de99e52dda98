//! Finished reports on paper and in cells, [`pdf`] and [`xlsx`], and the form that a hospital fills in: [`form`].
//!
//! Invariant: the same report gives the same bytes, on every machine and at every hour; nothing of the machine or of
//! the person at it gets into a file. A text that a medium cannot hold as it is, is shown differently, never dropped,
//! and each such place is handed back as an `Adaptation`.
//! Deliberately absent: what a report says (that is `junkai_core::report`), and files: writers take any `impl Write`.

mod error;
pub mod form;
pub mod pdf;
mod visible;
mod wrap;
pub mod xlsx;

pub use error::Error;
