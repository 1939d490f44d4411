//! Lines, parts and running totals from a workspace, and what a person adds to a chart: from the command line to the cell.

use jianfu_engine::chart::{ChartKind, Event, Figure};
use jianfu_engine::measure::By;
use jianfu_engine::model::{Decimal, Lang, Period};
use jianfu_engine::{ChartRequest, Drawing, Workspace};
use jianfu_tests::places::samples;
use jianfu_tests::program::{Said, jianfu};

const FIVE_YEARS: &str = "湖南省14市州发文会议-2019至2023.xlsx";
const PROVINCE: &str = "省委发文统计-2023.xlsx";
const BODIES: [&str; 2] =
    ["进度与转移/长沙市市直部门精简文件月报-2024年10月.xlsx", "进度与转移/长沙市市直部门发文-2022至2023.csv"];

struct Asked {
    path: String,
    folder: tempfile::TempDir,
}

impl Asked {
    fn of(names: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("w.jianfu");
        let mut args = vec!["import".into(), "-w".into(), path.as_os_str().to_owned()];
        args.extend(names.iter().map(|name| samples().join(name).into_os_string()));
        let said = jianfu(&args).unwrap();
        assert!(matches!(said.status, Some(0 | 3)), "{said:?}");
        Self { path: path.to_str().unwrap().to_owned(), folder }
    }

    fn workspace(&self) -> Workspace {
        Workspace::open_read_only(self.path.as_ref()).unwrap()
    }

    /// Draws with the command line; gives what it said and the SVG.
    fn draw(&self, args: &[&str]) -> (Said, String) {
        let out = self.folder.path().join("x.svg");
        let _ = std::fs::remove_file(&out);
        let fixed = [
            "--lang",
            "zh",
            "-w",
            &self.path,
            "--indicator",
            "documents_issued",
            "-o",
            out.to_str().unwrap(),
        ];
        let said = jianfu(["chart"].into_iter().chain(args.iter().copied()).chain(fixed)).unwrap();
        (said, std::fs::read_to_string(out).unwrap_or_default())
    }
}

fn years(kind: ChartKind, first: i32, last: i32) -> ChartRequest {
    ChartRequest::new(kind, "documents_issued", (first..=last).map(Period::Year).collect(), Lang::Zh)
}

fn text(figure: &Figure, key: &str) -> String {
    figure.marks.iter().find(|mark| mark.key == key).map(|mark| mark.text.clone()).unwrap_or_default()
}

/// The sum of the numbers behind a mark.
fn sum_behind(workspace: &Workspace, drawing: &Drawing, key: &str) -> Decimal {
    let ids = drawing.inputs.get(key).map_or(&[][..], Vec::as_slice);
    assert!(!ids.is_empty(), "{key} leads to no number");
    ids.iter().filter_map(|id| workspace.store().get_observation(*id).unwrap().value).sum()
}

#[test]
fn each_point_of_a_line_is_the_sum_of_the_cells_behind_it() {
    let asked = Asked::of(&[FIVE_YEARS]);
    let workspace = asked.workspace();
    let drawing = workspace.chart(&years(ChartKind::Trend, 2019, 2023)).unwrap();
    for year in 2019..=2023 {
        let key = format!("total/{year}");
        let sum = jianfu_engine::format::count(sum_behind(&workspace, &drawing, &key));
        let said = text(&drawing.figure, &key);
        assert!(said.contains(&format!("{year}年 {sum}件")), "{key}: {said}");
    }
    let mut request = years(ChartKind::Trend, 2019, 2023);
    request.units = vec!["长沙市".into(), "433100".into(), "张家界".into()];
    request.events = vec![Event::from_text("2021-08=基层减负规定").unwrap()];
    let drawing = workspace.chart(&request).unwrap();
    assert_eq!(drawing.figure.marks.len(), 15, "three units over five years");
    assert!(drawing.figure.description.contains("2021年8月：基层减负规定"));
    for mark in &drawing.figure.marks {
        assert_eq!(drawing.inputs[&mark.key].len(), 1, "one cell is behind {}", mark.key);
    }
}

#[test]
fn shares_of_a_composition_add_up_and_its_parts_are_the_total_of_the_measure() {
    let asked = Asked::of(&[PROVINCE]);
    let workspace = asked.workspace();
    let mut request = years(ChartKind::Composition, 2022, 2023);
    request.by = By::Category;
    let drawing = workspace.chart(&request).unwrap();
    for (year, total) in [(2022, 1136), (2023, 844)] {
        let ending = format!("/{year}");
        let marks: Vec<_> = drawing.figure.marks.iter().filter(|mark| mark.key.ends_with(&ending)).collect();
        assert!((2..=6).contains(&marks.len()), "five parts and the others at most: {}", marks.len());
        let shares = marks.iter().filter_map(|mark| {
            let share = mark.text.rsplit_once('占')?.1.trim_end_matches('%').to_owned();
            share.parse::<Decimal>().ok()
        });
        assert_eq!(shares.sum::<Decimal>(), Decimal::ONE_HUNDRED, "{year}");
        let sum: Decimal = marks.iter().map(|mark| sum_behind(&workspace, &drawing, &mark.key)).sum();
        assert_eq!(sum, Decimal::from(total), "{year}: every number is in one part");
    }
}

#[test]
fn running_totals_stand_against_last_year_and_the_quota_and_end_where_the_year_does() {
    let asked = Asked::of(&BODIES);
    let workspace = asked.workspace();
    let period = Period::YearToDate(2024, 10);
    let mut request = ChartRequest::new(
        ChartKind::Cumulative,
        "documents_issued",
        vec![period.year_before(), period],
        Lang::Zh,
    );
    request.by = By::Organisation;
    let drawing = workspace.chart(&request).unwrap();
    let figure = &drawing.figure;
    let measured = jianfu([
        "measure",
        "-w",
        &asked.path,
        "--indicator",
        "documents_issued",
        "--period",
        "2024-YTD10",
        "--by",
        "organisation",
        "--json",
    ])
    .unwrap()
    .json()
    .unwrap();
    let pooled = &measured["scopes"][0]["total"]["pooled"];
    for (key, count) in [("2024/M10", &pooled["current"]), ("2023/M10", &pooled["base"])] {
        let count: Decimal = count.as_str().unwrap().parse().unwrap();
        assert!(
            text(figure, key).contains(&jianfu_engine::format::count(count)),
            "{key}: {}",
            text(figure, key)
        );
        assert_eq!(sum_behind(&workspace, &drawing, key), count, "{key}");
    }
    assert!(!figure.marks.iter().any(|mark| mark.key == "2024/M11"), "November is still to come");
    let printed: String = figure.texts().map(|line| line.words.clone()).collect();
    assert!(printed.contains("2023年1—10月") || printed.contains("上年同期"), "{printed}");
    assert!(printed.contains("年度控制数"), "{printed}");
}

#[test]
fn days_units_notes_and_titles_are_asked_for_on_the_command_line() {
    let asked = Asked::of(&[FIVE_YEARS]);
    let (said, svg) = asked.draw(&[
        "ranked-bars",
        "--period",
        "2023",
        "--title",
        "finding",
        "--highlight",
        "张家界市",
        "--note",
        "430100=机构改革",
    ]);
    assert_eq!(said.status, Some(0), "{said:?}");
    assert!(svg.contains("2023年发文数下降25.4%，"), "the title states the pooled rate");
    assert!(svg.contains("降幅最大") && svg.contains("机构改革") && svg.contains("突出显示：张家界市"));
    let (said, svg) = asked.draw(&[
        "trend",
        "--period",
        "2023",
        "--units",
        "长沙市,怀化",
        "--mark",
        "2020-06=规定一",
        "--mark",
        "2021-06-15=规定二",
        "--theme",
        "print",
    ]);
    assert_eq!(said.status, Some(0), "{said:?}");
    assert!(
        svg.contains("2020年6月 规定一") && svg.contains("2021年6月15日 规定二") && svg.contains("怀化市")
    );
}

#[test]
fn what_cannot_be_drawn_is_refused_with_words() {
    let asked = Asked::of(&[FIVE_YEARS]);
    let refused: [(&[&str], &str); 8] = [
        (&["trend", "--period", "2023", "--mark", "2031-08=将来"], "2031"),
        (&["ranked-bars", "--period", "2023", "--mark", "2023-08=规定"], "2023"),
        (&["tile-grid", "--period", "2023", "--by", "category"], "tile-grid"),
        (&["ranked-bars", "--period", "2023", "--by", "category"], "2023"),
        (&["waterfall", "--period", "2023", "--units", "长沙"], "waterfall"),
        (&["ranked-bars", "--period", "2023", "--highlight", "贵阳市"], "520100"),
        (&["trend", "--period", "2023", "--units", "贵阳市"], "贵阳市"),
        (&["trend", "--period", "2023", "--units", "长沙,株洲,湘潭,衡阳,邵阳,岳阳"], "6"),
    ];
    for (args, named) in refused {
        let (said, _) = asked.draw(args);
        assert_eq!(said.status, Some(1), "{args:?}: {said:?}");
        assert!(said.stderr.contains(named) && said.stderr.contains("hint:"), "{args:?}: {said:?}");
    }
    let (said, _) = asked.draw(&["trend", "--period", "2023", "--mark", "2031=将来"]);
    assert_eq!(said.status, Some(2), "a day without a month is wrong usage: {said:?}");
}
