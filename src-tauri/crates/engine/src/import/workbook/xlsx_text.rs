//! Texts of an `.xlsx`: the table of shared strings, which is passed on and not kept, and how a text is written in XML.

use super::error::Refusal;
use super::limits::MAX_CELL_BYTES;
use super::ods_cell::entity;
use super::sink::{Guard, too_large};
use super::xlsx_xml::{Tag, content, for_each_chunk, text_content};
use quick_xml::Reader;
use quick_xml::events::Event;
use std::borrow::Cow;
use std::io::Read;

/// Passes the shared strings on, one after the other.
pub(super) fn read_shared(xml: impl Read, out: &mut Guard<'_>) -> Result<(), Refusal> {
    let mut text = String::new();
    for_each_chunk(xml, |chunk, is_last| eat_shared(chunk, is_last, &mut text, out))
}

fn eat_shared(chunk: &[u8], is_last: bool, text: &mut String, out: &mut Guard<'_>) -> Result<usize, Refusal> {
    let mut done = 0;
    while let Some(offset) = memchr::memchr(b'<', chunk.get(done..).unwrap_or(&[])) {
        let open = done + offset;
        let missing = || if is_last { Err(Refusal::Damaged) } else { Ok(open) };
        let Some(tag) = chunk.get(open + 1..).and_then(Tag::of) else { return missing() };
        done = open + 1 + tag.length;
        if !tag.starts(b"si") {
            continue;
        }
        text.clear();
        if !tag.is_empty {
            let after = chunk.get(done..).unwrap_or(&[]);
            let Some((inner, used)) = content(after, b"si") else { return missing() };
            push_string(inner, text)?;
            done += used;
        }
        out.shared_text(text)?;
    }
    Ok(chunk.len())
}

/// Adds the text of `<si>` or `<is>`: of its runs, without the phonetic guides.
pub(super) fn push_string(inner: &[u8], out: &mut String) -> Result<(), Refusal> {
    // One plain `<t>` is by far the most common.
    if let Some(tag) = inner.strip_prefix(b"<").and_then(Tag::of)
        && tag.starts(b"t")
        && !tag.is_empty
        && let after = inner.get(1 + tag.length..).unwrap_or(&[])
        && let Some((text, used)) = text_content(after)
        && used == after.len()
    {
        let is_kept = tag.value(b"xml:space") == Some(b"preserve");
        return push_run(&text_of(text)?, is_kept, out);
    }
    push_runs(inner, out)
}

fn push_runs(inner: &[u8], out: &mut String) -> Result<(), Refusal> {
    let mut rest = inner;
    let mut is_guide = false;
    while let Some(open) = memchr::memchr(b'<', rest) {
        let tag = rest.get(open + 1..).and_then(Tag::of).ok_or(Refusal::Damaged)?;
        rest = rest.get(open + 1 + tag.length..).unwrap_or(&[]);
        if tag.name == b"rPh" {
            is_guide = !tag.closes && !tag.is_empty;
        } else if tag.starts(b"t") && !tag.is_empty && !is_guide {
            let (text, used) = text_content(rest).ok_or(Refusal::Damaged)?;
            push_run(&text_of(text)?, tag.value(b"xml:space") == Some(b"preserve"), out)?;
            rest = rest.get(used..).unwrap_or(&[]);
        }
    }
    Ok(())
}

/// Blanks at the ends count only where the file says so.
fn push_run(text: &str, is_kept: bool, out: &mut String) -> Result<(), Refusal> {
    let text = if is_kept { text } else { text.trim_matches([' ', '\t', '\r', '\n']) };
    if text.len() > MAX_CELL_BYTES {
        return Err(too_large());
    }
    push_unescaped(text, out);
    Ok(())
}

/// A text as XML writes it, without references, comments and CDATA marks.
pub(super) fn text_of(raw: &[u8]) -> Result<Cow<'_, str>, Refusal> {
    let text = std::str::from_utf8(raw).map_err(|_| Refusal::Damaged)?;
    if memchr::memchr3(b'&', b'\r', b'<', raw).is_none() {
        return Ok(Cow::Borrowed(text));
    }
    let mut xml = Reader::from_str(text);
    let mut out = String::with_capacity(text.len());
    loop {
        match xml.read_event().map_err(|_| Refusal::Damaged)? {
            Event::Text(t) => out.push_str(&t.xml10_content().map_err(|_| Refusal::Damaged)?),
            Event::CData(t) => out.push_str(&t.xml10_content().map_err(|_| Refusal::Damaged)?),
            Event::GeneralRef(r) => out.push_str(&entity(&r)),
            Event::Eof => return Ok(Cow::Owned(out)),
            _ => {}
        }
    }
}

/// Adds a text in which a spreadsheet wrote control characters as `_x000D_`: UTF-16 units, in hex.
pub(super) fn push_unescaped(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = memchr::memmem::find(rest.as_bytes(), b"_x") {
        let (before, from) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.push_str(before);
        let units: Vec<u16> = [from.get(..7), from.get(7..14)].into_iter().map_while(unit_of).collect();
        let count = match units.as_slice() {
            [] => 0,
            [0xD800..=0xDBFF, 0xDC00..=0xDFFF] => 2,
            _ => 1,
        };
        let used = if count == 0 { 1 } else { 7 * count };
        if count == 0 {
            out.push('_');
        }
        out.extend(
            char::decode_utf16(units.into_iter().take(count))
                .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)),
        );
        rest = from.get(used..).unwrap_or("");
    }
    out.push_str(rest);
}

fn unit_of(escape: Option<&str>) -> Option<u16> {
    let hex = escape?.strip_prefix("_x")?.strip_suffix('_')?;
    hex.bytes().all(|b| b.is_ascii_hexdigit()).then(|| u16::from_str_radix(hex, 16).ok())?
}
