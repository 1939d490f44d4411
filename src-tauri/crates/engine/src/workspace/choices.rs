//! What can be asked: the indicators, scopes and periods a person chooses from, and what is chosen where they did not.

use super::{Error, OverviewChoice, Workspace};
use crate::model::{Indicator, Period, ScopeId, get_indicator, indicators};
use crate::store::SeriesCount;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// What can be chosen, and what is.
#[derive(Debug, Clone, PartialEq)]
pub struct Choices {
    /// Indicators with data, in report order.
    pub indicators: Vec<&'static Indicator>,
    /// Scopes that have the chosen indicator.
    pub scopes: Vec<ScopeId>,
    /// Periods that have the chosen indicator in the chosen scope, or whose parts make them whole, latest first.
    pub periods: Vec<Period>,
    /// Chosen indicator.
    pub indicator: &'static Indicator,
    /// Chosen scope.
    pub scope_id: ScopeId,
    /// Chosen period.
    pub period: Period,
}

/// What a report can be about.
#[derive(Debug, Clone, PartialEq)]
pub struct ReportChoices {
    /// Indicators with data, in report order.
    pub indicators: Vec<&'static Indicator>,
    /// Scopes with data.
    pub scopes: Vec<ScopeId>,
    /// Periods with data, or whose parts make them whole, latest first.
    pub periods: Vec<Period>,
    /// The period with the widest comparison.
    pub usual: Period,
}

impl Choices {
    /// The base where a person names none: the same period of last year where it is known, else the nearest one before
    /// that can be compared, else the year before all the same, so that the reason is said.
    pub fn usual_base(&self) -> Period {
        let year_before = self.period.year_before();
        let is_before = |p: &&Period| **p < self.period && p.is_comparable_with(self.period);
        let nearest = || self.periods.iter().find(is_before).copied();
        if self.periods.contains(&year_before) { year_before } else { nearest().unwrap_or(year_before) }
    }
}

impl Workspace {
    /// The series of indicators that the program knows.
    pub(super) fn known_series(&self) -> Result<Vec<SeriesCount>, Error> {
        let counts = self.store().list_series_counts()?;
        Ok(counts.into_iter().filter(|c| get_indicator(&c.indicator_id).is_some()).collect())
    }

    /// What can be asked of the workspace, or `None` while it can answer nothing. A choice that does not exist gives way:
    /// the period first, then the scope, and the indicator last.
    ///
    /// # Errors
    /// When the workspace cannot be read.
    pub fn choices(&self, choice: &OverviewChoice) -> Result<Option<Choices>, Error> {
        let counts = self.known_series()?;
        let Some((indicator, scope_id, period)) = chosen(&counts, choice) else { return Ok(None) };
        let of_indicator = || counts.iter().filter(|c| c.indicator_id == indicator.id);
        let scopes: BTreeSet<&ScopeId> = of_indicator().map(|c| &c.scope_id).collect();
        let stored: BTreeSet<Period> =
            of_indicator().filter(|c| c.scope_id == scope_id).map(|c| c.period).collect();
        let periods = with_wholes(&stored);
        let asked = choice.period.filter(|p| periods.contains(p));
        let present: BTreeSet<&str> = counts.iter().map(|c| c.indicator_id.as_str()).collect();
        Ok(Some(Choices {
            indicators: indicators().iter().filter(|i| present.contains(i.id)).collect(),
            scopes: scopes.into_iter().cloned().collect(),
            periods,
            indicator,
            period: asked.unwrap_or(period),
            scope_id,
        }))
    }
}

impl Workspace {
    /// What a report can be about, or `None` while there is nothing to report on.
    ///
    /// # Errors
    /// When the workspace cannot be read.
    pub fn report_choices(&self) -> Result<Option<ReportChoices>, Error> {
        let counts = self.known_series()?;
        let nothing = OverviewChoice::default();
        let Some((_, _, usual)) = chosen(&counts, &nothing) else { return Ok(None) };
        let present: BTreeSet<&str> = counts.iter().map(|c| c.indicator_id.as_str()).collect();
        let scopes: BTreeSet<&ScopeId> = counts.iter().map(|c| &c.scope_id).collect();
        Ok(Some(ReportChoices {
            indicators: indicators().iter().filter(|i| present.contains(i.id)).collect(),
            scopes: scopes.into_iter().cloned().collect(),
            periods: with_wholes(&counts.iter().map(|c| c.period).collect()),
            usual,
        }))
    }
}

/// The widest comparison wins: most areas in both periods, then the later period, then the order of the catalogue.
/// What makes one series a better first choice than another: the areas it has in both years, then the later period, then the
/// order of a report.
pub(super) fn merit(counts: &[SeriesCount]) -> impl Fn(&&SeriesCount) -> (u64, Period, Reverse<usize>) {
    let areas: BTreeMap<_, u64> =
        counts.iter().map(|c| ((c.indicator_id.as_str(), &c.scope_id, c.period), c.area_count)).collect();
    move |c| {
        let base = areas.get(&(c.indicator_id.as_str(), &c.scope_id, c.period.year_before()));
        let common = base.copied().unwrap_or(0).min(c.area_count);
        let order = indicators().iter().position(|i| i.id == c.indicator_id).unwrap_or(usize::MAX);
        (common, c.period, Reverse(order))
    }
}

fn chosen(counts: &[SeriesCount], choice: &OverviewChoice) -> Option<(&'static Indicator, ScopeId, Period)> {
    let is_indicator = |c: &&SeriesCount| choice.indicator_id.as_ref().is_none_or(|i| *i == c.indicator_id);
    let is_scope = |c: &&SeriesCount| choice.scope_id.as_ref().is_none_or(|s| *s == c.scope_id);
    let is_period = |c: &&SeriesCount| choice.period.is_none_or(|p| p == c.period);
    let score = merit(counts);
    let all = || counts.iter();
    let best = all()
        .filter(is_indicator)
        .filter(is_scope)
        .filter(is_period)
        .max_by_key(&score)
        .or_else(|| all().filter(is_indicator).filter(is_scope).max_by_key(&score))
        .or_else(|| all().filter(is_indicator).filter(is_period).max_by_key(&score))
        .or_else(|| all().filter(is_indicator).max_by_key(&score))
        .or_else(|| all().max_by_key(&score))?;
    Some((get_indicator(&best.indicator_id)?, best.scope_id.clone(), best.period))
}

/// The periods there are, latest first, with those their months or quarters make up: the year, and the running total to
/// the last month in a row.
fn with_wholes(stored: &BTreeSet<Period>) -> Vec<Period> {
    let mut periods = stored.clone();
    let years: BTreeSet<i32> = stored.iter().map(|p| p.year()).collect();
    for year in years {
        let months = (1..=12).take_while(|n| stored.contains(&Period::Month(year, *n))).count();
        let has_quarters = (1..=4).all(|n| stored.contains(&Period::Quarter(year, n)));
        if months == 12 || has_quarters {
            periods.insert(Period::Year(year));
        }
        if let Some(last) = u8::try_from(months).ok().filter(|n| (2..12).contains(n)) {
            periods.insert(Period::YearToDate(year, last));
        }
    }
    let mut periods = Vec::from_iter(periods);
    periods.sort_by_key(|p| Reverse((p.year(), p.months().1, *p)));
    periods
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_in_a_row_offer_their_running_total_and_all_twelve_the_year() {
        let months = |year, last| (1..=last).map(move |n| Period::Month(year, n));
        let offered = with_wholes(&months(2022, 12).chain(months(2023, 10)).collect());
        assert!(offered.contains(&Period::Year(2022)) && !offered.contains(&Period::Year(2023)));
        assert!(offered.contains(&Period::YearToDate(2023, 10)));
        assert!(!offered.contains(&Period::YearToDate(2022, 12)), "that is the year");
        assert_eq!(offered.first().map(|p| p.year()), Some(2023), "the latest comes first");
    }

    #[test]
    fn a_choice_that_is_not_there_gives_way_but_the_indicator_stays() {
        let count = |indicator: &str, scope: &str, year| SeriesCount {
            indicator_id: indicator.to_owned(),
            scope_id: ScopeId(scope.to_owned()),
            period: Period::Year(year),
            area_count: 14,
        };
        let counts = [count("documents_issued", "a", 2023), count("meetings_held", "b", 2022)];
        let asked = OverviewChoice {
            indicator_id: Some("meetings_held".to_owned()),
            scope_id: Some(ScopeId("a".to_owned())),
            period: Some(Period::Year(2023)),
        };
        let found = chosen(&counts, &asked).map(|(i, s, p)| (i.id, s.0, p));
        assert_eq!(found, Some(("meetings_held", "b".to_owned(), Period::Year(2022))));
    }
}
