//! How a sheet comes to be: cells in any order, texts that several cells share.

use super::{Kind, RawValue, Sheet, Slots, Texts, tag_of};
use crate::model::{CellRef, NumberFormat};
use std::sync::Arc;

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

    /// Names the texts that the sheets of the workbook share.
    pub fn with_shared_texts(mut self, shared: Arc<Texts>) -> Self {
        self.sheet.shared = shared;
        self
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.sheet.name
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

    /// Adds a cell with a text that the sheets share; an empty one is no cell. Returns false, and adds nothing, where
    /// there is no such text or [`Self::push`] does.
    pub fn push_shared(&mut self, at: CellRef, place: u32, format: NumberFormat) -> bool {
        match self.sheet.shared.get(place) {
            None => false,
            Some("") => true,
            Some(_) => self.push_slot(at, Kind::SharedText, place, format),
        }
    }

    fn push_slot(&mut self, at: CellRef, kind: Kind, payload: u32, format: NumberFormat) -> bool {
        let Ok(col) = u16::try_from(at.col) else { return false };
        let Ok(index) = u32::try_from(self.sheet.slots.len()) else { return false };
        let last_row = self.sheet.rows.last().map(|r| r.0);
        if last_row == Some(at.row) {
            self.is_unsorted |= self.sheet.slots.cols.last().is_some_and(|last| *last >= col);
        } else {
            self.is_unsorted |= last_row.is_some_and(|last| last > at.row);
            self.sheet.rows.push((at.row, index));
        }
        self.sheet.slots.push(col, tag_of(kind, format), payload);
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
        self.sheet.texts.push(text)
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
        let mut cells: Vec<(u32, u16, u8, u32)> = (0..sheet.rows.len())
            .map(|index| sheet.row_at(index))
            .flat_map(|(row, range)| range.map(move |index| (row, index)))
            .filter_map(|(row, index)| {
                sheet.slots.get(index).map(|(col, tag, payload)| (row, col, tag, payload))
            })
            .collect();
        // The later of two comes first, and stays.
        cells.reverse();
        cells.sort_by_key(|(row, col, _, _)| (*row, *col));
        cells.dedup_by_key(|(row, col, _, _)| (*row, *col));
        sheet.rows.clear();
        sheet.slots = Slots::default();
        for ((row, col, tag, payload), index) in cells.into_iter().zip(0..) {
            if sheet.rows.last().is_none_or(|last| last.0 != row) {
                sheet.rows.push((row, index));
            }
            sheet.slots.push(col, tag, payload);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::FORMATS;
    use super::*;
    use crate::model::RawCell;

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
    fn shared_texts_are_named_by_their_place_and_an_unknown_place_is_refused() {
        let mut shared = Texts::default();
        let places = ["甲", ""].map(|t| shared.push(t).unwrap_or(u32::MAX));
        let mut b = SheetBuilder::new("s", true).with_shared_texts(Arc::new(shared));
        let taken = [places[0], places[1], 2]
            .map(|place| b.push_shared(CellRef::new(place, 0), place, NumberFormat::Text));
        assert_eq!(taken, [true, true, false]);
        let cells: Vec<_> = b.finish().cells().map(|c| (c.at, c.text().into_owned(), c.format)).collect();
        assert_eq!(cells, [(CellRef::new(0, 0), "甲".to_owned(), NumberFormat::Text)]);
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
    fn every_kind_and_format_comes_back_as_it_was() {
        let values = [
            RawValue::Number(3.0),
            RawValue::Number(0.5),
            RawValue::Text("文"),
            RawValue::DateTime("2024-01-01"),
            RawValue::Bool(true),
            RawValue::Error("#N/A"),
            RawValue::FormulaWithoutValue,
        ];
        let all = || {
            values
                .iter()
                .zip(0..)
                .flat_map(|(value, row)| FORMATS.iter().zip(0..).map(move |f| (value, row, f)))
        };
        let mut b = SheetBuilder::new("s", true);
        for (value, row, (format, col)) in all() {
            assert!(b.push(CellRef::new(row, col), *value, *format));
        }
        let sheet = b.finish();
        for (value, row, (format, col)) in all() {
            let at = CellRef::new(row, col);
            assert_eq!(sheet.get(at), Some(RawCell { at, value: *value, format: *format }));
        }
    }
}
