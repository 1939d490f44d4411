//! Exact fractions, for what is neither a count nor one quotient of counts: means, medians and quartiles of rates.

use super::rounding::nearest;
use super::{Decimal, PrintRule, Rate, Rounding};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed, ToPrimitive, Zero};
use std::ops::{Add, Mul, Sub};

/// An exact fraction of any size. It is rounded once, when it is printed.
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
    use super::*;
    use rust_decimal::dec;

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
}
