//! The two drawings of a survey: network overview and management structure.
//!
//! `graph` reads the records, `edit` changes them, `compare` and `rules` look for what is missing or wrong, `layout`
//! gives every node a place and every edge a way, `render` makes a `scene` of it, and `svg` writes that down.
//!
//! Invariant: pure functions of their arguments; the same input gives the same bytes. Ids and words are arguments,
//! so there is neither randomness nor a natural language in here. Deliberately absent: storage and files.

pub mod compare;
pub mod edit;
pub mod from_ledger;
pub mod graph;
pub mod layout;
pub mod ledger;
pub mod render;
pub mod rules;
pub mod scene;
pub mod svg;
pub mod text;
pub mod words;

pub use edit::Error;
pub use graph::Graph;
pub use layout::Layout;
pub use scene::Scene;
pub use words::Words;
