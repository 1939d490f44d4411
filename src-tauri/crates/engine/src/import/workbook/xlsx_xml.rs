//! The little of XML that a large part needs: chunks, tags and their attributes, looked at where they lie.
//!
//! A general parser copies and checks every piece. A sheet of a million rows has a hundred million of them.

use super::error::Refusal;
use super::limits::{MAX_CELL_BYTES, MAX_PART_BYTES};
use super::sink::too_large;
use std::io::Read;

const CHUNK: usize = 256 << 10;

/// Hands a part on in chunks. `eat` says how many bytes it is done with and is given the others again, with more
/// behind them; the second argument tells the last chunk.
pub(super) fn for_each_chunk(
    xml: impl Read,
    mut eat: impl FnMut(&[u8], bool) -> Result<usize, Refusal>,
) -> Result<(), Refusal> {
    let mut xml = xml.take(MAX_PART_BYTES);
    let mut buffer = vec![0; CHUNK];
    let mut held = 0;
    let mut is_first = true;
    loop {
        let count = xml.read(buffer.get_mut(held..).unwrap_or(&mut [])).map_err(|_| Refusal::Damaged)?;
        held += count;
        let is_last = count == 0;
        // A reader may give little at a time; what is held is looked at again only when there is much new.
        if !is_last && held < buffer.len() {
            continue;
        }
        let chunk = buffer.get(..held).unwrap_or(&[]);
        if is_first && !is_utf8(chunk) {
            return Err(Refusal::Damaged);
        }
        is_first = false;
        let used = eat(chunk, is_last)?;
        if is_last {
            return if xml.limit() == 0 { Err(too_large()) } else { Ok(()) };
        }
        buffer.copy_within(used..held, 0);
        held -= used;
        if held == buffer.len() {
            if held > MAX_CELL_BYTES {
                return Err(too_large());
            }
            buffer.resize(held * 2, 0);
        }
    }
}

/// Whether a part says it is in the encoding every spreadsheet program writes. Another is refused, not misread.
fn is_utf8(start: &[u8]) -> bool {
    let start = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start);
    if start.first().is_some_and(|b| *b >= 0x80) || start.iter().take(4).any(|b| *b == 0) {
        return false;
    }
    let declared = start.strip_prefix(b"<").and_then(Tag::of).filter(|tag| tag.name == b"?xml");
    let encoding = declared.and_then(|tag| tag.value(b"encoding")).unwrap_or(b"utf-8");
    [&b"utf-8"[..], b"utf8", b"us-ascii"].iter().any(|known| encoding.eq_ignore_ascii_case(known))
}

/// A tag, a comment, or a processing instruction.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tag<'a> {
    /// Name without its prefix; empty for what is no element. The name of a closing tag is in `closes`.
    pub name: &'a [u8],
    /// Whether it is `</name>`.
    pub closes: bool,
    /// Whether it is `<name/>`.
    pub is_empty: bool,
    /// What stands between the name and the end.
    pub attributes: &'a [u8],
    /// Bytes from behind `<` to behind `>`.
    pub length: usize,
}

impl<'a> Tag<'a> {
    /// The tag whose `<` stands before `rest`; none if its end is not in sight.
    ///
    /// A `>` inside an attribute ends the tag too early. No attribute that is asked for here can hold one.
    pub(super) fn of(rest: &'a [u8]) -> Option<Self> {
        if rest.starts_with(b"!--") {
            let length = memchr::memmem::find(rest, b"-->")? + 3;
            return Some(Self { name: b"", closes: false, is_empty: true, attributes: b"", length });
        }
        let end = memchr::memchr(b'>', rest)?;
        let inner = rest.get(..end)?;
        let (closes, inner) = inner.strip_prefix(b"/").map_or((false, inner), |inner| (true, inner));
        let (is_empty, inner) = inner.strip_suffix(b"/").map_or((false, inner), |inner| (true, inner));
        let (mut name, mut attributes) = (inner, &b""[..]);
        for (at, byte) in inner.iter().enumerate() {
            match byte {
                b':' => name = inner.get(at + 1..)?,
                b' ' | b'\t' | b'\r' | b'\n' => {
                    name = name.get(..name.len() - (inner.len() - at))?;
                    attributes = inner.get(at..)?;
                    break;
                }
                _ => {}
            }
        }
        Some(Self { name, closes, is_empty, attributes, length: end + 1 })
    }

    /// Whether it opens, or is, an element of this name.
    pub(super) fn starts(&self, name: &[u8]) -> bool {
        !self.closes && self.name == name
    }

    /// The value of an attribute, as written.
    pub(super) fn value(&self, name: &[u8]) -> Option<&'a [u8]> {
        attributes(self.attributes).find(|(key, _)| *key == name).map(|(_, value)| value)
    }

    /// The value of an attribute as text.
    pub(super) fn text(&self, name: &[u8]) -> Option<&'a str> {
        std::str::from_utf8(self.value(name)?).ok()
    }

    /// Whether an attribute says yes.
    pub(super) fn says(&self, name: &[u8]) -> bool {
        matches!(self.value(name), Some(b"1" | b"true" | b"on"))
    }
}

/// Attributes as (name, value), up to the first that is malformed.
pub(super) fn attributes(mut rest: &[u8]) -> impl Iterator<Item = (&[u8], &[u8])> {
    std::iter::from_fn(move || {
        // These are a few bytes long: a loop is faster than a search.
        let equals = rest.iter().position(|b| *b == b'=')?;
        let (key, after) = rest.split_at_checked(equals)?;
        let (quote, inner) = after.get(1..)?.trim_ascii_start().split_first()?;
        let end = inner.iter().position(|b| b == quote).filter(|_| matches!(quote, b'"' | b'\''))?;
        rest = inner.get(end + 1..)?;
        Some((key.trim_ascii(), inner.get(..end)?))
    })
}

/// The content of an element that holds text, and how many bytes it and the closing tag take. None if the end is not
/// in sight. `after` begins behind the opening tag.
pub(super) fn text_content(after: &[u8]) -> Option<(&[u8], usize)> {
    let mut from = 0;
    loop {
        let open = from + memchr::memchr(b'<', after.get(from..)?)?;
        if after.get(open + 1)? == &b'/' {
            let closing = memchr::memchr(b'>', after.get(open..)?)?;
            return Some((after.get(..open)?, open + closing + 1));
        }
        from = open + 1;
    }
}

/// The content of an element that holds elements, as [`text_content`] gives it.
pub(super) fn content<'a>(after: &'a [u8], name: &[u8]) -> Option<(&'a [u8], usize)> {
    let mut from = 0;
    loop {
        let open = from + memchr::memchr(b'<', after.get(from..)?)?;
        let tag = Tag::of(after.get(open + 1..)?)?;
        from = open + 1 + tag.length;
        if tag.closes && tag.name == name {
            return Some((after.get(..open)?, from));
        }
    }
}

/// Row and column of an address such as `AB12`, from zero.
pub(super) fn address_of(address: &[u8]) -> Option<(u32, u32)> {
    let letters = address.iter().take_while(|b| b.is_ascii_alphabetic()).count().min(3);
    let (letters, digits) = address.split_at_checked(letters)?;
    let letter = |b: &u8| u32::from(b.to_ascii_uppercase() - b'A') + 1;
    let col = letters.iter().fold(0, |sum, b| sum * 26 + letter(b)).checked_sub(1)?;
    Some((row_of(digits)?, col))
}

/// The row a number counted from one names, from zero.
pub(super) fn row_of(digits: &[u8]) -> Option<u32> {
    let row = digits.iter().try_fold(0u32, |sum, b| {
        let digit = b.is_ascii_digit().then(|| u32::from(b - b'0'))?;
        sum.checked_mul(10)?.checked_add(digit)
    });
    row?.checked_sub(1)
}
