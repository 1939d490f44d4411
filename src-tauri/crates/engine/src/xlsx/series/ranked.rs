//! A ranking as a sheet and bars: names, both counts, the rate as a formula over them, and why there is none.

use super::frame::{self, FIRST, Frame, HEAD};
use crate::chart::{Direction, Figure, Fill, Ink, RankedRow, RankedSeries};
use crate::format;
use crate::model::{Decimal, Lang};
use crate::xlsx::book::address;
use crate::xlsx::{CellLook, ChartForm, NativeChart, NativeSeries, NumberLook, Rule, Sheet, Span, XlsxError};
use rust_decimal::prelude::ToPrimitive;

const NAME: u16 = 0;
const BASE: u16 = 1;
const CURRENT: u16 = 2;
const RATE: u16 = 3;
const REMARK: u16 = 4;
/// The name beside the bar, with the reason where there is no bar.
const SHOWN: u16 = 5;

/// Height of the chart: that of one bar, and what stands around them, in millimetres.
const BAR_MM: f64 = 5.2;
const AROUND_MM: f64 = 18.0;
/// The height of a page's type area less its captions.
const MOST_MM: f64 = 205.0;

/// What the bar of a row shows, if anything.
fn drawn(row: &RankedRow) -> Option<Decimal> {
    row.rate.filter(|_| !row.is_small_base)
}

/// Why a row has no bar.
fn remark(row: &RankedRow, lang: Lang) -> String {
    match (drawn(row), row.is_small_base) {
        (Some(_), _) => String::new(),
        (None, true) => lang.pick("基数小，不计算降幅", "base too small for a rate").to_owned(),
        (None, false) => row.no_rate.map_or_else(
            || lang.pick("无数据", "no figure").to_owned(),
            |reason| format::no_rate(reason, lang).to_owned(),
        ),
    }
}

/// Writes the sheet and describes the chart.
pub(super) fn write(
    sheet: &mut Sheet<'_>,
    series: &RankedSeries,
    figure: &Figure,
) -> Result<NativeChart, XlsxError> {
    let lang = figure.lang;
    let rows = frame::as_drawn(figure, &series.rows, |row| &row.key);
    let around = Frame {
        unit: &series.unit,
        scope_line: series.scope_line.as_deref(),
        total_line: series.total_line.as_deref(),
        source_line: &series.source_line,
        notes: &series.notes,
        lang,
    };
    around.open(sheet, figure, &heads(series, &rows, lang))?;
    let decimals = rows.iter().filter_map(|row| drawn(row)).map(|rate| rate.scale()).max().unwrap_or(1);
    let mut at = FIRST;
    for row in &rows {
        write_row(sheet, at, row, decimals, lang)?;
        at += 1;
    }
    if let Some(reference) = &series.reference {
        let rate = NumberLook { decimals, is_signed: true, has_percent: false };
        let look = CellLook { top: Rule::Thin, ..CellLook::bold() };
        for column in [BASE, CURRENT, REMARK] {
            sheet.text((at, column), "", look)?;
        }
        sheet.text((at, NAME), &reference.label, look)?;
        sheet.number((at, RATE), reference.rate, CellLook { number: Some(rate), ..look })?;
        sheet.text((at, SHOWN), &reference.label, look)?;
        at += 1;
    }
    around.close(sheet, at)?;
    Ok(chart(series, &rows, figure, decimals, at - 1))
}

fn heads(series: &RankedSeries, rows: &[&RankedRow], lang: Lang) -> Vec<(String, usize)> {
    let name = if series.row_head.is_empty() { lang.pick("名称", "Name") } else { &series.row_head };
    let widest = frame::widest(rows.iter().map(|row| row.label.as_str()), 10);
    vec![
        (name.to_owned(), widest),
        (series.base_label.clone(), 10),
        (series.current_label.clone(), 10),
        (lang.pick("增减率（%）", "Change (%)").to_owned(), 11),
        (lang.pick("备注", "Remarks").to_owned(), 24),
        (lang.pick("图中名称", "Name in the chart").to_owned(), widest),
    ]
}

fn write_row(
    sheet: &mut Sheet<'_>,
    at: u32,
    row: &RankedRow,
    decimals: u32,
    lang: Lang,
) -> Result<(), XlsxError> {
    sheet.text((at, NAME), &row.label, frame::body(None))?;
    for (column, value) in [(BASE, row.base), (CURRENT, row.current)] {
        match value {
            Some(value) => sheet.number((at, column), value, frame::count(value))?,
            None => sheet.text((at, column), "", frame::body(None))?,
        }
    }
    let look = frame::body(Some(NumberLook { decimals, is_signed: true, has_percent: false }));
    if let Some(rate) = drawn(row) {
        let computed = row.current.zip(row.base);
        let computed = computed.and_then(|(current, base)| frame::rounded_rate(current, base, rate.scale()));
        if computed == Some(rate) {
            let (current, base) = (address((at, CURRENT)), address((at, BASE)));
            let formula = format!("=ROUND(({current}-{base})/{base}*100,{})", rate.scale());
            sheet.formula((at, RATE), &formula, rate, look)?;
        } else {
            sheet.number((at, RATE), rate, look)?;
        }
    }
    let why = remark(row, lang);
    sheet.text((at, REMARK), &why, frame::body(None))?;
    let shown = match (why.is_empty(), lang) {
        (true, _) => row.label.clone(),
        (false, Lang::Zh) => format!("{}（{why}）", row.label),
        (false, Lang::En) => format!("{} ({why})", row.label),
    };
    sheet.text((at, SHOWN), &shown, frame::body(None))
}

fn chart(
    series: &RankedSeries,
    rows: &[&RankedRow],
    figure: &Figure,
    decimals: u32,
    last: u32,
) -> NativeChart {
    let (lang, is_lower_better) = (figure.lang, series.is_lower_better);
    let ink = |fill| Ink::of(figure.theme, fill);
    let direction = |rate: Decimal| Direction::between(Some(Decimal::ZERO), Some(rate));
    let mut points: Vec<Option<Ink>> = rows
        .iter()
        .map(|row| drawn(row).map(|rate| ink(Fill::of(direction(rate), is_lower_better))))
        .collect();
    // The whole is no unit: it has the tone of earlier counts.
    points.extend(series.reference.iter().map(|_| Some(ink(Fill::Past(1)))));
    let marks = points.len() as f64;
    NativeChart {
        form: ChartForm::Bars,
        title: Some((0, 0)),
        alt: figure.description.clone(),
        categories: Span::down(SHOWN, FIRST, last),
        series: vec![NativeSeries {
            name: (HEAD, RATE),
            values: Span::down(RATE, FIRST, last),
            ink: Some(ink(Fill::of(Direction::Fell, is_lower_better))),
            points,
            label_format: Some(label_format(decimals, is_lower_better, lang)),
            labels: Vec::new(),
            is_named: true,
            dash: 0,
        }],
        axis_title: if is_lower_better {
            lang.pick("降幅（%）", "Reduction (%)").to_owned()
        } else {
            lang.pick("增减率（%）", "Change (%)").to_owned()
        },
        axis_format: if is_lower_better { "+0;0;0" } else { "+0;\"−\"0;0" }.to_owned(),
        is_reversed: is_lower_better,
        longest: room_for_rises(rows, is_lower_better),
        has_legend: false,
        lines: frame::lines(figure),
        size_mm: (figure.width_mm, (marks * BAR_MM + AROUND_MM).min(MOST_MM)),
    }
}

/// Where increases run left, towards the names: the end of an axis that leaves room for their labels, in whole fives.
fn room_for_rises(rows: &[&RankedRow], is_lower_better: bool) -> Option<f64> {
    let rates = || rows.iter().filter_map(|row| drawn(row));
    let (least, most) = (rates().min()?, rates().max()?);
    if !is_lower_better || most <= Decimal::ZERO {
        return None;
    }
    let room = most + (most - least.min(Decimal::ZERO)) / Decimal::from(4);
    let fives = (room / Decimal::from(5)).ceil() * Decimal::from(5);
    fives.to_f64()
}

/// A reduction is the number alone, an increase says so; where neither is the aim, both carry their sign.
fn label_format(decimals: u32, is_lower_better: bool, lang: Lang) -> String {
    let zeros = "0".repeat(decimals as usize);
    let number = if decimals == 0 { "#,##0".to_owned() } else { format!("#,##0.{zeros}") };
    if is_lower_better {
        let rose = lang.pick("上升", "up ");
        format!("\"{rose}\"{number}\"%\";{number}\"%\";{number}\"%\"")
    } else {
        format!("+{number}\"%\";\"−\"{number}\"%\";{number}\"%\"")
    }
}
