//! From plain numbers to a drawing: spec → series → figure → SVG, and from that SVG to PNG and PDF.
//!
//! - `spec`: what the caller asks for. `series`: the numbers, without a pixel.
//! - `figure`: every decision (place, order, words, marks) as plain data; knows no drawing library.
//! - `frame`, `names`, `legend`, `labels`, `scale`, `plane`, `lines`, `heat`, `rated`, `describe`, `typeset`, `words`: what several kinds share. A kind
//!   borrows from these and never from another kind.
//! - `height`: spreads a figure to the height asked for. `options`: which options a kind takes. `table`: the numbers as rows and cells.
//! - `annotate`: what a person adds to any figure: a unit set apart, words at a mark.
//! - `draw`: writes a figure as SVG through plotters. `export`: turns that SVG into PNG and PDF.
//!
//! Nothing here computes a statistic, and nothing reads the clock or the machine: one input gives one output
//! everywhere. Only a character the bundled font lacks is taken from the machine's own fonts.

mod annotate;
mod describe;
mod draw;
mod error;
mod export;
mod figure;
mod frame;
mod heat;
mod height;
mod kinds;
mod labels;
mod legend;
mod lines;
mod names;
mod options;
mod plane;
mod rated;
mod scale;
mod series;
mod spec;
mod table;
mod theme;
mod tiles;
mod typeset;
mod untitled;
mod words;

#[cfg(test)]
mod tests;

pub use describe::{gap as gap_words, reasons as row_remarks};
pub use draw::to_svg;
pub use error::ChartError;
pub use export::{DocumentPage, Pixels, pages_to_pdf, to_pdf, to_pixels, to_png};
pub use figure::{Anchor, Figure, Fill, Layer, Mark, Rect, Shape, Stroke, TextLine, Tone};
pub use kinds::{KindInfo, find_kind, kinds};
pub use series::{
    Caption, Cell, Change, Column, CumulativeSeries, Direction, Gap, MapSeries, MatrixRow, MatrixSeries,
    PartOfChange, PartsSeries, QuotaLine, RankedRow, RankedSeries, Reference, Region, Series, StackedCell,
    StackedPart, StackedSeries, TileSeries,
};
pub use spec::{Breaks, ChartKind, ChartSpec, Event, Note, Order, TYPE_AREA_MM, Theme};
pub use table::{DataTable, TableCell, TableRow, data_table};
pub use theme::Ink;
pub use tiles::TileGrid;
pub use typeset::Weight;
pub(crate) use typeset::{FAMILY as FONT_FAMILY, pieces as text_pieces, width as text_width};

/// Decides everything about a figure: the same spec and series always give the same figure.
///
/// # Errors
/// When the width is out of range, the series is empty, or it is not of the shape the kind draws; when an annotation
/// has no place in it.
pub fn figure(spec: &ChartSpec, series: &Series) -> Result<Figure, ChartError> {
    spec.check()?;
    height::at_height(spec, |spec| annotate::annotate(spec, drawn(spec, series)?))
}

/// The figure of a kind, without what a person adds to it.
fn drawn(spec: &ChartSpec, series: &Series) -> Result<Figure, ChartError> {
    match (spec.kind, series) {
        (ChartKind::RankedBars, Series::Ranked(series)) => kinds::ranked_bars::figure(spec, series),
        (ChartKind::GroupedBars, Series::Matrix(series)) => kinds::grouped_bars::figure(spec, series),
        (ChartKind::Dumbbell, Series::Matrix(series)) => kinds::dumbbell::figure(spec, series),
        (ChartKind::HeatTable, Series::Matrix(series)) => kinds::heat_table::figure(spec, series),
        (ChartKind::SmallMultiples, Series::Matrix(series)) => kinds::small_multiples::figure(spec, series),
        (ChartKind::Slope, Series::Matrix(series)) => kinds::slope::figure(spec, series),
        (ChartKind::Waterfall, Series::Parts(series)) => kinds::waterfall::figure(spec, series),
        (ChartKind::TileGrid, Series::Tiles(series)) => kinds::tile_grid::figure(spec, series),
        (ChartKind::Choropleth, Series::Map(series)) => kinds::choropleth::figure(spec, series),
        (ChartKind::Trend, Series::Matrix(series)) => kinds::trend::figure(spec, series),
        (ChartKind::Cumulative, Series::Cumulative(series)) => kinds::cumulative::figure(spec, series),
        (ChartKind::Stacked | ChartKind::Composition, Series::Stacked(series)) => {
            kinds::stacked::figure(spec, series)
        }
        (kind, _) => Err(ChartError::WrongSeries { kind: kind.name() }),
    }
}
