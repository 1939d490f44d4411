//! Ratios of any length, exact: products of links and roots of them, rounded once. Decimals of 28 digits do not hold
//! the product of a dozen counts.

use crate::model::{Decimal, Rate, Rounding};
use num_bigint::BigInt;
use num_rational::BigRational;

/// An exact quotient of counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ratio(BigRational);

impl Ratio {
    /// 1: nothing changed.
    pub fn one() -> Self {
        Self(BigRational::from_integer(1.into()))
    }

    /// Current ÷ base; nothing where the base is zero.
    pub fn from_counts(current: Decimal, base: Decimal) -> Option<Self> {
        (!base.is_zero()).then(|| Self(rational(current) / rational(base)))
    }

    /// Current ÷ base of a rate, whose base is never zero.
    pub fn from_rate(rate: &Rate) -> Option<Self> {
        Self::from_counts(rate.base.checked_add(rate.change)?, rate.base)
    }

    /// Both one after the other.
    #[must_use]
    pub fn times(&self, next: &Self) -> Self {
        Self(&self.0 * &next.0)
    }

    /// (Ratio − 1) in percent, rounded once; nothing where a decimal cannot hold it.
    pub fn change_percent(&self, rounding: Rounding, decimals: u32) -> Option<Decimal> {
        let scale = hundred_with(decimals);
        let twice = (&self.0 - BigRational::from_integer(1.into())) * BigRational::from_integer(scale * 2);
        let floor = twice.floor();
        let is_exact = floor == twice;
        to_decimal(nearest(&floor.to_integer(), is_exact, rounding), decimals)
    }

    /// (n-th root of the ratio − 1) in percent, correctly rounded to the printed digit: the root is an integer root of
    /// the ratio in half units of that digit. Nothing for a negative ratio or the root of degree zero.
    pub fn root_change_percent(&self, degree: u32, rounding: Rounding, decimals: u32) -> Option<Decimal> {
        let zero = BigInt::from(0);
        if degree == 0 || *self.0.numer() < zero {
            return None;
        }
        let twice_scale: BigInt = hundred_with(decimals) * 2;
        let radicand = twice_scale.pow(degree) * self.0.numer();
        let floor = &radicand / self.0.denom();
        let root = floor.nth_root(degree);
        let is_exact = root.pow(degree) * self.0.denom() == radicand;
        to_decimal(nearest(&(root - twice_scale), is_exact, rounding), decimals)
    }
}

fn rational(value: Decimal) -> BigRational {
    let value = value.normalize();
    BigRational::new(value.mantissa().into(), BigInt::from(10).pow(value.scale()))
}

/// One hundred percent in units of the last printed digit.
fn hundred_with(decimals: u32) -> BigInt {
    BigInt::from(10).pow(decimals + 2)
}

/// The whole number nearest to x, from the whole number below 2x and whether 2x is that number.
fn nearest(twice_floor: &BigInt, is_exact: bool, rounding: Rounding) -> BigInt {
    let zero = BigInt::from(0);
    let is_odd = twice_floor % 2 != zero;
    // Rounds towards minus infinity, as division of negative numbers does not.
    let below = if is_odd { (twice_floor - 1) / 2 } else { twice_floor / 2 };
    let goes_up = match (is_odd, is_exact, rounding) {
        (false, ..) => false,
        (true, false, _) => true,
        (true, true, Rounding::HalfUp) => *twice_floor > zero,
        (true, true, Rounding::HalfEven) => &below % 2 != zero,
    };
    if goes_up { below + 1 } else { below }
}

fn to_decimal(units: BigInt, decimals: u32) -> Option<Decimal> {
    Decimal::try_from_i128_with_scale(i128::try_from(units).ok()?, decimals).ok()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

    use super::*;
    use crate::model::round_ratio;
    use proptest::prelude::*;
    use rust_decimal::dec;

    fn ratio(current: i64, base: i64) -> Ratio {
        Ratio::from_counts(current.into(), base.into()).unwrap()
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
        assert_eq!(Ratio::from_counts(dec!(1), dec!(0)), None);
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
                let factor = rational((printed + half_digit) / dec!(100) + dec!(1));
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
