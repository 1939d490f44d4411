//! `sources`: the files that were imported, each once by its content.

use super::import_runs::ImportRunId;
use crate::model::{SourceId, WorkbookFormat};
use crate::store::stored::Count;
use crate::store::{Reader, StoreError, Writer};
use rusqlite::Row;

/// A source file to be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSource {
    /// The import run that brings it.
    pub run_id: ImportRunId,
    /// File name without folders.
    pub file: String,
    /// SHA-256 of the bytes, in hex.
    pub sha256: String,
    /// Format by content.
    pub format: WorkbookFormat,
    /// Size in bytes.
    pub size: u64,
}

/// A source file of the workspace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Identity.
    pub id: SourceId,
    /// The import run that first brought it.
    pub run_id: ImportRunId,
    /// File name without folders, as first imported.
    pub file: String,
    /// SHA-256 of the bytes, in hex.
    pub sha256: String,
    /// Format by content.
    pub format: WorkbookFormat,
    /// Size in bytes.
    pub size: u64,
}

fn read(row: &Row<'_>) -> rusqlite::Result<Source> {
    Ok(Source {
        id: row.get("id")?,
        run_id: row.get("run_id")?,
        file: row.get("file")?,
        sha256: row.get("sha256")?,
        format: row.get("format")?,
        size: row.get::<_, Count>("size")?.0,
    })
}

impl Writer<'_> {
    /// Adds a source. A file with the same bytes that is there already stays as it is, and its id is returned.
    pub fn insert_source(&mut self, source: &NewSource) -> Result<SourceId, StoreError> {
        let known =
            self.find("SELECT id FROM sources WHERE sha256 = ?1", [&source.sha256], |row| row.get(0))?;
        if let Some(id) = known {
            return Ok(id);
        }
        let sql = "INSERT INTO sources (run_id, file, sha256, format, size) VALUES (?1, ?2, ?3, ?4, ?5)";
        let NewSource { run_id, file, sha256, format, size } = source;
        self.insert(sql, (run_id, file, sha256, format, Count(*size))).map(SourceId)
    }
}

impl Reader {
    /// Every source, in the order of import.
    pub fn list_sources(&self) -> Result<Vec<Source>, StoreError> {
        self.list("SELECT * FROM sources ORDER BY id", [], read)
    }

    /// The source with these bytes.
    pub fn find_source_by_sha(&self, sha256: &str) -> Result<Option<Source>, StoreError> {
        self.find("SELECT * FROM sources WHERE sha256 = ?1", [sha256], read)
    }
}
