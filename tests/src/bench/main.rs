//! Speed and size, as ratios measured in one run (`make bench`): never a timed test. Each topic makes its own data.

mod drawing;
mod ledger;
mod ledger_file;
mod measures;
mod memory;
mod redraw;
mod report;
mod rounds;
mod scale;
mod window;
mod workbooks;

use anyhow::Context;
use rounds::say;
use std::path::PathBuf;

fn main() -> anyhow::Result<()> {
    let mut args = std::env::args_os().skip(1);
    let programs = PathBuf::from(args.next().context("usage: bench FOLDER_OF_PROGRAMS [TOPIC]…")?);
    let topics: Vec<String> = args.filter_map(|a| a.into_string().ok()).collect();
    let is_asked = |topic: &str| topics.is_empty() || topics.iter().any(|t| t == topic);
    let (jianfu, made) = (programs.join("jianfu"), tempfile::tempdir()?);
    say("Medians of rounds with the jobs in turns.\n")?;
    if is_asked("workbooks") {
        workbooks::workbooks(&jianfu, made.path())?;
    }
    if is_asked("measures") {
        measures::measures(made.path())?;
    }
    if is_asked("scale") {
        scale::scale()?;
    }
    if is_asked("ledger") {
        ledger::ledgers(&jianfu, made.path())?;
    }
    if is_asked("chart") {
        drawing::chart(&jianfu, made.path())?;
    }
    if is_asked("report") {
        report::report(made.path())?;
    }
    if is_asked("window") {
        window::window(&programs)?;
        window::memory(&programs)?;
        window::frames_of_table(&programs)?;
        window::size(&programs)?;
    }
    if is_asked("window") || is_asked("redraw") {
        redraw::redraws(&programs)?;
    }
    Ok(())
}
