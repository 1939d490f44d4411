//! Reads a file's bytes into cells, exactly as found. The only home of calamine, and of everything else that
//! knows a spreadsheet's bytes.
//!
//! [`read_into`] is the one way in: locks off, format by content, then one reader per format, all of them streaming into a
//! [`WorkbookSink`]; [`XlsxFile`] does the same without holding the file. Nothing is interpreted. The libraries below may panic or ask for absurd amounts of memory
//! on crafted files, so the product reads in a child process (see `import::reader`); [`read_workbook`] is for
//! bytes that are trusted, such as tests and samples.

mod biff;
mod delimited;
mod detect;
mod error;
mod formats;
pub mod limits;
mod ods;
mod ods_cell;
mod ole;
mod package;
mod protection;
mod sink;
mod text;
mod xls;
mod xlsb;
mod xlsx;
mod xlsx_cells;
mod xlsx_text;
mod xlsx_xml;

#[cfg(test)]
mod hostile_tests;
#[cfg(test)]
pub(crate) mod samples;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod xlsx_tests;

pub use error::{ReadError, Refusal};
pub use protection::Passwords;
pub use sink::{SheetLines, WorkbookBuilder, WorkbookSink};

use crate::model::{Workbook, WorkbookFormat};
use detect::Archive;
use flate2::read::DeflateDecoder;
use protection::Unlocked;
use sha2::{Digest, Sha256};
use sink::Guard;
use std::fs::File;
use std::io::Read;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Reads a file's bytes in this process. `file` is its name without folders.
pub fn read_workbook(file: &str, bytes: &[u8]) -> Result<Workbook, ReadError> {
    let mut builder = WorkbookBuilder::default();
    read_into(file, bytes, &Passwords::default(), &mut builder).map_err(|refusal| refusal.of(file))?;
    builder.finish(file, sha256_hex(bytes)).ok_or_else(|| Refusal::Damaged.of(file))
}

/// Reads a file's bytes into a sink. `file` names the sheet of a text file; a file that needs a password is tried
/// with each.
pub fn read_into(
    file: &str,
    bytes: &[u8],
    passwords: &Passwords,
    sink: &mut dyn WorkbookSink,
) -> Result<(), Refusal> {
    if bytes.len() as u64 > limits::MAX_FILE_BYTES {
        return Err(Refusal::TooLarge { limit: limits::MAX_FILE_BYTES });
    }
    let read = || {
        let mut out = Guard::new(sink);
        let bytes = match protection::unlock(bytes, passwords)? {
            Unlocked::File(bytes) => bytes,
            Unlocked::Content(deflated) => {
                return ods::read_content(DeflateDecoder::new(deflated.as_slice()), &mut out);
            }
        };
        match detect::format_of(&bytes)? {
            WorkbookFormat::Xlsx => xlsx::read(&bytes, &mut out),
            WorkbookFormat::Xls => xls::read(&bytes, &mut out),
            WorkbookFormat::Xlsb => xlsb::read(&bytes, &mut out),
            WorkbookFormat::Ods => ods::read(&bytes, &mut out),
            WorkbookFormat::Csv => delimited::read(&bytes, stem_of(file), &mut out),
        }
    };
    // A library that panics has met a file that breaks its own rules.
    catch_unwind(AssertUnwindSafe(read)).unwrap_or(Err(Refusal::Damaged))
}

/// An `.xlsx` read where it lies, part by part: a ledger of a million records is a file of a hundred megabytes, which
/// need not be held beside what is in it. Files of other formats, and locked ones, are read from memory.
pub struct XlsxFile<'f>(Archive<'f>);

impl<'f> XlsxFile<'f> {
    /// None if the file is something else, or nothing that can be read. What is wrong with it is found again, and
    /// named, when it is read from memory.
    pub fn open(file: &'f File) -> Option<Self> {
        let open = || {
            let mut zip = detect::archive_in_file(file).ok()?;
            matches!(detect::zip_format(&mut zip), Ok(WorkbookFormat::Xlsx)).then_some(Self(zip))
        };
        catch_unwind(AssertUnwindSafe(open)).unwrap_or(None)
    }

    /// Reads it into a sink.
    pub fn read_into(mut self, sink: &mut dyn WorkbookSink) -> Result<(), Refusal> {
        let read = || xlsx::read_archive(&mut self.0, &mut Guard::new(sink));
        catch_unwind(AssertUnwindSafe(read)).unwrap_or(Err(Refusal::Damaged))
    }
}

fn stem_of(file: &str) -> &str {
    file.rsplit_once('.').map_or(file, |(stem, _)| stem)
}

/// SHA-256 in hex.
pub fn sha256_hex(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// SHA-256 in hex of what a reader gives, and how many bytes that was.
pub fn sha256_of(mut bytes: impl Read) -> std::io::Result<(String, u64)> {
    let mut sha = Sha256::new();
    let mut buffer = vec![0; 64 << 10];
    let mut size = 0;
    loop {
        match bytes.read(&mut buffer)? {
            0 => return Ok((hex(&sha.finalize()), size)),
            count => {
                sha.update(buffer.get(..count).unwrap_or_default());
                size += count as u64;
            }
        }
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}
