//! Counts over periods as a sheet and bars, or as lines where there are many periods.

use super::frame::{self, FIRST, Frame, HEAD};
use crate::chart::{Change, ChartKind, Direction, Figure, Fill, Ink, MatrixRow, MatrixSeries, row_remarks};
use crate::model::{Decimal, Lang};
use crate::xlsx::book::address;
use crate::xlsx::{CellLook, ChartForm, NativeChart, NativeSeries, NumberLook, Sheet, Span, XlsxError};

const NAME: u16 = 0;
/// More periods than this are lines: bars of each would no longer be told apart.
const MOST_PERIODS: usize = 3;
/// More units than this lie on their side, so that long names and labels have room.
const MOST_STANDING: usize = 7;
const BAR_MM: f64 = 4.2;
const AROUND_MM: f64 = 26.0;
const MOST_MM: f64 = 205.0;
const STANDING_MM: f64 = 85.0;
/// More marks than this are not labelled each.
const MOST_LABELLED: usize = 60;

fn counts(row: &MatrixRow) -> impl Iterator<Item = Option<Decimal>> + '_ {
    row.cells.iter().map(|cell| cell.count.ok())
}

fn ends(row: &MatrixRow) -> (Option<Decimal>, Option<Decimal>) {
    (counts(row).next().flatten(), counts(row).last().flatten())
}

/// Writes the sheet and describes the chart.
pub(super) fn write(
    sheet: &mut Sheet<'_>,
    series: &MatrixSeries,
    figure: &Figure,
) -> Result<NativeChart, XlsxError> {
    let lang = figure.lang;
    let rows = frame::as_drawn(figure, &series.rows, |row| &row.key);
    let caption = &series.caption;
    let around = Frame::of(caption, lang);
    around.open(sheet, figure, &heads(series, &rows, lang))?;
    let mut at = FIRST;
    for row in &rows {
        write_row(sheet, at, series, row, lang)?;
        at += 1;
    }
    around.close(sheet, at)?;
    Ok(chart(series, &rows, figure))
}

fn heads(series: &MatrixSeries, rows: &[&MatrixRow], lang: Lang) -> Vec<(String, usize)> {
    let name = if series.row_head.is_empty() { lang.pick("名称", "Name") } else { &series.row_head };
    let mut heads = vec![(name.to_owned(), frame::widest(rows.iter().map(|row| row.label.as_str()), 10))];
    heads.extend(series.columns.iter().map(|column| (column.label.clone(), 10)));
    heads.push((lang.pick("首末增减率（%）", "Change, first to last (%)").to_owned(), 12));
    heads.push((lang.pick("备注", "Remarks").to_owned(), 24));
    heads
}

fn write_row(
    sheet: &mut Sheet<'_>,
    at: u32,
    series: &MatrixSeries,
    row: &MatrixRow,
    lang: Lang,
) -> Result<(), XlsxError> {
    sheet.text((at, NAME), &row.label, CellLook::default())?;
    let mut column = NAME + 1;
    for value in counts(row) {
        match value {
            Some(value) => sheet.number((at, column), value, frame::count(value))?,
            None => sheet.text((at, column), "", CellLook::default())?,
        }
        column += 1;
    }
    let number = |decimals| frame::body(Some(NumberLook { decimals, is_signed: true, has_percent: false }));
    match row.change {
        Change::Rate(rate) => {
            let look = number(rate.scale());
            let computed = match ends(row) {
                (Some(base), Some(current)) => frame::rounded_rate(current, base, rate.scale()),
                _ => None,
            };
            if computed == Some(rate) {
                let (base, current) = (address((at, NAME + 1)), address((at, column - 1)));
                let formula = format!("=ROUND(({current}-{base})/{base}*100,{})", rate.scale());
                sheet.formula((at, column), &formula, rate, look)?;
            } else {
                sheet.number((at, column), rate, look)?;
            }
        }
        Change::Unchanged => sheet.number((at, column), Decimal::ZERO, number(1))?,
        Change::SmallBase | Change::None(_) => sheet.text((at, column), "", CellLook::default())?,
    }
    let remarks = row_remarks(series, row, lang).join(lang.pick("；", "; "));
    sheet.text((at, column + 1), &remarks, CellLook::default())
}

fn chart(series: &MatrixSeries, rows: &[&MatrixRow], figure: &Figure) -> NativeChart {
    let (periods, units) = (series.columns.len(), rows.len());
    let is_line = periods > MOST_PERIODS
        || [ChartKind::Trend, ChartKind::Slope].iter().any(|kind| kind.name() == figure.kind);
    let last_row = FIRST + (units.max(1) as u32) - 1;
    let last_column = NAME + periods.max(1) as u16;
    let unit = &series.caption.unit;
    let (form, height) = match (is_line, units > MOST_STANDING) {
        (true, _) => (ChartForm::Lines, STANDING_MM + (units as f64) * 1.2),
        (false, true) => (ChartForm::Bars, ((units * periods) as f64).mul_add(BAR_MM, AROUND_MM)),
        (false, false) => (ChartForm::Columns, STANDING_MM),
    };
    NativeChart {
        form,
        title: Some((0, 0)),
        alt: figure.description.clone(),
        categories: if is_line {
            Span::along(HEAD, NAME + 1, last_column)
        } else {
            Span::down(NAME, FIRST, last_row)
        },
        series: if is_line { lines(series, rows, figure) } else { bars(series, rows, figure) },
        axis_title: match figure.lang {
            Lang::Zh => format!("数量（{unit}）"),
            Lang::En => format!("Count ({unit})"),
        },
        axis_format: "#,##0".to_owned(),
        is_reversed: false,
        longest: None,
        has_legend: true,
        lines: frame::lines(figure),
        size_mm: (figure.width_mm, height.min(MOST_MM)),
    }
}

/// One series for each period; in the last one, what rose has a tone of its own.
fn bars(series: &MatrixSeries, rows: &[&MatrixRow], figure: &Figure) -> Vec<NativeSeries> {
    let ink = |fill| Ink::of(figure.theme, fill);
    let periods = series.columns.len();
    let last_row = FIRST + (rows.len().max(1) as u32) - 1;
    let is_labelled = rows.len() * periods <= MOST_LABELLED;
    (1u16..)
        .zip((0..periods).rev())
        .map(|(column, age)| {
            let points = if age == 0 && periods > 1 {
                let points = rows.iter().map(|row| {
                    let (first, last) = ends(row);
                    match Direction::between(first, last) {
                        Direction::Rose => Some(ink(Fill::of(Direction::Rose, series.is_lower_better))),
                        Direction::Fell | Direction::Level | Direction::Unknown => None,
                    }
                });
                points.collect()
            } else {
                Vec::new()
            };
            let fill = match u8::try_from(age).unwrap_or(u8::MAX) {
                0 if periods == 1 => Fill::Plain,
                0 => Fill::of(Direction::Fell, series.is_lower_better),
                age => Fill::Past(age),
            };
            NativeSeries {
                name: (HEAD, NAME + column),
                values: Span::down(NAME + column, FIRST, last_row),
                ink: Some(ink(fill)),
                points,
                label_format: is_labelled.then(|| "#,##0".to_owned()),
                labels: Vec::new(),
                is_named: true,
                dash: 0,
            }
        })
        .collect()
}

/// One line for each unit, told apart by dash and marker as well as by tone.
fn lines(series: &MatrixSeries, rows: &[&MatrixRow], figure: &Figure) -> Vec<NativeSeries> {
    let last_column = NAME + series.columns.len().max(1) as u16;
    let is_labelled = rows.len() == 1;
    (FIRST..)
        .zip(rows)
        .enumerate()
        .map(|(nth, (row, unit))| {
            let (first, last) = ends(unit);
            let fill = match Direction::between(first, last) {
                Direction::Rose => Fill::of(Direction::Rose, series.is_lower_better),
                Direction::Fell => Fill::of(Direction::Fell, series.is_lower_better),
                Direction::Level | Direction::Unknown => Fill::Plain,
            };
            let ink = Ink::of(figure.theme, fill);
            // What rose is hatched as a bar; a line takes the colour of its edge.
            let ground = ink.hatch.and(ink.edge).unwrap_or(ink.ground);
            NativeSeries {
                name: (row, NAME),
                values: Span::along(row, NAME + 1, last_column),
                ink: Some(Ink { ground, edge: None, hatch: None }),
                points: Vec::new(),
                label_format: is_labelled.then(|| "#,##0".to_owned()),
                labels: Vec::new(),
                is_named: true,
                dash: nth % 8,
            }
        })
        .collect()
}
