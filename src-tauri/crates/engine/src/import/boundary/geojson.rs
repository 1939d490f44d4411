//! The form of GeoJSON (RFC 7946) and of its predecessor, as far as areas need it. What is not known is passed over; depth is limited
//! by the JSON reader.

use super::properties;
use crate::import::workbook::Refusal;
use crate::model::{BoundaryFeature, Geometry, Position, Ring};
use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, SeqAccess, Visitor};
use serde_json::{Map, Value};
use std::fmt;

/// Reference systems whose numbers are degrees as maps of the country use them: WGS 84 and CGCS2000.
const DEGREES: [&str; 3] = ["CRS84", "4326", "4490"];

/// A whole file.
#[derive(Debug, Deserialize)]
pub(super) struct Document {
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    features: Vec<Feature>,
    #[serde(default)]
    crs: Option<Value>,
}

/// One feature.
#[derive(Debug, Deserialize)]
pub(super) struct Feature {
    #[serde(default)]
    id: Option<Value>,
    #[serde(default)]
    properties: Option<Map<String, Value>>,
    #[serde(default)]
    geometry: Option<Shape>,
}

#[derive(Debug, Deserialize)]
struct Shape {
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    coordinates: Option<Nested>,
    #[serde(default)]
    geometries: Vec<Shape>,
}

/// Lists within lists down to places.
#[derive(Debug)]
enum Nested {
    Number(f64),
    Place(f64, f64),
    List(Vec<Nested>),
}

impl Document {
    /// The features of a collection.
    pub(super) fn into_features(self) -> Result<Vec<Feature>, Refusal> {
        if self.kind != "FeatureCollection" {
            return Err(Refusal::NotABoundary);
        }
        let named = self.crs.filter(|crs| !crs.is_null()).map(|crs| crs.to_string());
        if named.is_some_and(|crs| !DEGREES.iter().any(|known| crs.contains(known))) {
            return Err(Refusal::NotLonLat);
        }
        Ok(self.features)
    }
}

impl Feature {
    /// The feature as plain data.
    pub(super) fn read(self) -> Result<BoundaryFeature, Refusal> {
        let mut geometry = Geometry::default();
        if let Some(shape) = &self.geometry {
            shape.add_to(&mut geometry)?;
        }
        let properties = self.properties.unwrap_or_default();
        Ok(BoundaryFeature {
            code: properties::code(&properties, self.id.as_ref()),
            name: properties::name(&properties),
            geometry,
        })
    }
}

impl Shape {
    /// Adds its polygons. Lines and points cover nothing.
    fn add_to(&self, geometry: &mut Geometry) -> Result<(), Refusal> {
        for inner in &self.geometries {
            inner.add_to(geometry)?;
        }
        let polygons: Vec<&Nested> = match (self.kind.as_str(), &self.coordinates) {
            ("Polygon", Some(polygon)) => vec![polygon],
            ("MultiPolygon", Some(polygons)) => polygons.list()?.iter().collect(),
            _ => Vec::new(),
        };
        for polygon in polygons {
            let rings = polygon.list()?.iter().map(ring).collect::<Result<Vec<Ring>, Refusal>>()?;
            // A ring of two places covers nothing; holes of a polygon without an outer ring neither.
            if rings.first().is_some_and(|outer| outer.len() > 2) {
                geometry.polygons.push(rings.into_iter().filter(|ring| ring.len() > 2).collect());
            }
        }
        Ok(())
    }
}

/// A ring without its last place, which repeats the first.
fn ring(nested: &Nested) -> Result<Ring, Refusal> {
    let mut out = Ring::new();
    for place in nested.list()? {
        let Nested::Place(lon, lat) = place else { return Err(Refusal::NotABoundary) };
        let position = Position::from_degrees(*lon, *lat).ok_or(Refusal::NotLonLat)?;
        if out.last() != Some(&position) {
            out.push(position);
        }
    }
    if out.len() > 1 && out.first() == out.last() {
        out.pop();
    }
    Ok(out)
}

impl Nested {
    fn list(&self) -> Result<&[Self], Refusal> {
        if let Self::List(list) = self { Ok(list) } else { Err(Refusal::NotABoundary) }
    }
}

impl<'de> Deserialize<'de> for Nested {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NestedVisitor)
    }
}

struct NestedVisitor;

impl<'de> Visitor<'de> for NestedVisitor {
    type Value = Nested;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("numbers in lists")
    }

    fn visit_f64<E>(self, value: f64) -> Result<Nested, E> {
        Ok(Nested::Number(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Nested, E> {
        Ok(Nested::Number(value as f64))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Nested, E> {
        Ok(Nested::Number(value as f64))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Nested, A::Error> {
        let wrong = || serde::de::Error::custom("a place of one number");
        let Some(first) = seq.next_element::<Nested>()? else { return Ok(Nested::List(Vec::new())) };
        if let Nested::Number(lon) = first {
            let lat = seq.next_element::<f64>()?.ok_or_else(wrong)?;
            // A height may follow.
            while seq.next_element::<IgnoredAny>()?.is_some() {}
            return Ok(Nested::Place(lon, lat));
        }
        let mut list = vec![first];
        while let Some(next) = seq.next_element()? {
            list.push(next);
        }
        Ok(Nested::List(list))
    }
}
