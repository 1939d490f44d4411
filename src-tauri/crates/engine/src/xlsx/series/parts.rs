//! What each part adds to a change, as a waterfall of stacked columns: each step begins where the one before ended.
//!
//! A workbook has no waterfall that older programs open, so a carrier without paint lifts each step. Steps above and below
//! zero are series of their own, because stacks of either sign start at zero. Steps are light, so that a label that has no
//! room inside can be read over both.

use super::frame::{self, FIRST, Frame, HEAD};
use crate::chart::{Direction, Figure, Fill, Ink, PartOfChange, PartsSeries};
use crate::format;
use crate::model::{Decimal, Lang};
use crate::xlsx::book::address;
use crate::xlsx::{
    CellLook, ChartForm, NativeChart, NativeSeries, NumberLook, PointLabel, Rule, Sheet, Span, XlsxError,
};

const NAME: u16 = 0;
const CHANGE: u16 = 1;
const POINTS: u16 = 2;
const REMARK: u16 = 3;
/// Where the steps reach, and what is stacked.
const REACHED: u16 = 4;
const CARRIER: u16 = 5;
/// The four painted series: fell above zero, fell below, rose above, rose below.
const PIECES: [(u16, Direction, bool); 4] = [
    (6, Direction::Fell, true),
    (7, Direction::Fell, false),
    (8, Direction::Rose, true),
    (9, Direction::Rose, false),
];
const WHOLE: u16 = 10;
/// More parts than this lie on their side, so that long names have room.
const MOST_STANDING: usize = 7;
const STANDING_MM: f64 = 95.0;
const BAR_MM: f64 = 5.2;
const AROUND_MM: f64 = 24.0;
const MOST_MM: f64 = 205.0;

/// One step: from where to where, in points.
struct Step<'a> {
    row: &'a PartOfChange,
    points: Decimal,
    from: Decimal,
    to: Decimal,
}

impl Step<'_> {
    /// How much of the step lies above or below zero, with the sign of that side.
    fn piece(&self, is_above: bool) -> Decimal {
        let clip = |value: Decimal| {
            if is_above { value.max(Decimal::ZERO) } else { value.min(Decimal::ZERO) }
        };
        let length = (clip(self.from) - clip(self.to)).abs();
        if is_above { length } else { -length }
    }

    fn direction(&self) -> Direction {
        Direction::between(Some(self.from), Some(self.to))
    }

    fn crosses_zero(&self) -> bool {
        self.from.min(self.to) < Decimal::ZERO && self.from.max(self.to) > Decimal::ZERO
    }

    /// What lifts the step from zero.
    fn carrier(&self) -> Decimal {
        let (low, high) = (self.from.min(self.to), self.from.max(self.to));
        if low >= Decimal::ZERO { low } else { high.min(Decimal::ZERO) }
    }
}

/// Writes the sheet and describes the chart.
pub(super) fn write(
    sheet: &mut Sheet<'_>,
    series: &PartsSeries,
    figure: &Figure,
) -> Result<NativeChart, XlsxError> {
    let lang = figure.lang;
    let rows = frame::as_drawn(figure, &series.rows, |row| &row.key);
    let (steps, left_out) = steps(&rows);
    let caption = &series.caption;
    let around = Frame::of(caption, lang);
    around.open(sheet, figure, &heads(series, &rows, lang))?;
    let decimals = steps.iter().map(|step| step.points.scale()).max().unwrap_or(1);
    let points = NumberLook { decimals, is_signed: true, has_percent: false };
    for (at, step) in (FIRST..).zip(&steps) {
        write_step(sheet, at, step, points)?;
    }
    let mut at = FIRST + steps.len() as u32;
    write_whole(sheet, at, series, points, FIRST != at)?;
    let helpers = lang.pick("右起各列供作图用", "Helper columns of the chart");
    sheet.text((HEAD - 1, CARRIER + 1), helpers, CellLook::muted())?;
    sheet.text((HEAD - 1, CARRIER), " ", CellLook::muted())?;
    let last = at;
    at += 1;
    // Parts that cannot be compared take no place in the waterfall; they stand below it with their reason.
    for row in left_out {
        sheet.text((at, NAME), &row.label, CellLook::default())?;
        let why =
            row.no_rate.map_or(lang.pick("无数据", "no figure"), |reason| format::no_rate(reason, lang));
        sheet.text((at, REMARK), why, CellLook::default())?;
        at += 1;
    }
    around.close(sheet, at)?;
    Ok(chart(series, &steps, figure, last))
}

fn steps<'a>(rows: &[&'a PartOfChange]) -> (Vec<Step<'a>>, Vec<&'a PartOfChange>) {
    let (mut steps, mut left_out, mut reached) = (Vec::new(), Vec::new(), Decimal::ZERO);
    for row in rows {
        match row.points {
            Some(points) => {
                steps.push(Step { row, points, from: reached, to: reached + points });
                reached += points;
            }
            None => left_out.push(*row),
        }
    }
    (steps, left_out)
}

fn heads(series: &PartsSeries, rows: &[&PartOfChange], lang: Lang) -> Vec<(String, usize)> {
    let name = if series.row_head.is_empty() { lang.pick("名称", "Name") } else { &series.row_head };
    let unit = &series.caption.unit;
    let change = match lang {
        Lang::Zh => format!("增减（{unit}）"),
        Lang::En => format!("Change ({unit})"),
    };
    let (lowers, raises) = (lang.pick("拉低", "Lowers"), lang.pick("拉高", "Raises"));
    let pairs: [(&str, usize); 9] = [
        (lang.pick("贡献（百分点）", "Contribution (points)"), 11),
        (lang.pick("备注", "Remarks"), 24),
        (lang.pick("累计至", "Reaches"), 9),
        (lang.pick("垫底", "Carrier"), 9),
        // Above zero and below it: one name, for the legend prints the one that is drawn.
        (lowers, 9),
        (lowers, 9),
        (raises, 9),
        (raises, 9),
        (&series.total_label, 9),
    ];
    let mut heads =
        vec![(name.to_owned(), frame::widest(rows.iter().map(|row| row.label.as_str()), 10)), (change, 11)];
    heads.extend(pairs.map(|(head, width)| (head.to_owned(), width)));
    heads
}

fn write_step(sheet: &mut Sheet<'_>, at: u32, step: &Step<'_>, look: NumberLook) -> Result<(), XlsxError> {
    sheet.text((at, NAME), &step.row.label, CellLook::default())?;
    if let Some(change) = step.row.change {
        let decimals = change.normalize().scale();
        let look = frame::body(Some(NumberLook { decimals, is_signed: true, has_percent: false }));
        sheet.number((at, CHANGE), change, look)?;
    }
    sheet.number((at, POINTS), step.points, frame::body(Some(look)))?;
    let plain = frame::body(Some(NumberLook { is_signed: false, ..look }));
    let (points, to) = (address((at, POINTS)), address((at, REACHED)));
    // The first step starts from nothing.
    let from = if at == FIRST { "0".to_owned() } else { address((at - 1, REACHED)) };
    sheet.formula((at, REACHED), &format!("={from}+{points}"), step.to, plain)?;
    let carrier = format!("=IF(MIN({from},{to})>=0,MIN({from},{to}),MIN(0,MAX({from},{to})))");
    sheet.formula((at, CARRIER), &carrier, step.carrier(), plain)?;
    for (column, direction, is_above) in PIECES {
        let is_shown =
            if direction == Direction::Fell { format!("{points}<0") } else { format!("{points}>0") };
        let clip = if is_above {
            format!("ABS(MAX({from},0)-MAX({to},0))")
        } else {
            format!("-ABS(MIN({from},0)-MIN({to},0))")
        };
        let value = if step.direction() == direction { step.piece(is_above) } else { Decimal::ZERO };
        sheet.formula((at, column), &format!("=IF({is_shown},{clip},0)"), value, plain)?;
    }
    Ok(())
}

fn write_whole(
    sheet: &mut Sheet<'_>,
    at: u32,
    series: &PartsSeries,
    look: NumberLook,
    has_steps: bool,
) -> Result<(), XlsxError> {
    let bold = CellLook { top: Rule::Thin, ..CellLook::bold() };
    let number = |number| CellLook { number: Some(number), ..bold };
    sheet.text((at, NAME), &series.total_label, bold)?;
    if let Some(change) = series.total_change {
        let look = NumberLook { decimals: change.normalize().scale(), is_signed: true, has_percent: false };
        sheet.number((at, CHANGE), change, number(look))?;
    }
    let Some(rate) = series.total_rate else { return Ok(()) };
    let added: Decimal = series.rows.iter().filter_map(|row| row.points).sum();
    if has_steps && added == rate {
        let (first, last) = (address((FIRST, POINTS)), address((at - 1, POINTS)));
        // Rounded, because a workbook adds binary fractions.
        let formula = format!("=ROUND(SUM({first}:{last}),{})", rate.scale());
        sheet.formula((at, POINTS), &formula, rate, number(look))?;
    } else {
        sheet.number((at, POINTS), rate, number(look))?;
    }
    sheet.formula((at, WHOLE), &format!("={}", address((at, POINTS))), rate, number(look))
}

fn chart(series: &PartsSeries, steps: &[Step<'_>], figure: &Figure, last: u32) -> NativeChart {
    let ink = |fill| Some(Ink::of(figure.theme, fill));
    let plain = |column: u16| NativeSeries {
        name: (HEAD, column),
        values: Span::down(column, FIRST, last),
        ink: None,
        points: Vec::new(),
        label_format: None,
        labels: Vec::new(),
        is_named: false,
        dash: 0,
    };
    let decimals = steps.iter().map(|step| step.points.scale()).max().unwrap_or(1);
    // The legend names the carrier with a blank: which entries are left out, programs count in different ways.
    let mut all = vec![NativeSeries { name: (HEAD - 1, CARRIER), is_named: true, ..plain(CARRIER) }];
    let mut named = Vec::new();
    for (column, direction, is_above) in PIECES {
        let is_drawn = |step: &Step<'_>| step.direction() == direction && !step.piece(is_above).is_zero();
        if !steps.iter().any(is_drawn) {
            continue;
        }
        // A step over zero is drawn in two pieces and labelled once, with the whole of it.
        let label = |(at, step): (u32, &Step<'_>)| match (is_drawn(step), step.crosses_zero()) {
            (false, _) => PointLabel::Hidden,
            (true, false) => PointLabel::Own,
            (true, true) if is_above => PointLabel::Hidden,
            (true, true) => PointLabel::Cell((at, POINTS)),
        };
        let labels = (FIRST..).zip(steps).map(label).chain([PointLabel::Hidden]);
        all.push(NativeSeries {
            // Without an edge, which would cut through labels.
            ink: ink(fill(direction, series.is_lower_better)).map(|ink| Ink { edge: None, ..ink }),
            label_format: Some(signed(decimals, direction)),
            labels: labels.collect(),
            is_named: !named.contains(&direction),
            ..plain(column)
        });
        named.push(direction);
    }
    let whole = steps.iter().map(|_| PointLabel::Hidden).chain([PointLabel::Own]);
    all.push(NativeSeries {
        ink: ink(Fill::Past(1)),
        label_format: Some(NumberLook { decimals, is_signed: true, has_percent: false }.code()),
        labels: whole.collect(),
        is_named: true,
        ..plain(WHOLE)
    });
    let is_lying = steps.len() > MOST_STANDING;
    let lying_mm = ((steps.len() + 1) as f64).mul_add(BAR_MM, AROUND_MM);
    NativeChart {
        form: if is_lying { ChartForm::StackedBars } else { ChartForm::StackedColumns },
        title: Some((0, 0)),
        alt: figure.description.clone(),
        categories: Span::down(NAME, FIRST, last),
        series: all,
        axis_title: figure.lang.pick("百分点", "Percentage points").to_owned(),
        axis_format: "+0;\"−\"0;0".to_owned(),
        // Reductions run right, as in our own drawing.
        is_reversed: is_lying && series.is_lower_better,
        longest: None,
        has_legend: true,
        lines: frame::lines(figure),
        size_mm: (figure.width_mm, if is_lying { lying_mm.min(MOST_MM) } else { STANDING_MM }),
    }
}

/// A light tone for a fall, hatched for a rise.
fn fill(direction: Direction, is_lower_better: bool) -> Fill {
    match (direction, is_lower_better) {
        (Direction::Fell, true) => Fill::Depth(2),
        (Direction::Fell, false) => Fill::NeutralDepth(2),
        (other, _) => Fill::of(other, is_lower_better),
    }
}

/// The length of a piece with the sign of its step, whichever side of zero it lies on.
fn signed(decimals: u32, direction: Direction) -> String {
    let zeros = "0".repeat(decimals as usize);
    let number = if decimals == 0 { "0".to_owned() } else { format!("0.{zeros}") };
    let sign = if direction == Direction::Fell { "\"−\"" } else { "+" };
    format!("{sign}{number};{sign}{number};\"\"")
}
