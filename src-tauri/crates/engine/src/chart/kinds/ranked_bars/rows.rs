//! The rows in their order, with rank, label and what there is to draw.

use crate::chart::series::{RankedRow, RankedSeries};
use crate::chart::spec::{ChartSpec, Order};
use crate::chart::words;
use crate::model::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// What a row shows beside its counts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Outcome {
    /// A reduction, in percent, above zero.
    Fell(f64),
    /// An increase, in percent, above zero.
    Rose(f64),
    /// A rate of zero.
    Level,
    /// No rate: counts only, or a reason.
    NoRate,
}

/// One row, worded.
pub(super) struct Line<'a> {
    /// The data.
    pub row: &'a RankedRow,
    /// The name on one line.
    pub name: String,
    /// The base, as printed.
    pub base: String,
    /// The current figure, as printed.
    pub current: String,
    /// Its place; equal rates share one.
    pub rank: Option<usize>,
    /// What there is to draw.
    pub outcome: Outcome,
    /// What stands at the end of the bar, or in its place.
    pub label: String,
}

impl Line<'_> {
    /// Whether the row takes part in the ranking.
    pub(super) fn is_ranked(&self) -> bool {
        self.outcome != Outcome::NoRate
    }

    /// Whether base and current are the very same number (a rate may round to zero and not be).
    pub(super) fn is_unchanged(&self) -> bool {
        is_unchanged(self.row)
    }
}

fn is_unchanged(row: &RankedRow) -> bool {
    drawn_rate(row).is_some_and(|rate| rate.is_zero()) && row.current == row.base
}

/// The rate that may be drawn: none where the base is too small.
pub(super) fn drawn_rate(row: &RankedRow) -> Option<Decimal> {
    row.rate.filter(|_| !row.is_small_base)
}

fn outcome(row: &RankedRow) -> Outcome {
    let Some(rate) = drawn_rate(row) else { return Outcome::NoRate };
    let percent = rate.abs().to_f64().unwrap_or_default();
    if rate.is_zero() {
        Outcome::Level
    } else if rate.is_sign_negative() {
        Outcome::Fell(percent)
    } else {
        Outcome::Rose(percent)
    }
}

/// Words and orders the rows.
pub(super) fn arrange<'a>(spec: &ChartSpec, series: &'a RankedSeries) -> Vec<Line<'a>> {
    let mut rates: Vec<Decimal> = series.rows.iter().filter_map(drawn_rate).collect();
    rates.sort_unstable();
    // One more than the number of better rates, so that ties share a rank.
    let rank = |own: Decimal| rates.partition_point(|rate| *rate < own) + 1;
    let mut lines: Vec<Line<'a>> =
        series.rows.iter().map(|row| line(spec, series, row, drawn_rate(row).map(rank))).collect();
    if spec.order == Order::ByValue {
        // Stable: ties stay in official order. Rows without a rate follow.
        lines.sort_by_key(|line| (!line.is_ranked(), drawn_rate(line.row)));
    }
    lines
}

fn line<'a>(spec: &ChartSpec, series: &RankedSeries, row: &'a RankedRow, rank: Option<usize>) -> Line<'a> {
    let rate = drawn_rate(row);
    let label = match rate {
        Some(rate) => words::bar_label(rate, is_unchanged(row), spec.lang),
        None if row.is_small_base => words::small_base(row, spec.lang),
        None => format!("—  {}", words::reason(series, row, spec.lang)),
    };
    Line {
        row,
        name: words::clean(&row.label),
        base: words::count(row.base),
        current: words::count(row.current),
        rank,
        outcome: outcome(row),
        label,
    }
}
