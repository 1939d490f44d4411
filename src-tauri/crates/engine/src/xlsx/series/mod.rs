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
use crate::chart::{Figure, Series};

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
