//! Reads files that others made.
//!
//! Invariant: nothing in a file decides how much memory or time it costs; what is refused is refused with its reason.
//! Deliberately absent: what the content means.
