//! Where cells go while a file is read: into a [`Workbook`], or out of the process.

use super::error::Refusal;
use super::limits::{
    MAX_CELL_BYTES, MAX_CELLS, MAX_COLUMNS, MAX_MERGES, MAX_ROWS, MAX_SHEETS, MAX_TEXT_BYTES,
};
use crate::model::{
    CellRange, CellRef, NumberFormat, RawValue, Sheet, SheetBuilder, Texts, Workbook, WorkbookFormat,
};
use std::sync::Arc;

/// Receives a workbook piece by piece: `start`, the texts its sheets share, then for each sheet `start_sheet`, its
/// cells, `finish_sheet`.
/// An error from the sink ends the reading.
pub trait WorkbookSink {
    /// The format, and for text files the encoding's name and whether it was guessed.
    fn start(&mut self, format: WorkbookFormat, encoding: Option<(&str, bool)>) -> Result<(), Refusal>;
    /// The next text of those the sheets share. They go on as they are read, and nobody before the sink keeps them:
    /// a ledger's are as large as all the rest of it.
    fn shared_text(&mut self, text: &str) -> Result<(), Refusal>;
    /// A sheet begins.
    fn start_sheet(&mut self, name: &str, is_visible: bool) -> Result<(), Refusal>;
    /// A cell of the current sheet, mostly in row order. Of two at one address the later counts.
    fn cell(&mut self, at: CellRef, value: RawValue<'_>, format: NumberFormat) -> Result<(), Refusal>;
    /// A cell of the current sheet that holds the shared text at this place, counted from zero.
    fn shared_cell(&mut self, at: CellRef, place: u32, format: NumberFormat) -> Result<(), Refusal>;
    /// The current sheet ends; its merges and hidden lines are known now.
    fn finish_sheet(&mut self, lines: &SheetLines) -> Result<(), Refusal>;
}

/// What a sheet has beside its cells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SheetLines {
    /// Merged rectangles.
    pub merges: Vec<CellRange>,
    /// Hidden rows.
    pub hidden_rows: Vec<u32>,
    /// Hidden columns.
    pub hidden_cols: Vec<u32>,
}

impl SheetLines {
    /// Adds a merged rectangle; a single cell is none.
    pub fn push_merge(&mut self, range: CellRange) -> Result<(), Refusal> {
        if self.merges.len() >= MAX_MERGES {
            return Err(too_large());
        }
        if range.start != range.end {
            self.merges.push(range);
        }
        Ok(())
    }

    /// Adds hidden columns, as far as a sheet can have them.
    pub fn hide_cols(&mut self, first: u32, last: u32) {
        if self.hidden_cols.len() < MAX_COLUMNS as usize {
            self.hidden_cols.extend(first..=last.min(MAX_COLUMNS - 1));
        }
    }
}

/// The refusal of what the constants in `limits` forbid.
pub(super) fn too_large() -> Refusal {
    Refusal::TooLarge { limit: MAX_TEXT_BYTES }
}

/// Passes everything on until a limit is reached. Every format reads through it.
pub(super) struct Guard<'a> {
    sink: &'a mut dyn WorkbookSink,
    cells: u64,
    sheets: usize,
    /// Of each shared text whether it is empty.
    shared: Vec<bool>,
    shared_bytes: u64,
    /// Bottom right corner of the current sheet's cells.
    last: CellRef,
}

impl<'a> Guard<'a> {
    pub(super) fn new(sink: &'a mut dyn WorkbookSink) -> Self {
        Self { sink, cells: 0, sheets: 0, shared: Vec::new(), shared_bytes: 0, last: CellRef::new(0, 0) }
    }

    pub(super) fn start(
        &mut self,
        format: WorkbookFormat,
        encoding: Option<(&str, bool)>,
    ) -> Result<(), Refusal> {
        self.sink.start(format, encoding)
    }

    pub(super) fn start_sheet(&mut self, name: &str, is_visible: bool) -> Result<(), Refusal> {
        self.sheets += 1;
        if self.sheets > MAX_SHEETS || name.len() > MAX_CELL_BYTES {
            return Err(too_large());
        }
        self.last = CellRef::new(0, 0);
        self.sink.start_sheet(name, is_visible)
    }

    pub(super) fn cell(
        &mut self,
        at: CellRef,
        value: RawValue<'_>,
        format: NumberFormat,
    ) -> Result<(), Refusal> {
        let length = match value {
            RawValue::Text(t) | RawValue::DateTime(t) | RawValue::Error(t) => t.len(),
            RawValue::Number(_) | RawValue::Bool(_) | RawValue::FormulaWithoutValue => 0,
        };
        if length == 0 && matches!(value, RawValue::Text(_)) {
            return Ok(());
        }
        if length > MAX_CELL_BYTES {
            return Err(too_large());
        }
        self.count_cell(at)?;
        self.sink.cell(at, value, format)
    }

    fn count_cell(&mut self, at: CellRef) -> Result<(), Refusal> {
        self.cells += 1;
        if self.cells > MAX_CELLS || at.col >= MAX_COLUMNS || at.row >= MAX_ROWS {
            return Err(too_large());
        }
        self.last = CellRef::new(self.last.row.max(at.row), self.last.col.max(at.col));
        Ok(())
    }

    pub(super) fn shared_text(&mut self, text: &str) -> Result<(), Refusal> {
        self.shared_bytes += text.len() as u64;
        let is_too_many = self.shared.len() as u64 >= MAX_CELLS || self.shared_bytes > MAX_TEXT_BYTES;
        if is_too_many || text.len() > MAX_CELL_BYTES {
            return Err(too_large());
        }
        self.shared.push(text.is_empty());
        self.sink.shared_text(text)
    }

    /// A cell that names a shared text there is none of is the sign of a damaged file.
    pub(super) fn shared_cell(
        &mut self,
        at: CellRef,
        place: usize,
        format: NumberFormat,
    ) -> Result<(), Refusal> {
        if *self.shared.get(place).ok_or(Refusal::Damaged)? {
            return Ok(());
        }
        self.count_cell(at)?;
        let place = u32::try_from(place).map_err(|_| Refusal::Damaged)?;
        self.sink.shared_cell(at, place, format)
    }

    /// Hidden lines go on sorted. Those beyond the last cell hide nothing and are left out: people hide "all the rest".
    pub(super) fn finish_sheet(&mut self, lines: &mut SheetLines) -> Result<(), Refusal> {
        for (hidden, last) in
            [(&mut lines.hidden_rows, self.last.row), (&mut lines.hidden_cols, self.last.col)]
        {
            hidden.retain(|line| *line <= last);
            hidden.sort_unstable();
            hidden.dedup();
        }
        self.sink.finish_sheet(lines)
    }
}

/// Collects a workbook in this process.
#[derive(Debug, Default)]
pub struct WorkbookBuilder {
    format: Option<WorkbookFormat>,
    encoding: Option<(String, bool)>,
    shared: Arc<Texts>,
    sheets: Vec<Sheet>,
    current: Option<SheetBuilder>,
    text_bytes: u64,
}

impl WorkbookBuilder {
    /// The workbook, if one was read.
    pub fn finish(self, file: &str, sha256: String) -> Option<Workbook> {
        let format = self.format?;
        Some(Workbook { file: file.to_owned(), sha256, format, encoding: self.encoding, sheets: self.sheets })
    }
}

impl WorkbookSink for WorkbookBuilder {
    fn start(&mut self, format: WorkbookFormat, encoding: Option<(&str, bool)>) -> Result<(), Refusal> {
        self.format = Some(format);
        self.encoding = encoding.map(|(name, guessed)| (name.to_owned(), guessed));
        Ok(())
    }

    fn start_sheet(&mut self, name: &str, is_visible: bool) -> Result<(), Refusal> {
        let shared = Arc::clone(&self.shared);
        self.current = Some(SheetBuilder::new(name, is_visible).with_shared_texts(shared));
        Ok(())
    }

    fn cell(&mut self, at: CellRef, value: RawValue<'_>, format: NumberFormat) -> Result<(), Refusal> {
        if let RawValue::Text(t) | RawValue::DateTime(t) | RawValue::Error(t) = value {
            self.text_bytes += t.len() as u64;
        }
        let is_kept = self.current.as_mut().is_some_and(|sheet| sheet.push(at, value, format));
        if is_kept && self.text_bytes <= MAX_TEXT_BYTES { Ok(()) } else { Err(too_large()) }
    }

    fn shared_text(&mut self, text: &str) -> Result<(), Refusal> {
        self.text_bytes += text.len() as u64;
        let kept = Arc::get_mut(&mut self.shared).and_then(|shared| shared.push(text));
        kept.map(|_| ()).ok_or_else(too_large)
    }

    fn shared_cell(&mut self, at: CellRef, place: u32, format: NumberFormat) -> Result<(), Refusal> {
        let is_kept = self.current.as_mut().is_some_and(|sheet| sheet.push_shared(at, place, format));
        if is_kept { Ok(()) } else { Err(Refusal::Damaged) }
    }

    fn finish_sheet(&mut self, lines: &SheetLines) -> Result<(), Refusal> {
        if let Some(mut builder) = self.current.take() {
            let sheet = builder.sheet_mut();
            sheet.merges.clone_from(&lines.merges);
            sheet.hidden_rows.clone_from(&lines.hidden_rows);
            sheet.hidden_cols.clone_from(&lines.hidden_cols);
            self.sheets.push(builder.finish());
        }
        Ok(())
    }
}
