//! The legend: what each tone and line means, side by side, on as many lines as it needs.

use super::figure::{Anchor, Fill, Rect, Shape, Stroke};
use super::frame::{MARGIN, Sheet, muted};
use super::series::{Direction, MatrixRow, MatrixSeries};
use super::typeset::{Weight, width, wrap};
use super::words;
use crate::model::Lang;

const SIZE: f64 = 10.0;
const LEADING: f64 = 16.0;
const SWATCH: f64 = 10.0;
const GAP: f64 = 5.0;
const BETWEEN: f64 = 16.0;

/// What an entry shows before its words.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Sample {
    /// A patch.
    Patch(Fill),
    /// A dot.
    Dot(Fill),
    /// A piece of a line.
    Line(Stroke),
}

/// Writes the legend below `sheet.y` and moves it on. Nothing is written where there is nothing to tell apart.
pub(super) fn write(sheet: &mut Sheet<'_>, entries: &[(Sample, String)]) {
    if entries.is_empty() {
        return;
    }
    let mut out = Vec::new();
    let (left, right) = (MARGIN, sheet.right());
    let (mut x, mut y) = (left, sheet.y);
    for (sample, words) in entries {
        let lines = wrap(words, SIZE, Weight::Regular, right - left - SWATCH - GAP);
        let widest = lines.iter().map(|line| width(line, SIZE, Weight::Regular)).fold(0.0, f64::max);
        let length = SWATCH + GAP + widest;
        if x > left && x + length > right {
            (x, y) = (left, y + LEADING);
        }
        out.push(sample.shape(x, y));
        for (index, line) in lines.iter().enumerate() {
            y += if index > 0 { LEADING } else { 0.0 };
            out.push(Shape::Text(muted(x + SWATCH + GAP, y + 11.0, Anchor::Start, SIZE, line)));
        }
        x += length + BETWEEN;
    }
    sheet.add(out);
    sheet.y = y + LEADING + 4.0;
}

/// The tones of the last period, as far as they occur: what fell, what rose, and what has no judgement.
pub(super) fn directions(
    series: &MatrixSeries,
    sample: impl Fn(Fill) -> Sample,
    lang: Lang,
) -> Vec<(Sample, String)> {
    let Some(last) = series.columns.last() else { return Vec::new() };
    let kinds: [(&[Direction], &str, &str); 3] = [
        (&[Direction::Fell], "下降", "down"),
        (&[Direction::Rose], "上升", "up"),
        (&[Direction::Level, Direction::Unknown], "持平或无从比较", "unchanged or nothing to compare with"),
    ];
    let mut out = Vec::new();
    for (directions, zh, en) in kinds {
        let is_one = |row: &MatrixRow| row.last().is_some() && directions.contains(&row.direction());
        if let Some(row) = series.rows.iter().find(|row| is_one(row)) {
            let words =
                format!("{}{}{}", words::clean(&last.label), lang.pick("，", ", "), lang.pick(zh, en));
            out.push((sample(Fill::of(row.direction(), series.is_lower_better)), words));
        }
    }
    out
}

impl Sample {
    fn shape(self, x: f64, y: f64) -> Shape {
        let rect = Rect { x, y: y + 2.5, width: SWATCH, height: SWATCH };
        let (middle_x, middle_y) = (x + SWATCH / 2.0, y + 7.5);
        match self {
            Self::Patch(fill) => Shape::Tile { rect, fill },
            Self::Dot(fill) => Shape::Dot { center: (middle_x, middle_y), radius: 4.0, fill },
            Self::Line(stroke) => Shape::Path { points: vec![(x, middle_y), (x + SWATCH, middle_y)], stroke },
        }
    }
}
