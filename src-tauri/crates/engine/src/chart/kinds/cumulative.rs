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
    let tracks = tracks(series, spec.lang, sheet.inner_width() * 0.26);
    let dated = dated(matrix.rows.first(), &matrix.columns);
    let events = fitted(&sheet, series, &tracks, 0.0).events(&sheet, &spec.events, &dated)?;
    let plane = fitted(&sheet, series, &tracks, plane::height_of(&events, sheet.y));
    let mut back = plane.back();
    back.extend(events.iter().map(|event| event.line(plane.bottom)));
    let mut kept_free: Vec<Rect> = events.iter().flat_map(|event| event.taken(plane.bottom)).collect();
    kept_free.extend(draw_quota(series, &plane, &tracks, &mut back));
    sheet.add(back);
    lines::draw(&mut sheet, &plane, &tracks);
    let mut said = Vec::new();
    events.iter().for_each(|event| event.words(&mut said));
    sheet.add(said);
    let unplaced = lines::mark(&mut sheet, &plane, matrix, &tracks, &kept_free);
    let lowest = lines::ends(&mut sheet, &plane, &tracks);
    let strips = lines::STRIP * tracks.iter().filter(|track| track.has_gap()).count() as f64;
    let (months, below) = write_months(&mut sheet, &plane, &dated, plane.bottom + strips + 3.0);
    sheet.y = below.max(lowest);
    let mut remarks = lines::gaps(&months, &tracks, spec.lang);
    remarks.extend(lines::remarks(&plane, unplaced, spec.lang));
    Ok(sheet.close(Said {
        kind: spec.kind.name(),
        description: description(series, spec.lang),
        coverage: coverage(series),
        remarks,
    }))
}

/// This year's line, strong and open at its end, and last year's.
fn tracks(series: &CumulativeSeries, lang: Lang, limit: f64) -> Vec<Track<'_>> {
    let track = |(row, number)| {
        let is_current = number == 1;
        Track {
            row,
            number,
            is_strong: is_current,
            is_open: is_current,
            said_at: row.cells.iter().rposition(|cell| cell.count.is_ok()).filter(|_| is_current),
            end: end(series, row, is_current, lang, limit),
        }
    };
    series.matrix.rows.iter().zip(1..).map(track).collect()
}

/// The plane of the lines, from nothing to the highest total or the quota: running totals begin at nothing, so the scale does
/// too. `events` is the height that days and their words take.
fn fitted(sheet: &Sheet<'_>, series: &CumulativeSeries, tracks: &[Track<'_>], events: f64) -> Plane {
    let quota = series.quota.as_ref().map(|quota| float(quota.value));
    let highest = series.matrix.counts().map(float).chain(quota).fold(0.0, f64::max);
    let height = if highest > 0.0 { HEIGHT * sheet.spec.spread } else { 30.0 };
    let size = (series.matrix.columns.len(), height);
    Plane::fit(sheet, size, (0.0, highest), lines::end_width(tracks), events)
}

/// Writes the months below the plane; gives their names and the y below them.
fn write_months(sheet: &mut Sheet<'_>, plane: &Plane, dated: &[Column], y: f64) -> (Vec<String>, f64) {
    let lang = sheet.spec.lang;
    let labels: Vec<AxisLabel> =
        dated.iter().map(|column| AxisLabel { year: None, ..AxisLabel::of(column, lang) }).collect();
    let mut axis = Vec::new();
    let below = plane.axis(&labels, y, &mut axis);
    sheet.add(axis);
    (labels.into_iter().map(|label| label.name).collect(), below)
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

/// The line of the quota, with its words above its left end, or farther along or above where a line of data runs there; gives
/// what both take, so that no number stands on them.
fn draw_quota(
    series: &CumulativeSeries,
    plane: &Plane,
    tracks: &[Track<'_>],
    out: &mut Vec<Shape>,
) -> Vec<Rect> {
    let Some(quota) = &series.quota else { return Vec::new() };
    let y = plane.scale.place(quota.value);
    out.push(Shape::Line { from: (plane.left, y), to: (plane.right, y), stroke: Stroke::Reference });
    let words = format!("{} {}", words::clean(&quota.label), format::count(quota.value));
    let line = text(plane.left + 4.0, y - 4.0, Anchor::Start, SIZE, &words);
    let line = TextLine { weight: Weight::Medium, ..line };
    let at = |along: f64, above: f64| TextLine { x: line.x + along, y: line.y - above, ..line.clone() };
    let room = plane.right - plane.left - 8.0 - line.bounds().width;
    let steps = (0..=(room / 12.0).max(0.0) as u32).map(|step| f64::from(step) * 12.0);
    let mut tried = steps.flat_map(|along| [0.0, 4.0, 8.0].map(|above| at(along, above)));
    let line = tried.find(|line| lines::is_free(plane, tracks, &line.bounds())).unwrap_or(at(0.0, 0.0));
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
