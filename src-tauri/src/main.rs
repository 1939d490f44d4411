//! The desktop program: starts as a reader of one file when asked to, else opens the window.

// No console window beside the program on Windows.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod clipboard;
mod commands;
mod handover;
mod host;
mod jobs;
mod journal;
mod menu;
mod placement;
mod platform;
mod recent;
mod state;
mod window;

use std::process::ExitCode;

fn main() -> ExitCode {
    if let Some(code) = jianfu_engine::import::reader::serve_if_asked() {
        return code;
    }
    tracing_subscriber::fmt().with_writer(std::io::stderr).init();
    platform::prepare();
    let here = std::env::current_dir().unwrap_or_default();
    let given = handover::Handover::from_arguments(std::env::args_os().skip(1), &here);
    match window::run(given) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!("the window could not be opened: {error}");
            ExitCode::FAILURE
        }
    }
}
