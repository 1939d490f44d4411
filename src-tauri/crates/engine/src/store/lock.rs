//! The right to write a workspace, held as long as a [`Store`](super::Store) lives.
//!
//! SQLite locks only for the length of a transaction, so two windows could write in turns and undo each other's
//! steps. The lock is a file beside the workspace rather than the workspace itself, because closing a second
//! handle of an SQLite file drops the locks that SQLite holds on it in the same process (POSIX).

use super::StoreError;
use super::connection::beside;
use super::error::file_name;
use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

/// Held by the one writer. The system releases it when the process ends, however it ends.
#[derive(Debug)]
pub(super) struct WriteLock {
    path: PathBuf,
    // Never read: the lock is held as long as the file is open.
    _file: File,
}

impl WriteLock {
    /// Takes the lock of a workspace, or says that it is taken.
    pub(super) fn acquire(workspace: &Path) -> Result<Self, StoreError> {
        let path = beside(workspace, "-lock");
        loop {
            let file = OpenOptions::new()
                .write(true)
                .create(true)
                .truncate(false)
                .open(&path)
                .map_err(|e| StoreError::cannot_write(workspace, &e))?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    return Err(StoreError::Locked { file: file_name(workspace) });
                }
                Err(TryLockError::Error(e)) => return Err(StoreError::cannot_write(workspace, &e)),
            }
            // The writer before us may have removed the file between our opening and our locking it.
            if is_at(&file, &path) {
                return Ok(Self { path, _file: file });
            }
        }
    }
}

impl Drop for WriteLock {
    fn drop(&mut self) {
        // A lock file left behind does no harm: what counts is the lock, not the file.
        let _ = std::fs::remove_file(&self.path);
    }
}

/// Whether the open file is still the one at the path.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), std::fs::metadata(path)) {
        (Ok(ours), Ok(there)) => (ours.dev(), ours.ino()) == (there.dev(), there.ino()),
        _ => false,
    }
}

/// Whether the open file is still the one at the path.
#[cfg(not(unix))]
fn is_at(_file: &File, path: &Path) -> bool {
    path.exists()
}
