//! Grouped bars: for each unit one bar per period, lying, from zero, with its count at its end and the change at the
//! end of the last.

use crate::chart::describe;
use crate::chart::error::ChartError;
use crate::chart::figure::{Anchor, Figure, Fill, Rect, Shape, Stroke, TextLine, Tone};
use crate::chart::frame::{MARGIN, Said, Sheet, TO_BASELINE, text};
use crate::chart::labels::halo;
use crate::chart::legend::{self, Sample};
use crate::chart::names::{self, NameBlock, Names};
use crate::chart::scale::{Scale, float};
use crate::chart::series::{Cell, Change, Direction, MatrixRow, MatrixSeries};
use crate::chart::spec::ChartSpec;
use crate::chart::typeset::{Weight, width};
use crate::chart::words;
use crate::format;
use crate::model::Lang;

/// The gap between names and bars, and between a bar's end and its label.
const PLOT_GAP: f64 = 14.0;
const LABEL_GAP: f64 = 5.0;
/// Between the count and the change of a label.
const CHANGE_GAP: f64 = 7.0;

/// Everything bars are placed by.
struct Layout<'a> {
    series: &'a MatrixSeries,
    lang: Lang,
    names: Names,
    scale: Scale,
    /// Thickness of a bar.
    bar: f64,
    plot_left: f64,
}

/// Decides the whole figure.
pub(crate) fn figure(spec: &ChartSpec, series: &MatrixSeries) -> Result<Figure, ChartError> {
    let mut sheet = Sheet::open(spec, &series.caption, series.rows.len())?;
    let rows = series.arranged(spec.order);
    legend::write(&mut sheet, &entries(series, spec.lang));
    let layout = Layout::fit(&sheet, series, &rows);
    let top = sheet.y + 12.0;
    let numbers = layout.scale.numbers_across(
        sheet.y + 8.0,
        layout.names.scale.small,
        (layout.plot_left - 10.0, sheet.width - 2.0),
        format::count,
    );
    let bars = layout.bar * series.columns.len() as f64;
    let height = |block: &NameBlock| {
        (block.height(layout.names.scale).max(bars) + (bars * 0.36).max(6.0)) * spec.spread
    };
    let (places, y) = layout.names.places(top + 4.0, sheet.width, height);
    let mut back = numbers;
    back.extend(layout.scale.lines_down(top, y));
    sheet.add(back);
    for (row, place) in rows.iter().zip(&places) {
        layout.bars(&mut sheet, row, *place);
    }
    let zero = layout.scale.at(0.0);
    sheet.add(vec![Shape::Line { from: (zero, top), to: (zero, y), stroke: Stroke::Zero }]);
    for ((row, place), block) in rows.iter().zip(&places).zip(&layout.names.blocks) {
        let mut shapes = Vec::new();
        block.write(MARGIN, *place, layout.names.scale, &mut shapes);
        sheet.add(shapes);
        layout.labels(&mut sheet, row, *place);
    }
    sheet.y = y;
    let said = Said {
        kind: spec.kind.name(),
        description: describe::whole(spec.lang.pick("并列条形图", "Grouped bars"), series, spec.lang),
        coverage: describe::coverage(series),
        remarks: describe::span_remark(series, spec.lang).into_iter().collect(),
    };
    Ok(sheet.close(said))
}

/// What the tones mean, as far as they occur.
fn entries(series: &MatrixSeries, lang: Lang) -> Vec<(Sample, String)> {
    let last = series.columns.len().saturating_sub(1);
    let mut out = Vec::new();
    for (index, column) in series.columns.iter().enumerate().take(last) {
        out.push((Sample::Patch(past(last - index)), words::clean(&column.label)));
    }
    out.extend(legend::directions(series, Sample::Patch, lang));
    out
}

fn past(age: usize) -> Fill {
    Fill::Past(u8::try_from(age).unwrap_or(u8::MAX))
}

/// A label: the count, and for the last period the change.
struct Label {
    count: String,
    change: Option<String>,
    tone: Tone,
}

impl<'a> Layout<'a> {
    fn fit(sheet: &Sheet<'_>, series: &'a MatrixSeries, rows: &[&MatrixRow]) -> Self {
        let lang = sheet.spec.lang;
        let size = 10.0;
        let labels = |row: &'a MatrixRow| {
            row.cells
                .iter()
                .enumerate()
                .map(move |(index, cell)| (cell, label(series, row, index, cell, lang)))
        };
        let longest =
            series.rows.iter().flat_map(labels).map(|(_, label)| label.width(size)).fold(0.0, f64::max);
        let room = longest + LABEL_GAP + 24.0;
        let cap = (sheet.inner_width() * 0.36).min(sheet.inner_width() - PLOT_GAP - room).max(size * 4.0);
        let named: Vec<(String, Vec<String>)> =
            rows.iter().map(|row| (words::clean(&row.label), describe::reasons(series, row, lang))).collect();
        let names = names::fit(&named, cap);
        let plot_left = MARGIN + names.width + PLOT_GAP;
        let highest = series.counts().map(float).fold(0.0, f64::max);
        let small = names.scale.small;
        let fitting = series
            .rows
            .iter()
            .flat_map(labels)
            .filter_map(|(cell, label)| Some((float(cell.count.ok()?), label.width(small) + LABEL_GAP)));
        let scale = Scale::from_zero(plot_left, sheet.right(), highest, fitting);
        Self { series, lang, bar: small + 2.0, names, scale, plot_left }
    }

    /// Where the bar of a period stands in its row.
    fn slot(&self, place: Rect, index: usize) -> f64 {
        let bars = self.bar * self.series.columns.len() as f64;
        place.y + (place.height - bars) / 2.0 + self.bar * index as f64
    }

    fn bars(&self, sheet: &mut Sheet<'_>, row: &MatrixRow, place: Rect) {
        let last = self.series.columns.len().saturating_sub(1);
        for (index, (column, cell)) in self.series.columns.iter().zip(&row.cells).enumerate() {
            let Ok(count) = cell.count else { continue };
            let fill = if index == last {
                Fill::of(row.direction(), self.series.is_lower_better)
            } else {
                past(last - index)
            };
            let (zero, end) = (self.scale.at(0.0), self.scale.place(count));
            if end > zero {
                let rect = Rect { x: zero, y: self.slot(place, index), width: end - zero, height: self.bar };
                sheet.add_of(&row.cell_key(column), vec![Shape::Bar { rect, fill }]);
            }
        }
    }

    fn labels(&self, sheet: &mut Sheet<'_>, row: &MatrixRow, place: Rect) {
        let size = self.names.scale.small;
        let last = self.series.columns.len().saturating_sub(1);
        for (index, (column, cell)) in self.series.columns.iter().zip(&row.cells).enumerate() {
            let y = self.slot(place, index);
            let x = cell.count.map_or(self.scale.at(0.0), |count| self.scale.place(count)) + LABEL_GAP;
            let label = label(self.series, row, index, cell, self.lang);
            let mut shapes = Vec::new();
            let mut write = |x: f64, words: &str, tone: Tone| {
                let baseline = y + self.bar / 2.0 + TO_BASELINE * size;
                let line = TextLine {
                    weight: Weight::Medium,
                    tone,
                    ..text(x, baseline, Anchor::Start, size, words)
                };
                shapes.extend(halo(&line, &self.scale.places()).map(Shape::Halo));
                shapes.push(Shape::Text(line));
            };
            let tone = if cell.count.is_ok() && index == last { Tone::Ink } else { Tone::Muted };
            write(x, &label.count, tone);
            if let Some(change) = &label.change {
                write(x + width(&label.count, size, Weight::Medium) + CHANGE_GAP, change, label.tone);
            }
            let key = row.cell_key(column);
            sheet.add_of(&key, shapes);
            let change = describe::Said::at(index == last);
            let said = describe::cell(self.series, row, column, cell, change, self.lang);
            sheet.mark(&key, Rect { x: 0.0, y, width: sheet.width, height: self.bar }, said);
        }
    }
}

fn label(series: &MatrixSeries, row: &MatrixRow, index: usize, cell: &Cell, lang: Lang) -> Label {
    let is_last = index + 1 == series.columns.len();
    let change = if is_last { describe::change_label(row.change, lang) } else { None };
    let is_rise = matches!(row.change, Change::Rate(_)) && row.direction() == Direction::Rose;
    let tone = if is_rise && series.is_lower_better { Tone::Rose } else { Tone::Ink };
    Label { count: words::count(cell.count.ok()), change, tone }
}

impl Label {
    fn width(&self, size: f64) -> f64 {
        let change = self.change.as_ref().map(|change| width(change, size, Weight::Medium) + CHANGE_GAP);
        width(&self.count, size, Weight::Medium) + change.unwrap_or_default()
    }
}
