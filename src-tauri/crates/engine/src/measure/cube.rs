//! The one query: exact sums by indicator, scope, key, period and table.
//!
//! Polars chooses and orders the rows; the sums are integers of the smallest unit, so they are exact.

use super::counts::{Counts, NONE, period_of};
use super::{By, MeasureError};
use crate::model::{AreaCode, AreaLevel, Decimal, ObservationId, Period, TableId};
use polars::prelude::*;
use std::collections::{BTreeMap, HashMap, HashSet};

/// Which numbers to take. `None` takes all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CubeFilter {
    /// Only this indicator.
    pub indicator: Option<String>,
    /// Only these years.
    pub years: Option<Vec<i32>>,
}

/// What one table says about one key in one period.
#[derive(Debug, Clone)]
pub(super) struct Cell {
    pub indicator: u32,
    pub scope: u32,
    pub key: u32,
    pub period: Period,
    pub table: TableId,
    /// In the smallest unit of the cube; `None` when no cell holds a number.
    pub sum: Option<i128>,
    pub missing_cells: u32,
    pub is_suppressed: bool,
    /// The unit named by the cells; the first of several.
    pub unit: u32,
    pub has_several_units: bool,
    /// Everything in it is a printed total, for the table counts nothing of it.
    pub is_printed: bool,
    /// Its observations, as a range of the cube's list.
    ids: (usize, usize),
}

/// A printed total beside the numbers it is the total of.
#[derive(Debug, Clone)]
pub(super) struct Printed {
    pub indicator: u32,
    pub scope: u32,
    pub period: Period,
    pub table: TableId,
    pub area: Option<AreaCode>,
    pub category: u32,
    pub organisation: u32,
    pub value: Decimal,
    pub id: ObservationId,
}

/// Sums of a part of the numbers for one kind of row, ordered by indicator, scope, key, period and table.
#[derive(Debug)]
pub struct Cube<'c> {
    pub(super) counts: &'c Counts,
    pub(super) by: By,
    pub(super) cells: Vec<Cell>,
    pub(super) printed: Vec<Printed>,
    /// The highest level among the areas of each table; nothing where rows are no areas.
    pub(super) tiers: BTreeMap<TableId, AreaLevel>,
    ids: Vec<ObservationId>,
}

impl Cube<'_> {
    /// The observations of a cell.
    pub(super) fn ids(&self, cell: &Cell) -> &[ObservationId] {
        self.ids.get(cell.ids.0..cell.ids.1).unwrap_or_default()
    }

    /// A sum as the decimal it is.
    pub(super) fn decimal(&self, sum: i128) -> Result<Decimal, MeasureError> {
        Decimal::try_from_i128_with_scale(sum, self.counts.scale)
            .map(|d| d.normalize())
            .map_err(|_| MeasureError::OutOfRange)
    }

    /// The words of a key: an area code, or the name of the category or body.
    pub(super) fn key_text(&self, key: u32) -> String {
        match self.by {
            By::Area => AreaCode::new(key).map(|a| a.to_string()).unwrap_or_default(),
            By::Category => self.counts.categories.text(key).to_owned(),
            By::Organisation => self.counts.organisations.text(key).to_owned(),
        }
    }

    /// The cells of one indicator.
    pub(super) fn of_indicator(&self, indicator: &str) -> &[Cell] {
        let Some(code) = self.counts.indicators.find(indicator) else { return &[] };
        let first = self.cells.partition_point(|c| c.indicator < code);
        let past = self.cells.partition_point(|c| c.indicator <= code);
        self.cells.get(first..past).unwrap_or_default()
    }
}

impl Counts {
    /// Sums by key of `by`, exact, with the observations behind each.
    ///
    /// # Errors
    /// When a sum leaves the range of exact decimals.
    pub fn cube(&self, by: By, filter: &CubeFilter) -> Result<Cube<'_>, MeasureError> {
        let rows = self.select(by, filter)?;
        let rows = Rows::from_frame(&rows)?;
        let leaves = rows.leaves();
        let mut cube = Cube {
            counts: self,
            by,
            cells: Vec::new(),
            printed: Vec::new(),
            tiers: BTreeMap::new(),
            ids: Vec::with_capacity(rows.len),
        };
        for index in 0..rows.len {
            let Some(row) = rows.get(index) else { continue };
            if !leaves.is_leaf(&row) {
                cube.add_printed(&row)?;
            } else if row.key != NONE {
                cube.add(&row)?;
            }
        }
        Ok(cube)
    }

    /// The rows asked for, in the order of the cells they belong to.
    fn select(&self, by: By, filter: &CubeFilter) -> Result<DataFrame, MeasureError> {
        let key = match by {
            By::Area => "area",
            By::Category => "category",
            By::Organisation => "organisation",
        };
        let mut wanted = Vec::new();
        if let Some(indicator) = &filter.indicator {
            wanted.push(col("indicator").eq(lit(self.indicators.find(indicator).unwrap_or(NONE))));
        }
        if let Some(years) = &filter.years {
            let is_year = years.iter().map(|y| col("year").eq(lit(*y)));
            wanted.push(is_year.reduce(Expr::or).unwrap_or_else(|| lit(false)));
        }
        let wanted = wanted.into_iter().reduce(Expr::and).unwrap_or_else(|| lit(true));
        let order = ["indicator", "scope", "key", "year", "part", "table", "id"];
        let chosen = self.frame.clone().lazy().filter(wanted).with_column(col(key).alias("key"));
        Ok(chosen.sort(order, SortMultipleOptions::default()).collect()?)
    }
}

impl Cube<'_> {
    fn add(&mut self, row: &Row) -> Result<(), MeasureError> {
        if self.by == By::Area
            && let Some(level) = AreaCode::new(row.key).map(AreaCode::level)
        {
            let tier = self.tiers.entry(row.table).or_insert(level);
            *tier = level.min(*tier);
        }
        let at = self.ids.len();
        let is_same = |c: &Cell| {
            (c.indicator, c.scope, c.key, c.period, c.table)
                == (row.indicator, row.scope, row.key, row.period, row.table)
        };
        if !self.cells.last().is_some_and(is_same) {
            self.cells.push(Cell {
                indicator: row.indicator,
                scope: row.scope,
                key: row.key,
                period: row.period,
                table: row.table,
                sum: None,
                missing_cells: 0,
                is_suppressed: false,
                unit: NONE,
                has_several_units: false,
                is_printed: true,
                ids: (at, at),
            });
        }
        self.ids.push(row.id);
        let Some(cell) = self.cells.last_mut() else { return Ok(()) };
        cell.ids.1 = at + 1;
        cell.is_printed &= row.is_total;
        cell.is_suppressed |= row.is_suppressed;
        match row.value {
            Some(value) => {
                let sum = cell.sum.unwrap_or(0).checked_add(value).ok_or(MeasureError::OutOfRange)?;
                cell.sum = Some(sum);
            }
            None => cell.missing_cells += 1,
        }
        if cell.unit == NONE {
            cell.unit = row.unit;
        } else if row.unit != NONE && row.unit != cell.unit {
            cell.has_several_units = true;
        }
        Ok(())
    }

    fn add_printed(&mut self, row: &Row) -> Result<(), MeasureError> {
        let Some(value) = row.value else { return Ok(()) };
        self.printed.push(Printed {
            indicator: row.indicator,
            scope: row.scope,
            period: row.period,
            table: row.table,
            area: AreaCode::new(row.area),
            category: row.category,
            organisation: row.organisation,
            value: self.decimal(value)?,
            id: row.id,
        });
        Ok(())
    }
}

/// One row of the chosen frame.
#[derive(Debug, Clone, Copy)]
struct Row {
    indicator: u32,
    scope: u32,
    key: u32,
    area: u32,
    category: u32,
    organisation: u32,
    unit: u32,
    period: Period,
    table: TableId,
    id: ObservationId,
    value: Option<i128>,
    is_total: bool,
    is_suppressed: bool,
}

/// The columns of the chosen frame.
struct Rows {
    len: usize,
    codes: [UInt32Chunked; 8],
    year: Int32Chunked,
    table: Int64Chunked,
    id: Int64Chunked,
    value: Int128Chunked,
    is_total: BooleanChunked,
    is_suppressed: BooleanChunked,
}

impl Rows {
    fn from_frame(frame: &DataFrame) -> Result<Self, MeasureError> {
        let codes = |name: &str| Ok::<_, MeasureError>(frame.column(name)?.u32()?.rechunk().into_owned());
        let int = |name: &str| Ok::<_, MeasureError>(frame.column(name)?.i64()?.rechunk().into_owned());
        let bool = |name: &str| Ok::<_, MeasureError>(frame.column(name)?.bool()?.rechunk().into_owned());
        Ok(Self {
            len: frame.height(),
            codes: [
                codes("indicator")?,
                codes("scope")?,
                codes("key")?,
                codes("area")?,
                codes("category")?,
                codes("organisation")?,
                codes("unit")?,
                codes("part")?,
            ],
            year: frame.column("year")?.i32()?.rechunk().into_owned(),
            table: int("table")?,
            id: int("id")?,
            value: frame.column("value")?.decimal()?.physical().rechunk().into_owned(),
            is_total: bool("is_total")?,
            is_suppressed: bool("is_suppressed")?,
        })
    }

    fn get(&self, index: usize) -> Option<Row> {
        let [indicator, scope, key, area, category, organisation, unit, part] = &self.codes;
        Some(Row {
            indicator: indicator.get(index)?,
            scope: scope.get(index)?,
            key: key.get(index)?,
            area: area.get(index)?,
            category: category.get(index)?,
            organisation: organisation.get(index)?,
            unit: unit.get(index)?,
            period: period_of(self.year.get(index)?, part.get(index)?),
            table: TableId(self.table.get(index)?),
            id: ObservationId(self.id.get(index)?),
            value: self.value.get(index),
            is_total: self.is_total.get(index)?,
            is_suppressed: self.is_suppressed.get(index)?,
        })
    }

    /// What is counted beside each total.
    fn leaves(&self) -> Leaves {
        let totals: HashSet<Place> =
            (0..self.len).filter_map(|i| self.get(i)).filter(|r| r.is_total).map(|r| place(&r)).collect();
        let mut counted: HashMap<Place, Vec<u32>> = HashMap::new();
        if !totals.is_empty() {
            for row in (0..self.len).filter_map(|i| self.get(i)).filter(|r| !r.is_total) {
                if totals.contains(&place(&row)) {
                    counted.entry(place(&row)).or_default().push(row.area);
                }
            }
        }
        for areas in counted.values_mut() {
            areas.sort_unstable();
        }
        Leaves { counted }
    }
}

/// One indicator of one table in one period.
type Place = (u32, TableId, Period);

fn place(row: &Row) -> Place {
    (row.indicator, row.table, row.period)
}

/// Tells the cells that make up a figure: a table's own counts, or a printed total where the table counts nothing of
/// it. A total beside counts of its own area or of areas inside it is their sum and would be counted twice.
struct Leaves {
    /// Areas counted in a place, in order; unnamed ones last.
    counted: HashMap<Place, Vec<u32>>,
}

impl Leaves {
    fn is_leaf(&self, row: &Row) -> bool {
        let Some(areas) = self.counted.get(&place(row)).filter(|_| row.is_total) else { return true };
        let Some((first, last)) = AreaCode::new(row.area).map(AreaCode::codes_within) else {
            // Without areas nothing tells them apart.
            return false;
        };
        let after = areas.get(areas.partition_point(|a| *a < first)..).unwrap_or_default();
        !after.first().is_some_and(|a| *a <= last) && areas.last() != Some(&NONE)
    }
}
