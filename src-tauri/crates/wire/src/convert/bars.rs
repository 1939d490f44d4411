//! Lengths of bars beside a table. They are places on a screen, never figures: the numbers stand in the columns.

use crate::types::{ScaleView, TickView};
use rust_decimal::Decimal;

/// Lines at most on an axis, beside that of zero.
const MOST_LINES: f64 = 4.0;
/// A bar longer than this many of the middle one is cut: one county that rose twelvefold would leave the others no room.
const LONGEST: f64 = 5.0;

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

    /// An axis that holds zero and every value but those far beyond the others; their bars are cut at its ends.
    pub(super) fn without_outliers(values: impl Iterator<Item = f64>) -> Self {
        let values: Vec<f64> = values.collect();
        let mut lengths: Vec<f64> = values.iter().map(|v| v.abs()).filter(|v| *v > 0.0).collect();
        lengths.sort_by(f64::total_cmp);
        let middle = lengths.get(lengths.len() / 2).copied().unwrap_or(1.0);
        let longest = middle * LONGEST;
        Self::new(values.into_iter().map(|v| v.clamp(-longest, longest)))
    }

    /// Where a value stands, from 0 to 1; beyond where it is cut.
    pub(super) fn at(&self, value: f64) -> f64 {
        (value - self.low) / (self.high - self.low)
    }

    /// The least of 1, 2, 5, 10 … that leaves few lines.
    fn step(&self) -> f64 {
        let least = (self.high - self.low) / (MOST_LINES + 2.0);
        let power = 10_f64.powf(least.log10().floor());
        let lines = |step: f64| (self.high / step).floor() + (-self.low / step).floor();
        let steps = [1.0, 2.0, 5.0, 10.0, 20.0].into_iter().map(|m| m * power);
        steps.clone().find(|step| lines(*step) <= MOST_LINES).unwrap_or(50.0 * power)
    }

    /// The axis with a line at every round step; `text` words the number of a line.
    pub(super) fn scale(&self, text: impl Fn(f64) -> String, reference: Option<(f64, String)>) -> ScaleView {
        let step = self.step();
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
        assert_eq!(texts, ["0", "10", "20", "30"]);
        assert!(scale.ticks.iter().all(|t| (0.0..=1.0).contains(&t.at)));
        assert!(scale.zero > 0.0 && scale.reference.is_some_and(|r| r.at > scale.zero));
    }

    #[test]
    fn one_bar_far_beyond_the_others_is_cut_and_leaves_them_room() {
        let axis = Axis::without_outliers([20.0, 25.0, 30.0, -1206.0].into_iter());
        assert!(axis.at(-1206.0) < 0.0, "cut");
        assert!(axis.at(30.0) - axis.at(0.0) > 0.1, "the others can be told apart");
        let even = Axis::without_outliers([38.9, 33.7, -5.9].into_iter());
        assert!(even.at(-5.9) >= 0.0 && even.at(38.9) <= 1.0, "nothing is cut where nothing stands apart");
    }

    #[test]
    fn nothing_but_zeros_has_an_axis_all_the_same() {
        let scale = Axis::new([0.0, 0.0].into_iter()).scale(tick_number, None);
        assert!(scale.zero.abs() < f64::EPSILON && scale.ticks.iter().all(|t| t.at.is_finite()));
    }
}
