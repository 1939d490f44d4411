//! Linear scales of counts and rates: from zero for bars, and not from zero for lines that need the room.

use super::figure::{Anchor, Rect, Shape, Stroke};
use super::frame::muted;
use crate::model::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// The most gridlines beside the zero line.
pub(super) const MOST_GRIDLINES: usize = 4;

/// A linear scale, along either axis.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Scale {
    /// The value at `start`.
    from: f64,
    start: f64,
    per_unit: f64,
    /// Values of the gridlines, zero not among them.
    pub ticks: Vec<Decimal>,
}

/// A number as a length.
pub(super) fn float(value: Decimal) -> f64 {
    value.to_f64().unwrap_or_default()
}

impl Scale {
    /// From zero at `start` to `highest` at `end`, or as near to it as `fitting` leaves room: pairs of a value and
    /// the length its label takes past its end.
    pub(super) fn from_zero(
        start: f64,
        end: f64,
        highest: f64,
        fitting: impl Iterator<Item = (f64, f64)>,
    ) -> Self {
        let room = end - start;
        if highest <= 0.0 {
            return Self { from: 0.0, start, per_unit: 0.0, ticks: Vec::new() };
        }
        let by_label = fitting.filter(|(value, _)| *value > 0.0).map(|(value, label)| {
            let free = (room.abs() - label).max(0.0);
            free / value
        });
        let per_unit = by_label.fold(room.abs() / highest, f64::min);
        let reach = if per_unit > 0.0 { room.abs() / per_unit } else { highest };
        let ticks = ticks(0.0, highest, reach);
        Self { from: 0.0, start, per_unit: per_unit * room.signum(), ticks }
    }

    /// From a round value below `lowest` to `highest`. Starts at zero where that costs little of the room.
    pub(super) fn around(start: f64, end: f64, lowest: f64, highest: f64) -> Self {
        let span = highest - lowest;
        if lowest >= 0.0 && (lowest <= highest * 0.6 || span <= 0.0) {
            return Self::from_zero(start, end, highest, std::iter::empty());
        }
        let step = float(step(span.max(f64::MIN_POSITIVE), MOST_GRIDLINES));
        let from = (lowest / step).floor() * step;
        let to = highest.max(from + step);
        let per_unit = (end - start) / (to - from);
        Self { from, start, per_unit, ticks: ticks(from, to, to) }
    }

    /// Where a value stands.
    pub(super) fn at(&self, value: f64) -> f64 {
        self.start + (value - self.from) * self.per_unit
    }

    /// Where a number stands.
    pub(super) fn place(&self, value: Decimal) -> f64 {
        self.at(float(value))
    }

    /// Whether lengths along it are as the numbers are.
    pub(super) fn is_from_zero(&self) -> bool {
        self.from == 0.0
    }

    /// The numbers of the gridlines above a plot whose lines run down. One that would meet another or leave `limits`
    /// is dropped: zero is placed first, then every second number, so that the axis is thinned evenly.
    pub(super) fn numbers_across(
        &self,
        baseline: f64,
        size: f64,
        limits: (f64, f64),
        word: impl Fn(Decimal) -> String,
    ) -> Vec<Shape> {
        let mut values = self.ticks.clone();
        if self.is_from_zero() {
            values.push(Decimal::ZERO);
        }
        let step = self.ticks.iter().map(Decimal::abs).min().unwrap_or(Decimal::ONE);
        values.sort_by_key(|value| ((value.abs() / step) % Decimal::TWO, value.abs()));
        let mut taken: Vec<Rect> = Vec::new();
        let mut out = Vec::new();
        for value in values {
            let line = muted(self.place(value), baseline, Anchor::Middle, size, &word(value));
            let bounds = line.bounds();
            let spaced = Rect { x: bounds.x - 4.0, width: bounds.width + 8.0, ..bounds };
            let is_free = !taken.iter().any(|other| other.overlaps(&spaced));
            if is_free && bounds.x >= limits.0 && bounds.right() <= limits.1 {
                taken.push(bounds);
                out.push(Shape::Text(line));
            }
        }
        out
    }

    /// Gridlines that run down, and the zero line.
    pub(super) fn lines_down(&self, top: f64, bottom: f64) -> Vec<Shape> {
        let line = |x: f64, stroke| Shape::Line { from: (x, top), to: (x, bottom), stroke };
        self.ticks.iter().map(|tick| line(self.place(*tick), Stroke::Grid)).collect()
    }

    /// The x of every gridline and of zero.
    pub(super) fn places(&self) -> Vec<f64> {
        let zero = self.is_from_zero().then(|| self.at(0.0));
        self.ticks.iter().map(|tick| self.place(*tick)).chain(zero).collect()
    }
}

/// The smallest round step of which at most `most` cover a span.
pub(super) fn step(span: f64, most: usize) -> Decimal {
    for power in -6_i32..16 {
        for mantissa in [10_i64, 20, 25, 50] {
            let step = if power < 0 {
                Decimal::new(mantissa, power.unsigned_abs())
            } else {
                Decimal::from(mantissa) * Decimal::from(10_i64.pow(power.unsigned_abs()))
            };
            if span / float(step) <= most as f64 {
                return step.normalize();
            }
        }
    }
    Decimal::MAX
}

/// Round values above `from`, at most four, up to `to`; one may stand beyond it, where `reach` allows, as a reader
/// expects an axis to end on a round number.
fn ticks(from: f64, to: f64, reach: f64) -> Vec<Decimal> {
    let step = step(to - from, MOST_GRIDLINES);
    let size = float(step);
    if size <= 0.0 || !size.is_finite() {
        return Vec::new();
    }
    let first = (from / size).floor() as i64 + 1;
    let count = |end: f64| ((end / size + 1e-9).floor() as i64 - first + 1).max(0);
    let within = count(to);
    let past = (within + 1).min(count(reach)).min(MOST_GRIDLINES as i64);
    let is_past_needed = ((to / size).round() - to / size).abs() > 1e-9;
    let wanted = if is_past_needed { past.max(within) } else { within };
    (0..wanted.min(MOST_GRIDLINES as i64)).map(|k| (step * Decimal::from(first + k)).normalize()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::dec;

    #[test]
    fn gridlines_are_round_few_and_within_reach() {
        assert_eq!(ticks(0.0, 1386.0, 1600.0), [dec!(500), dec!(1000), dec!(1500)]);
        assert_eq!(ticks(0.0, 1386.0, 1400.0), [dec!(500), dec!(1000)]);
        assert_eq!(ticks(0.0, 3.0, 3.0), [dec!(1), dec!(2), dec!(3)]);
        assert_eq!(ticks(900.0, 940.0, 940.0), [dec!(910), dec!(920), dec!(930), dec!(940)]);
    }

    #[test]
    fn a_scale_starts_at_zero_unless_lines_need_the_room() {
        assert!(Scale::around(0.0, 100.0, 400.0, 1000.0).is_from_zero());
        let near = Scale::around(0.0, 100.0, 980.0, 1000.0);
        assert!(!near.is_from_zero() && near.at(980.0) >= 0.0 && (near.at(1000.0) - 100.0).abs() < 1e-9);
    }

    #[test]
    fn labels_past_the_end_stay_inside() {
        let scale = Scale::from_zero(0.0, 100.0, 50.0, [(50.0, 40.0), (20.0, 10.0)].into_iter());
        assert!((scale.at(50.0) - 60.0).abs() < 1e-9);
    }

    #[test]
    fn nothing_but_zero_has_no_gridlines() {
        let scale = Scale::from_zero(10.0, 100.0, 0.0, std::iter::empty());
        assert!(scale.ticks.is_empty() && (scale.at(0.0) - 10.0).abs() < 1e-9);
    }
}
