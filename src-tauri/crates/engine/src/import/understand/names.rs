//! What labels name: areas, bodies, categories, indicators, units.

use super::derived::is_derived_label;
use super::periods::{cue_of, cue_of_whole};
use super::text::{is_measure_word, is_of_which, is_total_label, is_unit_word, plain, split_bracket};
use crate::model::{AreaCode, AreaLevel, find_area_at, find_indicator};

/// The usual kinds of official document (文种), and the papers beside them.
const DOCUMENT_KINDS: [&str; 22] = [
    "决议",
    "决定",
    "命令",
    "公报",
    "公告",
    "通告",
    "意见",
    "通知",
    "通报",
    "报告",
    "请示",
    "批复",
    "议案",
    "函",
    "纪要",
    "会议纪要",
    "便函",
    "白头文件",
    "内部明电",
    "工作提示",
    "简报",
    "令",
];

/// Whether a label is a kind of document.
pub(super) fn is_document_kind(label: &str) -> bool {
    let text = plain(label);
    DOCUMENT_KINDS.contains(&split_bracket(&text).0)
}

/// Whether a label reads like a body that issues or reports: 市委, 市政府办, 市教育局.
pub(super) fn is_organisation(label: &str) -> bool {
    const ENDS: [&str; 29] = [
        "委",
        "党委",
        "政府",
        "委办",
        "政办",
        "府办",
        "办公室",
        "办公厅",
        "局",
        "厅",
        "部",
        "院",
        "法院",
        "检察院",
        "监委",
        "人大",
        "政协",
        "委员会",
        "中心",
        "集团",
        "联合会",
        "总工会",
        "妇联",
        "团委",
        "人大办",
        "政协办",
        "改革委",
        "健康委",
        "编办",
    ];
    let text = plain(label);
    let text = split_bracket(&text).0;
    let count = text.chars().count();
    (2..=24).contains(&count)
        && !is_total_label(text)
        && (ENDS.iter().any(|e| text.ends_with(e)) || ["党委系统", "政府系统", "县委县政府"].contains(&text))
}

/// The one indicator a label names, leaving out words for measures, totals and bodies. A title that names several
/// (`发文会议情况统计表`) names none.
pub(super) fn indicator_of(label: &str) -> Option<&'static str> {
    let text = plain(label);
    if is_organisation(&text) || is_document_kind(&text) {
        return None;
    }
    let text = without_form_word(&text).to_owned();
    let found = find_indicator(&text)?;
    // Take the words found away and see whether another indicator is left.
    let rest = found.words.iter().fold(text, |rest, word| rest.replace(word, " "));
    let other = find_indicator(&rest);
    other.is_none_or(|o| o.id == found.id).then_some(found.id)
}

/// A title without the word for the table it heads: `精简文件情况月报表` is no count of report forms.
fn without_form_word(text: &str) -> &str {
    let text = split_bracket(text).0;
    let ends = ["月报表", "季报表", "年报表", "周报表", "日报表", "统计报表", "情况报表"];
    ends.iter().find_map(|e| text.strip_suffix(e)).unwrap_or(text)
}

/// What a label names once periods, measures, totals and arithmetic are taken away; `None` when nothing is left.
pub(super) fn thing_of(label: &str) -> Option<String> {
    let text = plain(label);
    let bare = split_bracket(&text).0;
    let is_nothing = bare.is_empty()
        || is_measure_word(bare)
        || is_total_label(bare)
        || is_derived_label(bare)
        || is_unit_word(bare)
        || matches!(bare, "其中" | "其中:")
        || cue_of_whole(bare).is_some()
        || (cue_of(bare).is_relative && bare.chars().count() <= 8)
        || (cue_of(bare).part.is_some()
            && bare.chars().count() <= 10
            && find_indicator(bare).is_none()
            && !["控制", "限额", "计划", "目标"].iter().any(|w| bare.contains(w)));
    if is_nothing {
        return None;
    }
    let bare = if is_of_which(bare) {
        bare.trim_start_matches("其中").trim_start_matches([':', '#', ','])
    } else {
        bare
    };
    (!bare.is_empty()).then(|| bare.to_owned())
}

/// The unit a head prints: a trailing bracket, % or 百分点.
pub(super) fn unit_of_head(path: &[String]) -> Option<String> {
    path.iter().rev().find_map(|label| {
        let text = plain(label);
        if text.contains("百分点") {
            return Some("百分点".to_owned());
        }
        if text.ends_with('%') || text.ends_with("(%)") {
            return Some("%".to_owned());
        }
        let bracket = text.strip_prefix('(').and_then(|t| t.strip_suffix(')')).or(split_bracket(&text).1);
        bracket.filter(|u| is_unit_word(u)).map(str::to_owned)
    })
}

/// A 1. or 一、 in front of an item is no part of its name.
pub(super) fn unnumbered(label: &str) -> &str {
    let rest = label.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
    match rest.strip_prefix(['.', '、', '．']) {
        Some(item) if !item.is_empty() && rest.len() < label.len() => item,
        _ => label,
    }
}

/// Settles which labels are areas: names that several areas share are settled by the title, else by the other labels.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct AreaFinder {
    within: Option<AreaCode>,
    /// The year of the table: former names mean what they meant then.
    year: Option<i32>,
}

impl AreaFinder {
    /// From the title's area, else from what most of the labels have in common.
    pub(super) fn new<'l>(
        title: Option<AreaCode>,
        year: Option<i32>,
        labels: impl Iterator<Item = &'l str>,
    ) -> Self {
        if title.is_some_and(|t| t != AreaCode::CHINA) {
            return Self { within: title, year };
        }
        let known: Vec<AreaCode> =
            labels.filter_map(|l| find_area_at(bare_area(l), None, year)).map(|a| a.code).collect();
        let shared = |up: &dyn Fn(AreaCode) -> Option<AreaCode>| {
            let mut parents: Vec<AreaCode> = known.iter().filter_map(|c| up(*c)).collect();
            parents.sort_unstable();
            let most = parents.chunk_by(|a, b| a == b).max_by_key(|c| c.len())?;
            (most.len() * 2 > known.len()).then(|| most.first().copied()).flatten()
        };
        let prefecture = |c: AreaCode| (c.level() == AreaLevel::County).then(|| c.parent()).flatten();
        let province = |c: AreaCode| {
            AreaCode::new(c.get() / 10_000 * 10_000)
                .filter(|p| c.level() > AreaLevel::Province && *p != AreaCode::CHINA)
        };
        Self { within: shared(&prefecture).or_else(|| shared(&province)), year }
    }

    /// For the lines of a group that names an area: 吉林 below 吉林省 is the city.
    pub(super) fn inside(self, group: Option<AreaCode>) -> Self {
        Self { within: group.or(self.within), year: self.year }
    }

    /// The area a label names.
    pub(super) fn find(self, label: &str) -> Option<AreaCode> {
        if label.chars().count() > 20 {
            return None;
        }
        find_area_at(bare_area(label), self.within, self.year).map(|a| a.code)
    }
}

fn bare_area(label: &str) -> &str {
    unnumbered(label).trim_start_matches("其中").trim_start_matches([':', '：'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measures_and_periods_are_taken_away_from_things() {
        for label in ["本年(件)", "上年同期", "合计", "±%", "2021年", "1—7月累计", "增减%", "7月"]
        {
            assert_eq!(thing_of(label), None, "{label}");
        }
        assert_eq!(thing_of("督查检查考核").as_deref(), Some("督查检查考核"));
        assert_eq!(thing_of("其中:联合行文").as_deref(), Some("联合行文"));
        assert_eq!(thing_of("年度控制数").as_deref(), Some("年度控制数"));
        assert_eq!(thing_of("年度限额").as_deref(), Some("年度限额"));
        assert_eq!(thing_of("全年计划").as_deref(), Some("全年计划"));
    }

    #[test]
    fn bodies_and_kinds_of_document_are_no_indicators() {
        assert!(is_organisation("市委办"));
        assert!(is_organisation("市教育局"));
        assert!(!is_organisation("长沙市"));
        assert_eq!(indicator_of("会议纪要"), None);
        assert_eq!(indicator_of("××市直部门精简文件情况月报表(1—7月)"), Some("documents_issued"));
        assert_eq!(indicator_of("填报报表数"), Some("report_forms"));
        assert_eq!(indicator_of("2024年度发文会议情况统计表"), None);
        assert_eq!(indicator_of("全市性会议"), Some("meetings_held"));
        assert_eq!(unnumbered("1.议事协调机构"), "议事协调机构");
    }
}
