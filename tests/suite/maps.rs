//! A boundary file from the command line to a map: read in the child, kept, drawn again without the file, undone, refused.

use jianfu_engine::chart::{ChartKind, Series};
use jianfu_engine::model::{Lang, Period};
use jianfu_engine::{ChartRequest, Workspace};
use jianfu_tests::places::samples;
use jianfu_tests::program::jianfu;
use std::path::{Path, PathBuf};

const FIVE_YEARS: &str = "湖南省14市州发文会议-2019至2023.xlsx";
const BOUNDARY: &str = "示意边界-虚构.geojson";

pub fn boundary_file() -> PathBuf {
    samples().join("虚构边界").join(BOUNDARY)
}

fn run(args: &[&str]) -> jianfu_tests::program::Said {
    jianfu(args).unwrap()
}

/// A workspace with five years of fourteen prefectures, and a boundary file beside it that may be changed.
fn given() -> (tempfile::TempDir, PathBuf, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("w.jianfu");
    let said = run(&["import", "-w", path.to_str().unwrap(), samples().join(FIVE_YEARS).to_str().unwrap()]);
    assert!(matches!(said.status, Some(0 | 3)), "{said:?}");
    let file = folder.path().join(BOUNDARY);
    std::fs::copy(boundary_file(), &file).unwrap();
    (folder, path, file)
}

fn import(path: &Path, file: &Path, more: &[&str]) -> jianfu_tests::program::Said {
    let args = ["boundary", "import", file.to_str().unwrap(), "-w", path.to_str().unwrap()];
    run(&[&args[..], more].concat())
}

fn request(lang: Lang) -> ChartRequest {
    let years = vec![Period::Year(2022), Period::Year(2023)];
    ChartRequest::new(ChartKind::Choropleth, "documents_issued", years, lang)
}

fn words(path: &Path, request: &ChartRequest) -> String {
    let drawing = Workspace::open_read_only(path).unwrap().chart(request).unwrap();
    drawing.figure.texts().map(|line| line.words.clone()).collect()
}

#[test]
fn a_boundary_file_is_kept_and_maps_are_drawn_without_it() {
    let (_folder, path, file) = given();
    let said = import(&path, &file, &["--json"]);
    assert_eq!(said.status, Some(3), "one zone is no area of the list: {said:?}");
    let told = said.json().unwrap();
    assert_eq!((told["matched"].as_u64(), &told["replaced"]), (Some(14), &false.into()));
    assert_eq!(told["unmatched"].as_array().unwrap().len(), 1);
    assert_eq!(told["boundary"]["features"], 15);
    std::fs::remove_file(&file).unwrap();
    let drawn = words(&path, &request(Lang::Zh));
    assert!(
        drawn.contains("内部使用，未经审核") && drawn.contains("只画界线：云梦示范区（虚构）"),
        "{drawn}"
    );
    let hash = told["boundary"]["sha256"].as_str().unwrap();
    assert!(drawn.contains(BOUNDARY) && drawn.contains(&hash[..12]), "{drawn}");
    assert!(words(&path, &request(Lang::En)).contains("not officially reviewed"));
}

#[test]
fn an_approval_number_is_printed_under_the_map_and_importing_again_replaces_it() {
    let (_folder, path, file) = given();
    assert_eq!(import(&path, &file, &["--approval", "GS(2025)0001号"]).status, Some(3));
    assert!(words(&path, &request(Lang::Zh)).contains("审图号：GS(2025)0001号"));
    let told = import(&path, &file, &["--json", "--approval", "GS(2025)0002号"]).json().unwrap();
    assert_eq!(told["replaced"], true);
    let listed = run(&["boundary", "list", "-w", path.to_str().unwrap(), "--json"]).json().unwrap();
    assert_eq!(listed["boundaries"].as_array().unwrap().len(), 1);
    assert_eq!(listed["boundaries"][0]["approval"], "GS(2025)0002号");
    run(&["undo", "-w", path.to_str().unwrap()]);
    assert!(words(&path, &request(Lang::Zh)).contains("审图号：GS(2025)0001号"), "undone to the one before");
}

#[test]
fn taking_a_boundary_file_out_can_be_undone() {
    let (_folder, path, file) = given();
    import(&path, &file, &[]);
    let w = path.to_str().unwrap();
    let drawn = words(&path, &request(Lang::Zh));
    assert_eq!(run(&["boundary", "remove", BOUNDARY, "-w", w]).status, Some(0));
    let error = Workspace::open_read_only(&path).unwrap().chart(&request(Lang::Zh)).unwrap_err();
    assert_eq!(error.code(), "no_boundary");
    assert!(error.hint(Lang::Zh).contains("jianfu boundary import"), "{}", error.hint(Lang::Zh));
    assert_eq!(run(&["boundary", "remove", BOUNDARY, "-w", w]).status, Some(1), "it is gone");
    run(&["undo", "-w", w]);
    assert_eq!(words(&path, &request(Lang::Zh)), drawn);
    let steps = run(&["history", "-w", w, "--json"]).json().unwrap();
    let kinds: Vec<&str> =
        steps["steps"].as_array().unwrap().iter().filter_map(|step| step["kind"].as_str()).collect();
    assert_eq!(kinds, ["import", "boundary", "delete_boundary"]);
}

#[test]
fn areas_are_joined_by_name_where_a_file_has_no_codes() {
    let (_folder, path, file) = given();
    let text = std::fs::read_to_string(&file).unwrap();
    let text = text.replace(r#""adcode":"#, r#""number":"#).replace("湘西土家族苗族自治州", "湘西州");
    std::fs::write(&file, text.replace("长沙市", "长 沙")).unwrap();
    let told = import(&path, &file, &["--json"]).json().unwrap();
    assert_eq!(told["matched"], 14, "{told}");
    let drawing = Workspace::open_read_only(&path).unwrap().chart(&request(Lang::Zh)).unwrap();
    let Series::Map(map) = &drawing.series else { unreachable!("a map is drawn") };
    assert_eq!(map.regions.iter().filter(|region| region.key.is_some()).count(), 14);
}

#[test]
fn a_file_whose_code_and_name_differ_is_doubted() {
    let (_folder, path, file) = given();
    let text = std::fs::read_to_string(&file).unwrap().replace("长沙市", "株洲市");
    std::fs::write(&file, text).unwrap();
    let told = import(&path, &file, &["--json"]).json().unwrap();
    assert_eq!(told["contradictory"].as_array().unwrap().len(), 1, "{told}");
}

#[test]
fn the_file_that_has_the_areas_is_taken_and_one_that_has_none_is_refused_by_name() {
    let (folder, path, file) = given();
    let elsewhere = folder.path().join("别处.geojson");
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(
        &elsewhere,
        text.replace(r#""adcode":43"#, r#""adcode":99"#).replace(r#""name":""#, r#""name":"某"#),
    )
    .unwrap();
    import(&path, &elsewhere, &[]);
    let mut asked = request(Lang::Zh);
    let refused = |asked: &ChartRequest| {
        Workspace::open_read_only(&path).unwrap().chart(asked).unwrap_err().code().to_owned()
    };
    assert_eq!(refused(&asked), "boundary_elsewhere");
    import(&path, &file, &[]);
    import(&path, &elsewhere, &[]);
    assert!(words(&path, &asked).contains(BOUNDARY), "though the other was brought in last");
    asked.boundary = Some("别处.geojson".to_owned());
    assert_eq!(refused(&asked), "boundary_elsewhere");
    asked.boundary = Some("没有.geojson".to_owned());
    assert_eq!(refused(&asked), "unknown_boundary");
}

#[test]
fn what_is_no_boundary_file_is_refused_with_words_and_leaves_the_workspace_as_it_was() {
    let (folder, path, _) = given();
    let before = std::fs::read(&path).unwrap();
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let collection = |geometry: &str| {
        format!(r#"{{"type":"FeatureCollection","features":[{{"properties":{{}},"geometry":{geometry}}}]}}"#)
    };
    let metres = r#"{"type":"Polygon","coordinates":[[[512345,3123456],[512346,3123456],[512346,3123457]]]}"#;
    for (text, code) in [
        ("{", "不是边界文件"),
        (deep.as_str(), "不是边界文件"),
        (&collection(r#"{"type":"Polygon","coordinates":[]}"#), "不是边界文件"),
        (&collection(metres), "不是经纬度"),
    ] {
        let file = folder.path().join("x.geojson");
        std::fs::write(&file, text).unwrap();
        let said = import(&path, &file, &["--lang", "zh"]);
        assert_eq!(said.status, Some(1), "{said:?}");
        assert!(said.stderr.contains(code) && said.stderr.contains("hint:"), "{said:?}");
    }
    let said = import(&path, &folder.path().join("没有.geojson"), &[]);
    assert_eq!(said.status, Some(1), "{said:?}");
    assert!(std::fs::read(&path).unwrap() == before, "the workspace was left alone");
}

#[test]
fn a_map_is_written_in_every_format_and_as_bars_in_a_workbook() {
    let (folder, path, file) = given();
    import(&path, &file, &[]);
    for (name, more) in [
        ("a.svg", &["--breaks", "quantile"][..]),
        ("a.png", &["--theme", "print", "--width-mm", "100"]),
        ("a.pdf", &["--boundary", BOUNDARY]),
        ("a.xlsx", &[]),
    ] {
        let out = folder.path().join(name);
        let args = [
            "chart",
            "choropleth",
            "-w",
            path.to_str().unwrap(),
            "--indicator",
            "documents_issued",
            "--period",
            "2023",
            "-o",
            out.to_str().unwrap(),
        ];
        let said = run(&[&args[..], more].concat());
        assert_eq!(said.status, Some(0), "{said:?}");
        assert!(std::fs::metadata(&out).unwrap().len() > 2000, "{name}");
    }
}
