//! What is left when the program is killed in the middle of writing: every step that was finished, nothing of the one
//! that was not, and a workspace that goes on. And of a review under way: all that was settled.

use jianfu_engine::import::reader::Reader;
use jianfu_engine::import::recipe::Settlement;
use jianfu_engine::{ReviewDraft, StageOptions, Staging, TablePlace, Workspace, stage, unlock};
use jianfu_tests::places::{programs, root};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

const NOW: &str = "2024-01-01T00:00:00Z";

/// A table of many lines, so that writing it takes a while. No two are alike.
fn table(folder: &Path, number: usize) -> PathBuf {
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

fn reader() -> Reader {
    Reader::new(programs().unwrap().join(format!("jianfu{}", std::env::consts::EXE_SUFFIX)))
}

fn read(files: &[PathBuf]) -> Staging {
    stage(files, &reader(), &StageOptions::default(), &|_| {}, &AtomicBool::new(false)).unwrap()
}

/// As a program that starts again has it: from text on disk, with its files read anew.
fn started_again(staging: &Staging) -> (ReviewDraft, Staging) {
    let text = serde_json::to_string(&staging.to_draft()).unwrap();
    let draft: ReviewDraft = serde_json::from_str(&text).unwrap();
    let staging = read(&draft.paths());
    (draft, staging)
}

/// Three tables in which a label is no known area.
fn three_files(folder: &Path) -> [PathBuf; 3] {
    ["甲", "乙", "丙"].map(|name| {
        let path = folder.join(format!("{name}.csv"));
        let rows = "长沙市,94,138\n株洲市,70,90\n湘江片,60,80\n衡阳市,81,95\n";
        let text = format!("2023年{name}市州发文情况统计表\n单位：件\n市州,2023年,2022年\n{rows}");
        std::fs::write(&path, text).unwrap();
        path
    })
}

fn settlements(staging: &Staging) -> Vec<Vec<Settlement>> {
    let of_file = |f: &jianfu_engine::StagedFile| f.tables.iter().flat_map(|t| t.settled.clone()).collect();
    staging.files.iter().map(of_file).collect()
}

fn codes(staging: &Staging, file: usize) -> Vec<&'static str> {
    let content = staging.files[file].content.as_ref().unwrap();
    content.reading.sheets[0].diagnostics.iter().map(|d| d.code).collect()
}

fn xiangtan() -> Settlement {
    Settlement::Area { label: "湘江片".to_owned(), area: "430300".parse().unwrap() }
}

#[test]
fn a_review_goes_on_after_a_crash_with_all_that_was_settled_left_out_and_undoable() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = Workspace::open_or_create(&folder.path().join("w.jianfu")).unwrap();
    let mut staging = read(&three_files(folder.path()));
    workspace.review(&mut staging, None).unwrap();
    let place = |file_id| TablePlace { file_id, table: 0 };
    staging.settle(place(0), &xiangtan(), false, Some(&workspace)).unwrap();
    staging.settle(place(1), &Settlement::Skip, false, Some(&workspace)).unwrap();
    staging.settle(place(2), &xiangtan(), false, Some(&workspace)).unwrap();
    staging.undo_settling(Some(&workspace)).unwrap();
    staging.files[2].is_included = false;

    let (draft, mut again) = started_again(&staging);
    assert_eq!((draft.settled_count(), draft.names().len()), (2, 3));
    assert!(codes(&again, 0).contains(&"unknown_area"), "read anew, the doubt is there");
    assert!(again.resume(&draft, Some(&workspace)).unwrap().is_empty(), "no file changed");
    assert_eq!(settlements(&again), settlements(&staging));
    assert!(!codes(&again, 0).contains(&"unknown_area"), "what was settled is understood at once");
    let included: Vec<bool> = again.files.iter().map(|f| f.is_included).collect();
    assert_eq!(included, [true, false, false]);
    assert_eq!(again.to_draft(), staging.to_draft(), "a second crash loses nothing either");
    assert_eq!(again.foresee(Some(&workspace)).unwrap(), staging.foresee(Some(&workspace)).unwrap());

    // Both steps are taken back, and what was taken back before the crash is done again.
    assert!(again.redo_settling(Some(&workspace)).unwrap());
    assert_eq!(settlements(&again)[2], [xiangtan()]);
    for _ in 0..3 {
        assert!(again.undo_settling(Some(&workspace)).unwrap());
    }
    assert!(!again.undo_settling(Some(&workspace)).unwrap());
    assert_eq!(settlements(&again).concat(), []);
}

#[test]
fn a_file_that_changed_since_is_named_and_nothing_of_before_goes_for_it() {
    let folder = tempfile::tempdir().unwrap();
    let files = three_files(folder.path());
    let mut staging = read(&files);
    for file_id in [0, 1] {
        staging.settle(TablePlace { file_id, table: 0 }, &xiangtan(), false, None).unwrap();
    }
    let text = std::fs::read_to_string(&files[0]).unwrap();
    std::fs::write(&files[0], text.replace("湘江片,60,80", "湘江片,61,80")).unwrap();
    std::fs::remove_file(&files[2]).unwrap();

    let (draft, mut again) = started_again(&staging);
    assert_eq!(again.resume(&draft, None).unwrap(), ["甲.csv"]);
    assert_eq!(settlements(&again), [vec![], vec![xiangtan()], vec![]]);
    assert!(codes(&again, 0).contains(&"unknown_area"), "the doubt is asked again");
    assert!(!codes(&again, 1).contains(&"unknown_area"));
    assert!(again.files[2].content.is_err(), "a file that is gone is told among the others");
    assert!(!again.can_undo_settling(), "steps that name another table are not offered");
}

#[test]
fn what_was_settled_about_a_locked_file_waits_for_its_password_and_the_password_is_not_kept() {
    const PASSWORD: &str = "减负2024Ab";
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("加密.xlsx");
    let locked = "src-tauri/crates/engine/tests-data/locked-standard.xlsx";
    std::fs::copy(root().join(locked), &path).unwrap();
    let open = |staging: &Staging| {
        let waiting: Vec<_> = staging.files.iter().map(|f| (f.id, f.path.clone())).collect();
        let options = StageOptions { passwords: [PASSWORD.to_owned()].into_iter().collect() };
        unlock(&waiting, 0, &reader(), &options, &AtomicBool::new(false)).unwrap()
    };
    let mut staging = read(&[path]);
    let opened = open(&staging);
    staging.put_unlocked(opened, None).unwrap();
    staging.settle(TablePlace { file_id: 0, table: 0 }, &Settlement::Skip, false, None).unwrap();
    assert!(!serde_json::to_string(&staging.to_draft()).unwrap().contains(PASSWORD));

    let (draft, mut again) = started_again(&staging);
    again.resume(&draft, None).unwrap();
    assert!(again.files[0].needs_password());
    assert_eq!(again.to_draft().files, staging.to_draft().files, "kept while it cannot be read");
    let opened = open(&again);
    assert!(again.put_unlocked(opened, None).unwrap().is_empty());
    assert_eq!(settlements(&again), [vec![Settlement::Skip]]);
}
