//! Everything together: the pooled rate, the mean of rates, and contributions that add up.

use super::exact::{Rated, largest_remainder, mean_of_rates, sum};
use super::{Apart, AsCounted, Comparison, MeasureError, MeasureRequest, Total};
use crate::diagnostic::{Diagnostic, Severity};
use crate::format;
use crate::model::{Decimal, NoRate, Rate};
use std::cmp::Reverse;

/// At most this many rows are named as what sets the mean of rates apart.
const CAUSES: usize = 3;

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
    let rated = rows.iter().filter_map(|row| Some((row, Rated::from(row.rate.ok()?))));
    let (rated_rows, rates): (Vec<&Comparison>, Vec<Rated>) = rated.unzip();
    let mean = mean_of_rates(&rates, request.rounding, request.decimals);
    Ok(Total {
        current,
        base,
        rate,
        mean_of_rates: mean,
        apart: rate
            .ok()
            .zip(mean)
            .and_then(|(pooled, mean)| apart((&rated_rows, &rates), pooled, mean, request)),
        excluded,
        as_counted: as_counted(rows, request)?,
        printed: None,
    })
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

/// Whether pooled rate and mean of rates differ by more than one point or in sign, and the rows that make them: those
/// whose rate is far from the pooled one while they weigh more or less than their share among the rows. `mean` is the
/// mean as displayed. Nothing where a number leaves the range of decimals.
fn apart(
    (rows, rates): (&[&Comparison], &[Rated]),
    pooled: Rate,
    mean: Decimal,
    request: &MeasureRequest,
) -> Option<Apart> {
    if rates.len() < 2 {
        return None;
    }
    let count = Decimal::from(rates.len());
    let percent = pooled.percent_unrounded();
    let exact = sum(rates.iter().map(|r| r.percent)).ok()??.checked_div(count)?;
    let gap = exact.checked_sub(percent)?;
    let is_sign_other =
        !exact.is_zero() && !percent.is_zero() && exact.is_sign_negative() != percent.is_sign_negative();
    if gap.abs() <= Decimal::ONE && !is_sign_other {
        return None;
    }
    let weight_of_all = sum(rates.iter().map(|r| r.rate.base)).ok()??;
    let even_share = Decimal::ONE.checked_div(count)?;
    let pull = |rated: &Rated| {
        let excess = even_share - rated.rate.base.checked_div(weight_of_all)?;
        rated.percent.checked_sub(percent)?.checked_mul(excess)
    };
    let pulls: Option<Vec<(&str, Decimal)>> =
        rows.iter().zip(rates).map(|(row, rated)| Some((row.key.as_str(), pull(rated)?))).collect();
    let causes = causes(pulls?, gap)?;
    Some(Apart { pooled: pooled.percent(request.rounding, request.decimals), mean, causes })
}

/// The rows that pull the mean towards its side of the pooled rate, strongest first, until half of all pull is named.
fn causes(mut pulls: Vec<(&str, Decimal)>, gap: Decimal) -> Option<Vec<String>> {
    pulls.retain(|(_, p)| !p.is_zero() && p.is_sign_negative() == gap.is_sign_negative());
    pulls.sort_by_key(|(key, p)| (Reverse(p.abs()), *key));
    let all = sum(pulls.iter().map(|(_, p)| p.abs())).ok()?.unwrap_or_default();
    let half = all.checked_div(Decimal::TWO)?;
    let mut causes = Vec::new();
    let mut explained = Decimal::ZERO;
    for (key, pull) in pulls.into_iter().take(CAUSES) {
        causes.push(key.to_owned());
        explained = explained.checked_add(pull.abs())?;
        if explained >= half {
            break;
        }
    }
    Some(causes)
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
