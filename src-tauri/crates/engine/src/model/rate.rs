//! Rates of change that exist, and named reasons where none can be defended.

use super::{Decimal, Rounding, round_ratio};
use serde::{Deserialize, Serialize};

/// Why there is no rate. Never 0 %, 100 % or infinity in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoRate {
    /// No figure for the base period.
    NoBase,
    /// The base is zero.
    ZeroBase,
    /// No figure for the current period.
    Missing,
    /// A figure exists but was withheld.
    Suppressed,
    /// The two periods do not cover the same part of a year.
    PartialPeriod,
    /// The scope differs between the periods.
    ScopeChanged,
    /// The unit differs between the periods.
    UnitChanged,
    /// The source gives a bound or a rough number only (超过4500).
    Inexact,
    /// The numbers leave the range of exact decimals.
    OutOfRange,
    /// No yearly quota is known.
    NoQuota,
    /// The yearly quota is zero.
    ZeroQuota,
}

impl NoRate {
    /// Every reason.
    pub const ALL: [Self; 11] = [
        Self::NoBase,
        Self::ZeroBase,
        Self::Missing,
        Self::Suppressed,
        Self::PartialPeriod,
        Self::ScopeChanged,
        Self::UnitChanged,
        Self::Inexact,
        Self::OutOfRange,
        Self::NoQuota,
        Self::ZeroQuota,
    ];

    /// The stable name used in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Self::NoBase => "no_base",
            Self::ZeroBase => "zero_base",
            Self::Missing => "missing",
            Self::Suppressed => "suppressed",
            Self::PartialPeriod => "partial_period",
            Self::ScopeChanged => "scope_changed",
            Self::UnitChanged => "unit_changed",
            Self::Inexact => "inexact",
            Self::OutOfRange => "out_of_range",
            Self::NoQuota => "no_quota",
            Self::ZeroQuota => "zero_quota",
        }
    }
}

/// Digits before the point that a rate in percent may have at most, so that it can be printed with decimals.
const MOST_DIGITS: u32 = 20;

/// An exact rate of change, kept as the fraction it is until it is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Rate {
    /// Current minus base.
    pub change: Decimal,
    /// Base, never zero.
    pub base: Decimal,
}

impl Rate {
    /// (current − base) ÷ base, or why there is none.
    pub fn from_counts(current: Option<Decimal>, base: Option<Decimal>) -> Result<Self, NoRate> {
        let current = current.ok_or(NoRate::Missing)?;
        let base = base.ok_or(NoRate::NoBase)?;
        if base.is_zero() {
            return Err(NoRate::ZeroBase);
        }
        let change = current.checked_sub(base).ok_or(NoRate::OutOfRange)?;
        // In range once and for all, so that no printing can fail.
        let hundredths = round_ratio(change, base, Rounding::HalfUp, 0).ok_or(NoRate::OutOfRange)?;
        if hundredths.mantissa().unsigned_abs() >= 10u128.pow(MOST_DIGITS - 2) {
            return Err(NoRate::OutOfRange);
        }
        Ok(Self { change, base })
    }

    /// In percent, rounded once, with up to 8 decimals.
    pub fn percent(&self, rounding: Rounding, decimals: u32) -> Decimal {
        let (top, bottom) = match self.change.checked_mul(Decimal::ONE_HUNDRED) {
            Some(hundredfold) => (hundredfold, self.base),
            // ÷ 0.01 for a change that fills all digits.
            None => (self.change, self.base * Decimal::new(1, 2)),
        };
        // `from_counts` lets no rate pass that leaves the range.
        round_ratio(top, bottom, rounding, decimals.min(8)).unwrap_or(Decimal::MAX)
    }

    /// In percent, to as many places as a decimal number holds (about 28 digits).
    pub fn percent_unrounded(&self) -> Decimal {
        let hundredfold =
            self.change.checked_mul(Decimal::ONE_HUNDRED).and_then(|c| c.checked_div(self.base));
        let plain = || self.change.checked_div(self.base)?.checked_mul(Decimal::ONE_HUNDRED);
        hundredfold.or_else(plain).unwrap_or(Decimal::MAX).normalize()
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
    use super::*;
    use rust_decimal::dec;

    #[test]
    fn numbers_out_of_range_give_a_named_reason() {
        let rate = |c, b| Rate::from_counts(Some(c), Some(b));
        assert_eq!(rate(Decimal::MAX, dec!(-1)), Err(NoRate::OutOfRange), "the change has no room");
        assert_eq!(rate(Decimal::MAX, dec!(0.01)), Err(NoRate::OutOfRange), "nor has the rate");
        let large = rate(Decimal::MAX, dec!(70000000000000000000000000000)).unwrap();
        assert_eq!(large.percent(Rounding::HalfUp, 1), dec!(13.2));
        assert_eq!(large.percent_unrounded().round_dp(1), dec!(13.2));
    }
}
