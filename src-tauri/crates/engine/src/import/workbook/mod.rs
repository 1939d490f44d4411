//! Reads a file's bytes into cells, exactly as found. The only home of calamine, and of everything else that
//! knows a spreadsheet's bytes.
//!
//! [`read_into`] is the one way in: locks off, format by content, then one reader per format, all of them streaming into a
//! [`WorkbookSink`]. Nothing is interpreted. The libraries below may panic or ask for absurd amounts of memory
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
use flate2::read::DeflateDecoder;
use protection::Unlocked;
use sha2::{Digest, Sha256};
use sink::Guard;
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

fn stem_of(file: &str) -> &str {
    file.rsplit_once('.').map_or(file, |(stem, _)| stem)
}

/// SHA-256 in hex.
pub fn sha256_hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect()
}
