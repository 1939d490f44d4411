//! Back-solving: every whole base from which a whole count and a printed rate may have come, under each rounding rule.
//!
//! A printed rate stands for an interval of exact rates, and so for an interval of bases: both ends are found by
//! whole-number arithmetic, without trying bases one by one.

use crate::model::{Decimal, PrintRule};

/// Decimals of a printed rate at most.
pub const MOST_RATE_DECIMALS: u32 = 10;

/// A count and the rate printed beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PrintedRate {
    /// The count of the current period, whole and not negative.
    pub current: Decimal,
    /// The rate in percent; a reduction is negative.
    pub rate: Decimal,
    /// Decimals it is printed with: −4.5 and −4.50 stand for different intervals.
    pub decimals: u32,
}

/// Why a question cannot be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SolveError {
    /// The count is not a whole number, or negative.
    NotACount,
    /// The rate has more decimals than it is said to be printed with, or too many at all.
    Decimals,
    /// The numbers leave the range of exact arithmetic.
    OutOfRange,
}

/// The bases that fit under one rule: all whole numbers of an interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bases {
    /// The rule.
    pub rule: PrintRule,
    /// The smallest and the largest; `None` where none fits. The largest is `None` where every larger base fits too.
    pub range: Option<(Decimal, Option<Decimal>)>,
}

impl Bases {
    /// How many fit; `None` where there is no end of them.
    pub fn count(&self) -> Option<Decimal> {
        match self.range {
            None => Some(Decimal::ZERO),
            Some((first, last)) => last.map(|last| last - first + Decimal::ONE),
        }
    }

    /// The only base that fits.
    pub fn unique(&self) -> Option<Decimal> {
        self.range.filter(|(first, last)| *last == Some(*first)).map(|(first, _)| first)
    }

    /// The first bases, as many as asked for at most.
    pub fn first(&self, most: usize) -> Vec<Decimal> {
        let Some((first, last)) = self.range else { return Vec::new() };
        std::iter::successors(Some(first), |b| b.checked_add(Decimal::ONE))
            .take_while(|b| last.is_none_or(|last| *b <= last))
            .take(most)
            .collect()
    }
}

impl PrintedRate {
    /// The bases that fit, under each rule.
    ///
    /// # Errors
    /// When the question makes no sense or leaves exact arithmetic.
    pub fn solve(&self) -> Result<[Bases; 3], SolveError> {
        if self.current.is_sign_negative() && !self.current.is_zero() || !self.current.is_integer() {
            return Err(SolveError::NotACount);
        }
        let mut rate = self.rate.normalize();
        if rate.scale() > self.decimals || self.decimals > MOST_RATE_DECIMALS {
            return Err(SolveError::Decimals);
        }
        rate.rescale(self.decimals);
        if rate.scale() != self.decimals {
            return Err(SolveError::OutOfRange);
        }
        let mut found = [PrintRule::HalfUp, PrintRule::HalfEven, PrintRule::Truncated]
            .map(|rule| Bases { rule, range: None });
        for bases in &mut found {
            let interval = Interval::of_printed(rate.mantissa(), bases.rule);
            bases.range = self.range(interval).ok_or(SolveError::OutOfRange)?;
        }
        Ok(found)
    }

    /// The bases for an interval of rates. The outer `None` is a number out of range.
    ///
    /// With s = 2·10^decimals the rate is r = (100·N ÷ B − 100), and low ≤ r·s ≤ high. As B grows r falls towards
    /// −100, so that high gives the smallest base and low the largest.
    fn range(&self, interval: Interval) -> Option<Option<(Decimal, Option<Decimal>)>> {
        let unit = 2i128.checked_mul(10i128.checked_pow(self.decimals)?)?;
        let hundred = unit.checked_mul(100)?;
        let (low, high) = (interval.low.checked_add(hundred)?, interval.high.checked_add(hundred)?);
        let top = self.current.trunc().mantissa().checked_mul(hundred)?;
        if top == 0 {
            // 0 from anything is −100 %, whatever it was.
            let is_within =
                (low < 0 || low == 0 && interval.has_low) && (high > 0 || high == 0 && interval.has_high);
            return Some(is_within.then_some((Decimal::ONE, None)));
        }
        if high <= 0 {
            // A rate of −100 % or below would leave nothing, yet something is left.
            return Some(None);
        }
        let first = if interval.has_high {
            top.div_euclid(high) + i128::from(top % high != 0)
        } else {
            top / high + 1
        };
        let last = match low {
            ..=0 => None,
            low if interval.has_low => Some(top / low),
            low => Some((top - 1) / low),
        };
        let first = first.max(1);
        if last.is_some_and(|last| last < first) {
            return Some(None);
        }
        let decimal = |n: i128| Decimal::try_from_i128_with_scale(n, 0).ok();
        let last = match last {
            Some(last) => Some(decimal(last)?),
            None => None,
        };
        Some(Some((decimal(first)?, last)))
    }
}

/// Exact rates in units of half the last printed place, with or without their ends.
#[derive(Debug, Clone, Copy)]
struct Interval {
    low: i128,
    has_low: bool,
    high: i128,
    has_high: bool,
}

impl Interval {
    /// What a printed number stands for; `printed` is in units of the last place.
    fn of_printed(printed: i128, rule: PrintRule) -> Self {
        let middle = 2 * printed;
        let (low, high) = match (rule, printed.signum()) {
            (PrintRule::HalfUp | PrintRule::HalfEven, _) => (middle - 1, middle + 1),
            (PrintRule::Truncated, 1) => (middle, middle + 2),
            (PrintRule::Truncated, -1) => (middle - 2, middle),
            (PrintRule::Truncated, _) => (-2, 2),
        };
        let is_even = printed % 2 == 0;
        let (has_low, has_high) = match rule {
            // A tie goes away from zero: to the number it is nearer to zero than.
            PrintRule::HalfUp => (printed > 0, printed < 0),
            PrintRule::HalfEven => (is_even, is_even),
            PrintRule::Truncated => (printed > 0, printed < 0),
        };
        Self { low, has_low, high, has_high }
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
    use super::*;
    use proptest::prelude::*;
    use rust_decimal::dec;

    fn solve(current: Decimal, rate: Decimal, decimals: u32) -> [Bases; 3] {
        PrintedRate { current, rate, decimals }.solve().unwrap()
    }

    fn half_up(current: Decimal, rate: Decimal, decimals: u32) -> Vec<Decimal> {
        solve(current, rate, decimals)[0].first(1000)
    }

    #[test]
    fn printed_decimals_count() {
        assert_eq!(half_up(dec!(563), dec!(-4.58), 2), [dec!(590)]);
        assert_eq!(half_up(dec!(573), dec!(-4.5), 1), [dec!(600)]);
        assert!(half_up(dec!(573), dec!(-4.5), 2).contains(&dec!(600)));
        assert!(half_up(dec!(5730), dec!(-4.5), 1).len() > half_up(dec!(5730), dec!(-4.5), 2).len());
    }

    #[test]
    fn a_rate_of_zero_fits_the_count_and_its_neighbours() {
        assert_eq!(half_up(dec!(5), dec!(0.0), 1), [dec!(5)]);
        // 2000 of 2001 is −0.04998 %.
        assert_eq!(half_up(dec!(2000), dec!(0), 1), [dec!(2000), dec!(2001)]);
        // 2001 of 2000 is +0.05 %: a tie, which goes to 0.0 only under half to even.
        let of_a_tie = solve(dec!(2001), dec!(0), 1);
        assert_eq!(of_a_tie[0].first(9), [dec!(2001), dec!(2002)]);
        assert_eq!(of_a_tie[1].first(9), [dec!(2000), dec!(2001), dec!(2002)]);
    }

    #[test]
    fn minus_a_hundred_has_no_end_of_bases() {
        let gone = solve(dec!(0), dec!(-100.0), 1);
        assert!(gone.iter().all(|b| b.range == Some((dec!(1), None)) && b.count().is_none()));
        // 1 of 2001 is −99.950…: printed −100.0 from there on, and cut off never.
        let nearly = solve(dec!(1), dec!(-100.0), 1);
        assert_eq!(nearly[0].range, Some((dec!(2000), None)), "a tie goes away from zero");
        assert_eq!(nearly[2].range, None);
        assert!(solve(dec!(1), dec!(-100.5), 1).iter().all(|b| b.range.is_none()));
        assert!(solve(dec!(0), dec!(-50), 0).iter().all(|b| b.range.is_none()));
    }

    #[test]
    fn thousands_of_bases_are_a_range() {
        let [up, ..] = solve(dec!(1000000), dec!(-5), 0);
        assert_eq!(up.count(), Some(dec!(11081)));
        assert_eq!((up.first(3).len(), up.unique()), (3, None));
    }

    #[test]
    fn nonsense_is_refused() {
        let ask = |current, rate, decimals| PrintedRate { current, rate, decimals }.solve().unwrap_err();
        assert_eq!(ask(dec!(-1), dec!(5), 1), SolveError::NotACount);
        assert_eq!(ask(dec!(1.5), dec!(5), 1), SolveError::NotACount);
        assert_eq!(ask(dec!(1), dec!(5.25), 1), SolveError::Decimals);
        assert_eq!(ask(Decimal::MAX, dec!(5), 10), SolveError::OutOfRange);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        /// Against trying every base.
        #[test]
        fn all_bases_and_no_others_fit(current in 0i64..400, tenths in -1050i64..3000, decimals in 0u32..3) {
            let rate = Decimal::new(tenths, decimals);
            let (current, most) = (Decimal::from(current), 6000i64);
            for bases in solve(current, rate, decimals) {
                let fits = |base: &Decimal| {
                    let change = (current - base) * Decimal::ONE_HUNDRED;
                    bases.rule.print_ratio(change, *base, decimals) == Some(rate)
                };
                let expected: Vec<Decimal> = (1..=most).map(Decimal::from).filter(fits).collect();
                let found: Vec<Decimal> = match bases.range {
                    None => Vec::new(),
                    Some((first, last)) => (1..=most)
                        .map(Decimal::from)
                        .filter(|b| *b >= first && last.is_none_or(|last| *b <= last))
                        .collect(),
                };
                prop_assert_eq!(found, expected, "{:?} {} {}", bases.rule, current, rate);
            }
        }
    }
}
