//! The one query: exact sums by indicator, scope, key, period and table.
//!
//! Polars chooses and orders the rows; the sums are integers of the smallest unit, so they are exact. The rows of a cell
//! follow each other, so one pass adds them up, and a cell's observations are a range: nothing is looked up.

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
        let chosen = self.select(by, filter)?;
        let rows = Rows::from_frame(&chosen, key_column(by))?;
        let leaves = rows.leaves();
        let mut cube = Cube {
            counts: self,
            by,
            cells: Vec::new(),
            printed: Vec::new(),
            tiers: BTreeMap::new(),
            ids: Vec::with_capacity(rows.len()),
        };
        for row in rows.iter() {
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
        let mut chosen = match &filter.indicator {
            Some(indicator) => self.of_indicator(indicator)?,
            None => self.frame.clone(),
        };
        if let Some(years) = &filter.years {
            let is_year = years.iter().map(|y| col("year").eq(lit(*y)));
            let is_year = is_year.reduce(Expr::or).unwrap_or_else(|| lit(false));
            chosen = chosen.lazy().filter(is_year).collect()?;
        }
        if by != By::Area {
            let order = ["indicator", "scope", key_column(by), "year", "part", "table", "id"];
            chosen = chosen.sort(order, SortMultipleOptions::default())?;
        }
        chosen.rechunk_mut();
        Ok(chosen)
    }
}

fn key_column(by: By) -> &'static str {
    match by {
        By::Area => "area",
        By::Category => "category",
        By::Organisation => "organisation",
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
struct Rows<'f> {
    indicator: &'f [u32],
    scope: &'f [u32],
    key: &'f [u32],
    area: &'f [u32],
    category: &'f [u32],
    organisation: &'f [u32],
    unit: &'f [u32],
    part: &'f [u32],
    year: &'f [i32],
    table: &'f [i64],
    id: &'f [i64],
    value: &'f Int128Chunked,
    is_total: &'f BooleanChunked,
    is_suppressed: &'f BooleanChunked,
}

impl<'f> Rows<'f> {
    /// The frame must stand in one piece.
    fn from_frame(frame: &'f DataFrame, key: &str) -> Result<Self, MeasureError> {
        let codes = |name: &str| Ok::<_, MeasureError>(frame.column(name)?.u32()?.cont_slice()?);
        let int = |name: &str| Ok::<_, MeasureError>(frame.column(name)?.i64()?.cont_slice()?);
        Ok(Self {
            indicator: codes("indicator")?,
            scope: codes("scope")?,
            key: codes(key)?,
            area: codes("area")?,
            category: codes("category")?,
            organisation: codes("organisation")?,
            unit: codes("unit")?,
            part: codes("part")?,
            year: frame.column("year")?.i32()?.cont_slice()?,
            table: int("table")?,
            id: int("id")?,
            value: frame.column("value")?.decimal()?.physical(),
            is_total: frame.column("is_total")?.bool()?,
            is_suppressed: frame.column("is_suppressed")?.bool()?,
        })
    }

    fn len(&self) -> usize {
        self.id.len()
    }

    fn iter(&self) -> impl Iterator<Item = Row> {
        (0..self.len()).filter_map(|index| self.get(index))
    }

    fn get(&self, index: usize) -> Option<Row> {
        Some(Row {
            indicator: *self.indicator.get(index)?,
            scope: *self.scope.get(index)?,
            key: *self.key.get(index)?,
            area: *self.area.get(index)?,
            category: *self.category.get(index)?,
            organisation: *self.organisation.get(index)?,
            unit: *self.unit.get(index)?,
            period: period_of(*self.year.get(index)?, *self.part.get(index)?),
            table: TableId(*self.table.get(index)?),
            id: ObservationId(*self.id.get(index)?),
            value: self.value.get(index),
            is_total: self.is_total.get(index)?,
            is_suppressed: self.is_suppressed.get(index)?,
        })
    }

    /// What is counted beside each total.
    fn leaves(&self) -> Leaves {
        let mut counted: HashMap<Place, Vec<u32>> = HashMap::new();
        if self.is_total.any() {
            let totals: HashSet<Place> = self.iter().filter(|r| r.is_total).map(|r| place(&r)).collect();
            for row in self.iter().filter(|r| !r.is_total) {
                if totals.contains(&place(&row)) {
                    counted.entry(place(&row)).or_default().push(row.area);
                }
            }
        }
        counted.values_mut().for_each(|areas| areas.sort_unstable());
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
        after.first().is_none_or(|a| *a > last) && areas.last() != Some(&NONE)
    }
}
