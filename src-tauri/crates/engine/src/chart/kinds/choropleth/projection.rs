//! From longitude and latitude to the plane of a figure, north up.
//!
//! A province is drawn with parallels and meridians at right angles and the width of its middle latitude: within six degrees
//! of latitude a shape is at most about three per cent too wide or too narrow, and north is up everywhere. What reaches
//! further is drawn on Albers' conic with equal areas, as maps of the country are, because shades are compared by area.
//!
//! Sines come from a library of our own choice rather than from the machine's, so that a map is the same bytes everywhere.

use crate::model::{Lang, Position};

/// The most degrees of latitude and longitude drawn at right angles.
const RIGHT_ANGLED: (f64, f64) = (6.0, 12.0);

/// The extent of places, in degrees.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Extent {
    west: f64,
    east: f64,
    south: f64,
    north: f64,
}

impl Extent {
    /// Around these places; none without any.
    pub(super) fn of(positions: impl Iterator<Item = Position>) -> Option<Self> {
        positions.map(Position::to_degrees).fold(None, |extent: Option<Self>, (lon, lat)| {
            let found = extent.unwrap_or(Self { west: lon, east: lon, south: lat, north: lat });
            Some(Self {
                west: found.west.min(lon),
                east: found.east.max(lon),
                south: found.south.min(lat),
                north: found.north.max(lat),
            })
        })
    }
}

/// How a map is projected.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Projection {
    /// Degrees, longitudes shortened by the cosine of the middle latitude.
    RightAngled {
        /// The middle latitude.
        middle: f64,
        /// Its cosine.
        shortening: f64,
    },
    /// Albers' conic with equal areas.
    Albers {
        /// The standard parallels, in degrees.
        parallels: (f64, f64),
        /// The middle meridian, in degrees.
        meridian: f64,
        /// How much of a turn the cone takes.
        cone: f64,
        /// Its constant.
        constant: f64,
    },
}

impl Projection {
    /// The projection that suits an extent.
    pub(super) fn of(extent: Extent) -> Self {
        let (height, width) = (extent.north - extent.south, extent.east - extent.west);
        let middle = f64::midpoint(extent.south, extent.north);
        let right_angled = Self::RightAngled { middle, shortening: libm::cos(middle.to_radians()) };
        if height <= RIGHT_ANGLED.0 && width <= RIGHT_ANGLED.1 {
            return right_angled;
        }
        // The usual sixths: distortion is about the same at both edges and in the middle.
        let parallels = (extent.south + height / 6.0, extent.north - height / 6.0);
        let (first, second) = (parallels.0.to_radians(), parallels.1.to_radians());
        let cone = f64::midpoint(libm::sin(first), libm::sin(second));
        if cone.abs() < 0.01 {
            // About the equator the cone is flat.
            return right_angled;
        }
        let constant = libm::cos(first) * libm::cos(first) + 2.0 * cone * libm::sin(first);
        Self::Albers { parallels, meridian: f64::midpoint(extent.west, extent.east), cone, constant }
    }

    /// A place on the plane, in degrees of a great circle, y growing to the south.
    pub(super) fn place(&self, position: Position) -> (f64, f64) {
        let (lon, lat) = position.to_degrees();
        match self {
            Self::RightAngled { shortening, .. } => (lon * shortening, -lat),
            Self::Albers { meridian, cone, constant, .. } => {
                let radius = (constant - 2.0 * cone * libm::sin(lat.to_radians())).max(0.0).sqrt() / cone;
                let angle = cone * (lon - meridian).to_radians();
                let (x, y) = (radius * libm::sin(angle), radius * libm::cos(angle));
                (x.to_degrees(), y.to_degrees())
            }
        }
    }

    /// What it is, in words.
    pub(super) fn words(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::RightAngled { middle, .. }, Lang::Zh) => {
                format!("上北下南，等距圆柱投影，标准纬线{middle:.1}°。")
            }
            (Self::RightAngled { middle, .. }, Lang::En) => {
                format!("North is up; equirectangular projection true at {middle:.1}°.")
            }
            (Self::Albers { parallels: (first, second), meridian, .. }, Lang::Zh) => format!(
                "上北下南，阿尔伯斯等积圆锥投影，标准纬线{first:.1}°、{second:.1}°，中央经线{meridian:.1}°。"
            ),
            (Self::Albers { parallels: (first, second), meridian, .. }, Lang::En) => format!(
                "North is up; Albers equal-area conic, standard parallels {first:.1}° and {second:.1}°, central meridian {meridian:.1}°."
            ),
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn at(lon: f64, lat: f64) -> Position {
        Position::from_degrees(lon, lat).unwrap()
    }

    fn of(places: &[(f64, f64)]) -> Projection {
        Projection::of(Extent::of(places.iter().map(|(lon, lat)| at(*lon, *lat))).unwrap())
    }

    #[test]
    fn a_province_is_right_angled_and_the_country_is_conic() {
        assert!(matches!(of(&[(108.8, 24.6), (114.3, 30.1)]), Projection::RightAngled { .. }));
        assert!(matches!(of(&[(121.0, 43.4), (135.0, 53.5)]), Projection::Albers { .. }));
        assert!(matches!(of(&[(73.5, 18.2), (135.1, 53.6)]), Projection::Albers { .. }));
    }

    #[test]
    fn north_is_up_and_a_degree_is_as_long_both_ways_in_the_middle() {
        for projection in [of(&[(108.8, 24.6), (114.3, 30.1)]), of(&[(73.5, 18.2), (135.1, 53.6)])] {
            let (lon, lat) =
                (104.3, if matches!(projection, Projection::Albers { .. }) { 25.0 } else { 27.35 });
            let [middle, north, east] = [at(lon, lat), at(lon, lat + 0.1), at(lon + 0.1, lat)];
            let [middle, north, east] = [middle, north, east].map(|place| projection.place(place));
            assert!(north.1 < middle.1 && east.0 > middle.0);
            let (up, across) = (middle.1 - north.1, east.0 - middle.0);
            let wanted = 0.1 * lat.to_radians().cos();
            assert!((up - 0.1).abs() < 0.002, "{up}");
            assert!((across - wanted).abs() < 0.002, "{across} is not {wanted}");
        }
    }

    #[test]
    fn the_conic_keeps_areas() {
        let projection = of(&[(73.5, 18.2), (135.1, 53.6)]);
        let area = |lat: f64| {
            let corners = [at(100.0, lat), at(100.1, lat), at(100.1, lat + 0.1), at(100.0, lat + 0.1)];
            let places = corners.map(|place| projection.place(place));
            let next = places.iter().cycle().skip(1);
            let cross = |((ax, ay), (bx, by)): (&(f64, f64), &(f64, f64))| ax * by - bx * ay;
            let doubled: f64 = places.iter().zip(next).map(cross).sum();
            doubled.abs() / 2.0 / (lat + 0.05).to_radians().cos()
        };
        assert!((area(20.0) / area(50.0) - 1.0).abs() < 1e-3, "{} {}", area(20.0), area(50.0));
    }
}
