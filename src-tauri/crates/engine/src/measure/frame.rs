//! Observations as a polars frame, and the one query over it: exact sums by scope, key, period and table.

use super::{By, MeasureError, MeasureRequest};
use crate::model::{AreaCode, Decimal, Missing, Observation, ObservationId, Period, Role, TableId};
use polars::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// What one table says about one key in one period.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct TableSum {
    pub scope: String,
    pub key: String,
    pub is_current: bool,
    pub table_id: TableId,
    /// `None` when no cell holds a number.
    pub sum: Option<Decimal>,
    pub missing_cells: u32,
    pub is_suppressed: bool,
    /// Units named by the cells, sorted.
    pub units: Vec<String>,
    pub inputs: Vec<ObservationId>,
}

/// Codes for repeated texts, so that the query groups by numbers.
#[derive(Default)]
struct Codes {
    by_text: BTreeMap<String, u32>,
    texts: Vec<String>,
}

impl Codes {
    fn code(&mut self, text: &str) -> u32 {
        if let Some(code) = self.by_text.get(text) {
            return *code;
        }
        let code = u32::try_from(self.texts.len()).unwrap_or(u32::MAX);
        self.by_text.insert(text.to_owned(), code);
        self.texts.push(text.to_owned());
        code
    }

    fn text(&self, code: u32) -> String {
        usize::try_from(code).ok().and_then(|i| self.texts.get(i)).cloned().unwrap_or_default()
    }
}

/// The columns of the frame while they are collected.
#[derive(Default)]
struct Columns {
    scope: Vec<u32>,
    key: Vec<u32>,
    is_current: Vec<bool>,
    table: Vec<i64>,
    id: Vec<i64>,
    value: Vec<Option<i128>>,
    is_suppressed: Vec<bool>,
    unit: Vec<Option<u32>>,
}

fn key_of(observation: &Observation, by: By) -> Option<String> {
    match by {
        By::Area => observation.area.map(|a| a.to_string()),
        By::Category => observation.category.clone(),
        By::Organisation => observation.organisation.clone(),
    }
}

/// The cells that make up a figure: a table's own counts, or a printed total where the table counts nothing of it in
/// the period. A total beside counts of its own area or of areas inside it is their sum and would be counted twice.
fn leaves(asked: Vec<(&Observation, bool)>) -> Vec<(&Observation, bool)> {
    let mut counted: BTreeMap<(TableId, bool), BTreeSet<Option<AreaCode>>> = BTreeMap::new();
    for (o, is_current) in asked.iter().filter(|(o, _)| o.role == Role::Value) {
        counted.entry((o.table_id, *is_current)).or_default().insert(o.area);
    }
    let is_inside = |inner: &Option<AreaCode>, outer: Option<AreaCode>| match (inner, outer) {
        (Some(inner), Some(outer)) => inner.is_within(outer),
        // Without areas nothing tells them apart.
        _ => true,
    };
    let is_leaf = |o: &Observation, is_current: bool| match o.role {
        Role::Value => true,
        Role::Total => {
            let areas = counted.get(&(o.table_id, is_current));
            !areas.is_some_and(|areas| areas.iter().any(|a| is_inside(a, o.area)))
        }
        Role::OfWhich | Role::Derived => false,
    };
    asked.into_iter().filter(|(o, is_current)| is_leaf(o, *is_current)).collect()
}

/// The period each observation counts for in its table: its own; or the whole year, when the table gives a year only
/// as January to December, or only as all twelve months. An incomplete year stays what it is.
fn counted_periods(observations: &[Observation], by: By) -> Vec<Option<Period>> {
    let mut given: BTreeMap<(TableId, String), BTreeSet<Period>> = BTreeMap::new();
    let series = |o: &Observation| Some((o.table_id, key_of(o, by)?));
    for o in observations.iter().filter(|o| o.value.is_some()) {
        if let (Some(series), Some(period)) = (series(o), o.period) {
            given.entry(series).or_default().insert(period);
        }
    }
    let counted = |o: &Observation| {
        let period = o.period?;
        let others = given.get(&series(o)?)?;
        let year = period.year();
        let has = |p: Period| others.contains(&p);
        let is_the_year = match period {
            Period::YearToDate(_, 12) => !has(Period::Year(year)),
            Period::Month(..) => {
                !has(Period::Year(year))
                    && !has(Period::YearToDate(year, 12))
                    && (1..=12).all(|month| has(Period::Month(year, month)))
            }
            Period::Year(_) | Period::Half(..) | Period::Quarter(..) | Period::YearToDate(..) => false,
        };
        Some(if is_the_year { Period::Year(year) } else { period })
    };
    observations.iter().map(counted).collect()
}

/// Exact sums of the observations of one indicator in the two periods of the request.
pub(super) fn table_sums(
    observations: &[Observation],
    request: &MeasureRequest,
) -> Result<Vec<TableSum>, MeasureError> {
    let scale = observations.iter().filter_map(|o| o.value).map(|v| v.normalize().scale()).max().unwrap_or(0);
    let (mut scopes, mut keys, mut units) = (Codes::default(), Codes::default(), Codes::default());
    let mut columns = Columns::default();
    let periods = counted_periods(observations, request.by);
    let asked = observations.iter().zip(periods).filter_map(|(o, counted)| {
        // A month is asked for as itself even where twelve of them make a year.
        let is_in = |p: Period| o.period == Some(p) || counted == Some(p);
        (is_in(request.period) || is_in(request.against)).then(|| (o, is_in(request.period)))
    });
    for (o, is_current) in leaves(asked.collect()) {
        let Some(key) = key_of(o, request.by) else { continue };
        columns.scope.push(scopes.code(&o.scope_id.0));
        columns.key.push(keys.code(&key));
        columns.is_current.push(is_current);
        columns.table.push(o.table_id.0);
        columns.id.push(o.id.0);
        columns.value.push(o.value.map(|v| scaled(v, scale)).transpose()?);
        columns.is_suppressed.push(o.missing == Some(Missing::Suppressed));
        columns.unit.push(o.unit.as_deref().map(|u| units.code(u)));
    }
    if columns.id.is_empty() {
        return Ok(Vec::new());
    }
    let sums = query(columns, scale)?;
    read_sums(&sums, scale, &scopes, &keys, &units)
}

fn scaled(value: Decimal, scale: u32) -> Result<i128, MeasureError> {
    let value = value.normalize();
    let factor = 10i128.checked_pow(scale - value.scale()).ok_or(MeasureError::OutOfRange)?;
    value.mantissa().checked_mul(factor).ok_or(MeasureError::OutOfRange)
}

fn query(columns: Columns, scale: u32) -> Result<DataFrame, MeasureError> {
    let digits = usize::try_from(scale).unwrap_or(0);
    let value = Int128Chunked::from_slice_options("value".into(), &columns.value).into_decimal(38, digits)?;
    let frame = DataFrame::new_infer_height(vec![
        Column::new("scope".into(), columns.scope),
        Column::new("key".into(), columns.key),
        Column::new("is_current".into(), columns.is_current),
        Column::new("table".into(), columns.table),
        Column::new("id".into(), columns.id),
        value.into_series().into_column(),
        Column::new("is_suppressed".into(), columns.is_suppressed),
        Column::new("unit".into(), columns.unit),
    ])?;
    let group = ["scope", "key", "is_current", "table"];
    let sums = frame
        .lazy()
        .group_by_stable(group.map(col))
        .agg([
            col("value").sum().alias("sum"),
            col("value").count().alias("numbers"),
            col("value").null_count().alias("missing"),
            col("is_suppressed").any(true).alias("is_suppressed"),
            col("unit").drop_nulls().unique(),
            col("id"),
        ])
        .sort(group, SortMultipleOptions::default())
        .collect()?;
    Ok(sums)
}

fn read_sums(
    sums: &DataFrame,
    scale: u32,
    scopes: &Codes,
    keys: &Codes,
    units: &Codes,
) -> Result<Vec<TableSum>, MeasureError> {
    let (scope, key) = (sums.column("scope")?.u32()?, sums.column("key")?.u32()?);
    let (is_current, table) = (sums.column("is_current")?.bool()?, sums.column("table")?.i64()?);
    let sum = sums.column("sum")?.decimal()?;
    let numbers = sums.column("numbers")?.cast(&DataType::UInt32)?;
    let missing = sums.column("missing")?.cast(&DataType::UInt32)?;
    let (numbers, missing) = (numbers.u32()?, missing.u32()?);
    let is_suppressed = sums.column("is_suppressed")?.bool()?;
    let (unit, id) = (sums.column("unit")?.list()?, sums.column("id")?.list()?);
    let mut out = Vec::with_capacity(sums.height());
    for row in 0..sums.height() {
        let mut unit_names = Vec::new();
        if let Some(list) = unit.get_as_series(row) {
            unit_names.extend(list.u32()?.iter().flatten().map(|u| units.text(u)));
            unit_names.sort();
        }
        let mut inputs = Vec::new();
        if let Some(list) = id.get_as_series(row) {
            inputs.extend(list.i64()?.iter().flatten().map(ObservationId));
        }
        let has_number = numbers.get(row).is_some_and(|n| n > 0);
        let exact = sum.physical().get(row).filter(|_| has_number);
        out.push(TableSum {
            scope: scopes.text(scope.get(row).unwrap_or_default()),
            key: keys.text(key.get(row).unwrap_or_default()),
            is_current: is_current.get(row).unwrap_or_default(),
            table_id: TableId(table.get(row).unwrap_or_default()),
            sum: exact.map(|n| decimal(n, scale)).transpose()?,
            missing_cells: missing.get(row).unwrap_or_default(),
            is_suppressed: is_suppressed.get(row).unwrap_or_default(),
            units: unit_names,
            inputs,
        });
    }
    Ok(out)
}

fn decimal(mantissa: i128, scale: u32) -> Result<Decimal, MeasureError> {
    Decimal::try_from_i128_with_scale(mantissa, scale)
        .map(|d| d.normalize())
        .map_err(|_| MeasureError::OutOfRange)
}
