//! One list of a series question, a scope and level: its rows put together from the answers of `compare`.

use super::ratio::Ratio;
use super::series::{Answers, BrokenLink, Chain, Link, ScopeSeries, Series, SeriesPoint, SeriesRequest};
use super::{Comparison, MeasureError, MeasureTable, ScopeMeasures};
use crate::diagnostic::Diagnostic;
use crate::model::{AreaLevel, Decimal, NoRate, ObservationId, Period, ScopeId};
use std::collections::BTreeSet;

/// A scope and level of the answers.
pub(super) struct List<'a> {
    pub request: &'a SeriesRequest,
    pub answers: &'a Answers,
    pub scope_id: &'a ScopeId,
    pub level: Option<AreaLevel>,
}

impl List<'_> {
    /// The list's part of an answer.
    fn find<'t>(&self, answer: &'t MeasureTable) -> Option<&'t ScopeMeasures> {
        answer.scopes.iter().find(|s| s.scope_id == *self.scope_id && s.level == self.level)
    }

    /// Whether an answer has figures of the list in its current period.
    pub(super) fn is_in(&self, answer: &MeasureTable) -> bool {
        self.find(answer).is_some_and(|s| s.total.as_counted.current.is_some())
    }

    fn at(&self, period: Period, against: Period) -> Option<&ScopeMeasures> {
        self.find(self.answers.get(&(period, against))?)
    }

    pub(super) fn series(&self) -> Result<ScopeSeries, MeasureError> {
        let answers = || self.answers.values().filter_map(|answer| self.find(answer));
        let keys: BTreeSet<&str> = answers().flat_map(|s| &s.rows).map(|r| r.key.as_str()).collect();
        let mut diagnostics: Vec<Diagnostic> = Vec::new();
        for diagnostic in answers().flat_map(|s| &s.diagnostics) {
            if !diagnostics.contains(diagnostic) {
                diagnostics.push(diagnostic.clone());
            }
        }
        let rows = keys.into_iter().map(|key| self.one(Some(key)));
        Ok(ScopeSeries {
            scope_id: self.scope_id.clone(),
            level: self.level,
            rows: rows.collect::<Result<_, _>>()?,
            total: self.one(None)?,
            not_in_every_link: self.not_in_every_link(),
            diagnostics,
        })
    }

    fn one(&self, key: Option<&str>) -> Result<Series, MeasureError> {
        let mut points: Vec<SeriesPoint> = Vec::new();
        let mut before = None;
        for period in &self.request.periods {
            points.push(self.point(key, *period, before));
            before = Some(*period);
        }
        let into_next: Vec<Option<Decimal>> =
            points.iter().skip(1).map(|p| p.before.as_ref().and_then(|l| l.base)).chain([None]).collect();
        for (point, next) in points.iter_mut().zip(into_next) {
            let own = point.before.as_ref().map_or(point.count.ok(), |link| link.current);
            point.next_link_count = next.filter(|n| own.is_some_and(|own| own != *n));
        }
        let (first, last) = self.request.ends().unwrap_or((self.request.base, self.request.base));
        let end_to_end = self.link(key, last, first);
        let chain = chain(&points, &end_to_end);
        let compound = self.compound(&end_to_end, first, last)?;
        Ok(Series { key: key.map(str::to_owned), points, chain, end_to_end, compound })
    }

    fn point(&self, key: Option<&str>, period: Period, before: Option<Period>) -> SeriesPoint {
        let before = before.map(|before| self.link(key, period, before));
        let own = self.at(period, period);
        let (count, inputs) = match key {
            Some(key) => own.and_then(|s| row(s, key)).map_or((Err(NoRate::Missing), Vec::new()), own_count),
            None => {
                let sum = own.and_then(|s| s.total.as_counted.current).ok_or(NoRate::Missing);
                let rows = own.into_iter().flat_map(|s| &s.rows);
                (sum, rows.flat_map(|r| r.current_inputs.iter().copied()).collect())
            }
        };
        let mut point = SeriesPoint {
            period,
            count,
            inputs,
            before,
            year_before: self.link(key, period, period.year_before()),
            since_base: self.link(key, period, self.request.base),
            next_link_count: None,
        };
        // Of tables that differ the one with both periods of a link speaks, and the count is the one of the link.
        let linked = key.and(point.before.as_ref()).filter(|l| l.current.is_some());
        if let Some(current) = linked.and_then(|l| l.current)
            && point.count != Ok(current)
        {
            point.count = Ok(current);
            point.inputs = self.current_inputs(key, period, linked.map(|l| l.against));
        }
        point
    }

    fn current_inputs(
        &self,
        key: Option<&str>,
        period: Period,
        against: Option<Period>,
    ) -> Vec<ObservationId> {
        let row = key.zip(against).and_then(|(key, against)| row(self.at(period, against)?, key));
        row.map(|r| r.current_inputs.clone()).unwrap_or_default()
    }

    fn link(&self, key: Option<&str>, period: Period, against: Period) -> Link {
        let missing =
            if period.is_comparable_with(against) { NoRate::Missing } else { NoRate::PartialPeriod };
        let absent = Link { against, current: None, base: None, rate: Err(missing), inputs: Vec::new() };
        let Some(scope) = self.at(period, against) else { return absent };
        match key {
            Some(key) => row(scope, key).map_or(absent, |r| Link {
                against,
                current: r.current,
                base: r.base,
                rate: r.rate,
                inputs: r.inputs(),
            }),
            None => Link {
                against,
                current: scope.total.current,
                base: scope.total.base,
                rate: scope.total.rate,
                inputs: pooled(scope).flat_map(Comparison::inputs).collect(),
            },
        }
    }

    fn compound(
        &self,
        end_to_end: &Link,
        first: Period,
        last: Period,
    ) -> Result<Result<Decimal, NoRate>, MeasureError> {
        let years = u32::try_from(last.year() - first.year()).unwrap_or(0);
        if first.months() != last.months() || years == 0 {
            // A yearly rate between different parts of the year would carry the seasons.
            return Ok(Err(NoRate::PartialPeriod));
        }
        let rate = match end_to_end.rate {
            Ok(rate) => rate,
            Err(reason) => return Ok(Err(reason)),
        };
        let (rounding, decimals) = (self.request.rounding, self.request.decimals);
        let yearly = Ratio::from_rate(&rate).and_then(|r| r.root_change_percent(years, rounding, decimals));
        yearly.map(Ok).ok_or(MeasureError::OutOfRange)
    }

    /// Keys pooled in some links of the chain and not in others.
    fn not_in_every_link(&self) -> Vec<String> {
        let links: Vec<BTreeSet<&str>> = self
            .request
            .periods
            .iter()
            .zip(self.request.periods.iter().skip(1))
            .filter_map(|(before, period)| self.at(*period, *before))
            .map(|scope| pooled(scope).map(|r| r.key.as_str()).collect())
            .collect();
        let somewhere: BTreeSet<&str> = links.iter().flatten().copied().collect();
        somewhere.into_iter().filter(|k| !links.iter().all(|l| l.contains(k))).map(str::to_owned).collect()
    }
}

/// The row of a key; rows stand in order of key.
pub(super) fn row<'s>(scope: &'s ScopeMeasures, key: &str) -> Option<&'s Comparison> {
    let index = scope.rows.binary_search_by(|r| r.key.as_str().cmp(key)).ok()?;
    scope.rows.get(index)
}

fn own_count(row: &Comparison) -> (Result<Decimal, NoRate>, Vec<ObservationId>) {
    let reason = row.rate.err().filter(|r| *r != NoRate::NoBase).unwrap_or(NoRate::Missing);
    (row.current.ok_or(reason), row.current_inputs.clone())
}

/// The rows whose counts are in the pooled sums.
fn pooled(scope: &ScopeMeasures) -> impl Iterator<Item = &Comparison> {
    let excluded: BTreeSet<&str> = scope.total.excluded.iter().map(|(key, _)| key.as_str()).collect();
    scope.rows.iter().filter(move |r| !excluded.contains(r.key.as_str()))
}

fn chain(points: &[SeriesPoint], end_to_end: &Link) -> Result<Chain, BrokenLink> {
    let mut ratio = Ratio::one();
    for point in points {
        let Some(link) = &point.before else { continue };
        let broken = |reason| BrokenLink { period: point.period, against: link.against, reason };
        let rate = link.rate.map_err(broken)?;
        ratio = ratio.times(&Ratio::from_rate(&rate).ok_or_else(|| broken(NoRate::ZeroBase))?);
    }
    let direct = end_to_end.rate.ok().and_then(|r| Ratio::from_rate(&r));
    let is_end_to_end = direct.as_ref() == Some(&ratio);
    Ok(Chain { ratio, is_end_to_end })
}
