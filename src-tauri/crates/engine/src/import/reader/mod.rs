//! Reads source files in a child process: the same executable, started as a reader, under a memory and a time
//! limit. A hostile or broken file can end the child, never the product.
//!
//! A shell calls [`serve_if_asked`] first thing in `main`. Everyone else uses [`Reader::read`], a [`Session`] for
//! several files, or [`Reader::read_boundary`].

mod child;
mod confine;
mod decode;
mod encode;
mod process;
mod protocol;
mod request;
mod source;

#[cfg(test)]
mod tests;

pub use crate::import::workbook::{Passwords, ReadError};
pub use child::serve_if_asked;
pub use source::{SourceFile, file_name, read_original};

use crate::import::boundary::BoundaryFile;
use crate::model::Workbook;
use decode::{BoundaryDecoder, Decoder, Story};
use process::{Outcome, Running};
use request::Request;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::time::Duration;

/// The hidden first argument that makes the executable a reader.
pub const MARK: &str = "__jianfu-reader";

/// What a reader may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Address space of the child, in bytes; zero for no limit. Not enforced on Windows.
    pub memory_bytes: u64,
    /// Time by the clock for one file.
    pub time: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self { memory_bytes: 1 << 30, time: Duration::from_secs(60) }
    }
}

/// How far reading has come. The total is not known beforehand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ReadProgress<'s> {
    /// Sheets begun.
    pub sheets: usize,
    /// Cells read.
    pub cells: u64,
    /// Name of the sheet being read; empty before the first.
    pub sheet: &'s str,
}

/// Starts readers.
#[derive(Debug, Clone)]
pub struct Reader {
    /// The executable to start; its `main` must begin with [`serve_if_asked`].
    pub executable: PathBuf,
    /// What each reader may use.
    pub limits: Limits,
}

impl Reader {
    /// A reader that starts the given executable.
    pub fn new(executable: impl Into<PathBuf>) -> Self {
        Self { executable: executable.into(), limits: Limits::default() }
    }

    /// A reader that starts this very executable.
    pub fn of_this_program() -> std::io::Result<Self> {
        std::env::current_exe().map(Self::new)
    }

    /// A child that reads one file after another. It starts with the first.
    pub fn session(&self) -> Session<'_> {
        Session { reader: self, child: None }
    }

    /// Reads one file in a child of its own, as [`Session::read`] does.
    pub fn read(
        &self,
        path: &Path,
        passwords: &Passwords,
        progress: &mut dyn FnMut(ReadProgress<'_>),
        cancel: &AtomicBool,
    ) -> Result<Workbook, ReadError> {
        self.session().read(path, passwords, progress, cancel)
    }

    /// Reads a boundary file, under the same limits.
    pub fn read_boundary(&self, path: &Path, cancel: &AtomicBool) -> Result<BoundaryFile, ReadError> {
        self.session().tell::<BoundaryDecoder>(path, &Passwords::default(), &mut |_| {}, cancel)
    }
}

/// Reads files in turn. Small files that are read without trouble share a child, because starting one takes longer
/// than reading them; every other ends with the file that gave the trouble.
pub struct Session<'r> {
    reader: &'r Reader,
    /// Idle, ready for the next file.
    child: Option<Running>,
}

impl Session<'_> {
    /// Reads a file, trying each password if it needs one. `progress` is called now and then from this thread; setting
    /// `cancel` ends the child within a twentieth of a second. A child that dies is asked nothing again: if it had read other
    /// files before, this one is read once more by a new one, so that what is said of a file comes of this file alone.
    pub fn read(
        &mut self,
        path: &Path,
        passwords: &Passwords,
        progress: &mut dyn FnMut(ReadProgress<'_>),
        cancel: &AtomicBool,
    ) -> Result<Workbook, ReadError> {
        self.tell::<Decoder>(path, passwords, progress, cancel)
    }

    fn tell<S: Story>(
        &mut self,
        path: &Path,
        passwords: &Passwords,
        progress: &mut dyn FnMut(ReadProgress<'_>),
        cancel: &AtomicBool,
    ) -> Result<S::Told, ReadError> {
        let request = Request { wanted: S::WANTED, path: path.to_path_buf(), passwords: passwords.clone() };
        if let Some(used) = self.child.take()
            && let Outcome::Told(result, child) =
                process::read::<S>(self.reader, used, &request, progress, cancel)
        {
            self.child = child;
            return result;
        }
        let new = Running::start(self.reader)
            .map_err(|e| ReadError::ReaderFailed { file: file_name(path), reason: source::words_of(&e) })?;
        match process::read::<S>(self.reader, new, &request, progress, cancel) {
            Outcome::Told(result, child) => {
                self.child = child;
                result
            }
            Outcome::Died(error) => Err(error),
        }
    }
}

impl Drop for Session<'_> {
    fn drop(&mut self) {
        if let Some(child) = self.child.take() {
            child.dismiss();
        }
    }
}
