//! `.ods`, read from `content.xml` directly: calamine keeps neither percentages, merges nor hidden lines, and
//! builds whole sheets in memory out of repeat counts a file can make up.

use super::detect;
use super::error::Refusal;
use super::limits::{MAX_CELL_BYTES, MAX_COLUMNS, MAX_PART_BYTES};
use super::ods_cell::{self, CellValue};
use super::package::{attribute, part_index};
use super::sink::{Guard, SheetLines, too_large};
use crate::model::{CellRange, CellRef, WorkbookFormat};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read};

/// Parts of a sheet that hold cells or texts which are not the sheet's own.
const SKIPPED: [&[u8]; 6] =
    [b"tracked-changes", b"shapes", b"forms", b"dde-links", b"named-expressions", b"database-ranges"];

/// Rows an `.ods` may have; LibreOffice stops here. Repeat counts beyond it are cut.
const MAX_ROWS: u32 = 1 << 24;

/// Reads a workbook held in memory.
pub(super) fn read(bytes: &[u8], out: &mut Guard<'_>) -> Result<(), Refusal> {
    let mut zip = detect::archive(bytes)?;
    let index = part_index(&zip, "content.xml").ok_or(Refusal::Damaged)?;
    let part = zip.by_index(index).map_err(|_| Refusal::Damaged)?;
    // Whatever inflates to more than it says ends here, and then it is not whole.
    let size = part.size();
    read_content(part.take(size), out)
}

/// Reads the part that holds the cells.
pub(super) fn read_content(part: impl Read, out: &mut Guard<'_>) -> Result<(), Refusal> {
    out.start(WorkbookFormat::Ods, None)?;
    let mut xml = Xml::new(BufReader::with_capacity(128 << 10, part.take(MAX_PART_BYTES)));
    let mut hidden_styles = BTreeSet::new();
    let mut style = String::new();
    loop {
        match xml.next()? {
            Event::Start(e) if SKIPPED.contains(&e.local_name().as_ref()) => {
                let name = e.name().as_ref().to_vec();
                xml.skip(&name)?;
            }
            Event::Start(e) if e.local_name().as_ref() == b"table" => {
                let name = attribute(&e, "name").unwrap_or_default();
                let is_hidden = attribute(&e, "style-name").is_some_and(|s| hidden_styles.contains(&s));
                out.start_sheet(&name, !is_hidden)?;
                Table::default().read(&mut xml, out)?;
            }
            Event::Start(e) if e.local_name().as_ref() == b"style" => {
                style = attribute(&e, "name").unwrap_or_default();
            }
            Event::Start(e) | Event::Empty(e)
                if e.local_name().as_ref() == b"table-properties"
                    && attribute(&e, "display").is_some_and(|d| d == "false") =>
            {
                hidden_styles.insert(std::mem::take(&mut style));
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// A stream of XML events over one buffer.
pub(super) struct Xml<R> {
    reader: Reader<R>,
    buffer: Vec<u8>,
}

impl<R: BufRead> Xml<R> {
    pub(super) fn new(input: R) -> Self {
        let mut reader = Reader::from_reader(input);
        reader.config_mut().check_end_names = false;
        Self { reader, buffer: Vec::new() }
    }

    pub(super) fn next(&mut self) -> Result<Event<'_>, Refusal> {
        self.buffer.clear();
        let event = self.reader.read_event_into(&mut self.buffer).map_err(|_| Refusal::Damaged)?;
        Ok(event)
    }

    /// Leaves the element just entered.
    pub(super) fn skip(&mut self, name: &[u8]) -> Result<(), Refusal> {
        self.buffer.clear();
        let name = quick_xml::name::QName(name);
        self.reader.read_to_end_into(name, &mut self.buffer).map(|_| ()).map_err(|_| Refusal::Damaged)
    }
}

/// A repeat count: at least one, at most `limit`.
fn repeats(element: &BytesStart<'_>, name: &str, limit: u32) -> u32 {
    attribute(element, name).and_then(|t| t.parse().ok()).unwrap_or(1).clamp(1, limit)
}

fn is_hidden(element: &BytesStart<'_>) -> bool {
    attribute(element, "visibility").is_some_and(|v| v == "collapse" || v == "filter")
}

/// A cell of the row at hand: column, how often it repeats, what it holds.
struct RowCell {
    col: u32,
    count: u32,
    value: CellValue,
    columns_spanned: u32,
    rows_spanned: u32,
}

#[derive(Default)]
struct Table {
    lines: SheetLines,
    /// Next row and column.
    row: u32,
    col: u32,
    next_column: u32,
    row_repeats: u32,
    is_row_hidden: bool,
    cells: Vec<RowCell>,
}

impl Table {
    fn read(mut self, xml: &mut Xml<impl BufRead>, out: &mut Guard<'_>) -> Result<(), Refusal> {
        loop {
            let event = xml.next()?;
            let is_open = matches!(event, Event::Start(_));
            match event {
                Event::Start(e) | Event::Empty(e) => match e.local_name().as_ref() {
                    b"table-column" => self.column(&e),
                    b"table-row" => {
                        self.start_row(&e);
                        if !is_open {
                            self.end_row(out)?;
                        }
                    }
                    b"table-cell" | b"covered-table-cell" => {
                        let start = e.into_owned();
                        self.cell(&start, xml, is_open)?;
                    }
                    name if is_open && SKIPPED.contains(&name) => {
                        let name = e.name().as_ref().to_vec();
                        xml.skip(&name)?;
                    }
                    _ => {}
                },
                Event::End(e) if e.local_name().as_ref() == b"table-row" => self.end_row(out)?,
                Event::End(e) if e.local_name().as_ref() == b"table" => {
                    return out.finish_sheet(&mut self.lines);
                }
                Event::Eof => return Err(Refusal::Damaged),
                _ => {}
            }
        }
    }

    fn column(&mut self, element: &BytesStart<'_>) {
        let count = repeats(element, "number-columns-repeated", MAX_COLUMNS);
        if is_hidden(element) {
            self.lines.hide_cols(self.next_column, self.next_column + (count - 1));
        }
        self.next_column = (self.next_column + count).min(MAX_COLUMNS);
    }

    fn start_row(&mut self, element: &BytesStart<'_>) {
        self.row_repeats = repeats(element, "number-rows-repeated", MAX_ROWS);
        self.is_row_hidden = is_hidden(element);
        self.col = 0;
        self.cells.clear();
    }

    fn cell(
        &mut self,
        start: &BytesStart<'_>,
        xml: &mut Xml<impl BufRead>,
        is_open: bool,
    ) -> Result<(), Refusal> {
        let count = repeats(start, "number-columns-repeated", MAX_COLUMNS);
        let text = if is_open { ods_cell::read_text(start.name().as_ref(), xml)? } else { None };
        if text.as_ref().is_some_and(|t| t.len() > MAX_CELL_BYTES) {
            return Err(too_large());
        }
        // What a merge covers is not shown; some programs leave old content there.
        let is_covered = start.local_name().as_ref() == b"covered-table-cell";
        let value = if is_covered { None } else { ods_cell::value_of(start, text) };
        let columns_spanned = repeats(start, "number-columns-spanned", MAX_COLUMNS);
        let rows_spanned = repeats(start, "number-rows-spanned", MAX_ROWS);
        if value.is_some() || columns_spanned > 1 || rows_spanned > 1 {
            let value = value.unwrap_or(CellValue::Text(String::new()));
            self.cells.push(RowCell { col: self.col, count, value, columns_spanned, rows_spanned });
        }
        self.col = self.col.saturating_add(count);
        Ok(())
    }

    fn end_row(&mut self, out: &mut Guard<'_>) -> Result<(), Refusal> {
        let end = self.row.saturating_add(self.row_repeats);
        if self.is_row_hidden && end <= MAX_ROWS {
            self.lines.hidden_rows.extend(self.row..end);
        }
        if !self.cells.is_empty() {
            for row in self.row..end {
                self.emit(row, out)?;
            }
        }
        self.row = end;
        Ok(())
    }

    fn emit(&mut self, row: u32, out: &mut Guard<'_>) -> Result<(), Refusal> {
        for cell in &self.cells {
            for col in cell.col..cell.col.saturating_add(cell.count) {
                let (value, format) = cell.value.as_raw();
                out.cell(CellRef::new(row, col), value, format)?;
            }
            if cell.columns_spanned > 1 || cell.rows_spanned > 1 {
                let last = CellRef::new(
                    row.saturating_add(cell.rows_spanned - 1),
                    cell.col.saturating_add(cell.columns_spanned - 1),
                );
                self.lines.push_merge(CellRange { start: CellRef::new(row, cell.col), end: last })?;
            }
        }
        Ok(())
    }
}
