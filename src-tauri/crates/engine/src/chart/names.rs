//! The column of names: type sizes by the number of rows, names broken into lines, and under each the reason why
//! something of its row is not there.

use super::figure::{Anchor, Rect, Shape};
use super::frame::{TO_BASELINE, muted, text};
use super::typeset::{Weight, width, wrap};

/// Type sizes and the height of a row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct TypeScale {
    /// Names, counts, labels.
    pub body: f64,
    /// Ranks, heads, axis, reasons.
    pub small: f64,
    /// Height of a row of one line.
    pub step: f64,
    /// Thickness of a bar: 64 % of the step, at most 14 beside a table.
    pub bar: f64,
}

impl TypeScale {
    const fn new(body: f64, small: f64, step: f64, bar: f64) -> Self {
        Self { body, small, step, bar }
    }

    /// Distance of two lines of one name.
    pub(super) fn leading(&self) -> f64 {
        (self.body * 1.3).round()
    }

    /// Distance of two lines of a reason.
    fn small_leading(&self) -> f64 {
        (self.small * 1.3).round()
    }
}

/// 7.5 pt, the smallest type allowed in print.
pub(super) const DENSEST: TypeScale = TypeScale::new(10.0, 10.0, 17.0, 10.0);
/// From roomy to dense.
static SCALES: [TypeScale; 4] = [
    TypeScale::new(13.0, 11.0, 28.0, 14.0),
    TypeScale::new(12.0, 11.0, 24.0, 14.0),
    TypeScale::new(11.0, 10.0, 18.0, 11.0),
    DENSEST,
];

/// The type sizes that suit a number of rows, the roomiest first.
pub(super) fn scales(row_count: usize) -> impl Iterator<Item = TypeScale> {
    let roomiest = match row_count {
        0..=16 => 0,
        17..=24 => 1,
        _ => 2,
    };
    SCALES.iter().skip(roomiest).copied()
}

/// Breaks names within `cap`; where some need more than one line, as narrow as their number of lines allows, so
/// that one long name does not take the room of the plot.
pub(super) fn break_names(names: &[&str], scale: TypeScale, cap: f64) -> Vec<Vec<String>> {
    let at = |limit: f64| -> Vec<Vec<String>> {
        names.iter().map(|name| wrap(name, scale.body, Weight::Regular, limit)).collect()
    };
    let widest = at(cap);
    let most = widest.iter().map(Vec::len).max().unwrap_or(1);
    if most == 1 {
        return widest;
    }
    let count = |names: &[Vec<String>]| names.iter().map(Vec::len).sum::<usize>();
    let wanted = count(&widest);
    let mut best = widest;
    let mut limit = cap - scale.body;
    while limit > scale.body * 4.0 {
        let narrower = at(limit);
        if count(&narrower) > wanted {
            break;
        }
        best = narrower;
        limit -= scale.body;
    }
    best
}

/// The name of a row and what is missing in it.
pub(super) struct NameBlock {
    name: Vec<String>,
    reasons: Vec<String>,
}

impl NameBlock {
    /// The height of its lines.
    pub(super) fn height(&self, scale: TypeScale) -> f64 {
        scale.leading() * self.name.len() as f64 + scale.small_leading() * self.reasons.len() as f64
    }

    /// Writes it in the middle of a place.
    pub(super) fn write(&self, left: f64, place: Rect, scale: TypeScale, out: &mut Vec<Shape>) {
        let mut y = place.y + (place.height - self.height(scale)) / 2.0;
        for line in &self.name {
            let baseline = y + scale.leading() / 2.0 + TO_BASELINE * scale.body;
            out.push(Shape::Text(text(left, baseline, Anchor::Start, scale.body, line)));
            y += scale.leading();
        }
        for line in &self.reasons {
            let baseline = y + scale.small_leading() / 2.0 + TO_BASELINE * scale.small;
            out.push(Shape::Text(muted(left, baseline, Anchor::Start, scale.small, line)));
            y += scale.small_leading();
        }
    }
}

/// The column of names.
pub(super) struct Names {
    /// Sizes.
    pub scale: TypeScale,
    /// One for each row.
    pub blocks: Vec<NameBlock>,
    /// The widest line.
    pub width: f64,
}

impl Names {
    /// A place for each row from `top` down, and the y below the last.
    pub(super) fn places(
        &self,
        top: f64,
        width: f64,
        height: impl Fn(&NameBlock) -> f64,
    ) -> (Vec<Rect>, f64) {
        let mut y = top;
        let place = |block: &NameBlock| {
            let place = Rect { x: 0.0, y, width, height: height(block) };
            y += place.height;
            place
        };
        let places = self.blocks.iter().map(place).collect();
        (places, y)
    }
}

/// Takes the roomiest type at which names need at most two lines within `cap`; failing that, the smallest.
pub(super) fn fit(rows: &[(String, Vec<String>)], cap: f64) -> Names {
    let names: Vec<&str> = rows.iter().map(|row| row.0.as_str()).collect();
    let tried = scales(rows.len()).map(|scale| (scale, break_names(&names, scale, cap)));
    let is_short = |(_, names): &(TypeScale, Vec<Vec<String>>)| names.iter().all(|name| name.len() <= 2);
    let found = tried.into_iter().find(is_short);
    let (scale, broken) = found.unwrap_or_else(|| (DENSEST, break_names(&names, DENSEST, cap)));
    let blocks: Vec<NameBlock> = broken
        .into_iter()
        .zip(rows)
        .map(|(name, (_, reasons))| NameBlock {
            name,
            reasons: reasons.iter().flat_map(|why| wrap(why, scale.small, Weight::Regular, cap)).collect(),
        })
        .collect();
    let widest = |lines: &[String], size| {
        lines.iter().map(|line| width(line, size, Weight::Regular)).fold(0.0, f64::max)
    };
    let widths =
        blocks.iter().map(|block| widest(&block.name, scale.body).max(widest(&block.reasons, scale.small)));
    let width = widths.fold(0.0, f64::max);
    Names { scale, blocks, width }
}
