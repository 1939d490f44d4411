//! Files read and understood but not yet accepted. Nothing here touches a workspace.

use super::Error;
use crate::import::reader::{Passwords, ReadError, Reader};
use crate::import::{WorkbookReading, understand};
use crate::model::{TableId, Workbook};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

/// A file that was read, and how it is understood.
#[derive(Debug)]
pub struct StagedContent {
    /// The file as read.
    pub workbook: Workbook,
    /// How it is understood.
    pub reading: WorkbookReading,
}

/// One file under review.
#[derive(Debug)]
pub struct StagedFile {
    /// Identity within the review.
    pub id: u32,
    /// File name without folders.
    pub name: String,
    /// Where it is.
    pub path: PathBuf,
    /// Whether accepting takes it.
    pub is_included: bool,
    /// Stored tables that tables of this file replace, being newer versions of them.
    pub replaces: Vec<TableId>,
    /// What was read, or why it could not be.
    pub content: Result<StagedContent, ReadError>,
}

impl StagedFile {
    /// Whether any table was understood.
    pub fn has_tables(&self) -> bool {
        self.content.as_ref().is_ok_and(|c| c.reading.sheets.iter().any(|s| !s.tables.is_empty()))
    }
}

/// All files under review, in the order they were chosen.
#[derive(Debug, Default)]
pub struct Staging {
    /// The files.
    pub files: Vec<StagedFile>,
    /// The workspace they were looked at with: what `replaces` names is in that one and no other.
    pub reviewed_by: Option<PathBuf>,
}

/// How files are staged.
#[derive(Debug, Clone, Default)]
pub struct StageOptions {
    /// Passwords to try, in turn, on files that need one.
    pub passwords: Passwords,
}

/// Where reading stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StagingProgress {
    /// Files done.
    pub done: usize,
    /// Files in all.
    pub total: usize,
    /// The file just finished.
    pub file: String,
}

/// Endings of files a folder is searched for. A file named outright is read whatever its ending.
pub const SOURCE_ENDINGS: [&str; 9] = ["xlsx", "xlsm", "xls", "et", "xlsb", "ods", "csv", "tsv", "txt"];

/// The files to read: each path that is a file, and for a folder its spreadsheets, sorted by name, folders within
/// folders included. Lock files (`~$…`) are passed over.
///
/// # Errors
/// A path that does not exist, or a folder without any spreadsheet.
pub fn collect_files(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Error> {
    let mut files = Vec::new();
    for path in paths {
        let before = files.len();
        collect(path, true, &mut files)?;
        if files.len() == before {
            let name = path.display().to_string();
            return Err(Error::refused("no_files", &[("path", &name)]));
        }
    }
    Ok(files)
}

fn collect(path: &Path, is_named: bool, files: &mut Vec<PathBuf>) -> Result<(), Error> {
    let metadata = std::fs::metadata(path).map_err(|e| Error::file("cannot_read", path, &e))?;
    if metadata.is_dir() {
        let entries = std::fs::read_dir(path).map_err(|e| Error::file("cannot_read", path, &e))?;
        let mut inside = Vec::new();
        for entry in entries {
            inside.push(entry.map_err(|e| Error::file("cannot_read", path, &e))?.path());
        }
        inside.sort();
        return inside.iter().try_for_each(|p| collect(p, false, files));
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    if is_named || (SOURCE_ENDINGS.contains(&ending.as_str()) && !name.starts_with(['~', '.'])) {
        files.push(path.to_path_buf());
    }
    Ok(())
}

/// The reader of source files: this very program, started again as a child.
///
/// # Errors
/// When the system does not say which program this is.
pub fn reader() -> Result<Reader, Error> {
    Reader::of_this_program().map_err(|e| Error::file("cannot_read", Path::new("jianfu"), &e))
}

/// Reads files in child processes, several at a time, and understands each. A file that cannot be read is part of
/// the result; only cancelling ends the whole.
///
/// # Errors
/// `cancelled`.
pub fn stage(
    files: &[PathBuf],
    reader: &Reader,
    options: &StageOptions,
    progress: &(dyn Fn(StagingProgress) + Sync),
    cancel: &AtomicBool,
) -> Result<Staging, Error> {
    let (next, done) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let results: Vec<Mutex<Option<StagedFile>>> = files.iter().map(|_| Mutex::new(None)).collect();
    let workers = std::thread::available_parallelism().map_or(1, usize::from).min(files.len());
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let (Some(path), Some(slot)) = (files.get(index), results.get(index)) else { break };
                    if cancel.load(Ordering::Relaxed) {
                        break;
                    }
                    let staged = stage_one(index, path, reader, options, cancel);
                    let done = done.fetch_add(1, Ordering::Relaxed) + 1;
                    progress(StagingProgress { done, total: files.len(), file: staged.name.clone() });
                    *slot.lock().unwrap_or_else(PoisonError::into_inner) = Some(staged);
                }
            });
        }
    });
    if cancel.load(Ordering::Relaxed) {
        return Err(Error::refused("cancelled", &[]));
    }
    let files = results.into_iter().filter_map(|m| m.into_inner().unwrap_or_else(PoisonError::into_inner));
    Ok(Staging { files: files.collect(), reviewed_by: None })
}

fn stage_one(
    index: usize,
    path: &Path,
    reader: &Reader,
    options: &StageOptions,
    cancel: &AtomicBool,
) -> StagedFile {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let content = reader.read(path, &options.passwords, &mut |_| {}, cancel).map(|workbook| {
        let reading = understand(&workbook);
        StagedContent { workbook, reading }
    });
    let id = u32::try_from(index).unwrap_or(u32::MAX);
    let mut file =
        StagedFile { id, name, path: path.to_path_buf(), is_included: true, replaces: Vec::new(), content };
    file.is_included = file.has_tables();
    file
}
