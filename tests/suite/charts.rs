//! Every kind of chart from a workspace: each mark leads back to stored numbers, and the command line writes each kind.

use jianfu_engine::chart::{ChartKind, kinds, to_svg};
use jianfu_engine::measure::By;
use jianfu_engine::model::{Lang, Period};
use jianfu_engine::{ChartRequest, Workspace};
use jianfu_tests::places::samples;
use jianfu_tests::program::jianfu;
use std::collections::BTreeSet;
use std::path::Path;

const FIVE_YEARS: &str = "湖南省14市州发文会议-2019至2023.xlsx";

fn imported(workspace: &Path, paths: &[&str]) {
    let mut args = vec!["import".into(), "-w".into(), workspace.as_os_str().to_owned()];
    args.extend(paths.iter().map(|path| samples().join(path).into_os_string()));
    let said = jianfu(&args).unwrap();
    assert!(matches!(said.status, Some(0 | 3)), "{said:?}");
}

/// Borders for the kind that needs them. None of them is real.
pub fn with_borders(workspace: &Path) {
    let file = super::maps::boundary_file();
    let args =
        ["boundary".as_ref(), "import".as_ref(), file.as_os_str(), "-w".as_ref(), workspace.as_os_str()];
    let said = jianfu(args).unwrap();
    assert!(matches!(said.status, Some(0 | 3)), "{said:?}");
}

fn request(kind: ChartKind, indicator: &str, years: std::ops::RangeInclusive<i32>) -> ChartRequest {
    ChartRequest::new(kind, indicator, years.map(Period::Year).collect(), Lang::Zh)
}

#[test]
fn every_mark_of_every_kind_leads_back_to_the_cells_of_its_numbers() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("w.jianfu");
    imported(&path, &[FIVE_YEARS]);
    with_borders(&path);
    let workspace = Workspace::open_read_only(&path).unwrap();
    for kind in kinds() {
        let request = request(kind.kind, "documents_issued", 2019..=2023);
        let drawing = workspace.chart(&request).unwrap();
        let least = match kind.kind {
            ChartKind::Trend => 5,
            ChartKind::Cumulative => 2,
            _ => 14,
        };
        assert!(drawing.figure.marks.len() >= least, "{}: fourteen prefectures", kind.name());
        for mark in &drawing.figure.marks {
            let ids = drawing.inputs.get(&mark.key).map_or(&[][..], Vec::as_slice);
            let is_gap = ids.is_empty() && mark.text.contains("无数据");
            assert!(is_gap || !ids.is_empty(), "{}: {} has no numbers", kind.name(), mark.key);
            let cells = workspace.store().list_provenance(ids).unwrap();
            assert_eq!(
                cells.len(),
                ids.iter().collect::<BTreeSet<_>>().len(),
                "{}: {}",
                kind.name(),
                mark.key
            );
            assert!(cells.iter().all(|cell| cell.file == FIVE_YEARS));
        }
    }
}

#[test]
fn a_cell_of_a_heat_table_leads_to_its_very_cell() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("w.jianfu");
    imported(&path, &[FIVE_YEARS]);
    let workspace = Workspace::open_read_only(&path).unwrap();
    let drawing = workspace.chart(&request(ChartKind::HeatTable, "documents_issued", 2019..=2023)).unwrap();
    for year in 2019..=2023 {
        let key = format!("430800/{year}");
        let mark = drawing.figure.marks.iter().find(|mark| mark.key == key).unwrap();
        assert_eq!(drawing.inputs[&key].len(), 1, "one cell is behind {key}");
        let id = drawing.inputs[&key][0];
        let observation = workspace.store().get_observation(id).unwrap();
        assert_eq!(observation.period, Some(Period::Year(year)));
        let count = jianfu_engine::format::count(observation.value.unwrap());
        assert!(mark.text.contains(&format!("{year}年 {count}件")), "{}", mark.text);
    }
}

#[test]
fn a_missing_figure_is_drawn_as_missing_with_the_reason_of_its_cell() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("w.jianfu");
    imported(&path, &["各市州报表-2024"]);
    let workspace = Workspace::open_read_only(&path).unwrap();
    // The return of 湘西州 prints a dash for the meetings of the year before.
    for (kind, key) in [(ChartKind::GroupedBars, "433100/2023"), (ChartKind::Dumbbell, "433100")] {
        let drawing = workspace.chart(&request(kind, "meetings_held", 2023..=2024)).unwrap();
        let mark = drawing.figure.marks.iter().find(|mark| mark.key == key).unwrap();
        assert!(mark.text.contains("原表为“—”"), "{}", mark.text);
        let svg = to_svg(&drawing.figure).unwrap();
        assert!(svg.contains("2023年原表为“—”"), "{}: the reason stands beside the name", kind.name());
    }
}

#[test]
fn a_later_table_that_prints_another_count_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("w.jianfu");
    imported(&path, &[FIVE_YEARS, "各市州报表-2024"]);
    let workspace = Workspace::open_read_only(&path).unwrap();
    let mut request = request(ChartKind::HeatTable, "documents_issued", 2022..=2024);
    let scopes = workspace.store().list_scopes().unwrap();
    request.scope = scopes.iter().find(|scope| scope.name.contains("市级")).map(|scope| scope.name.clone());
    let drawing = workspace.chart(&request).unwrap();
    let told = drawing.figure.texts().map(|line| line.words.clone()).collect::<String>();
    // 怀化 says 721 for 2023, the five-year table 712.
    assert!(told.contains("怀化市2023年") && told.contains("721") && told.contains("712"), "{told}");
}

#[test]
fn the_command_line_writes_every_kind_it_lists_the_same_every_time() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("w.jianfu");
    imported(&path, &[FIVE_YEARS]);
    with_borders(&path);
    let w = path.to_str().unwrap();
    let list = jianfu(["chart", "--list", "--json"]).unwrap().json().unwrap();
    let listed = list["kinds"].as_array().unwrap();
    assert_eq!(listed.len(), kinds().len());
    for kind in listed {
        let name = kind["name"].as_str().unwrap();
        let draw = |n: u8| {
            let out = folder.path().join(format!("{name}-{n}.svg"));
            let args = [
                "chart",
                name,
                "-w",
                w,
                "--indicator",
                "documents_issued",
                "--period",
                "2023",
                "--title",
                "题目",
            ];
            let said = jianfu(args.iter().map(std::ffi::OsStr::new).chain(["-o".as_ref(), out.as_os_str()]))
                .unwrap();
            assert_eq!(said.status, Some(0), "{said:?}");
            std::fs::read_to_string(out).unwrap()
        };
        let svg = draw(1);
        assert!(svg.contains(&format!("data-kind=\"{name}\"")) && svg.contains(">题目</text>"), "{name}");
        assert!(svg == draw(2), "two runs of {name} differ");
    }
}

#[test]
fn periods_that_make_no_series_are_refused_with_words() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("w.jianfu");
    imported(&path, &[FIVE_YEARS]);
    let out = folder.path().join("x.svg");
    let draw = |from: &str| {
        let args = [
            "chart",
            "heat-table",
            "-w",
            path.to_str().unwrap(),
            "--indicator",
            "documents_issued",
            "--period",
            "2023",
        ];
        let rest = ["--from", from, "-o", out.to_str().unwrap()];
        jianfu(args.into_iter().chain(rest)).unwrap()
    };
    assert_eq!(draw("2019").status, Some(0));
    for from in ["2024", "2019-Q1", "1900"] {
        let said = draw(from);
        assert_eq!(said.status, Some(1), "{said:?}");
        assert!(said.stderr.contains(from) && said.stderr.contains("hint:"), "{said:?}");
    }
    assert_eq!(draw("2023").status, Some(1), "one period alone is nothing to compare");
}

#[test]
fn rows_may_be_categories_or_bodies_wherever_they_need_no_place() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("w.jianfu");
    imported(&path, &["省委发文统计-2023.xlsx"]);
    let workspace = Workspace::open_read_only(&path).unwrap();
    for by in [By::Category, By::Organisation] {
        for kind in kinds() {
            let mut asked = request(kind.kind, "documents_issued", 2022..=2023);
            asked.by = by;
            let drawn = workspace.chart(&asked);
            // Only areas have a place.
            if matches!(kind.kind, ChartKind::TileGrid | ChartKind::Choropleth) {
                assert_eq!(drawn.unwrap_err().code(), "only_by_area", "{}", kind.name());
                continue;
            }
            let drawing = drawn.unwrap();
            let said = drawing.figure.texts().map(|line| line.words.clone()).collect::<String>();
            assert!(!said.contains("各地") && !said.contains("各市州"), "{}: {said}", kind.name());
            for mark in drawing.figure.marks {
                let ids = drawing.inputs.get(&mark.key).map_or(&[][..], Vec::as_slice);
                assert!(!ids.is_empty() || mark.text.contains("无数据"), "{}: {}", kind.name(), mark.key);
            }
        }
    }
    let mut asked = request(ChartKind::RankedBars, "documents_issued", 2022..=2023);
    asked.by = By::Category;
    let title = workspace.chart(&asked).unwrap().figure.title;
    assert_eq!(title, "2023年各类别发文数降幅");
}

#[test]
fn chosen_units_are_drawn_alone_and_the_total_stays_that_of_all() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("w.jianfu");
    imported(&path, &[FIVE_YEARS]);
    with_borders(&path);
    let workspace = Workspace::open_read_only(&path).unwrap();
    for kind in kinds() {
        let mut asked = request(kind.kind, "documents_issued", 2022..=2023);
        asked.units = vec!["长沙".to_owned(), "湘西州".to_owned(), "430800".to_owned()];
        let drawn = workspace.chart(&asked);
        match kind.kind {
            ChartKind::TileGrid | ChartKind::Choropleth => {
                assert_eq!(drawn.unwrap_err().code(), "only_by_area", "{}", kind.name());
            }
            ChartKind::Waterfall | ChartKind::Stacked | ChartKind::Composition => {
                assert_eq!(drawn.unwrap_err().code(), "all_parts_drawn", "{}", kind.name());
            }
            ChartKind::Trend | ChartKind::Cumulative => {}
            _ => {
                let drawing = drawn.unwrap();
                let rows: BTreeSet<&str> =
                    drawing.figure.marks.iter().filter_map(|mark| mark.key.split('/').next()).collect();
                assert_eq!(rows, BTreeSet::from(["430100", "430800", "433100"]), "{}", kind.name());
                let said = drawing.figure.texts().map(|line| line.words.clone()).collect::<String>();
                assert!(said.contains("只画出所选 3 项") && said.contains("全部 14 项"), "{said}");
            }
        }
        asked.units = vec!["没有市".to_owned()];
        let code = workspace.chart(&asked).unwrap_err().code().to_owned();
        let wanted = ["unknown_unit", "only_by_area", "all_parts_drawn"];
        assert!(wanted.contains(&code.as_str()), "{}: {code}", kind.name());
    }
}
