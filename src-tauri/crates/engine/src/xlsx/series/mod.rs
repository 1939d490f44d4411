//! The numbers of a chart as a sheet, and the native chart over them. One file for each shape of numbers.
//!
//! A sheet has its title, a line of unit and scope, a head, the rows, and remarks and source below. Derived numbers are
//! formulas wherever the formula gives the printed number; where it does not, the number itself stands there.

mod columns;
mod frame;
mod matrix;
mod parts;
mod ranked;

use super::{NativeChart, Sheet, XlsxError};
use crate::chart::{ChartKind, Figure, Series};

/// Writes the numbers of a chart, in the order the figure shows them, and describes the chart over them.
///
/// # Errors
/// When a sheet cannot hold them.
pub fn write_series(
    sheet: &mut Sheet<'_>,
    series: &Series,
    figure: &Figure,
) -> Result<NativeChart, XlsxError> {
    match series {
        Series::Ranked(series) => ranked::write(sheet, series, figure),
        Series::Matrix(series) => matrix::write(sheet, series, figure),
        // Tiles stand about where units lie, which no chart of a workbook can do: the same rates as bars.
        Series::Tiles(series) => ranked::write(sheet, &series.ranking, figure),
        // Nor do its borders: the same rates as bars.
        Series::Map(series) => ranked::write(sheet, &series.ranking, figure),
        Series::Parts(series) => parts::write(sheet, series, figure),
        Series::Stacked(series) => columns::write_stacked(sheet, series, figure),
        Series::Cumulative(series) => columns::write_cumulative(sheet, series, figure),
    }
}

/// Kinds that Office has a chart of its own for. Others (tables of shades, tiles, maps, many small charts, pairs of dots) are
/// written as the nearest one where a chart has to be a chart, and are pictures where they may.
const WITH_EQUIVALENT: [ChartKind; 8] = [
    ChartKind::RankedBars,
    ChartKind::GroupedBars,
    ChartKind::Slope,
    ChartKind::Waterfall,
    ChartKind::Trend,
    ChartKind::Stacked,
    ChartKind::Composition,
    ChartKind::Cumulative,
];

/// Whether a native chart shows what the figure shows.
pub fn has_equivalent(figure: &Figure) -> bool {
    WITH_EQUIVALENT.iter().any(|kind| kind.name() == figure.kind)
}
