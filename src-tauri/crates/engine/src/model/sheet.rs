//! A sheet as read, before anything is understood: cells with their text exactly as found.
//!
//! Cells live in one vector in row order and their texts in one string, so that a ledger of a million
//! records costs about 24 bytes a cell beside its text.

use super::{CellRange, CellRef};
use std::borrow::Cow;

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
    Number,
    Text,
    DateTime,
    Bool,
    Error,
    FormulaWithoutValue,
}

#[derive(Debug, Clone, Copy)]
struct Slot {
    row: u32,
    col: u16,
    kind: Kind,
    format: NumberFormat,
    /// A number's bits, or a text's start and length.
    payload: u64,
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
    slots: Vec<Slot>,
    /// (row, index of its first slot) of each row that has cells.
    rows: Vec<(u32, usize)>,
    text: String,
}

impl Sheet {
    /// Cells that hold something, in row order.
    pub fn cells(&self) -> impl ExactSizeIterator<Item = RawCell<'_>> {
        self.slots.iter().map(|slot| self.cell_of(slot))
    }

    /// Number of cells that hold something.
    pub fn cell_count(&self) -> usize {
        self.slots.len()
    }

    /// The rows that have cells, with those cells.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = (u32, impl ExactSizeIterator<Item = RawCell<'_>>)> {
        (0..self.rows.len()).map(|i| {
            let (row, slots) = self.row_slots(i);
            (row, slots.iter().map(|slot| self.cell_of(slot)))
        })
    }

    /// Number of rows that have cells.
    pub fn row_count(&self) -> usize {
        self.rows.len()
    }

    /// The cell at an address, if it holds something.
    pub fn get(&self, at: CellRef) -> Option<RawCell<'_>> {
        let index = self.rows.binary_search_by_key(&at.row, |r| r.0).ok()?;
        let (_, slots) = self.row_slots(index);
        let found = slots.binary_search_by_key(&at.col, |s| u32::from(s.col)).ok()?;
        slots.get(found).map(|slot| self.cell_of(slot))
    }

    /// The smallest rectangle that holds every cell.
    pub fn used_range(&self) -> Option<CellRange> {
        let first = self.rows.first()?.0;
        let last = self.rows.last()?.0;
        let low = self.slots.iter().map(|s| s.col).min()?;
        let high = self.slots.iter().map(|s| s.col).max()?;
        Some(CellRange {
            start: CellRef::new(first, u32::from(low)),
            end: CellRef::new(last, u32::from(high)),
        })
    }

    fn row_slots(&self, index: usize) -> (u32, &[Slot]) {
        let Some(&(row, start)) = self.rows.get(index) else { return (0, &[]) };
        let end = self.rows.get(index + 1).map_or(self.slots.len(), |next| next.1);
        (row, self.slots.get(start..end).unwrap_or(&[]))
    }

    fn cell_of(&self, slot: &Slot) -> RawCell<'_> {
        let text = || {
            let start = usize::try_from(slot.payload >> 32).unwrap_or(usize::MAX);
            let length = usize::try_from(slot.payload & 0xffff_ffff).unwrap_or(0);
            self.text.get(start..start.saturating_add(length)).unwrap_or("")
        };
        let value = match slot.kind {
            Kind::Number => RawValue::Number(f64::from_bits(slot.payload)),
            Kind::Text => RawValue::Text(text()),
            Kind::DateTime => RawValue::DateTime(text()),
            Kind::Bool => RawValue::Bool(slot.payload != 0),
            Kind::Error => RawValue::Error(text()),
            Kind::FormulaWithoutValue => RawValue::FormulaWithoutValue,
        };
        RawCell { at: CellRef::new(slot.row, u32::from(slot.col)), value, format: slot.format }
    }
}

/// A text kept by a [`SheetBuilder`], to be shared by any number of its cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeptText(u64);

/// What kind of cell a kept text belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextKind {
    /// A text.
    Text,
    /// A date or time as ISO 8601 text.
    DateTime,
    /// An error value.
    Error,
}

/// Collects the cells of a sheet, in any order; row order is fastest.
#[derive(Debug, Default)]
pub struct SheetBuilder {
    sheet: Sheet,
    is_unsorted: bool,
}

impl SheetBuilder {
    /// Starts a sheet.
    pub fn new(name: impl Into<String>, is_visible: bool) -> Self {
        let sheet = Sheet { name: name.into(), is_visible, ..Sheet::default() };
        Self { sheet, is_unsorted: false }
    }

    /// Adds a cell. Empty texts are no cells. Returns false, and adds nothing, past 65,536 columns or 4 GiB of text.
    pub fn push(&mut self, at: CellRef, value: RawValue<'_>, format: NumberFormat) -> bool {
        let Ok(col) = u16::try_from(at.col) else { return false };
        let (kind, payload) = match value {
            RawValue::Text("") => return true,
            RawValue::Number(n) => (Kind::Number, Some(n.to_bits())),
            RawValue::Text(t) => (Kind::Text, self.keep(t)),
            RawValue::DateTime(t) => (Kind::DateTime, self.keep(t)),
            RawValue::Bool(b) => (Kind::Bool, Some(u64::from(b))),
            RawValue::Error(t) => (Kind::Error, self.keep(t)),
            RawValue::FormulaWithoutValue => (Kind::FormulaWithoutValue, Some(0)),
        };
        let Some(payload) = payload else { return false };
        self.push_slot(Slot { row: at.row, col, kind, format, payload });
        true
    }

    /// Keeps a text without a cell yet. None past 4 GiB of text.
    pub fn keep_text(&mut self, text: &str) -> Option<KeptText> {
        self.keep(text).map(KeptText)
    }

    /// Adds a cell with a text kept by this builder. Returns false, and adds nothing, past 65,536 columns.
    pub fn push_kept(&mut self, at: CellRef, kind: TextKind, text: KeptText, format: NumberFormat) -> bool {
        let Ok(col) = u16::try_from(at.col) else { return false };
        let kind = match kind {
            TextKind::Text => Kind::Text,
            TextKind::DateTime => Kind::DateTime,
            TextKind::Error => Kind::Error,
        };
        self.push_slot(Slot { row: at.row, col, kind, format, payload: text.0 });
        true
    }

    fn push_slot(&mut self, slot: Slot) {
        if let Some(last) = self.sheet.slots.last() {
            self.is_unsorted |= (last.row, last.col) >= (slot.row, slot.col);
        }
        self.sheet.slots.push(slot);
    }

    fn keep(&mut self, text: &str) -> Option<u64> {
        let start = u32::try_from(self.sheet.text.len()).ok()?;
        let length = u32::try_from(text.len()).ok()?;
        self.sheet.text.push_str(text);
        Some(u64::from(start) << 32 | u64::from(length))
    }

    /// The sheet being built, for its merges and hidden lines.
    pub fn sheet_mut(&mut self) -> &mut Sheet {
        &mut self.sheet
    }

    /// Finishes the sheet. Of two cells at one address the later stays.
    pub fn finish(mut self) -> Sheet {
        if self.is_unsorted {
            self.sheet.slots.reverse();
            self.sheet.slots.sort_by_key(|s| (s.row, s.col));
            self.sheet.slots.dedup_by_key(|s| (s.row, s.col));
        }
        let mut last = None;
        for (index, slot) in self.sheet.slots.iter().enumerate() {
            if last != Some(slot.row) {
                self.sheet.rows.push((slot.row, index));
                last = Some(slot.row);
            }
        }
        self.sheet.hidden_rows.sort_unstable();
        self.sheet.hidden_cols.sort_unstable();
        self.sheet
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_come_back_in_row_order_and_the_later_of_two_stays() {
        let mut b = SheetBuilder::new("s", true);
        for (row, col, text) in [(2, 1, "d"), (0, 0, "a"), (0, 0, "b"), (2, 0, "c"), (1, 0, "")] {
            assert!(b.push(CellRef::new(row, col), RawValue::Text(text), NumberFormat::General));
        }
        let sheet = b.finish();
        let texts: Vec<_> = sheet.cells().map(|c| c.text().into_owned()).collect();
        assert_eq!(texts, ["b", "c", "d"]);
        assert_eq!(sheet.rows().map(|(row, cells)| (row, cells.len())).collect::<Vec<_>>(), [(0, 1), (2, 2)]);
        assert_eq!(sheet.get(CellRef::new(2, 1)).map(|c| c.text().into_owned()), Some("d".to_owned()));
        assert_eq!(sheet.used_range().map(|r| r.to_string()), Some("A1:B3".to_owned()));
    }
}
