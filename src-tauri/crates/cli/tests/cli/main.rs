//! `junkai` as a surveyor and as the supervising firm use it, with the real programs on the other side.

mod checklists;
mod demo;
mod outside;
mod tasks;

use std::path::Path;
use std::process::{Command, Output};

/// The passphrase of test vaults.
pub(crate) const PASSPHRASE: &str = "harbour lantern seven quiet walks";

/// `junkai` with these arguments; nobody sits at a terminal.
pub(crate) fn junkai(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_junkai"))
        .args(args)
        .output()
        .expect("junkai starts")
}

/// `junkai` with a passphrase on descriptor 3 and this standard input.
pub(crate) fn junkai_with(passphrase: &str, input: &str, args: &[&str]) -> Output {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let secret = folder.path().join("secret");
    let commands = folder.path().join("commands");
    std::fs::write(&secret, format!("{passphrase}\n")).expect("the passphrase is written");
    std::fs::write(&commands, input).expect("the input is written");
    Command::new("sh")
        .arg("-c")
        .arg("secret=$1 input=$2; shift 2; exec \"$@\" --passphrase-fd 3 3<\"$secret\" <\"$input\"")
        .arg("sh")
        .args([&secret, &commands])
        .arg(env!("CARGO_BIN_EXE_junkai"))
        .args(args)
        .output()
        .expect("junkai starts")
}

/// What a program printed, as text.
pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Asserts that a program succeeded.
pub(crate) fn succeeded(output: &Output, what: &str) {
    assert!(
        output.status.success(),
        "{what}: {}\n{}{}",
        output.status,
        text(&output.stdout),
        text(&output.stderr)
    );
}

/// Runs a real program with a time limit; it must be installed and succeed.
pub(crate) fn program(folder: &Path, seconds: u32, name: &str, args: &[&str]) -> Output {
    let output = Command::new("timeout")
        .arg(seconds.to_string())
        .arg(name)
        .args(args)
        .current_dir(folder)
        .output()
        .unwrap_or_else(|e| panic!("{name} runs (make setup installs it): {e}"));
    succeeded(&output, name);
    output
}
