//! Counts of each unit in each period, with the reason wherever there is none.

use super::{Caption, Change, Direction};
use crate::chart::spec::Order;
use crate::model::{Decimal, Missing};

/// Units down, periods across.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct MatrixSeries {
    /// The words around it.
    pub caption: Caption,
    /// What a row is (`市州`). May be empty.
    pub row_head: String,
    /// The periods, oldest first.
    pub columns: Vec<Column>,
    /// The units, in official order.
    pub rows: Vec<MatrixRow>,
    /// Whether a fall is the aim. Where it is not, neither colour of judgement is used.
    pub is_lower_better: bool,
}

/// One period.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Column {
    /// The stable key (`2023`, `2023-M10`).
    pub key: String,
    /// Its name (`2023年`).
    pub label: String,
}

/// One unit.
#[derive(Debug, Clone, PartialEq)]
pub struct MatrixRow {
    /// The stable key marks are found by (`430100`).
    pub key: String,
    /// The name shown.
    pub label: String,
    /// One for each period.
    pub cells: Vec<Cell>,
    /// From the first period to the last.
    pub change: Change,
}

/// One count.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// The count, or why there is none.
    pub count: Result<Decimal, Gap>,
    /// Against the period before it.
    pub change: Change,
}

/// Why a cell of the matrix holds no number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gap {
    /// No source gives a figure for the unit and period.
    NotReported,
    /// The source's cell holds none.
    Source(Missing),
}

impl MatrixRow {
    /// The count of the first period.
    pub(in crate::chart) fn first(&self) -> Option<Decimal> {
        self.cells.first()?.count.ok()
    }

    /// The count of the last period.
    pub(in crate::chart) fn last(&self) -> Option<Decimal> {
        self.cells.last()?.count.ok()
    }

    /// Which way it went from the first period to the last.
    pub(in crate::chart) fn direction(&self) -> Direction {
        Direction::between(self.first(), self.last())
    }

    /// The key of the mark of one cell.
    pub(in crate::chart) fn cell_key(&self, column: &Column) -> String {
        format!("{}/{}", self.key, column.key)
    }
}

impl MatrixSeries {
    /// The rows in the order asked for: by value, the largest reduction first and rows without a rate last.
    pub(in crate::chart) fn arranged(&self, order: Order) -> Vec<&MatrixRow> {
        let mut rows: Vec<&MatrixRow> = self.rows.iter().collect();
        if order == Order::ByValue {
            // Stable: ties stay in official order.
            rows.sort_by_key(|row| match row.change {
                Change::Rate(rate) => (0, rate),
                Change::Unchanged => (0, Decimal::ZERO),
                Change::SmallBase | Change::None(_) => (1, Decimal::ZERO),
            });
        }
        rows
    }

    /// Every count there is.
    pub(in crate::chart) fn counts(&self) -> impl Iterator<Item = Decimal> + '_ {
        self.rows.iter().flat_map(|row| &row.cells).filter_map(|cell| cell.count.ok())
    }
}
