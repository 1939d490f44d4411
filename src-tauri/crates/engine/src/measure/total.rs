//! Everything together: the pooled rate, the mean of rates, and contributions that add up.

use super::{AsCounted, Comparison, MeasureRequest, Total};
use crate::model::{Decimal, NoRate, Rate, round_ratio};

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
        excluded,
        as_counted: as_counted(rows, request),
        printed: None,
    }
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
