//! Cumulative: the months of a year added up, against last year and the quota. Months still to come end the line.

use crate::chart::describe;
use crate::chart::error::ChartError;
use crate::chart::figure::{Anchor, Figure, Rect, Shape, Stroke, TextLine, Tone};
use crate::chart::frame::{Said, Sheet, text};
use crate::chart::lines::{self, Track};
use crate::chart::plane::{self, AxisLabel, Plane};
use crate::chart::scale::float;
use crate::chart::series::{Change, Column, CumulativeSeries, MatrixRow};
use crate::chart::spec::ChartSpec;
use crate::chart::typeset::Weight;
use crate::chart::words;
use crate::format;
use crate::model::{Lang, Period};

const HEIGHT: f64 = 200.0;
const SIZE: f64 = 10.0;

/// Decides the whole figure.
pub(crate) fn figure(spec: &ChartSpec, series: &CumulativeSeries) -> Result<Figure, ChartError> {
    let matrix = &series.matrix;
    if matrix.rows.len() > 2 {
        return Err(ChartError::TooManyLines { count: matrix.rows.len() });
    }
    let mut sheet = Sheet::open(spec, &matrix.caption, matrix.rows.len())?;
    let limit = sheet.inner_width() * 0.26;
    let tracks: Vec<Track<'_>> = matrix
        .rows
        .iter()
        .zip(1..)
        .map(|(row, number)| Track {
            row,
            number,
            is_strong: number == 1,
            is_open: number == 1,
            said_at: row.cells.iter().rposition(|cell| cell.count.is_ok()).filter(|_| number == 1),
            end: end(series, row, number == 1, spec.lang, limit),
        })
        .collect();
    let quota = series.quota.as_ref().map(|quota| float(quota.value));
    let highest = matrix.counts().map(float).chain(quota).fold(0.0, f64::max);
    let height = if highest > 0.0 { HEIGHT * spec.spread } else { 30.0 };
    let width = lines::end_width(&tracks);
    // Running totals begin at nothing, so the scale does too.
    let fit = |sheet: &Sheet<'_>, events| {
        Plane::fit(sheet, (matrix.columns.len(), height), (0.0, highest), width, events)
    };
    let dated = dated(matrix.rows.first(), &matrix.columns);
    let events = fit(&sheet, 0.0).events(&sheet, &spec.events, &dated)?;
    let plane = fit(&sheet, plane::height_of(&events, sheet.y));
    let mut back = plane.back();
    back.extend(events.iter().map(|event| event.line(plane.bottom)));
    let mut kept_free: Vec<Rect> = events.iter().flat_map(|event| event.taken(plane.bottom)).collect();
    kept_free.extend(draw_quota(series, &plane, &mut back));
    sheet.add(back);
    lines::draw(&mut sheet, &plane, &tracks);
    let mut said = Vec::new();
    events.iter().for_each(|event| event.words(&mut said));
    sheet.add(said);
    let unplaced = lines::mark(&mut sheet, &plane, matrix, &tracks, &kept_free);
    let lowest = lines::ends(&mut sheet, &plane, &tracks);
    let strips = lines::STRIP * tracks.iter().filter(|track| track.has_gap()).count() as f64;
    let labels: Vec<AxisLabel> =
        dated.iter().map(|column| AxisLabel { year: None, ..AxisLabel::of(column, spec.lang) }).collect();
    let mut axis = Vec::new();
    let below = plane.axis(&labels, plane.bottom + strips + 3.0, &mut axis);
    sheet.add(axis);
    sheet.y = below.max(lowest);
    let months: Vec<String> = labels.into_iter().map(|label| label.name).collect();
    let mut remarks = lines::gaps(&months, &tracks, spec.lang);
    remarks.extend(lines::remarks(&plane, unplaced, spec.lang));
    Ok(sheet.close(Said {
        kind: spec.kind.name(),
        description: description(series, spec.lang),
        coverage: coverage(series),
        remarks,
    }))
}

/// The months of the year, under which the running totals stand.
fn dated(row: Option<&MatrixRow>, columns: &[Column]) -> Vec<Column> {
    let year = row.and_then(|row| row.key.parse::<Period>().ok()).map_or(0, Period::year);
    let month = |(column, month): (&Column, u8)| Column {
        key: Period::Month(year, month).to_string(),
        label: column.label.clone(),
    };
    columns.iter().zip(1..).map(month).collect()
}

/// The last running total there is.
fn last_known<'a>(series: &'a CumulativeSeries, row: &'a MatrixRow) -> Option<(&'a Column, String)> {
    let pairs = series.matrix.columns.iter().zip(&row.cells).rev();
    pairs.into_iter().find_map(|(column, cell)| Some((column, format::count(cell.count.ok()?))))
}

/// The name of a line, its last running total, and for this year the change.
fn end(
    series: &CumulativeSeries,
    row: &MatrixRow,
    is_current: bool,
    lang: Lang,
    limit: f64,
) -> Vec<(String, Tone)> {
    let mut end = lines::broken(&words::clean(&row.label), Tone::Ink, limit);
    let Some((column, count)) = last_known(series, row) else { return end };
    end.extend(lines::broken(&format!("{} {count}", words::clean(&column.label)), Tone::Muted, limit));
    let change = describe::change_label(row.change, lang).filter(|_| is_current);
    let is_rise = matches!(row.change, Change::Rate(rate) if rate.is_sign_positive() && !rate.is_zero());
    let tone = if is_rise && series.matrix.is_lower_better { Tone::Rose } else { Tone::Ink };
    end.extend(change.into_iter().flat_map(|change| lines::broken(&change, tone, limit)));
    end
}

/// The line of the quota, with its words above its left end; gives what both take, so that no number stands on them.
fn draw_quota(series: &CumulativeSeries, plane: &Plane, out: &mut Vec<Shape>) -> Vec<Rect> {
    let Some(quota) = &series.quota else { return Vec::new() };
    let y = plane.scale.place(quota.value);
    out.push(Shape::Line { from: (plane.left, y), to: (plane.right, y), stroke: Stroke::Reference });
    let words = format!("{} {}", words::clean(&quota.label), format::count(quota.value));
    let line = text(plane.left + 4.0, y - 4.0, Anchor::Start, SIZE, &words);
    let line = TextLine { weight: Weight::Medium, ..line };
    let bounds = line.bounds();
    out.push(Shape::Text(line));
    let across = Rect { x: plane.left, y: y - 1.0, width: plane.right - plane.left, height: 2.0 };
    vec![Rect { height: bounds.height + 6.0, ..bounds }, across]
}

fn coverage(series: &CumulativeSeries) -> String {
    let rows = series.matrix.rows.iter().rev();
    rows.map(|row| words::clean(&row.label)).collect::<Vec<_>>().join(" → ")
}

fn description(series: &CumulativeSeries, lang: Lang) -> String {
    let mut parts = Vec::new();
    for row in &series.matrix.rows {
        let name = words::clean(&row.label);
        parts.push(match last_known(series, row) {
            Some((column, count)) => format!("{name} {} {count}", words::clean(&column.label)),
            None => format!("{name} {}", lang.pick("无数据", "no figure")),
        });
    }
    if let Some(row) = series.matrix.rows.first().filter(|_| series.matrix.rows.len() > 1) {
        parts.push(describe::change_phrase(row.change, None, lang));
    }
    if let Some(quota) = &series.quota {
        parts.push(format!("{} {}", words::clean(&quota.label), format::count(quota.value)));
    }
    let said = words::join(&parts, lang);
    match lang {
        Lang::Zh => format!("逐月累计图，{said}。"),
        Lang::En => format!("Running totals: {said}."),
    }
}
