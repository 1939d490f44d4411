//! Running the command line program.

use crate::places::programs;
use serde_json::Value;
use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command, Stdio};

/// What a run said.
#[derive(Debug)]
pub struct Said {
    /// Exit status; `None` when a signal ended it.
    pub status: Option<i32>,
    /// Data.
    pub stdout: String,
    /// Words.
    pub stderr: String,
}

impl Said {
    /// Stdout as one JSON document.
    ///
    /// # Errors
    /// When it is none; the error holds everything the run said.
    pub fn json(&self) -> anyhow::Result<Value> {
        serde_json::from_str(&self.stdout).map_err(|e| anyhow::anyhow!("no JSON ({e}): {self:?}"))
    }
}

/// Runs `jianfu` with its messages in English.
///
/// # Errors
/// When the program is not built.
pub fn jianfu<I: IntoIterator<Item = S>, S: AsRef<OsStr>>(args: I) -> anyhow::Result<Said> {
    let program = programs()?.join(format!("jianfu{}", std::env::consts::EXE_SUFFIX));
    run(&program, args)
}

/// Runs a program with its messages in English.
///
/// # Errors
/// When it cannot be started.
pub fn run<I: IntoIterator<Item = S>, S: AsRef<OsStr>>(program: &Path, args: I) -> anyhow::Result<Said> {
    let output =
        Command::new(program).args(args).env("JIANFU_LANG", "en").stdin(Stdio::null()).output().map_err(
            |e| anyhow::anyhow!("{} cannot be started ({e}); `make test` builds it", program.display()),
        )?;
    Ok(Said {
        status: output.status.code(),
        stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
    })
}
