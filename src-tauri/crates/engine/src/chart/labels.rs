//! Placing labels without collisions.

use super::figure::{Rect, TextLine};

/// A stretch along one axis that wants to stand around a place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Wish {
    /// Where its middle wants to be.
    pub middle: f64,
    /// Its length.
    pub length: f64,
}

/// Middles as near as they can be to those wished for, in their order, without overlapping and at or below `from`.
/// Labels that meet move apart together, so that a crowd stays around its own middle.
pub(super) fn spread(wishes: &[Wish], from: f64) -> Vec<f64> {
    /// Labels that touch: where the first begins, how long they are, and how many.
    struct Crowd {
        start: f64,
        length: f64,
        count: usize,
        /// Sum of the starts wished for, each less what stands before it in the crowd.
        wished: f64,
    }
    let mut order: Vec<usize> = (0..wishes.len()).collect();
    order.sort_by(|a, b| {
        let middle = |index: &usize| wishes.get(*index).map_or(0.0, |wish| wish.middle);
        middle(a).total_cmp(&middle(b)).then(a.cmp(b))
    });
    let mut crowds: Vec<Crowd> = Vec::new();
    for wish in order.iter().filter_map(|index| wishes.get(*index)) {
        let start = wish.middle - wish.length / 2.0;
        let mut crowd = Crowd { start: start.max(from), length: wish.length, count: 1, wished: start };
        while let Some(before) = crowds.pop_if(|before| before.start + before.length > crowd.start) {
            crowd.wished = before.wished + crowd.wished - before.length * crowd.count as f64;
            crowd.count += before.count;
            crowd.length += before.length;
            crowd.start = (crowd.wished / crowd.count as f64).max(from);
        }
        crowds.push(crowd);
    }
    let mut places = vec![0.0; wishes.len()];
    let mut at = order.iter();
    for crowd in crowds {
        let mut start = crowd.start;
        for index in at.by_ref().take(crowd.count) {
            let (Some(wish), Some(place)) = (wishes.get(*index), places.get_mut(*index)) else { continue };
            *place = start + wish.length / 2.0;
            start += wish.length;
        }
    }
    places
}

/// The patch behind a label that meets one of these upright lines.
pub(super) fn halo(line: &TextLine, uprights: &[f64]) -> Option<Rect> {
    let bounds = line.bounds();
    let patch = Rect { x: bounds.x - 2.0, width: bounds.width + 4.0, ..bounds };
    uprights.iter().any(|x| patch.x - 1.5 < *x && *x < patch.right() + 1.5).then_some(patch)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wishes(middles: &[f64]) -> Vec<Wish> {
        middles.iter().map(|middle| Wish { middle: *middle, length: 10.0 }).collect()
    }

    #[test]
    fn labels_that_do_not_meet_stay_where_they_wish() {
        assert_eq!(spread(&wishes(&[50.0, 20.0]), 0.0), [50.0, 20.0]);
    }

    #[test]
    fn a_crowd_stays_around_its_middle() {
        assert_eq!(spread(&wishes(&[50.0, 50.0, 50.0]), 0.0), [40.0, 50.0, 60.0]);
    }

    #[test]
    fn nothing_leaves_the_top_and_nothing_overlaps() {
        let middles = [0.0, 1.0, 2.0, 28.0, 29.0, 90.0];
        let mut places = spread(&wishes(&middles), 0.0);
        places.sort_by(f64::total_cmp);
        assert!(places.iter().all(|place| *place >= 5.0));
        assert!(
            places
                .windows(2)
                .all(|pair| pair.last().unwrap_or(&0.0) - pair.first().unwrap_or(&0.0) >= 10.0 - 1e-9)
        );
    }
}
