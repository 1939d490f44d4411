//! A part of the template as its paragraphs: where each begins and ends, what it says, and how it looks. The part's text
//! itself stays as it is; everything here is a place in it.

use super::fault::TemplateFault;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::ops::Range;

/// The namespace a template is filled in.
const MAIN: &str = super::super::package::MAIN;
/// Elements within elements; Word's own documents stay below fifty.
const MAX_DEPTH: usize = 400;
/// Stands in a paragraph's text for whatever is no text: no placeholder reaches over it.
pub(super) const NO_TEXT: char = '\u{1}';
/// Marks of ranges that may begin in one paragraph and end in another: they are kept when a paragraph is replaced.
const MARKS: [&str; 6] = [
    "w:bookmarkStart",
    "w:bookmarkEnd",
    "w:commentRangeStart",
    "w:commentRangeEnd",
    "w:permStart",
    "w:permEnd",
];

/// Where a paragraph stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Host {
    /// In the body.
    Body,
    /// In a cell of a table, of this many twips where the table says.
    Cell(Option<u32>),
    /// In a text box, or in a part that is not the document.
    Other,
}

/// A stretch of text: `w:t`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Text {
    /// Its opening tag.
    pub tag: Range<usize>,
    /// What is between the tags, as written.
    pub content: Range<usize>,
    /// Where its words stand in the words of the paragraph.
    pub words: Range<usize>,
}

/// A child of properties, by name and as written.
pub(super) type Property = (String, String);

/// A paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Paragraph {
    /// From `<w:p` to `</w:p>`.
    pub range: Range<usize>,
    /// Its number within the part.
    pub number: usize,
    pub host: Host,
    /// All its words.
    pub words: String,
    pub texts: Vec<Text>,
    /// It holds more than text: drawings, fields, breaks.
    pub has_more: bool,
    /// Its properties.
    pub look: Vec<Property>,
    /// The properties of its first run of text.
    pub run_look: Vec<Property>,
    /// Marks of ranges, as written.
    pub marks: String,
    /// How wide the text of its section is, in twips.
    pub width: Option<u32>,
}

/// What a part holds.
#[derive(Debug, Default)]
pub(super) struct Scanned {
    pub paragraphs: Vec<Paragraph>,
    /// The largest number of a drawing.
    pub last_drawing: u32,
}

struct Open<'s> {
    name: &'s str,
    start: usize,
    /// The end of the opening tag.
    inside: usize,
}

struct Scan<'s> {
    source: &'s str,
    open: Vec<Open<'s>>,
    building: Vec<Paragraph>,
    /// Properties of the runs that are open.
    runs: Vec<Vec<Property>>,
    cells: Vec<Option<u32>>,
    page: (Option<u32>, Option<u32>),
    /// Ends of sections, and how wide their text is.
    sections: Vec<(usize, Option<u32>)>,
    count: usize,
    scanned: Scanned,
}

/// Reads a part.
pub(super) fn scan(source: &str, part: &str) -> Result<Scanned, TemplateFault> {
    let damaged = || TemplateFault::Damaged { part: part.to_owned() };
    // A mark of byte order is not counted by the reader.
    let lead = if source.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let text = source.get(lead..).unwrap_or_default();
    let mut reader = Reader::from_str(text);
    let mut scan = Scan {
        source,
        open: Vec::new(),
        building: Vec::new(),
        runs: Vec::new(),
        cells: Vec::new(),
        page: (None, None),
        sections: Vec::new(),
        count: 0,
        scanned: Scanned::default(),
    };
    let mut is_root = true;
    loop {
        let start = lead + usize::try_from(reader.buffer_position()).map_err(|_| damaged())?;
        let event = reader.read_event().map_err(|_| damaged())?;
        let end = lead + usize::try_from(reader.buffer_position()).map_err(|_| damaged())?;
        match event {
            Event::DocType(_) => return Err(TemplateFault::Unsafe { what: format!("{part}: DOCTYPE") }),
            Event::Start(element) | Event::Empty(element) if is_root => {
                is_root = false;
                check_root(&element)?;
                scan.start(&element, start..end).ok_or_else(damaged)?;
            }
            Event::Start(element) => scan.start(&element, start..end).ok_or_else(damaged)?,
            Event::Empty(element) => {
                scan.start(&element, start..end).ok_or_else(damaged)?;
                scan.end(end, end).ok_or_else(damaged)?;
            }
            Event::End(_) => scan.end(start, end).ok_or_else(damaged)?,
            Event::Text(words) => scan.words(&words.xml10_content().map_err(|_| damaged())?),
            Event::CData(words) => scan.words(&words.xml10_content().map_err(|_| damaged())?),
            Event::GeneralRef(reference) => {
                let character = match reference.resolve_char_ref().map_err(|_| damaged())? {
                    Some(character) => character,
                    None => named(&reference.decode().map_err(|_| damaged())?).ok_or_else(damaged)?,
                };
                scan.words(character.encode_utf8(&mut [0; 4]));
            }
            Event::Eof => break,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
    }
    if scan.open.is_empty() { Ok(scan.finished()) } else { Err(damaged()) }
}

/// Programs agree on the letter `w`; a document of the strict dialect has another namespace behind it.
fn check_root(element: &BytesStart<'_>) -> Result<(), TemplateFault> {
    let is_main = attribute(element, "xmlns:w").is_some_and(|value| value == MAIN);
    if is_main { Ok(()) } else { Err(TemplateFault::OtherDialect) }
}

/// The characters that have names without a declaration.
fn named(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}

/// The value of an attribute.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.try_get_attribute(name).ok()??;
    found.unescape_value().ok().map(std::borrow::Cow::into_owned)
}

fn number(element: &BytesStart<'_>, name: &str) -> Option<u32> {
    attribute(element, name)?.parse().ok()
}

impl<'s> Scan<'s> {
    /// The name of the element that is open `up` levels above.
    fn above(&self, up: usize) -> &'s str {
        let at = self.open.len().checked_sub(up + 1);
        at.and_then(|at| self.open.get(at)).map_or("", |open| open.name)
    }

    fn start(&mut self, element: &BytesStart<'_>, tag: Range<usize>) -> Option<()> {
        if self.open.len() >= MAX_DEPTH {
            return None;
        }
        let from = tag.start + 1;
        let name = self.source.get(from..from + element.name().as_ref().len())?;
        match name {
            "w:p" => self.begin_paragraph(tag.start),
            "w:r" => self.runs.push(Vec::new()),
            "w:t" if self.above(0) == "w:r" => self.begin_text(tag.clone()),
            "w:tc" => self.cells.push(None),
            "w:tcW" if self.above(1) == "w:tc" && attribute(element, "w:type").as_deref() == Some("dxa") => {
                if let Some(cell) = self.cells.last_mut() {
                    *cell = number(element, "w:w");
                }
            }
            "w:pgSz" => self.page.0 = number(element, "w:w"),
            "w:pgMar" => {
                self.page.1 = number(element, "w:left")
                    .zip(number(element, "w:right"))
                    .and_then(|(left, right)| left.checked_add(right));
            }
            "wp:docPr" => {
                let id = number(element, "id").unwrap_or_default();
                // Numbers end at 2^31; one near the end leaves no room, and two of a kind do less harm.
                if id < 2_000_000_000 {
                    self.scanned.last_drawing = self.scanned.last_drawing.max(id);
                }
            }
            _ => {}
        }
        self.open.push(Open { name, start: tag.start, inside: tag.end });
        Some(())
    }

    fn begin_paragraph(&mut self, start: usize) {
        self.count += 1;
        let inner = self.open.iter().rev().find_map(|open| match open.name {
            "w:txbxContent" => Some(Host::Other),
            "w:tc" => Some(Host::Cell(self.cells.last().copied().flatten())),
            "w:body" => Some(Host::Body),
            _ => None,
        });
        let is_boxed = self.open.iter().any(|open| open.name == "w:txbxContent");
        let host = if is_boxed { Host::Other } else { inner.unwrap_or(Host::Other) };
        // Headers, footers and notes have no body above their tables.
        let is_in_body = self.open.iter().any(|open| open.name == "w:body");
        self.building.push(Paragraph {
            range: start..start,
            number: self.count,
            host: if is_in_body { host } else { Host::Other },
            words: String::new(),
            texts: Vec::new(),
            has_more: false,
            look: Vec::new(),
            run_look: Vec::new(),
            marks: String::new(),
            width: None,
        });
    }

    fn begin_text(&mut self, tag: Range<usize>) {
        if let Some(paragraph) = self.building.last_mut() {
            let at = paragraph.words.len();
            if paragraph.texts.is_empty() {
                paragraph.run_look = self.runs.last().cloned().unwrap_or_default();
            }
            paragraph.texts.push(Text { content: tag.end..tag.end, tag, words: at..at });
        }
    }

    fn words(&mut self, words: &str) {
        if self.above(0) == "w:t"
            && self.above(1) == "w:r"
            && let Some(paragraph) = self.building.last_mut()
        {
            // What stands for things that are no text is no text's.
            paragraph.words.extend(words.chars().filter(|c| *c != NO_TEXT));
        }
    }

    fn end(&mut self, start: usize, end: usize) -> Option<()> {
        let closed = self.open.pop()?;
        let (parent, above) = (self.above(0), self.above(1));
        let raw = self.source.get(closed.start..end)?;
        match closed.name {
            "w:p" => {
                let mut paragraph = self.building.pop()?;
                paragraph.range.end = end;
                self.scanned.paragraphs.push(paragraph);
            }
            "w:r" => {
                self.runs.pop();
            }
            "w:tc" => {
                self.cells.pop();
            }
            "w:sectPr" => {
                let (width, margins) = std::mem::take(&mut self.page);
                let text = width.zip(margins).and_then(|(width, margins)| width.checked_sub(margins));
                self.sections.push((end, text));
            }
            _ => {}
        }
        let property = || (closed.name.to_owned(), raw.to_owned());
        match (parent, closed.name) {
            ("w:pPr", _) if above == "w:p" => self.building.last_mut()?.look.push(property()),
            ("w:rPr", _) if above == "w:r" => self.runs.last_mut()?.push(property()),
            ("w:r", "w:t") => {
                if let Some(paragraph) = self.building.last_mut() {
                    let at = paragraph.words.len();
                    let text = paragraph.texts.last_mut()?;
                    text.content = closed.inside..start;
                    text.words.end = at;
                }
            }
            ("w:r", "w:rPr" | "w:lastRenderedPageBreak") => {}
            ("w:r", _) => {
                if let Some(paragraph) = self.building.last_mut() {
                    paragraph.words.push(NO_TEXT);
                    paragraph.has_more = true;
                }
            }
            (_, name) if MARKS.contains(&name) => {
                if let Some(paragraph) = self.building.last_mut() {
                    paragraph.marks.push_str(raw);
                }
            }
            _ => {}
        }
        Some(())
    }

    fn finished(mut self) -> Scanned {
        for paragraph in &mut self.scanned.paragraphs {
            let section = self.sections.iter().find(|(end, _)| *end > paragraph.range.start);
            paragraph.width = section.and_then(|(_, width)| *width);
        }
        self.scanned.paragraphs.sort_by_key(|paragraph| paragraph.range.start);
        self.scanned
    }
}
