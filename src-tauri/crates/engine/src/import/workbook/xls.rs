//! `.xls` and `.et`: values and merges through calamine, formats and hidden lines from the records.

use super::biff::{self, Formats};
use super::error::Refusal;
use super::ole::{self, CompoundFile};
use super::sink::{Guard, too_large};
use super::xlsx;
use crate::model::{CellRange, CellRef, WorkbookFormat};
use calamine::{Data, DataRef, Reader, SheetType, SheetVisible, Xls, XlsError};
use std::io::Cursor;

/// Reads a workbook held in memory.
pub(super) fn read(bytes: &[u8], out: &mut Guard<'_>) -> Result<(), Refusal> {
    out.start(WorkbookFormat::Xls, None)?;
    let mut stream = stream_of(bytes)?;
    let mut extras = biff::extras(&stream)?.into_iter();
    biff::leave_out_formulas(&mut stream)?;
    let sound = ole::container_of("Workbook", &stream).ok_or_else(too_large)?;
    drop(stream);
    let mut book: Xls<_> = Xls::new(Cursor::new(sound.as_slice())).map_err(|e| refusal_of(&e))?;
    let sheets = book.sheets_metadata().to_vec();
    // Every workbook has a sheet; a stream that lists none is no workbook, and must not pass for an empty one.
    if sheets.is_empty() {
        return Err(Refusal::Damaged);
    }
    for sheet in &sheets {
        let mut extra = extras.next().unwrap_or_default();
        if sheet.typ != SheetType::WorkSheet {
            continue;
        }
        out.start_sheet(&sheet.name, sheet.visible == SheetVisible::Visible)?;
        let range = book.worksheet_range(&sheet.name).map_err(|e| refusal_of(&e))?;
        let (top, left) = range.start().unwrap_or_default();
        let mut formats = Formats::of_sheet(&extra);
        for (row, col, value) in range.used_cells() {
            // A range of an `.xls` is at most 65,536 rows.
            let at = CellRef::new(top.saturating_add(to_u32(row)), left.saturating_add(to_u32(col)));
            xlsx::push(at, &reference(value), formats.of(at), out)?;
        }
        for merge in book.merge_cells_by_sheet_name(&sheet.name).unwrap_or_default() {
            let (start, end) = (merge.start, merge.end);
            let range = CellRange { start: CellRef::new(start.0, start.1), end: CellRef::new(end.0, end.1) };
            extra.lines.push_merge(range)?;
        }
        out.finish_sheet(&mut extra.lines)?;
    }
    Ok(())
}

fn to_u32(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// The records. Calamine gets them in a container of their own: it follows the tables of a broken one without end.
fn stream_of(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    let file = CompoundFile::open(bytes)?;
    let name = if file.has_stream("Workbook") { "Workbook" } else { "Book" };
    file.stream(name).filter(|_| file.is_whole(name)).ok_or(Refusal::Damaged)
}

fn reference(value: &Data) -> DataRef<'_> {
    match value {
        Data::Int(n) => DataRef::Int(*n),
        Data::Float(n) => DataRef::Float(*n),
        Data::String(t) => DataRef::SharedString(t),
        Data::Bool(b) => DataRef::Bool(*b),
        Data::DateTime(d) => DataRef::DateTime(*d),
        Data::DateTimeIso(t) => DataRef::DateTimeIso(t.clone()),
        Data::DurationIso(t) => DataRef::DurationIso(t.clone()),
        Data::Error(e) => DataRef::Error(e.clone()),
        Data::Empty => DataRef::Empty,
    }
}

fn refusal_of(error: &XlsError) -> Refusal {
    if matches!(error, XlsError::Password) { Refusal::Encrypted } else { Refusal::Damaged }
}
