//! `junkai open`: a bundle from a known sender into a new folder.

use crate::args::Open;
use crate::exit::Failure;
use crate::say::Say;

/// Opens a bundle; nothing is written unless all of it verified.
pub(crate) fn run(task: &Open, say: &Say) -> Result<(), Failure> {
    let identity = super::read_text(&task.identity)?;
    let sender = super::read_text(&task.sender)?;
    let opened = junkai_app::open_bundle(&task.file, &identity, &sender, &task.out)?;
    for file in &opened.files {
        say.result(file)?;
    }
    say.step("opened", &[("files", &opened.files.len().to_string())]);
    Ok(())
}
