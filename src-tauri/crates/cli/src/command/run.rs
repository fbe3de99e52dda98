//! `junkai run`: commands as NDJSON on standard input, one result a line on standard output.
//!
//! Invariant: a line is answered before the next is read, and what was answered is on disk.

use crate::args::Run;
use crate::exit::Failure;
use crate::say::Say;
use junkai_app::App;
use serde::Deserialize;
use serde_json::{Value, json};
use std::io::{BufRead as _, Read as _};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    cmd: String,
    #[serde(default)]
    args: Value,
}

/// A line longer than this is refused: the largest photo that can be kept needs less.
const LONGEST_LINE: u64 = 100 * 1024 * 1024;

/// Runs the commands.
pub(crate) fn run(task: &Run, say: &Say) -> Result<(), Failure> {
    let mut app = super::opened(&task.vault, &task.surveyor, &task.passphrase, say)?;
    let done = answer_all(&mut app, task.keep_going, say);
    // In good order also when nobody receives the answers any more.
    app.lock()?;
    if done? { Ok(()) } else { Err(Failure::Said(1)) }
}

/// Answers every line; says whether none was refused.
fn answer_all(app: &mut App, keep_going: bool, say: &Say) -> Result<bool, Failure> {
    let mut input = std::io::stdin().lock();
    let mut good = true;
    let mut line = Vec::new();
    for number in 1_usize.. {
        line.clear();
        let read = (&mut input).take(LONGEST_LINE).read_until(b'\n', &mut line);
        match read {
            Ok(0) => break,
            Ok(_) if line.len() as u64 == LONGEST_LINE => {
                // What follows is the rest of the same line and no command.
                say.problem("line_too_long", &[("line", &number.to_string())]);
                return Ok(false);
            }
            Ok(_) => {}
            Err(_) => {
                say.problem("stdin_not_text", &[("line", &number.to_string())]);
                return Ok(false);
            }
        }
        if line.trim_ascii().is_empty() {
            continue;
        }
        let answer = answer(app, number, &line);
        let refused = answer.get("error").is_some();
        say.result(&answer.to_string())?;
        good &= !refused;
        if refused && !keep_going {
            break;
        }
    }
    Ok(good)
}

fn answer(app: &mut App, number: usize, line: &[u8]) -> Value {
    match serde_json::from_slice::<Line>(line) {
        Ok(Line { cmd, args }) => {
            let args = if args.is_null() { json!({}) } else { args };
            match app.dispatch(&cmd, args) {
                Ok(view) => json!({"line": number, "cmd": cmd, "view": view}),
                Err(error) => json!({"line": number, "cmd": cmd, "error": error}),
            }
        }
        Err(error) => json!({"line": number, "error": app.invalid_line(&error)}),
    }
}
