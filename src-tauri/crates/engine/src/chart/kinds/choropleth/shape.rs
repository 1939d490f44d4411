//! Borders to shapes of the figure: projected, fitted to the room there is, thinned to what can be seen.

use super::arcs::{self, Place};
use super::place::Ring;
use super::projection::{Extent, Projection};
use crate::chart::series::Region;
use crate::model::Position;

/// No map is higher than this share of its width: a figure should stand on a page with its words.
const HIGHEST: f64 = 1.05;
/// Half the side of the square that stands for an area too small to be seen.
const SPECK: f64 = 1.5;

/// All regions on the plane of the figure.
pub(super) struct Map {
    /// The rings of each region, in the order given.
    pub regions: Vec<Vec<Ring>>,
    /// The height of the whole.
    pub height: f64,
    /// How it is projected.
    pub projection: Projection,
}

/// Puts regions into a width, from `left` and `top`; none where there is no border at all.
pub(super) fn map(regions: &[Region], left: f64, top: f64, width: f64) -> Option<Map> {
    let positions = || regions.iter().flat_map(|region| region.geometry.polygons.iter().flatten().flatten());
    let projection = Projection::of(Extent::of(positions().copied())?);
    let flat: Vec<(f64, f64)> = positions().map(|position| projection.place(*position)).collect();
    let (low, high) =
        flat.iter().fold(((f64::MAX, f64::MAX), (f64::MIN, f64::MIN)), |(low, high), (x, y)| {
            ((low.0.min(*x), low.1.min(*y)), (high.0.max(*x), high.1.max(*y)))
        });
    let (across, down) = ((high.0 - low.0).max(1e-9), (high.1 - low.1).max(1e-9));
    let scale = (width / across).min(width * HIGHEST / down);
    let (x, y) = (left + (width - across * scale) / 2.0 - low.0 * scale, top - low.1 * scale);
    // Whole hundredths, so that a place two areas share is one place.
    let place = |position: &Position| -> Place {
        let (px, py) = projection.place(*position);
        (((x + px * scale) * 100.0).round() as i32, ((y + py * scale) * 100.0).round() as i32)
    };
    let given: Vec<Vec<Vec<Place>>> = regions
        .iter()
        .map(|region| {
            let rings = region.geometry.polygons.iter().flatten();
            rings.map(|ring| ring.iter().map(place).collect()).collect()
        })
        .collect();
    let all: Vec<Vec<Place>> = given.iter().flatten().cloned().collect();
    let mut thin = arcs::thinned(&all).into_iter();
    let regions = given
        .iter()
        .map(|rings| {
            let seen: Vec<Ring> = thin
                .by_ref()
                .take(rings.len())
                .filter(|ring| !ring.is_empty())
                .map(|ring| floats(&ring))
                .collect();
            if seen.is_empty() { speck(rings).into_iter().collect() } else { seen }
        })
        .collect();
    Some(Map { regions, height: down * scale, projection })
}

fn floats(ring: &[Place]) -> Ring {
    ring.iter().map(|(x, y)| (f64::from(*x) / 100.0, f64::from(*y) / 100.0)).collect()
}

/// A small square where a region is that would not be seen.
fn speck(rings: &[Vec<Place>]) -> Option<Ring> {
    let (x, y) =
        rings.iter().flatten().next().map(|(x, y)| (f64::from(*x) / 100.0, f64::from(*y) / 100.0))?;
    Some(vec![(x - SPECK, y - SPECK), (x + SPECK, y - SPECK), (x + SPECK, y + SPECK), (x - SPECK, y + SPECK)])
}
