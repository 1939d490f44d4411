//! A count followed over several periods: each against the one before, the same period of last year and a fixed base,
//! with the chained rate, the compound yearly rate and the index. Every comparison is one that `compare` defends.

use super::series_list::List;
use super::{Basis, By, Cube, FigureKind, Measure, MeasureError, MeasureRequest, MeasureTable};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{
    AreaLevel, Decimal, Fraction, NoRate, ObservationId, Period, Rate, Rounding, ScopeId, round_ratio,
};
use std::collections::{BTreeMap, BTreeSet};

/// How far apart the periods of a series are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Every {
    /// One follows the other: months, quarters, halves, years; running totals of successive years.
    #[default]
    Period,
    /// The same part of each year.
    Year,
}

/// More periods than fifty years have months are a slip of the pen.
const MOST_PERIODS: usize = 600;

/// The periods from one to another; nothing where no such steps lead there.
pub fn periods_between(from: Period, to: Period, every: Every) -> Option<Vec<Period>> {
    if from.frequency() != to.frequency() {
        return None;
    }
    let mut periods = vec![to];
    let mut at = to;
    while at > from {
        at = match every {
            Every::Period => at.before().unwrap_or(at.year_before()),
            Every::Year => at.year_before(),
        };
        periods.push(at);
        if periods.len() > MOST_PERIODS {
            return None;
        }
    }
    periods.reverse();
    (at == from && periods.len() > 1).then_some(periods)
}

/// A question: one indicator over several periods, row by row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeriesRequest {
    /// Indicator id.
    pub indicator_id: String,
    /// The periods, earliest first.
    pub periods: Vec<Period>,
    /// The fixed base, always named: 较2019年. It may lie outside the periods.
    pub base: Period,
    /// What the rows are.
    pub by: By,
    /// Which units the sums of two periods are made of.
    pub basis: Basis,
    /// What happens to a tie.
    pub rounding: Rounding,
    /// Decimals of a printed rate.
    pub decimals: u32,
}

impl SeriesRequest {
    /// The periods a series asks for, its own, those of the year before, and the base.
    pub fn years(&self) -> BTreeSet<i32> {
        let own = self.periods.iter().flat_map(|p| [p.year(), p.year() - 1]);
        own.chain([self.base.year()]).collect()
    }

    pub(super) fn compared(&self, period: Period, against: Period) -> MeasureRequest {
        MeasureRequest {
            indicator_id: self.indicator_id.clone(),
            period,
            against,
            by: self.by,
            basis: self.basis,
            rounding: self.rounding,
            decimals: self.decimals,
        }
    }

    /// Each pair of periods that is compared. A period against itself tells its count.
    fn pairs(&self) -> BTreeSet<(Period, Period)> {
        let each = self.periods.iter().flat_map(|p| [(*p, *p), (*p, p.year_before()), (*p, self.base)]);
        let links = self.periods.iter().zip(self.periods.iter().skip(1)).map(|(before, p)| (*p, *before));
        each.chain(links).chain(self.ends().map(|(first, last)| (last, first))).collect()
    }

    /// The first and the last period.
    pub fn ends(&self) -> Option<(Period, Period)> {
        Some((*self.periods.first()?, *self.periods.last()?))
    }
}

/// The answer: one part for each scope and level.
#[derive(Debug, Clone)]
pub struct SeriesTable {
    /// The question.
    pub request: SeriesRequest,
    /// One for each scope and level.
    pub scopes: Vec<ScopeSeries>,
}

/// The series of one scope.
#[derive(Debug, Clone)]
pub struct ScopeSeries {
    /// The scope.
    pub scope_id: ScopeId,
    /// The level of its areas, when measured by area.
    pub level: Option<AreaLevel>,
    /// One for each key, in order of key.
    pub rows: Vec<Series>,
    /// Everything together; each of its links pools the rows that have both counts.
    pub total: Series,
    /// Keys that are in the sums of some links only, so that the total's chain is not one list of units throughout.
    pub not_in_every_link: Vec<String>,
    /// Sources that disagree, and years that are not complete.
    pub diagnostics: Vec<Diagnostic>,
}

/// One row over time.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// Area code, or the name of the category or body; nothing for everything together.
    pub key: Option<String>,
    /// One for each period asked for.
    pub points: Vec<SeriesPoint>,
    /// The product of the links, each current ÷ base; or the first link that has no rate.
    pub chain: Result<Chain, BrokenLink>,
    /// The last period against the first, without what lies between.
    pub end_to_end: Link,
    /// The yearly rate that leads from the first count to the last, in percent, rounded once.
    pub compound: Result<Decimal, NoRate>,
}

/// One period of a series.
#[derive(Debug, Clone, PartialEq)]
pub struct SeriesPoint {
    /// The period.
    pub period: Period,
    /// The count, or why there is none.
    pub count: Result<Decimal, NoRate>,
    /// Observations behind the count.
    pub inputs: Vec<ObservationId>,
    /// Against the period before it in the series; nothing for the first.
    pub before: Option<Link>,
    /// Against the same period of the year before.
    pub year_before: Link,
    /// Against the fixed base.
    pub since_base: Link,
    /// The count taken into the next link, where it is not the one of this link: two tables differ, or other units
    /// take part.
    pub next_link_count: Option<Decimal>,
}

/// Two periods, one against the other.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// The base period.
    pub against: Period,
    /// Count of the period.
    pub current: Option<Decimal>,
    /// Count of the base period.
    pub base: Option<Decimal>,
    /// The exact rate, or why there is none.
    pub rate: Result<Rate, NoRate>,
    /// Observations behind both counts.
    pub inputs: Vec<ObservationId>,
}

impl Link {
    /// Current minus base.
    pub fn change(&self) -> Option<Decimal> {
        Some(self.current? - self.base?)
    }

    /// Whether the base is below 30, so that the counts say more than the rate.
    pub fn is_small_base(&self) -> bool {
        self.base.is_some_and(|b| !b.is_zero() && b < Decimal::from(30))
    }
}

/// The links multiplied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chain {
    /// Last ÷ first, through every link.
    pub ratio: Fraction,
    /// Whether the product is what the last count is of the first: the same counts meet at every joint.
    pub is_end_to_end: bool,
}

/// The link that breaks a chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BrokenLink {
    /// Its period.
    pub period: Period,
    /// Its base.
    pub against: Period,
    /// Why it has no rate.
    pub reason: NoRate,
}

impl Cube<'_> {
    /// The series of one indicator. The cube must hold the years of [`SeriesRequest::years`].
    ///
    /// # Errors
    /// Only when an exact sum leaves the range of decimals.
    pub fn series(&self, request: &SeriesRequest) -> Result<SeriesTable, MeasureError> {
        let mut answers = BTreeMap::new();
        for (period, against) in request.pairs() {
            answers.insert((period, against), self.compare(&request.compared(period, against))?);
        }
        let mut lists: BTreeSet<(ScopeId, Option<AreaLevel>)> = BTreeSet::new();
        for answer in answers.values() {
            lists.extend(answer.scopes.iter().map(|s| (s.scope_id.clone(), s.level)));
        }
        let scopes = lists.into_iter().map(|(scope_id, level)| {
            let list = List { request, answers: &answers, scope_id: &scope_id, level };
            let mut scope = list.series()?;
            scope.diagnostics.extend(self.incomplete_years(&list, &scope.total)?);
            Ok(scope)
        });
        Ok(SeriesTable { request: request.clone(), scopes: scopes.collect::<Result<_, MeasureError>>()? })
    }

    /// Years without a figure of which a part is known: refused, with the offer of the same months of each year.
    fn incomplete_years(&self, list: &List<'_>, total: &Series) -> Result<Vec<Diagnostic>, MeasureError> {
        let request = list.request;
        let mut found = Vec::new();
        let Some((first, last)) = request.ends() else { return Ok(found) };
        for point in &total.points {
            let Period::Year(year) = point.period else { continue };
            if point.count.is_ok() {
                continue;
            }
            for month in (1..12).rev() {
                let part = Period::YearToDate(year, month);
                let answer = self.compare(&request.compared(part, part))?;
                if !list.is_in(&answer) {
                    continue;
                }
                found.push(
                    Diagnostic::new(Severity::Error, "incomplete_year")
                        .with("period", point.period)
                        .with("part", part)
                        .with("from", part.in_year(first.year()))
                        .with("to", part.in_year(last.year())),
                );
                break;
            }
        }
        Ok(found)
    }
}

impl SeriesTable {
    /// The count of a point.
    pub fn count_measure(&self, scope: &ScopeSeries, series: &Series, point: &SeriesPoint) -> Measure {
        let figure = (FigureKind::Count, point.count);
        self.measure(scope, series, (point.period, None), figure, point.inputs.clone())
    }

    /// Change, rate of change, or index of a point, by one of its links. Other kinds are `missing`.
    pub fn link_measure(
        &self,
        scope: &ScopeSeries,
        series: &Series,
        (point, link): (&SeriesPoint, &Link),
        kind: FigureKind,
    ) -> Measure {
        let (rounding, decimals) = (self.request.rounding, self.request.decimals);
        let refusal = link.rate.err().unwrap_or(NoRate::Missing);
        let value = match kind {
            FigureKind::Change => link.change().ok_or(refusal),
            FigureKind::RateOfChange => link.rate.map(|r| r.percent(rounding, decimals)),
            FigureKind::Index => link.rate.and_then(|r| index(r, rounding, decimals)),
            _ => Err(NoRate::Missing),
        };
        let periods = (point.period, Some(link.against));
        self.measure(scope, series, periods, (kind, value), link.inputs.clone())
    }

    /// The chained rate from the first period to the last.
    pub fn chain_measure(&self, scope: &ScopeSeries, series: &Series) -> Measure {
        let (rounding, decimals) = (self.request.rounding, self.request.decimals);
        let value = match &series.chain {
            Ok(chain) => chain.ratio.change_percent(rounding, decimals).ok_or(NoRate::Missing),
            Err(broken) => Err(broken.reason),
        };
        let links = series.points.iter().filter_map(|p| p.before.as_ref());
        let inputs: BTreeSet<ObservationId> = links.flat_map(|l| l.inputs.iter().copied()).collect();
        self.ends_measure(scope, series, (FigureKind::ChainedRate, value), inputs.into_iter().collect())
    }

    /// The compound yearly rate from the first period to the last.
    pub fn compound_measure(&self, scope: &ScopeSeries, series: &Series) -> Measure {
        let inputs = series.end_to_end.inputs.clone();
        self.ends_measure(scope, series, (FigureKind::CompoundRate, series.compound), inputs)
    }

    fn ends_measure(
        &self,
        scope: &ScopeSeries,
        series: &Series,
        figure: (FigureKind, Result<Decimal, NoRate>),
        inputs: Vec<ObservationId>,
    ) -> Measure {
        let (first, last) = self.request.ends().unwrap_or((self.request.base, self.request.base));
        self.measure(scope, series, (last, Some(first)), figure, inputs)
    }

    fn measure(
        &self,
        scope: &ScopeSeries,
        series: &Series,
        (period, against): (Period, Option<Period>),
        (kind, value): (FigureKind, Result<Decimal, NoRate>),
        inputs: Vec<ObservationId>,
    ) -> Measure {
        let request = &self.request;
        Measure {
            kind,
            indicator_id: request.indicator_id.clone(),
            scope_id: scope.scope_id.clone(),
            row: series.key.clone().map(|key| (request.by, key)),
            period,
            against,
            basis: request.basis,
            rounding: request.rounding,
            decimals: request.decimals,
            value,
            operands: Vec::new(),
            bound: None,
            inputs,
        }
    }
}

/// Current ÷ base × 100, rounded once.
fn index(rate: Rate, rounding: Rounding, decimals: u32) -> Result<Decimal, NoRate> {
    let exact = || {
        let hundredfold = rate.base.checked_add(rate.change)?.checked_mul(Decimal::ONE_HUNDRED)?;
        round_ratio(hundredfold, rate.base, rounding, decimals)
    };
    exact().ok_or(NoRate::OutOfRange)
}

/// Answers by period and base.
pub(super) type Answers = BTreeMap<(Period, Period), MeasureTable>;
