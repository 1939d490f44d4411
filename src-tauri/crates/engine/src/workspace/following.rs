//! What goes beyond one comparison: series, quotas, and whether a burden was reduced or moved.

use super::figures::name_place;
use super::{Error, Workspace};
use crate::diagnostic::{Diagnostic, Severity};
use crate::measure::{BurdenRequest, QuotaUse};
use crate::measure::{
    By, CategoryShift, Counts, CountsBuilder, CubeFilter, QuotaRequest, QuotaTable, ScopeBurden,
    SeriesRequest, SeriesTable, Units,
};
use crate::model::{
    AreaCode, CountRow, Decimal, Observation, Period, Role, Rounding, TableId, find_indicator, get_indicator,
    indicators, quota_id,
};
use crate::store::{ObservationFilter, SourceTable, TableFilter};
use std::collections::{BTreeMap, BTreeSet};

/// The breakdown of one indicator in one place.
#[derive(Debug, Clone)]
pub struct PlaceShift {
    /// Indicator id.
    pub indicator_id: String,
    /// The area its table counts; nothing where the table names none.
    pub area: Option<AreaCode>,
    /// The breakdown.
    pub shift: CategoryShift,
}

/// Whether burdens were reduced or moved.
#[derive(Debug, Clone)]
pub struct BurdenTable {
    /// The question; indicators that have no data in the period are left out.
    pub request: BurdenRequest,
    /// Only this area and what lies inside it.
    pub area: Option<AreaCode>,
    /// One for each scope and level.
    pub scopes: Vec<ScopeBurden>,
    /// One for each indicator, place and table with categories.
    pub shifts: Vec<PlaceShift>,
}

/// Numbers ready to be asked, with the units they name.
struct Gathered {
    counts: Counts,
    units: Units,
}

impl Workspace {
    /// A count followed over several periods.
    ///
    /// # Errors
    /// `no_observations` when the workspace has nothing on the indicator in any of the periods;
    /// `periods_not_comparable` when the base is another part of the year than the periods.
    pub fn series(&self, request: &SeriesRequest) -> Result<SeriesTable, Error> {
        let Some((first, last)) = request.ends() else {
            return Err(Error::refused("internal", &[("reason", "a series without periods")]));
        };
        if !last.is_comparable_with(request.base) {
            let offer = format!("{last} / {}", last.in_year(request.base.year()));
            let (period, against) = (last.to_string(), request.base.to_string());
            return Err(Error::refused(
                "periods_not_comparable",
                &[("period", &period), ("against", &against), ("offer", &offer)],
            ));
        }
        let gathered = self.gather(&[&request.indicator_id], request.years(), |_| true)?;
        let mut table = gathered.counts.cube(request.by, &CubeFilter::default())?.series(request)?;
        // A list that has nothing in any period asked for came in by its base or the year before.
        table.scopes.retain(|s| {
            let has_count = s.total.points.iter().any(|p| p.count.is_ok());
            has_count || s.diagnostics.iter().any(|d| d.code == "incomplete_year")
        });
        if table.scopes.is_empty() {
            let periods = format!("{first} – {last}");
            return Err(Error::refused(
                "no_observations",
                &[("period", &periods), ("indicator", &request.indicator_id)],
            ));
        }
        let tables = self.tables()?;
        for scope in &mut table.scopes {
            let keys: Vec<String> = scope.rows.iter().filter_map(|r| r.key.clone()).collect();
            scope.diagnostics.iter_mut().for_each(|d| name_place(d, &tables, request.by, &keys));
        }
        Ok(table)
    }

    /// How the yearly quotas of an indicator are used. Without `by` the rows are whatever most quotas are given for.
    ///
    /// # Errors
    /// `not_cumulative` when the period does not start in January; `no_quota` when there is none for its year;
    /// `no_observations` when nothing was counted against it.
    pub fn quotas(
        &self,
        indicator_id: &str,
        period: Period,
        by: Option<By>,
        (rounding, decimals): (Rounding, u32),
    ) -> Result<QuotaTable, Error> {
        let total = running_total(period)?;
        let request = |by| QuotaRequest {
            indicator_id: indicator_id.to_owned(),
            period: total,
            by,
            rounding,
            decimals,
        };
        let years: BTreeSet<i32> = request(By::Area).years().into_iter().collect();
        let gathered = self.gather(&[indicator_id, &quota_id(indicator_id)], years, |_| true)?;
        let choices = by.map_or_else(|| vec![By::Organisation, By::Area, By::Category], |by| vec![by]);
        let mut best: Option<(usize, QuotaTable)> = None;
        for by in choices {
            let cube = gathered.counts.cube(by, &CubeFilter::default())?;
            let table = cube.quotas(&request(by), &gathered.units)?;
            let quotas = table.scopes.iter().flat_map(|s| &s.rows).filter(|r| r.quota.is_some()).count();
            if quotas > best.as_ref().map_or(0, |(most, _)| *most) {
                best = Some((quotas, table));
            }
        }
        let Some((_, mut table)) = best else {
            let year = Period::Year(period.year()).to_string();
            return Err(Error::refused("no_quota", &[("period", &year), ("indicator", indicator_id)]));
        };
        if table.scopes.iter().flat_map(|s| &s.rows).all(|r| r.used.is_none()) {
            let args = [("period", period.to_string()), ("indicator", indicator_id.to_owned())];
            let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
            return Err(Error::refused("no_observations", &args));
        }
        let tables = self.tables()?;
        let printed = self.printed_completion(indicator_id, total)?;
        for scope in &mut table.scopes {
            let keys: Vec<String> = scope.rows.iter().filter_map(|r| r.key.clone()).collect();
            let checks = scope.rows.iter().flat_map(|r| completion_checks(r, &printed, &table.request));
            let checks: Vec<Diagnostic> = checks.collect();
            scope.diagnostics.extend(checks);
            scope.diagnostics.iter_mut().for_each(|d| name_place(d, &tables, table.request.by, &keys));
        }
        Ok(table)
    }

    /// Whether burdens were reduced or moved. Without `indicator_ids` all of the catalogue that have data; without `by`
    /// by area, and where no table names areas by body.
    ///
    /// # Errors
    /// `no_observations` when the workspace has nothing in the period.
    pub fn burden(&self, mut request: BurdenRequest, area: Option<AreaCode>) -> Result<BurdenTable, Error> {
        if request.indicator_ids.is_empty() {
            request.indicator_ids = indicators().iter().map(|i| i.id.to_owned()).collect();
        }
        let years = BTreeSet::from([request.period.year(), request.against.year()]);
        let is_asked =
            |row: &CountRow<'_>| area.is_none_or(|outer| row.area.is_some_and(|a| a.is_within(outer)));
        let ids: Vec<&str> = request.indicator_ids.iter().map(String::as_str).collect();
        let gathered = self.gather(&ids, years.clone(), is_asked)?;
        let mut scopes = Vec::new();
        for by in [request.by, By::Organisation, By::Category] {
            request.by = by;
            let cube = gathered.counts.cube(by, &CubeFilter::default())?;
            scopes = cube.burden(&request, &gathered.units)?;
            if !scopes.is_empty() {
                break;
            }
        }
        if scopes.is_empty() {
            let period = request.period.to_string();
            let names = request.indicator_ids.join(", ");
            return Err(Error::refused("no_observations", &[("period", &period), ("indicator", &names)]));
        }
        let tables = self.tables()?;
        for scope in &mut scopes {
            scope.diagnostics.iter_mut().for_each(|d| name_place(d, &tables, request.by, &[]));
        }
        let has_data = |id: &String| scopes.iter().flat_map(|s| &s.lines).any(|l| l.indicator_id == *id);
        request.indicator_ids.retain(has_data);
        let mut shifts = self.place_shifts(&request, &years, area, &gathered.units)?;
        for shift in &mut shifts {
            let found = &mut shift.shift.diagnostics;
            found.iter_mut().for_each(|d| name_place(d, &tables, By::Category, &[]));
        }
        Ok(BurdenTable { request, area, scopes, shifts })
    }

    /// Breakdowns by category, place by place: what two areas call by one name is not one thing.
    fn place_shifts(
        &self,
        request: &BurdenRequest,
        years: &BTreeSet<i32>,
        area: Option<AreaCode>,
        units: &Units,
    ) -> Result<Vec<PlaceShift>, Error> {
        let periods: Vec<Period> = years.iter().copied().flat_map(Period::of_year).collect();
        let mut shifts = Vec::new();
        for indicator_id in &request.indicator_ids {
            let mut places: BTreeMap<Option<AreaCode>, CountsBuilder> = BTreeMap::new();
            self.store().visit_counts(Some(indicator_id), &periods, |row| {
                let is_asked = area.is_none_or(|outer| row.area.is_some_and(|a| a.is_within(outer)));
                if is_asked && row.category.is_some() {
                    places.entry(row.area).or_default().push(row);
                }
            })?;
            let mut question = request.compared(indicator_id);
            question.by = By::Category;
            for (area, builder) in places {
                let counts = builder.finish()?;
                let cube = counts.cube(By::Category, &CubeFilter::default())?;
                let found = cube.category_shifts(&question, units)?;
                shifts.extend(found.into_iter().map(|shift| PlaceShift {
                    indicator_id: indicator_id.clone(),
                    area,
                    shift,
                }));
            }
        }
        Ok(shifts)
    }

    /// The numbers of these indicators in these years that a condition leaves.
    fn gather(
        &self,
        indicator_ids: &[&str],
        years: BTreeSet<i32>,
        is_asked: impl Fn(&CountRow<'_>) -> bool,
    ) -> Result<Gathered, Error> {
        let periods: Vec<Period> = years.into_iter().flat_map(Period::of_year).collect();
        let (mut builder, mut units) = (CountsBuilder::default(), Units::default());
        for id in indicator_ids {
            self.store().visit_counts(Some(id), &periods, |row| {
                if is_asked(row) {
                    units.note(row);
                    builder.push(row);
                }
            })?;
        }
        Ok(Gathered { counts: builder.finish()?, units })
    }

    fn tables(&self) -> Result<BTreeMap<TableId, SourceTable>, Error> {
        let tables = self.store().list_tables(&TableFilter::default())?;
        Ok(tables.into_iter().map(|t| (t.id, t)).collect())
    }

    /// Printed 完成控制数% of the tables that count a running total, each beside the running total's cell. What month
    /// such a column is about is seldom written, so its table tells.
    fn printed_completion(&self, indicator_id: &str, period: Period) -> Result<Vec<Observation>, Error> {
        let list = |periods: Vec<Period>, role| {
            self.store().list_observations(&ObservationFilter {
                indicator_id: Some(indicator_id.to_owned()),
                periods,
                roles: vec![role],
                ..ObservationFilter::default()
            })
        };
        let counting: BTreeSet<TableId> =
            list(same_months(period), Role::Value)?.into_iter().map(|o| o.table_id).collect();
        let mut printed = list(Period::of_year(period.year()).collect(), Role::Derived)?;
        let is_percent = |o: &Observation| o.unit.as_deref().is_none_or(|u| u == "%");
        let names_it = |o: &Observation| {
            let labels = || o.column_labels.iter().chain(&o.row_labels);
            labels()
                .any(|l| l.contains("完成") && (l.contains('%') || l.contains('率') || l.contains("控制数")))
        };
        printed.retain(|o| counting.contains(&o.table_id) && is_percent(o) && names_it(o));
        Ok(printed)
    }

    /// The indicators a person named, by id, by a name or word of the catalogue, or as the tables print them.
    ///
    /// # Errors
    /// `unknown_indicator` for what is neither in the catalogue nor in the workspace.
    pub fn find_indicator_ids(&self, names: &[String]) -> Result<Vec<String>, Error> {
        let mut printed = BTreeSet::new();
        if names.iter().any(|n| get_indicator(n).is_none()) {
            printed.extend(self.store().list_indicators()?.into_iter().map(|(id, _)| id));
        }
        let find = |name: &String| {
            if get_indicator(name).is_some() || printed.contains(name) {
                return Ok(name.clone());
            }
            find_indicator(name)
                .map(|i| i.id.to_owned())
                .ok_or_else(|| Error::refused("unknown_indicator", &[("indicator", name)]))
        };
        names.iter().map(|n| n.trim().to_owned()).map(|n| find(&n)).collect()
    }
}

/// The running total a period is; a period that does not start in January is none.
fn running_total(period: Period) -> Result<Period, Error> {
    let (first, last) = period.months();
    let total = Period::YearToDate(period.year(), last);
    if first == 1 {
        return Ok(total);
    }
    let args = [("period", period.to_string()), ("offer", total.to_string())];
    let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
    Err(Error::refused("not_cumulative", &args))
}

/// Every way the months of a period can be written.
fn same_months(period: Period) -> Vec<Period> {
    Period::of_year(period.year()).filter(|p| p.months() == period.months()).collect()
}

/// A printed completion that does not follow from the counts, under no rule of rounding.
fn completion_checks(one: &QuotaUse, printed: &[Observation], request: &QuotaRequest) -> Vec<Diagnostic> {
    let (Some(key), Some(quota), Some(used)) = (&one.key, one.quota, one.used) else { return Vec::new() };
    let is_of_row = |o: &&Observation| match request.by {
        By::Organisation => o.organisation.as_deref() == Some(key),
        By::Category => o.category.as_deref() == Some(key),
        By::Area => {
            o.area.is_some_and(|a| a.to_string() == *key) && o.organisation.is_none() && o.category.is_none()
        }
    };
    let mut found = Vec::new();
    for observation in printed.iter().filter(is_of_row) {
        let Some(value) = observation.value.filter(|_| !quota.is_zero()) else { continue };
        let exact = used * Decimal::ONE_HUNDRED / quota;
        // One unit of the last digit covers rounding either way and cutting off.
        if (value - exact).abs() < Decimal::new(1, value.scale()) {
            continue;
        }
        let expected = request.rounding.round(exact, value.scale());
        found.push(
            Diagnostic::new(Severity::Warning, "completion_mismatch")
                .at(observation.cell)
                .with("key", key)
                .with("period", request.period)
                .with("first_table", observation.table_id.0)
                .with("printed", value)
                .with("expected", expected),
        );
    }
    found
}
