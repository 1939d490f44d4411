//! Sums that never overflow unseen, means rounded once, and parts that add up to the whole as printed.

use super::MeasureError;
use crate::model::{Decimal, Fraction, Rate, Rounding};
use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::ToPrimitive;

/// The exact sum; `None` of nothing.
///
/// # Errors
/// When it leaves the range of exact decimals.
pub(super) fn sum(values: impl IntoIterator<Item = Decimal>) -> Result<Option<Decimal>, MeasureError> {
    let mut sum: Option<Decimal> = None;
    for value in values {
        sum = Some(match sum {
            None => value,
            Some(sum) => sum.checked_add(value).ok_or(MeasureError::OutOfRange)?,
        });
    }
    Ok(sum)
}

/// A rate and its percent to as many places as a decimal holds: a division so long is done once.
pub(super) struct Rated {
    pub rate: Rate,
    pub percent: Decimal,
}

impl From<Rate> for Rated {
    fn from(rate: Rate) -> Self {
        Self { rate, percent: rate.percent_unrounded() }
    }
}

/// The mean of rates in percent, rounded once: as if it were computed with fractions throughout.
pub(super) fn mean_of_rates(rates: &[Rated], rounding: Rounding, decimals: u32) -> Option<Decimal> {
    near_mean(rates, rounding, decimals).or_else(|| {
        let parts: Vec<Fraction> = rates.iter().map(|r| Fraction::from_rate(&r.rate)).collect();
        Fraction::mean(&parts)?.round(rounding, decimals)
    })
}

/// The mean by 28-digit quotients, where they are exact enough to tell how it is rounded: a thousand times further from
/// any tie than all their errors together. Fractions of thousands of rates are slow, and hardly ever needed.
fn near_mean(rates: &[Rated], rounding: Rounding, decimals: u32) -> Option<Decimal> {
    let limit = Decimal::from(1_000_000_000);
    let mut sum = Decimal::ZERO;
    for rate in rates {
        if rate.percent.abs() > limit {
            return None;
        }
        // Each is below 10⁹ and off by less than 10⁻¹⁷.
        sum = sum.checked_add(rate.percent)?;
    }
    let mean = sum.checked_div(Decimal::from(rates.len()))?;
    let slack = Decimal::new(1, 12);
    let (below, above) = (mean.checked_sub(slack)?, mean.checked_add(slack)?);
    let (below, above) = (rounding.round(below, decimals), rounding.round(above, decimals));
    (decimals <= 8 && below == above).then_some(below)
}

/// Changes ÷ base in percentage points, rounded so that they add up to the displayed total by the largest-remainder
/// method: every part rounded down, then the missing units of the last place to the largest remainders (ties by
/// order). `None` where a part leaves the range of decimals.
pub(super) fn largest_remainder(
    changes: &[Decimal],
    base: Decimal,
    displayed: Decimal,
    decimals: u32,
) -> Option<Vec<Decimal>> {
    // Everything in units of the last place, over one denominator, so that remainders compare as whole numbers.
    let scale = changes.iter().map(Decimal::scale).chain([base.scale()]).max()?;
    let whole = |v: Decimal| BigInt::from(v.mantissa()) * BigInt::from(10).pow(scale - v.scale());
    let (factor, bottom) = (BigInt::from(10).pow(decimals + 2), whole(base));
    let mut parts: Vec<(usize, BigInt, BigInt)> = Vec::new();
    for (index, change) in changes.iter().enumerate() {
        let (floor, rest) = (whole(*change) * &factor).div_mod_floor(&bottom);
        parts.push((index, floor, rest));
    }
    let mut total = displayed;
    total.rescale(decimals);
    let mut missing = BigInt::from(total.mantissa()) - parts.iter().map(|p| &p.1).sum::<BigInt>();
    // A negative base leaves negative remainders, the one nearest to zero the smallest.
    parts.sort_by(|a, b| b.2.magnitude().cmp(a.2.magnitude()).then(a.0.cmp(&b.0)));
    for part in &mut parts {
        if missing > BigInt::ZERO {
            part.1 += 1;
            missing -= 1;
        }
    }
    parts.sort_by_key(|p| p.0);
    let decimal = |units: &BigInt| Decimal::try_from_i128_with_scale(units.to_i128()?, decimals).ok();
    parts.iter().map(|p| decimal(&p.1)).collect()
}

/// The sum of counts and the share of each in percent, rounded so that the shares add up to 100 (largest remainder).
/// Nothing where there are no counts; a sum of zero has no shares.
///
/// # Errors
/// When the sum leaves the range of exact decimals.
pub fn shares(
    counts: &[Decimal],
    rounding: Rounding,
    decimals: u32,
) -> Result<Option<(Decimal, Vec<Decimal>)>, MeasureError> {
    let Some(total) = sum(counts.iter().copied())? else { return Ok(None) };
    if total.is_zero() {
        return Ok(Some((total, Vec::new())));
    }
    let whole = rounding.round(Decimal::ONE_HUNDRED, decimals);
    let parts = largest_remainder(counts, total, whole, decimals).ok_or(MeasureError::OutOfRange)?;
    Ok(Some((total, parts)))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
    use super::*;
    use proptest::prelude::*;
    use rust_decimal::dec;

    fn rates(counts: &[(i64, i64)]) -> Vec<Rated> {
        let rate = |(base, current): &(i64, i64)| {
            Rated::from(Rate::from_counts(Some((*current).into()), Some((*base).into())).unwrap())
        };
        counts.iter().map(rate).collect()
    }

    #[test]
    fn a_mean_that_is_a_tie_is_rounded_as_one() {
        // +33.33…%, +33.33…% and −66.516…% = −199.55/3 %: the sum is 0.15 and the mean exactly 0.05 %, which no sum of
        // rounded thirds gives.
        let three = rates(&[(3, 4), (3, 4), (6000, 2009)]);
        assert_eq!(mean_of_rates(&three, Rounding::HalfUp, 1), Some(dec!(0.1)));
        assert_eq!(mean_of_rates(&three, Rounding::HalfEven, 1), Some(dec!(0.0)));
    }

    #[test]
    fn a_sum_out_of_range_is_an_error() {
        assert!(matches!(sum([Decimal::MAX, dec!(1)]), Err(MeasureError::OutOfRange)));
        assert_eq!(sum([]).unwrap(), None);
    }

    #[test]
    fn shares_add_up_as_they_are_displayed() {
        let (total, parts) = shares(&[dec!(1), dec!(1), dec!(1)], Rounding::HalfUp, 1).unwrap().unwrap();
        assert_eq!((total, parts), (dec!(3), vec![dec!(33.4), dec!(33.3), dec!(33.3)]));
        assert_eq!(shares(&[dec!(0), dec!(0)], Rounding::HalfUp, 1).unwrap(), Some((dec!(0), Vec::new())));
        assert_eq!(shares(&[], Rounding::HalfUp, 1).unwrap(), None);
    }

    proptest! {
        #[test]
        fn the_mean_is_that_of_exact_fractions(
            counts in prop::collection::vec((1i64..60, 0i64..60), 1..7),
            is_half_even in any::<bool>(),
        ) {
            let rounding = if is_half_even { Rounding::HalfEven } else { Rounding::HalfUp };
            // Over the product of all bases, in whole numbers of 128 bits.
            let product: i128 = counts.iter().map(|(b, _)| i128::from(*b)).product();
            let top: i128 = counts.iter().map(|(b, c)| i128::from(c - b) * 100 * (product / i128::from(*b))).sum();
            let exact = Decimal::from_i128_with_scale(top, 0);
            let bottom = Decimal::from_i128_with_scale(product * counts.len() as i128, 0);
            let expected = crate::model::round_ratio(exact, bottom, rounding, 1);
            prop_assert_eq!(mean_of_rates(&rates(&counts), rounding, 1), expected);
        }

        #[test]
        fn parts_add_up_to_the_displayed_total_and_are_off_by_less_than_one_unit(
            changes in prop::collection::vec(-100_000i64..100_000, 1..30),
            base in 1i64..1_000_000,
            decimals in 0u32..4,
        ) {
            let changes: Vec<Decimal> = changes.into_iter().map(Decimal::from).collect();
            let base = Decimal::from(base);
            let total: Decimal = changes.iter().sum();
            let hundredfold = total * Decimal::ONE_HUNDRED;
            let displayed = crate::model::round_ratio(hundredfold, base, Rounding::HalfUp, decimals).unwrap();
            let parts = largest_remainder(&changes, base, displayed, decimals).unwrap();
            prop_assert_eq!(parts.iter().sum::<Decimal>(), displayed);
            for (part, change) in parts.iter().zip(&changes) {
                let off = (part - change * Decimal::ONE_HUNDRED / base).abs();
                prop_assert!(off < Decimal::new(1, decimals), "{} for {}", part, change);
            }
        }
    }
}
