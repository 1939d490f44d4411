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

#[test]
fn a_settled_shift_moves_every_year() {
    let lines = ["2025年发文情况", "单位:件", "地区|本年|上年", "长沙市|3|4", "株洲市|5|6"];
    let mut sheet = read(&lines);
    let settled = vec![Settlement::YearShift { years: -1 }];
    assert!(Recipe { settled, ..Recipe::new("r", Look::default()) }.replay(&mut sheet, 0));
    let periods = sheet.tables.iter().flat_map(|t| &t.observations).filter_map(|o| o.period);
    assert_eq!(periods.map(|p| p.to_string()).collect::<Vec<_>>(), ["2024", "2023", "2024", "2023"]);
}

fn look(title: &str, columns: &[&str], lines: &[&str]) -> Look {
    let owned = |list: &[&str]| list.iter().map(|l| shape(l)).collect();
    Look { title: Some(shape(title)), columns: owned(columns), lines: owned(lines) }
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
            Settlement::Year { year: 2024 },
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

#[test]
fn only_what_means_the_same_next_year_lasts() {
    let labels = ["2023年", "2022年", "长 沙 市", "1—10月"].map(str::to_owned);
    let lasts = |settlement: &Settlement| settlement.is_lasting(labels.iter());
    let ignore = |label: &str| Settlement::Ignore { label: label.to_owned() };
    assert!(!lasts(&Settlement::Year { year: 2023 }));
    assert!(!lasts(&ignore("2022年")), "next year it is another column");
    assert!(lasts(&ignore("1—10月")) && lasts(&ignore("长沙市")) && lasts(&Settlement::Skip));
    let role = Settlement::Role { label: "长 沙 市".to_owned(), role: Role::Total };
    assert!(role.is_about_the_same(&ignore("长沙市")) && !role.is_about_the_same(&ignore("株洲市")));
}
