//! What the writers promise, checked on the files they write.
//!
//! Invariant: nothing here looks at a clock or leaves a file behind. Deliberately absent: looks; those take a person
//! and `examples/look.rs`.

mod form;
mod pdf;
mod sample;
mod xlsx;
