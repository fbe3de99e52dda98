//! Writes a varied report to a folder, for someone to look at: `cargo run -p junkai-export --example look -- FOLDER`.
//!
//! Invariant: nothing but the folder given is written. Deliberately absent: checks; those are tests.

#[path = "../tests/sample.rs"]
#[allow(dead_code, reason = "the tests use the rest")]
mod sample;

use std::error::Error;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("which folder?")?);
    let fonts = sample::fonts();
    let file = |name: &str| std::fs::File::create(folder.join(name)).map(std::io::BufWriter::new);
    for (name, landscape, across, down) in [("upright", false, 5, 6), ("lying", true, 14, 9)] {
        let report = junkai_core::report::document::Report {
            landscape,
            ..sample::varied()
        };
        let scene = sample::scene(across, down);
        junkai_export::pdf::write(&report, Some(&scene), &fonts, file(&format!("{name}.pdf"))?)?;
        junkai_export::xlsx::write(&report, file(&format!("{name}.xlsx"))?)?;
    }
    let huge = sample::scene(40, 30);
    let mut report = sample::report(vec![junkai_core::report::document::Block::Figure]);
    report.title = "ネットワーク構成図".into();
    junkai_export::pdf::write(&report, Some(&huge), &fonts, file("tiled.pdf")?)?;
    Ok(())
}
