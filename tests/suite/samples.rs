//! Every figure that `sample-data/expected.json` promises comes out of the files, and every planted error is found.

use jianfu_tests::places::samples;
use jianfu_tests::program::jianfu;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::OnceLock;

fn expected() -> &'static Value {
    static EXPECTED: OnceLock<Value> = OnceLock::new();
    EXPECTED.get_or_init(|| {
        let text = std::fs::read_to_string(samples().join("expected.json")).unwrap();
        serde_json::from_str(&text).unwrap()
    })
}

fn import(workspace: &Path, path: &Path) {
    let said = jianfu(["import".as_ref(), path.as_os_str(), "-w".as_ref(), workspace.as_os_str()]).unwrap();
    assert!(matches!(said.status, Some(0 | 3)), "{said:?}");
}

fn measure(workspace: &Path, indicator: &str, period: &str, against: &str) -> Value {
    let w = workspace.to_str().unwrap();
    let args =
        ["measure", "-w", w, "--indicator", indicator, "--period", period, "--against", against, "--json"];
    jianfu(args).unwrap().json().unwrap()
}

#[test]
fn published_rates_come_out_of_the_sample_files() {
    for rate in expected()["rates"].as_array().unwrap() {
        let folder = tempfile::tempdir().unwrap();
        let workspace = folder.path().join("w.jianfu");
        import(&workspace, &samples().join(rate["file"].as_str().unwrap()));
        let text = |key: &str| rate[key].as_str().unwrap();
        let measures = measure(&workspace, text("indicator"), text("period"), text("against"));
        let scopes = measures["scopes"].as_array().unwrap();
        assert_eq!(scopes.len(), 1, "{}: one scope: {measures}", text("file"));
        let pooled = &scopes[0]["total"]["pooled"];
        for key in ["current", "base", "change", "rate"] {
            assert_eq!(pooled[key], rate[key], "{} {}: {key}", text("file"), text("indicator"));
        }
        for key in rate["excluded"].as_array().into_iter().flatten() {
            let row = scopes[0]["rows"].as_array().unwrap().iter().find(|r| r["key"] == *key);
            assert_eq!(row.expect("an excluded row is still shown")["no_rate"], "no_base");
        }
        for key in rate["zero_base"].as_array().into_iter().flatten() {
            let row = scopes[0]["rows"].as_array().unwrap().iter().find(|r| r["key"] == *key).unwrap();
            assert_eq!((&row["rate"], &row["no_rate"]), (&Value::Null, &Value::from("zero_base")));
        }
    }
}

#[test]
fn the_two_figures_that_started_this_are_25_7_and_33_7() {
    let rate = |index: usize| expected()["rates"][index]["rate"].as_str().unwrap();
    assert_eq!((rate(0), rate(1)), ("-25.7", "-33.7"));
}

/// Each figure of a file: measured in a workspace of its own, so that no other file can lend it.
#[test]
fn every_promised_figure_comes_out_of_its_file() {
    let mut files: BTreeMap<&str, Vec<&Value>> = BTreeMap::new();
    for figure in expected()["figures"].as_array().unwrap() {
        files.entry(figure["file"].as_str().unwrap()).or_default().push(figure);
    }
    let mut wrong = Vec::new();
    for (file, figures) in files {
        let folder = tempfile::tempdir().unwrap();
        let workspace = folder.path().join("w.jianfu");
        import(&workspace, &samples().join(file));
        let mut measured: BTreeMap<(String, String), Value> = BTreeMap::new();
        for figure in figures {
            let text = |key: &str| figure[key].as_str().unwrap().to_owned();
            let key = (text("indicator"), text("period"));
            let against = (text("period").parse::<i32>().unwrap() - 1).to_string();
            let table =
                measured.entry(key.clone()).or_insert_with(|| measure(&workspace, &key.0, &key.1, &against));
            let scopes = table["scopes"].as_array().into_iter().flatten();
            let mut rows = scopes.flat_map(|s| s["rows"].as_array().unwrap());
            let found = rows.find(|r| r["key"] == figure["area"]).map(|r| r["current"].clone());
            if found.as_ref() != Some(&figure["value"]) {
                wrong.push(format!("{figure}: {found:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} figures differ:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_planted_error_is_found_at_its_cell() {
    for planted in expected()["planted_errors"].as_array().unwrap() {
        let kind = planted["kind"].as_str().unwrap();
        if kind == "conflicting_value" {
            continue; // Between files: the next test.
        }
        let file = samples().join(planted["file"].as_str().unwrap());
        let args = ["inspect".as_ref(), file.as_os_str(), "--json".as_ref()];
        let document = jianfu(args).unwrap().json().unwrap();
        let sheets = document["sheets"].as_array().unwrap();
        let sheet = sheets.iter().find(|s| s["name"] == planted["sheet"]).expect("the sheet is read");
        let found = sheet["diagnostics"].as_array().unwrap().iter();
        let at_cell: Vec<&Value> = found.filter(|d| d["cell"] == planted["cell"]).collect();
        assert!(at_cell.iter().any(|d| d["code"] == kind), "{planted}: {at_cell:?}");
        let message = at_cell[0]["message"].as_str().unwrap();
        let digits = |text: &str| text.replace(',', "").replace('−', "-");
        let computed = planted["computed"].as_str().unwrap();
        assert!(digits(message).contains(computed), "the message names the computed value: {message}");
    }
}

#[test]
fn files_that_disagree_are_named_and_not_added() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = folder.path().join("w.jianfu");
    import(&workspace, &samples());
    let measures = measure(&workspace, "documents_issued", "2023", "2022");
    let conflict = measures["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .find(|d| d["code"] == "conflicting_value")
        .expect("712 in one file, 721 in another");
    let message = conflict["message"].as_str().unwrap();
    assert!(message.contains("712") && message.contains("721"), "{message}");
    let scopes = measures["scopes"].as_array().unwrap();
    let row =
        scopes.iter().flat_map(|s| s["rows"].as_array().unwrap()).find(|r| r["key"] == "431200").unwrap();
    assert_eq!(row["current"], "712", "the table with both years speaks");
}

#[test]
fn figures_of_different_scopes_are_never_in_one_list() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = folder.path().join("w.jianfu");
    import(&workspace, &samples());
    let measures = measure(&workspace, "documents_issued", "2023", "2022");
    let pooled: Vec<&str> = measures["scopes"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|s| s["total"]["pooled"]["rate"].as_str())
        .collect();
    assert!(
        pooled.contains(&"-25.7") && pooled.contains(&"-33.7") && pooled.contains(&"-25.4"),
        "{pooled:?}"
    );
}
