//! Periods down and one column for each part or line: what periods are made of, and months added up.

use super::frame::{self, FIRST, Frame, HEAD};
use crate::chart::{
    Caption, ChartKind, Column, CumulativeSeries, Figure, Fill, Gap, Ink, StackedSeries, gap_words,
};
use crate::model::{Decimal, Lang};
use crate::xlsx::book::address;
use crate::xlsx::{CellLook, ChartForm, NativeChart, NativeSeries, Sheet, Span, XlsxError};

const PERIOD: u16 = 0;
const HEIGHT_MM: f64 = 95.0;
/// More marks than this are not labelled each.
const MOST_LABELLED: usize = 60;

/// One column of numbers and how it is drawn.
struct Run<'a> {
    label: &'a str,
    values: Vec<Result<Decimal, Gap>>,
    fill: Fill,
}

/// What the columns are to be drawn as.
struct Drawn<'a> {
    caption: &'a Caption,
    row_head: &'a str,
    periods: &'a [Column],
    runs: Vec<Run<'a>>,
    form: ChartForm,
    /// Whether the columns of a row add up, so that a sum stands beside them.
    is_whole: bool,
}

/// Parts of each period, one over the other.
pub(super) fn write_stacked(
    sheet: &mut Sheet<'_>,
    series: &StackedSeries,
    figure: &Figure,
) -> Result<NativeChart, XlsxError> {
    let runs = (1u8..).zip(&series.parts).map(|(nth, part)| Run {
        label: &part.label,
        values: part.cells.iter().map(|cell| cell.count).collect(),
        fill: if part.is_others { Fill::Others } else { Fill::Part(nth) },
    });
    let is_share = figure.kind == ChartKind::Composition.name();
    let drawn = Drawn {
        caption: &series.caption,
        row_head: &series.row_head,
        periods: &series.columns,
        runs: runs.collect(),
        form: if is_share { ChartForm::FullColumns } else { ChartForm::StackedColumns },
        is_whole: true,
    };
    drawn.write(sheet, figure)
}

/// Running totals as lines, with the quota as a line across.
pub(super) fn write_cumulative(
    sheet: &mut Sheet<'_>,
    series: &CumulativeSeries,
    figure: &Figure,
) -> Result<NativeChart, XlsxError> {
    let matrix = &series.matrix;
    let fills = [Fill::Fell, Fill::Past(1)];
    let mut runs: Vec<Run<'_>> = matrix
        .rows
        .iter()
        .zip(fills)
        .map(|(row, fill)| Run {
            label: &row.label,
            values: row.cells.iter().map(|cell| cell.count).collect(),
            fill,
        })
        .collect();
    runs.extend(series.quota.as_ref().map(|quota| Run {
        label: &quota.label,
        values: vec![Ok(quota.value); matrix.columns.len()],
        fill: Fill::Plain,
    }));
    let drawn = Drawn {
        caption: &matrix.caption,
        row_head: &matrix.row_head,
        periods: &matrix.columns,
        runs,
        form: ChartForm::Lines,
        is_whole: false,
    };
    drawn.write(sheet, figure)
}

impl Drawn<'_> {
    fn write(&self, sheet: &mut Sheet<'_>, figure: &Figure) -> Result<NativeChart, XlsxError> {
        let lang = figure.lang;
        let around = Frame::of(self.caption, lang);
        around.open(sheet, figure, &self.heads(lang))?;
        let mut at = FIRST;
        for (index, period) in self.periods.iter().enumerate() {
            self.write_row(sheet, at, (index, period), lang)?;
            at += 1;
        }
        around.close(sheet, at)?;
        Ok(self.chart(figure))
    }

    fn heads(&self, lang: Lang) -> Vec<(String, usize)> {
        let head = if self.row_head.is_empty() { lang.pick("期间", "Period") } else { self.row_head };
        let periods = self.periods.iter().map(|period| period.label.as_str());
        let mut heads = vec![(head.to_owned(), frame::widest(periods, 10))];
        heads.extend(
            self.runs.iter().map(|run| (run.label.to_owned(), frame::widest([run.label].into_iter(), 10))),
        );
        if self.is_whole {
            heads.push((lang.pick("合计", "Total").to_owned(), 10));
        }
        heads.push((lang.pick("备注", "Remarks").to_owned(), 24));
        heads
    }

    fn write_row(
        &self,
        sheet: &mut Sheet<'_>,
        at: u32,
        (index, period): (usize, &Column),
        lang: Lang,
    ) -> Result<(), XlsxError> {
        sheet.text((at, PERIOD), &period.label, CellLook::default())?;
        let mut column = PERIOD + 1;
        let (mut known, mut remarks) = (Vec::new(), Vec::new());
        for run in &self.runs {
            match run.values.get(index) {
                Some(Ok(value)) => {
                    sheet.number((at, column), *value, frame::count(*value))?;
                    known.push(*value);
                }
                Some(Err(why)) => {
                    sheet.text((at, column), "", CellLook::default())?;
                    remarks.push(match lang {
                        Lang::Zh => format!("{}{}", run.label, gap_words(*why, lang)),
                        Lang::En => format!("{}: {}", run.label, gap_words(*why, lang)),
                    });
                }
                None => sheet.text((at, column), "", CellLook::default())?,
            }
            column += 1;
        }
        if self.is_whole {
            let sum = known.iter().try_fold(Decimal::ZERO, |sum, value| sum.checked_add(*value));
            match sum.filter(|_| !known.is_empty()) {
                Some(sum) => {
                    let (first, last) = (address((at, PERIOD + 1)), address((at, column - 1)));
                    sheet.formula((at, column), &format!("=SUM({first}:{last})"), sum, frame::count(sum))?;
                }
                None => sheet.text((at, column), "", CellLook::default())?,
            }
            column += 1;
        }
        sheet.text((at, column), &remarks.join(lang.pick("；", "; ")), CellLook::default())
    }

    fn chart(&self, figure: &Figure) -> NativeChart {
        let last_row = FIRST + (self.periods.len().max(1) as u32) - 1;
        let is_share = self.form == ChartForm::FullColumns;
        let is_labelled =
            self.form != ChartForm::Lines && self.runs.len() * self.periods.len() <= MOST_LABELLED;
        let series = (PERIOD + 1..).zip(&self.runs).enumerate().map(|(nth, (column, run))| NativeSeries {
            name: (HEAD, column),
            values: Span::down(column, FIRST, last_row),
            ink: Some(Ink::of(figure.theme, run.fill)),
            points: Vec::new(),
            label_format: is_labelled.then(|| "#,##0".to_owned()),
            labels: Vec::new(),
            is_named: true,
            dash: nth % 8,
        });
        let unit = &self.caption.unit;
        NativeChart {
            form: self.form,
            title: Some((0, 0)),
            alt: figure.description.clone(),
            categories: Span::down(PERIOD, FIRST, last_row),
            series: series.collect(),
            axis_title: match (is_share, figure.lang) {
                (true, Lang::Zh) => "占比（%）".to_owned(),
                (true, Lang::En) => "Share (%)".to_owned(),
                (false, Lang::Zh) => format!("数量（{unit}）"),
                (false, Lang::En) => format!("Count ({unit})"),
            },
            axis_format: if is_share { "0%" } else { "#,##0" }.to_owned(),
            is_reversed: false,
            longest: None,
            has_legend: true,
            lines: frame::lines(figure),
            size_mm: (figure.width_mm, HEIGHT_MM),
        }
    }
}
