//! Which options a kind takes: what a window offers for it, and what is refused of it.

use super::spec::ChartKind;

impl ChartKind {
    /// Whether its rows have an order to choose.
    pub fn takes_order(self) -> bool {
        !matches!(self, Self::Slope | Self::TileGrid | Self::Trend | Self::Cumulative)
    }

    /// Whether it can be drawn by category or body as well as by area.
    pub fn takes_breakdown(self) -> bool {
        matches!(self, Self::Trend | Self::Stacked | Self::Composition | Self::Cumulative)
    }

    /// Whether the units drawn can be chosen.
    pub fn takes_units(self) -> bool {
        matches!(self, Self::Trend | Self::Cumulative)
    }

    /// Whether days can be marked over its periods.
    pub fn takes_events(self) -> bool {
        matches!(self, Self::Trend | Self::Cumulative)
    }
}
