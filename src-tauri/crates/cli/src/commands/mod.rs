//! One file per verb. Each asks the engine's facade and prints; none computes.

pub mod boundary;
pub mod burden;
pub mod chart;
pub mod history;
pub mod import;
pub mod inspect;
pub mod list;
pub mod measure;
pub mod quota;
pub mod rank;
pub mod recipe;
pub mod report;
pub mod series;
pub mod solve_base;
pub mod trace;

use crate::output::Terminal;
use jianfu_engine::{StageOptions, Staging, collect_files, reader, stage};
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;

/// Reads files and folders, trying each password on those that need one, with a bar where a person watches.
fn read(paths: &[PathBuf], passwords: &[String], terminal: &Terminal) -> anyhow::Result<Staging> {
    let files = collect_files(paths)?;
    let options = StageOptions { passwords: passwords.iter().cloned().collect() };
    let bar = terminal.progress(files.len());
    let report = |p: jianfu_engine::StagingProgress| {
        bar.set_message(match p.sheet {
            Some(sheet) => format!("{} › {}", p.file, sheet.name),
            None => p.file,
        });
        bar.set_position(u64::try_from(p.done).unwrap_or(0));
    };
    let staging = stage(&files, &reader()?, &options, &report, &AtomicBool::new(false));
    bar.finish_and_clear();
    Ok(staging?)
}
