//! Boundary files: read, and written as bytes and back.
#![no_main]

use jianfu_engine::import::boundary::read_boundary;
use jianfu_engine::model::Geometry;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let _ = Geometry::from_bytes(data);
    for feature in read_boundary(data).unwrap_or_default() {
        assert_eq!(Geometry::from_bytes(&feature.geometry.to_bytes()), Some(feature.geometry));
    }
});
