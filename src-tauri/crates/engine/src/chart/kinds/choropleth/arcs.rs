//! Borders with no more points than can be seen. A border that two areas share is thinned once, the same for both, so that
//! no gap opens between them.

use std::collections::{HashMap, HashSet};

/// A place of the figure, in hundredths of its unit.
pub(super) type Place = (i32, i32);

/// How far a thinned border may be from the one given, in hundredths of a unit: less than a dot of 300 to the inch.
const TOLERANCE: f64 = 25.0;

/// Thins every ring. Of one that is too small to be seen nothing is left.
pub(super) fn thinned(rings: &[Vec<Place>]) -> Vec<Vec<Place>> {
    let rings: Vec<Vec<Place>> = rings.iter().map(|ring| without_repeats(ring)).collect();
    let junctions = junctions(&rings);
    rings.iter().map(|ring| thinned_ring(ring, &junctions)).collect()
}

fn without_repeats(ring: &[Place]) -> Vec<Place> {
    let mut out = ring.to_vec();
    out.dedup();
    while out.len() > 1 && out.first() == out.last() {
        out.pop();
    }
    out
}

/// Places where borders meet: those that have other neighbours in one ring than in another.
fn junctions(rings: &[Vec<Place>]) -> HashSet<Place> {
    let mut neighbours: HashMap<Place, (Place, Place)> = HashMap::new();
    let mut out = HashSet::new();
    for ring in rings {
        let before = ring.iter().cycle().skip(ring.len().saturating_sub(1));
        let after = ring.iter().cycle().skip(1);
        for ((before, place), after) in before.zip(ring).zip(after) {
            let pair = (*before.min(after), *before.max(after));
            if *neighbours.entry(*place).or_insert(pair) != pair {
                out.insert(*place);
            }
        }
    }
    out
}

fn thinned_ring(ring: &[Place], junctions: &HashSet<Place>) -> Vec<Place> {
    let at_junction = ring.iter().position(|place| junctions.contains(place));
    // A ring that meets no other begins at its lowest place, whoever draws it.
    let lowest = || ring.iter().enumerate().min_by_key(|(_, place)| **place).map(|(index, _)| index);
    let Some(start) = at_junction.or_else(lowest) else { return Vec::new() };
    let turned = ring.iter().cycle().skip(start).take(ring.len() + 1).copied();
    let mut out = Vec::new();
    let mut arc: Vec<Place> = Vec::new();
    for place in turned {
        arc.push(place);
        if arc.len() > 1 && junctions.contains(&place) {
            append(&mut out, &arc);
            arc = vec![place];
        }
    }
    append(&mut out, &arc);
    out.pop();
    let is_seen = out.len() > 2 && doubled_area(&out) > 2.0 * TOLERANCE * TOLERANCE;
    if is_seen { out } else { Vec::new() }
}

/// Adds an arc, thinned in the one direction that both its sides agree on.
fn append(out: &mut Vec<Place>, arc: &[Place]) {
    let is_turned = arc.iter().rev().lt(arc.iter());
    let mut own: Vec<Place> = arc.to_vec();
    if is_turned {
        own.reverse();
    }
    let mut kept = thinned_line(&own);
    if is_turned {
        kept.reverse();
    }
    if out.last() == kept.first() {
        out.pop();
    }
    out.extend(kept);
}

/// Douglas and Peucker's: the place farthest from the straight line stays where it is too far away, and so on for the pieces.
fn thinned_line(line: &[Place]) -> Vec<Place> {
    let mut stays = vec![false; line.len()];
    if let Some(first) = stays.first_mut() {
        *first = true;
    }
    if let Some(last) = stays.last_mut() {
        *last = true;
    }
    let mut pieces = vec![(0, line.len().saturating_sub(1))];
    while let Some((from, to)) = pieces.pop() {
        let (Some(a), Some(b)) = (line.get(from), line.get(to)) else { continue };
        let inner = line.get(from + 1..to).unwrap_or_default().iter().enumerate();
        let away = inner.map(|(index, place)| (index + from + 1, distance(*place, *a, *b)));
        let farthest = away.fold(None, |best: Option<(usize, f64)>, found| match best {
            Some(best) if best.1 >= found.1 => Some(best),
            _ => Some(found),
        });
        if let Some((index, _)) = farthest.filter(|(_, distance)| *distance > TOLERANCE) {
            if let Some(stays) = stays.get_mut(index) {
                *stays = true;
            }
            pieces.extend([(from, index), (index, to)]);
        }
    }
    line.iter().zip(stays).filter(|(_, stays)| *stays).map(|(place, _)| *place).collect()
}

/// From a place to the nearest point of a straight piece.
fn distance((x, y): Place, from: Place, to: Place) -> f64 {
    let [x, y, ax, ay, bx, by] = [x, y, from.0, from.1, to.0, to.1].map(f64::from);
    let (dx, dy) = (bx - ax, by - ay);
    let length = dx * dx + dy * dy;
    let share = if length > 0.0 { (((x - ax) * dx + (y - ay) * dy) / length).clamp(0.0, 1.0) } else { 0.0 };
    let (away_x, away_y) = (x - ax - share * dx, y - ay - share * dy);
    (away_x * away_x + away_y * away_y).sqrt()
}

fn doubled_area(ring: &[Place]) -> f64 {
    let next = ring.iter().cycle().skip(1);
    let cross = |((ax, ay), (bx, by)): (&Place, &Place)| {
        f64::from(*ax) * f64::from(*by) - f64::from(*bx) * f64::from(*ay)
    };
    ring.iter().zip(next).map(cross).sum::<f64>().abs()
}

#[cfg(test)]
#[expect(clippy::indexing_slicing, reason = "tests")]
mod tests {
    use super::*;

    /// A wavy upright border between two squares, as each of them gives it.
    fn neighbours() -> [Vec<Place>; 2] {
        let border: Vec<Place> =
            (0..=1000).map(|n| (5000 + (n * 7919) % 31 - 15 + n * n / 2000, n * 10)).collect();
        let left = [(0, 10_000), (0, 0)].into_iter().chain(border.iter().copied()).collect();
        let right = [(10_000, 0), (10_000, 10_000)].into_iter().chain(border.iter().rev().copied()).collect();
        [left, right]
    }

    #[test]
    fn a_shared_border_is_thinned_the_same_on_both_sides() {
        let [left, right] = neighbours();
        let thin = thinned(&[left.clone(), right.clone()]);
        let on_border = |ring: &[Place]| {
            let mut inner: Vec<Place> =
                ring.iter().copied().filter(|(x, _)| (4000..6000).contains(x)).collect();
            inner.sort_unstable();
            inner
        };
        assert_eq!(on_border(&thin[0]), on_border(&thin[1]));
        let (before, after) = (on_border(&left).len(), on_border(&thin[0]).len());
        assert!(after < before / 2 && after > 2, "{before} → {after}");
        // Wherever a ring begins, it is thinned to the same places.
        let turned: Vec<Place> = left.iter().cycle().skip(417).take(left.len()).copied().collect();
        let again = thinned(&[turned, right]);
        let sorted = |ring: &[Place]| ring.iter().copied().collect::<std::collections::BTreeSet<_>>();
        assert_eq!(sorted(&again[0]), sorted(&thin[0]));
    }

    #[test]
    fn a_thinned_border_is_nowhere_far_from_the_one_given() {
        let [left, right] = neighbours();
        let thin = thinned(&[left.clone(), right]);
        let pieces: Vec<(Place, Place)> =
            thin[0].iter().copied().zip(thin[0].iter().copied().cycle().skip(1)).collect();
        for place in left {
            let nearest = pieces.iter().map(|(a, b)| distance(place, *a, *b)).fold(f64::MAX, f64::min);
            assert!(nearest <= TOLERANCE + 1e-9, "{place:?} is {nearest} away");
        }
    }

    #[test]
    fn what_is_too_small_to_be_seen_leaves_nothing() {
        let tiny = vec![(0, 0), (10, 0), (10, 10), (0, 10)];
        let square = vec![(0, 0), (0, 0), (9000, 0), (9000, 4500), (9000, 9000), (0, 9000), (0, 0)];
        let thin = thinned(&[tiny, square, Vec::new(), vec![(1, 1)]]);
        let lengths: Vec<usize> = thin.iter().map(Vec::len).collect();
        assert_eq!(lengths, [0, 4, 0, 0]);
    }
}
