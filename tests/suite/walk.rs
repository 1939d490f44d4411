//! The walk of one number: from a cell to a bar and back. It stays green for ever.

use jianfu_tests::places::samples;
use jianfu_tests::program::jianfu;
use serde_json::Value;

const FILE: &str = "岳阳市及所辖县市区发文-2023.xlsx";
const COUNTY: &str = "430626";

/// The observation of a county in a year, as `inspect` understands it.
fn inspected(document: &Value, period: &str) -> Value {
    let tables = document["sheets"][0]["tables"].as_array().expect("a sheet has tables");
    let observations = tables.iter().flat_map(|t| t["observations"].as_array().expect("a summary"));
    let found: Vec<&Value> = observations
        .filter(|o| o["area"] == COUNTY && o["period"] == period && o["role"] == "value")
        .collect();
    assert_eq!(found.len(), 1, "one cell holds the county's count of {period}: {found:?}");
    found[0].clone()
}

#[test]
fn a_cell_becomes_a_bar_and_the_bar_leads_back_to_the_cell() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = folder.path().join("walk.jianfu");
    let file = samples().join(FILE);

    // Cell → observation.
    let document = jianfu(["inspect".as_ref(), file.as_os_str(), "--json".as_ref()]).unwrap().json().unwrap();
    let (current, base) = (inspected(&document, "2023"), inspected(&document, "2022"));
    assert_eq!(current["indicator"], "documents_issued");
    assert_eq!((&current["value"], &base["value"]), (&Value::from("252"), &Value::from("398")));

    // Observation → workspace → measure.
    let import = ["import".as_ref(), file.as_os_str(), "-w".as_ref(), workspace.as_os_str()];
    let said = jianfu(import).unwrap();
    assert!(matches!(said.status, Some(0 | 3)), "{said:?}");
    let w = workspace.to_str().unwrap();
    let measure = ["measure", "-w", w, "--indicator", "documents_issued", "--period", "2023", "--json"];
    let measures = jianfu(measure).unwrap().json().unwrap();
    let rows = measures["scopes"][0]["rows"].as_array().unwrap();
    let row = rows.iter().find(|r| r["key"] == COUNTY).expect("the county has a row");
    assert_eq!(row["current"], "252");
    assert_eq!(row["base"], "398");
    assert_eq!(row["rate"], "-36.7", "(252 − 398) ÷ 398 = −36.68…%");
    assert_eq!(measures["scopes"][0]["total"]["pooled"]["rate"], "-33.7");

    // Measure → bar: the drawing holds the county's group and its rate.
    let svg = folder.path().join("walk.svg");
    let chart =
        ["chart", "ranked-bars", "-w", w, "--indicator", "documents_issued", "--period", "2023", "-o"];
    let said = jianfu(chart.iter().map(std::ffi::OsStr::new).chain([svg.as_os_str()])).unwrap();
    assert_eq!(said.status, Some(0), "{said:?}");
    let drawing = std::fs::read_to_string(&svg).unwrap();
    let parts: Vec<&str> = drawing.split("data-key=\"").filter(|part| part.starts_with(COUNTY)).collect();
    assert!(parts.iter().any(|p| p.contains("<rect")), "the county has a bar");
    let words = parts.concat();
    assert!(["36.7%", "252", "398"].iter().all(|w| words.contains(w)), "{words}");

    // Bar → inputs → cell: the very cells and texts of the sheet.
    let inputs = row["inputs"].as_array().unwrap();
    assert_eq!(inputs.len(), 2, "one observation for each period");
    for (input, cell) in inputs.iter().zip([&current, &base]) {
        let trace = ["trace", "-w", w, "--observation", input.as_str().unwrap(), "--json"];
        let traced = jianfu(trace).unwrap().json().unwrap();
        let traced = &traced["observations"][0];
        assert_eq!(traced["file"], FILE);
        assert_eq!(traced["sheet"], document["sheets"][0]["name"]);
        assert_eq!(traced["cell"], cell["cell"]);
        assert_eq!(traced["raw"], cell["raw"]);
        assert_eq!(traced["sha256"], document["sha256"]);
    }
}
