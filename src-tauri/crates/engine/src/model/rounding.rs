//! Rounding, exact and done once.

use super::Decimal;
use rust_decimal::RoundingStrategy;
use serde::{Deserialize, Serialize};

/// What happens to an exact tie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rounding {
    /// 四舍五入: a tie goes away from zero.
    #[default]
    HalfUp,
    /// GB/T 8170: a tie goes to the even digit.
    HalfEven,
}

impl Rounding {
    /// The stable name used in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Self::HalfUp => "half_up",
            Self::HalfEven => "half_even",
        }
    }

    /// Rounds a decimal.
    pub fn round(self, value: Decimal, decimals: u32) -> Decimal {
        let strategy = match self {
            Self::HalfUp => RoundingStrategy::MidpointAwayFromZero,
            Self::HalfEven => RoundingStrategy::MidpointNearestEven,
        };
        let mut rounded = value.round_dp_with_strategy(decimals, strategy);
        rounded.rescale(decimals);
        if rounded.is_zero() {
            // No "−0.0" in print.
            rounded.set_sign_positive(true);
        }
        rounded
    }
}

/// Numerator ÷ denominator to the given number of decimals.
///
/// Exact: a tie is a finite decimal, so the 28-digit quotient holds it exactly; a quotient of counts below
/// 10^12 that is no tie differs from one by more than 10^-15, far above the quotient's own error of 10^-24.
/// The denominator must not be zero.
pub fn round_ratio(numerator: Decimal, denominator: Decimal, rounding: Rounding, decimals: u32) -> Decimal {
    rounding.round(numerator.checked_div(denominator).unwrap_or_default(), decimals)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::dec;

    #[test]
    fn a_sixteenth_is_6_3_or_6_2() {
        assert_eq!(round_ratio(dec!(100), dec!(16), Rounding::HalfUp, 1), dec!(6.3));
        assert_eq!(round_ratio(dec!(100), dec!(16), Rounding::HalfEven, 1), dec!(6.2));
    }

    #[test]
    fn negative_ties_go_away_from_zero() {
        assert_eq!(round_ratio(dec!(-100), dec!(16), Rounding::HalfUp, 1), dec!(-6.3));
    }

    #[test]
    fn zero_has_no_sign() {
        assert_eq!(Rounding::HalfUp.round(dec!(-0.01), 1).to_string(), "0.0");
    }
}
