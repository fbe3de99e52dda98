//! What acceptance stories, tidy checks and the bench share: a laptop in a temporary folder, and generated hospitals.
//!
//! Invariant: everything goes through the command table, as it does for a surveyor; there is no back door here.

pub mod generator;
pub mod laptop;
