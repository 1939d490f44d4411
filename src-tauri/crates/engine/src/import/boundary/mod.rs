//! A boundary file (GeoJSON, longitude and latitude) to plain data: which areas it holds and where their borders run.
//!
//! [`read_boundary`] runs in the child process: a file may be broken or made to harm. It decides nothing about figures;
//! which area a feature is, beyond the code and the name the file gives, is settled where maps are drawn.

mod geojson;
pub mod limits;
mod properties;

#[cfg(test)]
mod tests;

use crate::import::workbook::Refusal;
use crate::model::BoundaryFeature;
use geojson::Document;

/// A boundary file as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoundaryFile {
    /// File name without folders.
    pub file: String,
    /// SHA-256 of the bytes, in hex.
    pub sha256: String,
    /// Its areas, in the order of the file.
    pub features: Vec<BoundaryFeature>,
}

/// Reads a file's bytes.
///
/// # Errors
/// `NotABoundary` where it is no GeoJSON of areas, `NotLonLat` where its numbers are no degrees, `TooDetailed` past the
/// limits.
pub fn read_boundary(bytes: &[u8]) -> Result<Vec<BoundaryFeature>, Refusal> {
    if bytes.len() as u64 > limits::MAX_FILE_BYTES {
        return Err(Refusal::TooDetailed);
    }
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let document: Document = serde_json::from_slice(text).map_err(|_| Refusal::NotABoundary)?;
    let features = document.into_features()?;
    if features.len() > limits::MAX_FEATURES {
        return Err(Refusal::TooDetailed);
    }
    let mut positions = 0;
    let mut out = Vec::with_capacity(features.len());
    for feature in features {
        let feature = feature.read()?;
        positions += feature.geometry.position_count();
        if positions > limits::MAX_POSITIONS {
            return Err(Refusal::TooDetailed);
        }
        out.push(feature);
    }
    if positions == 0 {
        return Err(Refusal::NotABoundary);
    }
    Ok(out)
}
