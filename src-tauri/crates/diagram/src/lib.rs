//! The two drawings of a survey: network overview and management structure.
//!
//! Invariant: pure functions of their arguments; the same input gives the same bytes. Ids and words are arguments,
//! so there is neither randomness nor a natural language in here. Deliberately absent: storage and files.

pub mod scene;
