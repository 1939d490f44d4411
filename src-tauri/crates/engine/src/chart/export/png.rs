//! PNG, through resvg, with its size in print written into it.

use crate::chart::error::ChartError;
use crate::chart::spec::check_size;
use resvg::tiny_skia::{Pixmap, Transform};

const MM_PER_INCH: f64 = 25.4;
/// Length, type and checksum of a chunk of no data, and the signature before the first chunk.
const SIGNATURE: usize = 8;
/// The first chunk, IHDR, has 13 bytes of data.
const AFTER_HEADER: usize = SIGNATURE + 12 + 13;

/// A picture as pixels: for a clipboard, which takes no file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pixels {
    /// Across.
    pub width: u32,
    /// Down.
    pub height: u32,
    /// Red, green, blue and opacity of each pixel, line by line.
    pub rgba: Vec<u8>,
}

/// Draws the SVG as a PNG `width_mm` wide at `dpi`.
pub fn to_png(svg: &str, width_mm: f64, dpi: u32) -> Result<Vec<u8>, ChartError> {
    let png = pixmap(svg, width_mm, dpi)?.encode_png().map_err(|error| failed(error.to_string()))?;
    with_resolution(&png, dpi)
}

/// Draws the SVG as pixels `width_mm` wide at `dpi`.
pub fn to_pixels(svg: &str, width_mm: f64, dpi: u32) -> Result<Pixels, ChartError> {
    let pixmap = pixmap(svg, width_mm, dpi)?;
    let straight = |p: &resvg::tiny_skia::PremultipliedColorU8| {
        let colour = p.demultiply();
        [colour.red(), colour.green(), colour.blue(), colour.alpha()]
    };
    Ok(Pixels {
        width: pixmap.width(),
        height: pixmap.height(),
        rgba: pixmap.pixels().iter().flat_map(straight).collect(),
    })
}

fn pixmap(svg: &str, width_mm: f64, dpi: u32) -> Result<Pixmap, ChartError> {
    check_size(width_mm, dpi)?;
    let tree = super::tree(svg, "PNG")?;
    let width = (width_mm / MM_PER_INCH * f64::from(dpi)).round();
    let across = width / f64::from(tree.size().width());
    let height = (f64::from(tree.size().height()) * across).round().max(1.0);
    // Stretched by less than a pixel, so that no row at the edge stays half empty.
    let down = height / f64::from(tree.size().height());
    let mut pixmap = Pixmap::new(width as u32, height as u32)
        .ok_or_else(|| failed(format!("{width} × {height} pixels is too large")))?;
    resvg::render(&tree, Transform::from_scale(across as f32, down as f32), &mut pixmap.as_mut());
    Ok(pixmap)
}

fn failed(reason: String) -> ChartError {
    ChartError::Export { format: "PNG", reason }
}

/// Adds the chunk `pHYs`, so that a document places the picture at its true size.
fn with_resolution(png: &[u8], dpi: u32) -> Result<Vec<u8>, ChartError> {
    let (head, rest) =
        png.split_at_checked(AFTER_HEADER).ok_or_else(|| failed("the encoder wrote no header".to_owned()))?;
    let per_metre = (f64::from(dpi) * 1000.0 / MM_PER_INCH).round() as u32;
    let mut chunk = b"pHYs".to_vec();
    chunk.extend(per_metre.to_be_bytes());
    chunk.extend(per_metre.to_be_bytes());
    chunk.push(1); // the unit is the metre
    let mut out = head.to_vec();
    out.extend(9_u32.to_be_bytes());
    out.extend(&chunk);
    out.extend(crc32(&chunk).to_be_bytes());
    out.extend(rest);
    Ok(out)
}

/// The checksum of PNG (ISO 3309).
fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0_u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xEDB8_8320 & (crc & 1).wrapping_neg()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_that_of_the_standard() {
        assert_eq!(crc32(b"123456789"), 0xCBF4_3926);
    }
}
