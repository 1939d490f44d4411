//! What passes between parent and child. To the child: requests (length, content). Back: frames of (kind, length, content) on a pipe, cells packed into blocks.
//!
//! A cell is one control byte, its column where that is not the next one, and its value. A text is sent once and
//! then named by its place in a table that both sides keep, so a column of repeated words costs three bytes a
//! cell. The table starts anew with each sheet. Texts that the file itself keeps in a table are sent before the sheets,
//! all of them and once, so that only the parent keeps them.

use crate::model::{NumberFormat, WorkbookFormat};

/// Frame kinds.
pub(super) const HEAD: u8 = 1;
pub(super) const SHEET: u8 = 2;
pub(super) const CELLS: u8 = 3;
pub(super) const LINES: u8 = 4;
pub(super) const END: u8 = 5;
pub(super) const REFUSED: u8 = 6;

pub(super) const SHARED_TEXTS: u8 = 7;
/// One area of a boundary file: code, name, borders.
pub(super) const FEATURE: u8 = 8;

/// Kind and length of a frame.
pub(super) const HEADER: usize = 5;

/// A block of cells is sent when it reaches this size.
pub(super) const BLOCK_BYTES: usize = 256 << 10;

/// The longest frame a parent accepts: a block and one cell of the greatest length, or a million merges.
pub(super) const MAX_FRAME: usize = 32 << 20;

/// Places in the table of texts.
pub(super) const TEXTS: usize = 1 << 14;

/// Longer texts are not kept in the table.
pub(super) const LONGEST_KEPT: usize = 1024;

/// Cell kinds, the low three bits of the control byte.
pub(super) const ROW: u8 = 0;
pub(super) const NUMBER: u8 = 1;
pub(super) const FALSE: u8 = 2;
pub(super) const TRUE: u8 = 3;
pub(super) const FORMULA: u8 = 4;
pub(super) const TEXT: u8 = 5;
pub(super) const DATE_TIME: u8 = 6;
pub(super) const ERROR: u8 = 7;

/// The number format is in the three bits above the kind.
pub(super) const FORMAT_SHIFT: u8 = 3;
/// A column follows.
pub(super) const HAS_COLUMN: u8 = 1 << 6;
/// The text itself follows, not its place.
pub(super) const IS_NEW: u8 = 1 << 7;
/// The place of a text that the sheets share follows. A number is never new otherwise.
pub(super) const SHARED: u8 = NUMBER | IS_NEW;

const FORMATS: [NumberFormat; 5] = [
    NumberFormat::General,
    NumberFormat::Number,
    NumberFormat::Percent,
    NumberFormat::Date,
    NumberFormat::Text,
];

const FILES: [WorkbookFormat; 5] = [
    WorkbookFormat::Xlsx,
    WorkbookFormat::Xls,
    WorkbookFormat::Xlsb,
    WorkbookFormat::Ods,
    WorkbookFormat::Csv,
];

/// The number of a number format.
pub(super) fn number_of_format(format: NumberFormat) -> u8 {
    FORMATS.into_iter().zip(0..).find(|(f, _)| *f == format).map_or(0, |(_, n)| n)
}

/// The number format with this number.
pub(super) fn format_of_number(number: u8) -> Option<NumberFormat> {
    FORMATS.get(usize::from(number)).copied()
}

/// The number of a file format.
pub(super) fn number_of_file(format: WorkbookFormat) -> u8 {
    FILES.into_iter().zip(0..).find(|(f, _)| *f == format).map_or(0, |(_, n)| n)
}

/// The file format with this number.
pub(super) fn file_of_number(number: u8) -> Option<WorkbookFormat> {
    FILES.get(usize::from(number)).copied()
}

/// Writes a number in as many bytes as it needs, seven bits each.
pub(super) fn put_number(out: &mut Vec<u8>, mut number: u64) {
    while number > 0x7F {
        out.push((number & 0x7F) as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// Writes a text with its length.
pub(super) fn put_text(out: &mut Vec<u8>, text: &str) {
    put_number(out, text.len() as u64);
    out.extend_from_slice(text.as_bytes());
}

/// Reads what the `put_` functions write. Every method gives `None` when the bytes do not make sense.
#[derive(Debug, Clone, Copy)]
pub(super) struct Input<'a>(pub &'a [u8]);

impl<'a> Input<'a> {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    pub(super) fn number(&mut self) -> Option<u64> {
        let mut number = 0u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7F) << shift;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }

    pub(super) fn small(&mut self) -> Option<u32> {
        u32::try_from(self.number()?).ok()
    }

    pub(super) fn float(&mut self) -> Option<f64> {
        let (bytes, rest) = self.0.split_first_chunk::<8>()?;
        self.0 = rest;
        Some(f64::from_le_bytes(*bytes))
    }

    pub(super) fn bytes(&mut self) -> Option<&'a [u8]> {
        let length = usize::try_from(self.number()?).ok()?;
        let (bytes, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(bytes)
    }

    pub(super) fn text(&mut self) -> Option<&'a str> {
        std::str::from_utf8(self.bytes()?).ok()
    }
}
