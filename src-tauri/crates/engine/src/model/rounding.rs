//! Rounding, exact and done once: whole-number arithmetic decides every tie, and nothing overflows unseen.

use super::{Decimal, Lang};
use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{Signed, ToPrimitive};
use rust_decimal::RoundingStrategy;
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;

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

/// How a printed number may have come from the exact one. Nobody here cuts off, but sources do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PrintRule {
    /// 四舍五入.
    HalfUp,
    /// 四舍六入五成双 (GB/T 8170).
    HalfEven,
    /// 去尾: further digits are dropped.
    Truncated,
}

impl PrintRule {
    /// Every rule, the usual one first.
    pub const ALL: [Self; 3] = [Self::HalfUp, Self::HalfEven, Self::Truncated];

    /// The stable name used in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Self::HalfUp => "half_up",
            Self::HalfEven => "half_even",
            Self::Truncated => "truncated",
        }
    }

    /// The name in words.
    pub fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::HalfUp => lang.pick("四舍五入", "half up"),
            Self::HalfEven => lang.pick("四舍六入五成双", "half to even"),
            Self::Truncated => lang.pick("去尾", "cut off"),
        }
    }

    /// Numerator ÷ denominator as printed under this rule; `None` where the denominator is zero or the number leaves
    /// the range of decimals.
    pub fn print_ratio(self, numerator: Decimal, denominator: Decimal, decimals: u32) -> Option<Decimal> {
        ratio(numerator, denominator, self, decimals)
    }
}

impl From<Rounding> for PrintRule {
    fn from(rounding: Rounding) -> Self {
        match rounding {
            Rounding::HalfUp => Self::HalfUp,
            Rounding::HalfEven => Self::HalfEven,
        }
    }
}

/// Numerator ÷ denominator to the given number of decimals, exact for all decimals there are; `None` where the
/// denominator is zero or the quotient leaves the range of decimals.
pub fn round_ratio(
    numerator: Decimal,
    denominator: Decimal,
    rounding: Rounding,
    decimals: u32,
) -> Option<Decimal> {
    ratio(numerator, denominator, rounding.into(), decimals)
}

fn ratio(numerator: Decimal, denominator: Decimal, rule: PrintRule, decimals: u32) -> Option<Decimal> {
    if denominator.is_zero() {
        return None;
    }
    // n·10⁻ⁱ ÷ d·10⁻ʲ in units of the last place is n·10^(j + decimals) ÷ d·10ⁱ.
    let (up, down) = (denominator.scale() + decimals, numerator.scale());
    let common = up.min(down);
    let (up, down) = (up - common, down - common);
    let scaled = |value: Decimal, power: u32| value.mantissa().checked_mul(10i128.checked_pow(power)?);
    let quotient = match (scaled(numerator, up), scaled(denominator, down)) {
        (Some(n), Some(d)) => nearest(n, d, rule),
        _ => {
            let big =
                |value: Decimal, power: u32| BigInt::from(value.mantissa()) * BigInt::from(10).pow(power);
            nearest(big(numerator, up), big(denominator, down), rule).to_i128()?
        }
    };
    Decimal::try_from_i128_with_scale(quotient, decimals).ok()
}

/// The whole number nearest to a quotient. The denominator must not be zero.
pub(super) fn nearest<T: Integer + Signed>(numerator: T, denominator: T, rule: PrintRule) -> T {
    let is_negative = numerator.is_negative() != denominator.is_negative();
    let denominator = denominator.abs();
    let (mut quotient, rest) = numerator.abs().div_rem(&denominator);
    let (is_odd, to_next) = (quotient.is_odd(), denominator - rest.abs());
    let is_up = match (rule, rest.cmp(&to_next)) {
        (PrintRule::Truncated, _) | (_, Ordering::Less) => false,
        (PrintRule::HalfUp | PrintRule::HalfEven, Ordering::Greater)
        | (PrintRule::HalfUp, Ordering::Equal) => true,
        (PrintRule::HalfEven, Ordering::Equal) => is_odd,
    };
    if is_up {
        quotient = quotient + T::one();
    }
    if is_negative { -quotient } else { quotient }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
    use super::*;
    use proptest::prelude::*;
    use rust_decimal::dec;

    #[test]
    fn a_sixteenth_is_6_3_or_6_2() {
        assert_eq!(round_ratio(dec!(100), dec!(16), Rounding::HalfUp, 1), Some(dec!(6.3)));
        assert_eq!(round_ratio(dec!(100), dec!(16), Rounding::HalfEven, 1), Some(dec!(6.2)));
        assert_eq!(PrintRule::Truncated.print_ratio(dec!(100), dec!(16), 1), Some(dec!(6.2)));
    }

    #[test]
    fn negative_ties_go_away_from_zero() {
        assert_eq!(round_ratio(dec!(-100), dec!(16), Rounding::HalfUp, 1), Some(dec!(-6.3)));
    }

    #[test]
    fn zero_has_no_sign() {
        assert_eq!(Rounding::HalfUp.round(dec!(-0.01), 1).to_string(), "0.0");
        assert_eq!(round_ratio(dec!(-1), dec!(9999), Rounding::HalfUp, 1).unwrap().to_string(), "0.0");
    }

    #[test]
    fn what_has_no_quotient_in_range_is_no_number() {
        assert_eq!(round_ratio(Decimal::MAX, dec!(0.01), Rounding::HalfUp, 1), None);
        assert_eq!(round_ratio(dec!(1), dec!(0), Rounding::HalfUp, 1), None);
    }

    /// Just below a tie by less than a 28-digit quotient can tell.
    #[test]
    fn a_near_tie_of_many_digits_is_not_taken_for_one() {
        let bottom = Decimal::from_i128_with_scale(79_228_162_514_264_337_593_543_950_334, 0);
        let top = Decimal::from_i128_with_scale(39_614_081_257_132_168_796_771_975_166, 0);
        // (d/2 − 1) ÷ d is below one half.
        assert_eq!(round_ratio(top, bottom, Rounding::HalfUp, 0), Some(dec!(0)));
        let tie = Decimal::from_i128_with_scale(39_614_081_257_132_168_796_771_975_167, 0);
        assert_eq!(round_ratio(tie, bottom, Rounding::HalfUp, 0), Some(dec!(1)));
        assert_eq!(round_ratio(tie, bottom, Rounding::HalfEven, 0), Some(dec!(0)));
    }

    /// Rounding written a second time, by another road: through the digits of the quotient.
    fn by_digits(n: Decimal, d: Decimal, rule: PrintRule, decimals: u32) -> Option<String> {
        let digits = |v: Decimal, other: u32| BigInt::from(v.mantissa()) * BigInt::from(10).pow(other);
        let (n, d) = (digits(n, d.scale()), digits(d, n.scale()));
        let is_negative = (n < BigInt::ZERO) != (d < BigInt::ZERO);
        let (n, d) = (n.magnitude() * 10u8, d.magnitude().clone());
        // One digit more than asked for, and whether anything follows it.
        let long = n * num_bigint::BigUint::from(10u8).pow(decimals);
        let (text, has_more) = ((&long / &d).to_string(), &long % &d != num_bigint::BigUint::ZERO);
        let (kept, last) = text.split_at(text.len() - 1);
        let mut kept: num_bigint::BigUint = if kept.is_empty() { "0" } else { kept }.parse().unwrap();
        let is_odd = kept.bit(0);
        let is_up = match (rule, last.parse::<u8>().unwrap()) {
            (PrintRule::Truncated, _) | (_, 0..=4) => false,
            (PrintRule::HalfEven, 5) => has_more || is_odd,
            _ => true,
        };
        if is_up {
            kept += 1u8;
        }
        let kept = kept.to_string();
        let padded = format!("{kept:0>width$}", width = decimals as usize + 1);
        let (whole, fraction) = padded.split_at(padded.len() - decimals as usize);
        let is_zero = kept == "0";
        let sign = if is_negative && !is_zero { "-" } else { "" };
        let point = if decimals > 0 { "." } else { "" };
        Some(format!("{sign}{whole}{point}{fraction}"))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]
        #[test]
        fn rounding_equals_an_independent_implementation(
            // Small numbers meet ties, large ones leave 128 bits on the way.
            n in prop_oneof![-2000i128..2000, -(1i128 << 95)..(1i128 << 95)],
            d in prop_oneof![1i128..400, 1i128..(1i128 << 95)],
            (scale_n, scale_d, decimals) in (0u32..8, 0u32..8, 0u32..7),
            is_flipped in any::<bool>(),
        ) {
            let n = Decimal::from_i128_with_scale(n, scale_n);
            let d = Decimal::from_i128_with_scale(if is_flipped { -d } else { d }, scale_d);
            for rule in PrintRule::ALL {
                let Some(ours) = rule.print_ratio(n, d, decimals) else { continue };
                prop_assert_eq!(Some(ours.to_string()), by_digits(n, d, rule, decimals), "{} / {}", n, d);
            }
        }
    }
}
