//! Tables that list most areas of a province or a prefecture, but not all.

use crate::diagnostic::{Diagnostic, Severity};
use crate::import::{ObservationReading, TableReading};
use crate::model::{AreaCode, AreaLevel, CellRef, Role, areas, current_area, get_area};
use std::collections::{BTreeMap, BTreeSet};

/// Fewer members than these make no list.
const LEAST: usize = 5;
/// Titles that announce a selection.
const SELECTIONS: [&str; 12] =
    ["前十", "前五", "前三", "部分", "试点", "先进", "典型", "抽", "样本", "重点", "县域", "排名"];
/// Bodies that stand among areas and are none.
const BESIDE_AREAS: [&str; 11] =
    ["开发", "高新", "经开", "管理", "园", "新区", "直属", "市直", "省直", "本级", "机关"];

/// Names the areas that a table leaves out of a list it otherwise gives.
pub(super) fn missing_members<'t>(
    table: &TableReading,
    others: impl Iterator<Item = &'t TableReading> + Clone,
) -> Vec<Diagnostic> {
    let is_selection = table.title.as_ref().is_some_and(|t| SELECTIONS.iter().any(|w| t.contains(w)));
    let listed = listed_areas(table);
    if listed.len() < LEAST || is_selection || has_unknown_members(table) || has_former_members(&listed) {
        return Vec::new();
    }
    let wholes: BTreeSet<AreaCode> = listed.keys().filter_map(|code| whole_of(*code)).collect();
    wholes.into_iter().filter_map(|whole| missing_of(table, &listed, whole, others.clone())).collect()
}

/// Every area the table names, under its present code, and where it does so last.
fn listed_areas(table: &TableReading) -> BTreeMap<AreaCode, CellRef> {
    let figures = table.observations.iter().filter(|o| o.role != Role::Derived);
    figures.filter_map(|o| Some((current_area(o.area?), o.cell))).collect()
}

/// Areas that were merged or split since: the table is a list of other members than there are today.
fn has_former_members(listed: &BTreeMap<AreaCode, CellRef>) -> bool {
    listed.keys().any(|code| areas().binary_search_by_key(code, |a| a.code).is_err())
}

/// Lines that could be a member under a name that was not recognised, or several members in one.
fn has_unknown_members(table: &TableReading) -> bool {
    let is_unknown = |o: &ObservationReading| {
        let label = o.row_labels.last().map_or("", String::as_str);
        o.area.is_none()
            && o.role == Role::Value
            && !label.is_empty()
            && !BESIDE_AREAS.iter().any(|w| label.contains(w))
    };
    table.observations.iter().any(is_unknown)
}

/// The area that lists this one among its members.
fn whole_of(code: AreaCode) -> Option<AreaCode> {
    let parent = code.parent()?;
    if get_area(parent).is_some() { Some(parent) } else { parent.parent() }
}

/// What a complete list of an area holds: prefectures of a province, counties of a prefecture or a municipality, and
/// the provinces of the mainland.
fn members_of(whole: AreaCode) -> Vec<AreaCode> {
    let within = |level: AreaLevel| {
        let codes = areas().iter().map(|a| a.code);
        codes.filter(|c| c.level() == level && c.is_within(whole) && *c != whole).collect::<Vec<_>>()
    };
    match whole.level() {
        AreaLevel::Country => within(AreaLevel::Province).into_iter().filter(|c| c.get() < 700_000).collect(),
        AreaLevel::Province => {
            let prefectures = within(AreaLevel::Prefecture);
            if prefectures.is_empty() { within(AreaLevel::County) } else { prefectures }
        }
        AreaLevel::Prefecture | AreaLevel::County => within(AreaLevel::County),
    }
}

fn missing_of<'t>(
    table: &TableReading,
    listed: &BTreeMap<AreaCode, CellRef>,
    whole: AreaCode,
    mut others: impl Iterator<Item = &'t TableReading>,
) -> Option<Diagnostic> {
    let (present, missing): (Vec<_>, Vec<_>) =
        members_of(whole).into_iter().partition(|c| listed.contains_key(c));
    // A table of counties leaves districts out on purpose, and the other way round.
    let is_district = |c: &AreaCode| get_area(*c).is_some_and(|a| a.name.ends_with('区'));
    let is_sorted = whole.level() != AreaLevel::Country;
    let is_of_kind = |c: &AreaCode| !is_sorted || present.iter().any(|p| is_district(p) == is_district(c));
    let missing: Vec<AreaCode> = missing.into_iter().filter(is_of_kind).collect();
    let expected = present.len() + missing.len();
    if missing.is_empty() || present.len() < LEAST || present.len() * 4 < expected * 3 {
        return None;
    }
    // A list that goes on in another table of the sheet.
    let goes_on = |other: &TableReading| {
        let more = listed_areas(other);
        missing.iter().any(|c| more.contains_key(c)) && !present.iter().any(|c| more.contains_key(c))
    };
    if others.any(goes_on) {
        return None;
    }
    let has_total = table
        .observations
        .iter()
        .any(|o| o.role == Role::Total && o.value.is_some() && o.area.is_none_or(|a| a == whole));
    let severity = if has_total { Severity::Warning } else { Severity::Info };
    let last = present.iter().filter_map(|c| listed.get(c)).max()?;
    let names: Vec<&str> = missing.iter().filter_map(|c| get_area(*c)).map(|a| a.name).collect();
    Some(
        Diagnostic::new(severity, "missing_member")
            .at(label_cell(table, *last))
            .with("area", get_area(whole)?.name)
            .with("listed", present.len())
            .with("count", missing.len())
            .with("names", names.join("、")),
    )
}

/// The label of a line; the figure itself where labels stand above.
fn label_cell(table: &TableReading, figure: CellRef) -> CellRef {
    table.label_columns.last().map_or(figure, |col| CellRef::new(figure.row, *col))
}

#[cfg(test)]
mod tests {
    use super::super::tests::findings;

    const HUNAN: [&str; 14] = [
        "长沙市",
        "株洲市",
        "湘潭市",
        "衡阳市",
        "邵阳市",
        "岳阳市",
        "常德市",
        "张家界市",
        "益阳市",
        "郴州市",
        "永州市",
        "怀化市",
        "娄底市",
        "湘西州",
    ];

    fn table(title: &str, members: &[&str], total: bool) -> Vec<String> {
        let mut lines = vec![title.to_owned(), "单位:件".to_owned(), "地区|2023年|2022年".to_owned()];
        lines.extend(
            members.iter().enumerate().map(|(i, m)| format!("{m}|#{}|#{}", 100 + 7 * i, 110 + 5 * i)),
        );
        if total {
            let sum = |a: usize, b: usize| (0..members.len()).map(|i| a + b * i).sum::<usize>();
            lines.push(format!("合计|#{}|#{}", sum(100, 7), sum(110, 5)));
        }
        lines
    }

    fn check(title: &str, members: &[&str], total: bool) -> Vec<String> {
        let lines = table(title, members, total);
        findings(&lines.iter().map(String::as_str).collect::<Vec<_>>())
    }

    #[test]
    fn the_one_prefecture_left_out_is_named() {
        let members: Vec<&str> = HUNAN.into_iter().filter(|m| *m != "益阳市").collect();
        let told = "表中列出 湖南省 的 13 个下级地区，缺 1 个：益阳市。";
        assert_eq!(check("湖南省发文数", &members, false), [format!("info missing_member A16 {told}")]);
        assert_eq!(check("湖南省发文数", &members, true), [format!("warning missing_member A16 {told}")]);
    }

    #[test]
    fn a_complete_list_a_selection_and_a_few_are_not_accused() {
        assert!(check("湖南省发文数", &HUNAN, true).is_empty());
        let most: Vec<&str> = HUNAN.into_iter().take(12).collect();
        assert!(check("湖南省发文数部分市州情况", &most, true).is_empty());
        let few: Vec<&str> = HUNAN.into_iter().take(8).collect();
        assert!(check("湖南省发文数", &few, true).is_empty());
    }

    #[test]
    fn a_name_that_is_not_recognised_may_be_the_missing_one() {
        let mut members: Vec<&str> = HUNAN.into_iter().filter(|m| *m != "益阳市").collect();
        members.push("益杨市");
        assert!(check("湖南省发文数", &members, false).is_empty());
        members.pop();
        members.push("高新区");
        assert_eq!(check("湖南省发文数", &members, false).len(), 1);
    }

    #[test]
    fn a_table_of_counties_leaves_districts_out() {
        // 岳阳: 3 districts, 2 cities, 4 counties.
        let counties = ["岳阳县", "华容县", "湘阴县", "平江县", "汨罗市", "临湘市"];
        assert!(check("岳阳市所辖县市发文数", &counties, true).is_empty());
        let with_districts =
            ["岳阳楼区", "云溪区", "岳阳县", "华容县", "湘阴县", "平江县", "汨罗市", "临湘市"];
        let found = check("岳阳市发文数", &with_districts, false);
        assert_eq!(found.len(), 1);
        assert!(found.iter().all(|f| f.ends_with("缺 1 个：君山区。")), "{found:?}");
    }
}
