//! The one query: exact sums by indicator, scope, key, period and table.
//!
//! `rows` gives the rows in the order of the cells; the sums are integers of the smallest unit, so they are exact. The
//! rows of a cell follow each other, so one pass adds them up, and a cell's observations are a range: nothing is looked
//! up.

use super::counts::{Counts, NONE};
use super::rows::{Row, Rows};
use super::{By, MeasureError};
use crate::model::{AreaCode, AreaLevel, Decimal, ObservationId, Period, TableId};
use std::collections::{BTreeMap, HashMap, HashSet};

/// Which numbers to take. `None` takes all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CubeFilter {
    /// Only this indicator.
    pub indicator: Option<String>,
    /// Only what is counted within one of these periods: the period itself and the parts of it.
    pub within: Option<Vec<Period>>,
}

/// What one table says about one key in one period.
#[derive(Debug, Clone)]
pub(super) struct Cell {
    pub indicator: u32,
    pub scope: u32,
    pub key: u32,
    pub period: Period,
    pub table: TableId,
    /// In the smallest unit of the cube; means nothing where no cell holds a number.
    total: i128,
    has_number: bool,
    pub missing_cells: u32,
    pub is_suppressed: bool,
    /// The unit named by the cells; the first of several.
    pub unit: u32,
    pub has_several_units: bool,
    /// Everything in it is a printed total, for the table counts nothing of it.
    pub is_printed: bool,
    /// Its observations, as a range of the cube's list: where it begins, and how many.
    ids: (u32, u32),
}

impl Cell {
    /// The sum in the smallest unit of the cube; `None` when no cell holds a number.
    pub(super) fn sum(&self) -> Option<i128> {
        self.has_number.then_some(self.total)
    }
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
    /// The highest level among the areas of each table's numbers; nothing where rows are no areas.
    pub(super) tiers: BTreeMap<TableId, AreaLevel>,
    ids: Vec<ObservationId>,
}

impl Cube<'_> {
    /// The observations of a cell.
    pub(super) fn ids(&self, cell: &Cell) -> &[ObservationId] {
        let [first, count] = [cell.ids.0, cell.ids.1].map(|n| usize::try_from(n).unwrap_or(usize::MAX));
        self.ids.get(first..first.saturating_add(count)).unwrap_or_default()
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
        let chosen = match &filter.indicator {
            Some(indicator) => self.of_indicator(indicator)?,
            None => self.frame.clone(),
        };
        let rows = Rows::from_frame(&chosen, by, filter.within.as_deref())?;
        let leaves = leaves(&rows);
        let mut cube = Cube {
            counts: self,
            by,
            // At most one for each row: grown step by step it would be copied again and again.
            cells: Vec::with_capacity(rows.len()),
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
}

impl Cube<'_> {
    fn add(&mut self, row: &Row) -> Result<(), MeasureError> {
        if self.by == By::Area
            && let Some(level) = AreaCode::new(row.key).map(AreaCode::level)
        {
            let tier = self.tiers.entry(row.table).or_insert(level);
            *tier = level.min(*tier);
        }
        let is_same = |c: &Cell| {
            (c.indicator, c.scope, c.key, c.period, c.table)
                == (row.indicator, row.scope, row.key, row.period, row.table)
        };
        if !self.cells.last().is_some_and(is_same) {
            let first = u32::try_from(self.ids.len()).map_err(|_| MeasureError::OutOfRange)?;
            self.cells.push(Cell {
                indicator: row.indicator,
                scope: row.scope,
                key: row.key,
                period: row.period,
                table: row.table,
                total: 0,
                has_number: false,
                missing_cells: 0,
                is_suppressed: false,
                unit: NONE,
                has_several_units: false,
                is_printed: true,
                ids: (first, 0),
            });
        }
        self.ids.push(row.id);
        let Some(cell) = self.cells.last_mut() else { return Ok(()) };
        cell.ids.1 += 1;
        cell.is_printed &= row.is_total;
        cell.is_suppressed |= row.is_suppressed;
        match row.value {
            Some(value) => {
                cell.total = cell.total.checked_add(value).ok_or(MeasureError::OutOfRange)?;
                cell.has_number = true;
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

/// What is counted beside each total.
fn leaves(rows: &Rows<'_>) -> Leaves {
    let mut counted: HashMap<Place, Vec<u32>> = HashMap::new();
    if rows.has_totals() {
        let totals: HashSet<Place> = rows.iter().filter(|r| r.is_total).map(|r| place(&r)).collect();
        for row in rows.iter().filter(|r| !r.is_total) {
            if totals.contains(&place(&row)) {
                counted.entry(place(&row)).or_default().push(row.area);
            }
        }
    }
    counted.values_mut().for_each(|areas| areas.sort_unstable());
    Leaves { counted }
}
