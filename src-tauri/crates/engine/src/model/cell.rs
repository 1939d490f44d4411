//! Addresses inside a sheet.

use std::fmt;
use std::str::FromStr;

/// The address of one cell. Rows and columns count from zero; text form is the spreadsheet's own (`D14`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CellRef {
    /// Row, from 0.
    pub row: u32,
    /// Column, from 0.
    pub col: u32,
}

impl CellRef {
    /// The cell at a zero-based row and column.
    pub const fn new(row: u32, col: u32) -> Self {
        Self { row, col }
    }
}

impl fmt::Display for CellRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", column_letters(self.col), u64::from(self.row) + 1)
    }
}

/// Why a text is not a cell address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a cell address such as D14")]
pub struct CellRefError(String);

impl FromStr for CellRef {
    type Err = CellRefError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let error = || CellRefError(text.to_owned());
        let letters = text.bytes().take_while(u8::is_ascii_uppercase).count();
        let (name, number) = text.split_at(letters);
        if name.is_empty() || name.len() > 3 {
            return Err(error());
        }
        let col = name.bytes().fold(0u32, |sum, b| sum * 26 + u32::from(b - b'A') + 1);
        let row: u32 = number.parse().map_err(|_| error())?;
        let row = row.checked_sub(1).ok_or_else(error)?;
        Ok(Self { row, col: col - 1 })
    }
}

/// The letters of a zero-based column: 0 is `A`, 26 is `AA`.
pub fn column_letters(col: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = u64::from(col) + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

/// A rectangle of cells, both corners included. Text form `A5:AI44`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct CellRange {
    /// Top left cell.
    pub start: CellRef,
    /// Bottom right cell.
    pub end: CellRef,
}

impl CellRange {
    /// Whether the cell lies inside.
    pub fn contains(&self, cell: CellRef) -> bool {
        (self.start.row..=self.end.row).contains(&cell.row)
            && (self.start.col..=self.end.col).contains(&cell.col)
    }
}

impl fmt::Display for CellRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.start, self.end)
    }
}

impl FromStr for CellRange {
    type Err = CellRefError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (start, end) = text.split_once(':').unwrap_or((text, text));
        Ok(Self { start: start.parse()?, end: end.parse()? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_round_trip() {
        for text in ["A1", "Z9", "AA10", "AZ3", "XFD1048576"] {
            assert_eq!(text.parse::<CellRef>().map(|c| c.to_string()), Ok(text.to_owned()));
        }
    }

    #[test]
    fn other_text_is_no_address() {
        for text in ["", "1", "A", "A0", "a1", "ABCD1", "A-1"] {
            assert!(text.parse::<CellRef>().is_err(), "{text} must be refused");
        }
    }
}
