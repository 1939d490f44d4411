//! What every target does: read the bytes as the reader process would, and understand what came of it.

use jianfu_engine::import::understand;
use jianfu_engine::import::workbook::{
    Passwords, Refusal, SheetLines, WorkbookBuilder, WorkbookSink, read_into,
};
use jianfu_engine::model::{CellRef, NumberFormat, RawValue, WorkbookFormat};

/// Enough cells for any mistake in reading; what lies beyond costs only time.
const MAX_CELLS: u32 = 20_000;

/// Reads, and understands a workbook that could be read. A refusal is as good an answer as any.
pub fn read_and_understand(bytes: &[u8]) {
    let mut sink = Short { builder: WorkbookBuilder::default(), left: MAX_CELLS };
    let passwords: Passwords = ["a"].into_iter().collect();
    if read_into("fuzz.bin", bytes, &passwords, &mut sink).is_ok()
        && let Some(workbook) = sink.builder.finish("fuzz.bin", String::new())
    {
        let _ = understand(&workbook);
    }
}

/// Reads the bytes as a part of a package, the other parts being sound. Flipping bits of an archive mostly gives
/// an archive that cannot be inflated; this way the fuzzer gets past it.
pub fn read_with_part(name: &str, content: &[u8], others: &[(&str, &[u8])]) {
    let parts = others.iter().copied().filter(|(other, _)| *other != name).chain([(name, content)]);
    read_and_understand(&stored(parts));
}

/// Ends the reading after a number of cells.
struct Short {
    builder: WorkbookBuilder,
    left: u32,
}

impl WorkbookSink for Short {
    fn start(&mut self, format: WorkbookFormat, encoding: Option<(&str, bool)>) -> Result<(), Refusal> {
        self.builder.start(format, encoding)
    }

    fn shared_text(&mut self, text: &str) -> Result<(), Refusal> {
        self.builder.shared_text(text)
    }

    fn start_sheet(&mut self, name: &str, is_visible: bool) -> Result<(), Refusal> {
        self.builder.start_sheet(name, is_visible)
    }

    fn cell(&mut self, at: CellRef, value: RawValue<'_>, format: NumberFormat) -> Result<(), Refusal> {
        self.left = self.left.checked_sub(1).ok_or(Refusal::Stopped)?;
        self.builder.cell(at, value, format)
    }

    fn shared_cell(&mut self, at: CellRef, place: u32, format: NumberFormat) -> Result<(), Refusal> {
        self.left = self.left.checked_sub(1).ok_or(Refusal::Stopped)?;
        self.builder.shared_cell(at, place, format)
    }

    fn finish_sheet(&mut self, lines: &SheetLines) -> Result<(), Refusal> {
        self.builder.finish_sheet(lines)
    }
}

/// A zip archive whose parts are stored as they are.
fn stored<'a>(parts: impl Iterator<Item = (&'a str, &'a [u8])>) -> Vec<u8> {
    let (mut out, mut directory, mut count) = (Vec::new(), Vec::new(), 0u16);
    for (name, content) in parts {
        let offset = out.len() as u32;
        let size = (content.len() as u32).to_le_bytes();
        let mut head = vec![20, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        head.extend(checksum(content).to_le_bytes());
        head.extend([size, size].concat());
        head.extend((name.len() as u16).to_le_bytes());
        head.extend([0, 0]);
        out.extend(b"PK\x03\x04");
        out.extend(&head);
        out.extend(name.as_bytes());
        out.extend(content);
        directory.extend(b"PK\x01\x02\x14\x00");
        directory.extend(&head);
        directory.extend([0; 10]);
        directory.extend(offset.to_le_bytes());
        directory.extend(name.as_bytes());
        count += 1;
    }
    let start = (out.len() as u32).to_le_bytes();
    let size = (directory.len() as u32).to_le_bytes();
    out.extend(directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend([count.to_le_bytes(), count.to_le_bytes()].concat());
    out.extend([size, start].concat());
    out.extend([0, 0]);
    out
}

/// CRC-32, without which a part is refused.
fn checksum(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0u32, |mut sum, byte| {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            sum = (sum >> 1) ^ (0xEDB8_8320 & (0u32.wrapping_sub(sum & 1)));
        }
        sum
    })
}
