//! Figures unlike their peers or unlike their own past, by named robust methods with their limits stated.
//!
//! A rate on a base below 30 swings by chance and is never judged; such counts are held against the scatter that small
//! counts have. What has too few peers or too short a past is not judged either. A limit is decided on exact
//! fractions; the numbers shown beside it are rounded.

use super::distribution::{quantile, ranked_rate};
use super::{Comparison, MeasureRequest, ScopeMeasures};
use crate::diagnostic::{Diagnostic, Severity};
use crate::format;
use crate::model::{Decimal, Fraction, Lang, Rounding};

/// Ranked peers at least for fences.
pub const LEAST_PEERS: usize = 8;
/// Earlier rates at least for a score.
pub const LEAST_RATES: usize = 5;
/// Earlier counts at least for the scatter of small counts.
pub const LEAST_COUNTS: usize = 4;

/// How a figure was judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum AnomalyMethod {
    /// Tukey's fences: beyond 1.5 interquartile ranges outside the quartiles of the peers' rates.
    Peers,
    /// The modified z-score of Iglewicz and Hoaglin: 0.6745 × distance from the median of the unit's own earlier
    /// rates ÷ their median absolute deviation, above 3.5.
    OwnRates,
    /// For small counts: more than three standard deviations from the median of the unit's own earlier counts after
    /// Anscombe's square root for Poisson counts, |2√n − 2√m| > 3.
    OwnCounts,
}

impl AnomalyMethod {
    /// The stable name used in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Self::Peers => "tukey_fences",
            Self::OwnRates => "modified_z_score",
            Self::OwnCounts => "poisson_square_root",
        }
    }

    /// The method and its limit, in words.
    pub fn words(self, lang: Lang) -> &'static str {
        match self {
            Self::Peers => lang.pick(
                "同期各单位比：超出四分位数外1.5倍四分位距（Tukey），至少8个单位",
                "against peers: beyond 1.5 interquartile ranges (Tukey), 8 units at least",
            ),
            Self::OwnRates => lang.pick(
                "与本单位历年增减率比：修正z分数大于3.5（中位数、绝对中位差），至少5期",
                "against its own rates: modified z-score above 3.5 (median, MAD), 5 periods at least",
            ),
            Self::OwnCounts => lang.pick(
                "小数量与本单位历年数比：平方根变换后差3个标准差以上（泊松），至少4期",
                "small counts against its own: over 3 deviations on the square-root scale (Poisson), 4 periods at least",
            ),
        }
    }
}

/// A figure outside the range that is usual for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anomaly {
    /// Key of the row.
    pub key: String,
    /// How it was judged.
    pub method: AnomalyMethod,
    /// The rate in percent, or the count.
    pub value: Decimal,
    /// The median of what it was held against.
    pub median: Decimal,
    /// The lowest value that is usual.
    pub low: Decimal,
    /// The highest value that is usual.
    pub high: Decimal,
    /// How many figures it was held against.
    pub compared: usize,
}

impl Anomaly {
    /// The anomaly as a finding, with the numbers that justify it.
    pub fn to_diagnostic(&self, label: &str) -> Diagnostic {
        let number: fn(Decimal) -> String = match self.method {
            AnomalyMethod::OwnCounts => format::count,
            AnomalyMethod::Peers | AnomalyMethod::OwnRates => format::signed_percent,
        };
        let found = match self.method {
            AnomalyMethod::Peers => Diagnostic::new(Severity::Warning, "rate_unlike_peers"),
            AnomalyMethod::OwnRates => Diagnostic::new(Severity::Warning, "rate_unlike_history"),
            AnomalyMethod::OwnCounts => Diagnostic::new(Severity::Warning, "count_unlike_history"),
        };
        found
            .with("label", label)
            .with("value", number(self.value))
            .with("median", number(self.median))
            .with("low", number(self.low))
            .with("high", number(self.high))
            .with("count", self.compared)
    }
}

/// Everything unusual in a list, in order of key and method. `earlier` are the same list's comparisons before, the
/// latest first.
pub fn anomalies(
    scope: &ScopeMeasures,
    earlier: &[&ScopeMeasures],
    request: &MeasureRequest,
) -> Vec<Anomaly> {
    let mut found = unlike_peers(scope, request);
    for row in &scope.rows {
        let past: Vec<&Comparison> =
            earlier.iter().filter_map(|s| s.rows.iter().find(|r| r.key == row.key)).collect();
        found.extend(unlike_own_rates(row, &past, request));
        found.extend(unlike_own_counts(row, &past));
    }
    found.sort_by(|a, b| (&a.key, a.method).cmp(&(&b.key, b.method)));
    found
}

/// What a value is held against, exactly.
struct Usual {
    median: Fraction,
    low: Fraction,
    high: Fraction,
    compared: usize,
}

impl Usual {
    fn anomaly(
        &self,
        key: &str,
        method: AnomalyMethod,
        value: &Fraction,
        request: &MeasureRequest,
    ) -> Option<Anomaly> {
        if (&self.low..=&self.high).contains(&value) {
            return None;
        }
        let round = |f: &Fraction| f.round(request.rounding, request.decimals);
        Some(Anomaly {
            key: key.to_owned(),
            method,
            value: round(value)?,
            median: round(&self.median)?,
            low: round(&self.low)?,
            high: round(&self.high)?,
            compared: self.compared,
        })
    }
}

fn unlike_peers(scope: &ScopeMeasures, request: &MeasureRequest) -> Vec<Anomaly> {
    let rates: Vec<(&str, Fraction)> =
        scope.rows.iter().filter_map(|r| Some((r.key.as_str(), ranked_rate(r)?))).collect();
    let Some(usual) = fences(rates.iter().map(|r| r.1.clone()).collect()) else { return Vec::new() };
    rates.iter().filter_map(|(key, rate)| usual.anomaly(key, AnomalyMethod::Peers, rate, request)).collect()
}

/// Tukey's fences; none for few values, or where half of them are the same.
fn fences(mut rates: Vec<Fraction>) -> Option<Usual> {
    if rates.len() < LEAST_PEERS {
        return None;
    }
    rates.sort();
    let (first, median, third) = (quantile(&rates, 1)?, quantile(&rates, 2)?, quantile(&rates, 3)?);
    let reach = &Fraction::new(3, 2) * &(&third - &first);
    let usual = Usual { median, low: &first - &reach, high: &third + &reach, compared: rates.len() };
    (!reach.is_zero()).then_some(usual)
}

fn unlike_own_rates(row: &Comparison, past: &[&Comparison], request: &MeasureRequest) -> Option<Anomaly> {
    let rate = ranked_rate(row)?;
    let mut rates: Vec<Fraction> = past.iter().filter_map(|r| ranked_rate(r)).collect();
    if rates.len() < LEAST_RATES {
        return None;
    }
    rates.sort();
    let median = quantile(&rates, 2)?;
    let mut distances: Vec<Fraction> = rates.iter().map(|r| (r - &median).abs()).collect();
    distances.sort();
    let deviation = quantile(&distances, 2)?;
    if deviation.is_zero() {
        return None;
    }
    // 0.6745 × distance ÷ MAD above 3.5.
    let reach = &Fraction::new(35_000, 6_745) * &deviation;
    let usual = Usual { low: &median - &reach, high: &median + &reach, median, compared: rates.len() };
    usual.anomaly(&row.key, AnomalyMethod::OwnRates, &rate, request)
}

fn unlike_own_counts(row: &Comparison, past: &[&Comparison]) -> Option<Anomaly> {
    let count = row.current.filter(|c| c.is_integer() && !c.is_sign_negative())?;
    // Where a rate can be judged, that says more.
    let is_small = row.is_small_base() || row.base.is_some_and(|b| b.is_zero());
    let mut counts: Vec<Fraction> =
        past.iter().filter_map(|r| r.current).filter(|c| !c.is_sign_negative()).map(Fraction::from).collect();
    if !is_small || counts.len() < LEAST_COUNTS {
        return None;
    }
    counts.sort();
    let median = quantile(&counts, 2)?;
    let is_usual = |n: u32| is_within_scatter(&Fraction::from(Decimal::from(n)), &median);
    // A base below 30 keeps its neighbourhood short.
    let middle = median.round(Rounding::HalfUp, 0)?;
    let from = u32::try_from(middle).ok().filter(|m| *m <= 10_000)?;
    let low = (0..=from).rev().take_while(|n| is_usual(*n)).last()?;
    let high = (from..).take_while(|n| is_usual(*n)).last()?;
    let (low, high) = (Decimal::from(low), Decimal::from(high));
    let anomaly = Anomaly {
        key: row.key.clone(),
        method: AnomalyMethod::OwnCounts,
        value: count,
        median: median.round(Rounding::HalfUp, 1)?.normalize(),
        low,
        high,
        compared: counts.len(),
    };
    (count < low || count > high).then_some(anomaly)
}

/// Whether |2√n − 2√m| ≤ 3, without a root: with a above b, √a > √b + 1.5 ⇔ a − b − 2.25 > 3√b.
fn is_within_scatter(n: &Fraction, m: &Fraction) -> bool {
    let (above, below) = if n > m { (n, m) } else { (m, n) };
    let excess = &(above - below) - &Fraction::new(9, 4);
    let zero = Fraction::new(0, 1);
    excess <= zero || &excess * &excess <= &Fraction::new(9, 1) * below
}

#[cfg(test)]
mod tests {
    #![expect(clippy::indexing_slicing, reason = "a test that cannot go on has failed")]
    use super::*;
    use crate::measure::testing::{list, request};
    use rust_decimal::dec;

    fn found(now: &ScopeMeasures, earlier: &[ScopeMeasures]) -> Vec<Anomaly> {
        anomalies(now, &earlier.iter().collect::<Vec<_>>(), &request())
    }

    /// Seven peers between −10 % and −16 %, and one more.
    fn peers(last: (i64, i64)) -> ScopeMeasures {
        list(&[
            ("a", 100, 90),
            ("b", 100, 89),
            ("c", 100, 88),
            ("d", 100, 87),
            ("e", 100, 86),
            ("f", 100, 85),
            ("g", 100, 84),
            ("h", last.0, last.1),
        ])
    }

    #[test]
    fn a_rate_beyond_the_fences_is_unlike_its_peers() {
        let alone = found(&peers((100, 130)), &[]);
        assert_eq!(alone.len(), 1);
        // Quartiles −14.25 and −10.75: fences −19.5 and −5.5.
        assert_eq!((alone[0].key.as_str(), alone[0].value), ("h", dec!(30.0)));
        assert_eq!((alone[0].low, alone[0].high, alone[0].compared), (dec!(-19.5), dec!(-5.5), 8));
        assert!(found(&peers((100, 82)), &[]).is_empty(), "−18 % is within");
    }

    #[test]
    fn a_small_base_is_never_flagged_on_its_rate() {
        assert!(found(&peers((20, 60)), &[]).is_empty());
    }

    #[test]
    fn few_peers_and_short_histories_are_not_judged() {
        let few = list(&[("a", 100, 90), ("b", 100, 89), ("c", 100, 300)]);
        let past: Vec<_> = [98, 96, 97, 95].map(|n| list(&[("c", 100, n)])).into();
        assert!(found(&few, &past).is_empty());
    }

    #[test]
    fn a_rate_far_from_its_own_median_is_unlike_its_history() {
        let past: Vec<_> = [98, 96, 97, 95, 94].map(|n| list(&[("c", 100, n)])).into();
        let now = found(&list(&[("c", 100, 60)]), &past);
        // Rates −2 … −6: median −4, MAD 1, limits −4 ± 5.2.
        assert_eq!(now.len(), 1, "{now:?}");
        let one = &now[0];
        assert_eq!((one.method, one.value, one.median), (AnomalyMethod::OwnRates, dec!(-40.0), dec!(-4.0)));
        assert_eq!((one.low, one.high), (dec!(-9.2), dec!(1.2)));
        assert!(found(&list(&[("c", 100, 91)]), &past).is_empty(), "−9 % is within");
    }

    #[test]
    fn small_counts_are_held_against_their_scatter() {
        let past: Vec<_> = [9, 8, 10, 9].map(|n| list(&[("c", 9, n)])).into();
        // Median 9: √n within 1.5 of 3 is 3 to 20.
        let now = found(&list(&[("c", 9, 25)]), &past);
        assert_eq!((now[0].method, now[0].low, now[0].high), (AnomalyMethod::OwnCounts, dec!(3), dec!(20)));
        assert!(found(&list(&[("c", 9, 20)]), &past).is_empty());
        assert!(found(&list(&[("c", 9, 3)]), &past).is_empty());
        assert_eq!(found(&list(&[("c", 9, 2)]), &past).len(), 1);
    }

    #[test]
    fn a_unit_that_never_changes_has_no_scale_to_be_judged_by() {
        let past: Vec<_> = [95, 95, 95, 95, 95].map(|n| list(&[("c", 100, n)])).into();
        assert!(found(&list(&[("c", 100, 90)]), &past).is_empty());
    }

    #[test]
    fn a_finding_holds_the_numbers_that_justify_it() {
        let words = found(&peers((100, 130)), &[])[0].to_diagnostic("湘西州").message(Lang::Zh);
        assert_eq!(words, "湘西州增减率+30.0%，在同期8个单位中异常：中位数−12.5%，通常在−19.5%至−5.5%之间。");
    }
}
