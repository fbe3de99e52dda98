//! Bundles from outside: sealed, opened, inspected, damaged, forged, and read by the stock programs.

mod cards;
mod damage;
mod envelopes;
mod hostile;
mod manifests;
mod packs;
mod round_trip;
mod sealing;
mod signatures;
mod stock;
mod support;
