//! From a snapshot to finished documents, before any file format is chosen.

pub mod document;
