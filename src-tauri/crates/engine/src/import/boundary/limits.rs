//! How much a boundary file may ask for: well above a province with all its counties, and below what hurts.

/// Largest file that is read.
pub const MAX_FILE_BYTES: u64 = 64 << 20;

/// Most areas of one file: the country has fewer than three thousand counties.
pub const MAX_FEATURES: usize = 10_000;

/// Most places on borders.
pub const MAX_POSITIONS: usize = 1_000_000;

/// Longest name of an area, in characters; a longer text is no name.
pub const MAX_NAME: usize = 80;
