//! Which options a kind takes: what a window offers for it, and what is refused of it.

use super::lines::MOST_LINES;
use super::spec::ChartKind;

impl ChartKind {
    /// Whether its rows have an order to choose.
    pub fn takes_order(self) -> bool {
        !matches!(self, Self::Slope | Self::TileGrid | Self::Choropleth | Self::Trend | Self::Cumulative)
    }

    /// Whether it can be drawn by category or body as well as by area: only areas have a place on a map.
    pub fn takes_breakdown(self) -> bool {
        !matches!(self, Self::TileGrid | Self::Choropleth)
    }

    /// Whether the units drawn can be chosen. A map has all its areas, and parts that make a whole need each other.
    pub fn takes_units(self) -> bool {
        self.takes_breakdown() && !matches!(self, Self::Waterfall | Self::Stacked | Self::Composition)
    }

    /// How many units may be chosen at the most, where not any number may: lines of more could not be told apart.
    pub fn most_units(self) -> Option<usize> {
        matches!(self, Self::Trend | Self::Cumulative).then_some(MOST_LINES)
    }

    /// Whether days can be marked over its periods.
    pub fn takes_events(self) -> bool {
        matches!(self, Self::Trend | Self::Cumulative)
    }
}
