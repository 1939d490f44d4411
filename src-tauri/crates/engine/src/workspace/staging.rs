//! Files read and understood but not yet accepted. Nothing here touches a workspace.

use super::Error;
use super::drafts::FileDraft;
use super::review::Replacement;
use super::settling::{SettlingStep, StagedTable, tables_of};
use crate::diagnostic::{Diagnostic, Severity};
use crate::import::reader::{Passwords, ReadError, ReadProgress, Reader, Session};
use crate::import::{WorkbookReading, understand};
use crate::model::Workbook;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

/// A file that was read, and how it is understood.
#[derive(Debug)]
pub struct StagedContent {
    /// The file as read.
    pub workbook: Workbook,
    /// How it is understood, with what was settled.
    pub reading: WorkbookReading,
    /// Whether recipes, settlements or the workspace changed the reading since it was made from the cells alone.
    pub(super) is_altered: bool,
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
    /// Its tables as the cells alone tell them, with what was settled about each.
    pub tables: Vec<StagedTable>,
    /// Stored tables that tables of this file replace, being newer versions of them, and what differs.
    pub replacements: Vec<Replacement>,
    /// What was decided about it before the program ended, until it can be read again.
    pub(super) kept: Option<FileDraft>,
    /// What was read, or why it could not be.
    pub content: Result<StagedContent, ReadError>,
}

impl StagedFile {
    /// Whether any table was understood.
    pub fn has_tables(&self) -> bool {
        self.content.as_ref().is_ok_and(|c| c.reading.sheets.iter().any(|s| !s.tables.is_empty()))
    }

    /// Whether accepting takes it and nothing about it asks for a person.
    pub fn is_sure(&self) -> bool {
        let is_plain = |d: &Diagnostic| d.severity == Severity::Info;
        let all_plain =
            |c: &StagedContent| c.reading.sheets.iter().flat_map(|s| &s.diagnostics).all(is_plain);
        self.is_included && self.has_tables() && self.content.as_ref().is_ok_and(all_plain)
    }

    /// Whether it was not read because no password given opens it.
    pub fn needs_password(&self) -> bool {
        matches!(self.content, Err(ReadError::Encrypted { .. } | ReadError::WrongPassword { .. }))
    }
}

/// All files under review, in the order they were chosen.
#[derive(Debug, Default)]
pub struct Staging {
    /// The files.
    pub files: Vec<StagedFile>,
    /// The workspace they were looked at with: what `replaces` names is in that one and no other.
    pub reviewed_by: Option<PathBuf>,
    /// Whether one recipe was given for every table: then what it settles is not kept with the look of each.
    pub(super) is_by_one_recipe: bool,
    /// What a person settled, step by step, to be taken back.
    pub(super) steps: Vec<SettlingStep>,
    /// What was taken back, to be settled again.
    pub(super) undone_steps: Vec<SettlingStep>,
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
    /// The file just finished, or being read.
    pub file: String,
    /// The sheet being read; none where the file is finished.
    pub sheet: Option<SheetProgress>,
}

/// The sheet being read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetProgress {
    /// Its name.
    pub name: String,
    /// Its number in the file, from 1.
    pub number: usize,
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
    let results = read_all(files, reader, options, progress, cancel);
    if cancel.load(Ordering::Relaxed) {
        return Err(Error::refused("cancelled", &[]));
    }
    Ok(Staging { files: results, ..Staging::default() })
}

/// Tries passwords on files that could not be read without one; those that fit none stay as they were, but for the
/// one a person typed the password for, which says that it was wrong. Gives the files to be put into the staging.
///
/// # Errors
/// `cancelled`.
pub fn unlock(
    locked: &[(u32, PathBuf)],
    typed_for: u32,
    reader: &Reader,
    options: &StageOptions,
    cancel: &AtomicBool,
) -> Result<Vec<StagedFile>, Error> {
    let paths: Vec<PathBuf> = locked.iter().map(|(_, path)| path.clone()).collect();
    let mut read = read_all(&paths, reader, options, &|_| {}, cancel);
    if cancel.load(Ordering::Relaxed) {
        return Err(Error::refused("cancelled", &[]));
    }
    for (file, (id, _)) in read.iter_mut().zip(locked) {
        file.id = *id;
    }
    read.retain(|file| file.id == typed_for || !file.needs_password());
    Ok(read)
}

/// Reads files in turn on as many threads as there are processors; in the order given. Cancelling leaves files out.
fn read_all(
    files: &[PathBuf],
    reader: &Reader,
    options: &StageOptions,
    progress: &(dyn Fn(StagingProgress) + Sync),
    cancel: &AtomicBool,
) -> Vec<StagedFile> {
    let (next, done) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let results: Vec<Mutex<Option<StagedFile>>> = files.iter().map(|_| Mutex::new(None)).collect();
    let workers = std::thread::available_parallelism().map_or(1, usize::from).min(files.len());
    let tell = |done: usize, file: &str, sheet: Option<SheetProgress>| {
        progress(StagingProgress { done, total: files.len(), file: file.to_owned(), sheet });
    };
    let work = || {
        let mut session = reader.session();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let (Some(path), Some(slot)) = (files.get(index), results.get(index)) else { break };
            if cancel.load(Ordering::Relaxed) {
                break;
            }
            let name = name_of(path);
            let on_sheet = |sheet| tell(done.load(Ordering::Relaxed), &name, Some(sheet));
            let staged = stage_one(index, path, &mut session, options, &on_sheet, cancel);
            let done = done.fetch_add(1, Ordering::Relaxed) + 1;
            tell(done, &name, None);
            *slot.lock().unwrap_or_else(PoisonError::into_inner) = Some(staged);
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(work);
        }
    });
    results.into_iter().filter_map(|m| m.into_inner().unwrap_or_else(PoisonError::into_inner)).collect()
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn stage_one(
    index: usize,
    path: &Path,
    session: &mut Session<'_>,
    options: &StageOptions,
    on_sheet: &dyn Fn(SheetProgress),
    cancel: &AtomicBool,
) -> StagedFile {
    let mut told = 0;
    // Told once for each sheet: frames come by the thousand.
    let mut on_frame = |p: ReadProgress<'_>| {
        if p.sheets > told {
            told = p.sheets;
            on_sheet(SheetProgress { name: p.sheet.to_owned(), number: p.sheets });
        }
    };
    let content = session.read(path, &options.passwords, &mut on_frame, cancel).map(|workbook| {
        let reading = understand(&workbook);
        StagedContent { workbook, reading, is_altered: false }
    });
    let mut file = StagedFile {
        id: u32::try_from(index).unwrap_or(u32::MAX),
        name: name_of(path),
        path: path.to_path_buf(),
        is_included: true,
        tables: content.as_ref().map(|c| tables_of(&c.reading)).unwrap_or_default(),
        replacements: Vec::new(),
        kept: None,
        content,
    };
    file.is_included = file.has_tables();
    file
}
