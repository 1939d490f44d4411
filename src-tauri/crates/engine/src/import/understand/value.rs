//! From a cell to a number or a named reason why there is none.

use super::dates::is_date;
use super::text::{is_blank, narrow};
use crate::model::{Decimal, Missing, NumberFormat, RawCell, RawValue};

/// What a cell says, before its place in the table is known.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Reading {
    /// A number, with the unit printed in the cell. Percentages are in percent.
    Number { value: Decimal, unit: Option<String> },
    /// A mark that stands for no number.
    Mark(Missing),
    /// A date or a time.
    Date,
    /// Words.
    Text,
    /// Blanks only: as good as empty.
    Blank,
}

impl Reading {
    /// The number, where it is one.
    pub(super) fn number(&self) -> Option<Decimal> {
        if let Self::Number { value, .. } = self { Some(*value) } else { None }
    }
}

/// Reads a cell.
pub(super) fn read_cell(cell: &RawCell<'_>) -> Reading {
    match cell.value {
        RawValue::Number(n) if cell.format == NumberFormat::Date => {
            if n.is_finite() {
                Reading::Date
            } else {
                Reading::Mark(Missing::CellError)
            }
        }
        RawValue::Number(n) => match decimal_of(n) {
            Some(value) if cell.format == NumberFormat::Percent => Reading::Number {
                value: (value * Decimal::ONE_HUNDRED).normalize(),
                unit: Some("%".to_owned()),
            },
            Some(value) => Reading::Number { value, unit: None },
            None => Reading::Mark(Missing::NotANumber),
        },
        RawValue::Text(text) => read_text(text),
        RawValue::DateTime(_) => Reading::Date,
        RawValue::Bool(_) => Reading::Text,
        RawValue::Error(_) | RawValue::FormulaWithoutValue => Reading::Mark(Missing::CellError),
    }
}

/// Below a hundred million million: no statistic is larger, and the exact arithmetic of 28 digits, products included,
/// cannot overflow.
fn is_countable(value: &Decimal) -> bool {
    value.abs() < Decimal::from(100_000_000_000_000u64)
}

/// The decimal a stored binary number stands for: its shortest form.
fn decimal_of(n: f64) -> Option<Decimal> {
    if !n.is_finite() {
        return None;
    }
    let text = n.to_string();
    text.parse().ok().or_else(|| Decimal::from_scientific(&format!("{n:e}")).ok()).filter(is_countable)
}

/// Reads a text: a number in any of the ways offices print them, a mark, a date, or words.
pub(super) fn read_text(text: &str) -> Reading {
    let bare: String = text.chars().filter(|c| !is_blank(*c)).collect();
    if bare.is_empty() {
        return Reading::Blank;
    }
    if bare.len() > 48 {
        return Reading::Text;
    }
    if let Some(mark) = mark_of(&bare) {
        return Reading::Mark(mark);
    }
    let plain = unmarked(&one_minus(&narrow(&bare))).to_owned();
    // As a change it is none at all; among counts it says nothing by itself, and is taken for words there.
    if is_no_change(&plain) {
        return Reading::Number { value: Decimal::ZERO, unit: None };
    }
    // A plain number keeps its minus; the dash variants were narrowed to one sign.
    if let Some((value, unit)) = number_of(&plain) {
        return Reading::Number { value, unit };
    }
    // The blank between a day and its time means something.
    if is_date(&plain) || is_date(&narrow(text)) { Reading::Date } else { Reading::Text }
}

/// Words for a change of nothing.
pub(super) fn is_no_change(text: &str) -> bool {
    matches!(text, "持平" | "无变化" | "无增减" | "不变" | "与上年持平" | "同比持平")
}

/// A number without the mark of a footnote behind it: `1234①`, `56*`.
fn unmarked(text: &str) -> &str {
    let bare = text.trim_end_matches(|c: char| matches!(c, '①'..='⑳' | '*' | '※' | '†' | '¹' | '²' | '³'));
    if bare.ends_with(|c: char| c.is_ascii_digit() || c == '%') { bare } else { text }
}

/// Hyphens and small or raised signs that stand for a minus or a plus.
fn one_minus(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '‐' | '‑' | '‒' | '﹣' | '⁻' | '➖' => '-',
            '﹢' | '⁺' | '➕' => '+',
            _ => c,
        })
        .collect()
}

fn mark_of(bare: &str) -> Option<Missing> {
    let plain = narrow(bare);
    if plain.chars().all(|c| c == '-') {
        return Some(Missing::Dash);
    }
    if bare.chars().all(|c| matches!(c, '…' | '⋯')) || (plain.len() >= 2 && plain.chars().all(|c| c == '.'))
    {
        return Some(Missing::Suppressed);
    }
    if plain.chars().all(|c| c == '*') || matches!(plain.as_str(), "涉密" | "保密" | "未公开" | "不公开")
    {
        return Some(Missing::Suppressed);
    }
    match plain.to_ascii_lowercase().as_str() {
        "/" | "\\" | "//" => Some(Missing::Slash),
        "无" | "不适用" | "n/a" | "na" | "n.a." => Some(Missing::NotApplicable),
        "上年为0" | "上年为零" | "基数为0" | "基数为零" | "去年为0" | "上年同期为0" => {
            Some(Missing::ZeroBase)
        }
        _ if bare.starts_with("#") && bare.ends_with(['!', '?', 'A']) => Some(Missing::CellError),
        _ => None,
    }
}

/// Words and marks before a number, and whether they make it negative. The longer stand before their beginnings.
const SIGNS: [(&str, bool); 20] = [
    ("下降", true),
    ("减少", true),
    ("降低", true),
    ("精简", true),
    ("压减", true),
    ("上升", false),
    ("增长", false),
    ("增加", false),
    ("降", true),
    ("减", true),
    ("升", false),
    ("增", false),
    ("▲", true),
    ("△", true),
    ("▼", true),
    ("▽", true),
    ("↓", true),
    ("↑", false),
    ("负", true),
    ("+", false),
];

fn number_of(plain: &str) -> Option<(Decimal, Option<String>)> {
    // A text that a program forced with an apostrophe.
    let plain = plain.strip_prefix('\'').unwrap_or(plain);
    if let Some(inner) = plain.strip_prefix('(').and_then(|s| s.strip_suffix(')')) {
        // Book-keeping brackets are negative; anything else in brackets is words.
        let (value, unit) = unsigned(inner)?;
        return (value > Decimal::ZERO).then_some((-value, unit));
    }
    if let Some(rest) = plain.strip_prefix('-') {
        return unsigned(rest).map(|(v, u)| (-v, u));
    }
    for (word, is_negative) in SIGNS {
        let Some(rest) = plain.strip_prefix(word) else { continue };
        // 增长-5.3% fell; 下降-5.3% could be either and stays words.
        if let Some(rest) = rest.strip_prefix('-') {
            let is_rise = !is_negative && word != "+" && word != "↑";
            return is_rise.then(|| unsigned(rest)).flatten().map(|(v, u)| (-v, u));
        }
        return unsigned(rest).map(|(v, u)| (if is_negative { -v } else { v }, u));
    }
    for (arrow, is_negative) in [("↓", true), ("↑", false)] {
        if let Some(rest) = plain.strip_suffix(arrow) {
            return unsigned(rest).map(|(v, u)| (if is_negative { -v } else { v }, u));
        }
    }
    if let Some(rest) = plain.strip_prefix(['¥', '￥']) {
        return unsigned(rest).filter(|(_, unit)| unit.is_none()).map(|(v, _)| (v, Some("元".to_owned())));
    }
    unsigned(plain)
}

fn unsigned(text: &str) -> Option<(Decimal, Option<String>)> {
    let end = text.find(|c: char| !(c.is_ascii_digit() || c == ',' || c == '.')).unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    if !digits.starts_with(|c: char| c.is_ascii_digit()) || !digits.ends_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    if let Some(exponent) = rest.strip_prefix(['e', 'E']) {
        let is_exponent = !exponent.is_empty()
            && exponent.trim_start_matches(['-', '+']).bytes().all(|b| b.is_ascii_digit());
        let value = is_exponent.then(|| Decimal::from_scientific(text).ok()).flatten();
        return value.filter(is_countable).map(|v| (v, None));
    }
    let value: Decimal = ungrouped(digits)?.parse().ok().filter(is_countable)?;
    let unit = rest.trim_start_matches('(').trim_end_matches(')');
    if unit.is_empty() {
        return Some((value, None));
    }
    is_cell_unit(unit).then(|| (value, Some(unit.to_owned())))
}

/// A number without its thousands separators; `None` where the commas do not stand at thousands.
fn ungrouped(digits: &str) -> Option<String> {
    if !digits.contains(',') {
        return Some(digits.to_owned());
    }
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(w, f)| (w, Some(f)));
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let is_grouped = (1..=3).contains(&first.len()) && groups.all(|g| g.len() == 3);
    if !is_grouped || fraction.is_some_and(|f| f.contains(',')) {
        return None;
    }
    Some(digits.replace(',', ""))
}

/// Whether what follows a number in its cell is a unit. `年`, `月`, `号` make it a label or a date; 余, 多, 左右 make it
/// inexact, which no number can say.
fn is_cell_unit(unit: &str) -> bool {
    const INEXACT: [&str; 12] =
        ["余", "多", "左右", "以上", "以下", "以内", "上下", "不足", "近", "约", "超", "几"];
    unit.chars().count() <= 4
        && !INEXACT.iter().any(|w| unit.contains(w))
        && !unit.chars().any(|c| {
            c.is_ascii_alphanumeric()
                || matches!(c, '年' | '月' | '日' | '号' | '级' | '第' | '届' | '.' | '-' | ':' | '、')
        })
        && unit.chars().next().is_some_and(|c| c.is_alphabetic() || matches!(c, '%' | '‰'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::dec;

    fn number(text: &str) -> Option<Decimal> {
        read_text(text).number()
    }

    #[test]
    fn every_way_of_printing_a_number_is_read() {
        let cases = [
            (" 1 3269", dec!(13269)),
            ("１２３", dec!(123)),
            ("1,234件", dec!(1234)),
            ("25.7%", dec!(25.7)),
            ("-3", dec!(-3)),
            ("－3", dec!(-3)),
            ("−4.5%", dec!(-4.5)),
            ("▲12", dec!(-12)),
            ("(12)", dec!(-12)),
            ("下降5.2%", dec!(-5.2)),
            ("+7", dec!(7)),
            ("1，234", dec!(1234)),
            ("0.0", dec!(0.0)),
            ("1 234 567", dec!(1234567)),
            ("１，２３４．５", dec!(1234.5)),
            ("1,234,567.80", dec!(1234567.80)),
            ("－12", dec!(-12)),
            ("−12", dec!(-12)),
            ("‑12", dec!(-12)),
            ("△ 12", dec!(-12)),
            ("▼5.3%", dec!(-5.3)),
            ("（12）", dec!(-12)),
            ("(5.3%)", dec!(-5.3)),
            ("下降5.3%", dec!(-5.3)),
            ("下降 5.3 个百分点", dec!(-5.3)),
            ("减少12件", dec!(-12)),
            ("降5.3%", dec!(-5.3)),
            ("增5件", dec!(5)),
            ("增长-5.3%", dec!(-5.3)),
            ("5.3%↓", dec!(-5.3)),
            ("+5", dec!(5)),
            ("＋5", dec!(5)),
            ("25.7％", dec!(25.7)),
            ("'123", dec!(123)),
            ("1.5e3", dec!(1500)),
            ("减少3件", dec!(-3)),
            ("▲12", dec!(-12)),
            ("1\u{a0}234", dec!(1234)),
            ("1\u{2009}234\u{202f}567", dec!(1234567)),
            ("12\u{2060}", dec!(12)),
            ("1234①", dec!(1234)),
            ("56*", dec!(56)),
            ("持平", dec!(0)),
        ];
        for (text, expected) in cases {
            assert_eq!(number(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn a_unit_in_the_cell_is_kept_and_the_value_is_as_printed() {
        let cases = [
            ("1,234件", dec!(1234), Some("件")),
            ("1.2万件", dec!(1.2), Some("万件")),
            ("3.5 亿元", dec!(3.5), Some("亿元")),
            ("12（件）", dec!(12), Some("件")),
            ("25.7％", dec!(25.7), Some("%")),
            ("￥1,234.5", dec!(1234.5), Some("元")),
            ("下降5.3%", dec!(-5.3), Some("%")),
            ("1 3269", dec!(13269), None),
        ];
        for (text, expected, expected_unit) in cases {
            let expected_unit = expected_unit.map(str::to_owned);
            assert_eq!(read_text(text), Reading::Number { value: expected, unit: expected_unit }, "{text}");
        }
    }

    #[test]
    fn percent_and_date_formats_are_read_from_the_cell() {
        let cell = |n: f64, format| {
            read_cell(&RawCell { at: crate::model::CellRef::new(0, 0), value: RawValue::Number(n), format })
        };
        let percent = Reading::Number { value: dec!(25.7), unit: Some("%".to_owned()) };
        assert_eq!(cell(0.257, NumberFormat::Percent), percent);
        assert_eq!(cell(45356.0, NumberFormat::Date), Reading::Date);
        assert_eq!(cell(f64::NAN, NumberFormat::General), Reading::Mark(Missing::NotANumber));
    }

    #[test]
    fn inexact_and_ambiguous_figures_are_no_numbers() {
        for text in [
            "100余件",
            "4500多",
            "3%左右",
            "10以上",
            "5件以内",
            "约12",
            "下降-5.3%",
            "±5",
            "+-5",
            "12-15",
            "5/6",
            "2所3人",
            "1、234",
            "1.2.3",
            "12,34,567",
            "¥12件",
            "(关停)",
            "12×3",
            "--5",
        ] {
            assert_eq!(read_text(text), Reading::Text, "{text}");
        }
    }

    #[test]
    fn labels_codes_and_dates_are_no_numbers() {
        for text in ["2012年", "1月", "12,34", "3-5", "1.2.3", "第3", "2024.3.5", "10号", "一"] {
            assert_eq!(number(text), None, "{text}");
        }
    }

    #[test]
    fn every_mark_has_its_reason() {
        let cases = [
            ("—", Missing::Dash),
            ("－", Missing::Dash),
            ("--", Missing::Dash),
            ("/", Missing::Slash),
            ("无", Missing::NotApplicable),
            ("不适用", Missing::NotApplicable),
            ("…", Missing::Suppressed),
            ("***", Missing::Suppressed),
            ("上年为0", Missing::ZeroBase),
            ("#REF!", Missing::CellError),
        ];
        for (text, expected) in cases {
            assert_eq!(read_text(text), Reading::Mark(expected), "{text}");
        }
        assert_eq!(read_text(" 　"), Reading::Blank);
    }

    #[test]
    fn dates_and_times_are_known() {
        for text in [
            "2024.3.5",
            "2024-03-05",
            "2021年5月12日",
            "2021/5/12",
            "8:30",
            "2024-03-05 08:30:00",
            "2024 年 3 月 5 日",
        ] {
            assert_eq!(read_text(text), Reading::Date, "{text}");
        }
    }
}
