//! A figure as it stands above or below a caption, which says its title already.

use super::figure::{Anchor, Figure, Rect, Shape, TextLine};
use super::frame::{MARGIN, TITLE_LEADING, TITLE_SIZE, UNIT_SIZE};
use super::typeset::Weight;

/// What a unit takes on a line of its own.
const UNIT_LEADING: f64 = 18.0;

impl Figure {
    /// The same without the title in it; the unit that stood after the title begins the figure. Its accessible name stays.
    #[must_use]
    pub fn without_title(&self) -> Self {
        let mut figure = self.clone();
        let Some(head) = figure.layers.first_mut().filter(|layer| layer.key.is_none()) else { return figure };
        let lines = head.shapes.iter().take_while(|shape| is_title(shape)).count();
        if lines == 0 {
            return figure;
        }
        head.shapes.drain(..lines);
        let mut up = TITLE_LEADING * lines as f64;
        if let Some(Shape::Text(unit)) = head.shapes.first_mut().filter(|shape| is_unit(shape))
            && unit.x > MARGIN
        {
            // It stood on the last line of the title, and takes one of its own.
            unit.x = MARGIN;
            up -= UNIT_LEADING;
            unit.y = MARGIN + 12.0 + up;
        }
        for layer in &mut figure.layers {
            layer.shapes.iter_mut().for_each(|shape| raise(shape, up));
        }
        for mark in &mut figure.marks {
            mark.rect.y -= up;
        }
        figure.height -= up;
        figure
    }
}

/// Sizes are constants, set and read back as they are.
fn is_size(size: f64, known: f64) -> bool {
    size.total_cmp(&known).is_eq()
}

fn is_title(shape: &Shape) -> bool {
    matches!(shape, Shape::Text(TextLine { size, weight: Weight::Medium, anchor: Anchor::Start, .. }) if is_size(*size, TITLE_SIZE))
}

fn is_unit(shape: &Shape) -> bool {
    matches!(shape, Shape::Text(TextLine { size, weight: Weight::Regular, anchor: Anchor::Start, .. }) if is_size(*size, UNIT_SIZE))
}

fn raise(shape: &mut Shape, up: f64) {
    let lift = |rect: &mut Rect| rect.y -= up;
    match shape {
        Shape::Bar { rect, .. } | Shape::Tile { rect, .. } | Shape::Halo(rect) | Shape::Frame(rect) => {
            lift(rect);
        }
        Shape::Line { from, to, .. } => {
            from.1 -= up;
            to.1 -= up;
        }
        Shape::Path { points, .. } => points.iter_mut().for_each(|point| point.1 -= up),
        Shape::Region { rings, .. } => rings.iter_mut().flatten().for_each(|point| point.1 -= up),
        Shape::Dot { center, .. } => center.1 -= up,
        Shape::Text(line) => line.y -= up,
    }
}
