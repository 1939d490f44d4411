//! Figures that survive questioning: every reason for no rate, like for like, and what drove a change, through the whole
//! program on small workbooks made here.

use jianfu_tests::program::{Said, jianfu};
use rust_xlsxwriter::Workbook;
use serde_json::Value;

struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    /// A workspace with one workbook for each list of lines; cells are parted by `|`.
    fn new(books: &[&[&str]]) -> Self {
        let desk = Self { folder: tempfile::tempdir().unwrap() };
        for (n, lines) in books.iter().enumerate() {
            let path = desk.folder.path().join(format!("{n}.xlsx"));
            let mut book = Workbook::new();
            let sheet = book.add_worksheet();
            for (row, line) in (0..).zip(*lines) {
                for (column, text) in (0..).zip(line.split('|')) {
                    match text.parse::<f64>() {
                        Ok(number) => sheet.write_number(row, column, number).unwrap(),
                        Err(_) => sheet.write_string(row, column, text).unwrap(),
                    };
                }
            }
            book.save(&path).unwrap();
            let said = desk.run(&["import", path.to_str().unwrap()]);
            assert!(matches!(said.status, Some(0 | 3)), "{said:?}");
        }
        desk
    }

    fn run(&self, args: &[&str]) -> Said {
        let workspace = self.folder.path().join("w.jianfu");
        let args = args.iter().map(|a| (*a).to_owned());
        jianfu(args.chain(["-w".to_owned(), workspace.to_str().unwrap().to_owned()])).unwrap()
    }

    fn measure(&self, args: &[&str]) -> Value {
        self.run(&[&["measure", "--indicator", "documents_issued", "--json"], args].concat()).json().unwrap()
    }

    fn text(&self, args: &[&str]) -> String {
        let said = self.run(&[&["measure", "--indicator", "documents_issued"], args].concat());
        format!("{}{}", said.stdout, said.stderr)
    }
}

/// The row of an area in the only scope that has it.
fn row<'v>(measures: &'v Value, label: &str) -> &'v Value {
    let scopes = measures["scopes"].as_array().unwrap();
    let mut rows = scopes.iter().flat_map(|s| s["rows"].as_array().unwrap());
    rows.find(|r| r["label"] == label).expect("the area has a row")
}

fn has(measures: &Value, code: &str) -> bool {
    measures["diagnostics"].as_array().unwrap().iter().any(|d| d["code"] == code)
}

/// There is no rate, the reason is named in JSON, and the text says it in words.
fn check_reason(desk: &Desk, args: &[&str], label: &str, reason: &str, words: &str) {
    let measures = desk.measure(args);
    let row = row(&measures, label);
    assert_eq!((&row["rate"], &row["rate_exact"]), (&Value::Null, &Value::Null), "{label}");
    assert_eq!(row["no_rate"], reason, "{label}");
    assert_eq!(row["contribution"], Value::Null, "{label}");
    let text = desk.text(args);
    let line = text.lines().find(|l| l.starts_with(label)).expect("it is there");
    assert!(line.contains(words) && !line.contains('%'), "{line}");
}

const ONE_TABLE: &[&str] = &[
    "2023年各市州发文情况统计表",
    "单位：件",
    "市州|2023年|2022年",
    "长沙市|80|100",
    "株洲市|70|—",
    "湘潭市|5|0",
    "衡阳市|—|90",
    "邵阳市|***|60",
    "岳阳市|40|50",
];

#[test]
fn each_reason_of_a_cell_stands_in_json_and_in_words() {
    let desk = Desk::new(&[ONE_TABLE]);
    let args = ["--period", "2023"];
    check_reason(&desk, &args, "株洲市", "no_base", "no base figure");
    check_reason(&desk, &args, "衡阳市", "missing", "no figure this period");
    check_reason(&desk, &args, "邵阳市", "suppressed", "figure withheld");
    let measures = desk.measure(&args);
    let zero = row(&measures, "湘潭市");
    assert_eq!((&zero["rate"], &zero["no_rate"]), (&Value::Null, &Value::from("zero_base")));
    assert!(desk.text(&args).contains("base is zero, no rate"));
    let pooled = &measures["scopes"][0]["total"]["pooled"];
    assert_eq!((&pooled["base"], &pooled["current"]), (&Value::from("150"), &Value::from("125")));
}

#[test]
fn a_unit_that_changed_gives_no_rate() {
    let desk = Desk::new(&[
        &["2022年各市州发文情况统计表", "单位：份", "市州|2022年", "长沙市|100", "株洲市|90"],
        &["2023年各市州发文情况统计表", "单位：件", "市州|2023年", "长沙市|80", "株洲市|70"],
    ]);
    check_reason(&desk, &["--period", "2023"], "长沙市", "unit_changed", "unit changed");
}

const TWO_SCOPES: [&[&str]; 2] = [
    &["2022年各市州发文情况统计表", "口径：党委、政府", "单位：件", "市州|2022年", "长沙市|100", "株洲市|90"],
    &[
        "2023年各市州发文情况统计表",
        "口径：党委、政府及部门",
        "单位：件",
        "市州|2023年",
        "长沙市|80",
        "株洲市|70",
    ],
];

#[test]
fn a_scope_that_changed_gives_no_rate_and_is_never_joined() {
    let desk = Desk::new(&TWO_SCOPES);
    check_reason(&desk, &["--period", "2023"], "长沙市", "scope_changed", "scope changed");
    let measures = desk.measure(&["--period", "2023", "--basis", "comparable"]);
    assert_eq!(row(&measures, "长沙市")["no_rate"], "scope_changed");
    assert_eq!(measures["scopes"][0]["comparable"]["pooled"]["rate"], Value::Null);
}

#[test]
fn figures_of_two_scopes_are_never_in_one_list_nor_in_one_chart() {
    let lines: Vec<String> = TWO_SCOPES[1].iter().map(|l| l.replace("2023", "2022")).collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let both: Vec<String> = TWO_SCOPES[0].iter().map(|l| l.replace("2022", "2023")).collect();
    let both: Vec<&str> = both.iter().map(String::as_str).collect();
    let desk = Desk::new(&[TWO_SCOPES[0], TWO_SCOPES[1], &lines, &both]);
    let measures = desk.measure(&["--period", "2023"]);
    assert_eq!(measures["scopes"].as_array().unwrap().len(), 2, "{measures}");
    let out = desk.folder.path().join("ranking.svg");
    let chart = ["chart", "ranked-bars", "--indicator", "documents_issued", "--period", "2023"];
    let said = desk.run(&[&chart[..], &["-o", out.to_str().unwrap()]].concat());
    assert_eq!(said.status, Some(1), "{said:?}");
    assert!(said.stderr.contains("There are 2 scopes") && !out.exists(), "{said:?}");
    let said = desk.run(&[&chart[..], &["--scope", "党委、政府", "-o", out.to_str().unwrap()]].concat());
    assert_eq!(said.status, Some(0), "{said:?}");
}

#[test]
fn part_of_a_year_is_refused_and_only_what_can_be_answered_is_offered() {
    let table = |base: &'static str| -> Vec<&'static str> {
        vec!["各市州发文情况统计表", "单位：件", base, "长沙市|80|100", "株洲市|70|90"]
    };
    let args = ["--period", "2023-YTD10", "--against", "2022"];
    let alone = Desk::new(&[&table("市州|2023年1—10月|2022年")]);
    check_reason(&alone, &args, "长沙市", "partial_period", "periods differ");
    assert!(has(&alone.measure(&args), "no_common_period"));
    let desk = Desk::new(&[&table("市州|2023年1—10月|2022年"), &table("市州|2023年1—10月|2022年1—10月")]);
    let measures = desk.measure(&args);
    assert!(has(&measures, "periods_not_comparable"), "{measures}");
    assert!(measures["diagnostics"].to_string().contains("2023-YTD10 / 2022-YTD10"));
    let answer = desk.measure(&["--period", "2023-YTD10", "--against", "2022-YTD10"]);
    assert_eq!(row(&answer, "长沙市")["rate"], "-20.0", "the offer can be taken");
}

#[test]
fn a_base_that_is_not_last_year_is_called_by_its_name() {
    let desk = Desk::new(&[&[
        "2023年各市州发文情况统计表",
        "单位：件",
        "市州|2023年10月|2023年9月|2019年|2023年",
        "长沙市|8|10|100|80",
        "株洲市|7|—|—|70",
        "湘潭市|6|9|90|60",
    ]]);
    let zh = |args: &[&str]| desk.text(&[args, &["--lang", "zh"]].concat());
    let month = zh(&["--period", "2023-M10", "--against", "period-before"]);
    assert!(month.contains("无上期数据") && !month.contains("无上年数据"), "{month}");
    let fixed = zh(&["--period", "2023", "--against", "2019"]);
    assert!(fixed.contains("2019年无数据") && !fixed.contains("无上年数据"), "{fixed}");
}

const NINGXIANG: [&[&str]; 2] = [
    &["2016年长沙市各县市发文情况统计表", "单位：件", "地区|2016年", "长沙县|100", "宁乡县|50", "浏阳市|60"],
    &["2018年长沙市各县市发文情况统计表", "单位：件", "地区|2018年", "长沙县|80", "宁乡市|40", "浏阳市|—"],
];

#[test]
fn a_renamed_county_is_carried_by_the_history_and_shown_on_both_bases() {
    let desk = Desk::new(&NINGXIANG);
    let args = ["--period", "2018", "--against", "2016"];
    let raw = desk.measure(&args);
    assert_eq!(row(&raw, "宁乡县")["key"], "430124", "the code it had in the table's year");
    assert_eq!(
        (&row(&raw, "宁乡市")["key"], &row(&raw, "宁乡市")["no_rate"]),
        (&"430182".into(), &"no_base".into())
    );
    let comparable = &raw["scopes"][0]["comparable"];
    assert_eq!(comparable["pooled"]["base"], "150");
    assert_eq!(comparable["pooled"]["rate"], "-20.0");
    assert_eq!(comparable["joined"][0]["old"][0], "430124");
    assert_eq!(comparable["excluded"][0]["label"], "浏阳市");
    assert_eq!(comparable["excluded"][0]["reason"], "missing");
    assert_eq!(raw["scopes"][0]["total"]["as_counted"]["base"], "210", "the raw sums are kept");
    let text = desk.text(&[&args[..], &["--basis", "comparable", "--lang", "zh"]].concat());
    assert!(
        text.contains("宁乡市（原宁乡县）") && text.contains("原口径（各期全部相加）：210 → 120"),
        "{text}"
    );
    assert!(text.contains("总体未计入：浏阳市（本期无数据）"), "{text}");
}

#[test]
fn a_merger_is_told_on_the_raw_basis_and_incomplete_groups_are_left_out() {
    let table = |year: &str, rows: &[&str]| -> Vec<String> {
        let mut lines =
            vec![format!("{year}年山东省各市发文情况"), "单位：件".into(), format!("地区|{year}年")];
        lines.extend(rows.iter().map(|r| (*r).to_owned()));
        lines
    };
    let now = table("2019", &["济南市|90", "青岛市|60", "烟台市|50"]);
    let now: Vec<&str> = now.iter().map(String::as_str).collect();
    for (rows, base, lacking) in [
        (&["济南市|100", "莱芜市|20", "青岛市|70", "烟台市|55"][..], "245", 0),
        (&["济南市|100", "青岛市|70", "烟台市|55"][..], "125", 1),
    ] {
        let before = table("2018", rows);
        let before: Vec<&str> = before.iter().map(String::as_str).collect();
        let desk = Desk::new(&[&before, &now]);
        let measures = desk.measure(&["--period", "2019"]);
        assert!(has(&measures, "area_changed"), "{measures}");
        assert_eq!(row(&measures, "济南市")["notes"][0], "area_changed");
        assert_eq!(row(&measures, "青岛市")["notes"].as_array().unwrap().len(), 0);
        let comparable = &measures["scopes"][0]["comparable"];
        assert_eq!(comparable["pooled"]["base"], base);
        let excluded = comparable["excluded"].as_array().unwrap();
        assert_eq!(excluded.len(), lacking, "{comparable}");
        for unit in excluded {
            assert_eq!((&unit["reason"], &unit["lacking"][0]), (&"scope_changed".into(), &"371200".into()));
        }
    }
}

#[test]
fn the_driver_the_mean_and_a_wrong_printed_total_are_told() {
    let desk = Desk::new(&[&[
        "2023年各市州发文情况统计表",
        "单位：件",
        "市州|2023年|2022年",
        "怀化市|300|500",
        "永州市|290|400",
        "郴州市|200|300",
        "娄底市|26|20",
        "合计|816|1230",
    ]]);
    let measures = desk.measure(&["--period", "2023"]);
    let scope = &measures["scopes"][0];
    assert_eq!(scope["total"]["printed"]["base"], "1230");
    assert!(has(&measures, "printed_total_differs"), "{measures}");
    assert!(has(&measures, "pooled_and_mean_differ"), "{measures}");
    assert_eq!(scope["total"]["apart"][0], "431300", "娄底 is small and went the other way");
    assert_eq!(scope["driver"]["slots"]["leading"][0]["label"], "怀化市");
    assert_eq!(scope["driver"]["slots"]["opposing_points"], "0.5");
    let text = desk.text(&["--period", "2023", "--lang", "zh"]);
    assert!(
        text.contains("净减少404件：减少的共410件中，怀化市、永州市两地占76%；娄底市上升，抵消0.5个百分点。"),
        "{text}"
    );
}

#[test]
fn a_breakdown_that_does_not_cover_the_total_shows_what_is_left() {
    let desk = Desk::new(&[
        &[
            "2023年度长沙市发文情况统计表",
            "单位：件",
            "文种|2023年|2022年",
            "通知|40|60",
            "意见|20|25",
            "函|10|15",
        ],
        &["2023年度株洲市发文情况统计表", "单位：件", "地区|2023年|2022年", "株洲市|70|90"],
    ]);
    let measures = desk.measure(&["--period", "2023", "--by", "category"]);
    let parts = measures["scopes"][0]["breakdowns"].as_array().unwrap();
    let part = |by: &str| parts.iter().find(|p| p["by"] == by).expect("it is there");
    assert_eq!((&part("area")["current"], &part("area")["is_whole"]), (&"140".into(), &true.into()));
    assert_eq!(
        (&part("category")["current"], &part("category")["left_current"]),
        (&"70".into(), &"70".into())
    );
    assert!(has(&measures, "breakdown_incomplete"), "{measures}");
    let text = desk.text(&["--period", "2023", "--by", "category"]);
    let left = text.lines().find(|l| l.starts_with("Not broken down")).expect("it is there");
    assert!(left.contains("90") && left.contains("70"), "{left}");
}
