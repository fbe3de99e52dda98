//! Tests of the drawings as their users meet them: networks drawn as text, layouts of random hospitals, and one
//! hospital of ordinary size whose pictures are written to the target folder to be looked at.

mod build;
mod compared;
mod edits;
mod layouts;
mod pictures;
mod proposals;
mod ruled;
mod sample;
mod svgs;
