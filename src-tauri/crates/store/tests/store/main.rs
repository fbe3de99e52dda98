//! The vault as its callers see it, on real SQLCipher files in temporary folders.
//!
//! One binary, a module per promise. What needs to reach behind the public door (tampering with rows, faults of
//! the database) is tested inside the crate, so that no such door exists in a release.

mod cards;
mod checklists;
mod crash;
mod erasing;
mod header;
mod opening;
mod rollback;
mod scarcity;
mod secrecy;
mod snapshots;
mod support;
mod undoing;
mod writing;
