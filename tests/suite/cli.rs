//! The command line: round trips, exit statuses, and the shape of its JSON.

use jianfu_tests::places::samples;
use jianfu_tests::program::{Said, jianfu};
use serde_json::Value;
use std::path::Path;

fn import(workspace: &Path, paths: &[&Path]) -> Said {
    let mut args = vec!["import".as_ref()];
    args.extend(paths.iter().map(|p| p.as_os_str()));
    args.extend(["-w".as_ref(), workspace.as_os_str(), "--json".as_ref()]);
    jianfu(args).unwrap()
}

fn states(workspace: &str) -> Vec<String> {
    let history = jianfu(["history", "-w", workspace, "--json"]).unwrap().json().unwrap();
    let steps = history["steps"].as_array().unwrap();
    steps.iter().map(|s| s["state"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn import_undo_and_redo_come_back_to_the_same_figures() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = folder.path().join("w.jianfu");
    let w = workspace.to_str().unwrap();
    import(&workspace, &[&samples().join("省委发文统计-2023.xlsx")]);
    import(&workspace, &[&samples().join("岳阳市及所辖县市区发文-2023.xlsx")]);
    let measure = ["measure", "-w", w, "--indicator", "documents_issued", "--period", "2023", "--json"];
    let before = jianfu(measure).unwrap().stdout;

    assert_eq!(jianfu(["undo", "-w", w]).unwrap().status, Some(0));
    let after_undo = jianfu(measure).unwrap().json().unwrap();
    assert_eq!(after_undo["scopes"].as_array().unwrap().len(), 1, "one import is left");
    assert_eq!(states(w), ["done", "undone"]);

    assert_eq!(jianfu(["redo", "-w", w]).unwrap().status, Some(0));
    assert_eq!(jianfu(measure).unwrap().stdout, before, "redo brings back the very same figures and ids");
    assert_eq!(states(w), ["done", "done"]);
}

#[test]
fn undo_without_a_step_says_so_and_fails() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = folder.path().join("w.jianfu");
    import(&workspace, &[&samples().join("省委发文统计-2023.xlsx")]);
    let w = workspace.to_str().unwrap();
    assert_eq!(jianfu(["undo", "-w", w]).unwrap().status, Some(0));
    let said = jianfu(["undo", "-w", w]).unwrap();
    assert_eq!(said.status, Some(1));
    assert!(said.stderr.starts_with("error: There is no step to undo"), "{said:?}");
}

#[test]
fn the_same_file_is_taken_once() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = folder.path().join("w.jianfu");
    let file = samples().join("省委发文统计-2023.xlsx");
    import(&workspace, &[&file]);
    let again = import(&workspace, &[&file]).json().unwrap();
    assert_eq!(again["imported"]["files"], Value::from(Vec::<Value>::new()));
    assert_eq!(again["imported"]["already_imported"][0], "省委发文统计-2023.xlsx");
    assert_eq!(states(workspace.to_str().unwrap()).len(), 1, "nothing happened, so there is no step");
}

#[test]
fn a_dry_run_makes_no_workspace() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = folder.path().join("w.jianfu");
    let file = samples().join("省委发文统计-2023.xlsx");
    let args =
        ["import".as_ref(), file.as_os_str(), "--dry-run".as_ref(), "-w".as_ref(), workspace.as_os_str()];
    let said = jianfu(args).unwrap();
    assert!(matches!(said.status, Some(0 | 3)), "{said:?}");
    assert!(!workspace.exists());
}

#[test]
fn csv_and_json_give_the_same_figures() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = folder.path().join("w.jianfu");
    import(&workspace, &[&samples().join("岳阳市及所辖县市区发文-2023.xlsx")]);
    let w = workspace.to_str().unwrap();
    let base = ["measure", "-w", w, "--indicator", "发文数", "--period", "2023"];
    let csv = jianfu(base.iter().chain(&["--csv"])).unwrap().stdout;
    let json = jianfu(base.iter().chain(&["--json"])).unwrap().json().unwrap();
    let rows = json["scopes"][0]["rows"].as_array().unwrap();
    assert_eq!(csv.lines().count(), rows.len() + 1);
    for row in rows {
        let text = |key: &str| row[key].as_str().unwrap().to_owned();
        let line = format!(
            "{},{},{},{},{},{},,{}",
            text("key"),
            text("label"),
            text("current"),
            text("base"),
            text("change"),
            text("rate"),
            text("contribution")
        );
        assert!(csv.contains(&line), "{line} is not in\n{csv}");
    }
}

#[test]
fn contributions_add_up_to_the_displayed_total() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = folder.path().join("w.jianfu");
    import(&workspace, &[&samples().join("湖南省14市州发文会议-2019至2023.xlsx")]);
    let w = workspace.to_str().unwrap();
    let args = ["measure", "-w", w, "--indicator", "documents_issued", "--period", "2023", "--json"];
    let json = jianfu(args).unwrap().json().unwrap();
    let tenths = |text: &str| (text.parse::<f64>().unwrap() * 10.0).round() as i64;
    let scope = &json["scopes"][0];
    let parts = scope["rows"].as_array().unwrap().iter().map(|r| tenths(r["contribution"].as_str().unwrap()));
    assert_eq!(parts.sum::<i64>(), tenths(scope["total"]["pooled"]["rate"].as_str().unwrap()));
}

#[test]
fn part_of_a_year_against_a_full_year_is_refused_with_an_offer() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = folder.path().join("w.jianfu");
    import(&workspace, &[&samples().join("湖南省14市州发文会议-2019至2023.xlsx")]);
    let w = workspace.to_str().unwrap();
    let args = [
        "measure",
        "-w",
        w,
        "--indicator",
        "documents_issued",
        "--period",
        "2023",
        "--against",
        "2022-YTD10",
        "--json",
    ];
    let said = jianfu(args).unwrap();
    assert_eq!(said.status, Some(3), "{said:?}");
    let json = said.json().unwrap();
    let rows = json["scopes"][0]["rows"].as_array().unwrap();
    assert!(rows.iter().all(|r| r["rate"].is_null() && r["no_rate"] == "partial_period"));
    assert_eq!(json["diagnostics"][0]["code"], "periods_not_comparable");
}

#[test]
fn charts_are_the_same_bytes_every_time() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = folder.path().join("w.jianfu");
    import(&workspace, &[&samples().join("湖南省14市州发文会议-2019至2023.xlsx")]);
    for ending in ["svg", "png", "pdf"] {
        let draw = |n: u8| {
            let out = folder.path().join(format!("{n}.{ending}"));
            let w = workspace.to_str().unwrap();
            let args = [
                "chart",
                "ranked-bars",
                "-w",
                w,
                "--indicator",
                "documents_issued",
                "--period",
                "2023",
                "-o",
            ];
            let said = jianfu(args.iter().map(std::ffi::OsStr::new).chain([out.as_os_str()])).unwrap();
            assert_eq!(said.status, Some(0), "{said:?}");
            std::fs::read(out).unwrap()
        };
        assert!(draw(1) == draw(2), "two {ending} of one figure differ");
    }
}

#[test]
fn wrong_usage_is_status_2() {
    assert_eq!(jianfu(["measure"]).unwrap().status, Some(2));
    assert_eq!(jianfu(["no-such-verb"]).unwrap().status, Some(2));
}

#[test]
fn questions_without_an_answer_name_what_is_missing() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = folder.path().join("w.jianfu");
    import(&workspace, &[&samples().join("省委发文统计-2023.xlsx")]);
    let w = workspace.to_str().unwrap();
    let said = jianfu(["measure", "-w", w, "--indicator", "documents_issued", "--period", "1999"]).unwrap();
    assert_eq!(said.status, Some(1));
    assert!(said.stderr.contains("1999") && said.stderr.contains("hint:"), "{said:?}");
    let said = jianfu(["measure", "-w", w, "--indicator", "no_such", "--period", "2023"]).unwrap();
    assert!(said.stderr.contains("no_such"), "{said:?}");
    let missing = folder.path().join("none.jianfu");
    let said = jianfu(["history", "-w", missing.to_str().unwrap()]).unwrap();
    assert_eq!(said.status, Some(1));
    assert!(!missing.exists(), "asking makes no file");
}

#[test]
fn inspect_draws_the_sheet_with_what_each_line_is() {
    let file = samples().join("省委发文统计-2023.xlsx");
    let said = jianfu(["inspect".as_ref(), file.as_os_str()]).unwrap();
    let marked = |row: &str| {
        let line = said.stdout.lines().find(|l| l.trim_start().starts_with(&format!("{row} ")));
        line.expect("the row is drawn").to_owned()
    };
    for (row, mark, text) in
        [("1", "ti", "统计表"), ("4", "he", "文种"), ("6", "da", "决定"), ("13", "to", "1136")]
    {
        let line = marked(row);
        assert!(line.contains(&format!("{row} {mark}")) && line.contains(text), "{line}");
    }
    assert!(!said.stdout.contains('\u{1b}'), "no colours where no person watches");
}
