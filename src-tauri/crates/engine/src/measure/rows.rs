//! The rows of the frame that a question asks for, in the order of the cells they add up to.

use super::counts::{part_code, period_of};
use super::{By, MeasureError};
use crate::model::{ObservationId, Period, TableId};
use polars::prelude::*;
use std::collections::HashMap;

/// One row of the frame.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row {
    pub indicator: u32,
    pub scope: u32,
    pub key: u32,
    pub area: u32,
    pub category: u32,
    pub organisation: u32,
    pub unit: u32,
    pub period: Period,
    pub table: TableId,
    pub id: ObservationId,
    pub value: Option<i128>,
    pub is_total: bool,
    pub is_suppressed: bool,
}

/// What is in a cell: indicator, scope, key, year, part of the year, table.
type CellKey = (u32, u32, u32, i32, u32, i64);

/// The columns of the frame, and which rows of them are asked for.
pub(super) struct Rows<'f> {
    /// Places of the rows asked for.
    order: Vec<usize>,
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
    value: &'f Values<Int128Type>,
    is_total: &'f Values<BooleanType>,
    is_suppressed: &'f Values<BooleanType>,
}

/// The values of a column that stands in one piece, where it may have gaps.
type Values<T> = <T as PolarsDataType>::Array;

fn values<T: PolarsDataType>(column: &ChunkedArray<T>) -> Result<&Values<T>, MeasureError> {
    let mut pieces = column.downcast_iter();
    match (pieces.next(), pieces.next()) {
        (Some(values), None) => Ok(values),
        _ => Err(PolarsError::NoData("a column in one piece".into()).into()),
    }
}

impl<'f> Rows<'f> {
    /// The rows within these periods, all where none are named, in the order of the cells. The frame must stand in one
    /// piece.
    pub(super) fn from_frame(
        frame: &'f DataFrame,
        by: By,
        within: Option<&[Period]>,
    ) -> Result<Self, MeasureError> {
        let codes = |name: &str| Ok::<_, MeasureError>(frame.column(name)?.u32()?.cont_slice()?);
        let int = |name: &str| Ok::<_, MeasureError>(frame.column(name)?.i64()?.cont_slice()?);
        let year = frame.column("year")?.i32()?.cont_slice()?;
        let part = codes("part")?;
        let asked: Option<Vec<(i32, u64)>> =
            within.map(|periods| periods.iter().map(|p| parts_within(*p)).collect());
        let is_asked = |(year, part): (&i32, &u32)| {
            let holds = |(of, parts): &(i32, u64)| of == year && parts >> part & 1 == 1;
            asked.as_ref().is_none_or(|asked| asked.iter().any(holds))
        };
        let mut rows = Self {
            order: (0..)
                .zip(year.iter().zip(part))
                .filter(|(_, at)| is_asked(*at))
                .map(|(at, _)| at)
                .collect(),
            indicator: codes("indicator")?,
            scope: codes("scope")?,
            key: codes(key_column(by))?,
            area: codes("area")?,
            category: codes("category")?,
            organisation: codes("organisation")?,
            unit: codes("unit")?,
            part,
            year,
            table: int("table")?,
            id: int("id")?,
            value: values(frame.column("value")?.decimal()?.physical())?,
            is_total: values(frame.column("is_total")?.bool()?)?,
            is_suppressed: values(frame.column("is_suppressed")?.bool()?)?,
        };
        // By area the frame has the order of the cells already.
        if by != By::Area {
            rows.order = rows.grouped();
        }
        Ok(rows)
    }

    /// The rows asked for, cell by cell, and by id within a cell. A cell has many rows and there are few cells, so that
    /// only these are compared with each other.
    fn grouped(&self) -> Vec<usize> {
        let mut numbers: HashMap<CellKey, usize> = HashMap::new();
        let mut cells: Vec<(CellKey, Vec<usize>)> = Vec::new();
        for index in &self.order {
            let Some(key) = self.cell_key(*index) else { continue };
            let number = *numbers.entry(key).or_insert(cells.len());
            match cells.get_mut(number) {
                Some((_, rows)) => rows.push(*index),
                None => cells.push((key, vec![*index])),
            }
        }
        cells.sort_unstable_by_key(|(key, _)| *key);
        for (_, rows) in &mut cells {
            // Hardly ever out of order: a table's cells were numbered down its lines.
            rows.sort_by_key(|index| self.id.get(*index));
        }
        cells.into_iter().flat_map(|(_, rows)| rows).collect()
    }

    fn cell_key(&self, index: usize) -> Option<CellKey> {
        Some((
            *self.indicator.get(index)?,
            *self.scope.get(index)?,
            *self.key.get(index)?,
            *self.year.get(index)?,
            *self.part.get(index)?,
            *self.table.get(index)?,
        ))
    }

    /// Whether any row is a printed total.
    pub(super) fn has_totals(&self) -> bool {
        self.is_total.values_iter().any(|is_total| is_total)
    }

    pub(super) fn len(&self) -> usize {
        self.order.len()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = Row> {
        self.order.iter().filter_map(|index| self.get(*index))
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
}

/// A period and its parts, as a year and one bit for each part of it.
fn parts_within(period: Period) -> (i32, u64) {
    let within = Period::of_year(period.year()).filter(|p| p.is_within(period));
    (period.year(), within.map(|p| 1 << part_code(p)).sum())
}

fn key_column(by: By) -> &'static str {
    match by {
        By::Area => "area",
        By::Category => "category",
        By::Organisation => "organisation",
    }
}
