//! The numbers of a chart: plain values and their words, without a pixel or a colour. What kinds need is one of a few
//! shapes; several kinds draw the same one.

mod cumulative;
mod map;
mod matrix;
mod parts;
mod ranked;
mod stacked;
mod tiles;

pub use cumulative::{CumulativeSeries, QuotaLine};
pub use map::{MapSeries, Region};
pub use matrix::{Cell, Column, Gap, MatrixRow, MatrixSeries};
pub use parts::{PartOfChange, PartsSeries};
pub use ranked::{RankedRow, RankedSeries, Reference};
pub use stacked::{StackedCell, StackedPart, StackedSeries};
pub use tiles::TileSeries;

use crate::model::{Decimal, NoRate};

/// The numbers of one chart.
#[derive(Debug, Clone, PartialEq)]
pub enum Series {
    /// One rate for each unit.
    Ranked(RankedSeries),
    /// Counts of each unit in each period.
    Matrix(MatrixSeries),
    /// One rate for each unit, and where its tile stands.
    Tiles(TileSeries),
    /// One rate for each unit, and where its borders run.
    Map(MapSeries),
    /// What each part adds to a change.
    Parts(PartsSeries),
    /// What each period is made of.
    Stacked(StackedSeries),
    /// The months of a year added up.
    Cumulative(CumulativeSeries),
}

impl From<RankedSeries> for Series {
    fn from(series: RankedSeries) -> Self {
        Self::Ranked(series)
    }
}

impl From<MatrixSeries> for Series {
    fn from(series: MatrixSeries) -> Self {
        Self::Matrix(series)
    }
}

impl From<StackedSeries> for Series {
    fn from(series: StackedSeries) -> Self {
        Self::Stacked(series)
    }
}

impl From<CumulativeSeries> for Series {
    fn from(series: CumulativeSeries) -> Self {
        Self::Cumulative(series)
    }
}

impl From<TileSeries> for Series {
    fn from(series: TileSeries) -> Self {
        Self::Tiles(series)
    }
}

impl From<MapSeries> for Series {
    fn from(series: MapSeries) -> Self {
        Self::Map(series)
    }
}

impl From<PartsSeries> for Series {
    fn from(series: PartsSeries) -> Self {
        Self::Parts(series)
    }
}

/// The words around a plot.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Caption {
    /// What the figure shows.
    pub title: String,
    /// The unit of the counts (`件`).
    pub unit: String,
    /// Which issuers and documents are counted.
    pub scope_line: Option<String>,
    /// The totals in words.
    pub total_line: Option<String>,
    /// Where the numbers come from.
    pub source_line: String,
    /// Remarks, one paragraph each.
    pub notes: Vec<String>,
}

/// What became of a count between two periods.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// A rate in percent, already rounded; a reduction is negative. It may round to zero.
    Rate(Decimal),
    /// The very same number.
    Unchanged,
    /// The base is so small that a rate would mislead: the counts stand for themselves.
    SmallBase,
    /// There is no rate, and this is why.
    None(NoRate),
}

/// Which way a count went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Down.
    Fell,
    /// Up.
    Rose,
    /// Neither.
    Level,
    /// One of the two counts is not there.
    Unknown,
}

impl Direction {
    /// The direction from one count to another.
    pub fn between(base: Option<Decimal>, current: Option<Decimal>) -> Self {
        let (Some(base), Some(current)) = (base, current) else { return Self::Unknown };
        match current.cmp(&base) {
            std::cmp::Ordering::Less => Self::Fell,
            std::cmp::Ordering::Greater => Self::Rose,
            std::cmp::Ordering::Equal => Self::Level,
        }
    }
}
