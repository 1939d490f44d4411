//! Exact fractions, for what is neither a count nor one quotient of counts: means, medians and quartiles of rates.

use super::rounding::nearest;
use super::{Decimal, PrintRule, Rate, Rounding};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed, ToPrimitive, Zero};
use std::ops::{Add, Mul, Sub};

/// An exact fraction of any size, such as the product of a dozen yearly ratios. It is rounded once, when it is printed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fraction(BigRational);

impl Fraction {
    /// A quotient of whole numbers. A zero denominator counts as one: callers name constants.
    pub fn new(numerator: i64, denominator: i64) -> Self {
        let denominator = if denominator == 0 { 1 } else { denominator };
        Self(BigRational::new(numerator.into(), denominator.into()))
    }

    /// A rate in percent.
    pub fn from_rate(rate: &Rate) -> Self {
        let hundred = Self::from(Decimal::ONE_HUNDRED);
        Self(hundred.0 * Self::from(rate.change).0 / Self::from(rate.base).0)
    }

    /// Current ÷ base; nothing where the base is zero.
    pub fn from_counts(current: Decimal, base: Decimal) -> Option<Self> {
        (!base.is_zero()).then(|| Self(Self::from(current).0 / Self::from(base).0))
    }

    /// Current ÷ base of a rate, whose base is never zero; nothing where the current count leaves the range of decimals.
    pub fn from_rate_as_factor(rate: &Rate) -> Option<Self> {
        Self::from_counts(rate.base.checked_add(rate.change)?, rate.base)
    }

    /// The exact sum. Denominators grow only by the size of a tree, so that thousands of fractions stay cheap.
    pub fn sum(parts: &[Self]) -> Self {
        match parts {
            [] => Self(BigRational::zero()),
            [one] => one.clone(),
            many => {
                let (left, right) = many.split_at(many.len() / 2);
                let (left, right) = (Self::sum(left), Self::sum(right));
                Self(left.0 + right.0)
            }
        }
    }

    /// The arithmetic mean; `None` of nothing.
    pub fn mean(parts: &[Self]) -> Option<Self> {
        let count = i64::try_from(parts.len()).ok().filter(|n| *n > 0)?;
        Some(Self(Self::sum(parts).0 / BigRational::from_integer(count.into())))
    }

    /// The size without the sign.
    pub fn abs(&self) -> Self {
        Self(self.0.abs())
    }

    /// Whether it is zero.
    pub fn is_zero(&self) -> bool {
        self.0.is_zero()
    }

    /// Rounded once; `None` where it leaves the range of decimals.
    pub fn round(&self, rounding: Rounding, decimals: u32) -> Option<Decimal> {
        let top = self.0.numer() * BigInt::from(10).pow(decimals);
        let quotient = nearest(top, self.0.denom().clone(), PrintRule::from(rounding)).to_i128()?;
        Decimal::try_from_i128_with_scale(quotient, decimals).ok()
    }

    /// (Itself − 1) in percent, rounded once; nothing where a decimal cannot hold it.
    pub fn change_percent(&self, rounding: Rounding, decimals: u32) -> Option<Decimal> {
        let change = &self.0 - BigRational::from_integer(1.into());
        Self(change * BigRational::from_integer(100.into())).round(rounding, decimals)
    }

    /// (n-th root of itself − 1) in percent, correctly rounded to the printed digit. Nothing for a negative number or
    /// the root of degree zero.
    pub fn root_change_percent(&self, degree: u32, rounding: Rounding, decimals: u32) -> Option<Decimal> {
        if degree == 0 || self.0.is_negative() {
            return None;
        }
        // An integer root in half units of the printed digit decides every rounding.
        let halves: BigInt = BigInt::from(10).pow(decimals + 2) * 2;
        let radicand = halves.pow(degree) * self.0.numer();
        let root = (&radicand / self.0.denom()).nth_root(degree);
        let is_exact = root.pow(degree) * self.0.denom() == radicand;
        // In quarters: what is not exact lies between two half units, and so on neither tie.
        let quarters = (root - halves) * 2 + i32::from(!is_exact);
        let units = nearest(quarters, BigInt::from(4), PrintRule::from(rounding)).to_i128()?;
        Decimal::try_from_i128_with_scale(units, decimals).ok()
    }
}

impl From<Decimal> for Fraction {
    fn from(value: Decimal) -> Self {
        Self(BigRational::new(value.mantissa().into(), BigInt::from(10).pow(value.scale())))
    }
}

impl Add for &Fraction {
    type Output = Fraction;
    fn add(self, other: Self) -> Fraction {
        Fraction(&self.0 + &other.0)
    }
}

impl Sub for &Fraction {
    type Output = Fraction;
    fn sub(self, other: Self) -> Fraction {
        Fraction(&self.0 - &other.0)
    }
}

impl Mul for &Fraction {
    type Output = Fraction;
    fn mul(self, other: Self) -> Fraction {
        Fraction(&self.0 * &other.0)
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
    use super::*;
    use crate::model::round_ratio;
    use proptest::prelude::*;
    use rust_decimal::dec;

    fn ratio(current: i64, base: i64) -> Fraction {
        Fraction::from_counts(current.into(), base.into()).unwrap()
    }

    #[test]
    fn thirds_add_up_to_a_tie_that_decimals_miss() {
        // 1/3 + 1/3 + 1/3 − 0.95 is exactly 0.05: a tie, which sums of 28-digit thirds fall short of.
        let third = Fraction::new(1, 3);
        let sum = Fraction::sum(&[third.clone(), third.clone(), third, Fraction::from(dec!(-0.95))]);
        assert_eq!(sum.round(Rounding::HalfUp, 1), Some(dec!(0.1)));
        assert_eq!(sum.round(Rounding::HalfEven, 1), Some(dec!(0.0)));
    }

    #[test]
    fn what_decimals_cannot_hold_is_no_number() {
        let large = Fraction::from(Decimal::MAX);
        assert_eq!((&large * &large).round(Rounding::HalfUp, 0), None);
        assert!(Fraction::mean(&[]).is_none());
    }

    #[test]
    fn the_yearly_rate_of_a_known_growth_is_exact() {
        // 1.1³ = 1.331, and 0.9² = 0.81.
        assert_eq!(ratio(1331, 1000).root_change_percent(3, Rounding::HalfUp, 1), Some(dec!(10.0)));
        assert_eq!(ratio(81, 100).root_change_percent(2, Rounding::HalfUp, 1), Some(dec!(-10.0)));
        assert_eq!(ratio(0, 5).root_change_percent(4, Rounding::HalfUp, 1), Some(dec!(-100.0)));
    }

    #[test]
    fn an_exact_tie_of_a_root_follows_the_rule_and_a_near_tie_does_not() {
        // 1.0005² = 1.00100025: the rate is 0.05 %, a tie between 0.0 and 0.1.
        let tie = ratio(100_100_025, 100_000_000);
        assert_eq!(tie.root_change_percent(2, Rounding::HalfUp, 1), Some(dec!(0.1)));
        assert_eq!(tie.root_change_percent(2, Rounding::HalfEven, 1), Some(dec!(0.0)));
        let above = ratio(100_100_026, 100_000_000);
        assert_eq!(above.root_change_percent(2, Rounding::HalfEven, 1), Some(dec!(0.1)));
        // 0.9995² = 0.99900025: −0.05 %, away from zero or to the even digit.
        let fallen = ratio(99_900_025, 100_000_000);
        assert_eq!(fallen.root_change_percent(2, Rounding::HalfUp, 1), Some(dec!(-0.1)));
        assert_eq!(fallen.root_change_percent(2, Rounding::HalfEven, 1), Some(dec!(0.0)));
    }

    #[test]
    fn zero_has_no_base_and_a_negative_ratio_no_root() {
        assert_eq!(Fraction::from_counts(dec!(1), dec!(0)), None);
        assert_eq!(ratio(-1, 2).root_change_percent(2, Rounding::HalfUp, 1), None);
        assert_eq!(ratio(1, 2).root_change_percent(0, Rounding::HalfUp, 1), None);
    }

    proptest! {
        #[test]
        fn a_change_is_rounded_as_a_rate_is(current in 0i64..5000, base in 1i64..5000, decimals in 0u32..4) {
            for rounding in [Rounding::HalfUp, Rounding::HalfEven] {
                let rate = round_ratio(
                    Decimal::from(current - base) * dec!(100), Decimal::from(base), rounding, decimals);
                prop_assert_eq!(ratio(current, base).change_percent(rounding, decimals), rate);
            }
        }

        /// The printed yearly rate, half a digit lower and half a digit higher, encloses the ratio when applied n times.
        #[test]
        fn a_yearly_rate_applied_n_times_returns_to_the_ratio(
            current in 1i64..20_000, base in 1i64..20_000, years in 1u32..30, decimals in 0u32..4,
        ) {
            let printed = ratio(current, base).root_change_percent(years, Rounding::HalfUp, decimals).unwrap();
            let grown = |half: i64| {
                let half_digit = Decimal::new(5 * half, decimals + 1);
                let factor = Fraction::from((printed + half_digit) / dec!(100) + dec!(1)).0;
                if factor < BigRational::from_integer(0.into()) {
                    // Half a digit below −100 %.
                    return BigRational::from_integer(0.into());
                }
                BigRational::new(factor.numer().pow(years), factor.denom().pow(years))
            };
            let exact = ratio(current, base).0;
            prop_assert!(grown(-1) <= exact && exact <= grown(1), "{printed} over {years} years");
        }
    }
}
