//! Ranked bars: rank, name, both counts, and a bar for the rate; reductions right of zero, increases left.
//!
//! The work goes in steps, each in its own file: `rows` orders and words the rows, `columns` finds widths and the
//! type size, `scale` the axis, `place` the shapes, `describe` the words for those who do not see it.

mod columns;
mod describe;
mod place;
mod rows;
mod scale;

use crate::chart::error::ChartError;
use crate::chart::figure::Figure;
use crate::chart::frame::PER_MM;
use crate::chart::series::RankedSeries;
use crate::chart::spec::ChartSpec;
use crate::chart::words;

/// Decides the whole figure.
pub(crate) fn figure(spec: &ChartSpec, series: &RankedSeries) -> Result<Figure, ChartError> {
    let title = words::clean(spec.title.as_deref().unwrap_or(&series.title));
    if series.rows.is_empty() {
        return Err(ChartError::NoRows { title });
    }
    let width = spec.width_mm * PER_MM;
    let lines = rows::arrange(spec, series);
    let columns = columns::fit(series, &lines, width);
    let axis = scale::fit(series, &lines, &columns);
    let job =
        place::Job { spec, series, title: &title, lines: &lines, columns: &columns, axis: axis.as_ref() };
    let placed = place::place(&job);
    Ok(Figure {
        kind: "ranked-bars",
        lang: spec.lang,
        theme: spec.theme,
        width_mm: spec.width_mm,
        width,
        height: placed.height,
        description: describe::description(spec.lang, series, &lines),
        metadata: describe::metadata(spec.lang, series),
        title,
        layers: placed.layers,
        marks: placed.marks,
    })
}
