//! `junkai inspect`: a bundle's manifest, and whether everything in it holds.

use crate::args::Inspect;
use crate::exit::Failure;
use crate::say::Say;

/// Shows what a bundle says of itself and whether it is so.
pub(crate) fn run(task: &Inspect, say: &Say) -> Result<(), Failure> {
    let identity = super::read_text(&task.identity)?;
    let inspected = junkai_app::inspect_bundle(&task.file, &identity)?;
    say.result(&serde_json::to_string_pretty(&inspected.view).unwrap_or_default())?;
    if inspected.holds {
        Ok(())
    } else {
        say.problem("does_not_hold", &[]);
        Err(Failure::Said(4))
    }
}
