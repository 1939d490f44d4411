//! `.xlsx` and `.xlsm`: values through calamine's cell reader, everything it does not tell through [`xlsx_scan`].
//!
//! Both read the sheet's XML once, at the same time, in two threads.

use super::detect::{self, Archive};
use super::error::Refusal;
use super::formats;
use super::limits::MAX_CELLS;
use super::package::{self, SheetParts};
use super::sink::{Guard, too_large};
use super::xlsx_scan::{self, Extra, SheetScan};
use crate::model::{CellRef, NumberFormat, RawValue, WorkbookFormat};
use calamine::{CellErrorType, DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxCellReader, XlsxError};
use std::io::{Cursor, Read};
use std::sync::mpsc::{Receiver, Sender, channel};

/// How far into the list of texts its beginning is looked for.
const HEAD_BYTES: u64 = 64 << 10;

/// A number of texts for which room may be made unseen.
const SMALL_COUNT: u64 = 100_000;

type Book<'a> = Xlsx<Cursor<&'a [u8]>>;
type ScanResult = Result<SheetScan, Refusal>;

/// Reads a workbook held in memory.
pub(super) fn read(bytes: &[u8], out: &mut Guard<'_>) -> Result<(), Refusal> {
    out.start(WorkbookFormat::Xlsx, None)?;
    let mut zip = detect::archive(bytes)?;
    let mut parts = package::sheet_parts(&mut zip)?;
    refuse_false_count(&mut zip)?;
    let mut book: Book<'_> = Xlsx::new(Cursor::new(bytes)).map_err(|e| refusal_of(&e))?;
    let sheets: Vec<_> =
        book.sheets_metadata().iter().filter(|s| s.typ == SheetType::WorkSheet).cloned().collect();
    parts.retain(|(name, _)| sheets.iter().any(|s| s.name == *name));
    let (sender, receiver) = channel();
    std::thread::scope(|scope| {
        let work = move || scan_all(zip, &parts, &sender);
        // A thread that cannot be started has no room for its stack.
        std::thread::Builder::new().stack_size(1 << 20).spawn_scoped(scope, work).map_err(|_| too_large())?;
        let mut classes = None;
        for sheet in &sheets {
            let is_visible = sheet.visible == SheetVisible::Visible;
            out.start_sheet(&sheet.name, is_visible)?;
            stream_cells(&mut book, &sheet.name, &mut classes, out)?;
            finish_sheet(&receiver, out)?;
        }
        Ok(())
    })
}

/// The list of texts says how many it holds, and calamine asks for memory accordingly before it reads one.
fn refuse_false_count(zip: &mut Archive<'_>) -> Result<(), Refusal> {
    let lists: Vec<usize> = (0..zip.len())
        .filter(|index| {
            let name = zip.name_for_index(*index).unwrap_or_default();
            name.to_ascii_lowercase().ends_with("sharedstrings.xml")
        })
        .collect();
    for index in lists {
        let part = zip.by_index(index).map_err(|_| Refusal::Damaged)?;
        let size = part.size();
        let count = package::first_element(part.take(HEAD_BYTES))
            .and_then(|list| package::attribute(&list, "uniqueCount"))
            .and_then(|count| count.parse::<u64>().ok())
            .unwrap_or(0);
        // Programs miscount a little; the shortest text takes five bytes.
        if count > MAX_CELLS.min(size / 5 + SMALL_COUNT) {
            return Err(Refusal::Damaged);
        }
    }
    Ok(())
}

/// Scans every sheet in file order and sends what was found. Ends early when nobody listens.
fn scan_all(mut zip: Archive<'_>, parts: &SheetParts, sender: &Sender<ScanResult>) {
    for (_, part) in parts {
        let scan = match package::part_index(&zip, part).map(|index| zip.by_index(index)) {
            Some(Ok(xml)) => xlsx_scan::scan(xml),
            Some(Err(_)) | None => Err(Refusal::Damaged),
        };
        if sender.send(scan).is_err() {
            return;
        }
    }
}

fn finish_sheet(receiver: &Receiver<ScanResult>, out: &mut Guard<'_>) -> Result<(), Refusal> {
    let mut scan = receiver.recv().map_err(|_| Refusal::Damaged)??;
    for (at, extra) in &scan.extras {
        let value = match extra {
            Extra::FormulaWithoutValue => RawValue::FormulaWithoutValue,
            Extra::Error(text) => RawValue::Error(text),
        };
        out.cell(*at, value, NumberFormat::General)?;
    }
    out.finish_sheet(&mut scan.lines)
}

fn stream_cells(
    book: &mut Book<'_>,
    name: &str,
    classes: &mut Option<Vec<NumberFormat>>,
    out: &mut Guard<'_>,
) -> Result<(), Refusal> {
    let mut cells = match book.worksheet_cells_reader(name) {
        Ok(cells) => cells,
        // A chart or dialog sheet declared as a worksheet has no cells.
        Err(XlsxError::NotAWorksheet(_)) => return Ok(()),
        Err(e) => return Err(refusal_of(&e)),
    };
    let classes = classes.get_or_insert_with(|| classes_of(&cells));
    loop {
        match cells.next_cell_with_style_id() {
            Ok(Some((cell, style))) => {
                let (row, col) = cell.get_position();
                let format = classes.get(style).copied().unwrap_or_default();
                push(CellRef::new(row, col), cell.get_value(), format, out)?;
            }
            Ok(None) => return Ok(()),
            // An error value newer than calamine (#SPILL!): the scan brings it, the stream goes on.
            Err(XlsxError::CellError(_)) => {}
            Err(e) => return Err(refusal_of(&e)),
        }
    }
}

fn classes_of(cells: &XlsxCellReader<'_, Cursor<&[u8]>>) -> Vec<NumberFormat> {
    let class = |style: &calamine::Style| {
        let Some(format) = &style.number_format else { return NumberFormat::General };
        let builtin = || {
            format
                .format_id
                .and_then(|id| u16::try_from(id).ok())
                .map(formats::class_of_builtin)
                .unwrap_or_default()
        };
        match formats::class_of_code(&format.format_code) {
            NumberFormat::General => builtin(),
            class => class,
        }
    };
    cells.styles().iter().map(class).collect()
}

/// Passes one value of calamine on.
pub(super) fn push(
    at: CellRef,
    value: &DataRef<'_>,
    format: NumberFormat,
    out: &mut Guard<'_>,
) -> Result<(), Refusal> {
    match value {
        DataRef::Empty => Ok(()),
        DataRef::Int(n) => out.cell(at, RawValue::Number(*n as f64), format),
        DataRef::Float(n) if n.is_finite() => out.cell(at, RawValue::Number(*n), format),
        // No spreadsheet can show these; they only come from broken writers.
        DataRef::Float(_) => out.cell(at, RawValue::Error("#NUM!"), format),
        DataRef::String(t) => out.cell(at, RawValue::Text(t), format),
        DataRef::SharedString(t) => out.cell(at, RawValue::Text(t), format),
        DataRef::Bool(b) => out.cell(at, RawValue::Bool(*b), format),
        DataRef::DateTime(d) => match formats::iso_date(d) {
            Some(text) => out.cell(at, RawValue::DateTime(&text), NumberFormat::Date),
            None => out.cell(at, RawValue::Number(d.as_f64()), NumberFormat::Date),
        },
        DataRef::DateTimeIso(t) => {
            out.cell(at, RawValue::DateTime(formats::trim_midnight(t)), NumberFormat::Date)
        }
        DataRef::DurationIso(t) => out.cell(at, RawValue::DateTime(t), NumberFormat::Date),
        DataRef::Error(e) => out.cell(at, RawValue::Error(error_text(e)), format),
    }
}

/// An error value as a spreadsheet shows it.
pub(super) fn error_text(error: &CellErrorType) -> &'static str {
    match error {
        CellErrorType::Div0 => "#DIV/0!",
        CellErrorType::NA => "#N/A",
        CellErrorType::Name => "#NAME?",
        CellErrorType::Null => "#NULL!",
        CellErrorType::Num => "#NUM!",
        CellErrorType::Ref => "#REF!",
        CellErrorType::Value => "#VALUE!",
        CellErrorType::GettingData => "#GETTING_DATA",
    }
}

fn refusal_of(error: &XlsxError) -> Refusal {
    if matches!(error, XlsxError::Password) { Refusal::Encrypted } else { Refusal::Damaged }
}
