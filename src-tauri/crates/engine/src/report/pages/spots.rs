//! Where a reader may point on a page: paragraphs, figures in sentences and cells, tables, charts and their marks.

use super::flow::Flow;
use super::lines::{SetLine, Setting};
use super::sheet::{Sheet, TYPE_WIDTH};
use crate::model::ObservationId;
use crate::report::text::plain;
use crate::report::{Block, Paragraph, PlacedFigure, Run};

/// A place on a page, in points from the page's top left corner.
#[derive(Debug, Clone, PartialEq)]
pub struct Spot {
    /// The paragraph, table or figure, as [`Block::place`] names it.
    pub place: String,
    /// What is there within it: a figure of a sentence by its key, a cell, a mark. Nothing for a stretch of the whole.
    pub part: Option<SpotPart>,
    /// From the left.
    pub x: f64,
    /// From the top.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

/// A figure at its spot.
#[derive(Debug, Clone, PartialEq)]
pub struct SpotPart {
    /// Its key within the report, or within its table or chart.
    pub key: String,
    /// What it says.
    pub text: String,
    /// The observations behind it.
    pub inputs: Vec<ObservationId>,
}

impl Spot {
    /// The same, seen from the corner of the page instead of the type area's.
    pub(super) fn on_page(&self, number: usize, sheet: Sheet) -> Self {
        Self { x: self.x + sheet.left(number), y: self.y + sheet.top, ..self.clone() }
    }
}

/// A stretch of the whole block, across the type area.
pub(super) fn stretch(place: String, y: f64, height: f64) -> Spot {
    Spot { place, part: None, x: 0.0, y, width: TYPE_WIDTH, height }
}

/// Which characters of a paragraph each of its figures takes.
pub(super) struct Slots {
    place: String,
    ranges: Vec<(usize, usize, SpotPart)>,
    text: Vec<char>,
    /// How many characters the lines so far took.
    at: usize,
}

impl Slots {
    pub(super) fn of(paragraph: &Paragraph) -> Self {
        let (mut ranges, mut text) = (Vec::new(), Vec::new());
        for run in &paragraph.runs {
            let start = text.len();
            text.extend(plain(run.text()).chars());
            if let Run::Slot(slot) = run {
                let (key, text_of) = (slot.key.clone(), slot.text.clone());
                let part = SpotPart { key, text: text_of, inputs: slot.inputs.clone() };
                ranges.push((start, text.len(), part));
            }
        }
        let place = Block::Paragraph(paragraph.clone()).place().unwrap_or_default();
        Self { place, ranges, text, at: 0 }
    }

    /// Notes where the figures of the next line stand; `bottom` is where the line ends on the last page of the flow.
    pub(super) fn note(&mut self, flow: &mut Flow, line: &SetLine, setting: Setting, height: f64) {
        let words: Vec<char> = line.words.chars().collect();
        // Breaking a line takes blanks away at its ends, and nothing else.
        while self.text.get(self.at).is_some_and(|c| c.is_whitespace() && words.first() != Some(c)) {
            self.at += 1;
        }
        let (start, end) = (self.at, self.at + words.len());
        self.at = end;
        let y = flow.y - height;
        flow.spot(stretch(self.place.clone(), y, height));
        let along = |count: usize| {
            let part: String = words.iter().take(count).collect();
            Setting { spacing: line.spacing, ..setting }.measure(&part)
        };
        let within = self.ranges.iter().filter(|(from, to, _)| *from < end && *to > start);
        let spots: Vec<Spot> = within
            .map(|(from, to, part)| {
                let left = along(from.saturating_sub(start));
                let right = along(to.min(&end).saturating_sub(start));
                Spot {
                    place: self.place.clone(),
                    part: Some(part.clone()),
                    x: line.indent + left,
                    y,
                    width: right - left,
                    height,
                }
            })
            .collect();
        spots.into_iter().for_each(|spot| flow.spot(spot));
    }
}

/// A chart and its marks; `(x, y)` is the corner of the drawing, `scale` what its units are on the page.
pub(super) fn of_figure(placed: &PlacedFigure, (x, y): (f64, f64), scale: f64, height: f64) -> Vec<Spot> {
    let place = Block::Figure(Box::new(placed.clone())).place().unwrap_or_default();
    let mut spots = vec![stretch(place.clone(), 0.0, height)];
    spots.extend(placed.figure.marks.iter().map(|mark| Spot {
        place: place.clone(),
        part: Some(SpotPart {
            key: mark.key.clone(),
            text: mark.text.clone(),
            inputs: placed.inputs.get(&mark.key).cloned().unwrap_or_default(),
        }),
        x: x + mark.rect.x * scale,
        y: y + mark.rect.y * scale,
        width: mark.rect.width * scale,
        height: mark.rect.height * scale,
    }));
    spots
}
