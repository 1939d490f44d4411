//! Small multiples: a small panel for each unit, all on one scale from zero, with a bar and its count for each period and
//! the change from the first period to the last beside the name.

use crate::chart::describe;
use crate::chart::error::ChartError;
use crate::chart::figure::{Anchor, Figure, Fill, Rect, Shape, Stroke, TextLine, Tone};
use crate::chart::frame::{MARGIN, Said, Sheet, TO_BASELINE, muted, text};
use crate::chart::legend::{self, Sample};
use crate::chart::scale::{Scale, float};
use crate::chart::series::{Cell, Change, Column, Direction, MatrixRow, MatrixSeries};
use crate::chart::spec::ChartSpec;
use crate::chart::typeset::{Weight, width, wrap_even};
use crate::chart::words;
use crate::model::Lang;

const SIZE: f64 = 10.0;
const LEADING: f64 = 13.0;
/// Height of the line of one period, and of its bar.
const STEP: f64 = 14.0;
const BAR: f64 = 9.0;
/// Between two panels, and between the parts of a line.
const GUTTER: f64 = 18.0;
const GAP: f64 = 5.0;
/// The least room for bars in a panel, and the widest a panel grows.
const LEAST_BAR: f64 = 36.0;
const WIDEST: f64 = 220.0;

struct Layout<'a> {
    series: &'a MatrixSeries,
    lang: Lang,
    panel_width: f64,
    columns: usize,
    /// Where bars begin, from the panel's left edge, and their scale from there.
    scale: Scale,
    period_right: f64,
    /// Height of one period.
    step: f64,
}

/// A unit with its words broken to the width of a panel.
struct Panel<'a> {
    row: &'a MatrixRow,
    name: Vec<String>,
    change: Option<String>,
    reasons: Vec<String>,
}

/// Decides the whole figure.
pub(crate) fn figure(spec: &ChartSpec, series: &MatrixSeries) -> Result<Figure, ChartError> {
    let mut sheet = Sheet::open(spec, &series.caption, series.rows.len())?;
    let lang = spec.lang;
    legend::write(&mut sheet, &legend::directions(series, Sample::Patch, lang));
    let layout = Layout::fit(&sheet, series);
    let panels: Vec<Panel<'_>> =
        series.arranged(spec.order).into_iter().map(|row| layout.panel(row)).collect();
    let mut y = sheet.y + 2.0;
    for band in panels.chunks(layout.columns) {
        let head = band.iter().map(Panel::head_height).fold(0.0, f64::max);
        let foot = band.iter().map(Panel::foot_height).fold(0.0, f64::max);
        for (column, panel) in band.iter().enumerate() {
            let x = MARGIN + (layout.panel_width + GUTTER) * column as f64;
            layout.draw(&mut sheet, panel, (x, y), head);
        }
        y += head + layout.step * series.columns.len() as f64 + foot + 12.0;
    }
    sheet.y = y - 8.0;
    let note = lang.pick("各小图同一横轴，从0开始。", "All panels share one scale from zero.");
    Ok(sheet.close(Said {
        kind: spec.kind.name(),
        description: describe::whole(lang.pick("小多图", "Small multiples"), series, lang),
        coverage: describe::coverage(series),
        remarks: describe::span_remark(series, lang).into_iter().chain([note.to_owned()]).collect(),
    }))
}

impl<'a> Layout<'a> {
    fn fit(sheet: &Sheet<'_>, series: &'a MatrixSeries) -> Self {
        let length = |words: &str, weight| width(words, SIZE, weight);
        let labels =
            series.columns.iter().map(|column| length(&words::clean(&column.label), Weight::Regular));
        let period = labels.fold(0.0, f64::max);
        let cells = || series.rows.iter().flat_map(|row| &row.cells);
        let count = |cell: &Cell| length(&words::count(cell.count.ok()), Weight::Medium);
        let widest = cells().map(count).fold(0.0, f64::max);
        let least = period + GAP + LEAST_BAR + GAP + widest;
        let inner = sheet.inner_width();
        let columns =
            (((inner + GUTTER) / (least + GUTTER)).floor().max(1.0) as usize).min(series.rows.len().max(1));
        let even = (inner - GUTTER * (columns as f64 - 1.0)) / columns as f64;
        let panel_width = even.min(WIDEST.max(least)).min(inner);
        let highest = series.counts().map(float).fold(0.0, f64::max);
        let fitting = cells().filter_map(|cell| Some((float(cell.count.ok()?), count(cell) + GAP)));
        let scale = Scale::from_zero(period + GAP, panel_width, highest, fitting);
        let step = STEP * sheet.spec.spread;
        Self { series, lang: sheet.spec.lang, panel_width, columns, scale, period_right: period, step }
    }

    fn panel(&self, row: &'a MatrixRow) -> Panel<'a> {
        let change = describe::change_label(row.change, self.lang);
        let taken = change.as_ref().map_or(0.0, |change| width(change, SIZE, Weight::Medium) + 8.0);
        let room = (self.panel_width - taken).max(SIZE * 3.0);
        let reasons = describe::reasons(self.series, row, self.lang);
        let broken = reasons.iter().flat_map(|why| wrap_even(why, SIZE, Weight::Regular, self.panel_width));
        Panel {
            row,
            name: wrap_even(&words::clean(&row.label), SIZE, Weight::Medium, room),
            change,
            reasons: broken.collect(),
        }
    }

    fn draw(&self, sheet: &mut Sheet<'_>, panel: &Panel<'_>, (x, top): (f64, f64), head: f64) {
        let mut shapes = Vec::new();
        let bars = top + head;
        for (up, line) in panel.name.iter().rev().enumerate() {
            let y = bars - 5.0 - LEADING * up as f64;
            let line = text(x, y, Anchor::Start, SIZE, line);
            shapes.push(Shape::Text(TextLine { weight: Weight::Medium, ..line }));
        }
        if let Some(change) = &panel.change {
            let is_rise =
                matches!(panel.row.change, Change::Rate(_)) && panel.row.direction() == Direction::Rose;
            let tone = if is_rise && self.series.is_lower_better { Tone::Rose } else { Tone::Ink };
            let line = text(x + self.panel_width, bars - 5.0, Anchor::End, SIZE, change);
            shapes.push(Shape::Text(TextLine { weight: Weight::Medium, tone, ..line }));
        }
        let below = bars + self.step * self.series.columns.len() as f64;
        for (index, line) in panel.reasons.iter().enumerate() {
            let y = below + LEADING * (index as f64 + 0.5) + TO_BASELINE * SIZE;
            shapes.push(Shape::Text(muted(x, y, Anchor::Start, SIZE, line)));
        }
        sheet.add(shapes);
        for (index, (column, cell)) in self.series.columns.iter().zip(&panel.row.cells).enumerate() {
            let place =
                Rect { x, y: bars + self.step * index as f64, width: self.panel_width, height: self.step };
            self.period(sheet, panel.row, (index, column), cell, place);
        }
        let zero = x + self.scale.at(0.0);
        sheet.add(vec![Shape::Line { from: (zero, bars), to: (zero, below), stroke: Stroke::Zero }]);
    }

    fn period(
        &self,
        sheet: &mut Sheet<'_>,
        row: &MatrixRow,
        (index, column): (usize, &Column),
        cell: &Cell,
        place: Rect,
    ) {
        let is_last = index + 1 == self.series.columns.len();
        let baseline = place.y + self.step / 2.0 + TO_BASELINE * SIZE;
        let label = words::clean(&column.label);
        let mut shapes =
            vec![Shape::Text(muted(place.x + self.period_right, baseline, Anchor::End, SIZE, &label))];
        let (zero, end) =
            (self.scale.at(0.0), cell.count.map_or(self.scale.at(0.0), |count| self.scale.place(count)));
        if end > zero {
            let fill =
                if is_last { Fill::of(row.direction(), self.series.is_lower_better) } else { Fill::Past(1) };
            let y = place.y + (self.step - BAR) / 2.0;
            shapes.push(Shape::Bar {
                rect: Rect { x: place.x + zero, y, width: end - zero, height: BAR },
                fill,
            });
        }
        let tone = if is_last && cell.count.is_ok() { Tone::Ink } else { Tone::Muted };
        let count = words::count(cell.count.ok());
        let line = text(place.x + end + GAP, baseline, Anchor::Start, SIZE, &count);
        shapes.push(Shape::Text(TextLine { weight: Weight::Medium, tone, ..line }));
        let key = row.cell_key(column);
        sheet.add_of(&key, shapes);
        let change = describe::Said::at(is_last);
        sheet.mark(&key, place, describe::cell(self.series, row, column, cell, change, self.lang));
    }
}

impl Panel<'_> {
    fn head_height(&self) -> f64 {
        LEADING * self.name.len() as f64 + 5.0
    }

    fn foot_height(&self) -> f64 {
        LEADING * self.reasons.len() as f64
    }
}
