//! Stored numbers taken together, period by period, for whoever points at several at once.

use super::{Error, SCREEN_ROUNDING, Workspace, stated};
use crate::format;
use crate::measure::Fact;
use crate::model::{
    Decimal, Lang, NoRate, ObservationId, Period, Rate, Stated, get_indicator, indicator_name,
};
use std::collections::{BTreeMap, BTreeSet};

/// The sum of numbers of one indicator, unit and period.
#[derive(Debug, Clone, PartialEq)]
pub struct PeriodSum {
    /// Indicator id; `None` for numbers that were never placed.
    pub indicator_id: Option<String>,
    /// The unit as the source words it.
    pub unit: Option<String>,
    /// The period; `None` where the source names none.
    pub period: Option<Period>,
    /// The exact sum; `None` where nothing could be added, or where it leaves the range of decimals.
    pub sum: Option<Decimal>,
    /// Numbers in it.
    pub counted: usize,
    /// Cells among them that hold no number.
    pub missing: usize,
}

impl Workspace {
    /// The sums of these numbers, each counted once. A number of a part of one of `periods` counts for that period.
    ///
    /// # Errors
    /// When the workspace cannot be read, or does not hold one of them.
    pub fn sums(&self, ids: &[ObservationId], periods: &[Period]) -> Result<Vec<PeriodSum>, Error> {
        let mut sums: BTreeMap<_, PeriodSum> = BTreeMap::new();
        for id in ids.iter().copied().collect::<BTreeSet<ObservationId>>() {
            let observation = self.store().get_observation(id)?;
            let whole = |p: Period| periods.iter().find(|whole| p.is_within(**whole)).copied().unwrap_or(p);
            let period = observation.period.map(whole);
            let (indicator_id, unit) = (observation.indicator_id.clone(), observation.unit.clone());
            let key = (indicator_id.clone(), unit.clone(), period);
            let sum = sums.entry(key).or_insert(PeriodSum {
                indicator_id,
                unit,
                period,
                sum: Some(Decimal::ZERO),
                counted: 0,
                missing: 0,
            });
            match stated(&observation) {
                Some(Stated::Exact(value)) => {
                    sum.sum = sum.sum.and_then(|s| s.checked_add(value));
                    sum.counted += 1;
                }
                Some(Stated::Bounded(_)) | None => sum.missing += 1,
            }
        }
        let without = |mut sum: PeriodSum| {
            sum.sum = sum.sum.filter(|_| sum.counted > 0);
            sum
        };
        Ok(sums.into_values().map(without).collect())
    }
}

/// The sums in words, the latest period first, and the change between two of them where it means something.
pub fn sum_facts(sums: &[PeriodSum], lang: Lang) -> Vec<Fact> {
    let indicators: BTreeSet<_> = sums.iter().map(|s| &s.indicator_id).collect();
    let mut sorted: Vec<&PeriodSum> = sums.iter().collect();
    sorted.sort_by(|a, b| a.indicator_id.cmp(&b.indicator_id).then(b.period.cmp(&a.period)));
    let mut facts: Vec<Fact> = sorted.iter().map(|s| sum_fact(s, indicators.len() > 1, lang)).collect();
    if let [now, base] = sorted.as_slice() {
        facts.extend(change_fact(now, base, lang));
    }
    facts
}

fn sum_fact(sum: &PeriodSum, names_indicator: bool, lang: Lang) -> Fact {
    let mut name = sum.period.map_or_else(String::new, |p| p.label(lang));
    if let Some(id) = sum.indicator_id.as_deref().filter(|_| names_indicator || name.is_empty()) {
        name = format!("{} {name}", indicator_name(id, lang)).trim().to_owned();
    }
    let unit = unit_words(sum, lang);
    let (total, counted) = (format::count_or_dash(sum.sum), sum.counted);
    let mut value = match lang {
        Lang::Zh => format!("{total}{unit}（{counted} 个数相加）"),
        Lang::En if counted == 1 => format!("{total} {unit} (1 figure)"),
        Lang::En => format!("{total} {unit} ({counted} figures added)"),
    };
    if sum.missing > 0 {
        let missing = sum.missing;
        value.push_str(&match lang {
            Lang::Zh => format!("，另有 {missing} 格没有数"),
            Lang::En if missing == 1 => ", 1 cell without a number".to_owned(),
            Lang::En => format!(", {missing} cells without a number"),
        });
    }
    Fact { name, value }
}

fn unit_words(sum: &PeriodSum, lang: Lang) -> String {
    let usual = sum.indicator_id.as_deref().and_then(get_indicator);
    match (usual, &sum.unit) {
        (Some(indicator), Some(unit)) if unit == indicator.unit => indicator.unit_name(lang).to_owned(),
        (Some(indicator), None) => indicator.unit_name(lang).to_owned(),
        (_, unit) => unit.clone().unwrap_or_default(),
    }
}

/// Only over the same number of figures: three of this year against two of last year is no change.
fn change_fact(now: &PeriodSum, base: &PeriodSum, lang: Lang) -> Option<Fact> {
    let is_one_thing = now.indicator_id == base.indicator_id && now.unit == base.unit;
    let is_comparable = now.period?.is_comparable_with(base.period?);
    let is_whole = now.missing == 0 && base.missing == 0 && now.counted == base.counted;
    if !is_one_thing || !is_comparable {
        return None;
    }
    let rate = if is_whole { Rate::from_counts(now.sum, base.sum) } else { Err(NoRate::ScopeChanged) };
    let (rounding, decimals) = SCREEN_ROUNDING;
    let unit = unit_words(now, lang);
    let words = match rate {
        Ok(rate) => {
            let change = format::count_change_phrase(rate.change, &unit, lang);
            let percent = format::change_phrase(rate.percent(rounding, decimals), lang);
            format!("{change}{}{percent}", lang.pick("，", ", "))
        }
        Err(NoRate::ScopeChanged) => lang
            .pick("两期的数不是同样多，不计算增减", "not as many figures in both periods, so no change")
            .to_owned(),
        Err(reason) => format::no_rate(reason, lang).to_owned(),
    };
    Some(Fact { name: lang.pick("增减", "Change").to_owned(), value: words })
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::dec;

    fn sum(year: i32, value: Decimal, counted: usize) -> PeriodSum {
        PeriodSum {
            indicator_id: Some("documents_issued".to_owned()),
            unit: Some("件".to_owned()),
            period: Some(Period::Year(year)),
            sum: Some(value),
            counted,
            missing: 0,
        }
    }

    #[test]
    fn two_sums_over_as_many_figures_have_a_change() {
        let facts = sum_facts(&[sum(2022, dec!(2413), 2), sum(2023, dec!(1625), 2)], Lang::Zh);
        let words: Vec<_> = facts.iter().map(|f| (f.name.as_str(), f.value.as_str())).collect();
        let expected = [
            ("2023年", "1,625件（2 个数相加）"),
            ("2022年", "2,413件（2 个数相加）"),
            ("增减", "减少788件，下降32.7%"),
        ];
        assert_eq!(words, expected);
    }

    #[test]
    fn sums_over_different_figures_have_no_change_and_say_so() {
        let facts = sum_facts(&[sum(2022, dec!(1386), 1), sum(2023, dec!(1625), 2)], Lang::En);
        let last = facts.last().map(|f| f.value.as_str());
        assert_eq!(last, Some("not as many figures in both periods, so no change"));
    }
}
