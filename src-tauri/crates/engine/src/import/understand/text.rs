//! Words and marks of office tables: cleaning, totals, notes, unit lines, signatures. Pure functions on text.

use std::borrow::Cow;

/// A label without blanks, line breaks and width variants of brackets and colons: `长 沙 市` → `长沙市`.
pub(super) fn clean(text: &str) -> String {
    gathered(text.len(), without_returns(text).chars().filter(|c| !is_blank(*c)))
}

/// Without the mark that stands for a carriage return in a workbook's texts.
fn without_returns(text: &str) -> Cow<'_, str> {
    const RETURN: &str = "_x000D_";
    if text.contains(RETURN) { Cow::Owned(text.replace(RETURN, "")) } else { Cow::Borrowed(text) }
}

/// Gathers characters in room for so many bytes: labels are cleaned by the hundred thousand.
fn gathered(bytes: usize, characters: impl Iterator<Item = char>) -> String {
    let mut out = String::with_capacity(bytes);
    out.extend(characters);
    out
}

/// Every character that a person sees as a blank.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '\u{feff}' | '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{2060}' | '\u{00ad}')
        || c.is_control()
}

/// One width for digits, letters, brackets and signs, so that words need be written once.
pub(super) fn narrow(text: &str) -> String {
    gathered(text.len(), text.chars().map(narrow_character))
}

fn narrow_character(c: char) -> char {
    match c {
        // The wide tilde and the narrow one both stand for a span.
        '\u{ff5e}' | '~' => '-',
        '\u{ff01}'..='\u{ff5d}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '〔' | '【' => '(',
        '〕' | '】' => ')',
        '—' | '–' | '―' | '─' | '−' => '-',
        _ => c,
    }
}

/// Cleaned and of one width: what the word lists are compared with.
pub(super) fn plain(text: &str) -> String {
    let characters = without_returns(text);
    gathered(text.len(), characters.chars().filter(|c| !is_blank(*c)).map(narrow_character))
}

/// Splits a trailing bracket off: `2022(项)` → (`2022`, `项`).
pub(super) fn split_bracket(text: &str) -> (&str, Option<&str>) {
    let Some(inner) = text.strip_suffix(')') else { return (text, None) };
    match inner.rsplit_once('(') {
        Some((head, unit)) if !head.is_empty() && !unit.is_empty() => (head, Some(unit)),
        _ => (text, None),
    }
}

const TOTAL_WORDS: [&str; 16] = [
    "合计",
    "总计",
    "小计",
    "共计",
    "总和",
    "合计数",
    "总计数",
    "总合计",
    "累计合计",
    "全部合计",
    "总数",
    "平均",
    "平均值",
    "平均数",
    "汇总",
    "汇总数",
];
const WHOLE_WORDS: [&str; 8] = ["全国", "全省", "全市", "全县", "全区", "全州", "全盟", "全旗"];

/// Whether a label says that its line adds others up (合计, 全市合计, 小计…).
pub(super) fn is_total_label(label: &str) -> bool {
    let text = plain(label);
    let text = split_bracket(&text).0.trim_end_matches([':', '、', ',']);
    TOTAL_WORDS.contains(&text)
        || WHOLE_WORDS.contains(&text)
        || (text.chars().count() <= 8 && ["合计", "总计", "小计", "共计"].iter().any(|w| text.ends_with(w)))
        || (text.chars().count() <= 6 && ["合计", "总计", "小计"].iter().any(|w| text.starts_with(w)))
        || (text.chars().count() <= 6 && text.ends_with("平均"))
}

/// Whether the label speaks of a mean rather than a sum.
pub(super) fn is_mean_label(label: &str) -> bool {
    plain(label).contains("平均")
}

/// Whether a label opens a part that is already counted elsewhere (其中).
pub(super) fn is_of_which(label: &str) -> bool {
    let text = plain(label);
    text.starts_with("其中") || text.starts_with("#")
}

/// Notes, sources, explanations, adverts and web addresses.
pub(super) fn is_note(text: &str) -> bool {
    let text = plain(text);
    const STARTS: [&str; 15] = [
        "注:",
        "注",
        "说明",
        "备注:",
        "附注",
        "数据来源",
        "资料来源",
        "来源:",
        "填表说明",
        "填报说明",
        "统计口径",
        "口径:",
        "※",
        "★",
        "*",
    ];
    STARTS.iter().any(|s| text.starts_with(s))
        || text.contains("http")
        || text.contains("www.")
        || is_numbered(&text)
}

/// Words of those who made the form or pass it on, and no words of the office that fills it in.
pub(super) fn is_advert(text: &str) -> bool {
    // Plain and small, as the text is when they are looked for.
    const WORDS: [&str; 16] = [
        "http",
        "www.",
        ".com",
        "热线",
        "咨询电话",
        "客服",
        "扫码",
        "扫描二维码",
        "公众号:",
        "关注公众号",
        "模板",
        "免费下载",
        "版权所有",
        "技术支持",
        "qq群",
        "微信号",
    ];
    let text = plain(text).to_ascii_lowercase();
    WORDS.iter().any(|w| text.contains(w))
}

/// `2.上年数据…`: a further point of a note.
fn is_numbered(text: &str) -> bool {
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    let rest: String = text.chars().skip(digits).collect();
    (1..=2).contains(&digits) && rest.starts_with(['.', '、']) && rest.chars().count() > 8
}

/// The line where people sign: 填表人, 审核人, 单位负责人…
pub(super) fn is_signature(text: &str) -> bool {
    const WORDS: [&str; 11] = [
        "填表人",
        "填报人",
        "审核人",
        "复核人",
        "制表人",
        "制表:",
        "审核:",
        "单位负责人",
        "负责人:",
        "联系电话",
        "联系人:",
    ];
    let text = plain(text);
    WORDS.iter().any(|w| text.contains(w)) && text.chars().count() < 120
}

/// A cell that names the unit, the reporting body or the reporting date: `单位:件`, `填报单位(盖章):`.
pub(super) fn is_unit_cell(text: &str) -> bool {
    let text = plain(text);
    const STARTS: [&str; 25] = [
        "单位:",
        "(单位:",
        "计量单位",
        "(计量单位",
        "填报单位",
        "填报单位(盖章)",
        "填报日期",
        "报送单位",
        "编制单位",
        "制表单位",
        "填报时间",
        "统计时间",
        "表号:",
        "制表机关",
        "填报部门",
        "填报机关",
        "填表单位",
        "填表部门",
        "填表日期:",
        "填表时间:",
        "报送部门",
        "报送日期:",
        "报送时间:",
        "上报单位",
        "单位名称:",
    ];
    STARTS.iter().any(|s| text.starts_with(s))
        || text.chars().count() < 60
            && (text.contains("单位:") || text.contains("计量单位:") || text.contains("填报日期:"))
            && !is_signature(&text)
}

/// The units a unit line names: `单位：件、次、%` → `件、次、%`. `填报单位` names no unit.
pub(super) fn unit_of_line(text: &str) -> Option<String> {
    let text = plain(text);
    let mut from = 0;
    while let Some(found) = text.get(from..)?.find("单位") {
        let at = from + found;
        let before = text.get(..at).unwrap_or("");
        let after = text.get(at + "单位".len()..).unwrap_or("");
        from = at + "单位".len();
        if ["填报", "填表", "报送", "上报", "编制", "制表", "主办", "承办"]
            .iter()
            .any(|w| before.ends_with(w))
        {
            continue;
        }
        let Some(rest) = after.strip_prefix(':') else { continue };
        let unit: String = rest.chars().take_while(|c| !matches!(c, ')' | ';' | '。' | ':')).collect();
        if !unit.is_empty() && unit.chars().count() <= 24 {
            return Some(unit);
        }
    }
    None
}

/// The scope (口径) a line states: `统计口径：市级党政机关` → `市级党政机关`.
pub(super) fn scope_of_line(text: &str) -> Option<String> {
    let narrow = plain(text);
    let at = narrow.find("口径:")?;
    let rest = narrow.get(at + "口径:".len()..)?;
    let scope: String = rest.chars().take_while(|c| !matches!(c, ';' | '。')).collect();
    let scope = if narrow.starts_with('(') { scope.trim_end_matches(')').to_owned() } else { scope };
    (!scope.is_empty()).then_some(scope)
}

/// Units that tables print: what a 单位 column or a bracket may hold.
pub(super) fn is_unit_word(text: &str) -> bool {
    const UNITS: [&str; 48] = [
        "件",
        "个",
        "次",
        "项",
        "张",
        "人",
        "人次",
        "场",
        "场次",
        "条",
        "份",
        "块",
        "家",
        "户",
        "起",
        "篇",
        "字",
        "页",
        "小时",
        "分钟",
        "天",
        "日",
        "月",
        "年",
        "元",
        "万元",
        "亿元",
        "万人",
        "万户",
        "千人",
        "%",
        "‰",
        "百分点",
        "个百分点",
        "平方公里",
        "公顷",
        "亩",
        "吨",
        "万吨",
        "公里",
        "千米",
        "平方米",
        "万平方米",
        "台",
        "套",
        "辆",
        "所",
        "名",
    ];
    let text = plain(text);
    let text = text.trim_start_matches('(').trim_end_matches(')');
    UNITS.contains(&text)
        || (text.contains('/') && text.chars().count() <= 8 && !text.chars().any(|c| c.is_ascii_digit()))
}

/// Words of measures and comparisons that name no thing of their own.
pub(super) fn is_measure_word(label: &str) -> bool {
    const WORDS: [&str; 36] = [
        "本年",
        "上年",
        "今年",
        "去年",
        "本期",
        "上期",
        "同期",
        "上年同期",
        "去年同期",
        "增减",
        "同比",
        "环比",
        "当月",
        "本月",
        "累计",
        "数量",
        "数",
        "个数",
        "件数",
        "本年累计",
        "当年",
        "报告期",
        "基期",
        "本年度",
        "上年度",
        "本年数",
        "上年数",
        "今年数",
        "去年数",
        "本期数",
        "上期数",
        "同期数",
        "上年同期数",
        "去年同期数",
        "累计数",
        "总量",
    ];
    let text = plain(label);
    let text = split_bracket(&text).0.trim_end_matches('%');
    WORDS.contains(&text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_are_known_by_their_words() {
        for label in ["合 计", "总　计", "全市合计", "小计", "合计：", "全省", "合计(件)", "汇总", "市州平均"]
        {
            assert!(is_total_label(label), "{label} adds up");
        }
        for label in ["长沙市", "发文总数控制", "统计局", "合计数据处理中心办公室", "汇总材料份数"]
        {
            assert!(!is_total_label(label), "{label} is an item");
        }
    }

    #[test]
    fn a_unit_line_gives_its_units_and_a_reporting_body_none() {
        assert_eq!(unit_of_line("单位：件、%").as_deref(), Some("件、%"));
        assert_eq!(unit_of_line("填报单位(盖章):××办公室"), None);
        assert_eq!(unit_of_line("填报单位：办公室 单位：件").as_deref(), Some("件"));
    }

    #[test]
    fn lines_of_reporting_bodies_are_told_from_heads() {
        for text in ["填报部门：××精简办", "单位名称：××党政办", "填表日期：2024年1月5日", "单位：件"]
        {
            assert!(is_unit_cell(text), "{text}");
        }
        for text in ["单位名称", "单位", "责任单位", "填报对象"] {
            assert!(!is_unit_cell(text), "{text}");
        }
    }

    #[test]
    fn a_scope_is_taken_only_from_an_explicit_line() {
        assert_eq!(scope_of_line("统计口径：市级党政机关。").as_deref(), Some("市级党政机关"));
        assert_eq!(scope_of_line("2.上年数据按调整后口径计算。"), None);
    }
}
