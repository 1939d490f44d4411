//! `source_bytes`: the original files, compressed, by their SHA-256.
//!
//! Not recorded in changesets. A row is named by its own content and never changes, so one that an undo leaves
//! behind is harmless and redo needs it; a changeset would hold every file a second time.

use crate::store::stored::Count;
use crate::store::{Reader, StoreError, Writer};
use std::io::{Read, Write};

/// Spreadsheets are mostly zip archives already: a higher level costs time and gains nothing.
const LEVEL: i32 = 3;

impl Writer<'_> {
    /// Keeps the bytes of a source. Bytes that are there already are not written again.
    pub fn put_source_bytes(&mut self, sha256: &str, bytes: &[u8]) -> Result<(), StoreError> {
        let there =
            self.find("SELECT 1 FROM source_bytes WHERE sha256 = ?1", [sha256], |row| row.get::<_, i64>(0))?;
        if there.is_some() {
            return Ok(());
        }
        let failed = |reason| StoreError::Failed { reason };
        let size = u64::try_from(bytes.len()).map_err(|e| failed(e.to_string()))?;
        let compressed = compress(bytes).map_err(|e| failed(e.to_string()))?;
        let sql = "INSERT INTO source_bytes (sha256, size, zstd) VALUES (?1, ?2, ?3)";
        self.execute(sql, (sha256, Count(size), compressed))
    }
}

impl Reader {
    /// The bytes of the source with this SHA-256, where the workspace keeps them.
    pub fn find_source_bytes(&self, sha256: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let sql = "SELECT size, zstd FROM source_bytes WHERE sha256 = ?1";
        let found =
            self.find(sql, [sha256], |row| Ok((row.get::<_, Count>(0)?.0, row.get::<_, Vec<u8>>(1)?)))?;
        let Some((size, compressed)) = found else { return Ok(None) };
        let damaged = |reason| StoreError::Damaged { file: self.file.clone(), reason };
        let bytes = decompress(&compressed, size).map_err(|e| damaged(e.to_string()))?;
        if u64::try_from(bytes.len()) == Ok(size) {
            Ok(Some(bytes))
        } else {
            Err(damaged(format!("source {sha256} does not have its {size} bytes")))
        }
    }
}

/// Compresses with a checksum, so that damage is found when the bytes are read.
pub(super) fn compress(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = zstd::Encoder::new(Vec::new(), LEVEL)?;
    encoder.include_checksum(true)?;
    // Told how much comes, it takes tables of that size: for a small file, filling the usual ones costs more than compressing.
    encoder.set_pledged_src_size(u64::try_from(bytes.len()).ok())?;
    encoder.write_all(bytes)?;
    encoder.finish()
}

/// Decompresses, past the expected size at most by one byte: a workspace may come by mail, and a few kilobytes of
/// zstd can stand for gigabytes.
pub(super) fn decompress(compressed: &[u8], size: u64) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    zstd::Decoder::new(compressed)?.take(size.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok(bytes)
}
