//! A native chart for a document: the chart as XML, and the workbook behind it that Word and WPS open to edit it.

use super::{Book, XlsxError, write_series};
use crate::chart::{Figure, Series};
use std::io::{Cursor, Read};

/// The name of the one chart of a workbook.
const CHART_PART: &str = "xl/charts/chart1.xml";

/// A chart for a document.
#[derive(Debug, Clone, PartialEq)]
pub struct EmbeddedChart {
    /// The part of the chart, as a workbook holds it.
    pub chart_xml: String,
    /// The workbook of its numbers.
    pub workbook: Vec<u8>,
    /// Width and height in millimetres.
    pub size_mm: (f64, f64),
}

/// The chart of a series without its title, which the document prints, and the workbook of its numbers.
///
/// Both come from one description, so that they cannot differ: it is written twice, once with the chart for its XML, once
/// without, for a chart inside the workbook of a chart would show twice when it is edited.
///
/// # Errors
/// When the workbook cannot be put together.
pub fn to_embedded(series: &Series, figure: &Figure) -> Result<EmbeddedChart, XlsxError> {
    let name = figure.lang.pick("数据", "Data");
    let mut with_chart = Book::of_results(&figure.title, figure.lang);
    let mut sheet = with_chart.add_sheet(name)?;
    let mut chart = write_series(&mut sheet, series, figure)?;
    chart.title = None;
    sheet.place_chart(&chart)?;
    let chart_xml = part(&with_chart.into_bytes()?)?;
    let mut without = Book::new(&figure.title, figure.lang);
    write_series(&mut without.add_sheet(name)?, series, figure)?;
    Ok(EmbeddedChart { chart_xml, workbook: without.into_bytes()?, size_mm: chart.size_mm })
}

fn part(workbook: &[u8]) -> Result<String, XlsxError> {
    let missing = |_| XlsxError::NoPart { part: CHART_PART };
    let mut package = zip::ZipArchive::new(Cursor::new(workbook)).map_err(missing)?;
    let mut file = package.by_name(CHART_PART).map_err(missing)?;
    let mut text = String::new();
    file.read_to_string(&mut text).map_err(|_| XlsxError::NoPart { part: CHART_PART })?;
    Ok(text)
}
