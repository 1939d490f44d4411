//! The parent's side of the protocol: frames into a [`Workbook`]. The child may have gone mad: whatever the bytes
//! say, they can only fail to make sense.

use super::ReadProgress;
use super::protocol::{self as p, Input};
use super::request::Wanted;
use crate::import::boundary::BoundaryFile;
use crate::import::boundary::limits::{MAX_FEATURES, MAX_POSITIONS};
use crate::import::workbook::Refusal;
use crate::import::workbook::limits::{
    MAX_CELLS, MAX_COLUMNS, MAX_MERGES, MAX_ROWS, MAX_SHEETS, MAX_TEXT_BYTES,
};
use crate::model::{
    AreaCode, BoundaryFeature, CellRange, CellRef, Geometry, KeptText, RawValue, Sheet, SheetBuilder,
    TextKind, Texts, Workbook, WorkbookFormat,
};
use std::sync::Arc;

/// What a child tells, frame by frame, and what its parent makes of it.
pub(super) trait Story: Default {
    /// The whole.
    type Told;
    /// What the child is asked to read the file as.
    const WANTED: Wanted;

    /// Takes one frame in. The inner `Some` is the last frame's meaning; `None` outside: senseless bytes.
    fn frame(&mut self, kind: u8, content: &[u8]) -> Option<Option<Ending>>;

    /// How far it has come.
    fn progress(&self) -> ReadProgress<'_>;

    /// The whole, once it has ended well.
    fn finish(self, file: &str, sha256: String) -> Option<Self::Told>;
}

/// How the child's story ended.
#[derive(Debug)]
pub(super) enum Ending {
    /// Everything was read.
    Read {
        /// SHA-256 of the bytes, in hex.
        sha256: String,
    },
    /// Reading stopped.
    Refused(Refusal),
}

/// Builds a workbook out of frames.
#[derive(Default)]
pub(super) struct Decoder {
    format: Option<WorkbookFormat>,
    encoding: Option<(String, bool)>,
    /// The texts all sheets share, and how many there are.
    shared: Arc<Texts>,
    shared_count: u64,
    sheets: Vec<Sheet>,
    current: Option<SheetBuilder>,
    texts: Vec<Option<KeptText>>,
    row: Option<u32>,
    next_col: u32,
    cells: u64,
    text_bytes: u64,
}

impl Story for Decoder {
    type Told = Workbook;
    const WANTED: Wanted = Wanted::Workbook;

    fn progress(&self) -> ReadProgress<'_> {
        let begun = self.current.as_ref().map(SheetBuilder::name);
        ReadProgress {
            sheets: self.sheets.len() + usize::from(self.current.is_some()),
            cells: self.cells,
            sheet: begun.or_else(|| self.sheets.last().map(|sheet| sheet.name.as_str())).unwrap_or_default(),
        }
    }

    fn frame(&mut self, kind: u8, content: &[u8]) -> Option<Option<Ending>> {
        let mut input = Input(content);
        match kind {
            p::HEAD => self.head(&mut input)?,
            p::SHARED_TEXTS => self.shared_texts(&mut input)?,
            p::SHEET => self.sheet(&mut input)?,
            p::CELLS => self.cells(&mut input)?,
            p::LINES => self.lines(&mut input)?,
            p::END if self.current.is_some() => return None,
            _ => return ending(kind, &mut input).map(Some),
        }
        input.is_empty().then_some(None)
    }

    fn finish(self, file: &str, sha256: String) -> Option<Workbook> {
        let (format, encoding) = (self.format?, self.encoding);
        Some(Workbook { file: file.to_owned(), sha256, format, encoding, sheets: self.sheets })
    }
}

impl Decoder {
    fn head(&mut self, input: &mut Input<'_>) -> Option<()> {
        self.format = Some(p::file_of_number(input.byte()?)?);
        let name = input.text()?;
        let is_guessed = input.byte()? != 0;
        self.encoding = (!name.is_empty()).then(|| (name.to_owned(), is_guessed));
        Some(())
    }

    /// They stand before the sheets: later the sheets hold on to them.
    fn shared_texts(&mut self, input: &mut Input<'_>) -> Option<()> {
        let shared = Arc::get_mut(&mut self.shared)?;
        while !input.is_empty() {
            let text = input.text()?;
            self.text_bytes += text.len() as u64;
            self.shared_count += 1;
            if self.text_bytes > MAX_TEXT_BYTES || self.shared_count > MAX_CELLS {
                return None;
            }
            shared.push(text)?;
        }
        Some(())
    }

    fn sheet(&mut self, input: &mut Input<'_>) -> Option<()> {
        if self.current.is_some() || self.sheets.len() >= MAX_SHEETS {
            return None;
        }
        let name = input.text()?;
        let sheet = SheetBuilder::new(name, input.byte()? != 0);
        self.current = Some(sheet.with_shared_texts(Arc::clone(&self.shared)));
        self.texts = vec![None; p::TEXTS];
        self.row = None;
        Some(())
    }

    fn cells(&mut self, input: &mut Input<'_>) -> Option<()> {
        while !input.is_empty() {
            let control = input.byte()?;
            if control == p::ROW {
                self.row = Some(input.small()?);
                self.next_col = 0;
            } else {
                self.cell(control, input)?;
            }
        }
        Some(())
    }

    fn cell(&mut self, control: u8, input: &mut Input<'_>) -> Option<()> {
        let format = p::format_of_number(control >> p::FORMAT_SHIFT & 7)?;
        let col = if control & p::HAS_COLUMN == 0 { self.next_col } else { input.small()? };
        let at = CellRef::new(self.row?, col);
        self.cells += 1;
        if at.col >= MAX_COLUMNS || self.cells > MAX_CELLS {
            return None;
        }
        self.next_col = col + 1;
        if control & (7 | p::IS_NEW) == p::SHARED {
            let place = input.small()?;
            return self.current.as_mut()?.push_shared(at, place, format).then_some(());
        }
        let value = match control & 7 {
            p::NUMBER => RawValue::Number(input.float()?),
            p::FALSE => RawValue::Bool(false),
            p::TRUE => RawValue::Bool(true),
            p::FORMULA => RawValue::FormulaWithoutValue,
            kind => {
                let kind = match kind {
                    p::TEXT => TextKind::Text,
                    p::DATE_TIME => TextKind::DateTime,
                    p::ERROR => TextKind::Error,
                    _ => return None,
                };
                let text = self.text(control & p::IS_NEW != 0, input)?;
                return self.current.as_mut()?.push_kept(at, kind, text, format).then_some(());
            }
        };
        self.current.as_mut()?.push(at, value, format).then_some(())
    }

    fn text(&mut self, is_new: bool, input: &mut Input<'_>) -> Option<KeptText> {
        let place = input.small()? as usize;
        if !is_new {
            return *self.texts.get(place)?;
        }
        let text = input.text()?;
        self.text_bytes += text.len() as u64;
        if self.text_bytes > MAX_TEXT_BYTES {
            return None;
        }
        let kept = self.current.as_mut()?.keep_text(text)?;
        // Places count from one; zero is a text too long to keep.
        if let Some(place) = place.checked_sub(1) {
            *self.texts.get_mut(place)? = Some(kept);
        }
        Some(kept)
    }

    fn lines(&mut self, input: &mut Input<'_>) -> Option<()> {
        let mut builder = self.current.take()?;
        let sheet = builder.sheet_mut();
        sheet.hidden_rows = runs(input, MAX_ROWS)?;
        sheet.hidden_cols = runs(input, MAX_COLUMNS)?;
        let count = usize::try_from(input.number()?).ok().filter(|n| *n <= MAX_MERGES)?;
        for _ in 0..count {
            let start = CellRef::new(input.small()?, input.small()?);
            let end = CellRef::new(input.small()?, input.small()?);
            sheet.merges.push(CellRange { start, end });
        }
        self.sheets.push(builder.finish());
        Some(())
    }
}

/// Rising numbers written as runs; none may reach `limit`.
fn runs(input: &mut Input<'_>, limit: u32) -> Option<Vec<u32>> {
    let mut numbers = Vec::new();
    let mut next = 0;
    for _ in 0..input.number()? {
        let (first, length) = (input.small()?, input.small()?);
        let end = first.checked_add(length).filter(|end| *end <= limit && first >= next)?;
        numbers.extend(first..end);
        next = end;
    }
    Some(numbers)
}

/// The last frame of any story.
fn ending(kind: u8, input: &mut Input<'_>) -> Option<Ending> {
    match kind {
        p::END => {
            let sha256 = input.text()?.to_owned();
            let is_hash = sha256.len() == 64 && sha256.bytes().all(|b| b.is_ascii_hexdigit());
            is_hash.then_some(Ending::Read { sha256 })
        }
        p::REFUSED => refusal(input).map(Ending::Refused),
        _ => None,
    }
}

/// Gathers the areas of a boundary file.
#[derive(Default)]
pub(super) struct BoundaryDecoder {
    features: Vec<BoundaryFeature>,
    positions: usize,
}

impl Story for BoundaryDecoder {
    type Told = BoundaryFile;
    const WANTED: Wanted = Wanted::Boundary;

    fn frame(&mut self, kind: u8, content: &[u8]) -> Option<Option<Ending>> {
        let mut input = Input(content);
        if kind != p::FEATURE {
            return ending(kind, &mut input).map(Some);
        }
        let code = Some(input.text()?).filter(|code| !code.is_empty());
        let code = code.map(str::parse::<AreaCode>).transpose().ok()?;
        let name = Some(input.text()?).filter(|name| !name.is_empty()).map(str::to_owned);
        let geometry = Geometry::from_bytes(input.0)?;
        self.positions += geometry.position_count();
        self.features.push(BoundaryFeature { code, name, geometry });
        (self.positions <= MAX_POSITIONS && self.features.len() <= MAX_FEATURES).then_some(None)
    }

    fn progress(&self) -> ReadProgress<'_> {
        ReadProgress::default()
    }

    fn finish(self, file: &str, sha256: String) -> Option<BoundaryFile> {
        let is_something = self.positions > 0;
        is_something.then(|| BoundaryFile { file: file.to_owned(), sha256, features: self.features })
    }
}

fn refusal(input: &mut Input<'_>) -> Option<Refusal> {
    let code = input.byte()?;
    let limit = input.number()?;
    let reason = input.text()?.to_owned();
    Some(match code {
        0 => Refusal::Encrypted,
        1 => Refusal::TooLarge { limit },
        2 => Refusal::Damaged,
        3 => Refusal::NotASpreadsheet,
        4 => Refusal::CannotRead { reason },
        5 => Refusal::Stopped,
        6 => Refusal::WrongPassword,
        7 => Refusal::UnsupportedEncryption,
        8 => Refusal::NotABoundary,
        9 => Refusal::NotLonLat,
        10 => Refusal::TooDetailed,
        _ => return None,
    })
}
