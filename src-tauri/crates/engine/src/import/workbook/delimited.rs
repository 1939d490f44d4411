//! Delimited text: one sheet, every cell a text exactly as found.
//!
//! A blank line is a row, as it is in a spreadsheet program, so that addresses agree with what a person sees.

use super::error::Refusal;
use super::sink::{Guard, SheetLines};
use super::text;
use crate::model::{CellRef, NumberFormat, RawValue, WorkbookFormat};
use std::borrow::Cow;

/// Separators looked for; the first wins a tie.
const DELIMITERS: [u8; 4] = [b',', b'\t', b';', b'|'];

/// How much of the file decides the separator.
const SAMPLE_BYTES: usize = 64 << 10;
const SAMPLE_ROWS: usize = 200;

/// Reads a text file as one sheet named `name`.
pub(super) fn read(bytes: &[u8], name: &str, out: &mut Guard<'_>) -> Result<(), Refusal> {
    let decoded = text::decode(bytes)?;
    out.start(WorkbookFormat::Csv, Some((decoded.encoding, decoded.is_guessed)))?;
    out.start_sheet(name, true)?;
    let text = decoded.text.trim_end_matches('\u{1A}');
    let mut fields = Fields::new(text, delimiter_of(text));
    while let Some((at, field)) = fields.next_field() {
        out.cell(at, RawValue::Text(&field), NumberFormat::General)?;
    }
    out.finish_sheet(&mut SheetLines::default())
}

/// The separator by which most lines have the same number of fields.
pub(super) fn delimiter_of(text: &str) -> u8 {
    let sample = text.get(..text.floor_char_boundary(SAMPLE_BYTES)).unwrap_or(text);
    let mut best = (b',', (0, 0));
    for delimiter in DELIMITERS {
        let score = agreement(sample, delimiter);
        if score > best.1 {
            best = (delimiter, score);
        }
    }
    best.0
}

/// How many lines share the commonest number of fields above one, and that number.
fn agreement(sample: &str, delimiter: u8) -> (usize, usize) {
    let mut widths = std::collections::BTreeMap::<usize, usize>::new();
    let mut fields = Fields::new(sample, delimiter);
    let mut width = 0;
    let mut row = 0;
    while let Some((at, _)) = fields.next_field() {
        if at.row != row {
            *widths.entry(width).or_default() += 1;
            (row, width) = (at.row, 0);
        }
        if row as usize >= SAMPLE_ROWS {
            break;
        }
        width += 1;
    }
    *widths.entry(width).or_default() += 1;
    widths
        .into_iter()
        .filter(|(width, _)| *width > 1)
        .map(|(width, lines)| (lines, width))
        .max()
        .unwrap_or_default()
}

/// Splits a text into fields.
pub(super) struct Fields<'a> {
    text: &'a str,
    delimiter: u8,
    position: usize,
    at: CellRef,
    is_done: bool,
}

impl<'a> Fields<'a> {
    pub(super) fn new(text: &'a str, delimiter: u8) -> Self {
        Self { text, delimiter, position: 0, at: CellRef::new(0, 0), is_done: text.is_empty() }
    }

    /// The next field and where it is; a blank line is one empty field.
    pub(super) fn next_field(&mut self) -> Option<(CellRef, Cow<'a, str>)> {
        if self.is_done {
            return None;
        }
        let at = self.at;
        let field = self.quoted().unwrap_or_else(|| Cow::Borrowed(self.plain()));
        self.step_over_separator();
        Some((at, field))
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.position..).unwrap_or("")
    }

    /// Everything up to the next separator or line end.
    fn plain(&mut self) -> &'a str {
        let rest = self.rest();
        let length = memchr::memchr3(self.delimiter, b'\n', b'\r', rest.as_bytes()).unwrap_or(rest.len());
        self.position += length;
        rest.get(..length).unwrap_or("")
    }

    /// A field in quotation marks. A mark that is never closed is an ordinary character.
    fn quoted(&mut self) -> Option<Cow<'a, str>> {
        let inner = self.rest().strip_prefix('"')?;
        let mut end = 0;
        let mut is_doubled = false;
        loop {
            end += memchr::memchr(b'"', inner.as_bytes().get(end..)?)?;
            if inner.as_bytes().get(end + 1) != Some(&b'"') {
                break;
            }
            is_doubled = true;
            end += 2;
        }
        let content = inner.get(..end)?;
        self.position += end + 2;
        let tail = self.plain();
        Some(match (is_doubled, tail) {
            (false, "") => Cow::Borrowed(content),
            (_, tail) => Cow::Owned(content.replace("\"\"", "\"") + tail),
        })
    }

    fn step_over_separator(&mut self) {
        let mut bytes = self.rest().bytes();
        let width = match (bytes.next(), bytes.next()) {
            (None, _) => {
                self.is_done = true;
                return;
            }
            (Some(b), _) if b == self.delimiter => {
                self.position += 1;
                self.at.col += 1;
                return;
            }
            (Some(b'\r'), Some(b'\n')) => 2,
            _ => 1,
        };
        self.position += width;
        self.at = CellRef::new(self.at.row + 1, 0);
        self.is_done = self.rest().is_empty();
    }
}
