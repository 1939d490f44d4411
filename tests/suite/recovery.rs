//! What is left when the program is killed in the middle of writing: every step that was finished, nothing of the one
//! that was not, and a workspace that goes on.

use jianfu_engine::Workspace;
use jianfu_tests::places::programs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const NOW: &str = "2024-01-01T00:00:00Z";

/// A table of many lines, so that writing it takes a while. No two are alike.
fn table(folder: &Path, number: usize) -> std::path::PathBuf {
    let mut text = format!("{}年各县市区发文情况统计表\n单位：件\n县市区,本年,上年\n", 2000 + number);
    for (row, area) in jianfu_engine::model::areas().iter().enumerate().take(1500) {
        text.push_str(&format!("{},{},{}\n", area.name, number + row, row + 7));
    }
    let path = folder.join(format!("发文{number}.csv"));
    std::fs::write(&path, text).unwrap();
    path
}

fn import(file: &Path, workspace: &Path) -> Command {
    let mut command =
        Command::new(programs().unwrap().join(format!("jianfu{}", std::env::consts::EXE_SUFFIX)));
    command.arg("import").arg(file).arg("-w").arg(workspace).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

fn steps_and_numbers(workspace: &Workspace) -> (usize, u64) {
    let all = jianfu_engine::store::ObservationFilter::default();
    (workspace.store().list_steps().unwrap().len(), workspace.store().count_observations(&all).unwrap())
}

#[test]
fn a_program_killed_while_importing_leaves_whole_steps_only_and_a_workspace_that_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("减负.jianfu");
    let began = Instant::now();
    import(&table(folder.path(), 0), &path).status().unwrap();
    let whole = began.elapsed();
    let (steps, of_one) = steps_and_numbers(&Workspace::open(&path).unwrap());
    assert_eq!((steps, of_one > 2000), (1, true), "{of_one} numbers");

    // Killed at twelve points between the start and past the usual end.
    let (mut done, mut cut_short) = (1, 0);
    for number in 1..=12 {
        let mut child = import(&table(folder.path(), number), &path).spawn().unwrap();
        std::thread::sleep(whole.mul_f64(0.1 * number as f64) + Duration::from_millis(3));
        let _ = child.kill();
        child.wait().unwrap();
        let workspace = Workspace::open(&path).unwrap();
        assert!(!workspace.is_read_only(), "the lock of the dead holds nobody up");
        let (steps, numbers) = steps_and_numbers(&workspace);
        assert!(steps == done || steps == done + 1, "{steps} steps after {done}");
        assert_eq!(numbers, of_one * steps as u64, "every step is there whole or not at all");
        cut_short += usize::from(steps == done);
        done = steps;
    }
    assert!(cut_short > 0, "no import was killed before its end, so nothing was tried");

    // And it goes on: a further import, and everything taken back to the very first point.
    import(&table(folder.path(), 20), &path).status().unwrap();
    let mut workspace = Workspace::open(&path).unwrap();
    assert_eq!(steps_and_numbers(&workspace), (done + 1, of_one * (done as u64 + 1)));
    workspace.go_to(None, NOW).unwrap();
    assert_eq!(steps_and_numbers(&workspace).1, 0);
}
