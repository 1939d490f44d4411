//! Elements plotters does not have: groups, hatched bars, dashed lines, and text of an exact baseline and weight.

use super::backend::{SvgBackend, escape, stroke_attributes, units};
use super::document::hex;
use super::region::dots_in;
use super::{point, subunits};
use crate::chart::figure::{Anchor, TextLine};
use crate::chart::theme::{Hatch, Rgb};
use plotters::element::{Drawable, PointCollection};
use plotters::style::ShapeStyle;
use plotters_backend::{BackendCoord, DrawingBackend, DrawingErrorKind};

type Drawn<'b> = Result<(), DrawingErrorKind<<SvgBackend<'b> as DrawingBackend>::ErrorType>>;

/// Opens the group of a mark. With words it can be pointed at over its whole row and is read as one thing.
pub(super) struct GroupStart {
    pub key: String,
    pub label: Option<String>,
    pub hit: Option<[(i32, i32); 2]>,
}

/// Closes the group.
pub(super) struct GroupEnd;

/// A bar that may be crossed by lines at 45° and have an outline.
///
/// The lines are drawn one by one rather than as an SVG pattern: Word and the PDF converter render a turned pattern
/// wrongly.
pub(super) struct HatchedBar {
    pub corners: [(i32, i32); 2],
    pub ground: Rgb,
    pub hatch: Option<Hatch>,
    pub dots: Option<Rgb>,
    pub outline: Option<ShapeStyle>,
}

/// A straight dashed line.
pub(super) struct DashedLine {
    pub ends: [(i32, i32); 2],
    pub style: ShapeStyle,
    pub dash: &'static str,
}

/// A line through several points.
pub(super) struct LinePath {
    pub points: Vec<(i32, i32)>,
    pub style: ShapeStyle,
    pub dash: Option<&'static str>,
}

/// A line of text.
pub(super) struct Words<'a> {
    line: &'a TextLine,
    color: Rgb,
    at: [(i32, i32); 1],
}

impl<'a> Words<'a> {
    pub(super) fn new(line: &'a TextLine, color: Rgb) -> Self {
        Self { line, color, at: [point((line.x, line.y))] }
    }
}

/// Gives plotters the points an element stands on; it hands them back placed on the area.
macro_rules! stands_on {
    ($element:ty, $self:ident => $points:expr) => {
        impl<'a> PointCollection<'a, (i32, i32)> for &'a $element {
            type Point = &'a (i32, i32);
            type IntoIter = std::slice::Iter<'a, (i32, i32)>;
            fn point_iter($self) -> Self::IntoIter {
                $points
            }
        }
    };
}
pub(super) use stands_on;

stands_on!(GroupStart, self => self.hit.as_ref().map_or(&[][..], |corners| corners.as_slice()).iter());
stands_on!(GroupEnd, self => [].iter());
stands_on!(HatchedBar, self => self.corners.iter());
stands_on!(DashedLine, self => self.ends.iter());
stands_on!(LinePath, self => self.points.iter());
stands_on!(Words<'a>, self => self.at.iter());

impl<'b> Drawable<SvgBackend<'b>> for GroupStart {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        mut at: I,
        out: &mut SvgBackend<'b>,
        _: (u32, u32),
    ) -> Drawn<'b> {
        let key = escape(&self.key);
        match &self.label {
            Some(label) => {
                out.element(format_args!(
                    "<g data-key=\"{key}\" role=\"img\" aria-label=\"{}\">",
                    escape(label)
                ));
            }
            None => out.element(format_args!("<g data-key=\"{key}\" aria-hidden=\"true\">")),
        }
        if let (Some((left, top)), Some((right, bottom))) = (at.next(), at.next()) {
            out.element(format_args!(
                "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"none\" pointer-events=\"all\"/>",
                units(left),
                units(top),
                units(right - left),
                units(bottom - top)
            ));
        }
        Ok(())
    }
}

impl<'b> Drawable<SvgBackend<'b>> for GroupEnd {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        _: I,
        out: &mut SvgBackend<'b>,
        _: (u32, u32),
    ) -> Drawn<'b> {
        out.element(format_args!("</g>"));
        Ok(())
    }
}

impl<'b> Drawable<SvgBackend<'b>> for HatchedBar {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        mut at: I,
        out: &mut SvgBackend<'b>,
        _: (u32, u32),
    ) -> Drawn<'b> {
        let (Some((left, top)), Some((right, bottom))) = (at.next(), at.next()) else { return Ok(()) };
        // The outline stands inside, so that the bar is as long as its value.
        let inset = self.outline.map_or(0, |style| style.stroke_width as i32 / 2).min((right - left) / 2);
        let place = format!(
            "x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"",
            units(left + inset),
            units(top + inset),
            units(right - left - 2 * inset),
            units(bottom - top - 2 * inset)
        );
        out.element(format_args!("<rect {place} fill=\"{}\"/>", hex(self.ground)));
        if let Some(Hatch { color, opacity, width, every }) = self.hatch {
            let lines = hatch_lines((left, top), (right, bottom), subunits(every * std::f64::consts::SQRT_2));
            if !lines.is_empty() {
                let color = hex(color);
                let stroke =
                    format!("stroke=\"{color}\" stroke-width=\"{width}\" stroke-opacity=\"{opacity}\"");
                out.element(format_args!("<path d=\"{lines}\" fill=\"none\" {stroke}/>"));
            }
        }
        if let Some(rgb) = self.dots {
            let rings = [vec![(left, top), (right, top), (right, bottom), (left, bottom)]];
            out.element(format_args!("<path d=\"{}\" fill=\"{}\"/>", dots_in(&rings), hex(rgb)));
        }
        if let Some(style) = self.outline {
            let stroke = stroke_attributes(style.color, style.stroke_width);
            out.element(format_args!("<rect {place} fill=\"none\" {stroke}/>"));
        }
        Ok(())
    }
}

/// Lines falling to the right at 45° inside a rectangle, `step` apart along the horizontal, as path data. They lie on
/// one raster for all bars.
fn hatch_lines((left, top): (i32, i32), (right, bottom): (i32, i32), step: i32) -> String {
    let mut d = String::new();
    let step = step.max(1);
    // A line is x − y = c; it crosses the rectangle for c between these.
    let (lowest, highest) = (left - bottom, right - top);
    let mut c = lowest.div_euclid(step) * step + step;
    while c < highest {
        let (from, to) = (left.max(top + c), right.min(bottom + c));
        d.push_str(&format!("M{} {}L{} {}", units(from), units(from - c), units(to), units(to - c)));
        c += step;
    }
    d
}

impl<'b> Drawable<SvgBackend<'b>> for DashedLine {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        mut at: I,
        out: &mut SvgBackend<'b>,
        _: (u32, u32),
    ) -> Drawn<'b> {
        let (Some((x1, y1)), Some((x2, y2))) = (at.next(), at.next()) else { return Ok(()) };
        out.element(format_args!(
            "<path d=\"M{} {}L{} {}\" fill=\"none\" {} stroke-dasharray=\"{}\"/>",
            units(x1),
            units(y1),
            units(x2),
            units(y2),
            stroke_attributes(self.style.color, self.style.stroke_width),
            self.dash
        ));
        Ok(())
    }
}

impl<'b> Drawable<SvgBackend<'b>> for LinePath {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        at: I,
        out: &mut SvgBackend<'b>,
        _: (u32, u32),
    ) -> Drawn<'b> {
        let mut d = String::new();
        for (index, (x, y)) in at.enumerate() {
            let command = if index == 0 { 'M' } else { 'L' };
            d.push_str(&format!("{command}{} {}", units(x), units(y)));
        }
        let dash = self.dash.map(|dash| format!(" stroke-dasharray=\"{dash}\"")).unwrap_or_default();
        out.element(format_args!(
            "<path d=\"{d}\" fill=\"none\" stroke-linejoin=\"round\" {}{dash}/>",
            stroke_attributes(self.style.color, self.style.stroke_width)
        ));
        Ok(())
    }
}

impl<'b> Drawable<SvgBackend<'b>> for Words<'_> {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        mut at: I,
        out: &mut SvgBackend<'b>,
        _: (u32, u32),
    ) -> Drawn<'b> {
        let Some((x, y)) = at.next() else { return Ok(()) };
        let anchor = match self.line.anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        };
        out.element(format_args!(
            "<text x=\"{}\" y=\"{}\" font-size=\"{}\" font-weight=\"{}\"{anchor} fill=\"{}\">{}</text>",
            units(x),
            units(y),
            self.line.size,
            self.line.weight.number(),
            hex(self.color),
            escape(&self.line.words)
        ));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hatching_stays_inside_its_bar() {
        let d = hatch_lines((1000, 2000), (5000, 3400), 566);
        let numbers: Vec<f64> = d.split(['M', 'L', ' ']).filter_map(|n| n.parse().ok()).collect();
        assert!(numbers.len() >= 32, "eight lines or more: {d}");
        for [x, y] in numbers.as_chunks().0 {
            assert!((10.0..=50.0).contains(x) && (20.0..=34.0).contains(y), "{x} {y} is outside");
        }
    }
}
