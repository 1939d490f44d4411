//! Ranks, quartiles, what is unusual, and back-solving, from the command line.

use jianfu_tests::places::samples;
use jianfu_tests::program::{Said, jianfu};
use serde_json::Value;
use std::path::{Path, PathBuf};

/// A workspace made from sheets of `area, year, year, …` written as delimited text.
fn workspace(folder: &Path, years: &[i32], rows: &[(&str, &[&str])]) -> PathBuf {
    let file = folder.join("各市州发文.csv");
    let heads: Vec<String> = years.iter().map(|y| format!("{y}年")).collect();
    let mut text = format!("各市州发文数统计表（单位：件）\n地区,{}\n", heads.join(","));
    for (area, counts) in rows {
        text.push_str(&format!("{area},{}\n", counts.join(",")));
    }
    std::fs::write(&file, text).unwrap();
    let workspace = folder.join("w.jianfu");
    let said = jianfu(["import".as_ref(), file.as_os_str(), "-w".as_ref(), workspace.as_os_str()]).unwrap();
    assert!(matches!(said.status, Some(0 | 3)), "{said:?}");
    workspace
}

fn rank(workspace: &Path, period: &str, more: &[&str]) -> Said {
    let w = workspace.to_str().unwrap();
    let asked = ["rank", "-w", w, "--indicator", "documents_issued", "--period", period];
    jianfu(asked.iter().chain(more)).unwrap()
}

fn row<'d>(document: &'d Value, key: &str) -> &'d Value {
    document["scopes"][0]["rows"].as_array().unwrap().iter().find(|r| r["key"] == key).unwrap()
}

#[test]
fn ties_share_a_place_small_bases_have_none_and_moves_are_counted() {
    let folder = tempfile::tempdir().unwrap();
    let w = workspace(
        folder.path(),
        &[2021, 2022, 2023],
        &[
            ("长沙市", &["200", "100", "90"]),
            ("株洲市", &["300", "200", "160"]),
            ("湘潭市", &["1000", "1000", "800"]),
            ("衡阳市", &["100", "100", "70"]),
            ("邵阳市", &["40", "20", "5"]),
            ("岳阳市", &["100", "—", "70"]),
        ],
    );
    let document = rank(&w, "2023", &["--json"]).json().unwrap();
    let places = |key| {
        let row = row(&document, key);
        (row["rank"].as_u64(), row["is_tied"].as_bool().unwrap(), row["places_gained"].as_i64())
    };
    assert_eq!(places("430400"), (Some(1), false, Some(3)), "−30 %, and fourth the year before");
    assert_eq!(places("430200"), (Some(2), true, Some(1)));
    assert_eq!(places("430300"), (Some(2), true, Some(2)));
    assert_eq!(places("430100"), (Some(4), false, Some(-3)));
    assert_eq!(places("430500"), (None, false, None), "a base of 20");
    assert_eq!(row(&document, "430500")["is_small_base"], true);
    assert_eq!(row(&document, "430600")["no_rate"], "no_base");
    assert_eq!(document["before"], serde_json::json!({"period": "2022", "against": "2021"}));
    // −30, −20, −20, −10.
    let quartiles = &document["scopes"][0]["quartiles"];
    assert_eq!(
        (&quartiles["first"], &quartiles["median"], &quartiles["third"]),
        (&"-22.5".into(), &"-20.0".into(), &"-17.5".into())
    );
    let csv = rank(&w, "2023", &["--csv"]).stdout;
    assert_eq!(csv.lines().nth(1).unwrap().split(',').nth(3), Some("1"), "{csv}");
}

#[test]
fn figures_unlike_peers_and_past_are_found_with_their_numbers() {
    let folder = tempfile::tempdir().unwrap();
    let years: Vec<i32> = (2016..=2023).collect();
    let steady: [&[&str]; 8] = [
        &["200", "196", "190", "186", "180", "176", "170", "166"],
        &["300", "292", "286", "278", "270", "262", "256", "250"],
        &["400", "390", "378", "370", "358", "350", "338", "330"],
        &["210", "206", "200", "196", "190", "186", "181", "176"],
        &["310", "303", "296", "288", "281", "273", "266", "260"],
        &["410", "401", "390", "381", "370", "361", "350", "341"],
        &["220", "215", "210", "205", "200", "195", "190", "185"],
        // The odd one: up by a half in the last year.
        &["320", "314", "306", "299", "290", "284", "276", "414"],
    ];
    let areas = ["长沙市", "株洲市", "湘潭市", "衡阳市", "邵阳市", "岳阳市", "常德市", "张家界市"];
    let mut rows: Vec<(&str, &[&str])> = areas.into_iter().zip(steady).collect();
    // Small counts: 9 a year, then 30; and 9 a year, then 3, a fall of two thirds by chance alone.
    rows.push(("益阳市", &["9", "8", "10", "9", "9", "8", "9", "30"]));
    rows.push(("郴州市", &["9", "8", "10", "9", "9", "8", "9", "3"]));
    let w = workspace(folder.path(), &years, &rows);
    let said = rank(&w, "2023", &["--json"]);
    assert_eq!(said.status, Some(3), "something unusual needs a look: {said:?}");
    let document = said.json().unwrap();
    let anomalies = document["scopes"][0]["anomalies"].as_array().unwrap();
    let found: Vec<(&str, &str)> =
        anomalies.iter().map(|a| (a["key"].as_str().unwrap(), a["method"].as_str().unwrap())).collect();
    assert_eq!(
        found,
        [("430800", "tukey_fences"), ("430800", "modified_z_score"), ("430900", "poisson_square_root")]
    );
    assert_eq!((&anomalies[0]["value"], &anomalies[0]["compared"]), (&"50.0".into(), &8.into()));
    assert_eq!((&anomalies[2]["low"], &anomalies[2]["high"]), (&"3".into(), &"20".into()));
    assert!(said.stderr.contains("stands apart among 8 units"), "{}", said.stderr);
}

#[test]
fn the_ranking_and_the_chart_give_the_same_places() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = folder.path().join("w.jianfu");
    let file = samples().join("湖南省14市州发文会议-2019至2023.xlsx");
    jianfu(["import".as_ref(), file.as_os_str(), "-w".as_ref(), workspace.as_os_str()]).unwrap();
    let document = rank(&workspace, "2023", &["--json"]).json().unwrap();
    let ranks: Vec<u64> =
        document["scopes"][0]["rows"].as_array().unwrap().iter().filter_map(|r| r["rank"].as_u64()).collect();
    assert!(ranks.len() > 10 && ranks.is_sorted() && ranks[0] == 1, "{ranks:?}");
    let svg = folder.path().join("c.svg");
    let w = workspace.to_str().unwrap();
    let chart =
        ["chart", "ranked-bars", "-w", w, "--indicator", "documents_issued", "--period", "2023", "-o"];
    jianfu(chart.iter().map(std::ffi::OsStr::new).chain([svg.as_os_str()])).unwrap();
    let drawing = std::fs::read_to_string(&svg).unwrap();
    let order: Vec<usize> = document["scopes"][0]["rows"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|r| !r["rank"].is_null())
        .map(|r| drawing.find(&format!("data-key=\"{}\"", r["key"].as_str().unwrap())).unwrap())
        .collect();
    assert!(order.is_sorted(), "rows of the chart stand in the order of the ranks");
}

fn solve(args: &[&str]) -> Value {
    jianfu(["solve-base"].iter().chain(args).chain(&["--json"])).unwrap().json().unwrap()
}

#[test]
fn a_count_and_a_printed_rate_give_back_the_base() {
    let found = solve(&["--current", "563", "--rate", "-4.58"]);
    assert_eq!((&found["current"], &found["rate"]), (&"563".into(), &"-4.58".into()));
    assert_eq!(
        (&found["half_up"], &found["half_even"]),
        (&serde_json::json!(["590"]), &serde_json::json!(["590"]))
    );
    assert_eq!(found["truncated"], serde_json::json!([]));
    assert_eq!(solve(&["--current", "36", "--rate", "−34.5%"])["half_up"], serde_json::json!(["55"]));
    // Cut off: 498 → 42.
    let cut = solve(&["--current", "42", "--rate", "-91.5"]);
    assert!(cut["truncated"].as_array().unwrap().contains(&"498".into()), "{cut}");
    assert!(!cut["half_up"].as_array().unwrap().contains(&"498".into()), "{cut}");
}

#[test]
fn the_decimals_of_a_printed_rate_count() {
    let one = solve(&["--current", "5730", "--rate", "-4.5"]);
    let two = solve(&["--current", "5730", "--rate", "-4.50"]);
    let same = solve(&["--current", "5730", "--rate", "-4.5", "--decimals", "2"]);
    assert_eq!(two["half_up"], same["half_up"]);
    assert_eq!((&one["rate"], &same["rate"]), (&"-4.5".into(), &"-4.50".into()));
    assert!(one["half_up"].as_array().unwrap().len() > two["half_up"].as_array().unwrap().len());
}

#[test]
fn too_many_bases_are_a_range_with_its_count_and_none_is_said() {
    let many = solve(&["--current", "1000000", "--rate", "-5"]);
    assert_eq!(many["half_up"].as_array().unwrap().len(), 1000);
    let range = &many["ranges"]["half_up"];
    assert_eq!((&range["count"], &range["is_complete"]), (&"11081".into(), &false.into()));
    assert_eq!((&range["first"], &range["last"]), (&"1047121".into(), &"1058201".into()));
    let endless = solve(&["--current", "0", "--rate", "-100.0"]);
    assert_eq!(
        (&endless["ranges"]["half_up"]["last"], &endless["ranges"]["half_up"]["count"]),
        (&Value::Null, &Value::Null)
    );
    let none = jianfu(["solve-base", "--current", "39", "--rate", "-65.32"]).unwrap();
    assert!(none.stdout.contains("No whole base gives this rate"), "{none:?}");
    let one = jianfu(["solve-base", "--current", "563", "--rate", "-4.58"]).unwrap();
    assert!(one.stdout.contains("590 → 563 = −4.5763%"), "{one:?}");
}

#[test]
fn a_bounded_share_bounds_the_whole() {
    let found = solve(&["--current", "163", "--share", "超过60%"]);
    assert_eq!(found["whole"], serde_json::json!({"bound": "at_most", "value": "271"}));
    let said = jianfu(["solve-base", "--current", "163", "--share", "60%"]).unwrap();
    assert_eq!(said.status, Some(1), "an exact share is no bound: {said:?}");
}

#[test]
fn a_question_without_sense_is_refused_with_a_hint() {
    for args in [["5.5", "-4"], ["-3", "-4"], ["many", "-4"], ["5", "much"]] {
        let said = jianfu(["solve-base", "--current", args[0], "--rate", args[1]]).unwrap();
        assert_eq!(said.status, Some(1), "{said:?}");
        assert!(said.stderr.contains("error: ") && said.stderr.contains("hint: "), "{said:?}");
    }
}

#[test]
fn trace_shows_how_a_figure_was_computed_and_bounds_are_no_base() {
    let folder = tempfile::tempdir().unwrap();
    let w = workspace(
        folder.path(),
        &[2022, 2023],
        &[("长沙市", &["1386", "944"]), ("株洲市", &["4500余", "140"]), ("湘潭市", &["768", "561"])],
    );
    let path = w.to_str().unwrap();
    let key =
        ["trace", "-w", path, "--indicator", "documents_issued", "--area", "430100", "--period", "2023"];
    let document = jianfu(key.iter().chain(&["--json"])).unwrap().json().unwrap();
    let rate =
        document["figures"].as_array().unwrap().iter().find(|f| f["kind"] == "rate_of_change").unwrap();
    assert_eq!(rate["working"], "(944 − 1,386) ÷ 1,386 = −31.9%");
    let definition = rate["definition"].as_str().unwrap();
    assert!(definition.contains("scope: ") && definition.contains("half up, 1 decimal"), "{definition}");
    assert_eq!(rate["inputs"].as_array().unwrap().len(), 2);
    let words = jianfu(key).unwrap().stdout;
    assert!(words.contains("(944 − 1,386) ÷ 1,386 = −31.9%"), "{words}");

    let measure = ["measure", "-w", path, "--indicator", "documents_issued", "--period", "2023", "--json"];
    let document = jianfu(measure).unwrap().json().unwrap();
    assert_eq!(row(&document, "430200")["no_rate"], "inexact", "a bound is no base");
    assert_eq!(document["scopes"][0]["total"]["excluded"][0]["reason"], "inexact");

    let key =
        ["trace", "-w", path, "--indicator", "documents_issued", "--area", "430200", "--period", "2022"];
    let document = jianfu(key.iter().chain(&["--json"])).unwrap().json().unwrap();
    let claim = &document["figures"][0];
    assert_eq!((&claim["kind"], &claim["text"]), (&"bounded_claim".into(), &"over 4,500 documents".into()));
}
