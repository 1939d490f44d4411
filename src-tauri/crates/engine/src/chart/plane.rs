//! The plane lines are drawn on: counts upward, periods across, and the days policies took effect.

use super::error::ChartError;
use super::figure::{Anchor, Rect, Shape, Stroke};
use super::frame::{MARGIN, Sheet, TO_BASELINE, muted, text};
use super::scale::Scale;
use super::series::Column;
use super::spec::Event;
use super::typeset::{Weight, width, wrap_even};
use super::words;
use crate::format;
use crate::model::{Lang, Period};

const SIZE: f64 = 10.0;
const LEADING: f64 = 13.0;
/// Between an axis number and the plot.
const NUMBER_GAP: f64 = 6.0;

/// Where everything of a plot stands.
pub(super) struct Plane {
    /// Left edge of the first period.
    pub left: f64,
    /// Right edge of the last period.
    pub right: f64,
    /// The highest a count stands.
    pub top: f64,
    /// Where the axis stands.
    pub bottom: f64,
    /// Counts, upward.
    pub scale: Scale,
    columns: usize,
}

/// The name of a period under the axis, and the year it lies in where that is not the same.
pub(super) struct AxisLabel {
    /// `2023年`, `8月`.
    pub name: String,
    /// `2023年` under the first of its months.
    pub year: Option<String>,
}

impl AxisLabel {
    /// A part of a year stands above its year; what is no period stands as it is.
    pub(super) fn of(column: &Column, lang: Lang) -> Self {
        let Ok(period) = column.key.parse::<Period>() else {
            return Self { name: words::clean(&column.label), year: None };
        };
        let (label, year) = (period.label(lang), Period::Year(period.year()).label(lang));
        let part = match lang {
            Lang::Zh => label.strip_prefix(&year),
            Lang::En => label.strip_suffix(&year),
        };
        match part.map(str::trim).filter(|part| !part.is_empty()) {
            Some(part) => Self { name: part.to_owned(), year: Some(year) },
            None => Self { name: label, year: None },
        }
    }
}

/// A day with its words broken to lines and its place.
pub(super) struct Placed {
    x: f64,
    /// Left edge, top edge.
    at: (f64, f64),
    lines: Vec<String>,
    width: f64,
}

impl Plane {
    /// A plane below `sheet.y` with room for the events above it, from the lowest to the highest count, and a column
    /// of words to its right.
    pub(super) fn fit(
        sheet: &Sheet<'_>,
        (columns, height): (usize, f64),
        (lowest, highest): (f64, f64),
        right_words: f64,
        events: f64,
    ) -> Self {
        let top = sheet.y + events + SIZE + 4.0;
        let bottom = top + height;
        let scale = Scale::around(bottom, top, lowest.min(highest), highest);
        let numbers = scale.ticks.iter().map(|tick| width(&format::count(*tick), SIZE, Weight::Regular));
        let left = MARGIN + numbers.fold(width("0", SIZE, Weight::Regular), f64::max) + NUMBER_GAP;
        Self { left, right: sheet.right() - right_words, top, bottom, scale, columns: columns.max(1) }
    }

    /// The width of a period.
    pub(super) fn band(&self) -> f64 {
        (self.right - self.left) / self.columns as f64
    }

    /// The middle of a period.
    pub(super) fn x(&self, index: usize) -> f64 {
        self.left + self.band() * (index as f64 + 0.5)
    }

    /// Gridlines with their numbers, and the axis.
    pub(super) fn back(&self) -> Vec<Shape> {
        let mut out = Vec::new();
        let line = |y: f64, stroke| Shape::Line { from: (self.left, y), to: (self.right, y), stroke };
        let number = |y: f64, words: &str| {
            let x = self.left - NUMBER_GAP;
            Shape::Text(muted(x, y + TO_BASELINE * SIZE, Anchor::End, SIZE, words))
        };
        for tick in &self.scale.ticks {
            let y = self.scale.place(*tick);
            if y < self.bottom - 1.0 {
                out.push(line(y, Stroke::Grid));
                out.push(number(y, &format::count(*tick)));
            }
        }
        if self.scale.is_from_zero() {
            out.push(line(self.bottom, Stroke::Zero));
            out.push(number(self.bottom, "0"));
        } else {
            // An axis that is not zero is no line bars could stand on.
            out.push(line(self.bottom, Stroke::Grid));
        }
        out
    }

    /// The names of periods below `y`, thinned from the last one back where they would meet; gives the y below.
    pub(super) fn axis(&self, labels: &[AxisLabel], y: f64, out: &mut Vec<Shape>) -> f64 {
        let length = |words: &str| width(words, SIZE, Weight::Regular);
        let widest = labels.iter().map(|label| length(&label.name)).fold(0.0, f64::max);
        let every = ((widest + 6.0) / self.band()).ceil().max(1.0) as usize;
        let baseline = y + LEADING - 2.0;
        let mut year: Option<&str> = None;
        let mut years_end = f64::MIN;
        let mut lowest = baseline + 3.0;
        for (index, label) in labels.iter().enumerate() {
            if !(labels.len() - 1 - index).is_multiple_of(every) {
                continue;
            }
            let x = self.x(index);
            out.push(Shape::Text(muted(x, baseline, Anchor::Middle, SIZE, &label.name)));
            let Some(own) = label.year.as_deref().filter(|own| year != Some(*own)) else { continue };
            year = Some(own);
            // A year that would meet the one before begins right after it, if it can still stand in the plot.
            let start = (x - length(own) / 2.0).max(years_end + 6.0);
            if start + length(own) <= self.right + length(own) / 2.0 {
                out.push(Shape::Text(muted(start, baseline + LEADING, Anchor::Start, SIZE, own)));
                years_end = start + length(own);
                lowest = baseline + LEADING + 3.0;
            }
        }
        lowest
    }

    /// Where a day stands.
    fn place(&self, event: &Event, columns: &[Column]) -> Option<f64> {
        let share = event.share_of_year();
        columns.iter().enumerate().find_map(|(index, column)| {
            let period = column.key.parse::<Period>().ok().filter(|period| period.year() == event.year)?;
            // A running total stands for its year: the months it lacks are in no other period.
            let months = if matches!(period, Period::YearToDate(..)) { (1, 12) } else { period.months() };
            let (from, to) = ((f64::from(months.0) - 1.0) / 12.0, f64::from(months.1) / 12.0);
            let within = (from..to).contains(&share);
            within.then(|| self.left + self.band() * (index as f64 + (share - from) / (to - from)))
        })
    }

    /// Places the words of days above the plot: each to the right of its line, or as far left as the edge asks, in
    /// the first row where it meets no other.
    ///
    /// # Errors
    /// When a day is in no period.
    pub(super) fn events(
        &self,
        sheet: &Sheet<'_>,
        events: &[Event],
        columns: &[Column],
    ) -> Result<Vec<Placed>, ChartError> {
        let mut placed: Vec<Placed> = Vec::new();
        for event in events {
            let date = date_words(event, sheet.spec.lang);
            let Some(x) = self.place(event, columns) else {
                return Err(ChartError::NoPlaceForEvent { date });
            };
            let said = format!("{date} {}", words::clean(&event.words));
            let lines = wrap_even(&said, SIZE, Weight::Regular, sheet.inner_width() * 0.45);
            let widest = lines.iter().map(|line| width(line, SIZE, Weight::Regular)).fold(0.0, f64::max);
            let left = (x + 3.0).min(sheet.right() - widest);
            let height = LEADING * lines.len() as f64;
            let box_at = |y: f64| Rect { x: left - 3.0, y, width: widest + 6.0, height };
            let mut y = sheet.y;
            while let Some(other) = placed.iter().find(|other| other.rect().overlaps(&box_at(y))) {
                y = other.rect().bottom();
            }
            placed.push(Placed { x, at: (left, y), lines, width: widest });
        }
        Ok(placed)
    }
}

impl Placed {
    /// The box of its words.
    pub(super) fn rect(&self) -> Rect {
        let height = LEADING * self.lines.len() as f64;
        Rect { x: self.at.0 - 3.0, y: self.at.1, width: self.width + 6.0, height }
    }

    /// What its words and its line take, so that no number stands on them.
    pub(super) fn taken(&self, bottom: f64) -> [Rect; 2] {
        let line = Rect { x: self.x - 1.0, y: self.at.1, width: 2.0, height: bottom - self.at.1 };
        [self.rect(), line]
    }

    /// The line down to the axis.
    pub(super) fn line(&self, bottom: f64) -> Shape {
        Shape::Line { from: (self.x, self.at.1 + 2.0), to: (self.x, bottom), stroke: Stroke::Event }
    }

    /// Its words, each line on a patch that keeps other lines off.
    pub(super) fn words(&self, out: &mut Vec<Shape>) {
        for (index, line) in self.lines.iter().enumerate() {
            let baseline = self.at.1 + LEADING * index as f64 + SIZE;
            let line = text(self.at.0, baseline, Anchor::Start, SIZE, line);
            let bounds = line.bounds();
            out.push(Shape::Halo(Rect { x: bounds.x - 1.5, width: bounds.width + 3.0, ..bounds }));
            out.push(Shape::Text(line));
        }
    }
}

/// The height the words of all days take.
pub(super) fn height_of(placed: &[Placed], top: f64) -> f64 {
    placed.iter().map(|event| event.rect().bottom() - top).fold(0.0, f64::max)
}

/// The day as printed: `2024年8月`, `15 Aug 2024`.
pub(super) fn date_words(event: &Event, lang: Lang) -> String {
    let month = Period::Month(event.year, event.month).label(lang);
    match (event.day, lang) {
        (None, _) => month,
        (Some(day), Lang::Zh) => format!("{month}{day}日"),
        (Some(day), Lang::En) => format!("{day} {month}"),
    }
}
