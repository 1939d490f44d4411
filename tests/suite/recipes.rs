//! Tables that come again: newer versions replace older ones, and what was settled is replayed on the next year's.

use jianfu_tests::program::{Said, jianfu};
use serde_json::{Value, json};
use std::path::PathBuf;

struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, lines: &[&str]) -> String {
        let path = self.path(name);
        std::fs::write(&path, lines.join("\n")).unwrap();
        path.to_str().unwrap().to_owned()
    }

    fn run(&self, args: &[&str]) -> Said {
        let workspace = self.path("w.jianfu");
        let args = args.iter().map(|a| (*a).to_owned());
        jianfu(args.chain(["-w".to_owned(), workspace.to_str().unwrap().to_owned()])).unwrap()
    }

    /// Current count of an area.
    fn current(&self, area: &str) -> Value {
        let said = self
            .run(&["measure", "--indicator", "documents_issued", "--period", "2023", "--json"])
            .json()
            .unwrap();
        let rows = said["scopes"][0]["rows"].as_array().unwrap().clone();
        rows.iter().find(|r| r["label"] == area).expect("the area has a row")["current"].clone()
    }
}

const HEAD: [&str; 3] = ["2023年各市州发文情况统计表", "单位：件", "市州,2023年,2022年"];

fn report(changsha: &str) -> Vec<String> {
    let line = format!("长沙市,{changsha},138");
    HEAD.iter()
        .map(|l| (*l).to_owned())
        .chain([line])
        .chain(["株洲市,70,90", "湘潭市,60,80", "衡阳市,81,95"].map(str::to_owned))
        .collect()
}

fn lines(report: &[String]) -> Vec<&str> {
    report.iter().map(String::as_str).collect()
}

#[test]
fn a_newer_version_replaces_the_older_table_and_says_what_differs() {
    let desk = Desk::new();
    let first = desk.write("发文.csv", &lines(&report("94")));
    let second = desk.write("发文（更正）.csv", &lines(&report("96")));
    desk.run(&["import", &first]);
    assert_eq!(desk.current("长沙市"), json!("94"));

    let look = desk.run(&["import", &second, "--dry-run"]);
    assert!(look.stderr.contains("94 last time, 96 now"), "{look:?}");
    assert_eq!(desk.current("长沙市"), json!("94"), "a dry run changes nothing");

    let said = desk.run(&["import", &second, "--json"]);
    assert_eq!(said.status, Some(3), "a replacement asks for a look: {said:?}");
    assert_eq!(said.json().unwrap()["imported"]["replaced"], json!(1));
    let found = said.json().unwrap()["files"][0]["diagnostics"].clone();
    let of = |code: &str| found.as_array().unwrap().iter().filter(|d| d["code"] == code).count();
    assert_eq!((of("replaces_table"), of("value_changed")), (1, 1), "{found}");
    assert_eq!(desk.current("长沙市"), json!("96"));

    let again = desk.run(&["import", &first, "--json"]).json().unwrap();
    assert_eq!(
        again["imported"]["already_imported"],
        json!(["发文.csv"]),
        "an old file is known by its bytes"
    );
    assert_eq!(desk.current("长沙市"), json!("96"));
    desk.run(&["undo"]);
    assert_eq!(desk.current("长沙市"), json!("94"));
}

#[test]
fn a_dry_run_says_what_would_come_in_be_replaced_and_is_doubtful() {
    let desk = Desk::new();
    let first = desk.write("发文.csv", &lines(&report("94")));
    let second = desk.write("发文（更正）.csv", &lines(&report("96")));
    let other = desk.write(
        "片区.csv",
        &["2023年各片区发文", "单位：件", "市州,2023年,2022年", "长沙市,9,8", "湘江片,7,6", "株洲市,5,4"],
    );
    desk.run(&["import", &first]);
    let said = desk.run(&["import", &second, &other, &first, "--dry-run", "--json"]);
    let json = said.json().unwrap();
    assert_eq!((&json["dry_run"], &json["imported"]), (&json!(true), &Value::Null));
    let would = &json["would_import"];
    assert_eq!(would["files"], json!(["发文（更正）.csv", "片区.csv"]));
    assert_eq!(would["already_imported"], json!(["发文.csv"]));
    assert_eq!(
        (&would["replaced"], &would["values"], &would["unplaced"]),
        (&json!(1), &json!(14), &json!(2))
    );
    let changed = &json["files"][0]["replaces"][0]["changed"];
    assert_eq!(
        (&changed[0]["cell"], &changed[0]["old"], &changed[0]["new"]),
        (&json!("B4"), &json!("94"), &json!("96"))
    );

    let words = desk.run(&["import", &second, &other, &first, "--dry-run"]).stdout;
    for part in
        ["nothing was changed", "2 files: 14 figures", "would be replaced: 1", "in doubt", "already there"]
    {
        assert!(words.contains(part), "`{part}` is missing: {words}");
    }
    let words = desk.run(&["import", &second, &other, &first, "--dry-run", "--lang", "zh"]).stdout;
    for part in ["没有改动", "将导入 2 个文件：14 个数", "将代替旧表：1", "有疑点", "已在其中"]
    {
        assert!(words.contains(part), "“{part}” is missing: {words}");
    }
    assert_eq!(desk.current("长沙市"), json!("94"), "nothing was changed");
}

#[test]
fn a_table_of_another_scope_is_no_newer_version() {
    let desk = Desk::new();
    let with_scope = |scope: &str| {
        [vec![HEAD[0].to_owned(), format!("统计口径：{scope}")], report("94")[1..].to_vec()].concat()
    };
    let party = desk.write("甲.csv", &lines(&with_scope("市委及其办公室")));
    let government = desk.write("乙.csv", &lines(&with_scope("市政府及其办公室")));
    desk.run(&["import", &party]);
    let said = desk.run(&["import", &government, "--json"]).json().unwrap();
    assert_eq!(said["imported"]["replaced"], json!(0), "{said}");
}

#[test]
fn two_offices_with_tables_of_one_title_are_both_kept() {
    let reported_by = |office: &str, changsha: &str| {
        let unit = format!("填报单位：{office},,单位：件");
        [vec![HEAD[0].to_owned(), unit], report(changsha)[2..].to_vec()].concat()
    };
    let replaced = |first: (&str, Vec<String>), second: (&str, Vec<String>)| {
        let desk = Desk::new();
        let first = desk.write(first.0, &lines(&first.1));
        let second = desk.write(second.0, &lines(&second.1));
        desk.run(&["import", &first]);
        let said = desk.run(&["import", &second, "--json"]);
        let json = said.json().unwrap();
        let found = json["files"][0]["diagnostics"].as_array().unwrap().clone();
        let is_asked = found.iter().any(|d| d["code"] == "maybe_newer_version");
        (json["imported"]["replaced"].as_u64().unwrap(), is_asked, said.status)
    };
    let (party, government) = ("市委办公室", "市政府办公室");
    // The names of the offices decide, whatever the files are called and however few figures differ.
    let other =
        replaced(("发文.csv", reported_by(party, "94")), ("发文（更正）.csv", reported_by(government, "96")));
    assert_eq!(other, (0, true, Some(3)));
    let same = replaced(("甲.csv", reported_by(party, "94")), ("乙.csv", reported_by(party, "96")));
    assert_eq!((same.0, same.1), (1, false));
    // Where neither is named, tables that agree nowhere are no versions of one another.
    let unlike: Vec<String> = HEAD
        .iter()
        .copied()
        .chain(["长沙市,1,2", "株洲市,3,4", "湘潭市,5,6", "衡阳市,7,8"])
        .map(str::to_owned)
        .collect();
    assert_eq!(replaced(("甲.csv", report("94")), ("乙.csv", unlike)), (0, true, Some(3)));
    // Mostly the same figures are a correction, also under another name.
    let alike = replaced(("甲.csv", report("94")), ("乙.csv", report("96")));
    assert_eq!((alike.0, alike.1), (1, false));
}

#[test]
fn a_review_with_one_workspace_is_not_taken_into_another() {
    let desk = Desk::new();
    let first = desk.write("发文.csv", &lines(&report("94")));
    let second = desk.write("发文（更正）.csv", &lines(&report("96")));
    desk.run(&["import", &first]);
    let program =
        jianfu_tests::places::programs().unwrap().join(format!("jianfu{}", std::env::consts::EXE_SUFFIX));
    let reader = jianfu_engine::import::reader::Reader::new(program);
    let never = std::sync::atomic::AtomicBool::new(false);
    let options = jianfu_engine::StageOptions::default();
    let mut staging = jianfu_engine::stage(&[second.into()], &reader, &options, &|_| {}, &never).unwrap();
    jianfu_engine::Workspace::open(&desk.path("w.jianfu")).unwrap().review(&mut staging, None).unwrap();
    let mut other = jianfu_engine::Workspace::open_or_create(&desk.path("other.jianfu")).unwrap();
    let refused = other.accept(&staging, "2024-01-01T00:00:00Z", "0").unwrap_err();
    assert_eq!(refused.code(), "review_outdated");
    assert!(other.store().list_sources().unwrap().is_empty());
}

#[test]
fn tables_of_other_places_replace_nothing() {
    let desk = Desk::new();
    let head = ["2023年发文情况统计表", "单位：件", "文种,2023年,2022年"];
    let a = desk.write("甲市.csv", &[&head[..], &["通知,10,12", "报告,5,6", "函,4,4"]].concat());
    let b = desk.write("乙市.csv", &[&head[..], &["通知,11,13", "报告,6,7", "函,3,4"]].concat());
    desk.run(&["import", &a]);
    let said = desk.run(&["import", &b, "--json"]).json().unwrap();
    assert_eq!(said["imported"]["replaced"], json!(0), "nothing says that both are of one place: {said}");
}

#[test]
fn what_was_settled_is_replayed_next_year_and_drift_is_told() {
    let desk = Desk::new();
    let this = desk.write(
        "2023.csv",
        &[
            "2023年各市州发文情况统计表",
            "单位：件",
            "市州,2023年,2022年",
            "长沙市,94,138",
            "株洲市,70,90",
            "湘江片,60,80",
            "衡阳市,81,95",
        ],
    );
    let said = desk.run(&["import", &this, "--json"]).json().unwrap();
    let codes = |said: &Value| {
        let found = said["files"][0]["diagnostics"].as_array().unwrap().clone();
        found.iter().map(|d| d["code"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert!(codes(&said).contains(&"unknown_area".to_owned()), "{said}");

    let list = desk.run(&["list", "recipes", "--json"]).json().unwrap();
    let name = list["recipes"][0]["name"].as_str().unwrap().to_owned();
    let mut recipe = desk.run(&["recipe", "export", &name]).json().unwrap();
    recipe["settled"] = json!([{"what": "area", "label": "湘江片", "area": "430300"}]);
    let file = desk.write("recipe.json", &[&recipe.to_string()]);
    assert_eq!(desk.run(&["recipe", "import", &file]).status, Some(0));

    let next = desk.write(
        "2024.csv",
        &[
            "2024年各市州发文情况统计表",
            "单位：件",
            "市州,2024年,2023年",
            "长沙市,80,94",
            "株洲市,66,70",
            "湘江片,50,60",
            "邵阳市,40,44",
        ],
    );
    let said = desk.run(&["import", &next, "--json"]).json().unwrap();
    let codes = codes(&said);
    assert!(!codes.contains(&"unknown_area".to_owned()), "the area was settled last year: {said}");
    assert!(codes.contains(&"recipe_replayed".to_owned()), "{said}");
    let drift = said["files"][0]["diagnostics"].as_array().unwrap().clone();
    let drift = drift.iter().find(|d| d["code"] == "recipe_drift").expect("衡阳市 went, 邵阳市 came");
    let words = drift["message"].as_str().unwrap();
    assert!(words.contains("−衡阳市") && words.contains("+邵阳市"), "{words}");

    let measured = desk
        .run(&["measure", "--indicator", "documents_issued", "--period", "2024", "--json"])
        .json()
        .unwrap();
    let rows = measured["scopes"][0]["rows"].as_array().unwrap().clone();
    assert!(rows.iter().any(|r| r["key"] == "430300" && r["current"] == "50"), "{rows:?}");
}

#[test]
fn a_recipe_of_another_shape_is_refused() {
    let desk = Desk::new();
    let file = desk.write("recipe.json", &["{\"name\": \"x\"}"]);
    let said = desk.run(&["recipe", "import", &file]);
    assert_eq!(said.status, Some(1));
    assert!(said.stderr.contains("recipe.json") && said.stderr.contains("hint: "), "{said:?}");
    let report = desk.write("发文.csv", &lines(&report("94")));
    let said = desk.run(&["import", &report, "--recipe", "none"]);
    assert_eq!(said.status, Some(1), "{said:?}");
    assert!(!desk.path("w.jianfu").exists(), "a refusal makes no workspace");
}
