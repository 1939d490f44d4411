//! The child's side of the protocol: cells into blocks.

use super::protocol::{self as p, put_number, put_text};
use crate::import::workbook::limits::MAX_TEXT_BYTES;
use crate::import::workbook::{Refusal, SheetLines, WorkbookSink};
use crate::model::{BoundaryFeature, CellRef, NumberFormat, RawValue, WorkbookFormat};

/// Packs a workbook into frames and hands each to `send`.
pub(super) struct Encoder<F> {
    send: F,
    /// The frame being filled, its header still blank.
    block: Vec<u8>,
    /// What kind of frame that is.
    kind: u8,
    row: Option<u32>,
    next_col: u32,
    texts: Vec<String>,
    text_bytes: u64,
}

impl<F: FnMut(Vec<u8>) -> Result<(), Refusal>> Encoder<F> {
    pub(super) fn new(send: F) -> Self {
        let texts = vec![String::new(); p::TEXTS];
        Self { send, block: blank_frame(), kind: p::CELLS, row: None, next_col: 0, texts, text_bytes: 0 }
    }

    fn flush(&mut self) -> Result<(), Refusal> {
        if self.block.len() == p::HEADER {
            return Ok(());
        }
        let block = std::mem::replace(&mut self.block, blank_frame());
        (self.send)(closed(block, self.kind))
    }

    fn frame(&mut self, kind: u8, fill: impl FnOnce(&mut Vec<u8>)) -> Result<(), Refusal> {
        self.flush()?;
        let mut frame = vec![0; p::HEADER];
        fill(&mut frame);
        (self.send)(closed(frame, kind))
    }

    /// One area of a boundary file.
    pub(super) fn feature(&mut self, feature: &BoundaryFeature) -> Result<(), Refusal> {
        self.frame(p::FEATURE, |out| {
            put_text(out, &feature.code.map(|code| code.to_string()).unwrap_or_default());
            put_text(out, feature.name.as_deref().unwrap_or_default());
            out.extend(feature.geometry.to_bytes());
        })
    }

    /// The last frame: everything was read.
    pub(super) fn end(&mut self, sha256: &str, size: u64) -> Result<(), Refusal> {
        self.frame(p::END, |out| {
            put_text(out, sha256);
            put_number(out, size);
        })
    }

    /// The last frame: reading stopped.
    pub(super) fn refuse(&mut self, refusal: &Refusal) -> Result<(), Refusal> {
        let (code, limit, reason) = match refusal {
            Refusal::Encrypted => (0, 0, ""),
            Refusal::TooLarge { limit } => (1, *limit, ""),
            Refusal::Damaged => (2, 0, ""),
            Refusal::NotASpreadsheet => (3, 0, ""),
            Refusal::CannotRead { reason } => (4, 0, reason.as_str()),
            Refusal::Stopped => (5, 0, ""),
            Refusal::WrongPassword => (6, 0, ""),
            Refusal::UnsupportedEncryption => (7, 0, ""),
            Refusal::NotABoundary => (8, 0, ""),
            Refusal::NotLonLat => (9, 0, ""),
            Refusal::TooDetailed => (10, 0, ""),
        };
        self.frame(p::REFUSED, |out| {
            out.push(code);
            put_number(out, limit);
            put_text(out, reason);
        })
    }

    /// Writes the control byte and, where it is not the next one, the column.
    fn start_cell(&mut self, at: CellRef, control: u8) {
        if self.row != Some(at.row) {
            self.block.push(p::ROW);
            put_number(&mut self.block, u64::from(at.row));
            self.row = Some(at.row);
            self.next_col = 0;
        }
        if at.col == self.next_col {
            self.block.push(control);
        } else {
            self.block.push(control | p::HAS_COLUMN);
            put_number(&mut self.block, u64::from(at.col));
        }
        self.next_col = at.col.saturating_add(1);
    }

    fn flush_if_full(&mut self) -> Result<(), Refusal> {
        if self.block.len() < p::BLOCK_BYTES { Ok(()) } else { self.flush() }
    }

    fn text(&mut self, at: CellRef, control: u8, text: &str) -> Result<(), Refusal> {
        let place = place_of(text);
        let known = self.texts.get_mut(place).filter(|_| text.len() <= p::LONGEST_KEPT);
        if known.as_ref().is_some_and(|k| *k == text) && !text.is_empty() {
            self.start_cell(at, control);
            put_number(&mut self.block, place as u64);
            return Ok(());
        }
        // Places count from one; zero is a text too long to keep.
        let place = known.map_or(0, |known| {
            known.clear();
            known.push_str(text);
            place + 1
        });
        self.text_bytes += text.len() as u64;
        if self.text_bytes > MAX_TEXT_BYTES {
            return Err(Refusal::TooLarge { limit: MAX_TEXT_BYTES });
        }
        self.start_cell(at, control | p::IS_NEW);
        put_number(&mut self.block, place as u64);
        put_text(&mut self.block, text);
        Ok(())
    }
}

fn blank_frame() -> Vec<u8> {
    let mut block = Vec::with_capacity(p::BLOCK_BYTES + 4096);
    block.resize(p::HEADER, 0);
    block
}

/// Fills the blank header in.
fn closed(mut frame: Vec<u8>, kind: u8) -> Vec<u8> {
    let length = u32::try_from(frame.len() - p::HEADER).unwrap_or(u32::MAX).to_le_bytes();
    if let Some((head, _)) = frame.split_first_chunk_mut::<{ p::HEADER }>() {
        *head = [kind, length[0], length[1], length[2], length[3]];
    }
    frame
}

/// A text's place in the table. Two texts of one place take turns; only speed depends on it.
fn place_of(text: &str) -> usize {
    let (chunks, rest) = text.as_bytes().as_chunks::<8>();
    let mut tail = [0; 8];
    tail.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
    let words = chunks.iter().copied().chain([tail]).map(u64::from_le_bytes);
    let hash = words.fold(text.len() as u64, |hash, word| {
        (hash.rotate_left(5) ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15)
    });
    (hash >> 50) as usize % p::TEXTS
}

impl<F: FnMut(Vec<u8>) -> Result<(), Refusal>> WorkbookSink for Encoder<F> {
    fn start(&mut self, format: WorkbookFormat, encoding: Option<(&str, bool)>) -> Result<(), Refusal> {
        self.frame(p::HEAD, |out| {
            out.push(p::number_of_file(format));
            let (name, is_guessed) = encoding.unwrap_or(("", false));
            put_text(out, name);
            out.push(u8::from(is_guessed));
        })
    }

    fn start_sheet(&mut self, name: &str, is_visible: bool) -> Result<(), Refusal> {
        self.row = None;
        self.texts.iter_mut().for_each(String::clear);
        self.frame(p::SHEET, |out| {
            put_text(out, name);
            out.push(u8::from(is_visible));
        })?;
        self.kind = p::CELLS;
        Ok(())
    }

    fn cell(&mut self, at: CellRef, value: RawValue<'_>, format: NumberFormat) -> Result<(), Refusal> {
        let format = p::number_of_format(format) << p::FORMAT_SHIFT;
        match value {
            RawValue::Number(n) => {
                self.start_cell(at, p::NUMBER | format);
                self.block.extend_from_slice(&n.to_le_bytes());
            }
            RawValue::Bool(b) => self.start_cell(at, if b { p::TRUE } else { p::FALSE } | format),
            RawValue::FormulaWithoutValue => self.start_cell(at, p::FORMULA | format),
            RawValue::Text(t) => self.text(at, p::TEXT | format, t)?,
            RawValue::DateTime(t) => self.text(at, p::DATE_TIME | format, t)?,
            RawValue::Error(t) => self.text(at, p::ERROR | format, t)?,
        }
        self.flush_if_full()
    }

    fn shared_text(&mut self, text: &str) -> Result<(), Refusal> {
        self.kind = p::SHARED_TEXTS;
        put_text(&mut self.block, text);
        self.flush_if_full()
    }

    fn shared_cell(&mut self, at: CellRef, place: u32, format: NumberFormat) -> Result<(), Refusal> {
        self.start_cell(at, p::SHARED | p::number_of_format(format) << p::FORMAT_SHIFT);
        put_number(&mut self.block, u64::from(place));
        self.flush_if_full()
    }

    fn finish_sheet(&mut self, lines: &SheetLines) -> Result<(), Refusal> {
        self.frame(p::LINES, |out| {
            put_runs(out, &lines.hidden_rows);
            put_runs(out, &lines.hidden_cols);
            put_number(out, lines.merges.len() as u64);
            for merge in &lines.merges {
                for number in [merge.start.row, merge.start.col, merge.end.row, merge.end.col] {
                    put_number(out, u64::from(number));
                }
            }
        })
    }
}

/// Writes rising numbers as runs: how many runs, then first and length of each.
fn put_runs(out: &mut Vec<u8>, numbers: &[u32]) {
    let runs: Vec<&[u32]> = numbers.chunk_by(|a, b| a.checked_add(1) == Some(*b)).collect();
    put_number(out, runs.len() as u64);
    for run in runs {
        put_number(out, run.first().copied().map_or(0, u64::from));
        put_number(out, run.len() as u64);
    }
}
