//! `junkai run`: commands as NDJSON on standard input, one result a line on standard output.
//!
//! Invariant: a line is answered before the next is read, and what was answered is on disk.

use crate::args::Run;
use crate::exit::Failure;
use crate::say::Say;
use serde::Deserialize;
use serde_json::{Value, json};
use std::io::BufRead as _;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    cmd: String,
    #[serde(default)]
    args: Value,
}

/// Runs the commands.
pub(crate) fn run(task: &Run, say: &Say) -> Result<(), Failure> {
    let mut app = super::opened(&task.vault, &task.surveyor, &task.passphrase, say)?;
    let mut refused = false;
    for (index, line) in std::io::stdin().lock().lines().enumerate() {
        let number = index + 1;
        let Ok(line) = line else {
            say.problem("stdin_not_text", &[("line", &number.to_string())]);
            refused = true;
            break;
        };
        if line.trim().is_empty() {
            continue;
        }
        let answer = match serde_json::from_str::<Line>(&line) {
            Ok(Line { cmd, args }) => {
                let args = if args.is_null() { json!({}) } else { args };
                match app.dispatch(&cmd, args) {
                    Ok(view) => json!({"line": number, "cmd": cmd, "view": view}),
                    Err(error) => json!({"line": number, "cmd": cmd, "error": error}),
                }
            }
            Err(error) => json!({"line": number, "error": app.invalid_line(&error)}),
        };
        say.result(&answer.to_string());
        if answer.get("error").is_some() {
            refused = true;
            if !task.keep_going {
                break;
            }
        }
    }
    app.lock()?;
    if refused { Err(Failure::Said(1)) } else { Ok(()) }
}
