//! Looks, drift and settling.

#![expect(clippy::unwrap_used, reason = "tests")]
use super::*;
use crate::import::{SheetReading, understand};
use crate::model::{CellRef, NumberFormat, RawValue, SheetBuilder, Workbook, WorkbookFormat};

fn read(lines: &[&str]) -> SheetReading {
    let mut builder = SheetBuilder::new("Sheet1", true);
    for (row, line) in (0..).zip(lines) {
        for (col, cell) in (0..).zip(line.split('|')) {
            builder.push(CellRef::new(row, col), RawValue::Text(cell), NumberFormat::General);
        }
    }
    let (file, sha256) = ("发文.xlsx".to_owned(), "AB12".to_owned());
    let book = Workbook {
        file,
        sha256,
        format: WorkbookFormat::Xlsx,
        encoding: None,
        sheets: vec![builder.finish()],
    };
    understand(&book).sheets.pop().unwrap()
}

fn settled_periods(lines: &[&str], settlement: Settlement, sha256: &str) -> (Vec<String>, bool) {
    let mut sheet = read(lines);
    let recipe = Recipe { settled: vec![settlement], ..Recipe::new("r", Look::default()) };
    assert!(recipe.replay(&mut sheet, 0, sha256));
    let periods = sheet.tables.iter().flat_map(|t| &t.observations);
    let words = periods.map(|o| o.period.map_or_else(|| "none".to_owned(), |p| p.to_string())).collect();
    (words, sheet.diagnostics.iter().any(|d| d.code == "ambiguous_period"))
}

#[test]
fn a_settled_year_dates_its_own_file_and_no_other() {
    let lines = ["1—10月发文情况", "单位:件", "地区|本年|上年同期", "长沙市|3|4", "株洲市|5|6"];
    let year = || Settlement::Year { year: 2024, file: "ab12".to_owned() };
    let (periods, is_doubted) = settled_periods(&lines, year(), "AB12");
    assert_eq!(periods, ["2024-YTD10", "2023-YTD10", "2024-YTD10", "2023-YTD10"]);
    assert!(!is_doubted, "the doubt is answered");
    let (periods, is_doubted) = settled_periods(&lines, year(), "FFFF");
    assert_eq!(periods, ["none"; 4]);
    assert!(is_doubted);
}

#[test]
fn a_printed_year_is_not_overruled_and_can_be_shifted() {
    let lines = ["2025年发文情况", "单位:件", "地区|本年|上年", "长沙市|3|4", "株洲市|5|6"];
    let year = Settlement::Year { year: 2020, file: "AB12".to_owned() };
    assert_eq!(settled_periods(&lines, year, "AB12").0, ["2025", "2024", "2025", "2024"]);
    let shifted = settled_periods(&lines, Settlement::YearShift { years: -1 }, "any").0;
    assert_eq!(shifted, ["2024", "2023", "2024", "2023"]);
}

fn look(title: &str, columns: &[&str], lines: &[&str]) -> Look {
    let owned = |list: &[&str]| list.iter().map(|l| look::shape(l)).collect();
    Look { title: Some(look::shape(title)), columns: owned(columns), lines: owned(lines) }
}

#[test]
fn another_year_looks_the_same_and_another_table_does_not() {
    let this = look("2023年发文情况", &["2023年", "2022年", "±%"], &["长沙市", "株洲市"]);
    let next = look("２０２４年发文情况", &["2024年", "2023 年", "±%"], &["长 沙 市", "株洲市"]);
    assert_eq!(this, next);
    let meetings = look("2023年会议情况", &["次数", "时长"], &["长沙市", "株洲市"]);
    assert!(this.likeness(&meetings) < Look::NEAR);
}

#[test]
fn drift_names_what_was_renamed_what_went_and_what_came() {
    let old = look("表", &["发文数", "会议数", "备注"], &["长沙市", "株洲市"]);
    let new = look("表", &["发文数", "会议场次", "备注"], &["长沙市", "湘潭市", "衡阳市"]);
    let drift = Drift::between(&old, &new);
    assert_eq!(drift.renamed, [("会议数".to_owned(), "会议场次".to_owned())]);
    assert_eq!((drift.columns_gone.len(), drift.columns_new.len()), (0, 0));
    assert_eq!(drift.lines_gone, ["株洲市"]);
    assert_eq!(drift.lines_new, ["湘潭市", "衡阳市"]);
    assert!(drift.diagnostic().is_some());
    assert!(Drift::between(&old, &old).diagnostic().is_none());
}

#[test]
fn a_recipe_reads_back_as_it_was_written() {
    let area = Settlement::Area { label: "湘江片".to_owned(), area: "430300".parse().unwrap() };
    let recipe = Recipe {
        settled: vec![
            Settlement::Skip,
            area,
            Settlement::Year { year: 2024, file: "AB".to_owned() },
            Settlement::YearShift { years: -1 },
        ],
        ..Recipe::new("r", Look::default())
    };
    let text = serde_json::to_string(&recipe).unwrap();
    assert_eq!(serde_json::from_str::<Recipe>(&text).unwrap(), recipe);
    let unknown = text.replace(r#""years":-1"#, r#""years":-1,"months":1"#);
    assert!(serde_json::from_str::<Recipe>(&unknown).is_err(), "a field that is not known is refused");
}

#[test]
fn the_nearest_look_is_taken() {
    let near = Recipe::new("near", look("发文情况", &["甲", "乙", "丙"], &[]));
    let nearer = Recipe::new("nearer", look("发文情况", &["甲", "乙", "丁"], &[]));
    let recipes = [near, nearer];
    let found = find_recipe(recipes.iter(), &look("发文情况", &["甲", "乙", "丁"], &[]));
    assert_eq!(found.map(|r| r.name.as_str()), Some("nearer"));
    assert_eq!(find_recipe(recipes.iter(), &look("会议", &["子", "丑"], &[])), None);
}
