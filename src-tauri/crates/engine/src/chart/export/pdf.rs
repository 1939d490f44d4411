//! PDF, one page the size of the figure, through svg2pdf. Text stays text.

use super::canonical::canonical;
use crate::chart::error::ChartError;
use svg2pdf::{ConversionOptions, PageOptions};

/// Writes the SVG as a PDF of one page, at its true size.
pub fn to_pdf(svg: &str) -> Result<Vec<u8>, ChartError> {
    let tree = super::tree(svg, "PDF")?;
    // User units are 96 to the inch.
    let page = PageOptions { dpi: 96.0 };
    let pdf = svg2pdf::to_pdf(&tree, ConversionOptions::default(), page)
        .map_err(|error| ChartError::Export { format: "PDF", reason: error.to_string() })?;
    // Where the structure is not the one known, the document is still a good one.
    Ok(canonical(&pdf).unwrap_or(pdf))
}
