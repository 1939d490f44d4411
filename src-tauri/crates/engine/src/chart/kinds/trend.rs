//! Trend: one line over the periods for the total or for each of a few units, with the days policies took effect.

use crate::chart::describe;
use crate::chart::error::ChartError;
use crate::chart::figure::{Figure, Rect, Tone};
use crate::chart::frame::{Said, Sheet};
use crate::chart::lines::{self, MOST_LINES, Track};
use crate::chart::plane::{self, AxisLabel, Plane};
use crate::chart::scale::float;
use crate::chart::series::{Change, Direction, MatrixRow, MatrixSeries};
use crate::chart::spec::ChartSpec;
use crate::chart::words;
use crate::format;
use crate::model::Lang;

const HEIGHT: f64 = 200.0;

/// Decides the whole figure.
pub(crate) fn figure(spec: &ChartSpec, series: &MatrixSeries) -> Result<Figure, ChartError> {
    if series.rows.len() > MOST_LINES {
        return Err(ChartError::TooManyLines { count: series.rows.len() });
    }
    let mut sheet = Sheet::open(spec, &series.caption, series.rows.len())?;
    let limit = sheet.inner_width() * 0.28;
    let tracks: Vec<Track<'_>> =
        series.rows.iter().zip(1..).map(|(row, number)| track(spec, series, row, number, limit)).collect();
    let end_width = lines::end_width(&tracks);
    let counts = || series.counts().map(float);
    let bounds = (counts().fold(f64::MAX, f64::min), counts().fold(0.0, f64::max));
    let height = if bounds.1 > 0.0 { HEIGHT * spec.spread } else { 30.0 };
    let fit = |sheet: &Sheet<'_>, events| {
        Plane::fit(sheet, (series.columns.len(), height), bounds, end_width, events)
    };
    // How far across events stand does not depend on how high they are.
    let events = fit(&sheet, 0.0).events(&sheet, &spec.events, &series.columns)?;
    let plane = fit(&sheet, plane::height_of(&events, sheet.y));
    let mut back = plane.back();
    back.extend(events.iter().map(|event| event.line(plane.bottom)));
    sheet.add(back);
    lines::draw(&mut sheet, &plane, &tracks);
    let mut said = Vec::new();
    events.iter().for_each(|event| event.words(&mut said));
    sheet.add(said);
    let kept_free: Vec<Rect> = events.iter().flat_map(|event| event.taken(plane.bottom)).collect();
    let unplaced = lines::mark(&mut sheet, &plane, series, &tracks, &kept_free);
    let lowest = lines::ends(&mut sheet, &plane, &tracks);
    let strips = lines::STRIP * tracks.iter().filter(|track| track.has_gap()).count() as f64;
    let labels: Vec<AxisLabel> =
        series.columns.iter().map(|column| AxisLabel::of(column, spec.lang)).collect();
    let mut axis = Vec::new();
    let below = plane.axis(&labels, plane.bottom + strips + 3.0, &mut axis);
    sheet.add(axis);
    sheet.y = below.max(lowest);
    let names: Vec<String> = series.columns.iter().map(|column| column.label.clone()).collect();
    let mut remarks = lines::gaps(&names, &tracks, spec.lang);
    remarks.extend(describe::span_remark(series, spec.lang));
    remarks.extend(lines::remarks(&plane, unplaced, spec.lang));
    Ok(sheet.close(Said {
        kind: spec.kind.name(),
        description: description(spec, series),
        coverage: describe::coverage(series),
        remarks,
    }))
}

/// A line with its name at its end, and below that its last count and its change.
fn track<'a>(
    spec: &ChartSpec,
    series: &MatrixSeries,
    row: &'a MatrixRow,
    number: u8,
    limit: f64,
) -> Track<'a> {
    let mut end = lines::broken(&words::clean(&row.label), Tone::Ink, limit);
    let is_rise = matches!(row.change, Change::Rate(_)) && row.direction() == Direction::Rose;
    let tone = if is_rise && series.is_lower_better { Tone::Rose } else { Tone::Muted };
    let numbers: Vec<String> = [row.last().map(format::count), describe::change_label(row.change, spec.lang)]
        .into_iter()
        .flatten()
        .collect();
    if row.last().is_some() {
        end.extend(lines::broken(&numbers.join(" "), tone, limit));
    }
    let is_strong = spec.highlight.as_deref() == Some(row.key.as_str());
    let said_at = series.columns.len().checked_sub(1);
    Track { row, number, is_strong, is_open: false, said_at, end }
}

fn description(spec: &ChartSpec, series: &MatrixSeries) -> String {
    let lang = spec.lang;
    let name = lang.pick("趋势图", "Trend");
    let mut said = match series.rows.as_slice() {
        [row] => {
            let row = describe::row(series, row, lang);
            match lang {
                Lang::Zh => format!("{name}，{row}。"),
                Lang::En => format!("{name}. {row}."),
            }
        }
        _ => describe::whole(name, series, lang),
    };
    for event in &spec.events {
        let (date, words) = (plane::date_words(event, lang), words::clean(&event.words));
        said.push_str(&match lang {
            Lang::Zh => format!("{date}：{words}。"),
            Lang::En => format!(" {date}: {words}."),
        });
    }
    said
}
