//! Looks, drift and settling.

#![expect(clippy::unwrap_used, reason = "tests")]
use super::*;

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
    let recipe = Recipe { settled: vec![Settlement::Skip, area], ..Recipe::new("r", Look::default()) };
    let text = serde_json::to_string(&recipe).unwrap();
    assert_eq!(serde_json::from_str::<Recipe>(&text).unwrap(), recipe);
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
    let role = Settlement::Role { label: "长 沙 市".to_owned(), role: crate::model::Role::Total };
    assert!(role.is_about_the_same(&ignore("长沙市")) && !role.is_about_the_same(&ignore("株洲市")));
}
