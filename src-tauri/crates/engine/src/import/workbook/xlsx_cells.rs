//! The XML of an `.xlsx` sheet, read once: its cells, merges, hidden rows and columns.
//!
//! Only what a sheet's rows are made of is looked at. Held equal to calamine's cell reader by tests; beyond it, this
//! gives formulas without a value, and error values of any name.

use super::error::Refusal;
use super::formats;
use super::sink::{Guard, SheetLines};
use super::xlsx::push;
use super::xlsx_text::{push_string, push_unescaped, text_of};
use super::xlsx_xml::{Tag, address_of, attributes, content, for_each_chunk, row_of, text_content};
use crate::model::{CellRange, CellRef, NumberFormat, RawValue};
use calamine::{DataRef, ExcelDateTime, ExcelDateTimeType};
use std::io::Read;

/// What cells of a workbook refer to.
#[derive(Debug, Default)]
pub(super) struct Tables {
    pub styles: Vec<Style>,
    pub is_1904: bool,
}

/// What a style says about a number.
#[derive(Debug, Clone, Copy)]
pub(super) struct Style {
    pub format: NumberFormat,
    pub time: Option<ExcelDateTimeType>,
}

/// Reads a sheet.
pub(super) fn read(xml: impl Read, tables: &Tables, out: &mut Guard<'_>) -> Result<SheetLines, Refusal> {
    let mut reader = SheetReader {
        tables,
        out,
        lines: SheetLines::default(),
        place: Place::Nowhere,
        row: 0,
        next_col: 0,
        text: String::new(),
    };
    for_each_chunk(xml, |chunk, is_last| reader.eat(chunk, is_last))?;
    match reader.place {
        // A chart or dialog sheet declared as a worksheet has no cells.
        Place::Head | Place::Tail => Ok(reader.lines),
        Place::Nowhere | Place::Cells => Err(Refusal::Damaged),
    }
}

/// Where in the sheet the reader is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Before the first element.
    Nowhere,
    /// Before the rows.
    Head,
    /// In the rows.
    Cells,
    /// Behind them.
    Tail,
}

struct SheetReader<'t, 'o, 's> {
    tables: &'t Tables,
    out: &'o mut Guard<'s>,
    lines: SheetLines,
    place: Place,
    /// Rows and columns may lack their number; then they follow the one before.
    row: u32,
    next_col: u32,
    text: String,
}

/// A cell's elements, as written.
struct CellXml<'a> {
    head: Tag<'a>,
    has_formula: bool,
    value: Option<&'a [u8]>,
    inline: Option<&'a [u8]>,
}

impl SheetReader<'_, '_, '_> {
    /// Works through what is complete in a chunk; returns how many bytes are done with.
    fn eat(&mut self, chunk: &[u8], is_last: bool) -> Result<usize, Refusal> {
        let mut done = 0;
        while let Some(offset) = memchr::memchr(b'<', chunk.get(done..).unwrap_or(&[])) {
            let open = done + offset;
            let missing = || if is_last { Err(Refusal::Damaged) } else { Ok(open) };
            let Some(tag) = chunk.get(open + 1..).and_then(Tag::of) else { return missing() };
            done = open + 1 + tag.length;
            if self.place == Place::Cells && tag.starts(b"c") {
                let after = chunk.get(done..).unwrap_or(&[]);
                let Some((cell, used)) = CellXml::of(tag, after) else { return missing() };
                self.cell(&cell)?;
                done += used;
            } else {
                self.tag(&tag)?;
            }
        }
        Ok(chunk.len())
    }

    fn tag(&mut self, tag: &Tag<'_>) -> Result<(), Refusal> {
        if self.place == Place::Nowhere && !tag.name.is_empty() && !tag.name.starts_with(b"?") {
            self.place = Place::Head;
        }
        match tag.name {
            b"sheetData" if tag.closes || tag.is_empty => self.place = Place::Tail,
            b"sheetData" => self.place = Place::Cells,
            b"row" if self.place == Place::Cells => self.row(tag)?,
            b"mergeCell" if !tag.closes => {
                if let Some(range) = tag.text(b"ref").and_then(|t| t.parse::<CellRange>().ok()) {
                    self.lines.push_merge(range)?;
                }
            }
            b"col" if tag.says(b"hidden") => {
                let number = |name: &[u8]| tag.text(name).and_then(|t| t.parse::<u32>().ok());
                if let (Some(first @ 1..), Some(last @ 1..)) = (number(b"min"), number(b"max")) {
                    self.lines.hide_cols(first - 1, last - 1);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn row(&mut self, tag: &Tag<'_>) -> Result<(), Refusal> {
        if !tag.closes {
            if let Some(number) = tag.value(b"r") {
                self.row = row_of(number).ok_or(Refusal::Damaged)?;
            }
            if tag.says(b"hidden") {
                self.lines.hidden_rows.push(self.row);
            }
        }
        if tag.closes || tag.is_empty {
            self.row = self.row.saturating_add(1);
            self.next_col = 0;
        }
        Ok(())
    }

    fn cell(&mut self, cell: &CellXml<'_>) -> Result<(), Refusal> {
        let (mut address, mut style, mut kind) = (None, None, None);
        for (name, value) in attributes(cell.head.attributes) {
            match name {
                b"r" => address = Some(value),
                b"s" => style = Some(value),
                b"t" => kind = Some(value),
                _ => {}
            }
        }
        let (row, col) = match address {
            Some(address) => address_of(address).ok_or(Refusal::Damaged)?,
            None => (self.row, self.next_col),
        };
        self.next_col = col.saturating_add(1);
        let at = CellRef::new(row, col);
        let styles = &self.tables.styles;
        let look = styles.get(style.and_then(whole_number).unwrap_or(0));
        let format = look.map_or(NumberFormat::General, |s| s.format);
        let time = look.filter(|_| style.is_some()).and_then(|s| s.time);
        if let Some(inline) = cell.inline {
            self.text.clear();
            push_string(inline, &mut self.text)?;
            return self.out.cell(at, RawValue::Text(&self.text), format);
        }
        match cell.value.map(text_of).transpose()? {
            Some(value) if !value.is_empty() => self.value(at, kind, &value, format, time),
            // The empty text is a value; any other formula has none.
            value if cell.has_formula && (kind != Some(b"str") || value.is_none()) => {
                self.out.cell(at, RawValue::FormulaWithoutValue, format)
            }
            _ => Ok(()),
        }
    }

    fn value(
        &mut self,
        at: CellRef,
        kind: Option<&[u8]>,
        value: &str,
        format: NumberFormat,
        time: Option<ExcelDateTimeType>,
    ) -> Result<(), Refusal> {
        match kind {
            Some(b"s") => {
                let place = whole_number(value.as_bytes()).ok_or(Refusal::Damaged)?;
                self.out.shared_cell(at, place, format)
            }
            Some(b"str") => {
                self.text.clear();
                push_unescaped(value, &mut self.text);
                self.out.cell(at, RawValue::Text(&self.text), format)
            }
            // Their text is inside `<is>`; `<v>` would only repeat it.
            Some(b"inlineStr" | b"is") => Ok(()),
            Some(b"b") => match value.trim() {
                "" => Ok(()),
                "0" => self.out.cell(at, RawValue::Bool(false), format),
                "1" => self.out.cell(at, RawValue::Bool(true), format),
                word if word.eq_ignore_ascii_case("false") => {
                    self.out.cell(at, RawValue::Bool(false), format)
                }
                word if word.eq_ignore_ascii_case("true") => self.out.cell(at, RawValue::Bool(true), format),
                _ => Err(Refusal::Damaged),
            },
            Some(b"e") => self.out.cell(at, RawValue::Error(value), format),
            Some(b"d") => {
                self.out.cell(at, RawValue::DateTime(formats::trim_midnight(value)), NumberFormat::Date)
            }
            Some(b"n") | None => match (number_of(value), time) {
                (Some(n), Some(time)) => {
                    let date = ExcelDateTime::new(n, time, self.tables.is_1904);
                    push(at, &DataRef::DateTime(date), format, self.out)
                }
                (Some(n), None) => push(at, &DataRef::Float(n), format, self.out),
                (None, _) if kind.is_none() => self.out.cell(at, RawValue::Text(value), format),
                (None, _) => Err(Refusal::Damaged),
            },
            Some(_) => Err(Refusal::Damaged),
        }
    }
}

impl<'a> CellXml<'a> {
    /// The cell that begins with a tag, and how many bytes of `after` belong to it. None if its end is not in sight.
    fn of(head: Tag<'a>, after: &'a [u8]) -> Option<(Self, usize)> {
        let mut cell = Self { head, has_formula: false, value: None, inline: None };
        if head.is_empty {
            return Some((cell, 0));
        }
        let mut done = 0;
        loop {
            let open = done + memchr::memchr(b'<', after.get(done..)?)?;
            let tag = Tag::of(after.get(open + 1..)?)?;
            done = open + 1 + tag.length;
            let inside = after.get(done..)?;
            match tag.name {
                b"c" if tag.closes => return Some((cell, done)),
                b"f" if !tag.closes => cell.has_formula = true,
                b"v" if tag.starts(b"v") => {
                    let (value, used) = if tag.is_empty { (&b""[..], 0) } else { text_content(inside)? };
                    cell.value = Some(value);
                    done += used;
                }
                b"is" if tag.starts(b"is") => {
                    let (value, used) = if tag.is_empty { (&b""[..], 0) } else { content(inside, b"is")? };
                    cell.inline = Some(value);
                    done += used;
                }
                _ => {}
            }
        }
    }
}

/// A number as a file writes it. Most are short and whole.
fn number_of(text: &str) -> Option<f64> {
    match whole_number(text.as_bytes()) {
        Some(n) => Some(n as f64),
        None => text.parse().ok(),
    }
}

/// A whole number of at most fifteen digits.
fn whole_number(digits: &[u8]) -> Option<usize> {
    if digits.is_empty() || digits.len() > 15 || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    Some(digits.iter().fold(0, |n, b| n * 10 + usize::from(b - b'0')))
}
