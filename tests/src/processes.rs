//! Processes that a test starts, and all that those start in turn: none outlives the test.

use std::ffi::{OsStr, OsString};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// Processes that are ended when this is dropped, the last one first, together with every process that runs in the home
/// folder of the test: a program's helpers outlive it, and a driver its program.
#[derive(Debug)]
pub struct Processes {
    children: Vec<Child>,
    home: PathBuf,
}

impl Processes {
    /// None yet, for a home folder that is this test's own.
    pub fn new(home: &Path) -> Self {
        Self { children: Vec::new(), home: home.to_path_buf() }
    }

    /// A program of this home folder. Where the system can, it ends with the test even when that is killed.
    pub fn command(&self, program: &str) -> Command {
        const GUARD: &str = "/usr/bin/setpriv";
        let mut command = if Path::new(GUARD).exists() {
            let mut guarded = Command::new(GUARD);
            guarded.args(["--pdeathsig", "KILL", "--", program]);
            guarded
        } else {
            Command::new(program)
        };
        command.env("HOME", &self.home).env_remove("WAYLAND_DISPLAY");
        command
    }

    /// Starts one.
    ///
    /// # Errors
    /// When it cannot be started.
    pub fn start(&mut self, command: &mut Command) -> anyhow::Result<&mut Child> {
        let name = format!("{command:?}");
        let child = command
            .stderr(Stdio::null())
            .spawn()
            .map_err(|e| anyhow::anyhow!("{name} cannot be started ({e}); `make test` installs it"))?;
        self.children.push(child);
        self.children.last_mut().ok_or_else(|| anyhow::anyhow!("{name} was just started"))
    }

    /// Starts one and gives the first line it says.
    ///
    /// # Errors
    /// When it cannot be started or says nothing.
    pub fn start_and_hear(&mut self, command: &mut Command) -> anyhow::Result<String> {
        let name = format!("{command:?}");
        let out = self.start(command.stdout(Stdio::piped()))?.stdout.take();
        let mut line = String::new();
        BufReader::new(out.ok_or_else(|| anyhow::anyhow!("{name} has no output"))?).read_line(&mut line)?;
        anyhow::ensure!(!line.trim().is_empty(), "{name} said nothing");
        Ok(line.trim().to_owned())
    }

    /// The processes of a program that run in the home folder, or of any program.
    ///
    /// # Errors
    /// When the system does not tell its processes.
    pub fn find(&self, program: Option<&Path>) -> anyhow::Result<Vec<OsString>> {
        let mut line = OsString::from("HOME=");
        line.push(&self.home);
        let is_of_home = |given: &[u8]| given.split(|byte| *byte == 0).any(|l| l == line.as_encoded_bytes());
        let mut found = Vec::new();
        for entry in std::fs::read_dir("/proc")?.flatten() {
            let is_wanted = program.is_none_or(|wanted| {
                std::fs::read_link(entry.path().join("exe")).is_ok_and(|exe| exe == wanted)
            });
            let given = std::fs::read(entry.path().join("environ")).unwrap_or_default();
            if is_wanted && is_of_home(&given) {
                found.push(entry.file_name());
            }
        }
        Ok(found)
    }
}

/// Ends a process without a word to it.
///
/// # Errors
/// When there is no `kill`.
pub fn kill(process: &OsStr) -> anyhow::Result<()> {
    Command::new("kill").arg("-9").arg(process).stderr(Stdio::null()).status()?;
    Ok(())
}

impl Drop for Processes {
    fn drop(&mut self) {
        for child in self.children.iter_mut().rev() {
            let _ = child.kill();
            let _ = child.wait();
        }
        // Those that are started meanwhile by one that is about to end are found the next time round.
        for _ in 0..5 {
            let left = self.find(None).unwrap_or_default();
            if left.is_empty() {
                return;
            }
            for process in left {
                let _ = kill(&process);
            }
        }
    }
}
