//! The source file itself: who it is, and its bytes once it has been accepted.

use crate::import::workbook::limits::MAX_FILE_BYTES;
use crate::import::workbook::{ReadError, Refusal, sha256_hex};
use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::Path;
use std::time::SystemTime;

/// A file by name and content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// File name without folders.
    pub name: String,
    /// SHA-256 of the bytes, in hex.
    pub sha256: String,
    /// Size in bytes.
    pub size: u64,
}

impl SourceFile {
    /// Looks at a file: its bytes are hashed, not understood.
    pub fn of(path: &Path) -> Result<Self, ReadError> {
        let name = file_name(path);
        let bytes = read_bytes(path).map_err(|refusal| refusal.of(&name))?;
        Ok(Self { name, sha256: sha256_hex(&bytes), size: bytes.len() as u64 })
    }
}

/// The original bytes of a file that was read before. An error if it has changed since.
pub fn read_original(path: &Path, sha256: &str) -> Result<Vec<u8>, ReadError> {
    let name = file_name(path);
    let bytes = read_bytes(path).map_err(|refusal| refusal.of(&name))?;
    if sha256_hex(&bytes) == sha256 {
        Ok(bytes)
    } else {
        Err(ReadError::CannotRead { file: name, reason: CHANGED.to_owned() })
    }
}

/// A file's name without folders.
pub fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(|| path.to_string_lossy(), |name| name.to_string_lossy()).into_owned()
}

/// The bytes of an ordinary file, up to the largest size that is read.
pub(super) fn read_bytes(path: &Path) -> Result<Vec<u8>, Refusal> {
    let mut bytes = Vec::new();
    open(path)?.take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes).map_err(|e| refusal_of(&e))?;
    Ok(bytes)
}

/// Opens an ordinary file that is not too large.
pub(super) fn open(path: &Path) -> Result<File, Refusal> {
    // Asked before opening: a pipe or a device would wait for ever.
    let metadata = std::fs::metadata(path).map_err(|e| refusal_of(&e))?;
    if !metadata.is_file() {
        return Err(Refusal::CannotRead { reason: "not a file".to_owned() });
    }
    if metadata.len() > MAX_FILE_BYTES {
        return Err(Refusal::TooLarge { limit: MAX_FILE_BYTES });
    }
    File::open(path).map_err(|e| refusal_of(&e))
}

/// Why the system did not give a file.
pub(super) fn refusal_of(error: &std::io::Error) -> Refusal {
    match error.kind() {
        ErrorKind::OutOfMemory => Refusal::TooLarge { limit: MAX_FILE_BYTES },
        _ => Refusal::CannotRead { reason: words_of(error) },
    }
}

/// Size and time of the last change: what tells that a file stayed as it was while it was read piece by piece.
pub(super) fn state_of(file: &File) -> Result<(u64, Option<SystemTime>), Refusal> {
    let metadata = file.metadata().map_err(|e| refusal_of(&e))?;
    Ok((metadata.len(), metadata.modified().ok()))
}

/// The refusal of a file that did not stay as it was.
pub(super) const CHANGED: &str = "changed while it was being read";

/// What the system said, without its number.
pub(super) fn words_of(error: &std::io::Error) -> String {
    let text = error.to_string();
    text.split_once(" (os error").map_or(text.as_str(), |(words, _)| words).to_owned()
}
