//! Observations as a polars frame: one row a number, its key as codes, its value an exact decimal.

use super::MeasureError;
use crate::model::{AreaCode, CountRow, Decimal, Missing, Period, Role};
use polars::prelude::*;
use std::collections::HashMap;

/// The code of what is not there.
pub(super) const NONE: u32 = u32::MAX;

/// Codes for repeated texts, so that the query sorts and compares numbers.
#[derive(Debug, Default)]
pub(super) struct Codes {
    by_text: HashMap<String, u32>,
    texts: Vec<String>,
}

impl Codes {
    fn code(&mut self, text: &str) -> u32 {
        if let Some(code) = self.by_text.get(text) {
            return *code;
        }
        let code = u32::try_from(self.texts.len()).unwrap_or(NONE);
        self.by_text.insert(text.to_owned(), code);
        self.texts.push(text.to_owned());
        code
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
    part: Vec<u8>,
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
        self.part.push(part_code(row.period));
        self.table.push(row.table_id.0);
        self.id.push(row.id.0);
        self.value.push(row.value);
        self.is_total.push(row.role == Role::Total);
        self.is_suppressed.push(row.missing == Some(Missing::Suppressed));
    }

    /// The frame.
    ///
    /// # Errors
    /// When a number has more digits than an exact decimal column holds (38).
    pub fn finish(self) -> Result<Counts, MeasureError> {
        let values = self.value.iter().flatten();
        let scale = values.map(|v| v.normalize().scale()).max().unwrap_or(0);
        let exact: Vec<Option<i128>> =
            self.value.iter().map(|v| v.map(|v| scaled(v, scale)).transpose()).collect::<Result<_, _>>()?;
        let digits = usize::try_from(scale).unwrap_or(0);
        let value = Int128Chunked::from_slice_options("value".into(), &exact).into_decimal(38, digits)?;
        let frame = DataFrame::new_infer_height(vec![
            Column::new("indicator".into(), self.indicator),
            Column::new("scope".into(), self.scope),
            Column::new("area".into(), self.area),
            Column::new("category".into(), self.category),
            Column::new("organisation".into(), self.organisation),
            Column::new("unit".into(), self.unit),
            Column::new("year".into(), self.year),
            Column::new("part".into(), self.part.into_iter().map(u32::from).collect::<Vec<u32>>()),
            Column::new("table".into(), self.table),
            Column::new("id".into(), self.id),
            value.into_series().into_column(),
            Column::new("is_total".into(), self.is_total),
            Column::new("is_suppressed".into(), self.is_suppressed),
        ])?;
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
    /// `id`, `value` (decimal), `is_total`, `is_suppressed`; keys are codes.
    pub fn frame(&self) -> &DataFrame {
        &self.frame
    }
}

/// The part of the year as a number whose order is that of [`Period`].
fn part_code(period: Period) -> u8 {
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
    let value = value.normalize();
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
