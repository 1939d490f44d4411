//! What the window shows first when nothing was chosen, from the sample files.

use jianfu_engine::import::reader::Reader;
use jianfu_engine::model::{Lang, NoRate};
use jianfu_engine::{
    Coverage, Overview, OverviewChoice, StageOptions, Workspace, collect_files, stage, summary,
};
use jianfu_tests::places::{programs, samples};
use std::path::Path;
use std::sync::atomic::AtomicBool;

/// A workspace made through the facade, as a window makes it.
fn workspace(folder: &Path, files: &[&str]) -> Workspace {
    let paths: Vec<_> = files.iter().map(|f| samples().join(f)).collect();
    let reader = Reader::new(programs().unwrap().join(format!("jianfu{}", std::env::consts::EXE_SUFFIX)));
    let files = collect_files(&paths).unwrap();
    let staging = stage(&files, &reader, &StageOptions::default(), &|_| {}, &AtomicBool::new(false)).unwrap();
    let mut workspace = Workspace::open_or_create(&folder.join("w.jianfu")).unwrap();
    workspace.accept(&staging, "2024-01-08T09:00:00+08:00", "test").unwrap();
    workspace
}

fn overview(workspace: &Workspace) -> Overview {
    workspace.overview(&OverviewChoice::default()).unwrap().expect("there is data")
}

fn words(overview: &Overview, lang: Lang) -> String {
    summary(overview, lang).into_iter().map(|p| p.text).collect()
}

#[test]
fn one_committee_is_summed_up_in_one_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let overview = overview(&workspace(folder.path(), &["省委发文统计-2023.xlsx"]));
    assert_eq!(words(&overview, Lang::Zh), "2023年，湖南省发文数844件，同比下降25.7%，减少292件。");
    assert_eq!(
        words(&overview, Lang::En),
        "湖南省, 2023: documents issued 844, down 25.7%, 292 fewer documents."
    );
}

#[test]
fn the_latest_year_that_most_areas_have_is_shown_first() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = workspace(folder.path(), &["湖南省14市州发文会议-2019至2023.xlsx", "各市州报表-2024"]);
    let overview = overview(&workspace);
    // One prefecture reports by month; its twelve months are its year.
    assert_eq!((overview.period.to_string().as_str(), overview.indicator.id), ("2024", "documents_issued"));
    assert_eq!(overview.headlines.len(), 2, "documents and meetings");
    assert_eq!(overview.coverage.len(), 14);
    let sentence = words(&overview, Lang::Zh);
    assert!(sentence.contains("14 个地区") && sentence.contains("娄底市上升4.7%"), "{sentence}");
}

#[test]
fn an_area_without_last_year_is_shown_and_left_out_of_the_total() {
    let folder = tempfile::tempdir().unwrap();
    let overview = overview(&workspace(folder.path(), &["各市州报表-2024"]));
    let gaps: Vec<_> = overview.coverage.iter().filter(|(_, s)| s.contains(&Coverage::NoBase)).collect();
    assert_eq!(gaps.len(), 1, "one prefecture has no meetings of last year: {gaps:?}");
    let meetings = &overview.headlines[1].measures.total;
    assert_eq!(meetings.excluded, [("433100".to_owned(), NoRate::NoBase)]);
}

#[test]
fn what_was_undone_is_no_longer_shown() {
    let folder = tempfile::tempdir().unwrap();
    let mut workspace = workspace(folder.path(), &["省委发文统计-2023.xlsx"]);
    workspace.undo("2024-01-08T09:01:00+08:00").unwrap();
    assert!(workspace.overview(&OverviewChoice::default()).unwrap().is_none());
}
