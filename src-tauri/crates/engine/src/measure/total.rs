//! Everything together: the pooled rate, the mean of rates, and contributions that add up.

use super::exact::{largest_remainder, mean_of_rates, sum};
use super::{AsCounted, Comparison, MeasureError, MeasureRequest, Total};
use crate::model::{Decimal, NoRate, Rate};

/// Pools the rows that have a count in both periods.
///
/// Rates do not add and do not average: the total's rate is the rate of the sums. The mean of the rows' rates is
/// another figure, given beside it under its own name.
///
/// # Errors
/// When a sum leaves the range of exact decimals.
pub(super) fn total(rows: &[Comparison], request: &MeasureRequest) -> Result<Total, MeasureError> {
    let mut pooled: Vec<(Decimal, Decimal)> = Vec::new();
    let mut excluded = Vec::new();
    let mut refusal = None;
    for row in rows {
        match (row.current, row.base, &row.rate) {
            (Some(current), Some(base), Ok(_) | Err(NoRate::ZeroBase)) => pooled.push((current, base)),
            (_, _, Err(reason)) => {
                refusal = refusal.or(Some(*reason));
                excluded.push((row.key.clone(), *reason));
            }
            // A rate without both counts cannot be.
            (_, _, Ok(_)) => {}
        }
    }
    let current = sum(pooled.iter().map(|p| p.0))?;
    let base = sum(pooled.iter().map(|p| p.1))?;
    let rate = match current {
        Some(_) => Rate::from_counts(current, base),
        None => Err(refusal.unwrap_or(NoRate::Missing)),
    };
    let rates: Vec<Rate> = rows.iter().filter_map(|r| r.rate.ok()).collect();
    Ok(Total {
        current,
        base,
        rate,
        mean_of_rates: mean_of_rates(&rates, request.rounding, request.decimals),
        excluded,
        as_counted: as_counted(rows, request)?,
        printed: None,
    })
}

fn as_counted(rows: &[Comparison], request: &MeasureRequest) -> Result<AsCounted, MeasureError> {
    let current = sum(rows.iter().filter_map(|r| r.current))?;
    let base = sum(rows.iter().filter_map(|r| r.base))?;
    let rate = if !request.period.is_comparable_with(request.against) {
        Err(NoRate::PartialPeriod)
    } else if rows.iter().any(|r| r.current.is_some() != r.base.is_some()) {
        Err(NoRate::ScopeChanged)
    } else {
        // A row whose own rate is refused (suppressed, another unit) spoils the sum as well.
        let refused = rows.iter().find_map(|r| r.rate.as_ref().err().filter(|e| **e != NoRate::ZeroBase));
        refused.map_or_else(|| Rate::from_counts(current, base), |reason| Err(*reason))
    };
    Ok(AsCounted { current, base, rate })
}

/// Gives each pooled row its contribution in percentage points, so that the displayed parts add up to the displayed
/// total.
pub(super) fn contributions(rows: &mut [Comparison], total: &Total, request: &MeasureRequest) {
    let (Ok(rate), Some(base)) = (&total.rate, total.base) else { return };
    let displayed = rate.percent(request.rounding, request.decimals);
    let pooled = rows.iter_mut().filter(|r| matches!(r.rate, Ok(_) | Err(NoRate::ZeroBase)));
    let (pooled, changes): (Vec<&mut Comparison>, Vec<Decimal>) =
        pooled.filter_map(|row| row.change().map(|change| (row, change))).unzip();
    let Some(parts) = largest_remainder(&changes, base, displayed, request.decimals) else { return };
    for (row, part) in pooled.into_iter().zip(parts) {
        row.contribution = Some(part);
    }
}
