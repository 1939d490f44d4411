//! Records of the old binary format (`.xls`): what calamine does not tell. Formats, hidden lines, where the lock is.

use super::error::Refusal;
use super::formats;
use super::ole::{u16_at, u32_at};
use super::sink::{SheetLines, too_large};
use crate::model::{CellRef, NumberFormat};
use std::collections::BTreeMap;
use std::ops::Range;

pub(super) const BOF: u16 = 0x0809;
const EOF: u16 = 0x000A;
pub(super) const FILE_PASS: u16 = 0x002F;
pub(super) const BOUND_SHEET: u16 = 0x0085;
const FORMAT: u16 = 0x041E;
const XF: u16 = 0x00E0;
const DIMENSIONS: u16 = 0x0200;
const ROW: u16 = 0x0208;
const COL_INFO: u16 = 0x007D;
const MUL_RK: u16 = 0x00BD;
/// A text with formatted parts, as Excel 5 writes it.
const RICH_TEXT: u16 = 0x00D6;
/// The text that a formula came to.
const STRING: u16 = 0x0207;
const FORMULA: u16 = 0x0006;
/// Names, and the sheets that formulas refer to.
const NAMES: [u16; 2] = [0x0018, 0x0017];
/// Code page, and which year days count from.
const CODE_PAGE: u16 = 0x0042;
const DATE_MODE: u16 = 0x0022;
const MERGES: u16 = 0x00E5;
/// Largest sum of the rectangles of a workbook's sheets: one sheet filled to its last corner.
const MAX_AREA: u64 = 65_536 * 256;
/// The last column a sheet can have.
const MAX_COLUMN: u16 = 255;
/// Formula, number, label, boolean, RK, shared string: each begins with row, column, XF.
const CELLS: [u16; 6] = [0x0006, 0x0203, 0x0204, 0x0205, 0x027E, 0x00FD];

/// What a sheet of an `.xls` has beside its values.
#[derive(Debug, Default)]
pub(super) struct SheetExtras {
    /// Hidden rows and columns.
    pub lines: SheetLines,
    /// Row, column, and class of the cells with a format, sorted.
    pub formats: Vec<(u32, u32, NumberFormat)>,
    /// The rectangle that holds its cells.
    extent: Extent,
}

/// First and last row and column of the cells seen so far.
#[derive(Debug, Default)]
struct Extent(Option<[u16; 4]>);

impl Extent {
    /// Notes a run of cells. Refuses columns that the format does not have, and runs that end before they begin.
    fn add(&mut self, row: u16, first: u16, last: u16) -> Result<(), Refusal> {
        if last > MAX_COLUMN || last < first {
            return Err(Refusal::Damaged);
        }
        let [top, bottom, left, right] = self.0.unwrap_or([row, row, first, last]);
        self.0 = Some([top.min(row), bottom.max(row), left.min(first), right.max(last)]);
        Ok(())
    }

    fn area(&self) -> u64 {
        self.0.map_or(0, |[top, bottom, left, right]| {
            let length = |first: u16, last: u16| u64::from(last.saturating_sub(first)) + 1;
            length(top, bottom) * length(left, right)
        })
    }
}

/// Looks formats up for addresses that come in row order.
pub(super) struct Formats<'a>(std::iter::Peekable<std::slice::Iter<'a, (u32, u32, NumberFormat)>>);

impl<'a> Formats<'a> {
    pub(super) fn of_sheet(extras: &'a SheetExtras) -> Self {
        Self(extras.formats.iter().peekable())
    }

    /// The class of the cell's format.
    pub(super) fn of(&mut self, at: CellRef) -> NumberFormat {
        while self.0.next_if(|(row, col, _)| (*row, *col) < (at.row, at.col)).is_some() {}
        let found = self.0.peek().filter(|(row, col, _)| (*row, *col) == (at.row, at.col));
        found.map_or(NumberFormat::General, |(_, _, format)| *format)
    }
}

/// Walks the records of a stream: number and content.
fn records(stream: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    let mut rest = stream;
    std::iter::from_fn(move || {
        let kind = u16_at(rest, 0)?;
        let length = usize::from(u16_at(rest, 2)?);
        let (_, after) = rest.split_at_checked(4)?;
        let (content, next) = after.split_at_checked(length)?;
        rest = next;
        Some((kind, content))
    })
}

/// Whether these are the records of Excel 2 to 4, which have no container.
pub(super) fn is_bare_stream(bytes: &[u8]) -> bool {
    [[9, 0, 4, 0], [9, 2, 6, 0], [9, 4, 6, 0]].iter().any(|start| bytes.starts_with(start))
}

/// Where the content of the record stands that says how the workbook stream is encrypted.
pub(super) fn file_pass(stream: &[u8]) -> Option<Range<usize>> {
    let mut start = 0;
    for (kind, content) in records(stream).take_while(|(kind, _)| *kind != EOF) {
        let end = start + 4 + content.len();
        if kind == FILE_PASS {
            return Some(start + 4..end);
        }
        start = end;
    }
    None
}

/// Extras of each sheet, in the order of the workbook. Refuses sizes that would make calamine ask for absurd memory.
pub(super) fn extras(stream: &[u8]) -> Result<Vec<SheetExtras>, Refusal> {
    let mut classes = Vec::new();
    let mut custom = BTreeMap::new();
    let mut sheets = Vec::new();
    for (kind, content) in records(stream).take_while(|(kind, _)| *kind != EOF) {
        // Calamine trusts these to be as long as they must be.
        let least = match kind {
            BOF | CODE_PAGE | DATE_MODE | FILE_PASS => 2,
            BOUND_SHEET => 8,
            _ => 0,
        };
        if content.len() < least {
            return Err(Refusal::Damaged);
        }
        match kind {
            FORMAT => custom.extend(format_of(content)),
            XF => classes.push(u16_at(content, 2).unwrap_or(0)),
            BOUND_SHEET => sheets.push(u32_at(content, 0).unwrap_or(u32::MAX) as usize),
            _ => {}
        }
    }
    let classes: Vec<NumberFormat> = classes
        .into_iter()
        .map(|id| custom.get(&id).copied().unwrap_or_else(|| formats::class_of_builtin(id)))
        .collect();
    let mut extras = Vec::new();
    let mut area = 0u64;
    for start in sheets {
        let sheet = sheet_extras(stream.get(start..).ok_or(Refusal::Damaged)?, &classes)?;
        area = area.saturating_add(sheet.extent.area());
        // calamine holds the whole rectangle of every sheet, and two cells in far corners make it a large one.
        if area > MAX_AREA {
            return Err(too_large());
        }
        extras.push(sheet);
    }
    Ok(extras)
}

/// Takes out what calamine decodes though nobody asks for it, names and the formulas themselves: it trusts them, and
/// gives up where they are broken.
pub(super) fn leave_out_formulas(stream: &mut [u8]) -> Result<(), Refusal> {
    let mut cuts: Vec<usize> = Vec::new();
    let mut sheets = Vec::new();
    for (kind, place) in record_places(stream, 0).take_while(|(kind, _)| *kind != EOF) {
        match kind {
            BOUND_SHEET => sheets.extend(u32_at(stream, place.start)),
            // Without its number a record is one that nobody knows.
            _ if NAMES.contains(&kind) => cuts.extend(place.start.checked_sub(4)),
            _ => {}
        }
    }
    for start in sheets {
        let mut depth = 0u32;
        for (kind, place) in record_places(stream, start as usize) {
            match kind {
                BOF => depth += 1,
                EOF if depth <= 1 => break,
                EOF => depth -= 1,
                // Behind the value stands how long the formula is.
                FORMULA if depth <= 1 && place.len() < 22 => return Err(Refusal::Damaged),
                FORMULA if depth <= 1 => cuts.push(place.start + 20),
                _ => {}
            }
        }
    }
    for at in cuts {
        if let Some(number) = stream.get_mut(at..at + 2) {
            number.fill(0);
        }
    }
    Ok(())
}

/// Records from a place on: number, and where the content stands.
fn record_places(stream: &[u8], start: usize) -> impl Iterator<Item = (u16, Range<usize>)> {
    let mut at = start;
    std::iter::from_fn(move || {
        let kind = u16_at(stream, at)?;
        let from = at.checked_add(4)?;
        let end = from.checked_add(usize::from(u16_at(stream, at + 2)?))?;
        at = end;
        (end <= stream.len()).then_some((kind, from..end))
    })
}

/// A format's number and class. Its text is UTF-16, compressed UTF-16, or (Excel 5) bytes: only ASCII matters here.
fn format_of(content: &[u8]) -> Option<(u16, NumberFormat)> {
    let id = u16_at(content, 0)?;
    let is_excel_5 = usize::from(*content.get(2)?) == content.len().checked_sub(3)?;
    let text = if is_excel_5 { content.get(3..)? } else { content.get(5..)? };
    let is_wide = !is_excel_5 && content.get(4)? & 1 == 1;
    let code: String = if is_wide {
        let units: Vec<u16> = text.as_chunks::<2>().0.iter().map(|pair| u16::from_le_bytes(*pair)).collect();
        String::from_utf16_lossy(&units)
    } else {
        text.iter().map(|b| char::from(*b)).collect()
    };
    Some((id, formats::class_of_code(&code)))
}

fn sheet_extras(stream: &[u8], classes: &[NumberFormat]) -> Result<SheetExtras, Refusal> {
    let mut extras = SheetExtras::default();
    // Charts inside a sheet are nested streams with records of their own.
    let mut depth = 0u32;
    for (kind, content) in records(stream) {
        // What stands before a sheet's beginning is taken for the sheet's by calamine, and so it is here.
        if depth <= 1 && (kind == MUL_RK || kind == RICH_TEXT || CELLS.contains(&kind)) {
            note_extent(&mut extras.extent, kind, content)?;
        }
        match kind {
            BOF => depth += 1,
            EOF if depth <= 1 => break,
            EOF => depth -= 1,
            _ if depth > 1 => {}
            // Without a formula before it calamine puts the text into the first cell.
            STRING => extras.extent.add(0, 0, 0)?,
            DIMENSIONS if !is_sane_size(content) => return Err(Refusal::Damaged),
            ROW if u16_at(content, 12).is_some_and(|flags| flags & 0x20 != 0) => {
                extras.lines.hidden_rows.extend(u16_at(content, 0).map(u32::from));
            }
            COL_INFO if u16_at(content, 8).is_some_and(|flags| flags & 1 != 0) => {
                if let (Some(first), Some(last)) = (u16_at(content, 0), u16_at(content, 2)) {
                    extras.lines.hide_cols(u32::from(first), u32::from(last).min(255));
                }
            }
            MERGES if usize::from(u16_at(content, 0).unwrap_or(u16::MAX)) * 8 + 2 > content.len() => {
                return Err(Refusal::Damaged);
            }
            MUL_RK => push_formats(&mut extras, content, 6, classes),
            _ if CELLS.contains(&kind) => {
                push_formats(&mut extras, content.get(..6).unwrap_or(&[]), 2, classes);
            }
            _ => {}
        }
    }
    extras.formats.sort_by_key(|(row, col, _)| (*row, *col));
    Ok(extras)
}

fn note_extent(extent: &mut Extent, kind: u16, content: &[u8]) -> Result<(), Refusal> {
    let (Some(row), Some(first)) = (u16_at(content, 0), u16_at(content, 2)) else { return Ok(()) };
    let last = match kind {
        // A run ends with its last column.
        MUL_RK => content.len().checked_sub(2).and_then(|at| u16_at(content, at)).unwrap_or(first),
        _ => first,
    };
    extent.add(row, first, last)
}

/// Notes the classes of neighbouring cells; `step` bytes lie between their XF numbers.
fn push_formats(extras: &mut SheetExtras, content: &[u8], step: usize, classes: &[NumberFormat]) {
    let (Some(row), Some(first)) = (u16_at(content, 0), u16_at(content, 2)) else { return };
    // The last two bytes of a run repeat its last column and are no XF.
    let end = if step == 2 { content.len() } else { content.len().saturating_sub(2) };
    let cells = (4..end).step_by(step).filter_map(|at| u16_at(content, at));
    for (col, xf) in (u32::from(first)..).zip(cells) {
        match classes.get(usize::from(xf)) {
            None | Some(NumberFormat::General) => {}
            Some(class) => extras.formats.push((u32::from(row), col, *class)),
        }
    }
}

/// Whether the rows are in order, and last row and column within the format's limits.
fn is_sane_size(content: &[u8]) -> bool {
    let at = |index: usize| match content.len() {
        10 => u16_at(content, index * 2).map(u32::from),
        _ if index < 2 => u32_at(content, index * 4),
        _ => u16_at(content, 8 + (index - 2) * 2).map(u32::from),
    };
    let (Some(top), Some(bottom), Some(right)) = (at(0), at(1), at(3)) else { return false };
    let is_empty = bottom == 0 || right == 0;
    is_empty || (top < bottom && bottom <= 65_536 && right <= 257)
}
