//! Pictures and pages from the SVG of a figure.

mod canonical;
mod document;
mod fonts;
mod pdf;
mod png;

pub use document::{DocumentPage, pages_to_pdf};
pub use pdf::to_pdf;
pub use png::{Pixels, to_pixels, to_png};

use super::error::ChartError;
use resvg::usvg;

/// Reads the SVG with the bundled fonts only, or, where they lack a character of it, with the machine's as well.
pub(super) fn tree(svg: &str, format: &'static str) -> Result<usvg::Tree, ChartError> {
    let options = usvg::Options {
        font_family: super::typeset::FAMILY.to_owned(),
        fontdb: fonts::database(svg),
        ..usvg::Options::default()
    };
    usvg::Tree::from_str(svg, &options)
        .map_err(|error| ChartError::Export { format, reason: error.to_string() })
}
