//! Writes the form of a checklist as workbook and PDF, for someone to look at:
//! `cargo run -p junkai-export --example form -- CHECKLIST.toml FOLDER [en]`.
//!
//! Invariant: nothing but the folder given is written. Deliberately absent: checks; those are tests.

#[path = "../tests/sample.rs"]
#[allow(dead_code, reason = "the tests use the rest")]
mod sample;

use junkai_core::Lang;
use junkai_core::checklist::parse_checklist;
use junkai_core::form::{Form, FormArgs, FormWords, report};
use std::error::Error;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let list = std::fs::read_to_string(args.next().ok_or("which checklist?")?)?;
    let folder = PathBuf::from(args.next().ok_or("which folder?")?);
    let list = parse_checklist(&list).map_err(|problems| format!("{problems:?}"))?;
    let words = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../report-templates/form.toml");
    let words =
        FormWords::parse(&std::fs::read_to_string(words)?).map_err(|problems| format!("{problems:?}"))?;
    let args = FormArgs {
        lang: if args.next().is_some() { Lang::En } else { Lang::Ja },
        hospital: Some("青空総合病院".into()),
        return_by: Some("2026-12-10".parse()?),
        return_to: Some("巡回調査事務局（chosa@example.jp）".into()),
        marking: "取扱注意".into(),
    };
    let form = Form::new(&list, &words, &args, &[]);
    let file = |ending: &str| {
        std::fs::File::create(folder.join(format!("{}.{ending}", list.id))).map(std::io::BufWriter::new)
    };
    junkai_export::form::write(&form, file("xlsx")?)?;
    junkai_export::pdf::write(&report(&form), None, &sample::fonts(), file("paper.pdf")?)?;
    Ok(())
}
