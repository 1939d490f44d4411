//! The axis: where zero stands, how long one percent is, and which gridlines there are.

use super::columns::Columns;
use super::rows::{Line, Outcome};
use crate::chart::series::RankedSeries;
use crate::chart::typeset::{Weight, width};
use crate::model::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// The gap between a bar's end and its label.
pub(super) const LABEL_GAP: f64 = 6.0;
/// The most gridlines beside the zero line.
const MOST_GRIDLINES: usize = 4;

/// A linear axis; reductions count to the right.
pub(super) struct Axis {
    /// Where zero stands.
    pub zero: f64,
    /// Length of one percent.
    pub per_percent: f64,
    /// Values of the gridlines as rates (a reduction is negative), zero not among them.
    pub ticks: Vec<Decimal>,
}

impl Axis {
    /// Where a rate stands.
    pub(super) fn position(&self, rate: Decimal) -> f64 {
        self.zero - rate.to_f64().unwrap_or_default() * self.per_percent
    }
}

/// The axis, or none where no row has a rate.
pub(super) fn fit(series: &RankedSeries, lines: &[Line<'_>], columns: &Columns) -> Option<Axis> {
    if !lines.iter().any(Line::is_ranked) {
        return None;
    }
    let reference =
        series.reference.as_ref().map_or(0.0, |reference| -reference.rate.to_f64().unwrap_or_default());
    let (mut left, mut right) = ((-reference).max(0.0), reference.max(0.0));
    for line in lines {
        match line.outcome {
            Outcome::Fell(percent) => right = right.max(percent),
            Outcome::Rose(percent) => left = left.max(percent),
            Outcome::Level | Outcome::NoRate => {}
        }
    }
    let per_percent = per_percent(lines, columns, left, right);
    let zero = columns.plot_left + left * per_percent;
    // No count falls by more than 100 %, so the axis does not run on where no bar does.
    let end = columns.plot_right - columns.type_scale.small;
    let room = if per_percent > 0.0 { (end - zero) / per_percent } else { 0.0 };
    let beyond = if right > 0.0 { room.min(100.0) } else { 0.0 };
    Some(Axis { zero, per_percent, ticks: ticks(left, right, beyond) })
}

/// The longest percent at which every bar and the label past its end stay inside.
fn per_percent(lines: &[Line<'_>], columns: &Columns, left: f64, right: f64) -> f64 {
    let span = left + right;
    if span <= 0.0 {
        return 0.0;
    }
    let room = columns.plot_width();
    let by_label = lines.iter().filter(|line| line.is_ranked()).filter_map(|line| {
        let reach = left + if let Outcome::Fell(percent) = line.outcome { percent } else { 0.0 };
        let label = width(&line.label, columns.type_scale.body, Weight::Medium) + LABEL_GAP;
        (reach > 0.0).then(|| (room - label) / reach)
    });
    by_label.fold(room / span, f64::min).max(0.0)
}

/// Round values, as close together as at most four gridlines allow. To the right one may stand beyond the longest
/// bar, where there is room for it, as a reader expects an axis to end on a round number.
fn ticks(left: f64, right: f64, beyond: f64) -> Vec<Decimal> {
    for power in -4_i32..12 {
        for mantissa in [10_i64, 20, 25, 50] {
            let step = if power < 0 {
                Decimal::new(mantissa, power.unsigned_abs())
            } else {
                Decimal::from(mantissa) * Decimal::from(10_i64.pow(power.unsigned_abs()))
            };
            let size = step.to_f64().unwrap_or(f64::MAX);
            let to_left = (left / size).floor();
            let within = (right / size).floor();
            let with_end = (right / size).ceil().min((beyond / size).floor()).max(within);
            let most = MOST_GRIDLINES as f64 - to_left;
            let Some(to_right) = [with_end, within].into_iter().find(|count| *count <= most) else {
                continue;
            };
            let multiples =
                |count: f64| (1..=count as i64).map(move |k| (step * Decimal::from(k)).normalize());
            return multiples(to_left).chain(multiples(to_right).map(|tick| -tick)).collect();
        }
    }
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::dec;

    #[test]
    fn gridlines_are_round_and_few() {
        assert_eq!(ticks(5.9, 38.9, 46.0), [dec!(-10), dec!(-20), dec!(-30), dec!(-40)]);
        assert_eq!(ticks(900.0, 99.0, 100.0), [dec!(200), dec!(400), dec!(600), dec!(800)]);
        assert_eq!(ticks(0.0, 0.04, 0.05), [dec!(-0.01), dec!(-0.02), dec!(-0.03), dec!(-0.04)]);
        assert_eq!(ticks(26.3, 89.9, 99.0), [dec!(25), dec!(-25), dec!(-50), dec!(-75)]);
        assert!(ticks(0.0, 0.0, 0.0).is_empty());
    }
}
