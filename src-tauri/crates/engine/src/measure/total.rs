//! Everything together: the pooled rate, the mean of rates, and contributions that add up.

use super::{Apart, AsCounted, Comparison, MeasureRequest, Total};
use crate::diagnostic::{Diagnostic, Severity};
use crate::format;
use crate::model::{Decimal, NoRate, Rate, round_ratio};
use std::cmp::Reverse;

/// At most this many rows are named as what sets the mean of rates apart.
const CAUSES: usize = 3;

/// Pools the rows that have a count in both periods.
///
/// Rates do not add and do not average: the total's rate is the rate of the sums. The mean of the rows' rates is
/// another figure, given beside it under its own name.
pub(super) fn total(rows: &[Comparison], request: &MeasureRequest) -> Total {
    let mut sums: Option<(Decimal, Decimal)> = None;
    let mut excluded = Vec::new();
    let mut refusal = None;
    for row in rows {
        match (row.current, row.base, &row.rate) {
            (Some(current), Some(base), Ok(_) | Err(NoRate::ZeroBase)) => {
                let (c, b) = sums.unwrap_or_default();
                sums = Some((c + current, b + base));
            }
            (_, _, Err(reason)) => {
                refusal = refusal.or(Some(*reason));
                excluded.push((row.key.clone(), *reason));
            }
            // A rate without both counts cannot be.
            (_, _, Ok(_)) => {}
        }
    }
    let (current, base) = sums.map_or((None, None), |(c, b)| (Some(c), Some(b)));
    let rate = match sums {
        Some(_) => Rate::from_counts(current, base),
        None => Err(refusal.unwrap_or(NoRate::Missing)),
    };
    Total {
        current,
        base,
        rate,
        mean_of_rates: mean_of_rates(rows, request),
        apart: rate.ok().and_then(|pooled| apart(rows, pooled, request)),
        excluded,
        as_counted: as_counted(rows, request),
        printed: None,
    }
}

/// Each period's total as printed, where it is not the sum of what stands in its table.
pub(super) fn printed_differs(
    total: &Total,
    rows: &[Comparison],
    request: &MeasureRequest,
) -> Vec<Diagnostic> {
    let Some(printed) = &total.printed else { return Vec::new() };
    let sums = [
        (
            request.period,
            Some(printed.current),
            total.as_counted.current,
            rows.iter().all(|r| r.current.is_some()),
        ),
        (request.against, printed.base, total.as_counted.base, rows.iter().all(|r| r.base.is_some())),
    ];
    let differs = sums.into_iter().filter_map(|(period, printed, sum, is_complete)| {
        let (printed, sum) = (printed?, sum?);
        // What is missing or withheld may well be in the printed total.
        let severity = if is_complete { Severity::Warning } else { Severity::Info };
        (printed != sum).then(|| {
            Diagnostic::new(severity, "printed_total_differs")
                .with("period", period)
                .with("printed", format::count(printed))
                .with("sum", format::count(sum))
                .with("difference", format::change(printed - sum))
        })
    });
    differs.collect()
}

fn as_counted(rows: &[Comparison], request: &MeasureRequest) -> AsCounted {
    let sum = |of: fn(&Comparison) -> Option<Decimal>| {
        rows.iter().filter_map(of).fold(None, |sum: Option<Decimal>, v| Some(sum.unwrap_or_default() + v))
    };
    let (current, base) = (sum(|r| r.current), sum(|r| r.base));
    let rate = if !request.period.is_comparable_with(request.against) {
        Err(NoRate::PartialPeriod)
    } else if rows.iter().any(|r| r.current.is_some() != r.base.is_some()) {
        Err(NoRate::ScopeChanged)
    } else {
        // A row whose own rate is refused (suppressed, another unit) spoils the sum as well.
        let refused = rows.iter().find_map(|r| r.rate.as_ref().err().filter(|e| **e != NoRate::ZeroBase));
        refused.map_or_else(|| Rate::from_counts(current, base), |reason| Err(*reason))
    };
    AsCounted { current, base, rate }
}

/// Whether pooled rate and mean of rates differ by more than one point or in sign, and the rows that make them: those
/// whose rate is far from the pooled one while they weigh more or less than their share among the rows.
fn apart(rows: &[Comparison], pooled: Rate, request: &MeasureRequest) -> Option<Apart> {
    let rated: Vec<(&Comparison, Rate)> = rows.iter().filter_map(|r| Some((r, r.rate.ok()?))).collect();
    if rated.len() < 2 {
        return None;
    }
    let count = Decimal::from(rated.len());
    let percent = pooled.percent_unrounded();
    let mean = rated.iter().map(|(_, r)| r.percent_unrounded()).sum::<Decimal>() / count;
    let gap = mean - percent;
    let is_sign_other = mean * percent < Decimal::ZERO;
    if gap.abs() <= Decimal::ONE && !is_sign_other {
        return None;
    }
    let weight_of_all: Decimal = rated.iter().map(|(_, r)| r.base).sum();
    let pull = |rate: &Rate| {
        let excess = Decimal::ONE / count - rate.base / weight_of_all;
        (rate.percent_unrounded() - percent) * excess
    };
    let mut pulls: Vec<(&str, Decimal)> = rated.iter().map(|(row, r)| (row.key.as_str(), pull(r))).collect();
    pulls.retain(|(_, p)| *p * gap > Decimal::ZERO);
    pulls.sort_by_key(|(key, p)| (Reverse(p.abs()), *key));
    let all: Decimal = pulls.iter().map(|(_, p)| *p).sum();
    let mut causes = Vec::new();
    let mut explained = Decimal::ZERO;
    for (key, pull) in pulls.into_iter().take(CAUSES) {
        causes.push(key.to_owned());
        explained += pull;
        if explained.abs() * Decimal::TWO >= all.abs() {
            break;
        }
    }
    Some(Apart {
        pooled: pooled.percent(request.rounding, request.decimals),
        mean: request.rounding.round(mean, request.decimals),
        causes,
    })
}

impl Apart {
    /// The finding; `names` are those of the rows that cause it.
    pub(super) fn finding(&self, names: &str) -> Diagnostic {
        Diagnostic::new(Severity::Warning, "pooled_and_mean_differ")
            .with("pooled", format::signed_percent(self.pooled))
            .with("mean", format::signed_percent(self.mean))
            .with("names", names)
    }
}

fn mean_of_rates(rows: &[Comparison], request: &MeasureRequest) -> Option<Decimal> {
    let rates: Vec<Decimal> =
        rows.iter().filter_map(|r| r.rate.as_ref().ok()).map(Rate::percent_unrounded).collect();
    if rates.is_empty() {
        return None;
    }
    let sum: Decimal = rates.iter().sum();
    Some(round_ratio(sum, Decimal::from(rates.len()), request.rounding, request.decimals))
}

/// Gives each pooled row its contribution in percentage points, by the largest-remainder method: round every part
/// down, then hand the missing units of the last place to the largest remainders (ties by order of rows).
pub(super) fn contributions(rows: &mut [Comparison], total: &Total, request: &MeasureRequest) {
    let (Ok(rate), Some(base)) = (&total.rate, total.base) else { return };
    let unit = Decimal::new(1, request.decimals);
    let displayed = rate.percent(request.rounding, request.decimals);
    let mut parts = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        if !matches!(row.rate, Ok(_) | Err(NoRate::ZeroBase)) {
            continue;
        }
        let Some(change) = row.change() else { continue };
        let exact = change * Decimal::ONE_HUNDRED / base;
        let floor = (exact / unit).floor() * unit;
        parts.push((index, floor, exact - floor));
    }
    let missing = (displayed - parts.iter().map(|p| p.1).sum::<Decimal>()) / unit;
    let mut missing = missing.round();
    parts.sort_by(|a, b| b.2.cmp(&a.2).then(a.0.cmp(&b.0)));
    for (index, floor, _) in parts {
        let mut part = floor;
        if missing > Decimal::ZERO {
            part += unit;
            missing -= Decimal::ONE;
        }
        part.rescale(request.decimals);
        if let Some(row) = rows.get_mut(index) {
            row.contribution = Some(part);
        }
    }
}
