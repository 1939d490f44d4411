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

use super::error::ChartError;
use super::figure::{Figure, Layer, Rect, Shape, Stroke};
use super::theme::{self, Paint, Palette, Rgb};
use backend::SvgBackend;
use elements::{DashedLine, GroupEnd, GroupStart, HatchedBar, Words};
use plotters::coord::Shift;
use plotters::prelude::*;

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
    for layer in &figure.layers {
        draw_layer(area, figure, layer, palette)?;
    }
    area.present()
}

fn draw_layer<'a>(area: &Area<'a>, figure: &Figure, layer: &Layer, palette: &Palette) -> Drawn<'a> {
    if let Some(key) = &layer.key {
        // A row has a layer of bars and a layer of words; only the words speak, once.
        let has_words = layer.shapes.iter().any(|shape| matches!(shape, Shape::Text(_)));
        let mark = figure.marks.iter().find(|mark| &mark.key == key).filter(|_| has_words);
        let hit = mark.map(|mark| corners(&mark.rect));
        let label = mark.map(|mark| mark.text.clone());
        area.draw(&GroupStart { key: key.clone(), label, hit })?;
    }
    for shape in &layer.shapes {
        draw_shape(area, figure, shape, palette)?;
    }
    if layer.key.is_some() {
        area.draw(&GroupEnd)?;
    }
    Ok(())
}

fn draw_shape<'a>(area: &Area<'a>, figure: &Figure, shape: &Shape, palette: &Palette) -> Drawn<'a> {
    match shape {
        Shape::Bar { rect, fill } => {
            let Paint { ground, outline, hatch } = theme::paint(figure.theme, *fill);
            match hatch {
                Some(hatch) => {
                    let outline = outline.map(|(rgb, width)| line_style(rgb, width));
                    area.draw(&HatchedBar { corners: corners(rect), ground, hatch, outline })
                }
                None => area.draw(&Rectangle::new(corners(rect), color(ground).filled())),
            }
        }
        Shape::Line { from, to, stroke } => {
            let ends = [point(*from), point(*to)];
            let rgb = palette.stroke(*stroke);
            match stroke {
                Stroke::Grid | Stroke::Zero => {
                    area.draw(&PathElement::new(ends.to_vec(), line_style(rgb, 1.0)))
                }
                Stroke::Reference => {
                    area.draw(&PathElement::new(ends.to_vec(), line_style(palette.surface, 3.0)))?;
                    area.draw(&DashedLine { ends, style: line_style(rgb, 1.0), dash: "4 3" })
                }
            }
        }
        Shape::Halo(rect) => area.draw(&Rectangle::new(corners(rect), color(palette.surface).filled())),
        Shape::Text(line) => area.draw(&Words::new(line, palette.tone(line.tone))),
    }
}
