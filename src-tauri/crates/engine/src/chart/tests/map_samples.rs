//! Invented borders: crooked cells that stand as the tiles of Hunan do. None of them is real.

use super::samples as rankings;
use crate::chart::{MapSeries, RankedSeries, Region};
use crate::model::{Geometry, Lang, Position, Ring};

/// Code, column and row of each cell.
const CELLS: [(&str, i32, i32); 14] = [
    ("433100", 0, 0),
    ("430800", 1, 0),
    ("430700", 2, 0),
    ("430600", 3, 0),
    ("431200", 0, 1),
    ("431300", 1, 1),
    ("430900", 2, 1),
    ("430100", 3, 1),
    ("430500", 1, 2),
    ("430300", 2, 2),
    ("430200", 3, 2),
    ("431100", 1, 3),
    ("430400", 2, 3),
    ("431000", 3, 3),
];
/// The side of a cell, in ten-millionths of a degree.
const SIDE: i32 = 12_000_000;

fn hash(a: i32, b: i32) -> i32 {
    let mixed = (a as u32).wrapping_mul(0x9E37_79B9) ^ (b as u32).wrapping_mul(0x85EB_CA6B);
    ((mixed ^ (mixed >> 15)).wrapping_mul(0xC2B2_AE35) >> 16) as i32 % 1000 - 500
}

fn corner(column: i32, row: i32) -> Position {
    Position {
        lon: 1_090_000_000 + column * SIDE + hash(column, row) * (SIDE / 4000),
        lat: 300_000_000 - row * SIDE + hash(row + 7, column) * (SIDE / 4000),
    }
}

/// A crooked line without its end, the same whichever side draws it.
fn crooked(from: Position, to: Position, depth: u8) -> Vec<Position> {
    if to < from {
        let mut line = crooked(to, from, depth);
        line.push(from);
        line.reverse();
        line.pop();
        return line;
    }
    if depth == 0 {
        return vec![from];
    }
    let shift = hash(from.lon / 97 + to.lat / 89, from.lat / 83 + to.lon / 79);
    let middle = Position {
        lon: i32::midpoint(from.lon, to.lon) - (to.lat - from.lat) / 4000 * shift,
        lat: i32::midpoint(from.lat, to.lat) + (to.lon - from.lon) / 4000 * shift,
    };
    [crooked(from, middle, depth - 1), crooked(middle, to, depth - 1)].concat()
}

fn closed(corners: &[Position]) -> Ring {
    let next = corners.iter().cycle().skip(1);
    corners.iter().zip(next).flat_map(|(from, to)| crooked(*from, *to, 3)).collect()
}

fn cell(column: i32, row: i32) -> Ring {
    let at = [(column, row), (column + 1, row), (column + 1, row + 1), (column, row + 1)];
    closed(&at.map(|(column, row)| corner(column, row)))
}

/// The area of a cell of the sample, under a key where it is a unit of the ranking.
fn region(key: Option<&str>, name: &str, rings: Vec<Ring>) -> Region {
    let geometry = Geometry { polygons: vec![rings] };
    Region { key: key.map(str::to_owned), name: name.to_owned(), geometry }
}

/// A ranking in its borders; cells of units the ranking does not have are blank, units beyond the cells have none.
pub(super) fn mapped(ranking: RankedSeries, lang: Lang) -> MapSeries {
    let has = |key: &str| ranking.rows.iter().any(|row| row.key == key);
    let regions = CELLS
        .iter()
        .map(|(key, column, row)| region(Some(*key).filter(|key| has(key)), key, vec![cell(*column, *row)]));
    MapSeries {
        regions: regions.collect(),
        ranking,
        approval: None,
        boundary_line: rankings::name(lang, "边界：示意，虚构。", "Borders: invented."),
    }
}

/// Maps of every ranking there is, and of borders that are awkward.
pub(super) fn all(lang: Lang) -> Vec<(&'static str, MapSeries)> {
    let mut out: Vec<(&'static str, MapSeries)> =
        rankings::all(lang).into_iter().map(|(name, ranking)| (name, mapped(ranking, lang))).collect();
    out.push(("enclave", enclave(lang)));
    out.push(("specks", specks(lang)));
    out
}

/// A unit with a hole that holds a zone without data, an island far to the east, and a number of review.
fn enclave(lang: Lang) -> MapSeries {
    let mut series = mapped(rankings::prefectures(lang), lang);
    let zone = |lon: i32, lat: i32, side: i32| {
        let at = |x, y| Position { lon: lon + x * side, lat: lat + y * side };
        vec![at(0, 0), at(1, 0), at(1, 1), at(0, 1)]
    };
    let hole = zone(1_106_000_000, 278_000_000, 3_000_000);
    for region in &mut series.regions {
        let Some(polygon) = region.geometry.polygons.first_mut() else { continue };
        match region.key.as_deref() {
            Some("431300") => polygon.push(hole.clone()),
            Some("430600") => {
                region.geometry.polygons.push(vec![zone(1_146_000_000, 294_000_000, 2_000_000)]);
            }
            _ => {}
        }
    }
    series.regions.push(region(None, &rankings::name(lang, "示范区（虚构）", "Zone (invented)"), vec![hole]));
    series.approval = Some("GS(2025)0000号".to_owned());
    series
}

/// Cells that shrink towards the east, down to ones that cannot be seen.
fn specks(lang: Lang) -> MapSeries {
    let mut series = mapped(rankings::prefectures(lang), lang);
    for region in &mut series.regions {
        for place in region.geometry.polygons.iter_mut().flatten().flatten() {
            let far = f64::from(place.lon - 1_088_000_000) / f64::from(SIDE);
            place.lon = 1_090_000_000 + (f64::from(SIDE) * 4.0 * (1.0 - 0.25_f64.powf(far))) as i32;
        }
    }
    // One as small as a village beside a province.
    if let Some(region) = series.regions.last_mut() {
        let at = |x, y| Position { lon: 1_138_000_000 + x, lat: 250_000_000 + y };
        region.geometry = Geometry { polygons: vec![vec![vec![at(0, 0), at(9000, 0), at(9000, 9000)]]] };
    }
    series
}

/// The far corners of the country, with the sample in its middle.
pub(super) fn country(lang: Lang) -> MapSeries {
    let mut series = mapped(rankings::prefectures(lang), lang);
    for (name, lon, lat) in [
        ("西", 740_000_000, 390_000_000),
        ("北", 1_230_000_000, 520_000_000),
        ("南", 1_095_000_000, 190_000_000),
    ] {
        let at = |x: i32, y: i32| Position { lon: lon + x * 30_000_000, lat: lat + y * 10_000_000 };
        series.regions.push(region(None, name, vec![closed(&[at(0, 0), at(1, 0), at(1, 1), at(0, 1)])]));
    }
    series
}
