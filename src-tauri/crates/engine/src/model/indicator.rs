//! The catalogue of indicators (事项): what is followed, in which unit, and which direction is better.

use super::Lang;

/// Which direction counts as an improvement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Better {
    /// Fewer is better: the burden indicators.
    Lower,
    /// No value judgement (complaints received).
    Neutral,
}

/// A statistical indicator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Indicator {
    /// Stable id.
    pub id: &'static str,
    /// Chinese name.
    pub zh: &'static str,
    /// English name.
    pub en: &'static str,
    /// Usual unit.
    pub unit: &'static str,
    /// English unit, plural.
    pub unit_en: &'static str,
    /// Better direction.
    pub better: Better,
    /// Words that name it in tables, most specific first.
    pub words: &'static [&'static str],
}

impl Indicator {
    /// Name in a language.
    pub fn name(&self, lang: Lang) -> &'static str {
        lang.pick(self.zh, self.en)
    }

    /// Unit in a language.
    pub fn unit_name(&self, lang: Lang) -> &'static str {
        lang.pick(self.unit, self.unit_en)
    }
}

const fn lower(
    id: &'static str,
    zh: &'static str,
    en: &'static str,
    unit: (&'static str, &'static str),
    words: &'static [&'static str],
) -> Indicator {
    Indicator { id, zh, en, unit: unit.0, unit_en: unit.1, better: Better::Lower, words }
}

/// The shipped catalogue, in the order a report lists them.
static INDICATORS: &[Indicator] = &[
    lower(
        "documents_issued",
        "发文数",
        "Documents issued",
        ("件", "documents"),
        &["发文", "制发文件", "印发文件", "精简文件", "文件数"],
    ),
    lower("documents_received", "收文数", "Documents received", ("件", "documents"), &["收文"]),
    lower("meeting_hours", "会议时长", "Meeting hours", ("小时", "hours"), &["会议时长", "会议时间"]),
    lower(
        "meeting_attendance",
        "参会人次",
        "Meeting attendance",
        ("人次", "attendances"),
        &["参会人次", "参会人数"],
    ),
    lower("meetings_held", "会议数", "Meetings held", ("次", "meetings"), &["召开会议", "会议", "开会"]),
    lower(
        "inspections",
        "督查检查考核",
        "Inspections",
        ("项", "inspections"),
        &["督查检查考核", "督检考", "督查", "检查", "考核"],
    ),
    lower(
        "report_submissions",
        "报送次数",
        "Report submissions",
        ("次", "submissions"),
        &["报送次数", "填报次数"],
    ),
    lower("report_forms", "报表数", "Report forms", ("张", "forms"), &["报表", "填表"]),
    lower(
        "official_accounts",
        "公众账号",
        "Official accounts",
        ("个", "accounts"),
        &["公众账号", "公众号", "政务新媒体"],
    ),
    lower("work_groups", "工作群", "Work chat groups", ("个", "groups"), &["工作群", "微信群", "QQ群"]),
    lower(
        "government_apps",
        "政务应用程序",
        "Government apps",
        ("个", "apps"),
        &["政务移动应用程序", "移动应用程序", "政务应用", "应用程序", "政务APP", "APP", "小程序"],
    ),
    lower(
        "coordinating_bodies",
        "议事协调机构",
        "Coordinating bodies",
        ("个", "bodies"),
        &["议事协调机构", "领导小组"],
    ),
    lower(
        "campaigns",
        "创建示范活动",
        "Campaigns",
        ("项", "campaigns"),
        &["创建示范活动", "创建示范", "示范创建"],
    ),
    lower("secondments", "借调人员", "Secondments", ("人", "persons"), &["借调", "抽调"]),
    Indicator {
        id: "complaints",
        zh: "减负线索",
        en: "Complaints",
        unit: "条",
        unit_en: "complaints",
        better: Better::Neutral,
        words: &["减负线索", "举报", "问题线索"],
    },
];

/// Every shipped indicator, in report order.
pub fn indicators() -> &'static [Indicator] {
    INDICATORS
}

/// The indicator with this id.
pub fn get_indicator(id: &str) -> Option<&'static Indicator> {
    INDICATORS.iter().find(|i| i.id == id)
}

/// What ends the id of a yearly quota (年度控制数).
const QUOTA: &str = ".quota";

/// The id under which the yearly quota (年度控制数) of an indicator is kept: what may be counted, never what was.
pub fn quota_id(indicator_id: &str) -> String {
    format!("{indicator_id}{QUOTA}")
}

/// The indicator whose quota has this id.
pub fn get_quota_indicator(id: &str) -> Option<&'static Indicator> {
    get_indicator(id.strip_suffix(QUOTA)?)
}

/// The name of an indicator or of a quota; the id itself where it is in no list, for then it is the printed name.
pub fn indicator_name(id: &str, lang: Lang) -> String {
    match (get_indicator(id), get_quota_indicator(id)) {
        (Some(indicator), _) => indicator.name(lang).to_owned(),
        (None, Some(of)) => match lang {
            Lang::Zh => format!("{}年度控制数", of.zh),
            Lang::En => format!("Yearly quota of {}", of.en.to_lowercase()),
        },
        (None, None) => id.to_owned(),
    }
}

/// The indicator a text names, by the longest word of the catalogue that occurs in it.
pub fn find_indicator(text: &str) -> Option<&'static Indicator> {
    INDICATORS
        .iter()
        .flat_map(|i| i.words.iter().map(move |w| (w, i)))
        .filter(|(w, _)| text.contains(**w))
        .max_by_key(|(w, _)| w.chars().count())
        .map(|(_, i)| i)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_specific_word_wins() {
        let id = |text| find_indicator(text).map(|i| i.id);
        assert_eq!(id("2023年度岳阳市发文情况统计表"), Some("documents_issued"));
        assert_eq!(id("会议时长(小时)"), Some("meeting_hours"));
        assert_eq!(id("全市性会议"), Some("meetings_held"));
        assert_eq!(id("督查检查考核"), Some("inspections"));
        assert_eq!(id("年末总人口"), None);
    }
}
