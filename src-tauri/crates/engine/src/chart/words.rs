//! The words a chart adds to its numbers, in both languages. Numbers themselves come from `format`.

use super::series::{RankedRow, RankedSeries};
use crate::format;
use crate::model::{Decimal, Lang, NoRate, Period};

/// The label of a bar: a reduction is the number alone, an increase says so.
pub(super) fn bar_label(rate: Decimal, is_unchanged: bool, lang: Lang) -> String {
    if is_unchanged {
        lang.pick("持平", "unchanged").to_owned()
    } else if rate > Decimal::ZERO {
        format::change_phrase(rate, lang)
    } else {
        format::percent(rate)
    }
}

/// The direction and the number, for sentences (`下降38.9%`, `down 38.9%`).
pub(super) fn change(rate: Decimal, is_unchanged: bool, lang: Lang) -> String {
    if rate.is_zero() && !is_unchanged {
        return format::nearly_unchanged(rate.scale(), lang);
    }
    format::change_phrase(rate, lang)
}

/// A number on the axis: reductions plain, increases with a plus.
pub(super) fn tick(value: Decimal) -> String {
    if value.is_zero() {
        "0".to_owned()
    } else if value.is_sign_negative() {
        format!("{}%", format::count(value.abs()))
    } else {
        format!("+{}%", format::count(value))
    }
}

/// A count, or a dash where there is none.
pub(super) fn count(value: Option<Decimal>) -> String {
    format::count_or_dash(value)
}

/// Why a row has no rate, also where the series does not say.
pub(super) fn why(row: &RankedRow, given: Option<NoRate>) -> NoRate {
    given.unwrap_or(match (row.current, row.base) {
        (None, _) => NoRate::Missing,
        (_, None) => NoRate::NoBase,
        (_, Some(base)) if base.is_zero() => NoRate::ZeroBase,
        (Some(_), Some(_)) => NoRate::ScopeChanged,
    })
}

/// The same in words.
pub(super) fn reason(series: &RankedSeries, row: &RankedRow, lang: Lang) -> String {
    no_rate(why(row, row.no_rate), series.periods, lang)
}

/// Why there is no rate; where the two periods are known, a base that is not last year's is named.
pub(super) fn no_rate(reason: NoRate, periods: Option<(Period, Period)>, lang: Lang) -> String {
    match periods {
        Some((period, against)) => format::no_rate_against(reason, period, against, lang),
        None => format::no_rate(reason, lang).to_owned(),
    }
}

/// The counts of a row whose base is too small for a rate.
pub(super) fn small_base(row: &RankedRow, lang: Lang) -> String {
    let counts = format!("{} → {}", count(row.base), count(row.current));
    format!("{counts}{}", lang.pick("，基数小，不计算降幅", "; base too small for a rate"))
}

/// Puts sentences or parts together the way the language does.
pub(super) fn join(parts: &[String], lang: Lang) -> String {
    parts.join(lang.pick("，", ", "))
}

/// Text from a workbook on one line: breaks and tabs become blanks, control characters go.
pub(super) fn clean(text: &str) -> String {
    let spaced: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    spaced.split(' ').filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::dec;

    #[test]
    fn a_label_says_a_rise_and_leaves_a_fall_to_its_number() {
        assert_eq!(bar_label(dec!(-38.9), false, Lang::Zh), "38.9%");
        assert_eq!(bar_label(dec!(5.9), false, Lang::En), "up 5.9%");
        assert_eq!(bar_label(dec!(1900.0), false, Lang::Zh), "上升1,900.0%");
    }

    #[test]
    fn a_rate_that_rounds_to_zero_is_not_called_unchanged() {
        assert_eq!(bar_label(dec!(0.0), true, Lang::Zh), "持平");
        assert_eq!(bar_label(dec!(0.0), false, Lang::Zh), "0.0%");
    }
}
