//! A sheet as read, before anything is understood: cells with their text exactly as found.
//!
//! Cells live in one vector in row order and their texts in one string, so that a ledger of a million
//! records costs about 7 bytes a cell beside its text. Texts that a workbook keeps for all its sheets are kept once.

mod builder;
mod texts;

pub use builder::{KeptText, SheetBuilder, TextKind};
pub use texts::Texts;

use super::{CellRange, CellRef};
use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

/// What the number format of a cell says about its value. Read from the file, never guessed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum NumberFormat {
    /// No particular format.
    #[default]
    General,
    /// A number with or without separators and decimals.
    Number,
    /// Shown in percent: 0.257 is printed as 25.7 %.
    Percent,
    /// A date or a time; the value is a serial day number.
    Date,
    /// Text by format.
    Text,
}

/// What a cell holds, as found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum RawValue<'a> {
    /// A number as the file stores it (binary floating point in every spreadsheet format).
    Number(f64),
    /// A text exactly as found.
    Text(&'a str),
    /// A date or time as ISO 8601 text.
    DateTime(&'a str),
    /// True or false.
    Bool(bool),
    /// An error value such as `#REF!`.
    Error(&'a str),
    /// A formula whose result the file does not hold.
    FormulaWithoutValue,
}

/// One cell of a sheet.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RawCell<'a> {
    /// Where it is.
    pub at: CellRef,
    /// What it holds.
    pub value: RawValue<'a>,
    /// Its number format.
    pub format: NumberFormat,
}

impl<'a> RawCell<'a> {
    /// The text exactly as found; for a number its shortest decimal form.
    pub fn text(&self) -> Cow<'a, str> {
        match self.value {
            RawValue::Number(n) => Cow::Owned(n.to_string()),
            RawValue::Text(t) | RawValue::DateTime(t) | RawValue::Error(t) => Cow::Borrowed(t),
            RawValue::Bool(b) => Cow::Borrowed(if b { "TRUE" } else { "FALSE" }),
            RawValue::FormulaWithoutValue => Cow::Borrowed(""),
        }
    }
}

#[derive(Debug, Clone, Copy)]
enum Kind {
    /// A whole number, in the payload.
    Whole,
    /// Any other number, in the sheet's list.
    Number,
    Text,
    DateTime,
    Bool,
    Error,
    FormulaWithoutValue,
    /// A text of the workbook's own table.
    SharedText,
}

const KINDS: [Kind; 8] = [
    Kind::Whole,
    Kind::Number,
    Kind::Text,
    Kind::DateTime,
    Kind::Bool,
    Kind::Error,
    Kind::FormulaWithoutValue,
    Kind::SharedText,
];

const FORMATS: [NumberFormat; 5] = [
    NumberFormat::General,
    NumberFormat::Number,
    NumberFormat::Percent,
    NumberFormat::Date,
    NumberFormat::Text,
];

/// Cells without their rows, in three columns because a struct would pad each to eight bytes.
#[derive(Debug, Clone, Default)]
struct Slots {
    cols: Vec<u16>,
    /// Kind and number format.
    tags: Vec<u8>,
    /// A small value's bits, or the place of a number or a text.
    payloads: Vec<u32>,
}

impl Slots {
    fn len(&self) -> usize {
        self.cols.len()
    }

    fn push(&mut self, col: u16, tag: u8, payload: u32) {
        self.cols.push(col);
        self.tags.push(tag);
        self.payloads.push(payload);
    }

    fn get(&self, index: usize) -> Option<(u16, u8, u32)> {
        Some((*self.cols.get(index)?, *self.tags.get(index)?, *self.payloads.get(index)?))
    }
}

fn tag_of(kind: Kind, format: NumberFormat) -> u8 {
    (kind as u8) << 3 | format as u8
}

/// One sheet: its cells in row order, merges, and what is hidden.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// Name as in the file; for a text file the file's stem.
    pub name: String,
    /// Whether a person opening the file sees it.
    pub is_visible: bool,
    /// Merged rectangles.
    pub merges: Vec<CellRange>,
    /// Hidden rows, sorted.
    pub hidden_rows: Vec<u32>,
    /// Hidden columns, sorted.
    pub hidden_cols: Vec<u32>,
    slots: Slots,
    /// (row, index of its first slot) of each row that has cells.
    rows: Vec<(u32, u32)>,
    /// Numbers that are not small and whole.
    numbers: Vec<f64>,
    /// The texts of its own.
    texts: Texts,
    /// The texts all sheets of the workbook share.
    shared: Arc<Texts>,
}

impl Sheet {
    /// Cells that hold something, in row order.
    pub fn cells(&self) -> impl Iterator<Item = RawCell<'_>> {
        self.rows().flat_map(|(_, cells)| cells)
    }

    /// Number of cells that hold something.
    pub fn cell_count(&self) -> usize {
        self.slots.len()
    }

    /// The rows that have cells, with those cells.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = (u32, impl ExactSizeIterator<Item = RawCell<'_>>)> {
        (0..self.rows.len()).map(move |i| {
            let (row, range) = self.row_at(i);
            (row, range.map(move |index| self.cell_at(row, index)))
        })
    }

    /// Number of rows that have cells.
    pub fn row_count(&self) -> usize {
        self.rows.len()
    }

    /// The cell at an address, if it holds something.
    pub fn get(&self, at: CellRef) -> Option<RawCell<'_>> {
        let index = self.rows.binary_search_by_key(&at.row, |r| r.0).ok()?;
        let (row, range) = self.row_at(index);
        let cols = self.slots.cols.get(range.clone())?;
        let found = cols.binary_search_by_key(&at.col, |col| u32::from(*col)).ok()?;
        Some(self.cell_at(row, range.start + found))
    }

    /// The smallest rectangle that holds every cell.
    pub fn used_range(&self) -> Option<CellRange> {
        let first = self.rows.first()?.0;
        let last = self.rows.last()?.0;
        let low = *self.slots.cols.iter().min()?;
        let high = *self.slots.cols.iter().max()?;
        Some(CellRange {
            start: CellRef::new(first, u32::from(low)),
            end: CellRef::new(last, u32::from(high)),
        })
    }

    /// The row's number, and where its cells are.
    fn row_at(&self, index: usize) -> (u32, Range<usize>) {
        let Some(&(row, start)) = self.rows.get(index) else { return (0, 0..0) };
        let end = self.rows.get(index + 1).map_or(self.slots.len(), |next| next.1 as usize);
        (row, start as usize..end)
    }

    fn cell_at(&self, row: u32, index: usize) -> RawCell<'_> {
        let (col, tag, payload) = self.slots.get(index).unwrap_or_default();
        let value = match KINDS.get(usize::from(tag >> 3)).copied().unwrap_or(Kind::FormulaWithoutValue) {
            Kind::Whole => RawValue::Number(f64::from(payload.cast_signed())),
            Kind::Number => RawValue::Number(self.numbers.get(payload as usize).copied().unwrap_or(f64::NAN)),
            Kind::Text => RawValue::Text(self.texts.get(payload).unwrap_or("")),
            Kind::DateTime => RawValue::DateTime(self.texts.get(payload).unwrap_or("")),
            Kind::SharedText => RawValue::Text(self.shared.get(payload).unwrap_or("")),
            Kind::Bool => RawValue::Bool(payload != 0),
            Kind::Error => RawValue::Error(self.texts.get(payload).unwrap_or("")),
            Kind::FormulaWithoutValue => RawValue::FormulaWithoutValue,
        };
        let format = FORMATS.get(usize::from(tag & 7)).copied().unwrap_or_default();
        RawCell { at: CellRef::new(row, u32::from(col)), value, format }
    }
}

/// The format of a source file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WorkbookFormat {
    /// Office Open XML (`.xlsx`, `.xlsm`).
    Xlsx,
    /// Binary Excel 97–2003 (`.xls`, `.et`).
    Xls,
    /// Binary Excel 2007 (`.xlsb`).
    Xlsb,
    /// OpenDocument (`.ods`).
    Ods,
    /// Delimited text (`.csv`, `.tsv`, `.txt`).
    Csv,
}

impl WorkbookFormat {
    /// The stable name used in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Xls => "xls",
            Self::Xlsb => "xlsb",
            Self::Ods => "ods",
            Self::Csv => "csv",
        }
    }

    /// The format with this stable name.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Xlsx, Self::Xls, Self::Xlsb, Self::Ods, Self::Csv].into_iter().find(|f| f.code() == code)
    }
}

/// A source file as read.
#[derive(Debug, Clone)]
pub struct Workbook {
    /// File name without folders.
    pub file: String,
    /// SHA-256 of the bytes, in hex.
    pub sha256: String,
    /// Format, from the bytes rather than the name.
    pub format: WorkbookFormat,
    /// For text files: the encoding's name and whether it was guessed.
    pub encoding: Option<(String, bool)>,
    /// Sheets in file order.
    pub sheets: Vec<Sheet>,
}
