//! The `jianfu` command: the engine from a terminal and from scripts.
//!
//! Data goes to stdout, words and progress to stderr. Exit status: 0 done · 1 failed · 2 wrong usage · 3 done, but
//! something needs a person's review.

mod args;
mod commands;
mod json;
mod output;
mod picture;

use args::{Args, Command};
use clap::Parser;
use output::{Done, Terminal};
use std::process::ExitCode;

fn main() -> ExitCode {
    if let Some(code) = jianfu_engine::import::reader::serve_if_asked() {
        return code;
    }
    let args = Args::parse();
    let terminal = Terminal::new(args.lang);
    match run(&args.command, &terminal) {
        Ok(Done::Clean) => ExitCode::SUCCESS,
        Ok(Done::NeedsReview) => ExitCode::from(3),
        Ok(Done::Failed) => ExitCode::FAILURE,
        Err(error) => {
            terminal.error(&error);
            ExitCode::FAILURE
        }
    }
}

fn run(command: &Command, terminal: &Terminal) -> anyhow::Result<Done> {
    match command {
        Command::Inspect(args) => commands::inspect::run(args, terminal),
        Command::Import(args) => commands::import::run(args, terminal),
        Command::Recipe(args) => commands::recipe::run(args, terminal),
        Command::Boundary(args) => commands::boundary::run(args, terminal),
        Command::List(args) => commands::list::run(args, terminal),
        Command::Measure(args) => commands::measure::run(args, terminal),
        Command::Rank(args) => commands::rank::run(args, terminal),
        Command::SolveBase(args) => commands::solve_base::run(args, terminal),
        Command::Series(args) => commands::series::run(args, terminal),
        Command::Quota(args) => commands::quota::run(args, terminal),
        Command::Burden(args) => commands::burden::run(args, terminal),
        Command::Chart(args) => commands::chart::run(args, terminal),
        Command::Report(args) => commands::report::run(args, terminal),
        Command::Trace(args) => commands::trace::run(args, terminal),
        Command::History(args) => commands::history::list(args, terminal),
        Command::Undo(args) => commands::history::undo(args, terminal),
        Command::Redo(args) => commands::history::redo(args, terminal),
    }
}
