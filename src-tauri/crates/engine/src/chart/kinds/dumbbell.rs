//! Dumbbell: for each unit a dot before and a dot after, joined by a line, on one scale from zero.

use crate::chart::describe;
use crate::chart::error::ChartError;
use crate::chart::figure::{Anchor, Figure, Fill, Rect, Shape, Stroke, TextLine, Tone};
use crate::chart::frame::{MARGIN, Said, Sheet, TO_BASELINE, muted, text};
use crate::chart::labels::halo;
use crate::chart::legend::{self, Sample};
use crate::chart::names::{self, NameBlock, Names};
use crate::chart::scale::{Scale, float};
use crate::chart::series::{Change, Direction, MatrixRow, MatrixSeries};
use crate::chart::spec::ChartSpec;
use crate::chart::typeset::{Weight, width};
use crate::chart::words;
use crate::format;
use crate::model::{Decimal, Lang};

const GAP: f64 = 14.0;
/// Between a dot's middle and its label.
const LABEL_GAP: f64 = 9.0;
const RADIUS: f64 = 4.5;

struct Layout<'a> {
    series: &'a MatrixSeries,
    lang: Lang,
    names: Names,
    scale: Scale,
    change_right: f64,
}

/// Decides the whole figure.
pub(crate) fn figure(spec: &ChartSpec, series: &MatrixSeries) -> Result<Figure, ChartError> {
    let mut sheet = Sheet::open(spec, &series.caption, series.rows.len())?;
    let rows = series.arranged(spec.order);
    legend::write(&mut sheet, &entries(series, spec.lang));
    let layout = Layout::fit(&sheet, series, &rows);
    let top = sheet.y + 12.0;
    let size = layout.names.scale.small;
    let limits = (layout.scale.at(0.0) - 20.0, layout.change_right - layout.change_width(&rows) - 6.0);
    let mut back = layout.scale.numbers_across(sheet.y + 8.0, size, limits, format::count);
    let head = spec.lang.pick("增减", "Change");
    back.push(Shape::Text(muted(layout.change_right, sheet.y + 8.0, Anchor::End, size, head)));
    let sizes = layout.names.scale;
    let height = |block: &NameBlock| (block.height(sizes) + 4.0).max(sizes.step.min(24.0)) * spec.spread;
    let (places, y) = layout.names.places(top + 2.0, sheet.width, height);
    let zero = layout.scale.at(0.0);
    back.extend(layout.scale.lines_down(top, y));
    back.push(Shape::Line { from: (zero, top), to: (zero, y), stroke: Stroke::Zero });
    sheet.add(back);
    for ((row, place), block) in rows.iter().zip(&places).zip(&layout.names.blocks) {
        let mut shapes = Vec::new();
        block.write(MARGIN, *place, layout.names.scale, &mut shapes);
        layout.draw(row, *place, &mut shapes);
        sheet.add_of(&row.key, shapes);
        sheet.mark(&row.key, *place, describe::row(series, row, spec.lang));
    }
    sheet.y = y;
    let name = spec.lang.pick("哑铃图", "Dumbbell");
    Ok(sheet.close(Said {
        kind: spec.kind.name(),
        description: describe::whole(name, series, spec.lang),
        coverage: describe::coverage(series),
        remarks: Vec::new(),
    }))
}

fn entries(series: &MatrixSeries, lang: Lang) -> Vec<(Sample, String)> {
    let first =
        series.columns.first().map(|column| (Sample::Dot(Fill::Past(1)), words::clean(&column.label)));
    first.into_iter().chain(legend::directions(series, Sample::Dot, lang)).collect()
}

impl<'a> Layout<'a> {
    fn fit(sheet: &Sheet<'_>, series: &'a MatrixSeries, rows: &[&MatrixRow]) -> Self {
        let lang = sheet.spec.lang;
        let counts =
            || series.counts().map(|count| (count, width(&format::count(count), 11.0, Weight::Medium)));
        let widest = counts().map(|(_, length)| length).fold(0.0, f64::max);
        let named: Vec<(String, Vec<String>)> =
            rows.iter().map(|row| (words::clean(&row.label), describe::reasons(series, row, lang))).collect();
        let change = change_width(rows, lang, 11.0);
        let room = 2.0 * (widest + LABEL_GAP) + 24.0 + 2.0 * GAP + change;
        let cap = (sheet.inner_width() * 0.36).min(sheet.inner_width() - room).max(40.0);
        let names = names::fit(&named, cap);
        let change_right = sheet.right();
        let small = names.scale.small;
        let end = change_right - change_width(rows, lang, small) - GAP;
        // The label of the smaller number stands left of its dot, at worst left of zero.
        let least = series.rows.iter().filter_map(left_label);
        let left_room =
            least.map(|count| width(&format::count(count), small, Weight::Medium)).fold(0.0, f64::max);
        let start = MARGIN + names.width + GAP + left_room + LABEL_GAP;
        let highest = counts().map(|(count, _)| float(count)).fold(0.0, f64::max);
        let fitting = counts().map(|(count, _)| {
            (float(count), width(&format::count(count), small, Weight::Medium) + LABEL_GAP)
        });
        let scale = Scale::from_zero(start, end, highest, fitting);
        Self { series, lang, names, scale, change_right }
    }

    fn change_width(&self, rows: &[&MatrixRow]) -> f64 {
        change_width(rows, self.lang, self.names.scale.small)
    }

    fn draw(&self, row: &MatrixRow, place: Rect, out: &mut Vec<Shape>) {
        let y = place.y + place.height / 2.0;
        let direction = row.direction();
        let fill = Fill::of(direction, self.series.is_lower_better);
        let at = |count: Decimal| self.scale.place(count);
        let (first, last) = (row.first(), row.last());
        if let (Some(first), Some(last)) = (first, last) {
            let (from, to) = (at(first), at(last));
            if (from - to).abs() > 2.0 * RADIUS {
                let points = vec![(from, y), (to, y)];
                out.push(Shape::Path { points, stroke: Stroke::Went(fill) });
            }
        }
        let dot = |count: Decimal, fill| Shape::Dot { center: (at(count), y), radius: RADIUS, fill };
        out.extend(first.map(|count| dot(count, Fill::Past(1))));
        out.extend(last.map(|count| dot(count, fill)));
        let is_left = |is_last: bool| match direction {
            Direction::Fell => is_last,
            Direction::Rose | Direction::Level => !is_last,
            Direction::Unknown => false,
        };
        for (count, is_last) in [(first, false), (last, true)] {
            let Some(count) = count else { continue };
            let tone = if is_last { Tone::Ink } else { Tone::Muted };
            self.label(at(count), y, is_left(is_last), tone, &format::count(count), out);
        }
        self.change(row, y, out);
    }

    fn label(&self, x: f64, y: f64, is_left: bool, tone: Tone, words: &str, out: &mut Vec<Shape>) {
        let size = self.names.scale.small;
        let (x, anchor) = if is_left { (x - LABEL_GAP, Anchor::End) } else { (x + LABEL_GAP, Anchor::Start) };
        let line = text(x, y + TO_BASELINE * size, anchor, size, words);
        let line = TextLine { weight: Weight::Medium, tone, ..line };
        out.extend(halo(&line, &self.scale.places()).map(Shape::Halo));
        out.push(Shape::Text(line));
    }

    fn change(&self, row: &MatrixRow, y: f64, out: &mut Vec<Shape>) {
        let size = self.names.scale.small;
        let label = describe::change_label(row.change, self.lang).unwrap_or_else(|| "—".to_owned());
        let is_rise = matches!(row.change, Change::Rate(_)) && row.direction() == Direction::Rose;
        let tone = if is_rise && self.series.is_lower_better { Tone::Rose } else { Tone::Ink };
        let line = text(self.change_right, y + TO_BASELINE * size, Anchor::End, size, &label);
        out.push(Shape::Text(TextLine { weight: Weight::Medium, tone, ..line }));
    }
}

/// The count whose label stands left of its dot.
fn left_label(row: &MatrixRow) -> Option<Decimal> {
    Some(row.first()?.min(row.last()?))
}

fn change_width(rows: &[&MatrixRow], lang: Lang, size: f64) -> f64 {
    let head = width(lang.pick("增减", "Change"), size, Weight::Regular);
    let labels = rows.iter().filter_map(|row| describe::change_label(row.change, lang));
    labels.map(|label| width(&label, size, Weight::Medium)).fold(head, f64::max)
}
