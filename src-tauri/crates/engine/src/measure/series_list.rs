//! One list of a series question, a scope and level: its rows put together from the answers of `compare`.

use super::series::{Answers, BrokenLink, Chain, Link, ScopeSeries, Series, SeriesPoint, SeriesRequest};
use super::{Comparison, MeasureError, MeasureTable, ScopeMeasures};
use crate::diagnostic::Diagnostic;
use crate::model::{AreaLevel, Decimal, Fraction, NoRate, ObservationId, Period, ScopeId};
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
            if !diagnostics.iter().any(|known| is_same(known, diagnostic)) {
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
        let periods = &self.request.periods;
        let mut points: Vec<SeriesPoint> = Vec::new();
        for (index, period) in periods.iter().enumerate() {
            let before = index.checked_sub(1).and_then(|i| periods.get(i)).copied();
            points.push(self.point(key, *period, (before, periods.get(index + 1).copied())));
        }
        let (first, last) = self.request.ends().unwrap_or((self.request.base, self.request.base));
        let end_to_end = self.link(key, last, first);
        let chain = chain(&points, &end_to_end);
        let compound = self.compound(&end_to_end, first, last)?;
        Ok(Series { key: key.map(str::to_owned), points, chain, end_to_end, compound })
    }

    /// Of tables that differ the one with both periods of a link speaks, so the count is the one of the link to the
    /// period before, else of the link to the next, else what is said of the period alone.
    fn point(
        &self,
        key: Option<&str>,
        period: Period,
        (before, next): (Option<Period>, Option<Period>),
    ) -> SeriesPoint {
        let own = self.counted(key, period, period, Side::Current);
        let linked = before.and_then(|before| self.counted(key, period, before, Side::Current));
        let into_next = next.and_then(|next| self.counted(key, next, period, Side::Base));
        let has_number = |c: &Counted| c.count.is_ok();
        let next_count = into_next.as_ref().and_then(|c| c.count.ok());
        let counted = linked.filter(has_number).or(into_next.filter(has_number)).or(own);
        let Counted { count, inputs } =
            counted.unwrap_or(Counted { count: Err(NoRate::Missing), inputs: Vec::new() });
        SeriesPoint {
            period,
            count,
            inputs,
            before: before.map(|before| self.link(key, period, before)),
            year_before: self.link(key, period, period.year_before()),
            since_base: self.link(key, period, self.request.base),
            next_link_count: next_count.filter(|next| count != Ok(*next)),
        }
    }

    /// The count on one side of a comparison: of a row, or of every row that has a number.
    fn counted(&self, key: Option<&str>, period: Period, against: Period, side: Side) -> Option<Counted> {
        let scope = self.at(period, against)?;
        let inputs = |r: &Comparison| match side {
            Side::Current => r.current_inputs.clone(),
            Side::Base => r.base_inputs.clone(),
        };
        let Some(key) = key else {
            let all = &scope.total.as_counted;
            let sum = if side == Side::Current { all.current } else { all.base };
            let inputs = scope.rows.iter().flat_map(inputs).collect();
            return Some(Counted { count: sum.ok_or(NoRate::Missing), inputs });
        };
        let row = row(scope, key)?;
        let count = if side == Side::Current { row.current } else { row.base };
        // A period against itself says why it has no count.
        let reason = row.rate.err().filter(|r| *r != NoRate::NoBase && *r != NoRate::ZeroBase);
        Some(Counted { count: count.ok_or(reason.unwrap_or(NoRate::Missing)), inputs: inputs(row) })
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
        let yearly = Fraction::from_rate_as_factor(&rate)
            .and_then(|r| r.root_change_percent(years, rounding, decimals));
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

/// A side of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Current,
    Base,
}

/// A count and what it is made of.
struct Counted {
    count: Result<Decimal, NoRate>,
    inputs: Vec<ObservationId>,
}

/// Whether two findings are one: two tables that disagree disagree either way round.
fn is_same(one: &Diagnostic, other: &Diagnostic) -> bool {
    let values = |d: &Diagnostic| {
        let mut values: Vec<(String, String)> = d.args.clone();
        let is_place = |name: &str| ["first", "second", "first_table", "second_table"].contains(&name);
        for (name, _) in values.iter_mut().filter(|(name, _)| is_place(name)) {
            *name = name.replace("first", "").replace("second", "");
        }
        values.sort();
        values
    };
    one.code == other.code && one.cell == other.cell && values(one) == values(other)
}

/// The rows whose counts are in the pooled sums.
fn pooled(scope: &ScopeMeasures) -> impl Iterator<Item = &Comparison> {
    let excluded: BTreeSet<&str> = scope.total.excluded.iter().map(|(key, _)| key.as_str()).collect();
    scope.rows.iter().filter(move |r| !excluded.contains(r.key.as_str()))
}

fn chain(points: &[SeriesPoint], end_to_end: &Link) -> Result<Chain, BrokenLink> {
    let mut ratio = Fraction::new(1, 1);
    for point in points {
        let Some(link) = &point.before else { continue };
        let broken = |reason| BrokenLink { period: point.period, against: link.against, reason };
        let rate = link.rate.map_err(broken)?;
        ratio = &ratio * &Fraction::from_rate_as_factor(&rate).ok_or_else(|| broken(NoRate::ZeroBase))?;
    }
    let direct = end_to_end.rate.ok().and_then(|r| Fraction::from_rate_as_factor(&r));
    let is_end_to_end = direct.as_ref() == Some(&ratio);
    Ok(Chain { ratio, is_end_to_end })
}
