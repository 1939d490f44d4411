//! What a person settles in the review: understood at once, taken back, kept for next year, and looked at anew with
//! another workspace.

use jianfu_engine::import::reader::Reader;
use jianfu_engine::import::recipe::Settlement;
use jianfu_engine::model::{CellRef, Period, Role};
use jianfu_engine::{
    StageOptions, StagedContent, Staging, StagingProgress, TablePlace, Workspace, stage, unlock,
};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::AtomicBool;

const NOW: &str = "2024-01-01T00:00:00Z";

fn reader() -> Reader {
    let name = format!("jianfu{}", std::env::consts::EXE_SUFFIX);
    Reader::new(jianfu_tests::places::programs().unwrap().join(name))
}

fn write(folder: &Path, name: &str, lines: &[&str]) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, lines.join("\n")).unwrap();
    path
}

fn read(files: &[PathBuf]) -> Staging {
    stage(files, &reader(), &StageOptions::default(), &|_| {}, &AtomicBool::new(false)).unwrap()
}

fn content(staging: &Staging, file: u32) -> &StagedContent {
    staging.file(file).unwrap().content.as_ref().unwrap()
}

fn codes(staging: &Staging, file: u32) -> Vec<&'static str> {
    content(staging, file).reading.sheets[0].diagnostics.iter().map(|d| d.code).collect()
}

fn cell(address: &str) -> CellRef {
    address.parse().unwrap()
}

fn period(staging: &Staging, address: &str) -> Option<Period> {
    let tables = &content(staging, 0).reading.sheets[0].tables;
    tables[0].observations.iter().find(|o| o.cell == cell(address)).unwrap().period
}

const FIRST: TablePlace = TablePlace { file_id: 0, table: 0 };

const PLACES: [&str; 7] = [
    "2023年各市州发文情况统计表",
    "单位：件",
    "市州,2023年,2022年",
    "长沙市,94,138",
    "株洲市,70,90",
    "湘江片,60,80",
    "衡阳市,81,95",
];

fn area(code: &str) -> Settlement {
    Settlement::Area { label: "湘江片".to_owned(), area: code.parse().unwrap() }
}

#[test]
fn an_unknown_label_is_settled_at_once_taken_back_and_remembered_for_next_year() {
    let folder = tempfile::tempdir().unwrap();
    let this = write(folder.path(), "2023.csv", &PLACES);
    let mut workspace = Workspace::open_or_create(&folder.path().join("w.jianfu")).unwrap();
    let mut staging = read(&[this]);
    workspace.review(&mut staging, None).unwrap();
    assert!(codes(&staging, 0).contains(&"unknown_area"));
    assert_eq!(staging.foresee(Some(&workspace)).unwrap().unplaced_count, 2);

    let (place, subjects) = staging.subjects_at(0, 0, cell("A6")).unwrap();
    assert_eq!((place, subjects[0].label.as_str(), subjects[0].figure_count), (FIRST, "湘江片", 2));
    staging.settle(place, &area("430300"), false, Some(&workspace)).unwrap();
    assert!(!codes(&staging, 0).contains(&"unknown_area"), "{:?}", codes(&staging, 0));
    assert_eq!(staging.foresee(Some(&workspace)).unwrap().unplaced_count, 0);

    assert!(staging.undo_settling(Some(&workspace)).unwrap());
    assert!(codes(&staging, 0).contains(&"unknown_area"), "the doubt is back");
    assert!(!staging.undo_settling(Some(&workspace)).unwrap(), "there was one step only");

    staging.settle(place, &area("430400"), false, Some(&workspace)).unwrap();
    staging.settle(place, &area("430300"), false, Some(&workspace)).unwrap();
    let settled = staging.file(0).unwrap().tables[0].all_settled();
    assert_eq!(settled.len(), 1, "the later takes the place of the earlier: {settled:?}");
    workspace.accept(&staging, NOW, "0").unwrap();

    let next = PLACES.map(|line| line.replace("2023", "2024").replace("2022年", "2023年"));
    let next = write(folder.path(), "2024.csv", &next.each_ref().map(String::as_str));
    let mut again = read(&[next]);
    workspace.review(&mut again, None).unwrap();
    let found = codes(&again, 0);
    assert!(found.contains(&"recipe_replayed") && !found.contains(&"unknown_area"), "{found:?}");
    let from_recipe = again.file(0).unwrap().tables[0].all_settled()[0].clone();
    assert!(from_recipe.is_from_recipe);
    again.unsettle(FIRST, &from_recipe, Some(&workspace)).unwrap();
    assert!(codes(&again, 0).contains(&"unknown_area"), "what was settled last year can be taken back");

    let mut one_step_back = workspace;
    one_step_back.undo(NOW).unwrap();
    assert!(one_step_back.recipes().unwrap().is_empty(), "the recipe came with the step and goes with it");
}

#[test]
fn a_settled_year_dates_this_year_and_the_last_and_is_asked_again_next_time() {
    let folder = tempfile::tempdir().unwrap();
    let lines =
        ["各市州发文情况", "单位：件", "市州,本年,上年", "长沙市,94,138", "株洲市,70,90", "衡阳市,81,95"];
    let file = write(folder.path(), "发文.csv", &lines);
    let mut workspace = Workspace::open_or_create(&folder.path().join("w.jianfu")).unwrap();
    let mut staging = read(&[file]);
    workspace.review(&mut staging, None).unwrap();
    assert!(codes(&staging, 0).contains(&"ambiguous_period"));
    assert_eq!(period(&staging, "B4"), None);
    staging.settle(FIRST, &Settlement::Year { year: 2023 }, false, Some(&workspace)).unwrap();
    assert!(!codes(&staging, 0).contains(&"ambiguous_period"), "{:?}", codes(&staging, 0));
    assert_eq!(period(&staging, "B4"), Some(Period::Year(2023)));
    assert_eq!(period(&staging, "C4"), Some(Period::Year(2022)));
    workspace.accept(&staging, NOW, "0").unwrap();
    assert!(
        workspace.recipes().unwrap().iter().all(|r| r.settled.is_empty()),
        "another year is another year"
    );
}

#[test]
fn a_column_is_told_from_one_that_differs_by_its_year_only() {
    let folder = tempfile::tempdir().unwrap();
    let file = write(folder.path(), "2023.csv", &PLACES);
    let mut workspace = Workspace::open_or_create(&folder.path().join("w.jianfu")).unwrap();
    let mut staging = read(&[file]);
    workspace.review(&mut staging, None).unwrap();
    let ignore = Settlement::Ignore { label: "2022年".to_owned() };
    staging.settle(FIRST, &ignore, false, Some(&workspace)).unwrap();
    let columns = || {
        let table = &content(&staging, 0).reading.sheets[0].tables[0];
        table.observations.iter().map(|o| o.cell.col).collect::<std::collections::BTreeSet<_>>()
    };
    assert_eq!(columns().into_iter().collect::<Vec<_>>(), [1], "only the column of 2022 is left out");
    let (_, subjects) = staging.subjects_at(0, 0, cell("C3")).unwrap();
    assert_eq!(
        (subjects[0].label.as_str(), subjects[0].figure_count),
        ("2022年", 0),
        "it can be brought back"
    );
    workspace.accept(&staging, NOW, "0").unwrap();
    let kept = workspace.recipes().unwrap();
    assert!(kept[0].settled.is_empty(), "next year 2022年 would be another column: {kept:?}");
}

#[test]
fn what_is_settled_everywhere_goes_for_every_table_of_the_look_and_comes_back_as_one_step() {
    let folder = tempfile::tempdir().unwrap();
    let lines = |area: &str| {
        let title = format!("{area}2023年情况统计表");
        [title.as_str(), "单位：件", "项目,2023年,2022年", "发文数,94,138", "会商数,7,9", "会议数,20,31"]
            .map(str::to_owned)
    };
    let texts = ["长沙市", "株洲市"].map(lines);
    let files: Vec<PathBuf> = texts
        .iter()
        .enumerate()
        .map(|(i, t)| write(folder.path(), &format!("{i}.csv"), &t.each_ref().map(String::as_str)))
        .collect();
    let mut staging = read(&files);
    let total = Settlement::Role { label: "会商数".to_owned(), role: Role::OfWhich };
    staging.settle(FIRST, &total, true, None).unwrap();
    let parts = |staging: &Staging, file: u32| {
        let table = &content(staging, file).reading.sheets[0].tables[0];
        table.observations.iter().filter(|o| o.role == Role::OfWhich).count()
    };
    assert_eq!((parts(&staging, 0), parts(&staging, 1)), (2, 2));
    staging.undo_settling(None).unwrap();
    assert_eq!((parts(&staging, 0), parts(&staging, 1)), (0, 0));
}

#[test]
fn a_table_left_out_takes_its_file_out_and_comes_back_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut staging = read(&[write(folder.path(), "2023.csv", &PLACES)]);
    staging.settle(FIRST, &Settlement::Skip, false, None).unwrap();
    let foreseen = staging.foresee(None).unwrap();
    assert_eq!((foreseen.value_count, foreseen.left_out.len()), (0, 1));
    assert!(codes(&staging, 0).contains(&"table_left_out"));
    staging.undo_settling(None).unwrap();
    assert!(staging.foresee(None).unwrap().value_count > 0);
}

#[test]
fn files_under_review_are_looked_at_anew_with_another_workspace() {
    let folder = tempfile::tempdir().unwrap();
    let first = write(folder.path(), "发文.csv", &PLACES);
    let corrected = PLACES.map(|line| line.replace(",94,", ",96,"));
    let second = write(folder.path(), "发文（更正）.csv", &corrected.each_ref().map(String::as_str));
    let mut one = Workspace::open_or_create(&folder.path().join("one.jianfu")).unwrap();
    let mut taken = read(&[first]);
    one.review(&mut taken, None).unwrap();
    one.accept(&taken, NOW, "0").unwrap();

    let mut staging = read(&[second]);
    one.review(&mut staging, None).unwrap();
    let replacement = &staging.files[0].replacements[0];
    let change = &replacement.changed[0];
    assert_eq!(replacement.changed.len(), 1);
    assert_eq!((change.cell, change.labels.first().map(String::as_str)), (Some(cell("B4")), Some("长沙市")));
    assert!(codes(&staging, 0).contains(&"replaces_table"));
    staging.settle(FIRST, &area("430300"), false, Some(&one)).unwrap();
    assert_eq!(staging.files[0].replacements.len(), 1, "settling keeps the comparison");

    let mut two = Workspace::open_or_create(&folder.path().join("two.jianfu")).unwrap();
    two.review(&mut staging, None).unwrap();
    assert!(staging.files[0].replacements.is_empty() && !codes(&staging, 0).contains(&"replaces_table"));
    assert!(!codes(&staging, 0).contains(&"unknown_area"), "what the person settled stays settled");
    two.accept(&staging, NOW, "0").unwrap();
    assert_eq!(two.store().list_sources().unwrap().len(), 1);
}

#[test]
fn only_the_sure_files_are_parted_and_can_be_put_back() {
    let folder = tempfile::tempdir().unwrap();
    let sure = PLACES.map(|line| line.replace("湘江片", "湘潭市"));
    let files = [
        write(folder.path(), "doubt.csv", &PLACES),
        write(folder.path(), "sure.csv", &sure.each_ref().map(String::as_str)),
    ];
    let mut staging = read(&files);
    let taken = staging.take_sure();
    let names = |s: &Staging| s.files.iter().map(|f| f.name.clone()).collect::<Vec<_>>();
    assert_eq!((names(&taken), names(&staging)), (vec!["sure.csv".to_owned()], vec!["doubt.csv".to_owned()]));
    staging.put_back(taken);
    assert_eq!(names(&staging), ["doubt.csv", "sure.csv"]);
}

#[test]
fn progress_names_the_sheet_being_read() {
    let sample = jianfu_tests::places::samples().join("省委发文统计-2023.xlsx");
    let told: Mutex<Vec<StagingProgress>> = Mutex::default();
    let note = |p: StagingProgress| told.lock().unwrap().push(p);
    let staging =
        stage(&[sample], &reader(), &StageOptions::default(), &note, &AtomicBool::new(false)).unwrap();
    let told = told.into_inner().unwrap();
    let first = &content(&staging, 0).workbook.sheets[0].name;
    let sheet = told[0].sheet.as_ref().expect("the first sheet is told of before the file is done");
    assert_eq!((&sheet.name, sheet.number, told[0].done), (first, 1, 0));
    let last = told.last().unwrap();
    assert_eq!((last.done, last.total, &last.sheet), (1, 1, &None));
}

#[test]
fn a_password_opens_every_file_it_fits_and_blames_only_the_one_it_was_typed_for() {
    let folder = tempfile::tempdir().unwrap();
    let files: Vec<PathBuf> = ["甲.xlsx", "乙.xlsx"].map(|name| folder.path().join(name)).into();
    let locked = jianfu_tests::places::root().join(crate::refusals::LOCKED);
    for path in &files {
        std::fs::copy(&locked, path).unwrap();
    }
    let mut staging = read(&files);
    let ids: Vec<(u32, PathBuf)> =
        staging.files.iter().filter(|f| f.needs_password()).map(|f| (f.id, f.path.clone())).collect();
    assert_eq!(ids.len(), 2);
    let never = AtomicBool::new(false);
    let attempt = |password: &str| {
        let options = StageOptions { passwords: [password].into_iter().collect() };
        unlock(&ids, 1, &reader(), &options, &never).unwrap()
    };
    let wrong = attempt("wrong");
    let said: Vec<_> = wrong.iter().map(|f| (f.id, f.content.as_ref().unwrap_err().code())).collect();
    assert_eq!(said, [(1, "wrong_password")], "the other file was never asked about");
    let opened = attempt("减负2024Ab");
    assert_eq!(opened.iter().map(|f| f.id).collect::<Vec<_>>(), [0, 1]);
    assert!(opened.iter().all(|f| f.content.is_ok()));
    staging.files = opened;
    assert!(staging.files.iter().all(|f| !f.needs_password()));
}

/// The title says 2032 where it means 2023.
const MISTYPED: [&str; 6] = [
    "2032年各市州发文情况统计表",
    "单位：件",
    "市州,本年,上年",
    "长沙市,94,138",
    "株洲市,70,90",
    "衡阳市,81,95",
];

#[test]
fn a_year_that_the_title_states_wrongly_is_put_right_with_the_years_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let file = write(folder.path(), "发文.csv", &MISTYPED);
    let mut workspace = Workspace::open_or_create(&folder.path().join("w.jianfu")).unwrap();
    let mut staging = read(&[file]);
    workspace.review(&mut staging, None).unwrap();
    assert_eq!(period(&staging, "B4"), Some(Period::Year(2032)));
    let year = |year| Settlement::Year { year };
    staging.settle(FIRST, &year(2022), false, Some(&workspace)).unwrap();
    staging.settle(FIRST, &year(2023), false, Some(&workspace)).unwrap();
    let both = |staging: &Staging| (period(staging, "B4"), period(staging, "C4"));
    let right = (Some(Period::Year(2023)), Some(Period::Year(2022)));
    assert_eq!(both(&staging), right);

    assert!(staging.undo_settling(Some(&workspace)).unwrap());
    assert_eq!(period(&staging, "B4"), Some(Period::Year(2022)));
    assert!(staging.can_redo_settling() && staging.redo_settling(Some(&workspace)).unwrap());
    assert_eq!(both(&staging), right, "what was taken back is settled again");
    assert!(!staging.redo_settling(Some(&workspace)).unwrap());

    workspace.accept(&staging, NOW, "0").unwrap();
    assert_eq!(workspace.store().list_periods().unwrap().len(), 2);
    // Next year's table is about another year: nothing is moved by itself.
    let next = MISTYPED.map(|line| line.replace("2032", "2024").replace("94", "95"));
    let next = write(folder.path(), "2024.csv", &next.each_ref().map(String::as_str));
    let mut again = read(&[next]);
    workspace.review(&mut again, None).unwrap();
    assert_eq!(period(&again, "B4"), Some(Period::Year(2024)));
}

#[test]
fn something_settled_since_cannot_be_redone_over() {
    let folder = tempfile::tempdir().unwrap();
    let mut staging = read(&[write(folder.path(), "发文.csv", &MISTYPED)]);
    staging.settle(FIRST, &Settlement::Year { year: 2023 }, false, None).unwrap();
    staging.undo_settling(None).unwrap();
    staging.settle(FIRST, &Settlement::Year { year: 2024 }, false, None).unwrap();
    assert!(!staging.can_redo_settling());
    assert_eq!(period(&staging, "B4"), Some(Period::Year(2024)));
}
