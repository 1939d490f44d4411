//! What is read of a boundary file, and what is refused.
#![expect(clippy::unwrap_used, reason = "tests")]

use super::{limits, read_boundary};
use crate::import::workbook::Refusal;
use crate::model::{BoundaryFeature, Position};

const SQUARE: &str = "[[[111,28],[112,28],[112,29],[111,29],[111,28]]]";

fn feature(properties: &str, geometry: &str) -> String {
    format!(r#"{{"type":"Feature","properties":{properties},"geometry":{geometry}}}"#)
}

fn polygon(coordinates: &str) -> String {
    format!(r#"{{"type":"Polygon","coordinates":{coordinates}}}"#)
}

fn collection(features: &[String]) -> String {
    format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","))
}

fn one(properties: &str, geometry: &str) -> BoundaryFeature {
    read_boundary(collection(&[feature(properties, geometry)]).as_bytes()).unwrap().remove(0)
}

#[test]
fn rings_are_closed_without_repeating_a_place_and_holes_are_kept() {
    let hole =
        "[[[111,28],[112,28,50.5],[112,29],[111,29],[111,28]],[[111.2,28.2],[111.4,28.2],[111.3,28.4]]]";
    let read = one(r#"{"name":"甲"}"#, &polygon(hole));
    let rings: Vec<usize> = read.geometry.polygons.iter().flatten().map(Vec::len).collect();
    assert_eq!(rings, [4, 3], "a height is passed over, and a ring left open is closed");
    let first = read.geometry.polygons.first().unwrap().first().unwrap().first().copied();
    assert_eq!(first, Position::from_degrees(111.0, 28.0));
    let many = format!(r#"{{"type":"MultiPolygon","coordinates":[{SQUARE},{SQUARE}]}}"#);
    assert_eq!(one("{}", &many).geometry.polygons.len(), 2);
    let gathered = format!(r#"{{"type":"GeometryCollection","geometries":[{},{many}]}}"#, polygon(SQUARE));
    assert_eq!(one("null", &gathered).geometry.polygons.len(), 3);
}

#[test]
fn codes_of_six_nine_and_twelve_digits_are_known_whatever_they_are_called() {
    for properties in [
        r#"{"adcode":430100}"#,
        r#"{"ADCODE":"430100"}"#,
        r#"{"gb":"156430100"}"#,
        r#"{"code":"430100000000"}"#,
        r#"{"行政区划代码":" 430100 "}"#,
        r#"{"id":430100.0}"#,
        r#"{"code":"x","id":"430100"}"#,
    ] {
        let code = one(properties, &polygon(SQUARE)).code.map(|code| code.to_string());
        assert_eq!(code.as_deref(), Some("430100"), "{properties}");
    }
    for properties in
        [r#"{"id":12}"#, r#"{"code":"430102001000"}"#, r#"{"adcode":"999999"}"#, r#"{"adcode":"100000_JD"}"#]
    {
        assert_eq!(one(properties, &polygon(SQUARE)).code, None, "{properties} is no area");
    }
}

#[test]
fn a_name_is_found_under_the_names_publishers_use() {
    for properties in [r#"{"name":"长沙市"}"#, r#"{"NAME":" 长沙市 "}"#, r#"{"xzqmc":"长沙市","name":""}"#]
    {
        assert_eq!(one(properties, &polygon(SQUARE)).name.as_deref(), Some("长沙市"), "{properties}");
    }
    let long = format!(r#"{{"name":"{}"}}"#, "长".repeat(limits::MAX_NAME + 1));
    assert_eq!(one(&long, &polygon(SQUARE)).name, None);
}

#[test]
fn numbers_that_are_no_degrees_are_refused_by_name() {
    let metres = "[[[512345.1,3123456.2],[512346,3123456],[512346,3123457]]]";
    let turned = "[[[28,111],[28,112],[29,112]]]";
    for coordinates in [metres, turned] {
        let text = collection(&[feature("{}", &polygon(coordinates))]);
        assert_eq!(read_boundary(text.as_bytes()), Err(Refusal::NotLonLat), "{coordinates}");
    }
    let with_crs = |name: &str| {
        let text = collection(&[feature("{}", &polygon(SQUARE))]);
        let crs = format!(r#"{{"crs":{{"properties":{{"name":"urn:ogc:def:crs:{name}"}}}},"#);
        read_boundary(text.replacen('{', &crs, 1).as_bytes()).map(|features| features.len())
    };
    assert_eq!(with_crs("OGC:1.3:CRS84"), Ok(1));
    assert_eq!(with_crs("EPSG::4490"), Ok(1));
    assert_eq!(with_crs("EPSG::4547"), Err(Refusal::NotLonLat));
}

#[test]
fn what_holds_no_areas_is_refused() {
    let line = r#"{"type":"LineString","coordinates":[[111,28],[112,28]]}"#;
    for text in [
        "",
        "PK\u{3}\u{4}",
        "[]",
        "{}",
        r#"{"type":"Topology","objects":{}}"#,
        r#"{"type":"FeatureCollection","features":[]}"#,
        &collection(&[feature("{}", line)]),
        &collection(&[feature("{}", &polygon("[[[111],[112],[113]]]"))]),
        &collection(&[feature("{}", &polygon(r#"["encoded"]"#))]),
        &collection(&[feature("{}", &polygon("[[1,2],[3,4],[5,6]]"))]),
        &collection(&[feature("{}", &polygon("[[[1e999,2],[3,4],[5,6]]]"))]),
    ] {
        assert_eq!(read_boundary(text.as_bytes()), Err(Refusal::NotABoundary), "{text}");
    }
    let lines = collection(&[feature(r#"{"name":"线"}"#, line), feature("{}", &polygon(SQUARE))]);
    let read = read_boundary(lines.as_bytes()).unwrap();
    assert!(read.first().unwrap().geometry.polygons.is_empty(), "a line beside areas is told, not dropped");
}

#[test]
fn hostile_depth_and_size_are_refused() {
    let deep = collection(&[feature("{}", &polygon(&format!("{}{}", "[".repeat(5000), "]".repeat(5000))))]);
    assert_eq!(read_boundary(deep.as_bytes()), Err(Refusal::NotABoundary));
    let many = vec![feature("{}", &polygon(SQUARE)); limits::MAX_FEATURES + 1];
    assert_eq!(read_boundary(collection(&many).as_bytes()), Err(Refusal::TooDetailed));
    let places: String = (0..=limits::MAX_POSITIONS).map(|n| format!("[{},{}],", n % 170, n % 80)).collect();
    let detailed = collection(&[feature("{}", &polygon(&format!("[[{places}[1,1]]]")))]);
    assert_eq!(read_boundary(detailed.as_bytes()), Err(Refusal::TooDetailed));
    assert_eq!(read_boundary(&vec![b' '; limits::MAX_FILE_BYTES as usize + 1]), Err(Refusal::TooDetailed));
}

#[test]
fn cut_and_flipped_files_are_refused_or_read_but_never_crash() {
    let whole = collection(&[feature(r#"{"adcode":430100,"name":"长沙市"}"#, &polygon(SQUARE))]).into_bytes();
    for length in 0..whole.len() {
        assert!(read_boundary(whole.get(..length).unwrap()).is_err(), "{length} bytes");
    }
    for at in 0..whole.len() {
        for flip in [0x01, 0x10, 0xFF] {
            let mut broken = whole.clone();
            *broken.get_mut(at).unwrap() ^= flip;
            let _ = read_boundary(&broken);
        }
    }
}
