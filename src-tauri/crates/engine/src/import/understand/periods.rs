//! Periods as tables word them: explicit years and parts of a year, and words that lean on the title (本年, 上年同期, 累计).

use super::text::{narrow, plain, split_bracket};
use crate::model::Period;

/// A part of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Year,
    Half(u8),
    Quarter(u8),
    Month(u8),
    YearToDate(u8),
    /// 当月: the month the row or the title names.
    CurrentMonth,
    /// 累计: from January to the month the row or the title names.
    Cumulative,
}

/// What one label says about the period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Cue {
    pub year: Option<i32>,
    pub part: Option<Part>,
    /// 上年, 去年, 同期: one year earlier.
    pub is_year_before: bool,
    /// 本年, 今年, 上年…: needs a year from elsewhere.
    pub is_relative: bool,
}

impl Cue {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// What the title and the sheet's name say about the period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Context {
    pub year: Option<i32>,
    pub part: Option<Part>,
}

impl Context {
    /// Takes from each text, in order of trust, what is still unknown.
    pub(super) fn from_texts<'t>(texts: impl IntoIterator<Item = &'t str>) -> Self {
        let mut context = Self::default();
        for text in texts {
            // Blanks part `表1` from `2022年`; without them the year may be spelt with blanks inside.
            let spaced = digit_years(&narrow(text));
            let text = digit_years(&plain(text));
            if text.contains("填报日期") || text.contains("填报时间") {
                continue;
            }
            let cue = cue_of(&text);
            context.year = context.year.or_else(|| find_year(&spaced)).or(cue.year);
            context.part = context.part.or(cue.part);
        }
        context
    }
}

/// `截至2021年10月31日` counts from January on; a whole year when it is December.
fn as_of(text: &str, part: Part) -> Part {
    match part {
        Part::Month(m) if text.contains("截至") || text.contains("截止") => to_date(m),
        other => other,
    }
}

fn to_date(month: u8) -> Part {
    if month == 12 { Part::Year } else { Part::YearToDate(month) }
}

/// The year a label consists of: `2022`, `2022年`, `2022年度`, `2022(件)`.
pub(super) fn year_of_label(label: &str) -> Option<i32> {
    let text = digit_years(&plain(label));
    let text = split_bracket(&text).0;
    let text = text.strip_suffix("年度").or_else(|| text.strip_suffix('年')).unwrap_or(text);
    let text = text.strip_suffix(".0").unwrap_or(text);
    let year: i32 = (text.len() == 4).then(|| text.parse().ok())??;
    (1949..=2100).contains(&year).then_some(year)
}

/// A row label that is a period and nothing else: `1月`, `2022年`, `上半年`, `2023年1-10月`.
pub(super) fn cue_of_whole(label: &str) -> Option<Cue> {
    let text = digit_years(&plain(label));
    let text = split_bracket(&text).0;
    if year_of_label(text).is_some() {
        return Some(cue_of(text));
    }
    let is_period = text.chars().all(|c| {
        c.is_ascii_digit()
            || "年月日度份个第一二三四五六七八九十前上下半季全至到-累计本当去今同期元截止底末Q".contains(c)
    });
    let cue = cue_of(text);
    (is_period && !cue.is_empty()).then_some(cue)
}

/// Every cue in a label.
pub(super) fn cue_of(label: &str) -> Cue {
    let text = digit_months(&digit_years(&plain(label)));
    let year = find_year(&text);
    let part = find_part(&text).map(|part| as_of(&text, part));
    let part = part.or_else(|| is_quota_label(&text).then_some(Part::Year));
    const BEFORE: [&str; 5] = ["上年", "去年", "上一年", "同期", "上期"];
    const THIS: [&str; 5] = ["本年", "今年", "本期", "当年", "报告期"];
    let is_comparison = ["比", "较", "增减", "增长"].iter().any(|w| text.contains(w));
    // `上年(2023年)` names its year: nothing is left to work out.
    let is_year_before = year.is_none() && !is_comparison && BEFORE.iter().any(|w| text.contains(w));
    let is_relative = is_year_before || THIS.iter().any(|w| text.contains(w));
    Cue { year, part, is_year_before, is_relative }
}

/// `年度控制数`, `控制指标`, `限额`: what is allowed for a year, whatever months the table counts.
pub(super) fn is_quota_label(text: &str) -> bool {
    ["控制数", "控制指标", "控制目标", "限额"].iter().any(|w| text.contains(w))
        && !["占", "完成", "执行", "率", "比", "超", "%"].iter().any(|w| text.contains(w))
}

/// `二〇二四年` → `2024年`; numerals that are no year stay.
fn digit_years(text: &str) -> String {
    const NUMERALS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    let digit = |c: char| match c {
        '○' | '零' | 'O' => Some(0),
        _ => NUMERALS.iter().position(|n| *n == c),
    };
    let Some(at) = text.find('年').filter(|_| text.contains(NUMERALS)) else { return text.to_owned() };
    let (before, rest) = text.split_at(at);
    let start = before.char_indices().rev().nth(3).map_or(0, |(start, _)| start);
    let (head, run) = before.split_at(start);
    let digits: Option<Vec<String>> = run.chars().map(|c| Some(digit(c)?.to_string())).collect();
    match digits.filter(|d| d.len() == 4) {
        Some(digits) => format!("{head}{}{rest}", digits.concat()),
        None => text.to_owned(),
    }
}

/// `十一月` → `11月`, `一至五月` → `1至5月`; numerals that count something else stay.
fn digit_months(text: &str) -> String {
    const NUMERALS: [char; 10] = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];
    if !text.contains('月') || !text.contains(NUMERALS) {
        return text.to_owned();
    }
    let numeral = |run: &str| match run {
        "十一" => Some(11),
        "十二" => Some(12),
        one => NUMERALS.iter().zip(1u8..).find(|(c, _)| one.chars().eq([**c])).map(|(_, n)| n),
    };
    let mut out = String::new();
    let mut rest = text;
    while let Some(start) = rest.find(NUMERALS) {
        let (before, tail) = rest.split_at(start);
        let (run, after) = tail.split_at(tail.find(|c| !NUMERALS.contains(&c)).unwrap_or(tail.len()));
        let is_span = || {
            after
                .strip_prefix(['至', '-', '到'])
                .is_some_and(|t| t.starts_with(NUMERALS) && t.trim_start_matches(NUMERALS).starts_with('月'))
        };
        out.push_str(before);
        match numeral(run).filter(|_| after.starts_with('月') || is_span()) {
            Some(month) => out.push_str(&month.to_string()),
            None => out.push_str(run),
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// The first year written out; `None` for a span such as `2017-2022年`.
fn find_year(text: &str) -> Option<i32> {
    if let Some(year) = year_of_label(text) {
        return Some(year);
    }
    let chars: Vec<char> = text.chars().collect();
    let mut found = None;
    for (i, window) in chars.windows(4).enumerate() {
        let digits: String = window.iter().collect();
        let before = i.checked_sub(1).and_then(|j| chars.get(j));
        let after = chars.get(i + 4);
        if !digits.bytes().all(|b| b.is_ascii_digit()) || before.is_some_and(char::is_ascii_digit) {
            continue;
        }
        let Ok(year) = digits.parse::<i32>() else { continue };
        if !(1949..=2100).contains(&year) {
            continue;
        }
        if matches!(after, Some('-' | '至' | '/')) && chars.get(i + 5).is_some_and(char::is_ascii_digit) {
            let next: String = chars.iter().skip(i + 5).take(4).collect();
            if next.len() == 4 && next.bytes().all(|b| b.is_ascii_digit()) {
                return None;
            }
        }
        let is_end = || matches!(after, None | Some('年' | '-' | '.' | '/' | ')' | '(' | '度' | 'Q' | 'q'));
        if found.is_none() && is_end() {
            found = Some(year);
        }
    }
    found.or_else(|| short_year(text))
}

/// `24年1-10月`, `24年度`: a year of two digits at the start of a label; `20年以上` is a length of time.
fn short_year(text: &str) -> Option<i32> {
    let (digits, rest) = text.split_at_checked(2)?;
    let year: i32 = digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok())??;
    let after = rest.strip_prefix('年')?;
    let is_duration = ["以", "内", "来", "期", "龄", "限", "间", "后", "前", "左右", "多", "余"];
    ((10..40).contains(&year) && !is_duration.iter().any(|w| after.starts_with(w))).then_some(2000 + year)
}

fn find_part(text: &str) -> Option<Part> {
    const WORDS: [(&str, Part); 20] = [
        ("上半年", Part::Half(1)),
        ("下半年", Part::Half(2)),
        ("前三季度", Part::YearToDate(9)),
        ("前3季度", Part::YearToDate(9)),
        ("一至三季度", Part::YearToDate(9)),
        ("1-3季度", Part::YearToDate(9)),
        ("1至3季度", Part::YearToDate(9)),
        ("1-2季度", Part::Half(1)),
        ("一季度", Part::Quarter(1)),
        ("二季度", Part::Quarter(2)),
        ("三季度", Part::Quarter(3)),
        ("四季度", Part::Quarter(4)),
        ("1季度", Part::Quarter(1)),
        ("2季度", Part::Quarter(2)),
        ("3季度", Part::Quarter(3)),
        ("4季度", Part::Quarter(4)),
        ("至本月", Part::Cumulative),
        ("当月", Part::CurrentMonth),
        ("本月", Part::CurrentMonth),
        ("全年", Part::Year),
    ];
    if let Some(part) = find_months(text).or_else(|| numbered_part(text)) {
        return Some(part);
    }
    if let Some((_, part)) = WORDS.iter().find(|(word, _)| text.contains(word)) {
        return Some(*part);
    }
    if text.contains("累计") {
        return Some(Part::Cumulative);
    }
    // `本年度`, `上年度` say no more than 本年 and 上年.
    let is_relative = ["本", "今", "当", "上", "去"].iter().any(|w| text.contains(&format!("{w}年度")));
    (text.contains("年度") && !is_relative && find_year(text).is_none()).then_some(Part::Year)
}

/// `2024-10`, `2024.03`, `2024Q1` and nothing else.
fn numbered_part(text: &str) -> Option<Part> {
    let rest =
        text.get(4..).filter(|_| text.get(..4).is_some_and(|y| y.bytes().all(|b| b.is_ascii_digit())))?;
    let rest = rest.strip_prefix('年').unwrap_or(rest);
    if let Some(quarter) = rest.strip_prefix(['Q', 'q']) {
        return quarter.parse().ok().filter(|q| (1..=4).contains(q)).map(Part::Quarter);
    }
    let month = rest.strip_prefix(['-', '.', '/']).filter(|m| (1..=2).contains(&m.len()))?;
    month.parse().ok().filter(|m| (1..=12).contains(m)).map(Part::Month)
}

/// `1-10月`, `10月`, `10月份`; not `12月31日` unless it says how far the count goes.
fn find_months(text: &str) -> Option<Part> {
    let text = &text.replace("元月", "1月").replace("个月", "月").replace('到', "至");
    let at = text.find('月')?;
    let before = text.get(..at)?;
    let digits: String = trailing_digits(before);
    let month: u8 = digits.parse().ok().filter(|m| (1..=12).contains(m))?;
    let head = before.get(..before.len() - digits.len())?;
    let from = head
        .strip_suffix('-')
        .or_else(|| head.strip_suffix('至'))
        .or_else(|| head.strip_suffix("月-"))
        .or_else(|| head.strip_suffix("月至"));
    // 前10个月.
    if head.ends_with('前') {
        return Some(to_date(month));
    }
    match from {
        Some(rest) if trailing_digits(rest.trim_end_matches('月')) == "1" => Some(to_date(month)),
        Some(rest) if !trailing_digits(rest).is_empty() && trailing_digits(rest).len() < 3 => None,
        _ if month == 1 && text.get(at..).is_some_and(|t| t.contains("至") || t.starts_with("月-")) => {
            span_from_january(text.get(at..)?)
        }
        _ => Some(Part::Month(month)),
    }
}

/// `月至本月累计`, `月-10月`.
fn span_from_january(rest: &str) -> Option<Part> {
    if rest.contains("本月") || rest.contains("当月") {
        return Some(Part::Cumulative);
    }
    let tail = rest.strip_prefix('月')?;
    let digits: String =
        tail.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    digits.parse().ok().filter(|m| (1..=12).contains(m)).map(to_date)
}

fn trailing_digits(text: &str) -> String {
    let count = text.chars().rev().take_while(char::is_ascii_digit).count();
    text.chars().skip(text.chars().count() - count).collect()
}

/// The period a cell stands for: its own cues (outer to inner), and the title where they lean on it.
pub(super) fn resolve(context: Context, cues: &[Cue]) -> Option<Period> {
    let year = cues.iter().rev().find_map(|c| c.year).or(context.year)?;
    let year = if cues.iter().any(|c| c.is_year_before) { year - 1 } else { year };
    let month = |part: Option<Part>| match part {
        Some(Part::Month(m) | Part::YearToDate(m)) => Some(m),
        _ => None,
    };
    let month = cues.iter().rev().find_map(|c| month(c.part)).or(month(context.part));
    let parts = || cues.iter().rev().filter_map(|c| c.part);
    let part = if parts().any(|p| p == Part::Cumulative) {
        month.map_or(Part::Year, Part::YearToDate)
    } else if parts().any(|p| p == Part::CurrentMonth) {
        month.map_or(Part::Year, Part::Month)
    } else {
        parts().next().or(context.part).unwrap_or(Part::Year)
    };
    Some(match part {
        Part::Year => Period::Year(year),
        Part::Half(n) => Period::Half(year, n),
        Part::Quarter(n) => Period::Quarter(year, n),
        Part::Month(n) => Period::Month(year, n),
        Part::YearToDate(n) => Period::YearToDate(year, n),
        Part::CurrentMonth => Period::Month(year, month?),
        Part::Cumulative => month.map_or(Period::Year(year), |m| Period::YearToDate(year, m)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(title: &str, labels: &[&str]) -> String {
        let cues: Vec<Cue> = labels.iter().map(|l| cue_of(l)).collect();
        resolve(Context::from_texts([title]), &cues).map_or_else(|| "none".to_owned(), |p| p.to_string())
    }

    #[test]
    fn words_lean_on_the_title() {
        let title = "2022年××市直部门精简文件情况月报表(1—7月)";
        assert_eq!(period(title, &["1—7月累计", "上年同期"]), "2021-YTD07");
        assert_eq!(period(title, &["7月", "发文数"]), "2022-M07");
        assert_eq!(period(title, &["年度控制数"]), "2022");
        assert_eq!(period("2021年度湘潭市发文情况统计表", &["市委", "上年"]), "2020");
        assert_eq!(period("2024年分月统计表", &["1月至本月累计", "上年同期", "3月"]), "2023-YTD03");
        assert_eq!(period("2024年分月统计表", &["当月", "本年", "3月"]), "2024-M03");
        assert_eq!(period("情况统计表", &["本年"]), "none");
        assert_eq!(period("2024年度情况", &["上年(2023年)"]), "2023");
    }

    #[test]
    fn explicit_years_win_and_spans_name_no_year() {
        assert_eq!(period("湖南省分市州发文数量（2017—2022年）", &["2019(件)"]), "2019");
        assert_eq!(period("湖南省分市州发文数量（2017—2022年）", &["发文数"]), "none");
        assert_eq!(period("2023年情况", &["2022年"]), "2022");
        assert_eq!(period("2023年上半年情况", &["上年同期"]), "2022-H1");
        assert_eq!(period("(截至2021年12月31日)", &["本年"]), "2021");
        assert_eq!(period("2023年1至10月情况", &["本年"]), "2023-YTD10");
        assert_eq!(period("一至五月情况统计表(2023年)", &["上年同期"]), "2022-YTD05");
        assert_eq!(period("2023年分月统计表", &["四季度", "十一月"]), "2023-M11");
        assert_eq!(period("2023年1-5月情况", &["控制指标"]), "2023");
        assert_eq!(period("2023年1-5月情况", &["占控制指标%"]), "2023-YTD05");
        assert_eq!(period("2023年情况", &["报告期"]), "2023");
        assert_eq!(period("2023年分月统计表", &["上年度", "3月份"]), "2022-M03");
    }

    #[test]
    fn years_and_months_are_known_in_every_spelling() {
        assert_eq!(period("２０２４年度发文情况", &["本年累计"]), "2024");
        assert_eq!(period("二〇二四年发文情况", &["去年同期"]), "2023");
        assert_eq!(period("二○二四年一至十月", &["去年同期"]), "2023-YTD10");
        assert_eq!(period("发文情况", &["二〇二三年"]), "2023");
        assert_eq!(period("24年1-10月发文情况", &["本年"]), "2024-YTD10");
        assert_eq!(period("发文情况", &["24年"]), "2024");
        assert_eq!(period("发文情况", &["20年以上"]), "none");
        assert_eq!(period("2024年发文情况", &["截至10月底"]), "2024-YTD10");
        assert_eq!(period("2024年发文情况", &["截至10月底", "去年同期"]), "2023-YTD10");
        assert_eq!(period("2024年发文情况", &["前10个月"]), "2024-YTD10");
        assert_eq!(period("2024年发文情况", &["1—10月份累计"]), "2024-YTD10");
        assert_eq!(period("2024年发文情况", &["1月～10月"]), "2024-YTD10");
        assert_eq!(period("2024年发文情况", &["元月"]), "2024-M01");
        assert_eq!(period("2024年发文情况", &["1-3季度"]), "2024-YTD09");
        assert_eq!(period("发文情况", &["2024-10"]), "2024-M10");
        assert_eq!(period("发文情况", &["2024Q3"]), "2024-Q3");
        assert_eq!(period("发文情况", &["2023-2024"]), "none");
    }

    #[test]
    fn a_row_label_is_a_period_only_as_a_whole() {
        assert!(cue_of_whole("1月").is_some());
        assert!(cue_of_whole("2012年").is_some());
        assert!(cue_of_whole("3月8日妇女节活动").is_none());
        assert!(cue_of_whole("市年度考核办").is_none());
        assert!(cue_of_whole("合计").is_none());
        assert!(cue_of_whole("十一月").is_some());
        assert!(cue_of_whole("五一").is_none());
        assert!(cue_of_whole("二〇二四年").is_some());
        assert!(cue_of_whole("24年").is_some());
        assert!(cue_of_whole("截至10月底").is_some());
    }
}
