//! Where each row stands among its peers: ranks with ties, ranks before, quartiles and median of the rates.
//!
//! Only rows of one list are held against each other. A row without a rate, or on a base below 30, has no rank and
//! takes no part in the quartiles.

use super::{Comparison, MeasureRequest, ScopeMeasures};
use crate::model::{Decimal, Fraction, Lang};
use std::collections::BTreeMap;

/// The place of one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Key of the row.
    pub key: String,
    /// Its place, the largest reduction first: one more than the number of lower rates. Rates that are equal as printed
    /// share a place (1, 2, 2, 4).
    pub rank: Option<usize>,
    /// Whether another row shares the place.
    pub is_tied: bool,
    /// Its place in the comparison before.
    pub rank_before: Option<usize>,
}

impl Standing {
    /// How many places it moved up (positive) or down since the comparison before.
    pub fn places_gained(&self) -> Option<i64> {
        let place = |rank: Option<usize>| i64::try_from(rank?).ok();
        Some(place(self.rank_before)? - place(self.rank)?)
    }
}

/// Quartiles of the ranked rows' exact rates in percent, each rounded once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quartiles {
    /// How many rates.
    pub count: usize,
    /// The lowest rate.
    pub lowest: Decimal,
    /// The first quartile.
    pub first: Decimal,
    /// The median.
    pub median: Decimal,
    /// The third quartile.
    pub third: Decimal,
    /// The highest rate.
    pub highest: Decimal,
}

impl Quartiles {
    /// The method, as statistics programs name it.
    pub const METHOD: &'static str = "hyndman_fan_7";

    /// The method in words.
    pub fn method(lang: Lang) -> &'static str {
        lang.pick(
            "含端点线性内插法（Hyndman–Fan 第7型）",
            "linear interpolation, ends included (Hyndman–Fan type 7)",
        )
    }
}

/// The standings of one list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Distribution {
    /// One standing for each row: ranked ones in order of rank, then the others in order of key.
    pub standings: Vec<Standing>,
    /// `None` where no row is ranked.
    pub quartiles: Option<Quartiles>,
}

/// The rate a row is ranked by.
pub(super) fn ranked_rate(row: &Comparison) -> Option<Fraction> {
    row.rate.as_ref().ok().filter(|_| !row.is_small_base()).map(Fraction::from_rate)
}

fn ranks(scope: &ScopeMeasures, request: &MeasureRequest) -> BTreeMap<String, usize> {
    let printed = |row: &Comparison| {
        let rate = row.rate.as_ref().ok().filter(|_| !row.is_small_base())?;
        Some(rate.percent(request.rounding, request.decimals))
    };
    let mut rates: Vec<Decimal> = scope.rows.iter().filter_map(printed).collect();
    rates.sort_unstable();
    let rank = |row: &Comparison| {
        let own = printed(row)?;
        Some((row.key.clone(), rates.partition_point(|rate| *rate < own) + 1))
    };
    scope.rows.iter().filter_map(rank).collect()
}

/// Places, and the method of quartiles, of one list; `before` is the same list one comparison earlier.
pub fn distribution(
    scope: &ScopeMeasures,
    before: Option<&ScopeMeasures>,
    request: &MeasureRequest,
) -> Distribution {
    let now = ranks(scope, request);
    let earlier = before.map(|b| ranks(b, request)).unwrap_or_default();
    let mut held: BTreeMap<usize, usize> = BTreeMap::new();
    for rank in now.values() {
        *held.entry(*rank).or_default() += 1;
    }
    let standing = |row: &Comparison| {
        let rank = now.get(&row.key).copied();
        Standing {
            key: row.key.clone(),
            rank,
            is_tied: rank.and_then(|r| held.get(&r)).is_some_and(|n| *n > 1),
            rank_before: earlier.get(&row.key).copied(),
        }
    };
    let mut standings: Vec<Standing> = scope.rows.iter().map(standing).collect();
    standings.sort_by_key(|s| (s.rank.is_none(), s.rank));
    Distribution { standings, quartiles: quartiles(scope, request) }
}

fn quartiles(scope: &ScopeMeasures, request: &MeasureRequest) -> Option<Quartiles> {
    let mut rates: Vec<Fraction> = scope.rows.iter().filter_map(ranked_rate).collect();
    rates.sort();
    let at = |quarters| quantile(&rates, quarters)?.round(request.rounding, request.decimals);
    Some(Quartiles {
        count: rates.len(),
        lowest: at(0)?,
        first: at(1)?,
        median: at(2)?,
        third: at(3)?,
        highest: at(4)?,
    })
}

/// The quantile at so many quarters of sorted values, by Hyndman and Fan's type 7: linear between the values at
/// (n − 1)·p, ends included, as spreadsheets' QUARTILE.INC.
pub(super) fn quantile(sorted: &[Fraction], quarters: usize) -> Option<Fraction> {
    let place = sorted.len().checked_sub(1)? * quarters;
    let (below, rest) = (place / 4, place % 4);
    let lower = sorted.get(below)?;
    let Some(upper) = sorted.get(below + 1).filter(|_| rest > 0) else { return Some(lower.clone()) };
    let weight = Fraction::new(i64::try_from(rest).ok()?, 4);
    Some(lower + &(&weight * &(upper - lower)))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
    use super::*;
    use crate::measure::testing::{list, request};
    use rust_decimal::dec;

    fn places(distribution: &Distribution) -> Vec<(&str, Option<usize>, bool)> {
        distribution.standings.iter().map(|s| (s.key.as_str(), s.rank, s.is_tied)).collect()
    }

    #[test]
    fn equal_rates_share_a_place_and_the_next_is_left_out() {
        let now = list(&[("a", 100, 90), ("b", 200, 160), ("c", 1000, 800), ("d", 100, 70), ("e", 100, 110)]);
        let found = distribution(&now, None, &request());
        let expected = [
            ("d", Some(1), false),
            ("b", Some(2), true),
            ("c", Some(2), true),
            ("a", Some(4), false),
            ("e", Some(5), false),
        ];
        assert_eq!(places(&found), expected);
    }

    #[test]
    fn rates_that_print_alike_share_a_place() {
        // −33.33 % and −33.28 % both print −33.3 %.
        let found = distribution(&list(&[("a", 300, 200), ("b", 631, 421)]), None, &request());
        assert_eq!(places(&found), [("a", Some(1), true), ("b", Some(1), true)]);
    }

    #[test]
    fn a_small_base_or_no_base_has_no_place() {
        let found = distribution(&list(&[("a", 29, 1), ("b", 0, 5), ("c", 30, 29)]), None, &request());
        assert_eq!(places(&found), [("c", Some(1), false), ("a", None, false), ("b", None, false)]);
        assert_eq!(found.quartiles.unwrap().count, 1);
    }

    #[test]
    fn places_are_compared_with_the_comparison_before() {
        let before = list(&[("a", 100, 50), ("b", 100, 60), ("c", 100, 70)]);
        let now = list(&[("a", 100, 90), ("b", 100, 60), ("d", 100, 80)]);
        let found = distribution(&now, Some(&before), &request());
        let moved: Vec<_> = found.standings.iter().map(|s| (s.key.as_str(), s.places_gained())).collect();
        assert_eq!(moved, [("b", Some(1)), ("d", None), ("a", Some(-2))]);
    }

    #[test]
    fn quartiles_lie_between_values_as_in_spreadsheets() {
        // Rates −40, −30, −20, −10: QUARTILE.INC gives −32.5, −25, −17.5.
        let now = list(&[("a", 100, 60), ("b", 100, 70), ("c", 100, 80), ("d", 100, 90)]);
        let quartiles = distribution(&now, None, &request()).quartiles.unwrap();
        assert_eq!(
            (quartiles.first, quartiles.median, quartiles.third),
            (dec!(-32.5), dec!(-25.0), dec!(-17.5))
        );
        assert_eq!((quartiles.lowest, quartiles.highest), (dec!(-40.0), dec!(-10.0)));
    }

    #[test]
    fn nothing_has_no_median() {
        assert!(distribution(&list(&[("a", 0, 1)]), None, &request()).quartiles.is_none());
    }
}
