//! A ranking whose units are drawn by their borders.

use super::RankedSeries;
use crate::model::Geometry;

/// The rates of units, and the borders of areas.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct MapSeries {
    /// The rates.
    pub ranking: RankedSeries,
    /// The areas of the boundary file.
    pub regions: Vec<Region>,
    /// The number of the official review of the borders (审图号), where there is one.
    pub approval: Option<String>,
    /// Where the borders come from.
    pub boundary_line: String,
}

/// One area of a boundary file.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Region {
    /// The key of the row of the ranking it is; none where the ranking has no such unit.
    pub key: Option<String>,
    /// Its name as the file gives it.
    pub name: String,
    /// What it covers.
    pub geometry: Geometry,
}
