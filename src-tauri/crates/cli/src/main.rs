//! `junkai`: the command table without a window.
//!
//! Invariant: results go to standard output, everything else to standard error; progress is shown only to a terminal.
//! Deliberately absent: rules, file formats and the vault itself, which live behind `junkai-app`.

mod args;
mod command;
mod exit;
mod passphrase;
mod say;

use args::{Args, Task};
use clap::Parser as _;
use exit::Failure;
use std::process::ExitCode;

fn main() -> ExitCode {
    let args = Args::parse();
    trace(args.trace);
    let say = say::Say::new(args.lang.unwrap_or_default().into(), args.quiet);
    let done = match &args.task {
        Task::Demo(task) => command::demo::run(task, &say),
        Task::Vault(task) => command::vault::run(task, &say),
        Task::Run(task) => command::run::run(task, &say),
        Task::Commands(task) => command::commands::run(task),
        Task::Export(task) => command::export::run(task, &say),
        Task::Seal(task) => command::seal::run(task, &say),
        Task::Inspect(task) => command::inspect::run(task, &say),
        Task::Open(task) => command::open::run(task, &say),
        Task::Card(task) => command::card::run(task, &say),
        Task::Audit(task) => command::audit::run(task, &say),
        Task::Checklist(task) => command::checklist::run(task, &say),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            if let Failure::Wire(error) = &failure {
                say.error(error);
            }
            ExitCode::from(failure.exit_code())
        }
    }
}

/// Command names, durations and error codes on standard error; never arguments.
fn trace(on: bool) {
    if on {
        let subscriber = tracing_subscriber::fmt()
            .with_writer(std::io::stderr)
            .with_max_level(tracing::Level::DEBUG);
        subscriber.init();
    }
}
