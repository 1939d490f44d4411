//! Lengths of bars beside a table. They are places on a screen, never figures: the numbers stand in the columns.

use crate::types::{ScaleView, TickView};
use rust_decimal::Decimal;

/// Lines at most on one side of an axis.
const MOST_TICKS: f64 = 4.0;

/// An axis that holds zero and every value given.
pub(super) struct Axis {
    low: f64,
    high: f64,
}

/// A decimal as a length.
pub(super) fn length(value: Decimal) -> Option<f64> {
    f64::try_from(value).ok()
}

impl Axis {
    pub(super) fn new(values: impl Iterator<Item = f64>) -> Self {
        let mut axis = Self { low: 0.0, high: 0.0 };
        for value in values {
            axis.low = axis.low.min(value);
            axis.high = axis.high.max(value);
        }
        if axis.high - axis.low <= 0.0 {
            axis.high = 1.0;
        }
        axis
    }

    /// Where a value stands, from 0 to 1.
    pub(super) fn at(&self, value: f64) -> f64 {
        (value - self.low) / (self.high - self.low)
    }

    /// The axis with a line at every round step; `text` words the number of a line.
    pub(super) fn scale(&self, text: impl Fn(f64) -> String, reference: Option<(f64, String)>) -> ScaleView {
        let step = round_step((self.high - self.low) / MOST_TICKS);
        let (first, last) = ((self.low / step).ceil(), (self.high / step).floor());
        // Few by the choice of the step.
        let count = (last - first).clamp(0.0, 12.0) as u32;
        let value = |index: u32| (first + f64::from(index)) * step;
        let tick = |value: f64, text: String| TickView { at: self.at(value), text };
        ScaleView {
            zero: self.at(0.0),
            ticks: (0..=count).map(|i| tick(value(i), text(value(i)))).collect(),
            reference: reference.map(|(value, text)| tick(value, text)),
        }
    }
}

/// The next of 1, 2, 5, 10 … at or above a length.
fn round_step(least: f64) -> f64 {
    let power = 10_f64.powf(least.log10().floor());
    [1.0, 2.0, 5.0].into_iter().map(|m| m * power).find(|step| *step >= least).unwrap_or(10.0 * power)
}

/// A number on an axis: as many decimals as its step needs.
pub(super) fn tick_number(value: f64) -> String {
    let rounded = (value * 1000.0).round() / 1000.0;
    format!("{}", rounded.abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_axis_holds_zero_and_every_value_with_few_round_lines() {
        let axis = Axis::new([38.9, 5.2, -5.9].into_iter());
        let scale = axis.scale(tick_number, Some((25.7, "25.7".to_owned())));
        let texts: Vec<&str> = scale.ticks.iter().map(|t| t.text.as_str()).collect();
        assert_eq!(texts, ["0", "20"]);
        assert!(scale.ticks.iter().all(|t| (0.0..=1.0).contains(&t.at)));
        assert!(scale.zero > 0.0 && scale.reference.is_some_and(|r| r.at > scale.zero));
    }

    #[test]
    fn nothing_but_zeros_has_an_axis_all_the_same() {
        let scale = Axis::new([0.0, 0.0].into_iter()).scale(tick_number, None);
        assert!(scale.zero.abs() < f64::EPSILON && scale.ticks.iter().all(|t| t.at.is_finite()));
    }
}
