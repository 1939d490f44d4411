//! A fast pass over a sheet's XML for what calamine's cell reader does not tell: merges, hidden rows and
//! columns, formulas without a value, and error values calamine does not know.
//!
//! Most of a large sheet holds none of these: where cells carry their addresses, chunks without a telling word
//! are passed over at the speed of a text search.

use super::error::Refusal;
use super::limits::{MAX_CELL_BYTES, MAX_PART_BYTES};
use super::sink::{SheetLines, too_large};
use crate::model::{CellRange, CellRef};
use std::io::Read;

/// What was found in one sheet.
#[derive(Debug, Default)]
pub(super) struct SheetScan {
    pub lines: SheetLines,
    pub extras: Vec<(CellRef, Extra)>,
}

/// A cell calamine leaves out.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Extra {
    /// A formula whose result is not in the file.
    FormulaWithoutValue,
    /// An error value, as text.
    Error(String),
}

/// Error values calamine knows; the others are brought by the scan.
const KNOWN_ERRORS: [&[u8]; 7] = [b"#DIV/0!", b"#N/A", b"#NAME?", b"#NULL!", b"#NUM!", b"#REF!", b"#VALUE!"];

const CHUNK: usize = 256 << 10;

/// Words without which a chunk of cells holds nothing of interest: formulas (also with a prefix), hidden rows,
/// error cells, the end of the cells.
const TELLING: [&[u8]; 5] = [b"<f", b":f", b"hidden=", b"\"e\"", b"sheetData"];

/// Scans the XML of a sheet.
pub(super) fn scan(xml: impl Read) -> Result<SheetScan, Refusal> {
    let mut xml = xml.take(MAX_PART_BYTES);
    let mut state = State::default();
    let mut buffer = vec![0; CHUNK];
    let mut held = 0;
    loop {
        let free = buffer.get_mut(held..).unwrap_or(&mut []);
        let count = xml.read(free).map_err(|_| Refusal::Damaged)?;
        held += count;
        let is_last = count == 0;
        let used = state.eat(buffer.get(..held).unwrap_or(&[]), is_last)?;
        if is_last {
            return if xml.limit() == 0 { Err(too_large()) } else { Ok(state.scan) };
        }
        buffer.copy_within(used..held, 0);
        held -= used;
        if held == buffer.len() {
            if held > MAX_CELL_BYTES {
                return Err(too_large());
            }
            buffer.resize(held * 2, 0);
        }
    }
}

#[derive(Default)]
struct State {
    scan: SheetScan,
    row: u32,
    col: u32,
    /// Rows and columns may lack their number; then they follow the one before.
    next_row: u32,
    next_col: u32,
    kind: CellKind,
    has_formula: bool,
    has_value: bool,
    place: Place,
}

/// Where in the sheet the scan is.
#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Before the first cell.
    #[default]
    Head,
    /// Among cells that carry their addresses.
    Cells,
    /// Among cells that do not, or after the cells: every tag counts.
    EveryTag,
}

#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum CellKind {
    #[default]
    Other,
    Text,
    Error,
}

impl State {
    /// Works through the complete tags of a chunk; returns how many bytes are done with.
    fn eat(&mut self, chunk: &[u8], is_last: bool) -> Result<usize, Refusal> {
        if self.place == Place::Cells && !is_last && !is_telling(chunk) {
            // The last cell may be cut short; it stays for the next chunk.
            if let Some(cut @ 1..) = memchr::memmem::rfind(chunk, b"<c") {
                self.has_formula = false;
                return Ok(cut);
            }
        }
        let mut done = 0;
        for open in memchr::memchr_iter(b'<', chunk) {
            if open < done {
                continue;
            }
            let rest = chunk.get(open + 1..).unwrap_or(&[]);
            // A value's text follows its tag, so the next tag must be in sight as well.
            let length = memchr::memchr(b'>', rest);
            let (Some(length), true) = (length, is_last || needs_no_more(rest)) else { return Ok(open) };
            let (tag, after) = rest.split_at_checked(length).unwrap_or((rest, &[]));
            done = open + 1 + length;
            self.tag(tag, after.get(1..).unwrap_or(&[]))?;
        }
        Ok(chunk.len())
    }

    fn tag(&mut self, tag: &[u8], after: &[u8]) -> Result<(), Refusal> {
        let (name, attributes) = name_of(tag);
        let is_closed = tag.last() == Some(&b'/');
        match name {
            b"c" => self.start_cell(attributes, is_closed),
            b"/c" => self.end_cell(),
            b"/sheetData" => self.place = Place::EveryTag,
            b"f" => self.has_formula = true,
            b"v" => self.value(after, is_closed),
            b"is" => self.has_value = true,
            b"row" => self.start_row(attributes),
            b"mergeCell" => {
                if let Some(range) = text_of(attributes, b"ref").and_then(|t| t.parse::<CellRange>().ok()) {
                    self.scan.lines.push_merge(range)?;
                }
            }
            b"col" if is_true(attributes, b"hidden") => {
                let number = |name: &[u8]| text_of(attributes, name).and_then(|t| t.parse::<u32>().ok());
                if let (Some(first @ 1..), Some(last @ 1..)) = (number(b"min"), number(b"max")) {
                    self.scan.lines.hide_cols(first - 1, last - 1);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn start_row(&mut self, attributes: &[u8]) {
        let stated =
            text_of(attributes, b"r").and_then(|t| t.parse::<u32>().ok()).and_then(|r| r.checked_sub(1));
        self.row = stated.unwrap_or(self.next_row);
        self.next_row = self.row.saturating_add(1);
        self.next_col = 0;
        if is_true(attributes, b"hidden") {
            self.scan.lines.hidden_rows.push(self.row);
        }
    }

    fn start_cell(&mut self, attributes: &[u8], is_closed: bool) {
        let stated = value_of(attributes, b"r").and_then(address_of);
        if self.place == Place::Head {
            self.place = if stated.is_some() { Place::Cells } else { Place::EveryTag };
        }
        (self.row, self.col) = stated.unwrap_or((self.row, self.next_col));
        self.next_col = self.col.saturating_add(1);
        (self.has_formula, self.has_value) = (false, false);
        self.kind = match value_of(attributes, b"t") {
            Some(b"str") => CellKind::Text,
            Some(b"e") => CellKind::Error,
            _ => CellKind::Other,
        };
        if is_closed {
            self.kind = CellKind::Other;
        }
    }

    fn value(&mut self, after: &[u8], is_closed: bool) {
        let text = after.split(|b| *b == b'<').next().unwrap_or(&[]);
        // The empty text is a value too.
        self.has_value = self.kind == CellKind::Text || (!is_closed && !text.is_empty());
        if self.kind == CellKind::Error && !is_closed && !KNOWN_ERRORS.contains(&text) && !text.is_empty() {
            let text = String::from_utf8_lossy(text).into_owned();
            self.scan.extras.push((CellRef::new(self.row, self.col), Extra::Error(text)));
        }
    }

    fn end_cell(&mut self) {
        if self.has_formula && !self.has_value {
            self.scan.extras.push((CellRef::new(self.row, self.col), Extra::FormulaWithoutValue));
        }
        self.has_formula = false;
    }
}

/// Whether a tag that begins here can be understood with the bytes in hand.
fn needs_no_more(rest: &[u8]) -> bool {
    rest.len() > 1024 || memchr::memchr(b'<', rest).is_some()
}

/// A tag's name without its prefix, and its attributes.
fn name_of(tag: &[u8]) -> (&[u8], &[u8]) {
    let end = tag.iter().position(u8::is_ascii_whitespace).unwrap_or(tag.len());
    let (name, attributes) = tag.split_at_checked(end).unwrap_or((tag, &[]));
    let name = name.strip_suffix(b"/").filter(|n| !n.is_empty()).unwrap_or(name);
    match name.iter().position(|b| *b == b':') {
        None => (name, attributes),
        Some(colon) => {
            let local = name.get(colon + 1..).unwrap_or(name);
            match (name.first(), local) {
                (Some(b'/'), b"c") => (b"/c", attributes),
                (Some(b'/'), b"sheetData") => (b"/sheetData", attributes),
                // No other closing tag matters.
                (Some(b'/'), _) => (name, attributes),
                _ => (local, attributes),
            }
        }
    }
}

/// The value of an attribute, as written.
fn value_of<'a>(attributes: &'a [u8], name: &[u8]) -> Option<&'a [u8]> {
    let mut rest = attributes;
    loop {
        let equals = memchr::memchr(b'=', rest)?;
        let (key, after) = rest.split_at_checked(equals)?;
        let after = after.get(1..)?.trim_ascii_start();
        let (quote, inner) = after.split_first()?;
        let end = memchr::memchr(*quote, inner)?;
        if key.trim_ascii() == name {
            return inner.get(..end);
        }
        rest = inner.get(end + 1..)?;
    }
}

fn text_of<'a>(attributes: &'a [u8], name: &[u8]) -> Option<&'a str> {
    std::str::from_utf8(value_of(attributes, name)?).ok()
}

fn is_true(attributes: &[u8], name: &[u8]) -> bool {
    matches!(value_of(attributes, name), Some(b"1" | b"true" | b"on"))
}

/// Row and column of an address such as `AB12`.
fn address_of(address: &[u8]) -> Option<(u32, u32)> {
    let letters = address.iter().take_while(|b| b.is_ascii_uppercase()).count().min(3);
    let (letters, digits) = address.split_at_checked(letters)?;
    let col = letters.iter().fold(0, |sum: u32, b| sum * 26 + u32::from(b - b'A') + 1).checked_sub(1)?;
    let row = digits.iter().try_fold(0u32, |sum, b| {
        let digit = b.is_ascii_digit().then(|| u32::from(b - b'0'))?;
        sum.checked_mul(10)?.checked_add(digit)
    });
    Some((row?.checked_sub(1)?, col))
}

fn is_telling(chunk: &[u8]) -> bool {
    TELLING.iter().any(|word| memchr::memmem::find(chunk, word).is_some())
}
