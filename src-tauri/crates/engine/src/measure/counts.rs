//! Observations as a polars frame: one row a number, its key as codes, its value an exact decimal.
//!
//! The rows stand in the order of the keys, so that an indicator is a slice, and the months of an area follow each
//! other within it: a question looks at what it asks for, however much else there is.

use super::MeasureError;
use crate::model::{AreaCode, CountRow, Decimal, Missing, Period, Role};
use polars::prelude::*;
use std::collections::HashMap;

/// The code of what is not there.
pub(super) const NONE: u32 = u32::MAX;

/// The order of the rows. The table stands behind the period because sums are made within a table, and the id last so
/// that the order does not depend on the one they were met in.
const ORDER: [&str; 7] = ["indicator", "scope", "area", "year", "part", "table", "id"];

/// Codes for repeated texts, so that the query sorts and compares numbers.
#[derive(Debug, Default)]
pub(super) struct Codes {
    by_text: HashMap<String, u32>,
    texts: Vec<String>,
    /// The last one given out: rows of a table repeat most of their texts.
    last: usize,
}

impl Codes {
    fn code(&mut self, text: &str) -> u32 {
        if self.texts.get(self.last).is_none_or(|last| last != text) {
            self.last = match self.by_text.get(text) {
                Some(code) => usize::try_from(*code).unwrap_or(usize::MAX),
                None => self.add(text),
            };
        }
        u32::try_from(self.last).unwrap_or(NONE)
    }

    fn add(&mut self, text: &str) -> usize {
        let place = self.texts.len();
        self.by_text.insert(text.to_owned(), u32::try_from(place).unwrap_or(NONE));
        self.texts.push(text.to_owned());
        place
    }

    fn optional(&mut self, text: Option<&str>) -> u32 {
        text.map_or(NONE, |text| self.code(text))
    }

    pub(super) fn find(&self, text: &str) -> Option<u32> {
        self.by_text.get(text).copied()
    }

    pub(super) fn text(&self, code: u32) -> &str {
        usize::try_from(code).ok().and_then(|i| self.texts.get(i)).map_or("", String::as_str)
    }
}

/// The columns of the frame while they are collected.
#[derive(Debug, Default)]
pub struct CountsBuilder {
    indicators: Codes,
    scopes: Codes,
    categories: Codes,
    organisations: Codes,
    units: Codes,
    indicator: Vec<u32>,
    scope: Vec<u32>,
    area: Vec<u32>,
    category: Vec<u32>,
    organisation: Vec<u32>,
    unit: Vec<u32>,
    year: Vec<i32>,
    part: Vec<u32>,
    table: Vec<i64>,
    id: Vec<i64>,
    value: Vec<Option<Decimal>>,
    is_total: Vec<bool>,
    is_suppressed: Vec<bool>,
}

impl CountsBuilder {
    /// Takes one observation; a part of another (其中) and printed arithmetic are passed over, for they are in other
    /// numbers already.
    pub fn push(&mut self, row: &CountRow<'_>) {
        if matches!(row.role, Role::OfWhich | Role::Derived) {
            return;
        }
        self.indicator.push(self.indicators.code(row.indicator_id));
        self.scope.push(self.scopes.code(row.scope_id));
        self.area.push(row.area.map_or(NONE, AreaCode::get));
        self.category.push(self.categories.optional(row.category));
        self.organisation.push(self.organisations.optional(row.organisation));
        self.unit.push(self.units.optional(row.unit));
        self.year.push(row.period.year());
        self.part.push(u32::from(part_code(row.period)));
        self.table.push(row.table_id.0);
        self.id.push(row.id.0);
        self.value.push(row.value.map(|v| v.normalize()));
        self.is_total.push(row.role == Role::Total);
        self.is_suppressed.push(row.missing == Some(Missing::Suppressed));
    }

    /// The frame.
    ///
    /// # Errors
    /// When a number has more digits than an exact decimal column holds (38).
    pub fn finish(self) -> Result<Counts, MeasureError> {
        let scale = self.value.iter().flatten().map(Decimal::scale).max().unwrap_or(0);
        let exact: Vec<Option<i128>> =
            self.value.iter().map(|v| v.map(|v| scaled(v, scale)).transpose()).collect::<Result<_, _>>()?;
        let digits = usize::try_from(scale).unwrap_or(0);
        let value = Int128Chunked::from_slice_options("value".into(), &exact).into_decimal(38, digits)?;
        drop((exact, self.value));
        let codes = |name: &str, of: Vec<u32>| UInt32Chunked::from_vec(name.into(), of).into_column();
        let ids = |name: &str, of: Vec<i64>| Int64Chunked::from_vec(name.into(), of).into_column();
        let frame = DataFrame::new_infer_height(vec![
            codes("indicator", self.indicator),
            codes("scope", self.scope),
            codes("area", self.area),
            codes("category", self.category),
            codes("organisation", self.organisation),
            codes("unit", self.unit),
            Int32Chunked::from_vec("year".into(), self.year).into_column(),
            codes("part", self.part),
            ids("table", self.table),
            ids("id", self.id),
            value.into_column(),
            Column::new("is_total".into(), self.is_total),
            Column::new("is_suppressed".into(), self.is_suppressed),
        ])?;
        let mut frame = frame.sort(ORDER, SortMultipleOptions::default())?;
        frame.rechunk_mut();
        Ok(Counts {
            frame,
            scale,
            indicators: self.indicators,
            scopes: self.scopes,
            categories: self.categories,
            organisations: self.organisations,
        })
    }
}

/// The numbers of a workspace, or of a part of it, ready to be asked.
#[derive(Debug)]
pub struct Counts {
    pub(super) frame: DataFrame,
    /// Decimals of the value column.
    pub(super) scale: u32,
    pub(super) indicators: Codes,
    pub(super) scopes: Codes,
    pub(super) categories: Codes,
    pub(super) organisations: Codes,
}

impl Counts {
    /// The frame itself: `indicator`, `scope`, `area`, `category`, `organisation`, `unit`, `year`, `part`, `table`,
    /// `id`, `value` (decimal), `is_total`, `is_suppressed`; keys are codes. Its rows are ordered by indicator, scope,
    /// area, year, part, table and id.
    pub fn frame(&self) -> &DataFrame {
        &self.frame
    }

    /// The code of an indicator in the frame, where it has any numbers.
    pub fn indicator_code(&self, indicator_id: &str) -> Option<u32> {
        self.indicators.find(indicator_id)
    }

    /// The rows of an indicator, as a slice.
    pub(super) fn of_indicator(&self, indicator_id: &str) -> Result<DataFrame, MeasureError> {
        let codes = self.frame.column("indicator")?.u32()?.cont_slice()?;
        let code = self.indicators.find(indicator_id).unwrap_or(NONE);
        let first = codes.partition_point(|c| *c < code);
        let past = codes.partition_point(|c| *c <= code);
        let offset = i64::try_from(first).map_err(|_| MeasureError::OutOfRange)?;
        Ok(self.frame.slice(offset, past - first))
    }
}

/// The part of the year as a number whose order is that of [`Period`].
pub(super) fn part_code(period: Period) -> u8 {
    match period {
        Period::Year(_) => 0,
        Period::Half(_, n) => 10 + n,
        Period::Quarter(_, n) => 20 + n,
        Period::Month(_, n) => 30 + n,
        Period::YearToDate(_, n) => 50 + n,
    }
}

/// The period of a year and a part's number.
pub(super) fn period_of(year: i32, part: u32) -> Period {
    let n = |first: u32| u8::try_from(part - first).unwrap_or(u8::MAX);
    match part {
        51.. => Period::YearToDate(year, n(50)),
        31.. => Period::Month(year, n(30)),
        21.. => Period::Quarter(year, n(20)),
        11.. => Period::Half(year, n(10)),
        0..=10 => Period::Year(year),
    }
}

fn scaled(value: Decimal, scale: u32) -> Result<i128, MeasureError> {
    let factor = 10i128.checked_pow(scale - value.scale()).ok_or(MeasureError::OutOfRange)?;
    value.mantissa().checked_mul(factor).ok_or(MeasureError::OutOfRange)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_survive_their_numbers() {
        for period in Period::of_year(2023) {
            assert_eq!(period_of(2023, u32::from(part_code(period))), period);
        }
    }
}
