//! Borders of areas as plain data. Places are whole numbers of ten-millionths of a degree (about a centimetre), so that a
//! border two areas share is the same numbers on both sides, on every machine.

use super::AreaCode;

/// A place: longitude and latitude in ten-millionths of a degree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Position {
    /// Longitude, east of Greenwich.
    pub lon: i32,
    /// Latitude, north of the equator.
    pub lat: i32,
}

/// Units of a [`Position`] in one degree.
const PER_DEGREE: f64 = 10_000_000.0;

impl Position {
    /// A place on the globe; none where the numbers are no degrees.
    pub fn from_degrees(lon: f64, lat: f64) -> Option<Self> {
        let is_place = (-180.0..=180.0).contains(&lon) && (-90.0..=90.0).contains(&lat);
        // At most 1.8 thousand million, so it fits.
        is_place
            .then(|| Self { lon: (lon * PER_DEGREE).round() as i32, lat: (lat * PER_DEGREE).round() as i32 })
    }

    /// Longitude and latitude in degrees.
    pub fn to_degrees(self) -> (f64, f64) {
        (f64::from(self.lon) / PER_DEGREE, f64::from(self.lat) / PER_DEGREE)
    }

    /// The place written in [`Geometry::to_bytes`].
    fn from_units(lon: i32, lat: i32) -> Option<Self> {
        let is_place = lon.unsigned_abs() <= 1_800_000_000 && lat.unsigned_abs() <= 900_000_000;
        is_place.then_some(Self { lon, lat })
    }
}

/// A closed line; the last place is joined to the first, which is not repeated.
pub type Ring = Vec<Position>;

/// What an area covers: polygons, each an outer ring and the rings of its holes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Geometry {
    /// The polygons.
    pub polygons: Vec<Vec<Ring>>,
}

/// One area of a boundary file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoundaryFeature {
    /// Its code, where the file gives one of the area list.
    pub code: Option<AreaCode>,
    /// Its name as the file gives it.
    pub name: Option<String>,
    /// What it covers; nothing where the file gives a line or a point.
    pub geometry: Geometry,
}

impl Geometry {
    /// How many places there are.
    pub fn position_count(&self) -> usize {
        self.polygons.iter().flatten().map(Vec::len).sum()
    }

    /// As bytes: for each list its length, for each place two numbers of four bytes, the lowest first.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(8 * self.position_count() + 64);
        put_length(&mut out, self.polygons.len());
        for polygon in &self.polygons {
            put_length(&mut out, polygon.len());
            for ring in polygon {
                put_length(&mut out, ring.len());
                for position in ring {
                    out.extend(position.lon.to_le_bytes());
                    out.extend(position.lat.to_le_bytes());
                }
            }
        }
        out
    }

    /// What [`Geometry::to_bytes`] wrote; nothing where the bytes make no sense.
    pub fn from_bytes(mut bytes: &[u8]) -> Option<Self> {
        let input = &mut bytes;
        let polygons = (0..take_length(input)?)
            .map(|_| (0..take_length(input)?).map(|_| take_ring(input)).collect())
            .collect::<Option<Vec<Vec<Ring>>>>()?;
        bytes.is_empty().then_some(Self { polygons })
    }
}

fn put_length(out: &mut Vec<u8>, length: usize) {
    out.extend(u32::try_from(length).unwrap_or(u32::MAX).to_le_bytes());
}

fn take<'a, const N: usize>(input: &mut &'a [u8]) -> Option<&'a [u8; N]> {
    let (first, rest) = input.split_first_chunk()?;
    *input = rest;
    Some(first)
}

/// A length that what is left can hold: each thing counted takes four bytes or more.
fn take_length(input: &mut &[u8]) -> Option<usize> {
    let length = usize::try_from(u32::from_le_bytes(*take(input)?)).ok()?;
    (length <= input.len() / 4).then_some(length)
}

fn take_ring(input: &mut &[u8]) -> Option<Ring> {
    let length = take_length(input)?;
    let (bytes, rest) = input.split_at_checked(length.checked_mul(8)?)?;
    *input = rest;
    let (places, _) = bytes.as_chunks::<8>();
    let place = |[a, b, c, d, e, f, g, h]: &[u8; 8]| {
        Position::from_units(i32::from_le_bytes([*a, *b, *c, *d]), i32::from_le_bytes([*e, *f, *g, *h]))
    };
    places.iter().map(place).collect()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn square() -> Geometry {
        let at = |lon, lat| Position::from_degrees(lon, lat).unwrap();
        let ring = vec![at(111.0, 28.0), at(112.0, 28.0), at(112.0, 29.0), at(-111.5, -29.0)];
        Geometry { polygons: vec![vec![ring.clone(), ring], Vec::new()] }
    }

    #[test]
    fn bytes_give_the_geometry_back_and_cut_bytes_give_nothing() {
        let bytes = square().to_bytes();
        assert_eq!(Geometry::from_bytes(&bytes), Some(square()));
        for length in 0..bytes.len() {
            assert_eq!(Geometry::from_bytes(bytes.get(..length).unwrap()), None, "{length} bytes");
        }
        assert_eq!(Geometry::from_bytes(&[bytes, vec![0]].concat()), None, "nothing may follow");
    }

    #[test]
    fn a_length_larger_than_what_follows_is_refused_before_anything_is_held() {
        assert_eq!(Geometry::from_bytes(&[0xFF; 64]), None);
        assert_eq!(Geometry::from_bytes(&[1, 0, 0, 0, 1, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0x7F]), None);
    }

    #[test]
    fn places_off_the_globe_are_none() {
        assert_eq!(Position::from_degrees(38_512_345.0, 3_123_456.0), None, "metres");
        assert_eq!(Position::from_degrees(28.0, 112.0), None, "latitude first");
        assert_eq!(Position::from_degrees(f64::NAN, 1.0), None);
        let mut bytes = square().to_bytes();
        *bytes.get_mut(15).unwrap() = 0x7F;
        assert_eq!(Geometry::from_bytes(&bytes), None);
    }
}
