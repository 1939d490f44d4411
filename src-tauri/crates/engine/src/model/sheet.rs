//! A sheet as read, before anything is understood: cells with their text exactly as found.
//!
//! Cells live in one vector in row order and their texts in one string, so that a ledger of a million
//! records costs about 8 bytes a cell beside its text.

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
    /// A whole number, in the payload.
    Whole,
    /// Any other number, in the sheet's list.
    Number,
    Text,
    DateTime,
    Bool,
    Error,
    FormulaWithoutValue,
}

#[derive(Debug, Clone, Copy)]
struct Slot {
    /// A small value's bits, or the place of a number or a text.
    payload: u32,
    col: u16,
    kind: Kind,
    format: NumberFormat,
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
    rows: Vec<(u32, u32)>,
    /// Numbers that are not small and whole.
    numbers: Vec<f64>,
    /// The texts, one behind the other, and where each ends.
    text: String,
    text_ends: Vec<u32>,
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
            let (row, slots) = self.row_slots(i);
            (row, slots.iter().map(move |slot| self.cell_of(row, slot)))
        })
    }

    /// Number of rows that have cells.
    pub fn row_count(&self) -> usize {
        self.rows.len()
    }

    /// The cell at an address, if it holds something.
    pub fn get(&self, at: CellRef) -> Option<RawCell<'_>> {
        let index = self.rows.binary_search_by_key(&at.row, |r| r.0).ok()?;
        let (row, slots) = self.row_slots(index);
        let found = slots.binary_search_by_key(&at.col, |s| u32::from(s.col)).ok()?;
        slots.get(found).map(|slot| self.cell_of(row, slot))
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
        let end = self.rows.get(index + 1).map_or(self.slots.len(), |next| next.1 as usize);
        (row, self.slots.get(start as usize..end).unwrap_or(&[]))
    }

    fn cell_of(&self, row: u32, slot: &Slot) -> RawCell<'_> {
        let place = slot.payload as usize;
        let value = match slot.kind {
            Kind::Whole => RawValue::Number(f64::from(slot.payload.cast_signed())),
            Kind::Number => RawValue::Number(self.numbers.get(place).copied().unwrap_or(f64::NAN)),
            Kind::Text => RawValue::Text(self.text_at(place)),
            Kind::DateTime => RawValue::DateTime(self.text_at(place)),
            Kind::Bool => RawValue::Bool(slot.payload != 0),
            Kind::Error => RawValue::Error(self.text_at(place)),
            Kind::FormulaWithoutValue => RawValue::FormulaWithoutValue,
        };
        RawCell { at: CellRef::new(row, u32::from(slot.col)), value, format: slot.format }
    }

    fn text_at(&self, place: usize) -> &str {
        let end = self.text_ends.get(place).copied().unwrap_or(0) as usize;
        let before = place.checked_sub(1).and_then(|before| self.text_ends.get(before));
        self.text.get(before.copied().unwrap_or(0) as usize..end).unwrap_or("")
    }
}

/// A text kept by a [`SheetBuilder`], to be shared by any number of its cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeptText(u32);

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

    /// Adds a cell. Empty texts are no cells. Returns false, and adds nothing, past 65,536 columns, 4 GiB of text or
    /// four thousand million cells.
    pub fn push(&mut self, at: CellRef, value: RawValue<'_>, format: NumberFormat) -> bool {
        let (kind, payload) = match value {
            RawValue::Text("") => return true,
            RawValue::Number(n) => self.keep_number(n),
            RawValue::Text(t) => (Kind::Text, self.keep(t)),
            RawValue::DateTime(t) => (Kind::DateTime, self.keep(t)),
            RawValue::Bool(b) => (Kind::Bool, Some(u32::from(b))),
            RawValue::Error(t) => (Kind::Error, self.keep(t)),
            RawValue::FormulaWithoutValue => (Kind::FormulaWithoutValue, Some(0)),
        };
        payload.is_some_and(|payload| self.push_slot(at, kind, payload, format))
    }

    /// Keeps a text without a cell yet. None past 4 GiB of text.
    pub fn keep_text(&mut self, text: &str) -> Option<KeptText> {
        self.keep(text).map(KeptText)
    }

    /// Adds a cell with a text kept by this builder. Returns false, and adds nothing, where [`Self::push`] does.
    pub fn push_kept(&mut self, at: CellRef, kind: TextKind, text: KeptText, format: NumberFormat) -> bool {
        let kind = match kind {
            TextKind::Text => Kind::Text,
            TextKind::DateTime => Kind::DateTime,
            TextKind::Error => Kind::Error,
        };
        self.push_slot(at, kind, text.0, format)
    }

    fn push_slot(&mut self, at: CellRef, kind: Kind, payload: u32, format: NumberFormat) -> bool {
        let Ok(col) = u16::try_from(at.col) else { return false };
        let Ok(index) = u32::try_from(self.sheet.slots.len()) else { return false };
        let last_row = self.sheet.rows.last().map(|r| r.0);
        if last_row == Some(at.row) {
            self.is_unsorted |= self.sheet.slots.last().is_some_and(|last| last.col >= col);
        } else {
            self.is_unsorted |= last_row.is_some_and(|last| last > at.row);
            self.sheet.rows.push((at.row, index));
        }
        self.sheet.slots.push(Slot { payload, col, kind, format });
        true
    }

    fn keep_number(&mut self, number: f64) -> (Kind, Option<u32>) {
        // Minus zero is no small whole number.
        let whole = number as i32;
        if f64::from(whole).to_bits() == number.to_bits() {
            return (Kind::Whole, Some(whole.cast_unsigned()));
        }
        self.sheet.numbers.push(number);
        (Kind::Number, u32::try_from(self.sheet.numbers.len() - 1).ok())
    }

    fn keep(&mut self, text: &str) -> Option<u32> {
        let end = u32::try_from(self.sheet.text.len() + text.len()).ok()?;
        let place = u32::try_from(self.sheet.text_ends.len()).ok()?;
        self.sheet.text.push_str(text);
        self.sheet.text_ends.push(end);
        Some(place)
    }

    /// The sheet being built, for its merges and hidden lines.
    pub fn sheet_mut(&mut self) -> &mut Sheet {
        &mut self.sheet
    }

    /// Finishes the sheet. Of two cells at one address the later stays.
    pub fn finish(mut self) -> Sheet {
        if self.is_unsorted {
            self.sort();
        }
        self.sheet.hidden_rows.sort_unstable();
        self.sheet.hidden_cols.sort_unstable();
        self.sheet
    }

    fn sort(&mut self) {
        let sheet = &mut self.sheet;
        let mut cells: Vec<(u32, Slot)> = (0..sheet.rows.len())
            .map(|index| sheet.row_slots(index))
            .flat_map(|(row, slots)| slots.iter().map(move |slot| (row, *slot)))
            .collect();
        // The later of two comes first, and stays.
        cells.reverse();
        cells.sort_by_key(|(row, slot)| (*row, slot.col));
        cells.dedup_by_key(|(row, slot)| (*row, slot.col));
        sheet.rows.clear();
        sheet.slots.clear();
        for ((row, slot), index) in cells.into_iter().zip(0..) {
            if sheet.rows.last().is_none_or(|last| last.0 != row) {
                sheet.rows.push((row, index));
            }
            sheet.slots.push(slot);
        }
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

    #[test]
    fn every_number_comes_back_as_it_was() {
        let numbers =
            [0.0, -0.0, 1.0, -7.0, 0.1, 2147483647.0, 2147483648.0, -2147483648.0, 1e300, f64::MIN_POSITIVE];
        let mut b = SheetBuilder::new("s", true);
        for (number, row) in numbers.into_iter().zip(0..) {
            assert!(b.push(CellRef::new(row, 3), RawValue::Number(number), NumberFormat::Number));
        }
        let sheet = b.finish();
        for (number, row) in numbers.into_iter().zip(0..) {
            let found = sheet.get(CellRef::new(row, 3)).map(|c| c.value);
            let is_same = matches!(found, Some(RawValue::Number(n)) if n.to_bits() == number.to_bits());
            assert!(is_same, "{number}: {found:?}");
        }
    }

    #[test]
    fn a_slot_stays_small() {
        assert_eq!(size_of::<Slot>(), 8);
    }
}
