//! A figure: everything that will be seen, decided and placed, as plain data.
//!
//! Lengths are user units of the SVG, 96 to the inch. Colours are roles; `theme` gives them values.

use super::series::Direction;
use super::spec::Theme;
use super::typeset::{self, Weight};
use crate::model::Lang;
use std::fmt;

/// A rectangle, from its top left corner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub x: f64,
    /// Top edge.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

impl Rect {
    /// The right edge.
    pub fn right(&self) -> f64 {
        self.x + self.width
    }

    /// The bottom edge.
    pub fn bottom(&self) -> f64 {
        self.y + self.height
    }

    /// Whether two rectangles share more than an edge.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.x < other.right() && other.x < self.right() && self.y < other.bottom() && other.y < self.bottom()
    }

    /// Whether a straight line passes through it.
    pub(super) fn meets(&self, from: (f64, f64), to: (f64, f64)) -> bool {
        // What is left of the line, as shares of its length, is cut at each pair of edges.
        let cut = |(first, last): (f64, f64), at: f64, step: f64, low: f64, high: f64| {
            if step.abs() < 1e-9 {
                return if (low..=high).contains(&at) { (first, last) } else { (1.0, 0.0) };
            }
            let (a, b) = ((low - at) / step, (high - at) / step);
            (first.max(a.min(b)), last.min(a.max(b)))
        };
        let left = cut((0.0, 1.0), from.0, to.0 - from.0, self.x, self.right());
        let left = cut(left, from.1, to.1 - from.1, self.y, self.bottom());
        left.0 <= left.1
    }

    /// The smallest rectangle around points; none without any.
    pub(super) fn around_points<'p>(points: impl Iterator<Item = &'p (f64, f64)>) -> Option<Self> {
        let mut points = points.map(|(x, y)| Self { x: *x, y: *y, width: 0.0, height: 0.0 });
        let first = points.next()?;
        Some(points.fold(first, |all, point| all.around(&point)))
    }

    /// The smallest rectangle around both.
    pub(super) fn around(&self, other: &Self) -> Self {
        let (x, y) = (self.x.min(other.x), self.y.min(other.y));
        let (right, bottom) = (self.right().max(other.right()), self.bottom().max(other.bottom()));
        Self { x, y, width: right - x, height: bottom - y }
    }
}

/// How the surface of a bar is filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Fill {
    /// A reduction where less is the aim.
    Fell,
    /// An increase where less is the aim; hatched.
    Rose,
    /// A fall where no direction is an aim.
    NeutralFell,
    /// A rise where no direction is an aim; hatched.
    NeutralRose,
    /// A count without a judgement: nothing to compare it with, or no change.
    Plain,
    /// A count of an earlier period: 1 is the one before, higher is older.
    Past(u8),
    /// How deep a reduction is, from 1 to 4.
    Depth(u8),
    /// How deep a fall is where no direction is an aim, from 1 to 4.
    NeutralDepth(u8),
    /// A tile without a judgement.
    Ground,
    /// One of several parts or lines, from 1 to 5, in the order of the legend.
    Part(u8),
    /// The parts that have no place of their own, together.
    Others,
    /// A place without a number: an outline.
    Empty,
    /// A unit that has a place and no rate: dotted.
    Missing,
}

impl Fill {
    /// Whether it is hatched, so that it can be told apart without colour.
    pub fn is_hatched(self) -> bool {
        matches!(self, Self::Rose | Self::NeutralRose)
    }

    /// The fill of what went this way.
    pub fn of(direction: Direction, is_lower_better: bool) -> Self {
        match (direction, is_lower_better) {
            (Direction::Fell, true) => Self::Fell,
            (Direction::Fell, false) => Self::NeutralFell,
            (Direction::Rose, true) => Self::Rose,
            (Direction::Rose, false) => Self::NeutralRose,
            (Direction::Level | Direction::Unknown, _) => Self::Plain,
        }
    }
}

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stroke {
    /// A gridline.
    Grid,
    /// The line bars start from.
    Zero,
    /// The pooled rate, dashed, on a halo of the surface's colour.
    Reference,
    /// A line of data that went down, up, or neither; up is dashed.
    Went(Fill),
    /// One of several lines of data, from 1 to 5; each has a dash of its own.
    Series(u8),
    /// The same, set apart from the others.
    Strong(u8),
    /// The day something took effect.
    Event,
    /// From a mark to its label, or from one step to the next.
    Lead,
}

/// The tone of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tone {
    /// Main text.
    Ink,
    /// Secondary text: heads, axis, source.
    Muted,
    /// The label of an increase.
    Rose,
    /// On a fill: whatever can be read there.
    On(Fill),
}

/// Which point of a text its x is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Anchor {
    /// The left end.
    Start,
    /// The middle.
    Middle,
    /// The right end.
    End,
}

/// One line of text.
#[derive(Debug, Clone, PartialEq)]
pub struct TextLine {
    /// Where its anchor stands.
    pub x: f64,
    /// The baseline.
    pub y: f64,
    /// Which point `x` is.
    pub anchor: Anchor,
    /// Type size.
    pub size: f64,
    /// Weight.
    pub weight: Weight,
    /// Tone.
    pub tone: Tone,
    /// The words.
    pub words: String,
}

impl TextLine {
    /// The box its glyphs stand in, measured with the bundled font.
    pub fn bounds(&self) -> Rect {
        let width = typeset::width(&self.words, self.size, self.weight);
        let x = match self.anchor {
            Anchor::Start => self.x,
            Anchor::Middle => self.x - width / 2.0,
            Anchor::End => self.x - width,
        };
        // The em box of a Han character.
        Rect { x, y: self.y - 0.88 * self.size, width, height: self.size }
    }
}

/// One thing to draw.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// A bar.
    Bar {
        /// Its place.
        rect: Rect,
        /// Its fill.
        fill: Fill,
    },
    /// A straight line.
    Line {
        /// Start.
        from: (f64, f64),
        /// End.
        to: (f64, f64),
        /// What it is.
        stroke: Stroke,
    },
    /// A line through several points.
    Path {
        /// The points.
        points: Vec<(f64, f64)>,
        /// What it is.
        stroke: Stroke,
    },
    /// A dot.
    Dot {
        /// Its middle.
        center: (f64, f64),
        /// Its radius.
        radius: f64,
        /// Its fill; what rose is a ring.
        fill: Fill,
    },
    /// A ground that words stand on.
    Tile {
        /// Its place.
        rect: Rect,
        /// Its fill.
        fill: Fill,
    },
    /// An area with borders of its own; what an even number of rings surrounds is not part of it.
    Region {
        /// Its rings.
        rings: Vec<Vec<(f64, f64)>>,
        /// Its fill.
        fill: Fill,
    },
    /// A patch of the surface's colour that lifts a label off a line.
    Halo(Rect),
    /// An outline that sets a mark apart.
    Frame(Rect),
    /// A line of text.
    Text(TextLine),
}

/// Shapes drawn together, one layer over the other.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Layer {
    /// The key of the mark the shapes belong to.
    pub key: Option<String>,
    /// The shapes, back to front.
    pub shapes: Vec<Shape>,
}

/// One row or value as a person meets it: where it is and what it says.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// The key of the row.
    pub key: String,
    /// Its place: the whole row, bar or not.
    pub rect: Rect,
    /// The row in words, for the pointer, the keyboard and the ear.
    pub text: String,
}

/// A figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// The stable name of its kind.
    pub kind: &'static str,
    /// The language of its words.
    pub lang: Lang,
    /// The look.
    pub theme: Theme,
    /// Width in millimetres.
    pub width_mm: f64,
    /// Width in user units.
    pub width: f64,
    /// Height in user units.
    pub height: f64,
    /// Its accessible name.
    pub title: String,
    /// What it shows, in sentences, for those who do not see it.
    pub description: String,
    /// What it is made from: named values written into the file.
    pub metadata: Vec<(&'static str, String)>,
    /// What is drawn, back to front.
    pub layers: Vec<Layer>,
    /// One for each row of data, top to bottom.
    pub marks: Vec<Mark>,
}

impl Figure {
    /// The figure with one more named value written into its files.
    pub(super) fn with_metadata(mut self, name: &'static str, value: String) -> Self {
        self.metadata.push((name, value));
        self
    }

    /// Every line of text.
    pub fn texts(&self) -> impl Iterator<Item = &TextLine> {
        self.layers.iter().flat_map(|layer| &layer.shapes).filter_map(|shape| match shape {
            Shape::Text(text) => Some(text),
            _ => None,
        })
    }
}

impl fmt::Display for Rect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.1} {:.1} {:.1}×{:.1}", self.x, self.y, self.width, self.height)
    }
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bar { rect, fill } => write!(f, "bar {fill:?} {rect}"),
            Self::Line { from, to, stroke } => {
                write!(f, "line {stroke:?} {:.1} {:.1} → {:.1} {:.1}", from.0, from.1, to.0, to.1)
            }
            Self::Path { points, stroke } => {
                write!(f, "path {stroke:?}")?;
                points.iter().try_for_each(|(x, y)| write!(f, " {x:.1},{y:.1}"))
            }
            Self::Dot { center: (x, y), radius, fill } => {
                write!(f, "dot {fill:?} {x:.1} {y:.1} r {radius:.1}")
            }
            Self::Tile { rect, fill } => write!(f, "tile {fill:?} {rect}"),
            Self::Region { rings, fill } => {
                write!(f, "region {fill:?}")?;
                for ring in rings {
                    write!(f, " ·")?;
                    ring.iter().try_for_each(|(x, y)| write!(f, " {x:.1},{y:.1}"))?;
                }
                Ok(())
            }
            Self::Halo(rect) => write!(f, "halo {rect}"),
            Self::Frame(rect) => write!(f, "frame {rect}"),
            Self::Text(t) => {
                write!(f, "text {:.1} {:.1} {:?} ", t.x, t.y, t.anchor)?;
                write!(f, "{}/{} {:?} “{}”", t.size, t.weight.number(), t.tone, t.words)
            }
        }
    }
}

/// The figure as text, one decision a line: what snapshots and diffs read.
impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{} {:?} {} {:.1}×{:.1}",
            self.kind,
            self.lang,
            self.theme.code(),
            self.width,
            self.height
        )?;
        writeln!(f, "title “{}”\nalt “{}”", self.title, self.description)?;
        for (name, value) in &self.metadata {
            writeln!(f, "meta {name} “{value}”")?;
        }
        for layer in &self.layers {
            writeln!(f, "layer {}", layer.key.as_deref().unwrap_or("-"))?;
            for shape in &layer.shapes {
                writeln!(f, "  {shape}")?;
            }
        }
        for mark in &self.marks {
            writeln!(f, "mark {} {} “{}”", mark.key, mark.rect, mark.text)?;
        }
        Ok(())
    }
}
