//! Slope: one line for each unit from the first period to the last, with its name and count at both ends.

use crate::chart::describe;
use crate::chart::error::ChartError;
use crate::chart::figure::{Anchor, Figure, Fill, Rect, Shape, Stroke, TextLine, Tone};
use crate::chart::frame::{MARGIN, Said, Sheet, TO_BASELINE, muted, text};
use crate::chart::labels::{Wish, spread};
use crate::chart::legend::{self, Sample};
use crate::chart::scale::{Scale, float};
use crate::chart::series::{Change, Column, Direction, MatrixRow, MatrixSeries};
use crate::chart::spec::ChartSpec;
use crate::chart::typeset::{Weight, width, wrap_even};
use crate::chart::words;
use crate::format;
use crate::model::{Decimal, Lang};

/// Between the parts of a label; plain blanks would be drawn as one.
const BLANKS: &str = "\u{A0}\u{A0}";
const SIZE: f64 = 10.0;
const LEADING: f64 = 13.0;
/// From a dot to the end of its leader, and from there to the label.
const LEAD: f64 = 16.0;
const GAP: f64 = 4.0;
const RADIUS: f64 = 3.5;
/// The least height of the plot.
const LEAST_HEIGHT: f64 = 220.0;

/// One end of one unit.
struct End<'a> {
    row: &'a MatrixRow,
    count: Decimal,
    /// Lines of the label, each with its tone.
    lines: Vec<(String, Tone)>,
    /// Where the middle of the label stands.
    label_y: f64,
}

/// Decides the whole figure.
pub(crate) fn figure(spec: &ChartSpec, series: &MatrixSeries) -> Result<Figure, ChartError> {
    let mut sheet = Sheet::open(spec, &series.caption, series.rows.len())?;
    let lang = spec.lang;
    legend::write(&mut sheet, &entries(series, lang));
    let label_width = sheet.inner_width() * 0.31;
    let mut ends = [false, true].map(|is_last| ends(series, is_last, label_width, lang));
    let label_height = |ends: &Vec<End<'_>>| ends.iter().map(End::height).sum::<f64>();
    let least = if ends.iter().all(Vec::is_empty) { 2.0 * LEADING } else { LEAST_HEIGHT };
    let height = ends.iter().map(label_height).fold(least, f64::max) * spec.spread;
    let top = sheet.y + 22.0;
    let widest = ends.each_ref().map(|ends| ends.iter().map(End::width).fold(0.0, f64::max));
    let [left, right] = widest.map(|widest| widest + GAP + LEAD);
    // The names of the periods stand outside of their axes as well.
    let [first, last] = [series.columns.first(), series.columns.last()].map(|column| {
        column.map_or(0.0, |column| width(&words::clean(&column.label), SIZE, Weight::Regular))
    });
    let (x_first, x_last) = (MARGIN + left.max(first), sheet.right() - right.max(last));
    let scale = scale(series, top, height);
    for side in &mut ends {
        settle(side, &scale, top);
    }
    let lowest =
        ends.iter().flatten().map(|end| end.label_y + end.height() / 2.0).fold(top + height, f64::max);
    heads(&mut sheet, series, (x_first, x_last), top, lowest);
    lines(&mut sheet, series, &scale, (x_first, x_last));
    let [first, last] = &ends;
    labels(&mut sheet, first, &scale, x_first, false);
    labels(&mut sheet, last, &scale, x_last, true);
    sheet.y = lowest + 4.0;
    marks(&mut sheet, series, (first, last), (x_first, x_last));
    without_counts(&mut sheet, series);
    let mut remarks = Vec::new();
    if !scale.is_from_zero() {
        remarks.push(lang.pick("纵轴不从0开始。", "The vertical scale does not start at zero.").to_owned());
    }
    Ok(sheet.close(Said {
        kind: spec.kind.name(),
        description: describe::whole(lang.pick("坡度图", "Slope"), series, lang),
        coverage: describe::coverage(series),
        remarks,
    }))
}

fn entries(series: &MatrixSeries, lang: Lang) -> Vec<(Sample, String)> {
    legend::directions(series, |fill| Sample::Line(Stroke::Went(fill)), lang)
}

fn scale(series: &MatrixSeries, top: f64, height: f64) -> Scale {
    let ends = series.rows.iter().flat_map(|row| [row.first(), row.last()]).flatten().map(float);
    let (lowest, highest) =
        ends.fold((f64::MAX, 0.0_f64), |(low, high), value| (low.min(value), high.max(value)));
    let (bottom, top) = (top + height - SIZE, top + SIZE);
    Scale::around(bottom, top, lowest.min(highest), highest)
}

/// The labels of one side: name and count, and on the right the change; or what is missing there.
fn ends<'a>(series: &'a MatrixSeries, is_last: bool, limit: f64, lang: Lang) -> Vec<End<'a>> {
    let mut out = Vec::new();
    for row in &series.rows {
        let Some(count) = (if is_last { row.last() } else { row.first() }) else { continue };
        let printed = format::count(count);
        let change = describe::change_label(row.change, lang).filter(|_| is_last);
        let is_rise = matches!(row.change, Change::Rate(_)) && row.direction() == Direction::Rose;
        let tone = if is_rise && is_last && series.is_lower_better { Tone::Rose } else { Tone::Ink };
        let numbers = change.map_or_else(|| printed.clone(), |change| format!("{printed} {change}"));
        let name = words::clean(&row.label);
        let spaced = numbers.replace(' ', BLANKS);
        let joined =
            if is_last { format!("{spaced}{BLANKS}{name}") } else { format!("{name}{BLANKS}{spaced}") };
        let mut lines = Vec::new();
        if width(&joined, SIZE, Weight::Regular) <= limit {
            lines.push((joined, tone));
        } else {
            lines.extend(
                wrap_even(&name, SIZE, Weight::Regular, limit).into_iter().map(|line| (line, Tone::Ink)),
            );
            let numbers = wrap_even(&numbers, SIZE, Weight::Regular, limit);
            lines.extend(numbers.into_iter().map(|line| (line, tone)));
        }
        if is_last && row.first().is_none() || !is_last && row.last().is_none() {
            let why = describe::reasons(series, row, lang).into_iter();
            let why = why.flat_map(|why| wrap_even(&why, SIZE, Weight::Regular, limit));
            lines.extend(why.map(|line| (line, Tone::Muted)));
        }
        out.push(End { row, count, lines, label_y: 0.0 });
    }
    out
}

/// Moves labels apart.
fn settle(ends: &mut [End<'_>], scale: &Scale, top: f64) {
    let wishes: Vec<Wish> =
        ends.iter().map(|end| Wish { middle: scale.place(end.count), length: end.height() }).collect();
    for (end, y) in ends.iter_mut().zip(spread(&wishes, top)) {
        end.label_y = y;
    }
}

/// The two periods over their axes.
fn heads(sheet: &mut Sheet<'_>, series: &MatrixSeries, (first, last): (f64, f64), top: f64, bottom: f64) {
    let mut shapes = Vec::new();
    let columns =
        [(series.columns.first(), first, Anchor::End), (series.columns.last(), last, Anchor::Start)];
    for (column, x, anchor) in columns {
        let label = column.map(|column: &Column| words::clean(&column.label)).unwrap_or_default();
        shapes.push(Shape::Line { from: (x, top), to: (x, bottom), stroke: Stroke::Grid });
        shapes.push(Shape::Text(muted(x, top - 8.0, anchor, SIZE, &label)));
    }
    sheet.add(shapes);
}

fn lines(sheet: &mut Sheet<'_>, series: &MatrixSeries, scale: &Scale, (x_first, x_last): (f64, f64)) {
    // What rose goes on top, so that the few are not lost among the many.
    let mut rows: Vec<&MatrixRow> = series.rows.iter().collect();
    rows.sort_by_key(|row| row.direction() == Direction::Rose);
    for row in rows {
        let fill = Fill::of(row.direction(), series.is_lower_better);
        let mut shapes = Vec::new();
        let first = row.first().map(|count| (x_first, scale.place(count)));
        let last = row.last().map(|count| (x_last, scale.place(count)));
        if let (Some(first), Some(last)) = (first, last) {
            shapes.push(Shape::Path { points: vec![first, last], stroke: Stroke::Went(fill) });
        }
        let dots = [first, last].into_iter().flatten();
        shapes.extend(dots.map(|center| Shape::Dot { center, radius: RADIUS, fill }));
        sheet.add_of(&row.key, shapes);
    }
}

fn labels(sheet: &mut Sheet<'_>, ends: &[End<'_>], scale: &Scale, axis: f64, is_last: bool) {
    let side = if is_last { 1.0 } else { -1.0 };
    let anchor = if is_last { Anchor::Start } else { Anchor::End };
    for end in ends {
        let y = scale.place(end.count);
        let mut shapes = vec![Shape::Line {
            from: (axis + side * (RADIUS + 1.0), y),
            to: (axis + side * LEAD, end.label_y),
            stroke: Stroke::Lead,
        }];
        let top = end.label_y - end.height() / 2.0;
        for (index, (words, tone)) in end.lines.iter().enumerate() {
            let middle = top + LEADING * (index as f64 + 0.5);
            let line = text(axis + side * (LEAD + GAP), middle + TO_BASELINE * SIZE, anchor, SIZE, words);
            shapes.push(Shape::Text(TextLine { tone: *tone, ..line }));
        }
        sheet.add_of(&end.row.key, shapes);
    }
}

/// A mark around the labels and the line of each unit.
fn marks(
    sheet: &mut Sheet<'_>,
    series: &MatrixSeries,
    (firsts, lasts): (&[End<'_>], &[End<'_>]),
    (x_first, x_last): (f64, f64),
) {
    let lang = sheet.spec.lang;
    for row in &series.rows {
        let find = |ends: &[End<'_>]| {
            let end = ends.iter().find(|end| end.row.key == row.key)?;
            Some((end.label_y, end.height(), end.width()))
        };
        let (first, last) = (find(firsts), find(lasts));
        // What is pointed at is the label, where lines run too close to be told apart.
        let rect = match (last, first) {
            (Some((y, height, length)), _) => {
                Rect { x: x_last, y: y - height / 2.0, width: LEAD + GAP + length, height }
            }
            (None, Some((y, height, length))) => {
                let width = LEAD + GAP + length;
                Rect { x: x_first - width, y: y - height / 2.0, width, height }
            }
            (None, None) => continue,
        };
        sheet.mark(&row.key, rect, describe::row(series, row, lang));
    }
}

/// Units without a count at either end are named below the plot, each with its reasons.
fn without_counts(sheet: &mut Sheet<'_>, series: &MatrixSeries) {
    let (lang, width) = (sheet.spec.lang, sheet.inner_width());
    for row in series.rows.iter().filter(|row| row.first().is_none() && row.last().is_none()) {
        let reasons = describe::reasons(series, row, lang).join(lang.pick("，", ", "));
        let said = format!("{} — {reasons}", words::clean(&row.label));
        let lines = wrap_even(&said, SIZE, Weight::Regular, width);
        let top = sheet.y;
        let mut shapes = Vec::new();
        for line in &lines {
            sheet.y += LEADING;
            shapes.push(Shape::Text(muted(MARGIN, sheet.y - 3.0, Anchor::Start, SIZE, line)));
        }
        sheet.add_of(&row.key, shapes);
        let rect = Rect { x: MARGIN, y: top, width, height: sheet.y - top };
        sheet.mark(&row.key, rect, describe::row(series, row, lang));
    }
}

impl End<'_> {
    fn height(&self) -> f64 {
        LEADING * self.lines.len() as f64
    }

    fn width(&self) -> f64 {
        self.lines.iter().map(|(line, _)| width(line, SIZE, Weight::Regular)).fold(0.0, f64::max)
    }
}
