//! Writes workbooks: sheets with formulas and number formats, and charts that Excel and WPS can edit. The only home of
//! `rust_xlsxwriter`.
//!
//! - `book`: a workbook and its sheets, a small and safe surface. A text is always a text, never a formula.
//! - `look`: how a cell looks, as plain data.
//! - `native`: a chart as plain data, and how it is written.
//! - `series`: the numbers of one of our charts as a sheet, and the native chart over them.
//! - `embed`: the same chart for a Word document: its XML and the workbook behind it.
//!
//! The same input gives the same bytes: no clock, no user, no machine is in a file.

mod book;
mod embed;
mod error;
mod look;
mod native;
mod series;

pub(crate) use book::address;
pub use book::{At, Book, Sheet, sheet_name};
pub use embed::{EmbeddedChart, to_embedded};
pub use error::XlsxError;
pub use look::{Align, CellLook, NumberLook, Rule};
pub use native::{ChartForm, NativeChart, NativeSeries, PointLabel, Span};
pub use series::{has_equivalent, write_series};

use crate::chart::{Figure, Series};

/// One chart as a workbook: its numbers on a sheet, and the chart beside them.
///
/// # Errors
/// When the workbook cannot be put together.
pub fn to_workbook(series: &Series, figure: &Figure) -> Result<Vec<u8>, XlsxError> {
    let mut book = Book::new(&figure.title, figure.lang);
    let mut sheet = book.add_sheet(figure.lang.pick("数据", "Data"))?;
    let chart = write_series(&mut sheet, series, figure)?;
    sheet.place_chart(&chart)?;
    book.into_bytes()
}
