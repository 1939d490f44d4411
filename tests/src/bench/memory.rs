//! How much memory a program and its children take at most, as Linux counts it.

use anyhow::Context;
use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

/// The largest sums seen over a program and all its descendants, in MiB.
#[derive(Debug, Clone, Copy, Default)]
pub struct Peak {
    /// Resident pages; those that processes share count for each.
    pub rss: f64,
    /// Resident pages; those that processes share count once.
    pub pss: f64,
}

/// Runs a program to its end and looks at its memory every few milliseconds.
pub fn peak_of(program: &Path, args: &[&OsStr]) -> anyhow::Result<Peak> {
    let mut child = Command::new(program)
        .args(args)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .with_context(|| program.display().to_string())?;
    let mut peak = Peak::default();
    while child.try_wait()?.is_none() {
        let (rss, pss) = kib_of_tree(child.id());
        let mib = |kib: u32| f64::from(kib) / 1024.0;
        peak = Peak { rss: peak.rss.max(mib(rss)), pss: peak.pss.max(mib(pss)) };
        std::thread::sleep(Duration::from_millis(5));
    }
    anyhow::ensure!(peak.rss > 0.0, "{} was not seen", program.display());
    Ok(peak)
}

/// Resident and proportional KiB of a process and its descendants. One that ends meanwhile counts nothing.
pub fn kib_of_tree(root: u32) -> (u32, u32) {
    let (mut rss, mut pss) = (0, 0);
    let mut waiting = vec![root];
    while let Some(process) = waiting.pop() {
        let rollup = std::fs::read_to_string(format!("/proc/{process}/smaps_rollup")).unwrap_or_default();
        rss += kib_of(&rollup, "Rss:");
        pss += kib_of(&rollup, "Pss:");
        let threads = std::fs::read_dir(format!("/proc/{process}/task")).into_iter().flatten().flatten();
        for thread in threads {
            let children = std::fs::read_to_string(thread.path().join("children")).unwrap_or_default();
            waiting.extend(children.split_whitespace().filter_map(|id| id.parse::<u32>().ok()));
        }
    }
    (rss, pss)
}

fn kib_of(rollup: &str, name: &str) -> u32 {
    let line = rollup.lines().find_map(|line| line.strip_prefix(name));
    line.and_then(|rest| rest.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}
