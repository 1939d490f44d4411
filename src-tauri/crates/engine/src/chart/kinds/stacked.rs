//! Stacked bars and composition: for each period one lying bar of its parts, in counts from zero or in percent to 100.
//! What is missing or zero has no piece and is said under the period.

use crate::chart::error::ChartError;
use crate::chart::figure::{Anchor, Figure, Fill, Rect, Shape, Stroke, TextLine, Tone};
use crate::chart::frame::{MARGIN, Said, Sheet, TO_BASELINE, muted, text};
use crate::chart::legend::{self, Sample};
use crate::chart::scale::{Scale, float};
use crate::chart::series::{StackedCell, StackedPart, StackedSeries};
use crate::chart::spec::{ChartKind, ChartSpec};
use crate::chart::typeset::{Weight, width, wrap_even};
use crate::chart::{describe, words};
use crate::format;
use crate::model::{Decimal, Lang};

const SIZE: f64 = 11.0;
const SMALL: f64 = 10.0;
const LEADING: f64 = 13.0;
const BAR: f64 = 22.0;
const GAP: f64 = 12.0;
const TOTAL_GAP: f64 = 6.0;
/// As many parts as can be told apart in black and white, and one for the others.
const MOST_PARTS: usize = 5;

struct Layout<'a> {
    spec: &'a ChartSpec,
    series: &'a StackedSeries,
    is_share: bool,
    scale: Scale,
    name_limit: f64,
}

/// A period with its words broken to the width of the names.
struct Line {
    name: Vec<String>,
    /// Parts that have no piece: which one, and the lines that say so.
    absent: Vec<(usize, Vec<String>)>,
    total: String,
    spread: f64,
}

/// Decides the whole figure.
pub(crate) fn figure(spec: &ChartSpec, series: &StackedSeries) -> Result<Figure, ChartError> {
    let own = series.parts.iter().filter(|part| !part.is_others).count();
    if own > MOST_PARTS || series.parts.len() > own + 1 {
        return Err(ChartError::TooManyLines { count: series.parts.len() });
    }
    let mut sheet = Sheet::open(spec, &series.caption, series.parts.len().min(series.columns.len()))?;
    let entries: Vec<(Sample, String)> = series
        .parts
        .iter()
        .enumerate()
        .map(|(index, part)| (Sample::Patch(fill(part, index)), words::clean(&part.label)))
        .collect();
    legend::write(&mut sheet, &entries);
    let layout = Layout::fit(&sheet, spec, series);
    let lines: Vec<Line> = (0..series.columns.len()).map(|index| layout.line(index)).collect();
    let top = sheet.y + 14.0;
    let bottom = top + lines.iter().map(Line::height).sum::<f64>();
    let limits = (layout.scale.at(0.0) - 12.0, sheet.width - 2.0);
    let word = |value: Decimal| {
        if layout.is_share { format!("{}%", format::count(value)) } else { format::count(value) }
    };
    let mut back = layout.scale.numbers_across(sheet.y + 9.0, SMALL, limits, word);
    back.extend(layout.scale.lines_down(top, bottom));
    sheet.add(back);
    let mut y = top;
    let mut unplaced = 0;
    for (index, line) in lines.iter().enumerate() {
        unplaced += layout.draw(&mut sheet, line, index, y);
        y += line.height();
    }
    let zero = layout.scale.at(0.0);
    sheet.add(vec![Shape::Line { from: (zero, top), to: (zero, bottom), stroke: Stroke::Zero }]);
    sheet.y = bottom;
    Ok(sheet.close(Said {
        kind: spec.kind.name(),
        description: layout.description(),
        coverage: coverage(series),
        remarks: layout.remarks(unplaced),
    }))
}

fn fill(part: &StackedPart, index: usize) -> Fill {
    if part.is_others { Fill::Others } else { Fill::Part(u8::try_from(index + 1).unwrap_or(u8::MAX)) }
}

fn coverage(series: &StackedSeries) -> String {
    let mut ends = vec![series.columns.first(), series.columns.last()];
    ends.dedup();
    ends.into_iter().flatten().map(|column| words::clean(&column.label)).collect::<Vec<_>>().join(" → ")
}

impl<'a> Layout<'a> {
    fn fit(sheet: &Sheet<'_>, spec: &'a ChartSpec, series: &'a StackedSeries) -> Self {
        let is_share = spec.kind == ChartKind::Composition;
        let cap = sheet.inner_width() * 0.3;
        let mut layout = Self {
            spec,
            series,
            is_share,
            scale: Scale::from_zero(0.0, 1.0, 0.0, std::iter::empty()),
            name_limit: cap,
        };
        let lines: Vec<Line> = (0..series.columns.len()).map(|index| layout.line(index)).collect();
        let widest = lines.iter().map(Line::width).fold(0.0, f64::max);
        let total = lines.iter().map(|line| width(&line.total, SIZE, Weight::Medium)).fold(0.0, f64::max);
        let start = MARGIN + widest + GAP;
        let end = sheet.right();
        layout.scale = if is_share {
            // The numbers of the axis end on 100, so the totals stand right of it.
            Scale::from_zero(start, end - total - TOTAL_GAP, 100.0, std::iter::empty())
        } else {
            let highest = series.totals.iter().flatten().map(|total| float(*total)).fold(0.0, f64::max);
            let totals = series.totals.iter().flatten().map(|at| (float(*at), total + TOTAL_GAP));
            Scale::from_zero(start, end, highest, totals)
        };
        layout
    }

    fn cell(&self, part: &'a StackedPart, index: usize) -> Option<&'a StackedCell> {
        part.cells.get(index)
    }

    /// How long a piece is, in the numbers of the axis.
    fn length(&self, cell: &StackedCell) -> Option<Decimal> {
        let length = if self.is_share { cell.share } else { cell.count.ok() };
        length.filter(|length| *length > Decimal::ZERO)
    }

    fn line(&self, index: usize) -> Line {
        let lang = self.spec.lang;
        let label =
            self.series.columns.get(index).map(|column| words::clean(&column.label)).unwrap_or_default();
        let absent = self.series.parts.iter().enumerate().filter_map(|(at, part)| {
            let cell = self.cell(part, index)?;
            let said = self.absence(part, cell)?;
            Some((at, wrap_even(&said, SMALL, Weight::Regular, self.name_limit)))
        });
        let total = self.series.totals.get(index).copied().flatten();
        Line {
            spread: self.spec.spread,
            name: wrap_even(&label, SIZE, Weight::Regular, self.name_limit),
            absent: absent.collect(),
            total: total.map_or_else(
                || "—".to_owned(),
                |total| {
                    let count = format::count(total);
                    if self.is_share { format!("{}{count}", lang.pick("共", "of ")) } else { count }
                },
            ),
        }
    }

    /// What is said of a part without a piece: why it is missing, or that it is zero.
    fn absence(&self, part: &StackedPart, cell: &StackedCell) -> Option<String> {
        let (lang, name) = (self.spec.lang, words::clean(&part.label));
        match (cell.count, lang) {
            (Err(why), Lang::Zh) => Some(format!("{name}{}", describe::gap(why, lang))),
            (Err(why), Lang::En) => Some(format!("{name}: {}", describe::gap(why, lang))),
            (Ok(_), _) if self.length(cell).is_some() => None,
            (Ok(count), _) => Some(format!("{name} {}", self.words(cell, count))),
        }
    }

    /// The number of a piece: the count, or the share.
    fn words(&self, cell: &StackedCell, count: Decimal) -> String {
        match cell.share.filter(|_| self.is_share) {
            Some(share) => format::percent(share),
            None => format::count(count),
        }
    }

    /// One period; gives how many numbers had no room in their piece.
    fn draw(&self, sheet: &mut Sheet<'_>, line: &Line, index: usize, top: f64) -> usize {
        let place = Rect { x: MARGIN, y: top, width: sheet.inner_width(), height: line.height() };
        let mut shapes = Vec::new();
        let mut y = place.y + (place.height - line.words_height()) / 2.0;
        for name in &line.name {
            shapes.push(Shape::Text(text(
                MARGIN,
                y + LEADING / 2.0 + TO_BASELINE * SIZE,
                Anchor::Start,
                SIZE,
                name,
            )));
            y += LEADING;
        }
        let bar_y = place.y + (place.height - BAR) / 2.0;
        let mut at = Decimal::ZERO;
        let mut unplaced = 0;
        for (number, part) in self.series.parts.iter().enumerate() {
            let (Some(column), Some(cell)) = (self.series.columns.get(index), self.cell(part, index)) else {
                continue;
            };
            let key = format!("{}/{}", part.key, column.key);
            if let Some(length) = self.length(cell) {
                let (from, to) = (self.scale.place(at), self.scale.place(at + length));
                at += length;
                let rect = Rect { x: from, y: bar_y, width: to - from, height: BAR };
                let (piece, is_said) = self.piece(cell, rect, fill(part, number));
                unplaced += usize::from(!is_said);
                sheet.add_of(&key, piece);
                sheet.mark(&key, rect, self.said(part, index));
            } else if let Some((_, said)) = line.absent.iter().find(|(absent, _)| *absent == number) {
                let height = LEADING * said.len() as f64;
                let rect = Rect { x: MARGIN, y, width: self.name_limit, height };
                sheet.add_of(&key, muted_lines(said, y));
                sheet.mark(&key, rect, self.said(part, index));
                y += height;
            }
        }
        let baseline = bar_y + BAR / 2.0 + TO_BASELINE * SIZE;
        let x = self.scale.place(if self.is_share { Decimal::ONE_HUNDRED } else { at });
        let total = text(x + TOTAL_GAP, baseline, Anchor::Start, SIZE, &line.total);
        let tone = if self.is_share { Tone::Muted } else { Tone::Ink };
        shapes.push(Shape::Text(TextLine { weight: Weight::Medium, tone, ..total }));
        sheet.add(shapes);
        unplaced
    }

    /// A piece with its number, where it fits; on a hatched one the number stands on a patch.
    fn piece(&self, cell: &StackedCell, rect: Rect, fill: Fill) -> (Vec<Shape>, bool) {
        let mut shapes = vec![Shape::Tile { rect, fill }];
        let Ok(count) = cell.count else { return (shapes, true) };
        let baseline = rect.y + rect.height / 2.0 + TO_BASELINE * SMALL;
        let line = text(rect.x + rect.width / 2.0, baseline, Anchor::Middle, SMALL, &self.words(cell, count));
        let bounds = line.bounds();
        let is_room = bounds.width + 6.0 <= rect.width;
        if is_room {
            let is_hatched = matches!(fill, Fill::Part(4..));
            let is_patched = is_hatched && self.spec.theme == crate::chart::spec::Theme::Print;
            if is_patched {
                let patch =
                    Rect { x: bounds.x - 2.0, y: bounds.y - 1.0, width: bounds.width + 4.0, height: 12.0 };
                shapes.push(Shape::Halo(patch));
            }
            let tone = if is_patched { Tone::Ink } else { Tone::On(fill) };
            shapes.push(Shape::Text(TextLine { tone, ..line }));
        }
        (shapes, is_room)
    }

    /// One part of one period in words.
    fn said(&self, part: &StackedPart, index: usize) -> String {
        let lang = self.spec.lang;
        let label =
            self.series.columns.get(index).map(|column| words::clean(&column.label)).unwrap_or_default();
        let unit = words::clean(&self.series.caption.unit);
        let mut parts = vec![words::clean(&part.label)];
        match self.cell(part, index).map(|cell| (cell.count, cell.share)) {
            Some((Ok(count), share)) => {
                let count = format::count(count);
                parts.push(format!("{label} {count}{}", lang.pick(unit.as_str(), "")));
                parts.extend(
                    share.map(|share| format!("{}{}", lang.pick("占", "share "), format::percent(share))),
                );
            }
            Some((Err(why), _)) => parts.push(format!("{label} {}", describe::gap(why, lang))),
            None => {}
        }
        words::join(&parts, lang)
    }

    fn description(&self) -> String {
        let lang = self.spec.lang;
        let name = match (self.is_share, lang) {
            (true, Lang::Zh) => "构成图",
            (true, Lang::En) => "Composition",
            (false, Lang::Zh) => "堆积条形图",
            (false, Lang::En) => "Stacked bars",
        };
        let names: Vec<String> = self.series.parts.iter().map(|part| words::clean(&part.label)).collect();
        let names = names.join(lang.pick("、", ", "));
        let coverage = coverage(self.series);
        let last = self.series.columns.len().saturating_sub(1);
        let said: Vec<String> = self.series.parts.iter().map(|part| self.said(part, last)).collect();
        let said = said.join(lang.pick("；", "; "));
        match lang {
            Lang::Zh => format!("{name}，{coverage}，由{names}组成。{said}。"),
            Lang::En => format!("{name}, {coverage}, made of {names}. {said}."),
        }
    }

    fn remarks(&self, unplaced: usize) -> Vec<String> {
        let lang = self.spec.lang;
        let mut out = Vec::new();
        if self.is_share {
            let words = lang.pick(
                "占比为各部分除以已有各部分之和，修约后相加等于100%。",
                "Each share is a part of the sum of the parts that are known; as printed they add up to 100%.",
            );
            out.push(words.to_owned());
        }
        let is_missing =
            self.series.parts.iter().flat_map(|part| &part.cells).any(|cell| cell.count.is_err());
        if is_missing && !self.is_share {
            let words = lang.pick(
                "条末为已有各部分之和，不含缺数的部分。",
                "The number at the end of a bar is the sum of the parts that are known.",
            );
            out.push(words.to_owned());
        }
        if unplaced > 0 {
            out.push(match lang {
                Lang::Zh => format!("有 {unplaced} 段太短，没有印数。"),
                Lang::En if unplaced == 1 => "1 piece is too short for its number.".to_owned(),
                Lang::En => format!("{unplaced} pieces are too short for their numbers."),
            });
        }
        out
    }
}

fn muted_lines(said: &[String], top: f64) -> Vec<Shape> {
    let line = |(index, words): (usize, &String)| {
        let baseline = top + LEADING * (index as f64 + 0.5) + TO_BASELINE * SMALL;
        Shape::Text(muted(MARGIN, baseline, Anchor::Start, SMALL, words))
    };
    said.iter().enumerate().map(line).collect()
}

impl Line {
    fn words_height(&self) -> f64 {
        LEADING * (self.name.len() + self.absent.iter().map(|(_, lines)| lines.len()).sum::<usize>()) as f64
    }

    fn height(&self) -> f64 {
        (self.words_height().max(BAR) + 10.0) * self.spread
    }

    fn width(&self) -> f64 {
        let name = self.name.iter().map(|line| width(line, SIZE, Weight::Regular));
        let absent = self.absent.iter().flat_map(|(_, lines)| lines);
        name.chain(absent.map(|line| width(line, SMALL, Weight::Regular))).fold(0.0, f64::max)
    }
}
