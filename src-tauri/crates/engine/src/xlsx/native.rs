//! A chart as plain data, and how it is written: ranges of a sheet, paints, formats. No number stands in it.

use super::look::parted;
use crate::chart::Ink;
use crate::format::printable;
use crate::model::Lang;
use rust_xlsxwriter::{
    Chart, ChartAxisCrossing, ChartAxisLabelPosition, ChartAxisTickType, ChartDataLabel,
    ChartDataLabelPosition, ChartEmptyCells, ChartFont, ChartFormat, ChartLegendPosition, ChartLine,
    ChartLineDashType, ChartMarker, ChartMarkerType, ChartPatternFill, ChartPatternFillType, ChartPoint,
    ChartSeries, ChartSolidFill, ChartType,
};

/// Pixels of a millimetre, as workbooks count them.
const PX_PER_MM: f64 = 96.0 / 25.4;
/// The longest alternative text a workbook keeps, in UTF-16 units.
const LONGEST_ALT: usize = 255;
/// Type sizes in points: title, and everything else.
const TITLE_PT: f64 = 12.0;
const TEXT_PT: f64 = 9.0;
/// The room between bars, in percent of a bar.
const BAR_GAP: u16 = 60;

/// A run of cells, both ends included: row and column, from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The first cell.
    pub first: (u32, u16),
    /// The last cell.
    pub last: (u32, u16),
}

impl Span {
    /// Some rows of one column.
    pub fn down(column: u16, first_row: u32, last_row: u32) -> Self {
        Self { first: (first_row, column), last: (last_row, column) }
    }

    /// Some columns of one row.
    pub fn along(row: u32, first_column: u16, last_column: u16) -> Self {
        Self { first: (row, first_column), last: (row, last_column) }
    }

    fn on(self, sheet: &str) -> (&str, u32, u16, u32, u16) {
        (sheet, self.first.0, self.first.1, self.last.0, self.last.1)
    }
}

/// The form of a chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChartForm {
    /// Lying bars, the first at the top.
    Bars,
    /// Standing bars.
    Columns,
    /// Standing bars, one over the other.
    StackedColumns,
    /// Standing bars of one height, in shares of a hundred.
    FullColumns,
    /// Lying bars, one after the other.
    StackedBars,
    /// Lines with a mark at each value.
    Lines,
}

impl ChartForm {
    fn is_lying(self) -> bool {
        matches!(self, Self::Bars | Self::StackedBars)
    }

    fn is_stacked(self) -> bool {
        matches!(self, Self::StackedColumns | Self::FullColumns | Self::StackedBars)
    }
}

/// What one mark is labelled with instead of its own value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PointLabel {
    /// Its value.
    Own,
    /// Nothing.
    Hidden,
    /// What this cell holds.
    Cell((u32, u16)),
}

/// One series of a chart.
#[derive(Debug, Clone, PartialEq)]
pub struct NativeSeries {
    /// The cell of its name.
    pub name: (u32, u16),
    /// Its values.
    pub values: Span,
    /// Its paint; nothing for one that only carries others.
    pub ink: Option<Ink>,
    /// Paints of single marks, where they differ.
    pub points: Vec<Option<Ink>>,
    /// The number format of its labels; nothing for none.
    pub label_format: Option<String>,
    /// Labels of single marks, where they differ.
    pub labels: Vec<PointLabel>,
    /// Whether the legend names it.
    pub is_named: bool,
    /// Which of the dashes and markers its line has.
    pub dash: usize,
}

/// A chart over cells of one sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct NativeChart {
    /// Its form.
    pub form: ChartForm,
    /// The cell of its title; nothing where the document prints one.
    pub title: Option<(u32, u16)>,
    /// The alternative text.
    pub alt: String,
    /// The names along the axis.
    pub categories: Span,
    /// What is drawn.
    pub series: Vec<NativeSeries>,
    /// What the values are, with their unit.
    pub axis_title: String,
    /// The number format of the axis.
    pub axis_format: String,
    /// Values run from right to left: what falls grows to the right.
    pub is_reversed: bool,
    /// The axis goes on to here, where labels of increases would else stand over the names.
    pub longest: Option<f64>,
    /// Whether a legend names the series.
    pub has_legend: bool,
    /// The colour of grid lines, and of the axis.
    pub lines: ((u8, u8, u8), (u8, u8, u8)),
    /// Width and height in millimetres.
    pub size_mm: (f64, f64),
}

fn rgb((red, green, blue): (u8, u8, u8)) -> u32 {
    u32::from_be_bytes([0, red, green, blue])
}

/// The chart as the library takes it.
pub(super) fn to_chart(chart: &NativeChart, sheet: &str, lang: Lang) -> Chart {
    let mut out = Chart::new(match chart.form {
        ChartForm::Bars => ChartType::Bar,
        ChartForm::Columns => ChartType::Column,
        ChartForm::StackedColumns => ChartType::ColumnStacked,
        ChartForm::FullColumns => ChartType::ColumnPercentStacked,
        ChartForm::StackedBars => ChartType::BarStacked,
        ChartForm::Lines => ChartType::Line,
    });
    match chart.title {
        Some((row, column)) => {
            let mut font = font(TITLE_PT);
            out.title().set_name((sheet, row, column)).set_font(font.set_bold());
        }
        None => {
            out.title().set_hidden();
        }
    }
    out.set_alt_text(shortened(&chart.alt));
    for series in &chart.series {
        out.push_series(&to_series(chart, series, sheet, lang));
    }
    let (width, height) = chart.size_mm;
    out.set_width((width * PX_PER_MM).round() as u32).set_height((height * PX_PER_MM).round() as u32);
    // A mark that is missing leaves a gap: it is no zero.
    out.show_empty_cells_as(ChartEmptyCells::Gaps);
    write_axes(chart, &mut out, lang);
    if chart.has_legend {
        out.legend().set_position(ChartLegendPosition::Bottom).set_font(&font(TEXT_PT));
    } else {
        out.legend().set_hidden();
    }
    out.chart_area().set_format(ChartFormat::new().set_no_border());
    out
}

fn font(size: f64) -> ChartFont {
    let mut font = ChartFont::new();
    font.set_size(size).unset_bold();
    font
}

fn line(color: (u8, u8, u8), width: f64) -> ChartLine {
    let mut line = ChartLine::new();
    line.set_color(rgb(color)).set_width(width);
    line
}

fn write_axes(chart: &NativeChart, out: &mut Chart, lang: Lang) {
    let (grid, edge) = chart.lines;
    let is_lying = chart.form.is_lying();
    // The library calls the lying axis x, whatever stands along it.
    let names = if is_lying { out.y_axis() } else { out.x_axis() };
    names.set_font(&font(TEXT_PT)).set_format(&mut line(edge, 0.75)).set_major_gridlines(false);
    names.set_major_tick_type(ChartAxisTickType::None);
    // Names keep to the edge, away from bars on either side of zero.
    names.set_label_position(if is_lying && chart.is_reversed {
        ChartAxisLabelPosition::High
    } else {
        ChartAxisLabelPosition::Low
    });
    if is_lying {
        // The first name stands at the top; the numbers stay below.
        names.set_reverse().set_crossing(ChartAxisCrossing::Max);
    }
    let values = if is_lying { out.x_axis() } else { out.y_axis() };
    values.set_name(chart.axis_title.as_str()).set_name_font(&font(TEXT_PT)).set_font(&font(TEXT_PT));
    values.set_num_format(parted(&chart.axis_format, lang));
    values.set_major_gridlines(true).set_major_gridlines_line(&line(grid, 0.5));
    values.set_format(ChartFormat::new().set_no_line());
    if let Some(longest) = chart.longest {
        values.set_max(longest);
    }
    if is_lying && chart.is_reversed {
        values.set_reverse();
    }
}

fn to_series(chart: &NativeChart, series: &NativeSeries, sheet: &str, lang: Lang) -> ChartSeries {
    let mut out = ChartSeries::new();
    let (row, column) = series.name;
    out.set_name((sheet, row, column));
    out.set_values(series.values.on(sheet)).set_categories(chart.categories.on(sheet));
    match chart.form {
        ChartForm::Lines => draw_line(series, &mut out),
        form => {
            out.set_format(&mut paint(series.ink)).set_gap(BAR_GAP);
            out.set_overlap(if form.is_stacked() { 100 } else { 0 });
        }
    }
    if series.points.iter().any(Option::is_some) {
        let points = series.points.iter().map(|ink| match ink {
            Some(ink) => ChartPoint::new().set_format(&mut paint(Some(*ink))),
            None => ChartPoint::new(),
        });
        out.set_points(&points.collect::<Vec<_>>());
    }
    if let Some(format) = &series.label_format {
        let mut label = ChartDataLabel::new();
        label.show_value().set_num_format(parted(format, lang)).set_font(&font(TEXT_PT));
        // Stacked marks have no outside.
        label.set_position(match chart.form {
            ChartForm::Bars | ChartForm::Columns => ChartDataLabelPosition::OutsideEnd,
            ChartForm::Lines => ChartDataLabelPosition::Above,
            ChartForm::StackedColumns | ChartForm::FullColumns | ChartForm::StackedBars => {
                ChartDataLabelPosition::Center
            }
        });
        out.set_data_label(&label);
        if series.labels.iter().any(|label| *label != PointLabel::Own) {
            let labels = series.labels.iter().map(|label| point_label(*label, sheet));
            out.set_custom_data_labels(&labels.collect::<Vec<_>>());
        }
    }
    if !series.is_named {
        out.delete_from_legend(true);
    }
    out
}

fn point_label(label: PointLabel, sheet: &str) -> ChartDataLabel {
    let mut out = ChartDataLabel::new();
    match label {
        PointLabel::Own => {
            out.show_value();
        }
        PointLabel::Hidden => {
            out.set_hidden();
        }
        PointLabel::Cell((row, column)) => {
            // Without a font of its own: the library would write its parts in an order that the schema forbids.
            out.set_value((sheet, row, column));
        }
    }
    out.to_custom()
}

fn draw_line(series: &NativeSeries, out: &mut ChartSeries) {
    const DASHES: [ChartLineDashType; 4] = [
        ChartLineDashType::Solid,
        ChartLineDashType::Dash,
        ChartLineDashType::RoundDot,
        ChartLineDashType::LongDashDot,
    ];
    const MARKERS: [ChartMarkerType; 4] = [
        ChartMarkerType::Circle,
        ChartMarkerType::Square,
        ChartMarkerType::Triangle,
        ChartMarkerType::Diamond,
    ];
    let color = series.ink.map_or((0, 0, 0), |ink| ink.ground);
    let nth = |step: usize| step % DASHES.len();
    let mut pen = line(color, 1.75);
    if let Some(dash) = DASHES.get(nth(series.dash)) {
        pen.set_dash_type(*dash);
    }
    out.set_format(&mut pen);
    let mut marker = ChartMarker::new();
    // The second four of a marker and dash are filled with white, so that grey tells them apart.
    let ground = if series.dash < DASHES.len() { color } else { (255, 255, 255) };
    let mut fill = ChartSolidFill::new();
    fill.set_color(rgb(ground));
    let mut format = ChartFormat::new();
    format.set_solid_fill(&fill).set_border(&line(color, 1.0));
    if let Some(kind) = MARKERS.get(nth(series.dash)) {
        marker.set_type(*kind);
    }
    out.set_marker(marker.set_size(6).set_format(&mut format));
}

/// The paint of a bar: solid with an edge, hatched, or none at all.
fn paint(ink: Option<Ink>) -> ChartFormat {
    let mut format = ChartFormat::new();
    let Some(ink) = ink else {
        format.set_no_fill().set_no_border();
        return format;
    };
    match ink.hatch {
        Some(color) => {
            let mut fill = ChartPatternFill::new();
            fill.set_pattern(ChartPatternFillType::DiagonalStripesWideUpwards);
            fill.set_foreground_color(rgb(color)).set_background_color(rgb(ink.ground));
            format.set_pattern_fill(&fill);
        }
        None => {
            let mut fill = ChartSolidFill::new();
            fill.set_color(rgb(ink.ground));
            format.set_solid_fill(&fill);
        }
    }
    match ink.edge {
        Some(edge) => format.set_border(&line(edge, 0.75)),
        None => format.set_no_border(),
    };
    format
}

/// At most as long as a workbook takes it; what is cut ends with a mark of omission.
fn shortened(alt: &str) -> String {
    let alt = printable(alt);
    if alt.encode_utf16().count() <= LONGEST_ALT {
        return alt;
    }
    let mut left = LONGEST_ALT - 1;
    let mut kept = String::new();
    for c in alt.chars() {
        if c.len_utf16() > left {
            break;
        }
        left -= c.len_utf16();
        kept.push(c);
    }
    kept + "…"
}
