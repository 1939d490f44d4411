//! Small sheets for the unit tests of this folder.

use crate::model::{CellRef, NumberFormat, RawValue, Sheet, SheetBuilder};

/// A sheet from lines of cells separated by `|`. A cell that starts with `#` is a stored number, any other is text.
pub(super) fn sheet(lines: &[&str], merges: &[&str]) -> Sheet {
    let mut builder = SheetBuilder::new("Sheet1", true);
    for (row, line) in (0..).zip(lines) {
        for (col, cell) in (0..).zip(line.split('|')) {
            let value = match cell.strip_prefix('#').and_then(|n| n.parse().ok()) {
                Some(number) => RawValue::Number(number),
                None => RawValue::Text(cell),
            };
            builder.push(CellRef::new(row, col), value, NumberFormat::General);
        }
    }
    builder.sheet_mut().merges = merges.iter().filter_map(|m| m.parse().ok()).collect();
    builder.finish()
}
