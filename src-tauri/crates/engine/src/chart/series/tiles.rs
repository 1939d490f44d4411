//! A ranking whose units stand about where they lie.

use super::RankedSeries;
use crate::chart::tiles::TileGrid;

/// The rates of units, and where their tiles stand.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TileSeries {
    /// The rates.
    pub ranking: RankedSeries,
    /// The places.
    pub grid: TileGrid,
}
