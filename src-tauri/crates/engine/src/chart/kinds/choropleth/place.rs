//! Places of words inside a region: where they touch no border, no hole and no other words, as far from the borders as can be.

use crate::chart::figure::Rect;

/// A closed line of the figure.
pub(super) type Ring = Vec<(f64, f64)>;

/// Places tried along each side of a region.
const TRIES: usize = 20;

/// Straight pieces of rings.
fn pieces(rings: &[Ring]) -> impl Iterator<Item = ((f64, f64), (f64, f64))> + '_ {
    rings.iter().flat_map(pairs)
}

/// Whether a point is inside: a line from it to the east crosses borders an odd number of times.
pub(super) fn is_inside(rings: &[Ring], (x, y): (f64, f64)) -> bool {
    let crosses = |((ax, ay), (bx, by)): &((f64, f64), (f64, f64))| {
        (ay > &y) != (by > &y) && x < (bx - ax) * (y - ay) / (by - ay) + ax
    };
    pieces(rings).filter(crosses).count() % 2 == 1
}

/// The rectangle around rings.
pub(super) fn around(rings: &[Ring]) -> Option<Rect> {
    Rect::around_points(rings.iter().flatten())
}

/// Each place of a ring with the next.
fn pairs(ring: &Ring) -> impl Iterator<Item = ((f64, f64), (f64, f64))> + '_ {
    ring.iter().copied().zip(ring.iter().copied().cycle().skip(1))
}

/// Twice the area a ring covers, with a sign for the way it turns.
fn doubled_area(ring: &Ring) -> f64 {
    pairs(ring).map(|((ax, ay), (bx, by))| ax * by - bx * ay).sum()
}

/// The ring that covers most.
fn largest(rings: &[Ring]) -> Option<&Ring> {
    rings.iter().max_by(|a, b| doubled_area(a).abs().total_cmp(&doubled_area(b).abs()))
}

/// The middle of what a ring covers.
fn middle_of(ring: &Ring) -> Option<(f64, f64)> {
    let sum = |along: fn((f64, f64)) -> f64| -> f64 {
        pairs(ring).map(|(a, b)| (along(a) + along(b)) * (a.0 * b.1 - b.0 * a.1)).sum()
    };
    let area = 3.0 * doubled_area(ring);
    (area.abs() > 0.0).then(|| (sum(|at| at.0) / area, sum(|at| at.1) / area))
}

/// The rectangle of this size inside the largest part of a region, clear of its borders and as near to its middle as that
/// allows; none where it has no place that meets nothing of `taken`.
pub(super) fn fit(rings: &[Ring], size: (f64, f64), taken: &[Rect]) -> Option<Rect> {
    /// Half its own size free on every side is as good as more.
    const CLEAR: f64 = 2.0;
    /// How much nearness to the middle weighs against room.
    const PULL: f64 = 0.05;
    let own = largest(rings)?;
    let (bounds, center, (width, height)) = (around(std::slice::from_ref(own))?, middle_of(own)?, size);
    let mut best: Option<(f64, Rect)> = None;
    let step = |room: f64, n: usize| room * (n as f64 + 0.5) / TRIES as f64;
    for (across, down) in (0..TRIES).flat_map(|across| (0..TRIES).map(move |down| (across, down))) {
        let middle = (bounds.x + step(bounds.width, across), bounds.y + step(bounds.height, down));
        let rect = Rect { x: middle.0 - width / 2.0, y: middle.1 - height / 2.0, width, height };
        let is_free = pieces(rings).all(|(from, to)| !rect.meets(from, to))
            && !taken.iter().any(|other| other.overlaps(&rect))
            && is_inside(rings, middle);
        if !is_free {
            continue;
        }
        let away = pieces(rings).map(|(from, to)| distance(middle, from, to, size)).fold(CLEAR, f64::min);
        let score = away - PULL * distance(middle, center, center, size);
        if best.is_none_or(|(most, _)| score > most) {
            best = Some((score, rect));
        }
    }
    best.map(|(_, rect)| rect)
}

/// From a point to a straight piece, lengths counted in halves of a size: a wide rectangle keeps from the sides as from above
/// and below.
fn distance((x, y): (f64, f64), from: (f64, f64), to: (f64, f64), (width, height): (f64, f64)) -> f64 {
    let scaled = |(px, py): (f64, f64)| ((px - x) / width * 2.0, (py - y) / height * 2.0);
    let ((ax, ay), (bx, by)) = (scaled(from), scaled(to));
    let (dx, dy) = (bx - ax, by - ay);
    let length = dx * dx + dy * dy;
    let share = if length > 0.0 { (-(ax * dx + ay * dy) / length).clamp(0.0, 1.0) } else { 0.0 };
    let (nearest_x, nearest_y) = (ax + share * dx, ay + share * dy);
    (nearest_x * nearest_x + nearest_y * nearest_y).sqrt()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn square(x: f64, y: f64, side: f64) -> Ring {
        vec![(x, y), (x + side, y), (x + side, y + side), (x, y + side)]
    }

    #[test]
    fn words_keep_to_the_middle_and_off_a_hole() {
        let whole = [square(0.0, 0.0, 100.0)];
        let rect = fit(&whole, (40.0, 20.0), &[]).unwrap();
        assert!((rect.x + 20.0 - 50.0).abs() < 6.0 && (rect.y + 10.0 - 50.0).abs() < 6.0, "{rect}");
        let hole = square(30.0, 30.0, 40.0);
        let holed = [square(0.0, 0.0, 100.0), hole.clone()];
        let rect = fit(&holed, (20.0, 15.0), &[]).unwrap();
        let around_hole = around(&[hole]).unwrap();
        assert!(!rect.overlaps(&around_hole), "{rect}");
        assert!(!is_inside(&holed, (50.0, 50.0)) && is_inside(&holed, (10.0, 50.0)));
    }

    #[test]
    fn what_does_not_fit_has_no_place() {
        let whole = [square(0.0, 0.0, 30.0)];
        assert_eq!(fit(&whole, (31.0, 10.0), &[]), None);
        assert_eq!(fit(&whole, (20.0, 10.0), &[Rect { x: 0.0, y: 0.0, width: 30.0, height: 30.0 }]), None);
        assert_eq!(fit(&[], (1.0, 1.0), &[]), None);
    }
}
