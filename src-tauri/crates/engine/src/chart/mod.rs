//! From plain numbers to a drawing: spec → series → figure → SVG, and from that SVG to PNG and PDF.
//!
//! - `spec`: what the caller asks for. `series`: the numbers, without a pixel.
//! - `figure`: every decision (place, order, words, marks) as plain data; knows no drawing library.
//! - `draw`: writes a figure as SVG through plotters. `export`: turns that SVG into PNG and PDF.
//!
//! Nothing here computes a statistic, and nothing reads the clock or the machine: one input gives one output
//! everywhere. Only a character the bundled font lacks is taken from the machine's own fonts.

mod draw;
mod error;
mod export;
mod figure;
mod kinds;
mod series;
mod spec;
mod theme;
mod typeset;
mod words;

#[cfg(test)]
mod tests;

pub use draw::to_svg;
pub use error::ChartError;
pub use export::{to_pdf, to_png};
pub use figure::{Anchor, Figure, Fill, Layer, Mark, Rect, Shape, Stroke, TextLine, Tone};
pub use kinds::{KindInfo, find_kind, kinds};
pub use series::{RankedRow, RankedSeries, Reference};
pub use spec::{ChartKind, ChartSpec, Order, TYPE_AREA_MM, Theme};
pub use typeset::Weight;

/// Decides everything about a figure: the same spec and series always give the same figure.
pub fn figure(spec: &ChartSpec, series: &RankedSeries) -> Result<Figure, ChartError> {
    spec.check()?;
    match spec.kind {
        ChartKind::RankedBars => kinds::ranked_bars::figure(spec, series),
    }
}
