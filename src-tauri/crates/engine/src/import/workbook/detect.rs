//! What a file is, from its bytes, once they are unlocked. The name is never asked.

use super::biff;
use super::error::Refusal;
use super::limits::{MAX_HELD_PART_BYTES, MAX_PART_BYTES};
use super::ole::{self, CompoundFile};
use super::sink::too_large;
use crate::model::WorkbookFormat;
use std::fs::File;
use std::io::{BufReader, Cursor, Read, Seek, SeekFrom};

/// A zip archive.
pub(super) type Archive<'a> = zip::ZipArchive<Stored<'a>>;

/// Where an archive is.
pub(super) enum Stored<'a> {
    Memory(Cursor<&'a [u8]>),
    File(BufReader<&'a File>),
}

impl Read for Stored<'_> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        match self {
            Self::Memory(bytes) => bytes.read(into),
            Self::File(file) => file.read(into),
        }
    }
}

impl Seek for Stored<'_> {
    fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
        match self {
            Self::Memory(bytes) => bytes.seek(to),
            Self::File(file) => file.seek(to),
        }
    }
}

/// First bytes of things that are text, or decode as text, but are no table.
const FOREIGN_TEXT: [&str; 8] =
    ["<?xml", "<!doctype", "<html", "<table", "<head", "{\\rtf", "%pdf", "mime-version:"];

/// The format of a file, or why it cannot be read.
pub(super) fn format_of(bytes: &[u8]) -> Result<WorkbookFormat, Refusal> {
    if bytes.starts_with(&ole::MAGIC) {
        compound_format(bytes)
    } else if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        zip_format(&mut archive(bytes)?)
    } else if bytes.is_empty() || is_foreign_text(bytes) {
        Err(Refusal::NotASpreadsheet)
    } else if biff::is_bare_stream(bytes) {
        // A sheet of Excel 2 to 4 without a container. Nothing has written these since 1993.
        Err(Refusal::NotASpreadsheet)
    } else {
        Ok(WorkbookFormat::Csv)
    }
}

fn is_foreign_text(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    FOREIGN_TEXT
        .iter()
        .any(|start| bytes.get(..start.len()).is_some_and(|b| b.eq_ignore_ascii_case(start.as_bytes())))
}

fn compound_format(bytes: &[u8]) -> Result<WorkbookFormat, Refusal> {
    let file = CompoundFile::open(bytes)?;
    let is_workbook = file.has_stream("Workbook") || file.has_stream("Book");
    if is_workbook { Ok(WorkbookFormat::Xls) } else { Err(Refusal::NotASpreadsheet) }
}

/// Opens a zip archive held in memory.
pub(super) fn archive(bytes: &[u8]) -> Result<Archive<'_>, Refusal> {
    Archive::new(Stored::Memory(Cursor::new(bytes))).map_err(|_| Refusal::Damaged)
}

/// Opens a zip archive where it lies.
pub(super) fn archive_in_file(file: &File) -> Result<Archive<'_>, Refusal> {
    Archive::new(Stored::File(BufReader::with_capacity(64 << 10, file))).map_err(|_| Refusal::Damaged)
}

/// The format of a file that is a zip archive.
pub(super) fn zip_format(zip: &mut Archive<'_>) -> Result<WorkbookFormat, Refusal> {
    let mut format = None;
    for index in 0..zip.len() {
        let part = zip.by_index_raw(index).map_err(|_| Refusal::Damaged)?;
        let name = part.name().replace('\\', "/").trim_start_matches('/').to_ascii_lowercase();
        let is_sheet = name.contains("/worksheets/") || name == "content.xml";
        if part.size() > if is_sheet { MAX_PART_BYTES } else { MAX_HELD_PART_BYTES } {
            return Err(too_large());
        }
        match name.as_str() {
            // Some programs give the workbook part another name within the folder.
            "xl/workbook.bin" => format = Some(WorkbookFormat::Xlsb),
            "content.xml" if format.is_none() => format = Some(WorkbookFormat::Ods),
            _ if is_workbook_part(&name) && format != Some(WorkbookFormat::Xlsb) => {
                format = Some(WorkbookFormat::Xlsx);
            }
            _ => {}
        }
    }
    match format {
        Some(WorkbookFormat::Ods) => open_document_format(zip),
        Some(format) => Ok(format),
        None => Err(Refusal::NotASpreadsheet),
    }
}

fn is_workbook_part(name: &str) -> bool {
    name.strip_prefix("xl/workbook").is_some_and(|rest| rest.ends_with(".xml"))
}

/// Texts and drawings are OpenDocument too.
fn open_document_format(zip: &mut Archive<'_>) -> Result<WorkbookFormat, Refusal> {
    let manifest = small_part(zip, "META-INF/manifest.xml").unwrap_or_default();
    let mimetype = small_part(zip, "mimetype").unwrap_or_default();
    let is_sheet = if mimetype.is_empty() {
        memchr::memmem::find(&manifest, b"opendocument.spreadsheet").is_some()
    } else {
        mimetype.starts_with(b"application/vnd.oasis.opendocument.spreadsheet")
    };
    if is_sheet { Ok(WorkbookFormat::Ods) } else { Err(Refusal::NotASpreadsheet) }
}

/// The first MiB of a part.
fn small_part(zip: &mut Archive<'_>, name: &str) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    zip.by_name(name).ok()?.take(1 << 20).read_to_end(&mut out).ok()?;
    Some(out)
}
