//! The element of a region: any number of rings, filled by the even-odd rule, hatched or dotted inside its borders.
//!
//! Lines and dots are drawn one by one, cut at the borders, for the reason `HatchedBar` gives.

use super::backend::{SvgBackend, stroke_attributes, units};
use super::document::hex;
use super::elements::stands_on;
use super::subunits;
use crate::chart::theme::Paint;
use plotters::element::{Drawable, PointCollection};
use plotters::style::ShapeStyle;
use plotters_backend::{BackendCoord, DrawingBackend, DrawingErrorKind};

type Drawn<'b> = Result<(), DrawingErrorKind<<SvgBackend<'b> as DrawingBackend>::ErrorType>>;
type Ring = Vec<(i32, i32)>;

/// From one dot to the next in its row, and from row to row; in sub-units.
const DOTS_EVERY: i32 = 600;
/// The side of a dot.
const DOT: i32 = 100;

/// A region.
pub(super) struct RegionElement {
    /// The points of all rings.
    points: Ring,
    /// How many each ring has.
    lengths: Vec<usize>,
    paint: Paint,
    border: ShapeStyle,
}

impl RegionElement {
    pub(super) fn new(rings: impl Iterator<Item = Ring>, paint: Paint, border: ShapeStyle) -> Self {
        let (mut points, mut lengths) = (Vec::new(), Vec::new());
        for ring in rings {
            lengths.push(ring.len());
            points.extend(ring);
        }
        Self { points, lengths, paint, border }
    }
}

stands_on!(RegionElement, self => self.points.iter());

impl<'b> Drawable<SvgBackend<'b>> for RegionElement {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        mut at: I,
        out: &mut SvgBackend<'b>,
        _: (u32, u32),
    ) -> Drawn<'b> {
        let rings: Vec<Ring> =
            self.lengths.iter().map(|length| at.by_ref().take(*length).collect()).collect();
        let d = path(&rings);
        let Paint { ground, hatch, dots, .. } = self.paint;
        out.element(format_args!("<path d=\"{d}\" fill=\"{}\" fill-rule=\"evenodd\"/>", hex(ground)));
        if let Some(hatch) = hatch {
            let lines = hatch_in(&rings, subunits(hatch.every * std::f64::consts::SQRT_2));
            if !lines.is_empty() {
                let (color, width, opacity) = (hex(hatch.color), hatch.width, hatch.opacity);
                out.element(format_args!(
                    "<path d=\"{lines}\" fill=\"none\" stroke=\"{color}\" stroke-width=\"{width}\" stroke-opacity=\"{opacity}\"/>"
                ));
            }
        }
        if let Some(rgb) = dots {
            out.element(format_args!("<path d=\"{}\" fill=\"{}\"/>", dots_in(&rings), hex(rgb)));
        }
        let stroke = stroke_attributes(self.border.color, self.border.stroke_width);
        out.element(format_args!("<path d=\"{d}\" fill=\"none\" stroke-linejoin=\"round\" {stroke}/>"));
        Ok(())
    }
}

fn path(rings: &[Ring]) -> String {
    let mut d = String::new();
    for ring in rings {
        for (index, (x, y)) in ring.iter().enumerate() {
            d.push_str(&format!("{}{} {}", if index == 0 { "M" } else { "L" }, units(*x), units(*y)));
        }
        d.push('Z');
    }
    d
}

/// Where the lines `along` = a multiple of `step` cross borders: for each line the places across it, in their order.
fn crossings(
    rings: &[Ring],
    step: i32,
    along: impl Fn((i32, i32)) -> i64,
    across: impl Fn((i32, i32)) -> i64,
) -> std::collections::BTreeMap<i64, Vec<f64>> {
    let step = i64::from(step.max(1));
    let mut out: std::collections::BTreeMap<i64, Vec<f64>> = std::collections::BTreeMap::new();
    for ring in rings {
        for (from, to) in ring.iter().zip(ring.iter().cycle().skip(1)) {
            let (low, high) = (along(*from).min(along(*to)), along(*from).max(along(*to)));
            // A line that meets a corner counts for the edge that begins there and not for the one that ends.
            let mut line = low.div_euclid(step) + 1;
            while line * step <= high {
                let share = (line * step - along(*from)) as f64 / (along(*to) - along(*from)) as f64;
                let place = across(*from) as f64 + share * (across(*to) - across(*from)) as f64;
                out.entry(line * step).or_default().push(place);
                line += 1;
            }
        }
    }
    out.values_mut().for_each(|places| places.sort_by(f64::total_cmp));
    out
}

/// Lines falling to the right at 45° inside rings, `step` apart along the horizontal, as path data.
fn hatch_in(rings: &[Ring], step: i32) -> String {
    let mut d = String::new();
    let lines = crossings(rings, step, |(x, y)| i64::from(x) - i64::from(y), |(x, _)| i64::from(x));
    for (line, places) in lines {
        for pair in places.chunks_exact(2) {
            let [from, to] = pair else { continue };
            let (from, to) = (from.round() as i32, to.round() as i32);
            let line = line as i32;
            let (top, bottom) = (units(from - line), units(to - line));
            d.push_str(&format!("M{} {top}L{} {bottom}", units(from), units(to)));
        }
    }
    d
}

/// Small squares strewn inside rings, every second row moved by half a step, as path data.
pub(super) fn dots_in(rings: &[Ring]) -> String {
    let mut d = String::new();
    let rows = crossings(rings, DOTS_EVERY / 2, |(_, y)| i64::from(y), |(x, _)| i64::from(x));
    for (y, places) in rows {
        let is_odd = y.div_euclid(i64::from(DOTS_EVERY / 2)).rem_euclid(2) == 1;
        let shift = if is_odd { DOTS_EVERY / 2 } else { 0 };
        for pair in places.chunks_exact(2) {
            let [from, to] = pair else { continue };
            // Clear of the border on both sides.
            let (from, to) = (from.ceil() as i32 + DOT, to.floor() as i32 - 2 * DOT);
            let mut x = (from - shift).div_euclid(DOTS_EVERY) * DOTS_EVERY + shift;
            while x <= to {
                if x >= from {
                    let (side, back) = (units(DOT), units(-DOT));
                    d.push_str(&format!("M{} {}h{side}v{side}h{back}Z", units(x), units(y as i32)));
                }
                x += DOTS_EVERY;
            }
        }
    }
    d
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(low: i32, high: i32) -> Ring {
        vec![(low, low), (high, low), (high, high), (low, high)]
    }

    fn numbers(d: &str) -> Vec<f64> {
        d.split(['M', 'L', ' ']).filter_map(|number| number.parse().ok()).collect()
    }

    #[test]
    fn hatching_stays_inside_borders_and_out_of_holes() {
        let d = hatch_in(&[square(0, 10_000), square(4000, 6000)], 566);
        let ends = numbers(&d);
        assert!(ends.len() > 80, "{d}");
        for piece in ends.as_chunks().0 {
            let [from_x, from_y, to_x, to_y]: [f64; 4] = *piece;
            let middle = (f64::midpoint(from_x, to_x), f64::midpoint(from_y, to_y));
            let is_in =
                |low: f64, high: f64| (low..=high).contains(&middle.0) && (low..=high).contains(&middle.1);
            assert!(is_in(0.0, 100.0) && !is_in(40.01, 59.99), "{piece:?}");
        }
    }

    #[test]
    fn dots_stay_inside_borders() {
        let d = dots_in(&[square(0, 5000)]);
        let starts: Vec<&str> = d.split('M').skip(1).filter_map(|dot| dot.split('h').next()).collect();
        assert!(starts.len() > 100, "{}", starts.len());
        for start in starts {
            let place = numbers(start);
            assert!(place.iter().all(|at| (0.0..=50.0).contains(at)), "{start}");
        }
        assert_eq!(dots_in(&[]), "");
    }
}
