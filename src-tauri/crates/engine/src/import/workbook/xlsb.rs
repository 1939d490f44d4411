//! `.xlsb`: values through calamine; formats, hidden lines, merges and formula errors from the records.

use super::biff::{Formats, SheetExtras};
use super::detect::{self, Archive};
use super::error::Refusal;
use super::formats;
use super::limits::MAX_PART_BYTES;
use super::ole::{u16_at, u32_at};
use super::package::{part_index, related_parts};
use super::sink::Guard;
use super::xlsx;
use crate::model::{CellRange, CellRef, NumberFormat, RawValue, WorkbookFormat};
use calamine::{Reader, SheetType, SheetVisible, Xlsb, XlsbError};
use std::collections::BTreeMap;
use std::io::{BufReader, Cursor, Read};

const WORKBOOK: &str = "xl/workbook.bin";
const BUNDLE_SHEET: u32 = 0x9C;
const BEGIN_TEXTS: u32 = 0x9F;
const TEXT: u32 = 0x13;
const FORMAT: u32 = 0x2C;
const BEGIN_FORMATS: u32 = 0x267;
const BEGIN_CELL_XFS: u32 = 0x269;
const XF: u32 = 0x2F;
const ROW: u32 = 0;
const FORMULA_ERROR: u32 = 0x0B;
/// Blank, RK, error, boolean, real, text, shared text, and four kinds of formulas.
const CELLS: std::ops::RangeInclusive<u32> = 1..=11;
const COL_INFO: u32 = 0x3C;
const MERGE_CELL: u32 = 0xB0;
/// A record longer than this is no record.
const MAX_RECORD: u32 = 16 << 20;

/// Reads a workbook held in memory.
pub(super) fn read(bytes: &[u8], out: &mut Guard<'_>) -> Result<(), Refusal> {
    out.start(WorkbookFormat::Xlsb, None)?;
    let mut zip = detect::archive(bytes)?;
    let parts = sheet_parts(&mut zip)?;
    check_texts(&mut zip)?;
    check_styles(&mut zip)?;
    let classes = classes_of(&mut zip);
    let mut book: Xlsb<_> = Xlsb::new(Cursor::new(bytes)).map_err(|e| refusal_of(&e))?;
    let sheets = book.sheets_metadata().to_vec();
    for sheet in sheets.iter().filter(|s| s.typ == SheetType::WorkSheet) {
        out.start_sheet(&sheet.name, sheet.visible == SheetVisible::Visible)?;
        let part = parts.iter().find(|(name, _)| *name == sheet.name);
        let mut scan = match part {
            Some((_, part)) => scan(&mut zip, part, &classes)?,
            None => Scan::default(),
        };
        let mut cells = book.worksheet_cells_reader(&sheet.name).map_err(|e| refusal_of(&e))?;
        let mut known = Formats::of_sheet(&scan.extras);
        while let Some(cell) = cells.next_cell().map_err(|e| refusal_of(&e))? {
            let (row, col) = cell.get_position();
            let at = CellRef::new(row, col);
            xlsx::push(at, cell.get_value(), known.of(at), out)?;
        }
        for (at, text) in &scan.errors {
            out.cell(*at, RawValue::Error(text), NumberFormat::General)?;
        }
        out.finish_sheet(&mut scan.extras.lines)?;
    }
    Ok(())
}

/// What the records say beside the values.
#[derive(Default)]
struct Scan {
    extras: SheetExtras,
    errors: Vec<(CellRef, &'static str)>,
}

/// The records of a part: number and content. Ends at the first that makes no sense.
struct Records<R> {
    input: R,
    content: Vec<u8>,
}

impl<R: Read> Records<R> {
    /// A number in up to `limit` bytes of seven bits.
    fn number(&mut self, limit: u32) -> Option<u32> {
        let mut number = 0;
        for index in 0..limit {
            let mut byte = [0];
            self.input.read_exact(&mut byte).ok()?;
            number |= u32::from(byte[0] & 0x7F) << (7 * index);
            if byte[0] & 0x80 == 0 {
                break;
            }
        }
        Some(number)
    }

    fn next(&mut self) -> Option<(u32, &[u8])> {
        let kind = self.number(2)?;
        Some((kind, self.content()?))
    }

    /// What stands in a record behind its number.
    fn content(&mut self) -> Option<&[u8]> {
        let length = self.number(4).filter(|n| *n <= MAX_RECORD)?;
        self.content.resize(length as usize, 0);
        self.input.read_exact(&mut self.content).ok()?;
        Some(&self.content)
    }
}

fn records<'a>(zip: &'a mut Archive<'_>, part: &str) -> Option<Records<impl Read + 'a>> {
    let index = part_index(zip, part)?;
    let input = BufReader::with_capacity(64 << 10, zip.by_index(index).ok()?.take(MAX_PART_BYTES));
    Some(Records { input, content: Vec::new() })
}

/// A text of UTF-16 with its length before it, and what follows.
fn wide_text(bytes: &[u8]) -> Option<(String, &[u8])> {
    let length = usize::try_from(u32_at(bytes, 0)?).ok()?.checked_mul(2)?;
    let (text, rest) = bytes.get(4..)?.split_at_checked(length)?;
    let units: Vec<u16> = text.as_chunks::<2>().0.iter().map(|pair| u16::from_le_bytes(*pair)).collect();
    Some((String::from_utf16_lossy(&units), rest))
}

/// The sheets as (name, part).
fn sheet_parts(zip: &mut Archive<'_>) -> Result<Vec<(String, String)>, Refusal> {
    let related = related_parts(zip, WORKBOOK)?;
    let mut records = records(zip, WORKBOOK).ok_or(Refusal::Damaged)?;
    let mut sheets = Vec::new();
    while let Some((kind, content)) = records.next() {
        if kind != BUNDLE_SHEET {
            continue;
        }
        // A sheet without a part of its own.
        if u32_at(content, 8) == Some(u32::MAX) {
            continue;
        }
        let texts =
            content.get(8..).and_then(wide_text).and_then(|(id, rest)| Some((id, wide_text(rest)?.0)));
        let (id, name) = texts.ok_or(Refusal::Damaged)?;
        // A sheet that is nowhere must not pass for none.
        let (_, part) = related.iter().find(|(known, _)| *known == id).ok_or(Refusal::Damaged)?;
        sheets.push((name, part.clone()));
    }
    Ok(sheets)
}

/// Refuses shared texts in records shorter than calamine trusts them to be.
fn check_texts(zip: &mut Archive<'_>) -> Result<(), Refusal> {
    let Some(mut records) = records(zip, "xl/sharedStrings.bin") else { return Ok(()) };
    while let Some((kind, content)) = records.next() {
        let least = match kind {
            BEGIN_TEXTS => 8,
            TEXT => 5,
            _ => 0,
        };
        if content.len() < least {
            return Err(Refusal::Damaged);
        }
    }
    Ok(())
}

/// Refuses lists of styles in records shorter than calamine trusts them to be. It walks the part in its own way, past
/// other records number by number, and so must this.
fn check_styles(zip: &mut Archive<'_>) -> Result<(), Refusal> {
    let Some(mut records) = records(zip, "xl/styles.bin") else { return Ok(()) };
    while let Some(kind) = records.number(2) {
        if ![BEGIN_FORMATS, BEGIN_CELL_XFS].contains(&kind) {
            continue;
        }
        // Where the part ends early calamine says so itself.
        let Some(content) = records.content() else { break };
        let count = u32_at(content, 0).ok_or(Refusal::Damaged)?;
        if kind == BEGIN_CELL_XFS {
            break;
        }
        for _ in 0..count {
            while records.next().ok_or(Refusal::Damaged)?.0 != FORMAT {}
        }
    }
    Ok(())
}

/// The class of each cell style.
fn classes_of(zip: &mut Archive<'_>) -> Vec<NumberFormat> {
    let mut custom = BTreeMap::new();
    let mut classes = Vec::new();
    let mut is_cell_style = false;
    let Some(mut records) = records(zip, "xl/styles.bin") else { return classes };
    while let Some((kind, content)) = records.next() {
        match kind {
            FORMAT => {
                let code = content.get(2..).and_then(wide_text);
                if let (Some(id), Some((code, _))) = (u16_at(content, 0), code) {
                    custom.insert(id, formats::class_of_code(&code));
                }
            }
            BEGIN_CELL_XFS => is_cell_style = true,
            XF if is_cell_style => {
                let id = u16_at(content, 2).unwrap_or(0);
                classes.push(custom.get(&id).copied().unwrap_or_else(|| formats::class_of_builtin(id)));
            }
            _ => {}
        }
    }
    classes
}

fn scan(zip: &mut Archive<'_>, part: &str, classes: &[NumberFormat]) -> Result<Scan, Refusal> {
    let mut out = Scan::default();
    let mut row = 0;
    let Some(mut records) = records(zip, part) else { return Ok(out) };
    while let Some((kind, content)) = records.next() {
        let at = |index: usize| u32_at(content, index * 4);
        match kind {
            ROW => {
                row = at(0).unwrap_or(row);
                if content.get(11).is_some_and(|flags| flags & 0x10 != 0) {
                    out.extras.lines.hidden_rows.push(row);
                }
            }
            kind if CELLS.contains(&kind) => {
                let (Some(col), Some(style)) = (at(0), at(1)) else { continue };
                match classes.get((style & 0xFF_FFFF) as usize) {
                    None | Some(NumberFormat::General) => {}
                    Some(class) => out.extras.formats.push((row, col, *class)),
                }
                if kind == FORMULA_ERROR {
                    let text = content.get(8).map_or("#VALUE!", |code| error_text(*code));
                    out.errors.push((CellRef::new(row, col), text));
                }
            }
            COL_INFO if u16_at(content, 16).is_some_and(|flags| flags & 1 != 0) => {
                if let (Some(first), Some(last)) = (at(0), at(1)) {
                    out.extras.lines.hide_cols(first, last);
                }
            }
            MERGE_CELL => {
                if let (Some(top), Some(bottom), Some(left), Some(right)) = (at(0), at(1), at(2), at(3)) {
                    let (start, end) = (CellRef::new(top, left), CellRef::new(bottom, right));
                    out.extras.lines.push_merge(CellRange { start, end })?;
                }
            }
            _ => {}
        }
    }
    Ok(out)
}

fn error_text(code: u8) -> &'static str {
    match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        0x2A => "#N/A",
        0x2B => "#GETTING_DATA",
        _ => "#VALUE!",
    }
}

fn refusal_of(error: &XlsbError) -> Refusal {
    if matches!(error, XlsbError::Password) { Refusal::Encrypted } else { Refusal::Damaged }
}
