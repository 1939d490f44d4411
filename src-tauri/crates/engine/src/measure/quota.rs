//! Yearly quotas (年度控制数): how much is used against how much of the year has gone by, what remains, and what the
//! year is expected to end with. For burdens, ahead of time means too much was used.

use super::exact::sum;
use super::forecast::{CompleteYear, Forecast, NoForecast, forecast};
use super::series_list::row;
use super::{Basis, By, Comparison, Cube, FigureKind, Measure, MeasureError, MeasureRequest, MeasureTable};
use super::{ScopeMeasures, Units};
use crate::diagnostic::Diagnostic;
use crate::model::{
    AreaLevel, Decimal, NoRate, ObservationId, Period, Rounding, ScopeId, quota_id, round_ratio,
};
use std::collections::BTreeSet;

/// A question: a running total against the quota of its year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuotaRequest {
    /// Indicator id.
    pub indicator_id: String,
    /// The running total: January to a month.
    pub period: Period,
    /// What the rows are.
    pub by: By,
    /// What happens to a tie.
    pub rounding: Rounding,
    /// Decimals of a printed percentage.
    pub decimals: u32,
}

/// Earlier years looked at for the season.
const EARLIER_YEARS: i32 = 5;

impl QuotaRequest {
    /// The year of the question, and the earlier ones the season is taken from.
    pub fn years(&self) -> Vec<i32> {
        let year = self.period.year();
        (year - EARLIER_YEARS..=year).collect()
    }

    fn compared(&self, period: Period, against: Period) -> MeasureRequest {
        MeasureRequest {
            indicator_id: self.indicator_id.clone(),
            period,
            against,
            by: self.by,
            basis: Basis::Raw,
            rounding: self.rounding,
            decimals: self.decimals,
        }
    }
}

/// The answer: one part for each scope and level that has quotas.
#[derive(Debug, Clone)]
pub struct QuotaTable {
    /// The question.
    pub request: QuotaRequest,
    /// One for each scope and level.
    pub scopes: Vec<ScopeQuotas>,
}

/// The quotas of one scope.
#[derive(Debug, Clone)]
pub struct ScopeQuotas {
    /// The scope.
    pub scope_id: ScopeId,
    /// The level of its areas, when measured by area.
    pub level: Option<AreaLevel>,
    /// One for each key, in order of key.
    pub rows: Vec<QuotaUse>,
    /// The rows that have both quota and count, together.
    pub total: QuotaUse,
    /// Rows left out of the total, with the reason.
    pub excluded: Vec<(String, NoRate)>,
    /// Count and quota as the source prints its totals, with the completed share they give.
    pub printed: Option<PrintedQuota>,
    /// Sources that disagree.
    pub diagnostics: Vec<Diagnostic>,
}

/// The total line of a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PrintedQuota {
    /// The count.
    pub used: Decimal,
    /// The quota.
    pub quota: Decimal,
    /// Count ÷ quota, in percent.
    pub completed: Result<Decimal, NoRate>,
}

/// One row.
#[derive(Debug, Clone, PartialEq)]
pub struct QuotaUse {
    /// Area code, or the name of the category or body; nothing for everything together.
    pub key: Option<String>,
    /// The quota of the year.
    pub quota: Option<Decimal>,
    /// What was counted from January on.
    pub used: Option<Decimal>,
    /// Where the count stands, or why that cannot be said.
    pub progress: Result<QuotaProgress, NoRate>,
    /// What the year is expected to end with.
    pub forecast: Result<Forecast, NoForecast>,
    /// Observations behind the quota.
    pub quota_inputs: Vec<ObservationId>,
    /// Observations behind the count.
    pub used_inputs: Vec<ObservationId>,
}

/// Where a count stands against its quota. Each figure is rounded once, from the exact counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuotaProgress {
    /// Count ÷ quota, in percent (完成控制数%).
    pub completed: Decimal,
    /// Completed − time progress, in percentage points: positive is 超, negative 欠.
    pub lead: Decimal,
    /// Quota − count; negative where more was used than allowed.
    pub remaining: Decimal,
}

/// Months gone by ÷ 12, in percent (时间进度%).
pub fn time_progress(period: Period, rounding: Rounding, decimals: u32) -> Decimal {
    let hundredfold = Decimal::from(period.months().1) * Decimal::ONE_HUNDRED;
    // At most 100, and so in range.
    round_ratio(hundredfold, Decimal::from(12), rounding, decimals).unwrap_or(Decimal::ONE_HUNDRED)
}

/// Answers to the questions a quota asks of `compare`.
struct Answers {
    quotas: MeasureTable,
    used: MeasureTable,
    /// For each earlier year the whole against its part, and the part asked for against that part.
    earlier: Vec<(i32, MeasureTable, MeasureTable)>,
}

impl Cube<'_> {
    /// How the quotas of an indicator are used. The cube must hold the indicator and its quotas in the years of
    /// [`QuotaRequest::years`].
    ///
    /// # Errors
    /// Only when an exact sum leaves the range of decimals.
    pub fn quotas(&self, request: &QuotaRequest, units: &Units) -> Result<QuotaTable, MeasureError> {
        let (year, period) = (request.period.year(), request.period);
        let whole = Period::Year(year);
        let mut of_quota = request.compared(whole, whole);
        of_quota.indicator_id = quota_id(&request.indicator_id);
        let mut earlier = Vec::new();
        for year in request.years().into_iter().filter(|y| *y != year) {
            let part = period.in_year(year);
            let whole = self.compare(&request.compared(Period::Year(year), part))?;
            earlier.push((year, whole, self.compare(&request.compared(period, part))?));
        }
        let answers = Answers {
            quotas: self.compare(&of_quota)?,
            used: self.compare(&request.compared(period, period))?,
            earlier,
        };
        let scopes = answers.quotas.scopes.iter();
        let scopes = scopes.map(|quotas| scope_quotas(quotas, &answers, request, units)).collect();
        Ok(QuotaTable { request: request.clone(), scopes })
    }
}

fn find<'t>(answer: &'t MeasureTable, like: &ScopeMeasures) -> Option<&'t ScopeMeasures> {
    answer.scopes.iter().find(|s| s.scope_id == like.scope_id && s.level == like.level)
}

fn scope_quotas(
    quotas: &ScopeMeasures,
    answers: &Answers,
    request: &QuotaRequest,
    units: &Units,
) -> ScopeQuotas {
    let used = find(&answers.used, quotas);
    let is_one_unit = units.agree(&request.indicator_id, &quota_id(&request.indicator_id), &quotas.scope_id);
    let keys: BTreeSet<&str> =
        quotas.rows.iter().chain(used.into_iter().flat_map(|s| &s.rows)).map(|r| r.key.as_str()).collect();
    let mut rows = Vec::new();
    let mut excluded = Vec::new();
    for key in keys {
        let earlier = complete_years(&[key], quotas, answers);
        let one = one_use(key, (row(quotas, key), used.and_then(|s| row(s, key))), is_one_unit, request);
        if let Err(reason) = one.progress {
            excluded.push((key.to_owned(), reason));
        }
        rows.push(with_forecast(one, &earlier, request));
    }
    let taken: Vec<&QuotaUse> = rows.iter().filter(|r| r.progress.is_ok()).collect();
    let keys: Vec<&str> = taken.iter().filter_map(|r| r.key.as_deref()).collect();
    let refusal = excluded.first().map_or(NoRate::Missing, |(_, reason)| *reason);
    let total = total_use(&taken, refusal, request);
    let total = with_forecast(total, &complete_years(&keys, quotas, answers), request);
    let printed = used.and_then(|used| {
        let (quota, used) = (quotas.total.printed.as_ref()?.current, used.total.printed.as_ref()?.current);
        let completed = progress(Some(quota), Ok(used), is_one_unit, request).map(|p| p.completed);
        Some(PrintedQuota { used, quota, completed })
    });
    let mut diagnostics = quotas.diagnostics.clone();
    diagnostics.extend(used.into_iter().flat_map(|s| s.diagnostics.iter().cloned()));
    // A period against itself names each disagreement twice.
    let mut seen = Vec::new();
    diagnostics.retain(|d| {
        let is_new = !seen.contains(d);
        seen.push(d.clone());
        is_new
    });
    ScopeQuotas {
        scope_id: quotas.scope_id.clone(),
        level: quotas.level,
        rows,
        total,
        excluded,
        printed,
        diagnostics,
    }
}

/// The earlier years in which all these rows have the whole and the part, in the unit they have now.
fn complete_years(keys: &[&str], like: &ScopeMeasures, answers: &Answers) -> Vec<CompleteYear> {
    let mut found = Vec::new();
    for (year, whole, unit) in &answers.earlier {
        let (Some(whole), Some(unit)) = (find(whole, like), find(unit, like)) else { continue };
        let counts = keys.iter().map(|key| {
            let same_unit = row(unit, key)?;
            let both = row(whole, key).filter(|r| r.missing_cells == 0)?;
            let is_comparable = matches!(same_unit.rate, Ok(_) | Err(NoRate::ZeroBase));
            if is_comparable { Some((both.base?, both.current?)) } else { None }
        });
        let Some(counts) = counts.collect::<Option<Vec<_>>>().filter(|c| !c.is_empty()) else { continue };
        let part = sum(counts.iter().map(|c| c.0)).ok().flatten();
        let whole = sum(counts.iter().map(|c| c.1)).ok().flatten();
        let (Some(part), Some(whole)) = (part, whole) else { continue };
        found.push(CompleteYear { year: *year, part, whole });
    }
    found
}

fn one_use(
    key: &str,
    (quota, used): (Option<&Comparison>, Option<&Comparison>),
    is_one_unit: bool,
    request: &QuotaRequest,
) -> QuotaUse {
    let inputs = |row: Option<&Comparison>| row.map(|r| r.current_inputs.clone()).unwrap_or_default();
    // A period against itself says why it has no count.
    let reason = used.and_then(|r| r.rate.err()).filter(|r| *r != NoRate::NoBase).unwrap_or(NoRate::Missing);
    let count = used.and_then(|r| r.current);
    let allowed = quota.and_then(|r| r.current);
    QuotaUse {
        key: Some(key.to_owned()),
        quota: allowed,
        used: count,
        progress: progress(allowed, count.ok_or(reason), is_one_unit, request),
        forecast: Err(NoForecast::Missing),
        quota_inputs: inputs(quota),
        used_inputs: inputs(used),
    }
}

/// The rows that have both, together; without any, the refusal stands.
fn total_use(taken: &[&QuotaUse], refusal: NoRate, request: &QuotaRequest) -> QuotaUse {
    let all = |of: fn(&QuotaUse) -> Option<Decimal>| sum(taken.iter().filter_map(|r| of(r))).ok().flatten();
    let (quota, used) = (all(|r| r.quota), all(|r| r.used));
    QuotaUse {
        key: None,
        quota,
        used,
        progress: match used {
            Some(used) => progress(quota, Ok(used), true, request),
            None => Err(refusal),
        },
        forecast: Err(NoForecast::Missing),
        quota_inputs: taken.iter().flat_map(|r| r.quota_inputs.iter().copied()).collect(),
        used_inputs: taken.iter().flat_map(|r| r.used_inputs.iter().copied()).collect(),
    }
}

fn with_forecast(mut one: QuotaUse, earlier: &[CompleteYear], request: &QuotaRequest) -> QuotaUse {
    one.forecast = forecast(one.used, request.period, earlier, request.rounding);
    one
}

fn progress(
    quota: Option<Decimal>,
    used: Result<Decimal, NoRate>,
    is_one_unit: bool,
    request: &QuotaRequest,
) -> Result<QuotaProgress, NoRate> {
    let quota = quota.ok_or(NoRate::NoQuota)?;
    let used = used?;
    if !is_one_unit {
        return Err(NoRate::UnitChanged);
    }
    if quota.is_zero() {
        return Err(NoRate::ZeroQuota);
    }
    let percent = |of: Decimal, base: Decimal| {
        round_ratio(of.checked_mul(Decimal::ONE_HUNDRED)?, base, request.rounding, request.decimals)
    };
    let (months, year) = (Decimal::from(request.period.months().1), Decimal::from(12));
    let exact = || {
        let ahead = used.checked_mul(year)?.checked_sub(months.checked_mul(quota)?)?;
        Some(QuotaProgress {
            completed: percent(used, quota)?,
            lead: percent(ahead, quota.checked_mul(year)?)?,
            remaining: quota.checked_sub(used)?,
        })
    };
    exact().ok_or(NoRate::OutOfRange)
}

impl QuotaTable {
    /// A figure of one row or of the total: count, share of the quota used, lead over time, or forecast. Other kinds
    /// are `missing`.
    pub fn measure(&self, scope: &ScopeQuotas, one: &QuotaUse, kind: FigureKind) -> Measure {
        let request = &self.request;
        let value = match kind {
            FigureKind::Count => one.used.ok_or_else(|| one.progress.err().unwrap_or(NoRate::Missing)),
            FigureKind::Share => one.progress.map(|p| p.completed),
            FigureKind::QuotaLead => one.progress.map(|p| p.lead),
            FigureKind::Forecast => one.forecast.as_ref().map(|f| f.value).map_err(|_| NoRate::Missing),
            _ => Err(NoRate::Missing),
        };
        let mut inputs = one.used_inputs.clone();
        if matches!(kind, FigureKind::Share | FigureKind::QuotaLead) {
            inputs.extend(&one.quota_inputs);
        }
        Measure {
            kind,
            indicator_id: request.indicator_id.clone(),
            scope_id: scope.scope_id.clone(),
            row: one.key.clone().map(|key| (request.by, key)),
            period: request.period,
            against: None,
            basis: Basis::Raw,
            rounding: request.rounding,
            decimals: request.decimals,
            value,
            operands: Vec::new(),
            bound: None,
            inputs,
        }
    }
}
