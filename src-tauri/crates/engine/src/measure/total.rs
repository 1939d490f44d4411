//! Everything together: the pooled rate, the mean of rates, and contributions that add up.

use super::{Measure, MeasureRequest, Total};
use crate::model::{Decimal, NoRate, Rate, round_ratio};

/// Pools the rows that have a count in both periods.
///
/// Rates do not add and do not average: the total's rate is the rate of the sums. The mean of the rows' rates is
/// another figure, given beside it under its own name.
pub(super) fn total(rows: &[Measure], request: &MeasureRequest) -> Total {
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
    Total { current, base, rate, mean_of_rates: mean_of_rates(rows, request), excluded }
}

fn mean_of_rates(rows: &[Measure], request: &MeasureRequest) -> Option<Decimal> {
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
pub(super) fn contributions(rows: &mut [Measure], total: &Total, request: &MeasureRequest) {
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
