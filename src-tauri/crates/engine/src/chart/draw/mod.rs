//! Writes a figure as SVG, through plotters.
//!
//! plotters supplies the drawing area, its coordinates and its elements (rectangles, paths); `backend` is ours,
//! because the one plotters ships writes font sizes of its own, knows neither hatching nor a medium weight, and
//! measures text with the machine's fonts. What plotters has no element for (groups, hatched bars, dashes, text of
//! an exact baseline) is in `elements`: elements of our own, drawn through the same area.
//!
//! plotters counts in whole units, so the area is `SUBUNITS` times finer than the figure: a bar of 25.7 % is not
//! rounded to a pixel.

mod backend;
mod document;
mod elements;
mod region;

use super::error::ChartError;
use super::figure::{Figure, Layer, Mark, Rect, Shape, Stroke};
use super::spec::Theme;
use super::theme::{self, Paint, Rgb};
use backend::SvgBackend;
use elements::{DashedLine, GroupEnd, GroupStart, HatchedBar, LinePath, Words};
use plotters::coord::Shift;
use plotters::prelude::*;
use region::RegionElement;
use std::collections::BTreeMap;

/// Steps of the drawing area in one user unit.
const SUBUNITS: f64 = 100.0;

type Area<'a> = DrawingArea<SvgBackend<'a>, Shift>;
type Drawn<'a> = Result<(), DrawingAreaErrorKind<<SvgBackend<'a> as DrawingBackend>::ErrorType>>;

/// Writes the figure as an SVG document. The same figure gives the same bytes everywhere.
pub fn to_svg(figure: &Figure) -> Result<String, ChartError> {
    let mut out = String::with_capacity(16 * 1024);
    document::open(&mut out, figure);
    let size = (subunits(figure.width).unsigned_abs(), subunits(figure.height).unsigned_abs());
    let area = SvgBackend::new(&mut out, size).into_drawing_area();
    draw(&area, figure).map_err(|error| ChartError::Draw { reason: error.to_string() })?;
    drop(area);
    document::close(&mut out);
    Ok(out)
}

fn subunits(length: f64) -> i32 {
    // A figure is at most a few thousand units long; the cast saturates beyond any drawing.
    (length * SUBUNITS).round() as i32
}

fn point((x, y): (f64, f64)) -> (i32, i32) {
    (subunits(x), subunits(y))
}

fn corners(rect: &Rect) -> [(i32, i32); 2] {
    [point((rect.x, rect.y)), point((rect.right(), rect.bottom()))]
}

fn color((red, green, blue): Rgb) -> RGBColor {
    RGBColor(red, green, blue)
}

fn line_style(rgb: Rgb, width: f64) -> ShapeStyle {
    ShapeStyle { color: color(rgb).to_rgba(), filled: false, stroke_width: subunits(width).unsigned_abs() }
}

fn draw<'a>(area: &Area<'a>, figure: &Figure) -> Drawn<'a> {
    let palette = theme::palette(figure.theme);
    area.fill(&color(palette.surface))?;
    let speaking = speaking(figure);
    for (position, layer) in figure.layers.iter().enumerate() {
        draw_layer(area, figure, layer, speaking.get(&position).copied())?;
    }
    area.present()
}

/// A mark may have a layer of shapes and a layer of words. Only one of them speaks: the first with words, or else the
/// last.
fn speaking(figure: &Figure) -> BTreeMap<usize, &Mark> {
    let mut chosen: BTreeMap<&str, (usize, bool)> = BTreeMap::new();
    for (position, layer) in figure.layers.iter().enumerate() {
        let Some(key) = layer.key.as_deref() else { continue };
        let has_words = layer.shapes.iter().any(|shape| matches!(shape, Shape::Text(_)));
        let known = chosen.entry(key).or_insert((position, has_words));
        if !known.1 {
            *known = (position, has_words);
        }
    }
    let marks = figure.marks.iter();
    marks.filter_map(|mark| Some((chosen.get(mark.key.as_str())?.0, mark))).collect()
}

fn draw_layer<'a>(area: &Area<'a>, figure: &Figure, layer: &Layer, mark: Option<&Mark>) -> Drawn<'a> {
    if let Some(key) = &layer.key {
        let hit = mark.map(|mark| corners(&mark.rect));
        let label = mark.map(|mark| mark.text.clone());
        area.draw(&GroupStart { key: key.clone(), label, hit })?;
    }
    for shape in &layer.shapes {
        draw_shape(area, figure.theme, shape)?;
    }
    if layer.key.is_some() {
        area.draw(&GroupEnd)?;
    }
    Ok(())
}

fn draw_shape<'a>(area: &Area<'a>, theme: Theme, shape: &Shape) -> Drawn<'a> {
    let palette = theme::palette(theme);
    match shape {
        Shape::Bar { rect, fill } | Shape::Tile { rect, fill } => {
            draw_bar(area, theme::paint(theme, *fill), rect)
        }
        Shape::Line { from, to, stroke } => {
            let ends = [point(*from), point(*to)];
            let pen = palette.pen(theme, *stroke);
            if *stroke == Stroke::Reference {
                area.draw(&PathElement::new(ends.to_vec(), line_style(palette.surface, 3.0)))?;
            }
            let style = line_style(pen.color, pen.width);
            match pen.dash {
                None => area.draw(&PathElement::new(ends.to_vec(), style)),
                Some(dash) => area.draw(&DashedLine { ends, style, dash }),
            }
        }
        Shape::Path { points, stroke } => {
            let pen = palette.pen(theme, *stroke);
            let points = points.iter().copied().map(point).collect();
            area.draw(&LinePath { points, style: line_style(pen.color, pen.width), dash: pen.dash })
        }
        Shape::Dot { center, radius, fill } => {
            let (ground, edge) = theme::dot(theme, *fill);
            let dot = |radius: f64, rgb| Circle::new(point(*center), subunits(radius), color(rgb).filled());
            area.draw(&dot(*radius, edge))?;
            if ground == edge { Ok(()) } else { area.draw(&dot(radius - 1.5, ground)) }
        }
        Shape::Region { rings, fill } => {
            let (rgb, width) = theme::border(theme);
            let rings = rings.iter().map(|ring| ring.iter().copied().map(point).collect());
            area.draw(&RegionElement::new(rings, theme::paint(theme, *fill), line_style(rgb, width)))
        }
        Shape::Halo(rect) => area.draw(&Rectangle::new(corners(rect), color(palette.surface).filled())),
        Shape::Frame(rect) => area.draw(&Rectangle::new(corners(rect), line_style(palette.ink, 1.25))),
        Shape::Text(line) => area.draw(&Words::new(line, palette.tone(theme, line.tone))),
    }
}

fn draw_bar<'a>(area: &Area<'a>, paint: Paint, rect: &Rect) -> Drawn<'a> {
    let Paint { ground, outline, hatch, dots } = paint;
    match (hatch, outline, dots) {
        (None, None, None) => area.draw(&Rectangle::new(corners(rect), color(ground).filled())),
        _ => {
            let outline = outline.map(|(rgb, width)| line_style(rgb, width));
            area.draw(&HatchedBar { corners: corners(rect), ground, hatch, dots, outline })
        }
    }
}
