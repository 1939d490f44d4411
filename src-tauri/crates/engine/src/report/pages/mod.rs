//! A report as pages: the type area, lines and characters of GB/T 9704, drawn as SVG. The PDF is made from these very
//! pages, and the window can show them.
//!
//! Text stays text, charts stay vectors, and the same report gives the same pages on every machine, because text is
//! measured and set with the bundled fonts.

mod body;
mod flow;
mod foot;
mod lines;
mod sheet;
mod spots;
mod svg;
mod tables;

#[cfg(test)]
mod tests;

use super::Report;
use crate::chart::{ChartError, DocumentPage, pages_to_pdf};

pub use spots::{Spot, SpotPart};

/// Width and height of a page, in points.
pub const PAGE_PT: (f64, f64) = (sheet::WIDTH, sheet::HEIGHT);

/// A page to look at and to point into.
#[derive(Debug, Clone, PartialEq)]
pub struct PreviewPage {
    /// The page, a complete SVG document.
    pub svg: String,
    /// What is where on it.
    pub spots: Vec<Spot>,
}

/// The pages of a report, each a complete SVG document.
///
/// # Errors
/// When a chart cannot be drawn.
pub fn to_pages(report: &Report) -> Result<Vec<String>, ChartError> {
    Ok(to_preview(report)?.into_iter().map(|page| page.svg).collect())
}

/// The very pages of [`to_pages`], each with the places of its paragraphs, figures, tables and charts.
///
/// # Errors
/// When a chart cannot be drawn.
pub fn to_preview(report: &Report) -> Result<Vec<PreviewPage>, ChartError> {
    let flow = body::set(report)?;
    let sheet = flow.sheet;
    let pages = flow.pages.iter().zip(1..).map(|(page, number)| PreviewPage {
        svg: svg::page(page, number, sheet),
        spots: page.spots.iter().map(|spot| spot.on_page(number, sheet)).collect(),
    });
    Ok(pages.collect())
}

/// The report as a PDF with its text, fonts and vector charts.
///
/// # Errors
/// When a chart cannot be drawn, or the pages cannot be written.
pub fn to_pdf(report: &Report) -> Result<Vec<u8>, ChartError> {
    let pages: Vec<DocumentPage> = to_pages(report)?
        .into_iter()
        .map(|svg| DocumentPage { svg, width_pt: sheet::WIDTH, height_pt: sheet::HEIGHT })
        .collect();
    let title = super::text::plain(&report.title);
    pages_to_pdf(&pages, &title, report.lang.pick("zh-CN", "en"))
}
