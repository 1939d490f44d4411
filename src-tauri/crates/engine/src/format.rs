//! The only place that turns a number and its unit into words.

use crate::model::{Bound, Decimal, Lang, Missing, NoRate, Period, Rounding};

/// A number with thousands separators and a true minus: `−1,234`.
pub fn count(value: Decimal) -> String {
    grouped(value.normalize())
}

/// A count, or a dash where there is none.
pub fn count_or_dash(value: Option<Decimal>) -> String {
    value.map_or_else(|| "—".to_owned(), count)
}

/// A number that keeps the decimals it was rounded to: `−1,900.0`.
pub fn fixed(rounded: Decimal) -> String {
    grouped(rounded)
}

fn grouped(value: Decimal) -> String {
    let plain = value.abs().to_string();
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut out = String::new();
    if value.is_sign_negative() && !value.is_zero() {
        out.push('−');
    }
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// A signed change: `−442`, `+25`, `0`.
pub fn change(value: Decimal) -> String {
    if value > Decimal::ZERO { format!("+{}", count(value)) } else { count(value) }
}

/// A rate that is already rounded, without its sign: `25.7%`. The words around it say the direction.
pub fn percent(rounded: Decimal) -> String {
    format!("{}%", fixed(rounded.abs()))
}

/// A signed rate that is already rounded: `−25.7%`, `+5.9%`, `0.0%`.
pub fn signed_percent(rounded: Decimal) -> String {
    format!("{}%", signed_points(rounded))
}

/// Signed percentage points that are already rounded: `−3.5`, `+0.1`, `0.0`.
pub fn signed_points(rounded: Decimal) -> String {
    let sign = if rounded > Decimal::ZERO { "+" } else { "" };
    format!("{sign}{}", fixed(rounded))
}

/// A change that rounds to nothing, yet is none: `变动不足0.1%`.
pub fn nearly_unchanged(decimals: u32, lang: Lang) -> String {
    let unit = percent(Decimal::new(1, decimals));
    match lang {
        Lang::Zh => format!("变动不足{unit}"),
        Lang::En => format!("changed by less than {unit}"),
    }
}

/// How far one rate lies above or below another: `高3.0个百分点`. Between two rates the unit is the point, never %.
pub fn points_apart_phrase(points: Decimal, lang: Lang) -> String {
    let number = fixed(points.abs());
    match (lang, points.is_zero(), points.is_sign_negative()) {
        (_, true, _) => lang.pick("持平", "equal").to_owned(),
        (Lang::Zh, false, true) => format!("低{number}个百分点"),
        (Lang::Zh, false, false) => format!("高{number}个百分点"),
        (Lang::En, false, true) => format!("{number} points lower"),
        (Lang::En, false, false) => format!("{number} points higher"),
    }
}

/// A number that a source only bounds: `超过60%`, `at most 271`.
pub fn bounded(bound: Bound, value: Decimal, unit: &str, lang: Lang) -> String {
    let number = fixed(value);
    match lang {
        Lang::En if unit.is_empty() || unit == "%" => format!("{}{number}{unit}", bound.words(lang)),
        Lang::En => format!("{}{number} {unit}", bound.words(lang)),
        Lang::Zh => format!("{}{number}{unit}", bound.words(lang)),
    }
}

/// A rate in words, with the sign in the word: `下降25.7%`, `上升5.9%`, `持平`.
pub fn change_phrase(rounded: Decimal, lang: Lang) -> String {
    if rounded.is_zero() {
        return lang.pick("持平", "unchanged").to_owned();
    }
    let word = match (lang, rounded.is_sign_negative()) {
        (Lang::Zh, true) => "下降",
        (Lang::Zh, false) => "上升",
        (Lang::En, true) => "down ",
        (Lang::En, false) => "up ",
    };
    format!("{word}{}", percent(rounded))
}

/// A change of a count in words, with the sign in the word: `减少442件`, `442 fewer documents`, `持平`.
pub fn count_change_phrase(change: Decimal, unit: &str, lang: Lang) -> String {
    if change.is_zero() {
        return lang.pick("持平", "unchanged").to_owned();
    }
    let number = count(change.abs());
    match (lang, change.is_sign_negative()) {
        (Lang::Zh, true) => format!("减少{number}{unit}"),
        (Lang::Zh, false) => format!("增加{number}{unit}"),
        (Lang::En, true) => format!("{number} fewer {unit}").trim_end().to_owned(),
        (Lang::En, false) => format!("{number} more {unit}").trim_end().to_owned(),
    }
}

/// A contribution in words, with the sign in the word: `拉低3.5个百分点`.
pub fn contribution_phrase(points: Decimal, lang: Lang) -> String {
    let number = fixed(points.abs());
    match (lang, points.is_zero(), points.is_sign_negative()) {
        (Lang::Zh, true, _) => "影响为0".to_owned(),
        (Lang::Zh, false, true) => format!("拉低{number}个百分点"),
        (Lang::Zh, false, false) => format!("拉高{number}个百分点"),
        (Lang::En, true, _) => "no effect".to_owned(),
        (Lang::En, false, true) => format!("lowers it by {number} points"),
        (Lang::En, false, false) => format!("raises it by {number} points"),
    }
}

/// How far the use of a quota is from the time gone by: `超时间进度3.2个百分点`. Ahead means too much was used.
pub fn time_progress_phrase(points: Decimal, lang: Lang) -> String {
    let number = points.abs();
    match (lang, points.is_zero(), points.is_sign_negative()) {
        (Lang::Zh, true, _) => "与时间进度持平".to_owned(),
        (Lang::Zh, false, true) => format!("低于时间进度{number}个百分点"),
        (Lang::Zh, false, false) => format!("超时间进度{number}个百分点"),
        (Lang::En, true, _) => "level with time".to_owned(),
        (Lang::En, false, true) => format!("behind time by {number} points"),
        (Lang::En, false, false) => format!("ahead of time by {number} points"),
    }
}

/// A text as it may stand in a file: without characters that XML or a spreadsheet cannot hold. Line ends stay, tabs and
/// other blanks that move the pen become spaces.
pub fn printable(text: &str) -> String {
    let ended = text.replace("\r\n", "\n");
    ended
        .chars()
        .filter_map(|c| match c {
            '\n' => Some('\n'),
            '\r' => Some('\n'),
            '\t' | '\u{b}' | '\u{c}' => Some(' '),
            '\u{fffe}' | '\u{ffff}' => None,
            // Marks that turn the direction of text hide what stands there.
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => None,
            c if c.is_control() => None,
            c => Some(c),
        })
        .collect()
}

/// How a figure was rounded: `四舍五入，保留1位小数`.
pub fn rounding_phrase(rounding: Rounding, decimals: u32, lang: Lang) -> String {
    match (lang, rounding) {
        (Lang::Zh, Rounding::HalfUp) => format!("四舍五入，保留{decimals}位小数"),
        (Lang::Zh, Rounding::HalfEven) => format!("四舍六入五成双（GB/T 8170），保留{decimals}位小数"),
        (Lang::En, Rounding::HalfUp) if decimals == 1 => "half up, 1 decimal".to_owned(),
        (Lang::En, Rounding::HalfUp) => format!("half up, {decimals} decimals"),
        (Lang::En, Rounding::HalfEven) if decimals == 1 => "half to even (GB/T 8170), 1 decimal".to_owned(),
        (Lang::En, Rounding::HalfEven) => format!("half to even (GB/T 8170), {decimals} decimals"),
    }
}

/// Why there is no rate, in words that fit beside a name.
pub fn no_rate(reason: NoRate, lang: Lang) -> &'static str {
    let (zh, en) = match reason {
        NoRate::NoBase => ("无上年数据，不计算降幅", "no base figure, no rate"),
        NoRate::ZeroBase => ("基数为0，不计算降幅", "base is zero, no rate"),
        NoRate::Missing => ("本期无数据", "no figure this period"),
        NoRate::Suppressed => ("数据未公开", "figure withheld"),
        NoRate::PartialPeriod => ("时段不同，不能比较", "periods differ"),
        NoRate::ScopeChanged => ("口径已变，不能比较", "scope changed"),
        NoRate::UnitChanged => ("单位已变，不能比较", "unit changed"),
        NoRate::Inexact => ("来源只给约数，不计算降幅", "the source gives a bound only, no rate"),
        NoRate::OutOfRange => ("数太大，超出精确计算的范围", "too large to compute exactly"),
        NoRate::NoQuota => ("无年度控制数", "no yearly quota"),
        NoRate::ZeroQuota => ("年度控制数为0，不计算进度", "yearly quota is zero"),
    };
    lang.pick(zh, en)
}

/// Why there is no rate between two periods, in words that name the base: last year's, the period before, or a year.
pub fn no_rate_against(reason: NoRate, period: Period, against: Period, lang: Lang) -> String {
    let is_year_before = against == period.year_before();
    match (reason, lang) {
        (NoRate::NoBase, Lang::Zh) if !is_year_before && Some(against) == period.before() => {
            "无上期数据，不计算降幅".to_owned()
        }
        (NoRate::NoBase, Lang::Zh) if !is_year_before => format!("{}无数据，不计算降幅", against.label(lang)),
        (NoRate::NoBase, Lang::En) if !is_year_before => {
            format!("no figure for {}, no rate", against.label(lang))
        }
        _ => no_rate(reason, lang).to_owned(),
    }
}

/// Why a cell holds no number, in words for a table.
pub fn missing(reason: Missing, lang: Lang) -> &'static str {
    let (zh, en) = match reason {
        Missing::Blank => ("空白", "blank"),
        Missing::Dash => ("—", "—"),
        Missing::Slash => ("/", "/"),
        Missing::NotApplicable => ("不适用", "not applicable"),
        Missing::ZeroBase => ("基数为0", "base is zero"),
        Missing::Suppressed => ("未公开", "withheld"),
        Missing::NotANumber => ("不是数", "not a number"),
        Missing::CellError => ("单元格出错", "cell error"),
    };
    lang.pick(zh, en)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rust_decimal::dec;

    #[test]
    fn numbers_are_grouped_with_a_true_minus() {
        assert_eq!(count(dec!(1234567.50)), "1,234,567.5");
        assert_eq!(count(dec!(-12)), "−12");
        assert_eq!(change(dec!(25)), "+25");
        assert_eq!(change(dec!(0)), "0");
    }

    #[test]
    fn a_text_in_a_file_holds_no_control_characters() {
        assert_eq!(printable("a\u{0}b\tc\r\nd\u{7f}\u{85}e\u{202e}f\u{ffff}"), "ab c\ndef");
        assert_eq!(printable("湖南省　“发文”—2023"), "湖南省　“发文”—2023", "what can be printed stays");
    }

    #[test]
    fn a_missing_base_is_called_what_it_is() {
        let words = |period: &str, against: &str| {
            let [period, against] = [period, against].map(|p| p.parse().unwrap_or(Period::Year(0)));
            no_rate_against(NoRate::NoBase, period, against, Lang::Zh)
        };
        assert_eq!(words("2023", "2022"), "无上年数据，不计算降幅");
        assert_eq!(words("2023-M10", "2023-M09"), "无上期数据，不计算降幅");
        assert_eq!(words("2023", "2019"), "2019年无数据，不计算降幅");
    }

    #[test]
    fn the_sign_is_said_once() {
        assert_eq!(change_phrase(dec!(-25.7), Lang::Zh), "下降25.7%");
        assert_eq!(change_phrase(dec!(5.9), Lang::En), "up 5.9%");
        assert_eq!(change_phrase(dec!(0.0), Lang::Zh), "持平");
    }

    #[test]
    fn large_rates_are_grouped_everywhere() {
        assert_eq!(signed_percent(dec!(1900.0)), "+1,900.0%");
        assert_eq!(change_phrase(dec!(1900.0), Lang::Zh), "上升1,900.0%");
        assert_eq!(contribution_phrase(dec!(-1900.5), Lang::Zh), "拉低1,900.5个百分点");
    }

    /// Signs and words of direction in a text.
    fn signs(text: &str) -> usize {
        let words = [
            "下降", "上升", "减少", "增加", "拉低", "拉高", "高", "低", "down", "up", "fewer", "more",
            "lower", "raises", "higher",
        ];
        let said: usize = words.iter().filter(|w| text.contains(*w)).count();
        // 拉低 and 拉高 hold 低 and 高.
        let twice = usize::from(text.contains("拉低")) + usize::from(text.contains("拉高"));
        said - twice + text.chars().filter(|c| matches!(c, '−' | '+' | '-')).count()
    }

    proptest! {
        #[test]
        fn words_never_say_the_sign_twice(mantissa in -10_000_000i64..10_000_000, scale in 0u32..4) {
            let value = Decimal::new(mantissa, scale);
            for lang in [Lang::Zh, Lang::En] {
                let said = [
                    change_phrase(value, lang),
                    count_change_phrase(value, "", lang),
                    contribution_phrase(value, lang),
                    points_apart_phrase(value, lang),
                    signed_percent(value),
                    signed_points(value),
                    change(value),
                ];
                for text in said {
                    let expected = usize::from(!value.is_zero());
                    prop_assert_eq!(signs(&text), expected, "{}", text);
                }
            }
        }
    }
}
