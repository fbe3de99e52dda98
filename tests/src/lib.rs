//! What acceptance stories, tidy checks and the bench share: a laptop in a temporary folder, generated hospitals, and
//! the clock on checklists.
//!
//! Invariant: a survey is only reached through the command table, as by a surveyor; there is no back door here.

pub mod checklists;
pub mod generator;
pub mod laptop;
