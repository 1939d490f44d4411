//! Where a number came from (W3C PROV): import run, file hash, sheet, cell, raw text.

use super::{CellRef, ObservationId};

/// Identity of a source file within a workspace.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SourceId(pub i64);

/// The way back from one stored number to its cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provenance {
    /// The number.
    pub observation_id: ObservationId,
    /// The source file.
    pub source_id: SourceId,
    /// File name as imported, without folders.
    pub file: String,
    /// SHA-256 of the file's bytes, in hex.
    pub sha256: String,
    /// Sheet name.
    pub sheet: String,
    /// Cell address.
    pub cell: CellRef,
    /// Text exactly as found.
    pub raw: String,
    /// When it was imported, RFC 3339.
    pub imported_at: String,
}
